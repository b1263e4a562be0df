"""The Word documents read back: every word of every clause, every blank and value where it can be changed, the same bytes twice."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from conventions.documents import avenant, convention
from conventions.documents.convention import Texte
from conventions.documents.modele import STYLES, Contenu, ModeleRefuse, check_template, fill
from conventions.documents.ooxml import W, place
from conventions.documents.texte import proposees
from conventions.model.clause import Clause
from conventions.model.french import mots
from tests.helpers import composee, view
from tests.places import COMMANDE, EXEMPLE, ROOT, SOURCE_DATE_EPOCH
from tools.modele_word import write

MODELE = ROOT / "national/modeles/convention.docx"
CODES = sorted(code for code, fiche in view(EXEMPLE, fictif=True).fiches.items() if fiche.clauses)
"""Of those with a text, its own or shared."""
PROPRES = [code for code in CODES if not view(EXEMPLE, fictif=True).fiches[code].partagee]
SANS_MOTS = {"titre", "logos", "signatures", "annexes"}
HOSTILE = "{{ 7*7 }} {% raw %} {_{ <w:t>&amp;</w:t> \u2045corps\u2046 ]]> « a » 🙂"


def q(name: str) -> str:
    return f"{{{W}}}{name}"


@cache
def contenu(code: str) -> Contenu:
    seen = view(EXEMPLE, fictif=True)
    fiche = seen.fiches[code]
    return convention.document(seen, fiche, Texte(fiche.clauses, "en vigueur"), EXEMPLE)


@cache
def part(code: str, name: str = "word/document.xml") -> etree._Element:
    archive = zipfile.ZipFile(io.BytesIO(fill(MODELE, contenu(code))))
    return etree.fromstring(archive.read(name))


def said(element: etree._Element) -> str:
    """The words of an element, as they are read."""
    return "".join(
        {q("t"): one.text or "", q("tab"): " ", q("br"): " ", q("p"): "\n"}.get(str(one.tag), "")
        for one in element.iter()
    )


def by_clause(root: etree._Element) -> dict[str, str]:
    """The words of each clause: from its bookmark to the next one."""
    found: dict[str, str] = {}
    current = ""
    for block in root[0]:
        marks = [m.get(q("name"), "") for m in block.iter(q("bookmarkStart"))]
        current = next((m for m in marks if not m.startswith("note_")), current)
        found[current] = f"{found.get(current, '')}\n{said(block)}"
    return found


def written(code: str) -> list[Clause]:
    seen = view(EXEMPLE, fictif=True)
    fiche = seen.fiches[code]
    offered = proposees(seen.trame_de(fiche), fiche.clauses)
    return [c for c in offered if not c.absente and c.id not in SANS_MOTS]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.echantillon(40)
def test_every_word_of_every_clause_is_there(code: str) -> None:
    read, seen = by_clause(part(code)), Counter(mots(said(part(code))))
    feet = contenu(code).feuille.notes
    notes = Counter(mots(said(part(code, "word/footnotes.xml")))) if feet else Counter[str]()
    notes += Counter(str(number) for number, _ in enumerate(feet, 1))  # Word counts what calls them
    for clause in written(code):
        wanted = Counter(mots(re.sub(r"\[[^\]]*\]", "", clause.texte)))
        if clause.id.startswith("section-"):  # Word makes the dashes of a list, and a cell ends without « ; »
            wanted = Counter({word: count for word, count in wanted.items() if word not in {"-", ";"}})
        if clause.nature == "note":
            assert wanted <= notes + seen, clause.id
        else:
            assert wanted <= Counter(mots(read[place(clause.id)])) + notes, clause.id


@pytest.mark.parametrize("code", CODES)
@pytest.mark.echantillon(40)
def test_every_blank_and_value_is_a_control_of_its_own(code: str) -> None:
    root = part(code)
    tags = [t.get(q("val"), "") for t in root.iter(q("tag"))]
    idents = [i.get(q("val")) for i in root.iter(q("id")) if i.getparent() is not None]
    assert len(set(tags)) == len(tags)
    assert len(set(idents)) == len(idents)
    bare = Counter(re.sub(r"-\d+\Z", "", tag) for tag in tags)
    for clause in (c for c in written(code) if c.nature != "note"):
        for span in clause.spans:
            if span.nature != "fixe":
                assert bare[re.sub(r"-\d+\Z", "", f"{clause.id}/{span.nom or 'texte'}")], (clause.id, span.nom)
    empty = [s for s in root.iter(q("sdt")) if s.find(f".//{q('showingPlcHdr')}") is not None]
    comments = part(code, "word/comments.xml").findall(q("comment")) if empty else []
    assert len(comments) == len(empty) == len(contenu(code).feuille.commentaires)
    assert {c.get(q("id")) for c in comments} == {r.get(q("id")) for r in root.iter(q("commentReference"))}


@pytest.mark.parametrize("code", ["01", "48", "69"])
def test_the_same_text_gives_the_same_bytes_and_another_library_opens_it(code: str) -> None:
    first = fill(MODELE, contenu(code))
    assert first == fill(MODELE, contenu(code))
    read = Document(io.BytesIO(first))
    assert read.core_properties.language == "fr-FR"
    assert "Site fictif." in read.paragraphs[1].text
    used = {p.style.style_id for p in read.paragraphs if p.style}
    assert used <= {*STYLES, "Normal"}
    assert "données du" in read.sections[0].header.paragraphs[0].text


def test_articles_count_their_alineas_and_the_note_is_at_the_foot() -> None:
    root = part("69")
    numbered = {q("val"): "1"}
    article = by_clause(root)
    assert "Article 3" in article["art_3"]
    levels = [p.find(f"{q('pPr')}/{q('numPr')}/{q('ilvl')}") for p in root.iter(q("p")) if p.find(f".//{q('bookmarkStart')}[@{q('name')}='art_3_al_6']") is not None]  # fmt: skip
    assert [dict(level.attrib) for level in levels if level is not None] == [numbered]
    (note,) = [n for n in part("69", "word/footnotes.xml") if n.get(q("id")) == "1"]
    assert said(note).strip().startswith("Le nombre et la qualité des partenaires")
    assert len(list(root.iter(q("footnoteReference")))) == 1


def test_a_trame_to_fill_keeps_what_it_leaves_optional() -> None:
    read = by_clause(part("01"))
    assert "Les communes signataires" in read["partie_communes"]
    assert "Les communes signataires" not in said(part("69"))


def test_an_amendment_tells_what_it_changes_and_who_signs() -> None:
    seen = view(EXEMPLE, fictif=True)
    fiche = seen.fiches["69"]
    made = fill(MODELE, avenant.document(seen, fiche, fiche.porteur.avenant(1)))
    text = said(etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")))
    for words in (
        "Objet\u00a0: Adhésion du centre",
        "trois fois par an",
        "deux fois par an",
        "signé le 15 février 2027",
        "Rejoint la convention",
    ):
        assert mots(words)[0] in mots(text)
        assert words.replace("\u00a0", " ") in text.replace("\u00a0", " "), words


def test_whatever_is_typed_is_only_words() -> None:
    """Neither the template's language nor Word's own: what was typed comes out as it was."""
    source = f"""
