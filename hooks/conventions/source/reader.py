"""YAML text → plain values (text, maps, lists) that remember their line and column.

Everything stays text: YAML 1.1 would make `01` a 1 and `no` a false. Whatever lets one place of the file
act on another (anchors, aliases, tags, merge keys) is refused, and so are duplicate keys and deep nesting.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal

import yaml

from conventions.model.characters import composed, hidden
from conventions.model.french import abrege
from conventions.model.problem import Problem
from conventions.source import native, prescan, repeats, syntax
from conventions.source.document import Document as Document  # noqa: PLC0414 — named from here by all the others
from conventions.source.document import Path as Path  # noqa: PLC0414
from conventions.source.document import Position as Position  # noqa: PLC0414
from conventions.source.document import Value as Value  # noqa: PLC0414

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
MAX_VALUES = 20_000
MAX_REPEATED = 20
"""Of one kind of fault of form in one file: more would say nothing more."""

_OF_LINES = {"yaml-syntaxe", "caracteres", prescan.RULE_VERSIONS}
"""The rules whose faults are found in the lines: what is read anew does not take them away."""

_NOTHING = {"~", "null", "Null", "NULL"}
_NAMES = {"Null", "NULL"}

_Event = Any  # PyYAML types the fields of its events too loosely to be of use


class _Refused(Exception):
    """Stops the reading of a file whose structure itself is refused."""

    def __init__(self, mark: _Event, message: str) -> None:
        super().__init__(message)
        self.mark = mark


def parse(data: bytes, path: str) -> Document:
    """Read one file. Faults of form are in `problems`; whatever the bytes, it never raises."""
    document = Document(path)
    if len(data) > MAX_BYTES:
        _fault(
            document,
            1,
            1,
            f"le fichier pèse {len(data) // 1024} Ko ; la limite est de {MAX_BYTES // 1024} Ko",
            "taille",
        )
        return document
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _fault(document, line, 1, "le fichier n’est pas en UTF-8 : l’enregistrer avec l’encodage « UTF-8 »", "encodage")
        return document
    document.lines = text_lines(text)
    if _no_hidden_character(document):
        _read(document)
    return document


def text_lines(text: str) -> list[str]:
    """The lines of a file, as YAML counts them."""
    return re.split(r"\r\n|\r|\n", text)


def _fault(document: Document, line: int, column: int, message: str, rule: str) -> None:
    document.problems.append(Problem(document.path, line, column, message, rule))
    document.lisible = False


def _no_hidden_character(document: Document) -> bool:
    """What a reader cannot see must not be in the file, comments included."""
    whole = any(True for _ in hidden("\n".join(document.lines)))
    found = ((number, *next(hidden(text), (0, ""))) for number, text in enumerate(document.lines if whole else (), 1))
    for number, rank, message in itertools.islice((one for one in found if one[2]), MAX_REPEATED):
        _fault(document, number, rank + 1, message, "caracteres")
    return not whole


def _read(document: Document) -> None:
    """Parse; at a fault of syntax, tell it, mend the line in memory and go on, so that one run tells every fault."""
    lines = list(document.lines)
    _tell(document, itertools.chain(prescan.versions(lines), prescan.prescan(lines)), lines)
    left = max(1, min(MAX_REPEATED, 400_000 // (sum(map(len, lines)) + 1)))
    for attempt in range(left):
        try:
            _Reader(document, lines).read()
        except _Refused as error:
            _clear(document)
            _fault(document, error.mark.line + 1, error.mark.column + 1, str(error), "yaml-structure")
        except yaml.MarkedYAMLError as error:
            _clear(document)
            if attempt == 0 and _tell(document, prescan.out_of_blocks(lines), lines):
                continue
            if _syntax(document, syntax.met(lines, error), lines):
                continue
        except (yaml.reader.ReaderError, UnicodeError):
            _clear(document)
            _fault(document, 1, 1, "le fichier contient un caractère que YAML n’admet pas : le retaper", "caracteres")
        return


def _tell(document: Document, found: Iterator[syntax.Diagnostic], lines: list[str]) -> int:
    """Record what was found before the parser meets it; how many there were."""
    count = 0
    for count, diagnostic in enumerate(found, 1):  # noqa: B007 — the count is the answer
        if len(document.problems) < MAX_REPEATED:
            _syntax(document, diagnostic, lines)
    return count


def _syntax(document: Document, found: syntax.Diagnostic, lines: list[str]) -> bool:
    """Record the fault; whether the line could be mended, so that reading again will go further."""
    known = any(p.line == found.line and p.rule == found.rule for p in document.problems)
    if not known:
        _fault(document, found.line, found.column, found.message, found.rule)
    if found.mended is None or not 0 < found.line <= len(lines) or lines[found.line - 1] == found.mended:
        return False
    lines[found.line - 1] = found.mended
    return True


def _clear(document: Document) -> None:
    """Forget what was read before a fault of structure or of syntax."""
    document.value, document.valeurs, document.cles = {}, {}, {}
    document.problems = [p for p in document.problems if p.rule in _OF_LINES]


class _Reader:
    """Builds a document from the events of the C parser, without recursion into it."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.count = 0
        self.told = 0

    def read(self) -> None:
        events: Iterator[_Event] = native.events("\n".join(self.lines))
        root: Value = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _Refused(
                        event.start_mark,
                        "le fichier contient plusieurs documents : n’en garder qu’un, sans la ligne « --- »",
                    )
                if event.version or event.tags:
                    raise _Refused(event.start_mark, "une directive « % » n’est pas admise : supprimer cette ligne")
                seen = True
                root = self._value(next(events), events, ())
        if root is not None and not isinstance(root, dict):
            message = "le fichier doit commencer par des clés, par exemple « departement: 69 »"
            _fault(self.document, 1, 1, message, "yaml-structure")
        self.document.value = root if isinstance(root, dict) else {}

    def _value(self, event: _Event, events: Iterator[_Event], path: Path) -> Value:
        self._guard(event, path)
        self.document.valeurs[path] = Position(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(events, path)
        return self._list(events, path)

    def _scalar(self, event: _Event, path: Path) -> str | None:
        """The text, accents composed. What an escape (a bidirectional sign) or a stray `#` did to it is told here, where it stands."""
        mark, value = event.start_mark, event.value
        for _, message in hidden(value) if event.style == '"' else ():
            self._tell(mark, message, "caracteres")
            break
        if not composed(value):
            message = "les accents sont écrits en deux signes (forme décomposée) : retaper le texte au clavier"
            self._tell(mark, message, "accents", warn=True)
            value = unicodedata.normalize("NFC", value)
        if event.style is None or not event.style.strip("\0"):
            self._comment(event)
            value = "" if _empty(value, path) else value
        return value or None

    def _comment(self, event: _Event) -> None:
        """A `#` that one space precedes; two say that it is meant, as in the hints of the blank file."""
        end = event.end_mark
        text = self.lines[end.line] if event.value and end.line < len(self.lines) else ""
        rest = text[end.column :] if "#" in text else ""
        if (found := re.match(r"[ \t]#+ *(.*)", rest)) and found[1]:
            message = (
                f"« {abrege(found[1])} » suit un dièse : c’est un commentaire, aucune page ne le montre ; s’il fait partie du texte, "
                "mettre toute la valeur entre guillemets, sinon écrire le commentaire sur sa propre ligne"
            )
            column = end.column + 1 + rest.index("#")
            line = Problem(self.document.path, end.line + 1, column, message, "commentaire", "avertissement")
            self.document.problems.append(line)

    def _map(self, events: Iterator[_Event], path: Path) -> dict[str, Value]:
        result: dict[str, Value] = {}
        again: list[repeats.Repeat] = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._guard(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(
                    event.start_mark, "une clé doit être un mot simple, sans accolade, crochet ni astérisque"
                )
            mark: _Event = event.start_mark
            key = self._key(event)
            here = (*path, key)
            place = Position(mark.line + 1, mark.column + 1)
            if key in result:
                again.append(repeats.Repeat(key, mark.line, mark.column, self.document.cles[here].line))
                self._value(next(events), events, (*path, f"{key}\0"))
                continue
            self.document.cles[here] = place
            result[key] = self._value(next(events), events, here)
        for repeat, message in (
            repeats.told(again, next(iter(result), ""), self.lines, item=bool(path) and isinstance(path[-1], int))
            if again
            else ()
        ):
            self._tell(repeat, message, "cle-double")
        return result

    def _key(self, event: _Event) -> str:
        if event.value == "<<":
            self._tell(
                event.start_mark,
                "la clé de fusion « << » n’est pas admise : écrire les valeurs en entier",
                "yaml-structure",
            )
        for _, message in hidden(event.value) if event.style == '"' else ():
            self._tell(event.start_mark, message, "caracteres")
            break
        return str(event.value)

    def _list(self, events: Iterator[_Event], path: Path) -> list[Value]:
        result: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            result.append(self._value(event, events, (*path, len(result))))
        return result

    def _guard(self, event: _Event, path: Path) -> None:
        """What would let one place of the file act on another, or make it endless."""
        self.count += 1
        if self.count > MAX_VALUES:
            raise _Refused(event.start_mark, f"le fichier contient plus de {MAX_VALUES} valeurs")
        if len(path) > MAX_DEPTH:
            raise _Refused(event.start_mark, f"le fichier est imbriqué sur plus de {MAX_DEPTH} niveaux")
        if not event.anchor and isinstance(event, yaml.ScalarEvent) and not event.tag:
            return
        if isinstance(event, yaml.AliasEvent):
            self._tell(
                event.start_mark,
                f"l’alias « *{abrege(str(event.anchor))} » n’est pas admis : écrire la valeur en entier",
                "yaml-structure",
            )
        elif getattr(event, "anchor", None):
            message = f"l’ancre « &{abrege(str(event.anchor))} » n’est pas admise : mettre la valeur entre guillemets"
            self._tell(event.start_mark, message, "yaml-structure")
        if getattr(event, "tag", None):
            message = f"l’étiquette « {abrege(str(event.tag))} » n’est pas admise : mettre la valeur entre guillemets"
            self._tell(event.start_mark, message, "yaml-structure")

    def _tell(self, mark: _Event, message: str, rule: str, *, warn: bool = False) -> None:
        self.told += 1
        if self.told <= MAX_REPEATED:
            severity: Literal["erreur", "avertissement"] = "avertissement" if warn else "erreur"
            self.document.problems.append(
                Problem(self.document.path, mark.line + 1, mark.column + 1, message, rule, severity)
            )


def _empty(value: str, path: Path) -> bool:
    """Whether the word stands for nothing, as programs write it; a person may be named Null."""
    return value in _NOTHING and not (value in _NAMES and path[-1:] in {("nom",), ("prenom",)})
