"""Amendments as they are made: their effect, their document, who signed them; and what a program did to a signed file."""

from __future__ import annotations

import html
import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from conventions.check import check
from conventions.compose.view import View, build_view
from conventions.export.registry import files_of_department
from conventions.model.problem import Problem
from conventions.render.kinds import all_pages
from conventions.render.summary import summary
from conventions.source import reader
from conventions.source.registry import load, read_document
from tests.check.pdfs import document

HERE = Path(__file__).parent
AU = date(2026, 11, 23)
EFFET = "amendment-effect-document-signatory"
PREFETE = "amendment-new-prefect"
TRIE = "keys-sorted-by-an-editor"
MANCHE = "departements/50-manche/"


@cache
def view(folder: Path, au: date = AU) -> View:
    return build_view(load(folder, au).registry)


@cache
def told(folder: Path, au: date = AU) -> dict[str, str]:
    """What a reader reads of each page of the département, by address from its sheet."""
    pages = (p for p in all_pages(view(folder, au)) if p.url.startswith(MANCHE))
    return {
        p.url.removeprefix(MANCHE): re.sub(r"[ \u00a0\u202f]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", p.markdown)))
        for p in pages
    }


def acts(folder: Path, au: date = AU) -> dict[str, object]:
    """The open data of its acts."""
    seen = view(folder, au)
    files = dict(files_of_department(seen, seen.fiches["50"], ""))
    found: dict[str, object] = json.loads(files["donnees/v1/actes/50-manche/2026-2029.json"])
    return found


def faults(folder: Path, au: date = AU) -> list[Problem]:
    return check(load(folder, au))


