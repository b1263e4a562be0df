"""The shared objectives, the local ones and the axes: each links every convention and action concerned, from computed relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conventions.model import ids
from conventions.model.cadre import Cadre, Flux
from conventions.model.french import insecables, slug
from conventions.model.page import Page
from conventions.render.abonnements import ATOM, actualites
from conventions.render.actions import AU_PLUS, par_action
from conventions.render.collection import Collection
from conventions.render.contribution import ObjectifLocal, Standing
from conventions.render.elements import fil, url_clause
from conventions.render.templating import Md, render

Local = tuple[Standing, ObjectifLocal, str]
"""An objective of a département's own, and where it is read."""


def objectifs(collection: Collection) -> Page:
    """`/objectifs/`: the list."""
    rows = []
    for o in collection.registry.trame.objectifs:
        found = [(f, a) for f, a in collection.actions() if a.objectif == o.numero]
        rows.append((o, len(found), len({f.code for f, _ in found})))
    text = render("objectifs.md", "objectifs/", objectifs=rows, locaux=len(list(_local(collection))))
    return Page(
        "objectifs/",
        "Les objectifs partagés",
        text,
        "Les quatre objectifs nationaux et les objectifs locaux.",
        cadre=Cadre(fil=fil()),
    )


def chacun(collection: Collection) -> Iterator[Page]:
    """`/objectifs/1/`…: one page an objective."""
    return (_objectif(collection, o.numero) for o in collection.registry.trame.objectifs)


def _objectif(collection: Collection, numero: int) -> Page:
    trame, url = collection.registry.trame, f"objectifs/{numero}/"
    o = next(x for x in trame.objectifs if x.numero == numero)
    found = [(f, a) for f, a in collection.actions() if a.objectif == numero]
    flux = Flux(f"Les nouvelles de l’objectif {numero}", actualites(url), ATOM)
    served = [e.id for e in o.engagements]
    sections = [[c for c in found if c[1].engagement == ident] for ident in served]
    *listes, autres = par_action(url, [*sections, [c for c in found if c[1].engagement not in served]])
    engagements = [
        {"id": e.id, "lettre": e.lettre, "texte": Md(_seul(e.texte)), "actions": shown}
        for e, shown in zip(o.engagements, listes, strict=True)
    ]
    text = render(
        "objectif.md",
        url,
        o=o,
        trame=trame,
        intitule=Md(insecables(o.texte.partition(" : ")[2])),
        engagements=engagements,
        autres=autres if len(found) > sum(map(len, sections)) or not served else "",
        clause=url_clause(trame.periode, o.id),
        flux=(flux,),
    )
    return Page(
        url,
        f"Objectif {numero}\u00a0: {o.court}",
        text,
        insecables(o.texte),
        cadre=Cadre(fil=fil(("Objectifs", "objectifs/")), flux=(flux,)),
    )


def _local(collection: Collection) -> Iterator[Local]:
    return ((f, o, f"{f.url_texte}#{ids.objectif(o.numero)}") for f, o in collection.locaux() if f.composee)


def _semblables(found: Sequence[Local]) -> list[tuple[str, list[Local]]]:
    """Those of the same title together, in the order of titles; those without one, last."""
    groups: dict[str, list[Local]] = {}
    for one in found:
        groups.setdefault(slug(one[1].intitule), []).append(one)
    return [(groups[key][0][1].intitule, groups[key]) for key in sorted(groups, key=lambda key: (not key, key))]


def locaux(collection: Collection) -> Page:
    """`/objectifs/locaux/`: those of the départements' own."""
    url, found = "objectifs/locaux/", list(_local(collection))
    links = sum(1 + len(o.engagements) + len(o.actions) for _, o, _ in found)
    text = render("objectifs-locaux.md", url, objectifs=_semblables(found), replies=links > AU_PLUS)
    return Page(
        url,
        "Les objectifs locaux",
        text,
        "Les objectifs que des départements ajoutent aux quatre objectifs nationaux.",
        cadre=Cadre(fil=fil(("Objectifs", "objectifs/"))),
    )


def axes(collection: Collection) -> Page:
    """`/axes/`: the list."""
    rows = [(a, sum(a.id in action.axes for _, action in collection.actions())) for a in collection.registry.trame.axes]
    text = render("axes.md", "axes/", axes=rows)
    return Page(
        "axes/",
        "Les champs d’action",
        text,
        "Les cinq champs thématiques du préambule.",
        cadre=Cadre(fil=fil()),
    )


def chaque_axe(collection: Collection) -> Iterator[Page]:
    """`/axes/separation/`…: one page a field."""
    return (_axe(collection, a.id) for a in collection.registry.trame.axes)


def _axe(collection: Collection, ident: str) -> Page:
    trame, url = collection.registry.trame, f"axes/{ident}/"
    a = next(x for x in trame.axes if x.id == ident)
    text = render(
        "axe.md",
        url,
        a=a,
        aides=collection.registry.reference.aides_du_champ(ident),
        texte=Md(_seul(a.texte)),
        trame=trame,
        actions=par_action(url, [[c for c in collection.actions() if ident in c[1].axes]])[0],
        clause=url_clause(trame.periode, a.clause),
    )
    return Page(url, a.nom, text, _seul(a.texte), cadre=Cadre(fil=fil(("Champs d’action", "axes/"))))


def _seul(texte: str) -> str:
    """An item of a list of the trame, quoted alone: without the sign that joins it to the next."""
    return insecables(texte.rstrip(" ;"))
