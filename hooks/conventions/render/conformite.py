"""What a convention took from the trame, article by article, in words, in bars and in links to what is local."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conventions.compose.situation import conformity, section_of
from conventions.compose.view import Fiche
from conventions.model.clause import Clause, Conformite
from conventions.model.french import pluriel
from conventions.render.elements import url_ecarts, url_texte
from conventions.render.texte_integral import citation_signee, nom_clause


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the text: its figures, its sentence, and a link to each clause that departs from the trame."""

    nom: str
    cible: str
    parts: tuple[tuple[Conformite, int], ...]
    mots: str
    ecarts: tuple[tuple[str, str, str], ...]


def conformite(item: Fiche) -> Iterator[Article]:
    """The table, in the order of the text."""
    departures: dict[str, list[Clause]] = {}
    for clause in item.clauses:
        if clause.ecart:
            departures.setdefault(section_of(clause), []).append(clause)
    for section, counts in conformity(item.clauses).items():
        parts = tuple((kind, counts[kind]) for kind in Conformite if counts[kind])
        here = departures.get(section, ())
        links = tuple((citation_signee(c), c.conformite.libelle, f"{url_ecarts(item.porteur)}#{c.id}") for c in here)
        name = nom_clause(section) if section else "Parties, signatures et annexes"
        yield Article(name, f"{url_texte(item.porteur)}#{section or 'parties'}", parts, en_mots(parts), links)


def en_mots(parts: Sequence[tuple[Conformite, int]]) -> str:
    """« 8 alinéas repris, 2 complétés, 1 réécrit »."""
    words = []
    for rank, (kind, number) in enumerate(parts):
        noun = "" if rank else "alinéa "
        words.append(pluriel(number, f"{noun}{kind.compte}", f"{noun.replace(' ', 's ')}{_pluriel(kind.compte)}"))
    return ", ".join(words)


def _pluriel(words: str) -> str:
    head, _, tail = words.partition(" ")
    return f"{head if head.endswith('s') else head + 's'} {tail}".strip()
