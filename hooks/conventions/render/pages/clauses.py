"""One clause across all the départements: the official words, who kept them, who filled them and how, who rewrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conventions.compose.clauses import CADRES
from conventions.compose.diff import text_of
from conventions.compose.reponses import ClauseCroisee, Reponse, Sorte, cross
from conventions.compose.vue import Fiche, Vue
from conventions.model.page import Page
from conventions.model.trame import ClauseTrame, Trame
from conventions.render.differences import changes
from conventions.render.elements import fil, has_text, url_clause, url_texte
from conventions.render.gabarits import Md, encode, relative, render
from conventions.render.texte_integral import Texte, nom_clause
from conventions.texte import insecables, liste, pluriel

PAR_PAGE = 60
"""Different answers on one page: beyond, the list goes on on a page of its own."""
REPLI = 12
"""Beyond this number of names, a list of départements is folded."""
SORTES: Mapping[Sorte, tuple[str, str]] = {
    "reprise": ("reprise par", "Reprise telle quelle"),
    "completee": ("complétée par", "Complétée"),
    "reecrite": ("réécrite par", "Réécrite"),
    "supprimee": ("supprimée par", "Supprimée"),
    "sans-objet": ("sans objet pour", "Sans objet"),
    "a-completer": ("pas encore remplie par", "Pas encore remplie"),
}


@dataclass(frozen=True)
class Croisement:
    """What the pages of one period share: the texts, the answers, the names of the départements of each text."""

    vue: Vue
    trame: Trame
    fiches: tuple[Fiche, ...]
    clauses: Mapping[str, ClauseCroisee]
    noms: Mapping[str, str]

    @property
    def url(self) -> str:
        """The list of the clauses."""
        return f"clauses/{self.trame.periode}/"


def pages(vue: Vue) -> Iterator[Page]:
    """For each period, the list of the clauses, then each of them, on as many pages as its different answers need."""
    for trame in vue.registre.trames.values():
        croisement = _cross(vue, trame)
        yield _index(croisement)
        for rank, clause in enumerate(trame.clauses):
            yield from _clause(croisement, clause, rank)


def _cross(vue: Vue, trame: Trame) -> Croisement:
    of_period = [f for f in vue.textes(trame.periode) if has_text(f)]
    sharing: dict[str, list[str]] = {}
    for fiche in vue.fiches.values():
        sharing.setdefault(fiche.porteur.code, []).append(fiche.dossier.departement.nom)
    alone = {f.porteur.code: f.porteur.departement.nom for f in of_period}
    joined = {f.porteur.code: liste(sharing[f.porteur.code]) for f in of_period if _current(vue, f)}
    return Croisement(vue, trame, tuple(of_period), cross(trame, of_period), alone | joined)


def _current(vue: Vue, fiche: Fiche) -> bool:
    """Whether it is the convention of today, and not one of the archives."""
    return vue.fiches[fiche.porteur.code].porteur is fiche.porteur


def _index(croisement: Croisement) -> Page:
    sections: list[tuple[str, list[dict[str, Any]]]] = [("En-tête et parties", [])]
    for clause in croisement.trame.clauses:
        if heading := _heading(clause):
            sections.append((heading, []))
        sections[-1][1].append(
            {
                "nom": nom_clause(clause.id),
                "cible": url_clause(croisement.trame.periode, clause.id),
                "debut": Md(encode(insecables(_excerpt(clause.texte)))),
                "chiffres": _figures(croisement.clauses[clause.id]),
            }
        )
    text = render(
        "clauses.md", croisement.url, periode=croisement.trame.periode, sections=sections, nombre=len(croisement.fiches)
    )
    meta = {"gabarit": "large", "fil_ariane": fil(("Trame", "trame/"))}
    title = f"La trame {croisement.trame.periode}, clause par clause"
    return Page(
        croisement.url, title, text, "Ce que chaque département a fait de chaque clause de la trame.", meta=meta
    )


def _heading(clause: ClauseTrame) -> str:
    """The title of the part of the list that begins with this clause; empty for the others."""
    apart = {"titre": "", "signatures": "Signatures et annexes"}
    return apart.get(clause.id, nom_clause(clause.id) if clause.nature in {"titre", "objectif"} else "")


def _excerpt(text: str) -> str:
    words = text.split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _figures(clause: ClauseCroisee) -> str:
    """« reprise par 9, réécrite par 2 »: the numbers are conventions."""
    counts = [(words, clause.nombre(sorte)) for sorte, (words, _) in SORTES.items()]
    return ", ".join(f"{words} {number}" for words, number in counts if number)


def _clause(croisement: Croisement, clause: ClauseTrame, rank: int) -> Iterator[Page]:
    answers = croisement.clauses[clause.id].reponses
    base = url_clause(croisement.trame.periode, clause.id)
    chunks = [answers[i : i + PAR_PAGE] for i in range(0, len(answers), PAR_PAGE)] or [()]
    for number, chunk in enumerate(chunks, 1):
        yield _page(croisement, clause, rank, chunk, (base, number, len(chunks)))


def _page(
    croisement: Croisement, clause: ClauseTrame, rank: int, answers: Sequence[Reponse], place: tuple[str, int, int]
) -> Page:
    base, number, total = place
    url = base if number == 1 else f"{base}{number}/"
    name, crossed = nom_clause(clause.id), croisement.clauses[clause.id]
    text = render(
        "clause.md",
        url,
        nom=name,
        periode=croisement.trame.periode,
        index=croisement.url,
        officiel=Md(encode(insecables(clause.texte))),
        rendue=clause.nature != "consigne",
        place=f"trame/{croisement.trame.periode}/#{clause.id}",
        figures=_figures(crossed),
        nombre=len(croisement.fiches),
        autres=_others(croisement),
        mesure=_measure(croisement, clause) if number == 1 else None,
        reponses=list(_answers(croisement, clause, url, answers)),
        ajouts=[_added(croisement, url, f, text_of(c, {}), c.id) for f, c in crossed.ajouts] if number == 1 else [],
        page=number,
        pages=[(n, base if n == 1 else f"{base}{n}/") for n in range(1, total + 1)] if total > 1 else [],
    )
    meta = {
        "fil_ariane": fil(("Trame", "trame/"), ("Clause par clause", croisement.url)),
        "voisins": _neighbours(croisement, rank),
    }
    suffix = f" (page {number})" if number > 1 else ""
    title = f"{name}\u00a0: ce qu’en ont fait les départements{suffix}"
    return Page(url, title, text, f"La clause «\u00a0{name}\u00a0» de la trame, dans chaque département.", meta=meta)


def _neighbours(croisement: Croisement, rank: int) -> dict[str, Any]:
    clauses, periode = croisement.trame.clauses, croisement.trame.periode
    around = (clauses[rank - 1], clauses[(rank + 1) % len(clauses)])
    before, after = ({"titre": nom_clause(c.id), "url": url_clause(periode, c.id)} for c in around)
    return {"precedent": before, "suivant": after, "quoi": "clause"}


def _others(croisement: Croisement) -> str:
    """Those of which nothing can be said: « 95 départements n’ont pas encore publié de texte »."""
    known = {f.porteur.code for f in croisement.fiches}
    without = sum(f.porteur.code not in known for f in croisement.vue.fiches.values())
    if not without:
        return ""
    return pluriel(
        without, "département n’a pas de texte à comparer ici", "départements n’ont pas de texte à comparer ici"
    )


def _answers(
    croisement: Croisement, clause: ClauseTrame, url: str, answers: Sequence[Reponse]
) -> Iterator[dict[str, Any]]:
    """Each answer with its texts; a heading stands before the first of each sort."""
    writer, previous = Texte(url, croisement.trame), ""
    for answer in answers:
        _, heading = SORTES[answer.sorte]
        yield {
            "titre": heading if answer.sorte != previous else "",
            "sorte": answer.sorte,
            "texte": _text(writer, clause, answer),
            "qui": _who(croisement, url, answer),
        }
        previous = answer.sorte


def _text(writer: Texte, clause: ClauseTrame, answer: Reponse) -> Md:
    """What they wrote: their values in the official words, or their words against the official ones."""
    if answer.sorte in {"reprise", "supprimee", "sans-objet", "a-completer"}:
        return Md("")
    if answer.sorte == "reecrite":
        words = " ".join(text_of(c, {}) for c in answer.clauses)
        return Md(f"<p>{changes(insecables(clause.texte), words)}</p>")
    parts = [encode(text_of(c, {})) if c.lignes else writer.spans(c) for c in answer.clauses]
    return Md("".join(f"<p>{part}</p>" for part in parts))


def _who(croisement: Croisement, url: str, answer: Reponse) -> Md:
    items = [
        f'<a href="{relative(url, f"{url_texte(f.porteur)}#{ident}")}">{encode(croisement.noms[f.porteur.code])}</a>'
        for f, ident in zip(answer.fiches, answer.ids, strict=True)
    ]
    if len(items) <= REPLI:
        return Md(f'<p class="qui">{liste(items)}</p>')
    folded = "".join(f"<li>{item}</li>" for item in items)
    count = encode(pluriel(len(items), "convention"))
    return Md(f'<details class="qui"><summary>{count}</summary><ul class="liens-colonnes">{folded}</ul></details>')


def _added(croisement: Croisement, url: str, fiche: Fiche, text: str, ident: str) -> dict[str, Any]:
    return {
        "nom": croisement.noms[fiche.porteur.code],
        "cible": Md(relative(url, f"{url_texte(fiche.porteur)}#{ident}")),
        "texte": text,
    }


def _measure(croisement: Croisement, clause: ClauseTrame) -> dict[str, Any] | None:
    """The number or the choice that the clause asks for, as a table whose bars repeat its figures."""
    if clause.id == croisement.trame.regles["reunions"].clause:
        values = [f.convention.instance.reunions_par_an for f in croisement.fiches]
        known = sorted({v for v in values if v is not None})
        rows = [(pluriel(v, "réunion"), values.count(v)) for v in known] + [("nombre non précisé", values.count(None))]
        return _chart("Réunions prévues chaque année", "Nombre de réunions", rows)
    if clause.choix or any(b.forme == "choix" for b in clause.blancs):
        chosen = [f.convention.instance.cadre for f in croisement.fiches]
        rows = [(words, chosen.count(key)) for key, words in CADRES.items()]
        return _chart("Instance retenue", "Instance", [*rows, ("choix non fait", sum(c not in CADRES for c in chosen))])
    return None


def _chart(title: str, column: str, rows: list[tuple[str, int]]) -> dict[str, Any] | None:
    most = max((n for _, n in rows), default=0)
    if not most:
        return None
    shown = [(words, n, max(1, round(60 * n / most))) for words, n in rows if n]
    return {"titre": title, "colonne": column, "lignes": shown}
