"""The measurements → benchmarks/REPORT.md: the ratios first, then what they are made of, and on what machine."""

from __future__ import annotations

import gzip
import html
import os
import platform
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.concurrents import ELEVENTY
from benchmarks.croissance import MO, croissance, nombre, verdict
from benchmarks.mesure import Serie
from benchmarks.part import part
from benchmarks.profil import Profil, tableau

PROJET = "ce projet, sans cache"
TIEDE = "ce projet, un fichier changé"
COMPLET = "MkDocs + Material, toutes les pages au menu"
PETIT = "MkDocs + Material, petit menu"
FROID = "Zensical, à froid"
CHAUD = "Zensical, les mêmes pages changées"
ACTION = "ce projet, une action changée"
UN_COEUR = "ce projet, sans cache, un seul cœur"
SANS_DONNEES = "ce projet, sans cache, un seul cœur, sans données ouvertes"
PLANCHER = "MkDocs + Material, une seule page"
PLANCHER_ZENSICAL = "Zensical, une seule page"
NU = "11ty, page nue"
# (what is compared, over what, required, stretch): PERFORMANCE.md.
BUTS = [
    (PROJET, COMPLET, 0.16, 0.12),
    (PROJET, PETIT, 0.40, 0.30),
    (PROJET, FROID, 0.60, 0.40),
    (TIEDE, PETIT, 0.06, 0.04),
    (ACTION, PETIT, 0.06, 0.04),
    (TIEDE, CHAUD, 0.70, 0.50),
]
IRREGULIER = 1.5  # the slowest run over the quickest: beyond, times say more of the machine than of the programs
FICHE, FICHE_VISEE = 8, 7
TEXTE, TEXTE_VISE = 16, 12
VUE, VUE_VISEE = 90, 70
APERCU, APERCU_VISE = 1.5, 1
ALERTE = "**Série irrégulière** : d’un tour à l’autre, le même programme a mis plus de 1,5 fois plus de temps. La machine était occupée ailleurs ; ne retenir que les secondes de processeur, et mesurer de nouveau au calme."


@dataclass(frozen=True)
class Transfert:
    """What a reader downloads, in bytes: sheets, full texts, the words of the texts, a first sight of the largest sheet."""

    fiches: list[int]
    textes: list[int]
    mots: list[int]
    premiere_vue: int


class Poids(NamedTuple):
    """The transfer of one site, by the two ways a host compresses."""

    gzip: Transfert
    brotli: Transfert | None
    """None where the command is not installed."""


@dataclass(frozen=True)
class Mesures:
    """Everything that was measured in one run."""

    series: Mapping[str, Serie]
    profil: Profil
    apercu: float
    """Seconds from a save to the page, in a preview."""
    croissance: Mapping[int, Serie]
    transfert: Poids
    tours: int


def transfert(site: Path) -> Poids:
    """The compressed pages of the départements, and a first sight of a sheet with its styles, scripts and pictures."""
    return Poids(_transfert_par(site, _gzip), _transfert_par(site, _brotli) if shutil.which("brotli") else None)


def _transfert_par(site: Path, compress: Callable[[bytes], bytes]) -> Transfert:
    texts = [page.read_bytes() for page in site.glob("departements/*/20*/index.html")]
    sheets = {page: len(compress(page.read_bytes())) for page in site.glob("departements/*/index.html")}
    largest = max(sheets, key=lambda page: sheets[page])
    linked = re.findall(r'<(?:link|script|img)[^>]+?(?:href|src)="([^":]+)"', largest.read_text(encoding="utf-8"))
    files = {(largest.parent / link.partition("?")[0]).resolve() for link in linked if not link.endswith("/")}
    return Transfert(
        list(sheets.values()),
        [len(compress(text)) for text in texts],
        [len(compress(_mots(text))) for text in texts],
        sheets[largest] + sum(len(compress(f.read_bytes())) for f in files if f.is_file()),
    )


