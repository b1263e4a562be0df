"""An OpenDocument text → its blocks: headings, lists with their marks, tables, bookmarks, notes; changes and comments told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from conventions.importing.archive import Archive, Element
from conventions.importing.docx import MAX_BLOCS
from conventions.importing.lu import Bloc, Brin, EnCours, Illisible, Lecture, images, net
from conventions.importing.numerotation import ecrit
from conventions.importing.ooxml import nom
from conventions.model.french import pluriel

_O = "urn:oasis:names:tc:opendocument:xmlns:"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_COMPTES = re.compile(r"(?:alin[ée]a|engagement|partie)", re.IGNORECASE)
"""Our own styles, whose number only counts the alinéas."""
_PROFONDEUR = 60
_A_PART = {"tracked-changes", "sequence-decls", "table-of-content", "annotation", "note", "forms", "frame", "custom-shape", "alphabetical-index"}  # fmt: skip


def lire(data: bytes) -> Lecture:
    """The whole document."""
    archive = Archive(data, "un texte OpenDocument (.odt)")
    root = archive.arbre("content.xml")
    text = next(root.iter(_q("office", "text")), None) if root is not None else None
    if root is None or text is None:
        raise Illisible("ce fichier n’est pas un texte OpenDocument (.odt) : il y manque le texte")
    return _Lecteur(root, archive.arbre("styles.xml")).document(text)


def _q(space: str, name: str) -> str:
    version = "office:1.0" if space == "office" else f"{space}:1.0"
    return f"{{{_O}{version}}}{name}"


_T = {name: _q("text", name) for name in ("style-name", "name", "c", "outline-level", "start-value", "display-levels", "level", "continue-numbering", "continue-list")}  # fmt: skip


def _attribut(element: Element, name: str) -> str:
    """An attribute, whatever its space."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


