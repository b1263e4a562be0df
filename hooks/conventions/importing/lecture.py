"""The bytes of a document → what it says, by what they are and not by the name of the file."""

from __future__ import annotations

from conventions.importing import docx, odt, pdf
from conventions.importing.archive import MAX_FICHIER
from conventions.importing.lu import Illisible, Lecture


def lire(data: bytes) -> Lecture:
    """A Word document, an OpenDocument text or a PDF with text."""
    if len(data) > MAX_FICHIER:
        raise Illisible(f"ce fichier pèse {len(data) // 1_000_000} Mo ; la limite est de {MAX_FICHIER // 1_000_000} Mo")
    if data.startswith(b"PK"):
        return odt.lire(data) if _opendocument(data) else docx.lire(data)
    if b"%PDF-" in data[:1024]:
        return pdf.lire(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Illisible(
            "ce fichier est un ancien document Word (.doc), ou un document protégé par un mot de passe : l’enregistrer en .docx, sans mot de passe"
        )
    if data.startswith(b"{\\rtf"):
        raise Illisible("ce fichier est au format RTF : l’enregistrer en .docx")
    raise Illisible("ce fichier n’est ni un document Word (.docx), ni un texte OpenDocument (.odt), ni un PDF")


def _opendocument(data: bytes) -> bool:
    """By the kind that it says first, else by the names of its parts: some programs compress that word."""
    return b"opendocument.text" in data[:400] or (b"content.xml" in data and b"word/document" not in data)
