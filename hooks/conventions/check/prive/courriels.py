"""E-mail addresses, whatever stands for the at-sign and the dots; and which of them are a person's rather than a service's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.prive.lecture import BLANC, COUPURE, Etendue
from conventions.check.prive.noms import mots, prenoms

_AT = re.compile(
    r"[(\[{<«/*\"“@_&%aAcC-](?i:(?<=[(\[{<«/*\"“])\s?(?:@t?|at|[aà]|aro|arr?oba[sz]e?|chez)\s?[)\]}>»/*\"”]|(?<=@)|(?<=[-_])(?:at|arobase)[-_]"
    r"|(?<=&)(?:\#0*64;|\#x0*40;|commat;)|(?<=%)40|(?<=a)(?<!\w.)rr?oba[sz]e?\b|(?<=\sa)t(?=\s)|(?<=\s[cC])(?i:hez)(?=\s))"
)
_GAP = rf"(?>{BLANC}{{0,3}}(?:{COUPURE})?)"
_LOCAL = re.compile(rf"(?>(?:{BLANC}{{0,3}}(?:\#?{BLANC}{{0,80}}\n{BLANC}{{0,3}})?))(?P<nom>[\w.+%'-]{{1,64}})")
_DOT = (
    rf"(?>{_GAP}\.{_GAP}|,|&\#0*46;|&\#x0*2e;|&period;|%2e|"
    r"[-_](?:point|dot)[-_]|\s{0,2}[(\[{]\s?(?:\.|point|dot)\s?[)\]}]\s{0,2}|\s{1,3}(?:point|dot)\s{1,3})"
)
_LABEL = r"[^\W_][\w-]{0,62}"
_DOMAIN = re.compile(rf"{_GAP}(?P<premier>{_LABEL})(?P<suite>(?:{_DOT}{_LABEL}){{1,5}})", re.IGNORECASE)
_STEP = re.compile(rf"{_DOT}(?P<nom>{_LABEL})", re.IGNORECASE)
_PLAUSIBLE = re.compile(r"[^\W\d_]{2}")
FINS = (
    "fr|com|org|net|eu|info|re|yt|gp|mq|gf|pm|nc|pf|wf|bzh|paris|alsace|corsica|be|ch|de|lu|it|es|uk|pt|nl|mc|io|email|pro|"
    "asso|example|invalid|test"
)
"""How domains end, of those that such a text would name."""
_FINS = frozenset(FINS.split("|"))
_COMPTE = re.compile(r"(?i:https?:)//[^\s/?#@<>\"]{1,200}@[\w.-]{1,200}")
_MESSAGERIES = r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|orange|wanadoo|free|sfr|neuf|laposte|bbox|aol|gmx|proton\w*)"
_FREE = re.compile(rf"@{_MESSAGERIES}\.")
_ADRESSE = re.compile(
    rf"(?:[\w-]+[._+][\w.-]*\w\W+chez\s+[\w-]+|[\w.-]+\W+chez\s+{_MESSAGERIES})(?:\.|\W{{1,3}}(?:point|dot)\W{{1,3}})\w",
    re.IGNORECASE,
)
"""« Chez » is an everyday word: what stands for an at-sign follows a name with a dot, or is followed by a provider."""
_SERVICE = re.compile(
    r"contact|accueil|info|mediat|famil|parent|enfan|rencontr|espace|point|service|secret|direct|pole|centre|maison|caf$|msa|udaf|"
    r"cidff|ville|mairie|ccas|asso|conseil|departement|droit|justice|prefecture|ddets|social|solidar|jeun|lieu|ecoute|relais|"
    r"victim|aide|antenne|permanence|equipe|bureau|site|poste|adher|public|commun|instance|cdsf|sdsf|planning|tribunal|greffe|"
    r"coord|admin|courrier|action|visite|couple|pension|separ|lien|numero|agence|courriel|standard|rdv|noreply"
)


def courriels(text: str) -> Iterator[Etendue]:
    """Every e-mail address: a name, an at-sign or what is meant for one, and a domain."""
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        if domain is None or not _PLAUSIBLE.search(text, *domain.span("suite")):
            continue
        name = _LOCAL.match(text[max(0, at.start() - 160) : at.start()][::-1])
        if name and re.search(r"\w", name["nom"]):
            bare = re.match(r"[\w-]|\W{1,2}[aà]\W", at[0], re.IGNORECASE)
            loose = bool(name.start("nom") or bare) or domain.start("premier") > at.end()
            begin, end = at.start() - name.end(), _domain_end(text, domain, loose=loose)
            if end and (at[0].lower() != "chez" or _ADRESSE.match(text, begin, end)):
                yield begin, end


def avec_compte(text: str) -> Iterator[Etendue]:
    """Every address of a page that holds a user's name or password."""
    yield from (found.span() for found in _COMPTE.finditer(text))


def _domain_end(text: str, found: re.Match[str], *, loose: bool) -> int:
    """Where the domain ends, 0 if it is none. With spaces around its signs, it must end as domains of today do."""
    last = 0
    for step in _STEP.finditer(text, found.start("suite"), found.end("suite")):
        name = step["nom"].lower()
        loose = loose or len(step[0]) - len(name) > 1
        if name in _FINS or (not loose and re.fullmatch(r"[^\W\d_]{2,24}", name)):
            last = step.end()
        if loose and last:
            break
    return last


def nominatif(adresse: str) -> bool:
    """Whether an address is a person's: a first name, an initial and a name, two words of which none says a service."""
    parts = mots(adresse.partition("@")[0])
    initial = len(parts) > 1 and len(parts[0]) == 1
    if initial or any(part in prenoms() for part in parts):
        return True
    return not any(map(_SERVICE.match, parts)) and (len(parts) != 1 or bool(_FREE.search(adresse.lower())))
