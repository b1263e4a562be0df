"""Passages → the files of the search: a directory (annuaire.json) and small slices that the browser fetches as one types.

    recherche/annuaire.json          filters, départements, the profile of each passage, name and first key of each slice, synonyms
    recherche/mots/NOM.json          {word: [numbers]}: steps between passages × 8 + where the word stands; after -1, its questions
    recherche/vocabulaire/NOM.json   every word, for typing errors: the letters it shares with the one before (base 36), then the others
    recherche/noms/NOM.json          [[the passages], whole name…]: what is known by its very name
    recherche/questions/NOM.json     what each question leads to, and how long it is (search/questions.py)
    recherche/passages/NOM.json      [[address, title, text, place]…]: PAR_FICHIER passages; of a sheet, also its parts
    recherche/communes/NOM.json      ["69266,Villeurbanne,163684"…]

Slices are sorted and cut by size: a query costs the same however many départements there are. Each is named after what it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conventions.model.french import slug
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.render.pages.recherche import VIOLENCES, filtres, urgence
from conventions.search.departement import Propres
from conventions.search.fragment import PAR_FICHIER, Fragment, en_json, fragment, joindre, nom, tranches
from conventions.search.passage import Passage
from conventions.search.questions import ASSEZ, Questions, longueur, questions
from conventions.search.words import mots
from conventions.source.communes import communes
from conventions.source.vocabulary import vocabulaire

POIDS = 4_000
"""Size aimed at for a slice, in characters."""
LIEUX = ("regions/", "cours-d-appel/", "caisses-msa/", "engagements/")
"""Where the pages of places stand."""
Files = Sequence[tuple[str, str]]
"""(address, JSON) of files."""
CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of one département: its sheet, which stands among the other sheets, and the rest."""

    fiche: Passage
    seule: Fragment
    """The sheet alone."""
    autres: Fragment


@dataclass(frozen=True, slots=True)
class Common:
    """What is found of no département: the addresses of the passages, and (name, numbers) of the names that lead to them."""

    fragment: Fragment
    adresses: tuple[str, ...]
    noms: tuple[tuple[str, list[int]], ...]
    questions: Questions


@dataclass(frozen=True, slots=True)
class Places:
    """The slices of the communes: their names, and the first key of each."""

    noms: tuple[str, ...]
    cles: tuple[str, ...]
    postaux: Mapping[str, str]


def found(trame: Trame, propres: Propres) -> tuple[Found, Files]:
    """What a département brings to the search, and the slices of its passages."""
    sheet, *others = propres
    alone, rest = (fragment(some, trame.axes, vides(), _subjects(trame)) for some in ([sheet], others))
    return Found(sheet, alone, rest), _slices("passages", tranches(others))


def common(trame: Trame, passages: Sequence[Passage]) -> tuple[Common, Files]:
    """The passages of no département, and their slices."""
    names: dict[str, list[int]] = {}
    current = _current(trame, "trame/#")
    for number, p in enumerate(passages):
        for name in (*p.noms, *_short(p.repond)):
            known = names.setdefault(name, [number])
            if p.genre == "glossaire" and number not in known:
                known.append(number)
        if p.url.startswith(current):
            names.setdefault(p.url.removeprefix(current), [number])
    joined = fragment(passages, trame.axes, vides(), _subjects(trame))
    shared = Common(joined, tuple(p.url for p in passages), tuple(names.items()), _questions(trame, passages))
    return shared, _slices("passages", tranches(passages))


def _short(said: Iterable[str]) -> Iterator[str]:
    """Of these questions, those that have too few words to be resembled: they are names."""
    return (one for one in said if longueur(set(mots(one)) - (vides() - faibles()), faibles()) < ASSEZ)


