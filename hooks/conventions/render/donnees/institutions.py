"""The institutions of a département, each under the id by which tables refer to it."""

from __future__ import annotations

import re

from conventions.model.french import slug
from conventions.model.reference import Departement


def institutions_de(d: Departement) -> dict[str, tuple[str, str]]:
    """The institutions of a département: by the key of the party that they are, their id and their name."""
    found = {
        "cour": (f"cour-{d.cour.slug}", d.cour.libelle),
        "caf": (f"caf-{d.code.lower()}", d.caf),
        "service": (f"service-{d.code.lower()}", d.service.libelle),
    }
    if d.msa:
        found["msa"] = d.msa.slug, d.msa.nom
    named = {x.cle: x.nom for x in d.denominations if x.cle.startswith("collectivite")} or {
        "collectivite": d.collectivite
    }
    for key, nom in named.items():
        found[key] = f"collectivite-{slug(re.sub(r'^(?:la|le|l’) ?', '', nom))}", nom
    return found
