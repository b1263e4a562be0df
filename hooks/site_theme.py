"""Material, as this site uses it: its templates after ours, its style sheets in one, and the few words that no block reaches.

The theme's folder is left out of those that MkDocs goes through for files to copy: it holds eleven thousand icons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from conventions.build.compiled import keep_compiled
from conventions.build.opening import LOADED
from conventions.build.squelette import MATERIAL, SKELETON

_RULE = re.compile(r"(?<=[}{;])([^{}@;]+)\{[^{}]*\}")
ABSENT = (
    "md-search",
    "md-source",
    "md-version",
    "md-tag",
    "md-status",
    "md-iconsearch",
    "md-feedback",
    "md-social",
    "md-footer__link",
    "md-footer__title",
    "md-footer__direction",
    "md-copyright",
    "md-header__source",
    "md-nav__source",
    "md-nav--lifted",
    "md-nav--integrated",
    "md-nav__button",
    "md-nav__icon",
    "md-nav__toggle",
    "md-nav__item--section",
    "md-nav__item--nested",
    "md-banner__button",
    "md-banner--warning",
    "md-footer__button",
    "md-nav__container",
    "md-content__button",
    "md-select",
    "md-input",
    "md-pin",
    "md-consent",
    "md-draft",
    "md-progress",
    "md-header__topic",
    "md-header__title",
    "emojione",
    "[dir=rtl]",
)
"""What no page has: Material's search box, its badge of the forge, which would ask that of every visit; its menus of versions and
of languages, its marks, links, neighbours and questions at the foot, its title in the header, which no template of ours shows; the
line of instant navigation, which is off here; consent to cookies, where there is none; another script than ours."""
WITH = {
    "pymdownx.critic": ("critic",),
    "pymdownx.keys": (".keys",),
    "pymdownx.tabbed": ("tabbed",),
    "pymdownx.tasklist": ("task-list",),
    "pymdownx.arithmatex": ("arithmatex", "katex-html"),
    "blog": ("md-author", "md-meta", "md-pagination", "md-post", "md-profile", "md-sidebar--post", "md-content--post"),
}
"""What a page has only if mkdocs.yml asks for it, by the name of the extension or of the plugin."""
FEATURES = {"navigation.top": ("md-top",)}
"""The same, by the name of the feature of the theme."""
COLOUR = re.compile(r"data-md-color-(primary|accent)=([\w-]+)")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(FileSystemLoader):
    """The templates of the shell, of the components, of the theme, in this order."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, current = super().get_source(environment, template)
        if template == SKELETON:
            source = MATERIAL.mend(source)
        # Its indentation would weigh on every page; a script in the page has a digest, of its exact words.
        return source if "<script>" in source else _INDENT.sub("", source), path, current


def use(env: Environment, folders: list[str], theme: Path, config: Mapping[str, Any]) -> None:
    """Give these templates what they need of the theme, with these settings of mkdocs.yml. Raises `Changed`."""
    env.loader = Loader(folders)
    env.trim_blocks = env.lstrip_blocks = True
    keep_compiled(env, "cadre", LOADED[:16])
    env.get_template(SKELETON)
    sheets = (path.read_text(encoding="utf-8") for path in _found(theme, "stylesheets/*.css"))
    wanted = partial(_kept, absent=absent(config), colours=colours(config["theme"]))
    env.globals["theme_css"] = "\n".join(_RULE.sub(wanted, sheet) for sheet in sheets)
    (script,) = _found(theme, "javascripts/bundle.*.js")
    env.globals["theme_script"] = script.relative_to(theme).as_posix()


def assets(theme: Path) -> Iterator[str]:
    """Its files that a page may ask for: no map of a script, and no sheet, which is in ours."""
    for path in _found(theme, "**/*"):
        if path.is_file() and path.suffix not in {".map", ".css"}:
            yield path.relative_to(theme).as_posix()


def absent(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of its selectors that no page of a site with these settings has."""
    asked = {name.rpartition("/")[2] for name in (*config["markdown_extensions"], *config["plugins"])}
    features = config["theme"].get("features") or ()
    lacking = [words for name, words in WITH.items() if name not in asked]
    lacking += [words for name, words in FEATURES.items() if name not in features]
    return (*ABSENT, *(word for words in lacking for word in words))


def colours(theme: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Those that `theme.palette` names, as its templates read it: one palette or several, indigo where none is said."""
    palette = theme.get("palette") or {}
    each = [palette] if isinstance(palette, Mapping) else palette
    return {(kind, str(one.get(kind) or "indigo").replace(" ", "-")) for one in each for kind in ("primary", "accent")}


def _kept(rule: re.Match[str], *, absent: Iterable[str], colours: Container[tuple[str, str]]) -> str:
    """A rule of its sheets, unless it is only for what is absent, or for a colour that is not asked for."""
    out = (
        any(word in selector for word in absent) or any(found not in colours for found in COLOUR.findall(selector))
        for selector in rule[1].split(",")
    )
    return "" if all(out) else rule[0]


def _found(theme: Path, pattern: str) -> list[Path]:
    return sorted((theme / "assets").glob(pattern))
