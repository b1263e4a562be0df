"""The shared objectives, the local ones and the axes: each links every convention and action concerned, from computed relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.model import ids
from conventions.model.cadre import Cadre
from conventions.model.french import insecables, majuscule, pluriel
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.contribution import ActionCitee, ObjectifLocal, Standing
from conventions.render.elements import fil
from conventions.render.templating import Md, encode, relative, render

Concerned = tuple[Standing, ActionCitee]


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
    engagements = [
        {
            "id": e.id,
            "lettre": e.lettre,
            "texte": Md(_seul(e.texte)),
            "actions": actions(collection, url, [c for c in found if c[1].engagement == e.id]),
        }
        for e in o.engagements
    ]
    served = {e.id for e in o.engagements}
    text = render(
        "objectif.md",
        url,
        o=o,
        trame=trame,
        intitule=Md(insecables(o.texte.partition(" : ")[2])),
        engagements=engagements,
        autres=actions(collection, url, [c for c in found if c[1].engagement not in served]),
        conventions=conventions(collection, url, f"#{ids.objectif(numero)}"),
    )
    return Page(
        url,
        f"Objectif {numero}\u00a0: {o.court}",
        text,
        insecables(o.texte),
        cadre=Cadre(fil=fil(("Objectifs", "objectifs/"))),
    )


def _local(collection: Collection) -> Iterator[tuple[Standing, ObjectifLocal, str]]:
    return ((f, o, f"{f.url_texte}#{ids.objectif(o.numero)}") for f, o in collection.locaux() if f.composee)


def locaux(collection: Collection) -> Page:
    """`/objectifs/locaux/`: those of the départements' own."""
    url = "objectifs/locaux/"
    text = render(
        "objectifs-locaux.md",
        url,
        objectifs=list(_local(collection)),
        conventions=conventions(collection, url, "#art-2"),
    )
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
        actions=actions(collection, url, [c for c in collection.actions() if ident in c[1].axes]),
        conventions=conventions(collection, url, f"#{a.clause}"),
    )
    return Page(url, a.nom, text, _seul(a.texte), cadre=Cadre(fil=fil(("Champs d’action", "axes/"))))


def _seul(texte: str) -> str:
    """An item of a list of the trame, quoted alone: without the sign that joins it to the next."""
    return insecables(texte.rstrip(" ;"))


def actions(collection: Collection, url: str, concerned: Iterable[Concerned]) -> Md:
    """Every action, grouped by département."""
    groups: dict[str, list[str]] = {}
    for f, a in concerned:
        target = relative(url, f.url_texte + (f"#{ids.action(a.objectif, a.id)}" if f.composee else ""))
        groups.setdefault(f.code, []).append(
            f'<li><a href="{target}">{encode(majuscule(a.intitule) or "action à intituler")}</a></li>'
        )
    if not groups:
        return Md('<p class="source">Aucune action publiée à ce jour.</p>')
    parts = []
    for code, items in groups.items():
        f = collection.lignes[code]
        name = f'<a href="{relative(url, f.url)}">{encode(f.departement.nom)}</a> <span class="compte">{encode(pluriel(len(items), "action"))}</span>'
        parts.append(f"<li>{name}<ul>{''.join(items)}</ul></li>")
    return Md(f'<ul class="actions-par-departement">{"".join(parts)}</ul>')


def conventions(collection: Collection, url: str, anchor: str) -> Md:
    """A link to that place of each convention whose text is on the site, and to the sheet of the others."""
    items = []
    for f in collection.lignes.values():
        target = f.url_texte + anchor if f.composee else f.url
        items.append(f'<li><a href="{relative(url, target)}">{encode(f.departement.nom)}</a></li>')
    return Md(f'<ul class="liens-colonnes">{"".join(items)}</ul>')
