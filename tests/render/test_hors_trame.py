"""What pages say of the trame: nothing for a text that follows none, an article only where it is kept, a rank as it was signed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from conventions.render.kinds import pages_of_department
from tests.helpers import composee

CHARTE = """departement: 48
trame: aucune
texte: {texte}
convention:
  titre: Charte
  signataires:
    prefet: {{representants: [{{nom: A, prenom: B, titre: préfet, signe_le: 2026-03-01}}]}}
    association-x: {{nom: Les Liens, representants: [{{nom: C, prenom: D, titre: président, signe_le: 2026-03-02}}]}}
  dates: {{entree_en_vigueur: 2026-03-02}}
avenants:
  1:
    objet: Un lieu de plus
    signatures: {{prefet: 2026-05-01, association-x: 2026-05-02}}
fin:
  differend: {{cause: litige, par: prefet, envoyee_le: 2026-06-01}}
"""
SANS_PARTIE = "departement: 48\ntrame: aucune\ntexte: document\nconvention: {titre: Charte}\n"
ATTESTE = SANS_PARTIE + "document_signe: {reference: R, date: 2026-03-01, tous_ont_signe: oui}\n"
AMENDE = """departement: "01"
trame: 2026-2029
convention:
  redaction: {{{clause}: {{supprime: oui, motif: usage}}}}
avenants: {{1: {{objet: X, effet_le: 2026-01-01, document_signe: {{reference: R, date: 2026-02-01, tous_ont_signe: oui}}}}}}
fin: {{differend: {{cause: litige, par: prefet, envoyee_le: 2026-06-01}}}}
document_signe: {{reference: R, date: 2026-01-15, tous_ont_signe: oui}}
"""


def words(source: str, code: str = "48") -> dict[str, str]:
    """What each page of the département says, by address."""
    seen, _ = composee(source, code)
    found = pages_of_department(seen, seen.fiches[code])
    return {p.url: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", p.markdown))) for p in found}


@pytest.mark.parametrize("texte", ["document", "pieces/48/texte.md"])
def test_its_parties_are_those_of_the_file_alone(texte: str) -> None:
    seen, problems = composee(CHARTE.format(texte=texte), "48")
    item = seen.fiches["48"]
    assert [*item.parties] == [*item.situation.signatures] == ["prefet", "association-x"]
    assert item.situation.faits.signatures.completes
    assert item.porteur.etapes[1].du is not None
    assert [p.message for p in problems if "signatures" in p.message or "cour" in p.message] == []
    assert (
        "L’État et Les Liens ont signé cette convention."
        in words(CHARTE.format(texte=texte))["departements/48-lozere/"]
    )


@pytest.mark.parametrize("texte", ["document", "pieces/48/texte.md"])
def test_no_page_cites_an_article_of_the_trame(texte: str) -> None:
    pages = words(CHARTE.format(texte=texte))
    assert {url for url, said in pages.items() if re.search(r"\(article \d|article \d+ de la trame", said)} == set()


@pytest.mark.parametrize("source", [SANS_PARTIE, ATTESTE])
def test_nothing_is_said_of_parties_that_nobody_names(source: str) -> None:
    said = words(source)["departements/48-lozere/"]
    assert not re.search(r"Il manque|manque :|Les signataires| ont signé cette convention|préparent cette", said)


@pytest.mark.parametrize(
    ("clause", "url", "cited"),
    [
        ("art-6-al-2", "departements/01-ain/2026-2029/avenants/1/", "(article 6)"),
        ("art-3-al-8", "departements/01-ain/feuille-de-route/", "article 3 de la trame"),
        ("art-3-al-9", "departements/01-ain/feuille-de-route/", "article 3 de la trame"),
        ("art-8-al-4", "departements/01-ain/", "(article 8, alinéa 4)"),
    ],
)
def test_an_article_is_cited_while_it_is_the_one_of_the_trame(clause: str, url: str, cited: str) -> None:
    assert cited in words(AMENDE.format(clause="art-4-al-1"), "01")[url]
    assert cited not in words(AMENDE.format(clause=clause), "01")[url]


def test_a_moved_alinea_is_cited_alike_wherever_it_is() -> None:
    source = """departement: "01"
trame: 2026-2029
convention: {redaction: {art-3-al-4-bis: {ajoute: Un}, art-3-al-6: {remplace: Deux}}}
avenants: {1: {modifie: {redaction: {art-3-al-6: {remplace: Trois}}}}}
rectifications: {copie: {le: 2026-02-01, clauses: [art-3-al-6], motif: mot oublié}}
"""
    pages = words(source, "01")
    assert "alinéa 7 dans le texte signé" in pages["departements/01-ain/2026-2029/"]
    for url in ("", "2026-2029/ecarts/", "2026-2029/avenants/1/"):
        said = pages[f"departements/01-ain/{url}"]
        found = said.count("rticle 3, alinéa 6")
        assert found == said.count("rticle 3, alinéa 6 (alinéa 7 dans le texte signé)") > 0, url
