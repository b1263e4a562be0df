"""Many damaged files through the whole pass: whatever the bytes, the answer is a list of faults or pages, and soon.

    .venv/bin/python -m tests.hostile.mutations --nombre 100000 --graine 1 --processus 2

Each file is a fictitious convention to which seeded accidents happened: bytes, lines, values, or its structure. A bug of ours, a
file that takes more than two seconds of processor or 200 MB, is told with its number: `--seul N` repeats it alone,
`--ecrire FICHIER` keeps it; `--depuis N` goes on from there.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

from tests.cout import corrige
from tests.hostile.faire import faire
from tests.hostile.structures import abimer
from tests.places import EXEMPLE

LIMITE, MEMOIRE = 2.0, 200 * 1024
TOUT = 50
"""One file in so many is followed to the pages of all."""

SIGNES = [
    "\t",
    "\u00a0",
    "\u202e",
    "\u200b",
    "\x00",
    "\ufeff",
    "\u2028",
    '"',
    "'",
    ": ",
    " #",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!python/name:os.system ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "\\",
    "---\n",
    "...\n",
    "<<: ",
    "? ",
]
VALEURS = [
    "", "~", "null", "oui", "non", "2026-02-30", "9999-12-31", "0001-01-01", "2026-10-12", "99", "-1", "1e400", "0x1F", "999999999999999999",
    "[]", "{}", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "{a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: x}}}}}}}}}}}}}",
    "pieces/69/../../../etc/passwd", "pieces/69/convention.pdf", "javascript:alert(1)", "'<script>alert(1)</script>'", "'{{ 7*7 }}'",
    "'" + "![" * 2000 + "'", "'" + "[" * 3000 + "'", "'" + "*" * 3000 + "'", "'" + "> " * 2000 + "'", "'" + "`" * 3001 + "'", "'" + "a" * 7000 + "'",
    "art-3-al-6", "art-8-al-1", "art-99-al-1-bis", "obj-1-b", "obj-9", "prefet", "msa", "commune-x", "67", "2A", "trame", "document", "aucune",
]  # fmt: skip
CLES = [
    "convention",
    "avenants",
    "suivi",
    "fin",
    "signataires",
    "objectifs",
    "redaction",
    "actions",
    "modifie",
    "retire",
    "1",
    "5",
    "x",
    "<<",
    "",
    "é",
    "dates",
    "meme_convention_que",
    "texte",
    "retiree",
    "sans",
]

Accident = Callable[[random.Random, str], str]


def changer_un_signe(hasard: random.Random, texte: str) -> str:
    place = hasard.randrange(len(texte) + 1)
    return texte[:place] + hasard.choice(SIGNES) + texte[place + hasard.randrange(3) :]


def effacer(hasard: random.Random, texte: str) -> str:
    debut = hasard.randrange(len(texte) + 1)
    return texte[:debut] + texte[debut + hasard.randrange(400) :]


def doubler_des_lignes(hasard: random.Random, texte: str) -> str:
    lignes = texte.split("\n")
    debut = hasard.randrange(len(lignes))
    bout = lignes[debut : debut + hasard.randrange(1, 12)]
    ailleurs = hasard.randrange(len(lignes))
    return "\n".join([*lignes[:ailleurs], *bout * hasard.choice([1, 1, 1, 2, 40]), *lignes[ailleurs:]])


def decaler(hasard: random.Random, texte: str) -> str:
    lignes = texte.split("\n")
    for rang in range(place := hasard.randrange(len(lignes)), min(len(lignes), place + hasard.randrange(1, 5))):
        lignes[rang] = hasard.choice([" ", "  ", "\t", "\u00a0", ""]) + lignes[rang].removeprefix(
            hasard.choice([" ", "  ", "    "])
        )
    return "\n".join(lignes)


def changer_une_valeur(hasard: random.Random, texte: str) -> str:
    lignes = texte.split("\n")
    avec = [n for n, ligne in enumerate(lignes) if ":" in ligne]
    if avec:
        rang = hasard.choice(avec)
        lignes[rang] = f"{lignes[rang].partition(':')[0]}: {hasard.choice(VALEURS)}"
    return "\n".join(lignes)


def changer_une_cle(hasard: random.Random, texte: str) -> str:
    lignes = texte.split("\n")
    avec = [n for n, ligne in enumerate(lignes) if ":" in ligne]
    if avec:
        rang = hasard.choice(avec)
        avant, _, apres = lignes[rang].partition(":")
        retrait = avant[: len(avant) - len(avant.lstrip(" -"))]
        lignes[rang] = f"{retrait}{hasard.choice(CLES)}:{apres}"
    return "\n".join(lignes)


def ajouter_une_ligne(hasard: random.Random, texte: str) -> str:
    lignes = texte.split("\n")
    rang = hasard.randrange(len(lignes) + 1)
    lignes.insert(rang, f"{' ' * 2 * hasard.randrange(6)}{hasard.choice(CLES)}: {hasard.choice(VALEURS)}")
    return "\n".join(lignes)


ACCIDENTS: list[Accident] = [changer_un_signe, effacer, doubler_des_lignes, decaler, changer_une_valeur, changer_une_valeur, changer_une_cle, ajouter_une_ligne]  # fmt: skip


@cache
def modeles() -> tuple[tuple[str, str], ...]:
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(EXEMPLE.glob("*.yml")))


def fichier(graine: int, numero: int) -> tuple[str, bytes]:
    """The file of that number, always the same: its name, what it holds."""
    hasard = random.Random(f"{graine}/{numero}")
    nom, texte = hasard.choice(modeles())
    if hasard.random() < 0.5:
        return nom, abimer(hasard, texte).encode()
    for _ in range(hasard.choice([1, 1, 1, 2, 3, 8])):
        texte = hasard.choice(ACCIDENTS)(hasard, texte)
    data = bytearray(texte.encode("utf-8", "surrogatepass"))
    for _ in range(hasard.choice([0, 0, 0, 0, 1, 5]) if data else 0):
        data[hasard.randrange(len(data))] = hasard.randrange(256)
    return nom, bytes(data)


def essayer(graine: int, numero: int) -> tuple[str, int]:
    """(what went wrong, empty if nothing did; how many errors were told)."""
    debut, avant = time.process_time(), _memoire()
    try:
        fait = faire(*fichier(graine, numero), tout=numero % TOUT == 0)
    except BaseException:  # noqa: BLE001 — a C library's panic is a fault of ours too
        return f"{numero} : {traceback.format_exc()}", 0
    duree, pris = time.process_time() - debut, _memoire() - avant
    mal = [*fait.bogues]
    limite = LIMITE * (2 if numero % TOUT == 0 else 1)
    if (duree > limite and corrige(duree) > limite) or pris > MEMOIRE:
        mal.append(f"{duree:.1f} s, {pris // 1024} Mo")
    return " ; ".join(f"{numero} : {said}" for said in mal), fait.erreurs


def _memoire() -> int:
    """The most that this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _essayee(graine: int, numero: int) -> tuple[str, int, float]:
    avant = time.process_time()
    return *essayer(graine, numero), time.process_time() - avant


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nombre", type=int, default=100_000)
    parser.add_argument("--depuis", type=int, default=0)
    parser.add_argument("--graine", type=int, default=1)
    parser.add_argument("--processus", type=int, default=1)
    parser.add_argument("--seul", type=int)
    parser.add_argument("--ecrire", type=Path)
    options = parser.parse_args()
    if options.ecrire:
        options.ecrire.write_bytes(fichier(options.graine, options.seul or 0)[1])
    numeros = range(options.depuis, options.nombre) if options.seul is None else [options.seul]
    debut, propres, lente, mauvais = time.perf_counter(), 0, 0.0, 0
    with Pool(options.processus) as pool:
        for faits, (mal, fautes, duree) in enumerate(pool.imap(partial(_essayee, options.graine), numeros, 20), 1):
            lente, propres, mauvais = max(lente, duree), propres + (not fautes), mauvais + bool(mal)
            if mal:
                sys.stdout.write(f"{mal}\n")
            if faits % 500 == 0:
                sys.stdout.write(
                    f"jusqu’à {options.depuis + faits}, {time.perf_counter() - debut:.0f} s, le plus long {lente:.2f} s, {propres} sans faute, {mauvais} à corriger\n"
                )
            sys.stdout.flush()
    sys.stdout.write(
        f"{len(numeros)} fichiers abîmés : {mauvais} à corriger, le plus long {lente:.2f} s, {propres} sans faute.\n"
    )
    return int(mauvais > 0)


if __name__ == "__main__":
    sys.exit(main())
