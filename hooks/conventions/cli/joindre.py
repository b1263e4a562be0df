"""`conventions joindre FICHIER.pdf 69`: the signed document in its place, and what the département's file says of it."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from conventions.check import judge, transcription
from conventions.check.pdf_pages import Vue, a_regarder
from conventions.check.tree import check_document
from conventions.cli.parser import UsageError, refuse
from conventions.importing.ecriture import yaml
from conventions.model.convention import SignatureNumerique
from conventions.model.french import liste
from conventions.model.reference import Departement
from conventions.render.document_signe import signature_dite
from conventions.source import reader
from conventions.source.documents import digital_signatures
from conventions.source.files import MAX_PIECE, read
from conventions.source.insertion import inserted, sous
from conventions.source.reader import Value
from conventions.source.registry import Context, load_context
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder

CLE = "document_signe"
Chemin = tuple[str, ...]
REGARDER = (
    "Rien n’est écrit. Regardez chaque page du document : si une signature ou un paraphe s’y voit, masquez-les dans une copie",
    "(guide, page « Signer et publier »). Quand il n’en reste aucun, relancez la commande avec « --masque » : c’est votre déclaration.",
)
_IDENTITE = "L’identité des signataires n’est pas vérifiée : aucune liste de certificats de confiance n’est consultée."


class Copie(NamedTuple):
    """The document to publish, and what it says of itself."""

    data: bytes
    empreinte: str
    signatures: tuple[SignatureNumerique, ...] | None
    vues: list[Vue]


class Acte(NamedTuple):
    """What was signed: where its `document_signe` stands in the file, and the name of the copy."""

    chemin: Chemin
    fichier: str


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="la copie à publier, en PDF")
    parser.add_argument("code", help="code du département, par exemple 69")
    parser.add_argument("--avenant", type=int, metavar="N", help="c’est le document signé de l’avenant numéro N")
    parser.add_argument(
        "--masque",
        action="store_true",
        help="vous déclarez qu’aucune signature manuscrite, aucun paraphe, ne se voit dans cette copie",
    )
    parser.add_argument(
        "--original", type=Path, help="le document tel qu’il a été signé : son empreinte seule est gardée"
    )
    parser.add_argument("--reference", default="", help="où est conservé l’original, en quelques mots")


def run(options: argparse.Namespace) -> int:
    """Read the copy, then write it and the key, or tell what is to be done first."""
    try:
        context = load_context(
            departments_folder(), build_date(), fictif=fictitious(departments_folder()), national=national_folder()
        )
        departement = _departement(options.code, context)
        document = _fichier(context, departement)
        acte = _acte(document, options.avenant)
        copie = _copie(options.fichier)
        original = _original(options.original, copie) if options.original else ""
        print(*_dit(copie), sep="\n")
        if not options.masque and not _sans_main(copie):
            print(*REGARDER, sep="\n")
            return 1
        return _joindre(options, context, document, acte, copie, original)
    except UsageError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(f"« {error.filename} » ne peut pas être écrit ({error.strerror})")


def _departement(code: str, context: Context) -> Departement:
    found = context.reference.departements.get(code.upper().zfill(2))
    if found is None:
        raise UsageError(f"le département « {code} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976")
    return found


def _fichier(context: Context, departement: Departement) -> reader.Document:
    """The file of the département, which must be there, legible, and hold the convention itself."""
    name = f"{departement.slug}.yml"
    if not (context.folder / name).exists():
        raise UsageError(
            f"{context.folder / name} n’existe pas : l’écrire d’abord (« conventions new {departement.code} », ou « conventions import »)"
        )
    document = reader.parse(_octets(context, name), f"{context.folder.name}/{name}")
    if not document.lisible:
        raise UsageError(f"{document.path} a des fautes qui empêchent de le lire : « conventions check » les dit")
    if other := document.value.get("meme_convention_que"):
        raise UsageError(f"{document.path} renvoie à la convention d’un autre département : la joindre à {other}")
    return document


def _acte(document: reader.Document, avenant: int | None) -> Acte:
    """The convention, or the amendment that is asked for, which the file must have."""
    if avenant is None:
        return Acte((CLE,), "convention")
    chemin = ("avenants", str(avenant))
    if not sous(document.value, chemin):
        known = liste(sous(document.value, chemin[:1])) or "aucun"
        raise UsageError(
            f"{document.path} n’a pas d’avenant n°\u00a0{avenant} (avenants inscrits : {known}) : l’inscrire d’abord, avec son objet et ses signatures"
        )
    return Acte((*chemin, CLE), f"avenant-{avenant}")


def _octets(context: Context, name: str) -> bytes:
    data = read(context.folder, name, reader.MAX_BYTES)
    if isinstance(data, str):
        raise UsageError(f"{context.folder / name} : {data}")
    return data


def _copie(path: Path) -> Copie:
    """The copy, if the check would let it be published."""
    if path.suffix.lower() != ".pdf":
        raise UsageError(f"« {path} » n’est pas un PDF : l’exporter ou le numériser en PDF")
    data = read(path.parent, path.name, MAX_PIECE)
    if isinstance(data, str):
        remedy = " ; le numériser en niveaux de gris, à 150 points par pouce" if "la limite" in data else ""
        raise UsageError(f"« {path} » : {data}{remedy}")
    if faults := check_document(path.parent, path.name):
        raise UsageError(f"« {path} » : {faults[0].message}")
    return Copie(data, hashlib.sha256(data).hexdigest(), digital_signatures(data), a_regarder(data))


def _original(path: Path, copie: Copie) -> str:
    """Its SHA-256, unless it is the copy itself; what it carries is told, and it goes nowhere."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"« {path} » ne se lit pas ({error.strerror})") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest == copie.empreinte:
        print("L’original et la copie sont le même fichier : une seule empreinte suffit.")
        return ""
    if data.startswith(copie.data) or copie.data.startswith(data):
        print(
            "L’original et la copie ne diffèrent que par ce qui a été ajouté à la fin de l’un d’eux, une signature numérique par exemple : rien n’y est masqué."
        )
    print(f"Empreinte SHA-256 de l’original : {digest}", *signatures_dites(digital_signatures(data)), sep="\n")
    return digest


