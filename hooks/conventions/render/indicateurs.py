"""The values that départements publish of an indicator → tables by definition: what is not defined alike is never put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from conventions.compose.view import Fiche
from conventions.model.french import majuscule, mots
from conventions.model.reference import DefinitionIndicateur
from conventions.render.graphique import barre
from conventions.render.templating import Md

DE_LA_TRAME = ("er_delai_attente", "er_chronodistance", "enveloppes")
"""Those that the trame itself asks to follow (objective 1)."""
ENVELOPPES = "enveloppes"


@dataclass(frozen=True, slots=True)
class Valeur:
    """A published value. `par`: the party whose it is, for envelopes."""

    indicateur: str
    annee: int | None
    valeur: str
    unite: str
    definition: str
    source: str
    par: str

    @property
    def nombre(self) -> Decimal:
        """What it is worth; 0 for one that is not written."""
        try:
            return Decimal(self.valeur.replace(",", "."))
        except InvalidOperation:
            return Decimal(0)

    @property
    def sens(self) -> tuple[tuple[str, ...], str]:
        """What it measures: its definition, spaces and capitals set aside, and its unit."""
        return mots(self.definition.rstrip(" .").casefold()), self.unite.casefold()


@dataclass(frozen=True, slots=True)
class Rangee:
    """The values of one département, or of one of its parties, by year; `barre` draws the latest."""

    code: str
    par: str
    valeurs: dict[int | None, Valeur]
    barre: Md
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groupe:
    """The values that say the same thing: its words (empty: not defined), its unit, its years, its rows, and by year the sum where adding means something."""

    definition: str
    unite: str
    annees: tuple[int | None, ...]
    rangees: tuple[Rangee, ...]
    sommes: dict[int | None, Decimal]


def valeurs(item: Fiche) -> tuple[Valeur, ...]:
    """Those of its own file, that have a value."""
    return tuple(
        Valeur(i.indicateur, i.annee, i.valeur, i.unite, i.definition, i.source, item.partie(i.par) if i.par else "")
        for i in item.dossier.suivi.indicateurs
        if i.indicateur and i.valeur
    )


def groupes(indicateur: DefinitionIndicateur, published: Iterable[tuple[str, Valeur]]) -> list[Groupe]:
    """Of one indicator, its values by definition and unit: those that most départements share come first."""
    found: dict[object, list[tuple[str, Valeur]]] = {}
    for code, valeur in published:
        if valeur.indicateur == indicateur.id:
            found.setdefault(valeur.sens, []).append((code, valeur))
    made = [_groupe(indicateur, own) for own in found.values()]
    return sorted(made, key=lambda g: (not g.definition, -len(g.rangees)))


def _groupe(indicateur: DefinitionIndicateur, own: Sequence[tuple[str, Valeur]]) -> Groupe:
    years = tuple(sorted({v.annee for _, v in own}, key=lambda year: (year is None, year or 0)))
    top = max((v.nombre for _, v in own), default=Decimal(0))
    rows: dict[tuple[str, str], list[Valeur]] = {}
    for code, valeur in own:
        rows.setdefault((code, valeur.par), []).append(valeur)
    first = own[0][1]
    definition = majuscule(first.definition.rstrip(" ."))
    sums = dict(_sommes(years, own)) if indicateur.id == ENVELOPPES and definition else {}
    made = tuple(_rangee(code, par, found, top if definition else None) for (code, par), found in rows.items())
    return Groupe(definition, first.unite or indicateur.unite, years, made, sums)


def _rangee(code: str, par: str, found: Sequence[Valeur], top: Decimal | None) -> Rangee:
    last = max(found, key=lambda v: v.annee or 0)
    sources = dict.fromkeys(majuscule(v.source.rstrip(" .")) for v in found if v.source)
    drawn = Md("") if top is None else _barre(last, top)
    return Rangee(code, par, {v.annee: v for v in found}, drawn, tuple(sources))


def _barre(valeur: Valeur, top: Decimal) -> Md:
    length = int(max(valeur.nombre, Decimal(0)) * 1000 / top) if top > 0 else 0
    return barre([("completee", length)], 1000)


def de_la_trame(
    known: Mapping[str, DefinitionIndicateur], published: Sequence[Valeur]
) -> Iterator[tuple[DefinitionIndicateur, list[tuple[Valeur, Md]]]]:
    """What one département says of each indicator of the trame, drawn on the scale of what is defined alike; nothing where it says nothing."""
    for ident in (i for i in DE_LA_TRAME if i in known):
        own = sorted((v for v in published if v.indicateur == ident), key=lambda v: (v.sens, v.par, v.annee or 0))
        tops = {v.sens: max(w.nombre for w in own if w.sens == v.sens) for v in own}
        yield known[ident], [(v, _barre(v, tops[v.sens]) if v.definition else Md("")) for v in own]


def _sommes(years: Iterable[int | None], own: Sequence[tuple[str, Valeur]]) -> Iterator[tuple[int | None, Decimal]]:
    for year in years:
        if year is not None:
            yield year, sum((v.nombre for _, v in own if v.annee == year), Decimal(0))
