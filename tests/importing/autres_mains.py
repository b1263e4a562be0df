"""Word documents as other programs and other habits write them: each rule takes one of ours and does to it what they do."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from tests.importing.abimes import Corps, Regle, miettes, nu, paragraph, paragraphs, q, said

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def _style(p: Corps) -> str:
    found = p.find(f"{q('pPr')}/{q('pStyle')}")
    return found.get(q("val")) if found is not None else ""


def _table(*rows: list[Corps]) -> Corps:
    """Of paragraphs, one a cell."""
    table = etree.Element(q("tbl"))
    for row in rows:
        line = etree.SubElement(table, q("tr"))
        for one in row:
            etree.SubElement(line, q("tc")).append(one)
    return table


def papier_a_lettre(body: Corps) -> None:
    """What a prefecture sets above its documents, and below."""
    head = _table(
        [paragraph("PRÉFECTURE"), paragraph("Direction départementale de l’emploi, du travail et des solidarités")],
        [paragraph("Affaire suivie par : Camille Essai"), paragraph("Tél. 04 00 00 00 00 – courriel@exemple.fr")],
    )
    lines = [
        "Le 3 février 2026",
        "Réf. : DDETS/2026-118",
        "Objet : projet de convention",
        "Madame, Monsieur,",
        "Veuillez trouver ci-dessous le texte.",
    ]
    for one in reversed([head, *map(paragraph, lines)]):
        body.insert(0, one)


def suivi_accepte_en_partie(body: Corps) -> None:
    """Words moved, a paragraph mark deleted, a row deleted, formatting tracked; some of it accepted already."""
    for rank, p in enumerate(paragraphs(body)):
        if rank % 7 == 2 and said(p):
            mark = etree.SubElement(etree.SubElement(etree.Element(q("pPr")), q("rPr")), q("ins"))
            look = p.find(q("pPr"))
            if look is not None:
                look.append(mark.getparent())
        if rank % 11 == 4 and said(p):
            gone = etree.Element(q("p"))
            cut = etree.SubElement(gone, q("moveFrom"))
            etree.SubElement(etree.SubElement(cut, q("r")), q("t")).text = "Un alinéa déplacé ailleurs."
            p.addprevious(gone)
        if rank % 5 == 1:
            for r in p.findall(q("r"))[:1]:
                kept = etree.Element(q("moveTo"))
                r.addprevious(kept)
                kept.append(r)


def commentaires(body: Corps) -> None:
    """A comment in the middle of the words of every other paragraph."""
    for rank, p in enumerate(paragraphs(body)):
        runs = p.findall(q("r"))
        if rank % 2 and runs:
            for place, name in ((runs[0], "commentRangeStart"), (runs[-1], "commentRangeEnd")):
                mark = etree.Element(q(name))
                mark.set(q("id"), str(900 + rank))
                place.addprevious(mark) if name.endswith("Start") else place.addnext(mark)
            etree.SubElement(etree.SubElement(p, q("r")), q("commentReference")).set(q("id"), str(900 + rank))


def zones_en_double(body: Corps) -> None:
    """A text box as Word writes it: drawn for today's Word, and again for that of before."""
    for rank, p in enumerate(paragraphs(body)):
        if rank % 12 == 5 and said(p):
            holder = etree.Element(q("p"))
            both = etree.SubElement(etree.SubElement(holder, q("r")), f"{{{MC}}}AlternateContent")
            for name in ("Choice", "Fallback"):
                box = etree.SubElement(
                    etree.SubElement(etree.SubElement(both, f"{{{MC}}}{name}"), q("pict")), q("txbxContent")
                )
                box.append(deepcopy(p))
            p.addprevious(holder)
            body.remove(p)


_ROMAINS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def romains(body: Corps) -> None:
    """« ARTICLE III. Instance », « III.4 – » before an alinéa, « (ii) » before an item."""
    article, rank, item = "", 0, 0
    for p in paragraphs(body):
        text = next(iter(p.iter(q("t"))), None)
        found = re.match(r"Article (\d+)\s*[–-]\s*", said(p))
        if text is None:
            continue
        if found:
            article, rank = _ROMAINS[int(found[1]) - 1], 0
            text.text = re.sub(r"Article \d+\s*[–-]\s*", f"ARTICLE {article}. ", text.text or "")
        elif article and _style(p) == "Alinea":
            rank, item = rank + 1, 0
            text.text = f"{article}.{rank} – {text.text}"
        elif _style(p) in {"AlineaPuce", "Engagement"}:
            item += 1
            text.text = re.sub(r"\A[–-]?", f"({_ROMAINS[(item - 1) % 12].lower()}) ", text.text or "")
            for tab in list(p.iter(q("tab"))):
                if tab.getparent().tag == q("r"):
                    tab.getparent().remove(tab)


