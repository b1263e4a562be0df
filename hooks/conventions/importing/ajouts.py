"""What the trame does not have → clauses that are added, articles, objectives of one's own, commitments and actions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conventions.importing import objectifs
from conventions.importing.alignement import texte_nu
from conventions.importing.blancs import a_remplir
from conventions.importing.brouillon import Brouillon, Passage, sans_marque
from conventions.importing.lu import Bloc, marque_tapee
from conventions.importing.riche import plat, riche
from conventions.importing.vocables import cles
from conventions.model.ids import SUITES

_ARTICLE = re.compile(r"\W*article\s+(?:\d{1,2}|[ivx]{1,5})\b", re.IGNORECASE)


def lire_ajouts(b: Brouillon, last: str, start: int, end: int, idents: Sequence[str]) -> None:
    """A run of blocks that are no clause of the trame, after the clause `last`."""
    blocs, names = b.blocs[start:end], list(idents[start:end])
    if not last:
        b.passage(blocs, "sans place", va="avant le titre de la convention : page de garde, mention, logo")
        return
    if last.startswith("obj-") or any(n.startswith("obj-") for n in names):
        _sous_objectif(b, last, blocs, names)
        return
    for place, bloc in enumerate(blocs):
        _ajout(b, last, bloc, names[place])


def _ajout(b: Brouillon, last: str, bloc: Bloc, ident: str) -> None:
    """A clause that is added: its place is read in its id."""
    text = riche(sans_marque([bloc]), b.lecture.notes)
    if not text:
        return
    previous = b.fait.passages[-1] if b.fait.passages else None
    ours = (
        re.fullmatch(r"art-\d+(-al-\d+)?(-[a-z]+)?|[a-z0-9-]+-(?:bis|ter|qua\w+|quin\w+|\w+ies)", ident)
        and ident not in b.par_id
    )
    article = _ARTICLE.match(bloc.texte)
    if ours:
        clause = ident
    elif article and re.match(rf"art-{_dernier(b)}\b", last) and len(text) < 200:
        clause = f"art-{_nouveau(b)}"
    elif (
        previous
        and previous.etat == "ajoutée"
        and (nouveau := re.match(r"(art-\d+)(?:-al-(\d+))?\Z", previous.clause))
        and nouveau[1] not in b.par_id
    ):
        clause = f"{nouveau[1]}-al-{int(nouveau[2] or 0) + 1}"
    elif last in {"titre", "parties"} and not re.match(r"\W*(?:vu|considérant)\b", bloc.texte, re.IGNORECASE):
        b.passage([bloc], "sans place")
        return
    else:
        clause = _suite(b, last)
    listed = bloc.genre in {"element", "tableau"} and not ours and not article
    item = listed and previous and previous.etat == "ajoutée" and not _apart(b, previous, bloc)
    if clause in b.redaction or not clause or item:
        clause = previous.clause if previous and previous.etat == "ajoutée" and item else clause
        b.redaction[clause]["ajoute"] = "\n\n".join([b.redaction[clause]["ajoute"], riche([bloc], b.lecture.notes)])
    else:
        b.redaction[clause] = {"ajoute": plat(bloc.texte) if re.fullmatch(r"art-\d+", clause) else text}
    if not ours:
        b.fait.dire(
            "convention",
            "redaction",
            clause,
            mot="À vérifier : passage que la trame n’a pas, placé après ce qu’il suit dans le document.",
        )
    b.passage([bloc], "ajoutée", clause)


def _apart(b: Brouillon, previous: Passage, bloc: Bloc) -> bool:
    """Whether a numbered paragraph is a clause of its own: it follows the heading of an article, or another such paragraph."""
    if re.fullmatch(r"art-\d+", previous.clause):
        return True
    last = previous.blocs[-1]
    alone = cles(b.redaction.get(previous.clause, {}).get("ajoute", "")) == cles(texte_nu(last))
    numbered = all(one.genre == "element" and one.marque != "-" for one in (last, bloc))
    return alone and numbered and last.niveau == bloc.niveau


def _dernier(b: Brouillon) -> int:
    return max(int(c.id.split("-")[1]) for c in b.trame.clauses if re.fullmatch(r"art-\d+", c.id))


def _nouveau(b: Brouillon) -> int:
    """The number of the next article that is added, however the document numbers its own."""
    added = [int(found[1]) for c in b.redaction if (found := re.fullmatch(r"art-(\d+)", c))]
    return max([_dernier(b), *added]) + 1


def _suite(b: Brouillon, last: str) -> str:
    free = [f"{last}-{suffix}" for suffix in SUITES if f"{last}-{suffix}" not in b.redaction]
    return free[0] if free else f"{last}-{SUITES[-1]}"


def _sous_objectif(b: Brouillon, last: str, blocs: list[Bloc], names: list[str]) -> None:
    """Objectives of one's own, commitments and actions."""
    number = int(last.split("-")[1]) if re.match(r"obj-\d", last) else 1
    run: list[int] = []

    def flush() -> None:
        if run:
            _actions(b, number, last, [blocs[i] for i in run], [names[i] for i in run])
            run.clear()

    for rank, bloc in enumerate(blocs):
        title = objectifs.OBJECTIF.match(bloc.texte)
        own = re.fullmatch(r"obj-(\d+)", names[rank])
        letter = re.fullmatch(r"obj-(\d+)-([a-z])", names[rank])
        if (title or own) and not re.match(r"obj-\d+-action", names[rank]):
            flush()
            number = (
                int(own[1])
                if own
                else int(title["n"])
                if title and title["n"].isdecimal()
                else max([b.trame.premier_local - 1, *b.objectifs]) + 1
            )
            last = f"obj-{number}"
            said = title["titre"] if title else bloc.texte
            b.objectif(number)["intitule"] = plat(said) if not a_remplir(said) else ""
            b.passage([bloc], "objectif", last)
        elif letter and int(letter[1]) == number and b.trame.local(number):
            flush()
            _engagement(b, number, letter[2], bloc)
        elif (
            b.trame.local(number)
            and not run
            and not names[rank]
            and bloc.genre != "titre"
            and (marque_tapee(bloc.texte) or bloc.genre == "element")
            and "actions" not in b.objectif(number)
        ):
            _engagement(b, number, chr(97 + len(b.objectif(number).get("engagements", {}))), bloc)
        else:
            run.append(rank)
    flush()


