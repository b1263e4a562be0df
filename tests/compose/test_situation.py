"""Dates and statuses: each follows from the text and the build date, and nothing from what the text does not settle."""

from __future__ import annotations

from datetime import date

import pytest

from conventions.compose import dates
from conventions.compose.faits import entry_into_force, signatures, version_on, years_without_meeting
from conventions.compose.situation import Situation, clauses_of, situation
from conventions.model.status import Statut
from tests.helpers import dossier

AU = date(2028, 1, 15)
PARTIES = """
convention:
  introduction: À partir des besoins recensés,
  instance: {cadre: cdsf, frequence: "et à chaque rentrée", organisation: présidence tournante}
  signataires:
    prefet: {representants: [{nom: A, prenom: B, titre: préfet, signe_le: 2026-10-05}]}
    cour:
      adresse: 1 place de l’Exemple
      representants:
        - {nom: C, prenom: D, titre: premier président, signe_le: 2026-10-12}
        - {nom: E, prenom: F, titre: procureur général, signe_le: 2026-10-14}
    caf: {adresse: 2 place de l’Exemple, representants: [{nom: G, prenom: H, titre: directrice, signe_le: 2026-11-02}]}
    msa: {adresse: 3 place de l’Exemple, representants: [{nom: I, prenom: J, titre: directeur, signe_le: 2026-09-30}]}
    collectivite: {adresse: 4 place de l’Exemple, representants: [{nom: K, prenom: L, titre: président, signe_le: 2026-10-20}]}
"""


def sans(jour: str) -> str:
    """The same convention, without the signature of that day."""
    assert PARTIES.count(f", signe_le: {jour}") == 1
    return PARTIES.replace(f", signe_le: {jour}", "")


def non_signee() -> str:
    text = PARTIES
    for jour in ("2026-10-05", "2026-10-12", "2026-10-14", "2026-11-02", "2026-09-30", "2026-10-20"):
        text = text.replace(f", signe_le: {jour}", "")
    return text


def etat(source: str, au: date = AU, **options: object) -> Situation:
    made = dossier(source, **options)  # type: ignore[arg-type]
    return situation(made, au, clauses_of(made, version_on(made, au).convention))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2029-12-31", 2, "2029-10-31"),
        ("2029-04-30", 2, "2029-02-28"),
        ("2028-04-30", 2, "2028-02-29"),
        ("2029-01-15", 2, "2028-11-15"),
        ("2030-02-28", 24, "2028-02-28"),
        ("2028-02-29", -24, "2030-02-28"),
        ("2026-12-01", -24, "2028-12-01"),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(
    day: str, months: int, expected: str
) -> None:
    assert dates.months_before(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(PARTIES, "2026-11-02", id="la dernière signature"),
        pytest.param(sans("2026-11-02"), "", id="une partie n’a pas signé"),
        pytest.param(sans("2026-10-14"), "", id="un des deux chefs de cour n’a pas signé"),
        pytest.param(non_signee(), "", id="personne n’a signé"),
        pytest.param(non_signee() + "  fait: {a: Bourg, le: 2026-12-01}\n", "2026-12-01", id="une date commune"),
        pytest.param(
            sans("2026-10-20") + "  fait: {le: 2026-12-01}\n", "2026-12-01", id="une date commune et des dates propres"
        ),
        pytest.param(
            sans("2026-11-02") + "  dates: {entree_en_vigueur: 2027-01-01}\n",
            "",
            id="une date saisie, une partie manque",
        ),
        pytest.param(PARTIES + "  dates: {entree_en_vigueur: 2027-01-01}\n", "2027-01-01", id="une date saisie"),
        pytest.param(
            PARTIES + "  redaction: {art-8-al-1: {remplace: La convention entre en vigueur le lendemain.}}\n",
            "",
            id="article 8 réécrit, aucune date saisie",
        ),
        pytest.param(
            PARTIES
            + "  redaction: {art-8-al-1: {remplace: La présente convention entre en vigueur à la date de la signature par l'ensemble des parties.}}\n",
            "2026-11-02",
            id="article 8 recopié avec une autre apostrophe",
        ),
        pytest.param(PARTIES + "  redaction: {art-8-al-1: {supprime: oui}}\n", "", id="article 8, alinéa 1 supprimé"),
    ],
)
def test_entry_into_force(source: str, expected: str) -> None:
    found = entry_into_force(dossier(source))
    assert (found.isoformat() if found else "") == expected


