"""The same document to keep and to read aloud: a PDF that is both PDF/UA-1 (for who hears it) and PDF/A-2a (for who keeps it)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3
from fontTools.ttLib import TTFont
from markupsafe import Markup
from weasyprint import HTML, URLFetcher
from weasyprint.text.fonts import FontConfiguration

from conventions.documents.imprime import Impression
from conventions.documents.modele import Contenu
from conventions.model.french import date_longue
from conventions.source.settings import dated

VARIANTE = "pdf/a-2a"
"""WeasyPrint makes one of the two: what PDF/UA-1 asks beside (its mark in the metadata, the scope of heads) is added by `_finish`."""
_POLICES = Path(fontpkg_source_sans_3.__file__).parent / "files"
_FEUILLE = Path(__file__).with_name("imprime.css")
_MARQUE = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""That the document is PDF/UA-1, and the schema of that mark: PDF/A wants any that it does not know described (ISO 19005-2, 6.6.2.3)."""


_NOTE = "blockquote"
"""WeasyPrint has no tag for a footnote: that of a quotation, of which these documents have none, is renamed (`_finish`)."""


@dataclass(frozen=True, slots=True)
class Origine:
    """Where the words of a document come from: the page that shows them, the file of data that has them, and its SHA-256."""

    page: str
    fichier: str = ""
    empreinte: str = ""


class _Aucune(URLFetcher):  # type: ignore[misc]
    """Nothing is fetched: what a document holds is in it, but for the font."""

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401 (WeasyPrint has no types)
        """Raises for any other address."""
        if not url.startswith(("data:", _POLICES.as_uri())):
            raise ValueError(f"adresse interdite : {url}")
        return super().fetch(url, headers)


def pdf(contenu: Contenu, origine: Origine) -> bytes:
    """The document, tagged, with its outline; the same text gives the same bytes."""
    html = HTML(string=page(contenu, origine), url_fetcher=_Aucune())
    for note in html.etree_element.iter("span"):
        if note.get("class") == "note":
            note.tag = _NOTE  # once parsed: in a paragraph, HTML would close it there
    with dated(contenu.au):
        written: bytes = html.write_pdf(pdf_variant=VARIANTE, finisher=_finish, font_config=FontConfiguration())
    return written


def page(contenu: Contenu, origine: Origine) -> str:
    """The HTML that is printed."""
    champs, day = contenu.champs, contenu.au.isoformat()
    made = Markup(
        '<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>{titre}</title>'
        '<meta name="author" content="{en_tete}"><meta name="dcterms.created" content="{day}">'
        '<meta name="dcterms.modified" content="{day}"><style>{style}</style></head>'
        "<body><h1>{titre}</h1>{origine}{corps}</body></html>"
    ).format(
        titre=champs["titre"],
        en_tete=champs["en_tete"],
        day=day,
        style=Markup(_style(contenu)),  # noqa: S704 (ours, its strings escaped)
        origine=_origine(contenu, origine),
        corps=Impression(contenu).html(),
    )
    return "".join(c if ord(c) in _signes() or c.isspace() else f"[U+{ord(c):04X}]" for c in made)


@cache
def _signes() -> frozenset[int]:
    """The signs that the font has: another would be a box that nobody can read, and no PDF/A."""
    with TTFont(_POLICES / "SourceSans3[wght].ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def _origine(contenu: Contenu, origine: Origine) -> Markup:
    """What the text is, on what day, and how to hold it against the site."""
    said = [Markup("{}, au {}.").format(_etat(contenu), date_longue(contenu.au))]
    said.append(Markup("Page\u00a0: {}").format(_lien(origine.page)))
    if origine.empreinte:
        link = _lien(origine.fichier)
        mark = Markup('<span class="empreinte">{}</span>').format(origine.empreinte)
        said.append(Markup("Données\u00a0: {}<br>Empreinte (SHA-256)\u00a0: {}").format(link, mark))
    said.append(Markup("Seule la version signée fait foi."))
    return Markup('<div class="origine">{}</div>').format(Markup("").join(Markup("<p>{}</p>").format(s) for s in said))


def _lien(address: str) -> Markup:
    """An address that leads there once it is whole: without that of the site it is only told."""
    return (Markup('<a href="{0}">{0}</a>') if "://" in address else Markup("{0}")).format(address)


def _etat(contenu: Contenu) -> str:
    said = contenu.champs["version"].partition("\u202f;")[0]
    return said[:1].upper() + said[1:]


def _style(contenu: Contenu) -> str:
    """The style sheet, with what stands at the top and at the foot of each page."""
    faces = "".join(
        f"@font-face{{font-family:Source;font-style:{slope};src:url({json.dumps((_POLICES / name).as_uri())})}}"
        for name, slope in (("SourceSans3[wght].ttf", "normal"), ("SourceSans3-Italic[wght].ttf", "italic"))
    )
    champs = contenu.champs
    boxes = "".join(
        f"@{place}{{content:{_chaine(champs[name])}}}"
        for place, name in (("top-left", "en_tete"), ("top-right", "version"), ("bottom-left", "pied"))
    )
    return f"{faces}@page{{{boxes}}}{_FEUILLE.read_text(encoding='utf-8')}"


def _chaine(text: str) -> str:
    """Text as a string of CSS, that closes neither it nor the element."""
    return '"' + "".join(c if c.isalnum() or c in " ,.;:()’-" else f"\\{ord(c):x} " for c in text) + '"'


def _finish(document: Any, made: Any) -> None:  # noqa: ANN401, ARG001 (WeasyPrint's and pydyf's objects)
    """What neither library does: the mark of PDF/UA beside that of PDF/A, in clear; the scope of heads; footnotes; images as they are."""
    notes = count(1)
    for one in made.objects:
        extra = getattr(one, "extra", {})
        if extra.get("Type") == "/Metadata":
            one.compress = False
            one.stream = [_bytes(part).replace(b"</rdf:RDF>", _MARQUE.encode(), 1) for part in one.stream]
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
        if isinstance(one, dict) and one.get("S") == "/TH":
            one["A"] = "<</O /Table /Scope /Column>>"
        if isinstance(one, dict) and one.get("S") == "/BlockQuote":
            one["S"], one["ID"] = "/Note", f"(note-{next(notes)})"


def _bytes(part: object) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode()
