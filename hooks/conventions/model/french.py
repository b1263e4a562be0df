"""French text: dates, lists, no-break spaces, slugs, comparison of words, and the escaping of values. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
INSECABLE = "\u00a0"
FINE = "\u202f"


def date_longue(jour: date) -> str:
    """« 1er octobre 2026 », « 12 octobre 2026 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]}{INSECABLE}{jour.year}"


_ECRITE = re.compile(
    rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MOIS)})\s+(\d{{4}})\b|(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\5(\d{{4}})(?![\d/-])",
    re.IGNORECASE,
)


def dates_ecrites(texte: str) -> list[date]:
    """The full dates of a text, in words or figures, in its order; « 31 février 2026 » is none."""
    return [day for found in _ECRITE.finditer(texte) if (day := _lue(found))]


def _lue(found: re.Match[str]) -> date | None:
    if found[5]:
        return _jour(int(found[7]), int(found[6]), int(found[4]))
    return _jour(int(found[3]), MOIS.index(found[2].lower()) + 1, int(found[1]))


def _jour(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_courte(jour: date) -> str:
    """« 12/10/2026 »."""
    return f"{jour:%d/%m/%Y}"


def liste(mots: Iterable[str], et: str = "et") -> str:
    """« a », « a et b », « a, b et c »."""
    items = list(mots)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {et} {items[-1]}"


def pluriel(nombre: int, mot: str, mots: str = "") -> str:
    """« 1 blanc », « 3 blancs » ; zero is singular in French."""
    return f"{nombre}{INSECABLE}{mot if nombre < 2 else mots or mot + 's'}"


def nombre(texte: str) -> str:
    """« 1 184 000,5 » : from five digits on, the whole part of a number by threes; a comma before its decimals."""
    return re.sub(
        r"^(-?)(\d{5,})", lambda found: found[1] + f"{int(found[2]):,}".replace(",", FINE), texte.replace(".", ",")
    )


_SYLLABE = re.compile(
    r"(?<=[^\W\d_]{3})(?!(?<=[cpt])h|(?<=[bcdfgptv])[lr]|(?<=g)n)"
    r"(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|[bcdfghjklmnpqrstvwxz])[aeiouyéèêôâî]\w)"
)


def cesures(nom: str) -> str:
    """A name that may be cut, with a hyphen, between two syllables of three letters or more: « Guade-loupe », on a narrow tile."""
    return re.sub(r"\w{7,}", lambda word: _SYLLABE.sub("\u00ad", word[0]), nom)


FIN = re.compile(r"(?:\s*[;,]|(?<!\betc)(?<!\b[^\W\d])(?<!\.)\.)$")
"""What a value ends with that the sign which follows it takes the place of; an abbreviation keeps its point, an ellipsis its three."""
_OUTIL = re.compile(
    r"(?:L[ea]s?|Une?|Des|Ce(?:t|tte|s)?|Ils?|Elles?|Son|Sa|Par|En|Au|Aux|À|Du|De|Pour|Faute|Aucune?)\s|[LDC][’']"
)


def apres_deux_points(texte: str) -> str:
    """« le siège est vacant » for « Le siège est vacant. », which another sentence holds; a proper name keeps its capital."""
    bare = FIN.sub("", texte.rstrip())
    return minuscule(bare) if _OUTIL.match(bare) else bare


def majuscule(texte: str) -> str:
    """The first letter as a capital, accents kept."""
    return texte[:1].upper() + texte[1:]


def minuscule(texte: str) -> str:
    """The first letter as a small one."""
    return texte[:1].lower() + texte[1:]


def abrege(texte: str, signes: int = 60) -> str:
    """A value quoted in a message: on one line, and cut with « … » beyond that number of signs."""
    flat = " ".join(texte.split())
    return flat if len(flat) <= signes else f"{flat[: signes - 1]}…"


def slug(texte: str) -> str:
    """Lower case, digits and hyphens: « Côte-d’Or » → « cote-d-or »."""
    return re.sub(r"[^a-z0-9]+", "-", sans_accent(texte).lower()).strip("-")


def cle_courte(texte: str) -> str:
    """The same in some forty signs, cut between two words: the key of what has that title."""
    made = slug(texte)
    return made if len(made) <= 40 else made[:41].rpartition("-")[0] or made[:40]


def distinct(ident: str, comptes: Counter[str]) -> str:
    """This identifier, or the same followed by its rank if `comptes`, which it enters, has it already."""
    comptes[ident] += 1
    return ident if comptes[ident] == 1 else distinct(f"{ident}-{comptes[ident]}", comptes)


@lru_cache(maxsize=16_384)
def sans_accent(texte: str) -> str:
    """Without accents nor ligatures, case kept."""
    bare = texte.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))


