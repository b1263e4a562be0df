"""The door that the workshop opens in the reader's browser: a file as it is being written → its faults, what it changes, its pages."""

from __future__ import annotations

import json
from functools import lru_cache

from conventions import check
from conventions.check import pieces, transcription
from conventions.compose.view import View, build_fiche
from conventions.model.french import majuscule
from conventions.render.html import to_html
from conventions.render.pages.fiche import fiche
from conventions.render.pages.texte import texte
from conventions.render.summary import summary
from conventions.source.registry import Context, Source, load_context
from conventions.source.settings import build_date, departments_folder, national_folder

AILLEURS = {rule.id for rule in (*pieces.REGLES, *transcription.REGLES)}
"""The rules that open the documents beside the file: only the check of a proposal has them."""


@lru_cache(maxsize=1)
def _context() -> Context:
    return load_context(departments_folder(), build_date(), national=national_folder())


@lru_cache(maxsize=4)
def _lue(nom: str, contenu: str) -> Source:
    return _context().read(nom, contenu.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4)
def _vue(nom: str, contenu: str) -> View | None:
    """What the pages would read of it; nothing while it names no département."""
    source, context = _lue(nom, contenu), _context()
    if source.dossier is None:
        return None
    registry = context.registry([source])
    return View(registry, {source.dossier.code: build_fiche(registry, source.dossier.code)})


def connus(nom: str, contenu: str) -> str:
    """The parties that the trame expects in the département of the file, each with its name, as JSON."""
    dossier = _lue(nom, contenu).dossier
    d = dossier.departement if dossier else None
    named = {cle: d.denomination(cle) for cle in d.parties} if d else {}
    known = {cle: one.nom if one else d.institutions.get(cle, "") for cle, one in named.items()} if d else {}
    return json.dumps({cle: majuscule(name) for cle, name in known.items()}, ensure_ascii=False)


def verifier(nom: str, contenu: str, publie: str) -> str:
    """Every fault of the file, in order, as JSON; `publie` is the same file as published, empty if it is not."""
    context, source = _context(), _lue(nom, contenu)
    before = _lue(nom, publie) if publie else None
    problems = check.judge(source, context.registry([source]), context.folder, before).problems
    told = [
        {
            "ligne": p.line,
            "colonne": p.column,
            "chemin": source.document.chemin(p.line, p.column),
            "message": p.message,
            "regle": p.rule,
            "gravite": p.severity,
        }
        for p in sorted(set(problems))
        if p.rule not in AILLEURS
    ]
    return json.dumps(told, ensure_ascii=False)


def comparer(nom: str, contenu: str, publie: str) -> str:
    """What the file changes of what is published, in sentences, as JSON: `conventions diff` in the browser."""
    before, after = _vue(nom, publie), _vue(nom, contenu)
    if before is None or after is None or before.fiches.keys() != after.fiches.keys():
        return json.dumps([])
    return json.dumps([sentence for _, told in summary(before, after) for sentence in told], ensure_ascii=False)


def apercu(nom: str, contenu: str) -> str:
    """The sheet and the full text as they would be published, as JSON: (title, address, HTML) of each."""
    view = _vue(nom, contenu)
    if view is None:
        return json.dumps([])
    (item,) = view.fiches.values()
    pages = [fiche(view, item), *(() if item.partagee else (texte(view, item),))]
    made = [(page.titre, page.url, to_html(page.markdown).html) for page in pages]
    return json.dumps(made, ensure_ascii=False)
