"""Régions, courts of appeal, CMSA, Caf: every convention of a territory or of a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from conventions.model import ids
from conventions.model.cadre import Cadre
from conventions.model.french import majuscule
from conventions.model.page import Page
from conventions.model.reference import Departement, Region
from conventions.render.abonnements import abonnements
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.elements import en_tete, fil, imprimee, statut
from conventions.render.pages.engagements import URL as URL_ENGAGEMENTS
from conventions.render.pages.engagements import url_region
from conventions.render.pages.tableau_de_bord import tableau
from conventions.render.templating import render


@dataclass(frozen=True)
class Territoire:
    """A way to group the départements. `of` gives the group of one, `titre` its name; `nature`, what it is as a party, if it signs."""

    url: str
    titre: str
    surtitre: str
    chapo: str
    of: Callable[[Departement], Any]
    nom: Callable[[Any], str]
    nature: str = ""


TERRITOIRES = (
    Territoire(
        "regions/",
        "Les régions",
        "Région",
        "Les conventions des départements d’une même région.",
        lambda d: d.region,
        lambda r: r.nom,
    ),
    Territoire(
        "cours-d-appel/",
        "Les cours d’appel",
        "Cour d’appel",
        "La trame prévoit que le premier président et le procureur général signent la convention de chaque département de leur ressort.",
        lambda d: d.cour,
        lambda c: majuscule(c.libelle),
        "cour",
    ),
    Territoire(
        "caisses-msa/",
        "Les caisses de MSA",
        "Caisse de MSA",
        "Les caisses de mutualité sociale agricole peuvent signer là où elles sont présentes.",
        lambda d: d.msa,
        lambda m: m.nom,
        "msa",
    ),
)


URL_CAF = "caf/"


def chacun(kind: Territoire, collection: Collection) -> Iterator[Page]:
    """One page a territory of that kind."""
    return (_territoire(collection, kind, key, lignes) for key, lignes in _groups(kind, collection))


def _groups(kind: Territoire, collection: Collection) -> list[tuple[Any, list[Standing]]]:
    """The territories of that kind, in the order of their addresses, each with its départements."""
    groups: dict[Any, list[Standing]] = {}
    for f in collection.lignes.values():
        if (key := kind.of(f.departement)) is not None:
            groups.setdefault(key, []).append(f)
    return sorted(groups.items(), key=lambda item: item[0].slug)


def index(kind: Territoire, collection: Collection) -> Page:
    """The list of the territories of that kind."""
    entries = [(kind.nom(key), f"{kind.url}{key.slug}/", len(lignes)) for key, lignes in _groups(kind, collection)]
    text = render("territoires.md", kind.url, titre=kind.titre, chapo=kind.chapo, entrees=entries)
    return Page(kind.url, kind.titre, text, kind.chapo, cadre=Cadre(fil=fil()))


def cafs(collection: Collection) -> Page:
    """`/caf/`: each is of one département, so they share a page."""
    lignes = list(collection.lignes.values())
    text = render(
        "caf.md",
        URL_CAF,
        lignes=[(ligne, *_pilotees(collection, "caf", ligne)) for ligne in lignes],
        engagements=URL_ENGAGEMENTS,
        statut=statut,
        en_tete=en_tete(collection.au),
    )
    said = "Ce que chaque Caf pilote, département par département, et où en est la convention qu’elle signe."
    return Page(URL_CAF, "Les Caf", text, said, cadre=Cadre(fil=fil(), date_imprimee=imprimee(collection.au)))


def _pilotees(collection: Collection, nature: str, ligne: Standing) -> tuple[int, str]:
    """How many actions it leads there, and where the sheet shows them."""
    keys = [a.pilote for a in collection.parts["actions"][ligne.porteur.code] if ids.nature(a.pilote) == nature]
    return len(keys), f"{ligne.url}#engagements-{keys[0]}" if keys else ""


def _territoire(
    collection: Collection,
    kind: Territoire,
    key: Any,  # noqa: ANN401 — a région, a court or a caisse
    lignes: list[Standing],
) -> Page:
    axes = collection.champs(lignes)
    led = {ligne.code: _pilotees(collection, kind.nature, ligne) for ligne in lignes} if kind.nature else {}
    name, url = kind.nom(key), f"{kind.url}{key.slug}/"
    flux = abonnements(url, "de la région") if isinstance(key, Region) else ()
    text = render(
        "territoire.md",
        url,
        surtitre=kind.surtitre,
        titre=name,
        chapo=kind.chapo,
        legende=f"Les conventions\u00a0: {name}",
        lignes=lignes,
        pilotees=led,
        engagements=url_region(key) if isinstance(key, Region) else URL_ENGAGEMENTS,
        statut=statut,
        en_tete=en_tete(collection.au),
        champs=[(a, axes[a.id]) for a in collection.registry.trame.axes if axes[a.id]],
        region=isinstance(key, Region),
        flux=flux,
        **(tableau(collection, url, lignes) if isinstance(key, Region) else {}),
    )
    return Page(
        url,
        name,
        text,
        f"Les conventions départementales\u00a0: {name}.",
        cadre=Cadre(fil=fil((kind.titre, kind.url)), date_imprimee=imprimee(collection.au), flux=flux),
    )
