"""Two texts of a convention → what differs, in sentences: its words, the order of its parties, and what it says beside its words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from conventions.compose.diff import Morceau, Paire, compare_texts, pair_up, texts
from conventions.compose.rapprochement import rapprocher
from conventions.compose.situation import clauses_of
from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.model.french import liste
from conventions.render.details import details, told_apart
from conventions.render.texte_integral import nom_clause

_NO_TEXT = {"signatures", "logos", "titre"}
_CONTEXT = 60


def text_sentences(old: Fiche, new: Fiche, before: Convention, after: Convention) -> Iterator[str]:
    """Everything that one text says and the other does not."""
    if before == after and old.dossier.trame is new.dossier.trame:
        return
    yield from _text(old, new, _clauses(old, before), _clauses(new, after))
    yield from _order(new, before, after)
    yield from told_apart("", details(old, before), details(new, after))


def _clauses(fiche: Fiche, convention: Convention) -> tuple[Clause, ...]:
    """Those whose words may change; a list that changes is told elsewhere, the words that a convention gives it are told here."""
    made = clauses_of(fiche.dossier, convention)
    return tuple(
        dataclasses.replace(c, lignes=()) if c.id in _NO_TEXT else c for c in made if c.id not in _NO_TEXT or c.ecart
    )


def _order(fiche: Fiche, before: Convention, after: Convention) -> Iterator[str]:
    was, now = ([p.cle for p in text.signataires] for text in (before, after))
    was, now = [cle for cle in was if cle in now], [cle for cle in now if cle in was]
    if was != now:
        yield f"Ordre des parties : {liste(map(fiche.partie, now))} ; au lieu de : {liste(map(fiche.partie, was))}"


def _text(old: Fiche, new: Fiche, before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[str]:
    found, moved = rapprocher(before, after)
    names = {c.id: c for c in (*found, *after)}
    for pair in pair_up(texts(found, old.parties), texts(after, new.parties), deplacees=moved):
        if pair.nature != "egale":
            yield from _clause(pair, _name(pair.id, names[pair.id], new))


def _name(ident: str, clause: Clause, fiche: Fiche) -> str:
    if clause.nature == "partie":
        return f"Partie « {fiche.partie(ids.cle_de(ident))} »"
    action = f" « {clause.action.intitule or clause.action.id} »" if clause.action else ""
    return f"{clause.nom or nom_clause(ident)}{action}"


def _clause(pair: Paire, name: str) -> Iterator[str]:
    if pair.nature == "ajoutee":
        yield f"{name}, ajouté : « {pair.apres} »"
    elif pair.nature == "retiree":
        yield f"{name}, retiré : « {pair.avant} »"
    elif pair.nature == "deplacee":
        yield f"{name}, déplacé"
    else:
        yield f"{name}{', déplacé' if pair.ailleurs else ''} : {' ; '.join(_changes(pair))}"


def _changes(pair: Paire) -> Iterator[str]:
    """Each run that differs, in the order of the text."""
    runs = list(compare_texts(pair.avant, pair.apres))
    for rank, run in enumerate(runs):
        before, following = (runs[rank - 1] if rank else None), runs[rank + 1 :]
        if run.nature == "retire":
            replaced = bool(following) and following[0].nature == "ajoute"
            right = following[0].apres if replaced else ""
            tail = _tail(following[1:] if replaced else following, run.avant)
            yield (
                f"« {run.avant.strip()}{tail} » devient « {right.strip()}{tail} »"
                if replaced
                else f"« {run.avant.strip()} » est retiré"
            )
        elif run.nature == "ajoute" and not (before and before.nature == "retire"):
            after = f" après « …{before.apres.strip()[-_CONTEXT:]} »" if before and before.apres.strip() else ""
            yield f"« {run.apres.strip()} » est ajouté{after}"


def _tail(following: Sequence[Morceau], changed: str) -> str:
    """The next words, where too few have changed to be understood alone: « une fois par an » rather than « une »."""
    if not following or len(changed.split()) > 2:
        return ""
    found = re.match(r"(?:\s*[\w’'-]+){1,3}", following[0].apres)
    return f" {found[0].strip()}" if found else ""
