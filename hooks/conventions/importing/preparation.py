"""The blocks as they were read → the blocks that are compared: contents lists set aside, headings of two lines joined, paragraphs cut or joined as the trame has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from conventions.importing.alignement import texte_nu
from conventions.importing.attendu import Attendue
from conventions.importing.lu import Bloc, Brin, extrait, marque_tapee, net
from conventions.importing.vocables import Mot, cles, mots_lus, numero_seul, paires, sans_numero

_SOMMAIRE = re.compile(r".*(?:\.{3,}|…{2,}|\t|_{3,}|(?:\.\s){3,})\s*\d{1,3}\s*", re.DOTALL)
_AVANT = re.compile(r"(?:[-–—•*·▪]\s*|\b(?:article|objectif)\s+\d+\s*[-–—:.]*\s*)\Z", re.IGNORECASE)
_FIN = re.compile(r"[.;:!?»)\]]\s*$")
_TITRE = re.compile(r"\W*(?:article|objectif|chapitre|titre)\s+(?:n°\s*)?[\divx]+\b", re.IGNORECASE)
_PART = re.compile(r"d[’'](?:une|autre) part\b", re.IGNORECASE)
_MOINS = 4
"""Words below which a clause is not looked for inside a paragraph: they may be anybody's."""
_LIGNE = 40
"""Signs of a line that may be the beginning of a longer sentence."""
_SUITE = 6
"""Lines that make one paragraph, at most, in a document that cuts them."""


def preparer(blocs: Sequence[Bloc], clauses: Sequence[Attendue]) -> tuple[list[Bloc], list[Bloc]]:
    """The blocks to compare, and those of a list of contents."""
    kept, contents = list[Bloc](), list[Bloc]()
    words = {one.mots for one in clauses if len(one.mots) >= _MOINS}
    for bloc in blocs:
        for one in _sans_cadre(bloc, words):
            (contents if sommaire(one) else kept).append(one)
    cut = [piece for bloc in kept for piece in _coupe(bloc, clauses)]
    return list(_joint(cut, clauses)), contents


def _sans_cadre(bloc: Bloc, words: Collection[tuple[str, ...]]) -> Sequence[Bloc]:
    """What stands in a table of one cell that only draws a frame around the heading of an article, or a clause."""
    (row,) = bloc.lignes if len(bloc.lignes) == 1 else ((),)
    inside = row[0] if len(row) == 1 else ()
    framed = (_TITRE.match(one.texte) or one.genre == "titre" or cles(texte_nu(one)) in words for one in inside)
    return inside if any(framed) else (bloc,)


def sommaire(bloc: Bloc) -> bool:
    """Whether it is a line of a list of contents."""
    return bloc.genre != "tableau" and not bloc.signet and _SOMMAIRE.fullmatch(bloc.texte) is not None


def _coupe(bloc: Bloc, clauses: Sequence[Attendue]) -> Iterator[Bloc]:
    """A paragraph that holds several clauses (line breaks, lines run together), clause by clause."""
    places = [at for at in _debuts(bloc, clauses) if not _controlee(bloc, at)] if bloc.genre != "tableau" else []
    if len(places) < 2:
        yield bloc
        return
    cuts = sorted({0, *places})
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        piece = extrait(bloc, start, end)
        if piece.brins:
            yield piece if start == 0 else replace(piece, signet="")


def _controlee(bloc: Bloc, place: int) -> bool:
    """Whether a control holds what stands there: it is a value, whatever it says."""
    ends = accumulate(len(x.texte) for x in bloc.brins if not x.vide)
    held = (bool(x.controle) for x in bloc.brins if not x.vide)
    return next((inside for end, inside in zip(ends, held, strict=True) if place < end), False)


def _debuts(bloc: Bloc, clauses: Sequence[Attendue]) -> list[int]:
    """Where each clause that is whole in this paragraph begins, if it begins a sentence."""
    words = mots_lus(bloc.texte)
    grams = paires([w.cle for w in words], bouts=False)
    found = []
    for one in clauses:
        wanted = paires(one.mots, bouts=False) if not one.troue else one.paires
        if len(one.mots) < _MOINS or not wanted or (wanted & grams).total() < 0.9 * wanted.total():
            continue
        if (place := _debut(bloc.texte, words, one.mots)) is not None:
            found.append(place)
    return found


def _debut(texte: str, words: Sequence[Mot], wanted: Sequence[str]) -> int | None:
    """Where these words begin, with the dash or the number typed before them: the place where most of them follow."""
    best, place = 2, None
    for rank, word in enumerate(words):
        if word.cle == wanted[0] and _commence(texte, word.debut):
            same = sum(
                1 for _ in takewhile(lambda pair: pair[0].cle == pair[1], zip(words[rank:], wanted, strict=False))
            )
            if same > best:
                best, place = same, word.debut
    if place is None:
        return None
    mark = _AVANT.search(texte[:place])
    return mark.start() if mark else place


def _commence(texte: str, place: int) -> bool:
    before = texte[:place].rstrip(" \t\u00a0\u202f-–—•*·▪")
    return (
        not before
        or before[-1] in ".;:!?\n"
        or texte[len(before) : place].count("\n") > 0
        or re.search(r"(?:article|objectif)\s+\d+\s*[-–—:.]*\s*\Z", texte[:place], re.IGNORECASE) is not None
    )


def _joint(blocs: Sequence[Bloc], clauses: Sequence[Attendue]) -> Iterator[Bloc]:
    """Lines that only together make a clause, and the number of a heading with its words."""
    rank = 0
    while rank < len(blocs):
        size = _taille(blocs, rank, clauses)
        yield fondre(blocs[rank : rank + size])
        rank += size


def fondre(blocs: Sequence[Bloc]) -> Bloc:
    """Several lines as one paragraph, the first one's."""
    first, *others = blocs
    if not others:
        return first
    words = (x for b in blocs for x in (*b.brins, Brin(" ")))
    return replace(first, brins=net(words), signet=next((b.signet for b in blocs if b.signet), ""))


def _suite(first: Bloc, other: Bloc) -> bool:
    """Whether a sentence that does not end goes on in the next paragraph."""
    plain = first.genre == other.genre == "texte" and not other.signet and not other.controles
    return (
        plain
        and len(first.texte) >= _LIGNE
        and not _PART.match(other.texte)
        and other.texte[:1].islower()
        and not marque_tapee(other.texte)
    )


def _taille(blocs: Sequence[Bloc], rank: int, clauses: Sequence[Attendue]) -> int:
    first = blocs[rank]
    if first.genre == "tableau" or rank + 1 == len(blocs):
        return 1
    if numero_seul(texte_nu(first)) and blocs[rank + 1].genre != "tableau":
        return 2
    if _FIN.search(first.texte) or first.controles:
        return 1
    if _suite(first, blocs[rank + 1]):
        return 2
    words = cles(sans_numero(texte_nu(first)) if _TITRE.match(first.texte) else texte_nu(first))
    near = [
        one for one in clauses if len(one.mots) > len(words) >= 2 and one.mots[: len(words)] == words and not one.troue
    ]
    best, joined = 1, words
    for size in range(2, min(_SUITE, len(blocs) - rank) + 1):
        other = blocs[rank + size - 1]
        if other.genre == "tableau" or other.signet or marque_tapee(other.texte):
            break
        joined += cles(other.texte)
        near = [one for one in near if one.mots[: len(joined)] == joined]
        if any(len(one.mots) == len(joined) for one in near):
            best = size
        if not near:
            break
    return best
