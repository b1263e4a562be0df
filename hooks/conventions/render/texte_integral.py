"""Clauses → the Markdown of a full text. Each clause is a block with its permanent anchor; fixed text comes out identical everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from conventions.model import ids
from conventions.model.clause import Clause, Span
from conventions.model.french import majuscule
from conventions.model.noms import conduite
from conventions.model.trame import Trame
from conventions.render.elements import marque, url_clause
from conventions.render.flow import Morceau, apart, flow, holds_blocks, inside_item, paragraphs, value
from conventions.render.notes import SANS_NOTES, Appels, after_their_call, du_texte, reperes
from conventions.render.plis import noms_des_parties, pli_de, plier
from conventions.render.rich import riche
from conventions.render.templating import Md, encode, relative
from conventions.render.words import blank, css, local_html, verbatim

_LISTED = {"puce", "engagement", "partie"}
_NOMS = {"note": "Note 1", "obj": "Objectifs locaux", "accord": "Formule d’accord"}
_PARTIES = {
    "prefet": "préfet",
    "cour": "chefs de cour",
    "caf": "Caf",
    "msa": "MSA",
    "collectivite": "collectivité",
    "epci": "intercommunalité",
    "autres": "autres signataires",
}
_FIN = re.compile(r"(?:\s+;)?\Z")
_ET = ' <span class="et">Et</span>'  # between two parties: a word of the official text, though not a clause


class Texte:
    """Writes the clauses of one text for the page at `url`. `trame` gives the note that a clause calls and the axes' names.

    `croiser` says which clauses lead to the page that tells what every département did with them.
    """

    def __init__(
        self,
        url: str,
        trame: Trame,
        parties: dict[str, str] | None = None,
        croiser: Literal["", "locales", "toutes"] = "",
    ) -> None:
        self.url = url
        self.trame = trame
        self.parties = parties or {}
        self.croiser = croiser
        self.appelants: dict[str, str] = {}  # the last of the parties that stand for « Autres » calls its note
        self.appels = Appels({c.note[0] for c in trame.clauses if c.note} if url else (), lies=bool(url))

    def markdown(self, clauses: Sequence[Clause]) -> str:
        """The whole text: blocks separated by blank lines; consecutive list items make one list."""
        self.appels.notes = reperes(du_texte(clauses))
        self.appelants = {c.trame: c.id for c in clauses if c.nature == "partie"}
        blocks: list[tuple[str, str]] = []
        listed, fold, et = "", "", followed(clauses)
        for clause in after_their_call(self.trame, clauses):
            kind, fold = clause.nature if clause.nature in _LISTED else "", pli_de(clause, fold)
            for text in self._blocks(clause):
                whole = text + (_ET if clause.id in et else "")
                if kind and kind == listed:
                    blocks[-1] = fold, f"{blocks[-1][1]}\n{whole}"
                else:
                    blocks.append((fold, whole))
                listed = kind
        return "\n\n".join(plier(blocks, noms_des_parties(clauses, self.parties)))

    def _blocks(self, clause: Clause) -> Iterator[str]:
        if clause.id == "titre":
            return
        if clause.absente:
            yield from self._absent(clause)
        elif clause.nature in {"titre", "objectif"}:
            yield self._heading(clause)
        elif clause.action is not None:
            yield from self._action(clause)
        elif clause.id == "logos" and clause.lignes:
            yield self._logos(clause)
        elif clause.id in {"signatures", "annexes"} and (clause.lignes or clause.ecart):
            yield self._closing(clause)
        else:
            yield self._paragraph(clause)

    def _heading(self, clause: Clause) -> str:
        level = "#" * clause.niveau or ("###" if clause.nature == "objectif" else "##")
        mark = marque(clause.conformite) if clause.ecart else ""
        return f"{level} {self.spans(clause)}{mark} {{#{clause.id}{self._short(clause)}}}"

    def _short(self, clause: Clause) -> str:
        """The short title of a shared objective, for the contents list: its own runs over three lines."""
        shared = next((o for o in self.trame.objectifs if o.id == clause.id and not clause.ecart), None)
        return f' data-sommaire="Objectif {shared.numero}\u00a0: {shared.court}"' if shared else ""

    def _paragraph(self, clause: Clause) -> str:
        text = f"{self.anchor(clause)}{self.spans(clause)}{self._marks(clause)}"
        if clause.nature == "note":
            return self._note(clause)
        if not holds_blocks(clause):
            return f"- {text}" if clause.nature in _LISTED else text
        made = self._flow(clause, self._marks(clause))
        if clause.nature in _LISTED:
            return f"- {self.anchor(clause)}{inside_item(made)}"
        return apart("alinea", self.anchor(clause), made)

    def _note(self, clause: Clause) -> str:
        sign = self.appels.signe(clause)
        head = self.anchor(clause) + (f"<sup>{encode(sign)}</sup> " if sign else "")
        if not holds_blocks(clause):
            return f'<p class="note-bas">{head}{self.spans(clause)}{self._marks(clause)}</p>'
        return apart("alinea note-bas", head, self._flow(clause, self._marks(clause)))

    def corps(self, clause: Clause) -> Md:
        """The text of a clause in blocks, for a place of its own."""
        return paragraphs(self._flow(clause, ""))

    def _flow(self, clause: Clause, marks: str) -> list[Morceau]:
        notes = self.appels.de(clause)
        spans = (
            value(s, css(clause), notes) if s.nature == "rempli" else [Morceau(self._span(clause, s))]
            for s in clause.spans
        )
        return flow((one for span in spans for one in span), marks)

    def spans(self, clause: Clause) -> Md:
        """The text of a clause: the trame's words as they are, filled values marked, blanks labelled."""
        words = "".join(self._span(clause, s) for s in clause.spans)
        last = self.appelants.get(clause.trame) == clause.id and self._call(clause) not in words
        return Md(_FIN.sub(lambda end: self._call(clause) + end[0], words, count=1) if last else words)

    def _span(self, clause: Clause, span: Span) -> str:
        if span.nature == "fixe":
            return self._call(clause, span.texte) or (encode(span.texte) if clause.ecart else verbatim(span.texte))
        if span.nature == "blanc":
            return blank(span)
        return local_html(span, css(clause), self.appels.de(clause) if span.riche else SANS_NOTES)

    def _call(self, clause: Clause, words: str = "") -> str:
        """The call of the note that the trame sets after a blank (« Autres1 »), where these words are it; at the end without words."""
        official = self.trame.par_id.get(clause.trame)
        number, note = (official.note if official else None) or ("", "")
        called = number and words in {"", number}
        return f'<sup><a href="#{note}" aria-label="Note {number}">{number}</a></sup>' if called else ""

    def anchor(self, clause: Clause) -> Md:
        """The permanent anchor: an empty link, whose number the style sheet shows in the margin."""
        # A clause that holds several actions names each of its links by the action.
        title = clause.action.intitule if clause.action else ""
        number = clause.lettre if clause.nature != "note" else ""
        name = f"Note {self.appels.signe(clause)}" if clause.nature == "note" and clause.nom else clause.nom
        return _anchor(clause.id, number or str(clause.rang or ""), title, name)

    def _marks(self, clause: Clause) -> str:
        marks = str(marque(clause.conformite))
        if rank := _signed_rank(clause):
            marks += f' <span class="marque">{rank}</span>'
        if clause.precision:
            marks += f' <span class="marque marque-sans-objet">{encode(clause.precision)}</span>'
        return marks + self._crossed(clause)

    def _crossed(self, clause: Clause) -> str:
        """The way to the other départements: like the anchor, an empty link that the style sheet shows, so that no word is added."""
        own = clause.ecart or any(s.nature == "rempli" for s in clause.spans)
        if not clause.trame or not (self.croiser == "toutes" or (self.croiser == "locales" and own)):
            return ""
        target = relative(self.url, url_clause(self.trame.periode, clause.trame))
        label = encode(f"{citation(clause)} dans les départements")
        return f'\u00a0<a class="vers-clause" href="{target}" aria-label="{label}"></a>'

    def _absent(self, clause: Clause) -> Iterator[str]:
        """A clause that the text does not carry keeps its anchor, and says why."""
        if clause.id == "logos":
            yield f'<p class="logos">{self.anchor(clause)}</p>'
            return
        reason = f" ({encode(clause.motif.rstrip('.'))})" if clause.motif else ""
        name = encode(majuscule(citation(clause).removeprefix(nom_clause("partie-")))) + self._call(clause)
        text = f'{self.anchor(clause)}<span class="marque {clause.conformite.marque}">{name}\u00a0: {encode(clause.precision or clause.conformite.libelle)}</span>{reason}'
        yield f"- {text}" if clause.nature in _LISTED else text

    def _action(self, clause: Clause) -> Iterator[str]:
        action = clause.action
        if action is None:
            return
        serves = action.engagement or ids.objectif(action.objectif)
        target = f'<a href="#{encode(serves)}">{encode(nom_engagement(serves))}</a>'
        axes = [a for a in (self.trame.axe(i) for i in action.axes) if a]
        linked = ", ".join(f'<a href="{relative(self.url, f"axes/{a.id}/")}">{encode(a.nom)}</a>' for a in axes)
        details = (
            f"Sert {target}",
            f"{'Champs' if len(axes) > 1 else 'Champ'} d’action\u00a0: {linked}" if linked else "",
            conduite(action, lambda cle: encode(self.parties.get(cle, ""))),
        )
        links = "\u00a0· ".join(d for d in details if d)
        yield (
            f'<div class="action"><h4 class="action-titre">{self.anchor(clause)}{self.spans(clause)}</h4>'
            f'{riche(action.description, self.appels.de(clause))}<p class="action-liens">{links}</p></div>'
        )

    def _closing(self, clause: Clause) -> str:
        """The signatures, or the annexes: the words of the convention, if it has any, then the list."""
        signed = clause.id == "signatures"
        items = ["<br>".join(map(self._signed, line)) if signed else self._annexe(line) for line in clause.lignes]
        said = self._flow(clause, marque(clause.conformite)) if clause.spans else []
        words = f"\n{paragraphs(said)}" if said else ""
        listed = f'\n<ul class="{clause.id}">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""
        return f'<h2 id="{clause.id}">{"Signatures" if signed else "Annexes"}</h2>{words}{listed}'

    def _signed(self, span: Span) -> str:
        if span.nature == "blanc":
            return blank(span)
        return f"<strong>{encode(span.texte)}</strong>" if span.nom == "partie" else encode(span.texte)

    def _logos(self, clause: Clause) -> str:
        pictures = (
            f'<img src="{relative(self.url, ids.logo(file.texte))}" alt="Logo\u00a0: {encode(who.texte)}" loading="lazy">'
            for who, file in clause.lignes
        )
        return f'<p class="logos">{self.anchor(clause)}{" ".join(pictures)}</p>'

    def _annexe(self, line: tuple[Span, ...]) -> str:
        title, file = line[0].texte, line[1].texte
        return f'<a href="{relative(self.url, file)}">{encode(title)}</a>' if file else encode(title)


