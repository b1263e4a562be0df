"""What a text of a convention says beside its words, field by field: what two of them tell apart is told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conventions.compose.parties import personne
from conventions.compose.view import Fiche
from conventions.model import ids, rich_text
from conventions.model.convention import Action, Convention, Partie, Representant
from conventions.model.french import date_longue, liste, minuscule
from conventions.model.noms import conduite, du
from conventions.model.renouvellement import AccordExpres, Renouvellement
from conventions.render.texte_integral import nom_clause


def told_apart(label: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """« label : « a » devient « b » » for each value that differs; an empty one was not said."""
    for name in dict.fromkeys([*was, *now]):
        before, after = was.get(name, ""), now.get(name, "")
        if before != after:
            change = f"« {before} » devient « {after} »" if before and after else ""
            gone = f"« {before} » est retiré" if before else f"« {after} » est ajouté"
            yield f"{label}{name} : {change or gone}"


def details(fiche: Fiche, convention: Convention) -> dict[str, str]:
    """What a text says beside its words: who signs and where, what is absent and why, files, numbers, dates and reasons.

    Where no clause of the trame shows what the fields hold, they are told too.
    """
    typed = fiche.porteur.modele is None
    days = {"Entrée en vigueur écrite": convention.entree_en_vigueur, "Échéance écrite": convention.echeance}
    numbers = {"Réunions par an": convention.instance.reunions_par_an, "Exemplaires": convention.exemplaires}
    return {
        **{k: v for p in convention.signataires for k, v in _of_party(fiche.partie(p.cle), p, typed=typed).items()},
        **{f"Absence {du(fiche.partie(cle))}": why for cle, why in convention.sans.items()},
        "Fait à": convention.fait_a,
        **{name: "" if count is None else str(count) for name, count in numbers.items()},
        **{name: date_longue(day) if day else "" for name, day in days.items()},
        **{f"Annexe « {a.nom} », fichier": a.fichier for a in convention.annexes},
        **{f"{_place(fiche, r.clause)}, motif": r.motif for r in convention.redaction},
        **{
            f"Action « {a.intitule or a.id} », engagement servi": a.engagement and nom_clause(a.engagement)
            for a in convention.actions
        },
        **{
            f"Action « {a.intitule or a.id} », bonne pratique": " ; ".join(filter(None, (told.pourquoi, told.bilan)))
            for a in convention.actions
            if (told := a.bonne_pratique)
        },
        **_renewal(convention.renouvellement),
        **(_contents(fiche, convention) if typed else {}),
    }


def _place(fiche: Fiche, ident: str) -> str:
    """Where a local wording stands: a party by its name, any other clause by its number."""
    party = ident.startswith("partie-") and not ids.suite(ident)[1]
    return f"Partie « {fiche.partie(ids.cle_de(ident))} »" if party else nom_clause(ident)


def _of_party(name: str, partie: Partie, *, typed: bool) -> dict[str, str]:
    """Of the prefect, the text says none of these words; of the other parties, the clauses of the trame do."""
    gone = partie.retiree
    reasons = (date_longue(gone.le) if gone.le else "", gone.motif, gone.accord) if gone else ()
    words = {
        f"Nom {du(name)}": partie.nom,
        f"Adresse {du(name)}": partie.adresse,
        f"Dénomination {du(name)}": partie.denomination,
        f"Mandat {du(name)}": partie.mandat,
    }
    return {
        **(words if typed or partie.nature == "prefet" else {}),
        f"Signataire pour {name}": " ; ".join(filter(None, map(_person, partie.representants))),
        f"Un seul signe pour {name}": partie.seul,
        f"Code INSEE {du(name)}": partie.insee,
        f"SIREN {du(name)}": partie.siren,
        f"Logo {du(name)}": partie.logo,
        f"Retrait {du(name)}": ", ".join(filter(None, reasons)) or ("oui" if gone else ""),
    }


def _person(person: Representant) -> str:
    """« Claire Martin, préfète du Rhône, à Lyon, Pour la préfète… » : its date is told with the signatures."""
    return ", ".join(filter(None, (personne(person), f"à {person.signe_a}" if person.signe_a else "", person.mention)))


def _renewal(rule: Renouvellement | None) -> dict[str, str]:
    if rule is None:
        return {}
    return {
        "Renouvellement": "tacite" if rule.tacite else "exprès",
        "Durée de chaque renouvellement": rule.duree.mots if rule.duree else "",
        "Nombre de renouvellements": "" if rule.fois is None else str(rule.fois),
        "Préavis pour s’opposer au renouvellement": rule.preavis.mots if rule.preavis else "",
        **{f"Accord de renouvellement n°\u00a0{a.numero}": _agreement(a) for a in rule.accords},
    }


def _agreement(accord: AccordExpres) -> str:
    until = f"jusqu’au {date_longue(accord.jusqu_au)}" if accord.jusqu_au else ""
    return ", ".join(filter(None, (date_longue(accord.le) if accord.le else "", until, *accord.par, accord.fichier)))


def _contents(fiche: Fiche, convention: Convention) -> dict[str, str]:
    """What the clauses of the trame would show."""
    instance, trame = convention.instance, fiche.porteur.trame
    return {
        "Titre": convention.titre,
        "Introduction": _plain(convention.introduction),
        "Cadre de l’instance": (trame.choix("instance.cadre") if trame else {}).get(instance.cadre, instance.cadre),
        "Fréquence des réunions": _plain(instance.frequence),
        "Organisation de l’instance": _plain(instance.organisation),
        **{f"Objectif {o.numero}": o.intitule for o in convention.objectifs},
        **{
            f"Objectif {o.numero}, engagement {k}": _plain(v)
            for o in convention.objectifs
            for k, v in o.engagements.items()
        },
        **{f"Action « {a.id} »": _action(fiche, a) for a in convention.actions},
        **{_place(fiche, r.clause): _plain(r.texte) or "supprimé" for r in convention.redaction},
        **{f"Annexe « {a.cle} »": a.titre for a in convention.annexes},
    }


def _action(fiche: Fiche, action: Action) -> str:
    trame = fiche.porteur.trame
    axes = [axe.nom if trame and (axe := trame.axe(ident)) else ident for ident in action.axes]
    led = minuscule(conduite(action, fiche.partie))
    return " ; ".join(filter(None, (action.intitule, _plain(action.description), liste(axes), led)))


def _plain(text: str) -> str:
    return rich_text.en_mots(text)
