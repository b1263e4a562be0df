"""A file whose name has no place in the folder → the name that it should bear."""

from __future__ import annotations

import re
from pathlib import Path

from conventions.model.french import slug
from conventions.model.reference import Departement, Reference
from conventions.source.files import MAX_TEXTE, read
from conventions.source.suggestions import file_name

_YAML = re.compile(r"\.ya?ml\b|\.txt$", re.IGNORECASE)
_CODE = re.compile(r"(?<![0-9a-z])(\d{2,3}|2[ab])(?![0-9a-z])", re.IGNORECASE)
_ANNOUNCED = re.compile(rb"^departement: *[\"']?([0-9]{1,3}[AB]?)", re.MULTILINE)


def right_name(folder: Path, name: str, reference: Reference) -> str:
    """From the folder, as `name` is; empty if it cannot be guessed."""
    head, slash, last = name.rpartition("/")
    if "pieces/" in name:
        return file_name(name)
    owner = _departement(folder, name, reference) if _YAML.search(last) else None
    return f"{head}{slash}{owner.slug}.yml" if owner else ""


def _departement(folder: Path, name: str, reference: Reference) -> Departement | None:
    """The département that the file says it is of, or that its name does."""
    data = read(folder, name, MAX_TEXTE)
    if isinstance(data, bytes) and (found := _ANNOUNCED.search(data)):
        return reference.departements.get(found[1].decode().zfill(2))
    codes = (reference.departements.get(code.upper()) for code in _CODE.findall(name))
    named = [d for d in reference.departements.values() if f"-{slug(d.nom)}-" in f"-{slug(name)}-"]
    return next(filter(None, codes), None) or max(named, key=lambda d: len(d.nom), default=None)
