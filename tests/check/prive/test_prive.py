"""What is private is found under its disguises, and nothing else is: two tables, a corpus, and the cost."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from conventions import check
from conventions.check.prive import lecture, lieux, traces
from conventions.check.prive.lecture import en_clair, trouves
from conventions.check.prive.telephones import (
    _CHIFFRES,
    _EN_LETTRES,
    _MOMENT,
    _MOT_D_APPEL,
    _NUMERO,
    _SANS_ZERO,
    _ZERO,
    _numeros,
    _sans_moments,
)
from conventions.model.problem import Problem
from conventions.source import reader
from conventions.source.reader import Value
from conventions.source.registry import Reading, load, read_document
from tests.conftest import combien
from tests.cout import tient
from tests.hostile import fields
from tests.hostile.attacks import TEMOIN
from tests.places import EXEMPLE, JOUR, ROOT

ICI = Path(__file__).parent
RIEN = ICI.parent.parent / "hostile/rien"
CAS = (ROOT / "tests/cas", ROOT / "tests/check/cas", ROOT / "tests/terrain")
CONTACTS = [
    "04 72 00 00 00",
    "mediation@udaf-rhone.example",
    "accueil@droit-givors.example",
    "03 22 00 00 00",
]
"""What services publish in them."""
PRIVE = {
    "courriel",
    "telephone",
    "compte-bancaire",
    "numero-personnel",
    "date-de-naissance",
    "adresse-personnelle",
    "nom-sans-accord",
}


def lignes(name: str) -> list[str]:
    text = (ICI / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("##")]


def fichier(ecrit: str) -> str:
    """The file that says it, as the value of the introduction or as a comment."""
    if ecrit.startswith("#"):
        return 'departement: "69"\ntrame: 2026-2029\n' + ecrit.replace("⏎", "\n") + "\n"
    return f'departement: "69"\ntrame: 2026-2029\nconvention:\n  introduction: {ecrit.replace("⏎", chr(10) + "    ")}\n'


@cache
def rien() -> Reading:
    return load(RIEN, JOUR)


def dites(source: str) -> list[Problem]:
    """What the rules of privacy say of that file, and of its YAML."""
    return [problem for problem in juger(source) if problem.rule in PRIVE or problem.rule.startswith("yaml")]


def juger(source: str) -> list[Problem]:
    """Every fault told of that file."""
    registry = rien().registry
    document = reader.parse(source.encode(), "departments/69-rhone.yml")
    lu = read_document(document, RIEN, registry.reference, dict(registry.trames))
    return list(check.judge(lu, registry, RIEN).problems)


@pytest.mark.parametrize("cas", lignes("trouve.txt"))
def test_trouve(cas: str) -> None:
    regle, _, ecrit = cas.partition(" | ")
    assert {problem.rule for problem in dites(fichier(ecrit))} == {regle}


@pytest.mark.parametrize("ecrit", lignes("laisse.txt"))
def test_laisse(ecrit: str) -> None:
    assert dites(fichier(ecrit)) == []


@pytest.mark.parametrize("cas", lignes("noms.txt"))
@pytest.mark.parametrize(("famille", "cle"), [("membres", "fonction"), ("membres", "organisme"), ("services", "nom")])
def test_un_nom_hors_de_sa_place(cas: str, famille: str, cle: str) -> None:
    source = f'departement: "69"\ntrame: 2026-2029\nsuivi:\n  {famille}:\n    un: {{{cle}: "{cas[2:]}"}}\n'
    assert [problem.rule for problem in dites(source)] == (["nom-sans-accord"] if cas[0] == "+" else [])


@pytest.mark.echantillon(8)
@pytest.mark.parametrize(
    "motif",
    ["@", "a@a.", "(at) a", "0", "01 ", "06 **12** ", "06\\\\.", "06/", "06 12\n# 34 56 78 ", "réf. n° 0612345678 ", "+33 ", "FR76 ", "1 84 05 69 123 456 91 ", "4970 1234 5678 9014 ", "né le 1 ", "Mme Essai Essai, ", "demeurant 12 ", "12 rue ", "zéro six deux ", "[a](https://a ", "https://a:", "[a.fr](https://b.fr)", " ", "\n# ", "06. ", "O6", "a b c d ", "a  b ", "06, 12, ", "portable 6 12 ", "la famille Essai, ", "Mme Essai est domiciliée ", "Claire Essai est domiciliée ", "les cantons 01 02 ", "résidence Les ", "12 rue A apt ", "lieu-dit A ", "Mme Essai, 12 mars 1980 ", "12 mars 1980 ", "a.b chez c ", "30004 00123 ", "EAJE : 01 00 02 00 03 ", "née Aa à Bron "],
)  # fmt: skip
@pytest.mark.lent
def test_aucune_ligne_ne_prend_des_secondes(motif: str) -> None:
    """512 KB of it, in a comment or in a value."""
    lines = (motif * (500_000 // len(motif))).replace("\n", "\n#")
    assert tient(1, lambda: dites(f'departement: "69"\ntrame: 2026-2029\n#{lines}\n'))


@pytest.mark.parametrize("graine", range(8))
def test_chercher_ou_cela_peut_commencer_trouve_tout(graine: int) -> None:
    """The expressions tried only at some places give what they give when they are tried everywhere."""
    hasard, lines = random.Random(graine), [*lignes("trouve.txt"), *lignes("laisse.txt"), *lignes("phrases.txt")]
    pieces = [piece for line in lines for piece in re.split(r"(?<=\W)", line.replace("⏎", "\n"))]
    text = en_clair("".join(hasard.choice(pieces) for _ in range(3_000)) + "\n".join(hasard.sample(lines, len(lines))))
    forms: list[tuple[Iterable[re.Match[str]], re.Pattern[str]]] = [
        (_numeros(text), _NUMERO),
        (trouves(_ZERO, _EN_LETTRES, text), _EN_LETTRES),
        (trouves(_MOT_D_APPEL, _SANS_ZERO, text), _SANS_ZERO),
        (trouves(lieux._NUMERO, lieux._RUE, text), lieux._RUE),
    ]
    for found, form in forms:
        assert [f.span() for f in found] == [f.span() for f in form.finditer(text)] != []
    without = text.replace("aissance", "")
    born = [f.span() for f in trouves(lieux._COMMENCE, lieux._NAISSANCE, without)]
    assert born == [f.span() for f in lieux._NAISSANCE.finditer(without)] != []
    plain = _CHIFFRES.sub(_sans_moments, text)
    assert plain == _MOMENT.sub(lambda found: "d" * len(found[0]), text) != text


def partout(phrase: str) -> str:
    """The file that says it in every free text. What names a person or a street is not written where a name is."""
    if not phrase.startswith("* "):
        return fields.convention(phrase)
    people = re.sub(r"\b(nom|prenom|titre|fonction|organisme|signe_a): §", r"\1: Essai", fields.MODELE)
    return fields.convention(phrase[2:], modele=people)


@cache
def ordinaires() -> set[str]:
    """What is said of the same file whatever its words."""
    return {problem.rule for problem in juger(fields.convention(TEMOIN))}


@pytest.mark.echantillon(80)
@pytest.mark.parametrize("phrase", lignes("phrases.txt"))
def test_aucune_phrase_ordinaire_n_est_refusee(phrase: str) -> None:
    assert [p for p in juger(partout(phrase)) if p.rule not in ordinaires()] == []


def feuilles(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from feuilles(item)


@cache
def ordinaires_ecrits() -> tuple[str, ...]:
    """Every text of the example set, of the cases and of the corpus."""
    files = [path for folder in (EXEMPLE, *CAS) for path in sorted(folder.rglob("*.yml"))]
    found = [text for path in files for text in feuilles(reader.parse(path.read_bytes(), path.name).value)]
    phrases = [phrase.removeprefix("* ") for phrase in lignes("phrases.txt")]
    return tuple(dict.fromkeys(text.strip() for text in (*found, *phrases) if not text.strip().isdigit()))


def test_aucun_texte_de_l_exemple_ni_des_cas_n_est_prive() -> None:
    assert [text for text in ordinaires_ecrits() if traces(text)] == CONTACTS


@pytest.mark.parametrize("graine", range(4))
def test_deux_textes_ordinaires_l_un_apres_l_autre_le_restent(graine: int) -> None:
    hasard, texts = random.Random(graine), [text for text in ordinaires_ecrits() if text not in CONTACTS]
    for _ in range(800):
        text = hasard.choice([". ", " ; ", "\n\n", " ! "]).join(hasard.sample(texts, 3))
        assert traces(text) == [], text


@pytest.mark.parametrize("graine", range(4))
def test_une_suite_de_petits_nombres_n_est_pas_un_telephone(graine: int) -> None:
    """Whatever is counted, and however its numbers are set apart; once a call is announced, the same is a telephone."""
    hasard = random.Random(graine)
    for _ in range(300):
        counts = [f"{n:02}" for n in (hasard.randint(1, 9), *(hasard.randint(0, 40) for _ in range(4)))]
        suite = hasard.choice([" ", ", ", " / ", "/", "-", " - ", "."]).join(counts)
        label = hasard.choice(["EAJE", "RPE et LAEP", "Séances par mois", "places (crèches)", "en 2026", "Mesures"])
        text = f"{label}{hasard.choice([' : ', ' = ', ' – '])}{suite}"
        assert traces(text) == [], text
        assert [trace.regle for trace in traces(f"Tél. : {suite}")] == ["telephone"], suite


@pytest.mark.parametrize("graine", range(combien(3, epreuve=60)))
def test_autour_de_sa_mise_en_forme_un_long_texte_se_lit_comme_en_entier(
    graine: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown is read around the marks alone: it finds what a reading of the whole does, emphasis inside or far away."""
    hasard, kept = random.Random(graine), [line.partition(" | ")[2] for line in lignes("trouve.txt")]
    marks, texts = ["**", "*", "[^1]", "\\"], [text for text in ordinaires_ecrits() if text not in CONTACTS]
    for _ in range(6):
        said = [hasard.choice(kept if hasard.random() < 0.1 else texts) for _ in range(80)]
        text = " ; ".join(said)
        for _ in range(8):
            place = hasard.randrange(len(text))
            text = text[:place] + hasard.choice(marks) + text[place:]
        around = traces(text)
        with monkeypatch.context() as patch:
            patch.setattr(lecture, "_PORTEE", len(text))
            assert around == traces(text)
        assert around


