"""LibreOffice, without a window and set as in France: it opens files and writes them as others."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
avec_libreoffice = pytest.mark.skipif(
    not SOFFICE,
    reason="PAS ESSAYÉ : ouvrir les fichiers dans un tableur demande libreoffice-calc, que .ci/run installe",
)
CSV = "CSV:59,34,76,1,,0,false,true"
"""What its window proposes for these files: semicolons, UTF-8 (by the mark at the head), the language of the system."""
EN_CSV = "csv:Text - txt - csv (StarCalc):59,34,76"
"""The first sheet, as it is shown."""
_EN_FRANCE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>
"""


def ouvrir(files: Sequence[Path], extension: str, folder: Path, *, lu: str = "") -> list[Path]:
    """Each of these files, opened and saved under that extension; `lu` names the filter that reads them."""
    user = folder / "profil/user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_EN_FRANCE, encoding="utf-8")
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    options = ["--convert-to", extension, "--outdir", str(folder), *([f"--infilter={lu}"] if lu else [])]
    done = subprocess.run(
        [str(SOFFICE), profile, "--headless", *options, *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    made = [folder / f"{file.stem}.{extension.partition(':')[0]}" for file in files]
    assert all(one.exists() for one in made), done.stderr
    return made
