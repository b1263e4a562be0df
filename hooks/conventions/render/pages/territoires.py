"""Régions, courts of appeal, CMSA: every convention of a territory or of a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from conventions.model.page import Page
from conventions.model.reference import Departement
from conventions.render.apport import Ligne
from conventions.render.elements import en_tete, fil, imprimee, statut
from conventions.render.ensemble import Ensemble
from conventions.render.gabarits import render
from conventions.texte import majuscule


@dataclass(frozen=True)
class Territoire:
    """A way to group the départements. `of` gives the group of one, `titre` its name."""

    url: str
    titre: str
    surtitre: str
    chapo: str
    of: Callable[[Departement], Any]
    nom: Callable[[Any], str]


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
        "Le premier président et le procureur général signent la convention de chaque département de leur ressort.",
        lambda d: d.cour,
        lambda c: majuscule(c.libelle),
    ),
    Territoire(
        "caisses-msa/",
        "Les caisses de MSA",
        "Caisse de MSA",
        "Les caisses de mutualité sociale agricole signent là où elles sont présentes.",
        lambda d: d.msa,
        lambda m: m.nom,
    ),
)


def pages(ensemble: Ensemble) -> Iterator[Page]:
    """An index a kind of territory, then one page each."""
    for kind in TERRITOIRES:
        groups: dict[Any, list[Ligne]] = {}
        for f in ensemble.lignes.values():
            if (key := kind.of(f.departement)) is not None:
                groups.setdefault(key, []).append(f)
        ordered = sorted(groups.items(), key=lambda item: item[0].slug)
        yield _index(kind, ordered)
        for key, lignes in ordered:
            yield _territoire(ensemble, kind, key, lignes)


def _index(kind: Territoire, groups: Sequence[tuple[Any, list[Ligne]]]) -> Page:
    entries = [(kind.nom(key), f"{kind.url}{key.slug}/", len(lignes)) for key, lignes in groups]
    text = render("territoires.md", kind.url, titre=kind.titre, chapo=kind.chapo, entrees=entries)
    return Page(kind.url, kind.titre, text, kind.chapo, meta={"fil_ariane": fil()})


def _territoire(
    ensemble: Ensemble,
    kind: Territoire,
    key: Any,  # noqa: ANN401 — a région, a court or a caisse
    lignes: list[Ligne],
) -> Page:
    axes = ensemble.champs(lignes)
    name, url = kind.nom(key), f"{kind.url}{key.slug}/"
    text = render(
        "territoire.md",
        url,
        surtitre=kind.surtitre,
        titre=name,
        chapo=kind.chapo,
        legende=f"Les conventions\u00a0: {name}",
        lignes=lignes,
        statut=statut,
        en_tete=en_tete(ensemble.au),
        axes=[(a, axes[a.id]) for a in ensemble.registre.trame.axes if axes[a.id]],
    )
    return Page(
        url,
        name,
        text,
        f"Les conventions départementales\u00a0: {name}.",
        meta={"fil_ariane": fil((kind.titre, kind.url)), "date_imprimee": imprimee(ensemble.au)},
    )
