"""Values that the format admits and that may not say what their author thinks: a number, quotes from a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import abrege, nombre

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_WORD = re.compile('[“„]([^“”„]*)[”“"]|"?([^“”„]*)”')


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
    'Les guillemets que Word écrit (“ ”) ne délimitent pas une valeur : la page les montre. Si la valeur doit être délimitée, employez des guillemets droits (" ") ; si le texte cite quelque chose, des guillemets français (« »).',
    avertit=True,
)
def quotes_around(examination: Examination) -> Iterator[Finding]:
    """A whole value between the quotes of a word processor."""
    for chemin, text in examination.valeurs if examination.mentions("“", "”", "„") else ():
        found = _WORD.fullmatch(text.strip())
        if found and not examination.refused(chemin):
            inside = found[1] if found[1] is not None else found[2]
            yield Finding(
                chemin,
                f"les guillemets autour de cette valeur seront montrés ; sans eux, écrire « {abrege(inside, 200)} »",
            )


REGLES = (ambiguous_number, quotes_around)
