"""Word documents → OpenDocument, by LibreOffice where it is installed: the same words, though not the same bytes each time."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from conventions.build.executor import cores
from conventions.model.telechargement import VIERGE, Telechargement

SOFFICE = "soffice"
_ENSEMBLE = 20
"""Documents that LibreOffice is given at once."""
_DELAI = 600


def there() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which(SOFFICE) is not None


def made(where: Path, found: Mapping[str, Sequence[Telechargement]]) -> Iterator[tuple[str, list[Telechargement]]]:
    """Of each département, the OpenDocument files made of its Word ones; those that LibreOffice does not give are told, and lacking."""
    given: dict[str, list[Telechargement]] = {}
    every = [(code, one) for code, files in found.items() for one in files if _signed(one)]
    lots = [every[start : start + _ENSEMBLE] for start in range(0, len(every), _ENSEMBLE)]
    done = 0
    with ThreadPoolExecutor(cores()) as pool:
        for lot in pool.map(lambda lot: list(_lot(where, lot)), lots):
            done += len(lot)
            print(f"OpenDocument : {done}/{len(every)}")
            for code, one in lot:
                given.setdefault(code, []).append(one)
    yield from given.items()


def _signed(one: Telechargement) -> bool:
    """The blank document is in Word alone: whoever wants another format opens it and saves it so."""
    return one.extension == "docx" and not one.adresse.endswith(f"{VIERGE}.docx")


def _lot(where: Path, lot: Sequence[tuple[str, Telechargement]]) -> Iterator[tuple[str, Telechargement]]:
    """Each under a number: LibreOffice writes them all in one folder."""
    with TemporaryDirectory() as aside:
        sources = [Path(aside) / f"{rank}.docx" for rank in range(len(lot))]
        for path, (_, one) in zip(sources, lot, strict=True):
            shutil.copyfile(where / one.adresse, path)
        _convert(Path(aside), sources)
        for path, (code, one) in zip(sources, lot, strict=True):
            if path.with_suffix(".odt").is_file():
                yield code, _kept(where, one, path.with_suffix(".odt").read_bytes())
            else:
                print(f"{one.adresse} : LibreOffice n’en a pas fait de fichier OpenDocument")


def _convert(aside: Path, sources: Sequence[Path]) -> None:
    command = [SOFFICE, f"-env:UserInstallation={(aside / 'profil').as_uri()}", "--headless", "--convert-to", "odt"]
    try:
        subprocess.run([*command, "--outdir", aside, *sources], capture_output=True, check=False, timeout=_DELAI)  # noqa: S603
    except subprocess.TimeoutExpired:
        print("LibreOffice n’a pas fini à temps")


def _kept(where: Path, one: Telechargement, data: bytes) -> Telechargement:
    address = one.adresse.removesuffix("docx") + "odt"
    (where / address).write_bytes(data)
    return Telechargement(address, one.nom, len(data), hashlib.sha256(data).hexdigest())
