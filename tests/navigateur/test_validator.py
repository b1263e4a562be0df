"""The HTML validator runs, knows today's HTML, and sees a fault: the tests of the pages rest on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PAGE = "<!doctype html><html lang=fr><head><meta charset=utf-8><title>Essai</title></head><body>{}</body></html>"


def test_the_validator_accepts_a_valid_page_and_sees_a_fault(
    valider_html: Callable[[Sequence[Path]], list[dict[str, Any]]], tmp_path: Path
) -> None:
    juste, faux = tmp_path / "juste.html", tmp_path / "faux.html"
    juste.write_text(PAGE.format("<nav inert aria-label=Menu><a href=/>Accueil</a></nav>"))
    faux.write_text(PAGE.format("<p><div>Bloc</div></p>"))
    messages = valider_html([juste, faux])
    assert {Path(message["url"]).name for message in messages} == {"faux.html"}
    assert "No “p” element in scope" in messages[0]["message"]
