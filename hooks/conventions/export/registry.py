"""Every file that the site publishes beside its pages, by exporter: a function and a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from conventions.compose.view import Fiche, View
from conventions.export.actes import act_files_of
from conventions.export.actualites import feed_of, feeds
from conventions.export.akn import akn_files_of, akn_trames
from conventions.export.calendrier import calendar_of, calendars
from conventions.export.classeur import workbook_files
from conventions.export.data import as_csv, as_json, as_schema, as_services
from conventions.export.formulaire import formulaire
from conventions.export.lieu import NULLE_PART, Lieu
from conventions.export.schemas import schema_files
from conventions.export.tables import table_files
from conventions.export.texts import text_files_of, trame_files
from conventions.render.collection import Collection
from conventions.render.donnees import TABLES
from conventions.render.donnees.ecriture import PARTS, part_of_table

Files = Iterable[tuple[str, str]]
"""(address, text) of each file."""

OF_DEPARTMENT: tuple[Callable[[View, Fiche], Iterable[tuple[str, str | bytes]]], ...] = (
    text_files_of,
    act_files_of,
    calendar_of,
)
"""Of one département. They see no other."""

OF_ALL: tuple[Callable[[Collection], Files], ...] = (
    as_json,
    as_csv,
    as_services,
    as_schema,
    trame_files,
    schema_files,
    formulaire,
)
"""Of all of them, or of none; quickly made, all together."""


@dataclass(frozen=True)
class Exporter:
    """Files of all the départements, made again when a part that it `reads` has changed: (address, text or content) of each."""

    nom: str
    files: Callable[[Collection, Lieu], Iterable[tuple[str, str | bytes]]]
    reads: tuple[str, ...]


def files_of_department(view: View, fiche: Fiche, lieu: Lieu = NULLE_PART) -> Iterator[tuple[str, str | bytes]]:
    """Every file of one département; those that leave the site for good say where it is."""
    yield from (file for exporter in OF_DEPARTMENT for file in exporter(view, fiche))
    yield from akn_files_of(view, fiche, lieu)
    yield feed_of(view, fiche, lieu.adresse)


def files_of_all(collection: Collection, lieu: Lieu = NULLE_PART) -> Iterator[tuple[str, str]]:
    """The files of text, save the tables, the calendars and the feeds."""
    yield from (file for exporter in OF_ALL for file in exporter(collection))
    yield from akn_trames(collection, lieu)


def _anywhere(
    files: Callable[[Collection], Iterable[tuple[str, str | bytes]]],
) -> Callable[[Collection, Lieu], Iterable[tuple[str, str | bytes]]]:
    """Those that do not say where the site is."""
    return lambda collection, _: files(collection)


EXPORTERS = (
    Exporter("données", files_of_all, ("ligne", "services")),
    Exporter("agendas", _anywhere(calendars), ("ligne", "annonces")),
    Exporter("nouvelles", lambda collection, lieu: feeds(collection, lieu.adresse), ("ligne", "nouvelles")),
    *(Exporter(t.nom, _anywhere(partial(table_files, t)), tuple({part_of_table(t)} & {*PARTS})) for t in TABLES),
    Exporter("classeur", _anywhere(workbook_files), PARTS),
)
"""Everything that is published of all the départements; of what they bring, each sees what it reads."""
