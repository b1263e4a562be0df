"""`python -m benchmarks.documents`: what « make documents » costs for 101 conventions; takes its place in benchmarks/REPORT.md.

It takes minutes: `python -m benchmarks` does not run it, and keeps what the report says of it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.contenu import ATELIER, RACINE, Contenu, ecrire
from benchmarks.croissance import MO, nombre
from benchmarks.mesure import Concurrent, Mesure, lancer

RAPPORT = RACINE / "benchmarks/REPORT.md"
TITRE = "## Les documents de 101 conventions"
_ORDRES = {
    "tout faire, dans un dossier vide": False,
    "recommencer, rien n’a changé": True,
}
"""What is measured, in order, and whether it finds what the one before left."""


def commande(contenu: Contenu, nom: str, *, tiede: bool) -> Concurrent:
    """Word and PDF alone: LibreOffice, which makes the OpenDocument of them where it is installed, is out of reach."""
    conventions, where = Path(sys.executable).with_name("conventions"), ATELIER / "documents"
    env = {**contenu.env, "CONVENTIONS_STORE": "", "PATH": str(conventions.parent)}
    return Concurrent(nom, [str(conventions), "export", "documents", str(where)], RACINE, where, env, tiede=tiede)


def section(mesures: dict[str, Mesure], sortes: dict[str, tuple[int, int]]) -> Iterator[str]:
    """The section of the report; of each kind of file, how many there are and their bytes."""
    yield TITRE
    yield ""
    made = " et ".join(f"{n} {kind} ({size / MO:.0f} Mo)" for kind, (n, size) in sortes.items())
    yield f"Mesuré le {time.strftime('%Y-%m-%d')} par `python -m benchmarks.documents`, une fois : `conventions export documents` écrit {made}, par tous les cœurs. La convention, ses avenants et ses feuilles de route sont en Word et en PDF, la trame à remplir en Word."
    yield ""
    yield "| | à l’horloge | processeur | cœurs occupés | mémoire au plus haut |"
    yield "|---|--:|--:|--:|--:|"
    for name, one in mesures.items():
        yield f"| {name} | {nombre(one.secondes)} s | {nombre(one.processeur)} s | {nombre(one.processeur / one.secondes)} | {one.memoire / MO:.0f} Mo |"
    yield ""


def remise(rapport: str, lignes: str) -> str:
    """The report with that section last, in place of the one that it had."""
    return f"{rapport.partition(TITRE)[0].rstrip()}\n\n{lignes.rstrip()}\n" if lignes else rapport


def gardee(rapport: str) -> str:
    """The section that a report has; empty if it has none."""
    _, title, rest = rapport.partition(TITRE)
    return title + rest


def main() -> None:
    """Measure once, and write."""
    contenu = ecrire(101)
    mesures = {nom: lancer(commande(contenu, nom, tiede=warm)) for nom, warm in _ORDRES.items()}
    files = [path for path in (ATELIER / "documents").rglob("*") if path.is_file()]
    sortes = {
        kind: (len(sizes), sum(sizes))
        for kind in ("docx", "pdf")
        if (sizes := [path.stat().st_size for path in files if path.suffix == f".{kind}"])
    }
    written = "\n".join(section(mesures, sortes))
    RAPPORT.write_text(remise(RAPPORT.read_text(encoding="utf-8"), written), encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
