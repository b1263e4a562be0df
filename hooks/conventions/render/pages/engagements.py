"""Who commits to what across the country: institutions and objectives in numbers, then région by région, with who leads each action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conventions.model import ids
from conventions.model.cadre import Cadre, Gabarit
from conventions.model.page import Page
from conventions.model.reference import Region
from conventions.render.collection import Collection
from conventions.render.contribution import ObjectifLocal, Standing
from conventions.render.elements import en_tete, fil, imprimee, statut, url_fiche
from conventions.render.engagements import SANS_PILOTE, ActionCitee
from conventions.render.pages.recherche import filtres
from conventions.render.templating import render

URL = "engagements/"
TITRE = "Qui s’engage à quoi"
INSTITUTIONS = {
    "prefet": "Préfectures",
    "cour": "Cours d’appel",
    "caf": "Caf",
    "msa": "MSA",
    "collectivite": "Conseils départementaux et collectivités",
    "commune": "Communes et intercommunalités",
    "association": "Associations",
    "autre": "Autres organismes",
    SANS_PILOTE: "Sans pilote désigné",
}
"""What kind of institution leads an action, by the value of the filter."""


@dataclass(frozen=True, slots=True)
class Meneur:
    """Who leads actions in one département: its kind, its name, its actions by column."""

    institution: str
    nom: str
    actions: Mapping[int, Sequence[tuple[ActionCitee, str]]]
    """With each, the address where it is read."""


@dataclass(frozen=True, slots=True)
class Groupe:
    """One département: who leads what, and its own objectives, to which all of its parties commit."""

    ligne: Standing
    rangees: Sequence[Meneur]
    locaux: Sequence[ObjectifLocal]


def url_region(region: Region) -> str:
    """Its page."""
    return f"{URL}{region.slug}/"


def institution(action: ActionCitee) -> str:
    """The kind of who leads it: an intercommunality is with the communes."""
    return {"": SANS_PILOTE, "epci": "commune"}.get(nature := ids.nature(action.pilote), nature)


def pays(collection: Collection) -> Page:
    """`/engagements/`: the numbers of the country, and the way to each région."""
    counts: Counter[tuple[str, int]] = Counter()
    regions: Counter[Region] = Counter()
    for ligne, action in collection.actions():
        counts[institution(action), _colonne(collection, action)] += 1
        regions[ligne.departement.region] += 1
    text = render(
        "engagements.md",
        URL,
        en_tete=en_tete(collection.au),
        filtres=_filtres(collection),
        colonnes=_colonnes(collection),
        institutions=[
            (i, nom) for i, nom in INSTITUTIONS.items() if i != SANS_PILOTE or any(k[0] == i for k in counts)
        ],
        comptes=counts,
        objectifs=collection.registry.trame.objectifs,
        regions=[
            (r, *_publiees(collection, r), regions[r], url_region(r)) for r in collection.registry.reference.regions
        ],
    )
    said = "Ce que chaque institution signataire pilote, objectif par objectif, dans tous les départements."
    return Page(URL, TITRE, text, said, cadre=Cadre(Gabarit.LARGE, fil=fil(), date_imprimee=imprimee(collection.au)))


def chaque_region(collection: Collection) -> Iterator[Page]:
    """`/engagements/bretagne/`…: light enough to be read whole, whatever the number of actions in the country."""
    return (_region(collection, region) for region in collection.registry.reference.regions)


def _region(collection: Collection, region: Region) -> Page:
    groups = [_groupe(collection, ligne) for ligne in collection.lignes.values() if ligne.departement.region == region]
    url, titre = url_region(region), f"{TITRE}\u00a0: {region.nom}"
    text = render(
        "engagements-region.md",
        url,
        region=region,
        en_tete=en_tete(collection.au),
        filtres={nom: choix for nom, choix in _filtres(collection).items() if nom != "region"},
        colonnes=_colonnes(collection),
        groupes=[g for g in groups if g.rangees or g.locaux],
        autres=[g.ligne for g in groups if not (g.rangees or g.locaux)],
        statut=statut,
        url_fiche=url_fiche,
        local=collection.registry.trame.premier_local,
    )
    said = f"Ce que chaque signataire pilote, objectif par objectif\u00a0: {region.nom}."
    trail = fil((TITRE, URL))
    return Page(url, titre, text, said, cadre=Cadre(Gabarit.LARGE, fil=trail, date_imprimee=imprimee(collection.au)))


def _filtres(collection: Collection) -> dict[str, tuple[str, Sequence[tuple[str, str]]]]:
    """Of each filter, its title and its values: those of the search, and the institutions."""
    known = filtres(collection)
    return {"institution": ("Institution", list(INSTITUTIONS.items()))} | {
        n: known[n] for n in ("objectif", "axe", "region")
    }


def _colonnes(collection: Collection) -> list[tuple[int, str, str, str, str]]:
    """(number, value of the filter, name, title, address) of each shared objective, then of the local ones together."""
    trame = collection.registry.trame
    shared = [
        (o.numero, str(o.numero), f"Objectif {o.numero}", o.court, f"objectifs/{o.numero}/") for o in trame.objectifs
    ]
    return [*shared, (trame.premier_local, "locaux", "Objectifs locaux", "propres au département", "objectifs/locaux/")]


def _colonne(collection: Collection, action: ActionCitee) -> int:
    return min(action.objectif, collection.registry.trame.premier_local)


def _publiees(collection: Collection, region: Region) -> tuple[int, int]:
    """How many of its départements have begun something, of how many."""
    lines = [ligne for ligne in collection.lignes.values() if ligne.departement.region == region]
    return sum(not ligne.statut.vide for ligne in lines), len(lines)


def _groupe(collection: Collection, ligne: Standing) -> Groupe:
    found: dict[tuple[str, str], dict[int, list[tuple[ActionCitee, str]]]] = {}
    for action in collection.parts["actions"][ligne.code]:
        row = found.setdefault((institution(action), action.meneur), {})
        row.setdefault(_colonne(collection, action), []).append((action, _adresse(ligne, action)))
    order = list(INSTITUTIONS)
    rows = sorted(
        (Meneur(kind, nom, actions) for (kind, nom), actions in found.items()), key=lambda r: order.index(r.institution)
    )
    return Groupe(ligne, rows, [o for o in collection.parts["locaux"][ligne.code] if o.engagements and ligne.composee])


def _adresse(ligne: Standing, action: ActionCitee) -> str:
    return ligne.url_texte + (f"#{ids.action(action.objectif, action.id)}" if ligne.composee else "")
