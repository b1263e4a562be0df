"""The parties: who can sign here, under which key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.faits import gone, version_on
from conventions.model.blocks import Paragraphe
from conventions.model.convention import Action, Partie
from conventions.model.french import FIN, abrege, date_longue
from conventions.model.ids import nature
from conventions.model.rich_text import parties
from conventions.source.cles import membre
from conventions.source.reader import Path


def toutes(examination: Examination) -> Iterator[tuple[Path, Partie]]:
    """Every party that the file describes, in the original text and in what amendments change."""
    for place, texte in examination.textes():
        for partie in texte.signataires:
            yield (*place, "signataires", partie.cle), partie


@rule(
    "msa-absente",
    "Un département sans caisse de MSA",
    "En Guadeloupe, en Martinique, en Guyane et à La Réunion, il n’y a pas de caisse de mutualité sociale agricole : la clause est sans objet, et rien n’est à écrire.",
)
def no_msa_here(examination: Examination) -> Iterator[Finding]:
    """A CMSA cannot sign where the law has none."""
    for chemin, partie in toutes(examination):
        if partie.nature == "msa" and examination.dossier.departement.msa_absente:
            yield Finding(
                chemin,
                f"aucune caisse de MSA ne peut signer ici ({examination.dossier.departement.msa_absente}) : supprimer cette partie",
                cle=True,
            )


@rule(
    "collectivite",
    "La collectivité qui signe",
    "Là où la collectivité n’est pas un simple département, ou là où il y en a deux, la clé est fixée : le message la donne.",
)
def right_collectivity(examination: Examination) -> Iterator[Finding]:
    """Where two authorities share the territory, each has its own key."""
    expected = [c for c in examination.dossier.departement.parties if c.startswith("collectivite-")]
    for chemin, partie in toutes(examination):
        if partie.nature == "collectivite" and expected and partie.cle not in expected:
            yield Finding(
                chemin,
                f"« {partie.cle} » ne dit pas laquelle ; clés de ce département : {', '.join(expected)}",
                cle=True,
            )


@rule(
    "presente-et-absente",
    "Une partie présente et absente",
    "La même partie est sous « signataires » et sous « sans ». Gardez-la à un seul endroit.",
)
def present_and_absent(examination: Examination) -> Iterator[Finding]:
    """A party that signs is not declared absent."""
    for place, texte in examination.textes():
        for cle in texte.sans:
            if texte.partie(cle):
                yield Finding(
                    (*place, "sans", cle), f"« {cle} » est aussi parmi les signataires : garder l’un des deux", cle=True
                )
            elif (whole := examination.entier(place)) and whole.partie(cle):
                message = f"« {cle} » est encore parmi les signataires : si elle part, écrire « retire: [signataires.{cle}] » dans cet avenant ; effacer cette absence"
                yield Finding((*place, "sans", cle), message, cle=True)


@rule(
    "sans-inutile",
    "Une absence qui va de soi",
    "« sans » ne sert qu’aux parties que la trame attend. Les communes, associations et autres signataires n’ont pas à y être.",
    avertit=True,
)
def useless_absence(examination: Examination) -> Iterator[Finding]:
    """`sans` names a party of the trame."""
    expected = examination.dossier.departement.parties
    natures = {nature(c) for c in expected}
    for cle in examination.dossier.origine.sans:
        if nature(cle) not in natures:
            yield Finding(
                ("convention", "sans", cle),
                f"« {cle} » n’est pas attendue ici ; parties attendues : {', '.join(expected)}",
                cle=True,
            )


@rule(
    "siren",
    "Le numéro Siren",
    "Les neuf chiffres ne forment pas un numéro Siren : le dernier est une clé de contrôle. Vérifiez-les sur l’avis de situation de l’organisme.",
)
def siren_key(examination: Examination) -> Iterator[Finding]:
    """The key of a SIREN (Luhn)."""
    for chemin, partie in toutes(examination):
        digits = [int(c) for c in partie.siren]
        total = sum(d if rank % 2 == 0 else (2 * d) // 10 + (2 * d) % 10 for rank, d in enumerate(digits))
        if partie.siren and total % 10:
            yield Finding(
                (*chemin, "siren"),
                f"« {partie.siren} » n’est pas un numéro Siren : sa clé de contrôle est fausse, un chiffre est mal recopié",
            )


@rule(
    "partie-inconnue",
    "Une partie qui n’est pas signataire",
    "Le pilote d’une action, ses partenaires, l’auteur d’une dénonciation, le signataire d’un avenant ou d’un accord de renouvellement est désigné par la clé qu’il a sous « signataires ». Le message donne les clés connues.",
)
def unknown_party(examination: Examination) -> Iterator[Finding]:
    """Whoever leads, denounces, pays or signs an amendment is a party."""
    known = examination.parties()
    for chemin, cle in _named(examination):
        if cle and cle not in known:
            close = membre(cle, known)
            near = f" ; écrire « {close} »" if close else ""
            yield Finding(
                chemin,
                f"« {cle} » n’est pas une partie de cette convention{near} ; parties : {', '.join(known)}",
                cle=chemin[-1] == cle,
            )


def _named(examination: Examination) -> Iterator[tuple[Path, str]]:
    suivi = examination.dossier.suivi
    for place, texte in examination.textes():
        for a in texte.actions:
            action = (*place, "objectifs", str(a.objectif), "actions", a.id)
            yield (*action, "pilote"), a.pilote
            yield from ((chemin, str(cle)) for chemin, cle in examination.elements(*map(str, action), "partenaires"))
        for accord in texte.renouvellement.accords if texte.renouvellement else ():
            here = (*place, "renouvellement", "expres", "accords", accord.numero, "par")
            named = examination.elements(*map(str, here))
            yield from ((chemin, str(cle)) for chemin, cle in named)
    for avenant in examination.dossier.avenants:
        yield from ((("avenants", str(avenant.numero), "signatures", cle), cle) for cle in avenant.signatures)
    yield from ((("fin", f.id, "par"), f.par) for f in examination.dossier.fins)
    yield from ((("suivi", "indicateurs", i.id, "par"), i.par) for i in suivi.indicateurs)
    for feuille in suivi.feuilles_de_route:
        place = ("suivi", "feuilles_de_route", str(feuille.numero), "actions")
        yield from (((*place, a.id, "pilote"), a.pilote) for a in feuille.actions)


@rule(
    "pilote-partenaire",
    "Un pilote parmi ses partenaires",
    "Le pilote conduit l’action : ses partenaires sont les autres signataires qui y prennent part. Gardez-le à un seul endroit.",
)
def lead_among_its_partners(examination: Examination) -> Iterator[Finding]:
    """Who leads an action is not told again among those that help it, be it that two acts say so."""
    for place, texte in examination.textes():
        for cited in texte.actions:
            whole = examination.entier(place)
            action = next((a for a in (whole or texte).actions if a.id == cited.id), cited)
            here = (*place, "objectifs", str(cited.objectif), "actions", cited.id)
            if action.pilote in action.partenaires and (cited.pilote or cited.partenaires):
                found = [c for c, cle in examination.elements(*map(str, here), "partenaires") if cle == action.pilote]
                yield Finding(
                    (found or [(*here, "pilote")])[0],
                    f"« {action.pilote} » est le pilote de cette action, et l’un de ses partenaires : l’enlever de « partenaires », ou nommer un autre pilote",
                )


@rule(
    "partie-deja-partie",
    "Une partie qui a quitté la convention",
    "Qui a quitté la convention ne la dénonce plus, et n’en pilote plus d’action ni n’en est partenaire. Vérifiez la partie et les dates de la lettre. Pour une action, le message dit où écrire le nouveau pilote, ou ses partenaires.",
    avertit=True,
)
def party_that_has_left(examination: Examination) -> Iterator[Finding]:
    """Whoever has left neither denounces, nor leads, nor helps."""
    dossier = examination.dossier
    for fin in dossier.fins:
        sent, own = fin.envoyee_le or fin.recue_le, fin.effet_le if fin.portee == "partie" else None
        if fin.par and sent and (own is None or sent < own) and gone(dossier, fin.par, sent):
            message = f"« {fin.par} » a déjà quitté la convention le jour de cette lettre ({date_longue(sent)}) : vérifier « par » et les dates, ou effacer cette fin"
            yield Finding(("fin", fin.id, "par"), message)
    for action in version_on(dossier, date.max).convention.actions:
        if action.pilote and gone(dossier, action.pilote, date.max):
            yield from _remains(examination, action, action.pilote, "pilote")
        for cle in action.partenaires:
            if gone(dossier, cle, date.max):
                yield from _remains(examination, action, cle, "partenaires")


_RESTE = {
    "pilote": ("pilote", "écrire le nouveau pilote", "effacer « pilote »"),
    "partenaires": ("partenaire", "écrire les partenaires qui restent", "effacer « partenaires »"),
}
"""Of what an action says of a party: what the party is, what to write instead, what to do where nobody is."""


def _remains(examination: Examination, action: Action, cle: str, champ: str) -> Iterator[Finding]:
    """Where it was last written, and what to write instead, in the act by which the party leaves if that is an amendment."""
    below = ("objectifs", str(action.objectif), "actions", action.id, champ)
    places = [(*place, *below) for place, _ in examination.textes() if examination.valeur((*place, *below))]
    act = next((a.numero for a in examination.dossier.avenants if cle in a.quittent), None)
    role, instead, otherwise = _RESTE[champ]
    where = f" sous « modifie » de l’avenant n°\u00a0{act}, ou y ajouter « retire: [{'.'.join(below)}] »"
    remedy = f"{instead}{where if act else f', ou {otherwise}'}"
    for place in places[-1:]:
        yield Finding(place, f"« {cle} » quitte la convention, et reste {role} de cette action : {remedy}")


_CI_APRES = re.compile(r"(?:ci-après,?\s+)?(?:(?:dénommé|désigné|appelé)e?s?\s+)?", re.IGNORECASE)
_ENTRE_GUILLEMETS = re.compile(r"""[«“"]\s*([^«»“”"]+?)\s*[»”"]""")
_EN_VERTU = re.compile(r"(?:agissant\s+)?en\s+vertu\s+(?P<de>du|des|de|d[’'])\s*(?P<acte>\S.*)", re.IGNORECASE)
_DIT_DU_NOM = "le texte écrit déjà « ci-après dénommé », et les guillemets autour de la dénomination"
_DIT_DU_MANDAT = "le texte écrit déjà « agissant en vertu de », et la ponctuation qui suit le mandat"
_ARTICLES = {"du": "le ", "des": "les "}


