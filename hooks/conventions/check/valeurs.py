"""Values that the format admits and that may not say what their author thinks: a number, quotes from a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import abrege, nombre
from conventions.source.nodes import property_names

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_WORD = re.compile('[“„]([^“”„]*)[”“"]|"?([^“”„]*)”|‘([^‘’]*)’')
_FRENCH = re.compile(r"«\s*([^«»]*[^«»\s])\s*»")
_QUOTED = {"denomination", "intitule"}
"""What may well be the name of something, between quotes; of a denomination, the site tells more."""

_KEY = re.compile(r"(?<=[^\W_]) +([a-z_]+): ")


@rule(
    "nombre-ambigu",
    "Un nombre qui se lit de deux façons",
    "Un point ou une virgule suivis de trois chiffres peuvent séparer les milliers ou les décimales. Le site lit toujours des décimales. Pour des milliers, écrivez le nombre sans point ni virgule ; pour des décimales, ôtez les zéros de la fin ou ajoutez un chiffre.",
    avertit=True,
)
def ambiguous_number(examination: Examination) -> Iterator[Finding]:
    """« 207.800 » is 207,8 here, and 207 800 for many."""
    for indicateur in examination.dossier.suivi.indicateurs:
        written = indicateur.valeur
        if _THOUSANDS.fullmatch(written):
            thousands, decimals = re.sub(r"[.,]", "", written), written.rstrip("0").rstrip(".,")
            other = decimals if decimals != written else f"{written}0"
            message = f"« {written} » se lit {nombre(decimals)} : pour {nombre(thousands)}, écrire « {thousands} » ; pour {nombre(decimals)}, écrire « {other} »"
            yield Finding(("suivi", "indicateurs", indicateur.id, "valeur"), message)


@rule(
    "guillemets",
    "Des guillemets de traitement de texte",
    'Les guillemets que Word écrit (“ ”) ne délimitent pas une valeur : la page les montre. Si la valeur doit être délimitée, employez des guillemets droits (" ") ; si le texte cite quelque chose, des guillemets français (« »). Ceux-ci non plus ne délimitent pas une valeur : un nom, une adresse ou un titre n’en a pas autour de lui.',
    avertit=True,
)
def quotes_around(examination: Examination) -> Iterator[Finding]:
    """A whole value between the quotes of a word processor, or a short one between those of French; a long text may quote."""
    long = dict(examination.riches)
    for chemin, text in examination.valeurs if examination.mentions("“", "”", "„", "‘", "«") else ():
        short = chemin not in long and chemin[-1] not in _QUOTED
        found = _WORD.fullmatch(text.strip()) or (_FRENCH.fullmatch(text.strip()) if short else None)
        if found and not examination.refused(chemin):
            inside = next(filter(None, found.groups()), "")
            yield Finding(
                chemin,
                f"les guillemets autour de cette valeur seront montrés ; sans eux, écrire « {abrege(inside, 200)} »",
            )


@rule(
    "cle-dans-une-valeur",
    "Une clé écrite dans une valeur",
    "La valeur contient le nom d’une clé du format suivi de deux-points : tout serait montré comme un seul texte. Il manque sans doute une virgule (entre accolades) ou un retour à la ligne avant cette clé, ou un guillemet est mal placé.",
    avertit=True,
)
def key_in_a_value(examination: Examination) -> Iterator[Finding]:
    """« maire signe_le: 2026-10-16 » in one value; a long text may well say « date: »."""
    long = dict(examination.riches)
    for chemin, text in examination.valeurs:
        found = next((f for f in _KEY.finditer(text) if f[1] in property_names()), None)
        if found and chemin not in long and not examination.refused(chemin):
            yield Finding(
                chemin,
                f"« {found[1]}: » est dans cette valeur, qui serait montrée entière : fermer la valeur avant cette clé, et les séparer d’une virgule ou d’un retour à la ligne",
            )


REGLES = (ambiguous_number, quotes_around, key_in_a_value)