def _questions(trame: Trame, passages: Sequence[Passage]) -> Questions:
    """What each page answers, says its author or the vocabulary; its names are questions too."""
    words = vocabulaire()
    # What is asked of a place is numbered below zero.
    asked = {-1 - rank: list(forms) for rank, (_, *forms) in enumerate(words.ici.values())}
    said = {_current(trame, url): found for url, found in words.questions.items()}
    for name, urls in words.noms.items():
        said[_current(trame, urls[0])] = (*said.get(_current(trame, urls[0]), ()), name)
    for number, p in enumerate(passages):
        if p.url.count("/") > 1 and p.url.startswith(LIEUX):
            continue  # « Rhône-Alpes » is a place, not a question
        if found := (*p.repond, *p.noms, *said.pop(p.url, ())):
            asked[number] = list(found)
    return questions(asked, vides(), faibles())


def places() -> tuple[Places, Files]:
    """Every commune of France."""
    known = communes()
    chunks = [known.lignes[start : start + 250] for start in range(0, len(known.lignes), 250)]
    files = [(nom(text), text) for text in map(en_json, chunks)]
    first = tuple(slug(lines[0].split(",")[1]) for lines in chunks)
    return Places(tuple(name for name, _ in files), first, known.postaux), _slices("communes", files)


def directory(collection: Collection, shared: Common, where: Places, departements: Sequence[Found]) -> Files:
    """The directory, the words, and the slices of the sheets."""
    sheets = [one.fiche for one in departements]
    # The sheets together: a place that is typed brings several, and one slice then holds them.
    fragments = [shared.fragment, *(one.seule for one in departements), *(one.autres for one in departements)]
    lists = joindre(fragments)
    for word, numbers in shared.questions.listes.items():
        lists[word] = f"{lists[word]},-1,{numbers}" if word in lists else f"-1,{numbers}"
    words = list(_word_slices(lists))
    named = [nom(text) for _, text in words]
    names = en_json(_grouped(_names(collection, shared, sheets)))
    asked = en_json([shared.questions.cibles, shared.questions.longueurs])
    spelling = en_json(_front_coded(sorted(lists)))
    slices = list(tranches(sheets))
    passages = [*shared.fragment.tranches, *(name for name, _ in slices)]
    passages += [name for one in departements for name in one.autres.tranches]
    files = {
        "mots": named,
        "vocabulaire": [nom(spelling)],
        "noms": [nom(names)],
        "questions": [nom(asked)],
        "passages": passages,
        "communes": where.noms,
    }
    said = {
        "fichiers": {kind: "".join(names) for kind, names in files.items()},
        **_directory(collection, fragments),
        "blocs": [len(shared.adresses), len(sheets)],
        "suites": _runs(shared, departements),
        "tranches_mots": [key for key, _ in words],
        "tranches_communes": where.cles,
        "postaux": dict(where.postaux),
        **_language(collection),
    }
    return [
        ("recherche/annuaire.json", en_json(said)),
        *_slices("mots", zip(named, (text for _, text in words), strict=True)),
        *_slices("vocabulaire", [(nom(spelling), spelling)]),
        *_slices("noms", [(nom(names), names)]),
        *_slices("questions", [(nom(asked), asked)]),
        *_slices("passages", slices),
    ]


def vides() -> frozenset[str]:
    """The words that find nothing."""
    return frozenset(mots(vocabulaire().vides))


def faibles() -> frozenset[str]:
    """Those of them that tell what is asked all the same."""
    return frozenset(mots(vocabulaire().faibles)) & vides()


def _slices(kind: str, files: Iterable[tuple[str, str]]) -> Files:
    return [(f"recherche/{kind}/{name}.json", text) for name, text in files]


