"""A dossier at a date → its two statuses (legal, text), its badges, and what explains them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conventions.compose.avenants import suite_avenant
from conventions.compose.clauses import compose
from conventions.compose.closing import ActesSignes
from conventions.compose.dates import UN_JOUR
from conventions.compose.faits import (
    entry_into_force,
    facts,
    gone,
    last_day,
    last_day_to_denounce,
    never_in_force,
    version_on,
)
from conventions.compose.parties import nom_partie
from conventions.compose.propre import compose_own
from conventions.model.actes import Cause, EtatAvenant, Fin
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Partie
from conventions.model.dossier import Dossier
from conventions.model.faits import EtatSignatures, Faits
from conventions.model.french import date_longue
from conventions.model.status import Statut, StatutTexte

PLUS_DE_PARTIES = "plus assez de parties"
A_CONFIRMER = "signataires du document à confirmer"
RENOUVELLEMENT_A_CONFIRMER = "renouvellement à confirmer"
SIGNE = Span("rempli", "signé, jour non connu", "date")


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a convention stands at the date `au`."""

    au: date
    statut: Statut
    precision: str
    """What qualifies it."""
    faits: Faits
    """The three facts that the status follows from, and that each sentence states by itself."""
    dernier_jour: date | None
    """Its last day, as known at `au`."""
    entree: date | None
    """The day from which it applies, be it to come; None while all have not signed."""
    statut_texte: StatutTexte
    badges: tuple[str, ...]
    blancs: int
    denonciation_limite: date | None
    denoncee: bool
    """Whether a denunciation was received, that is still to take effect."""

    @property
    def terme(self) -> date | None:
        """The current term."""
        return self.faits.terme.le

    @property
    def signatures(self) -> Mapping[str, date | None]:
        """Of each party to the original, the day of its signature."""
        return self.faits.signatures.jours

    @property
    def manquantes(self) -> tuple[str, ...]:
        """Keys of the parties that have not signed."""
        return self.faits.signatures.manquantes

    @property
    def effet_prevu(self) -> date | None:
        """The day that the text provides for, while nothing follows from it: a signature is missing, or came too late."""
        return self.faits.effet.le if self.faits.effet.saisi and self.entree is None else None

    @property
    def libelle(self) -> str:
        """The legal status in words, with what qualifies it."""
        words = self.statut.libelle_de(date_longue(self.faits.effet.le) if self.faits.effet.le else "")
        return words + (f" ({self.precision})" if self.precision else "")

    @property
    def texte(self) -> str:
        """The status of the text in words."""
        return f"texte {self.statut_texte.libelle(self.blancs)}"


def situation(dossier: Dossier, au: date, clauses: tuple[Clause, ...]) -> Situation:
    """Both statuses at `au`, whose text has these clauses: the first legal one that applies, and the state of the text."""
    convention, known = version_on(dossier, au).convention, facts(dossier, au)
    blanks, end = blank_count(clauses), last_day(dossier, au)
    received = any(_received(f, au) and not _moot(dossier, f, au) for f in dossier.fins)
    status = _legal(dossier, known, au, end, received) or _unsigned(dossier, known, blanks)
    signed = known.signatures.completes
    return Situation(
        au=au,
        statut=status,
        precision=_precision(known, status, end),
        faits=known,
        dernier_jour=end,
        entree=entry_into_force(dossier) if signed else None,
        statut_texte=_text_status(dossier, blanks, signed=signed),
        badges=badges_of(dossier, au),
        blancs=blanks,
        denonciation_limite=None if known.fin else last_day_to_denounce(dossier, convention, au),
        denoncee=received,
    )


def clauses_of(dossier: Dossier, convention: Convention) -> tuple[Clause, ...]:
    """The clauses of a text of the dossier, made from the trame or its own; none where only the signed document holds it."""
    amendments = tuple((dossier.avenant(n), dossier.etapes[n]) for n in convention.avenants)
    actes = ActesSignes(dossier.origine, amendments)
    if dossier.modele is None:
        made = compose_own(dossier.departement, convention, actes) if convention.texte else ()
    else:
        made = compose(dossier.modele, dossier.departement, convention, actes)
    document = dossier.document_signe
    return tuple(map(_attested, made)) if document and document.tous_ont_signe else made


def _attested(clause: Clause) -> Clause:
    """No signature is left to be given where the signed document bears them all, be it that a day is not known."""
    if clause.id != "signatures":
        return clause
    lines = tuple(tuple(SIGNE if s.nature == "blanc" else s for s in line) for line in clause.lignes)
    return dataclasses.replace(clause, lignes=lines)


def blank_count(clauses: tuple[Clause, ...]) -> int:
    """What is still to be filled; signatures and dates are not counted, the text is complete before it is signed."""
    return sum(len(c.blancs) for c in clauses if c.id != "signatures")


