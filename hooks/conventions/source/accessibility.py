"""`national/rgaa.yml` → the grid of the RGAA's criteria."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from conventions.model.accessibility import Critere, EtatCritere, Grille, Theme
from conventions.model.french import typographie
from conventions.source import native


def load_grille(national: Path) -> Grille:
    """The grid of what the ministry edits."""
    raw = yaml.load((national / "rgaa.yml").read_text(encoding="utf-8"), Loader=native.BASE)
    themes = tuple(
        Theme(
            rang,
            typographie(theme["nom"]),
            tuple(
                Critere(
                    c["n"],
                    typographie(c["titre"]),
                    EtatCritere.of(c["etat"]),
                    EtatCritere.of(c.get("dsfr", c["etat"])),
                    tuple(c["par"]),
                    typographie(c.get("note", "")),
                )
                for c in theme["criteres"]
            ),
        )
        for rang, theme in enumerate(raw["themes"], 1)
    )
    moyens = {cle: typographie(m["nom"]) for cle, m in raw["moyens"].items()}
    return Grille(
        date.fromisoformat(raw["date"]), moyens, {cle: m["fichier"] for cle, m in raw["moyens"].items()}, themes
    )
