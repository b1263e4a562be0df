"""Hand-written pages (docs/) → Markdown, with the ministry's settings in their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import ChainableUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from conventions.texte import echapper


def rendre_page_ecrite(markdown: str, reglages: Mapping[str, Any]) -> str:
    """Fill `{{ reglages.editeur.nom | ou_blanc("nom de l’éditeur") }}`; a setting left empty shows as a blank."""
    env = ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined, comment_start_string="{##", comment_end_string="##}"
    )
    env.filters["ou_blanc"] = ou_blanc
    return env.from_string(markdown).render(reglages=reglages)


def ou_blanc(valeur: object, intitule: str) -> str:
    """The setting, or a visible blank that says what the ministry has to fill in."""
    if valeur:
        return echapper(str(valeur))
    return f'<span class="blanc">[à compléter par le ministère\u00a0: {echapper(intitule)}]</span>'
