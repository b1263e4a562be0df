"""Every text as Akoma Ntoso 3.0 (LegalDocML): the trame, each convention as it stands, and each of its dated texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from conventions.compose.clauses import compose_trame
from conventions.compose.timeline import TexteDate
from conventions.compose.view import Fiche, View
from conventions.export.akn import ecriture
from conventions.export.akn.corps import Corps
from conventions.export.akn.meta import Acte, Evenement, Identite, meta
from conventions.export.lieu import Lieu
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.render.comparable import texte_xml, trame_xml
from conventions.render.elements import has_text, intitule, url_avenant, url_texte, url_trame, url_version
from conventions.render.pages.versions import NUMERO, changed_clauses, noms

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_CONVENTION = "ref-convention"


def akn_files_of(view: View, item: Fiche, lieu: Lieu) -> Iterator[tuple[str, str]]:
    """(address, content) of each text of a département, earlier periods included; that of today is the one of its date."""
    for fiche in (*item.precedentes, item):
        if fiche.partagee or not has_text(fiche):
            continue
        made: dict[int, str] = {}
        for rank, dated in enumerate(fiche.textes):
            uri, text = texte_xml(fiche, dated.du), _texte(view, fiche, lieu, rank)
            made[id(dated.convention)] = text
            yield uri, text
        yield texte_xml(fiche), made.get(id(fiche.convention)) or _texte(view, fiche, lieu, None)


def akn_trames(collection: Collection, lieu: Lieu) -> Iterator[tuple[str, str]]:
    """(address, content) of each trame: a model, no act."""
    for trame in collection.registry.trames.values():
        uri = trame_xml(trame.periode)
        here, day = f"{lieu.racine}{url_trame(trame.periode)}", _debut(trame)
        known = Identite(
            here,
            here,
            lieu.racine + uri,
            trame.nom,
            trame.periode,
            day,
            day,
            (lieu.racine, lieu.editeur),
            signe=False,
        )
        yield uri, _document("doc", "trame", Corps(trame, {}, lieu.racine, "mainBody"), compose_trame(trame), known)


def _debut(trame: Trame) -> date:
    return date(int(trame.periode[:4]), 1, 1)


def _texte(view: View, fiche: Fiche, lieu: Lieu, rank: int | None) -> str:
    """The text of that rank among those that were in force; the only one of a convention that never was."""
    dated = None if rank is None else fiche.textes[rank]
    convention = dated.convention if dated else fiche.convention
    known = _identite(view, fiche, lieu, convention, rank)
    corps = Corps(view.trame_de(fiche), noms(view, fiche), lieu.racine, "body")
    return _document("act", "convention", corps, fiche.clauses_de(convention), known)


def _document(tag: str, name: str, corps: Corps, clauses: Sequence[Clause], known: Identite) -> str:
    parts = corps.ecrire(clauses)
    root = Element("akomaNtoso", {"xmlns": NS})
    document = Element(tag, {"name": name, "contains": "singleVersion" if known.modifie else "originalVersion"})
    document.append(meta(known, corps.notes))
    document.extend(parts)
    root.append(document)
    return ecriture.document(root)


def _identite(view: View, fiche: Fiche, lieu: Lieu, convention: Convention, rank: int | None) -> Identite:
    dossier, racine = fiche.porteur, lieu.racine
    dated = None if rank is None else fiche.textes[rank]
    signed = fiche.situation.faits.signatures.completes_le
    day = signed or (fiche.textes[0].du if fiche.textes else view.au)
    here = racine + url_texte(dossier)
    modele = dossier.modele
    return Identite(
        oeuvre=here,
        expression=racine + url_version(dossier, dated.du) if dated else here,
        fichier=racine + texte_xml(fiche, dated.du if dated else None),
        nom=intitule(fiche),
        numero=f"{dossier.code}/{dossier.periode}",
        le=day,
        du=dated.du if dated else day,
        editeur=(racine, lieu.editeur),
        signe=signed is not None,
        parties={p.cle: fiche.partie(p.cle) for p in convention.signataires},
        actes=tuple(
            Acte(_avenant(n), racine + url_avenant(dossier, n), f"Avenant {NUMERO.format(n)}")
            for n in _amendments(fiche)
        ),
        modele=Acte("ref-trame", racine + url_trame(modele.periode), modele.nom) if modele else None,
        vie=tuple(_vie(fiche.textes)),
        en_vigueur=None if rank is None else (rank, rank + 1 if dated and dated.au else None),
        changements=tuple(_changes(view, fiche, dated)) if dated else (),
    )


def _amendments(fiche: Fiche) -> list[int]:
    return list(dict.fromkeys(n for dated in fiche.textes for n in dated.avenants))


def _avenant(numero: int) -> str:
    return f"ref-avenant-{numero}"


def _vie(textes: Sequence[TexteDate]) -> Iterator[Evenement]:
    """Each text begins by an act; the last one ends with its last day, where that is known."""
    for rank, dated in enumerate(textes):
        act = _avenant(dated.avenants[0]) if dated.avenants else _CONVENTION
        yield Evenement(dated.du, "amendment" if rank else "generation", act)
    if textes and textes[-1].au:
        yield Evenement(textes[-1].au, "repeal", _CONVENTION)


def _changes(view: View, fiche: Fiche, dated: TexteDate) -> Iterator[tuple[str, str, str]]:
    for numero in dated.avenants:
        for pair in changed_clauses(view, fiche, fiche.porteur.etapes[numero])[0]:
            if pair.nature != "egale":
                yield _avenant(numero), pair.id, pair.nature