def _language(collection: Collection) -> dict[str, Any]:
    """What the browser must know of words before it can read a query."""
    words = vocabulaire()
    return {
        "vides": sorted(vides()),
        "faibles": sorted(faibles()),
        "domaine": sorted(set(mots(f"{words.domaine} {words.sujets}"))),
        "sujets": sorted(set(mots(words.sujets))),
        "synonymes": [[" ".join(mots(form)) for form in group] for group in words.synonymes],
        "liaisons": words.liaisons.split(),
        "hors": [[said, [" ".join(mots(form)) for form in forms], near] for said, forms, near in words.hors],
        "ici": [[_current(collection.registry.trame, suffix), said[0]] for suffix, said in words.ici.items()],
        "secours": {
            "mots": sorted(set(mots(words.secours))),
            "titre": urgence(collection.registry.reference),
            "url": f"axes/{VIOLENCES}/#secours",
        },
    }


def _names(collection: Collection, shared: Common, sheets: Sequence[Passage]) -> dict[str, list[int]]:
    """A whole name → the passages that bear it, in order."""
    words, trame = vocabulaire(), collection.registry.trame
    numbers: dict[str, int] = {}
    for number, url in enumerate((*shared.adresses, *(p.url for p in sheets))):
        numbers.setdefault(url, number)
    said = [(name, urls) for name, urls in words.noms.items()]
    said += [(one, (url,)) for url, found in words.questions.items() for one in _short(found) if one not in words.noms]
    names = {
        name: [numbers[_current(trame, url)] for url in urls if _current(trame, url) in numbers] for name, urls in said
    }
    for name, leads in shared.noms:
        names[name] = list(dict.fromkeys([*names.get(name, ()), *leads]))
    return names


def _grouped(names: Mapping[str, Sequence[int]]) -> list[list[Any]]:
    """[[the passages], name…]: what bears several names is written once."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, numbers in names.items():
        groups.setdefault(tuple(numbers), []).append(name)
    return [[list(numbers), *found] for numbers, found in groups.items()]


def _subjects(trame: Trame) -> Mapping[str, str]:
    """Address → its everyday words."""
    return {_current(trame, url): said for url, said in vocabulaire().pages.items()}


def _current(trame: Trame, url: str) -> str:
    """`trame/#art-8` in the vocabulary is the current template's, `période/` the text of that period."""
    return url.replace("trame/#", f"trame/{trame.periode}/#").replace("période/", f"{trame.periode}/")


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


def _directory(collection: Collection, fragments: Sequence[Fragment]) -> dict[str, Any]:
    """The filters and what each passage is for them: a character or three a passage, the rank of its profile."""
    reference = collection.registry.reference
    regions, cours, statuts = list(reference.regions), list(reference.cours), [s for s, _ in collection.comptes()]
    profiles = [profile for one in fragments for profile in one.profils]
    known = [profile for profile, _ in Counter(profiles).most_common()]
    codes = {profile: _code(rank) for rank, profile in enumerate(known)}
    choices = {name: listed for name, (_, listed) in filtres(collection).items()}
    return {
        "genres": choices["type"],
        "statuts": choices["statut"],
        "regions": choices["region"],
        "cours": choices["cour"],
        "objectifs": choices["objectif"],
        "axes": choices["axe"],
        "local": collection.registry.trame.premier_local,
        "departements": [
            [d.code, d.nom, regions.index(d.region), cours.index(d.cour), statuts.index(ligne.statut)]
            for ligne in collection.lignes.values()
            for d in (ligne.departement,)
        ],
        "profils": known,
        "passages": "".join(codes[profile] for profile in profiles),
        "par_fichier": PAR_FICHIER,
    }


def _runs(shared: Common, departements: Sequence[Found]) -> list[list[int]]:
    """[rank of the département, number of passages]; -1 for those of none."""
    others = ([rank, len(one.autres.profils)] for rank, one in enumerate(departements) if one.autres.profils)
    return [[-1, len(shared.adresses)], *([rank, 1] for rank in range(len(departements))), *others]


def _code(rank: int) -> str:
    """The rank of a profile: one character for the most frequent, « . » and two others for the rest."""
    return CHIFFRES[rank] if rank < 64 else f".{CHIFFRES[rank // 64]}{CHIFFRES[rank % 64]}"
