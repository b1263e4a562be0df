"""Fetches the State's design system (DSFR) and lays out what our templates use of it, in .cache/dsfr: « make dsfr ».

None of its files may stand in this repository, nor in a site that is not the State's. npm fetches the exact version of
requirements/dsfr/package-lock.json, and refuses it if its digest is another. Of its sheet, only the rules whose classes
overrides/dsfr names are kept, and of its variables, only those that somebody reads; of its fonts, the weights of WEIGHTS.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conventions.build.habillage import ASSETS, MADE_OF, SHELL, inventory

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements/dsfr"
FETCHED = ROOT / ".cache/npm-dsfr"
PACKAGE = FETCHED / "node_modules/@gouvfr/dsfr"
TARGET = ROOT / ASSETS
PUBLISHED = TARGET / "assets/dsfr"
"""MkDocs copies what is there as it is: these are addresses of the site."""
WEIGHTS = {"400", "700"}
"""Of Marianne, 58 kB each. Spectral and the others stay behind: what asks for 500 gets the regular, as browsers choose, and what
asks for italics gets it slanted, which is what Marianne's own italic is."""
PICTURES = ["favicon/favicon.svg", "favicon/favicon.ico", "favicon/apple-touch-icon.png"]
PICTURES += [f"artwork/pictograms/{name}.svg" for name in ("environment/sun", "environment/moon", "system/system")]
DARK = re.compile(r"^(?::root)?\[data-fr-theme=dark\]\s*")
SKIPPED = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
FAMILY = re.compile(r"""\[class(?:\^|\*)="?\s?([\w-]+)"?\]""")
NEGATION = re.compile(r":not\([^()]*\)")
VARIABLE = re.compile(r"--[\w-]+")
ADDRESS = re.compile(r"""url\(["']?((?:icons|fonts)/[^)"']+)["']?\)""")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a sheet: its declarations; or a block of rules (`@media`): those that it holds."""

    prelude: str
    declared: tuple[str, ...] = ()
    inside: tuple[Rule, ...] = ()

    @property
    def text(self) -> str:
        """As a sheet writes it."""
        return f"{self.prelude}{{{''.join(rule.text for rule in self.inside)}{';'.join(self.declared)}}}"


def pieces(text: str, mark: str) -> Iterator[str]:
    """What lies between these marks, save those in a string or in parentheses."""
    start, depth, quote = 0, 0, ""
    for rank, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[rank - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == mark and not depth:
            yield text[start:rank].strip()
            start = rank + 1
    yield text[start:].strip()


def rules(sheet: str) -> tuple[Rule, ...]:
    """The rules of a sheet, in order."""
    found: list[Rule] = []
    start, depth, opened, quote = 0, 0, 0, ""
    for rank, sign in enumerate(sheet):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            depth += 1
            opened = rank if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                prelude, body = sheet[start:opened].strip(), sheet[opened + 1 : rank]
                if prelude.startswith(("@media", "@supports")):
                    found.append(Rule(prelude, inside=rules(body)))
                else:
                    found.append(Rule(prelude, tuple(filter(None, pieces(body, ";")))))
                start = rank + 1
    return tuple(found)


def kept(sheet: Iterable[Rule], used: set[str]) -> Iterator[Rule]:
    """The rules that our templates call for, with those of their selectors that do."""
    for rule in sheet:
        if rule.inside:
            if "-ms-" not in rule.prelude and (inside := tuple(kept(rule.inside, used))):
                yield Rule(rule.prelude, inside=inside)
        elif rule.prelude == "@font-face":
            if face := _face(rule):
                yield face
        elif selectors := [one for one in pieces(rule.prelude, ",") if _called(one, used)]:
            yield Rule(",".join(selectors), rule.declared)


def _called(selector: str, used: set[str]) -> bool:
    """Whether each class that it asks for is one of ours, and each family of classes has one."""
    asked = NEGATION.sub("", selector)
    return (
        "data-fr-mourning" not in selector
        and set(re.findall(r"\.(fr-[\w-]+)", asked)) <= used
        and all(any(name.startswith(family) for name in used) for family in FAMILY.findall(asked))
    )


def _face(rule: Rule) -> Rule | None:
    """A font that we take, without its older format."""
    said = dict(declaration.split(":", 1) for declaration in rule.declared)
    if said["font-family"] != "Marianne" or said["font-weight"] not in WEIGHTS or said["font-style"] != "normal":
        return None
    return Rule(rule.prelude, tuple(f"{name}:{value.split(',')[0]}" for name, value in said.items()))


def chosen(sheet: Iterable[Rule], choose: Callable[[str], str]) -> list[Rule]:
    """The rules whose selectors are chosen, as they are rewritten; `choose` gives nothing for the others."""
    found = list[Rule]()
    for rule in sheet:
        selectors = [new for one in pieces(rule.prelude, ",") if (new := choose(one))]
        if inside := tuple(chosen(rule.inside, choose)):
            found.append(Rule(rule.prelude, inside=inside))
        elif selectors and not rule.inside:
            found.append(Rule(",".join(selectors), rule.declared))
    return found


def light(selector: str) -> str:
    """What always holds."""
    return "" if DARK.match(selector) else selector


def dark(selector: str) -> str:
    """What holds in dark mode, without that condition: the dark sheet is one that a page turns on."""
    return (DARK.sub("", selector) or ":root") if DARK.match(selector) else ""


def layered(sheet: list[Rule]) -> str:
    """What it says of plain elements is under our components; what it says of its own classes, which they never have, is above."""
    plain = chosen(sheet, lambda one: "" if ".fr-" in one else one)
    own = chosen(sheet, lambda one: one if ".fr-" in one else "")
    sides = (("theme", plain), ("habillage.dsfr", own))
    return "\n".join(f"@layer {name}{{{''.join(rule.text for rule in side)}}}" for name, side in sides)


def declarations(sheet: Iterable[Rule]) -> Iterator[str]:
    """All of them."""
    for rule in sheet:
        yield from rule.declared
        yield from declarations(rule.inside)


def needed(sheet: Iterable[Rule], ours: str) -> set[str]:
    """The variables that somebody reads: our sheets, a property, or another variable that is read."""
    defined: dict[str, set[str]] = {}
    known = set(VARIABLE.findall(ours))
    for declaration in declarations(sheet):
        name, _, value = declaration.partition(":")
        if name.startswith("--"):
            defined.setdefault(name, set()).update(VARIABLE.findall(value))
        else:
            known.update(VARIABLE.findall(value))
    waiting = list(known)
    while waiting:
        for name in defined.get(waiting.pop(), set()) - known:
            known.add(name)
            waiting.append(name)
    return known


def lightened(sheet: Iterable[Rule], known: set[str]) -> Iterator[Rule]:
    """Without the variables that nobody reads, nor the rules that held nothing else."""
    for rule in sheet:
        named = ((one.partition(":")[0], one) for one in rule.declared)
        declared = tuple(one for name, one in named if not name.startswith("--") or name in known)
        inside = tuple(lightened(rule.inside, known))
        if declared or inside:
            yield Rule(rule.prelude, declared, inside)


def sheets(official: str, ours: Iterable[str]) -> list[str]:
    """[the sheet, the dark sheet] of a site whose templates and own sheets are these."""
    text = "\n".join(ours)
    banner = re.search(r"/\*!.*?\*/", official, re.DOTALL)
    head = f"{banner.group() if banner else ''}\n@layer theme,composants,habillage.neutre,habillage.dsfr;"
    called = list(kept(rules(SKIPPED.sub("", official)), set(re.findall(r"fr-[\w-]+", text))))
    read = list(lightened(called, needed(called, text)))
    return [f"{head}\n{layered(chosen(read, side))}\n" for side in (light, dark)]


def fetch() -> None:
    """By npm, which checks the digest. Nothing is asked of anyone when the right version is there."""
    locked = (LOCK / "package-lock.json").read_bytes()
    mark = FETCHED / "package-lock.json"
    if PACKAGE.is_dir() and mark.is_file() and mark.read_bytes() == locked:
        return
    own = ROOT / ".venv/bin/npm"
    npm = str(own) if own.exists() else shutil.which("npm")
    if npm is None:
        sys.exit(
            "Il faut la commande « npm » pour aller chercher le DSFR. Sur Debian ou Ubuntu : sudo apt-get install npm"
        )
    shutil.rmtree(FETCHED, ignore_errors=True)
    FETCHED.mkdir(parents=True)
    shutil.copy(LOCK / "package.json", FETCHED)
    shutil.copy(LOCK / "package-lock.json", FETCHED)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel", "error"]
    env = {**os.environ, "NODE_OPTIONS": "--use-system-ca"}
    command = [npm, "ci", "--prefix", str(FETCHED), *quiet]
    done = subprocess.run(command, env=env, check=False, stdout=sys.stderr)  # noqa: S603 — ours
    if done.returncode:
        mark.unlink()
        sys.exit("Le DSFR n’a pas pu être pris à sa source : relancez « make dsfr » quand le réseau répond.")


def lay_out() -> str:
    """Lay out the files of the site anew; gives their version. The mark comes last: a run that is stopped leaves none."""
    shutil.rmtree(TARGET, ignore_errors=True)
    dist = PACKAGE / "dist"
    templates = [path for path in sorted((ROOT / SHELL).rglob("*")) if path.suffix in {".html", ".css", ".js"}]
    made = sheets(
        (dist / "dsfr.main.min.css").read_text(encoding="utf-8"), [p.read_text(encoding="utf-8") for p in templates]
    )
    addresses = {address for sheet in made for address in ADDRESS.findall(sheet)} | set(PICTURES)
    for address in sorted(addresses):
        (PUBLISHED / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(dist / address, PUBLISHED / address)
    for name, sheet in zip(("dsfr.css", "dsfr-sombre.css"), made, strict=True):
        (PUBLISHED / name).write_text(sheet, encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE.md", PUBLISHED / "LICENCE.txt")
    (TARGET / MADE_OF).write_text(inventory(ROOT), encoding="utf-8")
    version: str = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    return version


def main() -> None:
    """Fetch, lay out, and say what one may do with it."""
    fetch()
    version = lay_out()
    print(f"Le DSFR {version} est dans {ASSETS}/. Il est réservé aux sites de l’État, sous un nom en .gouv.fr :")
    print("docs/projet/systeme-de-design.md dit ce que cela demande.")


if __name__ == "__main__":
    main()
