"""`conventions joindre`: the signed PDF in its place, one key more in the file, every other line as it was."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from conventions.check.pdf_pages import CADRE, DESSIN, IMAGE, Vue, a_regarder
from conventions.cli.joindre import Copie, _dit, declare, run
from conventions.cli.parser import Parser
from conventions.importing.ecriture import yaml
from conventions.source import reader
from conventions.source.insertion import inserted
from tests.places import EXEMPLE, SOURCE_DATE_EPOCH
from tests.signes import signe_numeriquement

BOUCLE = "10 10 m 60 90 120 -40 180 60 c S"
PUCE = "10 10 m 10 13 13 13 13 10 c f "


def pdf(drawing: str = "", *, note: str = "", image: bool = False) -> bytes:
    """One page, with what it draws, an annotation, a picture called by a drawing called by the page."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    forms = DictionaryObject()
    if image:
        picture = stream("\x00", Type="XObject", Subtype="Image", ColorSpace="DeviceGray")
        form = stream("/I Do", Type="XObject", Subtype="Form")
        form[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/XObject"): DictionaryObject({NameObject("/I"): writer._add_object(picture)})}
        )
        forms[NameObject("/F")] = writer._add_object(form)
        drawing += " /F Do"
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    page[NameObject("/Contents")] = writer._add_object(stream(drawing))
    if note:
        kind, _, field = note.partition("/")
        said = DictionaryObject({NameObject("/Subtype"): NameObject(f"/{kind}")})
        said[NameObject("/Rect")] = ArrayObject(map(FloatObject, (10, 10, 90, 40)))
        if field:
            said[NameObject("/FT")] = NameObject(f"/{field}")
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(said)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stream(text: str, **said: str) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(text.encode("latin-1"))
    made.update({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in said.items()})
    return made


@pytest.mark.parametrize(
    ("data", "porte"),
    [
        (pdf("10 10 100 50 re S 0 0 m 200 0 l S"), ()),  # a table
        (pdf(PUCE * 20), ()),
        (pdf(PUCE * 80), (DESSIN,)),  # so many strokes are a hand
        (pdf(BOUCLE), (DESSIN,)),
        (pdf(BOUCLE.replace("c S", "c n")), ()),
        (pdf(f".01 0 0 .01 0 0 cm {BOUCLE}"), ()),
        (pdf(f"q .01 0 0 .01 0 0 cm Q {BOUCLE}"), (DESSIN,)),
        (pdf("10 10 m 60 90 l 90 10 l S"), (DESSIN,)),
        (pdf(image=True), (IMAGE,)),
        (pdf("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"), (IMAGE,)),
        (pdf(note="Ink"), ("un tracé à la main",)),
        (pdf(note="Stamp"), ("un tampon",)),
        (pdf(note="Link"), ()),
        (pdf(note="Widget/Sig"), (CADRE,)),
        (pdf(note="Widget/Tx"), ("un champ de formulaire",)),
    ],
)
def test_what_a_page_carries_is_told(data: bytes, porte: tuple[str, ...]) -> None:
    assert [vue.porte for vue in a_regarder(data)] == ([porte] if porte else [])


SAID: dict[str, reader.Value] = {"fichier": "pieces/69/convention.pdf", "signatures_masquees": "oui"}
LINES = yaml({"document_signe": SAID}, {}).strip("\n").split("\n")
TETE = "departement: 69  # le Rhône\ntrame: 2026-2029\n"


@pytest.mark.parametrize(
    ("source", "before"),
    [
        (TETE, TETE),
        (TETE.rstrip("\n"), TETE),
        (TETE + "\n# Où.\npublication:\n  - {le: 2026-01-02}\n", TETE + "\n"),
        (TETE + "# Où.\npublication:\n  - {le: 2026-01-02}\n", TETE),
        (TETE + "publication: []\nsuivi: {}\n# fin", TETE),
        (TETE.replace("\n", "\r\n"), TETE.replace("\n", "\r\n")),
        ("\ufeff" + TETE, "\ufeff" + TETE),
    ],
)
def test_the_key_comes_at_its_place_and_nothing_else_moves(source: str, before: str) -> None:
    made = inserted(source.encode(), ("document_signe",), SAID, LINES)
    assert made is not None
    text = made.decode()
    end = "\r\n" if "\r\n" in source else "\n"
    block = end.join(LINES) + end
    head, found, tail = text.partition(block)
    assert found
    assert head in {before, before + end}
    assert head.removesuffix(end if head != before else "") + tail.removeprefix(end) in {source, source + end}


