"""The State's design system (DSFR) is for State sites alone, on a .gouv.fr name: whether a site may be built with it, and from what.

Circular 6411-SG of 7 July 2023 binds the two together: no DSFR without .gouv.fr, no .gouv.fr without DSFR.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

SHELL = Path("overrides/dsfr")
"""Our templates for it."""
ASSETS = Path(".cache/dsfr")
"""What « make dsfr » lays out of the official files."""
MADE_OF = ".fait-de"
"""The file that says what they were laid out for, and each of them; MkDocs leaves hidden files behind."""
_HERE = {"localhost", "127.0.0.1", "::1"}
_STATE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+gouv\.fr")
_MARK = re.compile(r"assets/dsfr/|\bfr-(?:header|logo)\b")
"""What the templates of a shell of the State name, and no other's: its files, its header, its Marianne."""
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
        address = urlsplit(site_url)
        scheme, host = address.scheme, address.hostname or ""
    except ValueError:
        scheme, host = "", ""
    if scheme in {"http", "https"} and (host in _HERE or _STATE.fullmatch(host)):
        return ""
    return (
        f"{_RESERVED}«\u00a0{site_url}\u00a0» n’en est pas un. "
        "Sans ce nom, construisez le site par «\u00a0make site\u00a0», avec l’habillage de tous."
    )


def of_the_state(shell: Path) -> bool:
    """Whether that folder of templates is a shell of the State, whatever its name."""
    return any(_MARK.search(path.read_text(encoding="utf-8")) for path in shell.rglob("*.html") if path.is_file())


def refusal(shell: Path, root: Path, site_url: str) -> str:
    """Why a site of that address may not be built with that shell of the State, in French; empty where it may."""
    if said := reserved(site_url):
        return said
    if shell.resolve() != (root / SHELL).resolve():
        return (
            f"theme.custom_dir\u00a0: {shell} reprend le système de design de l’État, dont «\u00a0make dsfr\u00a0» ne prépare les "
            f"fichiers que pour {SHELL}. Gardez «\u00a0custom_dir: {SHELL}\u00a0», et changez-y les gabarits qu’il faut."
        )
    return missing(root)


def missing(root: Path) -> str:
    """Why the official files that are there will not do; empty where they will."""
    mark = root / ASSETS / MADE_OF
    if not mark.is_file():
        return "les fichiers du système de design de l’État ne sont pas là\u00a0: lancez «\u00a0make dsfr\u00a0»."
    made, *known = mark.read_text(encoding="utf-8").splitlines()
    if made != made_of(root):
        return "les gabarits ont changé depuis le dernier «\u00a0make dsfr\u00a0»\u00a0: relancez-le."
    changed = sorted({line.partition(" ")[2] for line in set(known) ^ set(_laid_out(root))})
    if changed or not known:
        named = f" ({changed[0]}{' et d’autres' if changed[1:] else ''})" if changed else ""
        return (
            f"les fichiers du système de design de l’État ne sont plus ceux que «\u00a0make dsfr\u00a0» a mis là{named}\u00a0: "
            "relancez-le."
        )
    return ""


def inventory(root: Path) -> str:
    """What the mark says of the files that are there: what they were laid out for, then the digest of each."""
    return "\n".join([made_of(root), *_laid_out(root)])


def _laid_out(root: Path) -> Iterator[str]:
    folder = root / ASSETS
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.relative_to(folder).as_posix()}"


def made_of(root: Path) -> str:
    """The digest of all that says which of the official files are used: the version, and whatever names a class or reads a variable."""
    found = hashlib.sha256()
    texts = [path for path in (root / SHELL).rglob("*") if path.suffix in {".html", ".css", ".js"}]
    for path in [*sorted(texts), root / "requirements/dsfr/package-lock.json"]:
        found.update(b"%s\0%s\0" % (str(path.relative_to(root)).encode(), path.read_bytes()))
    return found.hexdigest()
