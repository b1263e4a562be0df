"""What the environment says: the `CONVENTIONS_*` variables and the day of the build. The only place that reads them.

CONVENTIONS_DEPARTMENTS   the folder of the départements' files, in place of `departments`
CONVENTIONS_NATIONAL      what the ministry edits, in place of the project's `national`
CONVENTIONS_STORE         the folder of what a build leaves to the next, in place of `.cache/store`; empty: nothing is kept
CONVENTIONS_DOCUMENTS     the folder of what « make documents » makes, in place of `.cache/documents`; empty: none is offered
CONVENTIONS_SCHEDULER     the address of a Dask scheduler, which the work is given to in place of this machine's processes
SOURCE_DATE_EPOCH         the moment of the build, in seconds UTC, in place of the clock
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
NATIONAL = PROJECT / "national"


def departments_folder(root: Path = Path()) -> Path:
    """The folder of the départements' files, seen from `root`."""
    return root / (os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def fictitious(folder: Path, root: Path = Path()) -> bool:
    """Whether that data is not the project's own, seen from `root`: invented, every page says so."""
    return folder.resolve() != (root / "departments").resolve()


def national_folder() -> Path:
    """What the ministry edits: trames, reference data, words."""
    return Path(os.environ.get("CONVENTIONS_NATIONAL") or NATIONAL)


def store_folder(root: Path) -> Path | None:
    """Where finished work is kept; None where nothing is to be kept."""
    where = os.environ.get("CONVENTIONS_STORE", str(root / ".cache" / "store"))
    return Path(where) if where else None


def documents_folder(root: Path = Path()) -> Path | None:
    """Where the documents to download are, if they were made; None where none is to be offered."""
    where = os.environ.get("CONVENTIONS_DOCUMENTS", ".cache/documents")
    return root / where if where else None


def site_address() -> str:
    """The public address of the site, or the root of an unknown one."""
    return os.environ.get("ADRESSE_DU_SITE") or "/"


def edit_address() -> str:
    """Where the folder docs/ is edited on the forge, if anywhere."""
    return os.environ.get("ADRESSE_D_EDITION", "")


def given(names: Iterable[str], default: str) -> str:
    """What the first of these variables that is set says: the `!ENV` of mkdocs.yml."""
    return next((os.environ[name] for name in names if name in os.environ), default)


def scheduler() -> str:
    """The address of a Dask scheduler (`tcp://…:8786`); empty for this machine."""
    return os.environ.get("CONVENTIONS_SCHEDULER", "")


def build_date() -> date:
    """The day of the build: the only place that reads the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)  # noqa: TID251
    return moment.date()


@contextmanager
def dated(day: date) -> Iterator[None]:
    """What libraries write of the hour is that of the day (fontTools, in the fonts of a PDF), not that of the clock."""
    name, before = "SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH")
    os.environ[name] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        os.environ.pop(name)
        os.environ |= {name: before} if before is not None else {}
