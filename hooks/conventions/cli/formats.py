"""Faults → what a person, a forge or a program reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from conventions.model.characters import HIDDEN
from conventions.model.french import pluriel
from conventions.model.problem import Problem
from conventions.source.settings import site_address

Sources = Mapping[str, Sequence[str]]
Format = Callable[[Sequence[Problem], Sources, int], str]
MINISTERE = "docs/projet/ou-s-adresser.md"
_WIDTH = 120 - len("123456 │ ")
"""Columns left for the line at fault."""


def help_address(problem: Problem) -> str:
    """Where the rule is explained: on the site if its address is known (`ADRESSE_DU_SITE`), else from its root.

    What the ministry edits follows no rule of the départements' files: its own page says how it is written.
    """
    if not problem.rule:
        return MINISTERE
    return f"{site_address().rstrip('/')}/contribuer/regles/#{problem.rule}"


def text(problems: Sequence[Problem], sources: Sources, count: int) -> str:
    """For people: the sentence, the line with a caret, the page that explains."""
    parts = [_shown(p, sources.get(p.path, ())) for p in problems]
    return "".join(f"{part}\n\n" for part in parts) + f"{_total(problems, count)}\n"


def _shown(problem: Problem, lines: Sequence[str]) -> str:
    out = [_plain(str(problem))]
    if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
        start = max(0, problem.column - _WIDTH + 20)
        source = _plain(lines[problem.line - 1].replace("\t", " "))[start : start + _WIDTH]
        margin = f"{problem.line:>6} │ "
        out += [f"{margin}{source}", f"{' ' * 6} │ {' ' * (problem.column - 1 - start)}^"]
    return "\n".join([*out, f"         aide : {help_address(problem)}"])


def _total(problems: Sequence[Problem], count: int) -> str:
    errors = sum(p.severity == "erreur" for p in problems)
    files = pluriel(count, "fichier vérifié", "fichiers vérifiés")
    if not problems:
        return f"Aucune faute. {files}."
    warnings = len(problems) - errors
    parts = [pluriel(errors, "erreur")] if errors else []
    parts += [pluriel(warnings, "avertissement")] if warnings else []
    blocked = "" if errors else " : rien n’empêche la publication"
    return f"{', '.join(parts)}{blocked}. {files}."


def github(problems: Sequence[Problem], _sources: Sources, _count: int) -> str:
    """Annotations on the lines of a pull request."""
    return "".join(
        f"::{'error' if p.severity == 'erreur' else 'warning'} file={_property(p.path)},line={p.line},col={p.column},"
        f"title={_property(p.rule)}::{_data(f'{p.message} (aide : {help_address(p)})')}\n"
        for p in problems
    )


def _data(value: str) -> str:
    """No value may end the command that carries it and begin another."""
    return _plain(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(problems: Sequence[Problem], _sources: Sources, _count: int) -> str:
    """A Code Quality report. The fingerprint leaves the line out: moving a fault does not make it a new one."""
    seen: dict[str, int] = {}
    report = []
    for p in problems:
        key = f"{p.path}\0{p.rule}\0{p.message}"
        seen[key] = seen.get(key, 0) + 1
        report.append(
            {
                "description": f"{_plain(p.message)} (aide : {help_address(p)})",
                "check_name": p.rule,
                "fingerprint": hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest(),
                "severity": "major" if p.severity == "erreur" else "minor",
                "location": {"path": p.path, "lines": {"begin": p.line}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def as_json(problems: Sequence[Problem], _sources: Sources, count: int) -> str:
    """For programs."""
    errors = sum(p.severity == "erreur" for p in problems)
    faults = [
        {
            "fichier": p.path,
            "ligne": p.line,
            "colonne": p.column,
            "gravite": p.severity,
            "regle": p.rule,
            "message": _plain(p.message),
            "aide": help_address(p),
        }
        for p in problems
    ]
    whole = {
        "version": 1,
        "fichiers": count,
        "erreurs": errors,
        "avertissements": len(problems) - errors,
        "fautes": faults,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plain(value: str) -> str:
    """A terminal or a forge acts on what it does not show: nothing hidden goes out."""
    return HIDDEN.sub("�", value)


FORMATS: dict[str, Format] = {"text": text, "github": github, "gitlab": gitlab, "json": as_json}
