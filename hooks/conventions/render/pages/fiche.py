"""The sheet of a département: status, dates, parties, commitments by objective, conformity, life of the convention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from conventions.compose.parties import nom_partie
from conventions.compose.situation import conformity
from conventions.compose.vue import Fiche, Vue
from conventions.model.clause import LIBELLES, Conformite
from conventions.model.convention import Fin
from conventions.model.page import Page
from conventions.render.elements import (
    badge,
    en_tete,
    fil,
    imprimee,
    statut,
    url_fiche,
    url_objectif,
    url_texte,
    voisins,
)
from conventions.render.gabarits import Md, relative, render
from conventions.render.texte_integral import nom_clause
from conventions.texte import date_longue, liste, majuscule, pluriel

ORDRE: tuple[Conformite, ...] = (
    "verbatim",
    "corrigee",
    "completee",
    "reecrite",
    "ajoutee",
    "supprimee",
    "sans-objet",
)
CAUSES = {
    "denonciation": "Dénonciation",
    "litige": "Cessation après litige",
    "accord": "Fin par accord des parties",
}


def fiche(vue: Vue, item: Fiche) -> Page:
    """The sheet; it belongs to the département, across periods."""
    d, s, url = item.dossier.departement, item.situation, url_fiche(item.dossier.departement)
    text = render(
        "fiche.md",
        url,
        f=item,
        d=d,
        s=s,
        statut=statut,
        badge=badge,
        url_fiche=url_fiche,
        url_texte=url_texte,
        en_tete=en_tete(s),
        en_bref=list(en_bref(item)),
        dates=list(_dates(item)),
        parties=list(_parties(item)),
        absents=[
            (majuscule(nom_partie(d, c.id.removeprefix("partie-"), None)), c.motif)
            for c in item.clauses
            if c.nature == "partie" and c.absente and c.id not in {"partie-communes", "partie-autres"}
        ],
        collectivites=liste(
            [majuscule(x.nom) for x in d.denominations if x.cle.startswith("collectivite")] or [d.collectivite]
        ),
        objectifs=list(_objectifs(vue, item)),
        conformite=list(_conformite(item)) if s.statut != "non-commencee" else [],
        vie=vie(item),
        documents=list(_documents(item, url)),
    )
    meta = {
        "fil_ariane": fil(("Départements", "departements/")),
        "voisins": voisins(*vue.registre.voisins(d.code)),
        "date_imprimee": imprimee(s),
    }
    description = f"La convention {d.de} : {s.libelle.lower()}, {s.texte}."
    return Page(url, f"{d.nom} ({d.code})", text, description, item.dossier.source, meta)


def en_bref(item: Fiche) -> Iterator[str]:
    """Who commits to what, since when, until when: short sentences made from the data."""
    s, names = item.situation, [item.partie(cle) for cle in item.situation.signatures]
    if s.signee:
        yield f"{majuscule(liste(names))} se sont engagés ensemble pour prévenir les ruptures familiales et accompagner les familles."
    else:
        yield f"{majuscule(liste(names))} préparent ensemble cette convention."
    yield {
        "terminee": "Cette convention n’est plus en vigueur.",
        "denonciation-recue": "Cette convention s’applique, mais l’un des signataires a annoncé qu’il veut la quitter.",
        "en-vigueur": f"Cette convention s’applique depuis le {date_longue(s.entree)}." if s.entree else "",
        "signee": "Cette convention est signée, mais ses dates ne sont pas connues de ce site.",
        "en-cours-de-signature": f"Elle n’est pas encore en vigueur : il manque la signature de {_de(liste(item.partie(c) for c in s.manquantes))}.",
        "prete-a-signer": "Son texte est complet ; personne ne l’a encore signée.",
        "en-preparation": "Son texte est en cours d’écriture ; rien n’est signé.",
        "non-commencee": "Rien n’est encore publié.",
    }[s.statut]
    actions = item.convention.actions
    if actions:
        axes = {a for action in actions for a in action.axes}
        yield (
            f"Elle prévoit {pluriel(len(actions), 'action')}, dans {pluriel(len(axes), 'champ')}."
            if axes
            else f"Elle prévoit {pluriel(len(actions), 'action')}."
        )
    if s.signee and s.statut != "terminee":
        yield (
            f"Elle dure jusqu’au {date_longue(s.terme)}."
            if s.terme
            else "Elle dure jusqu’à l’échéance de la convention-cadre nationale, dont la date n’est pas encore publiée."
        )


def _de(names: str) -> str:
    """« de le préfet » does not exist: « du préfet », « des chefs de cour »."""
    return (
        ("de " + names)
        .replace("de le ", "du ")
        .replace(" le préfet", " du préfet")
        .replace("de les ", "des ")
        .replace("de du ", "du ")
    )


def _dates(item: Fiche) -> Iterator[tuple[str, str, str]]:
    s = item.situation
    if s.statut == "non-commencee":
        return
    if s.entree:
        yield (
            "Entrée en vigueur",
            date_longue(s.entree),
            "article 8 : dernière signature" if not item.convention.entree_en_vigueur else "date saisie",
        )
    else:
        missing = liste(item.partie(c) for c in s.manquantes)
        yield (
            "Entrée en vigueur",
            f"quand toutes les parties auront signé ; manque : {missing}" if missing else "non connue",
            "article 8",
        )
    if s.terme:
        yield "Terme", date_longue(s.terme), "article 8"
    else:
        yield "Terme", "à l’échéance de la convention-cadre nationale (date non publiée)", "article 8"
    if s.denonciation_limite:
        yield "Dénonciation possible", f"au plus tard le {date_longue(s.denonciation_limite)}", "article 8"


def _parties(item: Fiche) -> Iterator[tuple[str, str, str]]:
    s = item.situation
    for cle, jour in s.signatures.items():
        partie = item.convention.partie(cle) or item.porteur.origine.partie(cle)
        people = [
            ", ".join(x for x in (f"{r.prenom} {r.nom}".strip(), r.titre) if x)
            for r in (partie.representants if partie else ())
        ]
        state = (
            f"signé le {date_longue(jour)}"
            if jour
            else ("à venir" if s.statut == "non-commencee" else "pas encore signé")
        )
        if partie and partie.retiree:
            state += f" ; partie retirée{f' le {date_longue(partie.retiree.le)}' if partie.retiree.le else ''}"
        yield _nom_complet(item, cle), liste(p for p in people if p) or "à compléter", state


def _nom_complet(item: Fiche, cle: str) -> str:
    """« La CAF (Caf du Rhône) »: the word of the text, and the institution it means here."""
    d, name = item.porteur.departement, majuscule(item.partie(cle))
    known = {
        "cour": d.cour.libelle,
        "caf": d.caf,
        "msa": d.msa.nom if d.msa else "",
        "collectivite": d.collectivite,
    }
    plain = d.denomination(cle) is None and not ((p := item.convention.partie(cle)) and p.nom)
    return f"{name} ({known[cle]})" if plain and known.get(cle) else name


def _objectifs(vue: Vue, item: Fiche) -> Iterator[dict[str, Any]]:
    trame = item.porteur.trame or vue.registre.trame
    own = {o.numero: o for o in item.convention.objectifs}
    for numero in sorted({o.numero for o in trame.objectifs} | set(own)):
        national, local = trame.objectif(numero), own.get(numero)
        actions = [
            {
                "intitule": majuscule(a.intitule) or "action à intituler",
                "url": f"{url_texte(item.porteur)}#obj-{numero}-action-{a.id}",
                "axes": [x for x in map(trame.axe, a.axes) if x],
            }
            for a in (local.actions if local else ())
        ]
        title = national.court if national else (local.intitule if local else "")
        promised = pluriel(len(national.engagements), "engagement") if national else ""
        yield {
            "numero": numero,
            "url": url_objectif(numero),
            "titre": title or "objectif local à intituler",
            "actions": actions,
            "prevu": f"La trame prévoit {promised}."
            if national and national.engagements
            else "La trame fixe cet objectif sans le détailler.",
        }


def _conformite(item: Fiche) -> Iterator[tuple[str, str, list[tuple[Conformite, int]], str]]:
    for section, counts in conformity(item.clauses).items():
        parts = [(kind, counts[kind]) for kind in ORDRE if counts[kind]]
        yield nom_clause(section), f"{url_texte(item.porteur)}#{section}", parts, en_mots(counts)


def en_mots(counts: Counter[Conformite]) -> str:
    """« 8 repris, 2 complétés, 1 réécrit »."""
    words = {**LIBELLES, "verbatim": "repris", "corrigee": "repris avec coquille corrigée"}
    return ", ".join(f"{counts[k]} {_accord(words[k], counts[k])}" for k in ORDRE if counts[k])


def _accord(words: str, number: int) -> str:
    head, _, tail = words.partition(" ")
    plural = head if number < 2 or head.endswith("s") or head == "sans" else f"{head}s"
    return f"{plural} {tail}".strip()


def vie(item: Fiche) -> list[tuple[date | None, str, bool]]:
    """The life of the convention in words: (day, what happened, whether it is yet to come)."""
    dossier, s = item.porteur, item.situation
    events: list[tuple[date | None, str]] = []
    by_day: dict[date, list[str]] = {}
    for cle, jour in s.signatures.items():
        if jour:
            by_day.setdefault(jour, []).append(item.partie(cle))
    events += [(jour, f"Signature par {liste(noms)}") for jour, noms in by_day.items()]
    events += [(s.entree, "Entrée en vigueur")] if s.entree else []
    for avenant in dossier.avenants:
        effect = dossier.effet_avenant(avenant.numero)
        words = f"Avenant n° {avenant.numero}{f' : {avenant.objet}' if avenant.objet else ''}"
        events.append((effect, words if effect else f"{words} (en cours de signature)"))
    events += [(p.retiree.le, f"Retrait : {item.partie(p.cle)}") for p in item.convention.signataires if p.retiree]
    events += [e for f in dossier.fins for e in _fin(item, f)]
    events += [(r.le, f"Rectification de la transcription : {r.motif}") for r in dossier.rectifications]
    events += [(d, "Réunion de l’instance") for d in dossier.suivi.reunions]
    events += [(s.terme, "Terme de la convention")] if s.terme else []
    ordered = sorted(events, key=lambda e: (e[0] is None, e[0] or date.max))
    return [(jour, mots, jour is None or jour > s.au) for jour, mots in ordered]


def _fin(item: Fiche, fin: Fin) -> Iterator[tuple[date | None, str]]:
    who = f" par {item.partie(fin.par)}" if fin.par else ""
    if fin.recue_le or fin.envoyee_le:
        yield (
            fin.recue_le or fin.envoyee_le,
            f"{CAUSES[fin.cause]}{who} : {'reçue' if fin.recue_le else 'envoyée'}",
        )
    if fin.effet_le:
        yield fin.effet_le, f"{CAUSES[fin.cause]}{who} : effet"
    elif not (fin.recue_le or fin.envoyee_le):
        yield None, f"{CAUSES[fin.cause]}{who}"


def _documents(item: Fiche, url: str) -> Iterator[tuple[str, Md | str, str]]:
    signed = item.porteur.document_signe
    if signed is not None:
        target = Md(relative(url, signed.fichier)) if signed.fichier else ""
        yield (
            "Document signé (copie publiée, signatures masquées)" if signed.fichier else "Document signé",
            target,
            signed.reference,
        )
    for annexe in item.convention.annexes:
        yield (
            annexe.titre or annexe.cle,
            Md(relative(url, annexe.fichier)) if annexe.fichier else "",
            "annexe",
        )
    for publication in item.porteur.publications:
        words = " ".join(x for x in (publication.recueil, publication.reference) if x) or "Publication officielle"
        yield words, publication.url, f"publié le {date_longue(publication.le)}" if publication.le else ""
    if item.situation.statut != "non-commencee":
        yield "Feuilles de route et bilans", Md(relative(url, f"{url}feuille-de-route/")), ""
