"""Words as people or programs write them, and what the format wants in their place; nothing rather than a wrong guess."""

from __future__ import annotations

import re

import pytest

from conventions.source import cles
from conventions.source.suggestions import file_name, no_such_day, number, suggestion

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1_000", "1000"), ("20_26", "2026"), ("1e3", "1000"), ("1.5e3", "1500"), ("1e-2", "0.01"), ("0x1F", "31"), ("0o17", "15"),
        ("12 000", "12000"), ("12\u202f000", "12000"), ("12 000 €", "12000"), ("12 000,50", "12000,50"), ("1.000.000", "1000000"),
        ("1.000,50", "1000,50"), ("1,000.50", "1000.50"), ("12’000", "12000"), ("0045", "45"), ("000", "0"), ("00,5", "0,5"), ("45 jours", "45"),
        ("45%", "45"), ("+45", "45"), ("\u22125", "-5"), ("45.", "45"), (".5", "0.5"), ("22,5", "22,5"),
        ("20 ou 30", ""), ("10-12", ""), ("1/2", ""), ("12 00", ""), ("1 2 3", ""), ("env. 45", ""), ("12k€", ""), ("1.000.5", ""),
        ("NaN", ""), (".inf", ""), ("1e400", ""), ("", ""), ("deux", ""),
    ],
)  # fmt: skip
def test_un_nombre(written: str, right: str) -> None:
    assert number(written) == right


@pytest.mark.parametrize(
    ("written", "right", "why"),
    [
        ("12/10/2026", "2026-10-12", ""), ("12.10.26", "2026-10-12", ""), ("1er octobre 2026", "2026-10-01", ""), ("le 12 oct. 2026", "2026-10-12", ""),
        ("lundi 12 octobre 2026", "2026-10-12", ""), ("2026/10/12", "2026-10-12", ""), ("20261012", "2026-10-12", ""),
        ("2026-10-12T00:00:00Z", "2026-10-12", ""), ("“2026-10-12”", "2026-10-12", ""), ("12 juil. 2026", "2026-07-12", ""),
        ("31/02/2026", "", "février 2026 a 28 jours"), ("29/02/2028", "2028-02-29", ""), ("31 avril 2026", "", "avril 2026 a 30 jours"),
        ("2026-13-05", "2026-05-13", "il n’y a pas de mois 13"), ("10/13/2026", "2026-10-13", "il n’y a pas de mois 13"), ("0/10/2026", "", "il n’y a pas de jour 0"),
        ("12 jui 2026", "", ""), ("octobre 2026", "", ""), ("202612", "", ""), ("2026", "", ""), ("bientôt", "", ""),
    ],
)  # fmt: skip
def test_une_date(written: str, right: str, why: str) -> None:
    assert suggestion(written, lambda text: bool(DATE.fullmatch(text))) == right
    assert no_such_day(written) == why


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("barreau", "autre-barreau"), ("barreau-lyon", "autre-barreau-lyon"), ("Ordre des avocats", "autre-ordre-des-avocats"), ("tribunal", "autre-tribunal"),
        ("mairie-rennes", "commune-rennes"), ("mairie de Rennes", "commune-rennes"), ("ville-de-rennes", "commune-rennes"), ("comune-rennes", "commune-rennes"),
        ("conseil departemental", "collectivite"), ("Conseil départemental de l’Ain", "collectivite"), ("departement", "collectivite"), ("cd69", "collectivite"),
        ("metropole-de-lyon", "collectivite-metropole"), ("metropole", "epci-metropole"), ("communauté de communes du Pilat", "epci-pilat"),
        ("prefecture", "prefet"), ("préfète", "prefet"), ("prefett", "prefet"), ("cour d’appel", "cour"), ("procureur général", "cour"),
        ("CAF", "caf"), ("caf69", "caf"), ("caisse d’allocations familiales", "caf"), ("caisse-allocations-familiales-bearn", "caf-bearn"),
        ("cmsa", "msa"), ("mutualité sociale agricole", "msa"), ("udaf", "association-udaf"), ("asso-udaf", "association-udaf"), ("!", ""),
    ],
)  # fmt: skip
def test_la_cle_d_une_partie(written: str, right: str) -> None:
    assert cles.partie(written) == right


PARTIES = (
    "prefet",
    "cour",
    "caf",
    "collectivite-rhone",
    "collectivite-metropole",
    "commune-givors",
    "association-udaf",
    "association-adil",
)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("la Caf", "caf"), ("le préfet", "prefet"), ("La Cour", "cour"), ("Givors", "commune-givors"), ("la mairie", "commune-givors"), ("udaf", "association-udaf"),
        ("l’Udaf", "association-udaf"), ("métropole", "collectivite-metropole"), ("commune-givor", "commune-givors"),
        ("la MSA", ""), ("le Département", ""), ("association", ""), ("Lyon", ""), ("commune-lyon", ""), ("autre-la-caf", ""), ("!", ""),
    ],
)  # fmt: skip
def test_la_partie_que_des_mots_designent(written: str, right: str) -> None:
    assert cles.membre(written, PARTIES) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("article 5 alinéa 1", "art-5-al-1"), ("Article 5, al. 1", "art-5-al-1"), ("art-5-alinea-1", "art-5-al-1"), ("art5al1", "art-5-al-1"), ("Art. 5 §1", "art-5-al-1"),
        ("article 10", "art-10"), ("art12", "art-12"), ("article 10 alinéa 2", "art-10-al-2"), ("article 1er alinéa 2", "art-1-al-2"), ("article 3, 2e alinéa", "art-3-al-2"),
        ("objectif 1 engagement b", "obj-1-b"), ("engagement d de l’objectif 3", "obj-3-d"), ("objectif 3, engagement d", "obj-3-d"), ("engagement 1 b", "obj-1-b"), ("objectif n° 2", "obj-2"),
        ("article 3 alinéa 4 septies", "art-3-al-4-septies"), ("objectif 2, engagement a bis", "obj-2-a-bis"), ("3e alinéa du préambule", "preambule-3"), ("alinéa 2 de l’article 1er", "art-1-al-2"),
        ("alinéa 1 de l’article 5", "art-5-al-1"), ("1er alinéa de l’article 5", "art-5-al-1"), ("article 5, premier alinéa", "art-5-al-1"), ("art-5-1", "art-5-al-1"),
        ("article 3 alinéa 4 bis", "art-3-al-4-bis"), ("article 5", "art-5"), ("objectif 1 b", "obj-1-b"), ("objectif 4", "obj-4"), ("préambule, alinéa 4", "preambule-4"),
        ("la fin", ""), ("article", ""), ("", ""),
    ],
)  # fmt: skip
def test_l_identifiant_d_une_clause(written: str, right: str) -> None:
    assert cles.clause(written) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("pieces/69/Liste (v2).pdf", "pieces/69/Liste-v2.pdf"), ("pieces/69/Convention signée.PDF", "pieces/69/Convention-signee.pdf"),
        ("pieces/69/.cache.pdf", "pieces/69/cache.pdf"), ("liste des membres.pdf", "liste-des-membres.pdf"), ("pieces/69/membres.pdf", "pieces/69/membres.pdf"),
    ],
)  # fmt: skip
def test_le_nom_d_un_fichier(written: str, right: str) -> None:
    assert file_name(written) == right
