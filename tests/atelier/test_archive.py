"""An archive that is opened: the one that the workshop gives, and what would pass for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest

from conventions.atelier import archive
from conventions.atelier.archive import deplier
from conventions.source.files import MAX_PIECE, MAX_TEXTE

YML = b"departement: 69\n"
LOGO = b"\x89PNG\r\n\x1a\n"


def zippee(files: Mapping[str, bytes] | Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            opened.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("around", "beside"),
    [
        ("", {}),
        ("departments/", {"__MACOSX/._69-rhone.yml": b"", "departments/.DS_Store": b"", "departments/pieces/": b""}),
    ],
    ids=["de l’atelier", "refaite à la main"],
)
def test_the_file_and_its_documents_come_out(around: str, beside: dict[str, bytes]) -> None:
    held = {f"{around}69-rhone.yml": YML, f"{around}pieces/69/logo.png": LOGO, **beside}
    told = deplier("69-rhone.zip", zippee(held))
    assert told == {"nom": "69-rhone.yml", "yaml": YML, "pieces": {"pieces/69/logo.png": LOGO}}


def test_old_systems_part_folders_otherwise() -> None:
    told = deplier("69-rhone.zip", zippee({"69-rhone.yml": YML, "pieces\\69\\logo.png": LOGO}))
    assert list(told["pieces"]) == ["pieces/69/logo.png"]


REFUSEES: dict[str, tuple[list[tuple[str, bytes]], str]] = {
    "hors du dossier": (
        [("69-rhone.yml", YML), ("../pieces/69/a.pdf", b"")],
        "« ../pieces/69/a.pdf » n’y a pas sa place",
    ),
    "une racine": ([("69-rhone.yml", YML), ("/pieces/69/a.pdf", b"")], "« /pieces/69/a.pdf » n’y a pas sa place"),
    "tout hors du dossier": (
        [("../69-rhone.yml", YML), ("../pieces/69/a.pdf", b"")],
        "« ../69-rhone.yml » n’y a pas sa place",
    ),
    "un remontant": ([("69-rhone.yml", YML), ("pieces/69/../../a.pdf", b"")], "n’y a pas sa place"),
    "autre chose": ([("69-rhone.yml", YML), ("pieces/69/a.exe", b"")], "« pieces/69/a.exe » n’y a pas sa place"),
    "à côté, pas dedans": ([("d/69-rhone.yml", YML), ("pieces/69/a.pdf", b"")], "n’y a pas sa place"),
    "pas de fichier": ([("pieces/69/a.pdf", b"")], "aucun fichier .yml n’y est"),
    "vide": ([], "aucun fichier .yml n’y est"),
    "plusieurs fichiers": (
        [("69-rhone.yml", YML), ("01-ain.YAML", YML)],
        "plusieurs fichiers .yml (69-rhone.yml, 01-ain.YAML)",
    ),
    "deux fois le même": (
        [("69-rhone.yml", YML), ("pieces/69/a.pdf", b"1"), ("pieces\\69\\a.pdf", b"2")],
        "y est deux fois",
    ),
    "trop de fichiers": (
        [("69-rhone.yml", YML), *((f"pieces/69/{n}.pdf", b"") for n in range(200))],
        "201 fichiers, pour 200 au plus",
    ),
    "une pièce trop lourde": (
        [("69-rhone.yml", YML), ("pieces/69/a.pdf", bytes(MAX_PIECE + 1))],
        "« pieces/69/a.pdf » pèse plus de 10 Mo",
    ),
    "un fichier trop lourd": ([("69-rhone.yml", bytes(MAX_TEXTE + 1))], "« 69-rhone.yml » pèse plus de 512 Ko"),
    "une bombe": (
        [("69-rhone.yml", YML), *((f"pieces/69/{n}.pdf", bytes(MAX_PIECE)) for n in range(11))],
        "dépliée, elle pèse plus de 100 Mo",
    ),
}


@pytest.mark.parametrize("cas", REFUSEES)
def test_what_is_no_archive_of_the_workshop_is_refused(cas: str) -> None:
    files, wanted = REFUSEES[cas]
    told = deplier("69-rhone.zip", zippee(files))
    plain = told["refus"].replace("\u00a0", " ")
    assert list(told) == ["refus"]
    assert plain.startswith("L’archive « 69-rhone.zip » ne s’ouvre pas : ")
    assert wanted in plain
    assert plain.count(". ") >= 1, "un remède suit"


def _abimee(data: bytes) -> bytes:
    return data.replace(LOGO, LOGO[::-1])


def _trop_peu_dite(data: bytes) -> bytes:
    """Whose index says that a document is lighter than it is."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 24] + (2).to_bytes(4, "little") + data[place + 28 :]


def _chiffree(data: bytes) -> bytes:
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 8] + bytes([data[place + 8] | 1]) + data[place + 9 :]


def test_a_damaged_or_deceitful_archive_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:  # not compressed, as the workshop writes it
        opened.writestr("69-rhone.yml", YML)
        opened.writestr("pieces/69/logo.png", LOGO)
    whole = made.getvalue()
    assert "refus" not in deplier("a.zip", whole)
    for data in (b"", b"PK\x03\x04", whole[:-30], *(change(whole) for change in (_abimee, _trop_peu_dite, _chiffree))):
        assert "elle est abîmée, protégée par un mot de passe" in deplier("a.zip", data)["refus"]


def test_nothing_is_unpacked_before_its_weight_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda _, entry: read.append(str(entry)))
    monkeypatch.setattr(archive, "MAX_ARCHIVE", 10)
    assert "refus" in deplier("a.zip", zippee({"69-rhone.yml": YML}))
    assert read == []
