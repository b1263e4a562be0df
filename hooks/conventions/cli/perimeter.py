"""`conventions perimeter BASE HEAD`: whether a change touches only one département's own file and documents.

What does not is no fault: it asks for a maintainer, as CODEOWNERS says.
"""

from __future__ import annotations

import argparse
import re
import subprocess

from conventions.cli.parser import refuse
from conventions.model.french import liste, pluriel
from conventions.source.settings import departments_folder

_OWN = re.compile(r"(?P<code>[0-9a-z]+)-[a-z0-9-]+\.yml|pieces/(?P<dossier>[0-9a-z]+)/[^/]+")
_MODES = {"120000": "un lien symbolique", "160000": "un sous-module", "100755": "un fichier exécutable"}


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("base", help="révision publiée, par exemple origin/main")
    parser.add_argument("head", nargs="?", default="HEAD", help="révision proposée (défaut : HEAD)")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="text ou github (défaut : text)")


def run(options: argparse.Namespace) -> int:
    """0: one département's own files; 1: a maintainer must look."""
    command = ["git", "diff", "--raw", "-z", "--no-renames", "--end-of-options", f"{options.base}...{options.head}"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 — fixed words, and --end-of-options
    if done.returncode:
        return refuse(f"git ne peut pas comparer « {options.base} » et « {options.head} »")
    reasons = outside(done.stdout.decode("utf-8", "replace"), departments_folder().as_posix().strip("/"))
    for path, reason in reasons:
        shown = re.sub(r"[^\w./ -]", "�", path)
        print(f"::warning file={shown}::{reason}" if options.format == "github" else f"{shown} : {reason}")
    if reasons:
        print(f"{pluriel(len(reasons), 'fichier demande', 'fichiers demandent')} la relecture d’un mainteneur.")
    else:
        print("La proposition ne touche que les fichiers d’un département.")
    return 1 if reasons else 0


def outside(listing: str, root: str) -> list[tuple[str, str]]:
    """(path, why a maintainer must look) of each change that is not one département's own. `listing` is `git diff --raw -z`."""
    items = listing.split("\0")
    changes = [
        (head.split(" "), path) for head, path in zip(items[::2], items[1::2], strict=False) if head.startswith(":")
    ]
    codes: dict[str, str] = {}
    found = []
    for (_, mode, *_), path in changes:
        own = _OWN.fullmatch(path.removeprefix(f"{root}/")) if path.startswith(f"{root}/") else None
        if mode in _MODES:
            found.append((path, f"{_MODES[mode]} n’est pas admis"))
        elif own is None:
            found.append((path, f"hors de {root}/NN-nom.yml et {root}/pieces/NN/"))
        else:
            codes[path] = own["code"] or own["dossier"]
    if len(set(codes.values())) > 1:
        several = liste(sorted(set(codes.values())))
        found += [(path, f"la proposition touche plusieurs départements ({several})") for path in codes]
    return sorted(found)
