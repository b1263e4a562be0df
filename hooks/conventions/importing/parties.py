"""The passage of a document that names the parties → the parties: nature, name, address, who represents them, mandate, denomination."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from conventions.importing.lu import Bloc, Brin, extrait, marque_tapee, net
from conventions.importing.personnes import Personne, personnes
from conventions.importing.riche import plat
from conventions.importing.vocables import cles, mots_lus
from conventions.model import ids
from conventions.model.french import cle_courte, majuscule
from conventions.model.reference import Departement

_DEBUT = r"(?:(?:le|la|les|l[’'])\s*)?"
_NATURES: tuple[tuple[str, str], ...] = (
    ("cour", rf"{_DEBUT}(?:premi(?:er|ère) président|cour d[’']appel|chefs de (?:la )?cour|procureure? générale?)"),
    ("caf", rf"{_DEBUT}(?:caisse d[’']\s*allocations? familiales?|caf\b)"),
    (
        "msa",
        rf"{_DEBUT}(?:caisse (?:départementale |régionale )?de (?:la )?mutualité sociale agricole|mutualité sociale agricole|c?msa\b)",
    ),
    ("prefet", rf"{_DEBUT}(?:préf[eè]te?\b|préfecture\b|[eé]tat\b)"),
    (
        "collectivite",
        rf"{_DEBUT}(?:conseil départemental|département\b|collectivité (?:européenne|territoriale|de corse)|conseil départemental)",
    ),
    ("commune", rf"{_DEBUT}(?:commune|ville|mairie)\b"),
    ("epci", rf"{_DEBUT}(?:communauté (?:de communes|d[’']agglomération|urbaine)|métropole|syndicat)"),
    ("association", rf"{_DEBUT}(?:association|union départementale|udaf\b|fédération|centre d[’']information|cidff\b)"),
)
_LIEU = r"(?:,?\s*(?:située?s?|sise?s?|dont le siège(?: social)? (?:est|se trouve)(?: situé| sis| fixé)?|domiciliée?s?)\s*(?:à l[’']adresse\s*:?\s*|au\s+(?=\d)|:\s*)?)"
_PAR = r"(?:,?\s*(?:représentée?s? (?:légalement )?par|ayant pour représentants?|en la personne de|prise? en la personne de)\s*:?\s*)"
_SUITE = re.compile(
    r",?\s*(?:ci[- ]après|(?:et )?dûment (?:habilit|mandat)\w+|d[’']une part|d[’']autre part)|\s*;\s*$|\.\s*$",
    re.IGNORECASE,
)
_MANDAT = re.compile(
    r",?\s*(?:agissant |habilitée? )?en vertu (?:de la |de l[’']|du |des |d[’']une? |de )(?P<acte>.+)$", re.IGNORECASE
)
_AUTORISE = re.compile(
    r",?\s*(?:autorisée?|habilitée?|mandatée?)[^,]* par (?:la |une |l[’'])?(?P<acte>(?:délibération|décision|arrêté|pouvoir)\b.+)$",
    re.IGNORECASE,
)
_PART = r",?\s*(?:d[’']une part|d[’']autre part|ci[- ]après)\b.*$"
_APPELEE = re.compile(
    r"ci[- ]après\s*,?\s*(?:dénommée?s?|désignée?s?|appelée?s?)?\s*:?\s*[«\"“]\s*(?P<nom>[^»\"”]{1,120}?)\s*[»\"”]",
    re.IGNORECASE,
)
_SORTE = re.compile(r"^(?:association|commune|ville)\b\s*", re.IGNORECASE)
_NOMMEES = {"commune", "epci", "association", "autre"}
VIDE = re.compile(r"\[[^\]]*\]|\((?:nom|adresse)[^)]*\)|[.…_]{3,}", re.IGNORECASE)
"""What holds the place of a value."""
_POSTE = re.compile(r"\b\d{5}\s+")
_OFFICIELLES = {
    "le préfet",
    "la préfète",
    "les chefs de cour",
    "la caf",
    "la cmsa",
    "la msa",
    "le conseil départemental",
    "le département",
}


@dataclass(slots=True)
class Partie:
    """A party, as the document names it."""

    cle: str
    texte: str
    blocs: list[Bloc] = field(default_factory=list)
    valeurs: dict[str, str] = field(default_factory=dict)
    """nom, adresse, denomination, mandat."""
    representants: list[Personne] = field(default_factory=list)
    doutes: list[str] = field(default_factory=list)
    dits: list[str] = field(default_factory=list)
    """What is to be verified of who signs."""

    @property
    def nature(self) -> str:
        """Read in its key."""
        return ids.nature(self.cle)


def nature(texte: str, departement: Departement) -> str:
    """What these words begin by naming; `autre` for one that is a party all the same, empty for none."""
    said = plat(texte[len(marque_tapee(texte)) :])
    low = said.replace("’", "'").casefold()
    for d in departement.denominations:
        if re.match(rf"{_DEBUT}{re.escape(sans_article(d.nom).replace('’', chr(39)).casefold())}\b", low):
            return d.cle
    for name, pattern in _NATURES:
        if re.match(pattern.replace("’", "'"), low, re.IGNORECASE):
            return name
    return "autre" if re.search(f"{_LIEU}|{_PAR}|ci[- ]après dénomm", said, re.IGNORECASE) else ""


def sans_article(nom: str) -> str:
    """« Métropole de Lyon » for « la Métropole de Lyon »."""
    return re.sub(r"^(?:les?\s|la\s|l[’'])\s*", "", nom.strip(), flags=re.IGNORECASE)


def partie(blocs: Sequence[Bloc], kind: str, departement: Departement, prises: set[str], cle: str = "") -> Partie:
    """One of them, from its words and from the controls that stand in them."""
    texte = plat(" ".join(b.texte.replace(" | ", " ") for b in blocs))
    texte = texte[len(marque_tapee(texte)) :]
    made = Partie(cle, texte, list(blocs))
    _lue(made, kind, departement)
    for block in blocs:
        _controles(made, block)
    if cles(sans_article(made.valeurs.get("denomination", ""))) == cles(sans_article(made.valeurs.get("nom", ""))):
        made.valeurs.pop("denomination", None)
    if not made.cle:
        made.cle = _cle(kind, made.valeurs.get("nom", ""), prises)
    prises.add(made.cle)
    return made


def _lue(made: Partie, kind: str, departement: Departement) -> None:
    """What the sentence says, whoever wrote it."""
    said, base = plat(VIDE.sub(" ", made.texte)), ids.nature(kind)
    found = _APPELEE.search(said)
    if found and found["nom"].casefold() not in _OFFICIELLES and not _connue(found["nom"], kind, departement):
        made.valeurs["denomination"] = found["nom"]
    by, where = re.search(_PAR, said, re.IGNORECASE), re.search(_LIEU, said, re.IGNORECASE)
    end = _SUITE.search(said, by.end() if by else where.end() if where else 0)
    stop = end.start() if end else len(said)
    if where and (not by or where.start() < max(by.start(), stop)):
        last = max(by.start(), where.end()) if by and by.end() > where.end() else stop
        made.valeurs["adresse"] = said[where.end() : last].strip(" ,;")
    who = said[by.end() : where.start() if where and where.start() > by.end() else stop] if by else ""
    if base == "prefet" and not by:
        head = re.match(rf"{_DEBUT}préf[eè]te?\b([^,]*),\s*", said, re.IGNORECASE)
        who = said[head.end() : stop] if head else ""
    if base == "cour" and not by and where:
        made.valeurs["adresse"], who = _coupe(made.valeurs.get("adresse", ""), departement.cour.nom)
        if who:
            made.doutes.append("adresse")
    if by and (found := _AUTORISE.search(re.sub(_PART, "", said[by.end() :]))):
        made.valeurs["mandat"] = found["acte"].strip(" ,;.")
    if found := _MANDAT.search(who) or _AUTORISE.search(who):
        made.valeurs["mandat"], who = found["acte"].strip(" ,;"), who[: found.start()]
    made.representants = [] if "(nom" in who else personnes(who, 2 if base == "cour" else 1)
    marks = [m.start() for m in (where, by, re.search(r",?\s*ci[- ]après", said, re.IGNORECASE)) if m]
    made.valeurs |= _nommee(said[: min(marks, default=len(said))].strip(" ,;"), kind, departement)


def _connue(nom: str, kind: str, departement: Departement) -> bool:
    known = departement.denomination(kind)
    return known is not None and cles(nom) in {cles(known.designation), cles(known.nom)}


def _nommee(nom: str, kind: str, departement: Departement) -> dict[str, str]:
    """Its name, where the trame or the reference does not give that one."""
    base = ids.nature(kind)
    if base in {"prefet", "cour"} or not nom:
        return {}
    if base == "commune":
        bare = re.sub(
            r"^(?:la\s+)?(?:commune|mairie|ville)\s+(?:de\s+la\s+ville\s+)?(?:de |d[’'])", "", nom, flags=re.IGNORECASE
        )
        found = re.match(r"(?:la\s+)?commune\s+(du|des)\s+(.*)", nom, re.IGNORECASE)
        return {"nom": f"{'Le' if found[1].lower() == 'du' else 'Les'} {found[2]}" if found else bare}
    if base in {"caf", "msa", "collectivite"}:
        if _connue(nom, kind, departement) or cles(nom) in _REPRISES[base]:
            return {}
        return {"nom": majuscule(sans_article(nom))}
    return {"nom": majuscule(nom)}


_REPRISES = {
    "caf": {cles("La caisse d’Allocations familiales")},
    "msa": {cles("La caisse de la mutualité sociale agricole"), cles("La caisse de mutualité sociale agricole")},
    "collectivite": {cles("Le conseil départemental")},
}


def _coupe(adresse: str, ville: str) -> tuple[str, str]:
    """An address that people follow without a word between: it ends with the town of the court, else after the first name of a town."""
    post = list(_POSTE.finditer(adresse))
    if not post:
        return adresse, ""
    rest = adresse[post[-1].end() :]
    town, words = cles(ville), mots_lus(rest)
    end = (
        words[len(town) - 1].fin if tuple(w.cle for w in words[: len(town)]) == town else (words[0].fin if words else 0)
    )
    if cedex := re.match(r"\s+cedex(?:\s+\d+)?", rest[end:], re.IGNORECASE):
        end += cedex.end()
    at = post[-1].end() + end
    return adresse[:at].strip(" ,"), adresse[at:].strip(" ,")


def _controles(made: Partie, bloc: Bloc) -> None:
    """What stands in our own controls is what it is, whatever surrounds it."""
    found: dict[str, str] = {}
    for brin in bloc.brins:
        if "/" in brin.controle:
            found[brin.controle] = found.get(brin.controle, "") + ("" if brin.vide else brin.texte)
    if not found:
        return
    made.valeurs.pop("adresse", None)
    people, together = dict[int, Personne](), list[Personne]()
    for tag, value in found.items():
        ident, _, name = tag.partition("/")
        name, _, rank = name.partition("-")
        made.cle = made.cle or ids.cle_de(ident)
        if name in {"adresse", "mandat"}:
            made.valeurs[name] = plat(value) if name == "adresse" else made.valeurs.get("mandat", plat(value))
        elif name == "nom" and not value and made.nature in _NOMMEES:
            made.valeurs.pop("nom", None)
        elif name in {"nom", "titre"} and value:
            people.setdefault(int(rank or 1), {})[name] = plat(value)
        elif name == "representants":
            together = personnes(value, 2 if made.nature == "cour" else 1)
    made.representants = [_assemble(p) for _, p in sorted(people.items())] or together
    made.doutes.clear()


def _assemble(person: Personne) -> Personne:
    named = personnes(person.get("nom", ""), 1)[0] if person.get("nom") else {}
    return {**named, **({"titre": person["titre"]} if "titre" in person else {})}


def _cle(kind: str, nom: str, prises: set[str]) -> str:
    """A key of its own; that of the trame for the first of its nature."""
    alone = kind not in {"commune", "epci", "association", "autre"}
    made = (
        kind
        if alone and kind not in prises
        else f"{ids.nature(kind)}-{cle_courte(_SORTE.sub('', sans_article(nom))) or 'x'}"
    )
    while made in prises:
        made += "-bis"
    return made


def morceaux(bloc: Bloc, departement: Departement) -> list[Bloc]:
    """A table of parties, a row each, or a cell each where each names one; a paragraph, party by party."""
    if bloc.genre != "tableau":
        return _separees(bloc, departement)
    made = []
    for row in bloc.lignes:
        cells = [_fondue([cell], bloc.origine) for cell in row]
        made += cells if _chacune(cells, departement) else [_fondue(row, bloc.origine)]
    return made


def _fondue(cells: Sequence[Sequence[Bloc]], origine: str) -> Bloc:
    return Bloc("texte", net(x for cell in cells for b in cell for x in (*b.brins, Brin(" "))), origine=origine)


def _chacune(cells: Sequence[Bloc], departement: Departement) -> bool:
    """Whether each of these cells names a party, and not all of them the same."""
    said = [c.texte for c in cells if c.texte.strip()]
    kinds = [nature(words, departement) for words in said]
    if len(said) < 2 or not all(kinds):
        return False
    return all(re.search(_PAR, words, re.IGNORECASE) for words in said) or (
        "autre" not in kinds and len(set(kinds)) == len(kinds)
    )


def _separees(bloc: Bloc, departement: Departement) -> list[Bloc]:
    """Parties that follow each other in one paragraph: a semicolon, then the name of another."""
    said = bloc.texte
    starts = [m.end() for m in re.finditer(r";\s+(?:et\s+)?(?=L(?:es?|a)\s|L[’'])", said, re.IGNORECASE)]
    cuts = [0, *(at for at in starts if nature(said[at:], departement) not in {"", "autre"})]
    return [bloc] if len(cuts) < 2 else [extrait(bloc, *ends) for ends in zip(cuts, [*cuts[1:], None], strict=True)]
