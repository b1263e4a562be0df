"""Numbers that are someone's: bank account (IBAN, RIB), bank card, social security. A checksum, or a form that nothing else has, tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.prive.lecture import AU_PLUS, BLANC, COUPURE, Etendue, avant

_SEP = rf"(?>{BLANC}{{0,2}}[./-]?{BLANC}{{0,2}}(?:{COUPURE})?)"
_LONGUEURS = {
    "FR": 27, "MC": 27, "BE": 16, "LU": 20, "DE": 22, "ES": 24, "IT": 27, "CH": 21, "PT": 25, "GB": 22, "NL": 18, "IE": 22,
    "AT": 20, "PL": 28, "RO": 24, "AD": 24, "SM": 27, "GR": 27, "DK": 18, "SE": 24, "FI": 18, "LT": 20, "EE": 20, "BG": 22,
}  # fmt: skip
"""Signs of an IBAN, by country."""
_IBAN = re.compile(rf"[A-Za-z](?<![A-Za-z0-9].)[A-Za-z]{_SEP}\d\d(?>(?:{_SEP}[A-Za-z0-9]){{12,24}})")
_MOTS = r"(?:[^\w\n]{1,3}|\n[\s#]{0,80})(?:(?:n[°º]|(?:num[ée]ro|code|guichet|(?:de\s)?compte|cl[ée](?:\srib)?)\b)[^\w\n]{1,3}){0,3}"
_RIB = re.compile(
    rf"\d(?<!\w.)\d{{4}}{_MOTS}\d{{5}}{_MOTS}(?=(?:[ .-]?[A-Z]?\d){{7}})(?P<compte>[A-Z0-9](?:[ .-]?[A-Z0-9]){{10}}){_MOTS}\d\d(?!\w)",
    re.IGNORECASE,
)
"""A bank, a branch, an account, a key: 5, 5, 11 and 2 signs, each set apart, with or without its name."""
_RIB_SUIVI = re.compile(r"\d(?<!\w.)\d{22}(?!\w)")
_BANQUE = re.compile(r"\b(?:RIB|bancaires?|banque|compte)\b", re.IGNORECASE)
_CARTE = re.compile(rf"\d(?<![\w,.-].)(?:\d{{3}}(?:{_SEP}\d{{4}}){{3}}|(?<=3)[47]\d\d{_SEP}\d{{6}}{_SEP}\d{{5}})(?!\w)")
_RESEAU = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6011|65|67")
_NIR = re.compile(
    rf"[1-478](?<!\w.){_SEP}\d\d{_SEP}(?P<mois>\d\d){_SEP}(?:\d\d|2[ABab]){_SEP}\d{{3}}{_SEP}\d{{3}}(?P<cle>{_SEP}\d\d)?(?![\w])"
)
_NIR_ECRIT = re.compile(
    r"[1-478][^\d]+\d\d[^\d]+(?:0[1-9]|1[0-2])[^\d]+(?:\d\d|2[ABab])[^\d]+\d{3}[^\d]+\d{3}(?:[^\d]+\d\d)?"
)
_ASSURE = re.compile(
    r"s[ée]cu(?:rit[ée])?(?: sociale)?\b|\bNIR\b|\bN[°º]? ?SS\b|assur[ée]e?\b|immatricul", re.IGNORECASE
)
_CLASSE = re.compile(
    r"\b(?:r[ée]f[ée]?r?e?n?c?e?|dossier|d[ée]lib[ée]ration|arr[êe]t[ée]|d[ée]cision)s?\b[^\d]{0,20}$", re.IGNORECASE
)


def comptes(text: str) -> Iterator[Etendue]:
    """Every IBAN whose checksum is right, every account as a RIB writes it."""
    for found in _IBAN.finditer(text):
        ranks = [rank for rank in range(*found.span()) if text[rank].isalnum()]
        length = _LONGUEURS.get(found[0][:2].upper(), len(ranks) + 1)
        if length <= len(ranks) and _mod97("".join(text[rank] for rank in ranks[:length])):
            yield found.start(), ranks[length - 1] + 1
    for found in _RIB.finditer(text):
        if found["compte"].isalnum() or _BANQUE.search(avant(text, found.start(), 60)):
            yield found.span()
    for found in _RIB_SUIVI.finditer(text):
        if _cle_rib(found[0]) or _BANQUE.search(avant(text, found.start(), 60)):
            yield found.span()


def _cle_rib(figures: str) -> bool:
    """Whether the two last figures are the key of those before."""
    banque, guichet, compte, cle = (int(part) for part in (figures[:5], figures[5:10], figures[10:21], figures[21:]))
    return (89 * banque + 15 * guichet + 3 * compte + cle) % 97 == 0


def _mod97(iban: str) -> bool:
    """ISO 13616: the first four signs moved to the end, letters as 10 to 35, the rest of the division by 97 is 1."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def cartes(text: str) -> Iterator[Etendue]:
    """Every number of a bank card: that of a known network, its checksum right. A SIRET has fourteen figures: it is none."""
    for found in _CARTE.finditer(text):
        figures = re.sub(r"\D", "", found[0])
        if _RESEAU.match(figures) and _luhn(figures) and not _CLASSE.search(avant(text, found.start())):
            yield found.span()


def _luhn(figures: str) -> bool:
    """ISO 7812: every second figure from the right doubled, its figures added; the sum is a multiple of ten."""
    return sum(sum(divmod(int(figure) * (1 + rank % 2), 10)) for rank, figure in enumerate(reversed(figures))) % 10 == 0


def securite_sociale(text: str) -> Iterator[Etendue]:
    """Every social security number: its key right, or written as one writes it (1 84 05 69 123 456), or called so."""
    for rank, found in enumerate(_NIR.finditer(text)):
        if (
            rank > AU_PLUS
            or _cle_juste(found)
            or _NIR_ECRIT.fullmatch(found[0])
            or _ASSURE.search(avant(text, found.start(), 60))
        ):
            yield found.span()


def _cle_juste(found: re.Match[str]) -> bool:
    if not found["cle"]:
        return False
    bare = re.sub(r"[^\dABab]", "", found[0]).upper()
    corse = bare[:13].replace("2A", "19").replace("2B", "18")
    return corse.isdigit() and 97 - int(corse) % 97 == int(bare[13:])
