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

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conventions.compose.situation import LEGAUX
from conventions.export.recherche.fragment import PAR_FICHIER, Fragment, en_json, fragment, joindre, nom, tranches
from conventions.export.recherche.mots import mots
from conventions.export.recherche.passages import LOCAUX, Passage, Propres
from conventions.load.communes import Communes, communes
from conventions.load.vocabulaire import Vocabulaire, vocabulaire
from conventions.model.trame import Trame
from conventions.render.ensemble import Ensemble
from conventions.render.pages.recherche import GENRES
from conventions.texte import slug

POIDS = 9_000
"""Size aimed at for a slice, in characters."""
CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


@dataclass(frozen=True, slots=True)
class Trouves:
    """What is found of one département: its sheet, which stands among the shared passages, and all the others."""

    fiche: Passage
    autres: Fragment


def trouves(trame: Trame, propres: Propres) -> tuple[Trouves, list[tuple[str, str]]]:
    """What a département brings to the search, and (address, JSON) of the slices of its passages."""
    sheet, *others = propres
    found = fragment(others, trame.axes, _vides(vocabulaire()), {})
    return Trouves(sheet, found), [(f"recherche/passages/{name}.json", text) for name, text in tranches(others)]


def index_files(
    ensemble: Ensemble, communs: Iterable[Passage], departements: Sequence[Trouves]
) -> Iterator[tuple[str, str]]:
    """(address, JSON) of every other file; `communs` are the passages of no département."""
    words = vocabulaire()
    shared = [*communs, *(one.fiche for one in departements)]  # the sheets together: a place that is typed brings several
    first = fragment(shared, ensemble.registre.trame.axes, _vides(words), _subjects(ensemble, words))
    fragments = [first, *(one.autres for one in departements)]
    lists = joindre(fragments)
    slices: dict[str, list[tuple[str, str]]] = {
        "mots": list(_word_slices(lists)),
        "vocabulaire": [("", en_json(_front_coded(sorted(lists))))],
        "communes": [(slug(lines[0].split(",")[1]), en_json(lines)) for lines in _chunks(communes().lignes, 250)],
    }
    names = {kind: [nom(text) for _, text in files] for kind, files in slices.items()}
    names["passages"] = [name for one in fragments for name in one.tranches]
    directory = {
        "fichiers": {kind: "".join(found) for kind, found in names.items()},
        **_directory(ensemble, shared, fragments),
        **{f"tranches_{kind}": [key for key, _ in slices[kind]] for kind in ("mots", "communes")},
        **_language(ensemble, shared, words, communes()),
    }
    yield "recherche/annuaire.json", en_json(directory)
    for kind, files in slices.items():
        for name, (_, text) in zip(names[kind], files, strict=True):
            yield f"recherche/{kind}/{name}.json", text
    for name, text in tranches(shared):
        yield f"recherche/passages/{name}.json", text


def _vides(vocabulaire: Vocabulaire) -> frozenset[str]:
    return frozenset(mots(vocabulaire.vides))


def _language(
    ensemble: Ensemble, shared: Sequence[Passage], words: Vocabulaire, places: Communes
) -> dict[str, Any]:
    """What the browser must know of words before it can read a query."""
    return {
        "postaux": dict(places.postaux),
        "vides": sorted(_vides(words)),
        "synonymes": [[" ".join(mots(form)) for form in group] for group in words.synonymes],
        "liaisons": words.liaisons.split(),
        "noms": list(_names(ensemble, words, shared).items()),
    }


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


def _word_slices(lists: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(first word, JSON) of each slice, in the order of the words."""
    first, size, entries = "", 0, list[str]()
    for word in sorted(lists):
        entry = f'"{word}":[{lists[word]}]'
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


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _directory(ensemble: Ensemble, shared: Sequence[Passage], fragments: Sequence[Fragment]) -> dict[str, Any]:
    """The filters and what each passage is for them: a character or three a passage, the rank of its profile."""
    reference, trame = ensemble.registre.reference, ensemble.registre.trame
    regions, cours = list(reference.regions), list(reference.cours)
    profiles = [profile for one in fragments for profile in one.profils]
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
        "suites": _runs(ensemble, shared, fragments),
        "communs": len(shared),
        "par_fichier": PAR_FICHIER,
    }


def _runs(ensemble: Ensemble, shared: Sequence[Passage], fragments: Sequence[Fragment]) -> list[list[int]]:
    """[rank of the département, number of passages]; -1 for those of none. A run of the shared passages ends with them."""
    ranks = {code: rank for rank, code in enumerate(ensemble.lignes)}
    runs = list[list[int]]()
    for rank in (ranks.get(p.departement, -1) for p in shared):
        if runs and runs[-1][0] == rank:
            runs[-1][1] += 1
        else:
            runs.append([rank, 1])
    return [*runs, *([rank, len(one.profils)] for rank, one in enumerate(fragments[1:]) if one.profils)]


def _code(rank: int) -> str:
    """The rank of a profile: one character for the most frequent, « . » and two others for the rest."""
    return CHIFFRES[rank] if rank < 64 else f".{CHIFFRES[rank // 64]}{CHIFFRES[rank % 64]}"
