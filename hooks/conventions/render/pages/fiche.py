"""The sheet of a département: status, dates, parties, commitments by objective, conformity, life of the convention."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conventions.compose.parties import nom_partie
from conventions.compose.vue import Fiche, Vue
from conventions.model.page import Page
from conventions.render.conformite import conformite
from conventions.render.elements import (
    badge,
    en_tete,
    fil,
    has_text,
    imprimee,
    statut,
    url_ecarts,
    url_fiche,
    url_objectif,
    url_texte,
    voisins,
)
from conventions.render.gabarits import Md, relative, render
from conventions.render.vie import parcours, vie
from conventions.texte import date_longue, liste, majuscule, pluriel


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
        url_ecarts=url_ecarts(item.porteur) if has_text(item) else "",
        url_fiche=url_fiche,
        url_texte=url_texte,
        en_tete=en_tete(s),
        en_bref=list(en_bref(item)),
        dates=list(_dates(item)),
        parties=list(_parties(item)),
        absents=[
            (majuscule(nom_partie(d, c.id.removeprefix("partie-"), None)), c.motif)
            for c in item.clauses
            if c.nature == "partie"
            and c.absente
            and c.id not in {"partie-communes", "partie-autres"}
            and c.id.removeprefix("partie-") not in item.parties
        ],
        collectivites=liste(
            [majuscule(x.nom) for x in d.denominations if x.cle.startswith("collectivite")] or [d.collectivite]
        ),
        objectifs=list(_objectifs(vue, item)),
        conformite=list(conformite(item)) if s.statut != "non-commencee" else [],
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
    """Every party, those that joined or left included, with who signs for it and how it stands."""
    for cle in item.parties:
        partie = item.convention.partie(cle) or item.porteur.origine.partie(cle)
        people = [
            ", ".join(x for x in (f"{r.prenom} {r.nom}".strip(), r.titre) if x)
            for r in (partie.representants if partie else ())
        ]
        yield _nom_complet(item, cle), liste(p for p in people if p) or "à compléter", parcours(item, cle)


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
