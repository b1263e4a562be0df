"""What was made of a document, passage by passage, in text and in HTML: what was recognised, how surely, and what has no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from conventions.importing.brouillon import Import, Passage
from conventions.importing.existant import Ecart
from conventions.importing.lu import Lecture
from conventions.model.french import insecables, pluriel
from conventions.model.trame import Trame

SANS_PLACE = "sans place"
_SOUS = "\x1f"
"""Between where a passage stands and its words."""
_DIT = {
    "reprise": "les mots de la trame",
    "remplie": "la trame, complétée",
    "réécrite": "rédaction locale",
    "ajoutée": "passage ajouté",
    "partie": "partie à la convention",
    "action": "actions de cet objectif",
    "objectif": "objectif du département",
    "signature": "signatures",
    "annexe": "annexe",
    "liaison": "mots de liaison, sans valeur propre",
    "à remplir": "laissé à remplir",
    "sommaire": "sommaire",
    "texte propre": "texte propre",
    SANS_PLACE: "N’A PAS DE PLACE DANS LE FICHIER",
}


class Contexte(NamedTuple):
    """What the report tells beside the passages."""

    document: str
    ecrit: str
    """Where the file was written."""
    fautes: Sequence[str]
    ecarts: Sequence[Ecart] | None
    """What changes in the file that is there already; None where there is none."""


def surete(passage: Passage) -> str:
    """In words, of how much it is like the clause."""
    if passage.etat in {"ajoutée", "action"}:
        return "à relire"
    if passage.etat in {SANS_PLACE, "liaison", "sommaire", "à remplir"}:
        return ""
    return (
        "sûr"
        if passage.note >= 0.97
        else "très probable"
        if passage.note >= 0.85
        else "à relire"
        if passage.note >= 0.6
        else "douteux"
    )


def resume(fait: Import, lecture: Lecture, contexte: Contexte) -> Iterator[str]:
    """The few sentences that one reads first."""
    yield f"Document : {contexte.document} ({lecture.format}), {fait.departement.nom_et_code}"
    yield f"Clauses de la trame reconnues : {fait.trouvees} sur {fait.attendues}"
    if fait.propre:
        yield f"C’est moins de la moitié : le texte entier est proposé comme texte propre, dans « {fait.donnees['texte']} »"
    counts = Counter(p.etat for p in fait.passages)
    told = ("reprise", "remplie", "réécrite", "ajoutée", "partie", SANS_PLACE)
    if said := " ; ".join(f"{_DIT[e].lower()} : {counts[e]}" for e in told if counts[e]):
        yield f"Passages : {said}"
    if fait.absentes:
        yield f"Clauses que le document n’a pas : {', '.join(fait.absentes)}"
    yield from (f"Attention : {one}" for one in lecture.dits)
    yield (
        f"Fichier écrit : {contexte.ecrit}"
        if contexte.ecrit
        else "Aucun fichier écrit : le document ne change rien à celui qui existe."
    )
    if contexte.ecarts is not None:
        yield f"Le fichier du département existait : il n’est pas touché. {pluriel(len(contexte.ecarts), 'valeur change', 'valeurs changent')}."
    yield from (f"Faute à corriger : {one}" for one in contexte.fautes)


def texte(fait: Import, lecture: Lecture, contexte: Contexte, trame: Trame) -> str:
    """The report, to be read in a terminal."""
    lines = [*resume(fait, lecture, contexte), ""]
    lost = [p for p in fait.passages if p.etat == SANS_PLACE]
    if lost:
        lines += ["Passages sans place dans le fichier", *(f"- {_ou(p)}{p.texte}" for p in lost), ""]
    if contexte.ecarts:
        lines += [
            "Ce qui change",
            *(f"- {'.'.join(e.chemin)} : « {e.avant} » devient « {e.apres} »" for e in contexte.ecarts),
            "",
        ]
    lines += ["Le document, passage par passage"]
    for p in fait.passages:
        sure = surete(p)
        lines += [
            f"[{_DIT[p.etat]}{f' · {p.clause}' if p.clause else ''}{f' · {sure}' if sure else ''}] {_ou(p)}{p.va.strip(' ;')}".rstrip(),
            f"    {p.texte}",
        ]
        if p.etat == "réécrite" and p.clause in trame.par_id:
            lines.append(f"    trame : {trame.par_id[p.clause].texte}")
    lines += [line for where, words in lecture.hors for line in (f"[{where}]", f"    {words}")]
    return insecables("\n".join(lines)) + "\n"


def _ou(passage: Passage) -> str:
    return f"({passage.blocs[0].origine}) " if passage.blocs and passage.blocs[0].origine else ""


_STYLE = """body{font:1rem/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#161616;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #bbb;padding:.5rem;text-align:left;vertical-align:top}
th{background:#eee}td{white-space:pre-line;overflow-wrap:break-word;hyphens:auto}td:first-child{width:50%}.perdu{background:#fff0f0}.relire{background:#fff8e0}td small{display:block;color:#555}
@media(max-width:40rem){body{margin:1rem auto;font-size:.875rem}th,td{padding:.25rem;overflow-wrap:anywhere}tr>:nth-child(3){overflow-wrap:normal}ul{padding-left:1rem}}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}th{background:#333}.perdu{background:#4a1f1f}.relire{background:#453a14}td small{color:#bbb}}"""


def html(fait: Import, lecture: Lecture, contexte: Contexte, trame: Trame) -> str:
    """The report as a page that stands alone."""
    title = f"Import de {contexte.document}"
    return (
        f'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{corps(fait, lecture, contexte, trame)}</main></body></html>\n"
    )


def corps(fait: Import, lecture: Lecture, contexte: Contexte, trame: Trame) -> str:
    """What it says: the document on the left, what it became on the right."""
    body = [
        f"<h1>{escape(f'Import de {contexte.document}')}</h1>",
        "<ul>",
        *(f"<li>{escape(insecables(line))}</li>" for line in resume(fait, lecture, contexte)),
        "</ul>",
    ]
    lost = [p for p in fait.passages if p.etat == SANS_PLACE]
    if lost:
        body += _tableau(
            "Passages sans place dans le fichier",
            ("Dans le document", "Remarque"),
            [("perdu", (_situe(p), p.va)) for p in lost],
        )
    if contexte.ecarts:
        body += _tableau(
            "Ce qui change",
            ("Champ", "Dans le fichier", "Dans le document"),
            [("", (".".join(e.chemin), e.avant, e.apres)) for e in contexte.ecarts],
        )
    rows = [(_classe(p), (_situe(p), _devenu(p, trame), surete(p))) for p in fait.passages]
    body += _tableau("Le document, passage par passage", ("Dans le document", "Ce qui en a été fait", "Sûreté"), rows)
    if fait.absentes:
        missing = [("", (i, trame.par_id[i].texte)) for i in fait.absentes if i in trame.par_id]
        body += _tableau("Clauses de la trame qui ne sont pas dans le document", ("Clause", "Ses mots"), missing)
    if lecture.hors:
        body += _tableau("Hors du texte", ("Quoi", "Mots"), [("", one) for one in lecture.hors])
    return "".join(body)


def _devenu(passage: Passage, trame: Trame) -> str:
    parts = [f"{_DIT[passage.etat]}{f' ({passage.clause})' if passage.clause else ''}", passage.va.strip(" ;")]
    if passage.etat in {"réécrite", "remplie"} and passage.clause in trame.par_id:
        parts.append(f"Trame : {trame.par_id[passage.clause].texte}")
    return "\n".join(filter(None, parts))


def _classe(passage: Passage) -> str:
    return "perdu" if passage.etat == SANS_PLACE else "relire" if surete(passage) in {"à relire", "douteux"} else ""


def _tableau(titre: str, tete: Sequence[str], rangs: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    yield f"<h2>{escape(titre)}</h2><table><thead><tr>{''.join(f'<th scope=col>{escape(t)}</th>' for t in tete)}</tr></thead><tbody>"
    for classe, cells in rangs:
        yield f"<tr{f' class={classe}' if classe else ''}>{''.join(map(_cellule, cells))}</tr>"
    yield "</tbody></table>"


def _situe(passage: Passage) -> str:
    return f"{_ou(passage).strip('() ')}{_SOUS}{passage.texte}"


def _cellule(mots: str) -> str:
    """Its words, under where they stand."""
    ou, sous, said = mots.partition(_SOUS)
    ou, said = (ou, said) if sous else ("", mots)
    return f"<td>{f'<small>{escape(ou)}</small>' if ou else ''}{escape(insecables(said))}</td>"
