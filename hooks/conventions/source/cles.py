"""A key as people write it → as the format wants it: « conseil departemental » → `collectivite`, « article 5, alinéa 1 » → `art-5-al-1`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from conventions.model import ids
from conventions.model.french import slug
from conventions.source.suggestions import nearest

NATURES = ("prefet", "cour", "caf", "msa", "collectivite", "commune", "epci", "association", "autre")
_LIEN = r"(?:-(?:de-la|de-l|de|du|des|d|la|le|les|l))?"
# What precedes the key's own words, which are kept, as in `commune-rennes`.
_NOMS = (
    ("collectivite-metropole", r"(?:grand-lyon|metropole-(?:de-)?lyon)"),
    ("commune", rf"(?:communes?|mairies?|maires?|villes?|municipalites?){_LIEN}"),
    ("epci", rf"(?:epci|agglo|agglomeration|communaute(?:-de-communes|-d-agglomeration|-urbaine)?){_LIEN}"),
    ("association", rf"(?:associations?|assoc|asso){_LIEN}"),
    ("caf", rf"(?:cafs?|(?:caisse{_LIEN}-)?allocations?-familiales?){_LIEN}"),
    ("msa", rf"(?:msas?|c?cmsa|(?:caisse{_LIEN}-)?mutualite-sociale-agricole){_LIEN}"),
)
# One party, whatever words follow.
_UNIQUES = (
    ("prefet", r"prefete?s?|prefectures?|etat|representante?-de-l-etat"),
    ("cour", r"cours?-d?-?appel|chefs-de-(?:la-)?cour|premiere?-presidente?|procureure?-generale?"),
    ("caf", r"caf\d+[ab]?"),
    ("collectivite", r"conseils?-(?:departemental|general)(?:aux)?|departements?|cd-?\d+[ab]?|collectivites?"),
)
_ENTIERS = (("epci", r"metropole|grand-\w+"), ("association", r"udaf|cidff|cnidff|adil|federation|union"))
"""The words that are kept whole after the nature: `association-udaf`."""
_RANGS = ("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme")
_MOTS = (
    ("art", "articles?|art"),
    ("al", "alineas?|al|paragraphes?|par"),
    ("obj", "objectifs?|obj"),
    ("eng", "engagements?"),
)
"""What each part of a clause is called."""
_SUITE = rf"(?P<suite>-(?:{'|'.join(ids.SUITES)}))?"
_CLAUSES = (
    (rf"art-(?P<article>\d+)(?:-al)?-(?P<rang>\d+){_SUITE}", "art-{article}-al-{rang}"),
    (r"art-(?P<article>\d+)-(?P<rang>\d+)-al", "art-{article}-al-{rang}"),
    (rf"(?:al-(?P<rang>\d+)|(?P<autre>\d+)-al){_SUITE}-art-(?P<article>\d+)", "art-{article}-al-{rang}{autre}"),
    (r"art-(?P<article>\d+)", "art-{article}"),
    (rf"(?:obj|eng)-(?P<article>\d+)(?:-eng)?-(?P<rang>[a-z]){_SUITE}", "obj-{article}-{rang}"),
    (rf"eng-(?P<rang>[a-z]){_SUITE}-obj-(?P<article>\d+)", "obj-{article}-{rang}"),
    (r"obj-(?P<article>\d+)", "obj-{article}"),
    (rf"(?:al-(?P<rang>\d+)|(?P<autre>\d+)-al){_SUITE}-preambule", "preambule-{rang}{autre}"),
    (rf"preambule(?:-al)?-(?P<rang>\d+){_SUITE}", "preambule-{rang}"),
)
"""The orders in which they are said, in these words."""


def partie(words: str) -> str:
    """The key of a party; empty where nothing is left of the words. What is none of the natures is `autre-…`."""
    whole = slug(words[:60])
    plain = re.sub(r"^(?:la|le|les|l)-", "", whole)
    for nature, pattern in _UNIQUES:
        if re.fullmatch(rf"(?:{pattern})(?:-.*)?", plain):
            return nature
    for nature, pattern in _NOMS:
        if found := re.fullmatch(rf"{pattern}(?:-(?P<nom>.+))?", plain):
            return f"{nature}-{found['nom']}" if found["nom"] else nature
    first, _, rest = plain.partition("-")
    for nature, pattern in _ENTIERS:
        if re.fullmatch(pattern, first):
            return f"{nature}-{plain}"
    if nature := nearest(first, NATURES, 0.75):
        return f"{nature}-{rest}" if rest else nature
    return f"autre-{whole}" if whole else ""


def exacte(cle: str, known: Sequence[str]) -> str:
    """`collectivite` where the département has two of them: the one of its council, as a métropole is never called so."""
    own = [one for one in known if one.startswith("collectivite-") and one != "collectivite-metropole"]
    return own[0] if cle == "collectivite" and len(own) == 1 else cle


def membre(words: str, known: Sequence[str]) -> str:
    """Which of these parties the words name, by its key, its nature or its own name; empty if none, or several, may be meant."""
    plain, named = slug(words[:60]), partie(words)
    own = {cle: cle.removeprefix(f"{cle.partition('-')[0]}-") for cle in known}
    fits = (
        [cle for cle in known if cle in {plain, named}],
        [cle for cle in known if cle.startswith(f"{named}-")],
        [cle for cle, name in own.items() if name in {plain, re.sub(r"^(?:la|le|les|l)-", "", plain)}],
    )
    found = next(filter(None, fits), [])
    return found[0] if len(found) == 1 else "" if found else _close(named, known)


def _close(cle: str, known: Sequence[str]) -> str:
    """The party nearly called so: of one nature, the names tell them apart, and « association-udaf » is not the Cidff."""
    nature, _, name = cle.partition("-")
    alike = {one.removeprefix(f"{nature}-"): one for one in known if one.startswith(f"{nature}-")}
    return alike.get(nearest(name, list(alike), 0.75), "") if name and alike else nearest(cle, known, 0.85)


def retrait(words: str, known: Sequence[str]) -> str:
    """The path of the one of these parties that words name where an amendment withdraws it: « MSA » → `signataires.msa`."""
    above, _, last = words[:200].strip().lower().removeprefix("convention.").rpartition(".")
    cle = membre(last, known) if above in {"", "signataire", "signataires"} else ""
    return f"signataires.{cle}" if cle else ""


@lru_cache(maxsize=4096)
def clause(words: str) -> str:
    """The id of a clause of the trame, as its words name it; empty where they name none."""
    plain = _parts(slug(words[:60]))
    for pattern, shape in _CLAUSES:
        if found := re.fullmatch(pattern, plain):
            named = found.groupdict(default="")
            return shape.format(**named) + named.get("suite", "")
    return ""


def _parts(plain: str) -> str:
    """« article premier, 2e alinéa » → `art-1-2-al`."""
    for rank, name in enumerate(_RANGS, 1):
        plain = re.sub(rf"\b{name}\b", str(rank), plain)
    plain = re.sub(r"\b(\d+)(?:ere?|eme|nde?)\b|\b(\d+)e(?=-al|-par|-de)", r"\1\2", plain)
    plain = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", "-", plain)
    for short, pattern in _MOTS:
        plain = re.sub(rf"\b(?:{pattern})\b", short, plain)
    plain = re.sub(r"-n[o]?-(?=\d)", "-", plain)
    return re.sub(
        r"(?:^|(?<!eng)-)(?:(?:de|du|des|d|la|le|les|l)-)+(?=(?:art|al|obj|eng|preambule)\b)", "-", plain
    ).strip("-")
