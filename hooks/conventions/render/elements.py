"""Small pieces of pages: marks of status, addresses, breadcrumbs. One place for each URL of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from conventions.compose.view import Fiche
from conventions.model.cadre import Renvoi, Voisins
from conventions.model.clause import Clause, Conformite
from conventions.model.dossier import Dossier
from conventions.model.french import date_courte, date_longue
from conventions.model.reference import Departement
from conventions.model.status import Statut
from conventions.model.trame import Trame
from conventions.render.templating import Md, encode

REPLI = 12
"""Beyond this number of names, a list of départements is folded."""


def url_fiche(departement: Departement) -> str:
    """The sheet of a département."""
    return f"departements/{departement.slug}/"


def adresse_texte(departement: Departement, periode: str) -> str:
    """The full text that a département has for a period."""
    return f"departements/{departement.slug}/{periode}/"


def url_texte(dossier: Dossier) -> str:
    """The full text in force."""
    return adresse_texte(dossier.departement, dossier.periode)


def url_trame(periode: str) -> str:
    """The national template of a period."""
    return f"trame/{periode}/"


def url_version(dossier: Dossier, jour: date) -> str:
    """The text that took effect on that day, for good."""
    return f"{url_texte(dossier)}versions/{jour.isoformat()}/"


def url_avenant(dossier: Dossier, numero: int) -> str:
    """What an amendment changed."""
    return f"{url_texte(dossier)}avenants/{numero}/"


def adresse_ecarts(departement: Departement, periode: str) -> str:
    """Every departure of that text from the trame."""
    return f"{adresse_texte(departement, periode)}ecarts/"


def url_ecarts(dossier: Dossier) -> str:
    """Every departure of the text in force."""
    return adresse_ecarts(dossier.departement, dossier.periode)


def has_text(fiche: Fiche) -> bool:
    """Whether there is something to read and to compare: a text of clauses, that somebody has begun to fill."""
    return bool(fiche.clauses) and not fiche.situation.statut.vide


def suit_la_trame(fiche: Fiche) -> bool:
    """Whether that text is made from the trame, and can be held against it."""
    return has_text(fiche) and fiche.porteur.modele is not None


def url_clause(periode: str, ident: str) -> str:
    """One clause across the départements."""
    return f"clauses/{periode}/{ident}/"


def url_feuille(departement: Departement) -> str:
    """The roadmaps of a département."""
    return f"departements/{departement.slug}/feuille-de-route/"


URL_INDICATEURS = "suivi/indicateurs/"


def url_indicateur(ident: str) -> str:
    """An indicator, département by département."""
    return f"{URL_INDICATEURS}{ident.replace('_', '-')}/"


def url_services(departement: Departement) -> str:
    """The services nearest to each of its communes."""
    return f"departements/{departement.slug}/services/"


def url_objectif(trame: Trame, numero: int) -> str:
    """A shared objective, or the page of the local ones. `trame` is the current one, whose objectives have a page each."""
    return "objectifs/locaux/" if trame.local(numero) else f"objectifs/{numero}/"


def titre(texte: str, periode: str) -> Md:
    """The title of a text, whose period is never cut at the end of a line, nor from its dash."""
    whole = encode(periode)
    if not whole:
        return Md(encode(texte))
    return Md(re.sub(f"{re.escape(whole)}(?: –)?", r'<span class="periode">\g<0></span>', encode(texte)))


def titre_propre(clauses: Iterable[Clause]) -> str:
    """The title of a text of one's own; empty for a text of the trame."""
    return next((c.texte for c in clauses if c.id == "titre" and not c.trame), "")


def intitule(fiche: Fiche) -> str:
    """The whole name of a convention: its own title, or « Convention de l’Ain 2026-2029 »."""
    return titre_propre(fiche.clauses) or f"Convention {fiche.dossier.departement.de} {fiche.porteur.annees}".rstrip()


def statut(status: Statut, texte: str = "") -> Md:
    """The mark of a legal status: a word, a shape and a colour."""
    return Md(f'<span class="statut {status.marque}">{encode(texte or status.libelle)}</span>')


def badge(texte: str) -> Md:
    """A small label."""
    return Md(f'<span class="badge">{encode(texte)}</span>')


@lru_cache(maxsize=32)
def marque(conformite: Conformite) -> Md:
    """The mark of a clause's conformity, where there is something to tell."""
    if not conformite.signalee:
        return Md("")
    return Md(f' <span class="marque {conformite.marque}">{encode(conformite.libelle)}</span>')


def cache(texte: str) -> Md:
    """Words for screen readers."""
    return Md(f'<span class="visuellement-cache">{encode(texte)}</span>')


def en_tete(au: date) -> str:
    """« Situation au 23 novembre 2026 », told by every page that shows a status."""
    return f"Situation au {date_longue(au)}"


def imprimee(au: date) -> str:
    """The same, for the foot of a printed page."""
    return f"Situation au {date_courte(au)}"


def fil(*steps: tuple[str, str]) -> tuple[Renvoi, ...]:
    """The breadcrumb: (title, address) of each page between home and this one."""
    return tuple(Renvoi(titre, url) for titre, url in steps)


def fil_de(departement: Departement, *steps: tuple[str, str]) -> tuple[Renvoi, ...]:
    """That of a page below the sheet of a département."""
    return fil(("Départements", "departements/"), (departement.nom_et_code, url_fiche(departement)), *steps)


def voisins(precedent: Departement, suivant: Departement) -> Voisins:
    """The previous and next département."""
    before, after = (Renvoi(d.nom_et_code, url_fiche(d)) for d in (precedent, suivant))
    return Voisins("département", before, after)
