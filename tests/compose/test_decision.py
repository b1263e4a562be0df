"""Every combination of the three facts gives the status and the sentences of `decision.md`: the first line that fits."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conventions.compose.situation import situation
from conventions.compose.view import Fiche
from conventions.model.actes import Cause, Fin
from conventions.model.convention import DocumentSigne, Redaction
from conventions.model.dossier import Dossier, Version
from conventions.model.french import date_longue
from conventions.model.renouvellement import Duree, Renouvellement
from conventions.model.status import Statut
from conventions.render.dates_cles import key_dates
from conventions.render.en_bref import BUT, en_bref
from conventions.render.vie import vie
from tests.compose.test_situation import PARTIES
from tests.helpers import TRAME, dossier

AU, DERNIERE = date(2028, 1, 15), date(2026, 11, 2)
UN_AN = Duree("1 an", 12)
SIGNATURES = ("aucune", "une", "muet", "attesté", "sans jour", "toutes")
EFFETS: dict[str, date | None] = {
    "signature": None,
    "muet": None,
    "avant": date(2026, 1, 1),
    "passé": date(2027, 1, 1),
    "ce jour": AU,
    "à venir": date(2028, 2, 1),
}
TERMES: dict[str, tuple[date | None, int]] = {
    "cadre": (None, 0),
    "muet": (None, 0),
    "avant": (date(2026, 10, 31), 0),
    "hier": (date(2028, 1, 14), 0),
    "ce jour": (AU, 0),
    "à venir": (date(2028, 12, 31), 0),
    "tacite": (date(2027, 1, 31), 3),
    "épuisé": (date(2027, 1, 14), 1),
}
FINS: dict[str, tuple[date | None, Any]] = {
    "aucune": (None, "convention"),
    "lettre": (None, "convention"),
    "finira": (date(2028, 3, 1), "convention"),
    "finie": (AU, "convention"),
    "départ": (date(2027, 12, 1), "partie"),
}
DUREE = ("Elle dure", "Une lettre", "Elle prendra fin", "Elle s’arrêtera", "Une question")
PREVUE = {"Entrée en vigueur prévue"}


class Cas(NamedTuple):
    signatures: str
    effet: str
    terme: str
    fin: str


class Ligne(NamedTuple):
    """A line of the table."""

    quand: tuple[str, ...]
    statut: str
    phrases: str

    def convient(self, cas: Cas) -> bool:
        return all(wanted == "*" or value in wanted.split(", ") for value, wanted in zip(cas, self.quand, strict=True))


def table() -> list[Ligne]:
    text = Path(__file__).with_name("decision.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"][2:]
    return [Ligne(tuple(row[:4]), row[4], row[5]) for row in rows]


LIGNES = table()
CAS = [Cas(*values) for values in itertools.product(SIGNATURES, EFFETS, TERMES, FINS)]


@cache
def modele() -> Dossier:
    return dossier(PARTIES)


def convention(cas: Cas) -> Dossier:
    """A file of that combination; words of its own stand where the trame's would give another date."""
    base, unsigned = modele(), {"caf"} if cas.signatures == "une" else set()
    if cas.signatures not in {"toutes", "une"}:
        unsigned = {p.cle for p in base.origine.signataires}
    parties = tuple(
        dataclasses.replace(p, representants=tuple(dataclasses.replace(r, signe_le=None) for r in p.representants))
        if p.cle in unsigned
        else p
        for p in base.origine.signataires
    )
    first, times = TERMES[cas.terme]
    reworded = [("art-8-al-1", cas.effet != "signature"), ("art-8-al-2", cas.terme != "cadre")]
    origine = dataclasses.replace(
        base.origine,
        signataires=parties,
        redaction=tuple(
            Redaction(clause, "remplace", "Les parties en décident.", "") for clause, yes in reworded if yes
        ),
        entree_en_vigueur=EFFETS[cas.effet],
        echeance=first,
        renouvellement=Renouvellement(tacite=True, duree=UN_AN, fois=times) if times else None,
    )
    effect, scope = FINS[cas.fin]
    fin = Fin("d1", Cause.DENONCIATION, "msa", None, date(2027, 11, 1), effect, scope, "")
    day, attested = DERNIERE if cas.signatures == "attesté" else None, cas.signatures != "muet"
    document = DocumentSigne("", "0" * 64, "archives", signatures_masquees=True, le=day, tous_ont_signe=attested)
    return dataclasses.replace(
        base,
        versions=(Version(None, origine),),
        fins=() if cas.fin == "aucune" else (fin,),
        document_signe=document if cas.signatures in {"muet", "attesté", "sans jour"} else None,
    )


