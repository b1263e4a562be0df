"""A convention in which every free text of the format holds the same words: what is fed with hostile ones. No one is real."""

from __future__ import annotations

import re
import unicodedata

from conventions.model.characters import HIDDEN

MARQUE = "§"
"""A plain text; `@` a rich one; `£` the name of a party, which no other party may bear: a number follows it."""
PLACE = re.compile(r"(?<= )([§£@])")
MODELE = """\
departement: "69"
trame: 2026-2029
convention:
  signataires:
    prefet: {representants: [{nom: §, prenom: §, titre: §, signe_a: §, mention: §, signe_le: 2026-03-02}]}
    cour: {nom: £, adresse: §, seul: §, representants: [{nom: §, titre: §}]}
    msa: {nom: £, adresse: §, retiree: {le: 2026-06-01, motif: §, accord: §}}
    commune-x: {nom: £, adresse: §, denomination: §, mandat: §, representants: [{nom: §}, {nom: §}]}
    association-x: {nom: £, adresse: §, denomination: §, mandat: §, representants: [{nom: §}]}
    autre-x: {nom: £}
  sans: {caf: §}
  fait: {a: §}
  introduction: @
  objectifs:
    1:
      actions:
        visio: {intitule: §, description: @, engagement: obj-1-b, axes: [separation], pilote: prefet, partenaires: [msa, association-x], bonne_pratique: {pourquoi: §, bilan: §}}
    5:
      intitule: §
      engagements: {a: @}
  instance: {cadre: cdsf, frequence: @, organisation: @}
  redaction:
    art-5-al-1: {remplace: @, motif: §}
    art-7-al-1: {supprime: oui, motif: §}
    art-3-al-4-bis: {ajoute: @, motif: §}
    partie-autre-x: {remplace: @, motif: §}
    signatures: {remplace: @, motif: §}
    annexes: {remplace: @, motif: §}
  annexes: {membres: {titre: §}}
avenants:
  1:
    objet: §
    effet_le: 2026-05-01
    document_signe: {reference: §}
    annexes: {liste: {titre: §}}
    signatures: {prefet: {le: 2026-06-01, a: §, nom: §, prenom: §, titre: §, mention: §}, cour: [{nom: §, titre: §, signe_le: 2026-06-01}]}
    modifie: {introduction: @}
fin: {d1: {cause: denonciation, par: prefet, recue_le: 2026-07-01, motif: §}}
rectifications: {r1: {le: 2026-08-01, clauses: [art-3-al-7], motif: §}}
suivi:
  membres: {usagers: {organisme: §, fonction: §, nom: §, accord_publication: oui}}
  services: {point: {nature: mediation, nom: §, commune: §, adresse: §, telephone: 04 72 00 00 00, courriel: contact@point.example, page: "https://point.example/"}}
  sdsf: {titre: §, url: "https://sdsf.example/"}
  feuilles_de_route: {1: {debut: 2026-03-02, actions: {lieu: {intitule: §, objectif: 1, pilote: prefet, etat: prevue}}}}
  bilans: {global: {le: 2026-09-01, texte: @}}
  indicateurs: {delai: {indicateur: er_delai_attente, annee: 2026, valeur: 45, unite: §, definition: §, source: §}}
document_signe: {reference: §}
publication: [{recueil: §, reference: §, url: "https://exemple.example/raa"}]
"""


def convention(texte: str, riche: str | None = None, modele: str = MODELE) -> str:
    """The file, with these words in every plain field, and `riche` (the same unless given) in the rich ones."""
    plain, rich = quoted(texte), quoted(texte if riche is None else riche)
    # The marks may stand in the words themselves: each place is cut out before any is filled.
    parts = re.split(PLACE, modele)
    words = {MARQUE: plain, "@": rich}
    return "".join(
        words.get(part, quoted(f"{texte} {rank}") if part == "£" else part) for rank, part in enumerate(parts)
    )


def quoted(text: str) -> str:
    """As a YAML value between double quotes, whatever it holds."""
    return '"' + "".join(c if _plain(c) else _COURTS.get(c, f"\\U{ord(c):08X}") for c in text) + '"'


_COURTS = {"\\": "\\\\", '"': '\\"'}
"""Signs that have a short escape: a text of them alone stays under the limit of a file, in every field."""


def _plain(sign: str) -> bool:
    """Whether it may stand in a file as it is: what nobody sees, and what may pile up, is written by its number."""
    return sign.isprintable() and sign not in '"\\' and not HIDDEN.match(sign) and not unicodedata.combining(sign)
