"""The files of rules are read strictly: nothing is lost, and what is accepted touches nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.regles.reading import read, read_all, undone, visible, with_help, with_messages

ICI = Path(__file__).parent
UN = """# Un titre

Une aide, « avec » *des signes*.

## faute : deux points

```yaml
## faute : ceci est un commentaire
a: b⟨U+0020⟩
```

```text
departments/69-rhone.yml:1:1: le 2 mars [x]
```

## faute : en attente (fabriquée)

Un lien.

## juste

Un mot d’explication.

```yaml avant
a: 1
```

```yaml après
a: ⟨E8⟩⟨U+27E8⟩E8⟩
```
"""


def test_ce_qui_est_lu() -> None:
    fiche = read(UN)
    assert (fiche.titre, fiche.aide) == ("Un titre", "Une aide, « avec » *des signes*.")
    assert list(fiche.cas) == ["faute-deux-points", "faute-en-attente", "juste"]
    points, attente, juste = fiche.cas.values()
    assert (points.apres, points.avant) == (b"## faute : ceci est un commentaire\na: b \n", None)
    assert (attente.fautif, attente.fabrique, attente.apres, attente.texte) == (True, True, None, "Un lien.")
    assert (juste.fautif, juste.fabrique, juste.texte) == (False, False, "Un mot d’explication.")
    assert (juste.avant, juste.apres) == (b"a: 1\n", b"a: \xe8" + "⟨E8⟩\n".encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a\r\n\tb \n  \n",
        b"\xef\xbb\xbfa",
        b"\x00\xe8\xff",
        "e\u0301 \u2028\u202e\ufeff\U000e0001\u00a0:\n".encode(),
    ],
)
def test_chaque_octet_se_voit_et_se_retrouve(data: bytes) -> None:
    shown = visible(data.decode("utf-8", "surrogateescape"), keep="")
    assert shown.replace("\n", "").isprintable()
    assert undone(shown) == data


def test_accepter_ne_touche_a_rien_d_autre() -> None:
    old = "departments/69-rhone.yml:1:1: le 2 mars [x]\n"
    assert with_messages(UN, "faute-deux-points", old) == UN
    assert with_messages(UN, "faute-deux-points", "un\ndeux\n") == UN.replace(old, "un\ndeux\n")
    assert with_messages(UN, "faute-en-attente", "un\n") == UN.replace("Un lien.\n", "Un lien.\n\n```text\nun\n```\n")
    assert with_messages("## faute\n\n```yaml\n```\n", "faute", "a\u200b\u00a0\n").endswith(
        "\n\n```text\na⟨U+200B⟩\u00a0\n```\n"
    )
    assert with_help(UN, "Un titre", "Une aide, « avec » *des signes*.") == UN
    assert with_help(UN, "Autre", "Mots.") == UN.replace(UN.partition("\n\n## ")[0], "# Autre\n\nMots.")
    assert read(with_help("", "Autre", "Mots.")).cas == {}


def test_accepter_chaque_fichier_du_depot_le_rend_tel_quel() -> None:
    for rule, fiche in read_all(ICI).items():
        text = (ICI / f"{rule}.md").read_bytes().decode()
        assert with_help(text, fiche.titre, fiche.aide) == text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("# Un titre", "Un titre", "l’aide en une ligne"),
        ("signes*.\n", "signes*.\n\nAutre chose.\n", "l’aide en une ligne"),
        ("## juste", "## jute", "un cas s’intitule"),
        ("## juste", "## juste: collé", "un cas s’intitule"),
        ("## faute : en attente (fabriquée)", "## faute : deux points (fabriquée)", "le même nom"),
        ("Un lien.\n", "", "se décrit"),
        (" (fabriquée)", "", "il manque l’entrée"),
        ("```yaml avant", "```yaml hier", "« yaml avant »"),
        ("```yaml avant", "```yaml après", "écrit deux fois"),
        ("```yaml avant", "```text", "seul un cas fautif"),
        ("```yaml\n", "```text\n", "écrit deux fois"),
        ("a: 1\n```\n", "a: 1\n", "n’est pas fermé"),
        ("a: ⟨E8⟩⟨U+27E8⟩E8⟩\n```\n", "a: b\n", "n’est pas fermé"),
        ("b⟨U+0020⟩", "b ", "ligne 9"),
        ("b⟨U+0020⟩", "\tb", "ligne 9"),
        ("b⟨U+0020⟩", "b\u00a0c", "⟨U+00A0⟩"),
        ("b⟨U+0020⟩", "b⟨U+20⟩", "⟨U+200B⟩"),
    ],
)
def test_ce_qui_est_mal_ecrit_ne_se_perd_pas(before: str, after: str, words: str) -> None:
    assert before in UN
    with pytest.raises(ValueError, match=re.escape(words)):
        read(UN.replace(before, after, 1))
