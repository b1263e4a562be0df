"""Against the published version: what was signed does not change by itself, ids keep their meaning, addresses stay."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.faits import signatures
from conventions.compose.timeline import dated_texts
from conventions.model.dossier import Dossier
from conventions.model.french import abrege, mots
from conventions.source.reader import Path, Value

_FREE = {"retiree", "logo", "siren", "insee", "pilote", "axes", "accords"}
"""What may be completed after signature: a withdrawal or a renewal has its own act, the others are not words of the text."""
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
    "La convention publiée est signée : ce qui est sous « convention », et un avenant déjà en vigueur, ne changent plus. Un changement voulu par les parties est un avenant (article 6). Une erreur de copie se corrige en inscrivant une nouvelle entrée sous « rectifications ».",
)
def signed_contract_changed(examination: Examination) -> Iterator[Finding]:
    """A signed text changes only with a new recorded correction."""
    before = examination.avant
    if before is None or not signatures(before.dossier).completes:
        return
    old, new = before.valeur(("rectifications",)), examination.valeur(("rectifications",))
    if set(new if isinstance(new, dict) else ()) - set(old if isinstance(old, dict) else ()):
        return
    in_force = [a.numero for a in before.dossier.avenants if before.dossier.effet_avenant(a.numero)]
    for root in (("convention",), *(("avenants", str(n)) for n in in_force)):
        if examination.valeur(root) is not None:
            yield from _changes(examination, before, root)


def _changes(examination: Examination, before: Examination, root: Path) -> Iterator[Finding]:
    old, new = _flat(before.valeur(root), root), _flat(examination.valeur(root), root)
    for chemin in sorted({*old, *new}, key=str):
        if mots(old.get(chemin, "")) != mots(new.get(chemin, "")) and not _FREE & set(chemin):
            was, now = old.get(chemin), new.get(chemin)
            words = (
                f"« {abrege(was, 50)} » a été signé, et devient « {abrege(now, 50)} »"
                if was and now
                else f"« {abrege(was or now or '', 50)} » a {'été signé, et disparaît' if was else 'été ajouté après la signature'}"
            )
            name = ".".join(map(str, chemin))
            yield Finding(
                chemin,
                f"{name} : {words} ; attendu : un avenant (article 6), ou une entrée nouvelle sous « rectifications » si c’est une erreur de copie",
            )


def _blocks(examination: Examination, pattern: tuple[str, ...]) -> dict[Path, str]:
    """What stands under each id, as one text."""
    places: list[Path] = [()]
    for step in pattern:
        below: list[Path] = []
        for place in places:
            found = examination.valeur(place)
            keys = found if isinstance(found, dict) else {}
            below += [(*place, key) for key in (keys if step == "*" else [step] if step in keys else [])]
        places = below
    entries = ((place, found) for place in places if isinstance(found := examination.valeur(place), dict))
    return {(*place, key): _words(below) for place, found in entries for key, below in found.items()}


def _words(value: Value) -> str:
    return " ".join(v for k, v in _flat(value, ()).items() if k[:1] not in {("axes",), ("engagement",), ("pilote",)})


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