def _sans_main(copie: Copie) -> bool:
    """Signed by certificates alone: nothing is drawn on it that could be a hand."""
    return bool(copie.signatures) and not copie.vues


def _dit(copie: Copie) -> Iterator[str]:
    """What it carries: digital signatures, and the pages to look at."""
    yield f"Empreinte SHA-256 de la copie : {copie.empreinte}"
    yield from signatures_dites(copie.signatures)
    for (porte, _), vues in groupby(enumerate(copie.vues), lambda one: (one[1].porte, one[1].page - one[0])):
        yield f"{_numeros([vue.page for _, vue in vues])} : {liste(porte)}"
    if not copie.vues:
        yield "Aucune page ne porte d’image, de dessin ni d’annotation."
        if copie.signatures == ():
            yield "Aucune signature ne s’y voit donc : vérifiez que c’est bien le document signé, ou sa copie masquée."
    if _sans_main(copie):
        yield "Il n’y a pas de signature manuscrite à masquer : le document se publie tel quel."


def _numeros(pages: Sequence[int]) -> str:
    return f"Page {pages[0]}" if len(pages) == 1 else f"Pages {pages[0]} à {pages[-1]}"


def signatures_dites(signatures: tuple[SignatureNumerique, ...] | None) -> Iterator[str]:
    """Each digital signature, and what was not verified."""
    if signatures is None:
        missing = find_spec("pyhanko") is None
        remedy = " : pip install '.[documents]' pour les lire" if missing else " : elles n’ont pas pu être lues"
        yield f"Le document porte des signatures numériques{remedy}."
    for one in signatures or ():
        yield f"Signature numérique : {signature_dite(one)}."
    if signatures:
        yield _IDENTITE


