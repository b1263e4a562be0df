"""Where and when a person was born or lives: a date after « né le », a number and a street after a person. Everyday words alone prove nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.prive.lecture import Etendue, apres, avant
from conventions.model.french import MOIS

_MOIS = "|".join(
    (*MOIS, "fevrier", "aout", "decembre", "janv", "f[ée]vr", "avr", "juil", "sept", "oct", "nov", "d[ée]c")
)
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:er)?[\s./-]{{1,3}}(?:(?:{_MOIS})\.?|\d{{1,2}})[\s./-]{{1,3}}\d{{2,4}})(?!\d)"
)
_NAISSANCE = re.compile(
    rf"(?:\bn(?:[ée]|[ée]e|[ée][(.\[·-]e[)\]]?)\s+le|\b(?:date|jour)\s+de\s+naissance|\bD\.?\s?D\.?\s?N\b\.?|\bnaissance)(?:\s+(?:est|le)|\s?[:=(])*\s{{0,3}}{_DATE}",
    re.IGNORECASE,
)
_CHOSE = re.compile(
    r"\b(?:association|convention|projet|dispositif|service|partenariat|r[ée]seau|collectif|instance|d[ée]marche|structure|initiative|id[ée]e|espace|"
    r"comit[ée]|f[ée]d[ée]ration|union|lieu|action|maison|plateforme|structure|organisme|caisse|exp[ée]rimentation|coop[ée]ration|"
    r"(?:tout|toute|chaque|une?) (?:enfant|parent|personne|jeune))\b[^.]{0,45}$",
    re.IGNORECASE,
)
_SEUIL = re.compile(
    r",? (?:ou|et) (?:apr[èe]s|avant|ult[ée]rieurement|post[ée]rieurement|ant[ée]rieurement|les)", re.IGNORECASE
)

_VOIE = (
    r"\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]\b))?\s?,?\s{1,3}(?:"
    r"(?:rue|avenue|av\.|boulevard|bd\.?|chemin|impasse|all[ée]e|faubourg|lotissement|hameau|ruelle|venelle|esplanade|lieu-dit|promenade)\b"
    r"|(?:place|route|cours|quai|square|passage|cit[ée]|villa|voie|mont[ée]e|r[ée]sidence|sentier|rond-point)\s"
    r"(?:de\s|du\s|des\s|d[’']|la\s|le\s|les\s|l[’']){0,2}(?=[A-ZÀ-Ý0-9]))"
)
_RUE = re.compile(rf"\b{_VOIE}", re.IGNORECASE)
_CIVILITE = r"(?:M\.|MM\.|Mmes?|Mlle|Monsieur|Madame|Mademoiselle|Dr|Me)"
_NOM = r"(?:[A-ZÀ-Ý][\w’'-]*\.?|d[eu]|la|le|et)"
_CHEZ_LUI = re.compile(
    r"\b(?i:demeurant|demeure|r[ée]sidant|r[ée]side|habitant|habite|logeant|adresse\s(?:personnelle|priv[ée]e|du\sdomicile)|(?:son|sa|leur|mon)\s(?:propre\s)?domicile|"
    r"domicile\s?:|domicile\sde\s(?:sa|son|la|l[’']|M|Mme)|(?:p[èe]re|m[èe]re|enfant|parent|[ée]poux|[ée]pouse|conjointe?|requ[ée]rante?|usag[èe]re?|allocataire|int[ée]ress[ée]e?)"
    r"[\s,][^.;!?\n\x1e]{0,30}domicili\w{1,4})"
    rf"[^.;!?\n\x1e]{{0,40}}?\b(?P<rue>{_VOIE})"
)
_QUELQU_UN = re.compile(
    rf"\b{_CIVILITE}\s(?>(?:{_NOM}\s?){{1,5}}),?\s?(?:(?i:domicili|demeur|r[ée]sid|habit|log)\w{{1,6}}[^.;!?\n\x1e]{{0,30}}?)?[(,:–-]?\s?(?P<rue>{_VOIE})"
)


def naissances(text: str) -> Iterator[Etendue]:
    """Every date of birth of one person. An association is born too, and « tout enfant né le… » is a condition."""
    for found in _NAISSANCE.finditer(text):
        general = _CHOSE.search(avant(text, found.start())) or _SEUIL.match(apres(text, found.end()))
        if not general:
            yield found.span()


def domiciles(text: str) -> Iterator[Etendue]:
    """Every number and street said to be where someone lives, or written after someone's name."""
    spans = {found.span("rue") for pattern in (_CHEZ_LUI, _QUELQU_UN) for found in pattern.finditer(text)}
    yield from sorted(spans)


def rue(text: str) -> str:
    """The first number and street, empty if there is none."""
    found = _RUE.search(text)
    return found[0] if found else ""
