"""What the word diff found → HTML that says it in words: `ins` and `del`, each announced to screen readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import chain, zip_longest

from conventions.compose.diff import Morceau, NaturePaire, Paire, compare_texts, cut_at_tables, differ
from conventions.compose.parties import nom_partie
from conventions.model import ids, inline
from conventions.model.blocks import Tableau
from conventions.model.convention import Convention
from conventions.model.french import FINE, INSECABLE, insecables, liste, majuscule, mots, pluriel
from conventions.model.reference import Departement
from conventions.render.rich import tableau
from conventions.render.templating import Md, encode

NATURES: dict[NaturePaire, str] = {
    "modifiee": "modifié",
    "ajoutee": "ajouté",
    "retiree": "supprimé",
    "egale": "inchangé",
    "deplacee": "déplacé",
}
_TAGS = {"retire": ("del", "supprimé\u00a0: "), "ajoute": ("ins", "ajouté\u00a0: ")}

_COURT = 4
"""Words of a cell that is told whole."""


def changes(avant: str, apres: str, tables: Sequence[Sequence[Tableau]] = ((), ())) -> Md:
    """Both texts in one, in blocks: what was taken out struck through, what was put in underlined, each with its word.

    `tables` are those of either text: they stay tables.
    """
    texts = zip_longest(*map(cut_at_tables, (avant, apres), tables), fillvalue="")
    words = (f"<p>{_words(*pair)}</p>" if any(map(str.strip, pair)) else "" for pair in texts)
    between = (_table(*pair) for pair in zip_longest(*tables))
    return Md("".join(chain.from_iterable(zip_longest(words, between, fillvalue=""))))


def _words(avant: str, apres: str) -> str:
    return "".join(_run(run) for run in compare_texts(insecables(avant.strip()), insecables(apres.strip())))


def _table(avant: Tableau | None, apres: Tableau | None) -> str:
    """One table where both have the same columns, its rows and cells compared; else one after the other."""
    if avant and apres and differ(*(" ; ".join(t.entete) for t in (avant, apres))):
        return _table(avant, None) + _table(None, apres)
    old, new = (_rows(one) if one else () for one in (avant, apres))
    was, now = ([tuple(map(mots, row)) for row in rows] for rows in (old, new))
    runs = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    pairs = ((left or (), right or ()) for _, a, b, c, d in runs for left, right in zip_longest(old[a:b], new[c:d]))
    made = [[_cell(*cells) for cells in zip_longest(*pair, fillvalue="")] for pair in pairs]
    known = apres or avant
    return tableau(made, known.sens) if known else ""


def _cell(avant: str, apres: str) -> str:
    """A number is read whole: « 1 000 € » became « 1 500 € », and not its last figures."""
    short = max(len(mots(avant)), len(mots(apres))) <= _COURT and differ(avant, apres)
    return _words(avant, "") + _gap(" ") + _words("", apres) if short and avant and apres else _words(avant, apres)


def _rows(table: Tableau) -> Sequence[Sequence[str]]:
    return [[inline.simple(inline.brins(cell)) for cell in row] for row in (table.entete, *table.lignes)]


def _run(run: Morceau) -> str:
    """The spaces around a change stay outside of its tags, so that only words are struck or underlined."""
    text = run.apres or run.avant
    if run.nature == "egal":
        return _spaced(text)
    tag, word = _TAGS[run.nature]
    return _spaced(text, f'<{tag}><span class="visuellement-cache">{word}</span>', f"</{tag}>")


def _spaced(text: str, opening: str = "", closing: str = "") -> str:
    found = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL)
    before, core, after = found.groups() if found else ("", text, "")
    lines = "<br> ".join(map(encode, core.split("\n")))
    return f"{_gap(before)}{opening}{lines}{closing}{_gap(after)}"


def _gap(spaces: str) -> str:
    """What separates two runs: a line of a list or of a table begins on a line of its own; a no-break space is kept."""
    if "\n" in spaces:
        return "<br> "
    return next((space for space in spaces if space in {INSECABLE, FINE}), spaces and " ")


def nature_in_words(pair: Paire) -> str:
    """« modifié », « modifié et déplacé »."""
    return NATURES[pair.nature] + (" et déplacé" if pair.ailleurs and pair.nature == "modifiee" else "")


def count_in_words(pairs: Iterable[Paire]) -> str:
    """« 3 clauses modifiées, 1 ajoutée et 2 supprimées » ; empty when nothing changes."""
    counts = Counter(p.nature for p in pairs)
    parts: list[str] = []
    natures: tuple[NaturePaire, ...] = ("modifiee", "ajoutee", "retiree", "deplacee")
    for nature in natures:
        if number := counts[nature]:
            noun = "" if parts else "clause "
            parts.append(pluriel(number, f"{noun}{NATURES[nature]}e", f"{noun.replace(' ', 's ')}{NATURES[nature]}es"))
    return liste(parts)


def clause_names(departement: Departement, *conventions: Convention) -> dict[str, str]:
    """What parties and actions are called in the list of changes, by id of clause; the other clauses have their place."""
    names = {}
    for convention in conventions:
        for partie in convention.signataires:
            names[ids.partie(partie.cle)] = majuscule(nom_partie(departement, partie.cle, partie))
        for action in convention.actions:
            title = f"\u00a0: {action.intitule}" if action.intitule else ""
            names[ids.action(action.objectif, action.id)] = f"Objectif {action.objectif}, action{title}"
    return names
