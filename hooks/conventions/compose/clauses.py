"""Trame + one text of a convention → its clauses, in the order of the text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from conventions.compose.closing import ActesSignes, annexes, logos, signatures
from conventions.compose.communes import commune
from conventions.compose.parties import party_clauses
from conventions.compose.spans import agree, cut, filling, fixed, official, value_or_blank, written
from conventions.model import ids
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Objectif, Redaction
from conventions.model.french import majuscule, mots
from conventions.model.ids import ARTICLE_AJOUTE, SUITES
from conventions.model.reference import Departement
from conventions.model.trame import Blanc, ClauseTrame, Trame


def compose(
    trame: Trame, departement: Departement, convention: Convention, actes: ActesSignes | None = None
) -> tuple[Clause, ...]:
    """The whole text. Every clause of the trame is there, be it marked as removed or without object.

    `actes` are those whose signatures close the text; without them, it is itself the text first signed.
    """
    return tuple(_ranked(list(_clauses(trame, departement, convention, actes or ActesSignes(convention)))))


def compose_trame(trame: Trame) -> tuple[Clause, ...]:
    """The template itself, with its official placeholders as blanks."""
    return tuple(
        Clause(c.id, c.id, c.nature, c.section, official(c), rang=c.rang, lettre=c.lettre)
        for c in trame.clauses
        if c.nature != "consigne"
    )


def _clauses(trame: Trame, departement: Departement, convention: Convention, actes: ActesSignes) -> Iterator[Clause]:
    parties = [c for c in trame.clauses if c.nature == "partie"]
    sections, local = [c.section for c in trame.clauses], _wordings(convention)
    for place, official_clause in enumerate(trame.clauses):
        ident = official_clause.id
        if official_clause.nature == "consigne":
            continue
        if ident == "signatures":
            yield from _added_articles(trame, convention)
        if official_clause.nature == "partie":
            if official_clause is parties[0]:
                yield from _parties(parties, departement, convention)
            continue
        if ident == "obj-x":
            yield from _local_objectives(trame, official_clause, convention)
        else:
            yield _one(trame, official_clause, departement, convention, actes)
        yield from _inserted(local, official_clause, ident)
        last = place + 1 == len(sections) or sections[place + 1] != official_clause.section
        if last and official_clause.section.startswith("obj-") and ident != "obj-x":
            yield from _actions(official_clause.section, convention)


def _parties(trame: Sequence[ClauseTrame], departement: Departement, convention: Convention) -> Iterator[Clause]:
    """All of them, each followed by what is added after it; then what is added after all those of a kind."""
    clauses = party_clauses(trame, departement, convention)
    official_clauses, local = {c.id: c for c in trame}, _wordings(convention)
    last = {clause.trame: clause.id for clause in clauses}
    for clause in clauses:
        yield clause
        yield from _inserted(local, official_clauses[clause.trame], clause.id)
        if last[clause.trame] == clause.id != clause.trame:
            yield from _inserted(local, official_clauses[clause.trame], clause.trame)


def _one(
    trame: Trame, clause: ClauseTrame, departement: Departement, convention: Convention, actes: ActesSignes
) -> Clause:
    if clause.id == "signatures":
        return signatures(clause, departement, convention, actes)
    if clause.id == "annexes":
        return annexes(clause, convention)
    if clause.id == "logos":
        return logos(clause, departement, convention)
    redaction = convention.redaction_de(clause.id)
    if redaction is not None and redaction.operation != "ajoute":
        return local_wording(trame, clause, redaction)
    if clause.fixe:
        return _verbatim(clause)
    spans = cut(agree(clause, clause.texte, departement, None), clause.blancs, lambda b: _fill(trame, b, convention))
    if clause.choix and _field(convention, clause.choix.champ) == clause.choix.valeur:
        spans += (Span("rempli", " (instance retenue)", "cadre"),)
    return _made(clause, spans)


@lru_cache(maxsize=4096)
def _verbatim(clause: ClauseTrame) -> Clause:
    """The same object in every convention: what is made of it need be made only once."""
    return commune(_made(clause, (fixed(clause.texte),)))


def _made(clause: ClauseTrame, spans: tuple[Span, ...], conformite: Conformite | None = None) -> Clause:
    return Clause(
        clause.id,
        clause.id,
        clause.nature,
        clause.section,
        spans,
        conformite or filling(spans),
        clause.rang,
        lettre=clause.lettre,
    )


def _fill(trame: Trame, blanc: Blanc, convention: Convention) -> tuple[Span, ...]:
    value = _field(convention, blanc.champ)
    if blanc.forme == "choix":
        return () if value in trame.choix(blanc.champ) else (Span("blanc", "", blanc.nom, blanc.intitule),)
    return value_or_blank(blanc.nom, blanc.intitule, value, riche=True)


def _field(convention: Convention, champ: str) -> str:
    """The value that the dotted name of the trame's blank stands for."""
    fields = {
        "introduction": convention.introduction,
        "instance.cadre": convention.instance.cadre,
        "instance.frequence": convention.instance.frequence,
        "instance.organisation": convention.instance.organisation,
    }
    return fields[champ]


def local_wording(trame: Trame, clause: ClauseTrame, redaction: Redaction) -> Clause:
    """A clause that a département words itself. Careful spelling is not a deviation: see `rewording`."""
    if redaction.operation == "supprime":
        made = _made(clause, (), Conformite.SUPPRIMEE)
        return dataclasses.replace(made, motif=redaction.motif, officiel=clause.texte)
    known = reading(trame, clause, redaction.texte)
    spans = (fixed(known),) if known else written(redaction.texte)
    made = _made(clause, spans, rewording(trame, clause, redaction.texte))
    return dataclasses.replace(made, motif=redaction.motif, officiel=clause.texte)


