"""Where the time of a build goes when one file has changed: each stage, timed inside a process of its own."""

from __future__ import annotations

import functools
import importlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from benchmarks.croissance import nombre
from benchmarks.mesure import Concurrent, environnement

RESTE = "le reste de MkDocs : configuration, fichiers copiés, plan du site, page d’erreur"
# (what it is, module, object): the stages of a build, none inside another.
ETAPES = (
    ("ouvrir ce qui est gardé, lire ce qui a changé", "conventions.build.opening", "open_site"),
    ("vérifier ce qui a changé", "conventions.build.site", "Site.check"),
    ("refaire le département changé", "conventions.build.site", "Site.departments"),
    ("refaire les pages communes qui le montrent", "conventions.build.site", "Site._shared"),
    ("refaire la recherche", "conventions.build.site", "Site._search"),
    ("lier ce qui ne change pas", "conventions.build.staging", "Staging.keep"),
    ("mettre en place, garder pour la prochaine fois", "conventions.build.site", "Site.finish"),
)  # fmt: skip
CHARGEMENTS = (
    ("démarrer MkDocs (ses modules)", ("mkdocs.__main__", "mkdocs.commands.build")),
    ("charger le code du projet", ("site_hook",)),
)
ESSAIS = """Ce qui a été essayé et gardé, avec ce que chaque chose a rapporté quand elle a été mesurée, sur une construction où un fichier change :

- ne pas réécrire les fichiers que le site a déjà : MkDocs saute ce qui n’est pas `is_modified()`, et un lien vers l’ancien fichier prend la place d’une copie ;
- ne ni charger ni rendre les départements qui n’ont pas changé : de chacun, on ne relit que ce qu’il apporte aux pages communes ;
- se passer du ramasse-miettes pendant la construction : un cinquième du temps ;
- faire les pages communes sorte par sorte, et les clauses par section, sous l’empreinte de ce qu’elles lisent : de 0,85 s à 0,05 s ;
- ne pas lancer de processus pour moins de neuf départements, ou de trente-six sortes de pages communes : 0,4 s de système, 0,8 s de processeur pour une action changée ;
- mettre à jour les dossiers du site d’avant au lieu d’en refaire et d’en ôter mille quatre cents : 0,2 s de processeur, et la moitié du temps à l’horloge sur un disque occupé ;
- ne charger ce qui lance des processus, et ce qui parle HTTP, que là où cela sert : 0,04 s ;
- ne pas faire lister à MkDocs les 14 000 icônes du thème : 0,15 s.

Ce qui reste : démarrer MkDocs, charger le code (la moitié est la fabrication d’une centaine de classes de données), refaire le département changé, dont chaque étape sert pour la première fois dans ce processus, et refaire les pages écrites à la main, que MkDocs fait toujours. Un programme resté ouvert ne paie presque plus rien : c’est ce que fait `make serve`."""
Profil = Mapping[str, float]
"""Stage → seconds."""


def profiler(concurrent: Concurrent, tours: int) -> Profil:
    """The median of each stage, over that many runs of the command of a contestant that is MkDocs."""
    runs = []
    for _ in range(tours):
        concurrent.avant()
        command = [sys.executable, "-m", "benchmarks.profil", *concurrent.commande[3:]]
        env = {**environnement(concurrent), "PYTHONPATH": os.pathsep.join(["hooks", "."])}
        runs.append(
            json.loads(subprocess.check_output(command, cwd=concurrent.dossier, env=env, stderr=subprocess.DEVNULL))
        )
    return {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}


def tableau(profil: Profil, planchers: str) -> Iterator[str]:
    """The section of the report; `planchers` is the sentence on what no build can go below."""
    total = sum(profil.values())
    yield "## Un fichier changé : où passe le temps"
    yield ""
    yield "Médiane de chaque étape, mesurée à l’intérieur du programme. Démarrer MkDocs et charger le code sont le prix de toute construction, même d’une page ; un aperçu (`make serve`) ne les paie qu’une fois."
    yield ""
    yield planchers
    yield ""
    yield "| étape | temps | part |"
    yield "|---|--:|--:|"
    for stage, seconds in profil.items():
        yield f"| {stage} | {nombre(seconds)} s | {100 * seconds / total:.0f} % |"
    yield f"| **en tout** | **{nombre(total)} s** | |"
    yield ""
    yield ESSAIS
    yield ""


def main() -> None:
    """Run MkDocs in this process, and print the seconds of each stage."""
    seen: dict[str, float] = {}
    start = time.perf_counter()
    for stage, modules in CHARGEMENTS:
        seen[stage] = _timed(functools.partial(list, map(importlib.import_module, modules)))
    for stage, module, name in ETAPES:
        _watch(stage, importlib.import_module(module), name, seen)
    command = importlib.import_module("mkdocs.__main__").cli
    command(sys.argv[1:], standalone_mode=False)
    whole = time.perf_counter() - start
    print(json.dumps({**seen, RESTE: whole - sum(seen.values())}))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _watch(stage: str, module: object, name: str, seen: dict[str, float]) -> None:
    """Time every call of that function or method; what it yields is made within it."""
    *path, last = name.split(".")
    owner = functools.reduce(getattr, path, module)
    method = getattr(owner, last)

    @functools.wraps(method)
    def timed(*given: object, **named: object) -> object:
        start = time.perf_counter()
        try:
            found = method(*given, **named)
            return iter(list(found)) if isinstance(found, Iterator) else found
        finally:
            seen[stage] = seen.get(stage, 0) + time.perf_counter() - start

    setattr(owner, last, timed)


if __name__ == "__main__":
    main()
