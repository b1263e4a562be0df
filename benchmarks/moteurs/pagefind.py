"""Pagefind fed with all that our own search knows: the same passages, whole names, questions, everyday words, synonyms and communes."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from conventions.search.passage import Passage
from conventions.search.words import mots
from conventions.source.communes import communes
from conventions.source.vocabulary import vocabulaire

VERSION = "1.6.0"


def indexer(trouves: Sequence[Passage], trame: str, dossier: Path, npm: Path) -> None:
    """One small page a passage, then one a commune that leads to its département; indexed by Pagefind's own program."""
    pages = dossier.parent / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    for rank, text in enumerate((*(_page(p, trame) for p in trouves), *_communes(trouves))):
        path = pages / f"{rank}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    program = installer(npm, f"pagefind@{VERSION}") / ".bin/pagefind"
    command: list[str | Path] = [program, "--site", pages, "--output-path", dossier, "--force-language", "fr"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def installer(npm: Path, *packages: str) -> Path:
    """The node_modules folder, with these packages in it."""
    modules = npm / "node_modules"
    if not all((modules / name.rpartition("@")[0]).exists() for name in packages):
        npm.mkdir(parents=True, exist_ok=True)
        program = Path(sys.executable).with_name("npm")
        command: list[str | Path] = [program, "install", "--prefix", npm, "--no-audit", "--no-fund", *packages]
        environment = {**os.environ, "NODE_OPTIONS": "--use-system-ca"}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return modules


def _page(p: Passage, trame: str) -> str:
    words = vocabulaire()
    local = p.url.replace(f"trame/{trame}/#", "trame/#")
    names = [*p.noms, *(name for name, urls in words.noms.items() if local in urls), p.url.rpartition("#")[2]]
    asked = (*p.repond, *words.questions.get(local, ()))
    said = f"{words.pages.get(local, '')} {p.cles} {p.lieux} {p.ressort}"
    return _html(
        p.url, p.genre, p.titre, p.texte, " ".join(names), " ".join(asked), said, " ".join(_synonymes(p, said))
    )


def _synonymes(p: Passage, said: str) -> Iterator[str]:
    """The forms of each group of which the passage has one."""
    text = f" {' '.join(mots(f'{p.titre} {p.texte} {said}'))} "
    for group in vocabulaire().synonymes:
        if any(f" {' '.join(mots(form))} " in text for form in group):
            yield from group


def _communes(trouves: Sequence[Passage]) -> Iterator[str]:
    sheets = {p.departement: p for p in trouves if p.genre == "departement"}
    for line in communes().lignes:
        insee, name, _ = line.split(",")
        sheet = sheets.get(insee[: 3 if insee.startswith("97") else 2])
        if sheet:
            yield _html(sheet.url, "commune", name, f"{sheet.titre} {sheet.departement}", name, "", "", "")


def _html(url: str, genre: str, titre: str, texte: str, *metas: str) -> str:
    """Words are cut as our index cuts them: Pagefind leaves elisions together."""
    body, title, *others = (html.escape(" ".join(mots(text))) for text in (texte, titre, *metas))
    fields = zip(("noms", "questions", "cles", "synonymes"), others, strict=True)
    return (
        f'<html lang="fr"><body data-pagefind-body data-pagefind-filter="type:{genre}"><h1>{title}</h1>'
        + "".join(f'<p data-pagefind-meta="{name}">{text}</p>' for name, text in fields if text)
        + f'<p data-pagefind-meta="adresse:{url}">{body}</p>'
    )
