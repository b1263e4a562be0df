"""The documents that « make documents » has left in a folder: those that say what the files say today are offered, no other.

DOSSIER/documents.json                       of each département: what it was made from, and the files that this gave
DOSSIER/departements/69-rhone/2026-2029/…    the files, at the addresses that they have on the site
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from conventions.build.folder import Folder
from conventions.build.store import digest, encode
from conventions.model.telechargement import Telechargement

LISTE = "documents.json"


@dataclass(frozen=True, slots=True)
class Faits:
    """What was made of one département: `dit` is what its files said, `cle` all that shapes it."""

    dit: str
    cle: str
    fichiers: tuple[Telechargement, ...] = field(default=())


def known(where: Path | None) -> Mapping[str, Faits]:
    """What the folder holds, by code; nothing where it was never made, or is not ours."""
    try:
        data = (where / LISTE).read_bytes() if where else b"{}"
        return msgspec.json.decode(data, type=dict[str, Faits])
    except (OSError, msgspec.MsgspecError):
        return {}


def said(folder: Folder, code: str, national: str) -> str:
    """What stands for all that the documents of a département say: its files, what the ministry keeps, the day."""
    context = folder.context
    return digest(encode((folder.said(code), national, context.au, context.fictif)))


def national_digest(national: Path) -> str:
    """What stands for all that the ministry keeps."""
    files = sorted(path for path in national.rglob("*") if path.is_file())
    return digest(encode([(path.relative_to(national).as_posix(), digest(path.read_bytes())) for path in files]))


def offered(folder: Folder, where: Path | None) -> dict[str, tuple[Telechargement, ...]]:
    """Of each département, the documents that are there and say what its files say."""
    if not (found := known(where)) or where is None:
        return {}
    national = national_digest(folder.context.national)
    return {
        code: tuple(one for one in faits.fichiers if _there(where / one.adresse, one.octets))
        for code, faits in found.items()
        if faits.dit == said(folder, code, national)
    }


def _there(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size
