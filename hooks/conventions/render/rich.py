"""Rich fields of contributors (see `model.rich_text`) → safe HTML on one line, which is also a block of Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from conventions.model import inline
from conventions.model.blocks import Bloc, Element, Liste, Note, Paragraphe, Tableau
from conventions.model.french import typographie
from conventions.model.rich_text import blocs
from conventions.render.notes import SANS_NOTES, Notes, notes_de, reperes, suite
from conventions.render.templating import Md
from conventions.source import native

_TAGS = {"p", "div", "ul", "li", "em", "strong", "a", "br", "span", "sup", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {
    "a": {"href", "rel", "aria-label"},
    "ul": {"class"},
    "p": {"class", "id"},
    "span": {"class"},
    "sup": {"class"},
    "table": {"class"},
    "th": {"class", "scope"},
    "td": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
}
# A sentence: letters, figures and the signs of running text, none of which means anything to Markdown or HTML.
_INERTE = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;:.!?’'«»()/%€°…–-])*")
_ETROIT = 3
"""Columns that a telephone shows side by side; a wider table scrolls, by the keyboard too."""
_DEFILE = 'class="large" role="region" tabindex="0" aria-label="Tableau"'
NOTE = '<p class="note-texte"'
"""What a note begins with."""
_FIN = re.compile(r"(?:</(?:li|ul)>)+\Z")


@lru_cache(maxsize=4096)
def riche(texte: str, notes: Notes | None = None, css: str = "local") -> Md:
    """The whole text in one element. `notes` are those of its page; a text that stands alone numbers its own, without links."""
    known = reperes(notes_de(texte, "", suite())) if notes is None else notes
    return encadre(" ".join(en_html(bloc, known) for bloc in en_ordre(blocs(texte), known)), css)


def encadre(made: str, css: str) -> Md:
    """Blocks that a département wrote, marked as such; nothing marks those of a text all its own."""
    return Md(f'<div class="{css} riche">{made}</div>' if made and css else made)


def en_ordre(found: Iterable[Bloc], notes: Notes = SANS_NOTES) -> list[Bloc]:
    """The notes come last, in the order of their calls; one that is written twice is one note, which says both."""
    given = list(found)
    written: dict[str, list[str]] = {}
    for bloc in given:
        if isinstance(bloc, Note):
            written.setdefault(bloc.nom, []).append(bloc.texte)
    names = dict.fromkeys([*(nom for nom in notes.renvois if nom in written), *written])
    return [*(b for b in given if not isinstance(b, Note)), *(Note(nom, "\n".join(written[nom])) for nom in names)]


@lru_cache(maxsize=8192)
def mots(texte: str, notes: Notes = SANS_NOTES) -> Md:
    """Words that stand in a sentence, an item or a cell: the lines that were cut stay cut."""
    if _INERTE.fullmatch(texte):
        return Md(typographie(texte))
    return _clean("".join(_brin(run, notes) for run in inline.brins(texte)))


@lru_cache(maxsize=8192)
def en_html(bloc: Bloc, notes: Notes = SANS_NOTES) -> Md:
    """One block; a heading has its own way (see `pages/texte.py`), and is a paragraph here."""
    if isinstance(bloc, Liste):
        return _clean(_liste(bloc, notes))
    if isinstance(bloc, Tableau):
        return _clean(_tableau(bloc, notes))
    if isinstance(bloc, Note):
        return _clean(_note(bloc, notes))
    return Md(f"<p>{mots(bloc.texte, notes)}</p>")


def prolonge(bloc: str, suite: str) -> str:
    """A list that goes on with the end of the sentence (« ; », a mark), in its last item; empty for any other block."""
    return f"{bloc[: found.start()]}{suite}{found[0]}" if (found := _FIN.search(bloc)) else ""


def _clean(made: str) -> Md:
    """What was made is clean already: the allow-list is there for what its authors did not think of."""
    return Md(_neutral(native.clean(made, _TAGS, _ATTRIBUTES, _address)))


def _address(_tag: str, name: str, value: str) -> str | None:
    """A complete address, or a note of the same text: a relative one would lead somewhere else on this site."""
    return value if name != "href" or value.startswith("https://") or re.fullmatch(r"#[\w-]+", value) else None


def _neutral(text: str) -> str:
    """Signs that some Markdown processor reads inside HTML: encoded in the text, left alone in the tags."""
    return re.sub(r"(<[^>]*>)|([{}\[\]`*_~$|\\])", lambda m: m[1] or f"&#{ord(m[2])};", text)


def _brin(run: inline.Brin, notes: Notes) -> str:
    inside = html.escape(run.texte).replace("\n", "<br> ") + "".join(_brin(inner, notes) for inner in run.brins)
    if run.genre == "note":
        return _appel(run.texte, notes)
    if run.genre == "lien":
        return f'<a href="{html.escape(run.cible)}" rel="nofollow noopener">{inside}</a>'
    return {"texte": inside, "gras": f"<strong>{inside}</strong>", "italique": f"<em>{inside}</em>"}[run.genre]


def _appel(nom: str, notes: Notes) -> str:
    """The call of a note."""
    place, sign = _renvoi(nom, notes)
    linked = f'<a href="#{place}" aria-label="Note {sign}">{sign}</a>' if place else sign
    return f'<sup class="appel">{linked}</sup>'


def _note(note: Note, notes: Notes) -> str:
    place, sign = _renvoi(note.nom, notes)
    ident = f' id="{place}"' if place else ""
    return f"{NOTE}{ident}><sup>{sign}</sup> {mots(note.texte, notes)}</p>"


def _renvoi(nom: str, notes: Notes) -> tuple[str, str]:
    """The anchor and the sign of a note; for one that is missing, the name that its call gives."""
    ancre, signe = notes.renvois.get(nom, ("", nom))
    return ancre, html.escape(signe)


def _liste(bloc: Liste, notes: Notes) -> str:
    """A number, a letter or a sign is part of the text: it is read, copied and found as it was typed."""
    typed = ' class="tel-quel"' if any(e.marque for e in bloc.elements) else ""
    return f"<ul{typed}>{' '.join(f'<li>{_element(e, notes)}</li>' for e in bloc.elements)}</ul>"


def _element(element: Element, notes: Notes) -> str:
    mark = f'<span class="numero">{html.escape(element.marque)}</span> ' if element.marque else ""
    first, *others = element.blocs or (Paragraphe(""),)
    head = mots(first.texte, notes) if isinstance(first, Paragraphe) else en_html(first, notes)
    return mark + " ".join([head, *(en_html(bloc, notes) for bloc in others)])


def _tableau(bloc: Tableau, notes: Notes) -> str:
    return tableau([[mots(text, notes) for text in line] for line in (bloc.entete, *bloc.lignes)], bloc.sens)


def tableau(lignes: Sequence[Sequence[str]], sens: Sequence[str]) -> str:
    """A table of cells that are HTML already, its head first."""
    head, *rows = lignes
    heads = "".join(f'<th scope="col"{_sens(s)}>{t}</th> ' for t, s in zip(head, sens, strict=True))
    cells = ("".join(f"<td{_sens(s)}>{t}</td> " for t, s in zip(row, sens, strict=True)) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    table = f'<table class="ecrit"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return table if len(head) <= _ETROIT else f"<div {_DEFILE}>{table}</div>"


def _sens(sens: str) -> str:
    return f' class="{sens}"' if sens else ""