def test_a_party_that_the_text_leaves_out_is_not_waited_for() -> None:
    source = "\n".join(line for line in PARTIES.splitlines() if " msa:" not in line)
    assert entry_into_force(dossier(source)) is None
    assert entry_into_force(dossier(f"{source}\n  sans: {{msa: n’a pas souhaité signer}}")) == date(2026, 11, 2)
    assert entry_into_force(dossier(source, "974")) == date(2026, 11, 2)


def test_the_term_is_not_known_until_the_framework_is_published() -> None:
    signed = etat(PARTIES)
    assert (signed.terme, signed.denonciation_limite) == (None, None)
    published = etat(PARTIES, terme=date(2029, 12, 31))
    assert (published.terme, published.denonciation_limite) == (date(2029, 12, 31), date(2029, 10, 31))
    typed = etat(PARTIES + "  dates: {echeance: 2029-04-30}\n", terme=date(2029, 12, 31))
    assert (typed.terme, typed.denonciation_limite) == (date(2029, 4, 30), date(2029, 2, 28))
    rewritten = "  redaction: {art-8-al-2: {remplace: Elle dure trois ans.}}\n"
    assert etat(PARTIES + rewritten, terme=date(2029, 12, 31)).terme is None


def test_a_signature_after_the_day_of_the_document_that_attests_all_keeps_its_day() -> None:
    """One signed after 1st October, and the day of another is not known."""
    attested = "document_signe: {reference: archives, date: 2026-10-01, tous_ont_signe: oui}\n"
    made = dossier(sans("2026-09-30").replace("convention:", attested + "convention:"))
    assert signatures(made, date(2026, 11, 1)).completes is False
    given = signatures(made, AU)
    assert (given.completes, given.completes_le, given.jours["caf"]) == (True, date(2026, 11, 2), date(2026, 11, 2))


def test_the_roadmap_and_the_meetings() -> None:
    made = dossier(PARTIES + "suivi: {reunions: [{le: 2027-03-01}]}\n")
    for start, end in (("2026-12-01", "2028-11-30"), ("2026-03-01", "2028-02-29"), ("2028-02-29", "2030-02-28")):
        assert dates.roadmap_end(made, made.origine, date.fromisoformat(start)) == date.fromisoformat(end)
    assert years_without_meeting(made, date(2028, 1, 15)) == ()
    assert years_without_meeting(made, date(2030, 1, 15)) == (2028, 2029)
    never = dossier(PARTIES + "  redaction: {art-3-al-6: {remplace: L’instance se réunit quand elle veut.}}\n")
    assert years_without_meeting(never, date(2030, 1, 15)) == ()


TOUS = "prefet: 2027-12-01, cour: 2027-12-01, caf: 2027-12-01, msa: 2027-12-01, collectivite: 2027-12-01"
DENONCIATION = PARTIES + "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-06-01%s}}\n"


