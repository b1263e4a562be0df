"""Two versions of a file → what differs in its amendments, its ends and its corrections, in sentences: what is lost as what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from conventions.compose.parties import nom_partie
from conventions.compose.view import Fiche
from conventions.model.actes import Avenant, Fin, Rectification
from conventions.model.french import date_longue, liste, pluriel
from conventions.render.details import told_apart
from conventions.render.summary_texts import text_sentences
from conventions.render.texte_integral import nom_clause
from conventions.render.vie import signe_par


def amendment_sentences(old: Fiche, new: Fiche, told: frozenset[str]) -> Iterator[str]:
    """`told` is what was said already of the text first signed: each later text repeats it."""
    was, now = ({a.numero: a for a in fiche.dossier.avenants} for fiche in (old, new))
    for numero in sorted({*was, *now}):
        before, after, name = was.get(numero), now.get(numero), f"Avenant n°\u00a0{numero}"
        if after is None:
            yield f"{name} retiré"
            etape = old.dossier.etapes[numero]
            yield from (
                f"Sans l’avenant n°\u00a0{numero} : {s}" for s in text_sentences(old, old, etape.apres, etape.avant)
            )
            continue
        if before is None:
            yield f"{name} ajouté{f' : « {after.objet} »' if after.objet else ''}"
        yield from _signatures(before, after, new)
        yield from told_apart(f"{name}, ", _facts(before) if before else {}, _facts(after, new=before is None))
        yield from (f"Par l’avenant n°\u00a0{numero} : {s}" for s in _text(old, new, numero) if s not in told)


def _text(old: Fiche, new: Fiche, numero: int) -> Iterator[str]:
    """What a new amendment changes; of one that was there, what its text says now and did not say."""
    was, now = old.dossier.etapes.get(numero), new.dossier.etapes[numero]
    if was is None:
        return text_sentences(new, new, now.avant, now.apres)
    return text_sentences(old, new, was.apres, now.apres)


def _facts(avenant: Avenant, *, new: bool = False) -> dict[str, str]:
    """What an amendment says beside its text; of a new one, the object is told with its number."""
    signed = avenant.document_signe
    return {
        "objet": "" if new else avenant.objet,
        "date d’effet": date_longue(avenant.effet_le) if avenant.effet_le else "",
        "document signé": (signed.fichier or signed.reference or signed.sha256) if signed else "",
        "empreinte": signed.sha256 if signed else "",
        "empreinte de l’original": signed.sha256_original if signed else "",
        **{f"annexe « {a.nom} »": a.fichier or "sans fichier" for a in avenant.annexes},
    }


def _signatures(before: Avenant | None, avenant: Avenant, new: Fiche) -> Iterator[str]:
    was, now = before.signatures if before else dict[str, date | None](), avenant.signatures
    signed = [cle for cle, day in now.items() if day and not was.get(cle)]
    name = f"Avenant n°\u00a0{avenant.numero}"
    if signed:
        etape = new.dossier.etapes[avenant.numero]
        ending = (
            f" : l’avenant est signé par tous, effet le {date_longue(etape.du)}"
            if etape.du
            else ", d’autres manquent encore"
        )
        yield f"{name} : {pluriel(len(signed), 'signature ajoutée', 'signatures ajoutées')}{ending}"
    gone = [cle for cle, day in was.items() if day and not now.get(cle)]
    if gone:
        yield f"{name} : {pluriel(len(gone), 'signature retirée', 'signatures retirées')} ({liste(_nom(new, avenant, c) for c in gone)})"
    kept = [cle for cle in now if cle not in signed and cle not in gone and before]
    yield from told_apart(f"{name}, signature : ", _people(before, new, kept), _people(avenant, new, kept))


def _people(avenant: Avenant | None, fiche: Fiche, keys: list[str]) -> dict[str, str]:
    """By party, who signed for it, when and where."""
    signed = {cle: avenant.signataires.get(cle, ()) for cle in keys} if avenant else {}
    return {_nom(fiche, avenant, cle): " ; ".join(map(signe_par, who)) for cle, who in signed.items() if avenant}


def _nom(fiche: Fiche, avenant: Avenant, cle: str) -> str:
    etape = fiche.dossier.etapes[avenant.numero]
    return nom_partie(fiche.dossier.departement, cle, etape.apres.partie(cle) or etape.avant.partie(cle))


def end_sentences(old: Fiche, new: Fiche) -> Iterator[str]:
    """Denunciations and other ends, then corrections."""
    was, now = ({f.id: f for f in fiche.dossier.fins} for fiche in (old, new))
    for ident in [*was, *(i for i in now if i not in was)]:
        yield from _end(was.get(ident), now.get(ident), new)
    before, after = ({r.id: r for r in fiche.dossier.rectifications} for fiche in (old, new))
    for ident in [*before, *(i for i in after if i not in before)]:
        yield from _correction(before.get(ident), after.get(ident))


def _end(was: Fin | None, now: Fin | None, fiche: Fiche) -> Iterator[str]:
    fin = now or was
    if fin is None or was == now:
        return
    name = f"{fin.nom}{f' par {fiche.partie(fin.par)}' if fin.par else ''}"
    if was is None:
        effect = f", effet le {date_longue(fin.effet_le)}" if fin.effet_le else ", sans date d’effet"
        yield f"{name}{f', reçue le {date_longue(fin.recue_le)}' if fin.recue_le else ''}{effect}"
    elif now is None:
        yield f"{name} : retirée du fichier"
    else:
        yield from told_apart(f"{name}, ", _letter(was), _letter(now))


def _letter(fin: Fin) -> Mapping[str, str]:
    days = {"envoi": fin.envoyee_le, "réception": fin.recue_le, "effet": fin.effet_le}
    told = {name: date_longue(day) if day else "" for name, day in days.items()}
    return {
        **told,
        "cause": fin.cause.libelle if fin.cause else "",
        "portée": fin.portee,
        "motif": fin.motif,
        "lettre": fin.fichier,
        "par": fin.par,
    }


def _correction(was: Rectification | None, now: Rectification | None) -> Iterator[str]:
    shown = now or was
    if shown is None or was == now:
        return
    words = f"Rectification de la transcription : {liste(map(nom_clause, shown.clauses)) or 'aucune clause'}"
    state = " : retirée du fichier" if now is None else " : modifiée" if was else ""
    yield f"{words}{f' ({shown.motif})' if shown.motif else ''}{state}"
