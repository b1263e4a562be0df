"""What an amendment of the renewal does, and what it leaves: the terms that had come."""

from __future__ import annotations

from datetime import date

import pytest

from conventions.compose.faits import term, version_on
from conventions.compose.timeline import dated_texts
from conventions.compose.view import Fiche
from conventions.model.dossier import Dossier
from conventions.model.status import Statut
from conventions.render.dates_cles import key_dates
from conventions.render.en_bref import en_bref
from conventions.render.vie import vie
from tests.compose.test_renouvellement import TOUTES, jour, sheet, source
from tests.compose.test_situation import etat, non_signee
from tests.helpers import TRAME, dossier


def amendee(regle: str, avenant: str, signee: str, echeance: str = "2027-06-30") -> str:
    signed = ", ".join(f"{cle}: {signee}" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))
    return f"{source(echeance, regle)}avenants: {{1: {{objet: durée, {avenant}, signatures: {{{signed}}}}}}}\n"


def _today(made: Dossier, day: date) -> Fiche:
    return sheet(made, day, found=version_on(made, day).convention)


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
    kinds = [event.mots for event in vie(_today(made, day))]
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


EXPRES = "modifie: {renouvellement: {expres: {duree: 1 an}}}"
FIXE = "modifie: {dates: {echeance: 2027-06-30}}, retire: [renouvellement.tacite]"
LETTRE = "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-03-01}}\n"


@pytest.mark.parametrize("avenant", [EXPRES, FIXE, f"effet_le: 2027-06-01, {EXPRES}", f"effet_le: 2027-06-01, {FIXE}"])
@pytest.mark.parametrize("fin", ["", LETTRE])
def test_what_a_renewal_was_and_the_letter_before_it_outlive_the_rule(avenant: str, fin: str) -> None:
    """The amendment is signed after the renewal; its own effect may be earlier."""
    made = dossier(amendee("tacite: {duree: 1 an, fois: 3}", avenant, "2027-09-10") + fin)
    item = _today(made, date(2028, 1, 15))
    events = [event.mots.replace("\u00a0", " ") for event in vie(item)]
    doubt = ", si la lettre reçue le 1er mars 2027 ne l’a pas empêché" if fin else ""
    assert [words for words in events if words.startswith("Renouvellement")] == [f"Renouvellement tacite{doubt}"]
    rows = [" ".join(row).replace("\u00a0", " ") for row in key_dates(item)]
    told = " ".join(en_bref(item, TRAME)).replace("\u00a0", " ")
    assert any(
        row.endswith("après 1 renouvellement" + (doubt and ", si une lettre ne l’a pas empêché")) for row in rows
    )
    assert bool([row for row in rows if row.startswith("Opposition dénonciation par la Caf")]) is bool(fin)
    assert ("Si elle s’est renouvelée, elle dure jusqu’au 30 juin 2028." in told) is bool(fin)
    assert item.situation.libelle.endswith("(renouvellement à confirmer)") is bool(fin)


def test_what_is_left_of_the_renewals_is_counted_by_the_present_rule() -> None:
    """Three were made by the former one."""
    made = dossier(
        amendee(
            "tacite: {duree: 6 mois, fois: 9}",
            "modifie: {renouvellement: {tacite: {duree: 6 mois, fois: 1}}}",
            "2028-09-10",
        )
    )
    assert "(6 mois à chaque fois, 1 fois au plus)" in " ".join(
        en_bref(_today(made, date(2028, 9, 10)), TRAME)
    ).replace("\u00a0", " ")
