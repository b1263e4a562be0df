"""Templates as Jinja compiles them, kept as Python keeps the code: beside it, for this machine alone, and made again when it changes."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache


def keep_compiled(env: Environment, name: str, version: str) -> None:
    """Compile the templates of `env` once; under another `version` of what compiles them, anew.

    Where Python keeps nothing of the code, or nothing can be written, nothing is kept.
    """
    folder, prefix = Path(cache_from_source(__file__)).parent, f"{name}-{version}-"
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{prefix}essai").touch()
        for left in folder.glob(f"{name}-*"):
            if not left.name.startswith(prefix):
                left.unlink(missing_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{prefix}%s")
