"""The plain values of `extra.conventions` in `mkdocs.yml` → typed settings, and a French sentence for each that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from conventions.model.settings import Lien, Settings
from conventions.source.suggestions import nearest

T = TypeVar("T")
PLACE = "extra.conventions"
ADDRESS = re.compile(r"https://[^\s/]\S*|mailto:\S+@\S+|(?:[^\s:/\\][^\s:\\]*)?")
"""Where an entry of a menu may lead."""


def site_settings(raw: object) -> tuple[Settings, list[str]]:
    """The settings that are right, and what is wrong with the others."""
    faults: list[str] = []
    settings = _section(Settings, raw, PLACE, faults)
    if settings.etat.operateur.logo and not settings.etat.operateur.nom:
        faults.append(f"{PLACE}.etat.operateur : un logo demande aussi « nom », les mots qu’il porte")
    return settings, faults + [
        f"{place} : « {link.url} » ; attendu : une adresse du site, vue de sa racine (departements/), ou qui commence par https:// "
        "ou mailto:"
        for place, link in links(settings)
        if not ADDRESS.fullmatch(link.url)
    ]


def links(settings: Settings) -> Iterator[tuple[str, Lien]]:
    """Each entry of the menus, with its place."""
    menus = {"menu": settings.menu, "pied": settings.pied, "etat.liens": settings.etat.liens}
    for name, entries in menus.items():
        yield from ((f"{PLACE}.{name}[{rank}]", link) for rank, link in enumerate(entries, 1))


def _section(kind: type[T], raw: object, place: str, faults: list[str]) -> T:
    """A group of settings: known keys alone, each with the value that its type wants. Empty means « not set »."""
    if raw is None:
        return kind()
    if not isinstance(raw, Mapping):
        faults.append(f"{place} : {raw!r} ; attendu : des réglages, un par ligne, en retrait")
        return kind()
    known = get_type_hints(kind)
    faults += _unknown(raw, list(known), place)
    values = {
        name: _value(known[name], raw[name], f"{place}.{name}", faults)
        for name in known
        if name in raw and raw[name] is not None
    }
    return kind(**values)


def _value(kind: Any, raw: object, place: str, faults: list[str]) -> Any:  # noqa: ANN401 — a type, and a value of it
    if is_dataclass(kind):
        return _section(kind, raw, place, faults)  # type: ignore[arg-type]
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], raw, place, faults)
    if not isinstance(raw, str):
        # YAML has read something else than what is written there: 0140506070 is 25332792 to it.
        faults.append(f"{place} : ce n’est pas un texte ; mettre toute la valeur entre guillemets droits")
        return ""
    return raw


def _list(kind: Any, raw: object, place: str, faults: list[str]) -> tuple[Any, ...]:  # noqa: ANN401 — as above
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append(f"{place} : {raw!r} ; attendu : une liste, un élément par ligne qui commence par « - »")
        return ()
    return tuple(_value(kind, item, f"{place}[{rank}]", faults) for rank, item in enumerate(raw, 1))


def _unknown(raw: Mapping[Any, Any], known: list[str], place: str) -> Iterator[str]:
    for key in map(str, raw):
        if key not in known:
            near = nearest(key, known)
            yield f"{place} : le réglage « {key} » n’existe pas ; attendu : {f'« {near} »' if near else ', '.join(known)}"


def empty(settings: object, place: str = "") -> Iterator[str]:
    """The settings that hold nothing, by their dotted name (`editeur.nom`)."""
    for each in fields(settings):  # type: ignore[arg-type]
        value = getattr(settings, each.name)
        if is_dataclass(value):
            yield from empty(value, f"{place}{each.name}.")
        elif not value:
            yield f"{place}{each.name}"
