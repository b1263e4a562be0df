"""Contributors' files, read without trust: a plain file, inside its folder, not too heavy; never through a symbolic link."""

from __future__ import annotations

import re
import stat
from pathlib import Path

MAX_PIECE = 10 * 1024 * 1024
MAX_LOGO = 2 * 1024 * 1024
MAX_ARCHIVE = 100 * 1024 * 1024
"""Of what the workshop opens at once: a file and its documents, unpacked."""
MAX_TEXTE = 512 * 1024
MAX_LIGNES = 10_000
"""Of a text, empty ones aside. A convention of a hundred pages has half of it."""
_LEFTOVER = re.compile(
    r"\._.*|~\$.*|\.~.*|#.*#|\.#.*|.*~|.*\.(?:sw[a-z]|bak|old|tmp|temp|orig|rej|part|crdownload)|\.DS_Store|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
LIEN = "un lien symbolique n’est pas admis : déposer le fichier lui-même"


def read(folder: Path, name: str, limit: int) -> bytes | str:
    """The bytes of `folder/name`, or the sentence that says why it is not read. The folder itself is trusted."""
    here, info = folder, None
    try:
        for step in Path(name).parts:
            if step in {"..", "/", ""}:
                return "le chemin sort du dossier"
            here = here / step
            info = here.lstat()
            if stat.S_ISLNK(info.st_mode):
                return LIEN
        if info is None or not stat.S_ISREG(info.st_mode):
            return "ce n’est pas un fichier"
        if info.st_size > limit:
            return f"le fichier pèse {info.st_size // 1024} Ko ; la limite est de {limit // 1024} Ko"
        return here.read_bytes()
    except (OSError, ValueError):
        return "le fichier ne peut pas être lu"


def read_text(folder: Path, name: str) -> bytes | str:
    """The same for a text that will be a page: one of too many lines is no convention, and would take its page seconds."""
    data = read(folder, name, MAX_TEXTE)
    lines = len(re.findall(rb"^[ \t]*\S", data, re.MULTILINE)) if isinstance(data, bytes) else 0
    return f"le texte a {lines} lignes ; la limite est de {MAX_LIGNES} lignes" if lines > MAX_LIGNES else data


def leftover(name: str) -> bool:
    """Whether a file of that name is what an editor or a system leaves beside those that one works on."""
    return bool(_LEFTOVER.fullmatch(name))


def listing(folder: Path, name: str) -> list[str]:
    """The names of the plain files in `folder/name`, in order; none if the way there passes through a link."""
    return [path.name for path in _inside(folder, name) if path.is_file()]


def folders(folder: Path, name: str) -> list[str]:
    """The folders in `folder/name`, in order, as paths from `folder`."""
    return [f"{name}/{path.name}" for path in _inside(folder, name) if path.is_dir()]


def _inside(folder: Path, name: str) -> list[Path]:
    here = folder
    for step in Path(name).parts:
        here = here / step
        if here.is_symlink() or not here.is_dir():
            return []
    return sorted(path for path in here.iterdir() if not path.is_symlink())
