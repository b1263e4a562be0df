"""Asks whether what is locked has known vulnerabilities. Where no one answers, it says so, and stops nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = "requirements/dev.txt"
"""It holds all that the site needs, and what its tests need."""


def verdict(report: str) -> tuple[int, str]:
    """(exit code, sentence) of what pip-audit wrote: 1 if a package is vulnerable."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "Vulnérabilités connues : personne n’a répondu, rien n’a pu être vérifié."
    faults = [
        f"{one['name']} {one['version']} : {fault['id']}, corrigé dans {', '.join(fault['fix_versions']) or 'aucune version'}"
        for one in packages
        for fault in one.get("vulns", ())
    ]
    unknown = sum("skip_reason" in one for one in packages)
    if faults:
        return 1, "\n".join(["Vulnérabilités connues (« make lock » met à jour) :", *faults])
    if unknown:
        return (
            0,
            f"Vulnérabilités connues : sans réponse pour {unknown} paquets sur {len(packages)}, aucune pour les autres.",
        )
    return 0, f"Vulnérabilités connues : aucune, pour {len(packages)} paquets."


def main() -> int:
    """Ask, and say."""
    options = [
        "--requirement",
        LOCK,
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    ]
    command = [str(Path(sys.executable).parent / "pip-audit"), *options]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout  # noqa: S603 — ours
    except subprocess.TimeoutExpired:
        answer = ""
    code, sentence = verdict(answer)
    print(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
