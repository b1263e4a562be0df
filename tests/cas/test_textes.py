"""The cases from the field that are about texts: what was typed, and what each page must show of it."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from lxml import html

from conventions.check.mise_en_forme import doutes
from conventions.export.texts import text_files_of
from conventions.render.html import Heading, to_html
from conventions.search.departement import own_passages
from tests.helpers import pages, view
from tests.places import ROOT
from tests.render.typed import Ligne, lignes

CAS = ROOT / "tests/cas"
PROTOCOLE = CAS / "own-text-protocol/departments"
TEXTE_PROPRE = "departements/04-alpes-de-haute-provence/aucune/"
MANCHE = "departements/50-manche/2026-2029/"


@cache
def page(cas: str, url: str) -> html.HtmlElement:
    """One page of a case, as built."""
    found = next(p for p in pages(CAS / cas / "departments", fictif=True) if p.url == url)
    return html.fragment_fromstring(to_html(found.markdown).html, create_parent="article")


def lus(cas: str, url: str, ident: str) -> list[Ligne]:
    """The lines of what stands at an anchor, the marks of the page left out."""
    place = page(cas, url).xpath(f"//*[@id='{ident}']")[0]
    block = next(e for e in place.iterancestors() if e.tag in {"p", "li", "div"})
    block = next((e for e in block.iterancestors() if "alinea" in e.classes or "action" in e.classes), block)
    return [Ligne(line.niveau, re.sub(r"[\u00a0\u202f]", " ", line.mots)) for line in lignes(block)]


ACTIONS = {
    "sans-ligne-vide": [
        (0, "Les permanences ont lieu :"),
        (1, "à Coutances ;"),
        (1, "à Valognes."),
        (0, "Elles sont gratuites."),
    ],
    "deux-espaces": [
        (0, "Trois volets :"),
        (1, "médiation :"),
        (2, "à Coutances ;"),
        (2, "à Valognes ;"),
        (1, "rencontre."),
    ],
    "numeros": [
        (1, "3. troisième point du schéma"),
        (1, "4. quatrième point"),
        (1, "1) premier"),
        (1, "2) deuxième"),
        (1, "a) lettre a"),
        (1, "b) lettre b"),
        (1, "1° un"),
        (1, "2° deux"),
        (1, "• puce collée de Word"),
        (1, "• autre puce"),
        (1, "– tiret demi-cadratin"),
        (1, "– autre tiret"),
    ],
    "annee": [
        (0, "Le service ouvre en"),
        (0, "2027. Il ferme le samedi."),
        (0, "12. rue du Modèle est l’adresse."),
        (1, "+ 3 postes sur la période"),
        (0, "* astérisque d’un renvoi de bas de page"),
    ],
    "coupures": [(0, "Lundi : Coutances"), (0, "Mardi : Valognes"), (0, "Mercredi : Carentan")],
}


@pytest.mark.parametrize("action", ACTIONS)
def test_une_description_se_lit_comme_elle_est_tapee(action: str) -> None:
    found = lus("lists-numbers-lines", MANCHE, f"obj-1-action-{action}")
    assert [tuple(line) for line in found[1:-1]] == ACTIONS[action]


CLAUSES = {
    "art-2-al-1": [
        (0, "Le diagnostic partagé de 2025 montre trois besoins :"),
        (1, "des délais trop longs ;"),
        (1, "deux cantons sans service ;"),
        (1, "peu d’orientation par les juges."),
        (0, "Au vu de ces besoins, les objectifs de coopération sont définis par les signataires de la présente convention :"),
    ],
    "art-3-al-6": [
        (0, "L’instance se réunit au moins une fois par an et :"),
        (1, "en formation plénière au printemps ;"),
        (1, "en bureau à l’automne ;"),
    ],
    "art-3-al-7-bis": [
        (0, "Le bureau comprend :"),
        (1, "deux représentants de l’État ;"),
        (1, "deux représentants de la Caf."),
        (0, "Il se réunit à la demande. ajouté"),
    ],
    "art-9-al-1": [
        (0, "Les crédits sont répartis ainsi :"),
        *((0, cell) for cell in ("Service", "Justice", "Caf", "Total", "Médiation", "12 000 €", "48 000 €", "60 000 €")),
        (0, "ajouté"),
    ],
    "obj-5-a": [
        (0, "Actions déjà prévues :"),
        (1, "édition du guide ;"),
        (1, "accueil des classes :"),
        (2, "au tribunal ;"),
        (2, "au point d’accès au droit."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("clause", CLAUSES)
def test_une_clause_remplie_d_une_liste_ou_d_un_tableau(clause: str) -> None:
    assert [tuple(line) for line in lus("lists-in-every-field", MANCHE, clause)] == CLAUSES[clause]


def test_les_sous_listes_de_l_organisation_gardent_leurs_numeros() -> None:
    lines = [(n, m.rstrip(" ;.")) for n, m in lus("lists-in-every-field", MANCHE, "art-3-al-7")]
    assert lines[1:] == [
        (1, "présidence : le préfet ou son représentant"),
        (1, "secrétariat : la Caf"),
        (1, "trois groupes de travail :"),
        (2, "1. médiation"),
        (2, "2. espaces de rencontre"),
        (2, "3. violences"),
    ]


def test_cinq_visas_se_suivent_sans_et() -> None:
    lines = [line.mots for line in lignes(page("lists-in-every-field", MANCHE))]
    start = next(rank for rank, words in enumerate(lines) if words.startswith("Vu le code civil"))
    shown = [re.sub(r"[\u00a0\u202f]", " ", words) for words in lines[start : start + 6]]
    assert [words.removesuffix(" ajouté") for words in shown[:5]] == [
        "Vu le code civil ;",
        "Vu le code de procédure civile ;",
        "Vu le code de l’action sociale et des familles ;",
        "Vu la loi du 8 février 1995 ;",
        "Vu la loi du 18 novembre 2016 ;",
    ]
    assert "Et" not in lines[start : start + 6]


PROTOCOLE_LU = [
    (0, "Vu le code civil, notamment son article 373-2 ;"),
    (0, "Vu le code de procédure pénale ;"),
    (0, "Vu la circulaire du 9 mai 2019 ;"),
    (0, "Considérant le premier protocole signé le 23 novembre 2016,"),
    (0, "I. Objet"),
    (0, "Les parties s’engagent sur les points suivants^1 :"),
    (1, "1. Accueil :"),
    (2, "recueillir la parole ;"),
    (2, "proposer une plainte :"),
    (3, "sur place ;"),
    (3, "à l’hôpital ;"),
    (1, "2. Enquête."),
    (0, "II. Engagements"),
    (0, "II.1 Le parquet"),
    (1, "a) il est avisé en temps réel ;"),
    (1, "b) il dirige l’enquête."),
    (0, "II.2 Les permanences"),
    *(
        (0, c)
        for c in ["Service", "Lieu", "Jours", "AMAV", "Digne-les-Bains", "lundi et jeudi", "CIDFF", "Manosque", "mardi"]
    ),
    (0, "III. Durée"),
    (0, "Le présent protocole est conclu pour trois ans. Il est renouvelable une fois par tacite reconduction."),
    (0, "Fait à Digne-les-Bains, en dix exemplaires originaux."),
    (0, "^1 La liste est indicative."),
]


def test_un_texte_propre_se_lit_comme_il_est_ecrit() -> None:
    lines = [(n, re.sub(r"[\u00a0\u202f]", " ", m)) for n, m in lignes(page("own-text-protocol", TEXTE_PROPRE))]
    start = lines.index(PROTOCOLE_LU[0])
    assert lines[start : start + len(PROTOCOLE_LU)] == PROTOCOLE_LU


def test_un_texte_propre_a_son_titre_et_son_sommaire() -> None:
    found = next(p for p in pages(PROTOCOLE, fictif=True) if p.url == TEXTE_PROPRE)
    title = "Protocole départemental relatif aux ruptures familiales et aux violences intrafamiliales"
    assert found.titre == title
    assert f"\n# {title} {{#titre}}\n" in found.markdown
    assert to_html(found.markdown).headings[1:] == (
        Heading(2, "section-i", "I. Objet"),
        Heading(2, "section-ii", "II. Engagements"),
        Heading(3, "section-ii-1", "II.1 Le parquet"),
        Heading(3, "section-ii-2", "II.2 Les permanences"),
        Heading(2, "section-iii", "III. Durée"),
        Heading(2, "signatures", "Signatures"),
    )


def test_aucune_page_ne_montre_le_mot_qui_tient_lieu_de_trame() -> None:
    for one in (p for p in pages(PROTOCOLE, fictif=True) if not p.url.startswith("contribuer/")):
        shown = html.fragment_fromstring(to_html(one.markdown).html, create_parent="article").text_content()
        steps = " ".join(step["titre"] for step in one.meta.get("fil_ariane", ()))
        assert not re.search(r"(?:[Cc]onvention|Provence|trame)[^.]{0,20}\baucune\b", f"{shown} {one.titre} {steps}"), (
            one.url
        )


def test_un_texte_propre_se_cherche_et_se_compare_article_par_article() -> None:
    seen = view(PROTOCOLE, fictif=True)
    fiche = seen.fiches["04"]
    found = {
        p.url.partition("#")[2]: (p.titre, p.texte)
        for p in own_passages(seen, fiche, {})
        if p.url.startswith(TEXTE_PROPRE)
    }
    assert found["section-ii-1"] == ("II.1 Le parquet", "a) il est avisé en temps réel\u202f; b) il dirige l’enquête.")
    assert "Manosque" in found["section-ii-2"][1]
    data = json.loads(dict(text_files_of(seen, fiche))["donnees/v1/textes/04-alpes-de-haute-provence/aucune.json"])
    clauses = {c["id"]: c for c in data["clauses"]}
    assert clauses["section-i-al-2"]["texte"].replace("\u202f", " ").replace("\u00a0", " ") == (
        "1. Accueil :\n  – recueillir la parole ;\n  – proposer une plainte :\n    – sur place ;\n    – à l’hôpital ;\n2. Enquête."
    )
    assert clauses["section-ii-1-al-1"]["nom"] == "II.1 Le parquet, alinéa 1"


def test_le_texte_propre_du_guide_se_voit_comme_il_est_ecrit() -> None:
    guide = (ROOT / "docs/contribuer/remplir.md").read_text(encoding="utf-8")
    assert [list(doutes(text, propre=True)) for text in re.findall(r"```text\n(# .*?)```", guide, re.DOTALL)] == [[]]
