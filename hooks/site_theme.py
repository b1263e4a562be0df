"""Material, as this site uses it: its templates after ours, its style sheets in one, and the few words that no block reaches.

The theme's folder is left out of those that MkDocs goes through for files to copy: it holds eleven thousand icons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from conventions.build.squelette import MATERIAL, SKELETON

_RULE = re.compile(r"(?<=[}{;])([^{}@;]+)\{[^{}]*\}")
ABSENT = ("md-search", "md-source")
"""What the header has no more: Material's search box, and its badge of the forge, which would ask that of every visit."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(FileSystemLoader):
    """The templates of the shell, of the components, of the theme, in this order."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, current = super().get_source(environment, template)
        if template == SKELETON:
            source = MATERIAL.mend(source)
        # Its indentation would weigh on every page; a script in the page has a digest, of its exact words.
        return source if "<script>" in source else _INDENT.sub("", source), path, current


def use(env: Environment, folders: list[str], theme: Path) -> None:
    """Give these templates what they need of the theme. Raises `Changed`."""
    env.loader = Loader(folders)
    env.trim_blocks = env.lstrip_blocks = True
    env.get_template(SKELETON)
    sheets = (path.read_text(encoding="utf-8") for path in _found(theme, "stylesheets/*.css"))
    env.globals["theme_css"] = "\n".join(_RULE.sub(_kept, sheet) for sheet in sheets)
    (script,) = _found(theme, "javascripts/bundle.*.js")
    env.globals["theme_script"] = script.relative_to(theme).as_posix()


def assets(theme: Path) -> Iterator[str]:
    """Its files that a page may ask for: no map of a script, and no sheet, which is in ours."""
    for path in _found(theme, "**/*"):
        if path.is_file() and path.suffix not in {".map", ".css"}:
            yield path.relative_to(theme).as_posix()


def _kept(rule: re.Match[str]) -> str:
    """A rule of its sheets, unless it is only for what is absent."""
    absent = all(any(word in selector for word in ABSENT) for selector in rule[1].split(","))
    return "" if absent else rule[0]


def _found(theme: Path, pattern: str) -> list[Path]:
    return sorted((theme / "assets").glob(pattern))
