"""What a PDF that is only read may hold, by the names of its format, and what is said of the rest, as the end of « ce PDF … »."""

from __future__ import annotations

import re

MAX_STRUCTURE = 6 * 1024 * 1024
"""What describes the pages (neither pictures, nor fonts, nor their text): six times that of a tagged document of a hundred pages."""
MAX_UNPACKED = 40 * 1024 * 1024
"""The drawing of the pages, unpacked."""
OUTSIZED = "contient des données compressées démesurées"
UNREADABLE = "ne s’ouvre pas, sa structure est abîmée"

_SCRIPT = "contient un script"
_FILE = "contient un fichier joint"
_ANIMATED = "contient un contenu animé"
_AWAY = "renvoie à un autre fichier"
_PASSWORD = "est protégé par un mot de passe"  # noqa: S105 — a sentence

FORBIDDEN = {
    **dict.fromkeys(("JavaScript", "JS", "ECMAScript"), _SCRIPT),
    **dict.fromkeys(("Launch",), "contient une action qui lance un programme"),
    **dict.fromkeys(("GoToR", "GoToE", "GoToDp", "Filespec", "FileSpec", "UF"), _AWAY),
    **dict.fromkeys(("SubmitForm", "ImportData"), "contient un formulaire qui envoie ou reçoit des données"),
    **dict.fromkeys(("XFA", "NeedsRendering"), "contient un formulaire actif"),
    **dict.fromkeys(("EmbeddedFile", "EmbeddedFiles", "EF", "AF", "FileAttachment", "Collection"), _FILE),
    **dict.fromkeys(("RichMedia", "RichMediaExecute", "3D", "Movie", "Sound", "Rendition", "Screen"), _ANIMATED),
    **dict.fromkeys(("Encrypt", "Crypt"), _PASSWORD),
}
"""Names that stand nowhere in such a document, whatever they name there."""

ACTIONS = {"GoTo", "Named", "URI"}
COMMANDS = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
ANNOTATIONS = {
    "Link", "Widget", "Popup", "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline",
    "Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "PrinterMark", "TrapNet", "Watermark", "Redact",
}  # fmt: skip
PICTURES = {"Image", "Form"}
CATALOG = {
    "Type", "Version", "Extensions", "Pages", "PageLabels", "Names", "Dests", "ViewerPreferences", "PageLayout", "PageMode",
    "Outlines", "Threads", "OpenAction", "AA", "URI", "AcroForm", "Metadata", "StructTreeRoot", "MarkInfo", "Lang", "SpiderInfo",
    "OutputIntents", "PieceInfo", "OCProperties", "Perms", "Legal", "DSS", "DPartRoot",
}  # fmt: skip
TREES = {"Dests", "AP", "IDS", "Pages"}
"""The trees of names that a catalog may keep: places, appearances, pages; never scripts nor files."""

_WEB = re.compile(r"https://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?", re.IGNORECASE)


def unsafe(address: bytes | str) -> str:
    """What is said of an address that a click opens, or on which the others rest; empty for one of the web, in https."""
    text = _text(address) if isinstance(address, bytes) else address
    return "" if _WEB.fullmatch(text) else f"contient un lien vers « {shown(text)} », et non vers une adresse en https"


def _text(address: bytes) -> str:
    """In the encoding that its first bytes tell."""
    coding = {b"\xfe\xff": "utf-16", b"\xef\xbb": "utf-8-sig"}.get(address[:2], "latin-1")
    return address.decode(coding, "replace")


def shown(text: str) -> str:
    """Part of a hostile document, as a message may show it."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:80])
