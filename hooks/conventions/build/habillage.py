"""The State's design system (DSFR) is for State sites alone, on a .gouv.fr name: whether a site may be built with it, and from what.

Circular 6411-SG of 7 July 2023 binds the two together: no DSFR without .gouv.fr, no .gouv.fr without DSFR.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

SHELL = Path("overrides/dsfr")
"""Our templates for it."""
ASSETS = Path(".cache/dsfr")
"""What « make dsfr » lays out of the official files."""
MADE_OF = ".fait-de"
"""The file that says what they were laid out for; MkDocs leaves hidden files behind."""
_HERE = {"localhost", "127.0.0.1", "::1"}
_RESERVED = "Le système de design de l’État est réservé à ses sites, sous un nom en .gouv.fr (circulaire 6411-SG du 7 juillet 2023)\u00a0: "


def reserved(site_url: str) -> str:
    """Why a site of that address may not be built with it, in French; empty where it may.

    A site without an address cannot be shown to be the State's; on this machine, one says so (`make serve` does).
    """
    if not site_url:
        return (
            f"{_RESERVED}donnez l’adresse du site par ADRESSE_DU_SITE, ou, pour un essai sur cette machine, "
            "ADRESSE_DU_SITE=http://localhost:8000/."
        )
    try:
        host = urlsplit(site_url).hostname or ""
    except ValueError:
        host = ""
    if host in _HERE or host.endswith(".gouv.fr"):
        return ""
    return (
        f"{_RESERVED}«\u00a0{site_url}\u00a0» n’en est pas un. "
        "Sans ce nom, construisez le site par «\u00a0make site\u00a0», avec l’habillage de tous."
    )


def missing(root: Path) -> str:
    """Why the official files that are there will not do; empty where they will."""
    mark = root / ASSETS / MADE_OF
    if not mark.is_file():
        return "les fichiers du système de design de l’État ne sont pas là\u00a0: lancez «\u00a0make dsfr\u00a0»."
    if mark.read_text(encoding="utf-8") != made_of(root):
        return "les gabarits ont changé depuis le dernier «\u00a0make dsfr\u00a0»\u00a0: relancez-le."
    return ""


def made_of(root: Path) -> str:
    """The digest of all that says which of them are used: the version, and whatever names a class or reads a variable."""
    found = hashlib.sha256()
    texts = [path for path in (root / SHELL).rglob("*") if path.suffix in {".html", ".css", ".js"}]
    for path in [*sorted(texts), root / "requirements/dsfr/package-lock.json"]:
        found.update(b"%s\0%s\0" % (str(path.relative_to(root)).encode(), path.read_bytes()))
    return found.hexdigest()
