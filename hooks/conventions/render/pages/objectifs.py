"""The shared objectives, the local ones and the axes: each links every convention and action concerned, from computed relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.compose.vue import Fiche, Vue
from conventions.model.convention import Action
from conventions.model.page import Page
from conventions.render.elements import fil, url_fiche, url_texte
from conventions.render.gabarits import Md, encode, relative, render
from conventions.texte import insecables, majuscule, pluriel

Concerned = tuple[Fiche, Action]


def pages(vue: Vue) -> Iterator[Page]:
    """`/objectifs/`, one page an objective, the local ones, `/axes/`, one page an axis."""
    yield _objectifs(vue)
    for o in vue.registre.trame.objectifs:
        yield _objectif(vue, o.numero)
    yield _locaux(vue)
    yield _axes(vue)
    for a in vue.registre.trame.axes:
        yield _axe(vue, a.id)


def _objectifs(vue: Vue) -> Page:
    rows = []
    for o in vue.registre.trame.objectifs:
        found = [(f, a) for f, a in vue.actions() if a.objectif == o.numero]
        rows.append((o, len(found), len({f.dossier.code for f, _ in found})))
    text = render("objectifs.md", "objectifs/", objectifs=rows, locaux=len(list(_local(vue))))
    return Page(
        "objectifs/",
        "Les objectifs partagés",
        text,
        "Les quatre objectifs nationaux et les objectifs locaux.",
        meta={"fil_ariane": fil()},
    )


def _objectif(vue: Vue, numero: int) -> Page:
    trame, url = vue.registre.trame, f"objectifs/{numero}/"
    o = next(x for x in trame.objectifs if x.numero == numero)
    found = [(f, a) for f, a in vue.actions() if a.objectif == numero]
    engagements = [
        {
            "id": e.id,
            "lettre": e.lettre,
            "texte": Md(_seul(e.texte)),
            "actions": actions(vue, url, [c for c in found if c[1].engagement == e.id]),
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
        autres=actions(vue, url, [c for c in found if c[1].engagement not in served]),
        conventions=conventions(vue, url, f"#obj-{numero}"),
    )
    return Page(
        url,
        f"Objectif {numero}\u00a0: {o.court}",
        text,
        insecables(o.texte),
        meta={"fil_ariane": fil(("Objectifs", "objectifs/"))},
    )


def _local(vue: Vue) -> Iterator[tuple[Fiche, object, str]]:
    for f in vue.fiches.values():
        if not f.partagee:
            for o in f.convention.objectifs:
                if o.numero > 4:
                    yield f, o, f"{url_texte(f.porteur)}#obj-{o.numero}"


def _locaux(vue: Vue) -> Page:
    url = "objectifs/locaux/"
    text = render("objectifs-locaux.md", url, objectifs=list(_local(vue)), conventions=conventions(vue, url, "#art-2"))
    return Page(
        url,
        "Les objectifs locaux",
        text,
        "Les objectifs que des départements ajoutent aux quatre objectifs nationaux.",
        meta={"fil_ariane": fil(("Objectifs", "objectifs/"))},
    )


def _axes(vue: Vue) -> Page:
    rows = [(a, sum(a.id in action.axes for _, action in vue.actions())) for a in vue.registre.trame.axes]
    text = render("axes.md", "axes/", axes=rows)
    return Page(
        "axes/",
        "Les champs d’action",
        text,
        "Les cinq champs thématiques du préambule.",
        meta={"fil_ariane": fil()},
    )


def _axe(vue: Vue, ident: str) -> Page:
    trame, url = vue.registre.trame, f"axes/{ident}/"
    a = next(x for x in trame.axes if x.id == ident)
    text = render(
        "axe.md",
        url,
        a=a,
        texte=Md(_seul(a.texte)),
        trame=trame,
        actions=actions(vue, url, [c for c in vue.actions() if ident in c[1].axes]),
        conventions=conventions(vue, url, f"#{a.clause}"),
    )
    return Page(url, a.nom, text, _seul(a.texte), meta={"fil_ariane": fil(("Champs d’action", "axes/"))})


def _seul(texte: str) -> str:
    """An item of a list of the trame, quoted alone: without the sign that joins it to the next."""
    return insecables(texte.rstrip(" ;"))


def actions(vue: Vue, url: str, concerned: Iterable[Concerned]) -> Md:
    """Every action, grouped by département."""
    groups: dict[str, list[str]] = {}
    for f, a in concerned:
        target = relative(url, f"{url_texte(f.porteur)}#obj-{a.objectif}-action-{a.id}")
        groups.setdefault(f.dossier.code, []).append(
            f'<li><a href="{target}">{encode(majuscule(a.intitule) or "action à intituler")}</a></li>'
        )
    if not groups:
        return Md('<p class="source">Aucune action publiée à ce jour.</p>')
    parts = []
    for code, items in groups.items():
        d = vue.fiches[code].dossier.departement
        name = f'<a href="{relative(url, url_fiche(d))}">{encode(d.nom)}</a> <span class="compte">{encode(pluriel(len(items), "action"))}</span>'
        parts.append(f"<li>{name}<ul>{''.join(items)}</ul></li>")
    return Md(f'<ul class="actions-par-departement">{"".join(parts)}</ul>')


def conventions(vue: Vue, url: str, anchor: str) -> Md:
    """A link to that place of each convention whose text is on the site, and to the sheet of the others."""
    items = []
    for f in vue.fiches.values():
        d = f.dossier.departement
        target = url_texte(f.porteur) + anchor if f.clauses else url_fiche(d)
        items.append(f'<li><a href="{relative(url, target)}">{encode(d.nom)}</a></li>')
    return Md(f'<ul class="liens-colonnes">{"".join(items)}</ul>')
