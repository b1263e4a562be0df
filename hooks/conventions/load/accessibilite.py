"""`reference/rgaa.yml` → the grid of the RGAA's criteria."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from conventions.model.accessibilite import Critere, Grille, Theme
from conventions.texte import typographie


def load_grille(folder: Path) -> Grille:
    """The grid of that folder of reference data."""
    raw = yaml.load((folder / "rgaa.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    themes = tuple(
        Theme(
            rang,
            typographie(theme["nom"]),
            tuple(
                Critere(c["n"], typographie(c["titre"]), c["etat"], tuple(c["par"]), typographie(c.get("note", "")))
                for c in theme["criteres"]
            ),
        )
        for rang, theme in enumerate(raw["themes"], 1)
    )
    moyens = {cle: typographie(m["nom"]) for cle, m in raw["moyens"].items()}
    return Grille(
        date.fromisoformat(raw["date"]), moyens, {cle: m["fichier"] for cle, m in raw["moyens"].items()}, themes
    )
