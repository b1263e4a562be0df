"""The parts of a Word or ODT file, read without trusting it: bounded in size, in number and in depth, without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree as ET

from conventions.importing.lu import Illisible

MAX_FICHIER = 25 * 1024 * 1024
"""Of the document as it is sent."""
MAX_PARTIE = 40 * 1024 * 1024
"""Of one part, unpacked."""
MAX_ELEMENTS = 1_500_000
MAX_PROFONDEUR = 250
_PARTIES = 4000
Element = ET.Element


class Archive:
    """An open file. A part that is absent is None."""

    def __init__(self, data: bytes, quoi: str) -> None:
        self.quoi = quoi
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Illisible(f"ce fichier n’est pas {quoi} qui s’ouvre") from error
        if len(self.zip.namelist()) > _PARTIES:
            raise Illisible(f"ce fichier contient plus de {_PARTIES} parties : ce n’est pas un document ordinaire")

    def arbre(self, name: str) -> Element | None:
        """The part as a tree."""
        try:
            with self.zip.open(name) as part:
                data = part.read(MAX_PARTIE + 1)
        except KeyError:
            return None
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise Illisible(
                f"ce fichier n’est pas {self.quoi} qui s’ouvre (« {name} » est abîmé, ou protégé par un mot de passe)"
            ) from error
        if len(data) > MAX_PARTIE:
            raise Illisible("ce fichier contient des données compressées démesurées")
        return _tree(data, name)


def _tree(data: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in data.replace(b"\0", b"").upper():
        raise Illisible(f"ce fichier définit des entités XML (« {name} ») : un document ordinaire n’en a pas")
    depth, count, root = 0, 0, None
    try:
        for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):  # noqa: S314 — as above
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > MAX_PROFONDEUR or count > MAX_ELEMENTS:
                raise Illisible(
                    "ce fichier contient trop d’éléments, ou trop emboîtés : ce n’est pas un document ordinaire"
                )
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Illisible(f"ce fichier est abîmé (« {name} » ne se lit pas)") from error
    if root is None:
        raise Illisible(f"ce fichier est abîmé (« {name} » est vide)")
    made: Element = root
    return made
