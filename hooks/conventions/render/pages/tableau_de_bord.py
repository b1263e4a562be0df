"""Some départements → how far they are: what the dashboards of the country and of each région show, every figure with its list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from conventions.compose.answers import Traitement
from conventions.model import ids
from conventions.model.french import MOIS, date_longue, liste, minuscule
from conventions.model.status import Statut
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.echeances import Echeance
from conventions.render.graphique import barre, colonnes
from conventions.render.pages.clauses import ancres
from conventions.render.pages.engagements import INSTITUTIONS
from conventions.render.templating import Md, encode, relative
from conventions.render.tenue import AvenantEnCours, GenreRetard, Retard
from conventions.render.texte_integral import nom_clause

_MOIS_MONTRES = 60
"""The chart goes no further back: what was signed before is in its first column."""

_ACCORD = re.compile(r"(?<=ée)\b|(?<=ête)\b")
"""Where « non commencée » and « prête à signer » take the s of several."""

Dated = tuple[date, Standing]


@dataclass(frozen=True, slots=True)
class Mois:
    """A month in which conventions were signed by all: its name, they, and how many were at its end."""

    nom: str
    lignes: tuple[Standing, ...]
    cumul: int


def tableau(collection: Collection, url: str, lignes: Sequence[Standing]) -> dict[str, Any]:
    """What the templates `tableau-*.md` show of these départements, on the page at `url`."""
    done, codes = signees(lignes), {ligne.code for ligne in lignes}
    dated = sorted(((day, ligne) for ligne in done if (day := _jour(ligne))), key=lambda x: (x[0], x[1].code))
    waiting = [ligne for ligne in lignes if ligne.statut.en_cours]
    late = list(_retards(collection, lignes))
    soon = list(par_jour(a_venir(collection, lignes, _dans_un_an(collection.au))))
    return {
        "total": len(lignes),
        "noms": partial(noms, url),
        "chiffres": [
            *_signees(done, collection.au.year, len(lignes)),
            *_chiffres(lignes, sum(len(found) for _, found in late), len(soon)),
        ],
        "signees": done,
        "incompletes": list(_incompletes(lignes)),
        "cette_annee": collection.au.year,
        "sans_jour": [ligne for ligne in done if not _jour(ligne)],
        "annees": list(_annees(dated)),
        "courbe": _courbe(dated, collection.au),
        "attentes": [(ligne, _depuis(ligne)) for ligne in waiting if not ligne.partagee],
        "avenants": list(_avenants(collection, lignes)),
        "absents": _absents(waiting),
        "retards": late,
        "conformite": list(_conformite(collection, codes)),
        "textes": sum(t.en_cours and t.porteur.code in codes for t in collection.textes(_periode(collection))),
        "periode": _periode(collection),
        "objectifs": list(_objectifs(collection, codes)),
        "axes": list(_axes(collection, codes)),
        "prochaines": soon,
        "groupes": [(s, found) for s in Statut if (found := _de(lignes, s))],
        "taux": taux,
        "nom_clause": nom_clause,
    }


def signees(lignes: Iterable[Standing]) -> list[Standing]:
    """Those that all have signed, be it that they are over."""
    return [ligne for ligne in lignes if ligne.faits.signatures.completes]


def taux(number: int, total: int) -> str:
    """« 14 % », a rounded part of the whole that never says all or nothing where it is not so."""
    rounded = round(100 * number / total) if total else 0
    kept = min(max(rounded, 1), 99) if 0 < number < total else rounded
    return f"{kept}\u00a0%"


def a_venir(
    collection: Collection, lignes: Iterable[Standing], until: date = date.max
) -> list[tuple[Echeance, Standing]]:
    """Every date to come of these conventions up to that day, in order of time."""
    found = [(e, ligne) for ligne in lignes for e in collection.tenue(ligne).a_venir if e.jour <= until]
    return sorted(found, key=lambda one: (one[0].jour, one[0].mots))


def par_jour(found: Iterable[tuple[Echeance, Standing]]) -> Iterator[tuple[Echeance, list[Standing]]]:
    """Those that say the same of the same day, together."""
    groups: dict[Echeance, list[Standing]] = {}
    for echeance, ligne in found:
        groups.setdefault(echeance, []).append(ligne)
    return iter(groups.items())


def noms(url: str, lignes: Iterable[Standing]) -> Md:
    """A link to the sheet of each, seen from the page at `url`."""
    return Md(", ".join(f'<a href="{relative(url, f.url)}">{encode(f.departement.nom)}</a>' for f in lignes))


def _signees(done: Sequence[Standing], year: int, total: int) -> Iterator[tuple[int, str, str]]:
    """(figure, words, address of the list that it counts) of what all have signed, and of this year's part, once there is one."""
    yield len(done), f"{_mot(len(done), 'signée')} par toutes les parties ({taux(len(done), total)})", "#signees"
    if done:
        n = sum(day is not None and day.year == year for day in map(_jour, done))
        yield n, f"{_mot(n, 'signée')} en {year}", f"#signees-{year}" if n else "#signees"