def followed(clauses: Sequence[Clause]) -> set[str]:
    """After what « Et » stands: what comes right before a party, be it added after another, an absent one set aside."""
    present = [c for c in clauses if c.id.startswith("partie-") and not c.absente]
    return {before.id for before, c in pairwise(present) if c.nature == "partie"}


@lru_cache(maxsize=16_384)
def _anchor(ident: str, number: str, title: str, nom: str) -> Md:
    shown = f' data-n="{number}"' if number else ""
    name = nom or nom_clause(ident)
    label = encode(f"{name}\u00a0: {title}" if title else name)
    return Md(f'<a class="ancre" id="{ident}" href="#{ident}"{shown} aria-label="{label}"></a>')


def citation(clause: Clause) -> str:
    """How one cites the clause: « Article 3, alinéa 6 »."""
    return clause.nom or nom_clause(clause.id)


def citation_signee(clause: Clause) -> str:
    """The same, with its place in the signed text where that is another: what a reader counts there is not what the trame counts."""
    return f"{citation(clause)} ({rank})" if (rank := _signed_rank(clause)) else citation(clause)


def _signed_rank(clause: Clause) -> str:
    return f"alinéa {clause.rang_signe} dans le texte signé" if clause.rang_signe and clause.rang else ""


@lru_cache(maxsize=4096)
def nom_clause(ident: str) -> str:
    """« art-3-al-4-bis » → « Article 3, alinéa 4 bis » ; the id itself for a name that has no such reading."""
    base, suffix = ids.suite(ident)
    if suffix and base.startswith("partie-"):
        after = nom_clause(base).removeprefix(nom_clause("partie-"))
        return f"Après {'les parties' if base == 'partie-autres' else f'la partie {after}'} ({suffix})"
    if suffix:
        return f"{nom_clause(base)} {suffix}"
    head, *rest = ident.split("-")
    if head == "art" and rest:
        suffix = f", alinéa {' '.join(rest[2:])}" if len(rest) > 2 else ""
        return f"Article {rest[0]}{suffix}"
    if head == "obj" and rest and rest[0] != "x":
        if len(rest) > 2 and rest[1] == "action":
            return f"Objectif {rest[0]}, action"
        return f"Objectif {rest[0]}" + (f", engagement {' '.join(rest[1:])}" if len(rest) > 1 else "")
    if head == "preambule":
        return "Préambule" + (f", alinéa {' '.join(rest)}" if rest else "")
    if head == "partie" and rest:
        return f"Partie\u00a0: {' '.join([_PARTIES.get(rest[0], rest[0]), *rest[1:]])}"
    return _NOMS.get(head, head.capitalize())


def nom_engagement(ident: str) -> str:
    """« l’engagement 1 b », « l’objectif 4 »."""
    numero, *lettre = ident.removeprefix("obj-").split("-")
    return f"l’engagement {numero} {lettre[0]}" if lettre else f"l’objectif {numero}"