def google_docs(body: Corps) -> None:
    """Every run in a control of its own, without style but for headings, with bookmarks of its own."""
    for rank, p in enumerate(list(body.iter(q("p")))):
        for place, r in enumerate(p.findall(q("r"))):
            if r.find(q("t")) is not None and (rank + place) % 3 == 0:
                sdt = etree.Element(q("sdt"))
                etree.SubElement(etree.SubElement(sdt, q("sdtPr")), q("tag")).set(q("val"), f"goog_rdk_{rank}")
                r.addprevious(sdt)
                etree.SubElement(sdt, q("sdtContent")).append(r)
        mark = etree.Element(q("bookmarkStart"))
        mark.set(q("name"), f"_heading=h.{rank:x}")
        mark.set(q("id"), str(5000 + rank))
        p.insert(1 if p.find(q("pPr")) is not None else 0, mark)
        if (style := p.find(f"{q('pPr')}/{q('pStyle')}")) is not None and not _style(p).startswith("Titre"):
            style.getparent().remove(style)


def pages(body: Corps) -> None:
    """Bullets and tabs typed, spaces that do not break, lines cut by U+2028."""
    for t in body.iter(q("t")):
        t.text = re.sub(r" (?=\d|%)", "\u00a0", t.text or "")
        words = (t.text or "").split(" ")
        if len(words) > 30:
            t.text = " ".join(words[:15]) + "\u2028" + " ".join(words[15:])
    for p in paragraphs(body):
        if _style(p) in {"AlineaPuce", "Engagement"}:
            text = next(iter(p.iter(q("t"))), None)
            if text is not None:
                text.text = re.sub(r"\A[–-]?\s*", "•\u00a0", text.text or "")
    etree.strip_elements(body, q("pStyle"), with_tail=False)


def articles_en_cases(body: Corps) -> None:
    """Each heading of an article in a table of one cell, for its border."""
    for p in paragraphs(body):
        if re.match(r"(?:Article|Objectif) \d", said(p)):
            table = _table([deepcopy(p)])
            p.addprevious(table)
            body.remove(p)


def cases_a_cocher(body: Corps) -> None:
    """The body that is kept, and the other, each with a box."""
    for p in paragraphs(body):
        text = [t for t in p.iter(q("t")) if t.text]
        if _style(p) == "AlineaPuce" and text and "instance retenue" in said(p):
            for t in text:
                t.text = re.sub(r"\s*\(instance retenue\)", "", t.text or "")
            first = text[0]
            sdt = etree.Element(q("sdt"))
            etree.SubElement(etree.SubElement(sdt, q("sdtPr")), f"{{{W14}}}checkbox")
            etree.SubElement(etree.SubElement(etree.SubElement(sdt, q("sdtContent")), q("r")), q("t")).text = "☒ "
            first.getparent().addprevious(sdt)


def champs(body: Corps) -> None:
    """Cross references and fields, whose code is no word of the text."""
    for rank, p in enumerate(paragraphs(body)):
        runs = p.findall(q("r"))
        if rank % 6 == 0 and runs:
            for place, kind in enumerate(("begin", "separate")):
                r = etree.Element(q("r"))
                etree.SubElement(r, q("fldChar")).set(q("fldCharType"), kind)
                runs[0].addprevious(r)
                if not place:
                    code = etree.Element(q("r"))
                    etree.SubElement(code, q("instrText")).text = " REF _Ref123 \\h "
                    r.addnext(code)
            end = etree.Element(q("r"))
            etree.SubElement(end, q("fldChar")).set(q("fldCharType"), "end")
            runs[0].addnext(end)


AUTRES: dict[str, tuple[Regle, ...]] = {
    "papier à lettres": (nu, papier_a_lettre),
    "suivi accepté en partie": (nu, suivi_accepte_en_partie),
    "commentaires": (nu, commentaires),
    "zones de texte en double": (nu, zones_en_double),
    "chiffres romains": (nu, romains),
    "Google Docs": (nu, google_docs),
    "Pages": (nu, pages),
    "titres en cases": (nu, articles_en_cases),
    "cases à cocher": (nu, cases_a_cocher),
    "champs": (nu, champs),
    "Google Docs, papier à lettres, chiffres romains": (nu, papier_a_lettre, romains, google_docs, miettes),
}
