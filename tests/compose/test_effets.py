"""The effect of an amendment: its own day, before or after the signatures; and pages that agree with the facts, in all orders."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conventions.compose.avenants import suite_avenant
from conventions.compose.situation import clauses_of, situation
from conventions.compose.timeline import dated_texts
from conventions.compose.view import View, build_fiche
from conventions.model.actes import EtatAvenant
from conventions.model.dossier import Dossier, Registry
from conventions.model.french import date_longue
from conventions.model.status import Statut
from conventions.render.pages.fiche import fiche
from conventions.render.pages.versions import avenants as pages_of_amendments
from conventions.render.pages.versions import versions as pages_of_versions
from conventions.render.vie import parcours
from tests.compose.test_avenants import FREQUENCE, OYONNAX, SIGNEE, avenants, texte, tous

Lire = Callable[..., Dossier]
ENTREE = date(2026, 10, 12)
AU = date(2028, 6, 1)
CLES = ("prefet", "cour", "caf", "msa", "collectivite")


def effet(day: str, content: str) -> str:
    return f"effet_le: {day}, {content}"


class Suite(NamedTuple):
    """What an amendment gives on a day: where it stands, from when, and in which words."""

    etat: EtatAvenant
    depuis: str
    mots: str


FORCE, ATTENTE = EtatAvenant.EN_VIGUEUR, EtatAvenant.A_VENIR


@pytest.mark.parametrize(
    ("signe", "effet_le", "au", "attendu"),
    [
        ("2027-03-08", "", "2028-01-01", Suite(FORCE, "2027-03-08", "en vigueur")),
        ("2027-03-08", "2027-01-01", "2028-01-01", Suite(FORCE, "2027-01-01", "en vigueur, effet rétroactif")),
        ("2027-03-08", "2027-03-08", "2028-01-01", Suite(FORCE, "2027-03-08", "en vigueur")),
        ("2027-03-08", "2027-09-01", "2027-08-31", Suite(ATTENTE, "2027-09-01", "signé, entre en vigueur le 1er\u00a0septembre\u00a02027")),
        ("2027-03-08", "2027-09-01", "2027-09-01", Suite(FORCE, "2027-09-01", "en vigueur")),
        ("2027-03-08", "2026-01-01", "2028-01-01", Suite(FORCE, "2026-10-12", "en vigueur, effet rétroactif")),
        ("", "2027-01-01", "2028-01-01", Suite(EtatAvenant.EN_COURS, "", "en cours de signature")),
    ],
)  # fmt: skip
def test_its_effect_is_its_own_day_once_all_have_signed(
    lire: Lire, signe: str, effet_le: str, au: str, attendu: Suite
) -> None:
    content = FREQUENCE.format("et chaque mois")
    dossier = lire(avenants((tous("2027-03-01", caf=signe), effet(effet_le, content) if effet_le else content)))
    found = suite_avenant(dossier, 1, date.fromisoformat(au))
    assert Suite(found.etat, str(found.effet or ""), found.libelle) == attendu
    assert found.retroactif is attendu.mots.endswith("effet rétroactif")


def test_nothing_is_in_force_before_the_last_signature_and_the_version_takes_the_effect_after(lire: Lire) -> None:
    content = effet("2027-01-01", FREQUENCE.format("et chaque mois"))
    waiting = lire(avenants((tous("2027-03-01", caf=""), content)))
    assert [t.du for t in dated_texts(waiting)] == [ENTREE]
    assert texte(waiting, "2028-01-01", "art-3-al-6").endswith("et chaque automne ;")
    signed = lire(avenants((tous("2027-03-01", caf="2027-03-08"), content)))
    assert [(t.du, t.au, t.avenants) for t in dated_texts(signed)] == [
        (ENTREE, date(2026, 12, 31), ()),
        (date(2027, 1, 1), None, (1,)),
    ]
    assert texte(signed, "2027-01-01", "art-3-al-6").endswith("et chaque mois ;")
    assert signed.etapes[1].signe_le == date(2027, 3, 8)


def test_the_parties_of_an_amendment_are_those_of_the_day_of_its_signature(lire: Lire) -> None:
    """One joins by the first, whose effect is to come: it does not sign the second, signed before; it signs the third."""
    joins = (tous("2027-03-01", commune_oyonnax="2027-03-01"), effet("2027-06-01", OYONNAX))
    before = (tous("2027-05-01"), FREQUENCE.format("et chaque mois"))
    after = (tous("2027-07-01"), FREQUENCE.format("et chaque semaine"))
    dossier = lire(avenants(joins, before, after))
    assert dossier.effet_avenant(2) == date(2027, 5, 1)
    assert dossier.etapes[3].manquantes == ("commune-oyonnax",)
    assert [v.du for v in dossier.versions] == [None, date(2027, 5, 1), date(2027, 6, 1)]


def test_an_amendment_that_its_document_says_signed_by_all_is_signed_that_day(lire: Lire) -> None:
    attested = "document_signe: {reference: dossier 12, date: 2027-03-08, tous_ont_signe: oui}, "
    dossier = lire(avenants(("", attested + FREQUENCE.format("et chaque mois"))))
    assert (dossier.etapes[1].signe_le, dossier.effet_avenant(1)) == (date(2027, 3, 8), date(2027, 3, 8))


def test_an_amendment_of_a_convention_that_all_have_not_signed_waits(lire: Lire) -> None:
    unsigned = avenants((tous("2027-03-01"), FREQUENCE.format("et chaque mois"))).replace(", le: 2026-10-12", "")
    found = suite_avenant(lire(unsigned), 1, AU)
    assert (found.etat, found.effet) == (EtatAvenant.EN_ATTENTE, None)


def test_a_signature_gives_its_person_its_capacity_and_its_place(lire: Lire) -> None:
    named = "{le: 2027-03-01, a: Lyon, nom: Exemple, prenom: Zoé, titre: secrétaire générale, mention: Pour la préfète}"
    two = "[{nom: Modèle, titre: première présidente, signe_le: 2027-03-01}, {nom: Autre, titre: procureure générale, signe_le: 2027-03-04}]"
    dossier = lire(avenants((tous("2027-03-01", prefet=named, cour=two), FREQUENCE.format("et chaque mois"))))
    assert dossier.effet_avenant(1) == date(2027, 3, 4)
    clauses = clauses_of(dossier, dossier.versions[-1].convention)
    lines = [", ".join(s.texte for s in line) for c in clauses if c.id == "signatures" for line in c.lignes]
    plain = [line.replace("\u00a0", " ") for line in lines]
    assert plain[0] == "La préfète, Claire Exemple, préfète de l’Ain, signé le 12 octobre 2026 à Bourg-en-Bresse"
    assert (
        "La préfète, Pour la préfète, Zoé Exemple, secrétaire générale, signé le 1er mars 2027 à Lyon (avenant n° 1)"
        in plain
    )
    assert "Les chefs de cour, Autre, procureure générale, signé le 4 mars 2027 (avenant n° 1)" in plain


class Tire(NamedTuple):
    """A drawn amendment: the day each party signed it, if it did, and the effect that it fixes, if any."""

    signatures: tuple[date | None, ...]
    effet_le: date | None

    @property
    def signe_le(self) -> date | None:
        known = [day for day in self.signatures if day]
        return max(known) if len(known) == len(CLES) else None

    @property
    def effet(self) -> date | None:
        return (self.effet_le or self.signe_le) if self.signe_le else None

    def yaml(self, rank: int) -> str:
        signed = ", ".join(f"{cle}: {day or ''}" for cle, day in zip(CLES, self.signatures, strict=True))
        own = f"effet_le: {self.effet_le}, " if self.effet_le else ""
        return f"  {rank}: {{{own}signatures: {{{signed}}}, {FREQUENCE.format(f'et texte numéro {rank}')}}}"


JOURS = st.integers(0, 500).map(lambda n: ENTREE + timedelta(n))
SIGNES = st.lists(JOURS, min_size=5, max_size=5) | st.lists(JOURS | st.none(), min_size=5, max_size=5)
TIRES = st.lists(st.builds(lambda s, e: Tire(tuple(s), e), SIGNES, JOURS | st.none()), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(tires=TIRES)
def test_versions_and_pages_agree_with_the_facts(exemples: Registry, lire: Lire, tires: list[Tire]) -> None:
    source = SIGNEE + "avenants:\n" + "\n".join(t.yaml(n) for n, t in enumerate(tires, 1)) + "\n"
    dossier = lire(source)
    due = sorted((t.effet, n) for n, t in enumerate(tires, 1) if t.effet)
    registry = dataclasses.replace(exemples, dossiers={**exemples.dossiers, "01": dossier}, au=AU)
    item = build_fiche(registry, "01")
    view = View(registry, {"01": item})

    days = sorted({ENTREE, *(day for day, _ in due)})
    assert [t.du for t in item.textes] == days
    for day, dated in zip(days, item.textes, strict=True):
        last = max(((d, n) for d, n in due if d <= day), default=None)
        assert dated.convention.instance.frequence == (f"et texte numéro {last[1]}" if last else "et chaque automne")
        assert sorted(dated.convention.avenants) == sorted(n for d, n in due if d <= day)

    dated_pages = {p.url: plain(p.markdown) for p in pages_of_versions(view, item)}
    assert list(dated_pages) == [f"departements/01-ain/2026-2029/versions/{day}/" for day in days]
    sheet = plain(fiche(view, item).markdown)
    badges = situation(dossier, AU, item.clauses).badges
    for (rank, tire), page in zip(enumerate(tires, 1), pages_of_amendments(view, item), strict=True):
        text = plain(page.markdown)
        retro = tire.effet is not None and tire.signe_le is not None and tire.effet < tire.signe_le
        assert ("effet rétroactif" in text) is retro
        assert ("n’est pas en vigueur" in text) is (tire.effet is None)
        assert ("pas encore signé" in text) is (None in tire.signatures)
        assert (f"avenant n°\u00a0{rank} en cours de signature" in badges) is (tire.effet is None)
        if tire.effet:
            own = dated_pages[f"departements/01-ain/2026-2029/versions/{tire.effet}/"]
            signed = [n for d, n in due if d == tire.effet and (s := tires[n - 1].signe_le) and d < s]
            assert ("effet rétroactif" in own.partition("Situation au")[0]) is bool(signed)
        assert f"Avenant n° {rank}" in sheet


def test_an_amendment_that_a_party_left_unsigned_is_told_so(exemples: Registry, lire: Lire) -> None:
    """It joined by an amendment, and left by another."""
    unsigned = (tous("2027-06-01", commune_oyonnax=""), FREQUENCE.format("x"))
    left = (tous("2027-07-01", commune_oyonnax="2027-07-01"), "retire: [signataires.commune-oyonnax]")
    dossier = lire(avenants((tous("2027-03-01", commune_oyonnax="2027-03-01"), OYONNAX), unsigned, left))
    registry = dataclasses.replace(exemples, dossiers={"01": dossier}, au=AU)
    item = build_fiche(registry, "01")
    text = plain(list(pages_of_amendments(View(registry, {"01": item}), item))[1].markdown)
    assert "Il n’engage personne : la commune d’Oyonnax devait le signer, et a quitté la convention depuis." in text
    assert ("pas encore signé" in text, "pas signé" in text) == (False, True)
    assert "a pris effet" not in text
    assert "avenant n°\u00a02 sans effet" in item.situation.badges


def test_two_heads_who_signed_on_two_days_have_each_their_own(exemples: Registry, lire: Lire) -> None:
    """Before an amendment and after one that names others."""
    own = SIGNEE.replace("titre: première présidente}", "titre: première présidente, signe_le: 2026-10-14}")
    others = "modifie: {signataires: {cour: {representants: [{nom: Neuf, titre: premier président}]}}}"
    later = own + f"avenants: {{1: {{signatures: {{{tous('2027-03-01')}}}, {others}}}}}\n"
    said = "signé le 12 octobre 2026 par Paul Type, procureur général, et le 14 octobre 2026 par Jeanne Modèle, première présidente"
    for source in (own, later):
        registry = dataclasses.replace(exemples, dossiers={"01": lire(source)}, au=AU)
        item = build_fiche(registry, "01")
        assert parcours(item, "cour").replace("\u00a0", " ").partition("\u202f")[0] == said
        assert parcours(item, "prefet") == "signé le 12\u00a0octobre\u00a02026"


@pytest.mark.parametrize(
    ("second", "manque"),
    [
        (", {nom: Type, prenom: Paul, titre: procureur général}", "Paul Type, procureur général"),
        ("", "second chef de cour"),
    ],
)
def test_of_two_heads_one_has_signed(exemples: Registry, lire: Lire, second: str, manque: str) -> None:
    """Who has is told, and who has not: of the convention on the sheet, of an amendment on its page."""
    people = f"[{{nom: Modèle, prenom: Jeanne, titre: première présidente, signe_le: 2026-10-14}}{second}]"
    own = SIGNEE.replace(", le: 2026-10-12", "").replace("cour: {", f"cour: {{representants: {people}}}\n    x: {{", 1)
    own = "\n".join(line for line in own.split("\n") if not line.startswith("    x:"))
    acts = f"avenants: {{1: {{objet: x, signatures: {{cour: {people}}}}}}}\n"
    registry = dataclasses.replace(exemples, dossiers={"01": lire(own + acts)}, au=AU)
    item = build_fiche(registry, "01")
    said = (
        rf"signé le 14 octobre 2026 par Jeanne Modèle, première présidente *;? *il manque la signature d[eu] {manque}"
    )
    assert re.match(said, plain(parcours(item, "cour")))
    (page,) = pages_of_amendments(View(registry, {"01": item}), item)
    assert re.search(said, plain(page.markdown))
    assert parcours(item, "caf") == "pas encore signé"


@pytest.mark.parametrize(("au", "mots"), [("2026-11-30", "de la convention"), ("2027-02-01", "en vigueur")])
def test_no_text_is_called_in_force_before_the_convention_is(
    exemples: Registry, lire: Lire, au: str, mots: str
) -> None:
    """All have signed the convention, whose own words give a later effect, then an amendment."""
    later = "redaction:\n    art-8-al-1: {remplace: La convention prend effet le 1er janvier 2027.}"
    source = avenants((tous("2026-11-02"), effet("2027-03-01", FREQUENCE.format("et chaque mois"))))
    dossier = lire(source.replace("redaction:", "dates: {entree_en_vigueur: 2027-01-01}\n  " + later))
    registry = dataclasses.replace(exemples, dossiers={"01": dossier}, au=date.fromisoformat(au))
    item = build_fiche(registry, "01")
    text = plain(next(iter(pages_of_amendments(View(registry, {"01": item}), item))).markdown)
    assert f"Le texte {mots} reste inchangé jusque-là" in text
    assert f"Texte {mots} ## Ce qu’il change" in text


ENTREE_ECRITE = "redaction:\n    art-8-al-1: {remplace: La convention prend effet le 1er janvier 2027.}"


def deplacee(*avenants_: tuple[str, str, str]) -> str:
    """A convention whose text fixes 1 January 2027, and amendments: the day all signed, what else it says, the day that it gives."""
    acts = (
        (
            tous(signee),
            f"{autre}modifie: {{dates: {{entree_en_vigueur: {jour}}}, redaction: {{art-8-al-1: {{remplace: La convention prend effet plus tard.}}}}}}",
        )
        for signee, autre, jour in avenants_
    )
    return avenants(*acts).replace("redaction:", f"dates: {{entree_en_vigueur: 2027-01-01}}\n  {ENTREE_ECRITE}", 1)


@pytest.mark.parametrize(
    ("actes", "entree", "avenant"),
    [
        ([("2026-12-31", "", "2027-06-01")], "2027-06-01", 1),
        ([("2027-01-01", "", "2027-06-01")], "2027-01-01", 0),  # it has begun
        ([("2026-11-02", "effet_le: 2027-02-01, ", "2027-06-01")], "2027-01-01", 0),
        ([("2026-11-02", "", "2026-12-01")], "2026-12-01", 1),  # brought forward, and still to come
        ([("2026-11-02", "", "2026-11-01")], "2027-01-01", 0),
        ([("2026-11-02", "", "2027-06-01"), ("2027-05-01", "", "2027-09-01")], "2027-09-01", 2),
        ([("2026-11-02", "", "2027-06-01"), ("2027-06-02", "", "2027-09-01")], "2027-06-01", 1),
    ],
)
def test_an_amendment_moves_a_date_of_effect_that_has_not_come(
    exemples: Registry, lire: Lire, actes: list[tuple[str, str, str]], entree: str, avenant: int
) -> None:
    dossier = lire(deplacee(*actes))
    registry = dataclasses.replace(exemples, dossiers={"01": dossier}, archives={}, au=date(2027, 5, 15))
    item = build_fiche(registry, "01")
    begins = date.fromisoformat(entree)
    assert (item.situation.entree, item.situation.faits.effet.avenant) == (begins, avenant)
    assert item.situation.statut is (Statut.SIGNEE_A_VENIR if begins > registry.au else Statut.EN_VIGUEUR)
    assert item.textes[0].du == begins
    sheet = plain(fiche(View(registry, {"01": item}), item).markdown).replace("\u00a0", " ")
    source = f"date que donne l’avenant n° {avenant}" if avenant else "date que donne le texte"
    assert f"Entrée en vigueur {date_longue(begins)} ({source})".replace("\u00a0", " ") in sheet.replace("&#40;", "(")
    if avenant:
        assert suite_avenant(dossier, 1, registry.au).etat is EtatAvenant.EN_VIGUEUR


def plain(markdown: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markdown)))
