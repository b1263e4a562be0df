"""A PDF → what each page shows that is no text, and where a handwritten signature could be. The bytes have passed `pdf.py`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from conventions.check.pdf_objects import limits

IMAGE = "une image"
DESSIN = "un dessin (des courbes ou des traits obliques)"
CADRE = "le cadre d’une signature numérique"
ILLISIBLE = "un contenu qui n’a pas pu être lu"
_NOTES = {
    "Ink": "un tracé à la main",
    "Stamp": "un tampon",
    "Widget": "un champ de formulaire",
    "Redact": "un masque qui n’est pas appliqué",
}
_COURBES = {b"c", b"v", b"y"}
_PEINT = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_CHEMIN = {b"m", b"l", b"re", *_COURBES}
_PUCE = 12
"""Points: what is no larger is a bullet."""
_POINTS = 60
"""Such drawings on a page, beyond which they may be the strokes of a hand."""
Matrix = list[float]
_NULLE: Matrix = [1, 0, 0, 1, 0, 0]
_LOURD = 2_000_000
"""Bytes of the drawing of a page, beyond which it is no text: it is not looked at in detail."""


class Vue(NamedTuple):
    """A page, from 1, and what it carries."""

    page: int
    porte: tuple[str, ...]


def a_regarder(data: bytes) -> list[Vue]:
    """The pages that show anything else than text, straight lines and links, in order."""
    with limits(), PdfReader(io.BytesIO(data)) as reader:
        vues = [Vue(number, _porte(page)) for number, page in enumerate(reader.pages, 1)]
    return [vue for vue in vues if vue.porte]


def _porte(page: PageObject) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys([*_drawn(page, page.get_contents(), set(), _NULLE), *_annotations(page)]))
    except Exception:  # noqa: BLE001 — a third party's document: whatever its reader raises, someone must look
        return (ILLISIBLE,)


def _drawn(holder: DictionaryObject, content: StreamObject | None, seen: set[int], matrix: Matrix) -> Iterator[str]:
    """What a page, or a drawing that it calls, paints with its resources; each is looked at once (`seen`)."""
    resources = _map(holder, "/Resources")
    typed = any(font.get_object().get("/Subtype") == "/Type3" for font in _map(resources, "/Font").values())
    heavy = content is not None and len(content.get_data()) > _LOURD
    if typed or heavy or _map(resources, "/Pattern"):
        yield DESSIN
    if content is None or heavy:
        return
    trace = _Trace(matrix)
    for operands, sign in ContentStream(content, None).operations:
        trace.follow(operands, sign)
    yield from trace.found()
    forms = _map(resources, "/XObject")
    for name, at in trace.called.items():
        one = forms[name].get_object() if name in forms else None
        if isinstance(one, StreamObject) and id(one) not in seen:
            seen.add(id(one))
            yield from (IMAGE,) if one.get("/Subtype") == "/Image" else _drawn(one, one, seen, _times(_own(one), at))


class _Trace:
    """What the operators of a page draw by curves and oblique lines. A path that only cuts (`n`) paints nothing."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.kept: list[Matrix] = []
        self.called: dict[str, Matrix] = {}
        self.points: list[tuple[float, float]] = []
        self.hand = self.image = self.large = False
        self.small = 0

    def found(self) -> Iterator[str]:
        if self.image:
            yield IMAGE
        if self.large or self.small > _POINTS:
            yield DESSIN

    def follow(self, operands: Any, sign: bytes) -> None:  # noqa: ANN401 — the library's objects
        if sign in _CHEMIN:
            self._extend([float(n) for n in operands[: 2 if sign == b"re" else None]], sign)
        elif sign in _PEINT or sign == b"n":
            if self.hand and sign != b"n":
                self._paint()
            self.points, self.hand = [], False
        elif sign == b"cm":
            self.matrix = _times([float(n) for n in operands], self.matrix)
        elif sign == b"q":
            self.kept.append(self.matrix)
        elif sign == b"Q" and self.kept:
            self.matrix = self.kept.pop()
        elif sign == b"Do":
            self.called.setdefault(str(operands[0]), self.matrix)
        self.image |= sign == b"INLINE IMAGE"
        self.large |= sign == b"sh"

    def _extend(self, numbers: list[float], sign: bytes) -> None:
        a, b, c, d, e, f = self.matrix
        new = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if sign == b"l" and self.points:
            self.hand |= all(abs(m - n) > 1 for m, n in zip(self.points[-1], new[0], strict=True))
        self.hand |= sign in _COURBES
        self.points += new

    def _paint(self) -> None:
        """Under that size it is a bullet; but strokes that are many make a hand."""
        xs, ys = zip(*self.points, strict=True)
        if max(max(xs) - min(xs), max(ys) - min(ys)) > _PUCE:
            self.large = True
        else:
            self.small += 1


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m]


def _own(form: StreamObject) -> Matrix:
    """The matrix of a drawing that a page calls."""
    return [float(n) for n in form.get("/Matrix", _NULLE)]


def _annotations(page: PageObject) -> Iterator[str]:
    for one in page.annotations or ():
        note = one.get_object()
        kind = str(note.get("/Subtype"))[1:]
        if kind == "Popup" or (kind == "Link" and "/AP" not in note):
            continue
        if kind == "Widget" and _inherited(note, "/FT") == "/Sig":
            left, low, right, top = (float(value) for value in note["/Rect"])
            if left != right and low != top:
                yield CADRE
            continue
        yield _NOTES.get(kind, "une annotation")


def _inherited(note: DictionaryObject, key: str) -> object:
    """What a field says, or the one that it is part of."""
    if key in note or "/Parent" not in note:
        return note.get(key)
    parent = note["/Parent"]
    return parent.get(key) if isinstance(parent, DictionaryObject) else None


def _map(holder: Mapping[Any, Any], key: str) -> Mapping[str, Any]:
    found = holder.get(key)
    return found.get_object() if found is not None else {}