@rule(
    "mots-deja-ecrits",
    "Des mots que le site écrit déjà",
    "Devant la dénomination d’une partie, le texte dit « ci-après dénommé », et la met entre guillemets ; devant son mandat, il dit « agissant en vertu de ». Écrivez ce qui suit ces mots : « l’UDAF », « délibération n° 12 du 3 mars 2026 ».",
)
def words_of_the_site(examination: Examination) -> Iterator[Finding]:
    """A name or a mandate typed with the words that stand around it would say them twice."""
    for chemin, partie in toutes(examination):
        for champ, valeur, nue, dit in (
            ("denomination", partie.denomination, _denomination_nue(partie.denomination), _DIT_DU_NOM),
            ("mandat", partie.mandat, _mandat_nu(partie.mandat), _DIT_DU_MANDAT),
        ):
            if nue and nue != valeur:
                yield Finding((*chemin, champ), f"{dit} ; écrire « {nue} »")


def _denomination_nue(valeur: str) -> str:
    """« ci-après dénommée « l’UDAF » » → « l’UDAF »."""
    bare = valeur[found.end() :] if (found := _CI_APRES.match(valeur)) else valeur
    quoted = _ENTRE_GUILLEMETS.fullmatch(bare)
    return quoted[1] if quoted else bare


