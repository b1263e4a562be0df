"""The signed document on the sheet: what is published, where the original is kept, and how to check that nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conventions.model.convention import DocumentSigne, SignatureNumerique
from conventions.model.french import date_longue


@dataclass(frozen=True, slots=True)
class Piece:
    """What the sheet says of the signed document; `nom` is the name of the file that one downloads."""

    fichier: str
    nom: str
    lignes: tuple[tuple[str, str], ...]
    empreinte: str


def piece(signed: DocumentSigne | None) -> Piece | None:
    """None where no signed document is known."""
    if signed is None:
        return None
    return Piece(signed.fichier, signed.fichier.rpartition("/")[2], tuple(_lines(signed)), signed.sha256)


def _lines(signed: DocumentSigne) -> Iterator[tuple[str, str]]:
    yield "Original", signed.reference or "référence non communiquée"
    if signed.le:
        yield "Date du document", date_longue(signed.le)
    if signed.tous_ont_signe:
        yield "Signataires", "toutes les parties, d’après la déclaration du département"
    if signed.fichier:
        masked = (
            "masquées dans la copie publiée"
            if signed.signatures_masquees
            else "la copie publiée n’a pas été déclarée masquée"
        )
        yield "Signatures manuscrites", masked
    if signed.signatures is None:
        yield (
            "Signatures numériques",
            "la copie publiée en porte\u202f; leur détail n’a pas été lu lors de cette publication",
        )
    elif signed.signatures:
        listed = " ; ".join(_digital(s) for s in signed.signatures)
        yield "Signatures numériques", f"{listed} (l’identité des signataires n’est pas vérifiée par ce site)"


def _digital(signature: SignatureNumerique) -> str:
    """« Préfecture du Rhône, le 12 octobre 2026, document inchangé depuis »."""
    day = f", le {date_longue(signature.le)}" if signature.le else ""
    state = "document inchangé depuis" if signature.intacte else "le document a changé depuis"
    return f"{signature.nom or 'signataire non nommé'}{day}, {state}"
