"""PyYAML's own parser, where libyaml is not: what it admits, where it stops and in which words are those of libyaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_BREAKS = "\r\n\x85\u2028\u2029"
_ENDS = "\0 \t\r\n\x85\u2028\u2029"
_PLAIN = tuple(
    re.compile(rf"{word}(?:[ \t]+(?!#){word})*")
    for word in (rf"(?:[^:{_ENDS}]|:(?![{_ENDS}]))+", rf"(?:[^:,\[\]{{}}{_ENDS}]|:(?![,?\[\]{{}}{_ENDS}]))+")
)
"""The words of a text without quotes, up to the end of its line: alone, and between brackets."""
_SPACES, _BLANKS, _COMMENT = re.compile(" *"), re.compile(r"[ \t]*"), re.compile(rf"#[^\0{_BREAKS}]*")
_NEXT = re.compile(rf"[ \t]*\n *(?![ {_BREAKS}\t]|(?<=\n)(?:---|\.\.\.)[{_ENDS}])")
"""The end of a line, and the indentation of the next, which has words."""
_WORDS = (
    (
        re.compile(r"(mapping keys|mapping values|sequence entries) are not allowed here"),
        r"\1 are not allowed in this context",
    ),
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
    (re.compile(r"expected the node content, .*", re.DOTALL), "did not find expected node content"),
    (re.compile(r"expected (.*?), but (?:found|got) .*", re.DOTALL), r"did not find expected \1"),
)


class _Loader(yaml.SafeLoader):
    """The scanner of PyYAML, with the tabs of libyaml: blanks between tokens and inside a text, refused as indentation."""

    def scan_to_next_token(self) -> None:
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            self._skip(_BLANKS if self.flow_level or not self.allow_simple_key else _SPACES)
            self._skip(_COMMENT)
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def need_more_tokens(self) -> bool:
        """Most often there is one, and no word that may prove to be a key."""
        waits = self.possible_simple_keys or not self.tokens
        return bool(waits and super().need_more_tokens())

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Past what stands here on this line; how many signs that was."""
        found = pattern.match(self.buffer, self.pointer)
        length = found.end() - self.pointer if found else 0
        self.index, self.pointer, self.column = self.index + length, self.pointer + length, self.column + length
        return length

    def fetch_stream_end(self) -> None:
        """The end of a file stands on a line of its own."""
        if self.column:
            self.line, self.column = self.line + 1, 0
            self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def fetch_flow_collection_end(self, token: Any) -> None:  # noqa: ANN401 — PyYAML's class of tokens
        """A bracket too many leaves the scanner outside of all, and not below."""
        super().fetch_flow_collection_end(token)
        self.flow_level = max(self.flow_level, 0)

    def scan_plain(self) -> yaml.ScalarToken:
        """A text without quotes: between brackets, a question mark is a sign like others, and a colon before one of theirs is refused."""
        start = end = self.get_mark()
        indent, words, spaces = self.indent + 1, list[str](), list[str]()
        while self.peek() != "#" and (found := self._words(start)):
            self.allow_simple_key = False
            words += [*spaces, found]
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(words), plain=True, start_mark=start, end_mark=end)

    def _words(self, start_mark: Any) -> str:  # noqa: ANN401 — PyYAML's marks
        """Those that go on, up to the end of the line or to what ends the text."""
        start = self.pointer
        self._skip(_PLAIN[bool(self.flow_level)])
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            raise yaml.scanner.ScannerError(
                "while scanning a plain scalar", start_mark, "found unexpected ':'", self.get_mark()
            )
        return str(self.buffer[start : self.pointer])

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:  # noqa: ANN401 — PyYAML's marks
        """What stands between two words of a plain text, folded; nothing where it ends."""
        blanks, first, breaks = "", "", list[str]()
        if self._skip(_NEXT):
            self.line, self.column = self.line + 1, self.pointer - self.buffer.rindex("\n", 0, self.pointer) - 1
            self.allow_simple_key = True
            return [" "]
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

    def parse_flow_mapping_key(self, first: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 — PyYAML's
        """A key between braces."""
        return self._placed(super().parse_flow_mapping_key(first))

    def parse_flow_mapping_value(self) -> Any:  # noqa: ANN401 — PyYAML's events
        """A value between braces."""
        return self._placed(super().parse_flow_mapping_value())  # type: ignore[no-untyped-call]

    def parse_flow_sequence_entry_mapping_value(self) -> Any:  # noqa: ANN401 — PyYAML's events
        """A value between brackets."""
        return self._placed(super().parse_flow_sequence_entry_mapping_value())  # type: ignore[no-untyped-call]

    def _placed(self, event: Any) -> Any:  # noqa: ANN401 — PyYAML's events
        """What is left empty stands where the next word does."""
        if isinstance(event, yaml.ScalarEvent) and event.start_mark is event.end_mark:
            event.start_mark = event.end_mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]
        return event

    def parse_flow_sequence_entry_mapping_key(self) -> Any:  # noqa: ANN401 — PyYAML's events
        """A lone question mark between brackets takes the sign after it away, be it the bracket that ends the list."""
        self.get_token()  # type: ignore[no-untyped-call]
        if self.check_token(yaml.ValueToken, yaml.FlowEntryToken, yaml.FlowSequenceEndToken):
            self.state = self.parse_flow_sequence_entry_mapping_value
            return self.process_empty_scalar(self.get_token().end_mark)  # type: ignore[no-untyped-call]
        self.states.append(self.parse_flow_sequence_entry_mapping_value)
        return self.parse_flow_node()  # type: ignore[no-untyped-call]

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:  # noqa: ANN401 — PyYAML's marks
        """What follows « | »: a sign for its last lines, its indentation, in any order; then a comment may stick to it."""
        self.block, last, indent = start_mark, None, None
        for _ in "+1":
            sign = self.peek()
            if last is None and sign in "+-":
                last = sign == "+"
            elif indent is None and sign in "0123456789":
                indent = int(sign)
            else:
                break
            if indent == 0:
                problem = "found an indentation indicator equal to 0"
                raise yaml.scanner.ScannerError("while scanning a block scalar", start_mark, problem, self.get_mark())
            self.forward()
        return last, indent

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> Any:  # noqa: ANN401, FBT001 — PyYAML's
        """An escape that is none is refused at its bar."""
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except yaml.scanner.ScannerError as error:
            if (error.problem or "").startswith("found unknown escape"):
                place = self.get_mark()
                error.problem_mark = yaml.Mark(place.name, place.index, place.line, place.column - 1, "", 0)
            raise

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:  # noqa: ANN401 — PyYAML's marks
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> Any:  # noqa: ANN401 — PyYAML's marks
        found = super().scan_block_scalar_indentation()
        self._no_tab(max(found[1], self.indent + 1, 1))
        return found

    def scan_block_scalar_breaks(self, indent: int) -> Any:  # noqa: ANN401 — PyYAML's marks
        found = super().scan_block_scalar_breaks(indent)
        self._no_tab(indent)
        return found

    def _no_tab(self, indent: int) -> None:
        if self.peek() == "\t" and self.column < indent:
            problem = "found a tab character where an indentation space is expected"
            raise yaml.scanner.ScannerError("while scanning a block scalar", self.block, problem, self.get_mark())


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
    if error.context == "while parsing a block collection":
        problem = problem.replace("<block end>", "'-' indicator")
    for pattern, words in _WORDS:
        problem = pattern.sub(words, problem)
    error.problem = problem
    if "cannot start any token" in problem and error.context_mark is None:
        error.context_mark = error.problem_mark
    return error
