"""The State's design system: its files are fetched, never kept; what of them is laid out; what a ministry sets."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from lxml import html

from conventions.build.habillage import ASSETS, SHELL, missing
from conventions.source.site_settings import site_settings
from tests.places import ROOT

PACKAGE = ROOT / ".cache/npm-dsfr/node_modules/@gouvfr/dsfr"
PICTURES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".ico",
    ".svg",
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".eot",
}
CHAINES = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / ".gitlab-ci.yml"]


@cache
def outil() -> ModuleType:
    """tools/dsfr.py."""
    spec = importlib.util.spec_from_file_location("outil_dsfr", ROOT / "tools/dsfr.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses ask for it
    spec.loader.exec_module(module)
    return module


@cache
def official() -> dict[str, str]:
    """The digest of each file of the package that is more than a few bytes, with its name."""
    assert PACKAGE.is_dir(), "les fichiers du DSFR ne sont pas là : lancez les tests par « make test »"
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.stat().st_size > 60]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): str(path.relative_to(PACKAGE)) for path in files}


def of_the_package(paths: list[Path]) -> list[str]:
    """Those that are a file of the package, byte for byte."""
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()}
    return [f"{path} : {official()[digest]}" for path, digest in digests.items() if digest in official()]


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\0") if name]


def test_the_version_is_exact_and_its_digest_is_locked() -> None:
    folder = ROOT / "requirements/dsfr"
    (wanted,) = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"].values()
    assert re.fullmatch(r"\d+\.\d+\.\d+", wanted)
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages.keys() == {"", "node_modules/@gouvfr/dsfr"}
    assert packages["node_modules/@gouvfr/dsfr"]["version"] == wanted
    assert packages["node_modules/@gouvfr/dsfr"]["integrity"].startswith("sha512-")


def test_no_file_nor_picture_of_it_is_in_the_repository() -> None:
    files = tracked()
    assert len(files) > 500
    assert of_the_package(files) == []
    assert [path for path in files if re.search(r"marianne|republique", path.name, re.IGNORECASE)] == []
    assert [path for path in files if path.is_relative_to(ROOT / "overrides/dsfr") and path.suffix in PICTURES] == []
    texts = {
        path: path.read_bytes() for path in files if path.is_file() and path.suffix in {".css", ".js", ".html", ".svg"}
    }
    assert [
        path for path, data in texts.items() if b"DSFR v" in data or b"SPDX-License-Identifier: Etalab" in data
    ] == []


def test_nothing_of_it_is_in_the_site_of_everyone(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file()]
    assert not (site / "assets/dsfr").exists()
    assert of_the_package(files) == []
    frame = [path for path in files if path.suffix in {".css", ".js"}] + [site / "index.html", site / "404.html"]
    said = {path: path.read_text(encoding="utf-8") for path in frame}
    assert [
        path for path, text in said.items() if re.search(r"[\"'. ]fr-[a-z]|Marianne\b(?!,? ?[A-Z])|@font-face", text)
    ] == []


@pytest.mark.parametrize("path", [*CHAINES, ROOT / ".ci/run"], ids=lambda path: path.name)
def test_no_pipeline_builds_a_site_of_the_state(path: Path) -> None:
    assert re.findall(r"dsfr|CONFIG|config-file", path.read_text(encoding="utf-8"), re.IGNORECASE) == []


def test_what_is_fetched_is_ignored_by_git() -> None:
    for name in (".cache/dsfr/assets/dsfr/dsfr.css", ".cache/npm-dsfr/package-lock.json"):
        assert subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False).returncode == 0


OFFICIAL = """@charset "UTF-8";/*! DSFR v0 | licence */
/* mot */a{color:var(--lu)}.fr-logo,.fr-tag{color:red;--idle:var(--autre);background:url("data:image/svg+xml;{}")}
.fr-tag{color:blue}.fr-logo:not(.fr-tag):before{mask:url(icons/a.svg)}[class^=fr-icon-]:after{content:""}
:root{--lu:#000;--autre:#111;--jamais:#222}@media (min-width:48em){.fr-logo{color:var(--ours)}.fr-tag{color:pink}}
@media (-ms-high-contrast:active){.fr-logo{color:lime}}
:root[data-fr-theme=dark]{--lu:#fff;--jamais:#eee}[data-fr-theme=dark] .fr-logo{color:white}:root[data-fr-mourning] .fr-logo{color:grey}
@font-face{font-family:Marianne;src:url(fonts/R.woff2) format("woff2"),url(fonts/R.woff) format("woff");font-weight:400;font-style:normal}
@font-face{font-family:Marianne;src:url(fonts/L.woff2) format("woff2");font-weight:300;font-style:normal}
@font-face{font-family:Spectral;src:url(fonts/S.woff2) format("woff2");font-weight:400;font-style:normal}"""


def test_of_its_sheet_only_what_our_templates_use_is_kept() -> None:
    light, dark = outil().sheets(OFFICIAL, ['<p class="fr-logo">', "a{color:var(--ours)}"])
    assert light == (
        "/*! DSFR v0 | licence */\n@layer theme,composants,habillage.neutre,habillage.dsfr;\n"
        "@layer theme{a{color:var(--lu)}:root{--lu:#000}"
        '@font-face{font-family:Marianne;src:url(fonts/R.woff2) format("woff2");font-weight:400;font-style:normal}}\n'
        '@layer habillage.dsfr{.fr-logo{color:red;background:url("data:image/svg+xml;{}")}'
        ".fr-logo:not(.fr-tag):before{mask:url(icons/a.svg)}@media (min-width:48em){.fr-logo{color:var(--ours)}}}\n"
    )
    assert dark.endswith("@layer theme{:root{--lu:#fff}}\n@layer habillage.dsfr{.fr-logo{color:white}}\n")


def test_every_class_that_we_use_is_one_of_its_own() -> None:
    """A word that is misspelt would go unseen."""
    folder = ROOT / ASSETS / "assets/dsfr"
    known = set(re.findall(r"\.(fr-[\w-]+)", (folder / "dsfr.css").read_text("utf-8")))
    used = {
        name
        for path in (ROOT / SHELL).rglob("*.html")
        for found in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for name in re.findall(r"\bfr-[\w-]+", found)
    }
    # Structure alone: the package gives these no rule.
    assert used - known <= {"fr-header__body", "fr-footer__content-item"}
    assert missing(ROOT) == ""


def test_what_is_laid_out_is_what_the_sheets_ask_for() -> None:
    folder = ROOT / ASSETS / "assets/dsfr"
    asked = set(re.findall(r"url\(((?:icons|fonts)/[^)]+)\)", (folder / "dsfr.css").read_text("utf-8")))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    others = {name for name in there if name.startswith(("favicon/", "artwork/"))}
    assert there == asked | others | {"dsfr.css", "dsfr-sombre.css", "LICENCE.txt"}
    assert len(others) == 6
    assert {name for name in there if name.startswith("fonts/")} == {
        "fonts/Marianne-Regular.woff2",
        "fonts/Marianne-Bold.woff2",
    }
    assert (folder / "dsfr.css").read_text("utf-8").startswith("/*!\n * DSFR v")


def test_the_settings_of_the_state_are_read() -> None:
    raw = yaml.safe_load((ROOT / "mkdocs.dsfr.yml").read_text("utf-8"))["extra"]["conventions"]
    settings, faults = site_settings(raw)
    assert faults == []
    assert settings.etat.bloc_marque == ("République", "Française")
    assert [lien.titre for lien in settings.etat.liens] == [
        "info.gouv.fr",
        "service-public.gouv.fr",
        "legifrance.gouv.fr",
        "data.gouv.fr",
    ]
    assert site_settings({"etat": {"operateur": {"logo": "assets/logo.svg"}}})[1] == [
        "extra.conventions.etat.operateur : un logo demande aussi « nom », les mots qu’il porte"
    ]


OPERATEUR = {
    "      bloc_marque: [République, Française]": "      bloc_marque: [Ministère, de l’Essai]",
    "        nom:\n        logo:": "        nom: Agence d’essai\n        logo: assets/agence.svg",
}


@pytest.mark.lent
def test_a_ministry_shows_its_name_and_the_logo_of_its_operator(tmp_path: Path) -> None:
    """In a copy of the project, whose settings alone are changed."""
    names = (
        "mkdocs.yml",
        "mkdocs.dsfr.yml",
        "docs",
        "hooks",
        "national",
        "overrides",
        "departments",
        "requirements/dsfr",
    )
    for name in (*names, str(ASSETS)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    settings = (tmp_path / "mkdocs.dsfr.yml").read_text(encoding="utf-8")
    for default, own in OPERATEUR.items():
        assert default in settings
        settings = settings.replace(default, own)
    (tmp_path / "mkdocs.dsfr.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "docs/assets/agence.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs.dsfr.yml"]
    env = {**os.environ, "ADRESSE_DU_SITE": "https://conventions.essai.gouv.fr/"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("index.html", "departements/69-rhone/index.html", "404.html"):
        page = html.fromstring((tmp_path / "site" / name).read_text(encoding="utf-8"))
        logos = page.xpath("//header//img | //footer//img")
        assert [logo.get("alt") for logo in logos] == ["Agence d’essai"] * 2
        place = tmp_path / "site" if name == "404.html" else (tmp_path / "site" / name).parent
        assert all((place / logo.get("src").lstrip("/")).resolve().is_file() for logo in logos)
        blocks = page.xpath("//p[@class='fr-logo']")
        assert [block.text_content() for block in blocks] == ["Ministèrede l’Essai"] * 2
        titles = page.xpath("//header//a/@title")
        assert titles == ["Accueil – Conventions départementales – Agence d’essai – Ministère de l’Essai"]


@pytest.fixture
def ailleurs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tool in a project where nothing was fetched, on a machine whose commands are those of « bin »."""
    tool = outil()
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name, place in {"ROOT": "", "FETCHED": "npm", "PACKAGE": "npm/node_modules/@gouvfr/dsfr"}.items():
        monkeypatch.setattr(tool, name, tmp_path / place)
    return tmp_path


def npm(folder: Path, script: str) -> None:
    (folder / "bin/npm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "bin/npm").chmod(0o755)


def test_without_npm_or_without_an_answer_it_says_what_to_do(ailleurs: Path) -> None:
    with pytest.raises(SystemExit, match="Il faut la commande « npm »"):
        outil().fetch()
    npm(ailleurs, "exit 1")
    with pytest.raises(SystemExit, match="n’a pas pu être pris à sa source"):
        outil().fetch()


def test_npm_is_asked_once_for_exactly_what_is_locked(ailleurs: Path) -> None:
    npm(ailleurs, f'echo "$@" >> {ailleurs}/asked; /bin/mkdir -p {ailleurs}/npm/node_modules/@gouvfr/dsfr')
    outil().fetch()
    outil().fetch()
    (words,) = (ailleurs / "asked").read_text().splitlines()
    assert words.startswith("ci --prefix")
    assert "--ignore-scripts" in words
    locked = ROOT / "requirements/dsfr/package-lock.json"
    assert (ailleurs / "npm/package-lock.json").read_bytes() == locked.read_bytes()