def _incompletes(lignes: Sequence[Standing]) -> Iterator[tuple[Statut, int]]:
    """Of each status, how many are not signed by all."""
    counts = Counter(ligne.statut for ligne in lignes if not ligne.faits.signatures.completes)
    return ((statut, counts[statut]) for statut in Statut if counts[statut])


def _chiffres(lignes: Sequence[Standing], late: int, soon: int) -> Iterator[tuple[int, str, str]]:
    """The same of what is not signed by all, of what is late and of what is to come."""
    for statut, n in _incompletes(lignes):
        words = minuscule(statut.libelle)
        said = _ACCORD.sub("s", words, count=1) if n > 1 else words
        yield n, f"{said} ({taux(n, len(lignes))})", f"#{statut.slug}"
    yield late, "en retard", "#retards"
    yield soon, f"{_mot(soon, 'date')} dans les douze mois", "#echeances"


def _mot(number: int, word: str) -> str:
    return word if number < 2 else f"{word}s"


def _periode(collection: Collection) -> str:
    return collection.registry.trame.periode


def _dans_un_an(au: date) -> date:
    return au + timedelta(days=365) if au.year < date.max.year else date.max


def _jour(ligne: Standing) -> date | None:
    return ligne.faits.signatures.completes_le


def _de(lignes: Iterable[Standing], statut: Statut) -> list[tuple[Standing, str]]:
    return [(ligne, _detail(ligne)) for ligne in lignes if ligne.statut is statut]


def _detail(ligne: Standing) -> str:
    """Who is missing, or from which day it will apply."""
    if ligne.statut.en_cours and ligne.manquantes:
        return f"manque\u00a0: {liste(nom for _, nom in ligne.manquantes)}"
    return f"le {date_longue(ligne.entree)}" if ligne.statut is Statut.SIGNEE_A_VENIR and ligne.entree else ""


def _annees(dated: Sequence[Dated]) -> Iterator[tuple[int, int, list[Mois]]]:
    """(year, how many were signed, its months that have some), the newest first."""
    months: dict[tuple[int, int], list[Standing]] = {}
    for day, ligne in dated:
        months.setdefault((day.year, day.month), []).append(ligne)
    made, count = [], 0
    for (year, month), found in months.items():
        count += len(found)
        made.append((year, Mois(f"{MOIS[month - 1]}\u00a0{year}", tuple(found), count)))
    for year in sorted({year for year, _ in made}, reverse=True):
        own = [month for y, month in made if y == year]
        yield year, sum(len(m.lignes) for m in own), own[::-1]


