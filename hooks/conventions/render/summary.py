"""Two views of the registry → what a change does to the published conventions, in sentences, département by département."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conventions.compose.view import Fiche, View
from conventions.model.convention import Suivi
from conventions.model.french import date_longue, echapper, liste, majuscule, minuscule, mots, pluriel
from conventions.render.summary_acts import amendment_sentences, end_sentences
from conventions.render.summary_faits import fact_changes
from conventions.render.summary_texts import text_sentences

Told = tuple[str, list[str]]
"""The name of a département, and the sentences that tell what changes."""
_MAX_SENTENCES = 200


def summary(before: View, after: View) -> list[Told]:
    """What there is to tell of each convention that changes."""
    sections = []
    for code, new in after.fiches.items():
        old = before.fiches[code]
        d = new.dossier.departement
        if dataclasses.replace(old.dossier, departement=d, trame=new.dossier.trame) != new.dossier:
            sentences = [*_sentences(old, new)]
            sections.append((d.nom_et_code, sentences or ["Aucun mot publié ne change."]))
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
    yield from fact_changes(old.situation, new.situation)
    told = [*text_sentences(old, new, old.dossier.origine, new.dossier.origine)]
    yield from told
    yield from amendment_sentences(old, new, frozenset(told))
    yield from end_sentences(old, new)
    yield from _documents(old, new)
    if old.dossier.suivi.sdsf != new.dossier.suivi.sdsf:
        yield f"Schéma des services aux familles : {new.dossier.suivi.sdsf.nom if new.dossier.suivi.sdsf else 'retiré'}"
    yield from _follow_up(old.dossier.suivi, new.dossier.suivi)


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


def _documents(old: Fiche, new: Fiche) -> Iterator[str]:
    was, now = old.dossier.document_signe, new.dossier.document_signe
    if now and was != now:
        yield "Document signé : ajouté" if was is None else "Document signé : modifié"
    elif was and now is None:
        yield "Document signé : retiré"
    before, after = set(old.dossier.publications), set(new.dossier.publications)
    if added := len(after - before):
        yield pluriel(added, "publication officielle ajoutée", "publications officielles ajoutées")
    if gone := len(before - after):
        yield pluriel(gone, "publication officielle retirée", "publications officielles retirées")
    if old.dossier.meme_convention_que != new.dossier.meme_convention_que:
        yield f"Même convention que : {new.dossier.meme_convention_que or 'aucun autre département'}"
    if mots(old.dossier.texte) != mots(new.dossier.texte):
        yield "Le texte propre de la convention change"


def _follow_up(old: Suivi, new: Suivi) -> Iterator[str]:
    kinds: tuple[tuple[str, str, Mapping[Any, object], Mapping[Any, object]], ...] = (
        ("membre", "membres", {m.id: m for m in old.membres}, {m.id: m for m in new.membres}),
        ("service", "services", {s.id: s for s in old.services}, {s.id: s for s in new.services}),
        ("réunion", "réunions", {r.le: r for r in old.reunions}, {r.le: r for r in new.reunions}),
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
