"""The registry → what search can find, one passage at a time.

The trame's words are there once, on its own page; of each convention, only what is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markdown.extensions.toc import slugify, unique

from conventions.compose.clauses import compose_trame
from conventions.compose.propre import DEBUT
from conventions.compose.proximite import natures
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.clause import Clause, Conformite
from conventions.model.french import liste, majuscule
from conventions.model.reference import Departement, Reference
from conventions.model.rich_text import aplati, une_ligne
from conventions.model.service import Service
from conventions.model.trame import Trame
from conventions.render.adresses import ancre, services_proches
from conventions.render.elements import intitule, url_feuille, url_fiche, url_services, url_texte
from conventions.render.texte_integral import nom_clause
from conventions.search.passage import Passage
from conventions.search.words import plain
from conventions.source.vocabulary import vocabulaire

PAGE = "page"
"""A page of the site itself, known by its address as much as by its title."""


Propres = tuple[Passage, ...]
"""The passages of one département: its sheet, then the others."""


Named = tuple[str, str, str, str]
"""(what the search calls it, address, title, description) of a generated page that is found by these."""


def passages(
    reference: Reference,
    trame: Trame,
    trames: Iterable[Trame],
    pages: Iterable[Named],
    written: Iterable[tuple[str, str, str]],
) -> Iterator[Passage]:
    """What is found of no département. `trame` is the current one, `trames` are all of them; `pages` are the generated ones, `written` the (title, address, Markdown) of the others."""
    for page in pages:
        yield _page(reference, trame, *page)
    for titre, url, markdown in written:
        yield from _written(titre, url, markdown)
    yield from _glossaire(reference)
    for one in trames:
        yield from _trame(one)


def own_passages(view: View, fiche: Fiche) -> Propres:
    """What is found of one département. It reads nothing of the others."""
    texts = () if fiche.partagee else _convention(view, fiche)
    return (_fiche(fiche), *texts, *_suivi(view, fiche))


def _page(reference: Reference, trame: Trame, genre: str, url: str, titre: str, description: str) -> Passage:
    return Passage(
        url,
        titre,
        genre,
        description,
        objectif=_objectif(trame, url),
        axes=_axe(url),
        cles=_territoire(url) if genre == "territoire" else "",
        ressort=_ressort(url, reference.departements.values()) if genre == "territoire" else "",
        noms=_noms(url, titre) if genre == PAGE else (),
    )


def _territoire(url: str) -> str:
    """« Région Bretagne », « conventions signées en Bretagne »."""
    return f"{'région ' if url.startswith('regions/') else ''}conventions signataires signées"


def _noms(url: str, titre: str) -> tuple[str, ...]:
    """A page of the site is known by its address as much as by its title: « accessibilité », « plan du site »."""
    return titre, url.strip("/").replace("-", " ")


def _objectif(trame: Trame, url: str) -> int:
    name = url.removeprefix("objectifs/").strip("/")
    return (trame.premier_local if name == "locaux" else int(name or 0)) if url.startswith("objectifs/") else 0


def _axe(url: str) -> tuple[str, ...]:
    name = url.removeprefix("axes/").strip("/")
    return (name,) if name and url.startswith("axes/") else ()


def _ressort(url: str, departements: Iterable[Departement]) -> str:
    """A court or a caisse is also found by its région."""
    slug = url.strip("/").rpartition("/")[2]
    known = {d.region.nom for d in departements if slug in {d.cour.slug, d.msa.slug if d.msa else ""}}
    return " ".join(sorted(known))


def _written(titre: str, url: str, markdown: str) -> Iterator[Passage]:
    """A hand-written page, cut at its headings, under the anchors that Python-Markdown gives them."""
    body = markdown.partition("\n# ")[2] or markdown
    here, name, lines, anchors = url, titre, list[str](), set[str]()
    noms, fenced = _noms(url, titre), False
    for line in body.splitlines()[1:]:
        fenced ^= line.startswith("```")  # a heading of an example is none of the page
        if not fenced and (heading := re.fullmatch(r"#{2,3} (.+?)(?: *\{:? *#([\w-]+)[^}]*\})?", line)):
            yield Passage(here, name, "page", plain(lines), noms=noms)
            anchor = heading[2] or unique(slugify(plain([heading[1]]), "-"), anchors)
            anchors.add(anchor)
            here, name, lines = f"{url}#{anchor}", f"{titre}\u00a0: {plain([heading[1]])}", []
            # The guide’s headings are for those who write conventions: nobody types them elsewhere.
            noms = () if url.startswith("contribuer/") else (plain([heading[1]]),)
        else:
            lines.append(line)
    yield Passage(here, name, "page", plain(lines), noms=noms)


def _glossaire(reference: Reference) -> Iterator[Passage]:
    for mot in reference.mots:
        url, noms = f"glossaire/#{mot.id}", (mot.terme, *mot.aussi)
        yield Passage(url, mot.terme, "glossaire", mot.definition, cles=" ".join(mot.aussi), noms=noms)
    known = {form.casefold() for m in reference.mots for form in (m.terme, *m.aussi)}
    for sigle in reference.sigles:
        if sigle.sigle.casefold() not in known:
            yield Passage(f"glossaire/#sigle-{sigle.sigle.lower()}", sigle.sigle, "glossaire", sigle.nom)


def _trame(trame: Trame) -> Iterator[Passage]:
    """Each clause of the template; a heading is found by its own words, an alinéa also by those of its heading."""
    url, headings = f"trame/{trame.periode}/", {c.id for c in trame.clauses if c.nature in {"titre", "objectif"}}
    yield Passage(url, f"Trame nationale {trame.periode}", "trame", trame.titre, cles="modèle convention type")
    for clause in compose_trame(trame):
        text = "".join(s.texte for s in clause.spans)
        number = ids.numero_de(clause.section) or 0
        axes = tuple(a.id for a in trame.axes if a.clause == clause.id)
        if clause.id in headings:
            if clause.id != "titre":
                nom = re.sub(r"^Article \d+ [–-] ", "", text)
                yield Passage(f"{url}#{clause.id}", text, "trame", objectif=number, noms=(nom,))
        else:
            yield Passage(
                f"{url}#{clause.id}", nom_clause(clause.id), "trame", text, objectif=number, axes=axes, numerote=True
            )


def _fiche(fiche: Fiche) -> Passage:
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


def _clause(view: View, fiche: Fiche, clause: Clause, url: str) -> Passage | None:
    code, current, state = fiche.dossier.code, view.registry.trame, clause.conformite
    if clause.action is not None:
        a = clause.action
        pilot = f" Pilote\u00a0: {fiche.partie(a.pilote)}." if a.pilote else ""
        return Passage(
            url,
            majuscule(a.intitule) or "Action à intituler",
            "action",
            f"{une_ligne(a.description)}{pilot}".strip(),
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
        numerote=name == nom_clause(clause.id),
    )


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
    for bilan in suivi.bilans:
        yield Passage(f"{url}#bilan-{bilan.id}", "Bilan", "feuille-de-route", une_ligne(bilan.texte), code)
    known = view.registry.reference.indicateurs
    names = {known[i.indicateur].libelle if i.indicateur in known else i.indicateur: None for i in suivi.indicateurs}
    if names:
        yield Passage(f"{url}#indicateurs", "Indicateurs", "feuille-de-route", " ; ".join(names), code)
    if suivi.membres:
        people = (liste([x for x in (m.organisme, m.fonction, m.nom) if x]) for m in suivi.membres)
        yield Passage(f"{url}#membres", "Membres de l’instance", "feuille-de-route", " ; ".join(people), code)
