"""The Markdown templates, and the one place where values are escaped.

Whatever a template prints is encoded, unless it is `Md`: Markdown made by this package from encoded values. A mistake
shows as doubly encoded text, never as markup: autoescape is off, so that joining an `Md` to a text gives a text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from conventions.model.french import (
    cesures,
    date_courte,
    date_longue,
    echapper,
    insecables,
    liste,
    majuscule,
    minuscule,
    nombre,
    pluriel,
)


class Md(str):
    """Markdown that is already safe to print."""

    __slots__ = ()


def encode(value: object) -> str:
    """What a template prints: `Md` as it is, anything else as the plain text that it is."""
    return value if isinstance(value, Md) else echapper(str(value))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox. What it answers depends on the type of the object and the name alone: it is asked once for each."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 — Jinja's own options
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may read it."""
        question = type(obj), attr
        if question not in self._safe:
            self._safe[question] = super().is_safe_attribute(obj, attr, value)
        return self._safe[question]


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandboxed environment of the package's templates."""
    env = _Sandbox(
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        finalize=encode,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        auto_reload=False,
        comment_start_string="{##",  # `{#id}` is the Markdown of a heading's anchor
        comment_end_string="##}",
    )
    env.filters |= {
        "cesures": cesures,
        "date": date_longue,
        "jma": date_courte,
        "liste": liste,
        "majuscule": majuscule,
        "minuscule": minuscule,
        "nombre": nombre,
        "insecables": insecables,
    }
    env.globals |= {"pluriel": pluriel}
    return env


def preload() -> None:
    """Load every template now: a preview must not read one after it has changed, among others that it has read before."""
    for path in (files("conventions") / "render" / "templates").iterdir():
        environment().get_template(path.name)


def _source(name: str) -> str:
    """A template. The no-break spaces of French mean nothing to Jinja, even where they fall inside a tag."""
    return insecables((files("conventions") / "render" / "templates" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=16_384)
def relative(origin: str, target: str) -> str:
    """The address of `target` seen from the page `origin`; both are relative to the root. Works under any sub-path."""
    path, mark, anchor = target.partition("#")
    if path == origin and mark:
        return f"#{anchor}"
    here, there = origin.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    step = "../" * (len(here) - shared) + "/".join(there[shared:])
    return f"{step or './'}{mark}{anchor}"


def resolve(origin: str, link: str) -> str:
    """The converse: what `link` leads to from the page `origin`, as an address from the root with its anchor; its query left out."""
    path, mark, anchor = link.partition("#")
    if not path:
        return origin + link
    steps = origin.split("/")[:-1]
    for step in path.partition("?")[0].split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return f"{'/'.join(steps)}{mark}{anchor}"


def render(template: str, url: str, **values: Any) -> str:  # noqa: ANN401 — what templates print
    """Fill a template for the page at `url`: `vers('objectifs/1/')` gives an address, `lien(text, target)` a link."""
    text: str = (
        environment()
        .get_template(template)
        .render(
            vers=lambda target: Md(relative(url, target)),
            lien=lambda texte, target: link(url, texte, target),
            **values,
        )
    )
    return text


def link(origin: str, texte: str, target: str) -> Md:
    """A link written in Markdown."""
    return Md(f"[{encode(texte)}]({relative(origin, target)})")
