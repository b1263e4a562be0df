"""A département's file as a whole, its dated texts, and all of them together. Reverse questions are methods of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from conventions.model.actes import Avenant, Fin, Rectification
from conventions.model.convention import Convention, DocumentSigne, Partie, Publication, Suivi, signatures_attendues
from conventions.model.ids import HORS_TRAME, nature
from conventions.model.reference import Departement, Reference
from conventions.model.trame import Trame


@dataclass(frozen=True, slots=True)
class Version:
    """One text of the convention and the day it takes effect; `avenants` are those that made it (none: the original)."""

    du: date | None
    convention: Convention
    avenants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Etape:
    """What one amendment does to the text: the contract just before and just after it.

    `du` is the day it takes effect, before or after `signe_le`, the day of its last signature. Both are None while a party has
    not signed, or after the end of the convention: `apres` is then what it would give today.
    """

    numero: int
    du: date | None
    signe_le: date | None
    avant: Convention
    apres: Convention
    manquantes: tuple[str, ...] = ()
    """Keys of the parties that it binds and that have not signed it."""
    defaillante: bool = False
    """Whether these had to sign it and have left since: it binds nobody."""
    ailleurs: Mapping[str, Partie] = field(default_factory=dict)
    """The parties that other amendments bring or take away, by key: they may sign one whose effect is of another day."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One département's file."""

    departement: Departement
    source: str
    """Path of the YAML file, relative to the project."""
    periode: str
    trame: Trame | None
    """None for a convention that follows no trame."""
    texte: str = "trame"
    """`trame`, `document`, or the text of the convention itself when it is its own."""
    meme_convention_que: str = ""
    versions: tuple[Version, ...] = (Version(None, Convention()),)
    """The original first, then one a date at which amendments took effect."""
    avenants: tuple[Avenant, ...] = ()
    etapes: Mapping[int, Etape] = field(default_factory=dict)
    """Of each amendment, by number, what it changes."""
    fins: tuple[Fin, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    suivi: Suivi = field(default_factory=Suivi)
    document_signe: DocumentSigne | None = None
    publications: tuple[Publication, ...] = ()
    empreinte: str = ""
    """What the file holds, as a digest: what is made of two files of equal digest, elsewhere equal, is equal."""

    @property
    def code(self) -> str:
        """Code of the département."""
        return self.departement.code

    @property
    def origine(self) -> Convention:
        """The text as first signed."""
        return self.versions[0].convention

    @property
    def modele(self) -> Trame | None:
        """The trame that its text is made from; None where the text is its own, or only in the signed document."""
        return self.trame if self.texte == "trame" else None

    @property
    def nom(self) -> str:
        """What the pages call it, in a few words: « Convention 2026-2029 »."""
        return f"Convention {self.annees}".rstrip()

    @property
    def annees(self) -> str:
        """The years of its trame, or of the archives; empty for a convention that follows no trame."""
        return self.periode if self.periode != HORS_TRAME else ""

    @property
    def texte_propre(self) -> bool:
        """Whether its text is its own."""
        return self.texte not in {"trame", "document"}

    @property
    def document_seul(self) -> bool:
        """Whether its text is only in the signed document."""
        return self.texte == "document"

    @property
    def document_dit(self) -> str:
        """What is known of a signed document of which nobody says who signed it."""
        return (
            "un document signé est cité" if self.document_signe else "son texte serait dans un document signé, non cité"
        )

    def effet_avenant(self, numero: int) -> date | None:
        """The day the amendment takes effect; None while some party has not signed it."""
        return self.etapes[numero].du

    def manquantes_de(self, numero: int) -> dict[str, Partie | None]:
        """The parties that have not signed the amendment, by key, as the last text that has them says."""
        texts = (self.etapes[numero].apres, *(v.convention for v in reversed(self.versions)))
        return {
            cle: next((found for t in texts if (found := t.partie(cle))), None)
            for cle in self.etapes[numero].manquantes
        }

    def avenant(self, numero: int) -> Avenant:
        """The amendment of that number."""
        return next(a for a in self.avenants if a.numero == numero)


def parties_attendues(departement: Departement, convention: Convention) -> tuple[str, ...]:
    """Keys of the parties of the text, in its order: those of the file, and those of its trame that it neither names nor excludes."""
    keys = [p.cle for p in convention.signataires]
    natures = {p.nature for p in convention.signataires}
    excluded = set(convention.sans)
    expected = () if convention.hors_trame else departement.parties
    for rank, cle in enumerate(expected):
        if cle in keys or cle in excluded or nature(cle) in natures | excluded:
            continue
        before = [keys.index(k) + 1 for k in expected[:rank] if k in keys]
        keys.insert(max(before, default=0), cle)
    return tuple(keys)


def signature(partie: Partie | None, convention: Convention) -> date | None:
    """The day a party has signed: the last of its representatives; None while one of them has not (the court has two)."""
    if partie is None:
        return None
    dates = [r.signe_le or convention.fait_le for r in partie.representants] or [convention.fait_le]
    expected = signatures_attendues(partie) if partie.representants or convention.fait_le is None else 1
    known = [d for d in dates if d is not None]
    return max(known) if len(known) == len(dates) >= expected else None


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything the site is made of, at the date `au`."""

    reference: Reference
    trames: Mapping[str, Trame]
    dossiers: Mapping[str, Dossier]
    """By code of département, in the order of codes."""
    au: date
    fictif: bool = False
    archives: Mapping[str, tuple[Dossier, ...]] = field(default_factory=dict)
    """By code: the conventions of earlier periods, oldest first."""

    @property
    def trame(self) -> Trame:
        """The current template."""
        return self.trames[max(self.trames)]

    def porteur(self, code: str) -> str:
        """The code of the département whose file holds the convention of this one."""
        shared = self.dossiers[code].meme_convention_que
        return shared if shared in self.dossiers else code

    def partageant(self, code: str) -> list[Departement]:
        """The départements whose convention is in the file of this one."""
        return [d.departement for other, d in self.dossiers.items() if self.porteur(other) == code]

    def voisins(self, code: str) -> tuple[Departement, Departement]:
        """The previous and the next département, in the order of codes, the last before the first."""
        codes = list(self.dossiers)
        place = codes.index(code)
        return tuple(  # type: ignore[return-value]
            self.dossiers[codes[(place + step) % len(codes)]].departement for step in (-1, 1)
        )
