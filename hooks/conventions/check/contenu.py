"""What the contract says: its clauses, objectives, commitments and actions against the trame."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from conventions.check.redaction import out_of_place
from conventions.check.rule import Examination, Finding, rule
from conventions.model import ids
from conventions.model.convention import Convention, Redaction
from conventions.model.trame import Trame
from conventions.source import cles
from conventions.source.suggestions import nearest


@rule(
    "clause-inconnue",
    "Une clause inconnue",
    "L’identifiant n’est pas celui d’une clause de la trame. Ouvrez la page de la trame, cliquez sur le repère de la phrase dans la marge, et prenez ce qui suit le # dans l’adresse. Pour une phrase nouvelle, employez « ajoute ».",
)
def known_clauses(examination: Examination) -> Iterator[Finding]:
    """A local wording or a correction names a clause of the trame, or one that the convention adds."""
    trame = examination.dossier.trame
    if trame is None:
        return
    added = {r.clause for _, t in examination.textes() for r in t.redaction if r.operation == "ajoute"}
    named = [
        ((*place, "redaction", r.clause), r.clause, True)
        for place, t in examination.textes()
        for r in t.redaction
        if r.operation != "ajoute"
    ]
    named += [
        (chemin, str(clause), False)
        for r in examination.dossier.rectifications
        for chemin, clause in examination.elements("rectifications", r.id, "clauses")
    ]
    local = re.compile(r"obj-\d+(-.+)?|partie-.+|annexe-.+")
    known = {*trame.par_id, *examination.parties_clauses}
    for chemin, clause, cle in named:
        if clause not in known and clause not in added and not (not cle and local.fullmatch(clause)):
            fault = f"la clause « {clause} » n’existe pas dans la trame {trame.periode}"
            said = cles.clause(clause)
            close = said if said in known else nearest(clause, sorted(known), 0.8)
            near = f" ; écrire « {close} »" if close else ""
            beyond = _beyond(clause, trame, examination) if cle and close != said else ""
            yield Finding(chemin, f"{fault}{beyond or near}", cle=cle)


def _beyond(clause: str, trame: Trame, examination: Examination) -> str:
    """What to write for an alinéa that its article has not: the words of another one would be lost under these."""
    article, alinea, _ = clause.partition("-al-")
    last = next((c for c in reversed(trame.par_id) if alinea and c.startswith(f"{article}-al-")), "")
    if not last or not (free := _after(last, examination.redigees)):
        return ""
    return f" ; l’article s’arrête à « {last} » : prendre le bon alinéa ou, pour une phrase nouvelle, nommer la clause « {free} » et mettre ses mots sous « ajoute »"


@rule(
    "place-d-un-ajout",
    "La place d’une phrase ajoutée",
    "La place d’une phrase ajoutée se lit dans son identifiant : celui de la phrase qui la précède, suivi de « -bis », puis « -ter », « -quater », jusqu’à « -vicies ». Un article ajouté suit le dernier de la trame : « art-9 », puis « art-9-al-1 » ; une phrase s’insère aussi entre deux des siennes.",
)
def place_of_an_addition(examination: Examination) -> Iterator[Finding]:
    """`ajoute` has an id that says where it goes, and that no clause has yet."""
    trame = examination.dossier.trame
    if trame is None:
        return
    known = {*trame.par_id, *examination.parties_clauses}
    for place, texte in examination.textes():
        for redaction in texte.redaction:
            if redaction.operation != "ajoute" or out_of_place(trame, redaction, examination, texte):
                continue
            if fault := _misplaced(redaction, known, texte, examination):
                yield Finding((*place, "redaction", redaction.clause), fault, cle=True)


def _misplaced(redaction: Redaction, known: set[str], texte: Convention, examination: Examination) -> str:
    clause, written = redaction.clause, examination.redigees
    if clause in known:
        free = _after(clause, written) or f"{clause}-{ids.SUITES[-1]}"
        return f"« {clause} » existe déjà dans la trame : employer « remplace », ou « {free} » pour ajouter après elle"
    base, suffix = ids.suite(clause)
    added = ids.ARTICLE_AJOUTE.fullmatch(base)
    new = added["article"] if added and added["article"] not in known else ""
    if suffix and (base in known or new):
        if "-al-" not in base and base.startswith("art-") and re.match(r"\W*article\b", redaction.texte, re.IGNORECASE):
            article = next(f"art-{n}" for n in itertools.count(1) if f"art-{n}" not in known | written)
            return f"« {clause} » se place entre le titre de l’article et son premier alinéa : pour un article entier, écrire son titre sous « {article} », après le dernier"
        before = [*([base] if new else []), *(f"{base}-{s}" for s in ids.SUITES[: ids.SUITES.index(suffix)])]
        missing = [c for c in before if not texte.redaction_de(c) and not examination.dossier.origine.redaction_de(c)]
        return f"« {clause} » vient après « {missing[0]} », qui n’est pas écrit : commencer par lui" if missing else ""
    if new and not suffix:
        if new not in written:
            return f"l’article ajouté n’a pas de titre : ajouter aussi « {new} »"
        return ""
    close = nearest(base, sorted(known | {c for c in written if ids.ARTICLE_AJOUTE.fullmatch(c)}))
    near = f", par exemple « {free} »" if close and (free := _after(close, written)) else ""
    if close and not near:
        return f"plus rien ne s’ajoute après « {close}-{ids.SUITES[-1]} » : écrire cette suite dans son texte"
    return (
        f"la place de « {clause} » ne se lit pas : prendre l’identifiant de la clause d’avant, suivi de « -bis »{near}"
    )


def _after(clause: str, written: Collection[str]) -> str:
    """The first id that is still free after a clause; empty if none is."""
    return next((ident for suffix in ids.SUITES if (ident := f"{clause}-{suffix}") not in written), "")


@rule(
    "redaction-operation",
    "Une rédaction locale, une seule opération",
    "Sous une clause, écrivez « remplace », « ajoute » ou « supprime: oui » : l’un des trois, et un seul.",
)
def one_operation(examination: Examination) -> Iterator[Finding]:
    """Exactly one of replace, add, remove."""
    for place, texte in examination.textes():
        for redaction in texte.redaction:
            chemin = (*place, "redaction", redaction.clause)
            written = [
                k for k in ("remplace", "ajoute", "supprime") if examination.valeur((*chemin, k)) not in (None, "non")
            ]
            if len(written) != 1 and not any(
                (*chemin, k) in examination.faulty for k in ("remplace", "ajoute", "supprime")
            ):
                found = (
                    f"{' et '.join(f'« {k} »' for k in written)} sont écrits ensemble : garder"
                    if written
                    else "rien n’est changé à cette clause : écrire"
                )
                yield Finding(
                    chemin,
                    f"{found} « remplace », « ajoute » ou « supprime: oui », un seul des trois",
                    cle=True,
                )


@rule(
    "objectif-national",
    "Un objectif national n’est pas à réécrire",
    "Les objectifs 1 à 4 et leurs engagements sont ceux de la trame. Ajoutez-y des actions ; pour changer leurs mots, passez par « redaction » ; pour un objectif propre au département, prenez le numéro 5 ou un suivant.",
)
def national_objective(examination: Examination) -> Iterator[Finding]:
    """The trame's objectives have neither title nor commitments of their own."""
    trame = examination.dossier.trame
    for place, texte in examination.textes() if trame else ():
        for objectif in texte.objectifs:
            for cle, value in (("intitule", objectif.intitule), ("engagements", objectif.engagements)):
                if trame and not trame.local(objectif.numero) and value:
                    message = f"l’objectif {objectif.numero} est celui de la trame : « {cle} » ne s’écrit que pour un objectif local ({trame.premier_local} et suivants)"
                    yield Finding((*place, "objectifs", str(objectif.numero), cle), message, cle=True)


