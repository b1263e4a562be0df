"""`conventions perimeter BASE HEAD`: whether a change touches only one département's own file and documents.

What does not is no fault: it asks for a maintainer, as CODEOWNERS says. So does a deletion, and a file of another département
than the one that the branch, or whoever wrote the change, names.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator, Mapping

from conventions.cli.parser import UsageError, refuse
from conventions.model.french import liste, pluriel
from conventions.model.reference import Departement
from conventions.source.reference import load_reference
from conventions.source.settings import departments_folder, national_folder
from conventions.source.trame import periodes

_OWN = re.compile(
    r"(?P<code>[0-9a-z]+)-[a-z0-9-]+\.yml|pieces/(?P<dossier>[0-9a-z]+)/[A-Za-z0-9][A-Za-z0-9._-]*\.(?:pdf|png|jpe?g|md)",
    re.ASCII,
)
_MODES = {"120000": "un lien symbolique", "160000": "un sous-module", "100755": "un fichier exécutable"}
_SERVICE = r"(?:departement|dept|dep|dpt|prefecture|pref|caf|msa|ddets|ddcs|ddetspp|cour|cd|udaf)"
"""What stands before the number of a département in the name of a branch, an account, a domain."""
_SHORT = 4
"""Names of so few letters are also words: « lot », « ain », « var »."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("base", help="révision publiée, par exemple origin/main")
    parser.add_argument("head", nargs="?", default="HEAD", help="révision proposée (défaut : HEAD)")
    parser.add_argument("--branche", default="", help="nom de la branche, s’il n’est pas celui de la révision proposée")
    parser.add_argument("--auteur", default="", help="compte de la personne qui propose")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="text ou github (défaut : text)")


def run(options: argparse.Namespace) -> int:
    """0: one département's own files; 1: a maintainer must look."""
    try:
        listing = _git("diff", "--raw", "-z", "--no-renames", "--end-of-options", f"{options.base}...{options.head}")
        addresses = _git("log", "--format=%ae", "--end-of-options", f"{options.base}..{options.head}").split()
    except UsageError:
        return refuse(f"git ne peut pas comparer « {options.base} » et « {options.head} »")
    known = load_reference(periodes(national_folder())[-1], national_folder()).departements
    domains = [address.rpartition("@")[2] for address in addresses]
    names = {"la branche": [options.branche or options.head], "l’auteur": [options.auteur, *domains]}
    named = {who: {code for text in texts for code in codes_in(text, known)} for who, texts in names.items()}
    reasons = outside(listing, departments_folder().as_posix().strip("/"), named)
    for path, reason in reasons:
        shown = re.sub(r"[^\w./ -]", "�", path)
        print(f"::warning file={shown}::{reason}" if options.format == "github" else f"{shown} : {reason}")
    if reasons:
        count = len({path for path, _ in reasons})
        print(f"{pluriel(count, 'fichier demande', 'fichiers demandent')} la relecture d’un mainteneur.")
    else:
        print("La proposition ne touche que les fichiers d’un département.")
    return 1 if reasons else 0


def _git(*words: str) -> str:
    """What that command says."""
    command = ["git", *words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 — fixed words, and --end-of-options
    if done.returncode:
        raise UsageError
    return done.stdout.decode("utf-8", "replace")


def codes_in(text: str, known: Mapping[str, Departement]) -> set[str]:
    """The départements that the name of a branch, of an account or of a domain names, by their codes in lower case.

    A number alone names none: branches bear those of tickets. « 69-rhone », « departement-69 », « caf69 », « rhone » do.
    """
    plain = f"-{re.sub('[^a-z0-9]+', '-', text.lower())}-"
    found = set()
    for code, one in sorted(known.items(), key=lambda item: -len(item[1].slug)):
        name = one.slug.partition("-")[2]
        by_code = re.search(rf"-{_SERVICE}-?0?{code.lower()}-", plain)
        by_name = f"-{one.slug}-" in plain or (len(name) >= _SHORT and f"-{name}-" in plain)
        if by_code or by_name:
            found.add(code.lower())
        if by_name:
            plain = plain.replace(f"-{name}-", "-")  # « haute-savoie » does not name « savoie »
    return found


def outside(listing: str, root: str, named: Mapping[str, set[str]] | None = None) -> list[tuple[str, str]]:
    """(path, why a maintainer must look) of each change that is not one département's own.

    `listing` is `git diff --raw -z`; `named` holds the codes that the branch and the author name, if they do.
    """
    items = listing.split("\0")
    changes = [
        (head.split(" "), path) for head, path in zip(items[::2], items[1::2], strict=False) if head.startswith(":")
    ]
    codes: dict[str, str] = {}
    found = []
    for (_, mode, *_, kind), path in changes:
        own = _OWN.fullmatch(path.removeprefix(f"{root}/")) if path.startswith(f"{root}/") else None
        if mode in _MODES:
            found.append((path, f"{_MODES[mode]} n’est pas admis"))
        elif own is None:
            found.append((path, f"hors de {root}/NN-nom.yml et {root}/pieces/NN/"))
        elif kind == "D":
            found.append((path, "une suppression"))
        else:
            codes[path] = own["code"] or own["dossier"]
    return sorted([*found, *_of_others(codes, named or {})])


def _of_others(codes: Mapping[str, str], named: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Files of several départements, or of another than the one that is named."""
    several = liste(sorted(set(codes.values())))
    for path, code in codes.items():
        if len(set(codes.values())) > 1:
            yield path, f"la proposition touche plusieurs départements ({several})"
        for who, wanted in named.items():
            if wanted and code not in wanted:
                yield path, f"{who} nomme un autre département ({liste(sorted(wanted))})"
