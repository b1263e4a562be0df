"""A document that was read → what the file of the département would say, and where each passage of the document went."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from conventions.importing.ajouts import lire_ajouts
from conventions.importing.alignement import Lien, aligner
from conventions.importing.assemblage import assembler
from conventions.importing.attendu import attendues
from conventions.importing.brouillon import Brouillon, Import, Passage
from conventions.importing.cloture import ANNEXES, lire_fin
from conventions.importing.lu import Bloc, Lecture, marque_tapee
from conventions.importing.nommees import lire_parties
from conventions.importing.preparation import preparer
from conventions.importing.reprises import absentes, lire_clause
from conventions.importing.vocables import cles
from conventions.model.reference import Departement
from conventions.model.trame import Trame

_CLAUSE = re.compile(r"(?:partie|obj|art|preambule|accord|parties|titre|signatures|annexes|note)(?:_[a-z0-9]+)*")
_FIN_DU_TEXTE = re.compile(
    r"\W*(?:signatures?|signataires?|fait (?:à|en)\b.*|les signataires)\W*", re.IGNORECASE | re.DOTALL
)


_ENTRE = re.compile(r"\W*entre(?:\s+les\s+(?:soussignée?s|parties|signataires)\b[^,;]{0,40})?\W*", re.IGNORECASE)
"""What heads the parties, whatever stands on the pages before."""


def convertir(lecture: Lecture, trame: Trame, departement: Departement) -> Import:
    """The whole document."""
    wanted = attendues(trame, departement)
    blocs, contents = preparer(lecture.blocs, wanted)
    fait = Import(departement, attendues=len(wanted))
    fait.passages += [Passage([b], "sommaire", va="liste des titres, sans valeur propre") for b in contents]
    return _tout(Brouillon(lecture, trame, departement, {one.clause.id: one for one in wanted}, blocs, fait))


def _tout(b: Brouillon) -> Import:
    nommes = [_nomme(b, bloc) for bloc in b.blocs]
    liens = aligner(b.blocs, tuple(b.par_id.values()), {i: n for i, n in enumerate(nommes) if n})
    debut, fin = _zone(b.blocs, liens, nommes)
    for rank in range(debut, fin):
        liens.pop(rank, None)
    liens |= _a_leur_place(b, liens, nommes)
    idents = _une_fois([nommes[i] or (liens[i].clause if i in liens else "") for i in range(len(b.blocs))], b.par_id)
    cloture = _cloture(b, idents)
    b.fait.trouvees = len({link.clause for link in liens.values()})
    contents, b.fait.passages = b.fait.passages, []
    lire_parties(b, debut, fin, idents)
    parties, b.fait.passages = b.fait.passages, contents
    place = _texte(b, debut, fin, cloture, idents, liens)
    b.fait.passages[place:place] = parties
    lire_fin(b, cloture)
    absentes(b, liens)
    assembler(b)
    return b.fait


def _nomme(b: Brouillon, bloc: Bloc) -> str:
    """The clause that a control or a bookmark says it is."""
    tags = [t.partition("/")[0] for t in bloc.controles if "/" in t]
    if bloc.genre == "tableau":
        return ""
    if tags:
        return tags[0]
    found = bloc.signet.replace("_", "-") if _CLAUSE.fullmatch(bloc.signet) else ""
    known = b.par_id.get(found)
    if known is None or not bloc.brins:
        return found if bloc.brins else ""
    common = set(known.mots) & set(cles(bloc.texte))
    return found if len(common) * 4 >= len(set(known.mots)) else ""


def _a_leur_place(b: Brouillon, liens: dict[int, Lien], nommes: Sequence[str]) -> dict[int, Lien]:
    """Between two clauses that were found, as many blocks as clauses that are missing: these were reworded from end to end."""
    order, found = list(b.par_id), dict[int, Lien]()
    known = sorted((rank, order.index(link.clause)) for rank, link in liens.items() if not link.deplacee)
    for (rank, clause), (next_rank, next_clause) in pairwise(known):
        between, missing = range(rank + 1, next_rank), order[clause + 1 : next_clause]
        pairs = list(zip(between, missing, strict=False))
        plain = all(b.par_id[c].clause.nature in {"alinea", "puce"} or _numerotee(b.blocs[r], c) for r, c in pairs)
        free = all(
            not nommes[r] and (b.blocs[r].genre in {"texte", "element"} or _numerotee(b.blocs[r], c)) for r, c in pairs
        )
        if missing and len(between) == len(missing) and plain and free:
            found |= {r: Lien(ident, 0.0) for r, ident in zip(between, missing, strict=True)}
    return found


def _numerotee(bloc: Bloc, clause: str) -> bool:
    """Whether a line is the heading of that article by its number, whatever its words."""
    rank = clause.removeprefix("art-")
    return rank.isdecimal() and re.match(rf"\W*article\s+{rank}\b", bloc.texte, re.IGNORECASE) is not None


def _une_fois(idents: Sequence[str], clauses: Container[str]) -> list[str]:
    """A clause of the trame that is named twice is the first of both: the other was copied from it."""
    return [ident if ident not in clauses or ident not in idents[:rank] else "" for rank, ident in enumerate(idents)]


def _zone(blocs: Sequence[Bloc], liens: dict[int, Lien], nommes: Sequence[str]) -> tuple[int, int]:
    """The blocks that name the parties: from « Entre » to « conviennent de ce qui suit »."""
    where = {link.clause: rank for rank, link in liens.items()}
    named = [i for i, n in enumerate(nommes) if n.startswith("partie-")]
    start = where.get("parties", where.get("titre", -1)) + 1
    if "parties" not in where:
        heads = (rank + 1 for rank, bloc in enumerate(blocs) if _ENTRE.fullmatch(bloc.texte))
        start = min([next(heads, start), *named])
    ends = [
        where[c]
        for c in ("accord", "preambule", "preambule-1", "art-1", "art-1-al-1")
        if c in where and where[c] >= start
    ]
    return start, max([min(ends, default=start), *(n + 1 for n in named)])


def _cloture(b: Brouillon, idents: Sequence[str]) -> int:
    """Where the text ends, and the signatures begin."""
    last = max((r for r, i in enumerate(idents) if i.startswith(("art-", "obj-", "preambule"))), default=-1)
    for rank in range(last + 1, len(b.blocs)):
        bloc = b.blocs[rank]
        if (
            idents[rank] in {"signatures", "annexes"}
            or bloc.genre == "tableau"
            or _FIN_DU_TEXTE.fullmatch(bloc.texte)
            or ANNEXES.fullmatch(bloc.texte)
            or re.match(r"\W*pour (?:l[ea]s?\b|l[’'])", bloc.texte, re.IGNORECASE)
        ):
            return rank
    return len(b.blocs)


def _texte(b: Brouillon, debut: int, fin: int, cloture: int, idents: Sequence[str], liens: dict[int, Lien]) -> int:
    """Each clause, then what stands between it and the next one; among the passages, the place of the parties."""
    rank, last, place = 0, "", len(b.fait.passages)
    while rank < cloture:
        if debut <= rank < fin:
            rank, place = fin, len(b.fait.passages)
            last = last if last == "accord" else "parties"
            continue
        ident = idents[rank]
        if ident in b.par_id:
            size = _etendue(b, rank, cloture, ident, idents)
            lire_clause(b, b.par_id[ident], b.blocs[rank : rank + size], liens.get(rank) or Lien(ident, 1.0))
            last = ident
        else:
            size = next(
                (n for n in range(1, cloture - rank) if idents[rank + n] in b.par_id or debut <= rank + n < fin),
                cloture - rank,
            )
            lire_ajouts(b, last, rank, rank + size, idents)
        rank += size
    return place


def _etendue(b: Brouillon, rank: int, cloture: int, ident: str, idents: Sequence[str]) -> int:
    """How many blocks the value of a clause runs over: those of its controls, and the items after a colon."""
    size = 1
    while rank + size < cloture and any(t.startswith(f"{ident}/") for t in b.blocs[rank + size].controles):
        size += 1
    rich = any(blanc.forme == "texte" and blanc.champ for blanc in b.par_id[ident].clause.blancs)
    while (
        rich
        and size > 0
        and rank + size < cloture
        and not idents[rank + size]
        and _continue(b.blocs[rank + size - 1], b.blocs[rank + size])
    ):
        size += 1
    return size


def _continue(before: Bloc, bloc: Bloc) -> bool:
    item = bloc.genre in {"element", "tableau"} or bool(marque_tapee(bloc.texte))
    return item and (before.texte.rstrip().endswith((":", ";", ",")) or before.genre == "element")