@pytest.mark.parametrize(
    ("source", "statut", "texte"),
    [
        pytest.param("", "non-commencee", "a-completer", id="rien"),
        pytest.param("convention: {signataires: {prefet: {}}}\n", "non-commencee", "a-completer", id="une clé nue"),
        pytest.param("convention: {introduction: Ici,}\n", "en-preparation", "a-completer", id="un champ rempli"),
        pytest.param(non_signee(), "prete-a-signer", "complete", id="tout est rempli"),
        pytest.param(sans("2026-11-02"), "en-cours-de-signature", "complete", id="il manque une signature"),
        pytest.param(PARTIES, "en-vigueur", "complete", id="signée de tous"),
        pytest.param(
            PARTIES.replace('frequence: "et à chaque rentrée", ', ""),
            "en-vigueur",
            "partiellement-transcrite",
            id="signée, un blanc",
        ),
        pytest.param(DENONCIATION % "", "denonciation-recue", "complete", id="dénonciation sans effet"),
        pytest.param(
            DENONCIATION % ", effet_le: 2028-01-15, portee: convention",
            "terminee",
            "complete",
            id="dénonciation, effet échu",
        ),
        pytest.param(
            DENONCIATION % ", effet_le: 2028-01-16, portee: convention",
            "denonciation-recue",
            "complete",
            id="effet à venir",
        ),
        pytest.param(
            DENONCIATION % ", effet_le: 2028-02-01, portee: partie",
            "denonciation-recue",
            "complete",
            id="une partie veut partir",
        ),
        pytest.param(
            DENONCIATION % ", effet_le: 2027-12-01, portee: partie",
            "en-vigueur",
            "complete",
            id="une partie est partie, les autres restent liées",
        ),
        pytest.param(
            DENONCIATION.replace("caf: {adresse", "caf: {retiree: {le: 2027-12-01}, adresse") % "",
            "en-vigueur",
            "complete",
            id="qui a dénoncé s’est retiré depuis",
        ),
        pytest.param(
            DENONCIATION.replace("caf: {adresse", "caf: {retiree: {le: 2028-02-01}, adresse") % "",
            "denonciation-recue",
            "complete",
            id="qui a dénoncé se retirera",
        ),
        pytest.param(
            DENONCIATION % "" + f"avenants: {{1: {{signatures: {{{TOUS}}}, retire: [signataires.caf]}}}}\n",
            "en-vigueur",
            "complete",
            id="un avenant a retiré qui a dénoncé",
        ),
        pytest.param(PARTIES + "  dates: {echeance: 2028-01-14}\n", "terminee", "complete", id="échue la veille"),
        pytest.param(PARTIES + "  dates: {echeance: 2028-01-15}\n", "en-vigueur", "complete", id="dernier jour"),
        pytest.param(
            'document_signe: {sha256: "' + "0" * 64 + '", reference: archives, tous_ont_signe: oui}\n',
            "signee",
            "partiellement-transcrite",
            id="document signé de tous, sans dates",
        ),
        pytest.param(
            'document_signe: {sha256: "' + "0" * 64 + '", reference: archives}\n',
            "en-cours-de-signature",
            "partiellement-transcrite",
            id="document signé, on ne sait de qui",
        ),
    ],
)
def test_both_statuses(source: str, statut: str, texte: str) -> None:
    found = etat(source)
    assert (found.statut.slug, found.statut_texte.slug) == (statut, texte)
    assert found.libelle.startswith(Statut.of(statut).libelle)


def test_a_signature_to_come_does_not_count_before_its_day() -> None:
    assert etat(PARTIES, date(2026, 9, 29)).statut is Statut.PRETE_A_SIGNER
    assert etat(PARTIES, date(2026, 9, 30)).statut is Statut.EN_COURS_DE_SIGNATURE
    assert etat(PARTIES, date(2026, 11, 1)).statut is Statut.EN_COURS_DE_SIGNATURE
    assert etat(PARTIES, date(2026, 11, 2)).statut is Statut.EN_VIGUEUR


@pytest.mark.parametrize(("texte", "slug"), [("document", "non-transcrite"), ("Son propre texte.", "texte-propre")])
def test_the_status_of_a_text_that_is_not_made_from_the_trame(texte: str, slug: str) -> None:
    assert etat(PARTIES, texte=texte).statut_texte.slug == slug


def test_who_is_missing_is_named() -> None:
    assert etat(sans("2026-10-14")).manquantes == ("cour",)
    assert etat("").manquantes == ("prefet", "cour", "caf", "msa", "collectivite")
    assert etat(PARTIES).manquantes == ()
