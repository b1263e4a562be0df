"""A table that the ministry keeps in a spreadsheet (CSV) → its lines, each value as text; what is wrong is told at its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conventions.model.contact import OFFICIELS, officielle
from conventions.model.problem import Problem
from conventions.source.nodes import schema
from conventions.source.suggestions import nearest, suggestion

Values = Mapping[str, str]
Check = Callable[[str], str]
"""What is expected in place of a value; empty for one that is right."""


@dataclass(frozen=True, slots=True)
class Tableau:
    """The lines of a file, by their number, and the faults found so far."""

    nom: str
    """Its path, as the faults say it."""
    lignes: Sequence[tuple[int, Values]]
    problems: list[Problem]

    def tell(self, line: int, message: str, *, warning: bool = False) -> None:
        """A fault of a line."""
        self.problems.append(Problem(self.nom, line, 1, message, severity="avertissement" if warning else "erreur"))

    def right(self, line: int, values: Values, checks: Mapping[str, Check]) -> bool:
        """Whether each value is what its column admits; empty ones are nobody's fault here."""
        wrong = [(c, values[c], said) for c, check in checks.items() if values[c] and (said := check(values[c]))]
        for column, value, expected in wrong:
            self.tell(line, f"{column}\u00a0: « {value} » n’est pas admis ; attendu\u00a0: {expected}")
        return not wrong

    def whole(self, line: int, values: Values, needed: Sequence[str]) -> bool:
        """Whether what says of whom a line speaks is there."""
        missing = [column for column in needed if not values[column]]
        if missing:
            self.tell(line, f"{missing[0]}\u00a0: la valeur manque")
        return not missing

    def shown(self, line: int, values: Values) -> bool:
        """Whether a line has what lets it be shown, an official source and a day; one that nobody will see is told."""
        source, hosts = values["source"], ", ".join(OFFICIELS)
        why = "" if values["date"] else "le jour de la vérification manque"
        if not officielle(source):
            why = f"la source « {source} » n’est pas l’adresse d’une page de {hosts}" if source else "la source manque"
        if why:
            self.tell(line, f"{why}\u00a0: la ligne n’est pas montrée", warning=True)
        return not why


def read_table(national: Path, name: str, columns: Sequence[str]) -> Tableau:
    """A file of that folder, as a spreadsheet writes it; no line where it is not there."""
    path, table = national / name, Tableau(f"{national.name}/{name}", [], [])
    if not path.is_file():
        return table
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        table.tell(1, "le fichier n’est pas en UTF-8\u00a0: l’enregistrer de nouveau en choisissant « CSV UTF-8 »")
        return table
    return Tableau(table.nom, list(_lines(table, text, columns)), table.problems)


def _lines(table: Tableau, text: str, columns: Sequence[str]) -> Iterator[tuple[int, Values]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            cells = [cell.strip() for cell in row]
            if line == 1 and cells != list(columns):
                table.tell(1, _heading(cells, columns))
                return
            if line == 1 or not any(cells):
                continue
            if len(cells) != len(columns):
                table.tell(line, _width(len(cells), len(columns)))
            elif hidden := next((cell for cell in cells if not cell.isprintable()), ""):
                table.tell(line, f"« {hidden!r} » contient un signe invisible ou un retour à la ligne\u00a0: l’effacer")
            else:
                yield line, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        table.tell(before + 1, f"la ligne ne peut pas être lue ({error})\u00a0: vérifier ses guillemets droits")


def _heading(cells: Sequence[str], columns: Sequence[str]) -> str:
    semicolons = len(cells) == 1 and ";" in cells[0]
    why = "des points-virgules séparent les valeurs" if semicolons else f"les titres sont « {','.join(cells)} »"
    return f"{why} ; attendu, en première ligne et séparés par des virgules\u00a0: {','.join(columns)}"


def _width(found: int, wanted: int) -> str:
    many = found > wanted
    remedy = "une valeur qui contient une virgule s’écrit entre guillemets droits" if many else "il manque des virgules"
    return f"{found} valeurs au lieu de {wanted}\u00a0: {remedy}"


def among(known: Sequence[str], said: str = "") -> Check:
    """One of these words; `said` names them where they are many."""

    def check(value: str) -> str:
        return "" if value in known else f"{said or ', '.join(known)}{_near(nearest(value, known))}"

    return check


def of_service(key: str) -> Check:
    """What the format of a département's file asks of the same value of a service."""
    node = schema()["$defs"]["service"]["properties"][key]
    return lambda value: "" if re.search(node["pattern"], value) else str(node["errorMessage"])


def day(value: str) -> str:
    """A date as the files of the départements write it."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return f"une date, année d’abord (2026-11-23){_near(suggestion(value, lambda found: not day(found)))}"
    return ""


def _near(found: str) -> str:
    return f" ; peut-être « {found} »" if found else ""
