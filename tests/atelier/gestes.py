"""What the tests of the edition do to every file: hostile words, what the project reads, what a gesture should give."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from conventions.source.reader import parse

HOSTILES = (
    "simple", "deux : points", "fin:", "un # dièse", "#titre", "- tiret", "-tiret", "? quoi", "[à compléter]", "{voir}", "& co", "*a*",
    "!non", "|", ">", "%", "@moi", "`code`", "'", "l'un", '"', 'dit "oui" et \'non\'', "«\u00a0guillemets\u00a0»", "“Word”", "\\", "a\\b",
    "oui", "yes", "No", "on", "true", "null", "~", "Null", "01", "0", "-5", "1.50", "1e3", "0x1F", "1_000", "12:30", "2026-10-12", "2026-1-2",
    "2026-10-12 10:00", "<<", "=", " espace ", "\u00a0insécable", "a, b", "a: b, c: d", "https://exemple.fr/?q=1#a", "tab\tulation", "...", "---",
    "--- a", "lieu = Lyon", "cle:valeur", "– tiret", "• puce", "é", "e\u0301", "🙂", "a" * 150, "mot " * 60 + "fin", "un\ndeux", "un\n\ndeux\n",
    "  retrait\nsuite", "un\n  deux\nun", "\n\nvide", "- a\n- b", "# titre\n\ntexte", "cle: valeur\nautre: 1",
    "trop long " * 20 + "\n" + "encore " * 30, "fin d’espace \nsuite", "a\r\nb", "\ttab\nsuite", "---\nsuite", "un\n---\ndeux", "Jean Dupont",
    "titre de l’acte: maire", "un #", "a:", ":", "-", "?", ", ", "a]", "a}", "un ? deux", "!", "&", "*", "%a\nb", "fin\\", '"a" b', "'a' b",
)  # fmt: skip
Chemin = tuple[str | int, ...]


NEUFS: list[Any] = [
    "",
    "un mot",
    "un\ndeux",
    ["caf", "msa"],
    {"nom": "Exemple", "representants": [{"nom": "A: b", "signe_le": ""}], "texte": "long " * 40 + "fin"},
]
"""What a form adds."""


def dit(texte: str) -> Any:  # noqa: ANN401 — any value
    """What the project reads in it, without what an end of line adds to a text in lines, and what an empty collection says."""
    document = parse(texte.encode("utf-8", "surrogatepass"), "a.yml")
    assert document.lisible or "caracteres" in {p.rule for p in document.problems}, (texte, document.problems)
    return clair(document.value)


def clair(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return [[cle, clair(dedans)] for cle, dedans in value.items()] or None
    if isinstance(value, list):
        return [clair(dedans) for dedans in value] or None
    return unicodedata.normalize("NFC", value.rstrip("\n")) or None if isinstance(value, str) else value


def voulu(value: str) -> str:
    return value.replace("\r\n", "\n")


def toujours(value: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    return lambda _: value


def parcourir(value: Any, chemin: Chemin = ()) -> Iterator[tuple[Chemin, Any]]:  # noqa: ANN401
    yield chemin, value
    for cle, dedans in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from parcourir(dedans, (*chemin, cle))


def change(value: Any, chemin: Chemin, faire: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """The same value, with what `faire` makes of the one at the end of the path."""
    if not chemin:
        return faire(value)
    cle, reste = chemin[0], chemin[1:]
    if isinstance(value, list):
        return [change(un, reste, faire) if rang == cle else un for rang, un in enumerate(value)]
    return {une: change(un, reste, faire) if une == cle else un for une, un in value.items()}


def touchees(avant: str, apres: str) -> tuple[int, int]:
    """How many lines go and come, between the first and the last that differ."""
    old, new = avant.split("\n"), apres.split("\n")
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[head:], new[head:]
    tail = next(
        (i for i, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), min(len(old), len(new))
    )
    return len(old) - tail, len(new) - tail


VARIANTES: dict[str, Callable[[str], str]] = {
    "tel quel": lambda texte: texte,
    "CRLF": lambda texte: texte.replace("\n", "\r\n"),
    "BOM": lambda texte: f"\ufeff{texte}",
    "sans fin de ligne": lambda texte: texte.rstrip("\n"),
}


def cas(fichier: Path) -> tuple[str, dict[str, Any], random.Random]:
    texte = fichier.read_text(encoding="utf-8")
    return texte, parse(texte.encode(), "a.yml").value, random.Random(fichier.name)


def reversibles(valeurs: Any, tirage: random.Random) -> Iterator[tuple[Chemin, list[list[Any]], Any]]:  # noqa: ANN401
    """(where, a gesture and the one that undoes it, what the first should give there), for every collection."""
    for chemin, value in parcourir(valeurs):
        if isinstance(value, dict):
            for dedans in NEUFS:
                yield (
                    chemin,
                    [["ajouter", chemin, "neuf", dedans], ["supprimer", [*chemin, "neuf"]]],
                    {**value, "neuf": dedans},
                )
            for cle in value:
                neuve = {"neuve" if une == cle else une: un for une, un in value.items()}
                yield chemin, [["renommer", [*chemin, cle], "neuve"], ["renommer", [*chemin, "neuve"], cle]], neuve
        elif isinstance(value, list):
            for rang in range(len(value) + 1):
                for dedans in filter(None, NEUFS):
                    faits = [["ajouter", chemin, rang, dedans], ["supprimer", [*chemin, rang]]]
                    yield chemin, faits, [*value[:rang], dedans, *value[rang:]]
        if chemin and isinstance(value, dict | list) and len(value) > 1:
            de, vers = tirage.sample(range(len(value)), 2)
            rangs = [rang for rang in range(len(value)) if rang != de]
            rangs.insert(vers, de)
            listed = [*value.items()] if isinstance(value, dict) else value
            bouge = [listed[rang] for rang in rangs]
            faits = [["deplacer", chemin, de, vers], ["deplacer", chemin, vers, de]]
            yield chemin, faits, dict(bouge) if isinstance(value, dict) else bouge
