"""Draws the life of a fictitious convention: amendments, end, follow-up, publications. Nothing is later than the build date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from conventions.model.french import slug
from tests.exemple.contrat import Raw, Tirage, action, party, working_day

# Of each indicator: its unit, and the least and the most that a département publishes.
INDICATEURS = {
    "mf_services": ("services", 1, 9),
    "mf_mediateurs": ("personnes", 3, 40),
    "mf_etp": ("ETP", 2, 20),
    "mf_info_collectives": ("réunions", 20, 200),
    "mf_entretiens": ("entretiens", 200, 2400),
    "mf_seances": ("séances", 150, 2000),
    "mf_terminees": ("médiations", 60, 700),
    "er_agrees": ("espaces", 1, 7),
    "er_points": ("lieux", 1, 12),
    "er_delai_attente": ("jours", 20, 130),
    "er_chronodistance": ("minutes", 12, 60),
}
ETAPES = ["Lancement", "Mise en place", "Première étape", "Bilan"]
ETATS = ["realisee", "realisee", "en_cours", "en_cours", "prevue", "abandonnee"]


def amendments(tirage: Tirage, contract: Raw, signed: date) -> Raw:
    """0 to 3 amendments; one last amendment out of four still lacks half of its signatures."""
    number = tirage.rng.choices(range(4), [50, 28, 13, 9])[0]
    parties, result, day = list(contract["signataires"]), {}, signed
    for rank in range(1, number + 1):
        day = working_day(day + timedelta(tirage.rng.randrange(90, 260)))
        if day >= tirage.jour:
            break
        kind = tirage.rng.choice(list(tirage.phrases["objets"]))
        change = _change(tirage, contract, kind, parties)
        joining = list(change["modifie"].get("signataires", {}))
        result[str(rank)] = {
            "objet": change.pop("objet"),
            "signatures": _signatures(tirage, [*parties, *joining], day),
            **change,
        }
        left = [path.partition(".")[2] for path in change.get("retire", [])]
        parties = [cle for cle in [*parties, *joining] if cle not in left]
    if result and tirage.chance(25):
        _half_signed(tirage, result[max(result)])
    return result


def _change(tirage: Tirage, contract: Raw, kind: str, parties: list[str]) -> Raw:
    """What an amendment of that kind does: its object, `modifie`, and `retire` if a party leaves."""
    here = [cle for cle in parties if cle.startswith("association-")]
    if kind == "depart" and here:
        return _departure(tirage, contract, here[-1])
    if kind == "adhesion":
        return _joining(tirage, parties)
    if kind == "redaction":
        text = tirage.rng.choice(tirage.phrases["redactions"]["art-5-al-1"])
        return _named(tirage, kind, {"redaction": {"art-5-al-1": {"remplace": text}}})
    if kind == "frequence":
        rate = tirage.one("frequences")
        return _named(
            tirage, kind, {"instance": {"frequence": rate["texte"], "reunions_par_an": rate["reunions"] or None}}
        )
    there = {ident for objectif in contract["objectifs"].values() for ident in objectif["actions"]}
    phrase = tirage.rng.choice([a for a in tirage.phrases["actions"] if a["cle"] not in there])
    made = {phrase["cle"]: action(tirage, phrase, [cle for cle in parties if cle not in here])}
    return _named(tirage, "action", {"objectifs": {phrase["engagement"][4]: {"actions": made}}})


def _named(tirage: Tirage, kind: str, modifie: Raw) -> Raw:
    return {"objet": tirage.phrases["objets"][kind], "modifie": modifie}


def _joining(tirage: Tirage, parties: list[str]) -> Raw:
    free = [name for name in tirage.phrases["associations"] if f"association-{slug(name)}" not in parties]
    name = tirage.rng.choice(free)
    return _named(
        tirage,
        "adhesion",
        {"signataires": {f"association-{slug(name)}": {"nom": name, **party(tirage, "association")}}},
    )


def _departure(tirage: Tirage, contract: Raw, cle: str) -> Raw:
    """The party goes, and the CAF takes over what it led."""
    taken: Raw = {}
    for numero, objectif in contract["objectifs"].items():
        led = {ident: {"pilote": "caf"} for ident, made in objectif["actions"].items() if made.get("pilote") == cle}
        if led:
            taken[numero] = {"actions": led}
    change = _named(tirage, "depart", {"objectifs": taken} if taken else {})
    return {**change, "retire": [f"signataires.{cle}"]}


def _signatures(tirage: Tirage, parties: list[str], day: date) -> Raw:
    days = {cle: working_day(day - timedelta(tirage.rng.randrange(15))).isoformat() for cle in parties}
    return days | {parties[0]: day.isoformat()}


def _half_signed(tirage: Tirage, amendment: Raw) -> None:
    signatures = amendment["signatures"]
    for cle in tirage.rng.sample(list(signatures), len(signatures) // 2):
        signatures[cle] = None


def ends(tirage: Tirage, contract: Raw) -> Raw:
    """What the status asks for; and, in force, a dispute or an agreed end to come in a few files."""
    who = tirage.rng.choice([cle for cle in contract["signataires"] if cle.startswith(("caf", "collectivite"))])
    sent = working_day(tirage.jour - timedelta(tirage.rng.randrange(100, 200)))
    notice = {"par": who, "envoyee_le": sent.isoformat(), "recue_le": working_day(sent + timedelta(4)).isoformat()}
    reason = {"portee": "convention", "motif": tirage.one("motifs_fin")}
    if tirage.statut == "denonciation-recue":
        return {"d1": {"cause": "denonciation", **notice, **reason}}
    if tirage.statut == "terminee":
        effect = {"effet_le": (sent + timedelta(75)).isoformat()}
        cause = tirage.rng.choice(["denonciation", "denonciation", "accord", "litige"])
        return {"f1": {"cause": cause, **({} if cause == "accord" else notice), **effect, **reason}}
    if tirage.chance(3):
        return {"l1": {"cause": "litige", **notice, **reason}}
    if tirage.chance(3):
        return {"a1": {"cause": "accord", "effet_le": (tirage.jour + timedelta(200)).isoformat(), **reason}}
    return {}


def follow_up(tirage: Tirage, contract: Raw, signed: date | None) -> Raw:
    """Members from the start; meetings, roadmaps, assessments and indicators once all have signed."""
    people = tirage.several("membres", 4, 6)
    result: Raw = {"membres": {f"membre-{rank}": member(tirage, m) for rank, m in enumerate(people, 1)}}
    if signed is None:
        return result
    start = working_day(signed + timedelta(tirage.rng.randrange(0, 70)))
    if start < tirage.jour:
        result["reunions"] = meetings(tirage, start)
        result["feuilles_de_route"] = roadmaps(tirage, contract, start)
        result["bilans"] = assessments(tirage, start)
    result["indicateurs"] = indicators(tirage)
    return {key: value for key, value in result.items() if value}


def member(tirage: Tirage, membre: Raw) -> Raw:
    """A member by function; a name only with its recorded consent."""
    known = {key: membre[key] for key in ("organisme", "fonction")}
    if not tirage.chance(20):
        return known
    name = f"{tirage.one('prenoms_' + membre['genre'])} {tirage.one('noms')}"
    return {**known, "nom": name, "accord_publication": "oui"}


def meetings(tirage: Tirage, start: date) -> list[Raw]:
    """A meeting every four to twelve months."""
    days = []
    while start < tirage.jour:
        days.append({"le": start.isoformat()})
        start = working_day(start + timedelta(tirage.rng.randrange(120, 350)))
    return days


def roadmaps(tirage: Tirage, contract: Raw, start: date) -> Raw:
    """One roadmap of two years, and the next one if that time is over or it is already being prepared."""
    second = start.replace(year=start.year + 2, day=min(start.day, 28))
    result = {"1": {"debut": start.isoformat(), "actions": roadmap_actions(tirage, contract, start)}}
    if second <= tirage.jour or tirage.chance(15):
        result["2"] = {"debut": second.isoformat(), "actions": roadmap_actions(tirage, contract, second)}
    return result


def roadmap_actions(tirage: Tirage, contract: Raw, start: date) -> Raw:
    """Steps of some actions of the convention, each with its deadline within the two years."""
    actions = [
        (n, ident, made) for n, objectif in contract["objectifs"].items() for ident, made in objectif["actions"].items()
    ]
    result: Raw = {}
    for numero, ident, made in tirage.rng.sample(actions, min(len(actions), tirage.rng.randint(4, 6))):
        title = made["intitule"]
        result[ident] = {
            "intitule": f"{tirage.rng.choice(ETAPES)} : {title[0].lower()}{title[1:]}",
            "objectif": numero,
            "pilote": "caf" if made["pilote"].startswith("association-") else made["pilote"],
            "echeance": (start + timedelta(tirage.rng.randrange(60, 730))).isoformat(),
            "etat": tirage.rng.choice(ETATS) if start <= tirage.jour else "prevue",
        }
    return result


def assessments(tirage: Tirage, start: date) -> Raw:
    """The assessment of a roadmap whose two years are over, and the global one of a convention that has ended."""
    result: Raw = {}
    if start + timedelta(735) < tirage.jour:
        result["feuille-1"] = {"le": (start + timedelta(735)).isoformat(), "texte": _assessment(tirage)}
    if tirage.statut == "terminee":
        result["global"] = {"le": working_day(tirage.jour - timedelta(8)).isoformat(), "texte": _assessment(tirage)}
    return result


def _assessment(tirage: Tirage) -> str:
    return "\n".join(f"- {p}" for p in tirage.several("bilans", 2, 4)) + "\n"


def indicators(tirage: Tirage) -> Raw:
    """Four to six indicators, each for one or two years, and what the CAF has spent."""
    result: Raw = {}
    for name in tirage.rng.sample(list(INDICATEURS), tirage.rng.randint(4, 6)):
        unit, least, most = INDICATEURS[name]
        for year in tirage.rng.choice([("2027",), ("2026", "2027")]):
            value = str(tirage.rng.randint(least, most))
            source = "rapports d’activité des services"
            result[f"{slug(name)}-{year}"] = {
                "indicateur": name,
                "annee": year,
                "valeur": value,
                "unite": unit,
                "source": source,
            }
    spent = str(tirage.rng.randrange(60_000, 1_500_000, 500))
    result["enveloppe-caf-2027"] = {
        "indicateur": "enveloppes",
        "annee": "2027",
        "valeur": spent,
        "unite": "€",
        "source": "budget d’action sociale de la caisse",
    }
    result["enveloppe-caf-2027"]["par"] = "caf"
    return result


def signed_document(tirage: Tirage) -> Raw:
    """The original's digest and reference: nothing is published. It says that all have signed where no day is written."""
    attested = {"tous_ont_signe": "oui"} if tirage.statut == "signee" else {}
    reference = f"Préfecture {tirage.departement.de}, dossier fictif {tirage.rng.randrange(1, 400)}"
    return {"sha256": f"{tirage.rng.getrandbits(256):064x}", "reference": reference, **attested}


def publications(tirage: Tirage, signed: date | None) -> list[Any]:
    """One official publication, a week after the last signature."""
    number = f"{tirage.departement.code}-2026-{tirage.rng.randrange(1, 300):03}"
    entry = {
        "recueil": f"Recueil des actes administratifs de la préfecture {tirage.departement.de}",
        "reference": f"n° {number} (fictif)",
        "url": f"https://prefecture-{slug(tirage.departement.nom)}.example/raa/{number.lower()}",
    }
    return [entry | {"le": (signed + timedelta(7)).isoformat()} if signed else entry]
