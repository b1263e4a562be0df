"""The contract between components and shells: variables, layers, a few names, and what a page gives its frame."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from conventions.model.cadre import Cadre, Gabarit, Renvoi, Voisins
from conventions.model.page import Page
from conventions.render.feuilles import feuille
from tests.places import ROOT

COMPONENTS = ROOT / "overrides/components"
SHEETS = COMPONENTS / "assets/stylesheets"
SHELLS = sorted(path for path in (ROOT / "overrides").iterdir() if path != COMPONENTS)
PROJET = ROOT / "docs/projet"
# What a shell and the components say to each other (docs/projet/habillages.md).
SHARED = {"contenu", "texte", "js", "js-seulement", "visuellement-cache", "annonce", *(f"gabarit-{g}" for g in Gabarit)}
# Named on no page of samples: made by scripts, of the page as a whole, or a scale of which one step is enough.
ELSEWHERE = SHARED | {
    "explication",
    "infobulles-retirees",
    "suggestion",
    "suggestions",
    "impression-seule",
    "accueil-tete",
}
ELSEWHERE |= {"sans-js", "logos", "footnote", "footnote-ref", "footnote-backref", "highlight", "admonition-title", "js"}
SCALE = re.compile(r"[ncl]\d+|[a-z]{1,2}|[ms]\w?\d?|statut-[\w-]+")


def bare(css: str) -> str:
    """The sheet without its comments, its texts and its pictures."""
    return re.sub(r'/\*.*?\*/|\{#.*?#\}|url\("[^"]*"\)|"[^"]*"', "", css, flags=re.DOTALL)


def sheets(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): bare(p.read_text("utf-8")) for p in sorted(folder.rglob("*.css"))}


def classes(css: str) -> set[str]:
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", css))


OURS = {name: classes(css) for name, css in sheets(SHEETS).items() if name != "atelier-page.css"}


@pytest.mark.parametrize(
    "path", sorted(p for p in COMPONENTS.rglob("*") if p.suffix in {".css", ".js", ".html"}), ids=str
)
def test_no_component_names_a_shell(path: Path) -> None:
    text = re.sub(r"«[^»]*»", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"(?<![\w-])(?:md|fr|dsfr)-[\w-]*|\b(?:Material|DSFR)\b", text.replace("fr-FR", "")) == []


def test_no_template_of_a_page_names_a_shell() -> None:
    pages = [*(ROOT / "hooks/conventions/render").rglob("*.py"), *(ROOT / "hooks/conventions/render").rglob("*.md")]
    named = {p.name: re.findall(r"\b(?:md|fr)-[\w-]+", p.read_text("utf-8")) for p in pages}
    assert {name: found for name, found in named.items() if found} == {}


@pytest.mark.parametrize("shell", SHELLS, ids=lambda p: p.name)
def test_no_shell_names_the_class_of_a_component(shell: Path) -> None:
    site = (shell / "assets/stylesheets/site.css").read_text(encoding="utf-8")
    left = re.search(r"set sans = \[(.*?)\]", site)  # a theme that has its own does without that sheet of ours
    without = {f"{name}.css" for name in re.findall(r'"(\w+)"', left[1])} if left else set()
    components = {c for name, found in OURS.items() if name not in without for c in found} - SHARED
    named = {name: classes(css) & components for name, css in sheets(shell).items()}
    assert {name: found for name, found in named.items() if found} == {}


def test_every_variable_is_defined_and_documented() -> None:
    """Those of the contract in `variables.css`, each with its role beside it; the others where they are used."""
    css = "\n".join(sheets(SHEETS).values())
    used, defined = set(re.findall(r"var\((--[\w-]+)", css)), set(re.findall(r"(--[\w-]+)\s*:", css))
    assert used <= defined
    contract = set(re.findall(r"(--[\w-]+)\s*:", bare((SHEETS / "variables.css").read_text("utf-8"))))
    assert contract <= used | {"--rem"}, "une variable que rien ne lit"
    own = defined - contract
    outside = "\n".join(css for shell in SHELLS for css in sheets(shell).values())
    assert not own & set(re.findall(r"(--[\w-]+)\s*:", outside)), "un habillage règle une variable hors du contrat"


def test_a_shell_gives_no_colour_to_a_component_sheet() -> None:
    """No colour is written outside of the variables, paper apart."""
    inside = {name: css for name, css in sheets(SHEETS).items() if name not in {"variables.css", "impression.css"}}
    found = {
        name: re.findall(r"#[0-9a-f]{3,8}\b(?![\w-]*\s*[,{:.>])|\b(?:rgb|hsl)a?\(", css) for name, css in inside.items()
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_sheet_has_its_layer() -> None:
    listed = re.search(r"feuilles = \[(.*?)\]", (SHEETS / "composants.css").read_text("utf-8"))
    assert listed
    assert set(re.findall(r'"(\w+)"', listed[1])) == {p.stem for p in SHEETS.glob("*.css")} - {
        "composants",
        "atelier-page",
    }


def test_a_sheet_is_served_bare_and_follows_the_size_of_the_root() -> None:
    css = "/* Un mot. */\n:root { --rem: 1rem; }\n@media (min-width: 40em) {\n  a { margin: -.5rem 1.25rem; content: 'a\u00a0b'; }\n}\n"
    assert feuille(css) == (
        ":root { --rem: 1rem; } @media (min-width: 40em) { a { margin: calc(-.5*var(--rem)) calc(1.25*var(--rem)); "
        "content: 'a\u00a0b'; } }"
    )


def test_no_condition_of_a_sheet_is_in_rem() -> None:
    """There a variable means nothing, and Material's root would shift it."""
    for name, css in {**sheets(SHEETS), **{k: v for s in SHELLS for k, v in sheets(s).items()}}.items():
        assert re.findall(r"@(?:media|container)[^{]*\drem[^{]*", css) == [], name


