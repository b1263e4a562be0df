"""The folder of départements as a whole: nothing but their files and documents, each what its name says."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from conventions.check.noms import right_name
from conventions.check.pdf import active_content, is_empty
from conventions.check.pdf_words import UNREADABLE
from conventions.model.characters import hidden, one_line
from conventions.model.ids import PERIODE
from conventions.model.problem import Problem, bug
from conventions.model.reference import Reference
from conventions.source.files import LIEN, MAX_LOGO, MAX_PIECE, leftover, read, read_text
from conventions.source.prescan import versions

_ARCHIVE = f"archives/{PERIODE}"
_PIECES = "pieces/[0-9a-z]{2,5}"
_YAML = re.compile(rf"(?:{_ARCHIVE}/)?[0-9]{{1,2}}[0-9ab][a-z]?[0-9]*-[a-z0-9-]+\.yml")
PIECE = re.compile(
    rf"(?:{_ARCHIVE}/)?{_PIECES}/[A-Za-z0-9][A-Za-z0-9._-]*\.(?P<type>pdf|png|jpg|jpeg|md)", re.IGNORECASE
)
PIECE_ATTENDUE = "pieces/69/nom.pdf (.pdf, .png, .jpg, .md), sans espace ni accent"
_FOLDER = re.compile(rf"archives|{_ARCHIVE}|(?:{_ARCHIVE}/)?(?:pieces|{_PIECES})")
LEFTOVER = "fichier-de-travail"
"""The rule on what editors leave; a preview does not speak of it."""
_KEPT = ".gitkeep"
"""What keeps an empty folder in git; empty itself, or it would be a file that no one is shown."""
_SPECIAL = {
    _KEPT: "ce fichier doit rester vide : il ne sert qu’à garder un dossier",
    ".gitattributes": "ce fichier change ce que git montre à la relecture : le retirer",
}
_MAX_ENTRIES = 20_000
_MAX_PIXELS = 4_000_000
_TYPES = {
    b"%PDF-": "un PDF",
    b"\x89PNG": "une image PNG",
    b"\xff\xd8\xff": "une image JPEG",
    b"GIF8": "une image GIF",
    b"PK\x03\x04": "un document Word ou une archive",
    b"<svg": "une image SVG",
    b"MZ": "un programme",
    b"\x7fELF": "un programme",
}


Judgement = Callable[[Path, str], Sequence[Problem]]
"""What is wrong with a document, by folder and name."""


def check_tree(folder: Path, reference: Reference, document: Judgement) -> Iterator[Problem]:
    """Every fault of the files themselves, before anything is read in them."""
    if folder.is_symlink():
        yield _problem(
            folder, "", "le dossier est un lien symbolique : il doit être un vrai dossier", "lien-symbolique"
        )
        return
    seen: dict[str, str] = {}
    for count, (name, entry) in enumerate(_walk(folder, "")):
        if count > _MAX_ENTRIES:
            yield _problem(folder, name, f"le dossier contient plus de {_MAX_ENTRIES} fichiers", "nom-inattendu")
            return
        yield from _entry(folder, name, entry, reference, document)
        if (other := seen.setdefault(name.casefold(), name)) != name:
            words = f"ce nom et « {one_line(other)} » ne diffèrent que par des majuscules : renommer l’un des deux"
            yield _problem(folder, name, words, "noms-semblables")


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Entries in order, links not followed."""
    with os.scandir(folder / prefix) as found:
        entries = sorted(found, key=lambda e: e.name)
    for entry in entries:
        name = f"{prefix}{entry.name}"
        yield name, entry
        if entry.is_dir(follow_symlinks=False) and _FOLDER.fullmatch(name):
            yield from _walk(folder, f"{name}/")


def _entry(
    folder: Path, name: str, entry: os.DirEntry[str], reference: Reference, document: Judgement
) -> Iterator[Problem]:
    if leftover(entry.name):
        yield _problem(folder, name, "ce fichier est laissé par un programme : l’effacer", LEFTOVER)
    elif entry.is_symlink():
        yield _problem(folder, name, LIEN, "lien-symbolique")
    elif entry.is_dir(follow_symlinks=False):
        if not _FOLDER.fullmatch(name):
            yield _problem(
                folder,
                name,
                "ce dossier n’a pas sa place ici ; attendu : pieces/CODE/ ou archives/PÉRIODE/",
                "nom-inattendu",
            )
    elif PIECE.fullmatch(name):
        yield from document(folder, name)
    elif entry.name == _KEPT and entry.stat(follow_symlinks=False).st_size == 0:
        return
    elif entry.name in _SPECIAL:
        yield _problem(folder, name, _SPECIAL[entry.name], "nom-inattendu")
    elif not _YAML.fullmatch(name):
        yield _problem(
            folder, name, f"ce fichier n’a pas sa place ici{_renamed(folder, name, reference)}", "nom-inattendu"
        )


