"""Personal data: what a public file must not hold, wherever it is written, comments included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.source.reader import Position

_MAIL = re.compile(r"[\w.+-]+(?:@|\s?(?:\(at\)|\[at\]|\(a\)|\barobase\b)\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\s?33[\s.\u00a0\u202f-]*(?:\(0\))?[\s.\u00a0\u202f-]*|0)[1-9](?:[\s.\u00a0\u202f/-]*\d{2}){4}(?![\w/-])"
)
_SOCIAL = re.compile(
    r"(?<![\w-])[12][ \u00a0]?\d{2}[ \u00a0]?(?:0[1-9]|1[0-2]|[2-9]\d)[ \u00a0]?(?:\d{2}|2[AB])[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?:[ \u00a0]?\d{2})?(?![\w-])"
)
_HOME = re.compile(
    r"\b(?:domicilié\w*|demeurant|résidant|adresse personnelle|à son domicile|son domicile)\b", re.IGNORECASE
)
_STREET = re.compile(
    r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|boulevard|place|chemin|impasse|allée|route|cours|quai|square|passage)\b",
    re.IGNORECASE,
)


def _lines(examination: Examination, pattern: re.Pattern[str]) -> Iterator[tuple[Position, str]]:
    """Each line of the file where the pattern is found; comments are public too."""
    if not pattern.search(examination.source):
        return
    for number, text in enumerate(examination.document.lines, 1):
        if found := pattern.search(text):
            yield Position(number, found.start() + 1), found[0].strip()


def _own_text(examination: Examination, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    """The same in the convention's own texts, if it has any: told at the key that names the file."""
    for chemin, whole in examination.textes_propres:
        for number, text in enumerate(whole.split("\n"), 1):
            if found := pattern.search(text):
                yield Finding(
                    chemin,
                    f"{examination.valeur(chemin)}, ligne {number} : « {found[0].strip()} » est {what} : l’effacer, le fichier est public",
                )


@rule(
    "courriel",
    "Une adresse électronique",
    "Le fichier est public, commentaires compris. Effacez l’adresse électronique : le site indique aux lecteurs comment joindre le service, sans adresse nominative.",
)
def mail(examination: Examination) -> Iterator[Finding]:
    """No e-mail address."""
    for place, text in (
        _lines(examination, _MAIL) if examination.mentions("@", "(at)", "[at]", "(a)", "arobase") else ()
    ):
        yield Finding((), f"« {text} » est une adresse électronique : l’effacer, le fichier est public", place=place)
    yield from _own_text(examination, _MAIL, "une adresse électronique")


@rule(
    "telephone",
    "Un numéro de téléphone",
    "Le fichier est public, commentaires compris. Effacez le numéro de téléphone.",
)
def phone(examination: Examination) -> Iterator[Finding]:
    """No phone number."""
    for place, text in _lines(examination, _PHONE):
        yield Finding((), f"« {text} » est un numéro de téléphone : l’effacer, le fichier est public", place=place)
    yield from _own_text(examination, _PHONE, "un numéro de téléphone")


@rule(
    "numero-personnel",
    "Un numéro de sécurité sociale",
    "La suite de chiffres a la forme d’un numéro de sécurité sociale. Effacez-la, et prévenez la personne qui tient le projet : l’historique doit être nettoyé.",
)
def social_security_number(examination: Examination) -> Iterator[Finding]:
    """No social security number."""
    for place, _ in _lines(examination, _SOCIAL):
        yield Finding((), "cette suite de chiffres a la forme d’un numéro de sécurité sociale : l’effacer", place=place)


@rule(
    "adresse-personnelle",
    "Une adresse personnelle",
    "Seule l’adresse du siège d’un organisme est publiée, sous « adresse ». Effacez l’adresse d’une personne.",
)
def home_address(examination: Examination) -> Iterator[Finding]:
    """No private address: neither said to be one, nor beside a person's name or function."""
    home = examination.mentions("domicil", "demeurant", "résidant", "personnelle")
    for chemin, text in examination.valeurs:
        person = chemin[-1] in {"nom", "prenom", "titre", "fonction", "signe_a"} and (
            "representants" in chemin or "membres" in chemin
        )
        if found := (_STREET.search(text) if person else home and _HOME.search(text)):
            yield Finding(
                chemin,
                f"« {found[0]} » annonce l’adresse d’une personne : n’écrire que l’adresse du siège d’un organisme, sous « adresse »",
            )


@rule(
    "nom-sans-accord",
    "Un nom sans accord enregistré",
    "Le nom d’un membre n’est publié qu’avec son accord : écrivez « accord_publication: oui » s’il l’a donné, sinon effacez « nom » et gardez la fonction. Même non publié, un nom reste lisible dans le fichier.",
)
def name_without_consent(examination: Examination) -> Iterator[Finding]:
    """A member's name needs recorded consent."""
    membres = examination.valeur(("suivi", "membres"))
    for ident, membre in membres.items() if isinstance(membres, dict) else ():
        if isinstance(membre, dict) and membre.get("nom") and membre.get("accord_publication") != "oui":
            message = f"le nom du membre « {ident} » est écrit sans accord enregistré : ajouter « accord_publication: oui » si la personne l’a donné, sinon effacer « nom »"
            yield Finding(("suivi", "membres", ident, "nom"), message)


@rule(
    "accord-sans-nom",
    "Un accord sans nom",
    "« accord_publication: oui » ne sert que si « nom » est rempli.",
    avertit=True,
)
def consent_without_name(examination: Examination) -> Iterator[Finding]:
    """Consent to publish nothing."""
    membres = examination.valeur(("suivi", "membres"))
    for ident, membre in membres.items() if isinstance(membres, dict) else ():
        if isinstance(membre, dict) and not membre.get("nom") and membre.get("accord_publication") == "oui":
            yield Finding(
                ("suivi", "membres", ident, "accord_publication"), "l’accord est enregistré, mais aucun nom n’est écrit"
            )


REGLES = (mail, phone, social_security_number, home_address, name_without_consent, consent_without_name)
