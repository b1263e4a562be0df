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
from tests.check.pdfs import document, stream
from tests.places import EXEMPLE

PDF = document()


def piece(folder: Path, nom: str, data: bytes) -> None:
    path = folder / "pieces/69" / nom
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def membres(folder: Path, data: bytes = PDF) -> None:
    """A harmless PDF, or another."""
    piece(folder, "membres.pdf", data)


def convention(folder: Path) -> None:
    piece(folder, "convention.pdf", PDF)


def texte(folder: Path, words: str) -> None:
    piece(folder, "texte.md", words.encode())


def deux_textes(folder: Path) -> None:
    """A text of one's own as signed, and another."""
    texte(folder, "Un comité se réunit.\n")
    piece(folder, "autre.md", "Un comité se réunit deux fois.\n".encode())


def image(forme: str = "PNG", taille: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", taille).save(out, forme)
    return out.getvalue()


def compresse(content: bytes) -> bytes:
    """A document with a stream of objects, where a script may hide from those who only look at the bytes."""
    head = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return document(more={8: stream(head, zlib.compress(b"9 0 " + content))})


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


def cache(folder: Path) -> None:
    """Files of git's own, which show in no review what they change, or hold."""
    membres(folder)
    piece(folder, ".gitattributes", b"*.yml -diff\n")
    piece(folder, ".gitkeep", b"x")
    (folder / ".gitattributes").write_bytes(b"* linguist-generated\n")


def garde(folder: Path) -> None:
    membres(folder)
    piece(folder, ".gitkeep", b"")


def semblables(folder: Path) -> None:
    membres(folder)
    piece(folder, "Membres.pdf", PDF)


def laisses(folder: Path) -> None:
    """What editors and systems leave."""
    for nom in (".69-rhone.yml.swp", "69-rhone.yml~", ".DS_Store"):
        (folder / nom).write_bytes(b"x")
    lien(folder, ".#69-rhone.yml", "personne@machine.1234")
    piece(folder, "Thumbs.db", b"x")
    piece(folder, "~$x.docx", b"x")


def copie(folder: Path) -> None:
    (folder / "69-rhone (1).yml").write_bytes((folder / "69-rhone.yml").read_bytes())


def pieces_mal_nommees(folder: Path) -> None:
    piece(folder, "Liste (v2).pdf", PDF)
    piece(folder, "Liste des membres.pdf", PDF)
    piece(folder, "Convention signée.PDF", PDF)


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
    "transcription/faute-la-fin": lambda f: transcrit(
        f, "au repérage de ces situations.", "au repérage de ces dangers."
    ),
    "transcription/juste": lambda f: transcrit(f, "l’automne", "l'automne"),
    "lien-symbolique/faute-fichier": lambda f: lien(f, "01-ain.yml", "/etc/passwd"),
    "lien-symbolique/faute-dossier": lambda f: lien(f, "pieces/69", "/etc"),
    "lien-symbolique/faute-piece": lambda f: lien(f, "pieces/69/convention.pdf", "../../69-rhone.yml"),
    "nom-inattendu/faute": mal_nomme,
    "nom-inattendu/faute-git": cache,
    "nom-inattendu/juste": membres,
    "nom-inattendu/juste-dossier-garde": garde,
    "noms-semblables/faute": semblables,
    "noms-semblables/juste": membres,
    "nom-inattendu/faute-une-copie": copie,
    "nom-inattendu/faute-le-seul-fichier": lambda f: (f / "69-rhone.yml").rename(f / "Copie de 69-rhone.yml.txt"),
    "nom-inattendu/faute-pieces": pieces_mal_nommees,
    "fichier-de-travail/faute": laisses,
    "fichier-de-travail/juste": lambda f: (f / ".gitkeep").touch(),
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
    "piece-taille/faute": lambda f: membres(f, PDF + b" " * 11 * 1024 * 1024),
    "piece-taille/faute-lignes": lambda f: texte(f, "- Un élément\n" * 10_001),
    "piece-taille/juste": membres,
    "piece-type/faute-word": lambda f: piece(f, "membres.pdf", b"PK\x03\x04 word/document.xml"),
    "piece-type/faute-html": lambda f: piece(f, "membres.pdf", b"<html><script>alert(1)</script>"),
    "piece-type/faute-svg": lambda f: piece(f, "logo.png", b'<svg onload="alert(1)"/>'),
    "piece-type/faute-abimee": lambda f: piece(f, "logo.png", image()[:40]),
    "piece-type/faute-geante": lambda f: piece(f, "logo.png", image(taille=(3000, 3000))),
    "piece-type/faute-deux-versions": lambda f: texte(f, "Vu\n\n<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre\n"),
    "piece-type/juste-png": lambda f: piece(f, "logo.png", image()),
    "piece-type/juste-jpeg": lambda f: piece(f, "logo.jpg", image("JPEG")),
    "pdf-actif/faute-script": lambda f: membres(f, document(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")),
    "pdf-actif/faute-deguise": lambda f: membres(f, document(b"/OpenAction<</S/J#61vaScript>>")),
    "pdf-actif/faute-compresse": lambda f: membres(f, compresse(b"<</S/JavaScript>>")),
    "pdf-actif/faute-fichier-joint": lambda f: membres(f, document(b"/Names<</EmbeddedFiles 5 0 R>>")),
    "pdf-actif/faute-protege": lambda f: membres(f, document(trailer=b"/Encrypt 5 0 R")),
    "pdf-actif/faute-bombe": lambda f: membres(f, compresse(bytes(60 * 1024 * 1024))),
    "pdf-actif/faute-lien": lambda f: membres(f, document(b"/OpenAction<</S/URI/URI(mailto:x@rhone.example)>>")),
    "pdf-actif/faute-action": lambda f: membres(f, document(b"/OpenAction<</S/Hide/T(x)>>")),
    "pdf-actif/faute-deux-sortes": lambda f: membres(f, PDF + b"<html><script>alert(1)</script>"),
    "pdf-actif/faute-abime": lambda f: membres(f, PDF[:200]),
    "pdf-actif/juste": lambda f: membres(f, compresse(b"<</First null/Count 0>>")),
    "pdf-vide/faute": lambda f: membres(f, b"%PDF-1.4\n%%EOF\n"),
    "pdf-vide/juste": membres,
    "piece-inutile/faute": lambda f: piece(f, "oubli.pdf", PDF),
    "piece-inutile/juste": membres,
    "empreinte/faute": convention,
    "empreinte/juste": convention,
    "empreinte-absente/faute": convention,
    "empreinte-absente/juste": convention,
    "signatures-masquees/faute": convention,
    "signatures-masquees/juste": convention,
    "courriel/faute-texte-propre": lambda f: texte(f, "Un texte.\n\nÉcrire à x.y@rhone.example.\n"),
    "telephone/faute-texte-propre": lambda f: texte(f, "Un texte, 04 72 00 00 00.\nPuis 06 **12** 34\\. 56 78.\n"),
    "mise-en-forme-du-texte/faute": lambda f: texte(
        f,
        "# Protocole\n\n> Vu le code civil ;\n\nLes *parties*[^2] sont **unies.\n\n## Délais\n\n| Lieu | Jour |\n| Lyon | lundi |\n\n"
        "Voir [le site](http://rhone.example) et <b>la page</b>.\n\nUne phrase que l’éditeur de texte a coupée sans qu’on le lui demande à\nla fin de la ligne.\n\n[^1]: Note.\n",
    ),
    "mise-en-forme-du-texte/faute-colles": lambda f: texte(
        f, "# Protocole\n\n##Objet\n\nVoir [l’arrêté](https://rhone.example/recueil-(mars.pdf).\n"
    ),
    "trop-de-signes/faute-texte-propre": lambda f: texte(
        f, "# Protocole\n\n| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 2999 + "\n" + "| " * 500 + "\n"
    ),
    "trop-de-signes/juste-grand-tableau": lambda f: texte(
        f,
        "# Protocole\n\n| Commune | Lieu | Jour |\n|---|---|---|\n" + ("| Nord |\n" + "| Lyon | mairie | |\n" * 9) * 30,
    ),
    "mise-en-forme-du-texte/juste": lambda f: texte(
        f,
        "# Protocole\n\nVu le code civil ;\nVu le code pénal ;\n\n## I. Objet\n\n1. Accueil[^1], [arrêté](https://rhone.example/a-(mars).pdf) :\n   - **parole** ;\n\n| Lieu |\n|---|\n| Lyon |\n\n[^1]: Note.\n",
    ),
    "hors-du-texte-propre/faute": lambda f: texte(f, "Un texte.\n"),
    "hors-du-texte-propre/juste": lambda f: texte(f, "Un texte.\n"),
    "contrat-modifie/faute-texte-propre": deux_textes,
    "avenants-croises/faute-deux-textes-propres": deux_textes,
    "avenant-avant-signature/faute-texte-propre": deux_textes,
    "telephone/juste-texte-propre": lambda f: texte(f, "Un texte, le 12 octobre 2026.\n"),
    "fichier-absent/faute-casse": lambda f: piece(f, "Membres.pdf", PDF),
    "fichier-absent/juste-present": membres,
}
"""What is added to the folder, or done to it, once the file that the case shows is laid there."""