def _renamed(folder: Path, name: str, reference: Reference) -> str:
    """What to do with it: the name that it should bear, if that can be guessed."""
    right = right_name(folder, name, reference)
    if right == name or not (_YAML.fullmatch(right) or PIECE.fullmatch(right)):
        return f" ; attendu : 69-rhone.yml, ou {PIECE_ATTENDUE}"
    if (folder / right).exists():
        return f" : « {right} » existe déjà ; garder le bon des deux sous ce nom, et effacer l’autre"
    return f" : le renommer en « {right} »"


def check_document(folder: Path, name: str) -> list[Problem]:
    """Every fault of a document: its weight, its kind, what hides in it."""
    try:
        return list(_piece(folder, name, name.rpartition(".")[2].lower()))
    except Exception as error:  # noqa: BLE001 — a third party's file, read by third parties' libraries
        return [bug(f"{folder.name}/{name}", "la lecture de cette pièce", error)]


def _piece(folder: Path, name: str, kind: str) -> Iterator[Problem]:
    data = read_text(folder, name) if kind == "md" else read(folder, name, MAX_PIECE if kind == "pdf" else MAX_LOGO)
    if isinstance(data, str):
        yield _problem(folder, name, data, "piece-taille" if "la limite" in data else "nom-inattendu")
    elif fault := _content(data, kind):
        yield _problem(folder, name, fault, "piece-type")
    elif kind == "pdf" and is_empty(data):
        yield _problem(folder, name, "ce PDF est vide : déposer le document lui-même", "pdf-vide", "avertissement")
    elif kind == "pdf" and (found := active_content(data)):
        remedy = "en déposer une copie qui s’ouvre" if found == UNREADABLE else "le réimprimer en PDF simple"
        yield _problem(folder, name, f"ce PDF {found} : {remedy}", "pdf-actif")


def _content(data: bytes, kind: str) -> str:
    """What is wrong with the bytes of a file that says it is a `kind`."""
    if kind == "md":
        return _text(data)
    start = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n"}.get(kind, b"\xff\xd8\xff")
    if not data.startswith(start):
        real = next(
            (words for magic, words in _TYPES.items() if data.lstrip()[:64].lower().startswith(magic.lower())), ""
        )
        return f"le contenu n’est pas celui d’un fichier .{kind}{f' : c’est {real}' if real else ''}"
    return "" if kind == "pdf" else _picture(data)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "le texte n’est pas en UTF-8 : l’enregistrer avec l’encodage « UTF-8 »"
    rank, words = next(hidden(text), (0, ""))
    if words:
        return f"ligne {text.count(chr(10), 0, rank) + 1} : {words}"
    found = next(versions(text.splitlines()), None)
    return f"ligne {found.line} : {found.message}" if found else ""


def _picture(data: bytes) -> str:
    """Decoded once here, so that the build never meets a broken or huge picture."""
    try:
        from PIL import Image  # noqa: PLC0415 — slow to load, and most runs meet no picture
    except ImportError:  # in a browser: the check of a proposal will open it
        return ""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MAX_PIXELS:
                return f"l’image fait {image.width} × {image.height} points ; {_MAX_PIXELS // 1_000_000} millions au plus : la réduire"
            image.load()
    except Exception:  # noqa: BLE001 — a decoder fed with hostile bytes may raise anything
        return "l’image est abîmée : l’ouvrir et l’exporter de nouveau"
    return ""


def _problem(
    folder: Path, name: str, message: str, rule: str, severity: Literal["erreur", "avertissement"] = "erreur"
) -> Problem:
    shown = "".join(c if c.isprintable() else "�" for c in name)
    return Problem(f"{folder.name}/{shown}".rstrip("/"), 1, 1, message, rule, severity)
