"""A département → the short YAML file that its agents will fill in. Keys and explanations come from the schema."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from conventions.model.french import insecables, majuscule
from conventions.model.reference import Departement
from conventions.source.nodes import resolved, schema

SCHEMA_PATH = "../hooks/conventions/source/departement.schema.json"
LARGEUR = 120
"""Columns of a file."""
FONCTIONS = {
    "prefet": ("préfet ou préfète",),
    "cour": ("premier président ou première présidente", "procureur général ou procureure générale"),
}


def blank_file(departement: Departement, periode: str, partage: Departement | None = None) -> str:
    """The blank file. `partage` is the département with which the collectivité is shared, if any."""
    lines = [
        *_header(departement, periode),
        f'departement: "{departement.code}"',
        f"trame: {periode}",
        "",
        *_shared(partage),
    ]
    lines += ["convention:", "  signataires:"]
    for cle in departement.parties:
        lines += _party(departement, cle)
    lines += ["", *_explained("  ", "convention", "introduction"), "  introduction:", ""]
    lines += [*_explained("  ", "convention", "instance"), "  instance:"]
    lines += [
        f"    {name}:{' ' * (16 - len(name))}# {_hint('instance', name)}"
        for name in ("cadre", "frequence", "organisation")
    ]
    lines += [
        "",
        "# Pour aller plus loin : actions par objectif, rédaction locale, annexes, suivi… voir la page « Contribuer » du site.",
    ]
    return "\n".join(lines) + "\n"


def _header(d: Departement, periode: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA_PATH}"
    yield "#"
    yield f"# {d.nom_et_code} : convention départementale {periode}"
    yield from _comment(
        "",
        "Écrire après les deux-points, entre guillemets si le texte contient « : » ou « # ». Une ligne laissée vide reste à compléter.",
    )
    yield from _comment(
        "", "L’aide est sur le site, page « Contribuer » ; chaque champ y est expliqué, avec un exemple."
    )
    known = [
        d.cour.libelle,
        d.caf,
        d.msa.nom if d.msa else (d.msa_absente or "caisse de MSA à préciser"),
        d.service.sigle,
    ]
    yield from _comment("", f"Le site connaît déjà : {', '.join(known)}.")
    yield ""


def _shared(partage: Departement | None) -> Iterator[str]:
    if partage:
        yield from _comment(
            "",
            f"Si un seul document vaut pour ce département et pour {partage.nom_et_code}, l’un des deux fichiers ne contient que « departement », « trame » et :",
        )
        yield f'# meme_convention_que: "{partage.code}"'
        yield ""


def _party(d: Departement, cle: str) -> Iterator[str]:
    yield f"    {cle}:" + _who(d, cle)
    if cle != "prefet":
        yield "      adresse:"
    yield "      representants:"
    for fonction in FONCTIONS.get(cle, ("",)):
        yield "        - prenom:"
        yield "          nom:"
        yield f"          titre:{f'         # {fonction}' if fonction else ''}"
        yield "          signe_le:      # AAAA-MM-JJ, une fois signé"


def _who(d: Departement, cle: str) -> str:
    named = d.denomination(cle)
    name = named.nom if named else d.institutions.get(cle, "")
    return f"{' ' * max(1, 20 - len(cle))}# {majuscule(name)}" if name else ""


def _hint(definition: str, name: str) -> str:
    node: dict[str, Any] = schema()["$defs"][definition]["properties"][name]
    return str(node.get("errorMessage") or node["description"])


def _explained(indent: str, definition: str, name: str) -> Iterator[str]:
    yield from _comment(indent, str(resolved(schema()["$defs"][definition]["properties"][name])["description"]))


def _comment(indent: str, text: str) -> list[str]:
    lines = textwrap.wrap(insecables(text), LARGEUR - len(f"{indent}# "), break_on_hyphens=False)
    return [f"{indent}# {line}" for line in lines]