def test_the_document_of_an_amendment_is_told_where_it_is_written() -> None:
    assert [(p.rule, p.message) for p in faults(HERE / EFFET / "departments") if p.severity == "erreur"] == [
        (
            "format",
            "la clé « fichier » n’est pas admise ici : le document signé de l’avenant s’écrit « document_signe: {fichier: pieces/50/avenant-1.pdf} »",
        )
    ]


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file once the messages were followed, each in its turn, to the last one."""
    folder = tmp_path_factory.mktemp("cas") / "departments"
    shutil.copytree(HERE / EFFET / "departments", folder)
    (folder / "pieces/50/avenant-1.pdf").write_bytes(document())  # that of the case is a mere name
    path = folder / "50-manche.yml"
    text = path.read_text(encoding="utf-8")
    written = re.findall(r"s’écrit « (.*) »", faults(folder)[0].message)[0]
    text = text.replace("fichier: pieces/50/avenant-1.pdf", written)
    path.write_text(text, encoding="utf-8")
    digest = next(m[1] for p in faults(folder) if (m := re.search(r"« (sha256: \w{64}) »", p.message)))
    text = text.replace(written, written.replace("}", f", {digest}, signatures_masquees: oui}}"))
    path.write_text(text, encoding="utf-8")
    assert faults(folder) == []
    return folder


def test_signed_today_in_force_from_the_day_that_it_fixes(mended: Path) -> None:
    pages = told(mended)
    sentence = "Signé le 1er juin 2026, jour de la dernière signature, il entre en vigueur le 1er janvier 2027."
    assert sentence in pages["2026-2029/avenants/1/"]
    assert "avenant n° 1 signé, entre en vigueur le 1er janvier 2027" in pages[""]
    assert "une fois par an en juin ;" in pages["2026-2029/"]
    assert "une fois par an trois fois ;" in pages["2026-2029/versions/2027-01-01/"]
    assert "une fois par an en juin ;" in pages["2026-2029/versions/2026-02-02/"]
    assert "2026-2029/versions/2026-06-01/" not in pages


def test_in_force_once_that_day_has_come(mended: Path) -> None:
    pages = told(mended, date(2027, 1, 1))
    assert "Il s’applique depuis le 1er janvier 2027." in pages["2026-2029/avenants/1/"]
    assert "une fois par an trois fois ;" in pages["2026-2029/"]


def test_its_document_and_its_digest_are_published(mended: Path) -> None:
    page = told(mended)["2026-2029/avenants/1/"]
    digest = re.search(r"sha256: (\w{64})", (mended / "50-manche.yml").read_text(encoding="utf-8"))
    assert digest
    assert digest[1] in page
    assert "Ouvrir le document signé (PDF)" in page
    assert "Avenant n° 1 document signé" in told(mended)[""]


def test_who_signed_the_amendment_did_not_sign_the_original(mended: Path) -> None:
    pages = told(mended, date(2027, 6, 1))
    for url in ("2026-2029/", "2026-2029/versions/2027-01-01/"):
        assert re.search(r"Marc Hague, préfet de la Manche\s+signé le 2 février 2026 à Saint-Lô", pages[url])
        assert re.search(r"Ève Neuve\s+signé le 1er juin 2026 \(avenant n° 1\)", pages[url])
    assert "signé le 1er juin 2026 par Ève Neuve" in pages["2026-2029/avenants/1/"]
    assert "Ève Neuve" not in pages["2026-2029/versions/2026-02-02/"]
    assert re.search(r"signé le 2 février 2026 ; avenant n° 1 signé le 1er juin 2026 par Ève Neuve", pages[""])


def test_the_data_hold_the_same(mended: Path) -> None:
    found = acts(mended)
    amendment = found["avenants"][0]  # type: ignore[index]  # JSON
    assert (amendment["etat"], amendment["signe_le"], amendment["effet_le"], amendment["effet_retroactif"]) == (
        "effet-a-venir",
        "2026-06-01",
        "2027-01-01",
        False,
    )
    prefet = [s for s in amendment["signatures"] if s["partie"] == "prefet"]
    assert [(s["le"], s["prenom"], s["nom"]) for s in prefet] == [("2026-06-01", "Ève", "Neuve")]
    first = [s for s in found["signatures"] if s["partie"] == "prefet"]  # type: ignore[attr-defined]  # JSON
    assert [(s["le"], s["a"], s["nom"], s["titre"]) for s in first] == [
        ("2026-02-02", "Saint-Lô", "Hague", "préfet de la Manche")
    ]


def test_a_new_prefete_signed_the_amendment_and_the_prefet_the_original() -> None:
    folder = HERE / PREFETE / "departments"
    assert faults(folder) == []
    pages = told(folder)
    for url in ("2026-2029/", "2026-2029/versions/2026-06-01/"):
        signatures = pages[url].partition("Signatures")[2]
        assert re.search(
            r"Le préfet\s+Marc Hague, préfet de la Manche\s+signé le 2 février 2026 à Saint-Lô", signatures
        )
        assert re.search(
            r"La préfète\s+Ève Neuve, préfète de la Manche\s+signé le 1er juin 2026 \(avenant n° 1\)", signatures
        )
        assert "La préfète, Ève Neuve" in pages[url]
    original = pages["2026-2029/versions/2026-02-02/"]
    assert "Neuve" not in original
    assert "Le préfet, Marc Hague" in original
    assert "2 février 2026 Signature par le préfet" in pages[""]
    assert re.search(r"signé le 2 février 2026 par Marc Hague, préfet de la Manche", pages[""])
    assert not any(re.search(r"Neuve[^\n]{0,60}2 février 2026(?! par Marc Hague)", page) for page in pages.values())


def test_a_program_that_sorts_the_keys_of_a_signed_file_is_told() -> None:
    """The order of the parties is that of the text: `check --base` refuses another one, `diff` tells it."""
    before, after = HERE / TRIE / "avant", HERE / TRIE / "departments"
    reading, published = load(after, AU), load(before, AU)
    name = "66-pyrenees-orientales.yml"
    document = reader.parse((before / name).read_bytes(), reading.sources[0].document.path)
    source = read_document(document, before, published.registry.reference, published.registry.trames)
    problems = check(reading, {document.path: source})
    was = "prefet, collectivite, association-maires, autre-dsden, caf, msa"
    now = "association-maires, autre-dsden, caf, collectivite, msa, prefet"
    told_order = f"convention.signataires : l’ordre signé est « {was} », et devient « {now} »"
    assert [p.line for p in problems if p.rule == "contrat-modifie" and p.message.startswith(told_order)] == [19]
    sentences = [s for _, told_of in summary(view(before), view(after)) for s in told_of]
    assert [s for s in sentences if s.startswith("Ordre des parties")]
