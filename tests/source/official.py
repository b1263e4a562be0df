"""The official text of the trame, word by word, and what the files of `national/trame` say in its place.

What is set aside when comparing, and nothing else: the bullets « • » and « - », line and page breaks, and the clause
`mention` (« Annexe 2 »), which says where the template stands in the national framework and is never a part of a
convention. « Et » between two parties, which is no clause, is set aside where clauses are compared, not where the page is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from conventions.compose.clauses import compose_trame
from conventions.model.trame import Trame
from conventions.source.trame import TrameFautive, load_trame
from tests.places import NATIONAL, ROOT

PERIODE = "2026-2029"
OFFICIELLE = (ROOT / "tests/trame-officielle.txt").read_text(encoding="utf-8")
CONSIGNE = "Annexe 2"
AROUND = 6
"""Words of the official text to show before and after what was changed."""
LOI = (
    "les mots du texte officiel (tests/trame-officielle.txt) font loi, coquilles comprises : rétablissez-les "
    "(une coquille se signale dans coquilles.yml)"
)


class Mot(NamedTuple):
    """A word that a clause has."""

    mot: str
    clause: str


NOTE = re.compile(r"^1 Le nombre et la qualité.*?sur le territoire\. *$", re.MULTILINE | re.DOTALL)


def note_en_place(text: str) -> str:
    """The official text with its note after the list that calls it, as the pages show it: in the PDF, at the foot of the page."""
    found = NOTE.search(text)
    assert found, "la note 1 n’est plus dans le texte officiel"
    return text.replace(found[0], "", 1).replace("Autres1", f"Autres1\n{found[0]}", 1)


def mots_officiels(*, page: bool = False) -> list[str]:
    """The official words, in order, each as it is written; `page`: with the « Et » between parties, the note in its place."""
    text, et = (note_en_place(OFFICIELLE) if page else OFFICIELLE).strip(), page
    assert text.startswith(CONSIGNE), "le texte officiel commence par sa mention d’annexe"
    lines = [line.strip() for line in text.removeprefix(CONSIGNE).splitlines()]
    kept = [re.sub(r"^[•-]\s+", "", line) for line in lines if line and (et or line != "Et")]
    return re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(kept)).split()


def mots_composes(trame: Trame) -> list[Mot]:
    """The words of the clauses that the project composes from its own files."""
    found = []
    for clause in compose_trame(trame):
        text = "".join(span.texte for span in clause.spans)
        numbered = f"1 {text}" if clause.id == "note-1" else text  # its number in the list of notes
        found += [Mot(mot, clause.id) for mot in numbered.split()]
    return found


def changed(national: Path = NATIONAL) -> str:
    """One sentence on the first words that are not those of the official text; empty if all are."""
    folder, official = national / "trame" / PERIODE, mots_officiels()
    try:
        written = mots_composes(load_trame(PERIODE, national))
    except TrameFautive as error:
        # A blank or a slip no longer stands in its clause: its words were changed.
        whole = f" {' '.join(official)} "
        for clause, words in _raw(folder):
            if f" {' '.join(words)} " not in whole:
                start, end = _nearest(official, words)
                return _sentence(folder, official, start, end, [Mot(mot, clause) for mot in words])
        return f"national/trame/{PERIODE} : {error}"
    if [mot for mot, _ in written] == official:
        return ""
    return _sentence(folder, official, 0, len(official), written)


def _sentence(folder: Path, official: Sequence[str], start: int, end: int, written: list[Mot]) -> str:
    """The first difference between these official words and what is written, where it is and why it may not be."""
    matcher = difflib.SequenceMatcher(None, official[start:end], [mot for mot, _ in written], autojunk=False)
    tag, i, j, a, b = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    right, wrong = " ".join(official[start + i : start + j]), " ".join(mot for mot, _ in written[a:b])
    said = " ".join(official[max(0, start + i - AROUND) : start + j + AROUND])
    what = {
        "replace": f"« {wrong} » au lieu de « {right} »",
        "insert": f"« {wrong} » est en trop",
        "delete": f"« {right} » manque",
    }[tag]
    clause = _loser(written, a) if tag == "delete" else written[a].clause
    return f"{_place(folder, clause)} : {what}, dans « … {said} … » ; {LOI}"


def _loser(written: list[Mot], place: int) -> str:
    """The clause that lost the words which stood at that place: where two meet, the one that is left without its beginning."""
    before, after = written[max(0, place - 1)], written[min(place, len(written) - 1)]
    headless = after.mot[0].islower() or before.mot.endswith((".", ";", ":"))
    return after.clause if headless else before.clause


def _place(folder: Path, clause: str) -> str:
    """The file and the line where a clause is written, from the root of the project."""
    for path in sorted(folder.glob("*.yml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if re.search(rf"\b(?:id|clause): {re.escape(clause)}$", line) and path.name != "coquilles.yml":
                return f"national/trame/{folder.name}/{path.name}:{number}, clause {clause}"
    return f"national/trame/{folder.name}"


def _raw(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The clauses of the files, not held together."""
    for path in sorted(folder.glob("*.yml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for item in data if isinstance(data, list) else ():
            for raw in (item, *item.get("engagements", ())):
                if "texte" in raw and raw.get("id") != "mention":
                    yield raw.get("clause") or raw["id"], raw["texte"].split()


def _nearest(official: list[str], words: list[str]) -> tuple[int, int]:
    """Where the official text says nearly that."""
    widest = difflib.SequenceMatcher(None, official, words, autojunk=False).find_longest_match()
    start = max(0, widest.a - widest.b - AROUND)
    window = official[start : widest.a + len(words) - widest.b + AROUND]
    blocks = difflib.SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()[:-1]
    first, last = blocks[0], blocks[-1]
    return max(0, start + first.a - first.b), start + last.a + len(words) - last.b
