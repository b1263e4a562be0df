"""The passage that names the parties → the parties, each from its own blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conventions.importing.attendu import attendue
from conventions.importing.brouillon import Brouillon, Passage
from conventions.importing.lu import Bloc
from conventions.importing.parties import VIDE, morceaux, nature, partie
from conventions.importing.riche import plat
from conventions.importing.vocables import cles
from conventions.model.ids import SUITES

_LIAISON = re.compile(
    r"\W*(?:et|d[’']une part|d[’']autre part|ci-après|entre les soussignés|entre|et d[’']autre part)?\W*", re.IGNORECASE
)


_ACCORD = re.compile(r"conven(?:u|iennent|ons)\b.{0,40}\Z", re.IGNORECASE | re.DOTALL)
_TETE = 3
"""Words by which the line of a kind is not that of a party: « Les communes signataires »."""
_VISA = re.compile(r"\W*(?:vu|considérant)\b", re.IGNORECASE)


def _autour(b: Brouillon, bloc: Bloc) -> None:
    """What stands around the parties: the acts that the text rests on, « Il est convenu ce qui suit »."""
    said = plat(bloc.texte)
    place = next((f"titre-{suffix}" for suffix in SUITES if f"titre-{suffix}" not in b.redaction), "")
    if b.parties and _ACCORD.search(said) and "accord" in b.par_id and "accord" not in b.redaction:
        b.redaction["accord"] = {"remplace": said}
        b.passage([bloc], "réécrite", "accord", 0.5)
    elif not b.parties and _VISA.match(said) and place:
        b.redaction[place] = {"ajoute": said}
        b.fait.dire("convention", "redaction", place, mot="À vérifier : visa placé après le titre.")
        b.passage([bloc], "ajoutée", place)
    else:
        b.passage([bloc], "sans place")


def _categorie(b: Brouillon, known: str, bloc: Bloc, found: str) -> str:
    """The line that the trame keeps for the parties of a kind: left as it is, or without a name to read; empty where it names one."""
    frame = cles(" ".join(attendue(b.trame.par_id[known], b.departement).morceaux))
    if cles(VIDE.sub(" ", bloc.texte)) == frame:
        b.passage([bloc], "à remplir", known, va="aucun signataire de cette catégorie n’y est nommé")
    elif not found or (frame and cles(bloc.texte)[:_TETE] == frame[:_TETE]):
        b.passage([bloc], "sans place", va="le nom de ce signataire n’y est pas : l’écrire sous « signataires »")
    else:
        return ""
    return known


def lire_parties(b: Brouillon, debut: int, fin: int, idents: Sequence[str]) -> None:
    pending: list[Bloc] = []
    kind, cle, prises = "", "", set[str]()

    def close() -> None:
        if pending:
            made = partie(pending, kind, b.departement, prises, cle)
            b.parties.append(made)
            b.fait.passages.append(Passage(list(pending), "partie", f"partie-{made.cle}"))
            pending.clear()

    for rank in range(debut, fin):
        for bloc in morceaux(b.blocs[rank], b.departement):
            known = idents[rank] if idents[rank].startswith("partie-") else ""
            found = nature(bloc.texte, b.departement)
            if known in b.trame.par_id and b.trame.par_id[known].chaque:
                close()
                known = _categorie(b, known, bloc, found)
                if known:
                    continue
                bloc = replace(bloc, brins=tuple(replace(x, controle="") for x in bloc.brins))  # noqa: PLW2901 — a name is read in its words
            if not known and _LIAISON.fullmatch(bloc.texte):
                close()
                b.passage([bloc], "liaison")
            elif known or (found and (found != "autre" or not pending or pending[-1].texte.rstrip().endswith(";"))):
                close()
                cle = known.removeprefix("partie-")
                kind = cle if cle in b.departement.parties else found or "autre"
                pending.append(bloc)
            elif pending and not pending[-1].texte.rstrip().endswith(";") and not _ACCORD.search(plat(bloc.texte)):
                pending.append(bloc)
            else:
                close()
                _autour(b, bloc)
    close()
