"""What an amendment changes is read on its page, or told at its line: no key that `modifie` accepts is taken and lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from conventions.model.problem import Problem
from conventions.render.pages.versions import avenants
from conventions.source.nodes import resolved, schema
from tests.helpers import composee

AVANT = """\
signataires:
  prefet: {nom: État, siren: "110000015", adresse: 1 rue de l’Exemple, denomination: l’État, mandat: arrêté n° 1, representants: [{nom: Exemple, prenom: Claire, titre: préfète de la Lozère, signe_le: "2026-03-02", signe_a: Mende, mention: Pour ordre}]}
  cour: {adresse: 2 rue de l’Exemple, seul: poste vacant, representants: [{nom: Modèle, titre: première présidente}]}
  caf: {logo: pieces/48/l.png, representants: [{nom: Essai, titre: directrice}]}
  msa: {retiree: {le: "2026-06-01", motif: fusion, accord: délibération}, representants: [{nom: Test, titre: directrice}]}
  commune-x: {insee: "48095", nom: Mende, representants: [{nom: Point, titre: maire}]}
sans: {collectivite: Il n’a pas souhaité signer.}
fait: {a: Mende, le: "2026-03-02", exemplaires: "5"}
introduction: Au vu du diagnostic,
objectifs:
  "1": {actions: {visio: {intitule: Visio, description: Entretiens., engagement: obj-1-b, axes: [separation], pilote: caf, partenaires: [msa], bonne_pratique: {pourquoi: Elle est nouvelle., bilan: Dix familles reçues.}}}}
  "5": {intitule: Familles, engagements: {a: Ouvrir un lieu}}
instance: {cadre: cdsf, frequence: et à la demande, reunions_par_an: 2, organisation: le préfet préside}
redaction:
  art-5-al-1: {remplace: Les mots du lieu., motif: demande locale}
  art-4-al-2: {supprime: "oui", motif: sans objet}
  art-3-al-4-bis: {ajoute: Un bilan est présenté.}
  art-8-al-1: {remplace: Elle prend effet à la signature.}
  art-8-al-2: {remplace: Elle se renouvelle d’elle-même.}
