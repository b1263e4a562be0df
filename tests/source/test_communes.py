"""The list of communes answers by name, by code and by postcode, past and delegated ones too."""

from __future__ import annotations

import pytest

from conventions.source import communes


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("59350", "59350"),
        ("59355", "59350"),
        ("01340", "01015"),
        ("01015", "01015"),
        ("59999", ""),
        ("69381", ""),
        ("97801", ""),
    ],
)
def test_la_commune_d_aujourd_hui(code: str, today: str) -> None:
    assert communes.aujourd_hui(code) == today


def test_les_codes_d_un_nom_et_d_un_code_postal() -> None:
    assert communes.communes_nommees("Villeurbanne") == ("69266",)
    assert communes.communes_nommees("ST AMAND LES EAUX") == ("59526",)
    assert communes.communes_nommees("Arbignieu") == ("01015",)
    assert communes.communes_nommees("Ville-Imaginaire") == ()
    assert communes.postaux("59355") == communes.postaux("59350")
    assert "59160" in communes.postaux("59350")
    assert communes.communes_du_postal("69100") == ("69266",)


def test_toute_commune_de_la_liste_a_un_code_connu() -> None:
    names = communes.noms_communes()
    assert all(communes.aujourd_hui(code) == code for code in names)
    assert all(communes.aujourd_hui(code) in names for code, _, _ in communes.toutes())
    assert {c.departement for c in communes.collectivites()} == {"971"}
