"""Lays out what the workshop needs in the browser, in .cache/atelier: Python (Pyodide) and a reader of YAML, by npm, and the package compiled.

Nothing of them stands in this repository: npm fetches the exact version of requirements/atelier/package-lock.json, and refuses it
if its digest is another. Without npm or a network, the site is built without the workshop, whose page says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from conventions.build.opening import ATELIER
from conventions.source import pure_schema
from conventions.source.nodes import schema

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements/atelier"
FETCHED = ROOT / ".cache/npm-atelier"
PYODIDE = FETCHED / "node_modules/pyodide"
YAML = FETCHED / "node_modules/yaml"
TARGET = ROOT / ATELIER / "assets/atelier"
TAKEN = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
ABSENT = "L’atelier ne sera pas sur le site"


def tool(name: str) -> str:
    """A command of Node: the environment's own, or the machine's."""
    own = ROOT / ".venv/bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    if found is None:
        sys.exit(f"{ABSENT} : il faut la commande « {name} ». Sur Debian ou Ubuntu : sudo apt-get install npm")
    return found


def fetch() -> None:
    """By npm, which checks the digests. Nothing is asked of anyone when the right version is there."""
    mark = FETCHED / "package-lock.json"
    if PYODIDE.is_dir() and mark.is_file() and mark.read_bytes() == (LOCK / "package-lock.json").read_bytes():
        return
    npm = tool("npm")
    shutil.rmtree(FETCHED, ignore_errors=True)
    FETCHED.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK / name, FETCHED)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel", "error"]
    env = {**os.environ, "NODE_OPTIONS": "--use-system-ca"}
    command = [npm, "ci", "--prefix", str(FETCHED.resolve()), *quiet]
    done = subprocess.run(command, env=env, check=False, stdout=sys.stderr)  # noqa: S603 — ours
    if done.returncode:
        mark.unlink()
        sys.exit(f"{ABSENT} : Pyodide n’a pas pu être pris à sa source. Relancez quand le réseau répond.")


def lay_out() -> None:
    """The files of the site, made aside, then put in place of those of before."""
    pure_schema.Validator(schema())  # a keyword that it does not know stops here
    made = TARGET.with_name("atelier.neuf")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for name in TAKEN:
        shutil.copyfile(PYODIDE / name, made / name)
    shutil.copytree(YAML / "browser/dist", made / "yaml")
    libraries = Path(yaml.__file__).parent.parent
    command = [tool("node"), "tools/atelier.mjs", *map(str, (PYODIDE, ROOT, libraries, made))]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 — ours
        sys.exit(f"{ABSENT} : le paquet n’a pas pu être préparé pour le navigateur.")
    (made / "LICENCES.txt").write_text(licences(), encoding="utf-8")
    shutil.rmtree(TARGET, ignore_errors=True)
    made.rename(TARGET)


def licences() -> str:
    """Those of Pyodide and of Python, published beside them; the other libraries' are with all those of the site."""
    pyodide, python = (
        (LOCK / "licences" / name).read_text(encoding="utf-8") for name in ("MPL-2.0.txt", "PSF-2.0.txt")
    )
    isc = (YAML / "LICENSE").read_text(encoding="utf-8")
    return (
        "Ce dossier contient Pyodide (licence MPL-2.0, sources : https://github.com/pyodide/pyodide), la bibliothèque standard\n"
        "de Python (licence PSF-2.0), compilée, et yaml (licence ISC). Les licences des autres bibliothèques sont dans\n"
        f"licences-tierces.txt, à la racine du site.\n\n{'=' * 80}\nPyodide : MPL-2.0\n\n{pyodide}\n{'=' * 80}\n"
        f"Python : PSF-2.0\n\n{python}\n{'=' * 80}\nyaml : ISC\n\n{isc}"
    )


if __name__ == "__main__":
    fetch()
    lay_out()
