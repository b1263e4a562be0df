"""The few elements of WordprocessingML that a text needs (ISO/IEC 29500-1, §17), as strings: each function gives one element."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What XML 1.0 cannot hold. The check refuses it in a field: it is left out here should it come another way.
_INTERDITS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RETRAIT, PAS = 851, 425
"""The indent of a list, and of each level of it, in twentieths of a point."""
NUL = Markup("")
"""Nothing: no element."""
_SIGNET = 40
"""Characters in the name of a bookmark, at most (Word's own limit)."""


def words(text: str) -> Markup:
    """Text between two tags."""
    return escape(_INTERDITS.sub("", text))


def value(text: str) -> Markup:
    """Text between two quotes, on one line."""
    return words(" ".join(text.split()))


def run(text: str, *, gras: bool = False, italique: bool = False, style: str = "") -> Markup:
    """Words of one look; a line break in them is one in the document."""
    look = Markup('<w:rStyle w:val="{}"/>').format(style) if style else NUL
    look += (Markup("<w:b/>") if gras else NUL) + (Markup("<w:i/>") if italique else NUL)
    lines = Markup("<w:br/>").join(
        Markup('<w:t xml:space="preserve">{}</w:t>').format(words(line)) for line in text.split("\n")
    )
    return Markup("<w:r>{}{}</w:r>").format(Markup("<w:rPr>{}</w:rPr>").format(look) if look else NUL, lines)


def tab() -> Markup:
    """A tabulation, after a mark that was typed."""
    return Markup("<w:r><w:tab/></w:r>")


def paragraph(content: Markup, style: str = "", *, niveau: int = 0) -> Markup:
    """A paragraph; `niveau` is its depth in a list."""
    look = Markup('<w:pStyle w:val="{}"/>').format(style) if style else NUL
    look += Markup('<w:ind w:left="{}"/>').format(niveau * PAS + RETRAIT) if niveau else NUL
    return Markup("<w:p>{}{}</w:p>").format(Markup("<w:pPr>{}</w:pPr>").format(look) if look else NUL, content)


def control(ident: int, tag: str, alias: str, content: Markup, *, vide: bool = False) -> Markup:
    """A content control: in a paragraph around runs, between paragraphs around paragraphs. `vide`: it shows what is to be typed."""
    shown = Markup("<w:showingPlcHdr/>") if vide else NUL
    head = Markup('<w:alias w:val="{}"/><w:tag w:val="{}"/><w:id w:val="{}"/>{}').format(
        value(alias), value(tag), ident, shown
    )
    return Markup("<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>").format(head, content)


def bookmark(ident: int, name: str, content: Markup) -> Markup:
    """A place that links lead to: the id of a clause (`art-3-al-6`)."""
    return Markup('<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>').format(
        ident, place(name), content
    )


def place(name: str) -> str:
    """An anchor of the site as Word names it: letters, figures and `_`, a letter first, no more than 40."""
    return re.sub(r"\W", "_", name, flags=re.ASCII)[:_SIGNET]


def link(relation: str, content: Markup) -> Markup:
    """A link to an address outside the document, by its relation."""
    return Markup('<w:hyperlink r:id="{}">{}</w:hyperlink>').format(relation, content)


def inner_link(name: str, content: Markup) -> Markup:
    """A link to a bookmark."""
    return Markup('<w:hyperlink w:anchor="{}">{}</w:hyperlink>').format(place(name), content)


def commented(ident: int, content: Markup) -> Markup:
    """Runs that a comment is about."""
    return Markup(
        '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/>'
        '<w:r><w:rPr><w:rStyle w:val="Marquedecommentaire"/></w:rPr><w:commentReference w:id="{0}"/></w:r>'
    ).format(ident, content)


def call(ident: int) -> Markup:
    """The call of a footnote."""
    return Markup(
        '<w:r><w:rPr><w:rStyle w:val="Appelnotedebasdep"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    ).format(ident)


def cell(content: Markup, width: int) -> Markup:
    """A cell of a table, `width` in twentieths of a point."""
    return Markup('<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>').format(width, content)


def table(rows: list[list[Markup]], widths: list[int], style: str, nom: str) -> Markup:
    """A table of paragraphs, its head first, repeated on each page; `nom` is what a screen reader calls it. No row is cut."""
    grid = NUL.join(Markup('<w:gridCol w:w="{}"/>').format(w) for w in widths)
    head = Markup('<w:tblStyle w:val="{}"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>').format(
        style, sum(widths)
    )
    look = Markup(
        '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{}"/>'
    ).format(value(nom))
    made = [
        Markup("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>").format(
            NUL if rank else Markup("<w:tblHeader/>"),
            NUL.join(cell(one, width) for one, width in zip(row, widths, strict=True)),
        )
        for rank, row in enumerate(rows)
    ]
    return Markup("<w:tbl><w:tblPr>{}{}</w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>").format(
        head, look, grid, NUL.join(made)
    )


def picture(relation: str, ident: int, nom: str, taille: tuple[int, int]) -> Markup:
    """A picture in a run; `nom` is its text, `taille` its width and height in EMU (1/914,400 inch)."""
    width, height = taille
    return Markup(
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/><wp:docPr id="{id}" name="{nom}" descr="{nom}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:nvPicPr><pic:cNvPr id="{id}" name="{nom}" descr="{nom}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="{r}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    ).format(w=width, h=height, id=ident, nom=value(nom), r=relation)