def _legal(dossier: Dossier, known: Faits, au: date, end: date | None, received: bool) -> Statut | None:  # noqa: FBT001
    """The status of a convention that is over, or that all have signed: in force needs the signatures and the date of effect."""
    if end and end < au:
        return Statut.JAMAIS_EN_VIGUEUR if never_in_force(dossier, au) else Statut.TERMINEE
    if not known.signatures.completes:
        return None
    if known.effet.le is None:
        return Statut.SIGNEE
    if known.effet.le > au:
        return Statut.SIGNEE_A_VENIR
    return Statut.DENONCIATION_RECUE if received else Statut.EN_VIGUEUR


def _unsigned(dossier: Dossier, known: Faits, blanks: int) -> Statut:
    """The status of a convention whose time is not over and that all have not signed."""
    if known.signatures.etat is not EtatSignatures.AUCUNE:
        return Statut.EN_COURS_DE_SIGNATURE
    if _untouched(dossier.origine):
        return Statut.NON_COMMENCEE
    ready = dossier.modele and blanks == 0
    return Statut.PRETE_A_SIGNER if ready else Statut.EN_PREPARATION


def _untouched(convention: Convention) -> bool:
    """Whether nothing was filled in: at most, parties are named by their keys."""
    named = all(partie == Partie(partie.cle) for partie in convention.signataires)
    return named and dataclasses.replace(convention, signataires=(), hors_trame=False) == Convention()


def _precision(known: Faits, status: Statut, end: date | None) -> str:
    """What qualifies the status: why it has ended, or what a signed document, or a letter before a renewal, leaves open."""
    unknown = A_CONFIRMER if known.signatures.etat is EtatSignatures.NON_PRECISEES else ""
    if status is Statut.TERMINEE:
        return "\u202f; ".join(filter(None, (_over(known, end), unknown)))
    if status in {Statut.EN_VIGUEUR, Statut.DENONCIATION_RECUE} and (known.terme.incertain or known.conteste):
        return RENOUVELLEMENT_A_CONFIRMER
    return unknown if status.en_cours else ""


def _over(known: Faits, end: date | None) -> str:
    """Why the convention has ended: the act, the departure of all but one, or the term that came first."""
    if (fin := known.fin) and fin.effet_le:
        by = f"{fin.cause.precision}, " if fin.cause else ""
        return f"{by}effet le {date_longue(fin.effet_le)}"
    if end and end != known.terme.le:
        return f"{PLUS_DE_PARTIES} depuis le {date_longue(end + UN_JOUR)}"
    return f"échue le {date_longue(end)}" if end else ""


def _received(fin: Fin, au: date) -> bool:
    """A denunciation that is still to take effect: after that, the party has left and the others go on."""
    day = fin.recue_le or fin.envoyee_le
    gone = fin.effet_le is not None and fin.effet_le <= au and fin.portee != ""
    return fin.cause is Cause.DENONCIATION and day is not None and day <= au and not gone


def _moot(dossier: Dossier, fin: Fin, au: date) -> bool:
    """Whether who denounced it has left since, by another act, and no day is known on which the whole would end."""
    return not (fin.portee == "convention" and fin.effet_le) and gone(dossier, fin.par, au)


def _text_status(dossier: Dossier, blanks: int, *, signed: bool) -> StatutTexte:
    if dossier.document_seul:
        return StatutTexte.NON_TRANSCRITE
    if dossier.modele is None:
        return StatutTexte.TEXTE_PROPRE
    if blanks == 0:
        return StatutTexte.COMPLETE
    return StatutTexte.PARTIELLEMENT_TRANSCRITE if signed or dossier.document_signe else StatutTexte.A_COMPLETER


def badges_of(dossier: Dossier, au: date, remplacee_le: date | None = None) -> tuple[str, ...]:
    """Its amendments, each with its state unless it is in force, then the parties that have left."""
    badges = []
    for avenant in dossier.avenants:
        state = suite_avenant(dossier, avenant.numero, au, remplacee_le)
        name = f"avenant n°\u00a0{avenant.numero}"
        badges.append(name if state.etat is EtatAvenant.EN_VIGUEUR else f"{name} {state.libelle}")
    badges += [
        f"partie retirée\u00a0: {nom_partie(dossier.departement, partie.cle, partie)}"
        for partie in version_on(dossier, au).convention.signataires
        if partie.partie_au(au)
    ]
    return tuple(badges)


def conformity(clauses: tuple[Clause, ...]) -> dict[str, Counter[Conformite]]:
    """Of each section (`preambule`, `art-1`…), how many clauses are in each state; titles and parties count where they depart."""
    counts: dict[str, Counter[Conformite]] = {}
    for clause in clauses:
        if clause.nature in {"alinea", "puce", "engagement", "objectif"} or clause.ecart:
            counts.setdefault(section_of(clause), Counter())[clause.conformite] += 1
    return counts


def section_of(clause: Clause) -> str:
    """The article that a clause is counted under; the objectives are article 2."""
    return "art-2" if clause.section.startswith("obj") else clause.section
