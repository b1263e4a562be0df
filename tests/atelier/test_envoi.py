"""What is sent: an archive that unpacks over the folder of départements, and a document cited where it belongs."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from conventions.export.formulaire import Champ, _types
from conventions.source.nodes import schema
from tests.places import EXEMPLE, NODE

pytestmark = pytest.mark.node


def node(modules: Path, code: str, *donnees: object) -> Any:  # noqa: ANN401 — JSON
    """What a few lines say of these values, with the modules of the workshop beside them."""
    command: list[str | Path] = [NODE, "--input-type=module", "-e", code, modules.as_uri(), json.dumps(donnees)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


ARCHIVE = """
const [ou, donnees] = process.argv.slice(1);
const { archive } = await import(`${ou}/atelier-archive.js`);
const [fichiers] = JSON.parse(donnees);
const faite = archive(fichiers.map(([nom, octets]) => [nom, new Uint8Array(Buffer.from(octets, "base64"))]), new Date(2027, 2, 5, 14, 32, 10));
console.log(JSON.stringify(Buffer.from(await faite.arrayBuffer()).toString("base64")));
"""


def test_l_archive_se_deplie(modules: Path) -> None:
    wanted = {
        "69-rhone.yml": b"departement: 69\n",
        "pieces/69/a.pdf": bytes(range(256)) * 300,
        "pieces/69/vide.md": b"",
    }
    made = node(modules, ARCHIVE, [(name, base64.b64encode(data).decode()) for name, data in wanted.items()])
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(made))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == wanted
        assert {(one.date_time, one.external_attr >> 16, one.flag_bits) for one in archive.infolist()} == {
            ((2027, 3, 5, 14, 32, 10), 0o100644, 0x800)
        }


CITER = """
const [ou, donnees] = process.argv.slice(1);
const edition = await import(`${ou}/atelier-edition.js`);
const { citer, places } = await import(`${ou}/atelier-pieces.js`);
const [texte, nom, libelle] = JSON.parse(donnees);
const ouvertes = places(edition.lire(texte), nom, { caf: "Caf de l’Oise" });
const place = ouvertes.find((une) => une.libelle === libelle)?.chemin ?? null;
console.log(JSON.stringify([ouvertes.map((une) => une.libelle), citer(edition, texte, nom, "a".repeat(64), place)]));
"""


def test_une_piece_est_citee_a_sa_place(modules: Path) -> None:
    texte = (EXEMPLE / "69-rhone.yml").read_text(encoding="utf-8")
    libelles, ecrit = node(modules, CITER, texte, "pieces/69/logo-caf-2.png", "Logo\u00a0: Villeurbanne")
    assert [one for one in libelles if not one.startswith("Logo")] == []
    assert "      nom: Villeurbanne\n      insee: 69266\n" in texte
    assert set(ecrit.split("\n")) - set(texte.split("\n")) == {"      logo: pieces/69/logo-caf-2.png"}
    assert len(ecrit.split("\n")) == len(texte.split("\n")) + 1
    assert node(modules, CITER, ecrit, "pieces/69/logo-caf-2.png", "")[1].replace("      logo:\n", "") == texte


def test_un_logo_est_a_une_partie_que_l_on_nomme(modules: Path) -> None:
    texte = "departement: 60\nconvention:\n  signataires:\n    prefet:\n    caf:\n"
    libelles, _ = node(modules, CITER, texte, "pieces/60/logo.png", "")
    assert libelles == ["Logo\u00a0: Le préfet", "Logo\u00a0: Caf de l’Oise"]


def test_un_document_signe_est_cite_avec_son_empreinte(modules: Path) -> None:
    libelles, ecrit = node(
        modules,
        CITER,
        "departement: 69\navenants:\n  1:\n    objet: essai\n",
        "pieces/69/signe.pdf",
        "Avenant signé\u00a0: 1",
    )
    assert libelles == ["Convention signée", "Avenant signé\u00a0: 1"]
    assert ecrit.endswith(f"    document_signe:\n      fichier: pieces/69/signe.pdf\n      sha256: {'a' * 64}\n")


FORGE = """
const [ou, donnees] = process.argv.slice(1);
const { adressesDe } = await import(`${ou}/atelier-envoi.js`);
console.log(JSON.stringify(JSON.parse(donnees).map((adresse) => adressesDe(adresse, "69-rhone.yml"))));
"""


def test_la_forge_ouvre_le_fichier_ou_le_cree(modules: Path) -> None:
    github, gitlab, autre = node(
        modules,
        FORGE,
        "https://github.com/o/d/edit/main/docs/",
        "https://gitlab.com/o/d/-/edit/main/docs/",
        "https://forge.exemple/d/_edit/docs/",
    )
    assert github == {
        "modifier": "https://github.com/o/d/edit/main/departments/69-rhone.yml",
        "creer": "https://github.com/o/d/new/main/departments?filename=69-rhone.yml",
    }
    assert gitlab == {
        "modifier": "https://gitlab.com/o/d/-/edit/main/departments/69-rhone.yml",
        "creer": "https://gitlab.com/o/d/-/new/main/departments?file_name=69-rhone.yml",
    }
    assert autre == {"modifier": "https://forge.exemple/d/_edit/departments/69-rhone.yml", "creer": ""}


SORTES = """
const [ou, donnees] = process.argv.slice(1);
const { sorteDe } = await import(`${ou}/atelier-pieces.js`);
console.log(JSON.stringify(JSON.parse(donnees).map((chemin) => sorteDe(chemin)?.mots ?? "")));
"""


def _places(
    types: Mapping[str, list[Champ]], kind: str = "", chemin: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Those where the form asks a document."""
    for champ in types[kind]:
        here = (*chemin, *([champ.cle] if champ.cle else []), *(["1"] if champ.genre in {"table", "liste"} else []))
        if champ.genre == "piece":
            yield here
        if champ.de:
            yield from _places(types, champ.de, here)


def test_chaque_champ_qui_cite_une_piece_sait_la_prendre(modules: Path) -> None:
    places = list(_places(_types(schema())))
    assert ("convention", "signataires", "1", "logo") in places
    wanted = ["une image .png ou .jpg" if place[-1] == "logo" else "un fichier .pdf" for place in places]
    assert node(modules, SORTES, *places) == wanted
    assert node(modules, SORTES, ["texte"], ["convention", "titre"]) == ["un fichier .md", ""]
