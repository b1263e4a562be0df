"""Amendments (article 6): which day each takes effect, in which order they merge, and what the text of each date says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from conventions.compose.faits import version_on
from conventions.compose.situation import Situation, clauses_of
from conventions.compose.situation import situation as situation_of
from conventions.compose.timeline import dated_texts
from conventions.model.dossier import Dossier, parties_attendues
from conventions.model.status import Statut

Lire = Callable[..., Dossier]

# An invented convention of the Ain, signed by its five parties: in force on 12 October 2026.
SIGNEE = """
convention:
  fait: {a: Bourg-en-Bresse, le: 2026-10-12}
  signataires:
    prefet: {representants: [{nom: Exemple, prenom: Claire, titre: préfète de l’Ain}]}
    cour: {representants: [{nom: Modèle, prenom: Jeanne, titre: première présidente}, {nom: Type, prenom: Paul, titre: procureur général}]}
    caf: {representants: [{nom: Essai, prenom: Luc, titre: directeur}]}
    msa: {representants: [{nom: Test, prenom: Anne, titre: directrice}]}
    collectivite: {representants: [{nom: Cas, prenom: Denis, titre: président}]}
  instance: {cadre: cdsf, frequence: et chaque automne, reunions_par_an: 1}
  redaction:
    art-4-al-2: {supprime: oui, motif: sans messagerie commune}
    art-3-al-4-bis: {ajoute: Un représentant des usagers assiste aux réunions.}
