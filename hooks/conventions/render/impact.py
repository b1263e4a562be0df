"""The impact of a new trame, told in words for a terminal: each change by word, then the conventions that carry the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.compose.diff import compare_texts
from conventions.compose.impact import Changement, Porteuse
from conventions.model.french import liste, majuscule, pluriel
from conventions.render.differences import NATURES, count_in_words
from conventions.render.texte_integral import nom_clause

_MARQUES = {"egal": "{}", "retire": "[-{}-]", "ajoute": "{{+{}+}}"}


def impact_in_words(ancienne: str, nouvelle: str, changements: Iterable[Changement]) -> str:
    """The whole report. `[-…-]` is taken out, `{+…+}` is put in."""
    listed = tuple(changements)
    if not listed:
        return f"De la trame {ancienne} à la trame {nouvelle}, aucune clause ne change.\n"
    summary = majuscule(count_in_words(c.paire for c in listed))
    head = f"De la trame {ancienne} à la trame {nouvelle}\u00a0: {summary}.\n"
    return head + "".join(f"\n{chr(10).join(_lines(c))}\n" for c in listed)


def _lines(change: Changement) -> Iterator[str]:
    pair = change.paire
    yield f"{nom_clause(pair.id)} ({pair.id})\u00a0: {NATURES[pair.nature]}"
    runs = compare_texts(pair.avant, pair.apres)
    yield "  " + "".join(_MARQUES[run.nature].format(run.apres or run.avant) for run in runs)
    if pair.nature == "ajoutee":
        yield "  Nouvelle clause\u00a0: aucune convention ne l’a encore."
    elif change.porteuses:
        yield f"  Dans {pluriel(len(change.porteuses), 'convention')}\u00a0: {liste(_named(p) for p in change.porteuses)}"
    else:
        yield "  Dans aucune convention publiée."


def _named(one: Porteuse) -> str:
    """« Rhône (69) », and what it had done with the clause where that is not the trame's own words."""
    state = "" if one.conformite.officielle else f", {one.conformite.libelle}"
    return f"{one.nom} ({one.code}{state})"
