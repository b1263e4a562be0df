"""Against the published version: what was signed does not change by itself, ids keep their meaning, addresses stay."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.dates import date_rule
from conventions.compose.faits import signatures
from conventions.compose.timeline import dated_texts
from conventions.model.dossier import Dossier
from conventions.model.french import abrege, liste, mots
from conventions.source.reader import Path, Value

_FREE = {"retiree", "logo", "siren", "insee", "pilote", "partenaires", "axes", "accords", "bonne_pratique"}
"""What may be completed after signature: a withdrawal or a renewal has its own act, the others are not words of the text."""
_ORDERED: tuple[Path, ...] = (("signataires",), ("annexes",), ("objectifs", "*", "actions"))
_EXPECTED_TEXT = "attendu : un avenant qui donne le nouveau texte, ou une entrée nouvelle sous « rectifications » si c’est une erreur de copie"
_BY_PARTY = {"signataires", "signatures"}
_DAY_ALONE = 4
"""Length of the place of a signature of an amendment, `avenants.1.signatures.caf`."""
_IDS: tuple[tuple[str, ...], ...] = (
    ("convention", "objectifs", "*", "actions"),
    ("suivi", "feuilles_de_route", "*", "actions"),
    ("suivi", "indicateurs"),
    ("convention", "annexes"),
)


def _flat(value: Value, chemin: Path) -> dict[Path, str]:
    """Every text under `value`, by place."""
    if isinstance(value, str):
        return {chemin: value}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {k: v for key, below in items for k, v in _flat(below, (*chemin, key)).items()}


@rule(
    "contrat-modifie",
    "Un contrat signé qui change",
    "La convention publiée est signée : ce qui est sous « convention », et un avenant signé par tous, ne changent plus, l’ordre des parties non plus. Un changement voulu par les parties est un avenant (article 6). Une erreur de copie se corrige en inscrivant une nouvelle entrée sous « rectifications ».",
)
def signed_contract_changed(examination: Examination) -> Iterator[Finding]:
    """A signed text changes only with a new recorded correction."""
    before = examination.avant
    if before is None or corrected(examination, before):
        return
    signed = signed_roots(before)
    for root in signed:
        yield from _changes(examination, before, root)
        for chemin, words in orders(examination, before, root):
            yield Finding(chemin, f"{words} ; {_expected(before)}", cle=True)
    for root, chemin, hidden in changed_texts(examination, before):
        if root in signed:
            now = "ne serait plus montré : « texte: document » le remplace" if hidden else "n’est plus le même"
            yield Finding(chemin, f"le texte signé {now} ; {_EXPECTED_TEXT}")


def _expected(before: Examination) -> str:
    """What to write instead; the article is that of the trame, where the convention has its words."""
    article = " (article 6)" if date_rule(before.dossier, before.dossier.origine, "avenant") else ""
    return f"attendu : un avenant{article}, ou une entrée nouvelle sous « rectifications » si c’est une erreur de copie"


def changed_texts(examination: Examination, before: Examination) -> Iterator[tuple[Path, Path, bool]]:
    """The texts that no longer have the same words: of which contract, where, and whether no word of it is shown any more."""
    now = {("texte",): examination.dossier.texte, **dict(examination.textes_propres)}
    for chemin, text in {("texte",): before.dossier.texte, **dict(before.textes_propres)}.items():
        left = now.get(chemin, text)
        if text != "document" and mots(text) != mots(left):
            yield ("convention",) if chemin == ("texte",) else chemin[:2], chemin, left == "document"


def corrected(examination: Examination, before: Examination) -> bool:
    """Whether the change comes with a new recorded correction."""
    return bool(examination.entries("rectifications").keys() - before.entries("rectifications").keys())


def signed_roots(before: Examination) -> list[Path]:
    """The places of what was published as signed by all: the convention, and each amendment."""
    if not signatures(before.dossier).completes:
        return []
    signed = [a.numero for a in before.dossier.avenants if before.dossier.effet_avenant(a.numero)]
    return [("convention",), *(("avenants", str(n)) for n in signed)]


def _changes(examination: Examination, before: Examination, root: Path) -> Iterator[Finding]:
    old, new = _contract(before.valeur(root), root), _contract(examination.valeur(root), root)
    changed = [k for k in {*old, *new} if mots(old.get(k, "")) != mots(new.get(k, "")) and not _completed(k, old)]
    for chemin in sorted({k if k in new else _gone(examination, k, len(root)) for k in changed}, key=str):
        held, now = before.valeur(chemin), new.get(chemin)
        was = old.get(chemin) or (held if isinstance(held, str) else None)
        if was and now:
            words = f"« {abrege(was, 50)} » a été signé, et devient « {abrege(now, 50)} »"
        elif was or now:
            words = f"« {abrege(was or now or '', 50)} » a {'été signé, et disparaît' if was else 'été ajouté après la signature'}"
        else:
            words = f"tout ce qui a été signé disparaît, {_held(held)}"
        yield Finding(chemin, f"{'.'.join(map(str, chemin))} : {words} ; {_expected(before)}")


def _gone(examination: Examination, chemin: Path, depth: int) -> Path:
    """The highest of what holds that place and is no longer there: a contract, a party, or the value alone."""
    return next((top for n in range(depth, len(chemin)) if examination.valeur(top := chemin[:n]) is None), chemin)


def _held(value: Value) -> str:
    """What stood there, by its keys, and of which parties."""
    if not isinstance(value, dict):
        return f"« {abrege(' '.join(_flat(value, ()).values()), 50)} »"
    parties = {key: ", ".join(below) for key, below in value.items() if key in _BY_PARTY and isinstance(below, dict)}
    return liste(f"« {key} »" + (f" de {parties[key]}" if key in parties else "") for key in value)


def _contract(value: Value, root: Path) -> dict[Path, str]:
    """What was signed, by place. A signature is the same as a day alone or with who signed; the signed document is not the contract."""
    texts = _flat(value, root)
    if root[0] != "avenants":
        return texts
    kept = {k: v for k, v in texts.items() if k[2:3] != ("document_signe",)}
    return {(*k, "le") if k[2] == "signatures" and len(k) == _DAY_ALONE else k: v for k, v in kept.items()}


def _completed(chemin: Path, old: Mapping[Path, str]) -> bool:
    """What may come after the signature: what is no word of the text; who signed an amendment, where that was not said."""
    return bool(_FREE & set(chemin)) or (chemin[0] == "avenants" and chemin[2] == "signatures" and chemin not in old)


def orders(examination: Examination, before: Examination, root: Path) -> Iterator[tuple[Path, str]]:
    """What is no longer in its order, in words: the parties, the annexes and the actions stand in the text as in the file."""
    modified: Path = root if root == ("convention",) else (*root, "modifie")
    for pattern in _ORDERED:
        for place in _places(before, (*modified, *pattern)):
            old, new = before.valeur(place), examination.valeur(place)
            if isinstance(old, dict) and isinstance(new, dict):
                was, now = [k for k in old if k in new], [k for k in new if k in old]
                if was != now:
                    moved = next(k for k, other in zip(now, was, strict=True) if k != other)
                    name = ".".join(map(str, place))
                    words = f"l’ordre signé est « {', '.join(was)} », et devient « {', '.join(now)} »"
                    yield (*place, moved), f"{name} : {words}"


def _places(examination: Examination, pattern: Path) -> list[Path]:
    """Where the maps of that pattern stand; `*` is any key."""
    places: list[Path] = [()]
    for step in pattern:
        below: list[Path] = []
        for place in places:
            keys = examination.entries(*place)
            below += [(*place, key) for key in (keys if step == "*" else [step] if step in keys else [])]
        places = below
    return places


def _blocks(examination: Examination, pattern: tuple[str, ...]) -> dict[Path, str]:
    """What stands under each id, as one text."""
    entries = (
        (place, found)
        for place in _places(examination, pattern)
        if isinstance(found := examination.valeur(place), dict)
    )
    return {(*place, key): _words(below) for place, found in entries for key, below in found.items()}


def _words(value: Value) -> str:
    unsaid = {("axes",), ("engagement",), ("pilote",), ("partenaires",)}
    return " ".join(v for k, v in _flat(value, ()).items() if k[:1] not in unsaid)


@rule(
    "identifiant-change",
    "Un identifiant renommé ou réemployé",
    "L’identifiant fait partie des adresses publiées : il ne change pas, et ne sert pas à autre chose. Reprenez l’ancien ; pour une chose nouvelle, choisissez un identifiant nouveau.",
)
def ids_kept(examination: Examination) -> Iterator[Finding]:
    """An id is neither renamed nor given to something else."""
    if examination.avant is None:
        return
    for pattern in _IDS:
        old, new = _blocks(examination.avant, pattern), _blocks(examination, pattern)
        gone, come = [k for k in old if k not in new], [k for k in new if k not in old]
        for place in come:
            same = next((k for k in gone if k[:-1] == place[:-1] and old[k] and _alike(old[k], new[place]) > 0.8), None)
            if same:
                yield Finding(
                    place,
                    f"l’identifiant « {same[-1]} » est devenu « {place[-1]} » : reprendre « {same[-1]} », qui est dans des adresses publiées",
                    cle=True,
                )
        for place in old.keys() & new.keys():
            if len(old[place]) > 20 and len(new[place]) > 20 and _alike(old[place], new[place]) < 0.2:
                message = f"l’identifiant « {place[-1]} » désignait « {abrege(old[place], 50)} » : en choisir un nouveau pour une autre chose"
                yield Finding(place, message, cle=True)


def _alike(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, mots(a.casefold())[:200], mots(b.casefold())[:200], autojunk=False).ratio()


def addresses(dossier: Dossier) -> set[str]:
    """The addresses that a file gives to its convention."""
    if dossier.meme_convention_que:
        return set()
    root = f"departements/{dossier.departement.slug}/{dossier.periode}/"
    dated = {f"{root}versions/{t.du.isoformat()}/" for t in dated_texts(dossier)}
    return {root, *dated, *(f"{root}avenants/{a.numero}/" for a in dossier.avenants)}


@rule(
    "adresse-disparue",
    "Une adresse publiée qui disparaîtrait",
    "Une adresse publiée ne disparaît pas : d’autres sites y renvoient. Gardez la période, le numéro de l’avenant et les dates de signature ; une convention finie va dans les archives, avec l’aide de la personne qui tient le projet.",
)
def addresses_kept(examination: Examination) -> Iterator[Finding]:
    """No published address vanishes."""
    if examination.avant is None:
        return
    for address in sorted(addresses(examination.avant.dossier) - addresses(examination.dossier)):
        place: Path = ("avenants",) if "/avenants/" in address or "/versions/" in address else ("trame",)
        yield Finding(place, f"l’adresse publiée /{address} disparaîtrait", cle=True)


@rule(
    "piece-retiree",
    "Une pièce qui n’est plus publiée",
    "La pièce était publiée et ne le sera plus : les liens vers elle ne mèneront plus à rien. C’est ce qu’il faut faire pour une donnée personnelle ; sinon, gardez-la.",
    avertit=True,
)
def documents_kept(examination: Examination) -> Iterator[Finding]:
    """A published document is no longer named."""
    if examination.avant is None:
        return
    now = {text for _, text in examination.valeurs}
    for chemin, text in examination.avant.valeurs:
        if text.startswith("pieces/") and text not in now:
            yield Finding(chemin, f"la pièce « {text} » ne sera plus publiée", cle=True)


REGLES = (signed_contract_changed, ids_kept, addresses_kept, documents_kept)
