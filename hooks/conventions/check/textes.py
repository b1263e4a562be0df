"""What is written in the texts: signs that will not mean what their author thinks, links, and leftovers of a model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.prive.courriels import avec_compte
from conventions.check.rule import Examination, Finding, rule
from conventions.model.blocks import Bloc, Liste, Tableau
from conventions.model.french import abrege, surcharge
from conventions.model.rich_text import parties
from conventions.source.reader import Position

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,20});")
_LINK = re.compile(
    r"\[[^\[\]\n]{0,300}\]\(\s*<?([^\s)>]*)|<([a-zA-Z][a-zA-Z0-9+.-]{1,30}:[^\s<>]*)>|^ {0,3}\[(?!\^)[^\[\]\n]+\]:\s*(\S+)",
    re.MULTILINE,
)
_SCHEME = re.compile(r"(?i)\b(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|\bdata\s*:\s*[a-z]+/")
_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(?:[/?#]\S*)?")
_PLACEHOLDER = re.compile(
    r"\[?\bà (?:compléter|définir|préciser)\b\]?|\bx{3,}\b|\blorem ipsum\b|\btodo\b|\b\?{3,}|\.{6,}|…{3,}|_{4,}",
    re.IGNORECASE,
)
_SIGNES = re.compile(r"[{}\[\]`*_~$|\\]")
SIGNES_D_UN_BLOC, CASES, CASES_VIDES = 400, 5_000, 100
"""What a paragraph, a table, and the rows that it leaves short hold at most: more is no text, and takes its page seconds."""
_WORD = re.compile(r"[^\s-]{81,}")
_PROVISIONAL = ("à compl", "à déf", "à préc", "xxx", "lorem", "todo", "???", "......", "………", "____")


@rule(
    "lien",
    "Un lien refusé",
    "Un lien commence par https:// et donne une adresse complète. Les autres (http://, javascript:, data:, adresses incomplètes) ne sont pas publiés.",
)
def links(examination: Examination) -> Iterator[Finding]:
    """Links are complete `https` addresses."""
    for chemin, text in examination.riches:
        for found in _LINK.finditer(text):
            target = next((g for g in found.groups() if g is not None), "")
            if not _HTTPS.fullmatch(target) and not any(avec_compte(target)):
                secure = f"https://{target.removeprefix('http://')}"
                fix = f" ; écrire « {abrege(secure)} »" if target.startswith("http://") else ""
                yield Finding(
                    chemin,
                    f"le lien « {abrege(target)} » n’est pas admis ; attendu : une adresse qui commence par https://{fix}",
                )
                break


@rule(
    "script",
    "Une adresse qui lance un programme",
    "« javascript: » et ses déguisements n’ont pas leur place dans une convention. Le site les montrerait comme du texte : effacez-les.",
)
def scripts(examination: Examination) -> Iterator[Finding]:
    """No `javascript:`, nor its disguises."""
    packed = re.sub(r"\s+", "", examination.source.lower())
    for chemin, text in examination.valeurs if "script:" in packed or "data:" in packed else ():
        if found := _SCHEME.search(text):
            yield Finding(chemin, f"« {found[0]} » annonce un programme : l’effacer")


@rule(
    "html",
    "Du code HTML",
    "Les balises et les entités HTML ne sont pas interprétées : elles s’affichent telles quelles. Écrivez du texte simple.",
    avertit=True,
)
def html(examination: Examination) -> Iterator[Finding]:
    """HTML is shown as the text that it is."""
    for chemin, text in examination.valeurs if examination.mentions("<", "&") else ():
        if found := _TAG.search(text):
            yield Finding(
                chemin, f"« {abrege(found[0], 40)} » s’affichera tel quel : les balises HTML ne sont pas interprétées"
            )


@rule(
    "trop-de-signes",
    "Trop de signes de mise en forme",
    "Le texte contient tant de crochets, d’astérisques, d’accents graves ou de cases de tableau qu’il ne peut pas être un texte de convention. Simplifiez-le.",
)
def too_many_signs(examination: Examination) -> Iterator[Finding]:
    """Markdown made of signs takes seconds to parse."""
    for chemin, text in examination.riches:
        if fault := surcharge(text) or next((said for _, said in demesures(text)), ""):
            yield Finding(chemin, fault)
    for chemin, text in examination.textes_propres:
        for line, fault in demesures(text, propre=True):
            yield Finding(chemin, fault, place=Position(line, 1), fichier=str(examination.valeur(chemin)))


def demesures(texte: str, *, propre: bool = False) -> Iterator[tuple[int, str]]:
    """The line of each block that no one wrote by hand, and what is to be said of it."""
    if "|" in texte or len(_SIGNES.findall(texte)) > SIGNES_D_UN_BLOC:
        for part in parties(texte, titres=propre):
            if fault := _demesure(part.bloc, len(_SIGNES.findall(part.source))):
                yield part.ligne, fault


def _demesure(bloc: Bloc, signes: int) -> str:
    tables = list(_tableaux(bloc))
    cells = sum((len(table.lignes) + 1) * len(table.entete) for table in tables)
    if cells > CASES:
        return f"le tableau a {cells} cases ; {CASES} au plus : en faire plusieurs tableaux"
    if cells > 2 * signes + CASES_VIDES:
        return "le tableau a des lignes bien plus courtes que les autres : leur donner autant de cases"
    if not tables and not isinstance(bloc, Liste) and signes > SIGNES_D_UN_BLOC:
        most = f"{SIGNES_D_UN_BLOC} au plus, et 40 colonnes pour un tableau"
        return f"ce paragraphe contient {signes} barres, crochets ou signes de mise en forme ; {most}"
    return ""


def _tableaux(bloc: Bloc) -> Iterator[Tableau]:
    """The tables of a block, those inside its items too."""
    if isinstance(bloc, Tableau):
        yield bloc
    for inner in (b for e in bloc.elements for b in e.blocs) if isinstance(bloc, Liste) else ():
        yield from _tableaux(inner)


@rule(
    "texte-provisoire",
    "Un texte provisoire",
    "« à compléter », « xxx » ou des points de suspension à la chaîne semblent attendre un vrai texte. Laissez la clé vide : la page montrera elle-même « à compléter ».",
    avertit=True,
)
def placeholder(examination: Examination) -> Iterator[Finding]:
    """A leftover of a model: the blank is shown by itself if the key is empty."""
    for chemin, text in examination.valeurs if examination.mentions(*_PROVISIONAL) else ():
        if not examination.refused(chemin) and (found := _PLACEHOLDER.search(text)):
            yield Finding(
                chemin, f"« {found[0]} » semble provisoire : laisser la clé vide, la page montrera « à compléter »"
            )


@rule(
    "mot-trop-long",
    "Un mot trop long",
    "Une suite de plus de quatre-vingts signes sans espace déborde sur un téléphone. Ajoutez des espaces.",
    avertit=True,
)
def long_word(examination: Examination) -> Iterator[Finding]:
    """A word that no screen can cut."""
    for chemin, text in examination.valeurs:
        found = _WORD.search(re.sub(r"https://\S+", "", text)) if len(text) > 80 else None
        if found and chemin[-1] not in {"url", "fichier", "logo"}:
            yield Finding(chemin, f"« {abrege(found[0], 31)} » fait {len(found[0])} signes sans espace")


REGLES = (links, scripts, html, too_many_signs, placeholder, long_word)