def sheet(cas: Cas) -> Fiche:
    made = convention(cas)
    return Fiche(made, made, situation(made, AU, ()), made.origine, ())


def test_every_line_of_the_table_is_of_use() -> None:
    first = {next(rank for rank, ligne in enumerate(LIGNES) if ligne.convient(cas)) for cas in CAS}
    assert first == set(range(len(LIGNES)))
    known = [set(values) for values in (SIGNATURES, EFFETS, TERMES, FINS)]
    for ligne in LIGNES:
        assert all(set(w.split(", ")) <= {*k, "*"} for w, k in zip(ligne.quand, known, strict=True)), ligne


@pytest.mark.parametrize("signatures", SIGNATURES)
@pytest.mark.parametrize("effet", EFFETS)
def test_each_combination_has_its_status_and_its_sentences(signatures: str, effet: str) -> None:
    for cas in (c for c in CAS if (c.signatures, c.effet) == (signatures, effet)):
        ligne, item = next(ligne for ligne in LIGNES if ligne.convient(cas)), sheet(cas)
        assert item.situation.libelle.replace("\u00a0", " ") == ligne.statut, cas
        who, *said = (s.replace("\u00a0", " ") for s in en_bref(item, TRAME))
        complete = signatures in {"attesté", "sans jour", "toutes"}
        assert ("ont signé" in who) is complete, cas
        over = item.situation.statut.close
        assert ("en train de signer" in who) is (signatures == "une" and not over), cas
        assert not over or not PREVUE & {row[0] for row in key_dates(item)}, cas
        entry = next((said for name, said, _ in key_dates(item) if name == "Entrée en vigueur"), "")
        assert entry.startswith("jamais") is (item.situation.statut is Statut.JAMAIS_EN_VIGUEUR), cas
        assert not over or not any("si toutes" in event.mots for event in vie(item)), cas
        assert who.endswith(BUT), cas
        start = EFFETS[effet] or DERNIERE
        last = item.situation.dernier_jour
        expected = ligne.phrases.format(effet=date_longue(start), dernier=date_longue(last) if last else "").replace(
            "\u00a0", " "
        )
        told = " ".join(said)
        assert told.startswith(f"{expected} "), (cas, told)
        assert told[len(expected) + 1 :].startswith(DUREE), (cas, told)


@pytest.mark.parametrize("cas", CAS[:: len(CAS) // 40], ids=" ".join)
def test_the_last_day_is_the_one_that_the_case_says(cas: Cas) -> None:
    """Of what ends it, the first: its term, renewed once bound and while not refused, or the eve of the end."""
    (first, times), (effect, scope) = TERMES[cas.terme], FINS[cas.fin]
    bound = cas.signatures in {"attesté", "sans jour", "toutes"} and cas.effet not in {"ce jour", "à venir"}
    renewed = first and times and bound
    term = date(2028, 1, first.day) if first and renewed else first
    eve = date.fromordinal(effect.toordinal() - 1) if effect and scope == "convention" else None
    known = [day for day in (term, eve) if day]
    assert sheet(cas).situation.dernier_jour == min(known, default=None)
