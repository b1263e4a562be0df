"""The services nearest to each commune of a département, where the ministry gives the list of those of the country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.compose.proximite import Proche, natures, plus_proches
from conventions.compose.view import Fiche, View
from conventions.model.cadre import Cadre, Gabarit
from conventions.model.french import INSECABLE
from conventions.model.page import Page
from conventions.model.service import ServiceSitue
from conventions.render.adresses import ancre, par_commune
from conventions.render.elements import fil, url_fiche, url_services, voisins
from conventions.render.templating import render


def services(view: View, item: Fiche) -> Iterator[Page]:
    """`/departements/69-rhone/services/`; none without that list."""
    reference, d = view.registry.reference, item.dossier.departement
    columns = natures(reference.services)
    rows = list(plus_proches(reference.communes.get(d.code, ()), reference.services)) if columns else []
    here = [s for s in reference.services if s.departement == d.code]
    near = {p.service.service.id: p.service for _, found in rows for p in found}
    shown = {**{s.service.id: s for s in here}, **near}
    if not shown:
        return
    url = url_services(d)
    text = render(
        "services.md",
        url,
        d=d,
        natures=columns,
        lignes=[(commune.nom, [(p.service.service, _far(p)) for p in found]) for commune, found in rows],
        services=par_commune(s.service for s in shown.values()),
        sources=_sources(list(shown.values())),
        ancre=ancre,
    )
    cadre = Cadre(
        Gabarit.LARGE,
        fil=fil(("Départements", "departements/"), (f"{d.nom} ({d.code})", url_fiche(d))),
        voisins=voisins(*view.registry.voisins(d.code)),
    )
    description = (
        f"Médiation familiale, espace de rencontre… {d.dans}\u00a0: le service le plus proche de chaque commune."
    )
    yield Page(url, f"Les services près de chez vous\u00a0: {d.nom}", text, description, cadre=cadre)


def _far(proche: Proche) -> str:
    """As the crow flies, rounded as one would say it."""
    return f"{proche.distance:.0f}{INSECABLE}km" if proche.distance >= 1 else "sur place"


def _sources(shown: list[ServiceSitue]) -> list[tuple[str, date]]:
    """Each page that the services were read on, and the last day they were."""
    last: dict[str, str] = {}
    for one in shown:
        last[one.source] = max(last.get(one.source, ""), one.date)
    return [(page, date.fromisoformat(day)) for page, day in sorted(last.items())]
