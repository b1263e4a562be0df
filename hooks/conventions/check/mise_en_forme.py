"""What of a text would be shown otherwise than its author thinks: signs that mean nothing here, a table or a note half written, a cut sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.propre import second_title
from conventions.model import inline
from conventions.model.blocks import Bloc, Liste, Note, Paragraphe, Tableau, Titre
from conventions.model.convention import Convention
from conventions.model.french import abrege
from conventions.model.rich_text import parties
from conventions.source.reader import Path, Position

EXTENSION = re.compile(r"\{[:#.%{][^{}\n]*\}?|--8<--|!\[|^\*\[[^\]]+\]:|\[TOC\]|\$\$", re.MULTILINE)
"""What other tools read as an attribute, a picture, an abbreviation, a table of contents, a formula."""
_BLOC = re.compile(r"^ {0,3}(?:>\s?|```|~~~|:::|!!! |\?\?\? )", re.MULTILINE)
_TITRE = re.compile(r"^ {0,3}#{1,6}\s", re.MULTILINE)
_RANGEE = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_BALISE = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_APPEL, _ECRITE = (re.compile(rf"\[\^([^\[\]\s^]{{1,20}})\]{after}") for after in ("(?!:)", ":"))
_LIEN_OUVERT = re.compile(r"(?<!\\)\]\(https://")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\]\(")
_BARRE = re.compile(r"(?<!\\)\\$", re.MULTILINE)
_COLLE = re.compile(r"^ {0,3}#{1,6}[^\s#]\S*", re.MULTILINE)
_LIEN = re.compile(r"\[[^\[\]\n]{1,300}\]\((?!https://)([^\s)]{0,300})")
_NOTE_ESPACEE = re.compile(r"^ {0,3}\[\^([^\[\]\s^]{1,20})\][ \u00a0\u202f]+:", re.MULTILINE)
_FILET = re.compile(r"^ {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)
_CASE = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\](?=\s)", re.MULTILINE)
_LIEN_RENVOYE = re.compile(
    r"\[(?!\^)[^\[\]\n]{1,300}\]\[(?!\^)[^\[\]\n]{1,40}\]|^ {0,3}\[(?!\^)[^\[\]\n]{1,40}\]:[ \t]*https?://",
    re.MULTILINE,
)
_DE_LA_TRAME = ("introduction", "objectifs", "instance", "redaction")
_LONGUE = 65
"""From that many signs, a line that stops in the middle of a sentence was cut by an editor, not by its author."""
_COUPURE = re.compile(rf"^[^|\n]{{{_LONGUE},}}[^\W\d_]\n[ \t]*[a-zàâçéèêëîïôùûœ]", re.MULTILINE)


class Doute(NamedTuple):
    """A place of a text, by its line from 1, and what is to be said of it."""

    ligne: int
    message: str


_AUCUN = Doute(1, "")


def doutes(texte: str, *, propre: bool = False) -> Iterator[Doute]:
    """Every one, in the order of the text. `propre`: a text of one's own, which has headings."""
    found = list(parties(texte, titres=propre))
    for part in found:
        for first, message in _of_block(part.bloc, part.source, propre=propre):
            yield Doute(part.ligne + part.source[:first].count("\n"), message)
    yield from _notes(texte, [part.bloc for part in found])


def _of_block(bloc: Bloc, source: str, *, propre: bool) -> Iterator[tuple[int, str]]:
    """Of each doubt, the rank of the sign in the source and the message."""
    known = "citations, images et attributs" if propre else "titres, citations, images et attributs"
    sign = EXTENSION.search(source) or _BLOC.search(source) or (None if propre else _TITRE.search(source))
    if sign:
        yield sign.start(), f"« {abrege(sign[0], 30)} » s’affichera tel quel : {known} n’existent pas ici"
    if isinstance(bloc, Paragraphe) and (row := _RANGEE.search(source)):
        message = "s’affichera tel quel : pour un tableau, écrire « |---|---| » sous la ligne des titres de colonnes"
        yield row.start(), f"« {abrege(row[0].strip(), 30)} » {message}"
    if (place := source.find("**")) >= 0 and any("**" in run for run in _runs(bloc)):
        yield place, "« ** » s’affichera tel quel : le gras commence et finit par deux astérisques, collés aux mots"
    if cut := _COUPURE.search(source):
        end = source.index("\n", cut.start())
        said = " ".join(source[cut.start() : end].split()[-4:])
        yield (
            cut.start(),
            f"la ligne qui finit par « {said} » sera coupée là sur la page : écrire la phrase sur une seule ligne",
        )
    if (found := _LIEN_OUVERT.search(source)) and any("](https://" in _IMAGE.sub("", run) for run in _runs(bloc)):
        message = "s’affichera tel quel : aucun crochet dans les mots d’un lien ; aucun espace, guillemet ni parenthèse seule dans son adresse"
        yield found.start(), f"« {abrege(source[found.start() :].split(maxsplit=1)[0], 40)} » {message}"
    if bar := _BARRE.search(source):
        message = "s’affichera tel quel : pour aller à la ligne, un retour à la ligne suffit"
        yield bar.start(), f"« {source[: bar.end()].rsplit(maxsplit=1)[-1][-30:]} » {message}"
    yield from _of_other_tools(bloc, source, propre=propre)
    if propre and (stuck := _COLLE.search(source)):
        message = "s’affichera tel quel : un titre a un espace après ses dièses"
        yield stuck.start(), f"« {abrege(stuck[0].strip(), 30)} » {message}"
    if propre and (tag := _BALISE.search(source)):
        yield tag.start(), f"« {abrege(tag[0], 40)} » s’affichera tel quel : les balises HTML ne sont pas interprétées"
    if propre and (link := _LIEN.search(source)):
        message = "s’affichera tel quel : un lien donne une adresse qui commence par https://"
        yield link.start(), f"« {abrege(link[0], 60)}) » {message}"


