"""Faulty folders of départements that are made rather than kept: links, weights, pictures, PDFs. No one is real."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

ENTETE = 'departement: "69"\ntrame: 2026-2029\n'
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def ecrire(folder: Path, texte: str = "", nom: str = "69-rhone.yml") -> None:
    (folder / nom).write_text(ENTETE + texte, encoding="utf-8")


def piece(folder: Path, nom: str, data: bytes) -> None:
    path = folder / "pieces/69" / nom
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def citer(folder: Path, fichier: str, data: bytes) -> None:
    """A file that names an annex, and the annex."""
    ecrire(folder, f"convention:\n  annexes:\n    membres: {{titre: Membres, fichier: pieces/69/{fichier}}}\n")
    piece(folder, fichier, data)


def logo(folder: Path, nom: str, data: bytes) -> None:
    ecrire(folder, f"convention:\n  signataires:\n    caf: {{logo: pieces/69/{nom}}}\n")
    piece(folder, nom, data)


def image(forme: str = "PNG", taille: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", taille).save(out, forme)
    return out.getvalue()


def pdf_compresse(content: bytes) -> bytes:
    """An object stream, where a script may hide from those who only look at the bytes."""
    packed = zlib.compress(content)
    head = f"3 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return PDF + head + packed + b"\nendstream\nendobj\n"


def signe(folder: Path, lignes: str) -> None:
    ecrire(folder, f"document_signe:\n  fichier: pieces/69/convention.pdf\n{lignes}")
    piece(folder, "convention.pdf", PDF)


def lien(folder: Path, nom: str, cible: str) -> None:
    ecrire(folder)
    path = folder / nom
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(cible)


def lourd(folder: Path) -> None:
    ecrire(folder, "# " + "x" * 600 * 1024 + "\n")


def mal_nomme(folder: Path) -> None:
    ecrire(folder)
    ecrire(folder, nom="01-Ain.yaml")
    piece(folder, "liste des membres.pdf", PDF)
    piece(folder, "notes.docx", b"PK\x03\x04")
    (folder / "brouillons").mkdir()
    (folder / ".DS_Store").write_bytes(b"x")


def departement_mal_nomme(folder: Path) -> None:
    ecrire(folder, nom="69-rohne.yml")


def texte_propre(folder: Path, texte: str) -> None:
    (folder / "69-rhone.yml").write_text(
        'departement: "69"\ntrame: aucune\ntexte: pieces/69/texte.md\n', encoding="utf-8"
    )
    piece(folder, "texte.md", texte.encode())


HASH = hashlib.sha256(PDF).hexdigest()
OUI = "  signatures_masquees: oui\n"


def transcrit(folder: Path, ecrit: str, lu: str) -> None:
    """The fictitious convention of Rhône as signed, with its document; `lu` takes the place of `ecrit` in the file."""
    exemple = Path(__file__).parent / "exemple/departments"
    source = (exemple / "69-rhone.yml").read_text(encoding="utf-8").partition("# Article 6")[0]
    assert ecrit in source
    signed = (
        "document_signe: {fichier: pieces/69/convention.pdf, reference: Préfecture, signatures_masquees: oui, sha256: "
    )
    data = (exemple / "pieces/69/convention.pdf").read_bytes()
    text = source.replace(ecrit, lu) + f"{signed}{hashlib.sha256(data).hexdigest()}}}\n"
    (folder / "69-rhone.yml").write_text(text, encoding="utf-8")
    for path in (exemple / "pieces/69").iterdir():
        piece(folder, path.name, path.read_bytes())


CAS: dict[str, Callable[[Path], None]] = {
    "transcription/faute-un-mot": lambda f: transcrit(
        f, "deux fois par an, au printemps", "trois fois par an, au printemps"
    ),
    "transcription/faute-une-adresse": lambda f: transcrit(f, "12 rue de l’Exemple", "21 rue de l’Exemple"),
    "transcription/faute-une-clause": lambda f: transcrit(
        f, "disposent d’un protocole d’alerte", "n’ont aucun protocole d’alerte"
    ),
    "transcription/juste": lambda f: transcrit(f, "l’automne", "l'automne"),
    "lien-symbolique/faute-fichier": lambda f: lien(f, "01-ain.yml", "/etc/passwd"),
    "lien-symbolique/faute-dossier": lambda f: lien(f, "pieces/69", "/etc"),
    "lien-symbolique/faute-piece": lambda f: lien(f, "pieces/69/convention.pdf", "../../69-rhone.yml"),
    "lien-symbolique/juste": ecrire,
    "nom-inattendu/faute": mal_nomme,
    "nom-inattendu/juste": lambda f: citer(f, "membres.pdf", PDF),
    "nom-du-fichier/faute": departement_mal_nomme,
    "nom-du-fichier/juste": ecrire,
    "taille/faute": lourd,
    "taille/juste": ecrire,
    "piece-taille/faute": lambda f: citer(f, "membres.pdf", PDF + b" " * 11 * 1024 * 1024),
    "piece-taille/juste": lambda f: citer(f, "membres.pdf", PDF),
    "piece-type/faute-word": lambda f: citer(f, "membres.pdf", b"PK\x03\x04 word/document.xml"),
    "piece-type/faute-html": lambda f: citer(f, "membres.pdf", b"<html><script>alert(1)</script>"),
    "piece-type/faute-svg": lambda f: logo(f, "logo.png", b'<svg onload="alert(1)"/>'),
    "piece-type/faute-abimee": lambda f: logo(f, "logo.png", image()[:40]),
    "piece-type/faute-geante": lambda f: logo(f, "logo.png", image(taille=(3000, 3000))),
    "piece-type/juste-png": lambda f: logo(f, "logo.png", image()),
    "piece-type/juste-jpeg": lambda f: logo(f, "logo.jpg", image("JPEG")),
    "pdf-actif/faute-script": lambda f: citer(
        f, "membres.pdf", PDF + b"4 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj"
    ),
    "pdf-actif/faute-deguise": lambda f: citer(f, "membres.pdf", PDF + b"4 0 obj << /S /J#61vaScript >> endobj"),
    "pdf-actif/faute-compresse": lambda f: citer(f, "membres.pdf", pdf_compresse(b"<< /S /JavaScript >>")),
    "pdf-actif/faute-fichier-joint": lambda f: citer(
        f, "membres.pdf", PDF + b"4 0 obj << /Names << /EmbeddedFiles 5 0 R >> >> endobj"
    ),
    "pdf-actif/faute-protege": lambda f: citer(f, "membres.pdf", PDF + b"trailer << /Encrypt 5 0 R >>"),
    "pdf-actif/faute-bombe": lambda f: citer(f, "membres.pdf", pdf_compresse(bytes(60 * 1024 * 1024))),
    "pdf-actif/juste": lambda f: citer(f, "membres.pdf", pdf_compresse(b"<< /Type /Page >>")),
    "piece-inutile/faute": lambda f: (ecrire(f), piece(f, "oubli.pdf", PDF))[0],
    "piece-inutile/juste": lambda f: citer(f, "membres.pdf", PDF),
    "empreinte/faute": lambda f: signe(f, f"  sha256: {'0' * 64}\n{OUI}"),
    "empreinte/juste": lambda f: signe(f, f"  sha256: {HASH}\n{OUI}"),
    "empreinte-absente/faute": lambda f: signe(f, OUI),
    "empreinte-absente/juste": lambda f: signe(f, f"  sha256: {HASH}\n{OUI}"),
    "signatures-masquees/faute": lambda f: signe(f, f"  sha256: {HASH}\n"),
    "signatures-masquees/juste": lambda f: signe(f, f"  sha256: {HASH}\n{OUI}"),
    "courriel/faute-texte-propre": lambda f: texte_propre(f, "Un texte.\n\nÉcrire à x.y@rhone.example.\n"),
    "telephone/faute-texte-propre": lambda f: texte_propre(f, "Un texte, 04 72 00 00 00.\n"),
    "telephone/juste-texte-propre": lambda f: texte_propre(f, "Un texte, le 12 octobre 2026.\n"),
    "fichier-absent/faute-casse": lambda f: (
        citer(f, "membres.pdf", PDF),
        (f / "pieces/69/membres.pdf").rename(f / "pieces/69/Membres.pdf"),
    )[0],
    "fichier-absent/juste-present": lambda f: citer(f, "membres.pdf", PDF),
}
