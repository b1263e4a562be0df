"""What asks for a maintainer: another place, another département than the one that is named, a deletion, a hidden file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from conventions.cli.perimeter import codes_in, outside
from conventions.source.reference import load_reference
from tests.history import git
from tests.places import COMMANDE

DEPARTEMENTS = load_reference("2026-2029").departements
RHONE = ":100644 100644 a b M\0departments/69-rhone.yml\0"


def change(kind: str, path: str, mode: str = "100644") -> str:
    return f":100644 {mode} a b {kind}\0{path}\0"


@pytest.mark.parametrize(
    ("listing", "reason"),
    [
        (change("D", "departments/69-rhone.yml", "000000"), "une suppression"),
        (change("D", "departments/pieces/69/convention.pdf", "000000"), "une suppression"),
        (change("A", "departments/pieces/69/.gitattributes"), "hors de"),
        (change("A", "departments/pieces/69/.gitkeep"), "hors de"),
        (change("A", "departments/pieces/69/a\nb.pdf"), "hors de"),
        (change("A", "departments/pieces/69/a\x1b[2K.pdf"), "hors de"),
        (change("A", "departments/pieces/69/a.exe"), "hors de"),
        (change("A", "departments/.gitattributes"), "hors de"),
        (change("A", "departments/69-rhône.yml"), "hors de"),
        (change("M", ".gitattributes"), "hors de"),
    ],
)
def test_ce_qui_cache_ou_efface_demande_un_mainteneur(listing: str, reason: str) -> None:
    ((_, told),) = outside(listing, "departments")
    assert told.startswith(reason)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("69-rhone", {"69"}),
        ("correction-69-rhone-signature", {"69"}),
        ("marie/departement-69", {"69"}),
        ("Rhone", {"69"}),
        ("signature-haute-savoie", {"74"}),
        ("avenant-bouches-du-rhone", {"13"}),
        ("savoie-et-haute-savoie", {"73", "74"}),
        ("caf69", {"69"}),
        ("caf-2a", {"2a"}),
        ("prefecture-971", {"971"}),
        ("loire-atlantique.gouv.fr", {"44"}),
        ("rhone.gouv.fr", {"69"}),
        ("caf75.caf.fr", {"75"}),
        ("patch-69", set()),
        ("correction-lot-2", set()),
        ("issue/13", set()),
        ("main", set()),
        ("HEAD", set()),
        ("refs/proposition", set()),
        ("users.noreply.github.com", set()),
    ],
)
def test_le_departement_que_nomme_une_branche_ou_un_compte(text: str, codes: set[str]) -> None:
    assert codes_in(text, DEPARTEMENTS) == codes


def test_chaque_departement_se_nomme_par_son_fichier() -> None:
    for code, one in DEPARTEMENTS.items():
        assert codes_in(f"correction/{one.slug}", DEPARTEMENTS) == {code.lower()}


def test_le_fichier_d_un_autre_que_celui_qui_est_nomme() -> None:
    assert outside(RHONE, "departments", {"la branche": {"69"}, "l’auteur": set()}) == []
    assert outside(RHONE, "departments", {"la branche": {"01"}, "l’auteur": {"69"}}) == [
        ("departments/69-rhone.yml", "la branche nomme un autre département (01)")
    ]
    assert outside(RHONE, "departments", {"la branche": set(), "l’auteur": {"01", "38"}}) == [
        ("departments/69-rhone.yml", "l’auteur nomme un autre département (01 et 38)")
    ]


def perimeter(repo: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMANDE, "perimeter", *words], cwd=repo, env=dict(os.environ), capture_output=True, text=True, check=False)  # fmt: skip


def test_la_commande_lit_la_branche(depot: Path) -> None:
    git(depot, "checkout", "-q", "-b", "correction-01-ain")
    path = depot / "departments/69-rhone.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# relu\n", encoding="utf-8")
    git(depot, "commit", "-q", "-a", "-m", "proposition")
    by_branch = perimeter(depot, "main", "correction-01-ain")
    assert by_branch.returncode == 1
    assert by_branch.stdout.splitlines() == [
        "departments/69-rhone.yml : la branche nomme un autre département (01)",
        "1\u00a0fichier demande la relecture d’un mainteneur.",
    ]


def test_la_commande_lit_le_domaine_de_l_auteur(depot: Path) -> None:
    path = depot / "departments/69-rhone.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# relu\n", encoding="utf-8")
    author = ("-c", "user.name=Claude Rhône", "-c", "user.email=claude@isere.gouv.fr")
    git(depot, *author, "commit", "-q", "-a", "-m", "proposition")
    told = perimeter(depot, "HEAD~1", "HEAD")
    assert told.stdout.startswith("departments/69-rhone.yml : l’auteur nomme un autre département (38)\n")
    assert perimeter(depot, "HEAD~1", "HEAD", "--branche", "69-rhone").returncode == 1


def test_une_suppression_dans_un_vrai_historique(depot: Path) -> None:
    git(depot, "rm", "-q", "departments/13-bouches-du-rhone.yml")
    git(depot, "commit", "-q", "-m", "proposition")
    told = perimeter(depot, "HEAD~1", "HEAD")
    assert told.returncode == 1
    assert told.stdout.startswith("departments/13-bouches-du-rhone.yml : une suppression\n")
