"""What follows the text → signatures, annexes, members of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conventions.importing.alignement import texte_nu
from conventions.importing.brouillon import Brouillon
from conventions.importing.feuilles import debut, lire_feuille, numero_de_feuille
from conventions.importing.lu import Bloc, marque_tapee
from conventions.importing.riche import plat
from conventions.importing.signatures import signer
from conventions.importing.tableaux import rangs
from conventions.model.french import cle_courte, slug

_UNE = re.compile(r"\W*annexe\s+(?:n°\s*)?(?:\d{1,2}|[A-Z]|[IVX]{1,4})\s*[-–—:.]\s*(?=\w)", re.IGNORECASE)
_JOINDRE = "texte d’une annexe : à joindre en fichier, sous « annexes »"
_NOMS = "noms laissés de côté : il y faut l’accord de chacun (« accord_publication »)"
_A_SA_PLACE = re.compile(r"\bmembres\b|convention-cadre|feuille de route", re.IGNORECASE)
ANNEXES = re.compile(r"\W*(?:liste des )?annexes?\b.{0,80}", re.IGNORECASE | re.DOTALL)


def lire_fin(b: Brouillon, cloture: int) -> None:
    end = next(
        (
            r
            for r in range(cloture, len(b.blocs))
            if b.blocs[r].signet == "annexes"
            or (b.blocs[r].genre != "tableau" and ANNEXES.fullmatch(b.blocs[r].texte) and len(b.blocs[r].texte) < 60)
        ),
        len(b.blocs),
    )
    blocs = b.blocs[cloture:end]
    said = signer(blocs, b.parties, b.departement)
    if said.fait:
        b.contenu["fait"] = {k: said.fait[k] for k in ("a", "le", "exemplaires") if k in said.fait}
    if blocs:
        told = [f"« {line} » n’a pas été compris" for line in said.restes]
        told += [f"signature d’un avenant, à écrire sous « avenants » : {line}" for line in said.avenants]
        b.passage(blocs, "signature", "signatures", va=" ; ".join(told))
    _annexes(b, b.blocs[end:])


def _annexes(b: Brouillon, blocs: Sequence[Bloc]) -> None:
    inside, members, roadmap = False, False, 0
    for bloc in blocs:
        roadmap = numero_de_feuille(bloc.texte) or roadmap if bloc.genre != "tableau" else roadmap
        if bloc.genre != "tableau" and _UNE.match(bloc.texte) and len(bloc.texte) < 160 and not bloc.controles:
            inside, members = True, "membres" in bloc.texte.casefold()
            _titre(b, bloc)
            continue
        head = [slug(" ".join(b.texte for b in cell)) for cell in bloc.lignes[0]] if bloc.lignes else []
        if "organisme" in head and "fonction" in head:
            _membres(b, bloc, head)
        elif listed := rangs(bloc):
            lire_feuille(b, roadmap or 1, bloc, listed)
        elif roadmap and bloc.genre != "tableau" and debut(b, roadmap, bloc):
            continue
        elif any(t.startswith("annexes/titre") for t in bloc.controles) or (
            not inside and (bloc.genre == "element" or marque_tapee(bloc.texte)) and 0 < len(bloc.texte) < 160
        ):
            _annexe(b, bloc, plat(texte_nu(bloc)))
        elif (
            re.match(
                r"\W*(?:annexes?\b|feuille de route|convention-cadre nationale|texte non publié|membres de l’instance)",
                bloc.texte,
                re.IGNORECASE,
            )
            and len(bloc.texte) < 120
        ):
            b.passage([bloc], "liaison")
        else:
            b.passage([bloc], "sans place", va=_NOMS if members else _JOINDRE)


def _titre(b: Brouillon, bloc: Bloc) -> None:
    """« Annexe 2 : budget » heads the text of an annex; that of the members, and the national framework, have their place elsewhere."""
    title = plat(_UNE.sub("", bloc.texte, count=1))
    if _A_SA_PLACE.search(title):
        b.passage([bloc], "liaison")
    else:
        _annexe(b, bloc, title)


def _annexe(b: Brouillon, bloc: Bloc, title: str) -> None:
    b.annexes[cle_courte(title) or "annexe"] = {"titre": title}
    b.passage([bloc], "annexe", "annexes")


def _membres(b: Brouillon, bloc: Bloc, head: list[str]) -> None:
    names = []
    for row in bloc.lignes[1:]:
        cells = {h: plat(" ".join(b.texte for b in cell)) for h, cell in zip(head, row, strict=False)}
        made = {k: cells[k] for k in ("organisme", "fonction") if cells.get(k, "–") not in {"", "–"}}
        if made:
            key = cle_courte(made.get("organisme", made.get("fonction", ""))) or "membre"
            while key in b.membres:
                key += "-bis"
            b.membres[key] = made
        if cells.get("nom", "–") not in {"", "–"}:
            names.append(cells["nom"])
    b.passage([bloc], "annexe", "membres", va=f"{_NOMS} : {', '.join(names)}" if names else "")
