"""The schema + the clauses of the trame → the form of the workshop: HTML templates in one fragment, which its page loads when asked.

A template a kind of object (`partie`, `convention.fait`, `suivi.reunions.*`), and one a section of the form. Nothing of the format
is written here but the order in which a département is asked: what no section asks, or what this does not know, stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conventions.model.actes import Cause
from conventions.model.convention import EtatAction
from conventions.model.ids import SUITES
from conventions.model.trame import ClauseTrame, Trame
from conventions.render.collection import Collection
from conventions.render.pages.atelier import FICHIERS, FORMULAIRE
from conventions.render.templating import render
from conventions.render.texte_integral import nom_clause
from conventions.source.nodes import Schema, resolved, schema

MOTS = {
    *(
        "$schema",
        "$defs",
        "$ref",
        "type",
        "title",
        "description",
        "formulaire",
        "libelle",
        "examples",
        "errorMessage",
        "autrement",
        "required",
    ),
    *("properties", "additionalProperties", "propertyNames", "items", "maxItems", "maxProperties", "uniqueItems"),
    *("enum", "pattern", "format", "minLength", "maxLength", "if", "then"),
}
"""The words of the schema that the form understands, or that the check alone needs."""
REFERENCES = {
    "texte_long": "texte",
    "date": "date",
    "partie_cle": "partie",
    "clause": "clause",
    "fichier": "piece",
    "chemin_retire": "retrait",
}
"""How a value is asked, by the definition that it refers to; any other on a line."""
NOMS = ("intitule", "organisme", "objet", "nom", "titre")
"""The fields that name what they are in, the first that it has."""
CLES = {"^[1-9][0-9]?$": "numero", "^[1-9]$": "numero", "^[a-z]$": "lettre"}
"""How a key is found for a new entry, by the pattern of those of the map."""


class MotInconnu(Exception):
    """The schema holds what the form cannot ask: it would be left out of it in silence."""


@dataclass(frozen=True)
class Section:
    """One of those of the form: what it asks, by path in the file."""

    id: str
    titre: str
    phrase: str
    chemins: tuple[str, ...]


SECTIONS = (
    Section(
        "departement",
        "Le département",
        "De quelle convention il s’agit. Ces lignes sont le plus souvent déjà remplies.",
        ("departement", "trame", "texte", "meme_convention_que", "convention.titre"),
    ),
    Section(
        "parties",
        "Les parties",
        "Qui signe, dans l’ordre du texte, et par qui chaque partie est représentée.",
        ("convention.signataires", "convention.sans"),
    ),
    Section(
        "objectifs",
        "Les objectifs et les actions",
        "Ce que les signataires feront pour chaque objectif. Rien n’est obligatoire : une action peut venir plus tard.",
        ("convention.objectifs",),
    ),
    Section(
        "texte",
        "Le texte",
        "La trame nationale, clause par clause. Complétez ses blancs. Changez une clause si les parties l’ont écrite autrement.",
        ("convention.introduction", "convention.instance", "convention.redaction"),
    ),
    Section("annexes", "Les annexes", "Les documents joints à la convention.", ("convention.annexes",)),
    Section(
        "signature",
        "La signature et les dates",
        "Le lieu, les dates, le document signé. La date à laquelle chaque personne signe est avec elle, dans « Les parties ».",
        ("convention.fait", "convention.dates", "convention.renouvellement", "document_signe", "publication"),
    ),
    Section(
        "avenants",
        "Avenants et corrections",
        "Ce qui a changé depuis la signature. Rien à remplir avant.",
        ("avenants", "rectifications", "fin"),
    ),
    Section("suivi", "Le suivi", "La vie autour de la convention. Tout ici change sans avenant.", ("suivi",)),
)


@dataclass(frozen=True)
class Champ:
    """What one place of the file is asked as. `de` names the template of what it holds, for what is no plain value."""

    cle: str
    genre: str
    titre: str
    aide: str
    exemple: str
    de: str = ""
    cles: str = ""
    """How the key of a new entry is found: `numero`, `lettre`, `identifiant`, `partie`, `clause`, or `mot`, which is asked."""
    motif: str = ""
    attendu: str = ""
    unite: str = ""
    """What one of the entries is called."""
    nom: str = ""
    """The field that names an entry."""
    valeurs: tuple[tuple[str, str], ...] = ()
    chiffres: bool = False


def formulaire(collection: Collection) -> Iterator[tuple[str, str]]:
    """The fragment; nothing where the site has no workshop."""
    if collection.atelier:
        yield FORMULAIRE, fragment(schema(), collection.registry.trame)


def fragment(racine: Schema, trame: Trame) -> str:
    """All the templates. Raises `MotInconnu`."""
    types = _types(racine)
    _tout_est_demande(types)
    mots = {one.slug: one.libelle for kind in (EtatAction, Cause) for one in kind} | {a.id: a.nom for a in trame.axes}
    values = {"types": types, "sections": SECTIONS, "trame": trame, "clauses": _clauses(trame), "mots": mots}
    return render("formulaire.html", FICHIERS, nom_clause=nom_clause, suites=" ".join(SUITES), **values)


def _types(racine: Schema) -> dict[str, list[Champ]]:
    """Each kind of object or of entry, by its name, with what it asks. A definition is one kind, wherever it is referred to."""
    types: dict[str, list[Champ]] = {}
    waiting = [("", racine)]
    while waiting:
        nom, node = waiting.pop(0)
        if nom not in types:
            asked = list(_demandes(nom, node))
            types[nom] = [champ for champ, _ in asked]
            waiting += [below for _, found in asked for below in found]
    return types


Dessous = list[tuple[str, Schema]]
"""The kinds that a field leads to."""


def _demandes(nom: str, node: Schema) -> Iterator[tuple[Champ, Dessous]]:
    """What a kind asks; one that is a plain value asks it under no key, and one that may be both asks that first."""
    if "properties" not in node or "if" in node:
        alone = (
            {**node["then"], "title": node["title"], "description": node.get("formulaire", "")}
            if "if" in node
            else node
        )
        yield _champ("", nom, alone)
    for cle, raw in node.get("properties", {}).items():
        yield _champ(cle, f"{nom}.{cle}".lstrip("."), raw)
    if "if" in node and "items" in node:
        yield _champ("[]", f"{nom}.[]", {"type": "array", "title": node["title"], "items": node["items"]})


def _champ(cle: str, place: str, raw: Schema) -> tuple[Champ, Dessous]:
    node, reference = resolved(raw), str(raw.get("$ref", "")).rpartition("/")[2]
    if inconnus := {*raw, *node} - MOTS:
        raise MotInconnu(f"mot du schéma inconnu du formulaire, sous « {place} » : {', '.join(sorted(inconnus))}")
    said: dict[str, Any] = {
        "cle": cle,
        "titre": node.get("libelle", _titre(place, node)),
        "aide": node.get("formulaire", node.get("description", "")),
        "exemple": str((node.get("examples") or [""])[0]),
    }
    below = node.get("items") or node.get("additionalProperties")
    if "properties" in node:
        de = _nom(place, raw)
        return Champ(genre="objet", de=de, **said), [(de, node)]
    if not isinstance(below, dict):
        return Champ(**said, **_valeur(reference, node)), []
    if choices := resolved(below).get("enum"):
        return Champ(genre="cases", valeurs=_mots(resolved(below), choices), **said), []
    de, entry = _nom(f"{place}.*", below), resolved(below)
    named = next((n for n in NOMS if n in entry.get("properties", {})), "")
    genre, unite = "liste" if "items" in node else "table", _titre(de, entry)
    return Champ(genre=genre, de=de, unite=unite, nom=named, **said, **_cles(node)), [
        (de, entry if "properties" in entry else below)
    ]


def _titre(place: str, node: Schema) -> str:
    if not node.get("title"):
        raise MotInconnu(f"le schéma ne donne pas de titre à « {place} »")
    return str(node["title"])


def _nom(place: str, raw: Schema) -> str:
    """The name of a kind: that of its definition if it is an object, else its place."""
    return str(raw["$ref"]).rpartition("/")[2] if "$ref" in raw and "properties" in resolved(raw) else place


def _cles(node: Schema) -> dict[str, Any]:
    """How the keys of a map are found; nothing for a list."""
    raw = node.get("propertyNames", {})
    names, reference = resolved(raw), str(raw.get("$ref", "")).rpartition("/")[2]
    if not names:
        return {}
    known = REFERENCES.get(reference) or ("identifiant" if reference == "identifiant" else "")
    kind = known or CLES.get(names["pattern"], "mot")
    return {"cles": kind, "motif": names["pattern"], "attendu": names["errorMessage"]}


def _valeur(reference: str, node: Schema) -> dict[str, Any]:
    """How a plain value is asked."""
    if "enum" in node:
        return {"genre": "choix", "valeurs": _mots(node, node["enum"])}
    kinds = node.get("type")
    digits = isinstance(kinds, list) and "array" not in kinds
    return {"genre": REFERENCES.get(reference, "date" if node.get("format") == "date" else "ligne"), "chiffres": digits}


def _mots(node: Schema, choices: list[str]) -> tuple[tuple[str, str], ...]:
    """Each value that a field admits, with what the schema's own message says that it means."""
    told = dict(re.findall(r"« (\w+) » \(([^)]*)\)", str(node.get("errorMessage", "")).replace("\u00a0", " ")))
    return tuple((value, told.get(value, "")) for value in choices)


