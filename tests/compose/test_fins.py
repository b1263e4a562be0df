"""An end (article 8): told with the cause that the file gives, and with no other."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from conventions.compose.avenants import suite_avenant
from conventions.compose.view import View, build_fiche
from conventions.model.actes import EtatAvenant
from conventions.model.dossier import Registry
from conventions.render.dates_cles import key_dates
from conventions.render.echeances import echeances
from conventions.render.en_bref import en_bref
from conventions.render.pages.versions import avenants
from conventions.render.vie import parcours, vie
from tests.compose.test_avenants import SIGNEE, Lire, situation
from tests.compose.test_renouvellement import TOUTES, sheet, source
from tests.compose.test_situation import PARTIES
from tests.helpers import TRAME, composee, dossier


@pytest.mark.parametrize(
    ("fin", "libelle"),
    [
        ("effet_le: 2027-03-01, portee: convention", "Terminée (effet le 1er mars 2027)"),
        ("par: msa, effet_le: 2027-03-01, portee: convention", "Terminée (effet le 1er mars 2027)"),
        (
            "cause: denonciation, effet_le: 2027-03-01, portee: convention",
            "Terminée (dénoncée, effet le 1er mars 2027)",
        ),
        (
            "cause: litige, effet_le: 2027-03-01, portee: convention",
            "Terminée (cessation après litige, effet le 1er mars 2027)",
        ),
    ],
)
def test_no_cause_is_made_up_of_an_end(lire: Lire, fin: str, libelle: str) -> None:
    found = situation(lire(f"{SIGNEE}fin:\n  f1: {{{fin}}}\n"), date(2028, 1, 15))
    assert found.libelle.replace("\u00a0", " ") == libelle


@pytest.mark.parametrize(
    ("cause", "motif"),
    [("cause: denonciation, ", "dénonciation"), ("cause: litige, ", "cessation après litige"), ("", "")],
)
def test_a_party_leaves_for_the_cause_that_the_file_gives(lire: Lire, cause: str, motif: str) -> None:
    dossier = lire(f"{SIGNEE}fin:\n  f1: {{{cause}par: msa, effet_le: 2027-03-01, portee: partie}}\n")
    msa = dossier.origine.partie("msa")
    assert msa
    assert msa.retiree
    assert msa.retiree.motif == motif


TERME, TACITE = source("2028-12-31", "expres: {duree: 1 an}"), source("2028-12-31", "tacite: {duree: 1 an, fois: 3}")
FIN = "fin: {d1: {cause: accord, effet_le: %s, portee: convention}}\n"


@pytest.mark.parametrize("texte", [PARTIES, TERME, TACITE])
@pytest.mark.parametrize("au", ["2026-12-30", "2027-01-15"])
def test_an_act_that_ends_it_takes_the_place_of_its_term(texte: str, au: str) -> None:
    day = date.fromisoformat(au)
    item = sheet(dossier(texte + FIN % "2026-12-31"), day)
    rows = [" ".join(row).replace("\u00a0", " ") for row in key_dates(item)]
    told = " ".join(en_bref(item, TRAME)).replace("\u00a0", " ")
    assert rows[-1] == "Dernier jour 30 décembre 2026 fin par accord des parties, effet le 31 décembre 2026"
    assert not [row for row in rows[:-1] if row.startswith(("Terme", "Renouv", "Dern", "Oppos", "Dénon"))]
    assert "2028" not in " ".join([*rows, told, *(event.mots for event in vie(item))])
    assert ("Elle prendra fin après le 30 décembre 2026, son dernier jour." in told) is (au == "2026-12-30")


def test_an_act_that_does_not_say_for_whom_ends_nothing() -> None:
    act = "fin: {d1: {cause: denonciation, par: caf, recue_le: 2026-11-10, effet_le: 2026-11-20}}\n"
    item = sheet(dossier(TACITE + act), date(2026, 11, 27))
    assert (item.situation.statut.slug, item.situation.dernier_jour) == ("denonciation-recue", date(2028, 12, 31))
    assert "Dénonciation par la Caf\u00a0: effet, sans dire pour qui" in [event.mots for event in vie(item)]
    assert "ce site ne sait pas si elle se renouvelle après" in " ".join(en_bref(item, TRAME))


def test_an_act_between_two_terms_bounds_the_renewals() -> None:
    item = sheet(dossier(TACITE + FIN % "2030-07-01"), date(2027, 1, 15))
    assert "jusqu’au 30\u00a0juin\u00a02030 au plus tard." in " ".join(en_bref(item, TRAME))
    assert item.situation.faits.terme.dernier == date(2030, 6, 30)


def test_an_act_that_comes_after_the_term_does_not_end_it() -> None:
    item = sheet(dossier(TERME + FIN % "2029-06-01"), date(2027, 1, 15))
    rows = [name for name, *_ in key_dates(item)]
    assert "Dernier jour" not in rows
    assert "Terme en cours" in rows
    assert "Elle dure jusqu’au 31\u00a0décembre\u00a02028." in list(en_bref(item, TRAME))


ACCORDS = f"accords: {{1: {{par: {TOUTES}, le: 2027-06-01, jusqu_au: 2028-06-30}}}}"


@pytest.mark.parametrize(
    ("regle", "fin", "au", "phrase"),
    [
        ("tacite: {duree: 1 an}", "", "2027-04-30", "Un signataire peut s’y opposer jusqu’au 30 avril 2027."),
        ("tacite: {duree: 1 an}", "", "2027-05-01", "Un signataire pouvait s’y opposer jusqu’au 30 avril 2027."),
        ("tacite: {duree: 1 an, fois: 3}", "", "2027-05-01", "d’elle-même (1 an à chaque fois, 3 fois au plus)"),
        ("tacite: {duree: 1 an, fois: 3}", "", "2027-08-01", "d’elle-même (1 an à chaque fois, encore 2 fois au plus)"),
        (f"expres: {{fois: 2, {ACCORDS}}}", "", "2027-08-01", "convenir de la renouveler (encore 1 fois au plus)."),
        (f"expres: {{fois: 1, {ACCORDS}}}", "", "2027-08-01", "Elle ne peut plus être renouvelée."),
        (
            "tacite: {duree: 1 an}",
            "recue_le: 2027-03-01",
            "2027-05-01",
            "Elle dure jusqu’au 30 juin 2027. Si cette lettre ne l’empêche pas, elle se renouvelle ensuite d’elle-même",
        ),
        (
            "tacite: {duree: 1 an}",
            "recue_le: 2027-03-01",
            "2027-08-01",
            "Si elle s’est renouvelée, elle dure jusqu’au 30 juin 2028. Dans ce cas, elle se renouvelle ensuite",
        ),
    ],
)
def test_in_brief_tells_what_is_left_of_the_renewals(regle: str, fin: str, au: str, phrase: str) -> None:
    end = f"fin: {{d1: {{cause: denonciation, par: caf, {fin}}}}}\n" if fin else ""
    item = sheet(dossier(source("2027-06-30", regle) + end), date.fromisoformat(au))
    assert phrase in " ".join(en_bref(item, TRAME)).replace("\u00a0", " ")
    late = any("(délai passé)" in value for name, value, _ in key_dates(item) if name.startswith(("Opp", "Dén")))
    assert late is (au == "2027-05-01")


@pytest.mark.parametrize(
    ("partis", "au", "libelle"),
    [
        ("caf msa", "2028-01-15", "En vigueur"),
        ("caf msa cour collectivite", "2027-02-28", "En vigueur"),
        ("caf msa cour collectivite", "2028-01-15", "Terminée (plus assez de parties depuis le 1er mars 2027)"),
        ("caf msa cour collectivite prefet", "2028-01-15", "Terminée (plus assez de parties depuis le 1er mars 2027)"),
    ],
)
def test_two_parties_at_least_are_left(lire: Lire, partis: str, au: str, libelle: str) -> None:
    fins = "".join(
        f"  f{n}: {{cause: accord, par: {cle}, effet_le: 2027-03-01, portee: partie}}\n"
        for n, cle in enumerate(partis.split(), 1)
    )
    found = situation(lire(f"{SIGNEE}fin:\n{fins}"), date.fromisoformat(au))
    assert found.libelle.replace("\u00a0", " ") == libelle


def test_an_amendment_signed_after_the_end_keeps_its_day(lire: Lire) -> None:
    signed = ", ".join(f"{cle}: 2027-09-01" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))
    made = lire(
        f"{SIGNEE}fin: {{a: {{cause: accord, effet_le: 2027-08-01, portee: convention}}}}\n"
        f"avenants: {{1: {{objet: trop tard, signatures: {{{signed}}}}}}}\n"
    )
    found = suite_avenant(made, 1, date(2028, 1, 15))
    assert (found.etat, found.signe_le, found.effet) == (EtatAvenant.SANS_EFFET, date(2027, 9, 1), None)


@pytest.mark.parametrize(
    ("fin", "attendu"),
    [
        (FIN % "2028-06-30", [(date(2028, 6, 29), "dernier jour de la convention (fin par accord des parties)")]),
        ("", [(date(2028, 10, 31), None), (date(2028, 12, 31), None), (date(2031, 12, 31), None)]),
    ],
)
def test_the_dates_to_come_stop_at_the_act(fin: str, attendu: list[tuple[date, str | None]]) -> None:
    view, _ = composee(f'departement: "01"\ntrame: 2026-2029\n{TACITE}{fin}', "01")
    fiche = view.fiches["01"]
    own = ("terme", "denonciation", "opposition", "dernier-terme")
    told = [e for e in echeances(fiche.porteur, fiche.porteur.suivi, fiche.situation) if e.slug in own]
    assert [(e.jour, e.mots if words else None) for e, (_, words) in zip(told, attendu, strict=True)] == attendu


@pytest.mark.parametrize(
    ("au", "said"),
    [("2027-02-28", "retrait à venir, le 1er mars 2027"), ("2027-03-01", "partie retirée le 1er mars 2027")],
)
def test_a_departure_to_come_is_not_told_as_done_and_is_told_once(
    lire: Lire, exemples: Registry, au: str, said: str
) -> None:
    dossier = lire(f"{SIGNEE}fin:\n  f1: {{cause: denonciation, par: msa, effet_le: 2027-03-01, portee: partie}}\n")
    item = build_fiche(
        dataclasses.replace(exemples, dossiers={"01": dossier}, archives={}, au=date.fromisoformat(au)), "01"
    )
    assert parcours(item, "msa").replace("\u00a0", " ").endswith(f"\u202f; {said}")
    told = [event.mots for event in vie(item) if event.jour == date(2027, 3, 1)]
    assert told == ["Dénonciation par la MSA\u00a0: effet pour cette seule partie"]


LE_AVENANT = ", ".join(f"{cle}: 2027-03-01" for cle in ("prefet", "cour", "caf", "msa", "collectivite"))


@pytest.mark.parametrize(
    ("signatures", "fin", "au", "badge"),
    [
        (LE_AVENANT, FIN % "2027-08-01", "2027-07-31", "avenant n° 1"),
        (LE_AVENANT, FIN % "2027-08-01", "2027-08-01", "avenant n° 1 terminé"),
        (f"{LE_AVENANT}}}, effet_le: 2027-02-01, x: {{", FIN % "2027-08-01", "2027-09-01", "avenant n° 1 terminé, effet rétroactif"),
        ("caf: 2027-03-01", FIN % "2027-08-01", "2027-07-31", "avenant n° 1 en cours de signature"),
        ("caf: 2027-03-01", FIN % "2027-08-01", "2027-08-01", "avenant n° 1 sans effet"),
    ],
)  # fmt: skip
def test_an_amendment_ends_with_its_convention(
    lire: Lire, exemples: Registry, signatures: str, fin: str, au: str, badge: str
) -> None:
    """On its badge as on its page."""
    text = f"{SIGNEE}{fin}avenants: {{1: {{objet: x, signatures: {{{signatures}}}}}}}\n".replace(", x: {}", "")
    registry = dataclasses.replace(exemples, dossiers={"01": lire(text)}, archives={}, au=date.fromisoformat(au))
    item = build_fiche(registry, "01")
    assert [b.replace("\u00a0", " ") for b in item.situation.badges] == [badge]
    (page,) = avenants(View(registry, {"01": item}), item)
    assert ("Cet avenant n’est plus en vigueur" in page.markdown) is ("terminé" in badge)
    assert ("Il ne peut plus prendre effet." in page.markdown) is ("sans effet" in badge)
    assert ("Il s’est appliqué à partir du" in page.markdown) is (badge == "avenant n° 1 terminé")


def test_an_amendment_of_a_convention_that_another_has_replaced_is_over(lire: Lire, exemples: Registry) -> None:
    old = lire(f"{SIGNEE}avenants: {{1: {{objet: x, signatures: {{{LE_AVENANT}}}}}}}\n")
    new = lire(SIGNEE.replace("2026-10-12", "2027-09-01"))
    for au, badge in ((date(2027, 8, 31), "avenant n°\u00a01"), (date(2027, 9, 1), "avenant n°\u00a01 terminé")):
        registry = dataclasses.replace(exemples, dossiers={"01": new}, archives={"01": (old,)}, au=au)
        (archive,) = build_fiche(registry, "01").precedentes
        assert archive.situation.badges == (badge,)
