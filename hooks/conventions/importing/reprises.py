"""A clause of the trame and the blocks where it was found → its words kept, its blanks filled, or its wording; and those not found."""

from __future__ import annotations

import re
from collections.abc import Collection

from conventions.compose.clauses import reading
from conventions.importing.alignement import Lien, texte_nu
from conventions.importing.attendu import Attendue
from conventions.importing.blancs import a_remplir, remplir
from conventions.importing.brouillon import Brouillon, sans_marque
from conventions.importing.lu import Bloc, extrait, marque_tapee
from conventions.importing.riche import plat, riche
from conventions.importing.vocables import cles, mots_lus, sans_numero
from conventions.model.french import liste, mots
from conventions.model.trame import ClauseTrame

_DEDUIT = "À vérifier : c’est la seule instance que le document garde."
_RACINE = 4
"""Signs by which « comités locaux » is « comité local »."""
_RETENUE = re.compile(r"\s*\(?\s*instance\s+retenue\s*\)?|[☒☑✓✔✗]\s*", re.IGNORECASE)


def lire_clause(b: Brouillon, one: Attendue, blocs: list[Bloc], lien: Lien) -> None:
    clause, first = one.clause, blocs[0]
    moved = " ; elle n’est pas à la place qu’elle a dans la trame" if lien.deplacee else ""
    if clause.choix:
        first = _retenue(b, clause, first)
    first = _choisie(b, one, first)
    if any(b.champ and b.forme == "texte" for b in clause.blancs) and _remplie(b, one, blocs, lien, moved):
        return
    said = texte_nu(first) if clause.nature not in {"titre", "objectif"} else first.texte
    if _dit(b, one, said):
        b.passage(blocs, "reprise", clause.id, lien.note, moved)
        return
    if clause.nature == "note":
        b.passage(blocs, "réécrite", clause.id, lien.note)
    heading = clause.nature in {"titre", "objectif"}
    text = plat(first.texte) if heading else riche(sans_marque(blocs, clause), b.lecture.notes)
    b.redaction[clause.id] = {"remplace": text}
    if lien.note < 0.7:
        b.fait.dire(
            "convention",
            "redaction",
            clause.id,
            mot="À vérifier : ces mots ressemblent à ceux de la clause, sans en être proches.",
        )
    b.passage(blocs, "réécrite", clause.id, lien.note, moved)


def _retenue(b: Brouillon, clause: ClauseTrame, bloc: Bloc) -> Bloc:
    """« (instance retenue) », or a box that was ticked."""
    said = bloc.texte
    found = _RETENUE.search(said)
    if clause.choix and found:
        b.contenu.setdefault("instance", {})["cadre"] = clause.choix.valeur
        return extrait(bloc, 0, found.start()) if found.start() > 5 else extrait(bloc, found.end())
    return bloc


def _choisie(b: Brouillon, one: Attendue, bloc: Bloc) -> Bloc:
    """What was typed after the clause, in the blank of a choice, where it is one of those to choose from."""
    blanc = next((x for x in one.clause.blancs if x.forme == "choix"), None)
    words, size = mots_lus(bloc.texte), len(one.mots)
    if blanc is None or len(words) <= size or tuple(w.cle for w in words[:size]) != one.mots:
        return bloc
    said = {w.cle[:_RACINE] for w in words[size:]}
    roots = {value: {w[:_RACINE] for w in (value, *cles(name))} for value, name in b.trame.choix(blanc.champ).items()}
    common = set.intersection(*roots.values()) if roots else set()
    chosen = [value for value, one_s in roots.items() if said & (one_s - common)]
    if len(chosen) != 1:
        return bloc
    section, _, name = blanc.champ.rpartition(".")
    b.contenu.setdefault(section, {})[name] = chosen[0]
    return extrait(bloc, 0, words[size - 1].fin)


def _dit(b: Brouillon, one: Attendue, said: str) -> bool:
    """Whether these are the trame's words: case, accents, signs and numbers set aside, unless they are one of its known slips, mended."""
    clause = one.clause
    bare = sans_numero if clause.nature in {"titre", "objectif"} else str
    if cles(bare(said)) != cles(bare(one.texte)):
        return False
    known = reading(b.trame, clause, said)
    return not (known and known != clause.texte and mots(said) != mots(one.texte))