"""
TOUS = "prefet: {d}, cour: {d}, caf: {d}, msa: {d}, collectivite: {d}"


def avenants(*items: tuple[str, str]) -> str:
    """`avenants:` from (signatures, content) in order, numbered from 1; the content is YAML in flow style."""
    lines = [f"  {n}: {{signatures: {{{signed}}}, {content}}}" for n, (signed, content) in enumerate(items, 1)]
    return SIGNEE + "avenants:\n" + "\n".join(lines) + "\n"


def tous(day: str, **others: str) -> str:
    """Every party signs on `day`, but for `others` (an empty day: not yet)."""
    signed = {"prefet": day, "cour": day, "caf": day, "msa": day, "collectivite": day, **others}
    return ", ".join(f"{cle.replace('_', '-')}: {d}" for cle, d in signed.items())


FREQUENCE = "modifie: {{instance: {{frequence: {}}}}}"


def texte(dossier: Dossier, jour: str, clause: str) -> str:
    """What the clause says in the text of that day; « — » where the text does not have it."""
    convention = version_on(dossier, date.fromisoformat(jour)).convention
    found = {c.id: c.texte for c in clauses_of(dossier, convention) if not c.absente}
    return found.get(clause, "—")


def situation(dossier: Dossier, jour: date) -> Situation:
    """Where the convention stands on that day."""
    return situation_of(dossier, jour, clauses_of(dossier, version_on(dossier, jour).convention))


def test_an_amendment_takes_effect_on_the_last_signature(lire: Lire) -> None:
    dossier = lire(
        avenants((tous("2027-03-01", cour="2027-03-04", collectivite="2027-03-08"), FREQUENCE.format("et chaque mois")))
    )
    assert dossier.effet_avenant(1) == date(2027, 3, 8)
    assert (
        texte(dossier, "2027-03-07", "art-3-al-6")
        == "L’instance se réunit au moins une fois par an et chaque automne ;"
    )
    assert (
        texte(dossier, "2027-03-08", "art-3-al-6") == "L’instance se réunit au moins une fois par an et chaque mois ;"
    )


def test_half_the_signatures_do_not_make_an_amendment(lire: Lire) -> None:
    dossier = lire(avenants((tous("2027-03-01", msa="", collectivite=""), FREQUENCE.format("et chaque mois"))))
    assert dossier.effet_avenant(1) is None
    assert dossier.etapes[1].manquantes == ("msa", "collectivite")
    assert (
        texte(dossier, "2029-01-01", "art-3-al-6")
        == "L’instance se réunit au moins une fois par an et chaque automne ;"
    )
    assert situation(dossier, date(2027, 6, 1)).badges == ("avenant n°\u00a01 en cours de signature",)


UN_CHEF = "{le: 2027-03-01, titre: première présidente}"
DEUX_CHEFS = "[{titre: première présidente, signe_le: 2027-03-01}, {titre: procureur général, signe_le: 2027-03-02}]"
SEUL = SIGNEE.replace(", {nom: Type, prenom: Paul, titre: procureur général}]", "], seul: siège vacant")


@pytest.mark.parametrize(
    ("convention", "cour", "effet"),
    [
        (SIGNEE, "2027-03-01", date(2027, 3, 1)),
        (SIGNEE, "{le: 2027-03-01, a: Lyon}", date(2027, 3, 1)),
        (SIGNEE, DEUX_CHEFS, date(2027, 3, 2)),
        (SIGNEE, UN_CHEF, None),
        (SIGNEE, "[{nom: Modèle, signe_le: 2027-03-01}]", None),
        (SIGNEE, "{le: 2027-03-01, mention: Par délégation}", None),
        (SEUL, UN_CHEF, date(2027, 3, 1)),
    ],
)
def test_one_head_of_court_does_not_sign_for_both(lire: Lire, convention: str, cour: str, effet: date | None) -> None:
    source = avenants((tous("2027-03-01", cour=cour), FREQUENCE.format("et chaque mois")))
    dossier = lire(source.replace(SIGNEE, convention))
    assert dossier.effet_avenant(1) == effet
    assert dossier.etapes[1].manquantes == (() if effet else ("cour",))


def test_that_one_head_signs_for_the_court_holds_from_the_amendment_that_says_it(lire: Lire) -> None:
    seul = "modifie: {signataires: {cour: {seul: siège vacant, representants: [{nom: Modèle, titre: première présidente}]}}}"
    lone = tous("2027-03-01", cour=UN_CHEF)
    steps = lire(avenants((lone, FREQUENCE.format("et chaque mois")), (lone, seul))).etapes
    assert (steps[1].manquantes, steps[2].manquantes) == (("cour",), ())


def test_two_amendments_of_one_day_make_one_text_in_the_order_of_their_numbers(lire: Lire) -> None:
    dossier = lire(
        avenants(
            (tous("2027-03-01"), "modifie: {instance: {frequence: et chaque mois, organisation: la caf anime}}"),
            (tous("2027-03-01"), FREQUENCE.format("et chaque trimestre")),
        )
    )
    assert [(v.du, v.avenants) for v in dossier.versions] == [(None, ()), (date(2027, 3, 1), (1, 2))]
    assert (
        texte(dossier, "2027-03-01", "art-3-al-6")
        == "L’instance se réunit au moins une fois par an et chaque trimestre ;"
    )
    assert texte(dossier, "2027-03-01", "art-3-al-7").endswith("selon les modalités suivantes : la caf anime ;")
    assert dossier.etapes[2].avant.instance.frequence == "et chaque mois"


def test_an_amendment_may_amend_an_amendment(lire: Lire) -> None:
    dossier = lire(
        avenants(
            (tous("2027-03-01"), "modifie: {redaction: {art-5-al-1-bis: {ajoute: Un premier texte.}}}"),
            (tous("2027-09-01"), "modifie: {redaction: {art-5-al-1-bis: {ajoute: Un second texte.}}}"),
            (tous("2028-01-10"), "retire: [redaction.art-5-al-1-bis]"),
        )
    )
    days = ("2027-02-28", "2027-03-01", "2027-09-01", "2028-01-10")
    assert [texte(dossier, d, "art-5-al-1-bis") for d in days] == ["—", "Un premier texte.", "Un second texte.", "—"]


def test_the_order_is_that_of_the_effects_not_of_the_numbers(lire: Lire) -> None:
    dossier = lire(
        avenants(
            (tous("2027-09-01"), FREQUENCE.format("et chaque mois")),
            (tous("2027-03-01"), FREQUENCE.format("et chaque trimestre")),
        )
    )
    assert texte(dossier, "2027-03-01", "art-3-al-6").endswith("et chaque trimestre ;")
    assert texte(dossier, "2027-09-01", "art-3-al-6").endswith("et chaque mois ;")


OYONNAX = "modifie: {signataires: {commune-oyonnax: {nom: Oyonnax, representants: [{nom: Test, prenom: Marc, titre: maire}]}}}"


def test_a_party_that_joins_signs_the_amendment_and_the_next_ones(lire: Lire) -> None:
    waiting = lire(avenants((tous("2027-03-01"), OYONNAX)))
    assert waiting.etapes[1].manquantes == ("commune-oyonnax",)
    joined = tous("2027-03-01", commune_oyonnax="2027-03-09")
    dossier = lire(avenants((joined, OYONNAX), (tous("2027-09-01"), FREQUENCE.format("et chaque mois"))))
    assert dossier.effet_avenant(1) == date(2027, 3, 9)
    assert dossier.etapes[2].manquantes == ("commune-oyonnax",)
    assert "Oyonnax" in texte(dossier, "2027-03-09", "partie-commune-oyonnax")
    assert texte(dossier, "2027-03-08", "partie-commune-oyonnax") == "—"


def test_a_party_that_joins_has_signed_its_amendment_and_not_the_common_page(lire: Lire) -> None:
    dossier = lire(avenants((tous("2027-03-01", commune_oyonnax="2027-03-09"), OYONNAX)))
    clauses = clauses_of(dossier, dossier.versions[-1].convention)
    lines = [", ".join(s.texte for s in line) for c in clauses if c.id == "signatures" for line in c.lignes]
    plain = [line.replace("\u00a0", " ") for line in lines]
    assert "La CAF, Luc Essai, directeur, signé le 12 octobre 2026 à Bourg-en-Bresse" in plain
    assert plain[-1] == "La commune d’Oyonnax, Marc Test, maire, signé le 9 mars 2027 (avenant n° 1)"


def test_a_party_that_leaves_by_an_amendment_is_no_longer_expected(lire: Lire) -> None:
    dossier = lire(
        avenants((tous("2027-03-01"), "retire: [signataires.msa]"), (tous("2027-09-01", msa=""), FREQUENCE.format("x")))
    )
    after = version_on(dossier, date(2027, 3, 1)).convention
    assert "msa" not in parties_attendues(dossier.departement, after)
    assert dossier.effet_avenant(2) == date(2027, 9, 1)
    clause = next(c for c in clauses_of(dossier, after) if c.id == "partie-msa")
    assert (clause.conformite.slug, clause.motif) == ("sans-objet", "partie retirée par l’avenant n°\u00a01")


def test_a_party_may_come_back(lire: Lire) -> None:
    back = "modifie: {signataires: {msa: {adresse: 1 rue du Retour}}}"
    dossier = lire(avenants((tous("2027-03-01"), "retire: [signataires.msa]"), (tous("2027-09-01"), back)))
    assert "1 rue du Retour" in texte(dossier, "2027-09-01", "partie-msa")


RETRAIT = SIGNEE.replace("msa: {", "msa: {retiree: {le: 2027-05-01, motif: fusion}, ")


@pytest.mark.parametrize(
    ("jour", "effet"), [("2027-03-01", None), ("2027-05-01", date(2027, 5, 1)), ("2027-06-01", date(2027, 6, 1))]
)
def test_a_party_that_has_left_by_another_act_need_not_sign(lire: Lire, jour: str, effet: date | None) -> None:
    source = avenants((tous(jour, msa=""), FREQUENCE.format("et chaque mois"))).replace(SIGNEE, RETRAIT)
    assert lire(source).effet_avenant(1) == effet


@pytest.mark.parametrize("suite", [", cour: 2027-03-01", ", cour: 2027-06-08"], ids=["avant", "après"])
def test_a_departure_does_not_complete_what_was_signed_before_it(lire: Lire, suite: str) -> None:
    """Whoever signs the last after the departure completes it; the departure alone does not."""
    signed = tous("2027-03-01", msa="", cour="").replace(", cour: ", suite)
    left = (tous("2027-06-01"), "retire: [signataires.msa]")
    dossier = lire(avenants(left, (signed, FREQUENCE.format("et chaque mois"))))
    etape = dossier.etapes[2]
    if "06-08" in suite:
        assert (etape.du, etape.manquantes, etape.defaillante) == (date(2027, 6, 8), (), False)
    else:
        assert (etape.du, etape.manquantes, etape.defaillante) == (None, ("msa",), True)
        assert texte(dossier, "2028-01-01", "art-3-al-6").endswith("et chaque automne ;")


DENONCIATION = "fin:\n  d1: {{cause: denonciation, par: msa, recue_le: 2027-02-01{}}}\n"


def test_a_party_that_has_denounced_signs_until_it_has_left(lire: Lire) -> None:
    amended = avenants((tous("2027-03-01", msa=""), FREQUENCE.format("et chaque mois")))
    assert lire(amended + DENONCIATION.format("")).effet_avenant(1) is None
    left = DENONCIATION.format(", effet_le: 2027-02-20, portee: partie")
    dossier = lire(amended + left)
    assert dossier.effet_avenant(1) == date(2027, 3, 1)
    assert situation(dossier, date(2027, 2, 19)).statut is Statut.DENONCIATION_RECUE
    after = situation(dossier, date(2027, 3, 1))
    assert (after.statut, after.badges) == (Statut.EN_VIGUEUR, ("avenant n°\u00a01", "partie retirée\u00a0: la MSA"))


def test_no_amendment_after_the_end_of_the_convention(lire: Lire) -> None:
    amended = avenants((tous("2027-03-01"), FREQUENCE.format("et chaque mois")))
    ended = lire(amended + DENONCIATION.format(", effet_le: 2027-03-01, portee: convention"))
    assert ended.effet_avenant(1) is None
    assert [(t.du, t.au) for t in dated_texts(ended)] == [(date(2026, 10, 12), date(2027, 2, 28))]


@pytest.mark.parametrize(
    ("fin", "statut", "dernier"),
    [
        ("cause: denonciation, par: caf, recue_le: 2027-01-05", "denonciation-recue", None),
        (
            "cause: denonciation, par: caf, recue_le: 2027-01-05, effet_le: 2027-02-01, portee: convention",
            "terminee",
            date(2027, 1, 31),
        ),
        ("cause: litige", "en-vigueur", None),
        ("cause: litige, effet_le: 2027-02-01, portee: convention", "terminee", date(2027, 1, 31)),
        ("cause: accord", "en-vigueur", None),
        ("cause: accord, effet_le: 2027-02-01", "terminee", date(2027, 1, 31)),
        ("cause: accord, effet_le: 2028-01-01", "en-vigueur", date(2027, 12, 31)),
    ],
)
def test_an_end_is_one_only_from_its_date_of_effect(lire: Lire, fin: str, statut: str, dernier: date | None) -> None:
    dossier = lire(f"{SIGNEE}fin:\n  f1: {{{fin}}}\n")
    assert situation(dossier, date(2027, 6, 1)).statut.slug == statut
    assert dated_texts(dossier)[-1].au == dernier


def test_a_local_wording_is_replaced_as_a_whole(lire: Lire) -> None:
    dossier = lire(
        avenants((tous("2027-03-01"), "modifie: {redaction: {art-4-al-2: {remplace: Les Parties écrivent en clair.}}}"))
    )
    assert texte(dossier, "2027-02-01", "art-4-al-2") == "—"
    assert texte(dossier, "2027-03-01", "art-4-al-2") == "Les Parties écrivent en clair."
    clause = next(c for c in clauses_of(dossier, dossier.versions[-1].convention) if c.id == "art-4-al-2")
    assert clause.motif == ""


def test_a_rectification_makes_no_version(lire: Lire) -> None:
    dossier = lire(
        SIGNEE + "rectifications:\n  r1: {le: 2027-01-15, clauses: [art-3-al-6], motif: erreur de transcription}\n"
    )
    assert len(dossier.versions) == len(dated_texts(dossier)) == 1


def test_dated_texts_follow_each_other_day_by_day(lire: Lire) -> None:
    dossier = lire(avenants((tous("2027-03-01"), FREQUENCE.format("x")), (tous("2027-09-01"), FREQUENCE.format("y"))))
    assert [(t.du, t.au, t.avenants) for t in dated_texts(dossier)] == [
        (date(2026, 10, 12), date(2027, 2, 28), ()),
        (date(2027, 3, 1), date(2027, 8, 31), (1,)),
        (date(2027, 9, 1), None, (2,)),
    ]


def test_an_amendment_older_than_the_entry_into_force_is_part_of_the_first_text(lire: Lire) -> None:
    dossier = lire(avenants((tous("2026-09-01"), FREQUENCE.format("et chaque mois"))))
    assert [(t.du, t.avenants, t.convention.instance.frequence) for t in dated_texts(dossier)] == [
        (date(2026, 10, 12), (1,), "et chaque mois")
    ]
