"""The text in time: each dated text at an address of its own, and what each amendment changed, word by word (article 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from conventions.compose.dates import date_rule
from conventions.compose.diff import Paire, pair_up, tables_of, texts
from conventions.compose.parties import nom_partie, signataire
from conventions.compose.rapprochement import rapprocher
from conventions.compose.timeline import TexteDate
from conventions.compose.view import Fiche, View
from conventions.model.actes import Avenant
from conventions.model.cadre import Cadre, Gabarit
from conventions.model.clause import Clause
from conventions.model.convention import Convention, Representant
from conventions.model.dossier import Etape
from conventions.model.french import date_longue, insecables, liste, majuscule
from conventions.model.page import Page
from conventions.render.comparable import texte_xml
from conventions.render.details import details, told_apart
from conventions.render.differences import changes, clause_names, count_in_words, nature_in_words
from conventions.render.document_signe import piece
from conventions.render.elements import (
    en_tete,
    fil_de,
    imprimee,
    titre,
    titre_propre,
    url_avenant,
    url_texte,
    url_version,
)
from conventions.render.templating import Md, render
from conventions.render.texte_integral import Texte, citation_signee, nom_clause
from conventions.render.vie import absents, lieu_et_nom, manquantes

NUMERO = "n°\u00a0{}"


def versions(view: View, item: Fiche) -> Iterator[Page]:
    """One page a dated text."""
    return (_version(view, item, texte) for texte in item.textes)


def avenants(view: View, item: Fiche) -> Iterator[Page]:
    """One page an amendment."""
    return (_avenant(view, item, avenant) for avenant in item.porteur.avenants)


def nom_version(texte: TexteDate) -> str:
    """« texte d’origine », « avenants n° 1 et n° 2 »."""
    if not texte.avenants:
        return "texte d’origine"
    word = "avenant" if len(texte.avenants) == 1 else "avenants"
    return f"{word} {liste(NUMERO.format(n) for n in texte.avenants)}"


def nom_complet(item: Fiche, texte: TexteDate) -> str:
    """« avenant n° 1, signé le 8 mars 2027, effet rétroactif », where the text took effect before it was signed, the first one included."""
    signed = item.signes_apres_effet(texte.avenants, texte.du)
    tail = f", signé le {date_longue(max(signed))}, effet rétroactif" if signed else ""
    return f"{nom_version(texte)}{tail}"


def periode_de(texte: TexteDate, au: date) -> str:
    """« en vigueur depuis le … », « en vigueur du … au … », « à partir du … »."""
    if texte.du > au:
        return f"en vigueur à partir du {date_longue(texte.du)}"
    if texte.au is None:
        return f"en vigueur depuis le {date_longue(texte.du)}"
    return f"en vigueur du {date_longue(texte.du)} au {date_longue(texte.au)}"


def _version(view: View, item: Fiche, texte: TexteDate) -> Page:
    dossier, d, url = item.porteur, item.porteur.departement, url_version(item.porteur, texte.du)
    current = texte.en_vigueur(view.au)
    clauses = item.clauses_de(texte.convention)
    title = f"{titre_propre(clauses) or f'Convention {d.de}'}, texte du {date_longue(texte.du)}"
    text = render(
        "version.md",
        url,
        d=d,
        titre=titre(title, dossier.annees),
        nom=nom_complet(item, texte),
        vigueur=majuscule(periode_de(texte, view.au)),
        actuel=current,
        a_venir=texte.du > view.au,
        en_vigueur=next((t for t in item.textes if t.en_vigueur(view.au)), None),
        fin=item.situation.precision,
        en_tete=en_tete(item.situation.au),
        textes=[(t, url_version(dossier, t.du), nom_complet(item, t), t is texte) for t in item.textes],
        avenants=[(n, url_avenant(dossier, n)) for n in texte.avenants],
        texte_actuel=url_texte(dossier),
        marques=dossier.modele is not None,
        croiser=False,
        xml=texte_xml(item, texte.du),
        corps=Md(Texte(url, view.trame_de(item), dict(item.parties)).markdown(clauses)),
    )
    cadre = replace(_cadre(item), gabarit=Gabarit.TEXTE, sommaire=3)
    return Page(url, title, text, f"{title} ({nom_version(texte)}).", dossier.source, cadre)


def _cadre(item: Fiche) -> Cadre:
    above = (item.porteur.nom, url_texte(item.porteur))
    return Cadre(fil=fil_de(item.porteur.departement, above), date_imprimee=imprimee(item.situation.au))


def _avenant(view: View, item: Fiche, avenant: Avenant) -> Page:
    dossier, d = item.porteur, item.porteur.departement
    etape, url = dossier.etapes[avenant.numero], url_avenant(dossier, avenant.numero)
    found, *both = changed_clauses(view, item, etape)
    pairs = [p for p in found if p.nature != "egale"]
    cited = {ident: citation_signee(clause) for text in both for ident, clause in text.items()}
    target = next((t for t in item.textes if avenant.numero in t.avenants), None)
    names = cited | clause_names(d, etape.avant, etape.apres)
    title = f"Avenant n°\u00a0{avenant.numero} à la convention {d.de}"
    text = render(
        "avenant.md",
        url,
        d=d,
        a=avenant,
        suite=item.suite(avenant.numero),
        article=date_rule(dossier, etape.avant, "avenant"),
        en_tete=en_tete(item.situation.au),
        texte_actuel=url_texte(dossier),
        quel_texte="en vigueur" if item.situation.statut.force else "de la convention",
        version=url_version(dossier, target.du) if target else "",
        avant=_before(item, target),
        manquantes=manquantes(item, avenant.numero),
        fin=item.situation.precision,
        quittes=len(etape.manquantes) if etape.defaillante else 0,
        transcrit=bool(item.clauses_de(etape.avant)),
        mouvement=mouvement(item, etape, avenant),
        resume=count_in_words(pairs),
        autres=[insecables(s) for s in beside(item, etape)],
        changements=[_change(p, names, _place(item, target, p), both) for p in pairs],
        signatures=list(signatures_avenant(item, avenant)),
        atteste=bool(avenant.document_signe and avenant.document_signe.tous_ont_signe),
        document=piece(avenant.document_signe),
    )
    return Page(
        url, title, text, f"{title}\u00a0: {avenant.objet}" if avenant.objet else title, dossier.source, _cadre(item)
    )


def mouvement(item: Fiche, etape: Etape, avenant: Avenant) -> str:
    """Who joins the convention and who leaves it, in words that follow a sentence."""
    joining = [_nom(item, etape.apres, c) for c in avenant.rejoignent if etape.avant.partie(c) is None]
    leaving = [_nom(item, etape.avant, c) for c in avenant.quittent]
    told = (("Rejoint", joining), ("Quitte", leaving))
    return "".join(f" {word} la convention\u00a0: {liste(names)}." for word, names in told if names)


def signatures_avenant(item: Fiche, avenant: Avenant) -> Iterator[tuple[str, list[tuple[date, str]], str]]:
    """Each party that the amendment names, as it signed: of each person who did, the day, where and who; then who has not."""
    etape = item.porteur.etapes[avenant.numero]
    for cle, people in avenant.signataires.items():
        person = people[0] if people else Representant()
        name = nom_partie(item.porteur.departement, cle, signataire(etape, cle, person))
        signed = [(p.signe_le, lieu_et_nom(p)) for p in people if p.signe_le]
        yield majuscule(name), signed, absents(people) if signed and avenant.incomplete(cle) else ""


Changements = tuple[list[Paire], Mapping[str, Clause], Mapping[str, Clause]]


def changed_clauses(view: View, item: Fiche, etape: Etape) -> Changements:
    """What an amendment changes: pages, tables and files ask for it, it is found once."""
    if etape.numero not in item.changements:
        item.changements[etape.numero] = _changed_clauses(view, item, etape)
    found: Changements = item.changements[etape.numero]
    return found


def _changed_clauses(view: View, item: Fiche, etape: Etape) -> Changements:
    """The pairs of the clauses before and after the amendment, none where the text before is not known; and both, by id.

    The signatures of the original do not change: an amendment has its own.
    """
    d = item.porteur.departement
    names = noms(view, item) | {p.cle: nom_partie(d, p.cle, p) for p in etape.apres.signataires}
    old, new = ([c for c in item.clauses_de(text) if c.id != "signatures"] for text in (etape.avant, etape.apres))
    found, moved = rapprocher(old, new)
    pairs = pair_up(texts(found, names), texts(new, names), deplacees=moved) if old else []
    return pairs, {c.id: c for c in found}, {c.id: c for c in new}


def beside(item: Fiche, etape: Etape) -> Iterator[str]:
    """What else it changes; of whoever joins or leaves, the page has a sentence, and the clauses say the rest."""
    before, after = ({p.cle for p in text.signataires} for text in (etape.avant, etape.apres))
    was, now = (
        replace(
            text,
            signataires=tuple(p for p in text.signataires if p.cle in before & after),
            sans={cle: why for cle, why in text.sans.items() if cle not in before | after},
        )
        for text in (etape.avant, etape.apres)
    )
    return told_apart("", details(item, was), details(item, now))


def noms(view: View, item: Fiche) -> dict[str, str]:
    """What the keys of parties and axes are called in an action."""
    parties = {cle: nom_partie(item.porteur.departement, cle, None) for cle in item.porteur.departement.parties}
    return {**parties, **item.parties, **{a.id: a.nom for a in view.trame_de(item).axes}}


def _before(item: Fiche, target: TexteDate | None) -> str:
    """The address of the text that the amendment changed."""
    if target is None:
        return ""
    rank = item.textes.index(target)
    return url_version(item.porteur, item.textes[rank - 1].du) if rank else ""


def _nom(item: Fiche, convention: Convention, cle: str) -> str:
    return nom_partie(item.porteur.departement, cle, convention.partie(cle))


def _place(item: Fiche, target: TexteDate | None, pair: Paire) -> str:
    """Where the clause stands in the amended text; empty before there is one, and where a later amendment took it away."""
    there = target is not None and any(c.id == pair.id for c in item.clauses_de(target.convention))
    return f"{url_version(item.porteur, target.du)}#{pair.id}" if target and there else ""


def _change(pair: Paire, names: Mapping[str, str], cible: str, both: Sequence[Mapping[str, Clause]]) -> dict[str, Any]:
    """One clause of the list; it leads to its place in the amended text."""
    return {
        "id": Md(pair.id),
        "nom": names.get(pair.id) or nom_clause(pair.id),
        "nature": pair.nature,
        "mot": nature_in_words(pair),
        "texte": changes(pair.avant, pair.apres, [tables_of(t[pair.id]) if pair.id in t else () for t in both]),
        "cible": cible if pair.nature != "retiree" else "",
    }