def _courbe(dated: Sequence[Dated], au: date) -> Md:
    """How many conventions were signed at the end of each month, up to this one."""
    if len(dated) < 2:
        return Md("")
    last, first = _rang(au), _rang(dated[0][0])
    ranks = range(max(first - 1, last - _MOIS_MONTRES), last + 1)
    counts = Counter(_rang(day) for day, _ in dated)
    total, columns = sum(n for rank, n in counts.items() if rank < ranks.start), []
    for rank in ranks:
        total += counts[rank]
        columns.append((str(rank // 12) if rank % 12 == 0 else "", total))
    label = f"Conventions signées par toutes les parties, mois par mois\u00a0: {len(dated)} le {date_longue(au)}. Les chiffres sont dans le tableau qui suit."
    return colonnes(label, columns)


def _rang(day: date) -> int:
    return day.year * 12 + day.month - 1


def _depuis(ligne: Standing) -> date | None:
    """The day of the first signature: since then, the others are awaited."""
    return min((day for day, _ in ligne.signatures), default=None)


def _absents(waiting: Iterable[Standing]) -> list[tuple[str, str, list[Standing]]]:
    """Of each kind of institution, the départements where one has not signed."""
    found: dict[str, dict[str, Standing]] = {}
    for ligne in waiting:
        for cle, _ in ligne.manquantes:
            nature = {"epci": "commune"}.get(ids.nature(cle), ids.nature(cle))
            found.setdefault(nature, {})[ligne.code] = ligne
    return [(kind, nom, list(found[kind].values())) for kind, nom in INSTITUTIONS.items() if kind in found]


def _avenants(collection: Collection, lignes: Iterable[Standing]) -> Iterator[tuple[Standing, AvenantEnCours]]:
    return ((ligne, avenant) for ligne in lignes for avenant in collection.tenue(ligne).avenants)


def _retards(
    collection: Collection, lignes: Sequence[Standing]
) -> Iterator[tuple[GenreRetard, list[tuple[Standing, Retard]]]]:
    for genre in GenreRetard:
        found = [(ligne, r) for ligne in lignes for r in collection.tenue(ligne).retards if r.genre is genre]
        if found:
            yield genre, sorted(found, key=lambda one: one[1].depuis)


def _conformite(
    collection: Collection, codes: set[str]
) -> Iterator[tuple[str, str, Md, list[tuple[Traitement, int]], int]]:
    """Of each article, what the texts of these départements did with its clauses: name, address, bar, numbers, and their sum."""
    trame, places = collection.registry.trame, ancres(collection.registry.trame)
    counts: dict[str, Counter[Traitement]] = {}
    for text in collection.textes(trame.periode):
        if text.en_cours and text.porteur.code in codes:
            for ident, traitement in text.traitements.items():
                counts.setdefault(_article(trame.par_id[ident].section), Counter())[traitement] += 1
    for section in dict.fromkeys(_article(c.section) for c in trame.clauses):
        if found := counts.get(section):
            parts = [(t, found[t]) for t in Traitement if found[t]]
            total = found.total()
            name = nom_clause(section) if section else "Parties, signatures et annexes"
            drawn = barre([(t.slug, n) for t, n in parts], total)
            yield name, f"clauses/{trame.periode}/#{places[section]}", drawn, parts, total


def _article(section: str) -> str:
    """The objectives are article 2."""
    return "art-2" if section.startswith("obj") else section


def _objectifs(collection: Collection, codes: set[str]) -> Iterator[tuple[str, str, int, int, Md]]:
    """Of each objective: name, address, départements that act for it, actions, and a bar."""
    trame = collection.registry.trame
    counts: dict[int, list[str]] = {}
    for ligne, action in collection.actions():
        if ligne.code in codes:
            counts.setdefault(min(action.objectif, trame.premier_local), []).append(ligne.code)
    named = [(o.numero, f"Objectif {o.numero}\u00a0: {o.court}", f"objectifs/{o.numero}/") for o in trame.objectifs]
    for numero, nom, url in (*named, (trame.premier_local, "Objectifs locaux", "objectifs/locaux/")):
        yield nom, url, *_couverture(counts.get(numero, []), codes)


def _axes(collection: Collection, codes: set[str]) -> Iterator[tuple[str, str, int, int, Md]]:
    """The same of each axis."""
    for axe in collection.registry.trame.axes:
        found = [f.code for f, a in collection.actions() if f.code in codes and axe.id in a.axes]
        yield axe.nom, f"axes/{axe.id}/", *_couverture(found, codes)


def _couverture(found: Sequence[str], codes: set[str]) -> tuple[int, int, Md]:
    places = len(set(found))
    return places, len(found), barre([("completee", places)], len(codes))
