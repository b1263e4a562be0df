"""Who signs: the two heads of the court of appeal, whom the common date stands for, and whose name is whose."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.parties import toutes
from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import date_longue, liste

_SANS_NOM = ("prefet", "cour")
"""The parties that have no name of their own."""


@rule(
    "cour-deux-signatures",
    "Les deux chefs de cour",
    "La trame attend deux personnes pour la cour d’appel : le premier président ou la première présidente, et le procureur général ou la procureure générale. Tant que l’une manque, la cour n’a pas signé. Si une seule a signé pour les deux, dites pourquoi sous « seul ».",
    avertit=True,
)
def two_heads_of_court(examination: Examination) -> Iterator[Finding]:
    """The court signs twice, unless the file says why one of its heads signs for both."""
    texte = examination.dossier.origine
    partie = texte.partie("cour")
    if partie is None or len(partie.representants) != 1 or partie.seul:
        return
    if texte.signe_le(partie.representants[0]):
        yield Finding(
            ("convention", "signataires", "cour", "representants"),
            "il manque le nom, le prénom et le titre du second chef de cour : la cour d’appel ne compte pas comme signée ; l’ajouter sous « representants », ou, si un seul a signé pour les deux, dire pourquoi sous « seul »",
        )


@rule(
    "seul-chef-de-cour",
    "Un seul chef de cour",
    "« seul » dit pourquoi un seul des deux chefs de cour signe, pour les deux. Il ne s’écrit que sous « cour », et quand une seule personne est écrite sous « representants ».",
)
def one_head_of_court(examination: Examination) -> Iterator[Finding]:
    """`seul` is the court's, and one person signs."""
    for chemin, partie in toutes(examination):
        if not examination.valeur((*chemin, "seul")):
            continue
        if partie.nature != "cour":
            yield Finding(
                (*chemin, "seul"), f"« seul » ne s’écrit que sous « cour », pas sous « {partie.cle} »", cle=True
            )
        elif len(partie.representants) > 1:
            message = f"« seul » dit qu’un seul chef de cour signe, mais {len(partie.representants)} personnes sont écrites : effacer « seul », ou la personne qui ne signe pas"
            yield Finding((*chemin, "seul"), message, cle=True)


@rule(
    "signature-par-defaut",
    "Qui a signé à la date commune",
    "La date de « fait » vaut pour chaque personne nommée sous « representants » qui n’a pas la sienne, même si son « signe_le » est laissé vide. Elle ne vaut pas pour une partie dont personne n’est nommé. Vérifiez qui a signé : si l’une n’a pas signé, effacez « fait: le » et datez chaque signature.",
    avertit=True,
)
def signed_by_default(examination: Examination) -> Iterator[Finding]:
    """The common date stands for no party whose signer is not named, and maybe not for an empty date among others."""
    texte = examination.dossier.origine
    if texte.fait_le is None:
        return
    day = date_longue(texte.fait_le)
    for partie in texte.signataires:
        if not any(p.connu or p.signe_le for p in partie.representants):
            message = f"« fait » donne la date du {day}, mais personne n’est nommé pour « {partie.cle} », qui ne compte pas comme signée ; nommer qui a signé sous « representants »"
            yield Finding(("convention", "signataires", partie.cle), message, cle=True)
    if empty := _left_empty(examination):
        which = liste(f"« {cle} »" for cle in empty)
        message = f"« signe_le » est vide sous {which} et pas ailleurs : la date de « fait », le {day}, y vaut signature ; si quelqu’un n’a pas signé, effacer « fait: le » et dater chaque signature ; sinon, effacer « signe_le »"
        yield Finding(("convention", "fait", "le"), message)


@rule(
    "nom-de-la-personne",
    "Le nom d’une personne, écrit comme celui de la partie",
    "Sous un tiret, tout ce qui est d’une personne commence dans la même colonne. Un « nom » écrit plus à gauche, après elle, est celui de la partie : la personne n’en a pas. Mettez-le dans la colonne de son prénom ; si c’est bien celui de la partie, écrivez-le avant « representants ».",
    avertit=True,
)
def name_of_a_person(examination: Examination) -> Iterator[Finding]:
    """A lone `nom` in the column of the dash, after someone who has none, is the party's: it looks like that of the person."""
    for chemin, partie in toutes(examination):
        people, document = examination.valeur((*chemin, "representants")), examination.document
        last = people[-1] if isinstance(people, list) and people else None
        nameless = isinstance(last, dict) and not last.get("nom") and ("prenom" in last or partie.nature in _SANS_NOM)
        if not isinstance(people, list) or not nameless or not examination.valeur((*chemin, "nom")):
            continue
        name, first = (
            document.position((*chemin, "nom"), key=True),
            document.position((*chemin, "representants", len(people) - 1)),
        )
        if name.line > first.line:
            message = f"« nom: {partie.nom} » est lu comme le nom de la partie, et la personne écrite au-dessus n’en a pas : si c’est le sien, commencer à la colonne {first.column} ; sinon, l’écrire avant « representants »"
            yield Finding((*chemin, "nom"), message, cle=True)


def _left_empty(examination: Examination) -> list[str]:
    """The parties with a date of signature that is typed empty, where those of others are not."""
    people = [
        (partie.cle, examination.valeur(("convention", "signataires", partie.cle, "representants", person.rang)))
        for partie in examination.dossier.origine.signataires
        for person in partie.representants
    ]
    empty = [cle for cle, typed in people if isinstance(typed, dict) and "signe_le" in typed and not typed["signe_le"]]
    return list(dict.fromkeys(empty)) if len(empty) < len(people) else []


REGLES = (two_heads_of_court, one_head_of_court, signed_by_default, name_of_a_person)
