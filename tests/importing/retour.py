"""What a convention says, field by field, so that two of them can be held against each other; and the way there and back."""

from __future__ import annotations

import re
from functools import cache

from conventions.compose.clauses import compose
from conventions.compose.view import View
from conventions.documents import convention
from conventions.documents.convention import Texte
from conventions.documents.modele import fill
from conventions.importing.brouillon import Import
from conventions.importing.conversion import convertir
from conventions.importing.ecriture import yaml
from conventions.importing.lecture import lire
from conventions.importing.vocables import cles, sans_numero
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier
from conventions.model.french import mots
from conventions.model.reference import Departement
from conventions.source import reader
from conventions.source.registry import read_document
from tests.helpers import REFERENCE, TRAME, view
from tests.places import EXEMPLE, ROOT

MODELE = ROOT / "national/modeles/convention.docx"
HORS = {"cadre-national", "membres"}
"""Annexes whose place in the document says what they are."""


def exemple() -> View:
    return view(EXEMPLE, fictif=True)


def suivent() -> list[str]:
    """The codes of those that follow the trame, and have a file."""
    return [
        code
        for code, f in exemple().fiches.items()
        if f.porteur.code == code and f.clauses and f.porteur.trame and f.convention.signataires
    ]


@cache
def word(code: str) -> bytes:
    """The Word document of the text in force."""
    seen = exemple()
    fiche = seen.fiches[code]
    return fill(MODELE, convention.document(seen, fiche, Texte(fiche.clauses, "en vigueur"), EXEMPLE))


def lieu(code: str) -> Departement:
    return exemple().fiches[code].porteur.departement


def relu(data: bytes, code: str) -> tuple[Import, Dossier]:
    """What is read of a document, and the dossier that the written file gives."""
    fait = convertir(lire(data), TRAME, lieu(code))
    document = reader.parse(yaml(fait.donnees, fait.commentaires).encode(), f"departments/{lieu(code).slug}.yml")
    source = read_document(document, EXEMPLE, REFERENCE, {TRAME.periode: TRAME})
    assert [*document.problems, *source.problems] == []
    assert source.dossier is not None
    return fait, source.dossier


def dit(departement: Departement, said: Convention) -> dict[str, object]:
    """Each field of it that a document shows, by name."""
    found: dict[str, object] = {}
    for clause in compose(TRAME, departement, said):
        if clause.action:
            one = clause.action
            found[clause.id] = (
                one.intitule,
                " ".join(one.description.split()),
                one.engagement,
                one.axes,
                one.pilote,
                one.partenaires,
            )
        elif clause.id == "signatures":
            found["exemplaires"] = said.exemplaires
        elif clause.id not in {"logos", "annexes"}:
            found[clause.id] = "" if clause.absente else clause.texte
    for party in said.signataires:
        found[party.cle] = (party.nom, party.adresse, party.denomination, party.mandat, party.seul)
        for rank, person in enumerate(party.representants):
            day = said.signe_le(person)
            found[f"{party.cle}/{rank}"] = (person.prenom, person.nom, person.titre, person.mention)
            found[f"{party.cle}/{rank}/signature"] = (day, (person.signe_a or said.fait_a) if day else "")
    found["cadre"] = said.instance.cadre
    found["annexes"] = tuple(a.nom for a in said.annexes if a.cle not in HORS)
    return found


def sans_cles(said: Convention, departement: Departement) -> list[tuple[str, object]]:
    """The same, where a document does not hold the keys that somebody chose: parties and actions by their rank, emphasis aside."""
    found = dit(departement, said)
    names = {p.cle: f"partie {rank}" for rank, p in enumerate(said.signataires)}
    ranks: dict[str, int] = {}
    out: list[tuple[str, object]] = []
    for key, value in found.items():
        cle, _, rest = key.removeprefix("partie-").partition("/")
        if cle in names:
            out.append((f"{names[cle]} {rest} {'texte' if key.startswith('partie-') else ''}", value))
        elif "-action-" in key and isinstance(value, tuple):
            head = key.partition("-action-")[0]
            ranks[head] = ranks.get(head, 0) + 1
            bare = [re.sub(r"\*|\]\(https[^)]*\)|\[", "", str(v)) for v in value[:2]]
            out.append((f"{head} action {ranks[head]}", (*bare, *value[2:4], names.get(str(value[4]), ""))))
        else:
            out.append((key, value))
    return [(k, mots(v) if isinstance(v, str) else v) for k, v in out]


def valeurs(said: Convention) -> dict[str, tuple[str, ...]]:
    """What a département wrote, by field, as words: neither case, accents nor signs count; no key that somebody chose."""
    names = {p.cle: f"partie {rank}" for rank, p in enumerate(said.signataires)}
    found: dict[str, object] = {
        "introduction": said.introduction,
        "frequence": said.instance.frequence,
        "organisation": said.instance.organisation,
        "cadre": said.instance.cadre,
        "exemplaires": said.exemplaires or "",
    }
    for party in said.signataires:
        here = names[party.cle]
        found |= {f"{here} {k}": getattr(party, k) for k in ("nom", "adresse", "denomination", "mandat", "seul")}
        for rank, person in enumerate(party.representants):
            day = said.signe_le(person)
            found[f"{here} {rank} qui"] = f"{person.prenom} {person.nom}"
            found[f"{here} {rank} titre"] = person.titre
            found[f"{here} {rank} mention"] = person.mention
            found[f"{here} {rank} date"] = day.isoformat() if day else ""
            found[f"{here} {rank} lieu"] = (person.signe_a or said.fait_a) if day else ""
    for objective in said.objectifs:
        found[f"objectif {objective.numero}"] = objective.intitule
        found |= {f"objectif {objective.numero} {k}": v for k, v in objective.engagements.items()}
        for rank, action in enumerate(objective.actions):
            here = f"objectif {objective.numero} action {rank}"
            found |= {f"{here} {k}": getattr(action, k) for k in ("intitule", "description", "engagement")}
            found |= {f"{here} axes": " ".join(action.axes), f"{here} pilote": names.get(action.pilote, "")}
            found[f"{here} partenaires"] = " ".join(names.get(cle, "") for cle in action.partenaires)
    for redaction in said.redaction:
        known = TRAME.par_id.get(redaction.clause)
        if redaction.operation != "supprime" and not (known and cles(known.texte) == cles(redaction.texte)):
            found[f"redaction {redaction.clause}"] = sans_numero(redaction.texte)
    return {k: w for k, v in found.items() if (w := cles(re.sub(r"\]\(https[^)]*\)", " ", str(v))))}
