"""The table of queries, run by the engine of the pages: the expected page comes first, or nearly always."""

from __future__ import annotations

import json
import subprocess
from fnmatch import fnmatchcase
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from conventions.search.words import mots
from conventions.source.vocabulary import vocabulaire
from tests.places import NODE, ROOT

pytestmark = pytest.mark.node
ICI = Path(__file__).parent
SCRIPTS = ROOT / "overrides/components/assets/javascripts"
PARTOUT, EXEMPLES = (
    yaml.safe_load((ICI / "requetes.yml").read_text(encoding="utf-8"))[k] for k in ("partout", "exemples")
)


def cent_cinquante(nom: str) -> dict[str, str | list[str]]:
    """A table of queries, by kind, without its kinds."""
    parts = yaml.safe_load((ICI / nom).read_text(encoding="utf-8")).values()
    return {str(q): pages for part in parts for q, pages in part.items()}


TABLE_1, TABLE_2, TABLE_3, TABLE_4, TABLE_5, TABLE_6, TABLE_7 = (cent_cinquante(f"table-{n}.yml") for n in range(1, 8))
PREMIERE, TROIS_PREMIERES = 0.95, 1.0
OCTETS_REQUIS, OCTETS_VISES = 220_000, 150_000


def interroger(site: Path, requetes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the engine answers to each query, on an index that it has not read yet."""
    command = [NODE, ICI / "ask.mjs", site]
    done = subprocess.run(command, input=json.dumps(requetes), capture_output=True, text=True, check=True)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def attendues(page: str | list[str]) -> list[str]:
    """The pages that a sensible person takes for the answer."""
    return page if isinstance(page, list) else [page]


def rang(adresses: list[str], pages: list[str]) -> int | None:
    """Where the first of these pages comes; « departements/69-rhone/* » is any address that begins so."""
    return next((n for n, url in enumerate(adresses) if any(fnmatchcase(url, page) for page in pages)), None)


def place(answer: dict[str, Any], pages: list[str]) -> int | None:
    """Where the answer comes; where none is expected, finding nothing is the first."""
    return rang(answer["adresses"], pages) if pages else (None if answer["nombre"] else 0)


def mesurer(
    site: Path, table: dict[str, str | list[str]], premiere: float = PREMIERE, trois: float = TROIS_PREMIERES
) -> None:
    """Hold the table to its two thresholds, and tell every query whose page does not come first."""
    assert len(table) >= 80
    answers = interroger(site, [{"q": q} for q in table])
    ranks = {q: place(a, attendues(page)) for (q, page), a in zip(table.items(), answers, strict=True)}
    late = {q: rank for q, rank in ranks.items() if rank != 0}
    told = "\n".join(
        f"  {q} : attendu {table[q]}, {'absente' if rank is None else f'{rank + 1}e'}" for q, rank in late.items()
    )
    first, three = (sum(r is not None and r < n for r in ranks.values()) / len(ranks) for n in (1, 3))
    assert first >= premiere, f"{first:.1%} en première place\n{told}"
    assert three >= trois, f"{three:.1%} dans les trois premières\n{told}"


def test_requetes_du_site_reel(site: Path) -> None:
    mesurer(site, PARTOUT)


def test_requetes_des_exemples(site_exemple: Path) -> None:
    mesurer(site_exemple, PARTOUT | EXEMPLES)


def test_premiere_table_de_cent_cinquante(site_exemple: Path) -> None:
    assert len(TABLE_1) == 150
    mesurer(site_exemple, TABLE_1, 0.95, 0.98)


def test_seconde_table_de_cent_cinquante(site_exemple: Path) -> None:
    """By another hand, read once (79 % and 86 %), then used to tune (benchmarks/REQUETES.md)."""
    assert len(TABLE_2) == 150
    mesurer(site_exemple, TABLE_2, 0.96, 0.99)


def test_troisieme_table_de_cent_cinquante(site_exemple: Path) -> None:
    """By a third hand, read once (80.0 and 88.7 %), then used to tune."""
    assert len(TABLE_3) == 150
    mesurer(site_exemple, TABLE_3, 0.96, 0.98)


def test_quatrieme_table_de_cent_cinquante(site_exemple: Path) -> None:
    """By a fourth hand, read once after the tuning (81.3 and 91.3 %), then used to tune."""
    assert len(TABLE_4) == 150
    mesurer(site_exemple, TABLE_4, 0.94, 0.98)


def test_sixieme_table_de_cent_cinquante(site_exemple: Path) -> None:
    """By a sixth hand, read once after the tuning (85.3 and 94.0 %), then used to tune."""
    assert len(TABLE_6) == 150
    mesurer(site_exemple, TABLE_6, 0.96, 0.98)


def test_septieme_table_de_cent_cinquante(site_exemple: Path) -> None:
    """By a seventh hand, read once after the fifth tuning (87.3 and 97.3 %), nothing tuned since: a floor, not the goal."""
    assert len(TABLE_7) == 150
    mesurer(site_exemple, TABLE_7, 0.87, 0.97)


def test_les_requetes_de_qui_a_regle(site_exemple: Path) -> None:
    """By the hand that tuned: what is acquired."""
    mesurer(site_exemple, TABLE_5, 0.9, 0.96)


def test_chaque_page_attendue_existe(site_exemple: Path) -> None:
    for page in (
        page
        for pages in (PARTOUT | EXEMPLES | TABLE_1 | TABLE_2 | TABLE_3 | TABLE_4 | TABLE_5 | TABLE_6).values()
        for page in attendues(pages)
    ):
        url, _, anchor = page.rstrip("*").partition("#")
        html = unescape((site_exemple / url / "index.html").read_text(encoding="utf-8"))
        assert not anchor or f'id="{anchor}{"" if page.endswith("*") else chr(34)}' in html, page


def test_deux_departements_pour_un_code_postal(site: Path) -> None:
    (answer,) = interroger(site, [{"q": "01200"}])
    assert answer["adresses"][:2] == ["departements/01-ain/", "departements/74-haute-savoie/"]


def test_communes_du_meme_nom(site: Path) -> None:
    (answer,) = interroger(site, [{"q": "saint-denis"}])
    assert set(answer["adresses"][:2]) == {"departements/93-seine-saint-denis/", "departements/974-la-reunion/"}


def test_aix_propose_ses_villes(site: Path) -> None:
    """The towns that people call so, the most peopled first, before a village of that very name."""
    (answer,) = interroger(site, [{"q": "aix"}])
    assert answer["adresses"][:2] == ["departements/13-bouches-du-rhone/", "departements/73-savoie/"]


@pytest.mark.parametrize(
    ("q", "dit", "premiere"),
    [
        ("JAF", "du juge aux affaires familiales", "axes/separation/"),
        ("saisir le juge aux affaires familiales", "du juge aux affaires familiales", None),
        ("tribunal judiciaire", "du tribunal judiciaire", "cours-d-appel/"),
        ("tribunal judiciaire de lyon", "du tribunal judiciaire", "departements/69-rhone/"),
        ("ccas", "du centre communal d’action sociale", "trame/2026-2029/#partie-communes"),
        ("combien ça coûte ?", "du prix des services", "comprendre/#quelles-aides-existent"),
        ("enfants placés", "des enfants placés", None),
        ("changer de prénom", "de changement de nom ou de prénom", None),
        ("médiation", "", "objectifs/1/"),
    ],
)
def test_ce_dont_la_trame_ne_parle_pas(site: Path, q: str, dit: str, premiere: str | None) -> None:
    (answer,) = interroger(site, [{"q": q}])
    assert answer["hors"] == dit
    assert not premiere or answer["adresses"][0] == premiere


def test_la_trame_n_en_parle_vraiment_pas() -> None:
    """What the search says of the template is true of every word that makes it say so."""
    texte = f" {' '.join(mots((ROOT / 'tests/trame-officielle.txt').read_text(encoding='utf-8')))} "
    assert " mediation familiale " in texte
    assert [
        forme for _, formes, _ in vocabulaire().hors for forme in formes if f" {' '.join(mots(forme))} " in texte
    ] == []


def test_un_texte_qui_en_parle_est_trouve(site_exemple: Path) -> None:
    """Where a convention does say these very words, it is found, and alone."""
    (answer,) = interroger(site_exemple, [{"q": "médecin"}])
    assert answer["hors"]
    assert answer["adresses"] == ["departements/35-ille-et-vilaine/2026-2029/#obj-1-action-schema-couverture"]


def test_le_texte_de_la_trame_n_est_trouve_qu_une_fois(site_exemple: Path) -> None:
    (answer,) = interroger(site_exemple, [{"q": "adéquation anomalies"}])
    assert answer["adresses"] == ["trame/2026-2029/#art-4-al-2"]


def test_filtres_seuls(site_exemple: Path) -> None:
    """Every action on detention in Bretagne: two choices, no word."""
    (answer,) = interroger(site_exemple, [{"filtres": {"axe": ["detention"], "region": ["bretagne"]}}])
    assert answer["adresses"] == ["departements/35-ille-et-vilaine/2026-2029/#obj-2-action-prisons-rennes"]


HORS = (
    "bitcoin cours", "iphone 17", "match de foot ce soir", "cours de guitare", "horaires bus 12", "billet avion pas cher", "samsung galaxy",
    "prix du pain", "terrasse bois", "rsa caf", "horaire marée",
)  # fmt: skip


def test_un_mot_connu_ne_suffit_pas(site: Path) -> None:
    """What the site does not know is what is asked: it finds nothing, and says so."""
    answers = interroger(site, [{"q": q} for q in HORS])
    assert {q: a["nombre"] for q, a in zip(HORS, answers, strict=True)} == dict.fromkeys(HORS, 0)


PHRASES = {
    "contact presse": "contact/",
    "papi et mamie privés de leur petit fils": "axes/intergenerationnel/",
    "dataset conventions": "donnees/v1/",
    "médiation brest": "departements/29-finistere/",
    "combien de fois se réunit l’instance chaque année": "trame/2026-2029/#art-3-al-6",
    "ex au chômage pension": "axes/pensions/",
    "il m’étrangle": "axes/violences/",
    "je ne parle plus à mon fils de 16 ans": "axes/intergenerationnel/",
    "l’alinéa 2 de l’article 6": "trame/2026-2029/#art-6-al-2",
    "engagement 1b": "trame/2026-2029/#obj-1-b",
}


def test_une_phrase_mene_a_la_page_qui_y_repond(site: Path) -> None:
    answers = interroger(site, [{"q": q} for q in PHRASES])
    assert {q: a["adresses"][0] for q, a in zip(PHRASES, answers, strict=True)} == PHRASES


PARTIES = {
    "télécharger la convention du rhône en pdf": "departements/69-rhone/#documents",
    "qui a signé en ille et vilaine": "departements/35-ille-et-vilaine/#signataires",
    "69100 signataires": "departements/69-rhone/#signataires",
    "date de signature finistère": "departements/29-finistere/#dates",
    "feuille de route ain": "departements/01-ain/feuille-de-route/",
    "bilan finistère": "departements/29-finistere/feuille-de-route/",
    "délai d’attente isère": "departements/38-isere/",
}


def test_une_question_sur_un_lieu_mene_a_la_partie_de_sa_fiche(site_exemple: Path) -> None:
    """A sheet without that part comes whole."""
    answers = interroger(site_exemple, [{"q": q} for q in PARTIES])
    assert {q: a["adresses"][0] for q, a in zip(PARTIES, answers, strict=True)} == PARTIES


@pytest.mark.parametrize(
    "q", ["zzzzzz", "polynésie", "<script>alert(1)</script>", "constructor", "__proto__", "%", "«", "l’"]
)
def test_rien_ne_repond_et_rien_ne_casse(site: Path, q: str) -> None:
    (answer,) = interroger(site, [{"q": q}])
    assert answer["nombre"] < 5


def test_octets_d_une_requete(site_exemple: Path) -> None:
    """What one query reads, uncompressed: the goal holds even on a host that does not compress."""
    sizes = sorted(a["octets"] for a in interroger(site_exemple, [{"q": q} for q in PARTOUT]))
    assert sizes[-1] <= OCTETS_REQUIS
    assert sizes[len(sizes) // 2] <= OCTETS_VISES


DANGER = (
    "violence", "violences conjugales", "Mon mari est VIOLENT", "danger", "enfant en danger", "coups", "il me frappe", "j’ai peur", "menaces",
    "femme battue", "viol", "inceste", "harcèlement", "maltraitance enfant", "voilence", "violance conjugale", "police", "suicide",
)  # fmt: skip
AILLEURS = (
    "médiation", "pour", "coût", "ça coûte", "pension impayée", "le père", "prison", "assurance",
    "rhône", "69100", "changer de prénom", "article 8", "menu", "courriel",
)  # fmt: skip


@pytest.mark.parametrize(("requetes", "attendu"), [(DANGER, True), (AILLEURS, False)])
def test_les_mots_de_qui_est_en_danger(requetes: tuple[str, ...], attendu: bool) -> None:  # noqa: FBT001 — la colonne d’un tableau
    """What the vocabulary says, read as a page reads it: flexions and typing errors count, other words do not."""
    annuaire = {"secours": {"mots": sorted(set(mots(vocabulaire().secours)))}}
    script = (SCRIPTS / "recherche-resultats.js").as_uri()
    code = f"import {{ enDanger }} from '{script}'; const [a, q] = JSON.parse(process.argv[1]); console.log(JSON.stringify(q.map((un) => enDanger(a, un))))"
    command: list[str | Path] = [NODE, "--input-type=module", "-e", code, json.dumps([annuaire, requetes])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert dict(zip(requetes, json.loads(done.stdout), strict=True)) == dict.fromkeys(requetes, attendu)
