"""The passage that names the parties → the parties, each from its own blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conventions.importing.brouillon import Brouillon, Passage
from conventions.importing.lu import Bloc
from conventions.importing.parties import morceaux, nature, partie

_LIAISON = re.compile(
    r"\W*(?:et|d[’']une part|d[’']autre part|ci-après|entre les soussignés|entre|et d[’']autre part)?\W*", re.IGNORECASE
)


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
        for bloc in morceaux(b.blocs[rank]):
            known = idents[rank] if idents[rank].startswith("partie-") else ""
            if known in b.trame.par_id and b.trame.par_id[known].chaque:
                close()
                b.passage([bloc], "à remplir", known, va="aucun signataire de cette catégorie n’y est nommé")
                continue
            found = nature(bloc.texte, b.departement)
            if not known and _LIAISON.fullmatch(bloc.texte):
                close()
                b.passage([bloc], "liaison")
            elif known or (found and (found != "autre" or not pending or pending[-1].texte.rstrip().endswith(";"))):
                close()
                cle = known.removeprefix("partie-")
                kind = cle if cle in b.departement.parties else found or "autre"
                pending.append(bloc)
            elif pending and not pending[-1].texte.rstrip().endswith(";"):
                pending.append(bloc)
            else:
                close()
                b.passage([bloc], "sans place")
    close()