def _mots(page: bytes) -> bytes:
    """The words that the page shows, without a tag: no markup can make the page lighter than them."""
    shown = re.sub(r"<head>.*?</head>|<script.*?</script>|<[^>]+>", "", page.decode(), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", html.unescape(shown)).encode()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 6)


def _brotli(data: bytes) -> bytes:
    """As `tools/compresser.sh` does."""
    return subprocess.run(["brotli", "-q", "11", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def rediger(m: Mesures) -> str:
    """The report, in French."""
    return (
        "\n".join(
            [
                *_tete(m),
                *_rapports(m),
                *_details(m),
                *tableau(m.profil, _planchers(m)),
                *croissance(m.croissance),
                *_transfert(m),
            ]
        )
        + "\n"
    )


def _tete(m: Mesures) -> Iterator[str]:
    yield "# Mesures"
    yield ""
    yield "Écrit par `make bench` (`python -m benchmarks`). Les machines partagées sont irrégulières : seuls comptent les rapports entre des temps mesurés dans la même série, chaque concurrent à son tour."
    yield ""
    yield f"- Date : {time.strftime('%Y-%m-%d')}, {m.tours} tours après un tour d’échauffement."
    yield f"- Machine : {_processeur()}, {os.cpu_count()} cœurs, {_memoire_vive()} Gio de mémoire."
    yield f"- Versions : {', '.join(_versions(m))}."
    yield "- Contenu : les 101 conventions fictives de `make national`. Les autres générateurs partent des mêmes pages, écrites par `conventions export markdown` ; ce projet part des fichiers YAML."
    yield "- Construire sans cache, ou à froid, part d’un dossier vide, comme dans une intégration continue ; un fichier changé part du site précédent. Les programmes compilés par Python sont gardés, les siens à chacun."
    yield "- Hugo et 11ty n’ont qu’une page nue, sans menu, sans recherche et sans plan : ils ne se comparent pas en services rendus."
    yield ""


def _versions(m: Mesures) -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    yield from (f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "zensical"))
    if any(name.startswith("Hugo") for name in m.series):
        said = subprocess.check_output([shutil.which("hugo") or "hugo", "version"], text=True)
        yield f"Hugo {(re.search(r'v([0-9.]+)', said) or ['', '?'])[1]}"
    yield ELEVENTY.lstrip("@").replace("@", " ")


def _processeur() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return found[1].strip() if found else platform.machine()


def _memoire_vive() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _rapports(m: Mesures) -> Iterator[str]:
    yield "## Rapports"
    yield ""
    yield "Le rapport qui compte est celui des secondes de processeur : il dit ce qui resterait sur une machine que personne d’autre n’occupe. « À l’horloge » est le même rapport entre les durées."
    yield ""
    if any(high > IRREGULIER * low for low, high in (s.bornes for s in m.series.values())):
        yield ALERTE
        yield ""
    yield "| travail de | sur celui de | processeur | exigé | visé | | à l’horloge |"
    yield "|---|---|--:|--:|--:|---|--:|"
    for ours, other, required, aimed in BUTS:
        if other in m.series:
            one, two = m.series[ours], m.series[other]
            ratio, work = one.mediane / two.mediane, one.processeur / two.processeur
            yield f"| {ours} | {other} | **{nombre(work)}** | {_but(required)} | {_but(aimed)} | {verdict(work, required, aimed)} | {nombre(ratio)} |"
    yield ""
    yield f"Dans un aperçu (`make serve`) de ces 101 conventions, un fichier enregistré se voit au bout de **{nombre(m.apercu)} s**, détection comprise (exigé : ≤ {nombre(APERCU)} s, visé : ≤ {nombre(APERCU_VISE)} s) : {verdict(m.apercu, APERCU, APERCU_VISE)}."
    yield ""
    yield part(m.series[UN_COEUR], m.series[SANS_DONNEES])
    yield ""


def _but(limit: float | None) -> str:
    return f"≤ {nombre(limit)}" if limit else "—"


def _planchers(m: Mesures) -> str:
    """What no build can go below."""
    alone, other, warm = (m.series[name].mediane for name in (PLANCHER, PLANCHER_ZENSICAL, CHAUD))
    return (
        f"Pour un site d’une seule page, MkDocs + Material met {nombre(alone)} s, soit {nombre(alone / warm)} du temps que Zensical "
        f"met à refaire les pages changées ({nombre(warm)} s) ; Zensical, d’une seule page, {nombre(other)} s."
    )


def _details(m: Mesures) -> Iterator[str]:
    yield "## Temps, processeur, mémoire"
    yield ""
    yield "| | médiane | de … à … | processeur | mémoire au plus haut | pages | site |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for serie in m.series.values():
        low, high = serie.bornes
        yield (
            f"| {serie.nom} | {nombre(serie.mediane)} s | {nombre(low)} – {nombre(high)} s | {nombre(serie.processeur)} s "
            f"| {serie.memoire / MO:.0f} Mo | {serie.pages} | {nombre(serie.octets / MO)} Mo |"
        )
    yield ""


def _transfert(m: Mesures) -> Iterator[str]:
    yield "## Ce que télécharge une personne qui lit"
    yield ""
    yield "Les bornes valent pour gzip, que tout serveur sait faire. Brotli est ce que reçoit un navigateur quand l’hébergeur sert les copies `.br` ; il ne compte pas."
    yield ""
    yield "| | gzip, médiane | gzip, au plus | exigé | visé | | brotli, médiane | brotli, au plus |"
    yield "|---|--:|--:|--:|--:|---|--:|--:|"
    light, tight = m.transfert
    sheets, texts, first = max(light.fiches) / 1000, max(light.textes) / 1000, light.premiere_vue / 1000
    page, text = f"≤ {FICHE} ko | ≤ {FICHE_VISEE} ko", f"≤ {TEXTE} ko | ≤ {TEXTE_VISE} ko"
    yield f"| fiche d’un département | {_tailles(light.fiches)} | {page} | {verdict(sheets, FICHE, FICHE_VISEE)} | {_tailles(tight.fiches if tight else None)} |"
    yield f"| texte intégral | {_tailles(light.textes)} | {text} | {verdict(texts, TEXTE, TEXTE_VISE)} | {_tailles(tight.textes if tight else None)} |"
    yield f"| dont les mots seuls, sans une balise | {_tailles(light.mots)} | | | | {_tailles(tight.mots if tight else None)} |"
    yield f"| première visite : une fiche, ses styles, scripts et images | | {nombre(first)} ko | ≤ {VUE} ko | ≤ {VUE_VISEE} ko | {verdict(first, VUE, VUE_VISEE)} | | {nombre(tight.premiere_vue / 1000) + ' ko' if tight else '—'} |"


def _tailles(sizes: list[int] | None) -> str:
    """Two cells: the median and the largest."""
    return f"{nombre(statistics.median(sizes) / 1000)} ko | {nombre(max(sizes) / 1000)} ko" if sizes else "— | —"
