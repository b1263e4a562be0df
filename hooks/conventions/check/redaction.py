"""Local wording against the trame: every wording has a place in the text, and one that has none is told what to do instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model import ids
from conventions.model.blocks import Paragraphe
from conventions.model.convention import Convention, Redaction
from conventions.model.french import abrege, liste
from conventions.model.rich_text import parties
from conventions.model.trame import ClauseTrame, Trame

_EN_TETE = "une ligne en tête du texte s’ajoute sous « titre-bis »"
_SANS_PLACE = {
    "mention": f"« Annexe 2 » est une mention du document national, qui n’entre dans aucune convention : effacer cette rédaction ; {_EN_TETE}",
    "logos": f"les logos sont des images, données partie par partie (« logo: pieces/{{code}}/logo-caf.png » sous un signataire) : effacer cette rédaction ; {_EN_TETE}",
    "obj-x": "un objectif du département s’écrit sous « objectifs », à partir du numéro {local} (« {local}: {{intitule: …}} ») : y écrire ces mots, et effacer cette rédaction",
}
"""Clauses of which no wording has a place: why, and what to write instead."""
_A_GARDER = {
    "titre": "une convention a un titre : écrire le sien avec « remplace »",
    "signatures": "une convention se signe : le tableau des signatures reste ; des mots qui le précèdent s’écrivent avec « remplace »",
    "annexes": "les annexes sont celles de « annexes » : en effacer les documents suffit, et sans document rien n’est montré ; effacer cette rédaction",
}
"""Clauses that cannot be removed, and why."""
_TITRE_SEUL = "un titre tient en quelques mots, sans liste, tableau, note ni second paragraphe : le garder seul ici, et écrire la suite sous « {suite} » (« {suite}: {{ajoute: …}} »)"
_A_GARDER_PARTIE = "une partie qui ne signe pas n’est pas une clause supprimée : l’écrire sous « sans » (« {cle}: la raison »), l’effacer de « signataires », et effacer cette rédaction"
_LOCALE = "une partie qui ne signe pas n’est pas une clause supprimée : l’effacer de « signataires », et effacer cette rédaction"
"""The same, of a party that the trame does not expect."""
_QUI_PART = "une partie qui part n’est pas une clause supprimée : écrire « retire: [signataires.{cle}] » dans cet avenant, et effacer cette rédaction"
_FACULTATIVE = "cette clause ne paraît que s’il y a de ces parties sous « signataires » : les y effacer suffit, et effacer cette rédaction"


@rule(
    "redaction-sans-place",
    "Une rédaction qui n’aurait pas sa place",
    "Toute clause peut être réécrite, et presque toute supprimée. Le message dit pourquoi celle-ci ne le peut pas, et où écrire ce que vous vouliez : une partie absente va sous « sans », une commune a sa propre clause (« partie-commune-villeurbanne »), un logo se donne sous son signataire, un objectif local sous « objectifs », et ce qui suit un titre dans l’alinéa d’après.",
)
def wording_has_a_place(examination: Examination) -> Iterator[Finding]:
    """No local wording is accepted and lost."""
    trame = examination.dossier.trame
    for place, texte in examination.textes() if trame else ():
        for redaction in texte.redaction:
            if trame and (reason := out_of_place(trame, redaction, examination, texte)):
                yield Finding((*place, "redaction", redaction.clause), reason, cle=True)
            elif trame and (line := _beside_the_heading(trame, redaction)):
                chemin = (*place, "redaction", redaction.clause, redaction.operation)
                yield Finding(
                    chemin,
                    _TITRE_SEUL.format(suite=_after(trame, redaction.clause)),
                    place=examination.ligne(chemin, line),
                )


def _beside_the_heading(trame: Trame, redaction: Redaction) -> int:
    """The line, from 1, of what a heading cannot hold; 0 where all of it is one."""
    known, added = trame.par_id.get(redaction.clause), ids.ARTICLE_AJOUTE.fullmatch(redaction.clause)
    heading = known.nature in {"titre", "objectif"} if known else bool(added and not added["rang"])
    parts = list(parties(redaction.texte)) if heading else []
    return next((p.ligne for rank, p in enumerate(parts) if rank or not isinstance(p.bloc, Paragraphe)), 0)


def _after(trame: Trame, titre: str) -> str:
    """The clause where what follows a heading is written."""
    return f"{titre}-bis" if titre in trame.par_id else f"{titre}-al-1"


def out_of_place(trame: Trame, redaction: Redaction, examination: Examination, texte: Convention) -> str:
    """Why that wording has no place in the text, and what to write instead; empty if it has one."""
    clause, removed = redaction.clause, redaction.operation == "supprime"
    base, suffix = ids.suite(clause)
    if clause in _SANS_PLACE or (base == "mention" and suffix):
        return _SANS_PLACE[base].format(local=trame.premier_local, code=examination.dossier.code.lower())
    if base == "logos" and suffix:
        return f"rien ne précède le titre : {_EN_TETE}"
    if redaction.operation == "ajoute":
        return ""
    if removed and clause in _A_GARDER:
        return _A_GARDER[clause]
    known = trame.par_id.get(clause)
    if (known and known.nature == "partie") or clause in examination.parties_clauses:
        return _party(clause, known, examination, texte, removed=removed)
    return ""


def _party(
    clause: str, known: ClauseTrame | None, examination: Examination, texte: Convention, *, removed: bool
) -> str:
    cle = ids.cle_de(clause)
    if removed and known and known.chaque:
        return _FACULTATIVE
    if removed and texte is not examination.dossier.origine:
        return _QUI_PART.format(cle=cle)
    if removed:
        expected = ids.nature(cle) in map(ids.nature, examination.dossier.departement.parties)
        return _A_GARDER_PARTIE.format(cle=cle) if expected else _LOCALE
    if clause in examination.parties_clauses:
        return ""
    if cle in {*examination.dossier.origine.sans, *texte.sans}:
        return f"« {cle} » est sous « sans » : une partie absente n’a pas de texte ; l’en retirer, ou effacer cette rédaction"
    natures = known.chaque.natures if known and known.chaque else (ids.nature(cle),)
    own = [f"« {ids.partie(c)} »" for c in examination.parties() if ids.nature(c) in natures]
    if own:
        return f"chacune de ces parties a sa clause : écrire {liste(own) if len(own) < 4 else f'{own[0]}, {own[1]}…'}"
    return f"aucune partie de cette sorte n’est dans le fichier : la nommer sous « signataires » (« {natures[0]}-… »), puis écrire ses mots sous « partie-{natures[0]}-… »"


@rule(
    "valeur-sans-place",
    "Une valeur que le texte ne montre plus",
    "La clause où cette valeur se lisait a une rédaction propre, ou elle est supprimée. Écrivez ces mots dans la rédaction, puis effacez la valeur.",
    avertit=True,
)
def value_has_a_place(examination: Examination) -> Iterator[Finding]:
    """A value that fills a blank of a clause that was reworded is read nowhere."""
    trame = examination.dossier.modele
    for place, texte in examination.textes() if trame else ():
        for clause, champ in _filled(trame) if trame else ():
            redaction = texte.redaction_de(clause) or examination.dossier.origine.redaction_de(clause)
            chemin = (*place, *champ.split("."))
            value = examination.valeur(chemin)
            if value and redaction and redaction.operation != "ajoute":
                done = "supprimée" if redaction.operation == "supprime" else "réécrite"
                yield Finding(
                    chemin,
                    f"la clause « {clause} », où cette valeur se lisait, est {done} : rien ne la montre ; l’écrire sous « redaction: {clause} », ou l’effacer",
                )


def _filled(trame: Trame) -> Iterator[tuple[str, str]]:
    """Each clause with a blank that a text of the file fills, and the name of that field."""
    for clause in trame.clauses:
        yield from ((clause.id, blanc.champ) for blanc in clause.blancs if blanc.champ and blanc.forme == "texte")


_TITRE_D_ARTICLE = re.compile(r"article\s+(?:\d|[ivx])", re.IGNORECASE)


@rule(
    "titre-d-article",
    "Une phrase à la place du titre d’un article",
    "« art-9 » est le titre de l’article, et « art-9-al-1 » son premier alinéa : écrivez « Article 9 – Suivi des effets » sous le premier, et la phrase sous le second. De même, « art-5 » est le titre de l’article 5, et « art-5-al-1 » sa première phrase.",
    avertit=True,
)
def heading_of_an_article(examination: Examination) -> Iterator[Finding]:
    """What is typed under the id of an article is its heading: a sentence there would be shown as one."""
    for place, texte in examination.textes():
        for redaction in texte.redaction:
            found = ids.ARTICLE_AJOUTE.fullmatch(redaction.clause)
            if found and not found["rang"] and _sentence(redaction):
                numero = redaction.clause.removeprefix("art-")
                yield Finding(
                    (*place, "redaction", redaction.clause, redaction.operation),
                    f"« {redaction.clause} » est le titre de l’article, et « {abrege(redaction.texte)} » y serait montré en titre ; "
                    f"écrire « Article {numero} – … » sous « {redaction.clause} », et le texte sous « {redaction.clause}-al-1 »",
                )


def _sentence(redaction: Redaction) -> bool:
    """Whether these words are no heading: of an article of the trame, whose heading may be anything, only what ends as a sentence."""
    if redaction.operation == "supprime" or _TITRE_D_ARTICLE.match(redaction.texte):
        return False
    return redaction.operation == "ajoute" or redaction.texte.rstrip().endswith((".", ";", ","))


REGLES = (wording_has_a_place, value_has_a_place, heading_of_an_article)
