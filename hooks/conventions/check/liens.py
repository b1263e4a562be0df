"""What a link hides: a password, words that show only under the pointer, an address other than the one it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.personnes import private
from conventions.check.prive.courriels import FINS
from conventions.check.prive.lecture import en_clair, sans_habillage
from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import abrege

_LIEN = re.compile(
    r"\[(?P<mots>[^\[\]]{1,400})\](?:\(\s*<?(?P<cible>(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,400})>?(?P<titre>\s+[\"'(])?|\[(?P<renvoi>[^\[\]\n]{1,60})\])"
    r"|<(?P<seule>https?://[^\s<>]{1,400})>"
    r"|^ {0,3}\[(?!\^)(?P<nom>[^\[\]\n]{1,60})\]:\s*<?(?P<definie>[^\s<>]{1,400})>?(?P<sous>[ \t]+[\"'(])?",
    re.MULTILINE,
)
_ADRESSE = re.compile(
    rf"(?P<tete>https?://|//)?(?:www\.)?(?P<hote>(?:[^\W_][\w-]{{0,62}}\.){{1,6}}(?:{FINS}))\b(?P<suite>[/?#](?:[^\s»()]|\([^\s»()]{{0,200}}\))*)?",
    re.IGNORECASE,
)


def fault(mots: str, cible: str) -> str:
    """Why a link of these words to that address is refused; empty if it is what it shows."""
    shown, there = _ADRESSE.search(sans_habillage(en_clair(mots))), _ADRESSE.match(cible)
    if shown is None:
        return ""
    host = there["hote"].lower() if there else ""
    if f".{host}".endswith(f".{shown['hote'].lower()}") and _same_path(
        shown["suite"] or "", (there and there["suite"]) or ""
    ):
        return ""
    return f"le lien montre « {abrege(shown[0])} » et mène à « {abrege(cible)} » : écrire la même adresse, ou des mots à sa place"


def _same_path(shown: str, there: str) -> bool:
    """Whether the label, where it goes beyond the host, goes where the link does; « … » cuts it short."""
    begun, cut = shown.rstrip("/"), shown.endswith("…")
    return not begun or (there.startswith(begun[:-1]) if cut else there.rstrip("/") == begun)


def faults(text: str) -> Iterator[tuple[int, str]]:
    """(rank from 0, sentence) of each link that hides a title or another address."""
    links = list(_LIEN.finditer(text)) if "[" in text else []
    defined = {link["nom"].casefold(): link["definie"] for link in links if link["nom"]}
    for link in links:
        if link["titre"] or link["sous"]:
            yield (
                link.start(),
                f"le lien « {abrege(link[0])} » porte un titre, que la page ne montre pas : le mettre dans la phrase",
            )
        target = link["cible"] or defined.get((link["renvoi"] or "").casefold(), "")
        if target and (sentence := fault(link["mots"], target)):
            yield link.start(), sentence


@rule(
    "lien-trompeur",
    "Un lien qui n’est pas ce qu’il montre",
    "Un lien n’a ni mot de passe, ni titre, et s’il montre une adresse, c’est celle où il mène. Écrivez des mots, ou la même adresse.",
)
def deceptive_link(examination: Examination) -> Iterator[Finding]:
    """A link is what it shows, in every field and in the convention's own text. What it hides is not repeated."""
    for finding in private(examination, "lien-trompeur", ""):
        yield finding._replace(
            message="un nom d’utilisateur ou un mot de passe est écrit dans cette adresse : l’effacer, « @ » compris"
        )
    for chemin, text in examination.valeurs if examination.mentions("//") else ():
        yield from (Finding(chemin, sentence) for _, sentence in faults(text))
    for chemin, text in examination.textes_propres:
        for rank, sentence in faults(text):
            line = text.count("\n", 0, rank) + 1
            yield Finding(chemin, f"{examination.valeur(chemin)}, ligne {line} : {sentence}")


REGLES = (deceptive_link,)
