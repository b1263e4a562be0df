"""What an amendment of the renewal does, and what it leaves: the terms that had come."""

from __future__ import annotations

from datetime import date

import pytest

from conventions.compose.faits import term, version_on
from conventions.compose.timeline import dated_texts
from conventions.model.status import Statut
from conventions.render.vie import vie
from tests.compose.test_renouvellement import TOUTES, jour, sheet, source
from tests.compose.test_situation import etat, non_signee
from tests.helpers import dossier


def amendee(regle: str, avenant: str, signee: str, echeance: str = "2027-06-30") -> str:
    signed = ", ".join(f"{cle}: {signee}" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))
    return f"{source(echeance, regle)}avenants: {{1: {{objet: durée, {avenant}, signatures: {{{signed}}}}}}}\n"


@pytest.mark.parametrize(
    ("regle", "avenant", "signee", "au", "terme", "dernier", "passes"),
    [  # the term reached stays, and the new rule counts from it
        ("tacite: {duree: 1 an, fois: 3}", "modifie: {renouvellement: {expres: {duree: 1 an}}}", "2027-09-10", "2028-01-15", "2028-06-30", "", 1),
        ("tacite: {duree: 6 mois, fois: 9}", "modifie: {renouvellement: {tacite: {duree: 6 mois, fois: 1}}}", "2028-09-10", "2028-09-10", "2028-12-31", "2029-06-30", 3),
        ("tacite: {duree: 6 mois, fois: 9}", "modifie: {renouvellement: {tacite: {duree: 6 mois, fois: 1}}}", "2028-09-10", "2029-01-01", "2029-06-30", "2029-06-30", 4),
        ("tacite: {duree: 1 an, fois: 3}", "modifie: {dates: {echeance: 2027-06-30}}, retire: [renouvellement.tacite]", "2027-09-10", "2028-01-15", "2028-06-30", "", 1),
        # signed before the first term, it rules from there
        ("tacite: {duree: 1 an}", "modifie: {renouvellement: {tacite: {duree: 2 ans}}}", "2027-05-10", "2027-07-01", "2029-06-30", "", 1),
        # the same rule, told again: the count goes on
        ("tacite: {duree: 1 an, fois: 3}", "modifie: {dates: {echeance: 2027-06-30}, renouvellement: {tacite: {duree: 1 an, fois: 3}}}", "2027-09-10", "2029-07-01", "2030-06-30", "2030-06-30", 3),
        # another first term
        ("tacite: {duree: 1 an}", "modifie: {dates: {echeance: 2028-12-31}}", "2027-09-10", "2028-01-15", "2028-12-31", "", 1),
        # an earlier effect: the term reached when it was signed stays
        ("tacite: {duree: 1 an}", "effet_le: 2027-06-01, modifie: {renouvellement: {expres: {duree: 1 an}}}", "2027-09-10", "2028-01-15", "2028-06-30", "", 1),
        # an agreement is counted once
        (f"expres: {{duree: 1 an, accords: {{1: {{par: {TOUTES}, le: 2027-06-30}}}}}}", "modifie: {renouvellement: {expres: {duree: 2 ans}}}", "2027-09-10", "2028-01-15", "2028-06-30", "", 1),
    ],
)  # fmt: skip
def test_an_amendment_of_the_renewal_leaves_the_past(  # noqa: PLR0913, PLR0917
    regle: str, avenant: str, signee: str, au: str, terme: str, dernier: str, passes: int
) -> None:
    made, day = dossier(amendee(regle, avenant, signee)), date.fromisoformat(au)
    found = term(made, version_on(made, day).convention, day)
    assert (found.le, found.dernier, len(found.precedents)) == (jour(terme), jour(dernier), passes)
    assert all(text.au is None or text.du <= text.au for text in dated_texts(made, day))
    kinds = [event.mots for event in vie(sheet(made, day, found=version_on(made, day).convention))]
    assert [words for words in kinds if words.startswith("Renouvellement tacite")] or "expres" in regle + avenant[:60]


@pytest.mark.parametrize(("echeance", "fin"), [("2027-07-31", "2027-07-31"), ("2027-07-15", "2027-07-15")])
def test_no_text_ends_before_it_begins(echeance: str, fin: str) -> None:
    made = dossier(
        amendee(
            "tacite: {duree: 1 an}",
            f"modifie: {{dates: {{echeance: {echeance}}}}}, retire: [renouvellement.tacite]",
            "2027-08-01",
        )
    )
    assert [(text.avenants, str(text.au)) for text in dated_texts(made, date(2028, 1, 15))] == [((), fin)]


@pytest.mark.parametrize(
    ("regle", "statut"),
    [
        ("tacite: {duree: 1 an}", Statut.EN_COURS_DE_SIGNATURE),
        ("tacite: {duree: 1 mois, fois: 2}", Statut.TERMINEE),
        ("expres: {duree: 1 an}", Statut.TERMINEE),
    ],
)
def test_who_signed_being_unknown_so_is_what_a_tacit_renewal_did(regle: str, statut: Statut) -> None:
    text = source("2027-06-30", regle, non_signee()) + "document_signe: {reference: archives, date: 2026-03-03}\n"
    assert etat(text, date(2028, 1, 15)).statut is statut


@pytest.mark.parametrize(
    ("avant", "apres", "tacite", "duree"),
    [
        ("tacite: {duree: 1 an}", "expres: {duree: 2 ans}", False, "2 ans"),
        ("expres: {duree: 2 ans}", "tacite: {duree: 1 an}", True, "1 an"),
        ("tacite: {duree: 1 an, fois: 3}", "tacite: {duree: 2 ans}", True, "2 ans"),
        ("tacite: {duree: 1 an, fois: 3, preavis: 1 mois}", "tacite: {duree: 2 ans}", True, "2 ans"),
        ("expres: {duree: 1 an, fois: 3}", "expres: {duree: 2 ans}", False, "2 ans"),
    ],
)
def test_an_amendment_may_turn_a_renewal_into_the_other_kind(avant: str, apres: str, tacite: bool, duree: str) -> None:  # noqa: FBT001
    signed = ", ".join(f"{cle}: 2027-01-01" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))
    amendment = f"{{objet: renouvellement, modifie: {{renouvellement: {{{apres}}}}}, signatures: {{{signed}}}}}"
    rule = (
        dossier(f"{source('2027-06-30', avant)}avenants: {{1: {amendment}}}\n").versions[-1].convention.renouvellement
    )
    assert rule
    assert rule.duree
    assert (rule.tacite, rule.duree.mots.replace("\u00a0", " ")) == (tacite, duree)
    assert (rule.fois, rule.preavis) == (None, None)
