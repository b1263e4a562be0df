"""What the word diff found → HTML that says it in words: `ins` and `del`, each announced to screen readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from conventions.compose.diff import Morceau, NaturePaire, Paire, compare_texts
from conventions.compose.parties import nom_partie
from conventions.model import ids
from conventions.model.convention import Convention
from conventions.model.french import FINE, INSECABLE, insecables, liste, majuscule, pluriel
from conventions.model.reference import Departement
from conventions.render.templating import Md, encode

NATURES: dict[NaturePaire, str] = {
    "modifiee": "modifié",
    "ajoutee": "ajouté",
    "retiree": "supprimé",
    "egale": "inchangé",
    "deplacee": "déplacé",
}
_TAGS = {"retire": ("del", "supprimé\u00a0: "), "ajoute": ("ins", "ajouté\u00a0: ")}


def changes(avant: str, apres: str) -> Md:
    """Both texts in one: what was taken out struck through, what was put in underlined, each with its word."""
    return Md("".join(_run(run) for run in compare_texts(insecables(avant), insecables(apres))))


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