def test_le_corpus_est_assez_grand() -> None:
    assert len(set(lignes("phrases.txt"))) >= 200
    assert min(len(set(lignes("trouve.txt"))), len(set(lignes("laisse.txt")))) >= 120


@pytest.mark.parametrize("cas", lignes("services.txt"))
def test_les_coordonnees_d_un_service(cas: str) -> None:
    """What is refused is told at its line, by the format or by a rule of privacy."""
    signe, cle, valeur = cas.split(" ", 2)
    told = juger(f'departement: "69"\ntrame: 2026-2029\nsuivi:\n  services:\n    un:\n      {cle}: {valeur}\n')
    assert {problem.line for problem in told} == (set() if signe == "+" else {6})


def test_le_numero_d_un_service_n_est_admis_qu_a_sa_place() -> None:
    """The same number in a comment, or under another key, is told where it stands."""
    source = (
        'departement: "69"\ntrame: 2026-2029\n# 04 72 00 00 00\nsuivi:\n  services:\n    un: {telephone: 04 72 00 00 00}\n'
        "    deux: {telephone: 04 72 00 00 00, commune: 04 72 00 00 00}\n# contact@un.example\n"
    )
    assert sorted((problem.line, problem.rule) for problem in dites(source)) == [
        (3, "telephone"),
        (7, "telephone"),
        (8, "courriel"),
    ]
