"""An amendment alone → the Word document that the parties sign: what it changes, clause by clause, and room to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from conventions.compose.diff import Paire
from conventions.compose.view import Fiche, View
from conventions.documents.convention import cellule, champs, notice, tableau_des_signatures
from conventions.documents.feuille import Feuille
from conventions.documents.modele import Contenu
from conventions.documents.ooxml import paragraph, run
from conventions.model.actes import Avenant
from conventions.model.french import date_longue, insecables, majuscule
from conventions.render.differences import clause_names, nature_in_words
from conventions.render.pages.versions import beside, changed_clauses, mouvement, signatures_avenant
from conventions.render.texte_integral import citation_signee, nom_clause


def document(view: View, fiche: Fiche, avenant: Avenant) -> Contenu:
    """The whole document."""
    dossier, feuille = fiche.porteur, Feuille()
    etape = dossier.etapes[avenant.numero]
    found, *both = changed_clauses(view, fiche, etape)
    cited = {ident: citation_signee(clause) for text in both for ident, clause in text.items()}
    names = cited | clause_names(dossier.departement, etape.avant, etape.apres)
    title = f"Avenant n°\u00a0{avenant.numero} à la convention {dossier.departement.de}"
    body = [
        *notice(fictif=view.registry.fictif),
        *_objet(avenant, mouvement(fiche, etape, avenant).strip()),
        paragraph(run("Ce que change l’avenant"), "Titre1"),
        *_changements([p for p in found if p.nature != "egale"], names),
        *(paragraph(run(insecables(said)), "Listepuces") for said in beside(fiche, etape)),
        paragraph(run("Signatures"), "Titre1"),
        tableau_des_signatures(_rangs(feuille, fiche, avenant)),
    ]
    return Contenu(champs(view, fiche, title, _etat(fiche, avenant)), body, feuille, view.au, {})


def _objet(avenant: Avenant, who: str) -> Iterator[Markup]:
    if avenant.objet:
        yield paragraph(run(f"Objet\u00a0: {avenant.objet.rstrip('.')}."), "Corps")
    if who:
        yield paragraph(run(who), "Corps")
    if avenant.effet_le:
        yield paragraph(run(f"Il prend effet le {date_longue(avenant.effet_le)}."), "Corps")


def _changements(pairs: Sequence[Paire], names: dict[str, str]) -> Iterator[Markup]:
    """Each clause: its name and what becomes of it, then its words before and after."""
    for pair in pairs:
        name = names.get(pair.id) or nom_clause(pair.id)
        yield paragraph(run(f"{name} ({nature_in_words(pair)})"), "Titre3")
        for intitule, words in (("Texte précédent", pair.avant), ("Nouveau texte", pair.apres)):
            if words:
                yield paragraph(run(f"{intitule}\u00a0:", italique=True), "Corps")
                yield paragraph(run(words), "Suite")


def _rangs(feuille: Feuille, fiche: Fiche, avenant: Avenant) -> Iterator[list[Markup]]:
    """A row a party: it signs where it has not yet."""
    for name, signed, missing in signatures_avenant(fiche, avenant):
        when = [run(f"signé le {date_longue(day)}{where}") for day, where in signed]
        if missing or not when:
            when.append(
                feuille.blanc(
                    "signatures/date", "nom, qualité, lieu et date", f"Qui signe pour {name}, où et quel jour."
                )
            )
        yield [cellule(run(majuscule(name))), *([Markup("").join(map(cellule, when))]), cellule(run("\n\n"))]


def _etat(fiche: Fiche, avenant: Avenant) -> str:
    return f"avenant {fiche.suite(avenant.numero).etat.libelle}"
