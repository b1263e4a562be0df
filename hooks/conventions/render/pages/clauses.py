"""One clause across all the départements: the official words, who kept them, who filled them and how, who rewrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conventions.compose.answers import Traitement
from conventions.model.cadre import Cadre, Gabarit, Renvoi, Voisins
from conventions.model.french import insecables, liste, pluriel
from conventions.model.page import Page
from conventions.model.reference import Aide
from conventions.model.trame import ClauseTrame, Trame
from conventions.render.collection import Collection
from conventions.render.contribution import TexteCroise
from conventions.render.crossing import ClauseCroisee, Commune, cross
from conventions.render.elements import REPLI, fil, url_clause
from conventions.render.notes import in_reading_order
from conventions.render.templating import Md, encode, relative, render
from conventions.render.texte_integral import nom_clause

PAR_PAGE = 60
"""Different answers on one page: beyond, the list goes on on a page of its own."""


@dataclass(frozen=True)
class Croisement:
    """What the pages of one period share: the texts, the names of the départements of each."""

    collection: Collection
    trame: Trame
    textes: tuple[TexteCroise, ...]
    noms: Mapping[str, str]

    @property
    def url(self) -> str:
        """The list of the clauses."""
        return f"clauses/{self.trame.periode}/"


def index(collection: Collection) -> Iterator[Page]:
    """Of each period, the list of the clauses."""
    return (_index(_cross(collection, trame)) for trame in collection.registry.trames.values())


def sections(trames: Iterable[Trame]) -> list[tuple[str, str]]:
    """(period, section) of each set of clauses that is made on its own: few change at a time."""
    return [(trame.periode, section) for trame in trames for section in trame.sections]


def pages(periode: str, section: str, collection: Collection) -> Iterator[Page]:
    """Each clause of a section, on as many pages as its different answers need."""
    trame = collection.registry.trames[periode]
    croisement, clauses = _cross(collection, trame), trame.sections[section]
    crossed = cross(clauses, zip(croisement.textes, collection.sections(periode, section), strict=True))
    for clause in clauses:
        yield from _clause(croisement, clause, crossed[clause.id])


def _cross(collection: Collection, trame: Trame) -> Croisement:
    texts = tuple(collection.textes(trame.periode))
    sharing: dict[str, list[str]] = {}
    for ligne in collection.lignes.values():
        sharing.setdefault(ligne.porteur.code, []).append(ligne.departement.nom)
    alone = {t.porteur.code: t.porteur.nom for t in texts}
    joined = {t.porteur.code: liste(sharing[t.porteur.code]) for t in texts if t.en_cours}
    return Croisement(collection, trame, texts, alone | joined)


def _index(croisement: Croisement) -> Page:
    sections: list[tuple[str, list[dict[str, Any]]]] = [("En-tête et parties", [])]
    for clause in in_reading_order(croisement.trame):
        if heading := _heading(clause):
            sections.append((heading, []))
        sections[-1][1].append(
            {
                "nom": nom_clause(clause.id),
                "cible": url_clause(croisement.trame.periode, clause.id),
                "debut": Md(encode(insecables(_excerpt(clause.texte)))),
                "chiffres": _figures(croisement, clause),
            }
        )
    text = render(
        "clauses.md", croisement.url, periode=croisement.trame.periode, sections=sections, nombre=len(croisement.textes)
    )
    cadre = Cadre(Gabarit.LARGE, fil=fil(("Trame", "trame/")))
    title = f"La trame {croisement.trame.periode}, clause par clause"
    return Page(croisement.url, title, text, "Chaque clause de la trame, département par département.", cadre=cadre)


def _heading(clause: ClauseTrame) -> str:
    """The title of the part of the list that begins with this clause; empty for the others."""
    apart = {"titre": "", "signatures": "Signatures et annexes"}
    return apart.get(clause.id, nom_clause(clause.id) if clause.nature in {"titre", "objectif"} else "")


def ancres(trame: Trame) -> dict[str, str]:
    """Of each section of the text, where the list of the clauses begins it; that of no name is the head, with the parties."""
    found, rank = {"": "s-1"}, 1
    for clause in in_reading_order(trame):
        rank += bool(_heading(clause))
        found.setdefault(clause.section, f"s-{rank}")
    return found


def _excerpt(text: str) -> str:
    words = text.split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _figures(croisement: Croisement, clause: ClauseTrame) -> str:
    """« reprise par 9, réécrite par 2 »: the numbers are conventions."""
    counts = Counter(text.traitements.get(clause.id) for text in croisement.textes)
    return ", ".join(f"{one.compte} {counts[one]}" for one in Traitement if counts[one])


def _clause(croisement: Croisement, clause: ClauseTrame, crossed: ClauseCroisee) -> Iterator[Page]:
    base, answers = url_clause(croisement.trame.periode, clause.id), crossed.reponses
    chunks = [answers[i : i + PAR_PAGE] for i in range(0, len(answers), PAR_PAGE)] or [()]
    for number, chunk in enumerate(chunks, 1):
        added = crossed.ajouts if number == 1 else ()
        yield _page(croisement, clause, ClauseCroisee(tuple(chunk), added), (base, number, len(chunks)))


def _helping(croisement: Croisement, clause: ClauseTrame) -> list[Aide]:
    """The help numbers of the axis that the clause defines, if it defines one."""
    axes = (a.id for a in croisement.trame.axes if a.clause == clause.id)
    return [aide for axe in axes for aide in croisement.collection.registry.reference.aides_du_champ(axe)]


def _page(croisement: Croisement, clause: ClauseTrame, shown: ClauseCroisee, place: tuple[str, int, int]) -> Page:
    base, number, total = place
    url = base if number == 1 else f"{base}{number}/"
    name = nom_clause(clause.id)
    text = render(
        "clause.md",
        url,
        nom=name,
        periode=croisement.trame.periode,
        index=croisement.url,
        officiel=Md(encode(insecables(clause.texte))),
        aides=_helping(croisement, clause),
        rendue=clause.nature != "consigne",
        place=f"trame/{croisement.trame.periode}/#{clause.id}",
        figures=_figures(croisement, clause),
        nombre=len(croisement.textes),
        autres=_others(croisement),
        mesure=_measure(croisement, clause) if number == 1 else None,
        reponses=list(_answers(croisement, url, shown.reponses)),
        ajouts=[
            {"nom": croisement.noms[t.porteur.code], "cible": Md(relative(url, f"{t.url}#{a.ancre}")), "texte": a.texte}
            for t, a in shown.ajouts
        ],
        page=number,
        pages=[(n, base if n == 1 else f"{base}{n}/") for n in range(1, total + 1)] if total > 1 else [],
    )
    cadre = Cadre(
        fil=fil(("Trame", "trame/"), ("Clause par clause", croisement.url)),
        voisins=_neighbours(croisement.trame, clause),
    )
    suffix = f" (page {number})" if number > 1 else ""
    title = f"{name}, département par département{suffix}"
    return Page(url, title, text, f"La clause «\u00a0{name}\u00a0» de la trame, dans chaque département.", cadre=cadre)


def _neighbours(trame: Trame, clause: ClauseTrame) -> Voisins:
    rank = (clauses := in_reading_order(trame)).index(clause)
    around = (clauses[rank - 1], clauses[(rank + 1) % len(clauses)])
    before, after = (Renvoi(nom_clause(c.id), url_clause(trame.periode, c.id)) for c in around)
    return Voisins("clause", before, after)


def _others(croisement: Croisement) -> str:
    """Those of which nothing can be said: « 95 départements n’ont pas encore publié de texte »."""
    known = {t.porteur.code for t in croisement.textes}
    without = sum(ligne.porteur.code not in known for ligne in croisement.collection.lignes.values())
    if not without:
        return ""
    return pluriel(
        without, "département n’a pas de texte à comparer ici", "départements n’ont pas de texte à comparer ici"
    )


def _answers(croisement: Croisement, url: str, answers: Sequence[Commune]) -> Iterator[dict[str, Any]]:
    """Each answer with its texts; a heading stands before the first of each treatment."""
    previous: Traitement | None = None
    for answer in answers:
        yield {
            "titre": answer.traitement.libelle if answer.traitement is not previous else "",
            "ancre": answer.traitement.slug,
            "texte": Md(answer.texte),
            "qui": _who(croisement, url, answer),
        }
        previous = answer.traitement


def _who(croisement: Croisement, url: str, answer: Commune) -> Md:
    items = [
        f'<a href="{relative(url, f"{t.url}#{ancre}")}">{encode(croisement.noms[t.porteur.code])}</a>'
        for t, ancre in answer.textes
    ]
    if len(items) <= REPLI:
        return Md(f'<p class="qui">{liste(items)}</p>')
    folded = "".join(f"<li>{item}</li>" for item in items)
    count = encode(pluriel(len(items), "convention"))
    return Md(f'<details class="qui"><summary>{count}</summary><ul class="liens-colonnes">{folded}</ul></details>')


def _measure(croisement: Croisement, clause: ClauseTrame) -> dict[str, Any] | None:
    """The number or the choice that the clause asks for, as a table whose bars repeat its figures."""
    if clause.id == croisement.trame.regles["reunions"].clause:
        values = [t.reunions for t in croisement.textes]
        known = sorted({v for v in values if v is not None})
        rows = [(pluriel(v, "réunion"), values.count(v)) for v in known] + [("nombre non précisé", values.count(None))]
        return _chart("Réunions prévues chaque année", "Nombre de réunions", rows)
    if clause.choix or any(b.forme == "choix" for b in clause.blancs):
        names, chosen = croisement.trame.choix("instance.cadre"), [t.cadre for t in croisement.textes]
        rows = [(words, chosen.count(value)) for value, words in names.items()]
        return _chart("Instance retenue", "Instance", [*rows, ("choix non fait", sum(c not in names for c in chosen))])
    return None


def _chart(title: str, column: str, rows: list[tuple[str, int]]) -> dict[str, Any] | None:
    most = max((n for _, n in rows), default=0)
    if not most:
        return None
    shown = [(words, n, max(1, round(60 * n / most))) for words, n in rows if n]
    return {"titre": title, "colonne": column, "lignes": shown}
