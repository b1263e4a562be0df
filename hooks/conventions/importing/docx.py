"""A Word document → its blocks: numbering resolved, controls and bookmarks kept, tracked changes, comments and notes told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conventions.importing.archive import Archive, Element
from conventions.importing.lu import Bloc, Brin, EnCours, Genre, Illisible, Lecture, images, net
from conventions.importing.numerotation import Numerotation, numerotation
from conventions.importing.ooxml import R, fils, nom, q, transitionnel, val, vrai
from conventions.model.french import pluriel

MAX_BLOCS = 15_000
_PROFONDEUR = 12
"""Tables in tables, text boxes in text boxes: at most."""
_AJOUTS, _RETRAITS = {"ins", "moveTo"}, {"del", "moveFrom"}
_PAR_DESSUS = {"smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo", "txbxContent", "Choice", "drawing", "pict", "object", "shape", "textbox", "wsp", "txbx", "inline", "anchor", "graphic", "graphicData", "wgp", "rect", "group", "roundrect"}  # fmt: skip


def lire(data: bytes) -> Lecture:
    """The whole document."""
    archive = Archive(data, "un document Word (.docx)")
    root = archive.arbre("word/document.xml")
    if root is None:
        raise Illisible("ce fichier n’est pas un document Word (.docx) : il y manque le texte")
    return _Lecteur(archive).document(transitionnel(root))


class _Lecteur:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.lecture = Lecture("docx")
        self.numeros: Numerotation = numerotation(self._part("word/numbering.xml"))
        self.styles = _styles(self._part("word/styles.xml"))
        self.liens = _relations(archive.arbre("word/_rels/document.xml.rels"))
        self.rang = 0
        self.ajoutes = 0
        self.suite: tuple[Brin, ...] = ()
        """The words of a paragraph whose mark was deleted: they go on in the next."""

    def _part(self, name: str) -> Element | None:
        root = self.archive.arbre(name)
        return transitionnel(root) if root is not None else None

    def document(self, root: Element) -> Lecture:
        body = root.find(q("body"))
        self.lecture.blocs = list(self._blocs(body, "", 0)) if body is not None else []
        self._notes("word/footnotes.xml", "footnote", "")
        self._notes("word/endnotes.xml", "endnote", "fin")
        self._autour()
        retires = sum(1 for where, _ in self.lecture.hors if where == "mots supprimés (suivi des modifications)")
        if self.ajoutes or retires:
            self.lecture.dits.append(
                f"le suivi des modifications est resté : {pluriel(self.ajoutes, 'ajout')} et {pluriel(retires, 'suppression')} "
                "sont lus comme acceptés ; acceptez ou refusez chacun dans Word, puis importez de nouveau, si ce n’est pas voulu"
            )
        pictures = sum(1 for one in root.iter() if nom(one) in {"blip", "imagedata"})
        self.lecture.dits += images(pictures)
        return self.lecture

    def _blocs(self, parent: Element, controle: str, depth: int) -> Iterator[Bloc]:
        """The blocks of the body, of a cell or of a text box."""
        if depth > _PROFONDEUR:
            raise Illisible("ce document emboîte trop de tableaux ou de zones de texte")
        for child in parent:
            kind = nom(child)
            if kind == "p":
                yield from self._paragraphe(child, controle, depth)
            elif kind == "tbl":
                yield self._tableau(child, controle, depth)
            elif kind == "sdt":
                yield from self._blocs_du_controle(child, controle, depth)
            elif kind in _AJOUTS or kind in {"customXml", "smartTag"}:
                yield from self._blocs(child, controle, depth + 1)

    def _blocs_du_controle(self, sdt: Element, controle: str, depth: int) -> Iterator[Bloc]:
        content = fils(sdt, "sdtContent")
        gallery = val(fils(sdt, "sdtPr", "docPartObj", "docPartGallery"))
        if content is None or "Contents" in gallery:
            if content is not None:
                self.lecture.hors.append(("sommaire", "\n".join(b.texte for b in self._blocs(content, "", depth + 1))))
            return
        yield from self._blocs(content, _etiquette(sdt) or controle, depth + 1)

    def _tableau(self, table: Element, controle: str, depth: int) -> Bloc:
        rows = []
        for row in _descend(table, "tr"):
            if fils(row, "trPr", "del") is None:
                cells = (tuple(self._blocs(cell, controle, depth + 1)) for cell in _descend(row, "tc"))
                rows.append(tuple(cells))
            else:
                self._retire("".join(t.text or "" for t in row.iter(q("t"))))
        return Bloc("tableau", lignes=tuple(rows), origine=f"tableau après le paragraphe {self.rang}")

    def _paragraphe(self, p: Element, controle: str, depth: int) -> Iterator[Bloc]:
        self.rang += 1
        if self.rang > MAX_BLOCS:
            raise Illisible(f"ce document a plus de {MAX_BLOCS} paragraphes")
        look, state = fils(p, "pPr"), EnCours()
        self._runs(p, state, Brin("", controle=controle), depth)
        brins = (*self.suite, *state.brins)
        self.suite = ()
        if fils(look, "rPr", "del") is not None:
            self.suite = brins
        else:
            made = self._bloc(look, net(brins), state.signet)
            if made.genre != "texte" or made.brins or state.signet:
                yield made
        yield from state.apres

    def _bloc(self, look: Element | None, brins: tuple[Brin, ...], signet: str) -> Bloc:
        style = self.styles.get(val(fils(look, "pStyle")), _Style())
        liste, niveau = style.liste, style.niveau
        if (own := fils(look, "numPr")) is not None:
            liste = val(fils(own, "numId")) or liste
            rank = val(fils(own, "ilvl"))
            niveau = int(rank) if rank.isdecimal() and len(rank) < 3 else niveau
        marque = self.numeros.marque(liste, niveau) if liste and liste != "0" and brins else ""
        outline = val(fils(look, "outlineLvl"))
        titre = style.titre or (int(outline) + 1 if outline.isdecimal() and outline < "9" else 0)
        genre: Genre = "titre" if titre else "element" if marque and not style.numerote else "texte"
        return Bloc(
            genre if brins else "texte",
            brins,
            titre or niveau,
            marque,
            signet=signet,
            origine=f"paragraphe {self.rang}",
        )

    def _runs(self, parent: Element, state: EnCours, look: Brin, depth: int) -> None:
        """Each thing of a paragraph, in order."""
        if depth > _PROFONDEUR * 4:
            raise Illisible("ce document emboîte trop d’éléments dans un paragraphe")
        for child in parent:
            kind = nom(child)
            if kind == "r":
                self._run(child, state, look, depth)
            elif kind in _RETRAITS:
                self._retire("".join((t.text or "") for t in child.iter() if nom(t) in {"delText", "t"}))
            elif kind in _AJOUTS or kind in _PAR_DESSUS:
                self.ajoutes += kind in _AJOUTS
                self._runs(child, state, look, depth + 1)
            elif kind == "hyperlink":
                self._runs(child, state, replace(look, lien=self.liens.get(child.get(R, ""), "")), depth + 1)
            elif kind == "sdt":
                empty = fils(child, "sdtPr", "showingPlcHdr") is not None
                inside = replace(look, controle=_etiquette(child) or look.controle or "?", vide=empty)
                if (content := fils(child, "sdtContent")) is not None:
                    self._runs(content, state, inside, depth + 1)
            elif kind == "bookmarkStart" and not child.get(q("name"), "").startswith(("_", "note_")):
                state.signet = state.signet or child.get(q("name"), "")

    def _run(self, r: Element, state: EnCours, look: Brin, depth: int) -> None:
        own = fils(r, "rPr")
        if vrai(fils(own, "vanish")):
            return
        look = replace(look, gras=vrai(fils(own, "b")), italique=vrai(fils(own, "i")))
        for child in r:
            kind = nom(child)
            if kind in {"t", "tab", "br", "cr", "noBreakHyphen"}:
                words = {"t": child.text or "", "tab": "\t", "noBreakHyphen": "\u2011"}.get(kind, "\n")
                state.brins.append(replace(look, texte=words))
            elif kind in {"footnoteReference", "endnoteReference"}:
                prefix = "fin" if kind.startswith("end") else ""
                state.brins.append(replace(look, note=prefix + child.get(q("id"), "")))
            elif kind == "AlternateContent":
                self._boites(next((c for c in child if nom(c) == "Choice"), child), state, depth)
            elif kind in {"drawing", "pict", "object"}:
                self._boites(child, state, depth)

    def _boites(self, holder: Element, state: EnCours, depth: int) -> None:
        """The text boxes of a drawing: their paragraphs follow the one where they are anchored."""
        for box in holder.iter(q("txbxContent")):
            state.apres += [replace(b, origine=f"zone de texte, {b.origine}") for b in self._blocs(box, "", depth + 1)]

    def _retire(self, words: str) -> None:
        if words.strip():
            self.lecture.hors.append(("mots supprimés (suivi des modifications)", words))

    def _notes(self, part: str, kind: str, prefix: str) -> None:
        root = self._part(part)
        for note in root.iter(q(kind)) if root is not None else ():
            if note.get(q("type")) is None:
                read = [b for b in self._blocs(note, "", 1) if b.brins]
                ident = prefix + note.get(q("id"), "")
                self.lecture.notes[ident] = net(x for b in read for x in (*b.brins, Brin(" ")))

    def _autour(self) -> None:
        """Comments, headers and footers: told, never taken for the text."""
        comments = self._part("word/comments.xml")
        for one in comments.iter(q("comment")) if comments is not None else ():
            words = " ".join("".join(t.text or "" for t in p.iter(q("t"))) for p in one.iter(q("p")))
            self.lecture.hors.append((f"commentaire de {one.get(q('author'), 'quelqu’un')}", words))
        for name in sorted(self.archive.zip.namelist()):
            if name.startswith(("word/header", "word/footer", "word/entete", "word/pied")) and name.endswith(".xml"):
                root = self._part(name)
                words = " ".join(t.text or "" for t in root.iter(q("t"))) if root is not None else ""
                if words.strip():
                    self.lecture.hors.append(("en-tête ou pied de page", words))


@dataclass(frozen=True, slots=True)
class _Style:
    titre: int = 0
    liste: str = ""
    niveau: int = 0
    numerote: bool = False
    """One of our own styles, whose number only counts the alinéas."""


_COMPTES = {"Alinea", "AlineaPuce", "Engagement", "Partie"}


def _styles(root: Element | None) -> dict[str, _Style]:
    """The paragraph styles, with what each takes from the one that it is based on."""
    raw = {s.get(q("styleId"), ""): s for s in root.iter(q("style"))} if root is not None else {}
    return {ident: _style(ident, raw) for ident in raw}


def _style(ident: str, raw: dict[str, Element]) -> _Style:
    titre, liste, niveau, seen, here = 0, "", 0, set[str](), ident
    while here in raw and here not in seen:
        seen.add(here)
        look = fils(raw[here], "pPr")
        outline, rank = val(fils(look, "outlineLvl")), val(fils(look, "numPr", "ilvl"))
        titre = titre or (int(outline) + 1 if outline.isdecimal() and outline < "9" else 0)
        liste = liste or val(fils(look, "numPr", "numId"))
        niveau = niveau or (int(rank) if rank.isdecimal() and len(rank) < 3 else 0)
        here = val(fils(raw[here], "basedOn"))
    return _Style(titre, liste, niveau, ident in _COMPTES)


def _relations(root: Element | None) -> dict[str, str]:
    return (
        {r.get("Id", ""): r.get("Target", "") for r in root if r.get("Target", "").startswith("https://")}
        if root is not None
        else {}
    )


def _etiquette(sdt: Element) -> str:
    return val(fils(sdt, "sdtPr", "tag"))


def _descend(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, be they in a control."""
    for child in parent:
        if nom(child) == wanted:
            yield child
        elif nom(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _descend(child, wanted)
