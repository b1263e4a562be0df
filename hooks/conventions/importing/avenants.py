"""An amendment's document, and the file of the convention → what it changes, in the words of the file; the rest is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from conventions.importing.assemblage import piloter, propre
from conventions.importing.brouillon import Brouillon
from conventions.importing.cibles import MOTS, PROPRE, cible, entre_guillemets, operation
from conventions.importing.designations import designee
from conventions.importing.lieu import NUMERO
from conventions.importing.lu import Bloc, extrait, marque_tapee
from conventions.importing.modifie import Modifie
from conventions.importing.parties import Partie, nature, partie
from conventions.importing.riche import plat
from conventions.importing.signatures import signer
from conventions.importing.vocables import cles
from conventions.model.french import dates_ecrites

_ENTREE = re.compile(
    r"(?P<nom>.+?)(?:\s\(alinéa .{1,20} dans le texte signé\))?\s\((?P<quoi>modifié|ajouté|supprimé|déplacé|modifié et déplacé)\)"
)
"""How our own document heads each change."""
_AVANT, _APRES = (
    re.compile(r"texte (?:précédent|actuel)\W*", re.IGNORECASE),
    re.compile(r"nouveau texte\W*", re.IGNORECASE),
)
_OBJET = re.compile(
    r"\W*objet\s*:\s*(?P<o>\S.*)|.*\ba pour objet\s*(?:de\s|d[’'])?\s*(?P<p>\S.*)", re.IGNORECASE | re.DOTALL
)
_EFFET = re.compile(r"prend effet|entre en vigueur|à effet du|produit ses effets", re.IGNORECASE)
_QUITTE = re.compile(
    r"quitte(?:nt)? la convention|se retirent? de la convention|ne (?:fait|font) plus partie", re.IGNORECASE
)
_FIN = re.compile(
    r"\W*(?:signatures?|fait (?:à|en)\b.*|les signataires|pour (?:l[ea]s?\b|l[’']).*)", re.IGNORECASE | re.DOTALL
)
_LIAISON = re.compile(
    r"\W*(?:ce que change l’avenant|entre(?: les soussignés)?|et|d[’']une part|d[’']autre part|rejoint la convention.*|.*\b(?:demeurent|restent)\b.{0,20}inchangé.*"
    r"|.*convenu(?:\s\w+)? ce qui suit|.*conviennent (?:de )?ce qui suit)\W*",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE = re.compile(
    r"Action « (?P<titre>.+) », engagement servi : « Objectif (?P<n>\d)(?:, engagement (?P<l>[a-z]))? »"
)
_REUNIONS = re.compile(r"Réunions par an : .*« (?P<n>\d{1,2}) »(?: est ajouté)?\W*\Z")
COMMUNE = "À vérifier : la date commune du document est donnée à chaque partie qui n’en a pas d’autre ; vider celles des parties qui n’ont pas signé."


@dataclass(slots=True)
class Lecteur:
    """The document, being read."""

    b: Brouillon
    modifie: Modifie
    acte: dict[str, Any] = field(default_factory=dict)
    ou: str = ""
    """The clause that the last words named."""
    quoi: str = ""
    """What follows: « avant », « apres », or nothing."""
    neufs: list[Bloc] = field(default_factory=list)
    """The new words of that clause."""
    connus: dict[str, list[str]] = field(default_factory=dict)
    """Who represents each party, as the convention names them."""

    def lire(self) -> None:
        """Block after block, to the signatures."""
        self.connus = {p.cle: [r.get("nom", "") for r in p.representants] for p in self.b.parties}
        blocs = self.b.blocs
        end = next((r for r, x in enumerate(blocs) if r > 2 and _fin(x)), len(blocs))
        for bloc in blocs[:end]:
            self._bloc(bloc)
        self._ferme()
        self._signatures(blocs[end:])

    def _bloc(self, bloc: Bloc) -> None:
        said = re.sub(r"[\u00a0\u202f]", " ", plat(bloc.texte))
        if bloc.genre == "tableau":
            self._suite_ou_rien(bloc)
        elif found := _ENTREE.fullmatch(said):
            self._entree(bloc, found["nom"], found["quoi"])
        elif _AVANT.fullmatch(said) or _APRES.fullmatch(said):
            self.quoi = "avant" if _AVANT.fullmatch(said) else "apres"
            self.b.passage([bloc], "liaison")
        elif self.quoi == "avant":
            self.b.passage([bloc], "avenant", va="le texte précédent")
        elif not self._dit(bloc, said) and not self._change(bloc, said):
            self._suite_ou_rien(bloc)

    def _entree(self, bloc: Bloc, nom: str, quoi: str) -> None:
        """« Article 3, alinéa 6 (modifié) », « La commune de Givors (ajoutée) »."""
        self._ferme()
        party = designee(nom, self.b.parties, self.b.departement)
        self.ou = cible(nom) or (f"partie-{party.cle}" if party else "partie-")
        action = re.match(r"Objectif (\d), action(?: : (?P<titre>.+))?", nom)
        if action:
            self.ou = f"obj-{action[1]}-action"
        self.b.passage([bloc], "avenant", self.ou)
        if quoi == "supprimé":
            self.modifie.supprimer(self.ou, action["titre"] if action else "")
            self.ou = ""

    def _dit(self, bloc: Bloc, said: str) -> bool:
        """What it says of itself: its number, its object, its effect; who leaves, who joins."""
        bare = said[len(marque_tapee(said)) :]
        if (found := NUMERO.search(said)) and "numero" not in self.acte:
            self.acte["numero"] = found[1]
        elif (found := _OBJET.fullmatch(said)) and "objet" not in self.acte:
            self.acte["objet"] = re.split(r"(?<=[.;])\s", found["o"] or found["p"])[0].rstrip(" .;:")
        elif _EFFET.search(said) and not operation(said):
            if days := dates_ecrites(said):
                self.acte["effet_le"] = days[-1].isoformat()
        elif found := _REUNIONS.match(bare):
            self.b.contenu.setdefault("instance", {})["reunions_par_an"] = found["n"]
        elif found := _BESIDE.match(bare):
            self.modifie.servir(found["titre"], f"obj-{found['n']}" + (f"-{found['l']}" if found["l"] else ""))
        elif _QUITTE.search(said) and (gone := self._nommees(said)):
            for cle in gone:
                self.modifie.supprimer(f"partie-{cle}")
        elif _LIAISON.fullmatch(said) or (PROPRE.match(said) and len(said) < 120 and not operation(said)):
            self._ferme()
            self.ou = cible(said)
            self.b.passage([bloc], "liaison")
            return True
        else:
            return False
        self.b.passage([bloc], "avenant")
        return True

    def _nommees(self, said: str) -> list[str]:
        """The parties that a sentence names."""
        parts = re.split(r"\s*(?:,|;|:|\bet\b|\bse retire\b|\bquitte\b)\s*", said.rstrip(" ."))
        found = (designee(part, self.b.parties, self.b.departement) for part in parts if part)
        return [p.cle for p in found if p]

    def _change(self, bloc: Bloc, said: str) -> bool:
        """A sentence that changes a clause, or the one that names a party which joins."""
        what = operation(said)
        where = cible(said)
        if what and (where or self.ou):
            self._ferme()
            self.ou = where or self.ou
            self._operation(bloc, what)
            return True
        return not self.quoi and self._partie([bloc])

    def _operation(self, bloc: Bloc, what: str) -> None:
        pairs = [(m["avant"], m["apres"]) for m in MOTS.finditer(bloc.texte)]
        if pairs:
            done = self.modifie.mots(self.ou, pairs)
            self.b.passage(
                [bloc],
                "avenant" if done else "sans place",
                self.ou,
                va="" if done else "ces mots ne sont pas dans la clause",
            )
        elif what == "supprime":
            self.b.passage([bloc], "avenant", self.ou)
            self.modifie.supprimer(self.ou)
        else:
            self.quoi = what
            self.b.passage([bloc], "avenant", self.ou)
            if span := entre_guillemets(bloc.texte):
                self.neufs = [extrait(bloc, *span)]
                self._ferme()

    def _suite_ou_rien(self, bloc: Bloc) -> None:
        if self.ou and self.quoi in {"apres", "remplace", "ajoute"}:
            self.neufs.append(_sans_guillemets(bloc))
            self.b.passage([bloc], "avenant", self.ou)
        else:
            self.b.passage([bloc], "sans place")

    def _partie(self, blocs: list[Bloc]) -> bool:
        """Whether it names a party: one that is there already, or one that joins."""
        kind = nature(blocs[0].texte, self.b.departement)
        if not kind:
            return False
        made = partie(blocs, kind, self.b.departement, set())
        known = designee(
            made.valeurs.get("nom", "") or plat(blocs[0].texte).split(",")[0], self.b.parties, self.b.departement
        )
        if known is None and kind in self.b.departement.parties:
            known = next((p for p in self.b.parties if p.cle == made.cle), None)
        if known is None and (made.valeurs.get("nom") or made.representants):
            self.modifie.rejoindre(made)
        self.b.passage(
            blocs, "partie", f"partie-{(known or made).cle}", va="" if known is None else "partie à la convention déjà"
        )
        return True

    def _ferme(self) -> None:
        """The new words of the last clause, all read."""
        if self.neufs and self.ou:
            if self.ou == "partie-":
                self._partie_ajoutee()
            else:
                self.modifie.remplacer(self.ou, self.neufs, ajoute=self.quoi == "ajoute")
        self.neufs, self.quoi = [], ""

    def _partie_ajoutee(self) -> None:
        kind = nature(self.neufs[0].texte, self.b.departement) or "autre"
        self.modifie.rejoindre(partie(self.neufs, kind, self.b.departement, {p.cle for p in self.b.parties}))

    def _signatures(self, blocs: Sequence[Bloc]) -> None:
        if not blocs:
            return
        said = signer(blocs, self.b.parties, self.b.departement)
        told = [f"« {line} » n’a pas été compris" for line in (*said.restes, *said.avenants)]
        self.b.passage(list(blocs), "signature", "signatures", va=" ; ".join(told))
        gone = {path.rpartition(".")[2] for path in self.modifie.retire}
        signed = {p.cle: _signee(p, self.connus.get(p.cle, []), said.fait) for p in self.b.parties}
        if said.fait.get("le"):
            self.b.fait.dire("avenants", "signatures", mot=COMMUNE)
        self.acte["signatures"] = {cle: one for cle, one in signed.items() if one or cle not in gone}


def _fin(bloc: Bloc) -> bool:
    if bloc.genre != "tableau":
        return _FIN.fullmatch(bloc.texte) is not None and not operation(bloc.texte) and len(bloc.texte) < 200
    return "signature" in " ".join(cles(" ".join(b.texte for row in bloc.lignes[:1] for cell in row for b in cell)))


def _sans_guillemets(bloc: Bloc) -> Bloc:
    found = re.fullmatch(r"\s*[«“\"]?\s*(?P<mots>.*?)\s*[»”\"]?\s*[.;]?\s*", bloc.texte, re.DOTALL)
    opened = re.match(r"\s*[«“\"]", bloc.texte) or re.search(r"[»”\"]\s*[.;]?\s*\Z", bloc.texte)
    return extrait(bloc, *found.span("mots")) if found and opened and bloc.genre != "tableau" else bloc


def _signee(one: Partie, connus: Sequence[str], fait: dict[str, str]) -> Any:  # noqa: ANN401 — a date, a map or a list, as the file has them
    """Who signed for that party: a day alone where the convention names that person already."""
    people = [p for p in one.representants if "signe_le" in p]
    if not people:
        return fait.get("le", "")
    keys = ("nom", "prenom", "titre", "mention")
    if all(
        p.get("nom", "") in connus and p["signe_le"] == people[0]["signe_le"] and "signe_a" not in p for p in people
    ):
        return people[0]["signe_le"]
    if len(people) > 1:
        return [
            {**{k: p[k] for k in keys if k in p}, **{k: p[k] for k in ("signe_le", "signe_a") if k in p}}
            for p in people
        ]
    (who,) = people
    known = who.get("nom", "") in connus
    named = {} if known else {k: who[k] for k in keys if k in who}
    return {"le": who["signe_le"], **({"a": who["signe_a"]} if "signe_a" in who else {}), **named}


def lire_avenant(b: Brouillon, modifie: Modifie, suivant: int) -> None:
    """Read it whole; `suivant` is its number where it does not say it."""
    made = Lecteur(b, modifie)
    made.lire()
    number = str(made.acte.pop("numero", suivant))
    _rediger(b, modifie, made.acte, number)


def _rediger(b: Brouillon, modifie: Modifie, acte: dict[str, Any], number: str) -> None:
    piloter(b)
    changed = modifie.donnees()
    order = ("objet", "effet_le", "signatures")
    made = {k: acte[k] for k in order if k in acte} | ({"modifie": changed} if changed else {})
    if modifie.retire:
        made["retire"] = modifie.retire
    b.fait.donnees = propre({"departement": b.departement.code, "avenants": {number: made}})
    b.fait.commentaires = {
        ("avenants", number, *(("modifie",) if path[0] == "convention" else ()), *path[1:]): said
        for path, said in b.fait.commentaires.items()
    }
    if "objet" not in acte:
        b.fait.dire("avenants", number, mot="À compléter : l’objet de l’avenant, que le document ne dit pas.")
