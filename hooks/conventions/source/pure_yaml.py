"""PyYAML's own parser, where libyaml is not: what it admits, where it stops and in which words are those of libyaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_BREAKS = "\r\n\x85\u2028\u2029"
_ENDS = "\0 \t\r\n\x85\u2028\u2029"
_WORDS = (
    (re.compile(r"(mapping values|sequence entries) are not allowed here"), r"\1 are not allowed in this context"),
    (re.compile(r"^sequence entries"), "block sequence entries"),
    (
        re.compile(r"found character .* that cannot start any token", re.DOTALL),
        "found character that cannot start any token",
    ),
    (re.compile(r"expected escape sequence of .*", re.DOTALL), "did not find expected hexdecimal number"),
    (re.compile(r"found unknown escape character .*", re.DOTALL), "found unknown escape character"),
    (
        re.compile(r"expected a comment or a line break, but .*", re.DOTALL),
        "did not find expected comment or line break",
    ),
    (re.compile(r"expected <block end>, but .*", re.DOTALL), "did not find expected key"),
    (re.compile(r"expected '<document start>', but .*", re.DOTALL), "did not find expected <document start>"),
    (re.compile(r"expected (.*?), but (?:found|got) .*", re.DOTALL), r"did not find expected \1"),
)


class _Loader(yaml.SafeLoader):
    """The scanner of PyYAML, with the tabs of libyaml: blanks between tokens and inside a text, refused as indentation."""

    def scan_to_next_token(self) -> None:
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in f"\0{_BREAKS}":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:  # noqa: ANN401 — PyYAML's marks
        """What stands between two words of a plain text, folded; nothing where it ends."""
        blanks, first, breaks = "", "", list[str]()
        while self.peek() in f" \t{_BREAKS}":
            if self.peek() in " \t":
                if first and self.column < indent and self.peek() == "\t":
                    problem = "found a tab character that violates indentation"
                    raise yaml.scanner.ScannerError(
                        "while scanning a plain scalar", start_mark, problem, self.get_mark()
                    )
                blanks += "" if first else self.peek()
                self.forward()
                continue
            made = self.scan_line_break()  # type: ignore[no-untyped-call]
            if first:
                breaks.append(made)
            else:
                first, blanks, self.allow_simple_key = made, "", True
            if self.column == 0 and self.prefix(3) in {"---", "..."} and self.peek(3) in _ENDS:
                return None
        if not first:
            return [blanks] if blanks else None
        return [first, *breaks] if first != "\n" else breaks or [" "]

    def parse_flow_mapping_value(self) -> Any:  # noqa: ANN401 — PyYAML's events
        """A key between braces without a value: its place is where one would stand."""
        event = super().parse_flow_mapping_value()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.ScalarEvent) and event.start_mark is event.end_mark:
            event.start_mark = event.end_mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]
        return event

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:  # noqa: ANN401 — PyYAML's marks
        while self.peek() == "\t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> Any:  # noqa: ANN401 — PyYAML's marks
        found = super().scan_block_scalar_indentation()
        if self.peek() == "\t" and self.column < max(found[1], self.indent + 1, 1):
            problem = "found a tab character where an indentation space is expected"
            raise yaml.scanner.ScannerError("while scanning a block scalar", self.get_mark(), problem, self.get_mark())
        return found


def events(text: str) -> Iterator[Any]:
    """What the parser meets, one after the other."""
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()  # type: ignore[no-untyped-call]
    except yaml.MarkedYAMLError as error:
        raise _in_the_words_of_libyaml(error) from None
    finally:
        loader.dispose()


def _in_the_words_of_libyaml(error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    if error.context == "while scanning a directive":
        error.problem = "could not find expected directive name"
    problem = error.problem or ""
    for pattern, words in _WORDS:
        problem = pattern.sub(words, problem)
    error.problem = problem
    if "cannot start any token" in problem and error.context_mark is None:
        error.context_mark = error.problem_mark
    return error
