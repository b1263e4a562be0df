"""Passages → the files of the search: a directory (annuaire.json) and small slices that the browser fetches as one types.

    recherche/annuaire.json          filters, départements, the profile of each passage, name and first key of each slice, synonyms
    recherche/mots/NOM.json          {word: [numbers]}: each number is a passage (the step from the last one) × 8 + where the word stands
    recherche/vocabulaire/NOM.json   every word, for typing errors: the letters it shares with the one before (base 36), then the others
    recherche/passages/NOM.json      [[address, title, text, place]…]: PAR_FICHIER passages
    recherche/communes/NOM.json      ["69266,Villeurbanne,163684"…]

Slices hold sorted keys and are cut by size, so that a query costs the same however many départements there are. Each is named
after what it holds: a browser keeps those that have not changed, and never mixes two builds.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conventions.compose.situation import LEGAUX
from conventions.export.recherche.mots import mots
from conventions.export.recherche.passages import LOCAUX, Passage
from conventions.load.communes import Communes
from conventions.load.vocabulaire import Vocabulaire
from conventions.render.ensemble import Ensemble
from conventions.render.pages.recherche import GENRES
from conventions.texte import slug

PAR_FICHIER = 24
SIGNES = 8
"""Signs in the name of a slice."""
POIDS = 9_000
"""Size aimed at for a slice, in characters."""
CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
TEXTE, CLES, RESSORT, TITRE, SUJET, LIEU = range(6)
"""Where a word stands in a passage, from the least to the most telling."""


def index_files(
    ensemble: Ensemble, passages: Iterable[Passage], vocabulaire: Vocabulaire, communes: Communes
) -> Iterator[tuple[str, str]]:
    """(address, JSON) of every file."""
    empty = frozenset(mots(vocabulaire.vides))
    found = list(passages)
    postings = _postings(found, _subjects(ensemble, vocabulaire), empty)
    slices: dict[str, list[tuple[str, str]]] = {
        "mots": list(_word_slices(postings)),
        "vocabulaire": [("", _json(_front_coded(sorted(postings))))],
        "passages": [("", _json(rows)) for rows in _passage_slices(found)],
        "communes": [(slug(lines[0].split(",")[1]), _json(lines)) for lines in _chunks(communes.lignes, 250)],
    }
    directory = _directory(ensemble, found, empty)
    directory |= {f"tranches_{kind}": [key for key, _ in slices[kind]] for kind in ("mots", "communes")}
    directory |= {
        "par_fichier": PAR_FICHIER,
        "postaux": dict(communes.postaux),
        "vides": sorted(empty),
        "synonymes": [[" ".join(mots(form)) for form in group] for group in vocabulaire.synonymes],
        "liaisons": vocabulaire.liaisons.split(),
        "noms": list(_names(ensemble, vocabulaire, found).items()),
    }
    names = {kind: [hashlib.sha256(text.encode()).hexdigest()[:SIGNES] for _, text in files] for kind, files in slices.items()}
    yield "recherche/annuaire.json", _json({"fichiers": {kind: "".join(n) for kind, n in names.items()}, **directory})
    for kind, files in slices.items():
        for name, (_, text) in zip(names[kind], files, strict=True):
            yield f"recherche/{kind}/{name}.json", text


def _subjects(ensemble: Ensemble, vocabulaire: Vocabulaire) -> dict[str, str]:
    """Address → its everyday words."""
    return {_current(ensemble, url): words for url, words in vocabulaire.pages.items()}


def _current(ensemble: Ensemble, url: str) -> str:
    """`trame/#art-8` in the vocabulary is the current template's."""
    return url.replace("trame/#", f"trame/{ensemble.registre.trame.periode}/#")


def _names(ensemble: Ensemble, vocabulaire: Vocabulaire, passages: Sequence[Passage]) -> dict[str, list[int]]:
    """Whole name → the passages that bear it: those of the vocabulary, then the first page or heading so called."""
    numbers = {p.url: number for number, p in reversed(list(enumerate(passages)))}
    names = {name: [numbers[_current(ensemble, url)] for url in urls] for name, urls in vocabulaire.noms.items()}
    taken = {word for words in vocabulaire.pages.values() for word in mots(words)}
    for number, p in enumerate(passages):
        for name in p.noms:
            # A sigle that is the everyday word of another page (CAF, ARIPA) leads there first.
            if p.genre != "glossaire" or not taken.intersection(mots(name)):
                names.setdefault(name, [number])
    return names


def counted(passage: Passage) -> Passage:
    """The same, its words counted: what takes longest, and depends on nothing else."""
    words = [list[str]() for _ in range(LIEU + 1)]
    for word, place in places_of(passage).items():
        words[place].append(word)
    return replace(passage, mots=tuple(map(" ".join, words)))


