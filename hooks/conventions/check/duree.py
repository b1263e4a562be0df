"""What a convention says of its signatures by document alone, of its renewal, and of what comes after its term."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.dates import UN_JOUR, before, date_rule
from conventions.compose.faits import living_versions, signatures, term
from conventions.compose.parties import nom_partie
from conventions.compose.reconduction import phrase_propre, renews
from conventions.compose.renouvellement import disagreeing
from conventions.model.convention import Convention
from conventions.model.french import abrege, date_longue, liste
from conventions.model.renouvellement import AccordExpres
from conventions.source.reader import Path

_CLAUSE = "art-8-al-2"
_A_ECRIRE = "l’écrire aussi sous « convention: renouvellement », en « tacite » ou en « expres »"


def _renewals(examination: Examination) -> Iterator[tuple[Path, Convention]]:
    """Each place where a renewal is written, with the whole text that it is part of."""
    for place, texte in examination.textes():
        if texte.renouvellement and (whole := examination.entier(place)):
            yield (*place, "renouvellement"), whole


@rule(
    "document-a-attester",
    "Un document signé, par qui ?",
    "Un document signé est cité, mais des dates de signature manquent : le site ne sait pas si toutes les parties l’ont signé. Si le document porte toutes les signatures, écrivez « tous_ont_signe: oui » sous « document_signe ». Sinon, écrivez la date de chaque signature.",
    avertit=True,
)
def document_to_attest(examination: Examination) -> Iterator[Finding]:
    """A signed document says who signed it: all of them, or those whose day is written."""
    dossier = examination.dossier
    asked = not examination.refused(("document_signe", "tous_ont_signe"))
    if asked and dossier.document_signe and not dossier.document_signe.tous_ont_signe:
        given = signatures(dossier)
        if not given.completes:
            missing = liste(
                nom_partie(dossier.departement, c, dossier.origine.partie(c)) for c, d in given.jours.items() if not d
            )
            message = f"le document signé est cité, mais aucune date de signature n’est écrite pour {missing} : si le document porte leur signature, écrire « tous_ont_signe: oui »"
            yield Finding(("document_signe",), message, cle=True)


@rule(
    "renouvellement-de-la-trame",
    "Un renouvellement que la trame ne prévoit pas",
    "L’article 8, alinéa 2 de la trame dit que renouveler, c’est signer une nouvelle convention. Pour renouveler, écrivez donc un nouveau fichier, et rangez l’ancien dans les archives. « renouvellement » ne sert que si les parties ont écrit une autre règle : recopiez alors leurs mots sous « redaction ».",
)
def renewal_of_the_trame(examination: Examination) -> Iterator[Finding]:
    """No renewal is written beside the trame's own words, by which a renewal is a new convention."""
    dossier = examination.dossier
    for place, whole in _renewals(examination):
        if date_rule(dossier, whole, "terme") and not any(map(renews, whole.redaction)):
            message = (
                f"l’article 8, alinéa 2 est celui de la trame : renouveler, c’est y signer une nouvelle convention ; supprimer « renouvellement », "
                f"et, quand la nouvelle convention sera signée, écrire son fichier et ranger celui-ci dans departments/archives/{dossier.periode}/. "
                f"Si les parties ont écrit autre chose, recopier leurs mots sous « redaction: {_CLAUSE}: remplace »"
            )
            yield Finding(place, message, cle=True)


@rule(
    "renouvellement-double",
    "Un renouvellement à la fois tacite et exprès",
    "Une convention se renouvelle d’elle-même (« tacite »), ou parce que les parties en conviennent (« expres ») : gardez celui que dit le texte.",
)
def renewal_of_one_kind(examination: Examination) -> Iterator[Finding]:
    """Tacit or express, not both."""
    for place, _ in _renewals(examination):
        written = examination.valeur(place)
        if isinstance(written, dict) and written.get("tacite") and written.get("expres"):
            yield Finding(
                (*place, "expres"),
                "« tacite » et « expres » sont écrits tous les deux : garder celui que dit le texte",
                cle=True,
            )


@rule(
    "renouvellement-incomplet",
    "Un renouvellement dont le terme ne se calcule pas",
    "Le terme en cours se calcule à partir de la première échéance (« dates: echeance ») et de la durée de chaque renouvellement (« duree »). Sans elles, la page dit que le terme n’est pas connu.",
    avertit=True,
)
def renewal_that_counts(examination: Examination) -> Iterator[Finding]:
    """The first term and the length of each renewal are written."""
    for place, whole in _renewals(examination):
        first = whole.echeance or date_rule(examination.dossier, whole, "terme")
        if first is None and examination.dossier.modele is None:
            message = "la première échéance manque : l’écrire sous « convention: dates: echeance »"
            yield Finding(place, message, cle=True)
        rule_ = whole.renouvellement
        if rule_ and rule_.duree is None and (rule_.tacite or any(a.jusqu_au is None for a in rule_.accords)):
            kind = "tacite" if rule_.tacite else "expres"
            message = "la durée de chaque renouvellement manque : l’écrire sous « duree » (exemple : « duree: 1 an »)"
            yield Finding((*place, kind), message, cle=True)


