"""A sheet → what search can find of one département: itself, what its text says of its own, its amendments, services and follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from conventions.compose.propre import DEBUT
from conventions.compose.proximite import natures
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.clause import Clause, Conformite
from conventions.model.french import liste, majuscule
from conventions.model.noms import conduite
from conventions.model.reference import Departement
from conventions.model.rich_text import aplati, une_ligne
from conventions.model.service import Service
from conventions.render.adresses import ancre, services_proches
from conventions.render.elements import (
    has_text,
    intitule,
    suit_la_trame,
    url_avenant,
    url_ecarts,
    url_feuille,
    url_fiche,
    url_services,
    url_texte,
)
from conventions.render.texte_integral import nom_clause
from conventions.search.passage import Passage
from conventions.search.questions import CHIFFRES
from conventions.source.vocabulary import vocabulaire

Propres = tuple[Passage, ...]
"""The passages of one département: its sheet, then the others."""


_TEXTE = "lire complet entier pdf télécharger"
_ECARTS = "s’écarte différences modèle national clauses locales propre conformité"
_RANGS = ("premier", "deuxième second", "troisième", "quatrième", "cinquième")


def own_passages(view: View, fiche: Fiche, anchors: Mapping[str, str]) -> Propres:
    """What is found of one département. It reads nothing of the others."""
    texts = () if fiche.partagee else _convention(view, fiche)
    return (_fiche(fiche, _parties(view, fiche, anchors)), *texts, *_pages(fiche), *_suivi(view, fiche))


def _parties(view: View, fiche: Fiche, anchors: Mapping[str, str]) -> str:
    """Which parts the pages of the département have, of those that one asks of a place; `anchors` of each page, a line each."""
    sheet, current = url_fiche(fiche.dossier.departement), f"{view.registry.trame.periode}/"
    parts = ""
    for rank, suffix in enumerate(vocabulaire().ici):
        page, _, anchor = suffix.replace("période/", current).partition("#")
        lines = anchors.get(f"{sheet}{page}")
        if lines is not None and (not anchor or f"\n{anchor}\n" in f"\n{lines}\n"):
            parts += CHIFFRES[rank]
    return parts


def _fiche(fiche: Fiche, parties: str) -> Passage:
    d, s = fiche.dossier.departement, fiche.situation
    text = f"{s.libelle}. Chef-lieu\u00a0: {d.chef_lieu}. {d.region.nom}, {d.cour.libelle}."
    names = [d.caf, d.msa.nom if d.msa else "", d.collectivite, d.service.sigle, *(x.nom for x in d.denominations)]
    return Passage(
        url_fiche(d),
        d.nom,
        "departement",
        text,
        d.code,
        cles=f"département convention signataires signée préfecture préfet CAF MSA conseil départemental {' '.join(names)} {_soudes(d)}",
        lieux=f"{d.code} {d.code.lstrip('0')} {d.chef_lieu}",
        ressort=f"{d.region.nom} {d.cour.nom}",
        parties=parties,
    )


def _soudes(d: Departement) -> str:
    """The name as hurried people write it, in one word: « lherault », « cotedor », « dor »."""
    elided = re.findall(r"\b[ld]’(\w+)", f"{d.nom} {d.de}", re.IGNORECASE)
    return " ".join([*(f"l{w} d{w}" for w in elided), re.sub(r"\W", "", d.nom)])


def _convention(view: View, fiche: Fiche) -> Iterator[Passage]:
    """Filled values, actions, local objectives, parties and local wording; or the text, if it is its own."""
    dossier, code, url = fiche.porteur, fiche.dossier.code, url_texte(fiche.porteur)
    if dossier.document_seul:
        yield Passage(url, f"Convention {dossier.departement.de}, document signé", "convention", "", code)
    if dossier.texte_propre:
        yield from _propre(fiche, url)
        return
    for clause in fiche.clauses:
        if (passage := _clause(view, fiche, clause, f"{url}#{clause.id}")) is not None:
            yield passage


def _propre(fiche: Fiche, url: str) -> Iterator[Passage]:
    """A text of one's own, section by section, each under its heading; what precedes the first one is under the title."""
    title = intitule(fiche)
    for section, group in groupby((c for c in fiche.clauses if not c.lignes), key=lambda c: c.section):
        first, *others = group
        headed = first.nature == "titre"
        text = " ".join(c.texte for c in (others if headed else (first, *others)))
        name = first.texte if headed else title
        place = "" if section in {"titre", DEBUT} else f"#{section}"
        noms = (name,) if section == "titre" else ()
        yield Passage(f"{url}{place}", name, "convention", aplati(text), fiche.dossier.code, noms=noms)


def _pages(fiche: Fiche) -> Iterator[Passage]:
    """The pages made of its text: the text itself, what it writes otherwise than the trame, each amendment."""
    dossier, d, code = fiche.porteur, fiche.dossier.departement, fiche.dossier.code
    if fiche.partagee or not has_text(fiche):
        return
    yield Passage(
        url_texte(dossier), f"{d.nom}\u00a0: texte intégral de la convention", "convention", "", code, cles=_TEXTE
    )
    if suit_la_trame(fiche):
        local = ", ".join(nom_clause(c.id).lower() for c in fiche.clauses if c.ecart)
        yield Passage(
            url_ecarts(dossier), f"{d.nom}\u00a0: les écarts avec la trame", "convention", local, code, cles=_ECARTS
        )
    for avenant in dossier.avenants:
        rank = " ".join(["modification", *_RANGS[avenant.numero - 1 : avenant.numero]])
        url, title = url_avenant(dossier, avenant.numero), f"Avenant n°\u00a0{avenant.numero}"
        yield Passage(url, title, "convention", une_ligne(avenant.objet), code, cles=rank, place=d.nom)


