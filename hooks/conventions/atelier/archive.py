"""An archive that the workshop opens, as it gives one: the file of a département and, beside it, its documents."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from conventions.check.tree import PIECE
from conventions.model.characters import one_line
from conventions.model.french import insecables
from conventions.source.files import MAX_ARCHIVE, MAX_PIECE, MAX_TEXTE, leftover

_MAX_FICHIERS = 200
_MO = 1024 * 1024
_REMEDE = "Dépliez-la, ouvrez le fichier .yml qu’elle contient, puis ajoutez ses pièces."


class _RefuseeError(Exception):
    """Why it is not opened."""


def deplier(archive: str, data: bytes) -> dict[str, Any]:
    """The file that it holds (`nom`, `yaml`) and its `pieces`, by name; or, under `refus`, why it is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
            return _contenu(opened)
    except _RefuseeError as error:
        why = str(error)
    except Exception:  # noqa: BLE001 — a reader fed with hostile bytes may raise anything
        why = f"elle est abîmée, protégée par un mot de passe, ou d’une sorte inconnue. {_REMEDE}"
    return {"refus": insecables(f"L’archive « {one_line(archive)} » ne s’ouvre pas : {why}")}


def _contenu(opened: zipfile.ZipFile) -> dict[str, Any]:
    found = _entrees(opened)
    entries = {_nom(one): one for one in found}
    if len(entries) < len(found):
        raise _RefuseeError(f"un même fichier y est deux fois. {_REMEDE}")
    yaml = _yaml(list(entries))
    around = yaml[: yaml.rfind("/") + 1]
    for name, entry in entries.items():
        _admettre(name, entry, yaml, around)
    read = {name.removeprefix(around): opened.read(entry) for name, entry in entries.items()}
    return {"nom": yaml.removeprefix(around), "yaml": read.pop(yaml.removeprefix(around)), "pieces": read}


def _entrees(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Its files, without those that systems leave; neither so many nor so heavy that they would fill the memory."""
    found = [one for one in opened.infolist() if not (one.is_dir() or _laisse(_nom(one)))]
    if len(found) > _MAX_FICHIERS:
        raise _RefuseeError(f"elle contient {len(found)} fichiers, pour {_MAX_FICHIERS} au plus. {_REMEDE}")
    if sum(one.file_size for one in found) > MAX_ARCHIVE:
        raise _RefuseeError(f"dépliée, elle pèse plus de {MAX_ARCHIVE // _MO} Mo. {_REMEDE}")
    return found


def _nom(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")  # as old systems write it


def _laisse(name: str) -> bool:
    *folders, last = name.split("/")
    return "__MACOSX" in folders or leftover(last)


def _yaml(names: list[str]) -> str:
    """The one file of a département."""
    found = [name for name in names if name.lower().endswith((".yml", ".yaml"))]
    if not found:
        raise _RefuseeError("aucun fichier .yml n’y est. Ajoutez-y celui de votre département.")
    if len(found) > 1:
        told = ", ".join(one_line(name) for name in found[:3])
        raise _RefuseeError(
            f"elle contient plusieurs fichiers .yml ({told}). N’y laissez que celui de votre département."
        )
    return found[0]


def _admettre(name: str, entry: zipfile.ZipInfo, yaml: str, around: str) -> None:
    """`around` is the folder of the file of the département. Raises `_RefuseeError`."""
    inside = name.removeprefix(around)
    out = any(step in {"", ".", ".."} for step in name.split("/"))
    if out or not (name == yaml or (name.startswith(around) and PIECE.fullmatch(inside))):
        raise _RefuseeError(
            f"« {one_line(name)[:100]} » n’y a pas sa place. "
            "Une archive contient un fichier .yml et, à côté, ses pièces, comme pieces/69/nom.pdf. Retirez le reste."
        )
    limit = MAX_TEXTE if name == yaml else MAX_PIECE
    if entry.file_size > limit:
        told = f"{limit // _MO} Mo" if limit >= _MO else f"{limit // 1024} Ko"
        raise _RefuseeError(f"« {inside} » pèse plus de {told}. Allégez ce fichier.")