def _remplie(b: Brouillon, one: Attendue, blocs: list[Bloc], lien: Lien, moved: str) -> bool:
    """Fill the blanks of a clause; False where its own words were changed too."""
    first, mark = blocs[0], len(marque_tapee(blocs[0].texte))
    found = remplir(one, first.texte, mark)
    if found is None or found.ecarts:
        return False
    for blanc in (b for b in one.clause.blancs if b.place):
        start, end = found.places[blanc.nom]
        inside = Bloc("texte", extrait(first, start, end).brins)
        rest = blocs[1:]
        value = riche([inside, *rest], b.lecture.notes)
        if not a_remplir(inside.texte) or rest:
            section, _, name = blanc.champ.rpartition(".")
            target = b.contenu.setdefault(section, {}) if section else b.contenu
            target[name] = re.sub(r"\s*;\Z", "", value) if rest else value
    b.passage(blocs, "remplie", one.clause.id, lien.note, moved)
    return True


def _non_lues(b: Brouillon, liens: dict[int, Lien]) -> set[str]:
    """The clauses that may stand on a page that was not read: between one found before it and one found after."""
    pages = {
        link.clause: int(page[0])
        for rank, link in liens.items()
        if not link.deplacee and (page := re.findall(r"page (\d+)", b.blocs[rank].origine))
    }
    out, last, pending = set[str](), 1, list[str]()
    for ident in (*b.par_id, ""):
        here = pages.get(ident, 0) if ident else max([*b.lecture.muettes, last])
        if not here:
            pending.append(ident)
            continue
        if any(last <= page <= here for page in b.lecture.muettes):
            out |= set(pending)
        last, pending = here, []
    return out


def absentes(b: Brouillon, liens: dict[int, Lien]) -> None:
    """What the trame has and the document has not."""
    notes = {ident for ident, one in b.par_id.items() if one.clause.nature == "note"}
    for ident, words in b.lecture.notes.items():
        near = next((n for n in notes if cles("".join(b.texte for b in words))[-6:] == b.par_id[n].mots[-6:]), "")
        if near:
            notes.discard(near)
            b.fait.trouvees += 1
            b.passage([Bloc("texte", tuple(words), origine=f"note {ident}")], "reprise", near)
        elif not any(f"[^{ident}]" in str(v) for v in (b.contenu, b.redaction, b.objectifs)):
            b.passage([Bloc("texte", tuple(words), origine=f"note {ident}")], "sans place", va="note de bas de page")
    found = {link.clause for link in liens.values()}
    if unread := _non_lues(b, liens):
        b.fait.dire(
            "convention",
            mot=f"À vérifier : des pages n’ont pas été lues ({liste(map(str, b.lecture.muettes))}). Ces clauses y sont peut-être, "
            f"et le fichier les laisse telles que dans la trame : {', '.join(sorted(unread, key=list(b.par_id).index))}.",
        )
    for ident, one in b.par_id.items():
        if ident in found or ident in b.redaction or (one.clause.nature == "note" and ident not in notes):
            continue
        b.fait.absentes.append(ident)
        if ident in unread:
            continue
        if ident not in {"titre", "parties"} and b.fait.assez:
            b.redaction[ident] = {"supprime": "oui"}
            b.fait.dire(
                "convention",
                "redaction",
                ident,
                mot="À vérifier : cette clause de la trame n’a pas été trouvée dans le document.",
            )
            _restante(b, one.clause, found)


def _restante(b: Brouillon, clause: ClauseTrame, found: Collection[str]) -> None:
    """Of two bodies between which a choice is made, the one that the document keeps; none where it keeps neither."""
    if clause.choix is None:
        return
    kept = [
        c.choix.valeur for c in b.trame.clauses if c.choix and c.choix.champ == clause.choix.champ and c.id in found
    ]
    if len(kept) != 1:
        return
    (other,) = kept
    if b.contenu.setdefault("instance", {}).setdefault("cadre", other) == other:
        b.fait.dire("convention", "instance", "cadre", mot=_DEDUIT)