@rule(
    "objectif-numero",
    "Le numéro d’un objectif local",
    "Les objectifs locaux se suivent à partir de 5, sans trou : le numéro fait partie des adresses publiées.",
    avertit=True,
)
def local_objective_number(examination: Examination) -> Iterator[Finding]:
    """Local objectives follow each other, after the trame's."""
    trame = examination.dossier.trame or examination.registry.trame
    written = sorted({o.numero for _, t in examination.textes() for o in t.objectifs if trame.local(o.numero)})
    for expected, numero in enumerate(written, trame.premier_local):
        if numero != expected:
            yield Finding(
                ("convention", "objectifs", str(numero)),
                f"l’objectif {numero} vient après l’objectif {expected - 1} : attendu {expected}",
                cle=True,
            )
            return


@rule(
    "engagement-inconnu",
    "Un engagement inconnu",
    "L’action dit servir un engagement qui n’existe pas. Le message donne ceux de l’objectif. Pour un objectif local, l’engagement doit d’abord être écrit sous « engagements ».",
)
def known_commitments(examination: Examination) -> Iterator[Finding]:
    """An action serves a commitment that exists."""
    trame = examination.dossier.trame
    if trame is None:
        return
    objectifs = [o for _, t in examination.textes() for o in t.objectifs]
    known = {i for i in trame.par_id if i.startswith("obj-")} | {ids.objectif(o.numero) for o in objectifs}
    known |= {f"{ids.objectif(o.numero)}-{lettre}" for o in objectifs for lettre in o.engagements}
    for place, texte in examination.textes():
        for action in texte.actions:
            if action.engagement and action.engagement not in known:
                own = sorted(i for i in known if ids.numero_de(i) == action.objectif)
                chemin = (*place, "objectifs", str(action.objectif), "actions", action.id, "engagement")
                yield Finding(
                    chemin,
                    f"l’engagement « {action.engagement} » n’existe pas ; engagements de cet objectif : {', '.join(own)}",
                )


@rule(
    "engagement-d-un-autre-objectif",
    "L’engagement d’un autre objectif",
    "L’action est rangée sous un objectif et sert l’engagement d’un autre. C’est possible, mais c’est souvent une faute de frappe.",
    avertit=True,
)
def commitment_of_another_objective(examination: Examination) -> Iterator[Finding]:
    """An action most often serves the objective under which it stands."""
    for place, texte in examination.textes():
        for action in texte.actions:
            served = ids.numero_de(action.engagement)
            if served is not None and served != action.objectif:
                chemin = (*place, "objectifs", str(action.objectif), "actions", action.id, "engagement")
                yield Finding(
                    chemin,
                    f"l’action est sous l’objectif {action.objectif}, mais « {action.engagement} » est de l’objectif {served}",
                )


@rule(
    "reunions-par-an",
    "Le nombre de réunions par an",
    "La trame demande au moins une réunion par an (article 3, alinéa 6).",
)
def meetings_a_year(examination: Examination) -> Iterator[Finding]:
    """At least one meeting a year."""
    for place, texte in examination.textes():
        if texte.instance.reunions_par_an is not None and not 1 <= texte.instance.reunions_par_an <= 52:
            message = f"« {texte.instance.reunions_par_an} » réunion par an ; attendu : au moins 1 (article 3, alinéa 6), au plus 52"
            yield Finding((*place, "instance", "reunions_par_an"), message)


REGLES = (
    known_clauses,
    place_of_an_addition,
    one_operation,
    national_objective,
    local_objective_number,
    known_commitments,
    commitment_of_another_objective,
    meetings_a_year,
)
