"""The schema is a schema, and another engine judges by it as ours does: editors read it too."""

from __future__ import annotations

import re

import jsonschema
import pytest

from conventions.source import nodes, reader, schema
from tests.places import EXEMPLE, ROOT
from tests.regles.reading import read_all
from tests.source.test_format import LEAVES, Node, name


def test_le_schema_est_un_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(nodes.schema())


@pytest.mark.parametrize(("path", "node"), [(p, n) for p, n in LEAVES if n.get("examples")], ids=name)
def test_les_exemples_sont_justes(path: tuple[str, ...], node: Node) -> None:
    validator = jsonschema.Draft202012Validator({**node, "$defs": nodes.schema()["$defs"]})
    for example in node["examples"]:
        assert validator.is_valid(example), f"{name(path)} : {example}"


def test_le_validateur_et_les_editeurs_jugent_pareil() -> None:
    """Editors read the same JSON Schema with other engines: the one of Python says yes and no on the same files."""
    validator = jsonschema.Draft202012Validator(nodes.schema(), format_checker=jsonschema.FormatChecker())
    judged = 0
    cases = [
        (f"{rule}/{case.nom}", case.apres)
        for rule, fiche in read_all(ROOT / "tests/regles").items()
        for case in fiche.cas.values()
    ]
    examples = [(path.name, path.read_bytes()) for path in sorted((EXEMPLE).glob("*.yml"))]
    for where, data in [*cases, *examples]:
        document = reader.parse(data or b"", "x")
        if document.value and document.lisible and not document.problems:
            plain = schema._filled(document.value)
            told = [p.message for p in schema.validate(document)[0]]
            named = {name for message in told for name in re.findall("écrire « ([^»]+) »", message)}
            # A key that has its place elsewhere is unknown here, and told so in other words.
            ours = [
                m for m in told if not re.search("est inconnue ici|s’écri(?:t|vent) sous (?!.*la clé qui manque)", m)
            ]
            theirs = [e for e in validator.iter_errors(plain) if e.validator != "additionalProperties"]
            # A key under another name is not said to be missing as well.
            theirs = [e for e in theirs if e.validator != "required" or set(e.validator_value) - {*e.instance, *named}]
            assert bool(ours) == bool(theirs), where
            judged += 1
    assert judged > 100