departement: "01"
trame: 2026-2029
convention:
  instance: {{frequence: "{HOSTILE}", organisation: "- un\\n- deux [^1]\\n\\n[^1]: {HOSTILE}"}}
  redaction:
    art-5-al-1: {{remplace: "{HOSTILE}", motif: essai}}
"""
    seen, _ = composee(source, "01")
    fiche = seen.fiches["01"]
    made = fill(MODELE, convention.document(seen, fiche, Texte(fiche.clauses, HOSTILE), EXEMPLE))
    archive = zipfile.ZipFile(io.BytesIO(made))
    text = said(etree.fromstring(archive.read("word/document.xml")))
    assert text.count("{{ 7*7 }} {% raw %} {_{ <w:t>&amp;</w:t>") >= 2
    assert "{{ 7*7 }} {% raw %} {_{" in said(etree.fromstring(archive.read("word/footnotes.xml")))


def test_a_list_ends_with_the_sign_of_the_sentence_and_a_note_can_link() -> None:
    source = """
departement: "01"
trame: 2026-2029
convention:
  instance: {organisation: "ainsi [^1]\\n\\n- un\\n- deux\\n\\n[^1]: Voir https://exemple.fr et [la page](https://exemple.fr/page)"}
"""
    seen, _ = composee(source, "01")
    fiche = seen.fiches["01"]
    archive = zipfile.ZipFile(
        io.BytesIO(fill(MODELE, convention.document(seen, fiche, Texte(fiche.clauses, ""), EXEMPLE)))
    )
    lines = [said(p).strip() for p in etree.fromstring(archive.read("word/document.xml")).iter(q("p"))]
    assert "deux\u202f;" in lines
    assert ";" not in lines
    used = set(re.findall(r'r:id="(rLien\d+)"', archive.read("word/footnotes.xml").decode()))
    assert used
    assert used <= set(re.findall(r'Id="(rLien\d+)"', archive.read("word/_rels/footnotes.xml.rels").decode()))


@pytest.mark.parametrize(
    ("part_name", "avant", "apres", "dit"),
    [
        ("word/document.xml", "{{ corps }}", "Texte", "doit être seul dans un paragraphe"),
        ("word/document.xml", "{{ titre }}", "{{ nom }}", "champ inconnu, « nom »"),
        ("word/entete.xml", "{{ en_tete }}", "{{ entete }}", "champ inconnu, « entete »"),
        ("word/document.xml", "{{ titre }}", "{{ titre", "mal écrit"),
        ("word/styles.xml", 'w:styleId="AlineaPuce"', 'w:styleId="Autre"', "il manque le style « AlineaPuce »"),
        ("[Content_Types].xml", "<Types", "<Autre", "n’est pas un document Word"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(
    part_name: str, avant: str, apres: str, dit: str, tmp_path: Path
) -> None:
    check_template(MODELE)
    broken = tmp_path / "modele.docx"
    with zipfile.ZipFile(MODELE) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != part_name or avant in text
            target.writestr(name, text.replace(avant, apres) if name == part_name else text)
    with pytest.raises(ModeleRefuse, match=dit):
        check_template(broken)


def test_the_first_template_can_be_written_again(tmp_path: Path) -> None:
    write(tmp_path / "modele.docx")
    check_template(tmp_path / "modele.docx")


def test_the_command_writes_them_and_a_faulty_file_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "departments"
    folder.mkdir()
    for name, source in (
        ("69-rhone", 'departement: "69"\ntrame: 2026-2029\n'),
        ("01-ain", 'departement: "01"\ntrame: faute\n'),
    ):
        (folder / f"{name}.yml").write_text(source, encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "CONVENTIONS_DEPARTMENTS": str(folder), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
        return subprocess.run([COMMANDE, "export", "docx", *words], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip

    both = run("69", "1", "--dossier", "envoi")
    assert (both.returncode, both.stderr) == (1, "")
    assert "01-ain.yml a des fautes" in both.stdout
    assert [p.name for p in (tmp_path / "envoi").iterdir()] == ["69-rhone-2026-2029.docx"]
    assert run("01", "--vierge", "--dossier", "envoi").returncode == 0
    written = zipfile.ZipFile(tmp_path / "envoi/01-ain-2026-2029-vierge.docx").read("word/document.xml")
    assert "cour d’appel de Lyon" in said(etree.fromstring(written))