def places_of(passage: Passage) -> dict[str, int]:
    """Word → where it stands: the most telling place wins."""
    if passage.mots:
        return {word: place for place, words in enumerate(passage.mots) for word in words.split()}
    places = dict.fromkeys(mots(passage.texte), TEXTE)
    places |= dict.fromkeys(mots(passage.cles), CLES)
    places |= dict.fromkeys(mots(passage.ressort), RESSORT)
    places |= dict.fromkeys(mots(passage.titre), CLES if passage.numerote else TITRE)
    return places | dict.fromkeys(mots(passage.lieux), LIEU)


def _postings(passages: Sequence[Passage], subjects: Mapping[str, str], empty: frozenset[str]) -> dict[str, list[int]]:
    """Word → passages, as steps × 8 + where it stands: the most telling place wins."""
    postings: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, p in enumerate(passages):
        places = places_of(p)
        subject = {word: max(SUJET, places.get(word, SUJET)) for word in mots(subjects.get(p.url, ""))}
        for word, place in {**places, **subject}.items():
            if word not in empty:
                postings.setdefault(word, []).append((number - last.get(word, 0)) * 8 + place)
                last[word] = number
    return postings


def _word_slices(postings: Mapping[str, list[int]]) -> Iterator[tuple[str, str]]:
    """(first word, JSON) of each slice, in the order of the words."""
    first, size, entries = "", 0, list[str]()
    for word in sorted(postings):
        entry = f'"{word}":{_json(postings[word])}'
        if entries and size + len(entry) > POIDS:
            yield first, f"{{{','.join(entries)}}}"
            size, entries = 0, []
        first = first if entries else word
        entries.append(entry)
        size += len(entry)
    if entries:
        yield first, f"{{{','.join(entries)}}}"


def _front_coded(words: Iterable[str]) -> str:
    """« abandon abandonne » → « 0abandon 7ne »."""
    coded, before = [], ""
    for word in words:
        shared = next(
            (n for n, (a, b) in enumerate(zip(before, word, strict=False)) if a != b), min(len(before), len(word))
        )
        shared = min(shared, 35)
        coded.append(f"{CHIFFRES[shared]}{word[shared:]}")
        before = word
    return " ".join(coded)


def _passage_slices(passages: Sequence[Passage]) -> Iterator[list[list[str]]]:
    for chunk in _chunks(passages, PAR_FICHIER):
        yield [[p.url, p.titre, p.texte, p.place] for p in chunk]


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _directory(ensemble: Ensemble, passages: Sequence[Passage], empty: frozenset[str]) -> dict[str, Any]:
    """The filters and what each passage is for them: a character or three a passage, the rank of its profile."""
    reference, trame = ensemble.registre.reference, ensemble.registre.trame
    regions, cours, genres = list(reference.regions), list(reference.cours), list(GENRES)
    ranks = {code: rank for rank, code in enumerate(ensemble.lignes)}
    profiles, runs = list[tuple[int, int, int, int]](), list[list[int]]()
    for p in passages:
        mask = sum(1 << rank for rank, a in enumerate(trame.axes) if a.id in p.axes)
        title = len(set(mots(p.titre)) - empty)
        profiles.append((genres.index(p.genre), p.objectif, mask, title))
        rank = ranks.get(p.departement, -1)
        if runs and runs[-1][0] == rank:
            runs[-1][1] += 1
        else:
            runs.append([rank, 1])
    known = [profile for profile, _ in Counter(profiles).most_common()]
    codes = {profile: _code(rank) for rank, profile in enumerate(known)}
    statuts = [slug_ for slug_, _, _ in ensemble.comptes()]
    return {
        "genres": list(GENRES.items()),
        "statuts": [[s, LEGAUX[s]] for s in statuts],
        "regions": [[r.slug, r.nom] for r in regions],
        "cours": [[c.slug, c.nom] for c in cours],
        "objectifs": [[str(o.numero), f"{o.numero}. {o.court}"] for o in trame.objectifs]
        + [["locaux", "Objectifs locaux"]],
        "axes": [[a.id, a.nom] for a in trame.axes],
        "local": LOCAUX,
        "departements": [
            [d.code, d.nom, regions.index(d.region), cours.index(d.cour), statuts.index(ligne.statut)]
            for ligne in ensemble.lignes.values()
            for d in (ligne.departement,)
        ],
        "profils": known,
        "passages": "".join(codes[profile] for profile in profiles),
        "suites": runs,
    }


def _code(rank: int) -> str:
    """The rank of a profile: one character for the most frequent, « . » and two others for the rest."""
    return CHIFFRES[rank] if rank < 64 else f".{CHIFFRES[rank // 64]}{CHIFFRES[rank % 64]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
