"""Names inside a sentence, as tables: articles, « de », functions; and every commune in h, as the INSEE elides it."""

from __future__ import annotations

import pytest

from conventions.model import noms
from conventions.model.french import slug
from conventions.model.h_aspire import COMMUNES
from conventions.source.communes import communes


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Ordre des avocats au barreau de Lille", "l’Ordre des avocats au barreau de Lille"),
        ("l’ordre des avocats au barreau de Dunkerque", "l’ordre des avocats au barreau de Dunkerque"),
        ("Union départementale des associations familiales", "l’Union départementale des associations familiales"),
        ("La Métropole européenne de Lille", "la Métropole européenne de Lille"),
        ("Métropole de Lyon", "la Métropole de Lyon"),
        ("Le Grand Reims", "le Grand Reims"),
        ("Communauté d’agglomération du Pays basque", "la Communauté d’agglomération du Pays basque"),
        ("Département du Rhône", "le Département du Rhône"),
        ("Direction des services départementaux", "la Direction des services départementaux"),
        ("École des parents", "l’École des parents"),
        ("Hôpital de la Croix", "l’Hôpital de la Croix"),
        ("Croix-Rouge française", "la Croix-Rouge française"),
        ("UDAF du Rhône", "l’UDAF du Rhône"),
        ("Udaf du Rhône", "l’Udaf du Rhône"),
        ("CIDFF 69", "le CIDFF 69"),
        ("CCAS de Givors", "le CCAS de Givors"),
        ("délibération n° 12", "la délibération n° 12"),
        ("arrêté du 3 mars", "l’arrêté du 3 mars"),
        ("Les P’tits 💛 Liens", "Les P’tits 💛 Liens"),
        ("France Victimes", "France Victimes"),
        ("Recherche & Développement familial", "Recherche & Développement familial"),
        ("L’Escale", "L’Escale"),
        ("La Cause des parents", "La Cause des parents"),
        ("العلوي", "العلوي"),
        ("", ""),
    ],
)
def test_a_name_takes_its_article_inside_a_sentence(name: str, inside: str) -> None:
    assert noms.avec_article(name) == inside


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Albi", "d’Albi"),
        ("Le Mans", "du Mans"),
        ("Les Lilas", "des Lilas"),
        ("La Rochelle", "de La Rochelle"),
        ("Évreux", "d’Évreux"),
        ("Yvetot", "d’Yvetot"),
        ("Hem", "de Hem"),
        ("Haguenau", "de Haguenau"),
        ("Hœnheim", "de Hœnheim"),
        ("Hyères", "d’Hyères"),
        ("Hénin-Beaumont", "d’Hénin-Beaumont"),
        ("Œting", "d’Œting"),
        ("", "de "),
    ],
)
def test_a_place_after_de(name: str, expected: str) -> None:
    assert noms.de(name) == expected


def test_each_commune_after_de_is_read_back() -> None:
    names = [line.split(",")[1] for line in communes().lignes]
    assert [name for name in names if noms.sans_de(noms.de(name)) != name] == []
    assert noms.sans_de("d'Hem") == "Hem"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("le préfet", "du préfet"),
        ("les chefs de cour", "des chefs de cour"),
        ("la Caf", "de la Caf"),
        ("l’Ordre des avocats", "de l’Ordre des avocats"),
        ("une commune", "d’une commune"),
        ("un autre signataire", "d’un autre signataire"),
        ("Les P’tits Liens", "des P’tits Liens"),
        ("France Victimes", "de France Victimes"),
        ("Alençon", "d’Alençon"),
    ],
)
def test_a_party_after_de(name: str, expected: str) -> None:
    assert noms.du(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hem", "la commune de Hem"),
        ("Le Plessis", "la commune du Plessis"),
        ("Ville de Lille", "la Ville de Lille"),
        ("ville d’Albi", "la ville d’Albi"),
        ("Commune de Hem", "la commune de Hem"),
        ("Commune d’Ussel", "la commune d’Ussel"),
        ("Ville du Mans", "la Ville du Mans"),
        ("Commune des Abymes", "la commune des Abymes"),
        ("Commune de Le Havre", "la commune du Havre"),
        ("Villeurbanne", "la commune de Villeurbanne"),
        ("Ville-en-Vermois", "la commune de Ville-en-Vermois"),
    ],
)
def test_a_commune_and_its_own_name(name: str, expected: str) -> None:
    assert noms.commune(name) == expected


@pytest.mark.parametrize(
    ("title", "function", "said"),
    [
        ("préfète du Rhône", "préfète", True),
        ("Madame la Préfète", "préfète", True),
        ("Mme la préfète de la région X, préfète du Y", "préfète", True),
        ("la préfète", "préfète", True),
        ("Monsieur le Préfet du Nord", "préfet", True),
        ("Madame la procureure générale", "procureure générale", True),
        ("Madame la Première Présidente", "première présidente", True),
        ("M. le premier président", "premier président", True),
        ("préfète, par intérim", "préfète", True),
        ("préfète", "préfet", False),
        ("sous-préfète de Vienne", "préfète", False),
        ("secrétaire générale de la préfecture", "préfète", False),
        ("", "préfet", False),
    ],
)
def test_a_title_says_a_function(title: str, function: str, said: bool) -> None:  # noqa: FBT001 — a table
    assert noms.exerce(title, function) is said


def test_the_list_of_aspirated_h_names_communes_of_today_and_of_yesterday_alone() -> None:
    known = {slug(line.split(",")[1]) for line in communes().lignes}
    assert known >= COMMUNES
    assert 200 < len(COMMUNES) < 300
