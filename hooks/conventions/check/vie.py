"""The life of the convention: amendments, corrections, roadmaps, indicators; and what is written twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from conventions.check.regle import Constat, Examen, regle
from conventions.compose.dates import entry_into_force, years_without_meeting
from conventions.fields import Path
from conventions.proches import nearest
from conventions.texte import date_longue, mots


@regle(
    "avenant-vide",
    "Un avenant qui ne change rien",
    "Dites ce que l’avenant change, sous « modifie » (les mêmes clés que « convention ») ou sous « retire ».",
    avertit=True,
)
def empty_amendment(examen: Examen) -> Iterator[Constat]:
    """An amendment changes something."""
    for avenant in examen.dossier.avenants:
        here: Path = ("avenants", str(avenant.numero))
        if not examen.valeur((*here, "modifie")) and not examen.valeur((*here, "retire")):
            yield Constat(
                here, f"l’avenant n°\u00a0{avenant.numero} ne change rien : écrire « modifie » ou « retire »", cle=True
            )


@regle(
    "retrait-inconnu",
    "Un retrait qui ne retire rien",
    "Le chemin écrit sous « retire » ne mène à rien dans la convention. Il commence sous « convention », par exemple « signataires.msa » ou « redaction.art-3-al-6 ».",
)
def unknown_removal(examen: Examen) -> Iterator[Constat]:
    """What is removed is in the contract, or was brought by an amendment."""
    roots: list[Path] = [place for place, _ in examen.textes()]
    for avenant in examen.dossier.avenants:
        removed = examen.valeur(("avenants", str(avenant.numero), "retire"))
        for rank, dotted in enumerate(removed if isinstance(removed, list) else ()):
            steps = str(dotted).split(".")
            if any(_there(examen, (*root, *steps)) for root in roots):
                continue
            if steps[0] == "signataires" and len(steps) == 2 and steps[1] in examen.parties():
                continue
            parent = examen.valeur(("convention", *steps[:-1]))
            close = nearest(steps[-1], list(parent)) if isinstance(parent, dict) else ""
            near = f" ; le plus proche : « {'.'.join([*steps[:-1], close])} »" if close else ""
            yield Constat(
                ("avenants", str(avenant.numero), "retire", rank), f"« {dotted} » n’est pas dans la convention{near}"
            )


def _there(examen: Examen, chemin: Path) -> bool:
    parent = examen.valeur(chemin[:-1])
    return isinstance(parent, dict) and chemin[-1] in parent


@regle(
    "rectification-sans-signature",
    "Une rectification avant la signature",
    "Tant que la convention n’est pas signée, une faute se corrige simplement. « rectifications » sert après la signature, pour une erreur de copie.",
    avertit=True,
)
def correction_before_signature(examen: Examen) -> Iterator[Constat]:
    """Corrections are of a signed text."""
    dossier = examen.dossier
    if (
        dossier.rectifications
        and dossier.texte == "trame"
        and entry_into_force(dossier) is None
        and dossier.document_signe is None
    ):
        yield Constat(("rectifications",), "la convention n’est pas encore signée : corriger le texte suffit", cle=True)


@regle(
    "objectif-de-feuille",
    "L’objectif d’une action de la feuille de route",
    "Écrivez le numéro d’un objectif : 1 à 4, ou celui d’un objectif local de la convention.",
)
def roadmap_objective(examen: Examen) -> Iterator[Constat]:
    """A planned action serves an objective that exists."""
    known = {1, 2, 3, 4} | {o.numero for _, t in examen.textes() for o in t.objectifs}
    for feuille in examen.dossier.suivi.feuilles_de_route:
        for action in feuille.actions:
            if action.objectif is not None and action.objectif not in known:
                chemin = ("suivi", "feuilles_de_route", str(feuille.numero), "actions", action.id, "objectif")
                yield Constat(
                    chemin,
                    f"l’objectif {action.objectif} n’existe pas ; objectifs connus : {', '.join(map(str, sorted(known)))}",
                )


@regle(
    "bilan-sans-feuille",
    "Le bilan d’une feuille de route absente",
    "« feuille-2 » est le bilan de la feuille de route numéro 2, qui doit exister sous « feuilles_de_route ».",
)
def assessment_of_nothing(examen: Examen) -> Iterator[Constat]:
    """An assessment is of a roadmap that exists."""
    known = {f"feuille-{f.numero}" for f in examen.dossier.suivi.feuilles_de_route}
    for bilan in examen.dossier.suivi.bilans:
        if bilan.id != "global" and bilan.id not in known:
            expected = ", ".join(sorted({*known, "global"}))
            yield Constat(
                ("suivi", "bilans", bilan.id),
                f"« {bilan.id} » est le bilan d’une feuille de route qui n’existe pas ; attendu : {expected}",
                cle=True,
            )


@regle(
    "indicateur-inconnu",
    "Un indicateur inconnu",
    "L’identifiant n’est pas celui d’un indicateur publié. Le message donne ceux qui existent.",
)
def known_indicator(examen: Examen) -> Iterator[Constat]:
    """An indicator is one of the published list."""
    known = examen.registre.reference.indicateurs
    for valeur in examen.dossier.suivi.indicateurs:
        if valeur.indicateur and valeur.indicateur not in known:
            close = nearest(valeur.indicateur, list(known))
            near = f" ; le plus proche : « {close} »" if close else ""
            message = f"l’indicateur « {valeur.indicateur} » n’existe pas{near} ; indicateurs : {', '.join(known)}"
            yield Constat(("suivi", "indicateurs", valeur.id, "indicateur"), message)


@regle(
    "annee-d-un-indicateur",
    "L’année d’un indicateur",
    "Une valeur publiée porte sur une année commencée, et pas d’avant 2006, année des premiers travaux communs.",
)
def year_of_an_indicator(examen: Examen) -> Iterator[Constat]:
    """A value is of a year that has begun."""
    for valeur in examen.dossier.suivi.indicateurs:
        if valeur.annee is not None and not 2006 <= valeur.annee <= examen.registre.au.year:
            yield Constat(
                ("suivi", "indicateurs", valeur.id, "annee"),
                f"« {valeur.annee} » ; attendu : une année de 2006 à {examen.registre.au.year}",
            )


@regle(
    "enveloppe-sans-partie",
    "Une enveloppe sans signataire",
    "Une enveloppe financière se donne par signataire : dites lequel sous « par », avec sa clé.",
    avertit=True,
)
def envelope_of_whom(examen: Examen) -> Iterator[Constat]:
    """Envelopes are followed by party (objective 1)."""
    for valeur in examen.dossier.suivi.indicateurs:
        if valeur.indicateur == "enveloppes" and not valeur.par:
            yield Constat(
                ("suivi", "indicateurs", valeur.id),
                "de quel signataire est cette enveloppe ? L’écrire sous « par »",
                cle=True,
            )


@regle(
    "doublon",
    "La même chose écrite deux fois",
    "Deux éléments disent la même chose : deux indicateurs de la même année, deux réunions du même jour, deux parties du même nom. Gardez-en un seul.",
)
def duplicates(examen: Examen) -> Iterator[Constat]:
    """Nothing is counted twice."""
    suivi = examen.dossier.suivi
    indicateurs = (
        ((i.indicateur, i.annee, i.par, i.unite, i.definition), ("suivi", "indicateurs", i.id))
        for i in suivi.indicateurs
        if i.indicateur
    )
    yield from _twice(examen, indicateurs, "cet indicateur a déjà une valeur pour la même année")
    days = examen.valeur(("suivi", "reunions"))
    reunions = (
        (str(r.get("le")), ("suivi", "reunions", n))
        for n, r in enumerate(days if isinstance(days, list) else ())
        if isinstance(r, dict)
    )
    yield from _twice(examen, reunions, "cette réunion est déjà écrite")
    for place, texte in examen.textes():
        named = ((tuple(mots(p.nom.casefold())), (*place, "signataires", p.cle)) for p in texte.signataires if p.nom)
        yield from _twice(examen, named, "une autre partie porte déjà ce nom")
        numbered = (
            (p.siren or p.insee, (*place, "signataires", p.cle)) for p in texte.signataires if p.siren or p.insee
        )
        yield from _twice(examen, numbered, "une autre partie porte déjà ce numéro")


@regle(
    "doublon-probable",
    "Deux textes identiques",
    "Deux actions ont le même intitulé ou la même description, ou la même personne est écrite deux fois. C’est souvent un copier-coller oublié.",
    avertit=True,
)
def likely_duplicates(examen: Examen) -> Iterator[Constat]:
    """A copied block that nobody adapted."""
    for place, texte in examen.textes():
        actions = [(a, (*place, "objectifs", str(a.objectif), "actions", a.id)) for a in texte.actions]
        yield from _twice(
            examen,
            ((mots(a.intitule.casefold()), c) for a, c in actions if a.intitule),
            "une autre action a déjà cet intitulé",
        )
        yield from _twice(
            examen,
            ((mots(a.description), c) for a, c in actions if len(a.description) > 80),
            "une autre action a déjà cette description",
        )
        for partie in texte.signataires:
            here = (*place, "signataires", partie.cle, "representants")
            people = (
                ((r.nom.casefold(), r.prenom.casefold()), (*here, n))
                for n, r in enumerate(partie.representants)
                if r.nom
            )
            yield from _twice(examen, people, "cette personne est déjà écrite")


def _twice(examen: Examen, items: Iterable[tuple[Hashable, Path]], words: str) -> Iterator[Constat]:
    seen: dict[Hashable, Path] = {}
    for value, chemin in items:
        if value in seen:
            line = examen.document.position(seen[value], key=True).line
            yield Constat(chemin, f"{words} (ligne {line})", cle=True)
        else:
            seen[value] = chemin


@regle(
    "annee-sans-reunion",
    "Une année sans réunion",
    "L’instance se réunit au moins une fois par an (article 3, alinéa 6). Ajoutez la réunion sous « reunions » si elle a eu lieu.",
    avertit=True,
)
def year_without_meeting(examen: Examen) -> Iterator[Constat]:
    """Full years in force without a meeting, once meetings are followed at all."""
    if not examen.dossier.suivi.reunions:
        return
    for year in years_without_meeting(examen.dossier, examen.registre.au):
        since = entry_into_force(examen.dossier)
        message = f"aucune réunion en {year}, alors que la convention est en vigueur depuis le {date_longue(since) if since else ''} (article 3, alinéa 6)"
        yield Constat(("suivi", "reunions"), message, cle=True)


REGLES = (
    empty_amendment,
    unknown_removal,
    correction_before_signature,
    roadmap_objective,
    assessment_of_nothing,
    known_indicator,
    year_of_an_indicator,
    envelope_of_whom,
    duplicates,
    likely_duplicates,
    year_without_meeting,
)
