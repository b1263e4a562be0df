"""Every example of the guide is right: it follows the format, and says what its page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conventions.source import reader, schema
from conventions.source.nodes import resolved
from tests.places import ROOT

GUIDE = sorted((ROOT / "docs/contribuer").glob("*.md"))


def examples() -> Iterator[tuple[str, str]]:
    for page in GUIDE:
        text = page.read_text(encoding="utf-8")
        for found in re.finditer(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if "# refusé" in found[1] or "est perdu" in found[1]:
                continue  # what the page shows as a fault
            line = text.count("\n", 0, found.start()) + 1
            yield f"{page.name}:{line}", found[1]


EXAMPLES = list(examples())


@pytest.mark.parametrize(("place", "text"), EXAMPLES, ids=[place for place, _ in EXAMPLES])
def test_an_example_of_the_guide_follows_the_format(place: str, text: str) -> None:
    head = "" if re.search(r"^departement:", text, re.MULTILINE) else 'departement: "01"\n'
    head += "" if re.search(r"^trame:", text, re.MULTILINE) else "trame: 2026-2029\n"
    document = reader.parse((head + text).encode(), place)
    problems, _ = schema.validate(document)
    assert [*document.problems, *problems] == []


def test_the_guide_shows_every_field_of_an_amendment() -> None:
    shown = (ROOT / "docs/contribuer/modifier.md").read_text(encoding="utf-8")
    definitions = resolved({"$ref": "#/$defs/avenant"}), resolved({"$ref": "#/$defs/signature"})
    fields = [*(name for node in definitions for name in node["properties"]), "compte_rendu"]
    assert [name for name in fields if name != "texte" and not re.search(rf"\b{name}:", shown)] == []
