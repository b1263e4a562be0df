"""Every kind of page of the site, and a representative of each: what the browser tests and the screenshots go through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sorte:
    """A kind of page: its name, the addresses that belong to it, and the ones to look at (empty: the first of the site)."""

    nom: str
    motif: str
    exemples: tuple[str, ...] = ()

    def convient(self, url: str) -> bool:
        return re.fullmatch(self.motif, url) is not None


PERIODE = r"(?:\d{4}-\d{4}|aucune)"
SORTES = (
    Sorte("accueil", ""),
    Sorte("tableau", "departements/"),
    Sorte(
        "fiche",
        r"departements/[^/]+/",
        (
            "departements/69-rhone/",
            "departements/39-jura/",
            "departements/68-haut-rhin/",
            "departements/64-pyrenees-atlantiques/",
        ),
    ),
    Sorte(
        "texte",
        rf"departements/[^/]+/{PERIODE}/",
        ("departements/69-rhone/2026-2029/", "departements/48-lozere/aucune/", "departements/23-creuse/2026-2029/"),
    ),
    Sorte("version", rf"departements/[^/]+/{PERIODE}/versions/(?:[^/]+/)?"),
    Sorte("avenant", rf"departements/[^/]+/{PERIODE}/avenants/[^/]+/"),
    Sorte("écarts", rf"departements/[^/]+/{PERIODE}/ecarts/", ("departements/69-rhone/2026-2029/ecarts/",)),
    # The services near each commune are there only if the ministry gives their list: no example has them.
    Sorte(
        "feuille de route",
        r"departements/[^/]+/(?:feuille-de-route|services)/",
        ("departements/69-rhone/feuille-de-route/",),
    ),
    Sorte(
        "territoire",
        r"(?:regions|cours-d-appel|caisses-msa|caf)/(?:[^/]+/)?",
        ("regions/auvergne-rhone-alpes/", "caf/"),
    ),
    Sorte("engagements", r"engagements/(?:[^/]+/)?", ("engagements/", "engagements/auvergne-rhone-alpes/")),
    Sorte("objectif", r"objectifs/(?:[^/]+/)?", ("objectifs/1/", "objectifs/locaux/")),
    Sorte("axe", r"axes/(?:[^/]+/)?", ("axes/detention/",)),
    Sorte("trame", rf"trame/(?:{PERIODE}/)?", ("trame/2026-2029/", "trame/")),
    Sorte("clause", rf"clauses/(?:{PERIODE}/(?:[^/]+/)?)?", ("clauses/2026-2029/art-3-al-6/",)),
    Sorte("comparaison", r"comparer/", ("comparer/",)),
    Sorte("atelier", r"contribuer/atelier/"),
    Sorte("recherche", r"recherche/", ("recherche/?q=m%C3%A9diation",)),
    Sorte("suivi", r"suivi/(?:echeances/)?", ("suivi/", "suivi/echeances/")),
    Sorte("nouvelles", r"suivi/ce-qui-a-change/(?:[^/]+/)?", ("suivi/ce-qui-a-change/",)),
    Sorte("indicateur", r"suivi/indicateurs/(?:[^/]+/)?", ("suivi/indicateurs/", "suivi/indicateurs/enveloppes/")),
    Sorte("bonnes pratiques", r"bonnes-pratiques/"),
    Sorte("glossaire", r"glossaire/"),
    Sorte("plan du site", r"plan-du-site/"),
    Sorte("explication", r"(?:comprendre|cadre-national)/"),
    Sorte("guide", r"contribuer/(?:[^/]+/)*", ("contribuer/remplir/", "contribuer/format/")),
    Sorte("données", r"donnees/v1/(?:[^/]+/)*", ("donnees/v1/", "donnees/v1/tables/")),
    Sorte("page légale", r"(?:accessibilite|mentions-legales|donnees-personnelles|contact)/(?:[^/]+/)*"),
    Sorte("erreur 404", r"404\.html", ("404.html",)),
)
NOMS = [sorte.nom for sorte in SORTES]


def adresses(site: Path) -> list[str]:
    """The address of every page of a built site, relative to its root; home is empty."""
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    return [str(page).removesuffix("index.html") for page in pages]


def sorte_de(url: str) -> Sorte | None:
    """The kind of that page; None for a page that nobody has classified."""
    return next((sorte for sorte in SORTES if sorte.convient(url)), None)


def representants(site: Path, nom: str) -> list[str]:
    """The pages to look at: the chosen ones that the site has, else the first of that kind; none where it has none."""
    sorte = next(s for s in SORTES if s.nom == nom)
    known = [url for url in adresses(site) if sorte_de(url) == sorte]
    chosen = [url for url in sorte.exemples if url.partition("?")[0] in known]
    return chosen or known[:1]