class _Lecteur:
    def __init__(self, root: Element, styles: Element | None) -> None:
        self.lecture = Lecture("odt")
        parts = [p for p in (styles, root) if p is not None]
        self.styles = {_attribut(s, "name"): s for p in parts for s in p.iter(_q("style", "style"))}
        self.listes = {_attribut(s, "name"): s for p in parts for s in p.iter(_q("text", "list-style"))}
        self.comptes: dict[tuple[str, int], int] = {}
        self.rang = 0
        self.autour = styles

    def document(self, text: Element) -> Lecture:
        self.lecture.blocs = list(self._blocs(text, 0))
        changes = list(text.iter(_q("text", "changed-region")))
        removed = [c for c in changes if c.find(_q("text", "deletion")) is not None]
        for one in removed:
            self.lecture.hors.append(("mots supprimés (suivi des modifications)", "".join(one.itertext())))
        if changes:
            self.lecture.dits.append(
                f"le suivi des modifications est resté : {pluriel(len(changes) - len(removed), 'ajout')} et {pluriel(len(removed), 'suppression')} sont lus comme acceptés"
            )
        self.lecture.dits += images(sum(1 for _ in text.iter(_q("drawing", "image"))))
        for tag in ("header", "footer"):
            for one in self.autour.iter(_q("style", tag)) if self.autour is not None else ():
                if words := " ".join("".join(one.itertext()).split()):
                    self.lecture.hors.append(("en-tête ou pied de page", words))
        return self.lecture

    def _blocs(self, parent: Element, depth: int, liste: str = "", niveau: int = -1) -> Iterator[Bloc]:
        if depth > _PROFONDEUR:
            raise Illisible("ce document emboîte trop de listes ou de tableaux")
        first = True
        for child in parent:
            kind = nom(child)
            if kind in {"p", "h"}:
                yield from self._paragraphe(child, depth, liste if first else "", niveau)
                first = False
            elif kind == "list":
                yield from self._liste(child, depth, liste, niveau)
            elif kind == "table":
                yield self._tableau(child, depth)
            elif kind == "table-of-content":
                self.lecture.hors.append(
                    ("sommaire", "\n".join("".join(p.itertext()) for p in child.iter(_q("text", "p"))))
                )
            elif kind in {"section", "content-control", "list-item", "list-header", "index-body"}:
                yield from self._blocs(child, depth + 1, liste, niveau)
            elif kind == "frame":
                yield from self._boite(child, depth)

    def _liste(self, child: Element, depth: int, liste: str, niveau: int) -> Iterator[Bloc]:
        own = child.get(_T["style-name"], "") or liste
        if not (child.get(_T["continue-numbering"]) or child.get(_T["continue-list"])) and niveau < 0:
            self.comptes = {k: v for k, v in self.comptes.items() if k[0] != own}
        for item in child:
            yield from self._blocs(item, depth + 1, own, niveau + 1)

    def _tableau(self, table: Element, depth: int) -> Bloc:
        rows = []
        for row in table.iter(_q("table", "table-row")):
            cells = [c for c in row if nom(c) in {"table-cell", "covered-table-cell"}]
            rows.append(tuple(tuple(self._blocs(c, depth + 1)) for c in cells if nom(c) == "table-cell"))
            if len(rows) > MAX_BLOCS:
                raise Illisible(f"ce document a un tableau de plus de {MAX_BLOCS} rangs")
        return Bloc("tableau", lignes=tuple(rows), origine=f"tableau après le paragraphe {self.rang}")

    def _paragraphe(self, p: Element, depth: int, liste: str, niveau: int) -> Iterator[Bloc]:
        self.rang += 1
        if self.rang > MAX_BLOCS:
            raise Illisible(f"ce document a plus de {MAX_BLOCS} paragraphes")
        state = EnCours()
        self._mots(p, state, Brin(""), depth)
        brins = net(state.brins)
        level = p.get(_T["outline-level"], "")
        titre = int(level) if nom(p) == "h" and level.isdecimal() and len(level) < 3 else 1 if nom(p) == "h" else 0
        marque = self._marque(liste, niveau) if liste and brins else ""
        counted = any(_COMPTES.match(name) for name in self._lignee(p.get(_T["style-name"], "")))
        element = marque and not titre and not counted
        if brins or state.signet:
            yield Bloc(
                "titre" if titre else "element" if element else "texte",
                brins, titre or max(niveau, 0), marque, signet=state.signet, origine=f"paragraphe {self.rang}",
            )  # fmt: skip
        yield from state.apres

    def _mots(self, parent: Element, state: EnCours, look: Brin, depth: int) -> None:
        if depth > _PROFONDEUR:
            raise Illisible("ce document emboîte trop d’éléments dans un paragraphe")
        state.brins.append(replace(look, texte=re.sub(r"[ \t\r\n]+", " ", parent.text or "")))
        for child in parent:
            self._mot(child, state, look, depth)
            state.brins.append(replace(look, texte=re.sub(r"[ \t\r\n]+", " ", child.tail or "")))

    def _mot(self, child: Element, state: EnCours, look: Brin, depth: int) -> None:
        kind = nom(child)
        if kind in {"s", "tab", "line-break"}:
            count = child.get(_T["c"], "1")
            spaces = " " * min(int(count) if count.isdecimal() and len(count) < 4 else 1, 200)
            state.brins.append(replace(look, texte={"tab": "\t", "line-break": "\n"}.get(kind, spaces)))
        elif kind == "note":
            self._note(child, state, look, depth)
        elif kind == "annotation":
            self._commentaire(child)
        elif kind in {"bookmark-start", "bookmark"} and not child.get(_T["name"], "").startswith(("_", "note_")):
            state.signet = state.signet or child.get(_T["name"], "")
        elif kind == "frame":
            state.apres += list(self._boite(child, depth))
        elif kind == "a":
            target = _attribut(child, "href")
            self._mots(child, state, replace(look, lien=target if target.startswith("https://") else ""), depth + 1)
        elif kind == "span":
            bold, slanted = self._look(child.get(_T["style-name"], ""))
            self._mots(
                child, state, replace(look, gras=look.gras or bold, italique=look.italique or slanted), depth + 1
            )
        elif kind == "content-control":
            empty = _attribut(child, "showing-place-holder") == "true"
            self._mots(
                child,
                state,
                replace(look, controle=_attribut(child, "tag") or look.controle or "?", vide=empty),
                depth + 1,
            )
        elif kind not in _A_PART:
            self._mots(child, state, look, depth + 1)

    def _commentaire(self, annotation: Element) -> None:
        who = " ".join("".join(c.itertext()) for c in annotation if nom(c) == "creator")
        words = " ".join("".join(c.itertext()) for c in annotation if nom(c) == "p")
        self.lecture.hors.append((f"commentaire de {who or 'quelqu’un'}", words))

    def _note(self, note: Element, state: EnCours, look: Brin, depth: int) -> None:
        ident = str(len(self.lecture.notes) + 1)
        self.lecture.notes[ident] = ()
        read = [b for body in note if nom(body) == "note-body" for b in self._blocs(body, depth + 1)]
        self.lecture.notes[ident] = net(x for b in read for x in (*b.brins, Brin(" ")))
        state.brins.append(replace(look, note=ident))

    def _boite(self, frame: Element, depth: int) -> Iterator[Bloc]:
        """A text box: its paragraphs follow the one where it is anchored."""
        for box in frame.iter(_q("drawing", "text-box")):
            yield from (replace(b, origine=f"zone de texte, {b.origine}") for b in self._blocs(box, depth + 1))

    def _lignee(self, name: str) -> Iterator[str]:
        """A style and those that it is based on, as they are shown."""
        seen = set[str]()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            yield _attribut(style, "display-name") or name
            name = _attribut(style, "parent-style-name")

    def _look(self, name: str) -> tuple[bool, bool]:
        style = self.styles.get(name)
        words = [p for p in style if nom(p) == "text-properties"] if style is not None else []
        return (
            any(_attribut(p, "font-weight") in {"bold", "700", "800", "900"} for p in words),
            any(_attribut(p, "font-style") == "italic" for p in words),
        )

    def _marque(self, liste: str, niveau: int) -> str:
        """The number of the next item; a dash for a bullet."""
        style = self.listes.get(liste)
        level = (
            next((x for x in style if x.get(_T["level"], "") == str(niveau + 1)), None) if style is not None else None
        )
        if level is None or nom(level) != "list-level-style-number":
            return "-" if level is not None else ""
        start = level.get(_T["start-value"], "1")
        self.comptes[liste, niveau] = self.comptes.get((liste, niveau), int(start) - 1 if start.isdecimal() else 0) + 1
        for key in [k for k in self.comptes if k[0] == liste and k[1] > niveau]:
            del self.comptes[key]
        said = _attribut(level, "num-format")
        written = ecrit(self.comptes[liste, niveau], _FORMATS.get(said, "decimal")) if said else ""
        return f"{_attribut(level, 'num-prefix')}{written}{_attribut(level, 'num-suffix')}" if written else ""
