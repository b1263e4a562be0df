"""Renewal as the text provides it, and extension by amendment: the term of each day, the last one, the last day to oppose."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from conventions.compose.faits import last_day, term, version_on
from conventions.compose.renouvellement import letters
from conventions.compose.situation import situation
from conventions.compose.timeline import dated_texts
from conventions.compose.view import Fiche
from conventions.model.dossier import Dossier
from conventions.model.faits import NatureTerme
from conventions.model.french import date_longue
from conventions.model.status import Statut
from conventions.render.dates_cles import key_dates
from conventions.render.en_bref import en_bref
from conventions.render.vie import vie
from tests.compose.test_situation import PARTIES, etat, non_signee
from tests.helpers import TRAME, dossier

LOCAL = "  redaction: {art-8-al-2: {remplace: Les parties en décident.}}\n"
TOUTES = "[prefet, cour, caf, msa, collectivite]"


def source(echeance: str, regle: str, texte: str = PARTIES) -> str:
    return f"{texte}{LOCAL}  dates: {{echeance: {echeance}}}\n  renouvellement: {{{regle}}}\n"


def jour(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("echeance", "regle", "au", "terme", "dernier", "opposition"),
    [
        ("2027-06-30", "tacite: {duree: 1 an, fois: 3}", "2027-06-30", "2027-06-30", "2030-06-30", "2027-04-30"),
        ("2027-06-30", "tacite: {duree: 1 an, fois: 3}", "2027-07-01", "2028-06-30", "2030-06-30", "2028-04-30"),
        ("2027-06-30", "tacite: {duree: 1 an, fois: 1}", "2029-01-01", "2028-06-30", "2028-06-30", ""),
        ("2027-06-30", "tacite: {duree: 1 an}", "2029-01-01", "2029-06-30", "", "2029-04-30"),
        ("2027-08-31", "tacite: {duree: 6 mois, fois: 4}", "2027-09-01", "2028-02-29", "2029-08-31", "2027-12-29"),
        ("2027-08-31", "tacite: {duree: 6 mois, fois: 4}", "2028-03-01", "2028-08-31", "2029-08-31", "2028-06-30"),
        ("2027-06-30", "tacite: {duree: 6 mois}", "2027-07-01", "2027-12-31", "", "2027-10-31"),
        ("2027-02-28", "tacite: {duree: 1 an}", "2027-03-01", "2028-02-29", "", "2027-12-29"),
        ("2028-02-29", "tacite: {duree: 1 an}", "2028-03-01", "2029-02-28", "", "2028-12-28"),
        ("2027-04-30", "tacite: {duree: 1 mois, fois: 2}", "2027-06-01", "2027-06-30", "2027-06-30", ""),
        ("2027-01-30", "tacite: {duree: 1 mois, fois: 2}", "2027-02-01", "2027-02-28", "2027-03-30", "2026-12-28"),
        (
            "2027-06-30",
            f"expres: {{duree: 6 mois, accords: {{1: {{par: {TOUTES}, le: 2027-06-30}}}}}}",
            "2027-07-01",
            "2027-12-31",
            "",
            "",
        ),
        ("2027-06-30", "tacite: {duree: 1 an, preavis: 45 jours}", "2027-01-01", "2027-06-30", "", "2027-05-16"),
        ("2027-06-30", "tacite: {duree: 2 semaines, preavis: 1 semaine}", "2027-07-01", "2027-07-14", "", "2027-07-07"),
        ("2027-06-30", "tacite: {fois: 2}", "2028-01-01", "2027-06-30", "", "2027-04-30"),
        ("2027-06-30", "expres: {duree: 1 an, fois: 2}", "2027-01-01", "2027-06-30", "2029-06-30", ""),
        (
            "2027-06-30",
            f"expres: {{duree: 1 an, fois: 2, accords: {{1: {{par: {TOUTES}, le: 2027-06-30}}}}}}",
            "2027-07-01",
            "2028-06-30",
            "2029-06-30",
            "",
        ),
        (  # agreed, but not yet on that day
            "2027-06-30",
            f"expres: {{duree: 1 an, accords: {{1: {{par: {TOUTES}, le: 2027-06-30}}}}}}",
            "2027-06-29",
            "2027-06-30",
            "",
            "",
        ),
        (  # agreed after the term
            "2027-06-30",
            f"expres: {{duree: 1 an, accords: {{1: {{par: {TOUTES}, le: 2027-07-01}}}}}}",
            "2027-08-01",
            "2027-06-30",
            "",
            "",
        ),
        (  # a party has not agreed
            "2027-06-30",
            "expres: {duree: 1 an, accords: {1: {par: [prefet, caf], le: 2027-06-01}}}",
            "2027-08-01",
            "2027-06-30",
            "",
            "",
        ),
        (  # two agreements, the second until a day of its own
            "2027-06-30",
            f"expres: {{duree: 1 an, accords: {{1: {{par: {TOUTES}, le: 2027-06-01}}, 2: {{par: {TOUTES}, le: 2028-06-01, jusqu_au: 2028-12-31}}}}}}",
            "2028-07-01",
            "2028-12-31",
            "",
            "",
        ),
    ],
)
def test_the_term_of_a_day(echeance: str, regle: str, au: str, terme: str, dernier: str, opposition: str) -> None:
    made = dossier(source(echeance, regle))
    found = term(made, made.origine, date.fromisoformat(au))
    assert found.nature is NatureTerme.RENOUVELABLE
    assert (found.le, found.dernier, found.opposition) == (jour(terme), jour(dernier), jour(opposition))


def test_without_the_two_months_of_the_trame_no_day_to_oppose_is_derived() -> None:
    text = source("2027-06-30", "tacite: {duree: 1 an}").replace(
        "redaction: {", "redaction: {art-8-al-5: {remplace: Chacun peut la dénoncer.}, "
    )
    made = dossier(text)
    assert term(made, made.origine, date(2027, 1, 1)).opposition is None


def test_what_an_added_clause_renews_is_renewed_from_the_end_of_the_framework() -> None:
    added = "  redaction: {art-8-al-2-bis: {ajoute: Elle se renouvelle tacitement chaque année.}}\n"
    made = dossier(f"{PARTIES}{added}  renouvellement: {{tacite: {{duree: 1 an}}}}\n")
    assert made.trame
    dated = dataclasses.replace(made, trame=dataclasses.replace(made.trame, terme=date(2029, 12, 31)))
    for au, end in ((date(2029, 12, 31), date(2029, 12, 31)), (date(2030, 1, 1), date(2030, 12, 31))):
        found = term(dated, dated.origine, au)
        assert (found.nature, found.le, found.saisi) == (NatureTerme.RENOUVELABLE, end, False)
    assert term(made, made.origine, date(2030, 1, 1)).le is None


def test_what_never_bound_is_not_renewed() -> None:
    found = etat(source("2027-06-30", "tacite: {duree: 1 an, fois: 9}", non_signee()), date(2028, 1, 15))
    assert (found.statut, found.terme) == (Statut.JAMAIS_EN_VIGUEUR, date(2027, 6, 30))


def test_an_opposition_ends_it_at_the_current_term() -> None:
    text = source("2027-06-30", "tacite: {duree: 1 an, fois: 9}")
    text += "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-03-01, effet_le: 2027-07-01}}\n"
    found = etat(text, date(2028, 1, 15))
    assert found.libelle == "Terminée (dénoncée, effet le 1er\u00a0juillet\u00a02027)"
    assert (found.terme, found.dernier_jour) == (date(2027, 6, 30), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("fin", "au", "attendu"),
    [
        ("recue_le: 2027-03-01", "2027-03-01", ("2027-03-01", "2027-06-30")),
        ("recue_le: 2027-03-01", "2027-02-28", None),  # not yet
        (
            "recue_le: 2027-03-01",
            "2028-01-15",
            ("2027-03-01", "2027-06-30"),
        ),  # the term has passed: neither renewed nor ended by it
        ("envoyee_le: 2027-06-30", "2027-07-15", ("2027-06-30", "2027-06-30")),  # late: not judged either
        ("recue_le: 2027-07-01", "2027-07-15", ("2027-07-01", "2028-06-30")),
        ("recue_le: 2027-03-01, effet_le: 2027-07-01", "2027-03-02", None),  # an act has settled it
        ("recue_le: 2028-08-01", "2028-09-01", None),  # the last term: nothing to oppose
    ],
)
def test_a_letter_before_a_tacit_renewal_is_told_and_not_judged(
    fin: str, au: str, attendu: tuple[str, str] | None
) -> None:
    text = source("2027-06-30", "tacite: {duree: 1 an, fois: 2}")
    made = dossier(f"{text}fin: {{d1: {{cause: denonciation, par: caf, {fin}}}}}\n")
    day = date.fromisoformat(au)
    found = list(letters(made, made.origine, term(made, made.origine, day), day))
    assert [(str(x.le), str(x.terme)) for x in found] == ([attendu] if attendu else [])
    item = sheet(made, day)
    said = [" ".join(en_bref(item, TRAME)), " ".join(" ".join(row) for row in key_dates(item))]
    for words in said:
        assert (
            (date_longue(date.fromisoformat(attendu[1])) in words and "ce site ne" in words)
            if attendu
            else ("ce site ne" not in words)
        )
    renewed = [event.mots for event in vie(item) if event.mots.startswith("Renouvellement")]
    past = attendu is not None and date.fromisoformat(attendu[1]) < day
    assert any("ne l’a pas empêché" in words for words in renewed) is past
    assert ("Si elle s’est renouvelée" in said[0]) is ("si une lettre ne l’a pas empêché" in said[1]) is past
    assert (item.situation.libelle == "En vigueur, dénonciation reçue (renouvellement à confirmer)") is past


def sheet(made: Dossier, au: date) -> Fiche:
    return Fiche(made, made, situation(made, au, ()), made.origine, ())


def test_lengths_beyond_what_dates_can_tell_stop_at_the_last_day() -> None:
    made = dossier(source("2027-06-30", "tacite: {duree: 999 mois, fois: 99, preavis: 99 ans}"))
    assert term(made, made.origine, date(2030, 1, 1)).dernier == date.max


def prolongee(jour_de_signature: str) -> str:
    signed = ", ".join(f"{cle}: {jour_de_signature}" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))
    return (
        f"{PARTIES}{LOCAL}  dates: {{echeance: 2027-06-30}}\n"
        f"avenants: {{1: {{objet: prolongation, modifie: {{dates: {{echeance: 2029-06-30}}}}, signatures: {{{signed}}}}}}}\n"
    )


@pytest.mark.parametrize(
    ("signature", "statut", "dernier", "textes"),
    [
        ("2027-06-30", "en-vigueur", "2029-06-30", 2),
        ("2027-07-01", "terminee", "2027-06-30", 1),
    ],
)
def test_an_extension_is_signed_before_the_term(signature: str, statut: str, dernier: str, textes: int) -> None:
    made, found = dossier(prolongee(signature)), etat(prolongee(signature), date(2028, 1, 15))
    assert found.statut.slug == statut
    assert last_day(made, date(2028, 1, 15)) == found.dernier_jour == date.fromisoformat(dernier)
    assert len(dated_texts(made, date(2028, 1, 15))) == textes


def test_each_text_has_the_term_of_its_own_words() -> None:
    text = prolongee("2027-03-01").replace(
        "modifie: {", "modifie: {redaction: {art-8-al-2: {remplace: Un peu plus.}}, "
    )
    made = dossier(text)
    for au, end in ((date(2027, 2, 28), date(2027, 6, 30)), (date(2027, 3, 1), date(2029, 6, 30))):
        assert last_day(made, au) == end
        assert term(made, version_on(made, au).convention, au).le == end


@pytest.mark.parametrize(
    ("avant", "apres", "tacite", "duree"),
    [
        ("tacite: {duree: 1 an}", "expres: {duree: 2 ans}", False, "2 ans"),
        ("expres: {duree: 2 ans}", "tacite: {duree: 1 an}", True, "1 an"),
        ("tacite: {duree: 1 an, fois: 3}", "tacite: {fois: 2}", True, "1 an"),
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


@pytest.mark.parametrize(
    ("regle", "fin"),
    [
        ("expres: {duree: 1 an, fois: 2}", ""),  # nobody agreed
        ("expres: {duree: 1 an}", ""),
        ("tacite: {duree: 1 an, fois: 9}", "cause: denonciation, par: caf, recue_le: 2027-03-01, effet_le: 2027-07-01"),
        ("tacite: {duree: 1 an}", "cause: litige, portee: convention, effet_le: 2027-07-01"),
    ],
)
def test_what_has_ended_has_no_term_to_come(regle: str, fin: str) -> None:
    made = dossier(source("2027-06-30", regle) + (f"fin: {{d1: {{{fin}}}}}\n" if fin else ""))
    end = sheet(made, date(2027, 7, 1)).situation.faits.terme
    rows = [name for name, *_ in key_dates(sheet(made, date(2027, 7, 1)))]
    assert (end.le, end.dernier, end.opposition) == (date(2027, 6, 30), date(2027, 6, 30), None)
    assert [row for row in rows if row.startswith(("Terme", "Dernier", "Opposition"))] == ["Terme"]
    assert "Terme en cours" in [name for name, *_ in key_dates(sheet(made, date(2027, 6, 30)))] or fin


@pytest.mark.parametrize(
    ("au", "statut", "attendu"),
    [
        (date(2027, 6, 30), "En vigueur", ("Terme en cours", "Son texte prévoit qu’elle peut être renouvelée.")),
        (
            date(2027, 7, 1),
            "En vigueur (renouvellement à confirmer)",
            ("Premier terme", "Ce site ne sait pas si elle l’a été."),
        ),
    ],
)
def test_words_that_renew_by_a_rule_that_nobody_typed_end_nothing(
    au: date, statut: str, attendu: tuple[str, str]
) -> None:
    """Its text says that it goes on: a site that has not its rule says neither that it ended nor until when it runs."""
    words = "  redaction: {art-8-al-2: {remplace: Conclue pour un an renouvelable par tacite reconduction.}}\n"
    one = dossier(f"{PARTIES}{words}  dates: {{echeance: 2027-06-30}}\n")
    seen = situation(one, au, ())
    item = Fiche(one, one, seen, one.origine, ())
    assert seen.libelle == statut
    assert attendu[0] in [name for name, _, _ in key_dates(item)]
    assert attendu[1] in " ".join(en_bref(item, TRAME))
    assert any("prévu par le texte" in value for _, value, _ in key_dates(item))
