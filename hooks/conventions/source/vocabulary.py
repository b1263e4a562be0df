"""What people type (national/synonymes.yml) → words without meaning, synonyms, whole names and the everyday words of some pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from conventions.source import native
from conventions.source.settings import national_folder


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """Words as people write them, with their accents."""

    vides: str
    faibles: str
    """Those of them that tell what is asked all the same: « qui », « combien », « refuse »."""
    domaine: str
    """The words of what the site speaks of."""
    sujets: str
    """Those that tell by themselves what is asked."""
    liaisons: str
    """The words that change nothing in a whole name: « liste des régions » is « régions »."""
    synonymes: tuple[tuple[str, ...], ...]
    pages: Mapping[str, str]
    """Address of a page → the everyday words that lead to it."""
    noms: Mapping[str, tuple[str, ...]]
    """A whole name → the pages that it stands for, in order."""
    questions: Mapping[str, tuple[str, ...]]
    """Address of a generated page → the questions that it answers, as people ask them."""
    ici: Mapping[str, tuple[str, ...]]
    """What follows the address of a sheet → how that part is called, then what one types to find it, beside the name of the place."""
    secours: str
    """The words of someone who may be in danger."""
    services: Mapping[str, str]
    """What a service does → the everyday words that lead to it."""
    hors: tuple[tuple[str, tuple[str, ...], bool], ...]
    """What the template does not speak of: how to say it, how people type it, and whether something comes near."""


@cache
def vocabulaire() -> Vocabulaire:
    """Read once, when first needed."""
    data = yaml.load((national_folder() / "synonymes.yml").read_text(encoding="utf-8"), Loader=native.BASE)
    noms = {name: tuple(urls) for urls, names in ((u.split(), n) for u, n in data["noms"].items()) for name in names}
    return Vocabulaire(
        data["mots_vides"],
        data.get("mots_faibles", ""),
        data.get("domaine", ""),
        data.get("sujets", ""),
        data["mots_de_liaison"],
        tuple(map(tuple, data["synonymes"])),
        data["pages"],
        noms,
        {url: tuple(said) for url, said in data.get("questions", {}).items()},
        {suffix: tuple(said) for suffix, said in data.get("ici", {}).items()},
        data["secours"],
        data["services"],
        tuple(
            (said, tuple(forms), kind == "proches")
            for kind, ones in data["hors"].items()
            for said, forms in ones.items()
        ),
    )