AVENANT = "avenants:\n  1:\n    objet: Trois réunions\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TETE + AVENANT, ""),
        (TETE + AVENANT, "    # Ce qui change.\n    modifie: {}\n  2: {objet: Autre}\n"),
        (TETE + AVENANT, "  2:\n    objet: Autre\n"),
        (TETE + AVENANT, "\n# Le suivi.\nsuivi: {}\n"),
        (TETE + AVENANT.replace("Trois réunions", ">-\n      Trois\n      réunions"), "\nsuivi: {}\n"),
    ],
)
def test_in_an_amendment_the_key_comes_at_its_place_too(before: str, after: str) -> None:
    made = inserted((before + after).encode(), ("avenants", "1", "document_signe"), SAID, LINES)
    assert made is not None
    assert made.decode() == before + "".join(f"    {line}\n" for line in LINES) + after


def test_an_amendment_in_braces_or_absent_is_left() -> None:
    for source in (f"{TETE}avenants: {{1: {{objet: Trois}}}}\n", f"{TETE}avenants:\n  1:\n", TETE):
        assert inserted(source.encode(), ("avenants", "1", "document_signe"), SAID, LINES) is None, source


def test_pages_that_carry_the_same_are_told_together() -> None:
    copie = Copie(b"", "", (), [Vue(1, (IMAGE,)), Vue(2, (IMAGE,)), Vue(3, (IMAGE, CADRE)), Vue(7, (IMAGE,))])
    assert list(_dit(copie))[1:] == [f"Pages 1 à 2 : {IMAGE}", f"Page 3 : {IMAGE} et {CADRE}", f"Page 7 : {IMAGE}"]


def test_a_key_left_empty_is_filled_and_what_cannot_take_it_is_left() -> None:
    kept = inserted(f"{TETE}document_signe:  # la copie\n".encode(), ("document_signe",), SAID, LINES)
    assert kept is not None
    assert kept.decode() == f"{TETE}document_signe:  # la copie\n" + "\n".join(LINES[1:]) + "\n"
    for source in (
        "{departement: 69, trame: 2026-2029}\n",
        f"{TETE}document_signe: {{date: 2026-01-02}}\n",
        f"{TETE}document_signe: ~\n",
        f"{TETE}...\n",
        f"{TETE}: :\n",
    ):
        assert inserted(source.encode(), ("document_signe",), SAID, LINES) is None, source


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "departments"
    folder.mkdir()
    for name in ("67-bas-rhin", "68-haut-rhin", "69-rhone"):
        shutil.copy(EXEMPLE / f"{name}.yml", folder)
    shutil.copytree(EXEMPLE / "pieces/69", folder / "pieces/69")
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(folder))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    return folder


def joindre(*words: str | Path) -> int:
    parser = Parser()
    declare(parser)
    return run(parser.parse_args([str(word) for word in words]))


def test_without_the_declaration_nothing_is_written(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier.parent / "signe.pdf").write_bytes(pdf(BOUCLE))
    before = (dossier / "67-bas-rhin.yml").read_bytes()
    assert joindre(dossier.parent / "signe.pdf", "67") == 1
    assert (dossier / "67-bas-rhin.yml").read_bytes() == before
    assert not (dossier / "pieces/67").exists()
    told = capsys.readouterr().out
    assert f"Page 1 : {DESSIN}" in told
    assert "--masque" in told


