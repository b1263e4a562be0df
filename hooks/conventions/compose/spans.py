"""The official words of one clause + the values for its blanks → spans."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping

from conventions.model.blocks import Note
from conventions.model.clause import Conformite, Span
from conventions.model.convention import Partie, Representant, signatures_attendues
from conventions.model.french import FIN, liste, majuscule
from conventions.model.noms import avec_article, commune, exerce
from conventions.model.reference import Denomination, Departement
from conventions.model.trame import Blanc, ClauseTrame

Filler = Callable[[Blanc], tuple[Span, ...]]


def fixed(text: str) -> Span:
    """The trame's words."""
    return Span("fixe", text)


def cut(text: str, blancs: Iterable[Blanc], fill: Filler) -> tuple[Span, ...]:
    """The text with each placeholder replaced by the spans that `fill` gives; a blank without place comes last."""
    spans: list[Span] = []
    placed = sorted((text.index(b.place), b) for b in blancs if b.place and b.place in text)
    end = 0
    for start, blanc in placed:
        spans += [fixed(text[end:start]), *fill(blanc)]
        end = start + len(blanc.place)
    spans.append(fixed(text[end:]))
    for blanc in blancs:
        if not blanc.place and (added := fill(blanc)):
            spans += [fixed(" "), *added]
    return tuple(_punctuated([s for s in spans if s.texte or s.nature == "blanc"]))


def _punctuated(spans: list[Span]) -> Iterator[Span]:
    """« le secrétariat ; » where a value that ends with a point comes before the trame's « ; »."""
    for rank, span in enumerate(spans):
        closed = spans[rank + 1].texte.lstrip().startswith(";") if rank + 1 < len(spans) else False
        closes = closed and span.nature == "rempli" and not _ends_with_note(span)
        yield dataclasses.replace(span, texte=FIN.sub("", span.texte)) if closes else span


def _ends_with_note(span: Span) -> bool:
    """Whether its last words are those of a note, which ends where it wants."""
    return bool(span.blocs) and isinstance(span.blocs[-1], Note)


def official(clause: ClauseTrame) -> tuple[Span, ...]:
    """The clause as the template prints it: its blanks hold the official placeholder."""
    return cut(
        clause.texte,
        [b for b in clause.blancs if b.place],
        lambda b: (Span("blanc", b.place, b.nom, _label(b, _fields(b))),),
    )


def value_or_blank(nom: str, intitule: str, value: str, *, riche: bool = False) -> tuple[Span, ...]:
    """A value, or the labelled blank that waits for it."""
    return (Span("rempli", value, nom, riche=riche) if value else Span("blanc", "", nom, intitule),)


def written(text: str) -> tuple[Span, ...]:
    """Rich text that stands alone."""
    return (Span("rempli", text, riche=True),)


def filling(spans: Iterable[Span]) -> Conformite:
    """Whether the official words are there as they are, or with a value in them."""
    return Conformite.COMPLETEE if any(s.nature == "rempli" for s in spans) else Conformite.VERBATIM


def people(blanc: Blanc, partie: Partie) -> tuple[Span, ...]:
    """« Claire Martin, directrice, et Jean Petit, … »; one blank for what each person lacks, one for those not named."""
    told = [_person(blanc, person) for person in partie.representants]
    if len(told) < min(blanc.nombre, signatures_attendues(partie)):
        told.append([Span("blanc", "", blanc.nom, _label(blanc, _fields(blanc)))])
    comma = "," if "titre" in _fields(blanc) else ""  # a title stands between two commas
    spans: list[Span] = []
    for rank, one in enumerate(told, 1):
        before = f"{comma} et " if rank == len(told) else ", "
        spans += [fixed(before), *one] if rank > 1 else one
    return tuple(spans)


def _fields(blanc: Blanc) -> list[str]:
    return ["nom", "prénom"] if blanc.forme == "identites" else ["nom", "prénom", "titre"]


def _person(blanc: Blanc, person: Representant) -> list[Span]:
    name = f"{person.prenom} {person.nom}".strip()
    known = {"nom": person.nom, "prénom": person.prenom, "titre": person.titre}
    missing = [f for f in _fields(blanc) if not known[f]]
    spans = [Span("rempli", name, "nom")] if name else []
    if "titre" in _fields(blanc) and person.titre:
        spans += (
            [fixed(", "), Span("rempli", person.titre, "titre")] if name else [Span("rempli", person.titre, "titre")]
        )
    if missing:
        spans += [*([fixed(", ")] if spans else []), Span("blanc", "", blanc.nom, _label(blanc, missing))]
    return spans


def _label(blanc: Blanc, fields: list[str]) -> str:
    return blanc.intitule.replace("{champ}", liste(fields))


def agree(clause: ClauseTrame, text: str, departement: Departement, partie: Partie | None) -> str:
    """The official words, agreed with who signs (accepted variants, never deviations)."""
    named = denomination(departement, partie) if partie else None
    titles = [r.titre for r in partie.representants] if partie else []
    values = _agreement(named, departement)
    for accord in clause.accords:
        applies = (
            not accord.quand
            or (accord.quand == "nom" and named is not None)
            or (accord.quand == "titre" and any(exerce(t, accord.titre) for t in titles))
        )
        if applies:
            text = text.replace(accord.place, accord.par.format(**values), 1)
    return text


def _agreement(named: Denomination | None, departement: Departement) -> Mapping[str, str]:
    return {
        "departement": f"département {departement.de}",
        "Nom": majuscule(named.nom) if named else "",
        "e": "e" if named and named.genre == "f" else "",
        "designation": named.designation if named else "",
    }


def denomination(departement: Departement, partie: Partie) -> Denomination | None:
    """The special name of a party: the one its file gives, else the reference data's; None for the trame's own words."""
    if not partie.nom or partie.nature not in {"caf", "msa", "collectivite"}:
        return departement.denomination(partie.cle)
    masculine = partie.nature == "collectivite" and partie.nom.casefold().startswith(("le ", "département", "conseil"))
    name = avec_article(partie.nom)
    if name == partie.nom and not name.startswith(("le ", "la ", "l’")):
        name = f"{'le' if masculine else 'la'} {name}"
    return Denomination(partie.cle, name, "m" if masculine else "f", name)


def party_values(text: str, partie: Partie) -> str:
    """The name of one party among several, in the sentence written for each; « La Ville de Lille » is no « commune de Ville »."""
    if len(partie.representants) > 1:
        text = text.replace("pour représentant ", "pour représentants ")
    if not partie.nom:
        return text
    if "{Nom}" in text:
        return text.replace("{Nom}", majuscule(partie.nom))
    return text.replace("La commune {nom}", majuscule(commune(partie.nom)))
