"""What is added to the inputs that a file of Markdown cannot hold whole: links, weights, pictures, PDFs. No one is real."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from conventions import check
from conventions.check.rule import rule
from conventions.source import registry
from tests.places import EXEMPLE

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def piece(folder: Path, nom: str, data: bytes) -> None:
    path = folder / "pieces/69" / nom
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def membres(folder: Path, suite: bytes = b"") -> None:
    """A harmless PDF, and what follows it."""
    piece(folder, "membres.pdf", PDF + suite)


def convention(folder: Path) -> None:
    piece(folder, "convention.pdf", PDF)


def texte(folder: Path, words: str) -> None:
    piece(folder, "texte.md", words.encode())


def image(forme: str = "PNG", taille: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", taille).save(out, forme)
    return out.getvalue()


def compresse(content: bytes) -> bytes:
    """An object stream, where a script may hide from those who only look at the bytes."""
    packed = zlib.compress(content)
    head = f"3 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return head + packed + b"\nendstream\nendobj\n"


def lien(folder: Path, nom: str, cible: str) -> None:
    path = folder / nom
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(cible)


def loire(folder: Path, adresse: str, prenom: str, nom: str) -> None:
    """A file of the Loire, whose court of appeal is that of the Rhône."""
    person = f"{{nom: {nom}, prenom: {prenom}, titre: première présidente}}"
    court = f'{{adresse: "{adresse}", representants: [{person}]}}'
    text = f"departement: 42\ntrame: 2026-2029\nconvention: {{signataires: {{cour: {court}}}}}\n"
    (folder / "42-loire.yml").write_text(text, encoding="utf-8")


def lourd(folder: Path) -> None:
    with (folder / "69-rhone.yml").open("a", encoding="utf-8") as file:
        file.write("# " + "x" * 600 * 1024 + "\n")


def mal_nomme(folder: Path) -> None:
    (folder / "01-Ain.yaml").write_bytes((folder / "69-rhone.yml").read_bytes())
    piece(folder, "liste des membres.pdf", PDF)
    piece(folder, "notes.docx", b"PK\x03\x04")
    (folder / "brouillons").mkdir()
    (folder / ".DS_Store").write_bytes(b"x")


def transcrit(folder: Path, ecrit: str, lu: str) -> None:
    """The fictitious convention of Rhône as signed, with its document; `lu` takes the place of `ecrit` in the file."""
    source = (EXEMPLE / "69-rhone.yml").read_text(encoding="utf-8").partition("# Article 6")[0]
    assert ecrit in source
    signed = (
        "document_signe: {fichier: pieces/69/convention.pdf, reference: Préfecture, signatures_masquees: oui, sha256: "
    )
    data = (EXEMPLE / "pieces/69/convention.pdf").read_bytes()
    text = source.replace(ecrit, lu) + f"{signed}{hashlib.sha256(data).hexdigest()}}}\n"
    (folder / "69-rhone.yml").write_text(text, encoding="utf-8")
    for path in (EXEMPLE / "pieces/69").iterdir():
        piece(folder, path.name, path.read_bytes())


EN_PANNE = pytest.MonkeyPatch()
"""What a case breaks in the program; mended once the case is over."""


def panne(*_: object) -> NoReturn:
    """A bug of ours."""
    raise ZeroDivisionError("division by zero")


def regle_en_panne() -> None:
    EN_PANNE.setattr(check, "FAMILLES", (("Essai", (rule("essai", "Essai", "Essai.")(panne),)),))


def archive(folder: Path, nom: str) -> None:
    """The file of the folder, kept in the archives of its own period under that name."""
    (folder / "archives/2026-2029").mkdir(parents=True)
    text = (folder / "69-rhone.yml").read_text(encoding="utf-8").replace('"69"', f'"{nom[:2]}"')
    (folder / "archives/2026-2029" / nom).write_text(text, encoding="utf-8")


def avenants(folder: Path, combien: int) -> None:
    """A long convention, with that many amendments."""
    words = "Des mots ordinaires et nombreux. " * 100
    lines = ["convention:", "  objectifs:", "    1:", "      actions:"]
    lines += [f"        a{n}: {{intitule: Action {n}, description: {words} {n}.}}" for n in range(40)]
    lines += ["    2:", "      actions:"]
    lines += [f"        b{n}: {{intitule: Autre action {n}, description: {words} Et {n}.}}" for n in range(60)]
    lines += [
        "avenants:",
        *(f"  {n + 1}: {{objet: Essai, modifie: {{instance: {{reunions_par_an: 3}}}}}}" for n in range(combien)),
    ]
    with (folder / "69-rhone.yml").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def deux_logos(folder: Path) -> None:
    piece(folder, "l.png", image())
    piece(folder, "l.jpg", image("JPEG"))


CAS: dict[str, Callable[[Path], object]] = {
    "institution-partagee/faute": lambda f: loire(f, "2 rue de l’Exemple, 69005 Lyon", "Anne Marie", "Modele-Type"),
    "institution-partagee/juste": lambda f: loire(f, "1 rue de l’Exemple, 69005 Lyon", "Farida", "Essai"),
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
    "nom-inattendu/faute": mal_nomme,
    "nom-inattendu/juste": membres,
    "nom-du-fichier/faute": lambda f: (f / "69-rhone.yml").rename(f / "69-rohne.yml"),
    "taille/faute": lourd,
    "erreur-du-programme/faute": lambda _: regle_en_panne(),
    "erreur-du-programme/faute-a-la-lecture": lambda _: EN_PANNE.setattr(registry, "read_document", panne),
    "periode-en-double/faute": lambda f: archive(f, "69-rhone.yml"),
    "periode-en-double/juste": lambda f: archive(f, "70-haute-saone.yml"),
    "logos-de-meme-nom/faute": deux_logos,
    "logos-de-meme-nom/juste": lambda f: piece(f, "l.png", image()),
    "volume/faute": lambda f: avenants(f, 60),
    "volume/juste": lambda f: avenants(f, 5),
    "piece-taille/faute": lambda f: membres(f, b" " * 11 * 1024 * 1024),
    "piece-taille/juste": membres,
    "piece-type/faute-word": lambda f: piece(f, "membres.pdf", b"PK\x03\x04 word/document.xml"),
    "piece-type/faute-html": lambda f: piece(f, "membres.pdf", b"<html><script>alert(1)</script>"),
    "piece-type/faute-svg": lambda f: piece(f, "logo.png", b'<svg onload="alert(1)"/>'),
    "piece-type/faute-abimee": lambda f: piece(f, "logo.png", image()[:40]),
    "piece-type/faute-geante": lambda f: piece(f, "logo.png", image(taille=(3000, 3000))),
    "piece-type/juste-png": lambda f: piece(f, "logo.png", image()),
    "piece-type/juste-jpeg": lambda f: piece(f, "logo.jpg", image("JPEG")),
    "pdf-actif/faute-script": lambda f: membres(f, b"4 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj"),
    "pdf-actif/faute-deguise": lambda f: membres(f, b"4 0 obj << /S /J#61vaScript >> endobj"),
    "pdf-actif/faute-compresse": lambda f: membres(f, compresse(b"<< /S /JavaScript >>")),
    "pdf-actif/faute-fichier-joint": lambda f: membres(f, b"4 0 obj << /Names << /EmbeddedFiles 5 0 R >> >> endobj"),
    "pdf-actif/faute-protege": lambda f: membres(f, b"trailer << /Encrypt 5 0 R >>"),
    "pdf-actif/faute-bombe": lambda f: membres(f, compresse(bytes(60 * 1024 * 1024))),
    "pdf-actif/juste": lambda f: membres(f, compresse(b"<< /Type /Page >>")),
    "piece-inutile/faute": lambda f: piece(f, "oubli.pdf", PDF),
    "piece-inutile/juste": membres,
    "empreinte/faute": convention,
    "empreinte/juste": convention,
    "empreinte-absente/faute": convention,
    "empreinte-absente/juste": convention,
    "signatures-masquees/faute": convention,
    "signatures-masquees/juste": convention,
    "courriel/faute-texte-propre": lambda f: texte(f, "Un texte.\n\nÉcrire à x.y@rhone.example.\n"),
    "telephone/faute-texte-propre": lambda f: texte(f, "Un texte, 04 72 00 00 00.\n"),
    "mise-en-forme-du-texte/faute": lambda f: texte(
        f,
        "# Protocole\n\n> Vu le code civil ;\n\nLes *parties*[^2] sont **unies.\n\n## Délais\n\n| Lieu | Jour |\n| Lyon | lundi |\n\n"
        "Voir [le site](http://rhone.example) et <b>la page</b>.\n\nUne phrase que l’éditeur de texte a coupée sans qu’on le lui demande à\nla fin de la ligne.\n\n[^1]: Note.\n",
    ),
    "mise-en-forme-du-texte/juste": lambda f: texte(
        f,
        "# Protocole\n\nVu le code civil ;\nVu le code pénal ;\n\n## I. Objet\n\n1. Accueil[^1] :\n   - **parole** ;\n\n| Lieu |\n|---|\n| Lyon |\n\n[^1]: Note.\n",
    ),
    "hors-du-texte-propre/faute": lambda f: texte(f, "Un texte.\n"),
    "hors-du-texte-propre/juste": lambda f: texte(f, "Un texte.\n"),
    "telephone/juste-texte-propre": lambda f: texte(f, "Un texte, le 12 octobre 2026.\n"),
    "fichier-absent/faute-casse": lambda f: piece(f, "Membres.pdf", PDF),
    "fichier-absent/juste-present": membres,
}
"""What is added to the folder, or done to it, once the file that the case shows is laid there."""
