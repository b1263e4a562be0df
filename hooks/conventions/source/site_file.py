"""`mkdocs.yml` → what it sets, read without MkDocs: plain texts, lists and mappings, each `!ENV` in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from conventions.source import native
from conventions.source.settings import given


class _Loader(native.BASE):  # type: ignore[misc, valid-type]
    """Every value as the text that is written."""


def _env(loader: yaml.BaseLoader, node: yaml.Node) -> str:
    """`!ENV NAME`, or `!ENV [NAME, …, default]`: the first variable that is set."""
    if isinstance(node, yaml.ScalarNode):
        return given([node.value], "")
    *names, default = loader.construct_sequence(node)  # type: ignore[arg-type]
    return given(names, default)


_Loader.add_constructor("!ENV", _env)


def site_file(path: Path) -> dict[str, Any]:
    """Raises `OSError`, and `yaml.YAMLError`."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return found
