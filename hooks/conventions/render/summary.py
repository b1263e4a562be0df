"""Two views of the registry → what a change does to the published conventions, in sentences, département by département."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from conventions.compose.diff import Morceau, Paire, compare_texts, pair_up, texts
from conventions.compose.situation import clauses_of
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.convention import Avenant, Convention, Suivi
from conventions.model.french import date_longue, echapper, liste, majuscule, minuscule, mots, pluriel
from conventions.render.texte_integral import nom_clause

Told = tuple[str, list[str]]
"""The name of a département, and the sentences that tell what changes."""
_MAX_SENTENCES = 200
_NO_TEXT = {"signatures", "logos", "titre"}
_CONTEXT = 60


def summary(before: View, after: View) -> list[Told]:
    """What there is to tell of each convention that changes."""
    sections = []
    for code, new in after.fiches.items():
        old = before.fiches[code]
        d = new.dossier.departement
        if dataclasses.replace(old.dossier, departement=d, trame=new.dossier.trame) != new.dossier:
            sentences = [*_sentences(old, new)]
            sections.append((f"{d.nom} ({d.code})", sentences or ["Aucun mot publié ne change."]))
    return sections


def markdown(sections: Sequence[Told]) -> str:
    """The same for a pull request: everything that a contributor wrote is shown as the plain text that it is."""
    if not sections:
        return "### Ce que la proposition change\n\nRien ne change dans les textes publiés.\n"
    out = ["### Ce que la proposition change", ""]
    for title, sentences in sections:
        out += [f"#### {_safe(title)}", "", *(f"- {_safe(s)}" for s in sentences[:_MAX_SENTENCES])]
        if len(sentences) > _MAX_SENTENCES:
            out.append(f"- … et {len(sentences) - _MAX_SENTENCES} autres changements")
        out.append("")
    return "\n".join(out)


def _safe(text: str) -> str:
    """Encoded, and without the sign by which forges notify people."""
    return echapper(text.replace("@", "(at)"))


def _sentences(old: Fiche, new: Fiche) -> Iterator[str]:
    yield from _situation(old, new)
    yield from _text(old, new, _clauses(old, old.dossier.origine), _clauses(new, new.dossier.origine))
    yield from _amendments(old, new)
    yield from _ends(old, new)
    yield from _documents(old, new)
    yield from _follow_up(old.dossier.suivi, new.dossier.suivi)


def _clauses(fiche: Fiche, convention: Convention) -> tuple[Clause, ...]:
    """Those whose words may change; a list that changes is told elsewhere, the words that a convention gives it are told here."""
    made = clauses_of(fiche.dossier, convention)
    worded = (
        dataclasses.replace(c, lignes=()) if c.id in _NO_TEXT else c for c in made if c.id not in _NO_TEXT or c.ecart
    )
    return tuple(worded)


def _situation(old: Fiche, new: Fiche) -> Iterator[str]:
    """« 2 signatures ajoutées : statut « en vigueur » depuis le 12 octobre 2026 »."""
    was, now = old.situation, new.situation
    signed = [cle for cle, day in now.signatures.items() if day and not was.signatures.get(cle)]
    gone = [cle for cle, day in was.signatures.items() if day and not now.signatures.get(cle)]
    status = ""
    if was.libelle != now.libelle:
        since = f" depuis le {date_longue(now.entree)}" if now.statut.force and now.entree else ""
        status = f"statut « {minuscule(now.libelle)} »{since}, au lieu de « {minuscule(was.libelle)} »"
    if signed:
        who = liste(f"{new.partie(c)} le {date_longue(day)}" for c in signed if (day := now.signatures[c]))
        yield f"{pluriel(len(signed), 'signature ajoutée', 'signatures ajoutées')} ({who}){f' : {status}' if status else ''}"
    elif status:
        yield majuscule(status)
    if gone:
        yield f"{pluriel(len(gone), 'signature retirée', 'signatures retirées')} : {liste(old.partie(c) for c in gone)}"
    for cle in now.signatures.keys() & was.signatures.keys():
        first, second = was.signatures[cle], now.signatures[cle]
        if first and second and first != second:
            yield f"Signature : {new.partie(cle)}, le {date_longue(second)} au lieu du {date_longue(first)}"


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


def _amendments(old: Fiche, new: Fiche) -> Iterator[str]:
    known = {a.numero: a for a in old.dossier.avenants}
    for avenant in new.dossier.avenants:
        before = known.pop(avenant.numero, None)
        if before is None:
            yield f"Avenant n°\u00a0{avenant.numero} ajouté{f' : « {avenant.objet} »' if avenant.objet else ''}"
        elif before.objet != avenant.objet:
            yield f"Avenant n°\u00a0{avenant.numero} : « {before.objet} » devient « {avenant.objet} »"
        yield from _amendment_signatures(before, avenant, new)
        yield from _amendment_text(old, new, avenant.numero)
    for numero in known:
        yield f"Avenant n°\u00a0{numero} retiré"


def _amendment_signatures(before: Avenant | None, avenant: Avenant, new: Fiche) -> Iterator[str]:
    was = before.signatures if before else {}
    signed = [cle for cle, day in avenant.signatures.items() if day and not was.get(cle)]
    if not signed:
        return
    effect = new.dossier.effet_avenant(avenant.numero)
    ending = f" : l’avenant est en vigueur depuis le {date_longue(effect)}" if effect else ", d’autres manquent encore"
    yield f"Avenant n°\u00a0{avenant.numero} : {pluriel(len(signed), 'signature ajoutée', 'signatures ajoutées')}{ending}"


def _amendment_text(old: Fiche, new: Fiche, numero: int) -> Iterator[str]:
    """What the amendment does to the text, if that is not what it did."""
    was, now = old.dossier.etapes.get(numero), new.dossier.etapes.get(numero)
    if now is None:
        return
    known = set(_text(old, old, _clauses(old, was.avant), _clauses(old, was.apres))) if was else set()
    for sentence in _text(new, new, _clauses(new, now.avant), _clauses(new, now.apres)):
        if sentence not in known:
            yield f"Par l’avenant n°\u00a0{numero} : {sentence}"


def _ends(old: Fiche, new: Fiche) -> Iterator[str]:
    known = {f.id for f in old.dossier.fins}
    for fin in new.dossier.fins:
        if fin.id not in known:
            who = f" par {new.partie(fin.par)}" if fin.par else ""
            effect = f", effet le {date_longue(fin.effet_le)}" if fin.effet_le else ", sans date d’effet"
            yield f"{fin.cause.libelle}{who}{_on('reçue', fin.recue_le)}{effect}"
    corrected = {r.id for r in old.dossier.rectifications}
    for rectification in new.dossier.rectifications:
        if rectification.id not in corrected:
            clauses = liste(nom_clause(c) for c in rectification.clauses)
            yield f"Rectification de la transcription : {clauses or 'aucune clause'}{f' ({rectification.motif})' if rectification.motif else ''}"


def _on(word: str, day: date | None) -> str:
    return f", {word} le {date_longue(day)}" if day else ""


def _documents(old: Fiche, new: Fiche) -> Iterator[str]:
    was, now = old.dossier.document_signe, new.dossier.document_signe
    if now and was != now:
        yield "Document signé : ajouté" if was is None else "Document signé : modifié"
    elif was and now is None:
        yield "Document signé : retiré"
    added = len(set(new.dossier.publications) - set(old.dossier.publications))
    if added:
        yield pluriel(added, "publication officielle ajoutée", "publications officielles ajoutées")
    if old.dossier.meme_convention_que != new.dossier.meme_convention_que:
        yield f"Même convention que : {new.dossier.meme_convention_que or 'aucun autre département'}"
    if mots(old.dossier.texte) != mots(new.dossier.texte):
        yield "Le texte propre de la convention change"


def _follow_up(old: Suivi, new: Suivi) -> Iterator[str]:
    kinds: tuple[tuple[str, str, Mapping[Any, object], Mapping[Any, object]], ...] = (
        ("membre", "membres", {m.id: m for m in old.membres}, {m.id: m for m in new.membres}),
        ("service", "services", {s.id: s for s in old.services}, {s.id: s for s in new.services}),
        ("réunion", "réunions", dict.fromkeys(old.reunions), dict.fromkeys(new.reunions)),
        ("bilan", "bilans", {b.id: b for b in old.bilans}, {b.id: b for b in new.bilans}),
        ("indicateur", "indicateurs", {i.id: i for i in old.indicateurs}, {i.id: i for i in new.indicateurs}),
        ("action de feuille de route", "actions de feuille de route", _planned(old), _planned(new)),
    )
    for one, many, before, after in kinds:
        shared = before.keys() & after.keys()
        counts = (
            (len(after.keys() - before.keys()), "ajouté"),
            (len(before.keys() - after.keys()), "retiré"),
            (sum(before[k] != after[k] for k in shared), "modifié"),
        )
        feminine = "e" if one in {"réunion", "action de feuille de route"} else ""
        parts = [f"{pluriel(n, one, many)} {word}{feminine}{'s' if n > 1 else ''}" for n, word in counts if n]
        if parts:
            yield f"Suivi : {liste(parts)}"


def _planned(suivi: Suivi) -> dict[object, object]:
    return {(f.numero, a.id): a for f in suivi.feuilles_de_route for a in f.actions}