def _tout_est_demande(types: Mapping[str, list[Champ]]) -> None:
    """Every field of the file and of its contract is asked by a section."""
    asked = {chemin for section in SECTIONS for chemin in section.chemins}
    known = {champ.cle for champ in types[""] if champ.cle != "convention"} | {
        f"convention.{champ.cle}" for champ in types["convention"]
    }
    if asked != known:
        raise MotInconnu(
            f"aucune section du formulaire ne demande, ou n’a plus à demander : {', '.join(sorted(asked ^ known))}"
        )


Morceaux = tuple[tuple[str, str, str], ...]
"""A text, cut at its blanks: (the trame's words, the path of the field that follows them, the words that hold its place)."""


def _clauses(trame: Trame) -> list[tuple[ClauseTrame, list[tuple[ClauseTrame, Morceaux]]]]:
    """The clauses of each part of the trame, under its title; the parties have a section of their own."""
    parts: dict[str, list[ClauseTrame]] = {}
    for clause in trame.clauses:
        if clause.nature not in {"consigne", "partie", "blanc"}:
            parts.setdefault(clause.section, []).append(clause)
    return [(clauses[0], [(c, _coupee(c)) for c in clauses]) for clauses in parts.values()]


def _coupee(clause: ClauseTrame) -> Morceaux:
    rest, pieces = clause.texte, []
    for accord in clause.accords:
        if not accord.quand and "{" not in accord.par:  # true of every convention
            rest = rest.replace(accord.place, accord.par, 1)
    for blanc in clause.blancs:
        before, _, after = rest.partition(blanc.place) if blanc.place else (rest, "", "")
        pieces.append((before, f"convention.{blanc.champ}" if blanc.champ else "", blanc.place))
        rest = after
    return (*pieces, (rest, "", ""))
