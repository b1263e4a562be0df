"""Whether words say that the convention is renewed: by itself or by agreement, and not that it is not."""

from __future__ import annotations

import re
from functools import lru_cache

from conventions.model.convention import Convention, Redaction
from conventions.model.french import sans_accent

_ACTE = r"(?:reconduc|reconduir|reconduit|renouvel|prorog|prolong)[a-z]*"
_LIEN = (
    r"(?:(?:a|au|autre|automatique|automatiquement|avoir|cas|clause|convention|d|de|donner|droit|du|elle|en|est|ete|etre|eventuelle"
    r"|expressement|faculte|faire|il|l|la|lieu|ni|nouvelle|objet|par|plein|possibilite|pouvoir|presente|qu|que|sa|se|soit|son|susceptible"
    r"|tacite|tacitement|terme|toute|un|une|y) ){0,12}"
)
_NON = re.compile(
    "|".join(
        (
            rf"\b(?:ne|n) (?:[a-z]+ ){{0,3}}(?:pas|point|jamais|nullement|plus|ni) {_LIEN}{_ACTE}",
            rf"\b(?:ne|n) (?:[a-z]+ ){{0,3}}(?:en )?aucun[a-z]* {_LIEN}{_ACTE}",
            rf"\b(?:ne|n) (?:[a-z]+ ){{0,4}}{_ACTE} (?:[a-z]+ ){{0,2}}(?:ni|pas|point|jamais|plus)\b",
            rf"\b(?:ne|n) (?:[a-z]+ ){{0,6}}{_ACTE} (?:[a-z]+ ){{0,6}}qu[e]? (?:a|apres|avec|en|par|si|sur)\b",
            rf"\b(?:aucune?|exclu[a-z]*|exclusion|interdi[a-z]*|ni|non|nulle?|sans|pas de|pas d) {_LIEN}{_ACTE}",
            rf"{_ACTE} (?:[a-z]+ ){{0,5}}(?:exclue?s?|ecartee?s?|impossibles?|interdite?s?|proscrite?s?)\b",
            rf"{_ACTE} {_LIEN}(?:ne|n) (?:[a-z]+ ){{0,3}}pas\b",
        )
    )
)
_LIMITE = re.compile(r"\bplus d|\bau dela d|\bqu[e]? (?:une|deux|trois|quatre|cinq|[0-9]+) ")
"""« ne peut être renouvelée plus de deux fois »: it is, so many times."""
_AUTREMENT = re.compile(
    rf"nouvelle convention|\bavenant|{_ACTE} (?:[a-z]+ )?(?:du|de l|de la|des) (?:convention cadre|accord|schema|membre|mandat|representant)"
)
"""By another text, or of something else."""
_PROPOSITION = re.compile(
    r"[.,;:!?()\n]|\b(?:mais|toutefois|cependant|neanmoins|sauf|a moins|puis)\b|\bet (?=elle|peut|pourra|est|sera|se\b)"
)


def renews(local: Redaction) -> bool:
    """Whether these words of article 8 say that the convention is renewed."""
    return local.clause.startswith("art-8") and parle_de_renouvellement(local.texte)


def renewal_untyped(convention: Convention) -> bool:
    """Whether its words renew it by a rule that nobody has typed: its term settles nothing by itself."""
    return convention.renouvellement is None and any(map(renews, convention.redaction))


@lru_cache(maxsize=256)
def parle_de_renouvellement(texte: str) -> bool:
    """« renouvelable trois fois », « elle se renouvelle chaque année »; not « elle n’est pas renouvelable »."""
    plain = sans_accent(texte).lower()
    return any(map(_renewed, _PROPOSITION.split(plain)))


def _renewed(proposition: str) -> bool:
    words = " ".join(re.findall(r"[a-z0-9]+", proposition))
    if not re.search(rf"\b{_ACTE}", words):
        return False
    if _AUTREMENT.search(words) and "tacit" not in words:
        return False
    return bool(_LIMITE.search(words)) or not _NON.search(words)
