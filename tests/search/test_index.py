"""The index: what it holds of each page, words cut the same way in Python and in the browser, communes, determinism."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
import yaml

from conventions.model.french import slug
from conventions.search.passages import written_page
from conventions.search.words import mots
from conventions.source.communes import communes, noms_communes
from conventions.source.vocabulary import vocabulaire
from tests.places import NODE, ROOT

SCRIPTS = ROOT / "overrides/components/assets/javascripts"
TEXTES = (
    "L’accès à l’intermédiation, d’ici 2027 ; qu’en est-il ?",
    "l'œuvre de Cœur-de-Bœuf, aujourd'hui à L'Haÿ-les-Roses",
    "ÉTÉ été E\u0301te\u0301 2A 2a 69 100 €",
    "parents/enfants (ex. : parent·e·s), n° 3 — fin…",
    "Ægilops, naïve, Noël, garçon, où, ça",
)


def en_javascript(expression: str, entrees: list[str]) -> list[object]:
    """The values of a JavaScript function of recherche-mots.js for each input."""
    code = f"import * as m from '{(SCRIPTS / 'recherche-mots.js').as_uri()}';console.log(JSON.stringify(JSON.parse(process.argv[1]).map((t) => {expression})))"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", code, json.dumps(entrees)], capture_output=True, text=True, check=True
    )
    values: list[object] = json.loads(done.stdout)
    return values


@pytest.mark.node
def test_memes_mots_en_python_et_dans_le_navigateur() -> None:
    names = [line.split(",")[1] for line in communes().lignes[::500]]
    assert en_javascript("m.mots(t)", [*TEXTES, *names]) == [list(mots(t)) for t in [*TEXTES, *names]]


def test_elisions_et_accents() -> None:
    assert list(mots(TEXTES[0])) == ["acces", "intermediation", "ici", "2027", "qu", "en", "est", "il"]


@pytest.mark.node
@pytest.mark.parametrize(
    "formes",
    [
        "médiation médiations médiateur médiatrice",
        "dénoncer dénonciation dénoncée",
        "familial familiale familiaux famille familles",
        "séparer séparation séparés",
        "accompagner accompagnement accompagnons",
        "violence violences violent",
        "renouvellement renouveler",
        "parloir parloirs",
    ],
)
def test_meme_racine(formes: str) -> None:
    assert len(set(map(str, en_javascript("m.racine(m.plier(t))", formes.split())))) == 1


@pytest.mark.node
def test_la_garde_n_est_pas_le_gard() -> None:
    assert en_javascript("m.racine(t)", ["garde", "gard"]) == ["garde", "gard"]


def test_communes_dans_l_ordre_des_noms() -> None:
    """The browser finds a slice by its first name: the file must stay sorted."""
    keys = [slug(line.split(",")[1]) for line in communes().lignes]
    assert keys == sorted(keys)
    assert len(keys) > 37_000
    assert all(line.count(",") == 2 for line in communes().lignes)


def test_nom_d_une_commune() -> None:
    assert noms_communes()["69266"] == "Villeurbanne"
    assert noms_communes()["2A004"] == "Ajaccio"


def test_pages_du_vocabulaire(site_exemple: Path) -> None:
    """A page that the vocabulary names exists where every status does; else its words lead nowhere."""
    known = vocabulaire()
    for url in {*known.pages, *known.questions, *(url for urls in known.noms.values() for url in urls)}:
        path, _, anchor = url.replace("trame/#", "trame/2026-2029/#").partition("#")
        html = unescape((site_exemple / path / "index.html").read_text(encoding="utf-8"))
        assert not anchor or f'id="{anchor}"' in html, url


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_une_page_repond_a_une_ancre(path: Path) -> None:
    """A question under an anchor that the page has not would be lost."""
    markdown = path.read_text(encoding="utf-8")
    answers = {p.url.partition("#")[2] or "page": p.repond for p in written_page("", "", markdown) if p.repond}
    front = yaml.safe_load(markdown.partition("---\n")[2].partition("\n---")[0]) or {}
    assert {anchor: list(said) for anchor, said in answers.items()} == front.get("repond", {})


@pytest.mark.lent
def test_chaque_passage_mene_a_une_ancre(site_exemple: Path) -> None:
    """Every address of the index is a page of the site, and its anchor is in the page."""
    pages: dict[str, set[str]] = {}
    for file in (site_exemple / "recherche/passages").iterdir():
        for url, *_ in json.loads(file.read_text(encoding="utf-8")):
            path, _, anchor = url.partition("#")
            if path not in pages:
                html = (site_exemple / path / "index.html").read_text(encoding="utf-8")
                pages[path] = set(re.findall(r'\bid="([^"]+)"', unescape(html)))
            assert not anchor or anchor in pages[path], url


@pytest.mark.lent
def test_aucun_fichier_n_est_lourd(site_exemple: Path) -> None:
    sizes = [f.stat().st_size for f in (site_exemple / "recherche").rglob("*.json")]
    assert max(sizes) < 40_000
