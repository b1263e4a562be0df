"""Checked plain values → what goes on around the contract of one département."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.model.convention import (
    ActionPrevue,
    Bilan,
    EtatAction,
    FeuilleDeRoute,
    Indicateur,
    Membre,
    Suivi,
)
from conventions.model.service import NatureService, Service
from conventions.model.vie import Reunion, Sdsf
from conventions.source.values import Raw, as_date, as_int, as_list, as_map, as_maps, as_plain, as_rich, as_text


def suivi(raw: Raw) -> Suivi:
    """What goes on around the contract. A member's name is kept only with recorded consent."""
    return Suivi(
        membres=tuple(
            Membre(
                i,
                as_text(v, "organisme"),
                as_text(v, "fonction"),
                as_text(v, "nom") if v.get("accord_publication") == "oui" else "",
            )
            for i, v in as_maps(raw, "membres")
        ),
        services=tuple(_service(i, v) for i, v in as_maps(raw, "services")),
        reunions=tuple(sorted(_reunions(raw), key=lambda r: r.le)),
        feuilles_de_route=tuple(_feuille(n, v) for n, v in as_maps(raw, "feuilles_de_route")),
        bilans=tuple(Bilan(i, as_date(v, "le"), as_rich(v, "texte")) for i, v in as_maps(raw, "bilans")),
        indicateurs=tuple(_indicateur(i, v) for i, v in as_maps(raw, "indicateurs")),
        sdsf=_sdsf(as_map(raw, "sdsf")),
    )


def _sdsf(raw: Raw) -> Sdsf | None:
    found = Sdsf(as_text(raw, "titre"), as_plain(raw, "url"))
    return found if found.titre or found.url else None


def _reunions(raw: Raw) -> Iterator[Reunion]:
    for held in as_list(raw, "reunions"):
        if isinstance(held, dict) and (day := as_date(held, "le")):
            yield Reunion(day, as_plain(held, "compte_rendu"))


def _service(ident: str, raw: Raw) -> Service:
    nature = as_plain(raw, "nature")
    return Service(
        ident,
        NatureService.of(nature) if nature else None,
        as_text(raw, "nom"),
        as_text(raw, "commune"),
        as_text(raw, "adresse"),
        as_plain(raw, "telephone"),
        as_plain(raw, "courriel"),
        as_plain(raw, "page"),
    )


def _feuille(numero: str, raw: Raw) -> FeuilleDeRoute:
    actions = tuple(
        ActionPrevue(
            i,
            as_text(v, "intitule"),
            as_int(v, "objectif"),
            as_plain(v, "pilote"),
            as_date(v, "echeance"),
            EtatAction.of(etat) if (etat := as_plain(v, "etat")) else None,
        )
        for i, v in as_maps(raw, "actions")
    )
    return FeuilleDeRoute(int(numero), as_date(raw, "debut"), actions)


def _indicateur(ident: str, raw: Raw) -> Indicateur:
    return Indicateur(
        ident,
        as_plain(raw, "indicateur"),
        as_int(raw, "annee"),
        as_plain(raw, "valeur"),
        as_text(raw, "unite"),
        as_text(raw, "definition"),
        as_text(raw, "source"),
        as_plain(raw, "par"),
    )
