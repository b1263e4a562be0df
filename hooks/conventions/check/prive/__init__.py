"""A text → what it holds of a person's private life: e-mail, telephone, numbers, date of birth, home address, whatever their disguise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conventions.check.prive.courriels import avec_compte, courriels
from conventions.check.prive.lecture import Etendue, en_clair
from conventions.check.prive.lieux import domiciles, naissances
from conventions.check.prive.numeros import cartes, comptes, securite_sociale
from conventions.check.prive.telephones import telephones

_SORTES: tuple[tuple[str, Callable[[str], Iterator[Etendue]]], ...] = (
    ("lien-trompeur", avec_compte),
    ("courriel", courriels),
    ("compte-bancaire", comptes),
    ("numero-personnel", securite_sociale),
    ("compte-bancaire", cartes),
    ("telephone", telephones),
    ("date-de-naissance", naissances),
    ("adresse-personnelle", domiciles),
)
"""By rule. What one has taken, those after it leave: the figures of an account hold no telephone."""
AU_PLUS = 300
"""Of each kind in one file: more would say nothing more, and a département has fewer services."""


MAX_TRACES = 200
"""Traces of one kind that are looked for in one text: what follows them would say no more."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found: the rule that it breaks, where it stands (ranks from 0), and its words."""

    regle: str
    debut: int
    fin: int
    mots: str

    @property
    def cle(self) -> tuple[str, str]:
        """The same for the same thing written twice, folded or not."""
        return self.regle, re.sub(r"[\W_]+", "", en_clair(self.mots)).lower()


def traces(text: str) -> list[Trace]:
    """Everything that it holds, in order. Cost: in proportion to its length."""
    plain, taken, found = en_clair(text), bytearray(len(text)), list[Trace]()
    for regle, search in _SORTES:
        for debut, fin in itertools.islice(search(plain), MAX_TRACES):
            if not any(taken[debut:fin]):
                taken[debut:fin] = b"\1" * (fin - debut)
                found.append(Trace(regle, debut, fin, text[debut:fin]))
    return sorted(found, key=lambda trace: trace.debut)
