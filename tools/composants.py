"""What the site is made of: every package of requirements/site.txt, and the library that its pages carry.

    tools/composants.py licences > docs/licences-tierces.txt     their licences, word for word, published with the site
    tools/composants.py inventaire site > site.cdx.json          an inventory (CycloneDX 1.6) of a site that was built

The same site gives the same inventory, byte for byte: its number and its date are made from it, and from SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LIBRARY = ROOT / "overrides/components/assets/javascripts/diff"
"""The only code of others that a page loads."""
SHIPPED = {"diff", "mkdocs-material", "@gouvfr/dsfr"}
"""What is in the pages themselves: a library, and a theme's frame. The rest builds them, and stays where they are built."""
WORKSHOP = {"pyodide", "cpython", "jinja2", "markdown", "markupsafe", "pypdf", "pyyaml", "yaml"}
"""What the workshop runs in the browser, where the site has it."""
_LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+).*((?:\n    --hash=sha256:[0-9a-f]{64}.*)+)", re.MULTILINE)
_OPEN = "License :: OSI Approved :: "
_OLD_NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""How packages named their licence before its identifier was asked for."""


@dataclass(frozen=True)
class Component:
    """One package: where it comes from, under what licence, with its words."""

    name: str
    version: str
    ecosystem: str
    licence: str
    texts: tuple[str, ...]
    hashes: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """Its universal name."""
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40')}@{self.version}"


def components() -> list[Component]:
    """All of them, in order of name."""
    lock = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    python = [_python(name, version, hashes) for name, version, hashes in _LOCKED.findall(lock)]
    return sorted([*python, _library()], key=lambda one: one.name)


def _python(name: str, version: str, hashes: str) -> Component:
    found = distribution(name)
    digests = tuple(re.findall(r"sha256:([0-9a-f]{64})", hashes))
    return Component(name, version, "pypi", _licence(found), tuple(_texts(found)), digests)


def _library() -> Component:
    packages = json.loads((ROOT / "requirements/npm/package.json").read_text(encoding="utf-8"))
    version = {**packages.get("dependencies", {}), **packages.get("devDependencies", {})}["diff"]
    return Component("diff", version, "npm", "BSD-3-Clause", ((LIBRARY / "LICENSE").read_text(encoding="utf-8"),))


def _of_the_state(site: Path) -> list[Component]:
    """The State's design system, where the site was built with it: its licence is published beside its files."""
    licence = site / "assets/dsfr/LICENCE.txt"
    if not licence.is_file():
        return []
    locked = json.loads((ROOT / "requirements/dsfr/package-lock.json").read_text(encoding="utf-8"))
    version = locked["packages"]["node_modules/@gouvfr/dsfr"]["version"]
    return [Component("@gouvfr/dsfr", version, "npm", "etalab-2.0", (licence.read_text(encoding="utf-8"),))]


def _of_the_workshop(site: Path) -> list[Component]:
    """Python for the browser, where the site was built with the workshop."""
    lock = site / "assets/atelier/pyodide-lock.json"
    if not lock.is_file():
        return []
    known = json.loads(lock.read_text(encoding="utf-8"))["info"]
    locked = json.loads((ROOT / "requirements/atelier/package-lock.json").read_text(encoding="utf-8"))
    pyodide, lu = (locked["packages"][f"node_modules/{name}"] for name in ("pyodide", "yaml"))
    return [  # their words: assets/atelier/LICENCES.txt
        Component("cpython", known["python"], "generic", "PSF-2.0", ()),
        Component("pyodide", pyodide["version"], "npm", pyodide["license"], ()),
        Component("yaml", lu["version"], "npm", lu["license"], ()),
    ]


def _licence(found: Distribution) -> str:
    """Its identifier (SPDX), from what the package declares in the new way or in one of the old ones."""
    said = found.metadata
    if "License-Expression" in said:
        return said["License-Expression"]
    classifiers = [c.removeprefix(_OPEN) for c in said.get_all("Classifier") or () if c.startswith(_OPEN)]
    names = sorted({_OLD_NAMES.get(name, name) for name in classifiers})
    return " AND ".join(names) if names else said["License"].partition("\n")[0]


def _texts(found: Distribution) -> Iterator[str]:
    """The words that have to go with it, wherever the package keeps them."""
    for path in sorted(found.files or (), key=str):
        if re.match(r"(licen[cs]e|copying|notice)", path.name, re.IGNORECASE) and ".dist-info" in str(path):
            yield Path(str(path.locate())).read_text(encoding="utf-8", errors="replace")


def _place(one: Component) -> int:
    """Where it is published: in the pages, in the workshop, nowhere."""
    return next((rank for rank, names in enumerate((SHIPPED, WORKSHOP)) if one.name in names), 2)


def licences() -> str:
    """One text: what is in the pages first, then what the workshop publishes for the browser, then what only builds them."""
    parts = [
        "Licences des composants tiers\n\nCe que les pages contiennent, puis ce que l’atelier publie pour le navigateur, compilé, puis ce qui sert seulement à construire.\n"
    ]
    uses = ("dans les pages", "dans l’atelier, et à la construction", "à la construction")
    ordered = sorted(((_place(one), one) for one in components()), key=lambda found: (found[0], found[1].name))
    for rank, one in ordered:
        use = uses[rank]
        words = "\n\n".join(text.strip() for text in one.texts)
        said = words or "Le paquet ne contient pas le texte de sa licence."
        parts.append(f"{'=' * 80}\n{one.name} {one.version} ({use})\u00a0: {one.licence}\n\n{said}\n")
    return "\n".join("\n".join(line.rstrip() for line in part.splitlines()) + "\n" for part in parts)


def inventory(site: Path) -> Mapping[str, Any]:
    """The inventory of a site, in the format CycloneDX."""
    digest, epoch = _digest(site), os.environ.get("SOURCE_DATE_EPOCH")
    workshop = _of_the_workshop(site)
    parts = [*components(), *_of_the_state(site), *workshop]
    shipped = SHIPPED | WORKSHOP if workshop else SHIPPED
    made = {"timestamp": datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if epoch else {}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {
            **made,
            "component": {
                "type": "application",
                "bom-ref": "site",
                "name": PROJECT["name"],
                "version": PROJECT["version"],
                "licenses": [{"license": {"id": PROJECT["license"]}}],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            },
        },
        "components": [_entry(one, shipped=one.name.lower() in shipped) for one in parts],
        "dependencies": [
            {"ref": "site", "dependsOn": sorted(one.purl for one in parts if one.name.lower() in shipped)}
        ],
    }


def _entry(one: Component, *, shipped: bool) -> Mapping[str, Any]:
    """What the inventory says of it. Several hashes: one for each file in which the package is distributed."""
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "scope": "required" if shipped else "excluded",
        "licenses": [{"expression": one.licence}],
    }
    if one.hashes:
        entry["properties"] = [{"name": "verrou:sha256", "value": digest} for digest in one.hashes]
    return entry


def _digest(site: Path) -> str:
    """Of the whole site: the digest of the list of its files, each with its own (what `sha256sum` prints of them, in order)."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    lines = (f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(site).as_posix()}\n" for p in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def main(words: list[str]) -> int:
    """Print what is asked for."""
    if words == ["licences"]:
        print(licences(), end="")
    elif len(words) == 2 and words[0] == "inventaire" and (Path(words[1]) / "index.html").is_file():
        print(json.dumps(inventory(Path(words[1])), ensure_ascii=False, indent=1))
    else:
        print(
            "usage : tools/composants.py licences, ou tools/composants.py inventaire DOSSIER_DU_SITE", file=sys.stderr
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
