"""Word documents as people make them: each rule takes one of ours and does to it what a hand does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Corps = Any
Regle = Callable[[Corps], None]


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def said(p: Corps) -> str:
    return "".join(t.text or "" for t in p.iter(q("t")))


def paragraphs(body: Corps) -> list[Corps]:
    """The paragraphs that stand in the body itself."""
    return [p for p in body if p.tag == q("p")]


def paragraph(text: str) -> Corps:
    p = etree.Element(q("p"))
    etree.SubElement(etree.SubElement(p, q("r")), q("t")).text = text
    return p


def abime(data: bytes, *rules: Regle) -> bytes:
    """The document after these hands."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            part = source.read(item)
            if item.filename == "word/document.xml":
                root = etree.fromstring(part)
                for rule in rules:
                    rule(root[0])
                part = etree.tostring(root)
            target.writestr(item.filename, part)
    return out.getvalue()


def nu(body: Corps) -> None:
    """Typed again, or pasted: neither controls nor bookmarks."""
    for sdt in list(body.iter(q("sdt"))):
        parent, content = sdt.getparent(), sdt.find(q("sdtContent"))
        for child in list(content):
            sdt.addprevious(child)
        parent.remove(sdt)
    etree.strip_elements(body, q("bookmarkStart"), q("bookmarkEnd"), q("commentRangeStart"), q("commentRangeEnd"), with_tail=False)  # fmt: skip


def _mots(body: Corps, change: Callable[[str], str]) -> None:
    for t in body.iter(q("t")):
        t.text = change(t.text or "")


def capitales(body: Corps) -> None:
    _mots(body, str.upper)


def droites(body: Corps) -> None:
    """Straight quotes, plain spaces, plain dashes."""
    _mots(body, lambda s: s.translate(str.maketrans("’«»\u00a0\u202f–", '\'""  -')))


def espaces(body: Corps) -> None:
    _mots(body, lambda s: s.replace(" ", "  ").replace("\u00a0", " "))


def suivi(body: Corps) -> None:
    """Tracked changes: every fifth run is inserted, and follows words that were removed."""
    for rank, r in enumerate(list(body.iter(q("r")))):
        if rank % 5 == 0 and r.getparent().tag == q("p") and r.find(q("t")) is not None:
            added, removed = etree.Element(q("ins")), etree.Element(q("del"))
            gone = etree.SubElement(etree.SubElement(removed, q("r")), q("delText"))
            gone.text = "mots retirés "
            r.addprevious(removed)
            r.addprevious(added)
            added.append(r)


def renumerotes(body: Corps) -> None:
    """Articles numbered otherwise, and every alinéa by hand."""
    for rank, p in enumerate(paragraphs(body)):
        text = next(iter(p.iter(q("t"))), None)
        if text is not None and re.match(r"Article \d", said(p)):
            text.text = re.sub(r"Article (\d+)", lambda m: f"Article {int(m[1]) + 10}", text.text or "")
        elif text is not None and p.find(f"{q('pPr')}/{q('pStyle')}[@{q('val')}='Alinea']") is not None:
            text.text = f"{rank % 9 + 1}. {text.text}"


def _article(body: Corps, number: int) -> list[Corps]:
    """The heading of an article and what stands under it."""
    found: list[Corps] = []
    for p in body:
        heading = re.match(r"(?:article (\d+)|signatures)", said(p), re.IGNORECASE)
        if heading and (found or heading[1] == str(number)):
            if found:
                break
            found.append(p)
        elif found:
            found.append(p)
    return found


def manquants(body: Corps) -> None:
    for number in (4, 6):
        for p in _article(body, number):
            body.remove(p)


def desordre(body: Corps) -> None:
    """Article 4 after article 6, article 5 first."""
    moved, after = _article(body, 4), _article(body, 6)[-1]
    for p in reversed(moved):
        after.addnext(p)
    first = _article(body, 1)[0]
    for p in _article(body, 5):
        first.addprevious(p)


def tableaux(body: Corps) -> None:
    """The parties in a table, a row each, and each commitment in a box of its own."""
    table = None
    for p in paragraphs(body):
        style = p.find(f"{q('pPr')}/{q('pStyle')}")
        kind = style.get(q("val")) if style is not None else ""
        if kind == "Et":
            body.remove(p)
        elif kind in {"Partie", "Engagement"}:
            if table is None or kind == "Engagement":
                table = etree.Element(q("tbl"))
                p.addprevious(table)
            row = etree.SubElement(table, q("tr"))
            etree.SubElement(row, q("tc")).append(p)
            if kind == "Engagement":
                table = None


