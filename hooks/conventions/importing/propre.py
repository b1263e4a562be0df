"""A document that does not follow the trame → a text of one's own: its headings, numbers, lists, tables and notes as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from conventions.importing.assemblage import propre as sans_signes
from conventions.importing.brouillon import Import, Passage
from conventions.importing.lu import Bloc, Lecture
from conventions.importing.preparation import sommaire
from conventions.importing.riche import plat, riche
from conventions.model.ids import HORS_TRAME
from conventions.model.reference import Departement

_ARTICLE = re.compile(r"(?:article|chapitre|titre|préambule|section)\b.{0,160}", re.IGNORECASE)


def texte_propre(lecture: Lecture, departement: Departement, lu: Import) -> Import:
    """The file and the text; what was recognised of the parties and of the signatures is kept, to be read over."""
    contents = [b for b in lecture.blocs if sommaire(b)]
    blocs = [b for b in lecture.blocs if not sommaire(b)]
    titre = next((plat(b.texte) for b in blocs if b.genre != "tableau" and len(plat(b.texte)) > 8), "")
    fichier = f"pieces/{departement.code.lower()}/convention.md"
    made = Import(departement, trouvees=lu.trouvees, attendues=lu.attendues, propre=sans_signes(texte(blocs, lecture)))
    convention: dict[str, Any] = {"titre": titre} if titre else {}
    convention |= {k: v for k, v in lu.donnees.get("convention", {}).items() if k in {"signataires", "fait"}}
    made.donnees = sans_signes(
        {"departement": departement.code, "trame": HORS_TRAME, "texte": fichier, "convention": convention}
    )
    made.commentaires = {
        k: v for k, v in lu.commentaires.items() if k[:2] in {("convention", "signataires"), ("convention", "fait")}
    }
    made.dire(
        "texte",
        mot=f"Le document n’a que {lu.trouvees} clauses de la trame sur {lu.attendues} : son texte entier est à mettre dans « {fichier} ».",
    )
    if "signataires" in convention:
        made.dire(
            "convention", "signataires", mot="À vérifier : parties reconnues dans un texte qui ne suit pas la trame."
        )
    made.passages = [Passage([b], "sommaire") for b in contents] + [Passage([b], "texte propre") for b in blocs]
    return made


def texte(blocs: Sequence[Bloc], lecture: Lecture) -> str:
    """The text, in the form of a text of one's own."""
    parts, run = list[str](), list[Bloc]()
    for bloc in blocs:
        level = _niveau(bloc)
        if level:
            parts += _suite(run)
            number = f"{bloc.marque} " if bloc.marque not in {"", "-"} else ""
            parts.append(f"{'#' * level} {number}{plat(bloc.texte)}")
            run = []
        else:
            run.append(bloc)
    parts += _suite(run)
    body = "\n\n".join(parts)
    called = dict.fromkeys(re.findall(r"\[\^([^\]\s]+)\](?!:)", body))
    notes = [f"[^{n}]: {riche([Bloc('texte', tuple(lecture.notes[n]))], {})}" for n in called if n in lecture.notes]
    return "\n\n".join([body, *notes]) + "\n"


def _suite(run: Sequence[Bloc]) -> Iterator[str]:
    if said := riche(run, {}):
        yield said


def _niveau(bloc: Bloc) -> int:
    """Of a heading by its style, or by its first words; 0 for any other."""
    if bloc.genre == "titre" and bloc.texte.strip():
        return min(bloc.niveau or 1, 6)
    said = plat(bloc.texte)
    return 2 if bloc.genre == "texte" and _ARTICLE.fullmatch(said) and not said.endswith((".", ";", ",")) else 0
