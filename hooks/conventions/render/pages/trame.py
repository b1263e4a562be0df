"""The national template with its blanks explained, the national framework, the glossary and the reference of the format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from conventions.compose.clauses import compose_trame
from conventions.model.cadre import Cadre, Gabarit
from conventions.model.french import insecables, slug
from conventions.model.page import Page
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.render.comparable import trame_xml
from conventions.render.elements import fil
from conventions.render.templating import Md, render
from conventions.render.texte_integral import Texte, nom_clause
from conventions.source.nodes import resolved, schema

_SUITE = " \u203a "
_CHOISIES = {"…": "une clé", "-": "un élément"}
"""What stands in a path for a key that the author chooses, and for each item of a list."""

CITEES = ("preambule-16", "preambule-9", "art-8-al-2", "obj-2-b", "art-3-al-8")


def accueil(collection: Collection) -> Page:
    """`/trame/`: what the template is, and the way to it."""
    trame = collection.registry.trame
    here = f"trame/{trame.periode}/"
    text = render(
        "trame-accueil.md",
        "trame/",
        trame=trame,
        articles=[
            (Md(insecables(c.texte)), f"{here}#{c.id}")
            for c in trame.clauses
            if c.nature == "titre" and c.id != "titre"
        ],
        blancs=[
            (
                nom_clause(c.id),
                f"{here}#{c.id}",
                b.intitule.replace("{champ}", "nom, prénom et titre"),
                b.place or "au choix",
            )
            for c in trame.clauses
            for b in c.blancs
        ],
        periodes=list(collection.registry.trames),
    )
    return Page(
        "trame/",
        "La trame nationale",
        text,
        "Le texte national dont partent toutes les conventions.",
        cadre=Cadre(fil=fil()),
    )


def chacune(collection: Collection) -> Iterator[Page]:
    """`/trame/2026-2029/`…: one page a period."""
    return map(_trame, collection.registry.trames.values())


def _trame(trame: Trame) -> Page:
    url = f"trame/{trame.periode}/"
    clauses, texte = compose_trame(trame), Texte(url, trame, croiser="toutes")
    titre = next(rank for rank, clause in enumerate(clauses) if clause.id == "titre")
    text = render(
        "trame.md",
        url,
        trame=trame,
        marques=False,
        croiser=True,
        avant_titre=Md(texte.markdown(clauses[:titre])),
        titre=Md(insecables(trame.par_id["titre"].texte)),
        xml=trame_xml(trame.periode),
        corps=Md(texte.markdown(clauses[titre:])),
        coquilles=[(nom_clause(c.clause), c) for c in trame.coquilles],
    )
    cadre = Cadre(Gabarit.TEXTE, sommaire=3, fil=fil(("Trame", "trame/")))
    return Page(
        url,
        trame.nom,
        text,
        f"Le texte officiel de la trame {trame.periode}, clause par clause.",
        cadre=cadre,
    )


def cadre(collection: Collection) -> Page:
    """`/cadre-national/`: what the template says of the national framework."""
    trame = collection.registry.trame
    passages = [(nom_clause(i), f"trame/{trame.periode}/#{i}", Md(insecables(trame.par_id[i].texte))) for i in CITEES]
    text = render("cadre-national.md", "cadre-national/", trame=trame, passages=passages)
    return Page(
        "cadre-national/",
        "Le cadre national",
        text,
        "Ce que la trame dit de la convention-cadre nationale.",
        cadre=Cadre(fil=fil()),
    )


def glossaire(collection: Collection) -> Page:
    text = render(
        "glossaire.md",
        "glossaire/",
        mots=[
            (letter, list(words))
            for letter, words in groupby(
                sorted(collection.registry.reference.mots, key=lambda m: slug(m.terme)),
                key=lambda m: slug(m.terme)[0].upper(),
            )
        ],
        sigles=collection.registry.reference.sigles,
    )
    return Page("glossaire/", "Glossaire", text, "Les mots et les sigles des conventions.", cadre=Cadre(fil=fil()))


def reference(_: Collection) -> Page:
    text = render("format.md", "contribuer/format/", champs=list(_champs(schema(), ())))
    cadre = Cadre(sommaire=3, fil=fil(("Contribuer", "contribuer/")))
    return Page(
        "contribuer/format/",
        "Le format, champ par champ",
        text,
        "Chaque champ du fichier d’un département.",
        cadre=cadre,
    )


def _champs(node: dict[str, Any], path: tuple[str, ...], titles: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """Each field of the schema, in its order; `titles` are those of the fields that hold it."""
    for name, raw in node.get("properties", {}).items():
        yield from _champ(resolved(raw), (*path, name), titles, required=name in node.get("required", ()))
    for keyword, mark in (("additionalProperties", "…"), ("items", "-")):
        child = node.get(keyword)
        if isinstance(child, dict):
            below = resolved(child)
            if "properties" in below:
                yield from _champs(below, (*path, mark), titles)
            elif "title" in below and keyword == "additionalProperties":
                yield from _champ(below, (*path, mark), titles, required=False)


def _champ(
    node: dict[str, Any], path: tuple[str, ...], titles: tuple[str, ...], *, required: bool
) -> Iterator[dict[str, Any]]:
    own = (*titles, node.get("title", path[-1]))
    examples = node.get("examples") or []
    yield {
        "titre": _SUITE.join(own[1:] if path[0] == "convention" and len(own) > 1 else own),
        "chemin": Md(_SUITE.join(map(_cle, path))),
        "ancre": Md(slug(".".join(path).replace("….-", "x-liste").replace("…", "x"))),
        "description": node.get("description", ""),
        "attendu": node.get("errorMessage", ""),
        "exemple": f"{path[-1]}: {examples[0]}"
        if examples and path[-1] not in _CHOISIES
        else (str(examples[0]) if examples else ""),
        "obligatoire": required,
        "niveau": len(titles),
    }
    if not (path[:1] == ("avenants",) and path[-1] == "modifie"):
        yield from _champs(node, path, own)


def _cle(name: str) -> str:
    """A key as it stands in the file; what the author chooses, in words."""
    return _CHOISIES.get(name) or f"<code>{name.replace('_', '_<wbr>')}</code>"