def garde(body: Corps) -> None:
    """A cover page, and a list of contents."""
    titles = [said(p) for p in paragraphs(body) if re.match(r"(?:Article|Objectif) \d", said(p))]
    lines = ["PRÉFECTURE", "Document de travail – version du 3 février 2026", "Sommaire"]
    lines += [f"{title} {'.' * 20} {rank}" for rank, title in enumerate(titles, 2)]
    for line in reversed(lines):
        body.insert(0, paragraph(line))


def sauts(body: Corps) -> None:
    """The items of a list in one paragraph, on lines of their own."""
    last = None
    for p in paragraphs(body):
        style = p.find(f"{q('pPr')}/{q('pStyle')}[@{q('val')}='AlineaPuce']")
        if style is None:
            last = None
        elif last is None:
            last = p
        elif "[" not in said(p) and "instance retenue" not in said(p):
            etree.SubElement(etree.SubElement(last, q("r")), q("br"))
            for r in p.findall(q("r")):
                last.append(r)
            body.remove(p)


def coupes(body: Corps) -> None:
    """Long paragraphs of the trame cut by a return in the middle of a sentence."""
    for p in paragraphs(body):
        runs = p.findall(q("r"))
        words = said(p).split(" ")
        if len(runs) == 1 and len(words) > 25 and "Alinea" in str(etree.tostring(p)):
            second = deepcopy(p)
            for one, part in ((p, words[:14]), (second, words[14:])):
                next(one.iter(q("t"))).text = " ".join(part)
            p.addnext(second)


def zones(body: Corps) -> None:
    """Every tenth paragraph in a text box."""
    for rank, p in enumerate(paragraphs(body)):
        if rank % 10 == 3 and said(p):
            holder = etree.Element(q("p"))
            run = etree.SubElement(holder, q("r"))
            pict = etree.SubElement(run, q("pict"))
            box = etree.SubElement(pict, q("txbxContent"))
            p.addprevious(holder)
            box.append(p)


def miettes(body: Corps) -> None:
    """Every run cut in pieces, as a spell checker does."""
    for r in list(body.iter(q("r"))):
        ts = r.findall(q("t"))
        if len(ts) == 1 and len(ts[0].text or "") > 6 and len(r) - (r.find(q("rPr")) is not None) == 1:
            text = ts[0].text
            for piece in (text[4:], text[2:4]):
                more = deepcopy(r)
                more.find(q("t")).text = piece
                more.find(q("t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                r.addnext(more)
            ts[0].text = text[:2]


def titres_a_la_ligne(body: Corps) -> None:
    """« ARTICLE 3 » alone, its title under it."""
    for p in paragraphs(body):
        found = re.match(r"Article (\d+)\s*[–-]\s*(.+)", said(p))
        if found:
            p.addprevious(paragraph(f"ARTICLE {found[1]}"))
            for t in list(p.iter(q("t")))[1:]:
                t.text = ""
            next(p.iter(q("t"))).text = found[2]


def sans_styles(body: Corps) -> None:
    etree.strip_elements(body, q("pPr"), q("rPr"), with_tail=False)


REGLES: dict[str, tuple[Regle, ...]] = {
    "contrôles gardés, suivi des modifications": (suivi,),
    "contrôles gardés, désordre": (desordre,),
    "contrôles gardés, cellules": (tableaux,),
    "retapé": (nu,),
    "retapé en capitales": (nu, capitales),
    "retapé, guillemets droits": (nu, droites),
    "retapé, espaces doublées": (nu, espaces),
    "retapé, sans aucun style": (nu, sans_styles),
    "suivi des modifications": (nu, suivi),
    "renuméroté": (nu, renumerotes),
    "articles manquants": (nu, manquants),
    "autre ordre": (nu, desordre),
    "tableaux": (nu, tableaux),
    "page de garde et sommaire": (nu, garde),
    "sauts de ligne": (nu, sauts),
    "paragraphes coupés": (nu, coupes),
    "zones de texte": (nu, zones),
    "mots en miettes": (nu, miettes),
    "titres à la ligne": (nu, titres_a_la_ligne),
    "tout à la fois": (nu, garde, titres_a_la_ligne, droites, espaces, sauts, coupes, miettes, sans_styles),
}
