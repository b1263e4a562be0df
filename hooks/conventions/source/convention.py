"""Checked plain values → the dataclasses of one département's file. A value that was refused is simply absent here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from conventions.model.convention import (
    Action,
    ActionPrevue,
    Annexe,
    Avenant,
    Bilan,
    Cause,
    Convention,
    DocumentSigne,
    EtatAction,
    FeuilleDeRoute,
    Fin,
    Indicateur,
    Instance,
    Membre,
    Objectif,
    Partie,
    Publication,
    Rectification,
    Redaction,
    Representant,
    Retrait,
    Suivi,
)
from conventions.model.french import typographie
from conventions.model.renouvellement import AccordExpres, Duree, Renouvellement
from conventions.model.service import NatureService, Service
from conventions.source.communes import noms_communes

Raw = Mapping[str, Any]
_UNITES = {"an": (12, 0), "moi": (1, 0), "semaine": (0, 7), "jour": (0, 1)}
"""Months and days of each unit of a length, its plural set aside."""


def convention(raw: Raw) -> Convention:
    """The contract of `convention:`, as one text."""
    fait, instance, dates = _map(raw, "fait"), _map(raw, "instance"), _map(raw, "dates")
    return Convention(
        signataires=tuple(_partie(cle, value) for cle, value in _maps(raw, "signataires")),
        sans={cle: _text(raw["sans"], cle) for cle in _map(raw, "sans")},
        fait_a=_text(fait, "a"),
        fait_le=_date(fait, "le"),
        exemplaires=_int(fait, "exemplaires"),
        introduction=_riche(raw, "introduction"),
        objectifs=tuple(sorted((_objectif(n, v) for n, v in _maps(raw, "objectifs")), key=lambda o: o.numero)),
        instance=Instance(
            _text(instance, "cadre"),
            _riche(instance, "frequence"),
            _int(instance, "reunions_par_an"),
            _riche(instance, "organisation"),
        ),
        redaction=tuple(_redaction(clause, value) for clause, value in _maps(raw, "redaction")),
        annexes=tuple(Annexe(cle, _text(v, "titre"), _plain(v, "fichier")) for cle, v in _maps(raw, "annexes")),
        entree_en_vigueur=_date(dates, "entree_en_vigueur"),
        echeance=_date(dates, "echeance"),
        titre=_text(raw, "titre"),
        texte=str(raw.get("texte") or ""),
        renouvellement=_renouvellement(_map(raw, "renouvellement")),
    )


def avenant(numero: str, raw: Raw) -> Avenant:
    """An amendment, and who joins or leaves by it."""
    retire = [path.split(".") for path in _list(raw, "retire") if isinstance(path, str)]
    modifie = _map(raw, "modifie")
    return Avenant(
        numero=int(numero),
        objet=_text(raw, "objet"),
        signatures={cle: _date(_map(raw, "signatures"), cle) for cle in _map(raw, "signatures")},
        rejoignent=tuple(_map(modifie, "signataires")),
        quittent=tuple(path[1] for path in retire if path[0] == "signataires" and len(path) == 2),
    )


def fin(ident: str, raw: Raw) -> Fin:
    """A denunciation, dispute or agreement."""
    return Fin(
        ident,
        Cause.of(_plain(raw, "cause") or "denonciation"),
        _plain(raw, "par"),
        _date(raw, "envoyee_le"),
        _date(raw, "recue_le"),
        _date(raw, "effet_le"),
        cast("Any", _plain(raw, "portee") or "convention"),
        _text(raw, "motif"),
    )


def rectification(ident: str, raw: Raw) -> Rectification:
    """A correction of the transcription."""
    return Rectification(ident, _date(raw, "le"), tuple(c for c in _list(raw, "clauses") if c), _text(raw, "motif"))


def suivi(raw: Raw) -> Suivi:
    """What goes on around the contract. A member's name is kept only with recorded consent."""
    return Suivi(
        membres=tuple(
            Membre(
                i,
                _text(v, "organisme"),
                _text(v, "fonction"),
                _text(v, "nom") if v.get("accord_publication") == "oui" else "",
            )
            for i, v in _maps(raw, "membres")
        ),
        services=tuple(_service(i, v) for i, v in _maps(raw, "services")),
        reunions=tuple(sorted(d for r in _list(raw, "reunions") if isinstance(r, dict) and (d := _date(r, "le")))),
        feuilles_de_route=tuple(_feuille(n, v) for n, v in _maps(raw, "feuilles_de_route")),
        bilans=tuple(Bilan(i, _date(v, "le"), _riche(v, "texte")) for i, v in _maps(raw, "bilans")),
        indicateurs=tuple(_indicateur(i, v) for i, v in _maps(raw, "indicateurs")),
    )


def document_signe(raw: Raw) -> DocumentSigne:
    """The signed document."""
    return DocumentSigne(
        _plain(raw, "fichier"),
        _plain(raw, "sha256"),
        _text(raw, "reference"),
        _plain(raw, "signatures_masquees") == "oui",
        _date(raw, "date"),
        _plain(raw, "tous_ont_signe") == "oui",
    )


def publication(raw: Raw) -> Publication:
    """One official publication."""
    return Publication(_text(raw, "recueil"), _text(raw, "reference"), _plain(raw, "url"), _date(raw, "le"))


