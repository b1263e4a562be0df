"""A PDF that holds its text → its blocks: lines put together, columns told apart, headers set aside, scanned pages told."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from conventions.check.pdf_objects import limits
from conventions.importing.cesures import COUPE, recoller
from conventions.importing.colonnes import Ligne, Table, morceaux, textes
from conventions.importing.lu import Bloc, Brin, Illisible, Lecture, marque_tapee
from conventions.model.french import liste

MAX_PAGES = 400
MAX_SIGNES = 4_000_000
_BAS = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?", re.IGNORECASE)
_SAUT = 1.2
"""Of the usual distance between two lines, from where it is another paragraph."""
_LARGE = 50
"""Signs of a line of running text: one much shorter ends its paragraph."""
_LOIN = 40
"""Points between two rows of a table, at most."""
_SERRE = 0.93
"""In a cell, where lines and paragraphs stand closer."""


def lire(data: bytes) -> Lecture:
    """The whole document."""
    lecture = Lecture("PDF")
    pages = _pages(data, lecture)
    edges = _repetes(pages)
    for number, page in enumerate(pages, 1):
        kept = [line for line in page if not _hors(line, page, edges)]
        for line in page:
            if line not in kept:
                lecture.hors.append((f"en-tête ou pied de la page {number}", line.texte))
        for column in textes(kept):
            _ajoute(lecture.blocs, list(_blocs(column, number)))
    if not lecture.blocs:
        raise Illisible(
            "ce PDF ne contient pas de texte : c’est un document numérisé ; le retaper, ou en demander le fichier Word"
        )
    lecture.blocs = [replace(b, niveau=0) for b in recoller(lecture.blocs)]
    return lecture


class _Fragment(NamedTuple):
    x: float
    y: float
    taille: float
    texte: str


def _pages(data: bytes, lecture: Lecture) -> list[list[Ligne]]:
    """The lines of each page, in the order in which they are drawn."""
    from pypdf import PdfReader  # noqa: PLC0415 — slow to load, and most runs meet no PDF

    out: list[list[Ligne]] = []
    scanned, size = list[str](), 0
    try:
        with limits(), PdfReader(io.BytesIO(data)) as reader:
            _refuse("est protégé par un mot de passe", oui=reader.is_encrypted)
            _refuse(f"a plus de {MAX_PAGES} pages", oui=len(reader.pages) > MAX_PAGES)
            for number, page in enumerate(reader.pages, 1):
                found, words = _fragments(page)
                size += len(words)
                _refuse("contient un texte démesuré", oui=size > MAX_SIGNES)
                if not words.strip():
                    scanned.append(str(number))
                out.append(_lignes(found, words))
    except Illisible:
        raise
    except Exception as error:  # hostile bytes: whatever the library raises, it does not open them
        raise Illisible(
            "ce PDF ne s’ouvre pas : sa structure est abîmée, ou il contient des données démesurées"
        ) from error
    if scanned and any(out):
        lecture.muettes = [int(number) for number in scanned]
        lecture.dits.append(
            f"sans texte, donc non lues (pages numérisées ou images) : {'page' if len(scanned) == 1 else 'pages'} {liste(scanned)}"
        )
    return out


def _refuse(why: str, *, oui: bool) -> None:
    if oui:
        raise Illisible(f"ce PDF {why}")


def _fragments(page: Any) -> tuple[list[_Fragment], str]:  # noqa: ANN401 — an object of the library
    found: list[_Fragment] = []

    def seen(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:  # noqa: ANN401
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append(_Fragment(x, y, max(abs(size * tm[3] * cm[3]), 1.0), text))

    return found, page.extract_text(visitor_text=seen)


def _lignes(found: Sequence[_Fragment], words: str) -> list[Ligne]:
    """The fragments of one line together, spaced as the library spaces them; what stands apart on the same line is another cell."""
    spaced = {re.sub(r"\s", "", line): line.strip() for line in words.splitlines()}
    groups: list[list[_Fragment]] = []
    columns, lowest = set[int](), found[0].y if found else 0.0
    for one in found:
        group = groups[-1] if groups else []
        if lowest - one.y > _LOIN:
            columns.clear()
        lowest = min(lowest, one.y)
        if group and _exposant(group[0], one):
            continue  # the call of a note: what it leads to is read where it stands
        aside = group and one.texte.strip(" ;:,.»") and round(one.x) in columns and one.x > group[0].x + 3 * one.taille
        if group and not aside and (_suit(group[-1], one) or (len(group) == 1 and _numero(group[0], one))):
            group.append(one)
        else:
            if group and abs(group[-1].y - one.y) < 2.5 and one.x > group[-1].x:
                columns.add(round(one.x))
            groups.append([one])
    return [made for group in groups if (made := _ligne(group, spaced)).texte]


def _suit(last: _Fragment, one: _Fragment) -> bool:
    """Whether it goes on with the line, and is not another column of it."""
    size = len(last.texte.strip())
    gap = one.x - last.x - size * last.taille * 0.5  # half of its height is the usual width of a letter
    room = 40 if re.fullmatch(r"\W+", one.texte) else 4 if size < 3 else 1.2 + 0.06 * size
    return abs(last.y - one.y) < 2.5 and one.x - last.x >= -1 and gap < room * one.taille


def _exposant(first: _Fragment, one: _Fragment) -> bool:
    small = one.taille < 0.8 * first.taille or (one.taille <= first.taille and one.y - first.y > 2)
    return (
        re.fullmatch(r"\s*\d{1,2}\s*", one.texte) is not None
        and small
        and 0 < one.y - first.y < 0.7 * first.taille
        and one.x > first.x
    )


def _numero(last: _Fragment, one: _Fragment) -> bool:
    """Whether it is a number in the margin, smaller than the words that it counts, or that of a note at the foot of the page."""
    near = abs(last.y - one.y) < 0.6 * one.taille and 0 < one.x - last.x < 6 * one.taille
    smaller = one.taille - last.taille > 0.8 or last.y - one.y > 1
    return near and smaller and re.fullmatch(r"\s*(?:\d{1,2}|[a-z])\s*", last.texte) is not None


def _ligne(group: Sequence[_Fragment], spaced: dict[str, str]) -> Ligne:
    numbered = len(group) > 1 and _numero(group[0], group[1])
    parts = list(group[1:] if numbered else group)
    text = spaced.get(re.sub(r"\s", "", "".join(p.texte for p in group)), "")
    if numbered and text:
        text = text[len(group[0].texte.strip()) :]
    if not text:
        for part in parts:
            glued = not text or text[-1].isspace() or part.texte[0].isspace() or part.texte[0] in ",.;)’'"
            text += part.texte if glued else f" {part.texte}"
    return Ligne(parts[0].x, parts[0].y, parts[0].taille, re.sub(r"\s+", " ", text).strip(), numbered)


def _repetes(pages: Sequence[Sequence[Ligne]]) -> set[str]:
    """The first and last lines that most pages share, whatever their number."""
    ends = Counter(key for page in pages for key in {_cle(line) for line in _bords(page)})
    return {key for key, n in ends.items() if key and len(pages) > 1 and n > len(pages) / 2}


def _bords(page: Sequence[Ligne]) -> list[Ligne]:
    """The lines at the top and at the foot of a page: the first and last drawn, and those that stand highest and lowest."""
    by_height = sorted(page, key=lambda line: line.y)
    return [*page[:2], *page[-2:], *by_height[:3], *by_height[-3:]]


def _cle(ligne: Ligne) -> str:
    return "".join(c for c in ligne.texte if not c.isdigit()).strip()


def _hors(ligne: Ligne, page: Sequence[Ligne], repeated: set[str]) -> bool:
    """A header, a footer or the number of a page."""
    return ligne in _bords(page) and (_cle(ligne) in repeated or _BAS.fullmatch(ligne.texte) is not None)


def _blocs(lignes: Sequence[Ligne], page: int) -> Iterator[Bloc]:
    """Paragraphs, and tables where lines stand side by side."""
    usual, here = _pas(lignes), f"page {page}"
    for piece in morceaux(lignes):
        if isinstance(piece, Table):
            rows = (tuple(tuple(_paragraphes(cell, here, _SERRE * _pas(cell))) for cell in row) for row in piece.rangs)
            yield Bloc("tableau", lignes=tuple(rows), origine=here)
        else:
            yield from _paragraphes(piece, here, usual)


def _pas(lignes: Sequence[Ligne]) -> float:
    """The usual distance between two lines of one paragraph: the smallest of those that are often met."""
    steps = Counter(
        round((a.y - b.y) / a.taille, 1)
        for a, b in pairwise(lignes)
        if abs(a.taille - b.taille) < 0.5 and 0 < a.y - b.y < 3 * a.taille
    )
    often = [s for s, n in steps.items() if n >= max(steps.values()) / 4]
    return min(min(often, default=1.4), 2.2)


def _paragraphes(lignes: Sequence[Ligne], here: str, usual: float) -> Iterator[Bloc]:
    """Lines that follow closely, of one size, are one paragraph."""
    wide = max((len(one.texte) for one in lignes), default=0)
    group: list[Ligne] = []
    for one in lignes:
        if group and _autre(group[-1], one, usual, wide):
            yield _bloc(group, here)
            group = []
        group.append(one)
    if group:
        yield _bloc(group, here)


def _autre(last: Ligne, one: Ligne, usual: float, wide: int) -> bool:
    """Whether a line begins another paragraph."""
    step = (last.y - one.y) / last.taille
    ends = last.texte.endswith((".", ";", ":")) or (wide > _LARGE and one.texte[0].isupper())
    short = len(last.texte) < (0.7 if last.texte.endswith((".", ";", ":")) else 0.6) * wide and ends
    return (
        one.numero
        or abs(last.taille - one.taille) > 0.8
        or step > usual * _SAUT
        or step < 0
        or short
        or bool(marque_tapee(one.texte))
    )


def _bloc(group: Sequence[Ligne], here: str) -> Bloc:
    text = ""
    for one in group:
        text += f"{_entre(text)}{one.texte}" if text else one.texte
    return Bloc("texte", (Brin(text),), niveau=round(group[0].taille), origine=here)


def _entre(text: str) -> str:
    """Between a line and the next one."""
    return COUPE if re.search(r"\w[-\u2010\u00ad]\Z", text) else " "


def _finie(texte: str) -> bool:
    """Whether a sentence ends there: not at a colon between brackets that are still open."""
    inside = texte.count("(") > texte.count(")")
    return re.search(r"[.;!?»)]\Z" if inside else r"[.;:!?»)]\Z", texte) is not None


def _ajoute(blocs: list[Bloc], page: Sequence[Bloc]) -> None:
    """The blocks of the next page; a paragraph goes on over the notes at the foot of the last one."""
    if blocs and page and page[0].genre == "texte":
        at = next((i for i in range(len(blocs) - 1, -1, -1) if blocs[i].niveau >= page[0].niveau), len(blocs) - 1)
        last, first = blocs[at], page[0]
        goes_on = last.genre == "texte" and last.niveau == first.niveau and not _finie(last.texte)
        if goes_on and not marque_tapee(first.texte) and first.texte[0].islower():
            blocs[at] = replace(last, brins=(Brin(f"{last.texte}{_entre(last.texte)}{first.texte}"),))
            page = page[1:]
    blocs.extend(page)
