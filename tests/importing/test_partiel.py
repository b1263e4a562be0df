"""Amendments and roadmaps, whole documents of their own: read back, they make of the convention the same text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx  # noqa: F401 — what writes the documents
import pytest

from conventions.compose.situation import clauses_of
from conventions.documents import avenant as word_avenant
from conventions.documents import feuille_de_route
from conventions.documents.modele import fill
from conventions.importing.brouillon import Import
from conventions.importing.cibles import cible, operation
from conventions.importing.conversion import convertir
from conventions.importing.ecriture import yaml
from conventions.importing.feuilles import echeance, etat
from conventions.importing.lecture import lire
from conventions.importing.lieu import avenant, feuille, numero_d_avenant
from conventions.importing.lu import Bloc, Brin, Lecture
from conventions.importing.partiel import convertir_avenant, convertir_feuille, fusion
from conventions.model.dossier import Dossier
from conventions.model.french import mots
from conventions.source import reader
from conventions.source.registry import read_document
from tests.helpers import REFERENCE, TRAME
from tests.importing.retour import MODELE, exemple, lieu
from tests.places import EXEMPLE


def brut(code: str) -> dict[str, Any]:
    """What its file says."""
    data = (EXEMPLE / f"{lieu(code).slug}.yml").read_bytes()
    return reader.parse(data, "").value


def dossier(said: dict[str, Any], code: str) -> Dossier:
    document = reader.parse(yaml(said, {}).encode(), f"departments/{lieu(code).slug}.yml")
    source = read_document(document, EXEMPLE, REFERENCE, {TRAME.periode: TRAME})
    assert [*document.problems, *source.problems] == []
    assert source.dossier is not None
    return source.dossier


def avenants() -> Iterator[tuple[str, int]]:
    for code, fiche in exemple().fiches.items():
        if fiche.porteur.code == code and fiche.porteur.trame and fiche.porteur.modele:
            yield from ((code, one.numero) for one in fiche.porteur.avenants if one.signataires)


def lu(lecture: Lecture, code: str, numero: int) -> Import:
    held = exemple().fiches[code].porteur
    text = held.etapes[numero].avant if numero in held.etapes else held.versions[-1].convention
    return convertir_avenant(lecture, TRAME, lieu(code), text, clauses_of(held, text), numero)


def mots_du_texte(held: Dossier, numero: int) -> Counter[str]:
    """The words of the text that an amendment makes, whatever the order of its clauses."""
    made = clauses_of(held, held.etapes[numero].apres)
    return Counter(
        w for c in made if not c.absente and c.id not in {"signatures", "annexes", "logos"} for w in mots(c.texte)
    )


def aides(held: Dossier, numero: int) -> set[tuple[str, tuple[str, ...]]]:
    """Who helps with each action of that text; who leads may be a new party, under a key that the import gave it."""
    return {(a.intitule, a.partenaires) for a in held.etapes[numero].apres.actions}


@pytest.mark.parametrize(("code", "numero"), list(avenants()))
@pytest.mark.echantillon(3)
def test_an_amendment_read_back_makes_the_same_text(code: str, numero: int) -> None:
    seen = exemple()
    fiche = seen.fiches[code]
    lecture = lire(fill(MODELE, word_avenant.document(seen, fiche, fiche.porteur.avenant(numero))))
    assert (avenant(lecture), numero_d_avenant(lecture)) == (True, numero)
    assert not convertir(lecture, TRAME, lieu(code)).assez
    fait = lu(lecture, code, numero)
    raw = brut(code)
    known = raw["avenants"].pop(str(numero))
    raw["avenants"] = dict(sorted({**raw["avenants"], **fait.donnees["avenants"]}.items()))
    back = dossier(raw, code)
    assert mots_du_texte(back, numero) == mots_du_texte(fiche.porteur, numero)
    assert aides(back, numero) == aides(fiche.porteur, numero)
    assert mots(back.avenant(numero).objet) == mots(str(known.get("objet", "")))
    days = {c: d for c, d in back.avenant(numero).signatures.items() if d}
    assert sorted(days.values()) == sorted(d for d in fiche.porteur.avenant(numero).signatures.values() if d)
    assert [p.texte for p in fait.passages if p.etat == "sans place" and not p.texte.startswith("Site fictif.")] == []


@pytest.mark.parametrize(
    "code", [c for c, f in exemple().fiches.items() if f.dossier.suivi.feuilles_de_route and f.porteur.modele]
)
@pytest.mark.echantillon(3)
def test_a_roadmap_read_back_says_the_same(code: str) -> None:
    seen = exemple()
    fiche = seen.fiches[code]
    for held in fiche.dossier.suivi.feuilles_de_route:
        lecture = lire(fill(MODELE, feuille_de_route.document(seen, fiche, held)))
        assert feuille(lecture) == held.numero
        text = fiche.dossier.versions[-1].convention
        fait = convertir_feuille(lecture, TRAME, lieu(code), text, held.numero)
        raw = brut(code)
        raw["suivi"].pop("feuilles_de_route")
        (made,) = dossier(fusion(raw, fait.donnees), code).suivi.feuilles_de_route
        assert made.debut == held.debut
        for one, other in zip(made.actions, held.actions, strict=True):
            assert (one.objectif, one.pilote, one.echeance, one.etat) == (
                other.objectif,
                other.pilote,
                other.echeance,
                other.etat,
            )
            assert mots(one.intitule) == mots(other.intitule)


@pytest.mark.parametrize(
    ("texte", "ou"),
    [
        ("L’article 3, alinéa 6, est remplacé par :", "art-3-al-6"),
        ("Le deuxième alinéa de l’article 5 est supprimé.", "art-5-al-2"),
        ("Au 1er alinéa de l’article 8, les mots", "art-8-al-1"),
        ("À l’article 9, 2e alinéa,", "art-9-al-2"),
        ("Article 2 – Modification de l’article 4", "art-4"),
        ("L’alinéa 4 bis de l’article 3", "art-3-al-4-bis"),
        ("L’engagement b de l’objectif 1", "obj-1-b"),
        ("Objectif 2, engagement c", "obj-2-c"),
        ("Préambule, alinéa 2", "preambule-2"),
        ("Article 1 – Objet", ""),
        ("Les parties se félicitent.", ""),
    ],
)
def test_what_the_words_of_an_amendment_point_at(texte: str, ou: str) -> None:
    assert cible(texte) == ou


@pytest.mark.parametrize(
    ("texte", "quoi"),
    [
        ("est remplacé par les dispositions suivantes", "remplace"),
        ("est ainsi rédigé :", "remplace"),
        ("est complété par un alinéa ainsi rédigé :", "ajoute"),
        ("est abrogé", "supprime"),
        ("Les autres articles demeurent inchangés", None),
    ],
)
def test_what_they_do_to_it(texte: str, quoi: str | None) -> None:
    assert operation(texte) == quoi


@pytest.mark.parametrize(
    ("texte", "jour", "sur"),
    [
        ("31 octobre 2026", "2026-10-31", True),
        ("décembre 2026", "2026-12-31", False),
        ("2e trimestre 2027", "2027-06-30", False),
        ("S1 2028", "2028-06-30", False),
        ("fin 2027", "2027-12-31", False),
        ("en continu", "", False),
    ],
)
def test_a_deadline_is_a_day_or_is_to_be_verified(texte: str, jour: str, *, sur: bool) -> None:
    assert echeance(texte) == (jour, sur)


def test_where_an_action_is_in_other_words() -> None:
    assert [etat(w) for w in ("Réalisée", "En cours", "À lancer", "Annulée", "?")] == [
        "realisee",
        "en_cours",
        "prevue",
        "abandonnee",
        "",
    ]


def dit(texte: str) -> Bloc:
    return Bloc("texte", (Brin(texte),))


MAIN = (
    "AVENANT N° 4 À LA CONVENTION DÉPARTEMENTALE DU RHÔNE",
    "Entre les soussignés",
    "La commune de Bron, située 1 place de l’Essai, 69500 Bron, représentée par M. Luc ESSAI, maire ;",
    "Il a été convenu ce qui suit :",
    "Article 1 – Objet",
    "Le présent avenant a pour objet d’ajuster le calendrier et d’accueillir une commune.",
    "Article 2 – Modification de l’article 3",
    "Au sixième alinéa de l’article 3, les mots « en février, en juin et en octobre » sont remplacés par les mots « en février et en juin ».",
    "Article 3 – Modification de l’article 5",
    "Le premier alinéa de l’article 5 est remplacé par les dispositions suivantes :",
    "« Les parties mettent à disposition les moyens qu’elles décident chaque année. »",
    "L’article 6 est complété par un alinéa ainsi rédigé : « Chaque avenant est transmis au ministère. »",
    "L’alinéa 2 de l’article 8 est supprimé.",
    "– Réunions par an : « 3 » devient « 2 »",
    "Article 4 – Dispositions finales",
    "Les autres dispositions de la convention demeurent inchangées.",
    "Le présent avenant prend effet le 1er mars 2028.",
    "Une phrase que rien n’attend.",
    "Fait à Lyon, le 3 février 2028",
)


def test_an_amendment_of_other_hands_is_read_clause_by_clause() -> None:
    blocs = [*map(dit, MAIN), Bloc("tableau", lignes=(((dit("Pour la Caf"),), (dit("Le 4 février 2028"),)),))]
    fait = lu(Lecture("docx", blocs), "69", 9)
    (made,) = fait.donnees["avenants"].values()
    assert list(fait.donnees["avenants"]) == ["4"]
    assert (made["objet"], made["effet_le"]) == ("ajuster le calendrier et d’accueillir une commune", "2028-03-01")
    assert made["modifie"]["signataires"]["commune-bron"]["representants"] == [
        {"nom": "ESSAI", "prenom": "Luc", "titre": "maire"}
    ]
    assert made["modifie"]["instance"] == {
        "frequence": "et, en pratique, trois fois par an, en février et en juin",
        "reunions_par_an": "2",
    }
    assert made["modifie"]["redaction"]["art-5-al-1"] == {
        "remplace": "Les parties mettent à disposition les moyens qu’elles décident chaque année."
    }
    assert made["modifie"]["redaction"]["art-8-al-2"] == {"supprime": "oui"}
    assert "Chaque avenant est transmis au ministère" in str(made["modifie"]["redaction"])
    assert made["signatures"]["caf"] == "2028-02-04"
    lost = [p.texte for p in fait.passages if p.etat == "sans place"]
    assert lost[-1] == "Une phrase que rien n’attend."
