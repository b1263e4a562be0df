"""Names inside a sentence: the article and the gender of an institution, « de » before a place, the function that a title says, who leads an action."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from conventions.model.convention import Action
from conventions.model.french import liste, minuscule, sans_accent, slug
from conventions.model.h_aspire import COMMUNES

Genre = Literal["f", "m", ""]
_FEMININS = frozenset(
    """academie administration agence amicale antenne assemblee association caisse chambre clinique collectivite commission
    communaute commune compagnie confederation congregation cooperative coordination cour croix delegation direction ecole
    entreprise equipe federation fondation gendarmerie inspection juridiction ligue mairie maison metropole mission mutualite
    mutuelle permanence plateforme police prefecture regie region sauvegarde section societe structure union universite ville
    adil ars caf cmsa cpam ddets ddetspp deets drac dsden mdph msa pjj udaf
    convention decision deliberation lettre procuration""".split()  # noqa: SIM905 — a list to be read and added to
)
_MASCULINS = frozenset(
    """barreau bureau cabinet carrefour centre cercle club college collectif comite conseil conservatoire departement diocese
    dispositif etablissement fonds foyer grand greffe groupe groupement hopital institut lieu lycee mouvement observatoire
    office ordre organisme parquet pays planning point pole rectorat relais reseau secours secretariat service syndicat
    territoire tribunal ccas cias cidff petr sivom sivu spip
    acte arrete contrat mandat pouvoir""".split()  # noqa: SIM905 — a list to be read and added to
)
_ASPIRES = frozenset({"halte", "hameau", "handicap", "hauts", "havre"})
"""Common words whose h is aspirated; those of the communes are in `h_aspire`."""
_ARTICLE = re.compile(r"(?:(?:le|la|les)\s+|l[’'])(?=\w)", re.IGNORECASE)
_FONCTION = re.compile(r"(?:(?:madame|monsieur|mme|m\.)\s+)?(?:(?:la|le)\s+|l[’'])?", re.IGNORECASE)
_VILLE = re.compile(r"(?P<mot>ville|commune)\s+(?P<nom>(?:de\s|d[’']|du\s|des\s).*)", re.IGNORECASE)
_DE = re.compile(r"(?:(?P<article>du|des)\s+|de\s+|d[’']\s?)(?P<nom>\S.*)", re.IGNORECASE)


def genre(nom: str) -> Genre:
    """Of the institution that this name begins with; empty for a proper name, whose gender nothing tells."""
    article = _ARTICLE.match(nom)
    bare = nom[article.end() :] if article else nom
    noun = re.match(r"[^\W\d_]+", sans_accent(bare).lower())
    if noun is None:
        return ""
    return "f" if noun[0] in _FEMININS else "m" if noun[0] in _MASCULINS else ""


@lru_cache(maxsize=4096)
def avec_article(nom: str) -> str:
    """As it stands inside a sentence: « l’Ordre des avocats », « la Métropole de Lille »; a proper name stays as it is."""
    found, gender = _ARTICLE.match(nom), genre(nom)
    if found:
        return minuscule(nom) if gender else nom
    if not gender:
        return nom
    if elide(nom):
        return f"l’{nom}"
    return f"{'la' if gender == 'f' else 'le'} {nom}"


def acte(nom: str) -> str:
    """What one acts by virtue of, with its article: « la délibération », « les délibérations », « un pouvoir »."""
    noun = re.match(r"(?:des\s+)?([^\W\d_]+s)\b", nom)
    if noun is None or not genre(noun[1][:-1]):
        return avec_article(nom)
    return f"les {nom[noun.start(1) :]}"


@lru_cache(maxsize=4096)
def elide(nom: str) -> bool:
    """Whether « de » and « le » lose their vowel before it: « d’Albi », « d’Hyères », but « de Hem »."""
    first = sans_accent(nom)[:1].lower()
    if first != "h":
        return first != "" and first in "aeiouy"
    return slug(nom) not in COMMUNES and slug(nom).partition("-")[0] not in _ASPIRES


def de(nom: str) -> str:
    """The name of a place after « de » : « d’Albi », « du Mans », « des Lilas », « de La Rochelle », « de Hem »."""
    if nom.startswith(("Le ", "Les ")):
        return f"{'du' if nom[2] == ' ' else 'des'} {nom.partition(' ')[2]}"
    return f"d’{nom}" if elide(nom) else f"de {nom}"


def sans_de(mots: str) -> str:
    """The name of a place said after « de », the reverse of `de`: « du Mans » → « Le Mans »; other words as they are."""
    if (found := _DE.fullmatch(mots)) is None:
        return mots
    return {"du": "Le ", "des": "Les "}.get((found["article"] or "").lower(), "") + found["nom"]


def du(nom: str) -> str:
    """A noun with its article after « de » : « du préfet », « des chefs de cour », « de la CAF », « d’une commune », « d’Alençon »."""
    if nom.startswith("le "):
        return f"du {nom[3:]}"
    if nom.startswith("les "):
        return f"des {nom[4:]}"
    return f"de {nom}" if nom.startswith(("la ", "l’")) else de(nom)


def commune(nom: str) -> str:
    """« la commune de Hem », and « la Ville de Lille » where the file names it so."""
    found = _VILLE.fullmatch(nom)
    if found is None:
        return f"la commune {de(nom)}"
    return f"la {nom}" if found["mot"].lower() == "ville" else f"la commune {de(sans_de(found['nom']))}"


def fonction(titre: str) -> str:
    """The function that a title says, in lower case, politeness aside: « Madame la Préfète du Nord » → « préfète du nord »."""
    return titre.strip()[politeness.end() :].casefold() if (politeness := _FONCTION.match(titre.strip())) else ""


def exerce(titre: str, mots: str) -> bool:
    """Whether a title begins by that function: « Madame la Préfète du Nord » is « préfète », « sous-préfète » is not."""
    said = fonction(titre)
    return said == mots or said.startswith((f"{mots} ", f"{mots},"))


def conduite(action: Action, nommer: Callable[[str], str]) -> str:
    """« Pilote : la Caf ; avec : la MSA et l’Udaf », « Partenaire : la MSA »; of keys, `nommer` gives the names."""
    others = liste(filter(None, map(nommer, action.partenaires)))
    if led := nommer(action.pilote) if action.pilote else "":
        return f"Pilote\u00a0: {led}" + (f"\u202f; avec\u00a0: {others}" if others else "")
    return f"{'Partenaires' if len(action.partenaires) > 1 else 'Partenaire'}\u00a0: {others}" if others else ""
