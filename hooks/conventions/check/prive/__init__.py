"""A text → what it holds of a person's private life: e-mail, telephone, numbers, date of birth, home address, whatever their disguise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conventions.check.prive.courriels import avec_compte, courriels
from conventions.check.prive.lecture import AU_PLUS, Etendue, Lecture, en_clair, montre, serre
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
    """Everything that it holds, in order, as typed or as shown. Cost: in proportion to its length."""
    readings, taken, found = _lectures(text), bytearray(len(text)), list[Trace]()
    for (regle, search), read in itertools.product(_SORTES, readings):
        for begin, end in itertools.islice(search(read.mots), AU_PLUS):
            debut, fin = read.rangs[begin], read.rangs[end - 1] + 1
            if read.debut <= debut and fin <= read.fin and not any(taken[debut:fin]):
                taken[debut:fin] = b"\1" * (fin - debut)
                found.append(Trace(regle, debut, fin, text[debut:fin]))
    return sorted(found, key=lambda trace: trace.debut)


def _lectures(text: str) -> list[Lecture]:
    """The text as typed and, where it says something else, as shown, then with its spaced letters joined again."""
    typed = en_clair(text)
    whole, shown = Lecture(typed, range(len(text)), 0, len(text)), list(montre(typed))
    covered = any((read.debut, read.fin) == (0, len(text)) for read in shown)
    apart = shown if covered else [whole, *shown]
    return [whole, *shown, *(joined for read in apart if (joined := serre(read)) is not read)]