@rule(
    "preavis-trop-long",
    "Un préavis plus long que la période",
    "Pour s’opposer à un renouvellement, le préavis tient dans la période qui se termine : sinon, le jour limite vient avant qu’elle commence. Vérifiez « preavis » et « duree ».",
    avertit=True,
)
def notice_within_the_period(examination: Examination) -> Iterator[Finding]:
    """The last day to oppose a renewal is a day of the period that it ends."""
    for place, whole in _renewals(examination):
        rule_ = whole.renouvellement
        if rule_ and rule_.tacite and rule_.preavis and rule_.duree:
            day = whole.echeance or examination.registry.au
            if before(day, rule_.preavis) < before(day, rule_.duree):
                message = f"le préavis ({rule_.preavis.mots}) est plus long que la période ({rule_.duree.mots}) : vérifier l’un et l’autre"
                yield Finding((*place, "tacite", "preavis"), message)


@rule(
    "renouvellement-a-saisir",
    "Un renouvellement que le site ne connaît pas",
    "La rédaction de l’article 8, ou le texte propre à la convention, parle de renouvellement ou de reconduction. Écrivez la règle sous « renouvellement » : le site en calcule le terme en cours, le dernier terme possible et le jour limite pour s’opposer.",
    avertit=True,
)
def renewal_to_write(examination: Examination) -> Iterator[Finding]:
    """What the words say of renewal is written for the site to count."""
    for place, texte in examination.textes():
        local = next((r for r in texte.redaction if renews(r)), None)
        whole = examination.entier(place)
        if local and not texte.renouvellement and not (whole and len(place) > 1 and whole.renouvellement):
            message = f"cette rédaction parle de renouvellement : {_A_ECRIRE}"
            yield Finding((*place, "redaction", local.clause), message, cle=True)
    for chemin, text in examination.textes_propres:
        whole = examination.entier(("convention",) if chemin == ("texte",) else chemin)
        if (told := phrase_propre(text)) and not (whole and whole.renouvellement):
            yield Finding(chemin, f"ce texte parle de renouvellement (« {abrege(told)} ») : {_A_ECRIRE}")


@rule(
    "renouvellement-sans-effet",
    "Un renouvellement exprès sans effet",
    "Un renouvellement exprès engage quand toutes les parties l’ont accepté, après la signature de la convention et au plus tard le dernier jour du terme en cours, jusqu’à un jour plus lointain que ce terme. Après, la convention avait pris fin.",
    avertit=True,
)
def express_renewal_agreed(examination: Examination) -> Iterator[Finding]:
    """All parties agree, before the term that they renew."""
    for place, whole in _renewals(examination):
        rule_ = whole.renouvellement
        for rank, accord in enumerate(rule_.accords if rule_ else (), 1):
            here = (*place, "expres", "accords", str(accord.numero))
            if not examination.valeur(here):
                continue
            yield from (Finding(here, message, cle=True) for message in _without_effect(examination, whole, accord))
            if rule_ and rule_.fois and rank > rule_.fois:
                message = f"le renouvellement n°\u00a0{accord.numero} n’a pas d’effet : le texte en prévoit {rule_.fois} au plus (« fois »)"
                yield Finding(here, message, cle=True)


def _without_effect(examination: Examination, whole: Convention, accord: AccordExpres) -> Iterator[str]:
    dossier, name = examination.dossier, f"le renouvellement n°\u00a0{accord.numero}"
    first = signatures(dossier).completes_le
    if missing := disagreeing(dossier, whole, accord):
        names = liste(nom_partie(dossier.departement, cle, whole.partie(cle)) for cle in missing)
        yield f"{name} n’engage pas encore ; manque, sous « par » : {names}"
    if accord.le is None:
        yield f"{name} n’engage pas encore : écrire sous « le » le jour du dernier accord"
    elif first and accord.le < first:
        yield f"{name} a été convenu le {date_longue(accord.le)}, avant la signature de la convention ({date_longue(first)}) : vérifier les deux dates"
    elif (end := term(dossier, whole, accord.le - UN_JOUR).le) and end < accord.le:
        yield f"{name} a été convenu le {date_longue(accord.le)}, après le terme ({date_longue(end)}) : la convention avait pris fin"
    elif end and accord.jusqu_au and accord.jusqu_au <= end:
        yield f"{name} va jusqu’au {date_longue(accord.jusqu_au)} (« jusqu_au »), qui n’est pas après le terme ({date_longue(end)}) : il ne renouvelle rien"


@rule(
    "avenant-apres-le-terme",
    "Un avenant signé après le terme",
    "Une convention se prolonge par un avenant signé de tous avant son terme (Code civil, article 1213). Signé après, il ne la prolonge pas : elle avait pris fin entre-temps. Vérifiez les dates, ou écrivez une nouvelle convention.",
    avertit=True,
)
def amendment_after_term(examination: Examination) -> Iterator[Finding]:
    """An extension is signed by all before the term: what comes later is none of the texts of the convention."""
    dossier = examination.dossier
    *_, last = alive = list(living_versions(dossier))
    late = next((version for version in dossier.versions[len(alive) :] if version.du), None)
    end = term(dossier, last.convention, late.du).le if late and late.du else None
    if late and late.du and end:
        number = late.avenants[0]
        message = f"l’avenant n°\u00a0{number} (effet le {date_longue(late.du)}) vient après le terme ({date_longue(end)}) : la convention avait pris fin (Code civil, art. 1213)"
        yield Finding(("avenants", str(number)), message, cle=True)


REGLES = (
    document_to_attest,
    renewal_of_the_trame,
    renewal_of_one_kind,
    renewal_that_counts,
    notice_within_the_period,
    renewal_to_write,
    express_renewal_agreed,
    amendment_after_term,
)
