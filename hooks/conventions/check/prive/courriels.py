"""E-mail addresses, whatever stands for the at-sign and the dots; and which of them are a person's rather than a service's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.prive.lecture import BLANC, COUPURE, Etendue
from conventions.check.prive.noms import prenoms
from conventions.model.french import sans_accent

_AT = re.compile(
    r"[(\[{<]\s?(?:@|at|a|arr?obas[e]?|chez)\s?[)\]}>]|@|&\#0*64;|&\#x0*40;|&commat;|%40|\barr?obas[e]?\b|(?<=\s)at(?=\s)",
    re.IGNORECASE,
)
_GAP = rf"(?>{BLANC}{{0,3}}(?:{COUPURE})?)"
_LOCAL = re.compile(rf"(?>(?:{BLANC}{{0,3}}(?:\#?{BLANC}{{0,80}}\n{BLANC}{{0,3}})?))(?P<nom>[\w.+%'-]{{1,64}})")
_DOT = (
    rf"(?>{_GAP}\.{_GAP}|,|&\#0*46;|&\#x0*2e;|&period;|%2e|"
    r"\s{0,2}[(\[{]\s?(?:\.|point|dot)\s?[)\]}]\s{0,2}|\s{1,3}(?:point|dot)\s{1,3})"
)
_LABEL = r"[^\W_][\w-]{0,62}"
_DOMAIN = re.compile(rf"{_GAP}(?P<premier>{_LABEL})(?P<suite>(?:{_DOT}{_LABEL}){{1,5}})", re.IGNORECASE)
_STEP = re.compile(rf"{_DOT}(?P<nom>{_LABEL})", re.IGNORECASE)
_ENDINGS = frozenset(
    [
        "fr",
        "com",
        "org",
        "net",
        "eu",
        "info",
        "re",
        "yt",
        "gp",
        "mq",
        "gf",
        "pm",
        "nc",
        "pf",
        "wf",
        "bzh",
        "paris",
        "alsace",
        "corsica",
        "be",
        "ch",
        "de",
        "lu",
        "it",
        "es",
        "uk",
        "pt",
        "nl",
        "mc",
        "io",
        "email",
        "pro",
        "asso",
        "example",
        "invalid",
        "test",
    ]
)
_FREE = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|orange|wanadoo|free|sfr|neuf|laposte|bbox|aol|gmx|proton\w*)\."
)
_SERVICE = re.compile(
    r"contact|accueil|info|mediat|famil|parent|enfan|rencontr|espace|point|service|secret|direct|pole|centre|maison|caf$|msa|udaf|"
    r"cidff|ville|mairie|ccas|asso|conseil|departement|droit|justice|prefecture|ddets|social|solidar|jeun|lieu|ecoute|relais|"
    r"victim|aide|antenne|permanence|equipe|bureau|site|poste|adher|public|commun|instance|cdsf|sdsf|planning|tribunal|greffe|"
    r"coord|admin|courrier|action|visite|couple|pension|separ|lien|numero|agence|courriel|standard|rdv|noreply"
)


def courriels(text: str) -> Iterator[Etendue]:
    """Every e-mail address: a name, an at-sign or what is meant for one, and a domain."""
    for at in _AT.finditer(text):
        name = _LOCAL.match(text[max(0, at.start() - 160) : at.start()][::-1])
        end = _domain_end(text, at.end(), loose=bool(name and name.start("nom")) or at[0].isalpha())
        if name and end and re.search(r"\w", name["nom"]):
            yield at.start() - name.end(), end


def _domain_end(text: str, start: int, *, loose: bool) -> int:
    """Where the domain that begins there ends, 0 if there is none. After spaces, it must end as domains of today do."""
    found = _DOMAIN.match(text, start)
    if found is None:
        return 0
    loose = loose or found.start("premier") > start
    last = 0
    for step in _STEP.finditer(text, found.start("suite"), found.end("suite")):
        name = step["nom"].lower()
        loose = loose or len(step[0]) - len(name) > 1
        if name in _ENDINGS or (not loose and re.fullmatch(r"[^\W\d_]{2,24}", name)):
            last = step.end()
        if loose and last:
            break
    return last


def nominatif(adresse: str) -> bool:
    """Whether an address is a person's: a first name, an initial and a name, two words of which none says a service."""
    parts = re.findall(r"[a-z]+", sans_accent(adresse.partition("@")[0]).lower())
    initial = len(parts) > 1 and len(parts[0]) == 1
    if initial or any(part in prenoms() for part in parts):
        return True
    return not any(map(_SERVICE.match, parts)) and (len(parts) != 1 or bool(_FREE.search(adresse.lower())))
