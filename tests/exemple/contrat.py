"""Draws the contract of a fictitious convention: its parties and signatures, its objectives, its local wording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from conventions.model.french import date_longue, majuscule, slug
from conventions.model.noms import de
from conventions.model.reference import Departement

Raw = dict[str, Any]
SIGNED = {"en-vigueur", "denonciation-recue", "terminee", "signee-a-venir"}


@dataclass(frozen=True)
class Tirage:
    """What one file is drawn from."""

    rng: Random
    phrases: dict[str, Any]
    departement: Departement
    statut: str
    jour: date

    def one(self, key: str) -> Any:  # noqa: ANN401 — plain YAML
        """One of the phrases of that list."""
        return self.rng.choice(self.phrases[key])

    def several(self, key: str, least: int, most: int) -> list[Any]:
        """Some of the phrases of that list, none twice."""
        return self.rng.sample(self.phrases[key], self.rng.randint(least, most))

    def chance(self, percent: int) -> bool:
        """True that many times in a hundred."""
        return self.rng.randrange(100) < percent

    def fill(self, text: str) -> str:
        """The phrase with its words of place and time."""
        town = self.departement.chef_lieu
        filled = text.format(
            a=f"au {town[3:]}" if town.startswith("Le ") else f"à {town}",
            secteur=self.one("secteurs"),
            jour=self.one("jours"),
            mois=self.one("mois"),
            n=self.rng.choice(self.phrases["nombres"]),
        )
        return majuscule(filled)


def convention(tirage: Tirage) -> Raw:
    """The whole contract; one in preparation lacks some of it."""
    rate = tirage.one("frequences")
    parties = signataires(tirage)
    result: Raw = {
        "signataires": parties,
        "sans": {"msa": "La caisse n’a pas souhaité signer ; elle est invitée aux réunions."}
        if absent(tirage, parties)
        else {},
        "fait": {"a": tirage.departement.chef_lieu},
        "introduction": tirage.fill(tirage.one("introductions")),
        "objectifs": objectifs(tirage, list(parties)),
        "instance": {
            "cadre": "cdsf" if tirage.chance(70) else "comite_financeurs",
            "frequence": rate["texte"],
            "reunions_par_an": rate["reunions"] or None,
            "organisation": tirage.one("organisations"),
        },
        "redaction": redaction(tirage),
        "annexes": {
            "cadre-national": {"titre": "Convention-cadre nationale 2026-2029"},
            "membres": {"titre": "Liste des membres de l’instance"},
        },
    }
    sign(tirage, result)
    own_dates(tirage, result)
    if tirage.statut == "en-preparation":
        _leave_blanks(tirage, result)
    return {key: value for key, value in result.items() if value}


def signed_on(contract: Raw) -> date | None:
    """The day of the last signature, once all have signed."""
    common = contract["fait"].get("le")
    days = [
        r.get("signe_le") or common for p in contract["signataires"].values() for r in p.get("representants") or [{}]
    ]
    return max(map(date.fromisoformat, days)) if all(days) else None


def signataires(tirage: Tirage) -> Raw:
    """The parties that the trame expects here, save a CMSA now and then, and up to four others."""
    expected = [cle for cle in tirage.departement.parties if cle != "msa" or not tirage.chance(4)]
    result: Raw = {cle: party(tirage, cle) for cle in expected}
    town = tirage.departement.chef_lieu
    if tirage.chance(60):
        result[f"commune-{slug(town)}"] = {"nom": town, **party(tirage, "commune")}
    if tirage.chance(35):
        name = f"Communauté d’agglomération {de(town)}-Exemple"
        result[f"epci-{slug(town)}"] = {"nom": name, "siren": siren(tirage), **party(tirage, "epci")}
    for name in tirage.several("associations", 0, 2):
        result[f"association-{slug(name)}"] = {"nom": name, **party(tirage, "association")}
    if tirage.chance(20):
        name = tirage.one("autres")
        result[f"autre-{slug(name)}"] = {"nom": name, **party(tirage, "autre")}
    return result


def absent(tirage: Tirage, parties: Raw) -> bool:
    """Whether the CMSA is expected here and does not sign."""
    return "msa" in tirage.departement.parties and "msa" not in parties


def party(tirage: Tirage, cle: str) -> Raw:
    """Address and representatives of one party; the préfet's address is no part of the text.

    A court or a CMSA is the same in all the départements where it signs.
    """
    nature = cle.partition("-")[0]
    tirage = replace(tirage, rng=Random(name)) if (name := shared(tirage, nature)) else tirage
    people = [person(tirage, *_titles(tirage, cle))]
    if nature == "prefet":
        return {"representants": people}
    if nature == "cour":
        people.append(person(tirage, "procureur général", "procureure générale"))
    return {"adresse": address(tirage, nature), "representants": people}


def shared(tirage: Tirage, nature: str) -> str:
    """The institution of several départements that a party is; empty for any other."""
    msa = tirage.departement.msa
    return tirage.departement.cour.nom if nature == "cour" else msa.nom if nature == "msa" and msa else ""


def _titles(tirage: Tirage, cle: str) -> tuple[str, str]:
    """The function of who signs, masculine and feminine."""
    of = tirage.departement.de
    if cle == "collectivite" and tirage.departement.denomination(cle) is None:
        return "président du conseil départemental", "présidente du conseil départemental"
    return {
        "prefet": (f"préfet {of}", f"préfète {of}"),
        "cour": ("premier président", "première présidente"),
        "caf": ("directeur", "directrice"),
        "msa": ("directeur général", "directrice générale"),
        "commune": ("maire", "maire"),
    }.get(cle, ("président", "présidente"))


def person(tirage: Tirage, masculine: str, feminine: str) -> Raw:
    """An invented person with a function that agrees."""
    woman = tirage.chance(50)
    return {
        "nom": tirage.one("noms"),
        "prenom": tirage.one("prenoms_f" if woman else "prenoms_m"),
        "titre": feminine if woman else masculine,
    }


def address(tirage: Tirage, nature: str) -> str:
    """An invented street of the court's town, of the CMSA's land (under a code that no town has), or of the chef-lieu."""
    street = f"{tirage.rng.randint(1, 90)} {tirage.one('voies')}"
    if name := shared(tirage, nature):
        return f"{street}, 99999 {name.removeprefix('MSA ')} Cedex"
    postal = (tirage.departement.code.replace("2A", "20").replace("2B", "202") + "000")[:5]
    return f"{street}, {postal} {tirage.departement.chef_lieu}"


def siren(tirage: Tirage) -> str:
    """A number with a right check digit (Luhn), of a series that is not attributed."""
    digits = f"999{tirage.rng.randrange(10**5):05}"
    total = sum(int(d) if rank % 2 == 0 else sum(map(int, str(2 * int(d)))) for rank, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def sign(tirage: Tirage, contract: Raw) -> None:
    """Date the signatures: all on one day, each on its own, or half of them only."""
    people = [p for party_ in contract["signataires"].values() for p in party_["representants"]]
    if tirage.statut in SIGNED:
        last = working_day(date(2026, 1, 12) + timedelta(tirage.rng.randrange(330)))
        if tirage.chance(40):
            contract["fait"]["le"] = last.isoformat()
            return
        days = sorted(working_day(last - timedelta(tirage.rng.randrange(1, 25))) for _ in people[1:])
        for signatory, day in zip(people, [last, *days], strict=True):
            signatory["signe_le"] = day.isoformat()
        if tirage.chance(15):
            people[0]["mention"] = "Par délégation, le secrétaire général de la préfecture"
    elif tirage.statut in {"en-cours-de-signature", "jamais-en-vigueur"}:
        for signatory in tirage.rng.sample(people, len(people) // 2):
            signatory["signe_le"] = working_day(tirage.jour - timedelta(tirage.rng.randrange(5, 60))).isoformat()


def own_dates(tirage: Tirage, contract: Raw) -> None:
    """An effect to come, or a term that has passed: the clause that gives the date is rewritten, and the date typed."""
    start, end = (tirage.jour + timedelta(days) for days in (60, -3))
    if tirage.statut == "signee-a-venir":
        clause, words = "art-8-al-1", f"La présente convention prend effet au {date_longue(start)}."
        contract["dates"] = {"entree_en_vigueur": start.isoformat()}
    elif tirage.statut == "jamais-en-vigueur":
        clause, words = "art-8-al-2", f"Elle est effective jusqu’au {date_longue(end)}."
        contract["dates"] = {"echeance": end.isoformat()}
    else:
        return
    contract["redaction"][clause] = {"remplace": words, "motif": "date choisie par les parties"}


def working_day(day: date) -> date:
    """That day, or the Friday before a week-end."""
    return day - timedelta(max(0, day.weekday() - 4))


def objectifs(tirage: Tirage, parties: list[str]) -> Raw:
    """15 to 21 actions under the four objectives, and a local objective in one file out of three."""
    drawn = tirage.several("actions", 15, 20)
    result: Raw = {str(numero): {"actions": {}} for numero in range(1, 5)}
    for phrase in sorted(drawn, key=tirage.phrases["actions"].index):
        result[phrase["engagement"][4]]["actions"][phrase["cle"]] = action(tirage, phrase, parties)
    result = {numero: value for numero, value in result.items() if value["actions"]}
    if tirage.chance(33):
        local = tirage.one("objectifs_locaux")
        result["5"] = {
            "intitule": local["intitule"],
            "engagements": dict(zip("ab", local["engagements"], strict=False)),
            "actions": {
                slug(local["action"]): {
                    "intitule": local["action"],
                    "engagement": "obj-5-a",
                    "axes": ["separation"],
                    "pilote": "caf",
                }
            },
        }
    return result


def action(tirage: Tirage, phrase: Raw, parties: list[str]) -> Raw:
    """One action of the bank, told in this département's words."""
    pilots = [cle for nature in phrase["pilotes"] for cle in parties if cle.partition("-")[0] == nature]
    made = {
        "intitule": phrase["intitule"],
        "description": description(tirage, phrase["phrases"]),
        "engagement": phrase["engagement"],
        "axes": phrase["axes"],
        "pilote": pilots[0] if pilots else "caf",
    }
    return {key: value for key, value in made.items() if value}


