"""The documents of a convention: the signed one, where its original is kept and how to check that nothing changed; and the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conventions.compose.view import Fiche
from conventions.model.actes import Avenant
from conventions.model.convention import DocumentSigne, SignatureNumerique
from conventions.model.french import date_longue, majuscule
from conventions.render.templating import Md, relative

Ligne = tuple[str, Md | str, str]
"""Title, address if it is published, what kind of document it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What the sheet says of the signed document; `nom` is the name of the file that one downloads."""

    fichier: str
    nom: str
    lignes: tuple[tuple[str, str], ...]
    empreinte: str
    empreinte_original: str = ""


def piece(signed: DocumentSigne | None) -> Piece | None:
    """None where no signed document is known."""
    if signed is None:
        return None
    return Piece(
        signed.fichier, signed.fichier.rpartition("/")[2], tuple(_lines(signed)), signed.sha256, signed.sha256_original
    )


def _lines(signed: DocumentSigne) -> Iterator[tuple[str, str]]:
    yield "Original", signed.reference or "référence non communiquée"
    if signed.le:
        yield "Date du document", date_longue(signed.le)
    if signed.tous_ont_signe:
        yield "Signataires", "toutes les parties, d’après la déclaration du département"
    if signed.fichier:
        yield "Signatures manuscrites", _manuscrites(signed)
    if signed.signatures is None:
        yield (
            "Signatures numériques",
            "la copie publiée en porte\u202f; leur détail n’a pas été lu lors de cette publication",
        )
    elif signed.signatures:
        listed = " ; ".join(signature_dite(s) for s in signed.signatures)
        yield "Signatures numériques", f"{listed} (l’identité des signataires n’est pas vérifiée par ce site)"


def _manuscrites(signed: DocumentSigne) -> str:
    """Whether the published copy shows any. One that carries certificates need not have been masked: to do so would break them."""
    if not signed.signatures_masquees:
        return "la copie publiée n’a pas été déclarée masquée"
    if signed.signatures == ():
        return "masquées dans la copie publiée"
    return "aucune n’est visible dans la copie publiée, d’après la déclaration du département"


def signature_dite(signature: SignatureNumerique) -> str:
    """« Préfecture du Rhône, le 12 octobre 2026, document inchangé depuis »."""
    day = f", le {date_longue(signature.le)}" if signature.le else ""
    state = "document inchangé depuis" if signature.intacte else "le document a changé depuis"
    return f"{signature.nom or 'signataire non nommé'}{day}, {state}"


def documents(item: Fiche, url: str) -> Iterator[Ligne]:
    """The other documents of a convention: annexes, agreements, amendments, ends, then where it was published."""
    for annexe in item.convention.annexes:
        yield (
            annexe.titre or annexe.cle,
            Md(relative(url, annexe.fichier)) if annexe.fichier else "",
            "annexe",
        )
    rule = item.convention.renouvellement
    for accord in rule.accords if rule else ():
        if accord.fichier:
            yield f"Accord de renouvellement n°\u00a0{accord.numero}", Md(relative(url, accord.fichier)), "PDF"
    for avenant in item.porteur.avenants:
        yield from _documents_of(avenant, url)
    for fin in item.porteur.fins:
        if fin.fichier:
            yield f"{fin.nom}\u00a0: {'lettre' if fin.par else 'acte'}", Md(relative(url, fin.fichier)), "PDF"
    for publication in item.porteur.publications:
        words = " ".join(x for x in (publication.recueil, publication.reference) if x) or "Publication officielle"
        yield words, publication.url, f"publié le {date_longue(publication.le)}" if publication.le else ""


def _documents_of(avenant: Avenant, url: str) -> Iterator[Ligne]:
    """The signed document of an amendment, and its annexes."""
    name = f"avenant n°\u00a0{avenant.numero}"
    if avenant.document_signe and avenant.document_signe.fichier:
        yield majuscule(name), Md(relative(url, avenant.document_signe.fichier)), "document signé"
    for annexe in avenant.annexes:
        target = Md(relative(url, annexe.fichier)) if annexe.fichier else ""
        yield annexe.titre or annexe.cle, target, f"annexe de l’{name}"
