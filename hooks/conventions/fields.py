"""YAML text → plain values (text, maps, lists) that remember their line and column.

Everything stays text: YAML 1.1 would make `01` a 1 and `no` a false. Whatever lets one place of the file
act on another (anchors, aliases, tags, merge keys) is refused, and so are duplicate keys and deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from conventions.problem import Problem

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
MAX_VALUES = 20_000

Value = str | None | dict[str, "Value"] | list["Value"]
Path = tuple[str | int, ...]


class Position(NamedTuple):
    """Line and column of a value, from 1."""

    line: int
    column: int


@dataclass
class Document:
    """A parsed file: its value, and where each path of it stands (`cles` for the keys themselves)."""

    path: str
    value: dict[str, Value] = field(default_factory=dict)
    valeurs: dict[Path, Position] = field(default_factory=dict)
    cles: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where `path` stands in the file, or the nearest of its ancestors that does."""
        places = (self.cles, self.valeurs) if key else (self.valeurs, self.cles)
        for length in range(len(path), 0, -1):
            for place in places:
                if (found := place.get(path[:length])) is not None:
                    return found
        return Position(1, 1)

    def problem(self, path: Path, message: str, rule: str, *, key: bool = False, warn: bool = False) -> Problem:
        """A fault standing at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.path, line, column, message, rule, "avertissement" if warn else "erreur")


class _Refused(Exception):
    """Stops the reading of a file whose structure itself is refused."""

    def __init__(self, mark: yaml.Mark, message: str) -> None:
        super().__init__(message)
        self.mark = mark


def parse(data: bytes, path: str) -> Document:
    """Read one file. Faults of form are in `problems`, and the value is then empty."""
    document = Document(path)
    try:
        text = _decode(data)
        _Reader(document).read(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _fail(
            document,
            line,
            1,
            "le fichier n’est pas en UTF-8 : l’enregistrer avec l’encodage « UTF-8 »",
            "encodage",
        )
    except _TooLarge:
        _fail(
            document,
            1,
            1,
            f"le fichier pèse {len(data) // 1024} Ko ; la limite est de {MAX_BYTES // 1024} Ko",
            "taille",
        )
    except _Refused as error:
        _fail(document, error.mark.line + 1, error.mark.column + 1, str(error), "yaml-structure")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        _fail(document, line, column, explain(text, line, column, error.problem or ""), "yaml-syntaxe")
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        _fail(document, line, 1, "caractère de contrôle interdit dans le fichier : le supprimer", "caracteres")
    return document


class _TooLarge(Exception):
    """The file is over MAX_BYTES."""


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _TooLarge
    return data.decode("utf-8-sig")


def _fail(document: Document, line: int, column: int, message: str, rule: str) -> None:
    document.value, document.valeurs, document.cles = {}, {}, {}
    document.problems.append(Problem(document.path, line, column, message, rule))


class _Reader:
    """Builds a document from the events of the C parser, without recursion into it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.count = 0

    def read(self, text: str) -> None:
        events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        root: Value = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _Refused(
                        event.start_mark,
                        "le fichier contient plusieurs documents : supprimer la ligne « --- »",
                    )
                seen = True
                root = self._value(next(events), events, ())
        if root is None:
            root = {}
        if not isinstance(root, dict):
            self.document.problems.append(
                Problem(
                    self.document.path,
                    1,
                    1,
                    "le fichier doit commencer par des clés, par exemple « departement: 69 »",
                    "yaml-structure",
                )
            )
            return
        self.document.value = root

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Value:
        self._guard(event, path)
        mark = event.start_mark
        self.document.valeurs[path] = Position(mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            return event.value or None
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(events, path)
        return self._list(events, path)

    def _map(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Value]:
        result: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._guard(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(event.start_mark, "une clé doit être un mot simple, sans accolade ni crochet")
            key, mark = event.value, event.start_mark
            if key == "<<":
                raise _Refused(mark, "la clé de fusion « << » n’est pas admise : écrire les valeurs en entier")
            here = (*path, key)
            place = Position(mark.line + 1, mark.column + 1)
            value = self._value(next(events), events, here if key not in result else (*path, f"{key}\0"))
            if key in result:
                first = self.document.cles[here].line
                message = f"la clé « {key} » est déjà écrite ligne {first} : garder une seule des deux"
                self.document.problems.append(Problem(self.document.path, *place, message, "cle-double"))
                continue
            self.document.cles[here] = place
            result[key] = value
        return result

    def _list(self, events: Iterator[yaml.Event], path: Path) -> list[Value]:
        result: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            result.append(self._value(event, events, (*path, len(result))))
        return result

    def _guard(self, event: yaml.Event, path: Path) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise _Refused(event.start_mark, f"le fichier contient plus de {MAX_VALUES} valeurs")
        if len(path) > MAX_DEPTH:
            raise _Refused(event.start_mark, f"le fichier est imbriqué sur plus de {MAX_DEPTH} niveaux")
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(
                event.start_mark, f"l’alias « *{event.anchor} » n’est pas admis : écrire la valeur en entier"
            )
        if getattr(event, "anchor", None):
            raise _Refused(
                event.start_mark,
                f"l’ancre « &{event.anchor} » n’est pas admise : mettre la valeur entre guillemets",
            )
        if getattr(event, "tag", None):
            raise _Refused(
                event.start_mark,
                f"l’étiquette « {event.tag} » n’est pas admise : mettre la valeur entre guillemets",
            )


def explain(text: str, line: int, column: int, problem: str) -> str:
    """The French remedy for a fault of YAML syntax."""
    lines = text.splitlines()
    current = lines[line - 1] if line <= len(lines) else ""
    previous = next((x for x in reversed(lines[: line - 1]) if x.strip()), "")
    if "\t" in current[: len(current) - len(current.lstrip())] or "\\t" in problem:
        return "une tabulation sert de retrait : la remplacer par des espaces"
    if "mapping values are not allowed" in problem:
        return 'deux-points suivis d’une espace dans une valeur sans guillemets : mettre toute la valeur entre guillemets, par exemple intitule: "Objectif 5 : …"'
    if "found unexpected end of stream" in problem or "quoted scalar" in problem:
        return "un guillemet ouvert n’est pas fermé : ajouter le guillemet manquant à la fin de la valeur"
    if current.lstrip(" ").startswith(("\u00a0", "\u202f")):
        return "une espace insécable sert de retrait : la remplacer par une espace ordinaire"
    if "did not find expected key" in problem or "block mapping" in problem or "block end" in problem:
        return f"le retrait de cette ligne ne correspond pas à celui des lignes voisines (avant elle : « {previous.strip()[:60]} ») : aligner les clés de même niveau, ou mettre entre guillemets une valeur qui en contient"
    if "could not find expected ':'" in problem:
        return "il manque « : » après la clé : écrire « cle: valeur »"
    if "cannot start any token" in problem:
        return f"une valeur ne peut pas commencer par « {current[column - 1 : column] or '%'} » : mettre toute la valeur entre guillemets"
    if "flow" in problem or "expected ',' or" in problem:
        return "une accolade ou un crochet n’est pas fermé, ou une virgule manque"
    return "la syntaxe YAML n’est pas reconnue ici : vérifier les guillemets, les deux-points et le retrait de la ligne"
