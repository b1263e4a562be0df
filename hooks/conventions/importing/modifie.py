"""What an amendment does to each clause → the keys that it changes in the file, and those that it takes away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from conventions.importing.alignement import Lien, aligner
from conventions.importing.assemblage import CHAMPS_ACTION
from conventions.importing.brouillon import Brouillon, sans_marque
from conventions.importing.lu import Bloc, Brin
from conventions.importing.parties import Partie
from conventions.importing.reprises import lire_clause
from conventions.importing.riche import plat, riche
from conventions.importing.vocables import cles
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.french import cle_courte, distinct, slug

_ACTION = re.compile(
    r"(?P<titre>.+?)(?:\s—\s*(?P<description>.*?))?(?:\s*Champs?(?: d’action)?\s:\s(?P<axes>[^.]*)\.)?(?:\s*Pilote\s:\s(?P<pilote>.*?)(?:\s;\savec\s:\s(?P<avec>.*?))?)?(?:\s*Partenaires?\s:\s(?P<seuls>.*?))?\.?\s*",
    re.DOTALL,
)
"""An action as a list of changes words it."""


@dataclass(slots=True)
class Modifie:
    """The text in force, and what becomes of it."""

    b: Brouillon
    clauses: dict[str, Clause]
    """The text that is amended, by id."""
    retire: list[str] = field(default_factory=list)
    signataires: dict[str, Any] = field(default_factory=dict)

    def remplacer(self, ou: str, blocs: Sequence[Bloc], *, ajoute: bool = False) -> None:
        """New words of a clause, of a whole article, of an action; or words that are added after it."""
        if found := re.fullmatch(r"obj-(\d)-action", ou):
            self._action(int(found[1]), blocs)
        elif ou.startswith("partie-"):
            self.b.redaction[ou] = {"remplace": riche(blocs, self.b.lecture.notes)}
        elif ajoute:
            self._ajouter(ou, blocs)
        elif ou in self.b.par_id and not (re.fullmatch(r"art-\d+", ou) and len(cles(blocs[0].texte)) > 12):
            lire_clause(self.b, self.b.par_id[ou], list(blocs), Lien(ou, 1.0))
            self.b.fait.passages.pop()
        elif ou in self.clauses and ou not in self.b.par_id:
            self.b.redaction[ou] = {"ajoute": riche(sans_marque(list(blocs)), self.b.lecture.notes)}
        else:
            self._article(ou, blocs)

    def _article(self, ou: str, blocs: Sequence[Bloc]) -> None:
        """A whole article: each paragraph to the alinéa that it rewords, else to the one of its rank."""
        inside = [one for ident, one in self.b.par_id.items() if ident.startswith(f"{ou}-")]
        links = aligner(blocs, inside, {})
        alone = len(inside) == len(blocs)
        for rank, bloc in enumerate(blocs):
            ident = links[rank].clause if rank in links else inside[rank].clause.id if alone else ""
            if ident:
                lire_clause(self.b, self.b.par_id[ident], [bloc], Lien(ident, 1.0))
                self.b.fait.passages.pop()
            else:
                self._ajouter(ou, [bloc])

    def _ajouter(self, ou: str, blocs: Sequence[Bloc]) -> None:
        """After that clause, or at the end of that article."""
        inside = [i for i in self.clauses if i == ou or i.startswith(f"{ou}-al-")]
        known = {*self.clauses, *self.b.redaction}
        last = ids.suite(inside[-1] if inside else ou)[0]
        for bloc in blocs:
            ident = next(f"{last}-{s}" for s in ids.SUITES if f"{last}-{s}" not in known)
            known.add(ident)
            self.b.redaction[ident] = {"ajoute": riche(sans_marque([bloc]), self.b.lecture.notes)}
            self.b.fait.dire(
                "convention", "redaction", ident, mot="À vérifier : passage que l’avenant ajoute, et sa place."
            )

    def mots(self, ou: str, paires: Sequence[tuple[str, str]]) -> bool:
        """« Les mots « a » sont remplacés par les mots « b » », in the clause as it is in force; False where they are not there."""
        near = [c for i, c in self.clauses.items() if i == ou or i.startswith((f"{ou}-al-", f"{ou}-"))]
        for avant, apres in paires:
            pattern = re.compile(r"\s+".join(map(re.escape, avant.split())), re.IGNORECASE)
            held = [c for c in near if len(pattern.findall(c.texte)) == 1]
            if len(held) != 1:
                return False
            text = apres.join(pattern.split(held[0].texte))
            self.remplacer(held[0].id, [Bloc("texte", (Brin(text),))])
        return True

    def supprimer(self, ou: str, titre: str = "") -> None:
        """A clause of the trame is removed; a party, an action or a clause of one's own is taken away."""
        if ou.startswith("partie-"):
            self._retirer(f"signataires.{ids.cle_de(ou)}")
        elif found := re.fullmatch(r"obj-(\d)-action", ou):
            held = (c for i, c in self.clauses.items() if i.startswith(f"{ou}-") and c.action)
            key = next((c.action.id for c in held if c.action and cles(c.action.intitule) == cles(titre)), slug(titre))
            self._retirer(f"objectifs.{found[1]}.actions.{key}")
        elif ou in self.b.par_id:
            self.b.redaction[ou] = {"supprime": "oui"}
        elif ou in self.clauses:
            self._retirer(f"redaction.{ou}")

    def _retirer(self, path: str) -> None:
        if path not in self.retire:
            self.retire.append(path)

    def rejoindre(self, one: Partie) -> None:
        """A party that joins, and will sign."""
        people = [{k: p[k] for k in ("nom", "prenom", "titre") if k in p} for p in one.representants]
        keys = ("nom", "denomination", "mandat", "adresse", "seul")
        values: dict[str, Any] = {k: one.valeurs[k] for k in keys if one.valeurs.get(k)}
        self.signataires[one.cle] = values | ({"representants": people} if people else {})
        self.b.parties.append(one)

    def _action(self, numero: int, blocs: Sequence[Bloc]) -> None:
        found = _ACTION.fullmatch(plat(blocs[0].texte))
        if found is None:
            return
        title = found["titre"]
        held = (c.action for c in self.clauses.values() if c.action and c.action.objectif == numero)
        key = next((a.id for a in held if cles(a.intitule) == cles(title)), "") or distinct(
            cle_courte(title), self.b.comptes
        )
        made: dict[str, Any] = {"intitule": title}
        if found["description"]:
            made["description"] = "\n\n".join([found["description"], *(b.texte for b in blocs[1:])])
        axes = {cles(axe.nom): axe.id for axe in self.b.trame.axes}
        named = [axes[w] for part in re.split(r",|\bet\b", found["axes"] or "") if (w := cles(part)) in axes]
        if named:
            made["axes"] = named
        if found["pilote"]:
            path = ("convention", "objectifs", str(numero), "actions", key)
            self.b.pilotes.append((path, made, found["pilote"]))
        if partners := found["avec"] or found["seuls"]:
            self.b.partenaires.append((made, partners))
        self.b.objectif(numero).setdefault("actions", {})[key] = made

    def servir(self, titre: str, engagement: str) -> None:
        """What an action serves, told beside."""
        for objective in self.b.objectifs.values():
            for one in objective.get("actions", {}).values():
                if cles(one["intitule"]) == cles(titre):
                    one["engagement"] = engagement

    def donnees(self) -> dict[str, Any]:
        """What goes under `modifie`."""
        b = self.b
        objectives = {
            str(n): {**o, "actions": {k: {x: a[x] for x in CHAMPS_ACTION if x in a} for k, a in o["actions"].items()}}
            for n, o in sorted(b.objectifs.items())
            if o.get("actions")
        }
        parts: dict[str, Any] = {
            "signataires": self.signataires,
            "introduction": b.contenu.get("introduction"),
            "objectifs": objectives,
            "instance": b.contenu.get("instance"),
            "redaction": b.redaction,
        }
        return {key: value for key, value in parts.items() if value}
