"""The door that the workshop opens in the reader's browser: a file as it is being written → its faults, what it changes, its pages."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache

from conventions import check
from conventions.check.pieces import files_exist
from conventions.check.tree import PIECE, PIECE_ATTENDUE, check_document
from conventions.compose.view import View, build_fiche
from conventions.model.french import majuscule
from conventions.model.ids import logo
from conventions.model.problem import Problem
from conventions.render.html import to_html
from conventions.render.pages.atelier import FICHIERS
from conventions.render.pages.fiche import fiche
from conventions.render.pages.texte import texte
from conventions.render.summary import summary
from conventions.source.registry import Context, Source, load_context
from conventions.source.settings import build_date, departments_folder, national_folder
from conventions.source.suggestions import file_name

NOM_REFUSE = f"ce nom n’est pas admis ; attendu : {PIECE_ATTENDUE}"
_deposees: dict[str, bytes] = {}
"""The documents laid beside the file, by name."""


@lru_cache(maxsize=1)
def contexte() -> Context:
    """What the package knows beside any file, read once."""
    return load_context(departments_folder(), build_date(), national=national_folder())


@lru_cache(maxsize=4)
def _lue(nom: str, contenu: str) -> Source:
    return contexte().read(nom, contenu.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4)
def _vue(nom: str, contenu: str) -> View | None:
    """What the pages would read of it; nothing while it names no département."""
    source, context = _lue(nom, contenu), contexte()
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
    context, source = contexte(), _lue(nom, contenu)
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
        if p.rule != files_exist.id or before is None or not _publiee(before, p)
    ]
    return json.dumps(told, ensure_ascii=False)


def _publiee(before: Source, problem: Problem) -> bool:
    """Whether the document that is not here is on the site: the published file names it."""
    return any(f"« {name} »" in problem.message for name in before.cites)


def pieces(deposees: Mapping[str, bytes]) -> str:
    """Lays these documents beside the file, in place of those of before; what is wrong with each, as JSON."""
    folder = contexte().folder
    for name in _deposees:
        (folder / name).unlink(missing_ok=True)
    _deposees.clear()
    _deposees.update({name: bytes(data) for name, data in deposees.items() if PIECE.fullmatch(name)})
    for name, data in _deposees.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for known in (_lue, _vue):
        known.cache_clear()
    refused = {name: [NOM_REFUSE] for name in deposees}
    told = {name: [p.message for p in check_document(folder, name)] for name in _deposees}
    return json.dumps({**refused, **told}, ensure_ascii=False)


def textes(nom: str, contenu: str) -> str:
    """The texts of its own that the file names and that are not here, each with where the site has it, as JSON."""
    folder = contexte().folder
    names = (name for name in _lue(nom, contenu).cites if name.endswith(".md") and PIECE.fullmatch(name))
    return json.dumps({name: f"{FICHIERS}{name}.txt" for name in names if not (folder / name).is_file()})


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
    made = [(page.titre, page.url, _illustree(to_html(page.markdown).html)) for page in pages]
    return json.dumps(made, ensure_ascii=False)


def _illustree(html: str) -> str:
    """The same, with the logos that are laid beside the file in place of those of the site."""
    for name, data in _deposees.items():
        if (kind := name.rpartition(".")[2].lower()) in {"png", "jpg", "jpeg"}:
            picture = f"data:image/{kind.replace('jpg', 'jpeg')};base64,{base64.b64encode(data).decode()}"
            html = re.sub(f'src="[^"]*{re.escape(logo(name))}"', f'src="{picture}"', html)
    return html


def nommer(code: str, nom: str) -> str:
    """The name under which a document laid beside the file of that département is cited, as JSON."""
    right = file_name(f"pieces/{code.lower()}/{nom.replace('/', '-')}")
    return json.dumps(right.lower() if right.endswith(".md") else right)
