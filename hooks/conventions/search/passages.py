"""The registry → what search can find, one passage at a time.

The trame's words are there once, on its own page; of each convention, only what is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml
from markdown.extensions.toc import slugify, unique

from conventions.compose.clauses import compose_trame
from conventions.model import ids
from conventions.model.reference import Departement, Reference
from conventions.model.trame import Trame
from conventions.render.elements import URL_INDICATEURS
from conventions.render.html import Heading
from conventions.render.pages.nouvelles import URL as NEWS
from conventions.render.pages.regles import URL as RULES
from conventions.render.texte_integral import nom_clause
from conventions.search.passage import Passage
from conventions.search.words import plain

GUIDE = "contribuer/"
ENTIERES = ("glossaire/", URL_INDICATEURS, f"{NEWS}2")
"""Where the pages begin whose parts are found by other passages, or tell nothing alone."""
_PARTIES = {"blancs": "blancs passages champs remplir compléter trous"}
"""Anchor → what one calls that part."""
NOM_MAX = 32
"""A longer heading is nobody’s whole query."""
PAGE = "page"
"""A page of the site itself, known by its address as much as by its title."""


Named = tuple[str, str, str, str, str]
"""(what the search calls it, address, title, description, headings) of a generated page; a heading a line: level, anchor, name."""


def passages(
    reference: Reference,
    trame: Trame,
    trames: Iterable[Trame],
    pages: Iterable[Named],
    written: Iterable[tuple[str, str, str]],
) -> Iterator[Passage]:
    """What is found of no département. `trame` is the current one, `trames` are all of them; `pages` are the generated ones, `written` the (title, address, Markdown) of the others."""
    for page in pages:
        yield _page(reference, trame, *page[:4])
        yield from _sections(*page)
    for titre, url, markdown in written:
        yield from written_page(titre, url, markdown)
    yield from _glossaire(reference)
    for one in trames:
        yield from _trame(one)


def titres(headings: Iterable[Heading]) -> str:
    """The headings of a page as `Named` holds them."""
    return "\n".join(f"{h.level}\t{h.id}\t{plain([h.name])}" for h in headings)


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
        # The glossary bears the name of an indicator first.
        noms=_noms(url, titre) if genre == PAGE and not url.startswith(f"{URL_INDICATEURS}") else (),
    )


def _sections(genre: str, url: str, titre: str, _: str, headings: str) -> Iterator[Passage]:
    """The parts of a generated page of the site, each under its anchor, and each rule under its own."""
    for line in headings.splitlines() if genre == PAGE and not url.startswith(ENTIERES) else ():
        level, anchor, name = line.split("\t")
        if level == "2" or url == RULES:
            yield Passage(
                f"{url}#{anchor}",
                f"{titre}\u00a0: {name}",
                PAGE,
                cles="message refusé" if url == RULES else _PARTIES.get(anchor, ""),
            )


def _territoire(url: str) -> str:
    """« Région Bretagne », « procureur général de Rennes », « conventions signées en Bretagne »."""
    said = {"regions": "région", "cours-d-appel": "procureur général premier président chefs parquet"}
    return f"{said.get(url.partition('/')[0], '')} conventions signataires signées".strip()


def _noms(url: str, titre: str) -> tuple[str, ...]:
    """A page of the site is known by its address as much as by its title: « accessibilité », « plan du site »."""
    address = url.strip("/").replace("-", " ")
    return (address,) if ":" in titre else (titre, address)


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


def written_page(titre: str, url: str, markdown: str) -> Iterator[Passage]:
    """A hand-written page, cut at its headings, under the anchors that Python-Markdown gives them."""
    body = markdown.partition("\n# ")[2] or markdown
    here, name, lines, anchors = url, titre, list[str](), set[str]()
    noms, fenced, answers = _noms(url, titre), False, _repond(markdown)
    repond = answers.get("page", ())
    for line in body.splitlines()[1:]:
        fenced ^= line.startswith("```")  # a heading of an example is none of the page
        if not fenced and (heading := re.fullmatch(r"#{2,3} (.+?)(?: *\{:? *#([\w-]+)[^}]*\})?", line)):
            yield Passage(here, name, "page", plain(lines), noms=noms, repond=repond)
            anchor = heading[2] or unique(slugify(plain([heading[1]]), "-"), anchors)
            anchors.add(anchor)
            repond = answers.get(anchor, ())
            here, name, lines = f"{url}#{anchor}", f"{titre}\u00a0: {plain([heading[1]])}", []
            # The guide’s headings are for those who write conventions: nobody types them elsewhere.
            noms = () if url.startswith(GUIDE) or len(heading[1]) > NOM_MAX else (plain([heading[1]]),)
        else:
            lines.append(line)
    yield Passage(here, name, "page", plain(lines), noms=noms, repond=repond)


def _repond(markdown: str) -> dict[str, tuple[str, ...]]:
    """What the page says that it answers (`repond`, in its front matter): anchor, or « page » for the whole, → questions."""
    head = markdown.removeprefix("---\n").partition("\n---")[0] if markdown.startswith("---") else ""
    if "\nrepond:" not in head:
        return {}
    said = yaml.load(head, Loader=yaml.CBaseLoader)["repond"]
    return {anchor: tuple(questions) for anchor, questions in said.items()}


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
    if trame.coquilles:
        text = " ; ".join(c.officiel for c in trame.coquilles)
        cles = "fautes erreurs orthographe national"
        yield Passage(f"{url}#coquilles", "Coquilles du texte officiel", "trame", text, cles=cles, noms=("coquilles",))
