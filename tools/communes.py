"""The official list of communes (npm @etalab/decoupage-administratif) → the two small files that the site reads.

Usage, once a year: npm pack @etalab/decoupage-administratif && tar xzf *.tgz && python tools/communes.py package/data/communes.json
"""

from __future__ import annotations

import csv
import json
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

from conventions.model.french import slug, typographie

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "national/communes"
H_ASPIRE = ROOT / "hooks/conventions/model/h_aspire.py"
# Saint-Pierre-et-Miquelon and the Pacific have no départements: nothing of theirs is on this site.
OUTRE_MER = {"971", "972", "973", "974", "976"}


def main() -> None:
    """Write `communes.csv`, in the order in which one types the names, `codes_postaux.csv` and the list of aspirated h."""
    source: list[dict[str, Any]] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = [row for row in source if row["code"][:2] not in {"97", "98"} or row["code"][:3] in OUTRE_MER]
    _write("communes.csv", ("insee", "nom", "habitants"), _communes(rows))
    _write("codes_postaux.csv", ("code", "departements"), _postcodes(rows))
    _write_h_aspire(rows)


def _communes(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Those of today, then the names of the merged ones, which people still use: without inhabitants of their own."""
    today = {(r["departement"], slug(r["nom"])) for r in rows if r["type"] == "commune-actuelle"}
    kept = [
        (r["code"], typographie(r["nom"]), str(r.get("population") or 0) if r["type"] == "commune-actuelle" else "")
        for r in rows
        if r["type"] == "commune-actuelle"
        or (r["type"] != "arrondissement-municipal" and (r["departement"], slug(r["nom"])) not in today)
    ]
    return sorted(set(kept), key=lambda row: (slug(row[1]), -int(row[2] or 0), row[0]))


def _postcodes(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Only the postcodes whose first figures do not tell the one département."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for code in row.get("codesPostaux", ()):
            found.setdefault(code, set()).add(row["departement"])
    return [(code, " ".join(sorted(found[code]))) for code in sorted(found) if found[code] != {_usual(code)}]


def _usual(postcode: str) -> str:
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith("97") else postcode[:2]


def _write(name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])


def _write_h_aspire(rows: list[dict[str, Any]]) -> None:
    """The names in h before which « de » keeps its vowel (`typeLiaison` 0), in the module that says so."""
    names = [(slug(r["nom"]), r.get("typeLiaison")) for r in rows if r["nom"][0] in "Hh"]
    aspirated = {name for name, kind in names if kind == 0} - {name for name, kind in names if kind == 1}
    words = textwrap.wrap(" ".join(sorted(aspirated)), 116, break_on_hyphens=False, break_long_words=False)
    text = H_ASPIRE.read_text(encoding="utf-8")
    written = re.sub(r'(?<=COMMUNES = frozenset\(\n    """).*?(?=""")', "\n    ".join(words), text, flags=re.DOTALL)
    H_ASPIRE.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
