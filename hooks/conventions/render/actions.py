"""What the départements do → a list by action: each title once, then those that do it; folded where a page holds more than one reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from conventions.model import ids
from conventions.model.french import liste, majuscule, pluriel, slug
from conventions.render.contribution import Standing
from conventions.render.elements import REPLI
from conventions.render.engagements import ActionCitee
from conventions.render.templating import Md, encode, relative

AU_PLUS = 100
"""Links of a page that stand open: past them, each section keeps its share of these, and folds the rest."""
Concerned = tuple[Standing, ActionCitee]


def par_action(url: str, sections: Sequence[Iterable[Concerned]]) -> list[Md]:
    """Of each section of the page, its actions: first what the most départements do."""
    groups = [_groupes(url, section) for section in sections]
    links = sum(len(found) for section in groups for _, found in section)
    share = links if links <= AU_PLUS else AU_PLUS // sum(map(bool, groups))
    return [_section(section, share) for section in groups]


def _groupes(url: str, concerned: Iterable[Concerned]) -> list[tuple[str, list[str]]]:
    """(title, links) of each action; two titles that differ by case, accents or signs alone are one."""
    titles: dict[str, str] = {}
    found: dict[str, list[Concerned]] = {}
    for ligne, action in concerned:
        key = slug(action.intitule) or action.intitule
        titles.setdefault(key, majuscule(action.intitule) or "Action à intituler")
        found.setdefault(key, []).append((ligne, action))
    order = sorted(found, key=lambda key: (not key, -len(found[key]), key))
    return [(titles[key], list(_liens(url, found[key]))) for key in order]


def _liens(url: str, concerned: Sequence[Concerned]) -> Iterator[str]:
    """A link a département; numbered where it has several actions of that title."""
    several, seen = Counter(ligne.code for ligne, _ in concerned), Counter[str]()
    for ligne, action in concerned:
        seen[ligne.code] += 1
        rank = f" ({seen[ligne.code]})" if several[ligne.code] > 1 else ""
        place = f"#{ids.action(action.objectif, action.id)}" if ligne.composee else ""
        yield f'<a href="{relative(url, ligne.url_texte + place)}">{encode(ligne.departement.nom + rank)}</a>'


def _section(groups: Sequence[tuple[str, list[str]]], share: int) -> Md:
    if not groups:
        return Md('<p class="source">Aucune action publiée à ce jour.</p>')
    weights = accumulate(1 if len(links) > REPLI else len(links) for _, links in groups)
    open_ones = max(1, sum(weight <= share for weight in weights))
    rest = groups[open_ones:]
    more = f"<details><summary>{_autres(len(rest))}</summary>{_liste(rest)}</details>" if rest else ""
    return Md(
        f'<div class="replis" role="group" aria-label="Actions des départements">{_liste(groups[:open_ones])}{more}</div>'
    )


def _autres(count: int) -> str:
    return encode(pluriel(count, "autre action", "autres actions"))


def _liste(groups: Iterable[tuple[str, list[str]]]) -> str:
    return f"<ul>{''.join(f'<li>{_action(titre, liens)}</li>' for titre, liens in groups)}</ul>"


def _action(titre: str, liens: Sequence[str]) -> str:
    if len(liens) <= REPLI:
        return f'<strong>{encode(titre)}</strong><p class="qui">{liste(liens)}</p>'
    count = encode(pluriel(len(liens), "département"))
    folded = "".join(f"<li>{lien}</li>" for lien in liens)
    return f'<details><summary>{encode(titre)} <span class="compte">{count}</span></summary><ul class="liens-colonnes">{folded}</ul></details>'
