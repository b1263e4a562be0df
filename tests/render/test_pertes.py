"""`conventions diff`: what a change loses or puts back is told, as what it adds; nothing published goes in silence."""

from __future__ import annotations

import dataclasses

import pytest

from conventions.compose.view import View, build_fiche
from conventions.render.summary import summary
from tests.compose.test_avenants import FREQUENCE, SIGNEE, avenants, tous
from tests.helpers import dossier, view
from tests.places import EXEMPLE

UN = avenants((tous("2027-03-01"), FREQUENCE.format("et chaque mois")))
FIN = "fin:\n  d1: {cause: denonciation, par: caf, envoyee_le: 2027-05-02, recue_le: 2027-05-04, fichier: pieces/01/lettre.pdf}\n"
RECTIFIEE = "rectifications:\n  r1: {le: 2027-01-15, clauses: [art-3-al-6], motif: erreur de copie}\n"
PUBLIEE = "publication:\n  - {recueil: RAA, reference: n° 12, le: 2026-10-20}\n"


def told(before: str, after: str) -> list[str]:
    """The sentences, on the day of the tests, with plain spaces."""
    registry = view(EXEMPLE, fictif=True).registry
    views = []
    for source in (before, after):
        own = dataclasses.replace(registry, dossiers={**registry.dossiers, "01": dossier(source)})
        views.append(View(own, {"01": build_fiche(own, "01")}))
    sections = summary(*views)
    return [s.replace("\u00a0", " ").replace("\u202f", " ") for _, sentences in sections for s in sentences]


PERTES = {
    "une signature de la convention": (
        SIGNEE.replace("fait: {a: Bourg-en-Bresse, le: 2026-10-12}", "fait: {a: Bourg-en-Bresse}").replace("directeur}", "directeur, signe_le: 2026-10-12}"),
        SIGNEE.replace("fait: {a: Bourg-en-Bresse, le: 2026-10-12}", "fait: {a: Bourg-en-Bresse}"),
        "1 signature retirée : la Caf",
    ),
    "une signature d’un avenant": (UN, UN.replace("caf: 2027-03-01", "caf: "), "Avenant n° 1 : 1 signature retirée (la Caf)"),
    "le jour d’une signature d’un avenant": (
        UN,
        UN.replace("caf: 2027-03-01", "caf: 2027-02-01"),
        "Avenant n° 1, signature : la Caf : « signé le 1er mars 2027 » devient « signé le 1er février 2027 »",
    ),
    "l’ordre des parties": (
        SIGNEE,
        SIGNEE.replace("    caf:", "    x:", 1).replace("    msa:", "    caf:", 1).replace("    x:", "    msa:", 1),
        "Ordre des parties : ",
    ),
    "une fréquence revenue à celle de l’original": (
        UN,
        UN.replace("frequence: et chaque mois", "frequence: et chaque automne"),
        "Par l’avenant n° 1 : Article 3, alinéa 6 : « mois » devient « automne »",
    ),
    "un avenant entier": (UN, SIGNEE, "Avenant n° 1 retiré"),
    "ce que disait un avenant retiré": (
        UN,
        SIGNEE,
        "Sans l’avenant n° 1 : Article 3, alinéa 6 : « mois » devient « automne »",
    ),
    "la date d’effet d’un avenant": (
        UN.replace("{signatures:", "{effet_le: 2027-01-01, signatures:"),
        UN,
        "Avenant n° 1, date d’effet : « 1er janvier 2027 » est retiré",
    ),
    "le document signé d’un avenant": (
        UN.replace("{signatures:", "{document_signe: {reference: dossier 12}, signatures:"),
        UN,
        "Avenant n° 1, document signé : « dossier 12 » est retiré",
    ),
    "une dénonciation": (SIGNEE + FIN, SIGNEE, "Dénonciation par la Caf : retirée du fichier"),
    "la réception d’une lettre": (
        SIGNEE + FIN,
        SIGNEE + FIN.replace(", recue_le: 2027-05-04", ""),
        "Dénonciation par la Caf, réception : « 4 mai 2027 » est retiré",
    ),
    "une lettre jointe": (
        SIGNEE + FIN,
        SIGNEE + FIN.replace(", fichier: pieces/01/lettre.pdf", ""),
        "Dénonciation par la Caf, lettre : « pieces/01/lettre.pdf » est retiré",
    ),
    "une rectification": (
        SIGNEE + RECTIFIEE,
        SIGNEE,
        "Rectification de la transcription : Article 3, alinéa 6 (erreur de copie) : retirée du fichier",
    ),
    "une publication": (SIGNEE + PUBLIEE, SIGNEE, "1 publication officielle retirée"),
    "le nombre de réunions": (SIGNEE, SIGNEE.replace(", reunions_par_an: 1", ""), "Réunions par an : « 1 » est retiré"),
    "qui signe pour une partie": (
        SIGNEE,
        SIGNEE.replace("nom: Essai, prenom: Luc", "nom: Autre, prenom: Léa"),
        "Signataire pour la Caf : « Luc Essai, directeur » devient « Léa Autre, directeur »",
    ),
    "un motif": (
        SIGNEE,
        SIGNEE.replace(", motif: sans messagerie commune", ""),
        "Article 4, alinéa 2, motif : « sans messagerie commune » est retiré",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("avant", "apres", "phrase"), PERTES.values(), ids=PERTES)
def test_what_is_lost_is_told(avant: str, apres: str, phrase: str) -> None:
    assert any(sentence.startswith(phrase) for sentence in told(avant, apres)), told(avant, apres)


@pytest.mark.parametrize(("avant", "apres"), [p[:2] for p in PERTES.values()], ids=PERTES)
def test_what_does_not_change_is_not_told(avant: str, apres: str) -> None:
    assert told(avant, avant) == told(apres, apres) == []
