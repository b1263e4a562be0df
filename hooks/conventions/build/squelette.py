"""The skeleton of a theme (`base.html`), with the few words that no block reaches in place of its own: Material's, Zensical's."""

from __future__ import annotations

from dataclasses import dataclass

SKELETON = "base.html"
_MENDINGS = (
    # The two boxes that keep the state of the drawer and of the search: HTML knows no completion of a box, and without style
    # sheets nobody should meet them. The second is only for its script: our search has no such state.
    (' type="checkbox" id="__drawer" autocomplete="off">', ' type="checkbox" id="__drawer" hidden>', 1),
    (
        ' type="checkbox" id="__search" autocomplete="off">',
        ' type="checkbox" id="__search" hidden aria-label="Recherche">',
        1,
    ),
    # The kind of page, which components read (docs/projet/habillages.md).
    ('<body dir="{{ direction }}"', '<body class="gabarit-{{ gabarit }}" dir="{{ direction }}"', 2),
    # A notice is a region: it has a name.
    ('<aside class="md-banner">', '<aside class="md-banner" aria-label="Avertissement">', 1),
)
_LIENS = '      {% include "partials/acces-rapide.html" %}\n'


class Changed(Exception):
    """A theme is no longer the one that these words were written for; the message says where, in French."""


@dataclass(frozen=True, slots=True)
class Squelette:
    """Of one theme. `skip` is its skip link: ours are three, in a named region, on every page."""

    nom: str
    skip: str

    @property
    def mendings(self) -> tuple[tuple[str, str, int], ...]:
        """(what it says, what we need, how many times) of each."""
        return (*_MENDINGS, (self.skip, _LIENS, 1))

    def mend(self, skeleton: str) -> str:
        """Its skeleton, with our words. Raises `Changed`."""
        for old, new, times in self.mendings:
            if skeleton.count(old) != times:
                raise Changed(
                    f"{self.nom} a changé\u00a0: son gabarit {SKELETON} ne contient plus {times} fois «\u00a0{old.strip()}\u00a0», que "
                    "hooks/conventions/build/squelette.py remplace. Relisez ce fichier avant de passer à cette version."
                )
            skeleton = skeleton.replace(old, new)
        return skeleton


# One, and only where the page has a contents list.
MATERIAL = Squelette(
    "Material",
    """      {% if page.toc | first is defined %}
        {% set skip = page.toc | first %}
        <a href="{{ skip.url | url }}" class="md-skip">
          {{ lang.t("action.skip") }}
        </a>
      {% endif %}
""",
)
# One, to a target that stands in a block of ours.
ZENSICAL = Squelette(
    "Zensical",
    """      <a href="#__skip" class="md-skip">
        {{ lang.t("action.skip") }}
      </a>
""",
)
