"""The shared objectives, the local ones and the axes: each links every convention and action concerned, from computed relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.model.page import Page
from conventions.render.apport import ActionCitee, Ligne, ObjectifLocal
from conventions.render.elements import fil
from conventions.render.ensemble import Ensemble
from conventions.render.gabarits import Md, encode, relative, render
from conventions.texte import insecables, majuscule, pluriel

Concerned = tuple[Ligne, ActionCitee]


def pages(ensemble: Ensemble) -> Iterator[Page]:
    """`/objectifs/`, one page an objective, the local ones, `/axes/`, one page an axis."""
    yield _objectifs(ensemble)
    for o in ensemble.registre.trame.objectifs:
        yield _objectif(ensemble, o.numero)
    yield _locaux(ensemble)
    yield _axes(ensemble)
    for a in ensemble.registre.trame.axes:
        yield _axe(ensemble, a.id)


def _objectifs(ensemble: Ensemble) -> Page:
    rows = []
    for o in ensemble.registre.trame.objectifs:
        found = [(f, a) for f, a in ensemble.actions() if a.objectif == o.numero]
        rows.append((o, len(found), len({f.code for f, _ in found})))
    text = render("objectifs.md", "objectifs/", objectifs=rows, locaux=len(list(_local(ensemble))))
    return Page(
        "objectifs/",
        "Les objectifs partagés",
        text,
        "Les quatre objectifs nationaux et les objectifs locaux.",
        meta={"fil_ariane": fil()},
    )


def _objectif(ensemble: Ensemble, numero: int) -> Page:
    trame, url = ensemble.registre.trame, f"objectifs/{numero}/"
    o = next(x for x in trame.objectifs if x.numero == numero)
    found = [(f, a) for f, a in ensemble.actions() if a.objectif == numero]
    engagements = [
        {
            "id": e.id,
            "lettre": e.lettre,
            "texte": Md(_seul(e.texte)),
            "actions": actions(ensemble, url, [c for c in found if c[1].engagement == e.id]),
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
        autres=actions(ensemble, url, [c for c in found if c[1].engagement not in served]),
        conventions=conventions(ensemble, url, f"#obj-{numero}"),
    )
    return Page(
        url,
        f"Objectif {numero}\u00a0: {o.court}",
        text,
        insecables(o.texte),
        meta={"fil_ariane": fil(("Objectifs", "objectifs/"))},
    )


def _local(ensemble: Ensemble) -> Iterator[tuple[Ligne, ObjectifLocal, str]]:
    return ((f, o, f"{f.url_texte}#obj-{o.numero}") for f, o in ensemble.locaux())


def _locaux(ensemble: Ensemble) -> Page:
    url = "objectifs/locaux/"
    text = render(
        "objectifs-locaux.md", url, objectifs=list(_local(ensemble)), conventions=conventions(ensemble, url, "#art-2")
    )
    return Page(
        url,
        "Les objectifs locaux",
        text,
        "Les objectifs que des départements ajoutent aux quatre objectifs nationaux.",
        meta={"fil_ariane": fil(("Objectifs", "objectifs/"))},
    )


def _axes(ensemble: Ensemble) -> Page:
    rows = [(a, sum(a.id in action.axes for _, action in ensemble.actions())) for a in ensemble.registre.trame.axes]
    text = render("axes.md", "axes/", axes=rows)
    return Page(
        "axes/",
        "Les champs d’action",
        text,
        "Les cinq champs thématiques du préambule.",
        meta={"fil_ariane": fil()},
    )


def _axe(ensemble: Ensemble, ident: str) -> Page:
    trame, url = ensemble.registre.trame, f"axes/{ident}/"
    a = next(x for x in trame.axes if x.id == ident)
    text = render(
        "axe.md",
        url,
        a=a,
        texte=Md(_seul(a.texte)),
        trame=trame,
        actions=actions(ensemble, url, [c for c in ensemble.actions() if ident in c[1].axes]),
        conventions=conventions(ensemble, url, f"#{a.clause}"),
    )
    return Page(url, a.nom, text, _seul(a.texte), meta={"fil_ariane": fil(("Champs d’action", "axes/"))})


def _seul(texte: str) -> str:
    """An item of a list of the trame, quoted alone: without the sign that joins it to the next."""
    return insecables(texte.rstrip(" ;"))


def actions(ensemble: Ensemble, url: str, concerned: Iterable[Concerned]) -> Md:
    """Every action, grouped by département."""
    groups: dict[str, list[str]] = {}
    for f, a in concerned:
        target = relative(url, f"{f.url_texte}#obj-{a.objectif}-action-{a.id}")
        groups.setdefault(f.code, []).append(
            f'<li><a href="{target}">{encode(majuscule(a.intitule) or "action à intituler")}</a></li>'
        )
    if not groups:
        return Md('<p class="source">Aucune action publiée à ce jour.</p>')
    parts = []
    for code, items in groups.items():
        f = ensemble.lignes[code]
        name = f'<a href="{relative(url, f.url)}">{encode(f.departement.nom)}</a> <span class="compte">{encode(pluriel(len(items), "action"))}</span>'
        parts.append(f"<li>{name}<ul>{''.join(items)}</ul></li>")
    return Md(f'<ul class="actions-par-departement">{"".join(parts)}</ul>')


def conventions(ensemble: Ensemble, url: str, anchor: str) -> Md:
    """A link to that place of each convention whose text is on the site, and to the sheet of the others."""
    items = []
    for f in ensemble.lignes.values():
        target = f.url_texte + anchor if f.composee else f.url
        items.append(f'<li><a href="{relative(url, target)}">{encode(f.departement.nom)}</a></li>')
    return Md(f'<ul class="liens-colonnes">{"".join(items)}</ul>')
