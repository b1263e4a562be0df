"""A dossier at a date → its two statuses (legal, text), its badges, and what explains them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conventions.compose import dates
from conventions.compose.avenants import suite_avenant
from conventions.compose.clauses import compose
from conventions.compose.parties import Signatures, nom_partie
from conventions.model.actes import Cause, EtatAvenant, Fin
from conventions.model.clause import Clause, Conformite
from conventions.model.convention import Convention, Partie
from conventions.model.dossier import Dossier
from conventions.model.french import date_longue
from conventions.model.status import Statut, StatutTexte


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a convention stands at the date `au`."""

    au: date
    statut: Statut
    precision: str
    """What qualifies it."""
    statut_texte: StatutTexte
    badges: tuple[str, ...]
    blancs: int
    entree: date | None
    terme: date | None
    denonciation_limite: date | None
    signatures: Mapping[str, date | None]
    manquantes: tuple[str, ...]
    """Keys of the parties that have not signed."""

    @property
    def libelle(self) -> str:
        """The legal status in words, with what qualifies it."""
        return self.statut.libelle + (f" ({self.precision})" if self.precision else "")

    @property
    def texte(self) -> str:
        """The status of the text in words."""
        return f"texte {self.statut_texte.libelle(self.blancs)}"


def situation(dossier: Dossier, au: date, clauses: tuple[Clause, ...]) -> Situation:
    """Both statuses at `au`, whose text has these clauses: the first legal one that applies, and the state of the text."""
    convention = dossier.version_au(au).convention
    blanks = blank_count(clauses)
    entry = dates.entry_into_force(dossier)
    signed = dates.signatures(dossier)
    end = dates.term(dossier, convention)
    over = _over(dossier, au, end)
    return Situation(
        au=au,
        statut=Statut.TERMINEE if over else _legal(dossier, au, entry, blanks),
        precision=over,
        statut_texte=_text_status(dossier, blanks, signed=bool(entry)),
        badges=_badges(dossier, au),
        blancs=blanks,
        entree=entry,
        terme=end,
        denonciation_limite=dates.last_day_to_denounce(dossier, convention),
        signatures=signed,
        manquantes=tuple(cle for cle, day in signed.items() if day is None),
    )


def clauses_of(dossier: Dossier, convention: Convention) -> tuple[Clause, ...]:
    """The clauses of a text of the dossier; none where it is not made from the trame."""
    if dossier.modele is None:
        return ()
    amendments = tuple((dossier.avenant(n), dossier.etapes[n]) for n in convention.avenants)
    return compose(dossier.modele, dossier.departement, convention, Signatures(dossier.origine, amendments))


def blank_count(clauses: tuple[Clause, ...]) -> int:
    """What is still to be filled; signatures and dates are not counted, the text is complete before it is signed."""
    return sum(len(c.blancs) for c in clauses if c.id != "signatures")


def _legal(dossier: Dossier, au: date, entry: date | None, blanks: int) -> Statut:
    """The first that applies to a convention that is not over."""
    if entry is not None and entry <= au:
        received = any(_received(f, au) for f in dossier.fins)
        return Statut.DENONCIATION_RECUE if received else Statut.EN_VIGUEUR
    if dossier.document_signe is not None and entry is None:
        return Statut.SIGNEE
    if any(day and day <= au for day in dates.signatures(dossier).values()) or _one_signature(dossier, au):
        return Statut.EN_COURS_DE_SIGNATURE
    if _untouched(dossier.origine):
        return Statut.NON_COMMENCEE
    ready = dossier.modele and blanks == 0
    return Statut.PRETE_A_SIGNER if ready else Statut.EN_PREPARATION


def _untouched(convention: Convention) -> bool:
    """Whether nothing was filled in: at most, parties are named by their keys."""
    named = all(partie == Partie(partie.cle) for partie in convention.signataires)
    return named and dataclasses.replace(convention, signataires=()) == Convention()


def _one_signature(dossier: Dossier, au: date) -> bool:
    """One of the two heads of the court has signed, though the court as a party has not."""
    return any(r.signe_le and r.signe_le <= au for p in dossier.origine.signataires for r in p.representants)


def _over(dossier: Dossier, au: date, end: date | None) -> str:
    """Why the convention has ended; empty while it has not."""
    for fin in dossier.fins:
        if fin.effet_le and fin.effet_le <= au and fin.portee == "convention":
            return f"{fin.cause.precision}, effet le {date_longue(fin.effet_le)}"
    return f"échue le {date_longue(end)}" if end and end < au else ""


def _received(fin: Fin, au: date) -> bool:
    """A denunciation that is still to take effect: after that, the party has left and the others go on."""
    day = fin.recue_le or fin.envoyee_le
    gone = fin.effet_le is not None and fin.effet_le <= au
    return fin.cause is Cause.DENONCIATION and day is not None and day <= au and not gone


def _text_status(dossier: Dossier, blanks: int, *, signed: bool) -> StatutTexte:
    if dossier.document_seul:
        return StatutTexte.NON_TRANSCRITE
    if dossier.modele is None:
        return StatutTexte.TEXTE_PROPRE
    if blanks == 0:
        return StatutTexte.COMPLETE
    return StatutTexte.PARTIELLEMENT_TRANSCRITE if signed or dossier.document_signe else StatutTexte.A_COMPLETER


def _badges(dossier: Dossier, au: date) -> tuple[str, ...]:
    badges = []
    for avenant in dossier.avenants:
        state = suite_avenant(dossier, avenant.numero, au)
        name = f"avenant n°\u00a0{avenant.numero}"
        badges.append(name if state.etat is EtatAvenant.EN_VIGUEUR else f"{name} {state.libelle}")
    badges += [
        f"partie retirée\u00a0: {nom_partie(dossier.departement, partie.cle, partie)}"
        for partie in dossier.version_au(au).convention.signataires
        if partie.retiree and (partie.retiree.le is None or partie.retiree.le <= au)
    ]
    return tuple(badges)


def conformity(clauses: tuple[Clause, ...]) -> dict[str, Counter[Conformite]]:
    """Of each section (`preambule`, `art-1`…), how many clauses are in each state; titles and parties do not count."""
    counts: dict[str, Counter[Conformite]] = {}
    for clause in clauses:
        if clause.nature in {"alinea", "puce", "engagement", "objectif"} or clause.conformite is Conformite.AJOUTEE:
            counts.setdefault(section_of(clause), Counter())[clause.conformite] += 1
    return counts


def section_of(clause: Clause) -> str:
    """The article that a clause is counted under; the objectives are article 2."""
    return "art-2" if clause.section.startswith("obj") else clause.section
