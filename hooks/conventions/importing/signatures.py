"""The end of a document → who signed, in what capacity, where and when; how many originals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from conventions.importing.designations import designee
from conventions.importing.lu import Bloc
from conventions.importing.parties import Partie
from conventions.importing.personnes import Personne, noms, personne
from conventions.importing.riche import plat
from conventions.importing.vocables import cles
from conventions.model.french import dates_ecrites
from conventions.model.reference import Departement

_FAIT = re.compile(
    r"\bfaite?s?\s+(?:et signée?s?\s+)?à\s+(?P<lieu>[A-ZÀ-Ý][^,;\n]*?)(?=\s*(?:,|;|\n|$|\s+le\b|\s+en\b))",
    re.IGNORECASE,
)
_NOMBRES = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze")  # fmt: skip
_EXEMPLAIRES = re.compile(rf"\ben\s+(?P<n>\d{{1,2}}|{'|'.join(_NOMBRES)})\s*(?:\(\d+\)\s*)?exemplaires?", re.IGNORECASE)
_A = re.compile(r"\b[àÀ]\s+(?P<lieu>[A-ZÀ-Ý][^,;()\n]*?)\s*(?=$|[,;()\n]|\spar\s)")
_PAR = re.compile(r"\W*signée?\s+le\b.{6,60}?\spar\s+(?P<qui>[A-ZÀ-Ý].+)", re.IGNORECASE)
"""« signé le 6 janvier 2028 à Paris par Anne Exemple, première présidente »."""
_A_LE = re.compile(r"^\W*à\s+(?P<lieu>[^\W\d_][^,;()\n]*?)\s*,?\s+le\b", re.IGNORECASE | re.MULTILINE)
_LE = re.compile(
    r"^(?P<lieu>(?!(?:L[ea]s?|Pour|Dates?|Signée?s?)\b)[^\W\d_a-zà-ÿ][^,;:()\n\d]*), le (?=\d)", re.MULTILINE
)
_LIBELLE = re.compile(r"\W*(?:signatures?|date|lieu|cachet)\W*", re.IGNORECASE)
_TAMPON = re.compile(r"\W*(?:lu et approuv|bon pour )", re.IGNORECASE)
_AVENANT = re.compile(r"avenant\s+n", re.IGNORECASE)
_SEUL = re.compile(r"signe pour les deux chefs de cour\s*:\s*(?P<motif>.+)", re.IGNORECASE)
_TETE = {"partie", "parties", "signataire", "signataires", "signature", "signatures"}


@dataclass(slots=True)
class Signatures:
    """What the end of the text says, beside what it adds to the parties."""

    fait: dict[str, str] = field(default_factory=dict)
    avenants: list[str] = field(default_factory=list)
    """The lines of the amendments: not those of the convention."""
    restes: list[str] = field(default_factory=list)
    """Lines that nothing was read in."""


def signer(blocs: Sequence[Bloc], parties: Sequence[Partie], departement: Departement) -> Signatures:
    """Complete the parties with what their signatures say."""
    made = Signatures()
    for lines in _unites(blocs):
        _signature(made, lines, parties, departement)
    _commun(made, parties)
    return made


def _unites(blocs: Sequence[Bloc]) -> Iterator[list[str]]:
    """The lines of each signature: a row of a table of signatures, a cell of another table, a run of paragraphs."""
    pending: list[str] = []
    for bloc in blocs:
        if bloc.genre != "tableau":
            lines = [plat(line) for line in bloc.texte.split("\n") if plat(line)]
            if pending and lines and re.match(r"pour\b|l[ea]s?\s|l[’']|fait\b", lines[0], re.IGNORECASE):
                yield pending
                pending = []
            pending += lines
            continue
        yield pending
        pending = []
        head = {w for cell in bloc.lignes[:1] for c in cell for b in c for w in cles(b.texte)}
        by_row = bool(head & _TETE)
        rows = [
            [[plat(x) for b in cell for x in b.texte.split("\n") if plat(x)] for cell in row]
            for row in bloc.lignes[1 if by_row else 0 :]
        ]
        yield from ([line for cell in cells for line in cell] for cells in rows) if by_row else _cases(rows)
    yield pending


def _cases(rows: Sequence[Sequence[list[str]]]) -> Iterator[list[str]]:
    """The cells of a table without a head; one that only says when and where goes with that on its left, or above."""
    units: list[list[str]] = []
    above: list[list[str]] = []
    for row in rows:
        if len(row) == len(above) and all(not cell or _quand(cell) for cell in row):
            for kept, cell in zip(above, row, strict=True):
                kept.extend(cell)
            continue
        above = []
        for cell in row:
            if above and _quand(cell):
                above[-1] += cell
            else:
                above.append(list(cell))
        units += above
    yield from units


def _quand(lines: Sequence[str]) -> bool:
    """Whether these lines only say when, and where."""
    text = " ".join(lines)
    return len(cles(text)) < 10 and (bool(dates_ecrites(text)) or _LIBELLE.fullmatch(text) is not None)


def _signature(made: Signatures, lines: list[str], parties: Sequence[Partie], departement: Departement) -> None:
    text = "\n".join(lines)
    if not text:
        return
    if found := _EXEMPLAIRES.search(text):
        number = found["n"].lower()
        made.fait["exemplaires"] = number if number.isdecimal() else str(_NOMBRES.index(number) + 1)
    here = [(p, one) for p in parties for one in p.representants if _nomme(one, text)]
    party = _designee(lines, parties, departement)
    if party and (people := [(line, personne(found["qui"])) for line in lines if (found := _PAR.match(line))]):
        for line, who in people:
            _datee(_connue(party, who), line, 0)
        return
    if _AVENANT.search(text):
        made.avenants.append(plat(text))
        here = [(p, one) for p, one in here if "signe_le" not in one]
    elif not here and party and (new := _inconnu(lines[1:])):
        _inattendu(party, new)
        party.representants.append(new)
        here = [(party, new)]
    elif not here and party and party.representants and dates_ecrites(text):
        here = [(party, one) for one in party.representants]
    elif not here:
        _sans_nom(made, text)
    for rank, (party, one) in enumerate(here):
        _complete(one, party, lines)
        _datee(one, text, rank)


def _connue(party: Partie, who: Personne) -> Personne:
    """This person among those who represent the party; one more where the party does not name them."""
    named = (one for one in party.representants if cles(one.get("nom", "")) == cles(who.get("nom", "")))
    if (one := next(named, None)) is None:
        party.representants.append(one := who)
    return one


def _inattendu(party: Partie, new: Personne) -> None:
    """Tell of somebody who signs for a party that the text says another represents."""
    named = [f"{p.get('prenom', '')} {p['nom']}".strip() for p in party.representants if "nom" in p]
    if named:
        who = f"{new['prenom']} {new['nom']}"
        party.dits.append(
            f"À vérifier : {who} figure aux signatures, mais le texte nomme {' et '.join(named)} ; garder qui signe."
        )


def _sans_nom(made: Signatures, text: str) -> None:
    """« Fait à Lyon, le 12 octobre 2026 »: the common place and day; else words that nothing is read in."""
    days, where = dates_ecrites(text), _FAIT.search(text) or _A_LE.search(text)
    if where and made.fait.get("le", "") in {"", *(d.isoformat() for d in days)}:
        made.fait["a"] = where["lieu"].strip()
        if days:
            made.fait["le"] = days[0].isoformat()
    elif days or not (_EXEMPLAIRES.search(text) or _LIBELLE.fullmatch(text) or _TAMPON.match(text)):
        made.restes.append(plat(text))


def _datee(one: Personne, text: str, rank: int) -> None:
    """The day, and the place, that stand with a name."""
    days = dates_ecrites(text)
    if not days:
        return
    one["signe_le"] = days[min(rank, len(days) - 1)].isoformat()
    after = text[text.find(str(days[0].year)) :]
    if place := _FAIT.search(text) or _A_LE.search(text) or _A.search(after) or _ville(one, text):
        one["signe_a"] = place["lieu"].strip(" .")


def _ville(one: Personne, text: str) -> re.Match[str] | None:
    """« Épinal, le 12 octobre 2026 », in the column of places; never « Anne Exemple, le 12 octobre 2026 »."""
    return next((m for m in _LE.finditer(text) if not _nomme({"nom": one.get("nom", "")}, m["lieu"])), None)


def _nomme(one: Personne, text: str) -> bool:
    """Whether this person is named there."""
    said, name = cles(text), cles(one.get("nom", ""))
    if not name or not any(said[i : i + len(name)] == name for i in range(len(said))):
        return False
    return set(cles(one.get("prenom", ""))) <= set(said)


def _complete(one: Personne, party: Partie, lines: Sequence[str]) -> None:
    """The function and the mention that stand with the name."""
    if found := _SEUL.search("\n".join(lines)):
        party.valeurs["seul"] = found["motif"].strip()
    for rank, line in enumerate(lines):
        if not _nomme(one, line):
            continue
        if line.casefold().startswith("pour ") and rank + 1 < len(lines) and _nomme(one, lines[rank + 1]):
            continue
        said = personne(line)
        if "titre" in said and "titre" not in one and _nomme(said, line):
            one["titre"] = said["titre"]
        before = [
            x
            for x in lines[:rank]
            if x.casefold().startswith("pour ") and re.search("délégation|empêch", x, re.IGNORECASE)
        ]
        if before:
            one["mention"] = before[-1]
        return


def _inconnu(lines: Sequence[str]) -> Personne | None:
    """Somebody whom the text does not name: the first line that reads « first name, name, function »."""
    mention = next((x for x in lines if x.casefold().startswith("pour ") and "délégation" in x.casefold()), "")
    for line in noms(
        x for x in lines if x != mention and not dates_ecrites(x) and not x.startswith("[") and not _TAMPON.match(x)
    ):
        found = personne(line)
        if "nom" in found and "prenom" in found:
            return {**found, **({"mention": mention} if mention else {})}
    return None


def _designee(lines: Sequence[str], parties: Sequence[Partie], departement: Departement) -> Partie | None:
    return designee(re.sub(r"^pour\s+", "", lines[0], flags=re.IGNORECASE), parties, departement) if lines else None


def _commun(made: Signatures, parties: Sequence[Partie]) -> None:
    """The place that most signed at is said once."""
    places = [one["signe_a"] for p in parties for one in p.representants if "signe_a" in one]
    common = made.fait.get("a") or (max(places, key=places.count) if places else "")
    if common and (made.fait.get("a") or places.count(common) > 1):
        made.fait["a"] = common
        for party in parties:
            for one in party.representants:
                if one.get("signe_a") == common:
                    del one["signe_a"]
