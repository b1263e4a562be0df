"""Two texts of a convention → what differs, in sentences: its words, the order of its parties, and what it says beside its words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from conventions.compose.diff import Morceau, Paire, compare_texts, pair_up, texts
from conventions.compose.parties import personne
from conventions.compose.situation import clauses_of
from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.convention import Convention, Partie, Representant
from conventions.model.french import date_longue, liste
from conventions.model.noms import du
from conventions.render.texte_integral import nom_clause

_NO_TEXT = {"signatures", "logos", "titre"}
_CONTEXT = 60


def text_sentences(old: Fiche, new: Fiche, before: Convention, after: Convention) -> Iterator[str]:
    """Everything that one text says and the other does not."""
    if before == after and old.dossier.trame is new.dossier.trame:
        return
    yield from _text(old, new, _clauses(old, before), _clauses(new, after))
    yield from _order(new, before, after)
    yield from told_apart("", _details(old, before), _details(new, after))


def _clauses(fiche: Fiche, convention: Convention) -> tuple[Clause, ...]:
    """Those whose words may change; a list that changes is told elsewhere, the words that a convention gives it are told here."""
    made = clauses_of(fiche.dossier, convention)
    return tuple(
        dataclasses.replace(c, lignes=()) if c.id in _NO_TEXT else c for c in made if c.id not in _NO_TEXT or c.ecart
    )


def told_apart(label: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """« label : « a » devient « b » » for each value that differs; an empty one was not said."""
    for name in dict.fromkeys([*was, *now]):
        before, after = was.get(name, ""), now.get(name, "")
        if before != after:
            change = f"« {before} » devient « {after} »" if before and after else ""
            gone = f"« {before} » est retiré" if before else f"« {after} » est ajouté"
            yield f"{label}{name} : {change or gone}"


def _order(fiche: Fiche, before: Convention, after: Convention) -> Iterator[str]:
    was, now = ([p.cle for p in text.signataires] for text in (before, after))
    was, now = [cle for cle in was if cle in now], [cle for cle in now if cle in was]
    if was != now:
        yield f"Ordre des parties : {liste(map(fiche.partie, now))} ; au lieu de : {liste(map(fiche.partie, was))}"


def _details(fiche: Fiche, convention: Convention) -> dict[str, str]:
    """What a text says beside its words: who signs and where, what is absent and why, files, numbers, dates and reasons."""
    days = {"Entrée en vigueur écrite": convention.entree_en_vigueur, "Échéance écrite": convention.echeance}
    numbers = {"Réunions par an": convention.instance.reunions_par_an, "Exemplaires": convention.exemplaires}
    return {
        **{name: value for p in convention.signataires for name, value in _of_party(fiche.partie(p.cle), p).items()},
        **{f"Absence {du(fiche.partie(cle))}": why for cle, why in convention.sans.items()},
        "Fait à": convention.fait_a,
        **{name: "" if count is None else str(count) for name, count in numbers.items()},
        **{name: date_longue(day) if day else "" for name, day in days.items()},
        **{f"Annexe « {a.titre or a.cle} », fichier": a.fichier for a in convention.annexes},
        **{f"{nom_clause(r.clause)}, motif": r.motif for r in convention.redaction},
        **{f"Action « {a.intitule or a.id} », engagement servi": a.engagement for a in convention.actions},
    }


def _of_party(name: str, partie: Partie) -> dict[str, str]:
    gone = partie.retiree
    reasons = (date_longue(gone.le) if gone.le else "", gone.motif, gone.accord) if gone else ()
    return {
        f"Signataire pour {name}": " ; ".join(filter(None, map(_person, partie.representants))),
        f"Un seul signe pour {name}": partie.seul,
        f"Code INSEE {du(name)}": partie.insee,
        f"SIREN {du(name)}": partie.siren,
        f"Logo {du(name)}": partie.logo,
        f"Retrait {du(name)}": ", ".join(filter(None, reasons)) or ("oui" if gone else ""),
    }


def _person(person: Representant) -> str:
    """« Claire Martin, préfète du Rhône, à Lyon, Pour la préfète… » : its date is told with the signatures."""
    return ", ".join(filter(None, (personne(person), f"à {person.signe_a}" if person.signe_a else "", person.mention)))


def _text(old: Fiche, new: Fiche, before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[str]:
    names = {c.id: c for c in (*before, *after)}
    for pair in pair_up(texts(before, old.parties), texts(after, new.parties)):
        if pair.nature != "egale":
            yield from _clause(pair, _name(pair.id, names[pair.id], new))


def _name(ident: str, clause: Clause, fiche: Fiche) -> str:
    if clause.nature == "partie":
        return f"Partie « {fiche.partie(ids.cle_de(ident))} »"
    action = f" « {clause.action.intitule or clause.action.id} »" if clause.action else ""
    return f"{nom_clause(ident)}{action}"


def _clause(pair: Paire, name: str) -> Iterator[str]:
    if pair.nature == "ajoutee":
        yield f"{name}, ajouté : « {pair.apres} »"
    elif pair.nature == "retiree":
        yield f"{name}, retiré : « {pair.avant} »"
    else:
        yield f"{name} : {' ; '.join(_changes(pair))}"


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
