"""The news → Atom feeds (RFC 4287) of the country, of each région, of each objective, of a département: true days, ids for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape

from conventions.compose.view import Fiche, View
from conventions.model.reference import Departement
from conventions.render.abonnements import ATOM, PAYS, actualites, regions
from conventions.render.collection import Collection
from conventions.render.elements import url_fiche
from conventions.render.nouvelles import Nouvelle, nouvelles
from conventions.render.templating import relative

ENTREES = 100
"""A reader of feeds asks for them again and again: the pages of each month keep the older ones."""
AUTORITE = "tag:conventions-departementales,2026:"
"""What begins every id (RFC 4151): no address of the site, which may move."""

Dites = Sequence[tuple[Departement, Nouvelle]]


def feeds(collection: Collection, site_url: str) -> Iterator[tuple[str, str]]:
    """(address, content) of those of the country, of each région and of each objective. `site_url` is empty where nobody knows it."""
    au, every = collection.au, collection.nouvelles(collection.lignes.values())
    yield _feed(PAYS, "Conventions départementales\u00a0: les nouvelles", every, au, site_url)
    for region, url, lignes in regions(collection):
        yield _feed(url, f"{region.nom}\u00a0: les nouvelles", collection.nouvelles(lignes), au, site_url)
    for o in collection.registry.trame.objectifs:
        found = [(d, one) for d, one in every if o.numero in one.objectifs]
        yield _feed(
            f"objectifs/{o.numero}/", f"Objectif {o.numero}, {o.court}\u00a0: les nouvelles", found, au, site_url
        )


def feed_of(view: View, item: Fiche, site_url: str) -> tuple[str, str]:
    """That of one département, be its convention in another's file."""
    d = item.dossier.departement
    found = [(item.porteur.departement, one) for one in reversed(nouvelles(item))]
    return _feed(url_fiche(d), f"{d.nom_et_code}\u00a0: les nouvelles", found, view.au, site_url)


def _feed(url: str, title: str, found: Dites, au: date, site_url: str) -> tuple[str, str]:
    """One that holds nothing yet is dated of the day of the site; else of its last entry."""
    address, kept = actualites(url), found[:ENTREES]
    last = max((one.jour for _, one in kept), default=au)
    entries = "".join(_entry(d, one, lambda target: _link(address, target, site_url)) for d, one in kept)
    return address, (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n'
        f"<title>{escape(title, quote=False)}</title>\n"
        "<subtitle>Conventions signées, avenants, dénonciations, rectifications. Seule la version signée fait foi.</subtitle>\n"
        f"<id>{AUTORITE}{escape(address, quote=False)}</id>\n"
        f"<updated>{_moment(last)}</updated>\n"
        "<author><name>Conventions départementales</name></author>\n"
        f'<link rel="self" type="{ATOM}" href="{escape(_link(address, address, site_url))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(_link(address, url, site_url))}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(d: Departement, one: Nouvelle, link: Callable[[str], str]) -> str:
    title = f"{d.nom_et_code}\u00a0: {one.mots}"
    return (
        f"<entry>\n<title>{escape(title, quote=False)}</title>\n"
        f"<id>{AUTORITE}{escape(one.ident, quote=False)}</id>\n"
        f"<published>{_moment(one.jour)}</published>\n<updated>{_moment(one.jour)}</updated>\n"
        f'<category term="{escape(one.genre.slug)}" label="{escape(one.genre.libelle)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(link(one.url))}"/>\n'
        f"<summary>{escape(one.mots, quote=False)}</summary>\n</entry>\n"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _link(origin: str, target: str, site_url: str) -> str:
    """Whole, where the address of the site is known; else from the feed."""
    return f"{site_url}{target}" if site_url else relative(origin, target)
