"""The worker of the workshop: documents become drafts, pieces lie beside the file, and work goes on without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Worker, expect

from conventions import atelier
from conventions.atelier import documents
from tests.importing.retour import word
from tests.navigateur.test_atelier import NOM, URL
from tests.navigateur.test_atelier import pytestmark as pytestmark  # noqa: PLC0414 — only where the workshop is
from tests.navigateur.test_axe import REGLES, violations
from tests.places import EXEMPLE

DEMANDER = """({ verbe, donnees }) => new Promise((oui) => {
  const dire = self.postMessage;
  const octets = ({ b64 }) => Uint8Array.from(atob(b64), (signe) => signe.charCodeAt(0));
  const lues = donnees.map((une) => une.pieces ? Object.fromEntries(Object.entries(une.pieces).map(([nom, b64]) => [nom, octets({ b64 })])) : une.b64 ? octets(une) : une);
  self.postMessage = (reponse) => { self.postMessage = dire; oui(reponse); };
  self.onmessage({ data: { rang: 0, verbe, donnees: lues } });
})"""
"""A question to the worker of the page, whose answer does not go to the page."""
LOZERE = "48-lozere.yml"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@contextmanager
def ici(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same package, by CPython, in an empty folder."""
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        oublier()
        yield
    oublier()


def oublier() -> None:
    atelier._deposees.clear()
    for known in (atelier.contexte, atelier._lue, atelier._vue):
        known.cache_clear()


def test_un_document_devient_un_brouillon_et_ses_pieces_se_voient(
    site_exemple: Path, servir: Callable[..., str], page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "convention.docx"
    source.write_bytes(word("69"))
    with ici(tmp_path, monkeypatch):
        wanted = json.loads(documents.importer(source.name, source.read_bytes(), "01-ain"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(servir(site_exemple) + URL)
    page.get_by_label("Ou un fichier de votre ordinateur").set_input_files(source)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text(f"{NOM} est ouvert.", timeout=90_000)
    page.get_by_text("Le fichier, tel qu’il est écrit").click()
    area = page.get_by_label("Le fichier", exact=True)
    assert (area.input_value(), wanted["nom"]) == (wanted["yaml"], NOM)
    assert [url for url in asked if url.endswith("documents.zip")], "ce qui lit les documents"
    report = page.frame_locator("iframe[title='Rapport de l’import']").locator("body")
    expect(report).to_contain_text("Clauses de la trame reconnues : 77 sur 78")
    assert violations(page, {**REGLES, "iframes": False}) == []

    page.context.set_offline(True)
    area.fill(wanted["yaml"].replace("trame: 2026-2029", "trame: 2026 - 2029"))
    expect(page.locator("#atelier-fautes > li").filter(has_text="2026 - 2029")).to_contain_text("n’est pas admis")
    area.fill(wanted["yaml"].replace("Lyon", "Bron"))
    page.get_by_role("button", name="Montrer les pages").click()
    expect(page.frame_locator("#atelier-pages iframe >> nth=1").locator("body")).to_contain_text("Bron")
    page.context.set_offline(False)

    (worker,) = page.workers
    _un_pdf(worker, tmp_path, monkeypatch)
    _un_texte_propre_du_site(worker)
    _des_pieces(worker)


def _demander(worker: Worker, verbe: str, *donnees: object) -> Any:  # noqa: ANN401 — JSON
    told = worker.evaluate(DEMANDER, {"verbe": verbe, "donnees": donnees})
    assert "erreur" not in told, told
    return told["reponse"]


def _un_pdf(worker: Worker, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (EXEMPLE / "pieces/48/membres.pdf").read_bytes()
    with ici(folder, monkeypatch):
        wanted = json.loads(documents.importer("m.pdf", data, "48-lozere"))
    assert _demander(worker, "importer", "m.pdf", {"b64": b64(data)}, "48-lozere") == wanted
    assert "ni un document Word" in _demander(worker, "importer", "m.pdf", {"b64": b64(b"x")}, "48-lozere")["refus"]


def _un_texte_propre_du_site(worker: Worker) -> None:
    """What the published file cites is on the site; a text that is laid beside the file stands for it."""
    contenu = (EXEMPLE / LOZERE).read_text(encoding="utf-8")
    title = (EXEMPLE / "pieces/48/texte.md").read_text(encoding="utf-8").split("## ")[1].split("\n")[0]
    assert title in str(_demander(worker, "apercu", LOZERE, contenu))
    other = {"pieces": {"pieces/48/texte.md": b64("# Convention\n\n## Un titre de Lozère\n\nDes mots.\n".encode())}}
    assert _demander(worker, "pieces", other)["pieces/48/texte.md"] == []
    pages = str(_demander(worker, "apercu", LOZERE, contenu))
    assert ("Un titre de Lozère" in pages, title in pages) == (True, False)


def _des_pieces(worker: Worker) -> None:
    contenu = (EXEMPLE / NOM).read_text(encoding="utf-8")
    cited = next(word for word in contenu.split() if word.endswith(".png"))
    logo = (EXEMPLE / cited).read_bytes()
    told = _demander(worker, "pieces", {"pieces": {cited: b64(logo), "pieces/69/a.pdf": b64(b"GIF89"), "../a.md": ""}})
    assert told[cited] == []
    assert "c’est une image GIF" in told["pieces/69/a.pdf"][0]
    assert told["../a.md"] == [atelier.NOM_REFUSE]
    assert f"data:image/png;base64,{b64(logo)}" in str(_demander(worker, "apercu", NOM, contenu))
    absent = [
        one["message"] for one in _demander(worker, "verifier", NOM, contenu, "") if one["regle"] == "fichier-absent"
    ]
    assert absent
    assert not any(cited in message for message in absent)
    published = _demander(worker, "verifier", NOM, contenu, contenu)
    assert [one for one in published if one["regle"] == "fichier-absent"] == []
