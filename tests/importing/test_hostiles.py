"""Documents made to harm: each is refused in one French sentence, quickly; none raises."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest

from conventions.importing.lecture import lire
from conventions.importing.lu import Illisible

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paquet(body: str | bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, body)
    return out.getvalue()


def document(inner: str) -> bytes:
    return paquet(f"<w:document {W}><w:body>{inner}</w:body></w:document>")


ENTITES = f'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>'
REFUS = {
    "rien": (b"", "n’est ni un document Word"),
    "du texte": (b"bonjour", "n’est ni un document Word"),
    "une archive coupée": (document("<w:p/>")[:60], "n’est pas un document Word"),
    "une archive sans texte": (paquet("x", "autre.xml"), "il y manque le texte"),
    "du XML coupé": (paquet("<w:document"), "ne se lit pas"),
    "des entités": (paquet(ENTITES), "définit des entités"),
    "des entités en UTF-16": (paquet(ENTITES.encode("utf-16")), "définit des entités"),
    "une bombe": (paquet(b"<a>" + b" " * 60_000_000), "démesurées"),
    "un emboîtement": (paquet("<a>" * 5000 + "</a>" * 5000), "trop emboîtés"),
    "des tableaux emboîtés": (
        document("<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 40),
        "emboîte trop",
    ),
    "des paragraphes sans fin": (document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 15_100), "paragraphes"),
    "un ancien document Word": (b"\xd0\xcf\x11\xe0" + bytes(600), "ancien document Word"),
    "du RTF": (b"{\\rtf1 }", "format RTF"),
    "un PDF abîmé": (b"%PDF-1.7\n" + b"1 0 obj" * 50, "PDF"),
    "un fichier énorme": (bytes(26 * 1024 * 1024), "la limite est de"),
}


@pytest.mark.parametrize("quoi", REFUS)
def test_it_is_refused_in_a_sentence(quoi: str) -> None:
    data, said = REFUS[quoi]
    with pytest.raises(Illisible, match=said):
        lire(data)


def test_bytes_changed_anywhere_are_read_or_refused() -> None:
    whole = document("<w:p><w:r><w:t>Article 1 – Objet de la convention</w:t></w:r></w:p>" * 3)
    for rank in range(0, len(whole), 3):
        with suppress(Illisible):
            lire(whole[:rank] + bytes([rank % 251]) + whole[rank + 1 :])