annexes: {liste: {titre: Liste, fichier: pieces/48/a.pdf}}
dates: {entree_en_vigueur: "2026-03-02", echeance: "2029-12-31"}
renouvellement: {tacite: {duree: 1 an, fois: "2", preavis: 2 mois}}
titre: Protocole
"""
EXPRES = AVANT.replace(
    '{tacite: {duree: 1 an, fois: "2", preavis: 2 mois}}',
    '{expres: {duree: 1 an, fois: "2", accords: {"1": {par: [caf], le: "2027-01-01", jusqu_au: "2029-12-31", fichier: pieces/48/c.pdf}}}}',
)
"""The same, renewed by agreement."""
APRES = {
    "cadre": "comite_financeurs", "engagement": "obj-1-a", "axes": ["detention"], "par": ["msa"], "pilote": "msa", "partenaires": ["commune-x"], "siren": "200046977",
    "insee": "48061", "logo": "pieces/48/m.png", "fichier": "pieces/48/b.pdf", "duree": "2 ans", "preavis": "3 mois",
    "supprime": "non", "reunions_par_an": "3", "exemplaires": "6", "fois": "3",
    **dict.fromkeys(("le", "jusqu_au", "signe_le", "entree_en_vigueur", "echeance"), "2027-02-02"),
}  # fmt: skip
"""The other value of what is no free text."""
TEXTES = {"trame": "trame: 2026-2029", "propre": "trame: aucune\ntexte: pieces/48/texte.md", "document": "trame: 2026-2029\ntexte: document"}  # fmt: skip


def leaves(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if place and (not below or place[-1] in {"axes", "par", "partenaires"}):
        yield place
        return
    for key, inner in below:
        yield from leaves(inner, (*place, key))


def changed(avant: str, place: tuple[str | int, ...]) -> dict[str, Any]:
    """`modifie` of an amendment that changes this one place."""
    whole: dict[str, Any] = yaml.safe_load(avant)
    holder: Any = whole
    for step in place[:-1]:
        holder = holder[step]
    key = place[-1]
    holder[key] = APRES.get(str(key), f"{holder[key]} autrement")
    depth = next(
        (
            n
            for n, step in enumerate(place)
            if step in {"representants", "axes", "par", "partenaires"} or (n == 2 and place[0] == "redaction")
        ),
        len(place) - 1,
    )
    holder, kept = whole, whole
    for step in place[:depth]:
        kept = holder[step]
        for other in set(holder) - {step}:
            del holder[other]
        holder = kept
    for other in set(holder) - {place[depth]} if place[0] != "redaction" else ():
        del holder[other]
    return whole


def page(avant: str, texte: str, **acte: object) -> tuple[str, list[Problem]]:
    """What the page of the amendment says that it changes, and what is told of its lines."""
    avant = json.dumps(yaml.safe_load(avant), ensure_ascii=False)
    signed = ", ".join(f"{cle}: 2026-09-01" for cle in ("prefet", "cour", "caf", "msa", "commune-x"))
    head = f'departement: "48"\n{TEXTES[texte]}\nconvention: {avant}\navenants:\n  1: {{objet: x, signatures: {{{signed}}},\n'
    source = f"{head}    {json.dumps(acte, ensure_ascii=False)[1:-1]}}}\n"
    view, problems = composee(source, "48")
    made = next(avenants(view, view.fiches["48"])).markdown
    return made.partition("{#changements}")[2].partition("{#signatures}")[0], [
        p for p in problems if p.line > head.count("\n")
    ]


PLACES = [
    (avant, place)
    for avant in (AVANT, EXPRES)
    for place in leaves(yaml.safe_load(avant))
    if avant is AVANT or "expres" in place
]
TUS = {"fichier-absent", "avenant-vide"}
"""What is told of the file whether the change is read or not."""


@pytest.mark.echantillon(20)
@pytest.mark.parametrize(("avant", "place"), PLACES, ids=[".".join(map(str, place)) for _, place in PLACES])
@pytest.mark.parametrize("texte", TEXTES)
def test_what_an_amendment_changes_is_read_or_told(texte: str, avant: str, place: tuple[str | int, ...]) -> None:
    before, _ = page(avant, texte, modifie={})
    after, told = page(avant, texte, modifie=changed(avant, place))
    assert after != before or any(p.severity == "erreur" for p in told if p.rule not in TUS)


def paths(value: object, place: str = "") -> Iterator[str]:
    for key, below in value.items() if isinstance(value, dict) else ():
        yield f"{place}{key}"
        yield from paths(below, f"{place}{key}.")


RETRAITS = [path for path in paths(yaml.safe_load(AVANT)) if path != "signataires.commune-x.nom"]
"""Every path but the name of a commune, which its code gives too."""


@pytest.mark.echantillon(20)
@pytest.mark.parametrize("retrait", RETRAITS)
@pytest.mark.parametrize("texte", TEXTES)
def test_what_an_amendment_removes_is_read_or_told(texte: str, retrait: str) -> None:
    before, _ = page(AVANT, texte, retire=[])
    after, told = page(AVANT, texte, retire=[retrait])
    assert after != before or any(p.severity == "erreur" for p in told if p.rule not in TUS)


def test_every_key_of_the_format_is_tried() -> None:
    def keys(node: dict[str, Any]) -> Iterator[str]:
        node = resolved(node)
        yield from (one for key, value in node.get("properties", {}).items() for one in (key, *keys(value)))
        for inner in (node.get("additionalProperties"), node.get("items")):
            yield from keys(inner) if isinstance(inner, dict) else ()

    tried = {str(step) for _, place in PLACES for step in place}
    assert set(keys(schema()["properties"]["convention"])) - tried == set()
