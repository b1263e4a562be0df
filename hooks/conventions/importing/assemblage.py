"""What was read, put together as the tree of the département's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conventions.compose.parties import party_clauses
from conventions.importing.attendu import attendue
from conventions.importing.blancs import a_remplir, remplir
from conventions.importing.brouillon import Brouillon
from conventions.importing.designations import cle_nommee, cles_nommees
from conventions.importing.parties import VIDE, Partie
from conventions.importing.personnes import incertain, sans_civilite
from conventions.importing.riche import plat
from conventions.importing.vocables import cles
from conventions.model.characters import HIDDEN
from conventions.model.convention import Convention, Representant
from conventions.model.convention import Partie as Signataire

CHAMPS_ACTION = ("intitule", "description", "engagement", "axes", "pilote", "partenaires")
"""Of an action of the convention, in their order."""


def assembler(b: Brouillon) -> None:
    """The whole tree."""
    _phrases(b)
    piloter(b)
    convention: dict[str, Any] = {}
    parties = {p.cle: _partie(b, p) for p in b.parties}
    if any(parties.values()):
        convention["signataires"] = parties
        convention |= _sans(b, parties)
    convention |= {k: b.contenu[k] for k in ("fait", "introduction") if k in b.contenu}
    if b.objectifs:
        convention["objectifs"] = {
            str(n): _ordre(o, ("intitule", "engagements", "actions")) for n, o in sorted(b.objectifs.items())
        }
    if "instance" in b.contenu:
        convention["instance"] = _ordre(
            b.contenu["instance"], ("cadre", "frequence", "reunions_par_an", "organisation")
        )
    if b.redaction:
        order = {one.id: rank for rank, one in enumerate(b.trame.clauses)}
        convention["redaction"] = dict(sorted(b.redaction.items(), key=lambda kv: order.get(_base(kv[0], order), 999)))
    if b.annexes:
        convention["annexes"] = b.annexes
    b.fait.donnees = {"departement": b.departement.code, "trame": b.trame.periode, "convention": convention}
    if around := suivi(b):
        b.fait.donnees["suivi"] = around
    b.fait.donnees = propre(b.fait.donnees)


def piloter(b: Brouillon) -> None:
    """Who leads each action and who helps, now that the parties are known: partners that are none of them stay in its words."""
    for path, data, label in b.pilotes:
        if key := cle_nommee(label, b.parties, b.departement):
            data["pilote"] = key
        else:
            b.fait.dire(*path, mot=f"Pilote qui n’est pas une partie : {label}")
            if path[0] == "convention":
                _complete(data, f"Pilote : {label}")
    for data, label in b.partenaires:
        named, others = cles_nommees(label, b.parties, b.departement)
        if helping := [cle for cle in dict.fromkeys(named) if cle != data.get("pilote")]:
            data["partenaires"] = helping
        if others:
            _complete(data, f"Partenaires : {', '.join(others)}")


def _complete(data: dict[str, Any], said: str) -> None:
    """What has no field of its own ends the description, at its place among the keys."""
    words = "\n\n".join(filter(None, (data.get("description"), said)))
    whole = _ordre({**data, "description": words}, CHAMPS_ACTION)
    data.clear()
    data.update(whole)


def suivi(b: Brouillon) -> dict[str, Any]:
    """What goes on around the contract: the members of the body, the roadmaps."""
    made: dict[str, Any] = {"membres": b.membres} if b.membres else {}
    kept = ("intitule", "objectif", "pilote", "echeance", "etat")
    roadmaps = {
        str(n): _ordre(
            {**f, "actions": {k: _ordre(a, kept) for k, a in f.get("actions", {}).items()}}, ("debut", "actions")
        )
        for n, f in sorted(b.feuilles.items())
    }
    return {**made, "feuilles_de_route": roadmaps} if roadmaps else made


def _phrases(b: Brouillon) -> None:
    """The sentences that name a party in other words than the trame's: they are the département's own wording."""
    told = [p for p in b.parties if any(x.genre == "texte" and not x.origine.startswith("tableau") for x in p.blocs)]
    made = Convention(signataires=tuple(_modele(p) for p in b.parties), sans={})
    clauses = party_clauses([c for c in b.trame.clauses if c.nature == "partie"], b.departement, made)
    composed = {c.id: cles(c.texte) for c in clauses}
    for party in told:
        said = plat(VIDE.sub(" ", party.texte))
        ident = f"partie-{party.cle}"
        if (
            len(cles(said)) > 5
            and composed.get(ident, cles(said)) != cles(said)
            and not _de_la_trame(b, party, composed)
        ):
            b.redaction[ident] = {"remplace": said}
            b.fait.dire(
                "convention",
                "redaction",
                ident,
                mot="Cette partie n’est pas nommée avec les mots de la trame : sa phrase est gardée telle quelle.",
            )


def _de_la_trame(b: Brouillon, one: Partie, composed: Mapping[str, Sequence[str]]) -> bool:
    """Whether the sentence is that of our blank, filled: all its own words, and in its blanks nothing that was not read."""
    clause = b.trame.par_id.get(ident := f"partie-{one.cle}")
    if clause is None or not any(x.controles for x in one.blocs):
        return False
    found = remplir(attendue(clause, b.departement), one.texte)
    if found is None or found.ecarts:
        return False
    said = {w for start, end in found.places.values() for w in cles(sans_civilite(one.texte[start:end]))}
    return said <= set(composed.get(ident, ()))


def _modele(one: Partie) -> Signataire:
    values = {k: v for k, v in one.valeurs.items() if v and not a_remplir(v)}
    people = tuple(Representant(p.get("nom", ""), p.get("prenom", ""), p.get("titre", "")) for p in one.representants)
    return Signataire(
        one.cle,
        nom=values.get("nom", ""),
        adresse=values.get("adresse", ""),
        representants=people,
        denomination=values.get("denomination", ""),
        mandat=values.get("mandat", ""),
        seul=values.get("seul", ""),
    )


def _sans(b: Brouillon, parties: dict[str, Any]) -> dict[str, Any]:
    """The parties that the trame expects and the document does not name."""
    natures = {p.partition("-")[0] for p in parties}
    missing = [c for c in b.departement.parties if c not in parties and c.partition("-")[0] not in natures]
    for cle in missing:
        b.fait.dire(
            "convention",
            "sans",
            cle,
            mot="À vérifier : le document ne nomme pas cette partie ; en dire la raison, ou la nommer sous « signataires ».",
        )
    return {"sans": dict.fromkeys(missing, "absente du document importé")} if missing else {}


def _partie(b: Brouillon, one: Partie) -> dict[str, Any]:
    path = ("convention", "signataires", one.cle)
    values = {k: v for k, v in one.valeurs.items() if v and not a_remplir(v)}
    made: dict[str, Any] = {k: values[k] for k in ("nom", "denomination", "mandat", "adresse", "seul") if k in values}
    people = [_ordre(p, ("nom", "prenom", "titre", "signe_le", "signe_a", "mention")) for p in one.representants]
    if people:
        made["representants"] = people
    if one.doutes:
        b.fait.dire(
            *path, mot=f"À vérifier : {', '.join(one.doutes)} (rien, dans le texte, ne sépare l’adresse des noms)."
        )
    for said in one.dits:
        b.fait.dire(*path, mot=said)
    if any(map(incertain, one.representants)):
        b.fait.dire(*path, mot="À vérifier : où finit le prénom, où commence le nom.")
    return made


def _base(ident: str, order: dict[str, int]) -> str:
    while ident not in order and "-" in ident:
        ident = ident.rpartition("-")[0]
    return ident


def _ordre(values: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {k: values[k] for k in keys if k in values}


def propre(value: Any) -> Any:  # noqa: ANN401
    """Without the signs that nobody sees: the file refuses them."""
    if isinstance(value, dict):
        return {k: propre(v) for k, v in value.items()}
    if isinstance(value, list):
        return [propre(v) for v in value]
    return HIDDEN.sub("", value) if isinstance(value, str) else value
