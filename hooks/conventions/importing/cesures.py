"""Words that a page cuts at the end of a line → whole again; the hyphen stays where it is the word's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conventions.importing.lu import Bloc

COUPE = "\u00ad"
"""What stands where two lines were put together after a hyphen."""
_COUPE = re.compile(rf"([^\W\d_]*)[-\u2010{COUPE}]{COUPE}([^\W\d_]*)")
_MOTS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APRES = {"ci", "là", "même", "mêmes", "vous", "être", "dire", "delà"}
_AVANT = {"peut", "rendez", "demi", "vice"}


def recoller(blocs: Sequence[Bloc]) -> list[Bloc]:
    """By the words that the document has elsewhere."""
    text = " ".join(_COUPE.sub(" ", b.texte) for b in blocs).casefold()
    known = {part for word in _MOTS.findall(text) for part in (word, *word.split("-"))}
    return [_bloc(b, known) for b in blocs]


def _bloc(bloc: Bloc, known: set[str]) -> Bloc:
    lignes = tuple(tuple(tuple(_bloc(b, known) for b in cell) for cell in row) for row in bloc.lignes)
    brins = tuple(replace(x, texte=_COUPE.sub(lambda m: _mot(m[1], m[2], known), x.texte)) for x in bloc.brins)
    return replace(bloc, brins=brins, lignes=lignes)


def _mot(avant: str, apres: str, known: set[str]) -> str:
    one, two = avant.casefold(), apres.casefold()
    if not one or not two or apres[0].isupper() or f"{one}-{two}" in known:
        return f"{avant}-{apres}"
    if one + two in known:
        return avant + apres
    own = two in _APRES or one in _AVANT or {one, two} <= known
    return f"{avant}-{apres}" if own else avant + apres
