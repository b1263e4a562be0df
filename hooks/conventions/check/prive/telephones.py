"""Telephone numbers of France and its neighbours, in figures of any grouping or in words; what a reference, a date or a sum looks like is left."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from conventions.check.prive.lecture import AU_PLUS, BLANC, COUPURE, Etendue, apres, avant, trouves
from conventions.check.prive.noms import mots, prenoms
from conventions.model.french import MOIS

_SEP = rf"(?>{BLANC}{{0,3}}(?:(?:[./_':*)~⋅-]|,(?!\s)){BLANC}{{0,2}})?(?:{COUPURE})?)"
_FIGURE = "[0-9OoIl]"
_PAYS = "33|262|590|594|596|508|68[179]|32|41|49|352|34|39|44|37[67]|351|21[236]"
_NUMERO = re.compile(
    rf"(?=[+03O])(?:(?<![\w+])|(?<=[tT][eéEÉ][lL])|(?<=[mM]obile)|(?<=ortable))(?:(?P<pays>(?:\+|00){_SEP}(?:{_PAYS})\b|(?:\+|00)(?:{_PAYS})(?=\d)){_SEP}(?:\(0\){_SEP})?{_FIGURE}(?:{_SEP}{_FIGURE}){{5,9}}"
    rf"|33{_SEP}[1-9](?:{_SEP}{_FIGURE}){{8}}|[0O]{_SEP}[1-9Il](?:{_SEP}{_FIGURE}){{8}})(?![\w])"
)
_VIRGULES = re.compile(
    rf"0(?<![\w,;.+-].)(?<!\d\s.)(?<!\d[,;.]\s.)(?P<pays>)[1-9](?:(?:\s?[,;]{BLANC}{{0,2}}|{BLANC})\d\d){{4}}(?!\w|\s?[,;]\s?\d|,?\s(?:et|ou)\s\d)"
)
_ENTRE = rf"(?:,\s?|[./·_-]|{BLANC}){{1,2}}"
_SANS_ZERO = re.compile(
    r"\b(?P<mot>t[ée]l(?:[ée]phone)?|portable|mobile|gsm|fixe|sms|whats?app|texto|appele[rz]|rappele[rz]|au)\b"
    rf"(?:[.:°(/-]|{BLANC}|\n(?!\s*(?:\n|-\s))){{0,4}}(?:(?:personnel|perso|fixe|pro|professionnel|direct|est|le|au|n°)\b[\s:]{{1,3}}){{0,3}}"
    rf"(?P<numero>[1-9](?:{_ENTRE}\d\d){{4}}|[1-9]\d{{8}}|[1-9]\d\d(?:[ .-]\d{{3}}){{2}})(?![\w€]|[.,-]?\d)",
    re.IGNORECASE,
)
"""Written after a word that announces it, without its first zero."""
_MOT_D_APPEL = re.compile(
    r"[tpmgfswarTPMGFSWAR](?<!\w.)(?=(?i:[ée]l|ortable|obile|sm\b|ixe|ms\b|hats?app|exto|ppele[rz]|appele[rz]|u\b))"
)
_MOT = "z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|et"
_EN_LETTRES = re.compile(
    r"\bz[ée]ro[\s,.-]{1,3}(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
    rf"(?>(?:[\s,.-]{{1,3}}(?:{_MOT})\b){{4,24}})",
    re.IGNORECASE,
)
_ZERO = re.compile(r"[zZ](?<!\w.)(?=[eéEÉ])")
_APPEL = re.compile(
    r"\bt[ée]l(?:\b|[ée]ph)|\b(?:tph|phone|portables?|mobiles?|gsm|fixe|appele[rz]|appeler|rappele[rz]|joindre|joignables?|contact\w*|sms|"
    r"whats?app|fax|t[ée]l[ée]copie|standard|astreinte|num[ée]ro vert|ligne directe|texto)\b|[☎📞📱]",
    re.IGNORECASE,
)
_CLASSE = re.compile(
    r"\b(?:d[ée]lib[ée]rations?|r[ée]f(?:[ée]renc\w{1,6}|\.)?|arr[êe]t[ée]s?|d[ée]cisions?|recueils?|raa|actes?|siren|siret|finess|rna|adeli|rpps|naf|ape|"
    r"agr[ée]ments?|factures?|devis|bons? de commande|bordereaux?|enregistr\w+|minutes?|rg|r[ée]pertoire|parquet|r[ôo]le|jugements?|ordonnances?|"
    r"chapitres?|articles?|imputations?|lots?|semaines?|d[ée]partements?|codes?|postal|insee|rubriques?|fiches?|identifiants?|pages?|pi[èe]ces?|"
    r"comptes?|lignes? (?:budg\w+|comptables?|de bus)|titres? de recette|engagements?|mandats?|num[ée]ros? d(?:e |’|')(?!t[ée]l|portable|mobile|fax)\w+)\b",
    re.IGNORECASE,
)
_DOSSIER = (
    r"\b(?:dossiers?|conventions?|avenants?|protocoles?|contrats?|march[ée]s?|courriers?|proc[ée]dures?|subventions?|notes?|circulaires?|appels? à projets?|"
    r"budgets?|versions?|annexes?|s[ée]ances?|r[ée]unions?|sessions?|lettres?|rapports?|proc[èe]s-verba\w+)\b"
)
_CLASSE_SI_NUMERO = re.compile(rf"{_DOSSIER}(?P<reste>.*)$", re.IGNORECASE | re.DOTALL)
_CLASSE_SI_CODE = re.compile(rf"{_DOSSIER}[ :]{{0,3}}$", re.IGNORECASE)
_REPOND = re.compile(
    r"\b(?:suivie?s? par|charg[ée]e?s? d|(?:service|bureau|direction)s? d|secr[ée]tariat|greffe)", re.IGNORECASE
)
_SUITE = re.compile(
    rf" ?(?:[kM]?€|euros?\b|centimes?\b|%|habitants?\b|familles\b|(?:et|,|ou|au|-|à) ?\d\d? (?:{'|'.join(MOIS)})\b|(?:{'|'.join(MOIS)})\b)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d\d([-/.])(?:\d\d\1){4}[A-Z]{1,3}\b")
_RANGS = re.compile(
    r"\b(?:(?:cantons|circonscriptions|secteurs|zones|arrondissements|quartiers|bassins|parcelles|salles|b[âa]timents|groupes|sections|classes|[ée]tapes|phases|"
    r"actions|objectifs|mesures|axes|volets|modules|tableaux|colonnes|cases|questions|indicateurs|alin[ée]as|paragraphes|titres|annexes|num[ée]ros|lignes|jours|tranches|[ée]quipes|bus|lieux|sites|ateliers|communes|territoires|unit[ée]s|trimestres|th[èe]mes|formations|niveaux|rangs|[ée]tages|postes|places|[ée]coles|les)"
    r"(?:\s(?:suivante?s|voisine?s|concern[ée]e?s|num[ée]ros|n°s?))?"
    r"|(?:horaires?|heures|cr[ée]neaux|ouvert(?:e?s?|ures?)|passages|d[ée]parts)(?:\s(?:d[eu]\s|d[’'])\w+|\ssuivante?s)?)(?:\sà)?\s?[:(]?\s?$",
    re.IGNORECASE,
)
_COMPTE = re.compile(r"\b(?:versions?|indicateurs?)\s$|\bnombres? d(?:e\s|[’'])\w+\s?:\s?$", re.IGNORECASE)
"""What the figures right after it number or count."""
_INTITULE = re.compile(r"(?P<mots>[^:=,]{1,60}?)(?P<signe> ?[:=(→–-]) ?$")
_CLE = re.compile(r"\W*[a-z_]+: ?")
"""Words and their sign say what is counted after it; the key of a value says nothing."""
_A_JOINDRE = re.compile(
    r"\b(?:coordonn|contact|secr[ée]tar|accueil|permanence|urgence|num[ée]ro|service|r[ée]f[ée]rent|membre|direct|bureau|p[ôo]le|antenne|centre|maison|"
    r"espace|point\b|association|caf\b|msa\b|udaf|cidff|ccas|mairie|pr[ée]fecture|tribunal|conseil|greffe|portable|p[èe]re\b|m[èe]re\b|parent\b|mme\b|madame|monsieur|m\.)",
    re.IGNORECASE,
)
"""After what answers a call, only hours of a day are left."""
_COMPTES = re.compile(r"\d\d(?:[^\w]{1,3}\d\d){4}")
_LISTE = re.compile(
    r"\b(?!coordonn|parent|service|permanence|urgence|accueil|num[ée]ro|r[ée]f[ée]rent|membre)[a-zà-ÿ]{3,}[sx]\s?[:(]?\s?$"
)
"""What commas set apart after it are its parts."""
_RANG_AU_PLUS = 40
"""Ranks, hours, days: what such words count goes up, and no further."""
_PAIRE_AVANT = re.compile(r"(?<!\d)\d\d[ .,-]{1,2}$")
_PAIRES_APRES = re.compile(r"(?:[ .,-]{1,2}\d\d(?!\d))*")
_BARRES = re.compile(r"0(?<![\w|].)(?<!\|\s.)[1-9](?:\s?\|\s?\d\d){4}(?!\s?\||\w)")
"""Bars hold the figures of a number together, but those of a table, which stand around them too, set its cells apart."""
_JOUR = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d\d)?"
_HEURE = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_MOMENT = re.compile(
    r"(?<!\d)(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    rf"|(?<![\d/]){_JOUR}(?:[ ,;-]{{1,3}}{_JOUR})+(?![\d/]|[ .-]\d\d(?![\d/]))"
    rf"|(?<![\d:]){_HEURE}(?:[ ,;/-]{{1,3}}{_HEURE})+(?![\d:])"
)
"""A whole date, several days of a year, several hours."""
_CHIFFRES = re.compile(r"\d[\d ./:,;-]{6,}")
"""All the signs of moments that follow one another: seven at least."""
_SUITE_DE_CHIFFRES = re.compile(r"[+03O][\s0-9OoIl()+./_':*,#~⋅-]{8,}")
"""All the signs of numbers that follow one another: nine at least."""


def telephones(text: str) -> Iterator[Etendue]:
    """Every telephone number."""
    text, end = _CHIFFRES.sub(_sans_moments, text), 0
    for rank, found in enumerate(_numeros(text)):
        if rank > AU_PLUS or _appelable(text, found, text[end : found.start()]):
            end = found.end()
            yield found.span()
    for found in _VIRGULES.finditer(text):
        before = avant(text, found.start())
        if _APPEL.search(before) or not (_LISTE.search(before) or _CLASSE_SI_NUMERO.search(before)):
            yield from [found.span()] if _appelable(text, found, ".") else []
    for found in trouves(_MOT_D_APPEL, _SANS_ZERO, text):
        if _annonce(found, avant(text, found.start())) and not _SUITE.match(apres(text, found.end())):
            yield found.span("numero")
    if "|" in text:
        yield from (found.span() for found in _BARRES.finditer(text))
    yield from (found.span() for found in trouves(_ZERO, _EN_LETTRES, text))


def _sans_moments(run: re.Match[str]) -> str:
    """What it holds, its dates, days and hours made letters: they look around them, and are looked for in the whole text."""
    signs, begin = list(run[0]), run.start()
    for found in _MOMENT.finditer(run.string, begin, run.end() + 1):
        signs[found.start() - begin : found.end() - begin] = "d" * len(found[0])
    return "".join(signs)


def _numeros(text: str) -> Iterator[re.Match[str]]:
    """What `_NUMERO.finditer` gives: it looks at one sign after the last."""
    for run in _SUITE_DE_CHIFFRES.finditer(text):
        yield from _NUMERO.finditer(text, run.start(), run.end() + 1)


def _appelable(text: str, found: re.Match[str], between: str) -> bool:
    """Whether one can call it. What the sentence says before and after tells; alone, ten figures of that form are a telephone."""
    before, after = avant(text, found.start()), apres(text, found.end())
    if _SUITE.match(after) or re.search(r"\b[nN]aissance\W*$", before):
        return False
    called = max((cue.end() for cue in _APPEL.finditer(before)), default=-1)
    if _rangs(found[0], before) or _COMPTE.search(before) or (called < 0 and _comptes(found[0], before)):
        return False
    coded = bool(_CODE.match(text, found.start()))
    filed = _filed(before, solid=found[0].isalnum(), coded=coded)
    if filed > called or (called < 0 and re.search(r"\bles $|[\w][-/_.]$|\b(?:19|20)\d\d[-/.]$", before)):
        return False
    more = _PAIRES_APRES.match(text, found.end(), found.end() + 120)
    return (
        called >= 0
        or bool(found["pays"])
        or _alone(found[0], before if between.strip() else "", more[0] if more else "")
    )


def _annonce(found: re.Match[str], before: str) -> bool:
    """Whether the word before a number without its zero announces one: « au » does after a call, « fixe » before pairs."""
    word = found["mot"].lower()
    return bool(_APPEL.search(before)) if word == "au" else word != "fixe" or len(found["numero"]) > len("612 345 678")


def _rangs(number: str, before: str) -> bool:
    """Whether they are the ranks, or the hours, of what has just been named."""
    ranks = [int(group) for group in re.findall(r"\d+", number)]
    counted = 0 < max(ranks, default=0) <= _RANG_AU_PLUS and all(a < b for a, b in itertools.pairwise(ranks))
    return counted and bool(_RANGS.search(before))


def _comptes(number: str, before: str) -> bool:
    """Whether they are small numbers, or the hours of a day, after the words that say which."""
    found = None if _CLE.fullmatch(before) else _INTITULE.search(before)
    if not found or not _COMPTES.fullmatch(number) or prenoms().intersection(mots(found["mots"])):
        return False
    counts = [int(group) for group in re.findall(r"\d+", number)]
    hours = counts[0] >= 6 and counts[-1] <= 24 and all(a < b for a, b in itertools.pairwise(counts))
    small = max(counts) <= _RANG_AU_PLUS and "(" not in found["signe"]
    return hours or (small and not _A_JOINDRE.search(found["mots"]))


def _filed(before: str, *, solid: bool, coded: bool) -> int:
    """Where the last word ends that announces a reference; -1 if none does, or if a call to someone follows it."""
    if re.search(r"\bau $", before) or (_REPOND.search(before) and not re.search(r"n[°ºo] ?$", before)):
        return -1
    near = before if solid else before[-45:]
    sure = max((cue.end() for cue in _CLASSE.finditer(near)), default=-1)
    found = _CLASSE_SI_NUMERO.search(near)
    if coded and _CLASSE_SI_CODE.search(near):
        sure = len(near)
    elif found and (solid or re.search(r"n[°ºo]|num[ée]ro", found["reste"], re.IGNORECASE)):
        sure = max(sure, found.start("reste"))
    if sure < 0 and solid and re.search(r"n[°º] ?$", near):
        sure = 0
    if sure < 0 or (not solid and "," in near[sure:]):
        return -1
    return sure + len(before) - len(near)


def _alone(number: str, before: str, more: str) -> bool:
    """Whether nothing around makes it a part of a longer list; two postcodes side by side are no telephone."""
    groups, pairs = re.findall(r"[0-9OoIl]+", number), re.findall(r"\d\d", more)
    counted = bool(pairs) and all(
        int(b) - int(a) == 1 for a, b in itertools.pairwise(groups) if a.isdigit() and b.isdigit()
    )
    listed = len(pairs) % 5 or counted or _PAIRE_AVANT.search(before)
    return not listed and list(map(len, groups)) != [5, 5]