def _clause(view: View, fiche: Fiche, clause: Clause, url: str) -> Passage | None:
    code, current, state = fiche.dossier.code, view.registry.trame, clause.conformite
    if clause.action is not None:
        a = clause.action
        led = f" {said}." if (said := conduite(a, fiche.partie)) else ""
        return Passage(
            url,
            majuscule(a.intitule) or "Action à intituler",
            "action",
            f"{une_ligne(a.description)}{led}".strip(),
            code,
            min(a.objectif, current.premier_local),
            a.axes,
            place=f"article 2, objectif {a.objectif}",
            cles=f"action {' '.join(x.nom for x in map((fiche.porteur.trame or current).axe, a.axes) if x)}",
        )
    if clause.id in {"titre", "signatures", "logos"} or state.officielle or state is Conformite.SANS_OBJET:
        return None
    text = (
        clause.texte
        if clause.ecart
        else " · ".join(s.simple for s in clause.spans if s.nature == "rempli" and s.nom != "cour")
    )
    lines = " ; ".join("".join(s.texte for s in line if s.nom != "") for line in clause.lignes)
    removed = f"Supprimé\u00a0: {clause.motif}" if state is Conformite.SUPPRIMEE else ""
    found = aplati(" · ".join(x for x in (text, lines, removed) if x))
    if not found:
        return None
    name = _nom(fiche, clause)
    return Passage(
        url,
        name,
        "convention",
        found,
        code,
        min(ids.numero_de(clause.section) or 0, current.premier_local),
        place="parties" if clause.nature == "partie" else nom_clause(clause.section).lower(),
        cles="signataire partie" if clause.nature == "partie" else "",
        # Who leads actions is found by its row of commitments first.
        numerote=name == nom_clause(clause.id) or _leads(fiche, clause),
    )


def _leads(fiche: Fiche, clause: Clause) -> bool:
    return clause.nature == "partie" and any(a.pilote == ids.cle_de(clause.id) for a in fiche.convention.actions)


def _nom(fiche: Fiche, clause: Clause) -> str:
    """How the passage is called: a party by its name, a local title by itself, a clause by its number."""
    if clause.nature == "partie":
        return majuscule(fiche.partie(ids.cle_de(clause.id)))
    if clause.nature in {"titre", "objectif"} and clause.texte:
        return clause.texte
    return "Annexes" if clause.id == "annexes" else nom_clause(clause.id)


def _service(service: Service, url: str, code: str) -> Passage:
    """A service that receives families: by what it does, in the words that people use, and by its commune."""
    nature = service.nature
    words = ", ".join(x for x in (nature.libelle if nature else "", service.lieu, service.numero) if x)
    said = vocabulaire().services.get(nature.slug, "") if nature else ""
    titre = service.nom or "Service à nommer"
    return Passage(url, titre, "service", words, code, cles=f"où s’adresser {said}", ressort=service.commune)


def _proches(view: View, fiche: Fiche) -> Iterator[Passage]:
    """The services of the ministry's list that stand there, and the page that finds the nearest one."""
    d, reference = fiche.dossier.departement, view.registry.reference
    if services_proches(view, fiche):
        said = " ".join(vocabulaire().services.get(n.slug, "") for n in natures(reference.services))
        kinds = ", ".join(n.libelle for n in natures(reference.services))
        words = f"Le service le plus proche de chaque commune\u00a0: {kinds}."
        yield Passage(url_services(d), "Les services près de chez vous", "service", words, d.code, cles=said)
    for one in reference.services:
        if one.departement == d.code:
            yield _service(one.service, f"{url_services(d)}#{ancre(one.service)}", d.code)


def _suivi(view: View, fiche: Fiche) -> Iterator[Passage]:
    """Services, roadmaps, assessments, indicators and members, at the place of the page that shows them."""
    d, suivi = fiche.dossier.departement, fiche.dossier.suivi
    url, code = url_feuille(d), d.code
    for service in fiche.porteur.suivi.services:
        yield _service(service, f"{url_fiche(d)}#{ancre(service)}", code)
    yield from _proches(view, fiche)
    for feuille in suivi.feuilles_de_route:
        actions = " ; ".join(a.intitule for a in feuille.actions if a.intitule)
        yield Passage(
            f"{url}#feuille-{feuille.numero}",
            f"Feuille de route n° {feuille.numero}",
            "feuille-de-route",
            actions,
            code,
        )
    if not suivi.feuilles_de_route:
        yield Passage(url, "Feuille de route et suivi", "feuille-de-route", "", code)
    for bilan in suivi.bilans:
        yield Passage(f"{url}#bilan-{bilan.id}", "Bilan", "feuille-de-route", une_ligne(bilan.texte), code)
    known = view.registry.reference.indicateurs
    names = {known[i.indicateur].libelle if i.indicateur in known else i.indicateur: None for i in suivi.indicateurs}
    if names:
        yield Passage(f"{url}#indicateurs", "Indicateurs", "feuille-de-route", " ; ".join(names), code)
    if suivi.membres:
        people = (liste([x for x in (m.organisme, m.fonction, m.nom) if x]) for m in suivi.membres)
        yield Passage(f"{url}#membres", "Membres de l’instance", "feuille-de-route", " ; ".join(people), code)
