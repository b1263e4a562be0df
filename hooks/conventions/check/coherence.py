"""Rules on one file: what the format cannot say. Each rule finds one kind of fault and says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.regle import Examen, Rule
from conventions.problem import Problem
from conventions.texte import date_longue


def file_name(examen: Examen) -> Iterator[Problem]:
    """The file bears the name of its département."""
    expected = f"{examen.folder.name}/{examen.dossier.departement.slug}.yml"
    if examen.document.path != expected:
        message = f"le fichier du département {examen.dossier.code} doit s’appeler « {expected} »"
        yield examen.document.problem(("departement",), message, "nom-du-fichier")


def known_period(examen: Examen) -> Iterator[Problem]:
    """The trame exists."""
    periode = examen.dossier.periode
    if periode != "aucune" and periode not in examen.registre.trames:
        known = ", ".join(examen.registre.trames)
        yield examen.document.problem(
            ("trame",), f"la trame « {periode} » n’existe pas ; périodes connues : {known}", "trame-inconnue"
        )


def known_clauses(examen: Examen) -> Iterator[Problem]:
    """A local wording names a clause of the trame, or adds one."""
    trame = examen.dossier.trame
    if trame is None:
        return
    for redaction in examen.dossier.origine.redaction:
        if redaction.operation != "ajoute" and redaction.clause not in trame.par_id:
            path = ("convention", "redaction", redaction.clause)
            message = f"la clause « {redaction.clause} » n’existe pas dans la trame {trame.periode}"
            yield examen.document.problem(path, message, "clause-inconnue", key=True)


def signatures_not_in_the_future(examen: Examen) -> Iterator[Problem]:
    """Nobody has signed after the day of the build."""
    for partie in examen.dossier.origine.signataires:
        for rank, person in enumerate(partie.representants):
            if person.signe_le and person.signe_le > examen.registre.au:
                path = ("convention", "signataires", partie.cle, "representants", rank, "signe_le")
                message = f"la date de signature ({date_longue(person.signe_le)}) est dans le futur ; attendu : une date au plus tard le {date_longue(examen.registre.au)}"
                yield examen.document.problem(path, message, "date-future")


def known_axes_and_commitments(examen: Examen) -> Iterator[Problem]:
    """An action serves a commitment that exists."""
    trame = examen.dossier.trame
    if trame is None:
        return
    local = {f"obj-{o.numero}" for o in examen.dossier.origine.objectifs} | {
        f"obj-{o.numero}-{lettre}" for o in examen.dossier.origine.objectifs for lettre in o.engagements
    }
    for action in examen.dossier.origine.actions:
        if action.engagement and action.engagement not in trame.par_id and action.engagement not in local:
            path = ("convention", "objectifs", str(action.objectif), "actions", action.id, "engagement")
            known = ", ".join(i for i in trame.par_id if i.startswith(f"obj-{action.objectif}"))
            message = f"l’engagement « {action.engagement} » n’existe pas ; engagements de cet objectif : {known}"
            yield examen.document.problem(path, message, "engagement-inconnu")


def files_exist(examen: Examen) -> Iterator[Problem]:
    """What a file refers to is there."""
    dossier = examen.dossier
    named = [(("convention", "annexes", a.cle, "fichier"), a.fichier) for a in dossier.origine.annexes if a.fichier]
    named += [(("convention", "signataires", p.cle, "logo"), p.logo) for p in dossier.origine.signataires if p.logo]
    if dossier.document_signe and dossier.document_signe.fichier:
        named.append((("document_signe", "fichier"), dossier.document_signe.fichier))
    for path, name in named:
        if not (examen.folder / name).is_file():
            message = (
                f"le fichier « {name} » n’existe pas : le déposer dans {examen.folder.name}/{name.rpartition('/')[0]}/"
            )
            yield examen.document.problem(path, message, "fichier-absent")


RULES: tuple[Rule, ...] = (
    file_name,
    known_period,
    known_clauses,
    signatures_not_in_the_future,
    known_axes_and_commitments,
    files_exist,
)
