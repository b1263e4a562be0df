"""The folder of a period (`national/trame/2026-2029/`, one YAML an article) → a Trame. A fault there is an error of ours: it raises."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from conventions.model.trame import (
    Accord,
    Axe,
    Blanc,
    Chaque,
    Choix,
    ClauseTrame,
    Coquille,
    Engagement,
    ObjectifNational,
    Regle,
    Trame,
)
from conventions.source import native
from conventions.source.settings import NATIONAL

Raw = dict[str, Any]


class TrameFautive(ValueError):
    """The files of a trame contradict each other; the message says which file and what."""


def periodes(national: Path = NATIONAL) -> tuple[str, ...]:
    """The periods whose trame the project holds, oldest first."""
    return tuple(sorted(path.parent.name for path in national.glob("trame/*/trame.yml")))


def load_trame(periode: str, national: Path = NATIONAL) -> Trame:
    """Read every file of one period, and check that the blanks stand in the official words."""
    here = national / "trame" / periode
    meta = _yaml(here / "trame.yml")
    objectifs = tuple(_objectif(raw) for raw in _yaml(here / "objectifs.yml"))
    axes = tuple(_axe(raw) for raw in _yaml(here / "axes.yml"))
    clauses: list[ClauseTrame] = []
    for name in meta["fichiers"]:
        section = ""
        for raw in _yaml(here / f"{name}.yml"):
            added = _included(raw["inclure"], objectifs, axes) if "inclure" in raw else [_clause(raw, section)]
            section = added[0].section if added[0].nature == "titre" else section
            _insert(clauses, added, raw.get("apres"))
    trame = Trame(
        periode=meta["periode"],
        titre=meta["titre"],
        source=meta["source"],
        terme=date.fromisoformat(meta["terme"]) if meta["terme"] else None,
        clauses=tuple(clauses),
        objectifs=objectifs,
        axes=axes,
        coquilles=tuple(Coquille(**raw) for raw in _yaml(here / "coquilles.yml")),
        regles={name: _regle(raw) for name, raw in meta["regles"].items()},
        par_id={clause.id: clause for clause in clauses},
    )
    _verify(trame)
    return trame


def _yaml(path: Path) -> Any:  # noqa: ANN401 — the shape of our own files, checked by _verify and by the tests
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=native.BASE)
    except yaml.MarkedYAMLError as error:
        raise TrameFautive(f"{path.name} : {error}") from error


def _insert(clauses: list[ClauseTrame], added: list[ClauseTrame], after: str | None) -> None:
    """At the end, or after the clause that the footnote follows in the official document."""
    place = next(i for i, c in enumerate(clauses) if c.id == after) + 1 if after else len(clauses)
    clauses[place:place] = added


def _clause(raw: Raw, section: str) -> ClauseTrame:
    ident = raw["id"]
    rang = re.search(r"(?:-al|preambule)-(\d+)$", ident)
    chaque, choix, note = raw.get("chaque"), raw.get("choix"), raw.get("note")
    return ClauseTrame(
        id=ident,
        nature=raw["nature"],
        texte=raw["texte"],
        section=ident if raw["nature"] == "titre" else section,
        rang=int(rang[1]) if rang else None,
        blancs=tuple(_blanc(b) for b in raw.get("blancs", ())),
        accords=tuple(_accord(a) for a in raw.get("accords", ())),
        chaque=Chaque(tuple(chaque["natures"]), chaque["texte"]) if chaque else None,
        choix=Choix(choix["champ"], choix["valeur"], choix["nom"]) if choix else None,
        facultative=raw.get("facultative") == "oui",
        annexe=raw.get("annexe", ""),
        note=(note["place"], note["id"]) if note else None,
    )


def _blanc(raw: Raw) -> Blanc:
    return Blanc(
        place=raw.get("place", ""),
        nom=raw["nom"],
        intitule=raw["intitule"],
        forme=raw.get("forme", "texte"),
        champ=raw.get("champ", ""),
        nombre=int(raw.get("nombre", 1)),
    )


def _accord(raw: Raw) -> Accord:
    quand = raw.get("quand", "")
    if isinstance(quand, dict):
        return Accord(raw["place"], raw["par"], "titre", quand["titre"])
    return Accord(raw["place"], raw["par"], quand)


def _objectif(raw: Raw) -> ObjectifNational:
    engagements = tuple(Engagement(e["id"], e["texte"]) for e in raw.get("engagements", ()))
    return ObjectifNational(raw["id"], int(raw["numero"]), raw["court"], raw["texte"], engagements)


def _axe(raw: Raw) -> Axe:
    return Axe(raw["id"], raw["nom"], raw["simple"], raw["clause"], raw["texte"], raw["cite_par_obj_2_b"] == "oui")


def _regle(raw: Raw) -> Regle:
    return Regle(raw["clause"], int(raw.get("mois", 0)), int(raw.get("annees", 0)), int(raw.get("par_an", 0)))


def _included(name: str, objectifs: tuple[ObjectifNational, ...], axes: tuple[Axe, ...]) -> list[ClauseTrame]:
    """The clauses of the objectives (article 2) or of the axes (preamble), which are data of their own."""
    if name == "axes":
        return [ClauseTrame(a.clause, "puce", a.texte, "preambule", int(a.clause.rpartition("-")[2])) for a in axes]
    result = []
    for objectif in objectifs:
        result.append(ClauseTrame(objectif.id, "objectif", objectif.texte, objectif.id))
        result += [ClauseTrame(e.id, "engagement", e.texte, objectif.id, lettre=e.lettre) for e in objectif.engagements]
    return result


def _verify(trame: Trame) -> None:
    """Ids are unique, every placeholder stands once in its clause, every slip and rule names a clause."""
    ids = [clause.id for clause in trame.clauses]
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise TrameFautive(f"identifiants de clause en double : {', '.join(sorted(twice))}")
    for clause in trame.clauses:
        text = clause.texte + (f" {clause.chaque.texte}" if clause.chaque else "")
        for place in [b.place for b in clause.blancs] + [a.place for a in clause.accords]:
            if place and place not in text:
                raise TrameFautive(f"clause {clause.id} : « {place} » n’est pas dans le texte officiel")
    for name, slip in [(c.clause, c.officiel) for c in trame.coquilles]:
        if name not in ids or slip not in trame.par_id[name].texte:
            raise TrameFautive(f"coquilles.yml : « {slip} » n’est pas dans la clause {name}")
    for name, regle in trame.regles.items():
        if regle.clause not in ids:
            raise TrameFautive(f"trame.yml : la règle {name} cite une clause inconnue, {regle.clause}")
