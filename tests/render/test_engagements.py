"""Who commits to what: each party once with how it stands, each action once with who leads it, each commitment that all take."""

from __future__ import annotations

import pytest
from lxml import html

from conventions.compose.view import Fiche
from conventions.render.engagements import Marque, compte, marques
from conventions.render.html import to_html
from tests.helpers import composee, pages, view
from tests.places import EXEMPLE

VUE = view(EXEMPLE, fictif=True)
FICHES = {item.dossier.departement.slug: item for item in VUE.fiches.values()}
PUBLIEES = [slug for slug, item in FICHES.items() if not item.situation.statut.vide]


def sheet(slug: str) -> html.HtmlElement:
    page = next(page for page in pages(EXEMPLE, fictif=True) if page.url == f"departements/{slug}/")
    return html.fragment_fromstring(to_html(page.markdown).html, create_parent="div")


@pytest.mark.parametrize("slug", PUBLIEES)
def test_each_party_has_its_mark_and_leads_to_what_it_does(slug: str) -> None:
    page, item = sheet(slug), FICHES[slug]
    links = page.xpath("//div[@class='parties']/ul//a")
    assert [link.text for link in links] == [name for _, name, _ in marques(item)]
    assert [link.get("href") for link in links if not page.xpath(f"//*[@id='{link.get('href')[1:]}']")] == []


@pytest.mark.parametrize("slug", PUBLIEES)
def test_each_action_stands_once_at_its_lead_and_its_objective(slug: str) -> None:
    page, item = sheet(slug), FICHES[slug]
    for action in item.convention.actions:
        found = page.xpath(f"//tr[@id]/td//a[contains(@href, '#obj-{action.objectif}-action-{action.id}')]")
        assert len(found) == (1 if item.porteur.modele else 0), action.id
        for link in found:
            assert link.xpath("ancestor::tr/@id") == [f"engagements-{action.pilote or 'sans-pilote'}"]
            assert link.xpath("ancestor::td/@data-titre")[0].startswith(f"Objectif {action.objectif}\u00a0:")


VISIO = "les chefs de cour et l’Union départementale des associations familiales du Rhône"
"""What `cour` and `association-udaf` are called inside a sentence."""


@pytest.mark.parametrize(
    ("url", "place", "dit"),
    [
        ("departements/69-rhone/", "//tr[@id='engagements-caf']//li[a[contains(@href, '#obj-1-action-visio')]]", f"avec\u00a0: {VISIO}"),
        ("departements/69-rhone/2026-2029/", "//div[@class='action'][.//a[@id='obj-1-action-visio']]/p[@class='action-liens']", f"Pilote\u00a0: la Caf\u202f; avec\u00a0: {VISIO}"),
        ("engagements/auvergne-rhone-alpes/", "//li[a[contains(@href, '69-rhone/2026-2029/#obj-1-action-visio')]]", f"avec\u00a0: {VISIO}"),
        ("bonnes-pratiques/", "//p[a[contains(@href, '69-rhone/2026-2029/#obj-1-action-visio')]]", f"la Caf du Rhône\u202f; avec\u00a0: {VISIO}"),
    ],
)  # fmt: skip
def test_the_partners_of_an_action_stand_beside_its_lead(url: str, place: str, dit: str) -> None:
    page = next(page for page in pages(EXEMPLE, fictif=True) if page.url == url)
    (found,) = html.fragment_fromstring(to_html(page.markdown).html, create_parent="div").xpath(place)
    assert dit in found.text_content()


@pytest.mark.parametrize("slug", [slug for slug in PUBLIEES if FICHES[slug].porteur.modele])
def test_each_commitment_of_the_text_is_taken_by_all(slug: str) -> None:
    """Those of the trame by their number, those of the département's own in its words."""
    row, *own = sheet(slug).xpath("//tr[@class='ensemble']")
    kept = [c.id for c in FICHES[slug].clauses if c.nature == "engagement" and not c.absente]
    shown = [link.get("href").partition("#")[2] for link in row.xpath(".//a")]
    assert [ident for ident in kept if ident not in shown] == []
    assert all(len(li.text_content()) > 20 for local in own for li in local.xpath(".//li"))


def test_the_commitments_of_a_local_objective_are_read_on_the_sheet() -> None:
    """In a row of their own, as wide as the table."""
    together, own = sheet("69-rhone").xpath("//tr[@class='ensemble']")
    assert [a.text_content() for a in together.xpath("td[5]//a")] == ["engagement 5 a", "engagement 5 b"]
    assert [a.text_content() for a in own.xpath("td[@colspan='5']//a")] == ["5 a", "5 b"]
    assert "Informer les beaux-parents" in own.text_content()


@pytest.mark.parametrize("slug", FICHES)
def test_nothing_is_said_to_be_missing_where_all_have_promised(slug: str) -> None:
    assert "Aucune action" not in sheet(slug).text_content()


def fiche(signataires: str, reste: str = "") -> Fiche:
    source = f"departement: 01\ntrame: 2026-2029\nconvention:\n  signataires:\n{signataires}\n{reste}"
    return composee(source, "01")[0].fiches["01"]


CAF = "    caf: {representants: [{nom: A, titre: directeur, signe_le: 2026-03-09}]}"
PREFET = "    prefet: {representants: [{nom: B, titre: préfet}]}"
COUR = "    cour: {representants: [{nom: C, titre: premier président, signe_le: 2026-03-09}, {nom: D, titre: procureur général}]}"
UNE = "1\u00a0partie sur 5 a signé. Il manque\u00a0: le préfet, les chefs de cour, la MSA et le conseil départemental."
DOCUMENT = "document_signe: {reference: AA-1, sha256: " + "a" * 64 + ", tous_ont_signe: oui}"
INCONNU = "document_signe: {reference: AA-1, sha256: " + "a" * 64 + "}"


@pytest.mark.parametrize(
    ("item", "cle", "marque", "phrase"),
    [
        (fiche(f"{CAF}\n{PREFET}"), "caf", Marque.SIGNE, UNE),
        (
            fiche(f"{CAF}\n{PREFET}"),
            "prefet",
            Marque.MANQUE,
            UNE,
        ),
        (
            fiche(f"{COUR}\n{CAF}"),
            "cour",
            Marque.PARTIEL,
            UNE,
        ),
        (fiche(PREFET), "prefet", Marque.MANQUE, "Personne n’a encore signé."),
        (fiche(PREFET, DOCUMENT), "prefet", Marque.SIGNE, "Toutes les parties ont signé."),
        (fiche(PREFET, INCONNU), "prefet", Marque.INCONNU, "Ce site ne sait pas encore qui a signé."),
        (FICHES["69-rhone"], "association-cidff", Marque.REJOINT, "Toutes les parties ont signé."),
        (FICHES["69-rhone"], "autre-barreau-de-lyon", Marque.PARTI, "Toutes les parties ont signé."),
        (
            FICHES["64-pyrenees-atlantiques"],
            "association-trait-union",
            Marque.PARTI,
            "Toutes les parties ont signé.",
        ),
    ],
)
def test_how_each_party_stands(item: Fiche, cle: str, marque: Marque, phrase: str) -> None:
    assert {key: mark for key, _, mark in marques(item)}[cle] is marque
    assert compte(item) == phrase
