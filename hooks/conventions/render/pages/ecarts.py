"""Every departure of a convention from the trame, against the official words; then what it completes, and what is without object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conventions.compose.diff import tables_of, wording_of
from conventions.compose.view import Fiche, View
from conventions.model.cadre import Cadre
from conventions.model.clause import Clause, Conformite
from conventions.model.french import insecables, pluriel
from conventions.model.page import Page
from conventions.model.trame import Trame
from conventions.render.differences import changes, clause_names
from conventions.render.elements import (
    en_tete,
    fil_de,
    imprimee,
    marque,
    suit_la_trame,
    url_clause,
    url_ecarts,
    url_texte,
)
from conventions.render.flow import holds_blocks
from conventions.render.templating import Md, encode, render
from conventions.render.texte_integral import Texte, citation_signee, nom_clause


def pages(view: View, item: Fiche) -> Iterator[Page]:
    """The page of one convention, if it has one."""
    if not suit_la_trame(item):
        return
    dossier, d, url = item.porteur, item.porteur.departement, url_ecarts(item.porteur)
    trame = view.trame_de(item)
    writer = Texte(url, trame, dict(item.parties))
    names = clause_names(d, item.convention)
    local = [c for c in item.clauses if c.ecart]
    text = render(
        "ecarts.md",
        url,
        d=d,
        periode=dossier.periode,
        en_tete=en_tete(item.situation.au),
        url_texte=url_texte(dossier),
        ecarts=[_ecart(item, trame, c) for c in local],
        resume=_summary(local),
        corrigees=[_place(item, c, citation_signee(c)) for c in item.clauses if c.conformite is Conformite.CORRIGEE],
        completes=[
            {**_place(item, c, citation_signee(c)), "texte": writer.corps(c) if holds_blocks(c) else writer.spans(c)}
            for c in item.clauses
            if c.conformite is Conformite.COMPLETEE
            and c.nature not in {"partie", "action"}
            and not c.lignes
            and c.id != "titre"
        ],
        parties=[_place(item, c, names.get(c.id) or nom_clause(c.id)) for c in _parties(item)],
        actions=[_place(item, c, names.get(c.id) or nom_clause(c.id)) for c in item.clauses if c.action],
        sans_objet=[
            (nom_clause(c.id), words)
            for c in item.clauses
            if c.conformite is Conformite.SANS_OBJET and (words := c.motif or c.precision)
        ],
    )
    cadre = Cadre(
        sommaire=3,
        fil=fil_de(d, (f"Convention {dossier.periode}", url_texte(dossier))),
        date_imprimee=imprimee(item.situation.au),
    )
    title = f"Écarts avec la trame\u00a0: convention {d.de}"
    yield Page(url, title, text, f"Ce que la convention {d.de} écrit autrement que la trame.", dossier.source, cadre)


def _parties(item: Fiche) -> list[Clause]:
    return [c for c in item.clauses if c.nature == "partie" and c.trame and not c.absente]


def _place(item: Fiche, clause: Clause, name: str) -> dict[str, Any]:
    return {"nom": name, "cible": f"{url_texte(item.porteur)}#{clause.id}"}


def _ecart(item: Fiche, trame: Trame, clause: Clause) -> dict[str, Any]:
    """One departure: the official words, what became of them, and why."""
    official = trame.par_id.get(clause.trame)
    words = official.texte if official else ""
    return {
        **_place(item, clause, citation_signee(clause)),
        "id": Md(clause.id),
        "marque": marque(clause.conformite),
        "texte": changes(insecables(words), wording_of(clause), ((), tables_of(clause))),
        "motif": clause.motif,
        "clause": url_clause(trame.periode, official.id) if official else "",
        "officiel": Md(encode(insecables(words))) if clause.conformite is Conformite.REECRITE else "",
        "local": wording_of(clause) if clause.conformite is Conformite.REECRITE else "",
    }


def _summary(local: list[Clause]) -> str:
    """« 5 clauses locales : 1 réécrite, 3 ajoutées, 1 supprimée »."""
    if not local:
        return ""
    kinds = [c.conformite for c in local]
    parts = [pluriel(kinds.count(kind), f"{kind.libelle}e") for kind in Conformite if kind in kinds]
    return f"{pluriel(len(local), 'clause locale', 'clauses locales')}\u00a0: {', '.join(parts)}"
