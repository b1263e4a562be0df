"""What an amendment changes and removes: nothing of it is accepted and lost."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.actes import Avenant
from conventions.model.convention import Convention
from conventions.model.french import liste
from conventions.source.chemins import retirable
from conventions.source.reader import Path
from conventions.source.suggestions import nearest

_QUELQUES = 3


@rule(
    "retrait-inconnu",
    "Un retrait qui ne retire rien",
    "Le chemin écrit sous « retire » commence sous « convention », et nomme ce qui part, par exemple « signataires.msa », « annexes.liste » ou « redaction.art-3-al-6 ». S’il ne mène à rien, ou s’il laisserait un blanc dans le texte, le message dit quoi écrire.",
)
def unknown_removal(examination: Examination) -> Iterator[Finding]:
    """What is removed is in the contract, or was brought by an amendment; and the text is whole without it."""
    for avenant in examination.dossier.avenants:
        for chemin, dotted in examination.elements("avenants", str(avenant.numero), "retire"):
            if reason := _refused(examination, str(dotted)):
                yield Finding(chemin, f"« {dotted} » {reason}")


def _refused(examination: Examination, dotted: str) -> str:
    """Why this path removes nothing: the one to write in its place, if it is accepted, else why that one is not either."""
    if not (reason := _reason(examination, dotted)):
        return ""
    right = retirable(dotted, examination.document)
    if right in {"", dotted}:
        return reason
    return _reason(examination, right) or f"n’est pas un chemin de la convention : écrire « {right} »"


def _reason(examination: Examination, dotted: str) -> str:
    """Why it removes nothing, or cannot be removed; empty if it names one thing that the contract has or had."""
    return _blank(examination, dotted) or _not_there(examination, dotted.split("."))


def _blank(examination: Examination, dotted: str) -> str:
    """What to write instead of removing what fills a blank of the trame."""
    modele = examination.dossier.modele
    for clause in modele.clauses if modele else ():
        if any(f"{blanc.champ}.".startswith(f"{dotted}.") for blanc in clause.blancs if blanc.champ):
            whole = f"« redaction: {{{clause.id}: {{remplace: …}}}} »"
            return f"remplit un blanc du texte, qui redeviendrait « à compléter » : écrire sous « modifie » les nouveaux mots, ou la phrase entière sans eux ({whole}), et effacer ce retrait"
    return ""


def _not_there(examination: Examination, steps: list[str]) -> str:
    """What is said of a path where nothing stands, or of what is not removed alone."""
    if steps[0] == "fait":
        return "est de la signature de l’original, qu’un avenant ne change pas : effacer ce retrait"
    if steps[0] == "redaction" and steps[2:] and steps[2] != "motif":
        return f"n’est qu’une partie d’une rédaction : retirer « redaction.{steps[1]} » en entier, ou écrire la nouvelle sous « modifie »"
    if len(steps) == 1:
        held = examination.valeur(("convention", steps[0]))
        named = [f"« {steps[0]}.{key} »" for key in list(held)[:_QUELQUES]] if isinstance(held, dict) else []
        return (
            f"ne se retire pas en entier : nommer ce qui part ({liste(named)})"
            if named
            else "ne se retire pas : donner la nouvelle valeur sous « modifie », et effacer ce retrait"
        )
    if steps[0] == "signataires" and len(steps) == 2 and steps[1] in examination.parties():
        return ""
    if any(_there(examination, (*place, *steps)) for place, _ in examination.textes()):
        return ""
    parent = examination.valeur(("convention", *steps[:-1]))
    close = nearest(steps[-1], list(parent)) if isinstance(parent, dict) else ""
    near = ".".join([*steps[:-1], close]) if close else ""
    why = _blank(examination, near) if near else ""
    return "n’est pas dans la convention" + (f" ; le plus proche : « {near} »{why and f', qui {why}'}" if near else "")


def _there(examination: Examination, chemin: Path) -> bool:
    parent = examination.valeur(chemin[:-1])
    return isinstance(parent, dict) and chemin[-1] in parent


@rule(
    "avenant-sans-place",
    "Ce qu’un avenant ne change pas",
    "Un avenant change le contrat, pas la signature du texte d’origine : où, quand et en combien d’exemplaires il a été signé. Ses propres signatures vont sous « signatures ». Un texte entier, sous « texte », ne vaut que pour une convention qui a son propre texte. Le message dit où écrire ce que vous vouliez.",
)
def change_has_a_place(examination: Examination) -> Iterator[Finding]:
    """What an amendment says is read somewhere."""
    if examination.dossier.modele and examination.valeur(("convention", "titre")):
        yield Finding(("convention", "titre"), _TITRE, cle=True)
    for avenant in examination.dossier.avenants:
        here: Path = ("avenants", str(avenant.numero))
        if examination.dossier.modele and examination.valeur((*here, "texte")):
            yield Finding((*here, "texte"), _TEXTE, cle=True)
        changed = next((texte for place, texte in examination.textes() if place == (*here, "modifie")), None)
        if changed:
            yield from _changes(examination, (*here, "modifie"), avenant, changed)


_TITRE = "le titre d’une convention qui suit la trame s’écrit sous « redaction » (« titre: {remplace: …} ») : l’y écrire, et effacer « titre » ici"
_TEXTE = "cette convention suit la trame, et ne montrerait pas ce texte : écrire sous « modifie » ce que l’avenant change (« redaction: {art-3-al-4: {remplace: …}} »), et effacer « texte »"
_FAIT = "un avenant ne change ni le lieu, ni la date, ni les exemplaires du texte d’origine : les effacer ici ; la date et le lieu de ses propres signatures vont sous « signatures »"


def _changes(examination: Examination, place: Path, avenant: Avenant, changed: Convention) -> Iterator[Finding]:
    if examination.valeur((*place, "fait")):
        yield Finding((*place, "fait"), _FAIT, cle=True)
    if examination.dossier.modele and examination.valeur((*place, "titre")):
        yield Finding((*place, "titre"), _TITRE, cle=True)
    for partie in changed.signataires:
        first = examination.dossier.origine.partie(partie.cle)
        signed = (*avenant.signataires.get(partie.cle, ()), *(first.representants if first else ()))
        known = {person.signe_le for person in signed}
        for person in partie.representants:
            if person.signe_le and person.signe_le not in known:
                message = f"cette date ne se verrait pas : la signature de l’avenant s’écrit sous « signatures » (« {partie.cle}: {person.signe_le} ») ; l’y écrire, et l’effacer ici"
                yield Finding((*place, "signataires", partie.cle, "representants", person.rang, "signe_le"), message)


REGLES = (unknown_removal, change_has_a_place)
