"""What one département brings to the pages that show them all: small values, made from its own files and from no other's.

A page of the whole site reads these alone. So a département can be read, judged and made anywhere, and the pages of all
made afterwards, from what each has left; and such a page is made again only when what it reads has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from conventions.compose.answers import Reponses, Traitement, by_clause, key_of, treatment_of
from conventions.compose.diff import text_of
from conventions.compose.view import Fiche, View
from conventions.model.clause import Clause, Conformite
from conventions.model.faits import Faits
from conventions.model.ids import suite
from conventions.model.reference import Departement
from conventions.model.rich_text import une_ligne
from conventions.model.service import Service
from conventions.model.status import Statut, StatutTexte
from conventions.model.trame import ClauseTrame, Trame
from conventions.model.vie import Sdsf
from conventions.render.annonces import Annonce, annoncees
from conventions.render.comparable import Comparable, comparables
from conventions.render.elements import adresse_texte, has_text, suit_la_trame, url_fiche
from conventions.render.engagements import ActionCitee, citee
from conventions.render.indicateurs import Valeur, valeurs
from conventions.render.nouvelles import Nouvelle, nouvelles
from conventions.render.pratiques import Pratique, pratiques
from conventions.render.reponse import shown
from conventions.render.tenue import Tenue, tenue


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a département stands, as the map, the lists and the tables tell it. `periode` is that of its text."""

    departement: Departement
    porteur: Departement
    """The one whose file holds the convention."""
    periode: str
    statut: Statut
    libelle: str
    """The status in words, with what qualifies it."""
    statut_texte: StatutTexte
    texte: str
    """« complet », « à compléter (3 blancs) »; empty while nobody has filled in anything."""
    entree: date | None
    """The day from which it applies, be it to come; None while all have not signed."""
    effet_prevu: date | None
    """The day that its text provides for, while nothing follows from it."""
    faits: Faits
    composee: bool
    """Whether its text on the site is made from the trame, clause by clause."""
    comparable: bool
    signatures: tuple[tuple[date, str], ...]
    """(day, party) of each signature given by the date of the site."""
    manquantes: tuple[tuple[str, str], ...]
    """(key, name) of the parties that have not signed."""
    sdsf: Sdsf | None = None

    @property
    def code(self) -> str:
        """Code of the département."""
        return self.departement.code

    @property
    def partagee(self) -> bool:
        """Whether the convention is written in another département's file."""
        return self.departement.code != self.porteur.code

    @property
    def url(self) -> str:
        """Its sheet."""
        return url_fiche(self.departement)

    @property
    def url_texte(self) -> str:
        """The text in force."""
        return adresse_texte(self.porteur, self.periode)


@dataclass(frozen=True, slots=True)
class ObjectifLocal:
    """An objective of the département's own: its engagements by letter, its actions by id."""

    numero: int
    intitule: str
    engagements: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reponse:
    """What a text did with a clause. Two texts of the same `cle` say the same; `texte` is what is shown of it, in HTML."""

    traitement: Traitement
    cle: str
    ancre: str
    texte: str


@dataclass(frozen=True, slots=True)
class Ajout:
    """A clause inserted after `apres`."""

    apres: str
    ancre: str
    texte: str


@dataclass(frozen=True, slots=True)
class TexteCroise:
    """One text held against the trame of its period. `en_cours`: the convention of today, and not one of the archives."""

    periode: str
    porteur: Departement
    en_cours: bool
    reunions: int | None
    cadre: str
    traitements: Mapping[str, Traitement]
    """Of each clause of the trame, what was done with it."""

    @property
    def url(self) -> str:
        """The full text."""
        return adresse_texte(self.porteur, self.periode)