def test_the_page_of_samples_shows_every_component() -> None:
    text = (PROJET / "composants.md").read_text(encoding="utf-8")
    shown = {name for found in re.findall(r'class="([^"]*)"', text) for name in found.split()}
    wanted = {c for found in OURS.values() for c in found if not SCALE.fullmatch(c)} - ELSEWHERE
    wanted -= {"warning", "admonition", "css", "last"}
    assert wanted - shown == set()
    statuts = {c for c in OURS["statuts.css"] if c.startswith("statut-")}
    assert statuts - shown == set()


CADRE = Cadre(
    Gabarit.TEXTE,
    titre_court="Court",
    fil=(Renvoi("Départements", "departements/"),),
    sommaire=2,
    voisins=Voisins("département", Renvoi("Ain", "departements/01-ain/")),
    date_imprimee="Situation au 15/01/2028",
)


def test_a_page_gives_its_frame_plain_values() -> None:
    page = Page("a/", "Titre", "# Titre", "Une phrase.", "departments/01-ain.yml", CADRE)
    assert (
        yaml.safe_load(yaml.safe_dump(page.meta))
        == page.meta
        == {
            "title": "Titre",
            "description": "Une phrase.",
            "source": "departments/01-ain.yml",
            "gabarit": "texte",
            "titre_court": "Court",
            "sommaire": 2,
            "voisins": {"quoi": "département", "precedent": {"titre": "Ain", "url": "departements/01-ain/"}},
            "date_imprimee": "Situation au 15/01/2028",
            "fil_ariane": [{"titre": "Départements", "url": "departements/"}],
        }
    )
    assert Page("", "Accueil", "").meta == {"title": "Accueil"}


def test_every_key_of_the_frame_is_documented_and_no_template_reads_another() -> None:
    documented = set(
        re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", (PROJET / "habillages.md").read_text("utf-8"), re.MULTILINE)
    )
    keys = {key for cell in documented for key in re.findall(r"`(\w+)`", cell)}
    known = {"fil_ariane" if f.name == "fil" else f.name for f in fields(Cadre)} | {"title", "description", "source"}
    assert known <= keys
    html = "\n".join(p.read_text("utf-8") for p in (ROOT / "overrides").rglob("*.html"))
    assert set(re.findall(r"\bmeta\.(\w+)", html)) <= keys


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_page_written_by_hand_has_the_keys_of_the_contract(path: Path) -> None:
    front = path.read_text(encoding="utf-8").partition("---\n")[2].partition("\n---")[0]
    allowed = {
        "title",
        "description",
        "robots",
        "titre_court",
        "gabarit",
        "sommaire",
        "voisins",
        "fil_ariane",
        "repond",
    }
    assert set(yaml.safe_load(front) or {}) <= allowed
