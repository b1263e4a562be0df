"""Numbers → drawings in SVG, made with the page: no script, no colour of their own, sizes in percents so that words keep theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conventions.render.templating import Md, encode

_BAS = 88
"""Where the columns stand, in percents of the height: what is below is for the names of the years."""


def colonnes(titre: str, valeurs: Sequence[tuple[str, int]]) -> Md:
    """A column each, on lines that give the scale; a name that is not empty is written under its column."""
    top = max((n for _, n in valeurs), default=0)
    scale, width = _echelle(top), 100 / max(len(valeurs), 1)
    lines = "".join(_ligne(n, scale[-1]) for n in scale)
    bars = "".join(_colonne(rank * width, width, n, scale[-1]) for rank, (_, n) in enumerate(valeurs) if n)
    names = "".join(_nom(rank * width, name) for rank, (name, _) in enumerate(valeurs) if name)
    return Md(f'<div class="graphique"><svg role="img" aria-label="{encode(titre)}">{lines}{bars}{names}</svg></div>')


def barre(parts: Iterable[tuple[str, int]], total: int) -> Md:
    """One bar of several lengths, out of `total`; a table beside it gives the numbers."""
    drawn, start = "", 0.0
    for css, number in parts:
        width = 100 * number / total if total else 0
        drawn += f'<rect class="{css}" x="{start:.2f}%" width="{width:.2f}%" height="100%"/>'
        start += width
    return Md(f'<svg class="barre" aria-hidden="true">{drawn}</svg>')


def _echelle(top: int) -> list[int]:
    """Four round numbers at most, from 0 to what holds `top`: steps of 1, 2 or 5 times a power of ten."""
    step = next(k * 10**power for power in range(12) for k in (1, 2, 5) if 4 * k * 10**power >= top)
    return list(range(0, max(-(-top // step), 1) * step + 1, step))


def _hauteur(number: int, top: int) -> float:
    return (_BAS - 8) * number / top


def _nom(x: float, name: str) -> str:
    """Under its column; near the right edge, before its end."""
    end = ' text-anchor="end"' if x > 85 else ""
    return f'<text x="{100 if end else x:.2f}%" y="99%"{end}>{encode(name)}</text>'


def _ligne(number: int, top: int) -> str:
    y = _BAS - _hauteur(number, top)
    return (
        f'<line x1="0" x2="100%" y1="{y:.1f}%" y2="{y:.1f}%"/><text x="0" y="{y:.1f}%" dy="-3">{number}</text>'
        if number
        else f'<line class="base" x1="0" x2="100%" y1="{y:.1f}%" y2="{y:.1f}%"/>'
    )


def _colonne(x: float, width: float, number: int, top: int) -> str:
    height = _hauteur(number, top)
    return (
        f'<rect x="{x + width * 0.1:.2f}%" y="{_BAS - height:.1f}%" width="{width * 0.8:.2f}%" height="{height:.1f}%"/>'
    )
