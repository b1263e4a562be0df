"""Checked plain values → the dataclasses of one département's file. A value that was refused is simply absent here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from conventions.model.actes import Avenant, Cause, Fin, Rectification
from conventions.model.convention import (
    Action,
    Annexe,
    Convention,
    DocumentSigne,
    Instance,
    Objectif,
    Partie,
    Publication,
    Redaction,
    Representant,
    Retrait,
)
from conventions.model.french import FIN
from conventions.model.renouvellement import AccordExpres, Duree, Renouvellement
from conventions.model.vie import BonnePratique
from conventions.source.communes import noms_communes
from conventions.source.values import Raw, as_date, as_int, as_list, as_map, as_maps, as_plain, as_rich, as_text

_UNITES = {"an": (12, 0), "moi": (1, 0), "semaine": (0, 7), "jour": (0, 1)}
"""Months and days of each unit of a length, its plural set aside."""


def convention(raw: Raw) -> Convention:
    """The contract of `convention:`, as one text."""
    fait, instance, dates = as_map(raw, "fait"), as_map(raw, "instance"), as_map(raw, "dates")
    return Convention(
        signataires=tuple(_partie(cle, value) for cle, value in as_maps(raw, "signataires")),
        sans={cle: as_text(raw["sans"], cle) for cle in as_map(raw, "sans")},
        fait_a=as_text(fait, "a"),
        fait_le=as_date(fait, "le"),
        exemplaires=as_int(fait, "exemplaires"),
        introduction=as_rich(raw, "introduction"),
        objectifs=tuple(sorted((_objectif(n, v) for n, v in as_maps(raw, "objectifs")), key=lambda o: o.numero)),
        instance=Instance(
            as_text(instance, "cadre"),
            as_rich(instance, "frequence"),
            as_int(instance, "reunions_par_an"),
            as_rich(instance, "organisation"),
        ),
        redaction=tuple(_redaction(clause, value) for clause, value in as_maps(raw, "redaction")),
        annexes=_annexes(raw),
        entree_en_vigueur=as_date(dates, "entree_en_vigueur"),
        echeance=as_date(dates, "echeance"),
        titre=as_text(raw, "titre"),
        texte=str(raw.get("texte") or ""),
        renouvellement=_renouvellement(as_map(raw, "renouvellement")),
        hors_trame=bool(raw.get("hors_trame")),
    )


def avenant(numero: str, raw: Raw, seuls: Mapping[str, str]) -> Avenant:
    """An amendment, and who joins or leaves by it. `seuls` are the courts that one of their heads signed for before it."""
    retire = [path.split(".") for path in as_list(raw, "retire") if isinstance(path, str)]
    parties = {cle: _partie(cle, v) for cle, v in as_maps(as_map(raw, "modifie"), "signataires")}
    signed = raw.get("document_signe")
    return Avenant(
        numero=int(numero),
        objet=FIN.sub("", as_text(raw, "objet")),
        signataires={
            cle: _signataires(value, parties.get(cle, Partie(cle))) for cle, value in as_map(raw, "signatures").items()
        },
        rejoignent=tuple(parties),
        quittent=tuple(path[1] for path in retire if path[0] == "signataires" and len(path) == 2),
        effet_le=as_date(raw, "effet_le"),
        document_signe=document_signe(signed) if isinstance(signed, dict) else None,
        annexes=_annexes(raw),
        seuls={**seuls, **{cle: p.seul for cle, p in parties.items() if p.seul}},
    )


def _signataires(value: Any, partie: Partie) -> tuple[Representant, ...]:  # noqa: ANN401 — a date, a map or a list
    """Who signed for a party. With a day alone, those whom the amendment itself names as its representatives."""
    if isinstance(value, list):
        return tuple(_representant(rang, person) for rang, person in enumerate(value) if isinstance(person, dict))
    if isinstance(value, dict):
        named = _representant(0, {**value, "signe_le": value.get("le"), "signe_a": value.get("a")})
        return (named,) if named != Representant() else ()
    day = date.fromisoformat(value) if isinstance(value, str) else None
    return tuple(replace(r, signe_le=day) for r in partie.representants if day) or (Representant(signe_le=day),)


def fin(ident: str, raw: Raw) -> Fin:
    """A denunciation, dispute or agreement; all agree for the whole, of the others only the file says for whom."""
    cause = as_plain(raw, "cause")
    return Fin(
        ident,
        Cause.of(cause) if cause else None,
        as_plain(raw, "par"),
        as_date(raw, "envoyee_le"),
        as_date(raw, "recue_le"),
        as_date(raw, "effet_le"),
        cast("Any", as_plain(raw, "portee") or ("convention" if cause == Cause.ACCORD.slug else "")),
        as_text(raw, "motif"),
        as_plain(raw, "fichier"),
    )


def rectification(ident: str, raw: Raw) -> Rectification:
    """A correction of the transcription."""
    return Rectification(
        ident, as_date(raw, "le"), tuple(c for c in as_list(raw, "clauses") if c), as_text(raw, "motif")
    )


def document_signe(raw: Raw) -> DocumentSigne:
    """The signed document."""
    return DocumentSigne(
        as_plain(raw, "fichier"),
        as_plain(raw, "sha256"),
        as_text(raw, "reference"),
        as_plain(raw, "signatures_masquees") == "oui",
        as_date(raw, "date"),
        as_plain(raw, "tous_ont_signe") == "oui",
        sha256_original=as_plain(raw, "sha256_original"),
    )


def publication(raw: Raw) -> Publication:
    """One official publication."""
    return Publication(as_text(raw, "recueil"), as_text(raw, "reference"), as_plain(raw, "url"), as_date(raw, "le"))


def _annexes(raw: Raw) -> tuple[Annexe, ...]:
    return tuple(Annexe(cle, as_text(v, "titre"), as_plain(v, "fichier")) for cle, v in as_maps(raw, "annexes"))


def _partie(cle: str, raw: Raw) -> Partie:
    retiree = as_map(raw, "retiree")
    return Partie(
        cle=cle,
        nom=as_text(raw, "nom") or _commune(cle, as_plain(raw, "insee")),
        adresse=as_text(raw, "adresse"),
        representants=tuple(
            p
            for rang, r in enumerate(as_list(raw, "representants"))
            if isinstance(r, dict) and (p := _representant(rang, r)) != Representant()
        ),
        insee=as_plain(raw, "insee"),
        siren=as_plain(raw, "siren"),
        logo=as_plain(raw, "logo"),
        denomination=as_text(raw, "denomination"),
        mandat=as_text(raw, "mandat"),
        seul=as_text(raw, "seul") if cle.partition("-")[0] == "cour" else "",
        retiree=Retrait(as_date(retiree, "le"), as_text(retiree, "motif"), as_text(retiree, "accord"))
        if retiree
        else None,
    )


def _commune(cle: str, insee: str) -> str:
    """The name that the INSEE code of a commune stands for; read only when a file gives the code alone."""
    return noms_communes().get(insee, "") if insee and cle.startswith("commune") else ""


def _representant(rang: int, raw: Raw) -> Representant:
    return Representant(
        as_text(raw, "nom"),
        as_text(raw, "prenom"),
        as_text(raw, "titre"),
        as_date(raw, "signe_le"),
        as_text(raw, "signe_a"),
        FIN.sub("", as_text(raw, "mention")),
        rang,
    )


def _objectif(numero: str, raw: Raw) -> Objectif:
    engagements = as_map(raw, "engagements")
    return Objectif(
        numero=int(numero),
        intitule=_sans_numero(numero, as_text(raw, "intitule")),
        engagements={lettre: as_rich(engagements, lettre) for lettre in sorted(engagements)},
        actions=tuple(_action(int(numero), i, v) for i, v in as_maps(raw, "actions")),
    )


def _sans_numero(numero: str, intitule: str) -> str:
    """« les familles recomposées » of « Objectif 5 : les familles recomposées », under 5: the pages say the number."""
    return re.sub(rf"^objectif\s+(?:n°\s*)?{numero}\s*[:.–—-]\s*(?=\S)", "", intitule, flags=re.IGNORECASE)


def _action(objectif: int, ident: str, raw: Raw) -> Action:
    return Action(
        id=ident,
        objectif=objectif,
        intitule=as_text(raw, "intitule"),
        description=as_rich(raw, "description"),
        engagement=as_plain(raw, "engagement"),
        axes=tuple(a for a in as_list(raw, "axes") if a),
        pilote=as_plain(raw, "pilote"),
        bonne_pratique=_bonne_pratique(as_map(raw, "bonne_pratique")),
        partenaires=tuple(p for p in as_list(raw, "partenaires") if p),
    )


def _bonne_pratique(raw: Raw) -> BonnePratique | None:
    """None while neither is filled in."""
    told = BonnePratique(as_text(raw, "pourquoi"), as_text(raw, "bilan"))
    return told if told.pourquoi or told.bilan else None


def _renouvellement(raw: Raw) -> Renouvellement | None:
    """Tacit or express; None where nothing is written of either."""
    tacite, expres = as_map(raw, "tacite"), as_map(raw, "expres")
    kind = tacite or expres
    if not kind:
        return None
    accords = tuple(
        AccordExpres(
            int(n), tuple(map(str, as_list(v, "par"))), as_date(v, "le"), as_date(v, "jusqu_au"), as_plain(v, "fichier")
        )
        for n, v in sorted(as_maps(expres, "accords"), key=lambda item: int(item[0]))
    )
    return Renouvellement(
        bool(tacite), _duree(kind, "duree"), as_int(kind, "fois"), _duree(tacite, "preavis"), () if tacite else accords
    )


def _duree(raw: Raw, key: str) -> Duree | None:
    number, _, unit = as_text(raw, key).replace("\u00a0", " ").partition(" ")
    if not unit:
        return None
    months, days = _UNITES[unit.rstrip("s")]
    return Duree(f"{number}\u00a0{unit}", int(number) * months, int(number) * days)


def _redaction(clause: str, raw: Raw) -> Redaction:
    if as_plain(raw, "supprime") == "oui":
        return Redaction(clause, "supprime", "", as_text(raw, "motif"))
    if as_plain(raw, "ajoute"):
        return Redaction(clause, "ajoute", as_rich(raw, "ajoute"), as_text(raw, "motif"))
    return Redaction(clause, "remplace", as_rich(raw, "remplace"), as_text(raw, "motif"))
