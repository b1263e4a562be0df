"""A page → its JSON-LD, in the vocabulary of schema.org: what search engines and catalogues read of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from conventions.compose.faits import version_on
from conventions.compose.timeline import TexteDate
from conventions.compose.view import Fiche, View
from conventions.model.french import date_longue, majuscule
from conventions.model.ids import nature
from conventions.model.page import Page
from conventions.render.comparable import texte_xml
from conventions.render.elements import has_text, intitule, url_fiche, url_texte, url_version
from conventions.render.templating import relative

LICENCE = "https://spdx.org/licenses/etalab-2.0.html"
FICHIERS = {"donnees/v1/departements.csv": "text/csv", "donnees/v1/departements.json": "application/json"}
Noeud = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StructuredData:
    """Describes the pages of one site. `editeur` is the name of its publisher, empty while the ministry has not given it."""

    au: date
    nom: str
    editeur: str = ""

    def page(self, page: Page, site_url: str, view: View | None) -> str:
        """The script's content for that page; addresses are in full where that of the site is known, else seen from the page.

        `view` holds the département whose page it is, and no other.
        """
        racine = site_url or relative(page.url, "")
        graph = [self._main(page, racine, view), self._breadcrumb(page, racine)]
        return serialise([node for node in graph if node])

    def dataset(self, description: str, url: str, site_url: str) -> str:
        """The page of the open data: one dataset, in two files."""
        racine = site_url or relative(url, "")
        return serialise(
            [
                {
                    "@type": "Dataset",
                    "@id": f"{racine}donnees/v1/#jeu",
                    "name": self.nom,
                    "description": description,
                    "url": f"{racine}donnees/v1/",
                    "license": LICENCE,
                    "inLanguage": "fr",
                    "isAccessibleForFree": True,
                    "dateModified": self.au.isoformat(),
                    "spatialCoverage": {"@type": "Country", "name": "France"},
                    "distribution": [
                        {"@type": "DataDownload", "contentUrl": racine + url, "encodingFormat": media}
                        for url, media in FICHIERS.items()
                    ],
                    **self._publisher(),
                }
            ]
        )

    def _publisher(self) -> Noeud:
        return {"publisher": _organisation(self.editeur)} if self.editeur else {}

    def _main(self, page: Page, racine: str, view: View | None) -> Noeud:
        if not page.url:
            return self._site(racine)
        if view is None:
            return {}
        (fiche,) = view.fiches.values()
        if not fiche.partagee and page.url == url_texte(fiche.dossier):
            return self._text(fiche, racine)
        for one in (*fiche.precedentes, fiche):
            for dated in one.textes:
                if page.url == url_version(one.porteur, dated.du):
                    work = racine + url_texte(one.porteur)
                    return {**self._version(one, dated, racine), "exampleOfWork": {"@id": work}}
        if page.url == url_fiche(fiche.dossier.departement):
            territoires = [d.nom for d in view.registry.partageant(fiche.dossier.code)]
            return self._sheet(page, fiche, territoires, racine)
        return {}

    def _site(self, racine: str) -> Noeud:
        return {
            "@type": "WebSite",
            "@id": f"{racine}#site",
            "name": self.nom,
            "url": racine,
            "inLanguage": "fr",
            "license": LICENCE,
            **self._publisher(),
        }

    def _sheet(self, page: Page, fiche: Fiche, territoires: list[str], racine: str) -> Noeud:
        departement = fiche.dossier.departement
        return {
            "@type": "WebPage",
            "@id": racine + page.url,
            "name": page.titre,
            "description": page.description,
            "inLanguage": "fr",
            "about": {"@type": "AdministrativeArea", "name": departement.nom, "identifier": departement.code},
            "mainEntity": {"@id": racine + url_texte(fiche.porteur)}
            if fiche.partagee
            else self._legislation(fiche, territoires, racine),
        }

    def _text(self, fiche: Fiche, racine: str) -> Noeud:
        """The page of the text says which convention it holds; the sheet, which is lighter, describes it."""
        full = self._legislation(fiche, [], racine)
        return {cle: full[cle] for cle in ("@type", "@id", "url", "name", "legislationLegalForce")}

    def _legislation(self, fiche: Fiche, territoires: list[str], racine: str) -> Noeud:
        situation, url = fiche.situation, racine + url_texte(fiche.dossier)
        version = version_on(fiche.dossier, self.au).du
        last = None if situation.faits.conteste else situation.dernier_jour
        dates = {
            "legislationDate": situation.faits.signatures.completes_le,
            "temporalCoverage": situation.entree and f"{situation.entree}/{last or '..'}",
            "legislationDateVersion": version,
        }
        return {
            "@type": "Legislation",
            "@id": url,
            "url": url,
            "name": intitule(fiche),
            "legislationIdentifier": f"{fiche.dossier.code}/{fiche.dossier.annees}".rstrip("/"),
            "legislationType": "Convention départementale",
            "legislationLegalForce": _force(situation.statut.force),
            "legislationJurisdiction": [{"@type": "AdministrativeArea", "name": nom} for nom in territoires],
            "legislationPassedBy": [_organisation(nom, cle) for cle, nom in fiche.parties.items()]
            if situation.faits.signatures.completes
            else [],
            "isBasedOn": f"{racine}trame/{fiche.dossier.trame.periode}/" if fiche.dossier.trame else "",
            "inLanguage": "fr",
            "license": LICENCE,
            **{cle: str(jour) for cle, jour in dates.items() if jour},
            **({"encoding": _akn(racine + texte_xml(fiche))} if has_text(fiche) else {}),
            "workExample": [self._version(fiche, dated, racine) for dated in fiche.textes],
            **self._publisher(),
        }

    def _version(self, fiche: Fiche, dated: TexteDate, racine: str) -> Noeud:
        """The convention as it reads from one day on: an expression of it, which has its own address for good."""
        url = racine + url_version(fiche.porteur, dated.du)
        return {
            "@type": "Legislation",
            "@id": url,
            "url": url,
            "name": f"{intitule(fiche)}, texte du {date_longue(dated.du)}",
            "legislationDateVersion": dated.du.isoformat(),
            "temporalCoverage": f"{dated.du}/{dated.au or '..'}",
            "legislationLegalForce": _force(dated.en_vigueur(self.au)),
            "inLanguage": "fr",
            "encoding": _akn(racine + texte_xml(fiche, dated.du)),
        }

    def _breadcrumb(self, page: Page, racine: str) -> Noeud:
        if page.cadre.fil is None:
            return {}
        steps = [("Accueil", ""), *((step.titre, step.url) for step in page.cadre.fil), (page.titre, page.url)]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": rank, "name": name, "item": racine + url}
                for rank, (name, url) in enumerate(steps, 1)
            ],
        }


def _force(en_vigueur: bool) -> str:  # noqa: FBT001 — whether it is in force
    return f"https://schema.org/{'InForce' if en_vigueur else 'NotInForce'}"


def _akn(url: str) -> Noeud:
    """A text as a file for programs: it is no original."""
    return {
        "@type": "LegislationObject",
        "contentUrl": url,
        "encodingFormat": "application/xml",
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
    }


def _organisation(nom: str, cle: str = "prefet") -> Noeud:
    """A publisher or a party, by the nature of its key: a caisse or an association is no government."""
    government = nature(cle) in {"prefet", "cour", "collectivite", "commune", "epci"}
    return {"@type": "GovernmentOrganization" if government else "Organization", "name": majuscule(nom)}


def _filled(node: Noeud) -> Noeud:
    inner = {cle: _filled(v) if isinstance(v, dict) else v for cle, v in node.items()}
    return {cle: v for cle, v in inner.items() if v not in ("", [], None)}


def serialise(graph: list[Noeud]) -> str:
    """The nodes as one JSON-LD document, safe inside a `script` element; nothing for no node. Empty values are left out."""
    if not graph:
        return ""
    full = [_filled(node) for node in graph]
    text = json.dumps({"@context": "https://schema.org", "@graph": full}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
