"""A clause reworded from the words of the trame: the file holds them as its format asks, and the check has nothing to say of it."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conventions.compose.clauses import rewording
from conventions.export.formulaire import fragment
from conventions.model.clause import Conformite
from conventions.source.nodes import schema
from conventions.source.registry import load_context
from tests.atelier.test_envoi import node
from tests.places import COMMANDE, EXEMPLE, JOUR, ROOT

pytestmark = pytest.mark.node
ECRIRE = """
const [ou, donnees] = process.argv.slice(1);
const { enToutesLettres } = await import(`${ou}/atelier-trame.js`);
console.log(JSON.stringify(JSON.parse(donnees).map(enToutesLettres)));
"""
POSER = """
const [ou, donnees] = process.argv.slice(1);
const { poser, supprimer } = await import(`${ou}/atelier-edition.js`);
const [texte, mots, remplis] = JSON.parse(donnees);
const ecrit = Object.entries(mots).reduce((fini, [clause, dits]) => poser(fini, ["convention", "redaction", clause, "remplace"], dits), texte);
console.log(JSON.stringify(remplis.reduce((fini, chemin) => supprimer(fini, chemin), ecrit)));
"""
EPOQUE = ROOT / "tests/SOURCE_DATE_EPOCH"
NOM = "50-manche.yml"
BLANCS = ("convention.introduction", "convention.instance.frequence", "convention.instance.organisation")
INTRODUCTION = "Au vu du diagnostic partagé,"
DIT = {
    "": "[à compléter] ;",
    "et à chaque rentrée.": "et à chaque rentrée ;",
    "à l’hôtel de M.": "à l’hôtel de M. ;",
    "et, chaque année :\n- en mai ;\n- en juin.": "et, chaque année :\n- en mai ;\n- en juin ;",
    "1. en mai\n2. en juin": "\n\n1. en mai\n2. en juin ;",
    "au siège[^1].\n\n[^1]: Celui de la Caf.\n  Au premier étage.": "au siège[^1] ;\n\n[^1]: Celui de la Caf.\n  Au premier étage.",
}


@cache
def trame() -> Any:  # noqa: ANN401 — the trame, read once
    return load_context(EXEMPLE, JOUR).registry([]).trame


def morceaux(clause: Any, valeurs: dict[str, str]) -> list[dict[str, str]]:  # noqa: ANN401 — lxml has no types
    """What the browser reads of a clause of the form."""
    return [
        {"mots": str(un)}
        if isinstance(un, str)
        else {"place": un.text or "", "valeur": valeurs.get(un.text and un.get("data-blanc"), "")}
        for un in clause.xpath(".//*[@class='clause-texte']/node()")
    ]


def ecrits(modules: Path, valeurs: dict[str, str]) -> dict[str, str]:
    """The words of each clause, as the button writes them."""
    lu: Any = html.fragment_fromstring(fragment(schema(), trame()), create_parent="div")
    clauses = lu.xpath("//*[@data-clause]")
    faits = node(modules, ECRIRE, *(morceaux(clause, valeurs) for clause in clauses))
    return dict(zip((str(clause.get("data-clause")) for clause in clauses), faits, strict=True))


def test_les_mots_sont_ceux_de_la_trame(modules: Path) -> None:
    for ident, mots in ecrits(modules, {}).items():
        clause = trame().par_id[ident]
        if ident == "titre":  # a convention is no « trame de convention »
            assert mots == clause.texte.replace("Trame de convention", "Convention")
            continue
        assert mots == clause.texte
        assert rewording(trame(), clause, mots) == Conformite.VERBATIM


def test_un_blanc_rempli_devient_ses_mots(modules: Path) -> None:
    for valeur, dit in DIT.items():
        fait = ecrits(modules, {"convention.instance.frequence": valeur})["art-3-al-6"]
        assert fait == f"L’instance se réunit au moins une fois par an {dit}".replace(" \n", "\n")
    fait = ecrits(modules, {"convention.introduction": f"Vu :\n- le diagnostic ;\n\n{INTRODUCTION}"})["art-2-al-1"]
    assert fait.startswith(f"Vu :\n- le diagnostic ;\n\n{INTRODUCTION} les objectifs de coopération")
    fait = ecrits(modules, {"convention.introduction": "Vu :\n- le diagnostic ;"})["art-2-al-1"]
    assert fait.startswith("Vu :\n- le diagnostic ;\n\nles objectifs de coopération")


def test_la_verification_n_y_trouve_rien(modules: Path, tmp_path: Path) -> None:
    """Every clause that may be reworded, in a file whose blanks were filled."""
    texte = (EXEMPLE / NOM).read_text(encoding="utf-8")
    document: Any = load_context(EXEMPLE, JOUR).read(NOM, texte.encode()).document.value
    convention = document["convention"]
    valeurs = {"convention.introduction": convention["introduction"]}
    valeurs |= {f"convention.instance.{cle}": mots for cle, mots in convention["instance"].items() if mots}
    remplis = [path.split(".") for path in BLANCS if path in valeurs]
    assert remplis
    mots = {c: m for c, m in ecrits(modules, valeurs).items() if c not in convention.get("redaction", {})}
    (tmp_path / "departments").mkdir()
    ecrit = tmp_path / "departments" / NOM
    ecrit.write_text(node(modules, POSER, texte, mots, remplis), encoding="utf-8")
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOQUE.read_text(encoding="utf-8").strip()}
    done = subprocess.run([COMMANDE, "check"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.startswith("Aucune faute.")) == (0, True), done.stdout