def _engagement(b: Brouillon, number: int, letter: str, bloc: Bloc) -> None:
    text = riche(sans_marque([bloc]), b.lecture.notes)
    b.objectif(number).setdefault("engagements", {})[letter] = text if cles(text) and not a_remplir(text) else ""
    b.passage([bloc], "objectif", f"obj-{number}-{letter}")


def _actions(b: Brouillon, number: int, last: str, blocs: list[Bloc], names: list[str]) -> None:
    idents = [found[1] if (found := re.fullmatch(r"obj-\d+-action-(.+)", n)) else "" for n in names]
    added = [n for n in names if n and "-action-" not in n]
    made, others = objectifs.actions(blocs, idents, b.trame)
    for rank in others:
        _ajout(b, last, blocs[rank], names[rank] if names[rank] in added else "")
    for action in made:
        key = objectifs.nommer(action, b.comptes)
        data = objectifs.action_en_donnees(action, b.lecture.notes)
        b.objectif(number).setdefault("actions", {})[key] = data
        if action.pilote:
            b.pilotes.append((("convention", "objectifs", str(number), "actions", key), data, action.pilote))
        if action.partenaires:
            b.partenaires.append((data, action.partenaires))
        if not action.sure:
            b.fait.dire(
                "convention",
                "objectifs",
                str(number),
                "actions",
                key,
                mot="À vérifier : ce passage a paru être une action de cet objectif.",
            )
    taken = [b for r, b in enumerate(blocs) if r not in others]
    if taken:
        b.passage(taken, "action", f"obj-{number}")
