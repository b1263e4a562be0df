"""What a page gives its frame, whatever the shell: Material's, the State's, that of another generator. Plain values, front matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Gabarit(StrEnum):
    """The kind of page, to a shell: how wide its content goes, whether it is a text of law."""

    ORDINAIRE = "ordinaire"
    LARGE = "large"
    TEXTE = "texte"
    ACCUEIL = "accueil"


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A page that is linked to: a step of the breadcrumb, a neighbour. `url` is seen from the root of the site."""

    titre: str
    url: str


@dataclass(frozen=True, slots=True)
class Flux:
    """What one can subscribe to beside a page; `type` is that of its file, for machines. `url` is seen from the root of the site."""

    titre: str
    url: str
    type: str

    @property
    def nature(self) -> str:
        """What it is, to a person."""
        return "agenda" if self.type == "text/calendar" else "flux Atom"


@dataclass(frozen=True, slots=True)
class Voisins:
    """The pages before and after this one; `quoi` says of what they are the neighbours."""

    quoi: str
    precedent: Renvoi | None = None
    suivant: Renvoi | None = None


@dataclass(frozen=True, slots=True)
class Avis:
    """A notice at the head of every page."""

    titre: str
    texte: str


FICTIF = Avis(
    "Site fictif.",
    "Les conventions présentées ici sont inventées pour l’essai\u00a0: elles n’ont aucune valeur et n’engagent personne.",
)


@dataclass(frozen=True, slots=True)
class Cadre:
    """What the frame of one page shows of it, its title and its description apart.

    `fil` is None where a page has no breadcrumb (home). `sommaire` is how deep its contents list goes: 0 (none), 2 or 3.
    """

    gabarit: Gabarit = Gabarit.ORDINAIRE
    titre_court: str = ""
    fil: tuple[Renvoi, ...] | None = None
    sommaire: int = 0
    voisins: Voisins | None = None
    date_imprimee: str = ""
    flux: tuple[Flux, ...] = ()

    def meta(self) -> dict[str, Any]:
        """As front matter, what is empty left out: the keys that templates read in `page.meta`."""
        known: dict[str, Any] = {
            "gabarit": "" if self.gabarit is Gabarit.ORDINAIRE else self.gabarit.value,
            "titre_court": self.titre_court,
            "sommaire": self.sommaire,
            "voisins": self.voisins and _voisins(self.voisins),
            "date_imprimee": self.date_imprimee,
            "flux": [{"titre": f.titre, "url": f.url, "type": f.type} for f in self.flux],
        }
        found = {cle: valeur for cle, valeur in known.items() if valeur}
        return found if self.fil is None else {**found, "fil_ariane": [_renvoi(e) for e in self.fil]}


def modifier(edition: str, source: str) -> dict[str, str]:
    """The link to propose a change: to the file on the forge where `edition` gives it, else to the guide; nothing for neither."""
    if edition:
        return {"titre": f"Proposer une modification{'' if source else ' de cette page'}", "url": edition}
    return {"titre": f"Proposer une modification (fichier {source})", "url": "contribuer/"} if source else {}


def _renvoi(renvoi: Renvoi) -> dict[str, str]:
    return {"titre": renvoi.titre, "url": renvoi.url}


def _voisins(voisins: Voisins) -> Mapping[str, Any]:
    around = {"precedent": voisins.precedent, "suivant": voisins.suivant}
    return {"quoi": voisins.quoi, **{sens: _renvoi(page) for sens, page in around.items() if page}}