def _joindre(
    options: argparse.Namespace, context: Context, document: reader.Document, acte: Acte, copie: Copie, original: str
) -> int:
    """Write both, or what to replace by hand where the file says something already."""
    name = document.path.rpartition("/")[2]
    place = _place(context, f"pieces/{name.partition('-')[0]}", acte.fichier, options.fichier, copie.data)
    held = sous(document.value, acte.chemin[:-1]).get(CLE)
    said = _valeur(held if isinstance(held, dict) else {}, place, copie, original, options.reference)
    lines = yaml({CLE: said}, {}).strip("\n").split("\n")
    target = context.folder / place
    if held == said:
        _deposer(target, copie.data)
        print(f"{document.path} le dit déjà : il n’y a rien à y changer.")
        return 0
    made = None if held else inserted(_octets(context, name), acte.chemin, said, lines)
    if made is None:
        print(*_a_la_main(document, acte.chemin, said, lines, target, options.fichier), sep="\n")
        return 1
    _deposer(target, copie.data)
    (context.folder / name).write_bytes(made)
    print(f"{context.folder / name} : « {'.'.join(acte.chemin)} » y est écrit")
    if acte.chemin == (CLE,):
        _compare(context, name, made, copie)
    else:
        print("Le texte d’un avenant n’est pas comparé : relisez vous-même ce qu’il change, page à page.")
    print(f"Reste à vérifier tout le fichier : conventions check {context.folder / name}")
    return 0


def _deposer(target: Path, data: bytes) -> None:
    """The copy in its place, unless it is there."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        print(f"{target} : la copie à publier")


def _valeur(held: dict[str, Value], place: str, copie: Copie, original: str, reference: str) -> dict[str, Value]:
    """What is to be said, over what was: who signed, and when, stays as it was declared."""
    digests = {"sha256": copie.empreinte, "sha256_original": original}
    new = {"fichier": place, **digests, "reference": reference, "signatures_masquees": "oui"}
    return {**held, **{key: value for key, value in new.items() if value}}


def _place(context: Context, folder: str, stem: str, given: Path, data: bytes) -> str:
    """Where it stands already; else `convention.pdf`, or the first free name after it."""
    if given.resolve().parent == (context.folder / folder).resolve():
        return f"{folder}/{given.name}"
    rank, name = 2, f"{folder}/{stem}.pdf"
    while (context.folder / name).exists() and read(context.folder, name, MAX_PIECE) != data:
        name, rank = f"{folder}/{stem}-{rank}.pdf", rank + 1
    return name


def _a_la_main(
    document: reader.Document, chemin: Chemin, said: dict[str, Value], lines: Sequence[str], target: Path, given: Path
) -> Iterator[str]:
    """What changes, key by key, and the lines to write; the file stays as it is."""
    held, key = sous(document.value, chemin[:-1]).get(CLE), ".".join(chemin)
    yield "Rien n’est écrit."
    for name, value in said.items() if isinstance(held, dict) else ():
        if (before := held.get(name)) != value:  # type: ignore[union-attr]
            yield f"- {name} : {f'« {before} » devient « {value} »' if before else f'« {value} » s’ajoute'}"
    if held:
        line = document.position(chemin, key=True).line
        yield f"{document.path} a déjà un « {key} », ligne {line} ; si c’est bien ce que vous voulez, le remplacer par :"
    else:
        yield f"{document.path} n’a pas de place simple pour « {key} » ; y ajouter ces lignes :"
    yield from ("", *lines, "")
    if not target.exists():
        yield f"Puis copier « {given} » sous le nom {target}"


def _compare(context: Context, name: str, made: bytes, copie: Copie) -> None:
    """What the rule says of its text, now that both are in place."""
    source = context.read(name, made)
    found = judge(source, context.registry([source]), context.folder).problems
    told = [problem for problem in found if problem.rule == transcription.REGLES[0].id]
    print(*told, sep="\n", end="\n" if told else "")
    if not transcription.comparable(copie.data):
        print(
            "Le document a trop peu de texte pour être comparé à la transcription : relisez-la vous-même, page à page."
        )
    elif not told:
        print("Le texte du document a été comparé à la transcription : aucune différence.")