def _of_other_tools(bloc: Bloc, source: str, *, propre: bool) -> Iterator[tuple[int, str]]:
    """What they make of a line of dashes, of two brackets, of an address set apart."""
    if isinstance(bloc, Paragraphe) and (line := _FILET.search(source)):
        yield (
            line.start(),
            f"« {abrege(line[0].strip(), 30)} » s’affichera tel quel : ni filet ni en-tête ici, l’effacer",
        )
    if box := _CASE.search(source):
        yield box.start(), f"« {box[0].strip()} » s’affichera tel quel : pour une case, écrire « ☐ » ou « ☑ »"
    if propre and (sent := _LIEN_RENVOYE.search(source)):
        message = "s’affichera tel quel : l’adresse suit les mots du lien, « [mots](https://…) »"
        yield sent.start(), f"« {abrege(sent[0], 40)} » {message}"


def _runs(bloc: Bloc) -> Iterator[str]:
    """The plain words of a block, outside of any emphasis."""
    if isinstance(bloc, Liste):
        for inner in (b for element in bloc.elements for b in element.blocs):
            yield from _runs(inner)
        return
    cells = (cell for row in (bloc.entete, *bloc.lignes) for cell in row) if isinstance(bloc, Tableau) else ()
    texts = (bloc.texte,) if isinstance(bloc, Paragraphe | Titre | Note) else cells
    for text in texts:
        yield from (run.texte for run in inline.brins(text) if run.genre == "texte")


def _notes(texte: str, found: list[Bloc]) -> Iterator[Doute]:
    """Each call leads to one note, and each note has a call."""
    written = Counter(bloc.nom for bloc in found if isinstance(bloc, Note))
    called, noted = _premieres(_APPEL, texte), _premieres(_ECRITE, texte)
    spaced = {m[1]: m for m in _NOTE_ESPACEE.finditer(texte)}
    for name, note in spaced.items():
        line = texte[: note.start()].count("\n") + 1
        message = (
            f"« {note[0].strip()} » s’affichera tel quel : sans espace avant les deux-points, écrire « [^{name}]: »"
        )
        yield Doute(line, message)
    for name, line in called.items():
        if not written[name] and name not in spaced:
            yield Doute(line, f"la note [^{name}] n’est écrite nulle part : ajouter une ligne « [^{name}]: … »")
    for name, number in written.items():
        line = noted.get(name, 1)
        if number > 1:
            yield Doute(line, f"la note [^{name}] est écrite {number} fois : donner à chacune son numéro")
        elif name not in called:
            yield Doute(
                line, f"la note [^{name}] n’est appelée nulle part : écrire [^{name}] après le mot qu’elle explique"
            )


def _premieres(sign: re.Pattern[str], texte: str) -> dict[str, int]:
    """The line where each name is first found."""
    found: dict[str, int] = {}
    for rank, line in enumerate(texte.split("\n"), 1):
        for name in sign.findall(line):
            found.setdefault(name, rank)
    return found


