"""Who the file is of, which trame it follows, where its text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model import ids


@rule(
    "nom-du-fichier",
    "Le nom du fichier",
    "Le fichier ne porte pas le nom de son département. Renommez-le comme le message le dit, ou corrigez « departement » s’il est faux.",
)
def file_name(examination: Examination) -> Iterator[Finding]:
    """The file bears the name of its département."""
    expected = f"{examination.dossier.departement.slug}.yml"
    if examination.document.path.rpartition("/")[2] != expected:
        yield Finding(
            ("departement",), f"le fichier du département {examination.dossier.code} doit s’appeler « {expected} »"
        )


@rule(
    "trame-inconnue",
    "Une trame inconnue",
    "La période écrite après « trame » n’est pas celle d’une trame publiée ici. Le message donne les périodes connues. Si la convention ne suit aucune trame, écrivez « trame: aucune ».",
)
def known_period(examination: Examination) -> Iterator[Finding]:
    """The trame exists; in the archives, it is that of the folder."""
    periode = examination.valeur(("trame",))
    if not isinstance(periode, str) or periode == ids.HORS_TRAME or examination.refused(("trame",)):
        return
    if periode not in examination.registry.trames:
        known = ", ".join(examination.registry.trames)
        yield Finding(("trame",), f"la trame « {periode} » n’existe pas ; périodes connues : {known}, ou « aucune »")
    elif "/archives/" in examination.document.path and periode != examination.dossier.periode:
        message = f"ce fichier est dans archives/{examination.dossier.periode}/ : sa trame doit être {examination.dossier.periode}, ou « aucune »"
        yield Finding(("trame",), message)


@rule(
    "texte-sans-trame",
    "Une convention sans trame ni texte",
    "Une convention qui ne suit aucune trame a son propre texte (« texte: pieces/69/texte.md ») ou seulement le document signé (« texte: document »).",
)
def text_without_trame(examination: Examination) -> Iterator[Finding]:
    """Without a trame, the text must come from elsewhere."""
    if examination.valeur(("trame",)) == ids.HORS_TRAME and examination.valeur(("texte",)) in (None, "trame"):
        message = "avec « trame: aucune », « texte » doit être « document » ou un fichier comme "
        yield Finding(("trame",), f"{message}pieces/{examination.dossier.code.lower()}/texte.md")


@rule(
    "document-attendu",
    "Un texte qui n’est que dans le document signé",
    "« texte: document » dit que le texte se lit dans le document signé : citez-le sous « document_signe », ou donnez au moins sa référence.",
    avertit=True,
)
def document_expected(examination: Examination) -> Iterator[Finding]:
    """`texte: document` without a document."""
    if examination.valeur(("texte",)) == "document" and examination.dossier.document_signe is None:
        yield Finding(("texte",), "« texte: document » attend le document signé sous « document_signe »")


@rule(
    "convention-partagee",
    "Une convention pour deux départements",
    "« meme_convention_que » nomme l’autre département, dont le fichier porte tout le reste. Dans celui-ci, il n’y a rien d’autre que « departement », « trame » et « suivi ».",
)
def shared_convention(examination: Examination) -> Iterator[Finding]:
    """The other file exists, carries the convention itself, and this one adds nothing to it."""
    other, here = examination.dossier.meme_convention_que, ("meme_convention_que",)
    if not other:
        return
    target = examination.registry.dossiers.get(other)
    if other == examination.dossier.code:
        yield Finding(here, "un département ne peut pas partager sa convention avec lui-même")
    elif target is None:
        yield Finding(here, f"le département « {other} » n’existe pas")
    elif target.meme_convention_que:
        yield Finding(
            here,
            f"le fichier du {other} renvoie lui-même au {target.meme_convention_que} : un seul des deux porte la convention",
        )
    for cle in ("texte", "convention", "avenants", "fin", "rectifications", "document_signe", "publication"):
        if examination.valeur((cle,)):
            yield Finding(
                (cle,), f"« {cle} » s’écrit dans le fichier du {other}, qui porte la convention commune", cle=True
            )


REGLES = (file_name, known_period, text_without_trame, document_expected, shared_convention)
