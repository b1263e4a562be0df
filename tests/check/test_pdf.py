"""What a PDF may carry besides its pages, wherever it hides: refused with its name. One that is only read passes, signed too."""

from __future__ import annotations

import io
import itertools
import random
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conventions.check.pdf import active_content, is_empty
from tests.check import pdfs
from tests.check.pdfs import document, stream
from tests.cout import tient
from tests.places import EXEMPLE, ROOT

Maker = Callable[[bytes], bytes]

PLACES: dict[str, Maker] = {
    "à l’ouverture": lambda a: document(b"/OpenAction %s" % a),
    "à l’ouverture, par renvoi": lambda a: document(b"/OpenAction 9 0 R", more={9: a}),
    "sur la page": lambda a: document(page=b"/AA<</O %s>>" % a),
    "sur un lien": lambda a: document(page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A %s>>]" % a),
    "sur un lien, par renvoi": lambda a: document(page=b"/Annots[8 0 R]", more={8: b"<</Subtype/Link/Rect[0 0 9 9]/A 9 0 R>>", 9: a}),
    "après une autre": lambda a: document(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[%s]>>" % a),
    "sur un champ": lambda a: document(b"/AcroForm<</Fields[8 0 R]>>", more={8: b"<</FT/Btn/T(x)/AA<</D %s>>>>" % a}),
    "dans le plan": lambda a: document(b"/Outlines 8 0 R", more={8: b"<</First 9 0 R/Last 9 0 R>>", 9: b"<</Title(x)/A %s>>" % a}),
}  # fmt: skip
"""Where an action stands."""


def in_stream(encoding: str, action: bytes) -> bytes:
    return document(more={8: pdfs.packed(action, encoding)})


HIDDEN: dict[str, Maker] = {
    **{f"flux {encoding}": partial(in_stream, encoding) for encoding in pdfs.ENCODINGS},
    "flux sans type": lambda a: document(more={8: pdfs.packed(a, "flate", b"")}),
    "flux, nom déguisé": lambda a: document(more={8: pdfs.packed(pdfs.escaped(a), "flate")}),
    "flux après une fausse entête": lambda a: document(more={8: pdfs.packed(a, "flate", b"/X(6 0 obj)/Type/ObjStm")}),
    "nom déguisé": lambda a: document(more={8: pdfs.escaped(a)}),
    "objet que rien ne cite": lambda a: document(more={8: a}),
    "objet hors de la table": lambda a: document().replace(b"xref\n0", b"9 0 obj %s endobj\nxref\n0" % a, 1),
    "objet dans un faux flux": lambda a: document(more={8: stream(b"", b"9 0 obj %s endobj" % a)}),
    "version précédente": lambda a: pdfs.revised(document(), 9, a),
}
"""Ways to keep an action out of the sight of those who only follow the table of objects, or only read the bytes."""

BOMBE = zlib.compress(bytes(60 << 20), 1)
OTHERS = {
    "fichier joint": (document(b"/Names<</EmbeddedFiles<</Names[(x)8 0 R]>>>>", more={8: b"<</Type/Filespec/EF<</F 9 0 R>>>>", 9: stream(b"/Type/EmbeddedFile", b"MZ")}), "un fichier joint|renvoie à un autre fichier"),
    "fichier associé": (document(b"/AF[8 0 R]", more={8: b"<</EF<</F 9 0 R>>>>", 9: stream(b"", b"x")}), "un fichier joint"),
    "annotation de fichier": (document(page=b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS(x)>>]"), "un fichier joint"),
    "porte-documents": (document(b"/Collection<</View/D>>"), "un fichier joint"),
    "scripts nommés": (document(b"/Names<</JavaScript<</Names[]>>>>"), "un script"),
    "formulaire XFA": (document(b"/AcroForm<</XFA 8 0 R/Fields[]>>", more={8: stream(b"", b"<xdp/>")}), "un formulaire actif"),
    "mot de passe": (document(trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>/ID[(a)(a)]"), "un mot de passe"),
    "animation": (document(page=b"/Annots[<</Subtype/Screen/Rect[0 0 9 9]>>]"), "un contenu animé"),
    "annotation inventée": (document(page=b"/Annots[<</Subtype/Projection/Rect[0 0 9 9]>>]"), "une annotation inattendue (« Projection »)"),
    "dessin en PostScript": (document(page=b"/Resources<</XObject<</X 8 0 R>>>>", more={8: stream(b"/Type/XObject/Subtype/PS", b"")}), "un dessin inattendu (« PS »)"),
    "dessin d’un autre fichier": (document(more={8: stream(b"/Type/XObject/Subtype/Form/Ref<</F(x.pdf)/Page 0>>", b"")}), "renvoie à un autre fichier"),
    "dessin d’un autre fichier, sans flux": (document(page=b"/Resources<</XObject<</X<</Type/XObject/Subtype/Form/Ref<</F(//srv/x.pdf)/Page 0>>>>>>>>"), "renvoie à un autre fichier"),
    "dessin d’un autre fichier, par renvoi": (document(more={8: b"<</Subtype/Form/Ref 9 0 R>>", 9: b"<</F(//srv/x.pdf)/Page 0>>"}), "renvoie à un autre fichier"),
    "octets d’un autre fichier": (document(more={8: stream(b"/F(x.bin)", b"")}), "renvoie à un autre fichier"),
    "adresse de base": (document(b"/URI<</Base(javascript:)>>"), "un lien vers « javascript: »"),
    "entrée inventée": (document(b"/Requirements[<</S/EnableX>>]"), "une entrée inattendue (« Requirements »)"),
    "aucune page": (document().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[     ]/Count 0"), "n’a aucune page"),
    "bombe de pages": (document(page=b"/Contents 8 0 R", more={8: stream(b"/Filter/FlateDecode", BOMBE)}), "démesurées"),
    "bombe d’objets": (document(more={8: stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", BOMBE)}), "démesurées"),
    "flux d’objets abîmé": (document(more={8: stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", b"rien")}), "ne s’ouvre pas"),
    "flux d’objets de filtre inconnu": (document(more={8: stream(b"/Type/ObjStm/N 1/First 4/Filter/Invente", b"9 0 null")}), "ne s’ouvre pas"),
    "sans table": (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n", "ne s’ouvre pas"),
    "rien qu’un début": (b"%PDF-1.7\nrien", "ne s’ouvre pas"),
    "suite après la fin": (document() + b"<script>alert(1)</script>", "continue après sa fin"),
    "page de la toile": (document().replace(b"\n1 0 obj", b"\n%<script>alert(1)</script>\n1 0 obj", 1), "d’une autre sorte"),
}  # fmt: skip


FOUND = {
    "fichier-joint": "un fichier joint",
    "autre-document": "renvoie à un autre fichier",
    "script-en-hexadecimal": "un script",
    "adresse-javascript": "un lien vers « javascript:alert(1) »",
}
"""What the documents of `hostiles/` carry: they came from a trial of the site."""


def archive(data: bytes) -> bytes:
    """The document inside an archive that begins as it does."""
    out = io.BytesIO(data)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("x.class", "x")
        made.comment = b"\n%%EOF\n"
    return out.getvalue()


def tar(data: bytes) -> bytes:
    head = tarfile.TarInfo("%PDF-1.7 ").tobuf(tarfile.USTAR_FORMAT)
    return head[:512] + data


@pytest.mark.parametrize(
    ("place", "action"), list(itertools.product(PLACES, {**pdfs.ACTIONS, **pdfs.FOLLOWED, **pdfs.UNEXPECTED}))
)
@pytest.mark.echantillon(60)
def test_une_action_est_refusee_avec_son_nom(place: str, action: bytes) -> None:
    expected = {**pdfs.ACTIONS, **pdfs.FOLLOWED, **pdfs.UNEXPECTED}[action]
    found = active_content(PLACES[place](action))
    assert any(words in found for words in expected.split("|")), found


@pytest.mark.parametrize(("way", "action"), list(itertools.product(HIDDEN, pdfs.ACTIONS)))
@pytest.mark.echantillon(60)
def test_une_action_ne_se_cache_pas(way: str, action: bytes) -> None:
    found = active_content(HIDDEN[way](action))
    assert any(words in found for words in pdfs.ACTIONS[action].split("|")), found


@pytest.mark.parametrize("encoding", pdfs.ENCODINGS)
def test_une_adresse_ne_se_cache_pas(encoding: str) -> None:
    for action, words in pdfs.FOLLOWED.items():
        assert words in active_content(document(more={8: pdfs.packed(action, encoding)}))


@pytest.mark.parametrize("case", OTHERS)
def test_le_reste_est_refuse_avec_son_nom(case: str) -> None:
    data, expected = OTHERS[case]
    found = active_content(data)
    assert any(words in found for words in expected.split("|")), found


@pytest.mark.parametrize("name", FOUND)
def test_les_documents_d_un_essai_hostile_sont_refuses(name: str) -> None:
    assert FOUND[name] in active_content((Path(__file__).parent / f"hostiles/{name}.pdf").read_bytes())


@pytest.mark.parametrize("make", [archive, tar])
def test_un_fichier_de_deux_sortes_est_refuse(make: Maker) -> None:
    assert active_content(make(document())) in {"est aussi un fichier d’une autre sorte", "continue après sa fin"}


ORDINARY = {
    "une page": document(),
    "un lien": document(page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://www.x.example/a?b=c#d)>>>>]"),
    "un lien à parenthèses": document(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x.example/A_\\(b\\))>>>>]"),
    **{f"un lien écrit {said!r}": document(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI%s>>>>]" % said) for said in pdfs.WEB},
    "un renvoi de structure": document(b"/StructTreeRoot 8 0 R", more={8: b"<</Type/StructTreeRoot/K 9 0 R>>", 9: b"<</S/P/Ref[8 0 R]/K 0>>"}),
    "un plan": document(b"/Outlines 8 0 R/PageMode/UseOutlines", more={8: b"<</First 9 0 R/Last 9 0 R/Count 1>>", 9: b"<</Title(x)/Parent 8 0 R/Dest[3 0 R/Fit]>>"}),
    "un plan dans un flux": document(b"/Outlines 9 0 R", more={8: pdfs.packed(b"<</First null/Count 0>>", "flate")}),
    "une ouverture": document(b"/OpenAction[3 0 R/Fit]"),
    "une ouverture sur une page": document(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "une page suivante": document(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Named/N/NextPage>>>>]"),
    "des champs": document(b"/AcroForm<</Fields[8 0 R]/NeedAppearances true>>", more={8: b"<</FT/Tx/T(nom)/Subtype/Widget/Rect[0 0 9 9]/F 4>>"}),
    "des notes": document(page=b"/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(x)>><</Subtype/Highlight/Rect[0 0 9 9]>>]"),
    "une structure": document(b"/StructTreeRoot 8 0 R/MarkInfo<</Marked true>>/Lang(fr)", more={8: b"<</Type/StructTreeRoot/K 9 0 R>>", 9: b"<</S/P/A<</O/Layout/TextAlign/Center>>/K 0>>"}),
    "une clé d’un logiciel": document(b"/ADBE_X<</Y 1>>"),
    "deux versions": pdfs.revised(document(), 9, b"<</Producer(x)>>"),
    "une image": document(page=b"/Resources<</XObject<</I 8 0 R>>>>", more={8: stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x00")}),
    "un commentaire après la fin": document() + b"% autre\n",
    "un long blanc": document() + b"\n\0\r\n",
}  # fmt: skip


@pytest.mark.parametrize("case", ORDINARY)
def test_un_document_qui_se_lit_passe(case: str) -> None:
    assert active_content(ORDINARY[case]) == ""


@pytest.mark.parametrize("path", sorted(EXEMPLE.rglob("*.pdf")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_les_documents_des_exemples_passent(path: Path) -> None:
    assert active_content(path.read_bytes()) == ""


def test_un_pdf_vide_se_reconnait() -> None:
    assert is_empty(b"%PDF-1.4\n%%EOF\n")
    assert not is_empty(document())


WORST: dict[str, Callable[[], bytes]] = {
    "accolades": lambda: b"[" * (9 << 20),
    "dictionnaires": lambda: b"<<" * (4 << 20),
    "mots obj": lambda: b"1 0 obj" * (1 << 20),
    "mots stream": lambda: b"stream\n" * (1 << 20),
    "chaîne ouverte": lambda: b"1 0 obj(" * (1 << 20),
    "dièses": lambda: b"#41" * (3 << 20),
    "noms": lambda: b"/A" * (4 << 20),
    "adresses": lambda: b"/URI(" * (1 << 20),
    "adresses blanches": lambda: b"/URI" + b" " * (9 << 20),
    "commentaires": lambda: b"%" * (9 << 20),
    "flux d’objets": lambda: b"1 0 obj<</Type/ObjStm/N 1/First 4>>stream\n9 0 [" * (1 << 17),
    "flux vides": lambda: b"1 0 obj<</N 1/First 4>>stream\nendstream\n" * (1 << 17),
    "tables": lambda: b"xref\n0 99999\n" * (1 << 18) + b"startxref\n9\n%%EOF",
    "table en boucle": lambda: document(trailer=b"/Prev 9"),
    "pages en boucle": lambda: document().replace(b"[3 0 R]", b"[2 0 R]"),
    "LZW": lambda: document(more={n: stream(b"/Type/ObjStm/N 1/First 4/Filter/LZWDecode", pdfs.lzw(bytes(40_000))) for n in range(4, 90)}),
    "objets": lambda: document(more=dict.fromkeys(range(4, 90000), b"<</A[1 2 3]/B(x)>>")),
    "trop d’objets": lambda: document(more=dict.fromkeys(range(4, 110000), b"1")),
}  # fmt: skip


@pytest.mark.parametrize("shape", WORST)
@pytest.mark.lent
@pytest.mark.echantillon(3)
def test_le_pire_document_ne_coute_que_quelques_secondes(shape: str, tmp_path: Path) -> None:
    """Fifteen seconds of processor and 400 MB at most, for ten megabytes of the worst shapes."""
    path = tmp_path / "x.pdf"
    data = WORST[shape]()
    path.write_bytes(data if data.startswith(b"%PDF-") else b"%PDF-1.7\n" + data)
    code = "import sys,re,time;from conventions.check.pdf import active_content as a;from pathlib import Path;print(a(Path(sys.argv[1]).read_bytes()));peak=re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text());print(time.process_time(),peak[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr[-2000:]
    words, figures = done.stdout.rsplit("\n", 2)[0], done.stdout.split("\n")[-2]
    seconds, kilobytes = map(float, figures.split())
    assert (seconds < 15, kilobytes < 400_000) == (True, True), (shape, words, figures)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.echantillon(3)
def test_un_document_abime_est_juge_sans_trace(seed: int) -> None:
    """Bytes changed, taken away, doubled, in the documents above: a sentence or none, never an exception, and soon."""
    draw = random.Random(seed)
    models = [*ORDINARY.values(), *(data for data, _ in OTHERS.values() if len(data) < 20_000)]
    for _ in range(50):
        data = bytearray(draw.choice(models))
        for _ in range(draw.randint(1, 12)):
            start = draw.randrange(5, max(6, len(data)))
            end = start + draw.randint(0, 12)
            data[start:end] = draw.choice(
                [b"", draw.randbytes(3), bytes(data[start:end]) * 2, b"<<", b"9 0 R", b"/JS", b"-1"]
            )
        assert isinstance(active_content(bytes(data)), str)
        assert tient(2, partial(active_content, bytes(data)))