@rule(
    "mise-en-forme",
    "Une mise en forme qui ne se verra pas",
    "Un texte long admet des paragraphes, des retours à la ligne, des listes, des tableaux, de l’*italique*, du **gras**, des liens https et des notes [^1]. Titres, citations, images et attributs s’affichent comme du texte simple. Les autres champs tiennent sur une ligne, sans mise en forme.",
    avertit=True,
)
def formatting(examination: Examination) -> Iterator[Finding]:
    """One doubt a text: once it is seen to, the next one is told."""
    rich = dict(examination.riches)
    for chemin, text in examination.valeurs:
        line, message = next(doutes(text), _AUCUN) if chemin in rich else Doute(0, _plain(text))
        if message:
            yield Finding(
                chemin, message + _on_lines(examination, chemin, message), place=examination.ligne(chemin, line)
            )


def _on_lines(examination: Examination, chemin: Path, message: str) -> str:
    """How to give lines to a text that is on one, or between quotes, where that is what its remedy asks for."""
    place, key = examination.document.position(chemin), examination.document.position(chemin, key=True)
    written, head = (examination.document.lines[at.line - 1] for at in (place, key))
    if ("une ligne «" not in message and "sous la ligne" not in message) or written[place.column - 1] in "|>":
        return ""
    apart = "sa clé sortie des accolades, " if head[: key.column - 1].strip(" -") else ""
    return f" ; pour cela, {apart}écrire « {chemin[-1]}: | » seul sur sa ligne et tout le texte en dessous, sans guillemets, en retrait"


def _plain(text: str) -> str:
    if found := EXTENSION.search(text):
        return f"« {abrege(found[0], 30)} » s’affichera tel quel : ce champ n’a pas de mise en forme"
    if "\n" in text.strip():
        return "ce champ tient sur une ligne : le retour à la ligne s’affichera comme un espace"
    return ""


@rule(
    "mise-en-forme-du-texte",
    "Un texte propre qui ne se verrait pas comme il est écrit",
    "Le texte propre d’une convention admet des titres (#), des paragraphes, des retours à la ligne, des listes, des tableaux, de l’*italique*, du **gras**, des liens https et des notes [^1]. Le reste s’affiche tel quel. Une ligne coupée dans le fichier est coupée sur la page.",
    avertit=True,
)
def own_text(examination: Examination) -> Iterator[Finding]:
    """Every doubt of the texts of one's own, each at its line."""
    for chemin, text in examination.textes_propres:
        for line, message in sorted(doutes(text, propre=True)):
            yield Finding(chemin, message, place=Position(line, 1), fichier=str(examination.valeur(chemin)))


@rule(
    "hors-du-texte-propre",
    "Un champ qui complète la trame, dans une convention qui a son propre texte",
    "« introduction », « objectifs », « instance » et « redaction » complètent le texte de la trame. Une convention qui a son propre texte ne les montre pas : ce qui a été signé s’écrit dans son fichier .md.",
    avertit=True,
)
def outside_the_text(examination: Examination) -> Iterator[Finding]:
    """What fills the trame has no place in a text of one's own."""
    written = [key for key in _DE_LA_TRAME if examination.valeur(("convention", key))]
    for key in written if examination.dossier.texte_propre else ():
        name = examination.valeur(("texte",))
        yield Finding(("convention", key), f"« {key} » ne se verra pas dans le texte : l’écrire dans {name}", cle=True)


@rule(
    "titre-double",
    "Deux titres pour un même texte",
    "Le texte de la convention commence par un titre (« # »), et « titre » en donne un autre : la page montrerait les deux, et tous les articles sous celui du texte. Écrivez le même aux deux endroits. Un avenant qui change le titre donne le nouveau sous « modifie », et en tête de son texte.",
    avertit=True,
)
def two_titles(examination: Examination) -> Iterator[Finding]:
    """The title of a text of one's own is written in its file and, if at all, the same in the YAML."""
    dossier = examination.dossier
    texts: list[tuple[Path, Convention]] = [((), dossier.origine)]
    texts += [(("avenants", str(n)), etape.apres) for n, etape in dossier.etapes.items()]
    for here, texte in texts if dossier.texte_propre else ():
        typed, file = (*here, "modifie" if here else "convention", "titre"), examination.valeur((*here, "texte"))
        place = typed if examination.valeur(typed) else (*here, "texte")
        if examination.valeur(place) and (heading := second_title(texte)):
            same = f"écrire le même après « # », dans {file}"
            remedy = same if file else "donner sous « texte » le texte modifié, qui commence par ce titre"
            remedy = remedy if place == typed else f"écrire aussi « titre: {heading} » sous « modifie »"
            message = f"« titre » dit « {abrege(texte.titre)} », et le texte commence par « {abrege(heading)} »"
            yield Finding(place, f"{message} : {remedy}", cle=True)


REGLES = (formatting, own_text, outside_the_text, two_titles)
