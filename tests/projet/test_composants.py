"""What the site is made of: their licences, published with it, and its inventory, which follows every byte of it."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.places import ROOT, SOURCE_DATE_EPOCH

LICENCES = ROOT / "docs/licences-tierces.txt"
LOCKED = re.findall(
    r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements/site.txt").read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.fixture
def petit(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "index.html").write_text("<p>un")
    (site / "a/b.css").write_text("p{}")
    return site


def inventory(site: Path) -> str:
    command = [sys.executable, str(ROOT / "tools/composants.py"), "inventaire", str(site)]
    env = {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_les_licences_publiees_sont_celles_du_verrou() -> None:
    text = LICENCES.read_text(encoding="utf-8")
    told = re.findall(
        r"^=+\n(\S+) (\S+) \((?:dans les pages|dans l’atelier, et à la construction|à la construction)\)\u00a0: (.+)$",
        text,
        re.MULTILINE,
    )
    assert {(name, version) for name, version, _ in told} - {("diff", "9.0.0")} == set(LOCKED), (
        "lancez « make licences »"
    )
    assert [name for name, _, _ in told[:2]] == ["diff", "mkdocs-material"]
    assert all(re.fullmatch(r"[\w.-]+(?: (?:AND|OR) [\w.-]+)*", licence) for _, _, licence in told)


def test_le_code_d_autrui_que_porte_une_page_a_sa_licence_mot_pour_mot() -> None:
    text = LICENCES.read_text(encoding="utf-8")
    for path in (ROOT / "overrides").rglob("LICENSE*"):
        assert "\n".join(line.rstrip() for line in path.read_text(encoding="utf-8").strip().splitlines()) in text
    assert "Martin Donath" in text


def test_la_commande_les_recrit_telles_quelles() -> None:
    command = [sys.executable, str(ROOT / "tools/composants.py"), "licences"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == LICENCES.read_text("utf-8")


def test_l_inventaire_suit_le_format_publie(petit: Path) -> None:
    text = inventory(petit)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    entries = {(one["name"], one["version"]): one for one in json.loads(text)["components"]}
    assert set(LOCKED) < set(entries)
    assert entries["diff", "9.0.0"]["scope"] == "required"
    assert all(len(entries[one]["properties"]) > 0 for one in LOCKED)


def test_l_inventaire_nomme_le_dsfr_la_seulement_ou_il_est(petit: Path) -> None:
    assert "@gouvfr/dsfr" not in inventory(petit)
    (petit / "assets/dsfr").mkdir(parents=True)
    (petit / "assets/dsfr/LICENCE.txt").write_text("Licence Ouverte")
    text = inventory(petit)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    (entry,) = (one for one in json.loads(text)["components"] if one["name"] == "@gouvfr/dsfr")
    assert entry["purl"].startswith("pkg:npm/%40gouvfr/dsfr@1.")
    assert entry["scope"] == "required"
    assert entry["licenses"] == [{"expression": "etalab-2.0"}]


def test_l_inventaire_nomme_ce_que_l_atelier_execute_la_seulement_ou_il_est(petit: Path) -> None:
    assert "pyodide" not in inventory(petit)
    (petit / "assets/atelier").mkdir(parents=True)
    (petit / "assets/atelier/pyodide-lock.json").write_text('{"info": {"python": "3.14.2"}}')
    text = inventory(petit)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    entries = {one["name"]: one for one in json.loads(text)["components"] if one["scope"] == "required"}
    assert {"cpython", "pyodide", "yaml", "jinja2", "markdown", "markupsafe", "pyyaml"} < set(entries)
    assert entries["cpython"]["purl"] == "pkg:generic/cpython@3.14.2"
    assert entries["pyodide"]["licenses"] == [{"expression": "MPL-2.0"}]


def test_les_licences_nomment_les_bibliotheques_que_l_atelier_publie() -> None:
    packed = re.findall(r'"/bibliotheques", (\[.*?\])', (ROOT / "tools/atelier.mjs").read_text(encoding="utf-8"))
    names = {name for listed in packed for name in json.loads(listed)}
    told = re.findall(r"^([\w-]+) \S+ \(dans l’atelier", LICENCES.read_text(encoding="utf-8"), re.MULTILINE)
    assert {"jinja2", "pypdf"} < names
    assert set(told) == {{"yaml": "pyyaml"}.get(name, name) for name in names}


def test_l_inventaire_suit_chaque_octet_du_site(petit: Path) -> None:
    before = inventory(petit)
    assert inventory(petit) == before
    listing = subprocess.run("find . -type f | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum | sha256sum", shell=True, cwd=petit, capture_output=True, text=True, check=True).stdout  # fmt: skip
    component = json.loads(before)["metadata"]["component"]
    assert component["hashes"] == [{"alg": "SHA-256", "content": listing.split()[0]}]
    (petit / "a/b.css").write_text("q{}")
    assert json.loads(inventory(petit))["serialNumber"] != json.loads(before)["serialNumber"]


def test_un_site_absent_se_dit_en_francais(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools/composants.py"), "inventaire", str(tmp_path)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("usage : tools/composants.py")


def load(name: str) -> object:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("report", "code", "words"),
    [
        ("", 0, "personne n’a répondu"),
        ("Traceback", 0, "personne n’a répondu"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "aucune, pour 1 paquets"),
        ('{"dependencies": [{"name": "a", "skip_reason": "x"}]}', 0, "sans réponse pour 1 paquets sur 1"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}', 1, "a 1 : CVE-1, corrigé dans 2"),
    ],
)  # fmt: skip
def test_les_vulnerabilites_connues_arretent_la_relecture(report: str, code: int, words: str) -> None:
    found, sentence = load("audit").verdict(report)  # type: ignore[attr-defined]
    assert found == code
    assert words in sentence