def test_the_copy_is_put_in_its_place_and_its_text_compared(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, path = dossier / "pieces/69/convention.pdf", dossier / "67-bas-rhin.yml"
    before = path.read_text(encoding="utf-8")
    original = ("--original", dossier / "pieces/69/membres.pdf")
    assert joindre(source, "67", "--masque", "--reference", "Préfecture, dossier 1 : original", *original) == 0
    after = path.read_text(encoding="utf-8")
    assert (dossier / "pieces/67/convention.pdf").read_bytes() == source.read_bytes()
    added = reader.parse(after.encode(), "").value["document_signe"]
    assert isinstance(added, dict)
    assert (added["reference"], added["signatures_masquees"]) == ("Préfecture, dossier 1 : original", "oui")
    head, _, tail = after.partition("document_signe:\n")
    assert head + tail.partition("\n\n")[2] == before
    assert added["sha256_original"] == hashlib.sha256((dossier / "pieces/69/membres.pdf").read_bytes()).hexdigest()
    assert not (dossier / "pieces/67/convention-2.pdf").exists()
    told = capsys.readouterr().out
    assert "67-bas-rhin.yml:9:5: avertissement : le document signé ne dit pas « La préfète, Catherine" in told
    assert joindre(source, "67", "--masque", "--reference", "Préfecture, dossier 1 : original") == 0
    assert "rien à y changer" in capsys.readouterr().out
    (dossier / "pieces/67/convention.pdf").unlink()
    assert joindre(source, "67", "--masque") == 0
    assert (dossier / "pieces/67/convention.pdf").exists()


def test_the_document_of_an_amendment_is_put_in_its_place(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = dossier / "69-rhone.yml"
    before = path.read_text(encoding="utf-8")
    (dossier.parent / "F.pdf").write_bytes(pdf("0 0 m 9 0 l S"))
    assert joindre(dossier.parent / "F.pdf", "69", "--avenant", "1", "--masque") == 0
    assert (dossier / "pieces/69/avenant-1.pdf").read_bytes() == (dossier.parent / "F.pdf").read_bytes()
    after = path.read_text(encoding="utf-8")
    head, _, tail = after.partition("    document_signe:\n      fichier: pieces/69/avenant-1.pdf\n")
    assert tail
    assert tail.startswith("      sha256: ")
    assert before.startswith(head)
    assert head.endswith("association-cidff: 2027-02-15\n")
    assert "n’est pas comparé" in capsys.readouterr().out
    assert joindre(dossier.parent / "F.pdf", "69", "--avenant", "9", "--masque") == 2
    assert "(avenants inscrits : 1, 2 et 3)" in capsys.readouterr().err
    (dossier.parent / "G.pdf").write_bytes(pdf("0 0 m 8 0 l S"))
    assert joindre(dossier.parent / "G.pdf", "69", "--avenant", "1", "--masque") == 1
    assert "a déjà un « avenants.1.document_signe », ligne" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == after


def test_what_is_said_already_is_never_written_over(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier.parent / "autre.pdf").write_bytes(pdf("0 0 m 9 0 l S"))
    before = (dossier / "69-rhone.yml").read_bytes()
    assert joindre(dossier.parent / "autre.pdf", "69", "--masque") == 1
    assert (dossier / "69-rhone.yml").read_bytes() == before
    assert not (dossier / "pieces/69/convention-2.pdf").exists()
    told = capsys.readouterr().out
    assert "- fichier : « pieces/69/convention.pdf » devient « pieces/69/convention-2.pdf »" in told
    assert "\n  reference: Préfecture du Rhône, dossier d’exemple 2026-118\n" in told


def test_a_document_signed_by_certificates_alone_is_published_as_it_is(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = signe_numeriquement(pdf("0 0 m 9 0 l S"), dossier.parent)
    (dossier.parent / "signe.pdf").write_bytes(data)
    assert joindre(dossier.parent / "signe.pdf", "67") == 0
    assert (dossier / "pieces/67/convention.pdf").read_bytes() == data
    (dossier.parent / "nu.pdf").write_bytes(pdf("0 0 m 9 0 l S"))
    assert joindre(dossier.parent / "signe.pdf", "67", "--original", dossier.parent / "nu.pdf") == 1
    told = capsys.readouterr().out
    assert "rien n’y est masqué" in told
    assert "Signature numérique : Préfecture d’Exemple, le" in told
    assert "document inchangé depuis" in told
    assert "aucune liste de certificats de confiance n’est consultée" in told


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("mot-de-passe.pdf", "67", "est protégé par un mot de passe : le réimprimer en PDF simple"),
        ("texte.pdf", "67", "le contenu n’est pas celui d’un fichier .pdf"),
        ("absent.pdf", "67", "le fichier ne peut pas être lu"),
        ("texte.docx", "67", "n’est pas un PDF"),
        ("bon.pdf", "68", "renvoie à la convention d’un autre département : la joindre à 67"),
        ("bon.pdf", "01", "01-ain.yml n’existe pas"),
        ("bon.pdf", "99", "le département « 99 » n’existe pas"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(
    dossier: Path, capsys: pytest.CaptureFixture[str], name: str, code: str, said: str
) -> None:
    place = dossier.parent
    (place / "bon.pdf").write_bytes(pdf())
    (place / "texte.pdf").write_text("rien", encoding="utf-8")
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-40")
    writer.write(place / "mot-de-passe.pdf")
    assert joindre(place / name, code, "--masque") == 2
    assert said in capsys.readouterr().err
