"""Hand-written pages (docs/) → Markdown, with the ministry's settings in their places."""

from __future__ import annotations

from jinja2 import ChainableUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from conventions.model.accessibility import Grille
from conventions.model.french import date_longue, echapper
from conventions.model.settings import Ministere


def rendre_page_ecrite(markdown: str, reglages: Ministere, grille: Grille | None = None) -> str:
    """Fill `{{ reglages.editeur.nom | ou_blanc("nom de l’éditeur") }}`; a setting left empty shows as a blank.

    `grille` is the grid of the RGAA's criteria, for the declaration of accessibility.
    """
    if "{{" not in markdown and "{%" not in markdown and "{##" not in markdown:
        return markdown  # most pages: none is worth compiling for nothing
    env = ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined, comment_start_string="{##", comment_end_string="##}"
    )
    env.filters |= {"ou_blanc": ou_blanc, "date": date_longue}
    return env.from_string(markdown).render(reglages=reglages, grille=grille)


def ou_blanc(valeur: object, intitule: str) -> str:
    """The setting, or a visible blank that says what the ministry has to fill in."""
    if valeur:
        return echapper(str(valeur))
    return f'<span class="blanc">[à compléter par le ministère\u00a0: {echapper(intitule)}]</span>'
