"""Documents that other hands made: what each kind of them writes is read where it belongs, or is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import docx  # noqa: F401 — what writes the documents
import pytest

from conventions.importing.brouillon import Import
from conventions.importing.cesures import recoller
from conventions.importing.conversion import convertir
from conventions.importing.existant import dits, ecarts, memes_cles, renommees
from conventions.importing.lecture import lire
from conventions.importing.lieu import avenant
from conventions.importing.lu import Bloc, Brin, Lecture, marque_tapee, net
from tests.helpers import REFERENCE, TRAME
from tests.importing.abimes import abime, nu
from tests.importing.retour import lieu, word

CAF = "La caisse d’Allocations familiales, située 10 rue Barbu, 26023 Valence cedex, représentée par Mme Odile CLAIR, directrice ;"
PREFET = "L’État, représenté par M. Hadrien VASSEUR, préfet de la Drôme, ci-après dénommé « le préfet » ;"
MAIRE = "La commune de Die, située 1 place Loubet, 26150 Die, représentée par M. Théo GRANGE, maire"
FIN = "La convention peut être dénoncée par l’une des parties deux mois au plus tard avant l’arrivée du terme de la présente convention par lettre recommandée avec avis de réception."


def dit(texte: str) -> Bloc:
    return Bloc("texte", (Brin(texte),))


def tableau(*rangs: tuple[str, ...]) -> Bloc:
    return Bloc("tableau", lignes=tuple(tuple((dit(c),) for c in rang) for rang in rangs))


def lu(parties: list[Bloc], fin: list[Bloc]) -> Import:
    accord = dit("Les partenaires de la présente convention conviennent ce qui suit :")
    blocs = [dit("Entre :"), *parties, accord, dit("Préambule"), dit(FIN), *fin]
    return convertir(Lecture("docx", blocs), TRAME, REFERENCE.departements["26"])


def qui(fait: Import) -> dict[str, list[dict[str, str]]]:
    return {cle: p.get("representants", []) for cle, p in fait.donnees["convention"]["signataires"].items()}


def personne(prenom: str, nom: str, titre: str, **signe: str) -> dict[str, str]:
    return {"nom": nom, "prenom": prenom, "titre": titre, **signe}


@pytest.mark.parametrize(
    ("texte", "marque"),
    [
        ("3.1 L’instance se réunit", "3.1 "),
        ("3.1. L’instance", "3.1. "),
        ("2.10 À défaut", "2.10 "),
        ("1.5 ETP est financé", ""),
        ("3.1 millions d’euros", ""),
        ("2026 Les parties", ""),
    ],
)
def test_a_number_typed_before_an_alinea_is_not_its_words(texte: str, marque: str) -> None:
    assert marque_tapee(texte) == marque


@pytest.mark.parametrize(
    "parties",
    [
        [tableau((PREFET, CAF), (MAIRE, ""))],
        [tableau((PREFET, CAF)), dit(MAIRE)],
        [tableau(tuple(PREFET.split(", ", 1)), tuple(CAF.split(", ", 1)), tuple(MAIRE.split(", ", 1)))],
        [dit(f"{PREFET} {CAF} {MAIRE}")],
        [dit(PREFET), dit(CAF), dit(MAIRE)],
    ],
    ids=["une par cellule", "deux colonnes", "une par rang", "à la suite", "une par ligne"],
)
def test_parties_are_each_their_own(parties: list[Bloc]) -> None:
    assert qui(lu(parties, [])) == {
        "prefet": [personne("Hadrien", "VASSEUR", "préfet de la Drôme")],
        "caf": [personne("Odile", "CLAIR", "directrice")],
        "commune-die": [personne("Théo", "GRANGE", "maire")],
    }


def test_the_words_that_end_the_list_of_parties_are_nobody_s_function() -> None:
    blocs = [dit("Entre :"), dit(MAIRE), dit("IL A ÉTÉ CONVENU CE QUI SUIT :"), dit("Préambule")]
    fait = convertir(Lecture("docx", blocs), TRAME, REFERENCE.departements["26"])
    assert qui(fait) == {"commune-die": [personne("Théo", "GRANGE", "maire")]}
    assert fait.donnees["convention"]["redaction"]["accord"] == {"remplace": "IL A ÉTÉ CONVENU CE QUI SUIT :"}


QUAND = ("À Valence, le 12 octobre 2026", "À Die, le 16.10.2026")


@pytest.mark.parametrize(
    "fin",
    [
        [tableau(("Hadrien VASSEUR", QUAND[0]), ("Théo GRANGE", QUAND[1]))],
        [tableau(("Hadrien VASSEUR", "Théo GRANGE"), QUAND)],
        [tableau(("Le préfet de la Drôme", QUAND[0])), tableau((f"Théo GRANGE\n{QUAND[1]}",))],
        [tableau((f"LU ET APPROUVÉ\nHadrien VASSEUR\n{QUAND[0]}", f"Théo GRANGE\nLU ET APPROUVÉ\n{QUAND[1]}"))],
    ],
    ids=["à côté", "dessous", "la fonction seule", "tampons"],
)
def test_the_day_is_that_of_the_one_who_signs_beside_it(fin: list[Bloc]) -> None:
    fait = lu([dit(PREFET), dit(CAF), dit(MAIRE)], fin)
    assert qui(fait) == {
        "prefet": [personne("Hadrien", "VASSEUR", "préfet de la Drôme", signe_le="2026-10-12", signe_a="Valence")],
        "caf": [personne("Odile", "CLAIR", "directrice")],
        "commune-die": [personne("Théo", "GRANGE", "maire", signe_le="2026-10-16", signe_a="Die")],
    }
    assert "fait" not in fait.donnees["convention"]


ENTETE = ("Action", "Porteur", "Partenaires", "Calendrier")
RANG = ("Ouvrir une permanence à Die", "Caf", "CMSA, commune de Die", "avant l’été 2027")
FICHE = (("Intitulé de l’action", RANG[0]), ("Pilote", "la Caf"), ("Partenaires", RANG[2]), ("Calendrier", RANG[3]))


@pytest.mark.parametrize(
    "rangs",
    [
        (ENTETE, RANG),
        (("Plan d’actions", "", "", ""), ENTETE, RANG),
        (ENTETE, (RANG[0], RANG[1], RANG[2], ""), ("", "", "", RANG[3])),
        FICHE,
    ],
    ids=["en colonnes", "sous un titre", "sur deux rangs", "en fiche"],
)
def test_the_actions_of_an_objective_may_stand_in_a_table(rangs: tuple[tuple[str, ...], ...]) -> None:
    title = next(c.texte for c in TRAME.clauses if c.id == "obj-1")
    blocs = [dit("Entre :"), dit(CAF), dit("conviennent ce qui suit :"), dit(title), tableau(*rangs), dit(FIN)]
    fait = convertir(Lecture("docx", blocs), TRAME, REFERENCE.departements["26"])
    ((key, made),) = fait.donnees["convention"]["objectifs"]["1"]["actions"].items()
    assert (made["intitule"], made["pilote"]) == (RANG[0], "caf")
    assert "Partenaires : CMSA, commune de Die" in made["description"]
    assert RANG[3] in made["description"]
    assert ("convention", "objectifs", "1", "actions", key) in fait.commentaires


@pytest.mark.parametrize(
    ("dits", "partenaires", "autres"),
    [
        ("l’Udaf ; la Caf, la MSA et la MSA", ["msa"], "l’Udaf"),
        ("la MSA / les écoles et collèges ; l’État, l’Udaf", ["msa", "prefet"], "les écoles et collèges, l’Udaf"),
    ],
)
def test_the_partners_of_an_action_that_are_parties_are_data(dits: str, partenaires: list[str], autres: str) -> None:
    title = next(c.texte for c in TRAME.clauses if c.id == "obj-1")
    msa = "La caisse de mutualité sociale agricole, située 29 rue de l’Exemple, 26000 Valence, représentée par M. Luc BRUN ;"
    accord = dit("Les partenaires de la présente convention conviennent ce qui suit :")
    blocs = [dit("Entre :"), dit(PREFET), dit(CAF), dit(msa), accord, dit(title)]
    blocs += [tableau(ENTETE, (*RANG[:2], dits, "")), dit(FIN)]
    fait = convertir(Lecture("docx", blocs), TRAME, REFERENCE.departements["26"])
    (made,) = fait.donnees["convention"]["objectifs"]["1"]["actions"].values()
    assert (made["partenaires"], made["description"]) == (partenaires, f"Partenaires : {autres}")


def test_a_roadmap_among_the_annexes_is_data() -> None:
    rows = tableau(
        ("Action", "Objectif", "Pilote", "Échéance", "Indicateur"),
        ("Former les accueillants", "Objectif 2", "la Caf", "30 juin 2027", "40 personnes"),
        ("Recenser les lieux", "2", "Udaf", "fin 2027", ""),
    )
    fin = [dit("Fait à Valence, le 12 octobre 2026"), dit("Annexe 2 : feuille de route n° 1")]
    fait = lu([dit(CAF)], [*fin, dit("Du 1er janvier 2027 au 31 décembre 2028."), rows])
    (roadmap,) = fait.donnees["suivi"]["feuilles_de_route"].values()
    assert roadmap == {
        "debut": "2027-01-01",
        "actions": {
            "former-les-accueillants": {
                "intitule": "Former les accueillants",
                "objectif": "2",
                "pilote": "caf",
                "echeance": "2027-06-30",
            },
            "recenser-les-lieux": {"intitule": "Recenser les lieux", "objectif": "2", "echeance": "2027-12-31"},
        },
    }
    told = [m for said in fait.commentaires.values() for m in said]
    assert any("fin 2027" in m for m in told)
    assert any("Pilote qui n’est pas une partie : Udaf" in m for m in told)
    assert any("Indicateur : 40 personnes" in p.va for p in fait.passages)


def test_a_stamp_is_nobody() -> None:
    caf = dit(CAF.replace("Mme Odile CLAIR, directrice", "sa directrice"))
    fait = lu([caf], [tableau(("La Caf\nLU ET APPROUVÉ\nOdile CLAIR, directrice",))])
    assert [p["nom"] for p in qui(fait)["caf"] if "nom" in p] == ["CLAIR"]


def test_another_than_the_one_who_is_named_signs_and_it_is_told() -> None:
    fait = lu([dit(MAIRE)], [tableau(("La commune de Die\nJulie NOVAK, maire",))])
    assert any("Julie NOVAK" in m and "Théo GRANGE" in m for said in fait.commentaires.values() for m in said)


def test_a_day_that_is_nobody_s_is_told() -> None:
    fait = lu([dit(MAIRE)], [tableau(("Reçu le 3 mars 2027",))])
    assert any("Reçu le 3 mars 2027" in p.va for p in fait.passages)


def test_the_names_of_an_annex_are_no_annexes() -> None:
    names = [Bloc("element", (Brin(n),), marque="•") for n in ("Inès Colin, DDETS", "Paul Vernet, Caf")]
    fin = [dit("Fait à Valence, le 12 octobre 2026"), dit("Annexe 1 : budget"), dit("Annexe 2 : liste des membres")]
    fait = lu([dit(MAIRE)], [*fin, *names])
    assert fait.donnees["convention"]["annexes"] == {"budget": {"titre": "budget"}}
    lost = [p for p in fait.passages if p.etat == "sans place"]
    assert [(p.texte, "accord de chacun" in p.va) for p in lost[-2:]] == [(n.texte, True) for n in names]


def _pages(data: bytes, muette: int) -> Lecture:
    """The document as a PDF of twenty blocks a page, of which one is an image."""
    read = lire(data)
    blocs = [replace(b, origine=f"page {rank // 20 + 1}") for rank, b in enumerate(read.blocs)]
    return replace(read, blocs=[b for b in blocs if b.origine != f"page {muette}"], muettes=[muette])


@pytest.mark.parametrize("muette", [2, 3])
def test_what_stands_on_a_page_that_was_not_read_is_not_removed(muette: int) -> None:
    whole: dict[str, Any] = convertir(lire(abime(word("69"), nu)), TRAME, lieu("69")).donnees["convention"]["redaction"]
    fait = convertir(_pages(abime(word("69"), nu), muette), TRAME, lieu("69"))
    removed = {i for i, r in fait.donnees["convention"]["redaction"].items() if "supprime" in r}
    assert removed <= {i for i, r in whole.items() if "supprime" in r}
    told = " ".join(fait.commentaires["convention",])
    unread = set(fait.absentes) & set(TRAME.par_id) - removed - {"titre", "parties"}
    assert unread
    assert all(ident in told for ident in unread)


def test_the_passages_are_told_in_the_order_of_the_document() -> None:
    read = lire(abime(word("69"), nu))
    told = [p.blocs[0].origine for p in convertir(read, TRAME, lieu("69")).passages]
    ranks = [int(o.split()[1]) for o in told if o.startswith("paragraphe")]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("titre", "oui"),
    [
        ("Avenant n° 1 à la convention départementale", True),
        ("PROJET D’AVENANT N°2", True),
        ("Convention départementale, avenant compris", False),
    ],
)
def test_an_amendment_is_known_by_its_title(titre: str, *, oui: bool) -> None:
    assert avenant(Lecture("docx", [dit("PRÉFET"), dit(titre)])) is oui


def test_the_keys_that_a_file_has_are_those_of_who_pilots_too() -> None:
    """« Udaf » may be called otherwise in the file: nothing changes by that."""

    def fichier(cle: str) -> dict[str, Any]:
        convention: dict[str, Any] = {
            "signataires": {"caf": {}, cle: {"nom": "Udaf du Rhône"}},
            "objectifs": {"1": {"actions": {"a": {"intitule": "Écouter", "pilote": cle}}}},
            "redaction": {f"partie-{cle}": {"remplace": "L’Udaf"}},
        }
        return {"convention": convention}

    before, read = fichier("udaf"), fichier("association-udaf-du-rhone")
    assert list(ecarts(before, memes_cles(before, read))) == []
    told = dits({("convention", "signataires", "association-udaf-du-rhone"): ["À vérifier"]}, renommees(before, read))
    assert told == {("convention", "signataires", "udaf"): ["À vérifier"]}


def test_an_instance_that_is_only_left_over_is_to_be_verified() -> None:
    read = lire(abime(word("69"), nu))
    kept = [b for b in read.blocs if "Comités locaux des financeurs" not in b.texte]
    assert len(kept) == len(read.blocs) - 1
    fait = convertir(replace(read, blocs=[sans_choix(b) for b in kept]), TRAME, lieu("69"))
    assert fait.donnees["convention"]["instance"]["cadre"] == "cdsf"
    assert ("convention", "instance", "cadre") in fait.commentaires


def sans_choix(bloc: Bloc) -> Bloc:
    """Without « (instance retenue) »."""
    return replace(bloc, brins=tuple(replace(x, texte=x.texte.replace("(instance retenue)", "")) for x in bloc.brins))


@pytest.mark.parametrize(
    ("coupe", "dit_"),
    [
        ("conven-­tion", "convention"),
        ("représen­­tée", "représentée"),
        ("Firmin-­Gautier", "Firmin-Gautier"),
        ("parents-­adolescents", "parents-adolescents"),
        ("rendez-­vous", "rendez-vous"),
        ("2026-­2029", "2026-2029"),
        ("média-­tion", "médiation"),
    ],
)
def test_a_word_that_a_line_cuts_is_whole_again(coupe: str, dit_: str) -> None:
    read = recoller(
        [dit(f"Une {coupe} ici"), tableau((f"Une {coupe}",)), dit("des parents, des adolescents, une média")]
    )
    assert read[0].texte == f"Une {dit_} ici"
    assert read[1].texte == f"Une {dit_}"


def test_a_soft_hyphen_is_no_sign() -> None:
    assert net([Brin("représen­tée")]) == (Brin("représentée"),)