def _partie(cle: str, raw: Raw) -> Partie:
    retiree = _map(raw, "retiree")
    return Partie(
        cle=cle,
        nom=_text(raw, "nom") or _commune(cle, _plain(raw, "insee")),
        adresse=_text(raw, "adresse"),
        representants=tuple(
            p
            for rang, r in enumerate(_list(raw, "representants"))
            if isinstance(r, dict) and (p := _representant(rang, r)) != Representant()
        ),
        insee=_plain(raw, "insee"),
        siren=_plain(raw, "siren"),
        logo=_plain(raw, "logo"),
        denomination=_text(raw, "denomination"),
        mandat=_text(raw, "mandat"),
        seul=_text(raw, "seul") if cle.partition("-")[0] == "cour" else "",
        retiree=Retrait(_date(retiree, "le"), _text(retiree, "motif"), _text(retiree, "accord")) if retiree else None,
    )


def _commune(cle: str, insee: str) -> str:
    """The name that the INSEE code of a commune stands for; read only when a file gives the code alone."""
    return noms_communes().get(insee, "") if insee and cle.startswith("commune") else ""


def _representant(rang: int, raw: Raw) -> Representant:
    return Representant(
        _text(raw, "nom"),
        _text(raw, "prenom"),
        _text(raw, "titre"),
        _date(raw, "signe_le"),
        _text(raw, "signe_a"),
        _text(raw, "mention"),
        rang,
    )


def _objectif(numero: str, raw: Raw) -> Objectif:
    engagements = _map(raw, "engagements")
    return Objectif(
        numero=int(numero),
        intitule=_text(raw, "intitule"),
        engagements={lettre: _riche(engagements, lettre) for lettre in sorted(engagements)},
        actions=tuple(_action(int(numero), i, v) for i, v in _maps(raw, "actions")),
    )


def _action(objectif: int, ident: str, raw: Raw) -> Action:
    return Action(
        id=ident,
        objectif=objectif,
        intitule=_text(raw, "intitule"),
        description=_riche(raw, "description"),
        engagement=_plain(raw, "engagement"),
        axes=tuple(a for a in _list(raw, "axes") if a),
        pilote=_plain(raw, "pilote"),
    )


def _renouvellement(raw: Raw) -> Renouvellement | None:
    """Tacit or express; None where nothing is written of either."""
    tacite, expres = _map(raw, "tacite"), _map(raw, "expres")
    kind = tacite or expres
    if not kind:
        return None
    accords = tuple(
        AccordExpres(
            int(n), tuple(map(str, _list(v, "par"))), _date(v, "le"), _date(v, "jusqu_au"), _plain(v, "fichier")
        )
        for n, v in sorted(_maps(expres, "accords"), key=lambda item: int(item[0]))
    )
    return Renouvellement(
        bool(tacite), _duree(kind, "duree"), _int(kind, "fois"), _duree(tacite, "preavis"), () if tacite else accords
    )


def _duree(raw: Raw, key: str) -> Duree | None:
    number, _, unit = _text(raw, key).replace("\u00a0", " ").partition(" ")
    if not unit:
        return None
    months, days = _UNITES[unit.rstrip("s")]
    return Duree(f"{number}\u00a0{unit}", int(number) * months, int(number) * days)


def _redaction(clause: str, raw: Raw) -> Redaction:
    if _plain(raw, "supprime") == "oui":
        return Redaction(clause, "supprime", "", _text(raw, "motif"))
    if _plain(raw, "ajoute"):
        return Redaction(clause, "ajoute", _riche(raw, "ajoute"), _text(raw, "motif"))
    return Redaction(clause, "remplace", _riche(raw, "remplace"), _text(raw, "motif"))


def _service(ident: str, raw: Raw) -> Service:
    nature = _plain(raw, "nature")
    return Service(
        ident,
        NatureService.of(nature) if nature else None,
        _text(raw, "nom"),
        _text(raw, "commune"),
        _text(raw, "adresse"),
        _plain(raw, "telephone"),
        _plain(raw, "courriel"),
        _plain(raw, "page"),
    )


def _feuille(numero: str, raw: Raw) -> FeuilleDeRoute:
    actions = tuple(
        ActionPrevue(
            i,
            _text(v, "intitule"),
            _int(v, "objectif"),
            _plain(v, "pilote"),
            _date(v, "echeance"),
            EtatAction.of(etat) if (etat := _plain(v, "etat")) else None,
        )
        for i, v in _maps(raw, "actions")
    )
    return FeuilleDeRoute(int(numero), _date(raw, "debut"), actions)


def _indicateur(ident: str, raw: Raw) -> Indicateur:
    return Indicateur(
        ident,
        _plain(raw, "indicateur"),
        _int(raw, "annee"),
        _plain(raw, "valeur"),
        _text(raw, "unite"),
        _text(raw, "definition"),
        _text(raw, "source"),
        _plain(raw, "par"),
    )


def _map(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _maps(raw: Raw, key: str) -> list[tuple[str, Raw]]:
    """The entries of a map of maps; an empty entry counts as an empty map."""
    return [(k, v if isinstance(v, dict) else {}) for k, v in _map(raw, key).items()]


def _list(raw: Raw, key: str) -> list[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def _plain(raw: Raw, key: str) -> str:
    value = raw.get(key)
    return value.strip() if isinstance(value, str) else ""


def _riche(raw: Raw, key: str) -> str:
    """A rich text as typed: where its lines begin says what stands under what. Its typography is set with its words."""
    value = raw.get(key)
    return value.rstrip().lstrip("\n") if isinstance(value, str) else ""


def _text(raw: Raw, key: str) -> str:
    return typographie(_plain(raw, key))


def _int(raw: Raw, key: str) -> int | None:
    value = _plain(raw, key)
    return int(value) if value else None


def _date(raw: Raw, key: str) -> date | None:
    value = _plain(raw, key)
    return date.fromisoformat(value) if value else None
