"""What an amendment withdraws, as people write it → its path in the contract: « convention.annexe.liste » → `annexes.liste`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conventions.source import cles
from conventions.source.document import Document, Value
from conventions.source.suggestions import nearest

_LIKE = 0.8
_MANY = 60
"""Of more keys than that, none is looked for by likeness."""


def retirable(words: str, document: Document) -> str:
    """The path that these words name, of what the convention or an amendment writes; empty if none is, or several are."""
    steps = [step for step in re.split(r"\s*[./:>]\s*", words[:200].strip()) if step]
    steps = steps[1:] if steps and steps[0].lower() == "convention" else steps
    if party := cles.retrait(".".join(steps), document.parties):
        return party
    return _walked(steps, document) or _ending(steps, document)


def _walked(steps: Sequence[str], document: Document) -> str:
    """From the top, each step by its own name or the one most like it."""
    nodes: list[Value] = list(document.contrats)
    named: list[str] = []
    for step in steps:
        held = [node for node in nodes if isinstance(node, dict)]
        keys = {key: None for node in held for key in node}
        if not (key := _key(step, list(keys), document.parties if named == ["signataires"] else ())):
            return ""
        named.append(key)
        nodes = [node[key] for node in held if key in node]
    return ".".join(named)


def _key(step: str, keys: list[str], parties: Sequence[str]) -> str:
    """The key that a step names: a clause and a number say themselves, and are not nearly another."""
    said = cles.clause(step)
    exact = next((one for one in (step, step.lower(), said, cles.membre(step, parties)) if one in keys), "")
    return exact or ("" if said or step.isdigit() or len(keys) > _MANY else nearest(step, keys, _LIKE))


def _ending(steps: Sequence[str], document: Document) -> str:
    """The only path that ends with these steps: `liste` is `annexes.liste` where nothing else is called so."""
    tail = tuple(cles.clause(step) or step.lower() for step in steps)
    places = (path for path in document.cles if tail and path[-1] == tail[-1] and path[-len(tail) :] == tail)
    found = {".".join(map(str, path[1:])) for path in places if path[0] == "convention"}
    return found.pop() if len(found) == 1 else ""
