"""PDFs made for the tests: one that is only read, and each thing that one may carry besides, hidden in each of the usual ways."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping

Objects = Mapping[int, bytes]

PAGE: Objects = {
    1: b"<</Type/Catalog/Pages 2 0 R%s>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>",
}


def stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(data), data)


def document(catalog: bytes = b"", page: bytes = b"", more: Objects | None = None, trailer: bytes = b"") -> bytes:
    """A document of one page, with these entries in its catalog, in its page, beside them."""
    objects = {**PAGE, 1: PAGE[1] % catalog, 3: PAGE[3] % page, **(more or {})}
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, text in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start, last = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (last, trailer, start)
    return bytes(out)


ENCODINGS: dict[str, Callable[[bytes], tuple[bytes, bytes]]] = {
    "nu": lambda d: (b"", d),
    "flate": lambda d: (b"/Filter/FlateDecode", zlib.compress(d)),
    "hexadecimal": lambda d: (b"/Filter/ASCIIHexDecode", d.hex().encode() + b">"),
    "base85": lambda d: (b"/Filter/ASCII85Decode", base64.a85encode(d) + b"~>"),
    "longueurs": lambda d: (b"/Filter/RunLengthDecode", b"".join(bytes([0, c]) for c in d) + b"\x80"),
    "lzw": lambda d: (b"/Filter/LZWDecode", lzw(d)),
    "deux filtres": lambda d: (b"/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(d).hex().encode() + b">"),
    "nom de filtre déguisé": lambda d: (b"/F#69lter/Fl#61teDecode", zlib.compress(d)),
}
"""How a stream of objects may be written."""


def lzw(data: bytes) -> bytes:
    """In the plainest way that the format allows: each byte as it is, the table cleared before it is full."""
    codes = [code for start in range(0, len(data), 200) for code in (256, *data[start : start + 200])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def packed(text: bytes, encoding: str, kind: bytes = b"/Type/ObjStm") -> bytes:
    """A stream that holds one object, number 9."""
    said, data = ENCODINGS[encoding](b"9 0 " + text)
    return stream(kind + b"/N 1/First 4" + said, data)


def escaped(text: bytes) -> bytes:
    """The same, the second letter of each name written by its number."""
    parts = text.split(b"/")
    return b"/".join(
        [parts[0], *(p[:1] + b"#%02x" % p[1] + p[2:] if len(p) > 1 and p[:2].isalpha() else p for p in parts[1:])]
    )


def revised(data: bytes, number: int, text: bytes) -> bytes:
    """The document, with an object that its next revision has replaced: only the first revision shows it."""
    start = data.index(b"xref\n0")
    previous = int(data.split(b"startxref\n")[1].split()[0])
    body = data + b"%d 0 obj\n%s\nendobj\n" % (number, text)
    later = len(body)
    body += b"%d 0 obj\nnull\nendobj\n" % number
    table = len(body)
    entry = b"xref\n%d 1\n%010d 00000 n \n" % (number, later)
    assert start == previous
    return (
        body
        + entry
        + b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, previous, table)
    )


ACTIONS: dict[bytes, str] = {
    b"<</S/JavaScript/JS(app.alert\\(1\\))>>": "un script",
    b"<</S/Rendition/OP 0/JS(x)>>": "un script|un contenu animé",
    b"<</S/Launch/F(a.exe)>>": "lance un programme",
    b"<</S/Launch/Win<</F(cmd.exe)>>>>": "lance un programme",
    b"<</S/GoToR/F(\\\\\\\\srv\\\\share\\\\x.pdf)/D[0/Fit]>>": "renvoie à un autre fichier",
    b"<</S/GoToE/T<</R/C/N(x)>>>>": "renvoie à un autre fichier",
    b"<</S/SubmitForm/F<</FS/URL/F(http://x.example/)>>>>": "un formulaire qui envoie",
    b"<</S/ImportData/F(x.fdf)>>": "un formulaire qui envoie",
    b"<</S/Movie/T(x)>>": "un contenu animé",
    b"<</S/RichMediaExecute/TA 3 0 R>>": "un contenu animé",
}
"""Actions that nobody needs to read a page, and what is said of each: looked for wherever they may hide."""

FOLLOWED: dict[bytes, str] = {
    b"<</S/URI/URI(javascript:alert\\(1\\))>>": "javascript:alert(1)",
    b"<</S/URI/URI<6A6176617363726970743A61>>>": "javascript:a",
    b"<</S/URI/URI(http://x.example/)>>": "http://x.example/",
    b"<</S/URI/URI(file:///etc/passwd)>>": "file:///etc/passwd",
    b"<</S/URI/URI(mailto:x@rhone.example)>>": "mailto:x@rhone.example",
    b"<</S/URI/URI(https://caf.example@x.example/)>>": "https://caf.example@x.example/",
    b"<</S/URI/URI( https://x.example/)>>": "https://x.example/",
    b"<</S/URI/URI(page.html)>>": "page.html",
    b"<</S/URI/URI(\\152avascript:a)>>": "javascript:a",
    b"<</S/URI/URI(java\\\nscript:a)>>": "javascript:a",
    b"<</S/URI/URI(\\j\\141vascript\\72a)>>": "javascript:a",
    b"<</S/URI/URI(http\\072//x.example/)>>": "http://x.example/",
    b"<</S/URI/URI(https://caf.example\\100x.example/)>>": "https://caf.example@x.example/",
    b"<</S/URI/URI(https://caf.example\\\n@x.example/)>>": "https://caf.example@x.example/",
    b"<</S/URI/URI(https://caf(@x.example/))>>": "https://caf(@x.example/)",
    b"<</S/URI/URI(https:\\134\\134x.example/)>>": "https:\\\\x.example/",
    b"<</S/URI/URI<FEFF006A006100760061007300630072006900700074003A>>>": "javascript:",
    b"<</S/URI/URI(https://a\\tb.example/)>>": "https://a",
    b"<</S/URI/U#52I(javascript:a)>>": "javascript:a",
}
"""Addresses that are not of the web, in https."""

WEB = (
    b"(https\\072\\057\\057a\\056fr)",
    b"(https\\72//a.example/b)",
    b"(\\150ttps://a.example)",
    b"(https:\\\n//a.example)",
    b"(https:\\\r\n//a.example/b)",
    b"(https://a.example/A_(b))",
    b"(https://a.example/A_\\(b\\)?c=\\351)",
    b"(HTTPS://a.example/page#20-mars)",
    b"(https://a.example/page#41b)",
    b"<68747470733A2F2F612E6578616D706C65>",
    b"<68 74 74 70 73 3a 2F 2F 61 2E 66 72 7>",
    b"<FEFF00680074007400700073003A002F002F0061002E00660072>",
    b"(\\376\\377\\000h\\000t\\000t\\000p\\000s\\000:\\000/\\000/\\000a\\000.\\000f\\000r)",
)
"""Addresses of the web, in https, in the ways that programs write them."""

UNEXPECTED: dict[bytes, str] = {
    b"<</S/Hide/T(x)>>": "une action inattendue (« Hide »)",
    b"<</S/Thread/D 0>>": "une action inattendue (« Thread »)",
    b"<</S/ResetForm>>": "une action inattendue (« ResetForm »)",
    b"<</S/SetOCGState/State[]>>": "une action inattendue (« SetOCGState »)",
    b"<</S/Named/N/SaveAs>>": "une action inattendue (« SaveAs »)",
    b"<</S/Inventee>>": "une action inattendue (« Inventee »)",
}
"""Actions that the list does not name, where an action stands."""
