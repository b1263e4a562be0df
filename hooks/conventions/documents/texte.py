"""Clauses → the paragraphs of a Word document. What the pages show of a text, in its order: fixed words, values, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from conventions.compose.spans import cut
from conventions.documents.blocs import Blocs, Ligne, longer
from conventions.documents.feuille import Feuille
from conventions.documents.ooxml import NUL, bookmark, run, tab
from conventions.model import ids
from conventions.model.blocks import Note
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Action
from conventions.model.french import insecables
from conventions.model.noms import conduite
from conventions.model.rich_text import sur_une_ligne
from conventions.model.trame import Blanc, Trame
from conventions.render.notes import after_their_call
from conventions.render.texte_integral import citation, followed, nom_engagement

STYLES = {
    "titre": "Titre1",
    "objectif": "Titre2",
    "action": "Titre3",
    "partie": "Partie",
    "alinea": "Alinea",
    "puce": "AlineaPuce",
    "engagement": "Engagement",
}
"""The style of a clause, by its nature; any other is running text."""
_TIRET = {"puce", "engagement"}  # their number, or letter, is Word's; the dash before their words is the text's
_SIGNE = re.compile(r"\s*[;:,.!?]*\s*")
_FIN = re.compile(r"(?:\s+;)?\Z")


class Redacteur:
    """Writes the clauses of one text. The closing tables and the logos have their own way (`convention.py`)."""

    def __init__(self, feuille: Feuille, trame: Trame, parties: Mapping[str, str], clauses: Sequence[Clause]) -> None:
        written = proposees(trame, clauses)
        self.feuille = feuille
        self.trame = trame
        self.parties = parties
        self.clauses = after_their_call(trame, written)
        self.appels = appels(trame, written)
        self.officielles = {c.trame: c for c in written if c.nature == "note" and c.trame and not c.absente}
        self.suivies = followed(written)
        notes = {
            c.lettre: "".join(s.texte for s in c.spans)
            for c in written
            if c.nature == "note" and c.lettre and not c.trame
        }
        self.blocs = Blocs(feuille, notes)

    def lignes(self) -> Iterator[Ligne]:
        """The whole text. What it does not carry, removed or without object, is not in it."""
        for clause in self.clauses:
            if clause.absente or clause.id in {"titre", "logos", "signatures", "annexes"}:
                continue
            if clause.nature == "note":
                yield from self._note(clause)
            else:
                yield from self._clause(clause)
            if clause.id in self.suivies:
                yield Ligne(run("Et"), "Et")

    def _clause(self, clause: Clause) -> Iterator[Ligne]:
        style = f"Titre{clause.niveau}" if clause.niveau else STYLES.get(clause.nature, "Corps")
        first, *others = self.paragraphes(clause, style)
        dash = run("–") + tab() if clause.nature in _TIRET else NUL
        yield Ligne(bookmark(self.feuille.ident(), clause.id, dash + first.contenu), style)
        yield from others
        if clause.action:
            yield from self._action(clause)

    def paragraphes(self, clause: Clause, style: str) -> list[Ligne]:
        """The paragraphs of a clause: the first has its style, the others follow it."""
        own = {b.nom: b.texte for s in clause.spans if s.riche for b in s.blocs if isinstance(b, Note)}
        blocs = Blocs(self.feuille, own) if own else self.blocs
        made: list[Ligne] = [Ligne(NUL, style)]
        for rank, span in enumerate(clause.spans):
            if span.nature == "rempli" and span.riche and not sur_une_ligne(span.blocs):
                closing = _SIGNE.fullmatch("".join(s.texte for s in clause.spans[rank + 1 :]))
                made = self._valeur(made, clause, span, blocs)
                if not closing and clause.spans[rank + 1 :]:
                    made.append(Ligne(NUL, "Suite"))
            elif not (made[-1].entier and _SIGNE.fullmatch(span.texte)):  # no sign alone under a table
                last = rank + 1 == len(clause.spans)
                made = longer(made, self._mots(clause, span, blocs, self._appel_final(clause) if last else None))
        return made

    def _valeur(self, made: list[Ligne], clause: Clause, span: Span, blocs: Blocs) -> list[Ligne]:
        """A value of several blocks, each in a control of its own; its first paragraph goes on with the sentence."""
        first, *rest = (
            replace(one, contenu=self._rempli(clause, span, one.contenu)) for one in blocs.lignes(span.blocs, "Suite")
        )
        starts = first.style == "Suite" and not first.entier
        return [*longer(made, first.contenu), *rest] if starts else [*made, first, *rest]

    def _mots(self, clause: Clause, span: Span, blocs: Blocs, appel: Markup | None) -> Markup:
        """The runs of a span; the call of a note comes before the sign that ends the sentence."""
        if appel and span.nature == "fixe" and (end := _FIN.search(span.texte)):
            return run(insecables(span.texte[: end.start()])) + appel + run(insecables(end[0]))
        return self._sans_appel(clause, span, blocs) + (appel or "")

    def _sans_appel(self, clause: Clause, span: Span, blocs: Blocs) -> Markup:
        if span.nature == "blanc":
            where = citation(clause)
            return self.feuille.blanc(
                _tag(clause, span), span.intitule, f"À compléter\u00a0: {span.intitule} ({where})."
            )
        if span.nature == "rempli":
            shown = blocs.mots(span.texte) if span.riche else run(span.texte)
            return self._rempli(clause, span, shown)
        return self._appel(clause, span.texte) or run(span.texte if clause.ecart else insecables(span.texte))

    def _rempli(self, clause: Clause, span: Span, shown: Markup) -> Markup:
        return self.feuille.rempli(_tag(clause, span), span.intitule or span.nom or citation(clause), shown)

    def _appel(self, clause: Clause, words: str) -> Markup:
        """The footnote that the trame sets after a blank (« Autres1 »), where these words are its call."""
        official = self.trame.par_id.get(clause.trame)
        number, note = (official.note if official else None) or ("", "")
        if not number or words != number or note not in self.officielles:
            return NUL
        return self._officielle(note)

    def _officielle(self, note: str) -> Markup:
        clause = self.officielles.pop(note)
        runs = NUL.join(
            self.blocs.mots(s.texte) if s.riche else run(insecables(s.texte))
            for s in clause.spans
            if s.nature != "blanc"
        )
        return self.feuille.note(runs)

    def _appel_final(self, clause: Clause) -> Markup | None:
        """The footnote that the last of the parties which stand for « Autres » calls."""
        note, official = self.appels.get(clause.id, ""), self.trame.par_id.get(clause.trame)
        said = official and official.note and any(s.texte == official.note[0] for s in clause.spans)
        return self._officielle(note) if note in self.officielles and not said else None

    def _note(self, clause: Clause) -> Iterator[Ligne]:
        """One that nothing calls stands where it is; the others are at the foot of the page that calls them."""
        called = clause.lettre in self.blocs.appelees or (clause.trame and clause.trame not in self.officielles)
        if not called:
            yield from self._clause(clause)

    def _action(self, clause: Clause) -> Iterator[Ligne]:
        action = clause.action
        if action is None:
            return
        if action.description:
            span = Span("rempli", action.description, "description", "description de l’action", riche=True)
            own = {b.nom: b.texte for b in span.blocs if isinstance(b, Note)}
            for one in Blocs(self.feuille, own).lignes(span.blocs, "Corps"):
                yield replace(one, contenu=self._rempli(clause, span, one.contenu))
        yield Ligne(run("\u00a0· ".join(self._details(action))), "Details")

    def _details(self, action: Action) -> Iterator[str]:
        yield f"Sert {nom_engagement(action.engagement or ids.objectif(action.objectif))}"
        axes = [axe.nom for axe in map(self.trame.axe, action.axes) if axe]
        if axes:
            yield f"{'Champs' if len(axes) > 1 else 'Champ'} d’action\u00a0: {', '.join(axes)}"
        if led := conduite(action, lambda cle: self.parties.get(cle, "")):
            yield led


def appels(trame: Trame, clauses: Sequence[Clause]) -> dict[str, str]:
    """Of the clause that ends with the call of a note, that note: the last party of the kind that calls it, else the last of all."""
    parties = [c for c in clauses if c.nature == "partie" and not c.absente]
    callers = {c.id: c.note[1] for c in trame.clauses if c.nature == "partie" and c.note}
    found = {callers[c.trame]: c.id for c in parties if c.trame in callers}
    return {found.get(note, parties[-1].id): note for note in callers.values()} if parties else {}


def proposees(trame: Trame, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses to write. While no party is named, those that the trame leaves optional are there as it words them, to fill or strike."""
    begun = any(c.nature == "partie" and c.conformite is Conformite.COMPLETEE and _nommee(c) for c in clauses)
    optional = {c.id: c for c in trame.clauses if c.nature == "partie"}

    def offered(clause: Clause) -> Clause:
        official = optional.get(clause.trame)
        if begun or official is None or not clause.absente or clause.motif:
            return clause
        return replace(clause, spans=cut(official.texte, official.blancs, _a_remplir), conformite=Conformite.VERBATIM)

    return [offered(clause) for clause in clauses]


def _nommee(clause: Clause) -> bool:
    return any(span.nature == "rempli" and span.nom != "cour" for span in clause.spans)


def _a_remplir(blanc: Blanc) -> tuple[Span, ...]:
    return (Span("blanc", "", blanc.nom, blanc.intitule.replace("{champ}", "nom, prénom et titre")),)


def _tag(clause: Clause, span: Span) -> str:
    """`art-3-al-6/frequence`: what the import reads."""
    return f"{clause.id}/{span.nom or 'texte'}"