_MILLIERS = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_GUILLEMETS = re.compile(r'(?<![\w"])"(?=[^\W_]|[«(])([^"\n]*[^\s"])"(?![\w"])')
_NUMEROS = re.compile(r"(?<=\b[nN]°) (?=\d)")
_UNITES = re.compile(rf"(?:(?<=\d)|(?<=\b1er)) (?=(?:{'|'.join(MOIS)}|[%€])(?!\w))")


@lru_cache(maxsize=4096)
def insecables(texte: str) -> str:
    """No-break spaces where French sets them; the words and signs do not change."""
    texte = re.sub(r"(?<![\s«]) (?=[;!?])", FINE, texte)
    texte = _UNITES.sub(INSECABLE, texte)
    texte = _NUMEROS.sub(INSECABLE, texte)
    texte = re.sub(r" (?=:(?:[\s<]|$)|»)", INSECABLE, texte)
    return re.sub(r"(?<=«) ", INSECABLE, texte)


@lru_cache(maxsize=16_384)
def typographie(texte: str) -> str:
    """A département's text with the typographic apostrophe, the quotes and the no-break spaces of French."""
    texte = _GUILLEMETS.sub(rf"«{INSECABLE}\1{INSECABLE}»", texte) if '"' in texte else texte
    texte = _MILLIERS.sub(lambda found: found[0].replace(" ", FINE), texte)
    return insecables(re.sub(r"(?<=\w)'(?=\w)", "’", texte))


_TYPOGRAPHIQUES = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "…": "...", "\u00ad": ""}
)
_JETON = re.compile(r"\s*(?:[\w\u00ad\u0300-\u036f]+|\.{3}|[^\w\s])\s*|\s+")


def jetons(texte: str) -> list[tuple[str, str]]:
    """The text cut into its words and signs, each with the spaces around it, and what it is once typography is set aside.

    Joining the first of each pair gives the text back. The browser cuts in the same way (comparer.js); a test holds them equal.
    """
    cut = _JETON.findall(texte)
    return [(token, unicodedata.normalize("NFC", token.strip().translate(_TYPOGRAPHIQUES))) for token in cut]


@lru_cache(maxsize=4096)
def mots(texte: str) -> tuple[str, ...]:
    """The words and signs of a text, spaces and typography set aside: two texts with equal `mots` say the same."""
    return tuple(mot for _, mot in jetons(texte) if mot)


_ESPACES = re.compile(r"[ \t\r\n]+")
# A hyphen between two letters or figures means nothing to Markdown: ids stay as they are.
_SIGNES = re.compile(r"[!-+./:-@\[-`{-~]|(?<![^\W_])-|-(?![^\W_])")


@lru_cache(maxsize=16_384)
def echapper(valeur: str) -> str:
    """A plain value as Markdown that shows exactly it: each ASCII sign becomes an entity, so none is left to mean anything.

    Line breaks become spaces: a value never opens a block. Python-Markdown has no backslash escape for `<`.
    """
    flat = _ESPACES.sub(" ", valeur)
    return _SIGNES.sub(lambda sign: f"&#{ord(sign.group())};", flat)


SIGNES_AU_PLUS = 120
_EMBOITE = re.compile(
    r"^[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]+){6,}|^(?: {32}|\t{8})[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]", re.MULTILINE
)


def surcharge(texte: str) -> str:
    """Why this Markdown would take its parser too long or too deep; empty if it is a text that someone wrote."""
    count = sum(texte.count(sign) for sign in "[]*_`<>!#")
    if count > SIGNES_AU_PLUS:
        return f"le texte contient {count} crochets, astérisques ou signes de mise en forme ; {SIGNES_AU_PLUS} au plus"
    if _EMBOITE.search(texte):
        return "le texte emboîte trop de listes ou de citations : le simplifier"
    return ""
