"""Who the file is of, which trame it follows, where its text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.regle import Constat, Examen, regle


@regle(
    "nom-du-fichier",
    "Le nom du fichier",
    "Le fichier ne porte pas le nom de son département. Renommez-le comme le message le dit, ou corrigez « departement » s’il est faux.",
)
def file_name(examen: Examen) -> Iterator[Constat]:
    """The file bears the name of its département."""
    expected = f"{examen.dossier.departement.slug}.yml"
    if examen.document.path.rpartition("/")[2] != expected:
        yield Constat(
            ("departement",), f"le fichier du département {examen.dossier.code} doit s’appeler « {expected} »"
        )


@regle(
    "trame-inconnue",
    "Une trame inconnue",
    "La période écrite après « trame » n’est pas celle d’une trame publiée ici. Le message donne les périodes connues. Si la convention ne suit aucune trame, écrivez « trame: aucune ».",
)
def known_period(examen: Examen) -> Iterator[Constat]:
    """The trame exists; in the archives, it is that of the folder."""
    periode = examen.valeur(("trame",))
    if not isinstance(periode, str) or periode == "aucune":
        return
    if periode not in examen.registre.trames:
        known = ", ".join(examen.registre.trames)
        yield Constat(("trame",), f"la trame « {periode} » n’existe pas ; périodes connues : {known}, ou « aucune »")
    elif "/archives/" in examen.document.path and periode != examen.dossier.periode:
        message = f"ce fichier est dans archives/{examen.dossier.periode}/ : sa trame doit être {examen.dossier.periode}, ou « aucune »"
        yield Constat(("trame",), message)


@regle(
    "texte-sans-trame",
    "Une convention sans trame ni texte",
    "Une convention qui ne suit aucune trame a son propre texte (« texte: pieces/69/texte.md ») ou seulement le document signé (« texte: document »).",
)
def text_without_trame(examen: Examen) -> Iterator[Constat]:
    """Without a trame, the text must come from elsewhere."""
    if examen.valeur(("trame",)) == "aucune" and examen.valeur(("texte",)) in (None, "trame"):
        message = "avec « trame: aucune », « texte » doit être « document » ou un fichier comme "
        yield Constat(("trame",), f"{message}pieces/{examen.dossier.code.lower()}/texte.md")


@regle(
    "document-attendu",
    "Un texte qui n’est que dans le document signé",
    "« texte: document » dit que le texte se lit dans le document signé : citez-le sous « document_signe », ou donnez au moins sa référence.",
    avertit=True,
)
def document_expected(examen: Examen) -> Iterator[Constat]:
    """`texte: document` without a document."""
    if examen.valeur(("texte",)) == "document" and examen.dossier.document_signe is None:
        yield Constat(("texte",), "« texte: document » attend le document signé sous « document_signe »")


@regle(
    "convention-partagee",
    "Une convention pour deux départements",
    "« meme_convention_que » nomme l’autre département, dont le fichier porte tout le reste. Dans celui-ci, il n’y a rien d’autre que « departement », « trame » et « suivi ».",
)
def shared_convention(examen: Examen) -> Iterator[Constat]:
    """The other file exists, carries the convention itself, and this one adds nothing to it."""
    other, here = examen.dossier.meme_convention_que, ("meme_convention_que",)
    if not other:
        return
    target = examen.registre.dossiers.get(other)
    if other == examen.dossier.code:
        yield Constat(here, "un département ne peut pas partager sa convention avec lui-même")
    elif target is None:
        yield Constat(here, f"le département « {other} » n’existe pas")
    elif target.meme_convention_que:
        yield Constat(
            here,
            f"le fichier du {other} renvoie lui-même au {target.meme_convention_que} : un seul des deux porte la convention",
        )
    for cle in ("texte", "convention", "avenants", "fin", "rectifications", "document_signe", "publication"):
        if examen.valeur((cle,)):
            yield Constat(
                (cle,), f"« {cle} » s’écrit dans le fichier du {other}, qui porte la convention commune", cle=True
            )


REGLES = (file_name, known_period, text_without_trame, document_expected, shared_convention)
