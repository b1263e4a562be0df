"""What a Word document holds → the HTML that is printed: the same words in the same order, with headings, lists and tables to be tagged."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import parse_xml
from markupsafe import Markup, escape

from conventions.documents.modele import Contenu
from conventions.documents.ooxml import PAS, RETRAIT, R, W

_PUCES = {"AlineaPuce", "Engagement", "Listepuces", "Element"}
"""Styles whose paragraphs follow each other in one list."""
_TITRE = "Titre"
_DESSIN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_IMAGE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
NUL = Markup("")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


class Impression:
    """One document, being turned over."""

    def __init__(self, contenu: Contenu) -> None:
        self.contenu = contenu
        self.adresses = {relation: target for target, relation in contenu.feuille.liens.items()}
        self.niveau = 1

    def html(self) -> Markup:
        """The whole text, below its title."""
        made, listed = NUL, False
        for style, content, depth in self._blocs(_elements("".join(self.contenu.corps))):
            inside = style in _PUCES or (listed and style == "Suite")
            if listed and not inside:
                made += Markup("</li></ul>\n")
            if style in _PUCES:
                made += (Markup("</li>\n") if listed else Markup("<ul>")) + _puce(style, depth)
            listed = inside
            made += content
        return made + (Markup("</li></ul>") if listed else NUL)

    def _blocs(self, elements: Iterable[Any]) -> Iterator[tuple[str, Markup, int]]:
        """(style, HTML, depth in a list) of each paragraph and table; a control around paragraphs is not seen."""
        for element in elements:
            if element.tag == _w("tbl"):
                yield "", self._tableau(element), 0
            elif element.tag == _w("sdt"):
                yield from self._blocs(element.find(_w("sdtContent")))
            elif element.tag == _w("p"):
                style = element.find(f"{_w('pPr')}/{_w('pStyle')}")
                yield (
                    *self._paragraphe(element, style.get(_w("val")) if style is not None else ""),
                    _profondeur(element),
                )

    def _paragraphe(self, element: Any, style: str) -> tuple[str, Markup]:  # noqa: ANN401 (python-docx has no types)
        mark = element.find(_w("bookmarkStart"))
        name = mark.get(_w("name")) if mark is not None else ""
        words = self._brins(element, name)
        here = Markup(' id="{}"').format(name) if name else NUL
        number = self.contenu.numeros.get(name, "")
        if number and not style.startswith(_TITRE):
            words = Markup('<span class="numero">{} </span>').format(number) + words
        if not words.strip():
            return style, NUL
        if style.startswith(_TITRE):
            self.niveau = min(int(style.removeprefix(_TITRE) or 1) + 1, self.niveau + 1, 6)  # no level is passed over
            return style, Markup("<h{0}{1}>{2}</h{0}>\n").format(self.niveau, here, words)
        return style, Markup('<p class="{}"{}>{}</p>\n').format(style, here, words)

    def _brins(self, element: Any, here: str = "") -> Markup:  # noqa: ANN401
        return NUL.join(self._brin(child, here) for child in element)

    def _brin(self, element: Any, here: str) -> Markup:  # noqa: ANN401
        """What stands in a paragraph. `here`: the bookmark that the paragraph itself bears."""
        tag = element.tag
        if tag == _w("r"):
            return self._mots(element)
        if tag == _w("sdt"):
            return self._brins(element.find(_w("sdtContent")))
        if tag == _w("hyperlink"):
            target = self.adresses.get(element.get(f"{{{R}}}id"), "") or f"#{element.get(_w('anchor'))}"
            return Markup('<a href="{}">{}</a>').format(target, self._brins(element))
        if tag == _w("bookmarkStart") and element.get(_w("name")) != here:
            return Markup('<span id="{}"></span>').format(element.get(_w("name")))
        return NUL

    def _mots(self, element: Any) -> Markup:  # noqa: ANN401
        """A run of one look."""
        words = NUL.join(self._signe(child) for child in element)
        look = element.find(_w("rPr"))
        if look is None or not words:
            return words
        for name, tag in ((_w("b"), "strong"), (_w("i"), "em")):
            if look.find(name) is not None:
                words = Markup("<{0}>{1}</{0}>").format(tag, words)
        style = look.find(_w("rStyle"))
        named = style.get(_w("val")) if style is not None else ""
        if named == "Textedelespacerserv":
            return Markup('<span class="blanc">{}</span>').format(words)
        called = named == "Appelnotedebasdep" and element.find(_w("footnoteReference")) is None
        return Markup("<sup>{}</sup>").format(words) if called else words

    def _signe(self, element: Any) -> Markup:  # noqa: ANN401
        if element.tag == _w("t"):
            return escape(element.text or "")
        if element.tag == _w("tab"):
            return Markup(" ")
        if element.tag == _w("br"):
            return Markup("<br>")
        if element.tag == _w("footnoteReference"):
            said = self.contenu.feuille.notes[int(element.get(_w("id"))) - 1]
            return Markup('<span class="note">{}</span>').format(self._brins(_elements(f"<w:p>{said}</w:p>")[0]))
        return self._image(element) if element.tag == _w("drawing") else NUL

    def _image(self, element: Any) -> Markup:  # noqa: ANN401
        file = self.contenu.images[next(element.iter(_IMAGE)).get(f"{{{R}}}embed")]
        kind = "png" if file.suffix.lower() == ".png" else "jpeg"
        data = base64.b64encode(file.read_bytes()).decode("ascii")
        nom = next(element.iter(_DESSIN)).get("descr")
        return Markup('<img alt="{}" src="data:image/{};base64,{}">').format(nom, kind, data)

    def _tableau(self, element: Any) -> Markup:  # noqa: ANN401
        """Its first row is its head; each column keeps its share of the width."""
        widths = [int(column.get(_w("w"))) for column in element.find(_w("tblGrid"))]
        shares = NUL.join(Markup('<col style="width:{:.1f}%">').format(100 * w / sum(widths)) for w in widths)
        head, *rows = [self._rangee(row, rank == 0) for rank, row in enumerate(element.findall(_w("tr")))]
        body = NUL.join(rows)
        named = element.find(f"{_w('tblPr')}/{_w('tblCaption')}").get(_w("val"))
        return Markup('<table class="{}"><colgroup>{}</colgroup><thead>{}</thead><tbody>{}</tbody></table>\n').format(
            named, shares, head, body
        )

    def _rangee(self, row: Any, head: bool) -> Markup:  # noqa: ANN401, FBT001
        tag = Markup('th scope="col"') if head else Markup("td")
        cells = NUL.join(
            Markup("<{}>{}</{}>").format(tag, NUL.join(c for _, c, _ in self._blocs(cell)), tag.split()[0])
            for cell in row.findall(_w("tc"))
        )
        return Markup("<tr>{}</tr>").format(cells)


def _puce(style: str, depth: int) -> Markup:
    """An item, further from the margin the deeper it is."""
    inside = Markup(' style="margin-left:{}mm"').format(5 * depth) if depth else NUL
    return Markup('<li class="{}"{}>').format(style, inside)


def _profondeur(paragraph: Any) -> int:  # noqa: ANN401
    """What `ooxml.paragraph` says of it."""
    own = paragraph.find(f"{_w('pPr')}/{_w('ind')}")
    return 0 if own is None else (int(own.get(_w("left"))) - RETRAIT) // PAS


def _elements(xml: str) -> list[Any]:
    return list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>'))
