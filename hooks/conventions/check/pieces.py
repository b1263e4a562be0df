"""The files that a convention refers to: there, its own, of the right kind, with the right fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.convention import DocumentSigne
from conventions.model.ids import logo
from conventions.source.files import MAX_PIECE, listing, read
from conventions.source.reader import Path

_KINDS = {"logo": ("png", "jpg", "jpeg"), "fichier": ("pdf",), "compte_rendu": ("pdf",), "texte": ("md",)}


def named(examination: Examination) -> Iterator[tuple[Path, str]]:
    """Every file that the convention names, with the place of its name."""
    for chemin, text in examination.valeurs:
        own_text = chemin[-1] == "texte" and chemin[0] in {"texte", "avenants"}
        if (
            (own_text or chemin[-1] in {"fichier", "logo", "compte_rendu"})
            and text.startswith("pieces/")
            and chemin not in examination.faulty
        ):
            yield chemin, text


def _signed(examination: Examination) -> Iterator[tuple[Path, DocumentSigne]]:
    """The signed documents, of the convention and of its amendments, each with its place."""
    dossier = examination.dossier
    if dossier.document_signe:
        yield ("document_signe",), dossier.document_signe
    for avenant in dossier.avenants:
        if avenant.document_signe:
            yield ("avenants", str(avenant.numero), "document_signe"), avenant.document_signe


@rule(
    "fichier-absent",
    "Un fichier absent",
    "Le fichier cité n’est pas dans le dossier des pièces. Déposez-le, ou corrigez son nom : les majuscules comptent.",
)
def files_exist(examination: Examination) -> Iterator[Finding]:
    """What a file refers to is there."""
    for chemin, name in named(examination):
        place, _, wanted = name.rpartition("/")
        there = listing(examination.folder, place)
        if wanted in there:
            continue
        alike = [n for n in there if n.casefold() == wanted.casefold()]
        near = f" ; un fichier s’appelle « {alike[0]} »" if alike else ""
        folder = f"{examination.folder.name}/{place}/"
        yield Finding(chemin, f"le fichier « {name} » n’existe pas{near or f' : le déposer dans {folder}'}")


@rule(
    "fichier-d-un-autre",
    "La pièce d’un autre département",
    "Un département ne cite que ses propres pièces, dans le dossier à son code. Déposez-y le document.",
)
def own_files(examination: Examination) -> Iterator[Finding]:
    """Files of one's own folder only."""
    code = examination.dossier.code.lower()
    for chemin, name in named(examination):
        if name.split("/")[1] != code:
            yield Finding(
                chemin,
                f"« {name} » est dans le dossier d’un autre département ; attendu : pieces/{code}/{name.rpartition('/')[2]}",
            )


@rule(
    "type-de-fichier",
    "Un fichier d’un autre type",
    "Un logo est une image PNG ou JPEG. Une annexe, une lettre, un compte rendu ou un document signé est un PDF. Le texte propre d’une convention est un fichier .md.",
)
def kinds_of_files(examination: Examination) -> Iterator[Finding]:
    """Logos are pictures, documents are PDFs."""
    for chemin, name in named(examination):
        kinds = _KINDS[str(chemin[-1])]
        if name.rpartition(".")[2].lower() not in kinds:
            expected = " ou ".join(f".{k}" for k in kinds[:2])
            yield Finding(chemin, f"« {name} » n’est pas du type attendu : {expected}")


@rule(
    "logos-de-meme-nom",
    "Deux logos à la même adresse",
    "Tout logo est publié en PNG : « logo.png » et « logo.jpg » auraient la même adresse, et l’un cacherait l’autre. Renommez l’un des deux fichiers.",
)
def logos_apart(examination: Examination) -> Iterator[Finding]:
    """Two pictures never share the address at which they are published."""
    first: dict[str, tuple[Path, str]] = {}
    for chemin, name in named(examination):
        if chemin[-1] != "logo":
            continue
        place, other = first.setdefault(logo(name), (chemin, name))
        if other != name:
            line = examination.document.position(place).line
            message = f"« {name} » et « {other} » (ligne {line}) seraient publiés à la même adresse, « {logo(name)} » : renommer l’un des deux"
            yield Finding(chemin, message)


@rule(
    "empreinte",
    "L’empreinte d’un document",
    "L’empreinte SHA-256 écrite n’est pas celle du fichier déposé. Soit le fichier a changé, soit l’empreinte est celle d’un autre. Le message donne celle du fichier.",
)
def fingerprint(examination: Examination) -> Iterator[Finding]:
    """The SHA-256 is that of the published file."""
    for place, signed in _signed(examination):
        found = _digest(examination, signed) if signed.sha256 else ""
        if found and found != signed.sha256:
            message = f"l’empreinte n’est pas celle du fichier, qui est « {found} » : vérifier lequel des deux a changé"
            yield Finding((*place, "sha256"), message)


def _digest(examination: Examination, signed: DocumentSigne) -> str:
    """That of the published copy; empty where there is none."""
    data = read(examination.folder, signed.fichier, MAX_PIECE) if signed.fichier else ""
    return hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""


@rule(
    "empreinte-absente",
    "Un document sans empreinte",
    "L’empreinte prouve que le document publié n’a pas été remplacé. Le message donne celle du fichier : recopiez-la sous « sha256 ».",
    avertit=True,
)
def fingerprint_missing(examination: Examination) -> Iterator[Finding]:
    """A published document has its fingerprint."""
    for place, signed in _signed(examination):
        if (
            not signed.sha256
            and not examination.refused((*place, "sha256"))
            and (found := _digest(examination, signed))
        ):
            yield Finding(place, f"l’empreinte manque : ajouter « sha256: {found} »", cle=True)


@rule(
    "signatures-masquees",
    "Des signatures manuscrites visibles",
    "L’image d’une signature permet de l’imiter. Masquez toutes les signatures et tous les paraphes dans la copie publiée, puis écrivez « signatures_masquees: oui ».",
)
def masked_signatures(examination: Examination) -> Iterator[Finding]:
    """A published signed document is declared free of handwritten signatures."""
    for place, signed in _signed(examination):
        said = signed.signatures_masquees or examination.refused((*place, "signatures_masquees"))
        if signed.fichier and not said:
            message = "le document signé est publié sans « signatures_masquees: oui » : masquer les signatures manuscrites, puis l’écrire"
            yield Finding((*place, "fichier"), message)


REGLES = (files_exist, own_files, kinds_of_files, logos_apart, fingerprint, fingerprint_missing, masked_signatures)
