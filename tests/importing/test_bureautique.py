"""A Word document that LibreOffice opened and saved, as Word, ODT or PDF, still says the same (`make epreuve`)."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import docx  # noqa: F401 — what writes the documents
import pytest

from tests.importing.retour import exemple, lieu, relu, sans_cles, suivent, word

SOFFICE = shutil.which("soffice")


@cache
def passes(folder: Path) -> Path:
    """All of them, through LibreOffice, in one run a format."""
    for code in suivent():
        (folder / f"{code}.docx").write_bytes(word(code))
    for kind in ("odt", "pdf", "docx"):
        command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]  # fmt: skip
        subprocess.run([*command, *(str(folder / f"{c}.docx") for c in suivent())], check=True, capture_output=True)
    return folder


@pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) n’est pas installé : le passage par lui n’est pas essayé"
)
@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
@pytest.mark.parametrize("code", suivent())
@pytest.mark.echantillon(0)
def test_through_libreoffice_it_says_the_same(code: str, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = passes(tmp_path_factory.getbasetemp())
    _, back = relu((folder / kind / f"{code}.{kind}").read_bytes(), code)
    assert sans_cles(back.origine, lieu(code)) == sans_cles(exemple().fiches[code].convention, lieu(code))
