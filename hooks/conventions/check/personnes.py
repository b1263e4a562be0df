"""Personal data: what a public file must not hold, wherever it is written, comments included. What it looks like is in `prive/`."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.prive.courriels import nominatif
from conventions.check.prive.lieux import rue
from conventions.check.prive.noms import nom_de_personne
from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import abrege
from conventions.source.reader import Path, Value


def private(examination: Examination, regle: str, sentence: str) -> Iterator[Finding]:
    """Whatever that rule finds private, in the file and in the convention's own text, which is told at the key that names it."""
    for chemin, place, trace in examination.privees:
        if trace.regle == regle and not (len(chemin) == 4 and _service(chemin, regle)):
            yield Finding(chemin, f"« {abrege(trace.mots)} » {sentence}", place=place)
    for chemin, text, found in examination.privees_propres:
        for trace in found:
            if trace.regle == regle:
                line = text.count("\n", 0, trace.debut) + 1
                yield Finding(
                    chemin, f"{examination.valeur(chemin)}, ligne {line} : « {abrege(trace.mots)} » {sentence}"
                )


def _service(chemin: Path, key: str) -> bool:
    """Whether the value is a service's own, for the public (suivi.services.….telephone)."""
    return chemin[:2] == ("suivi", "services") and chemin[-1] == key


@rule(
    "courriel",
    "Une adresse électronique",
    "Le fichier est public, commentaires compris. Effacez l’adresse électronique. L’adresse générique d’un service qui reçoit le public (contact@…, mediation@…) s’écrit sous « suivi », « services », à la clé « courriel » ; celle d’une personne (prenom.nom@…), jamais.",
)
def mail(examination: Examination) -> Iterator[Finding]:
    """No e-mail address, but a service's own in its place."""
    sentence = "est une adresse électronique : l’effacer, le fichier est public ; celle d’un service s’écrit sous suivi.services, à « courriel »"
    yield from private(examination, "courriel", sentence)
    for ident, service in _entries(examination, "services"):
        adresse = service.get("courriel")
        if isinstance(adresse, str) and nominatif(adresse):
            message = f"« {abrege(adresse)} » semble être l’adresse d’une personne : écrire l’adresse générique du service, comme contact@… ou mediation@…, ou effacer « courriel »"
            yield Finding(("suivi", "services", ident, "courriel"), message)


@rule(
    "telephone",
    "Un numéro de téléphone",
    "Le fichier est public, commentaires compris. Effacez le numéro de téléphone. Celui d’un service qui reçoit le public s’écrit sous « suivi », « services », à la clé « telephone ». Une référence qui a la forme d’un numéro s’écrit après un mot qui le dit : « délibération n° … ».",
)
def phone(examination: Examination) -> Iterator[Finding]:
    """No telephone number, but a service's own in its place."""
    sentence = "est un numéro de téléphone : l’effacer, le fichier est public ; celui d’un service s’écrit sous suivi.services, à « telephone »"
    yield from private(examination, "telephone", sentence)


@rule(
    "numero-personnel",
    "Un numéro de sécurité sociale",
    "La suite de chiffres a la forme d’un numéro de sécurité sociale. Effacez-la, et prévenez la personne qui tient le projet : l’historique doit être nettoyé.",
)
def social_security_number(examination: Examination) -> Iterator[Finding]:
    """No social security number. It is not repeated in the message, which is public too."""
    for finding in private(examination, "numero-personnel", ""):
        message = "cette suite de chiffres a la forme d’un numéro de sécurité sociale : l’effacer"
        yield finding._replace(message=message)


@rule(
    "compte-bancaire",
    "Un numéro de compte ou de carte",
    "La suite de signes a la forme d’un numéro de compte (IBAN, RIB) ou de carte bancaire. Effacez-la : une convention n’en a pas besoin, et le fichier est public.",
)
def bank_number(examination: Examination) -> Iterator[Finding]:
    """No account, no card. Neither is repeated in the message."""
    for finding in private(examination, "compte-bancaire", ""):
        message = (
            "cette suite de signes est un numéro de compte ou de carte bancaire : l’effacer, le fichier est public"
        )
        yield finding._replace(message=message)