def description(tirage: Tirage, phrases: list[str]) -> str:
    """A paragraph that begins with the action's own sentences, in their order; now and then a list of its conditions."""
    own = phrases[: tirage.rng.randint(1, len(phrases))]
    text = " ".join(tirage.fill(p) for p in [*own, *tirage.several("complements", 0, 1 if tirage.chance(60) else 0)])
    if not tirage.chance(7):
        return text
    items = "\n".join(f"- {tirage.fill(p)}" for p in tirage.several("complements", 2, 3))
    return f"{text}\n\n**Modalités**\n\n{items}\n"


def redaction(tirage: Tirage) -> Raw:
    """Local wording: none in one file out of five, else a part of the clauses that the bank can rewrite."""
    share = tirage.rng.choice([0, 20, 50, 70, 90])
    replaced = {
        clause: {"remplace": tirage.rng.choice(texts)}
        for clause, texts in tirage.phrases["redactions"].items()
        if tirage.chance(share)
    }
    removed = {clause: {"supprime": "oui"} for clause in tirage.phrases["supprimes"] if tirage.chance(share // 3)}
    added = {
        clause: {"ajoute": tirage.rng.choice(texts)}
        for clause, texts in tirage.phrases["ajouts"].items()
        if tirage.chance(share)
    }
    result: Raw = replaced | removed | added
    for wording in result.values():
        if tirage.chance(50):
            wording["motif"] = majuscule(tirage.one("motifs"))
    return result


def _leave_blanks(tirage: Tirage, contract: Raw) -> None:
    """Empty some keys, as in a file that is being filled."""
    for party_ in tirage.rng.sample(list(contract["signataires"].values()), 2):
        party_["representants"] = None
    for key in ("introduction", "redaction"):
        contract[key] = None
    contract["instance"]["organisation"] = None
    contract["objectifs"] = {"1": contract["objectifs"]["1"]} if "1" in contract["objectifs"] else {}