def _mandat_nu(valeur: str) -> str:
    """« en vertu du pouvoir donné le 3 mars. » → « le pouvoir donné le 3 mars »."""
    bare = FIN.sub("", valeur).rstrip()
    found = _EN_VERTU.fullmatch(bare)
    return _ARTICLES.get(found["de"].lower(), "") + found["acte"] if found else bare


_AU_MILIEU = {"nom", "prenom", "titre", "adresse", "denomination", "signe_a", "a"}
"""What stands inside a sentence, of a party, of who signs, and of the place where all did."""
_SANS_FIN = {"mention", "objet", "mandat", "seul"}
"""What the site takes the last sign off, or another rule tells of."""


@rule(
    "signe-final",
    "Un point au milieu d’une phrase",
    "Le nom, le titre et l’adresse d’une partie, comme l’introduction, sont au milieu d’une phrase du texte : « située 2 place du Marché, 01000 Bourg-en-Bresse représentée par… ». Un point ou une virgule à leur fin la couperait. Supprimez ce signe ; l’introduction, elle, finit par une virgule. Ailleurs, une valeur courte ne finit pas par une virgule : elle serait montrée.",
    avertit=True,
)
def stop_inside_a_sentence(examination: Examination) -> Iterator[Finding]:
    """A value that the sentence goes on after does not end it; what the site takes off by itself is not told."""
    long = dict(examination.riches)
    for chemin, value in examination.valeurs:
        if not (text := value.rstrip()).endswith((".", ",", ";")):
            continue
        bare = FIN.sub("", text)
        if bare == text or examination.refused(chemin):
            continue
        if chemin[-1] in _AU_MILIEU and {"signataires", "signatures", "fait"} & set(chemin):
            yield Finding(chemin, f"la phrase continue après « {abrege(text, 50)} » ; écrire « {bare} »")
        elif text[-1] == "," and chemin not in long and chemin[-1] not in _SANS_FIN:
            yield Finding(chemin, f"la virgule à la fin de « {abrege(text, 50)} » serait montrée ; écrire « {bare} »")
        if chemin[-1] == "introduction" and text[-1] == "." and isinstance([*parties(text)][-1].bloc, Paragraphe):
            message = "le texte continue par « les objectifs de coopération sont définis… » : finir l’introduction par une virgule, et non par un point"
            yield Finding(chemin, message)


REGLES = (
    stop_inside_a_sentence,
    words_of_the_site,
    no_msa_here,
    right_collectivity,
    present_and_absent,
    useless_absence,
    siren_key,
    unknown_party,
    lead_among_its_partners,
    party_that_has_left,
)