@rule(
    "date-de-naissance",
    "Une date de naissance",
    "Une personne qui signe a un nom, un prénom et une fonction, rien de plus. Effacez sa date de naissance.",
)
def birth(examination: Examination) -> Iterator[Finding]:
    """No date of birth."""
    yield from private(
        examination, "date-de-naissance", "est la date de naissance d’une personne : l’effacer, le fichier est public"
    )


_HOME = (
    "semble être l’adresse d’une personne : l’effacer ; seule l’adresse d’un organisme est publiée, sous « adresse »"
)


@rule(
    "adresse-personnelle",
    "Une adresse personnelle",
    "Un numéro et une rue, un lieu-dit ou un appartement suivent le nom d’une personne, ou ce qui dit où elle habite. Effacez-les : seule l’adresse du siège d’un organisme est publiée, sous « adresse ».",
    avertit=True,
)
def home_address(examination: Examination) -> Iterator[Finding]:
    """No private address: neither said to be one, nor beside a person's name or function."""
    told = set()
    for finding in private(examination, "adresse-personnelle", _HOME):
        told.add(finding.chemin)
        yield finding
    for chemin, text in examination.valeurs:
        person = chemin[-1] in {"nom", "prenom", "titre", "fonction"} and bool(
            {"representants", "membres"} & set(chemin)
        )
        if person and chemin not in told and (found := rue(text)):
            yield Finding(chemin, f"« {found} » {_HOME}")


@rule(
    "nom-sans-accord",
    "Un nom sans accord enregistré",
    "Le nom d’un membre n’est publié qu’avec son accord : écrivez-le sous « nom », avec « accord_publication: oui » s’il l’a donné, sinon effacez « nom » et gardez la fonction. Même non publié, un nom reste lisible dans le fichier. Une fonction, un organisme, un service ne portent pas le nom d’une personne.",
)
def name_without_consent(examination: Examination) -> Iterator[Finding]:
    """A member's name needs recorded consent, and has its own key."""
    for ident, membre in _entries(examination, "membres"):
        accord = membre.get("accord_publication")
        if membre.get("nom") and isinstance(accord, str) and accord != "oui":
            message = f"« {accord} » sous « accord_publication », et le nom du membre « {ident} » est écrit : écrire « oui » si la personne a donné son accord, sinon effacer « nom »"
            yield Finding(("suivi", "membres", ident, "accord_publication"), message)
        elif membre.get("nom") and accord != "oui":
            message = f"le nom du membre « {ident} » est écrit sans accord enregistré : ajouter « accord_publication: oui » si la personne l’a donné, sinon effacer « nom »"
            yield Finding(("suivi", "membres", ident, "nom"), message)
        remedy = "l’effacer, ou l’écrire sous « nom » avec « accord_publication: oui » si cette personne l’a accepté"
        yield from _named(("suivi", "membres", ident), membre, ("fonction", "organisme"), remedy)
    for ident, service in _entries(examination, "services"):
        yield from _named(("suivi", "services", ident), service, ("nom",), "écrire le nom du service")


def _named(place: Path, entry: dict[str, Value], keys: tuple[str, ...], remedy: str) -> Iterator[Finding]:
    for key in keys:
        if name := nom_de_personne(str(entry.get(key) or "")):
            yield Finding(
                (*place, key), f"« {abrege(name)} », sous « {key} », semble être le nom d’une personne : {remedy}"
            )


@rule(
    "accord-sans-nom",
    "Un accord sans nom",
    "« accord_publication: oui » ne sert que si « nom » est rempli.",
    avertit=True,
)
def consent_without_name(examination: Examination) -> Iterator[Finding]:
    """Consent to publish nothing."""
    for ident, membre in _entries(examination, "membres"):
        if not membre.get("nom") and membre.get("accord_publication") == "oui":
            yield Finding(
                ("suivi", "membres", ident, "accord_publication"), "l’accord est enregistré, mais aucun nom n’est écrit"
            )


def _entries(examination: Examination, key: str) -> Iterator[tuple[str, dict[str, Value]]]:
    found = examination.entries("suivi", key).items()
    return ((ident, entry) for ident, entry in found if isinstance(entry, dict))


REGLES = (
    mail,
    phone,
    social_security_number,
    bank_number,
    birth,
    home_address,
    name_without_consent,
    consent_without_name,
)