@dataclass(frozen=True, slots=True)
class Section:
    """What one text did with the clauses of one section of the trame, and what it inserted there."""

    reponses: Mapping[str, Reponse]
    ajouts: tuple[Ajout, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """All of it, in the parts that are kept and read apart."""

    ligne: Standing
    actions: tuple[ActionCitee, ...]
    champs: tuple[tuple[str, int], ...]
    """Of each axis that its actions concern, how many do."""
    locaux: tuple[ObjectifLocal, ...]
    comparables: tuple[tuple[str, tuple[Comparable, ...]], ...]
    """Of each text, its period and what can be compared beside the text in force."""
    textes: tuple[TexteCroise, ...]
    services: tuple[Service, ...]
    """Of its own file: where families can turn."""
    tenue: Tenue
    pratiques: tuple[Pratique, ...]
    valeurs: tuple[Valeur, ...]
    """Of its own file: the indicators that it publishes."""
    annonces: tuple[Annonce, ...]
    nouvelles: tuple[Nouvelle, ...]
    sections: Mapping[str, tuple[Section, ...]]
    """By period and section (`part_of`), of each of the texts of that period: few change at a time."""

    def parts(self) -> dict[str, object]:
        """By name, each as small as the pages that read it allow."""
        whole = (
            "ligne",
            "actions",
            "champs",
            "locaux",
            "comparables",
            "textes",
            "services",
            "tenue",
            "pratiques",
            "valeurs",
            "annonces",
            "nouvelles",
        )
        return {name: getattr(self, name) for name in whole} | dict(self.sections)


@cache
def part_type(part: str) -> Any:  # noqa: ANN401 — a type
    """What a part of that name holds."""
    return tuple[Section, ...] if part.startswith("reponses ") else get_type_hints(Contribution)[part]


def part_of(periode: str, section: str) -> str:
    """The name of the part that holds the answers to the clauses of a section."""
    return f"reponses {periode} {section}"


def contribution(view: View, fiche: Fiche) -> Contribution:
    """A convention that two départements share brings its actions and its texts once, with the one that carries it."""
    own = [one for one in (*fiche.precedentes, fiche) if not one.partagee and has_text(one)]
    suivant = [one for one in own if suit_la_trame(one)]
    answers = [by_clause(one.clauses) for one in suivant]
    objectifs = () if fiche.partagee else fiche.convention.objectifs
    return Contribution(
        standing(view, fiche),
        tuple(citee(fiche, a) for o in objectifs for a in o.actions),
        tuple(sorted(Counter(axe for o in objectifs for a in o.actions for axe in a.axes).items())),
        tuple(
            ObjectifLocal(
                o.numero,
                o.intitule,
                tuple((lettre, une_ligne(texte)) for lettre, texte in o.engagements.items()),
                tuple((a.id, a.intitule) for a in o.actions),
            )
            for o in objectifs
            if view.registry.trame.local(o.numero)
        ),
        tuple((one.porteur.periode, tuple(comparables(fiche, one))) for one in own),
        tuple(_croise(one, given, en_cours=one is fiche) for one, given in zip(suivant, answers, strict=True)),
        fiche.dossier.suivi.services,
        tenue(fiche),
        () if fiche.partagee else pratiques(fiche),
        valeurs(fiche),
        tuple(told for one in (*fiche.precedentes, fiche) if not one.partagee for told in annoncees(one)),
        () if fiche.partagee else nouvelles(fiche),
        _sections(view, zip(suivant, answers, strict=True)),
    )


def standing(view: View, fiche: Fiche) -> Standing:
    s = fiche.situation
    signed = ((day, fiche.signataire(cle)) for cle, day in s.signatures.items() if day and day <= view.au)
    return Standing(
        fiche.dossier.departement,
        fiche.porteur.departement,
        fiche.porteur.periode,
        s.statut,
        s.libelle,
        s.statut_texte,
        "" if s.statut.vide else s.statut_texte.libelle(s.blancs),
        s.entree,
        s.effet_prevu,
        s.faits,
        bool(fiche.clauses) and fiche.porteur.modele is not None,
        has_text(fiche),
        tuple(signed),
        tuple((cle, fiche.partie(cle)) for cle in s.manquantes),
        fiche.dossier.suivi.sdsf,
    )


def _croise(fiche: Fiche, answers: Reponses, *, en_cours: bool) -> TexteCroise:
    instance = fiche.convention.instance
    treatments = {ident: treatment_of(clauses) for ident, clauses in answers.items()}
    d, periode = fiche.porteur.departement, fiche.porteur.periode
    return TexteCroise(periode, d, en_cours, instance.reunions_par_an, instance.cadre, treatments)


def _sections(view: View, own: Iterable[tuple[Fiche, Reponses]]) -> dict[str, tuple[Section, ...]]:
    found: dict[str, tuple[Section, ...]] = {}
    for one, answers in own:
        trame = view.registry.trames.get(one.porteur.periode)
        if trame is not None:
            official = {c.id: c.trame for c in one.clauses if c.nature == "partie"}
            places = ((c, suite(c.id)[0]) for c in one.clauses if c.conformite is Conformite.AJOUTEE)
            added = [Ajout(official.get(base) or base, c.id, text_of(c, {})) for c, base in places]
            for section, clauses in trame.sections.items():
                part = part_of(trame.periode, section)
                found[part] = (*found.get(part, ()), _section(trame, clauses, answers, added))
    return found


def _section(trame: Trame, clauses: Sequence[ClauseTrame], answers: Reponses, added: list[Ajout]) -> Section:
    idents = {c.id for c in clauses}
    given = {c.id: _reponse(trame, c.id, answers[c.id]) for c in clauses if c.id in answers}
    return Section(given, tuple(ajout for ajout in added if ajout.apres in idents))


def _reponse(trame: Trame, ident: str, clauses: tuple[Clause, ...]) -> Reponse:
    treatment = treatment_of(clauses)
    told = "".join(shown(trame, trame.par_id[ident], treatment, clauses))
    return Reponse(treatment, key_of(treatment, clauses), clauses[0].id, told)