def rewording(trame: Trame, clause: ClauseTrame, texte: str) -> Conformite:
    """`verbatim` if only spaces or typography differ, `corrigee` if a known slip is read as intended, else `reecrite`."""
    known = reading(trame, clause, texte)
    if known is None:
        return Conformite.REECRITE
    return Conformite.VERBATIM if known == clause.texte else Conformite.CORRIGEE


def reading(trame: Trame, clause: ClauseTrame, texte: str) -> str | None:
    """The official text, or the one of its corrected readings, that has the same words; None for a wording of its own."""
    readings, corrected = [clause.texte], clause.texte
    for slip in trame.coquilles:
        if slip.clause == clause.id:
            corrected = corrected.replace(slip.officiel, slip.lecture)
            readings += [clause.texte.replace(slip.officiel, slip.lecture), corrected]
    return next((known for known in readings if mots(known) == mots(texte)), None)


def _wordings(convention: Convention) -> dict[str, Redaction]:
    """Its local wordings, by the clause that each words."""
    return {redaction.clause: redaction for redaction in convention.redaction}


def _inserted(local: Mapping[str, Redaction], clause: ClauseTrame | Clause, ident: str) -> Iterator[Clause]:
    """The clauses that the convention adds after this one: their place is read in their id (`art-3-al-4-bis`)."""
    for suffix in SUITES:
        redaction = local.get(f"{ident}-{suffix}")
        if redaction is None or redaction.operation != "ajoute":
            return
        yield Clause(
            redaction.clause,
            "",
            "alinea" if clause.nature in {"titre", "objectif", "partie", "blanc"} else clause.nature,
            clause.section,
            written(redaction.texte),
            Conformite.AJOUTEE,
            lettre=f"{clause.lettre} {suffix}".strip() if clause.lettre else "",
            motif=redaction.motif,
        )


def _added_articles(trame: Trame, convention: Convention) -> Iterator[Clause]:
    """Whole articles after the trame's last (`art-9`, `art-9-al-1`…), in order."""
    local = _wordings(convention)
    added = [r for r in local.values() if r.operation == "ajoute" and ARTICLE_AJOUTE.fullmatch(r.clause)]
    for redaction in sorted(added, key=lambda r: [int(n) for n in re.findall(r"\d+", r.clause)]):
        section, _, rank = redaction.clause.partition("-al-")
        if redaction.clause not in trame.par_id:
            clause = Clause(
                redaction.clause,
                "",
                "alinea" if rank else "titre",
                section,
                written(redaction.texte),
                Conformite.AJOUTEE,
                rang=int(rank) if rank else None,
                motif=redaction.motif,
            )
            yield clause
            yield from _inserted(local, clause, clause.id)


def _local_objectives(trame: Trame, clause: ClauseTrame, convention: Convention) -> Iterator[Clause]:
    """`[Objectif X : à compléter]`: the département's own objectives, after the trame's. They fill a blank of it."""
    local = [o for o in convention.objectifs if trame.local(o.numero)]
    if not local:
        yield dataclasses.replace(_made(clause, (), Conformite.SANS_OBJET), precision="aucun")
    for objectif in local:
        yield from _local_objective(clause, objectif)


def _local_objective(clause: ClauseTrame, objectif: Objectif) -> Iterator[Clause]:
    ident = ids.objectif(objectif.numero)
    yield Clause(
        ident,
        clause.id,
        "objectif",
        ident,
        (
            Span("rempli", f"Objectif {objectif.numero}\u00a0: "),
            *value_or_blank("intitule", "intitulé de l’objectif", objectif.intitule),
        ),
        Conformite.COMPLETEE,
    )
    for lettre, texte in objectif.engagements.items():
        yield Clause(
            f"{ident}-{lettre}",
            clause.id,
            "engagement",
            ident,
            written(texte) if texte else (Span("blanc", "", "texte", f"engagement {lettre}"),),
            Conformite.COMPLETEE,
            lettre=lettre,
        )
    yield from _action_clauses(objectif)


def _actions(section: str, convention: Convention) -> Iterator[Clause]:
    for objectif in convention.objectifs:
        if ids.objectif(objectif.numero) == section:
            yield from _action_clauses(objectif)


def _action_clauses(objectif: Objectif) -> Iterator[Clause]:
    """The actions complete article 2, which the trame leaves open: they are not deviations."""
    ident = ids.objectif(objectif.numero)
    for action in objectif.actions:
        title = value_or_blank("intitule", "intitulé de l’action", majuscule(action.intitule))
        yield Clause(
            ids.action(objectif.numero, action.id), "", "action", ident, title, Conformite.COMPLETEE, action=action
        )


def _ranked(clauses: list[Clause]) -> Iterator[Clause]:
    """The rank that each alinéa has in the signed text, told only where it is not the trame's."""
    counts: dict[str, int] = {}
    for clause in clauses:
        counted = clause.nature in {"alinea", "puce"} and not clause.absente
        if counted:
            counts[clause.section] = counts.get(clause.section, 0) + 1
        rank = counts.get(clause.section) if counted else None
        yield dataclasses.replace(clause, rang_signe=rank) if counted and rank != clause.rang else clause
