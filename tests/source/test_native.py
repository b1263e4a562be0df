"""What stands in for native libraries gives what they give: the same verdicts, the same places, the same words, the same HTML."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conventions import check
from conventions.render import rich
from conventions.source import native, nodes, pure_html, pure_schema, reader, schema
from tests.conftest import combien
from tests.hostile import mutations
from tests.hostile.attacks import ATTAQUES
from tests.hostile.faire import contexte
from tests.regles.test_rules import CASES

MUTATIONS = combien(8, epreuve=2_000)


@contextmanager
def sans_natif() -> Iterator[None]:
    """As in a browser."""
    kept, native.NATIVE = native.NATIVE, False
    _forget()
    try:
        yield
    finally:
        native.NATIVE = kept
        _forget()


def _forget() -> None:
    for known in (schema._validator, nodes._part, rich.mots, rich.en_html, rich.riche):
        known.cache_clear()


def lu(nom: str, data: bytes) -> tuple[object, ...]:
    """All that is made of a file: its values, their places, its faults, in order."""
    source = contexte().read(nom, data)
    document = source.document
    problems = check.judge(source, contexte().registry([]), contexte().folder).problems
    return document.value, document.valeurs, document.cles, problems, sorted(map(str, source.faulty)), source.dossier


def forme(data: bytes) -> tuple[object, ...]:
    """What the parser makes of it."""
    document = reader.parse(data, "69-rhone.yml")
    return document.value, document.valeurs, document.cles, document.problems


CAS = [(rule, case.nom, case.apres) for rule, case in CASES if case.apres]
ETATS = ["", "<b>", "**", "[a](https://é.fr/)", "[a](https://a.fr:99999/)", "[a](https://1.2.3.4.5/)", "[a](https://xn--a/)", "| a |\n|---|\n| b |", "[^1]\n\n[^1]: n", "&nbsp;", "\u00a0"]  # fmt: skip
"""Pieces of hostile words."""


@pytest.mark.echantillon(8)
@pytest.mark.parametrize(("rule", "nom", "data"), CAS, ids=lambda one: one if isinstance(one, str) else "")
@pytest.mark.lent
def test_chaque_cas_de_faute_est_dit_de_meme(rule: str, nom: str, data: bytes) -> None:
    wanted = lu("69-rhone.yml", data)
    with sans_natif():
        assert lu("69-rhone.yml", data) == wanted, f"{rule}/{nom}"


@pytest.mark.parametrize("lot", range(MUTATIONS // 4))
@pytest.mark.lent
def test_des_fichiers_abimes_sont_lus_de_meme(lot: int) -> None:
    for numero in range(4 * lot, 4 * lot + 4):
        nom, data = mutations.fichier(3, numero)
        wanted = lu(nom, data)
        with sans_natif():
            assert lu(nom, data) == wanted, numero


SIGNES = "?:,[]{}-#|>+012'\"\\ \n\tak.=~"
"""What makes the shape of a file, and a few letters."""
AUTOUR = ("{}", "- {}", "k: {}", "k: [{}]", "k: {{{}}}", "a: 1\nk: [b, {}\nz: 2")


@given(st.sampled_from(AUTOUR), st.text(SIGNES, max_size=9))
@example("k: [{}]", "a?b, c ? d, ?")
@example("k: [{}]", "a:?")
@example("k: {}", "|#")
@example("k: {}", "a]]")
def test_la_forme_d_un_fichier_est_lue_de_meme(around: str, text: str) -> None:
    data = around.format(text).encode()
    wanted = forme(data)
    with sans_natif():
        assert forme(data) == wanted


@given(
    st.lists(
        st.sampled_from([*ATTAQUES, *ETATS]) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
        max_size=6,
    ).map("".join)
)
def test_les_mots_hostiles_sont_montres_de_meme(text: str) -> None:
    wanted = rich.riche(text)
    with sans_natif():
        assert rich.riche(text) == wanted


@pytest.mark.parametrize(
    "made",
    [
        "<script>x</script>",
        "<p>a",
        "a</p>",
        "<p onclick=x>a</p>",
        '<a href="javascript:x">a</a>',
        "<p",
        "<!-- -->",
        "<P>a</P>",
    ],
)
def test_ce_que_nous_n_ecririons_pas_devient_du_texte(made: str) -> None:
    shown = pure_html.clean(made, {"p", "a"}, {"a": {"href"}}, lambda _tag, _name, value: value)
    assert re.findall(r"<[^>]*>", shown) in ([], ["<a>", "</a>"])


@pytest.mark.parametrize(
    "ecart",
    [{"minItems": 1}, {"format": "uri"}, {"type": "null"}, {"properties": {"a": {"oneOf": []}}}, {"then": {"not": {}}}],
)
def test_un_mot_du_schema_qui_n_est_pas_connu_arrete_tout(ecart: dict[str, object]) -> None:
    pure_schema.Validator(nodes.schema())
    with pytest.raises(pure_schema.UnknownKeyword):
        pure_schema.Validator({**nodes.schema(), **ecart})


BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"jsonschema_rs", "nh3", "PIL", "msgspec", "pypdf", "sqlite3"} or name.startswith(("yaml._", "_yaml", "markupsafe._")):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Blocked())
from pathlib import Path
from datetime import date
from conventions import check
from conventions.source import native
from conventions.source.registry import load
assert not native.NATIVE
print(len(check.check(load(Path(sys.argv[1]), date(2026, 11, 23)))))
"""


@pytest.mark.lent
def test_le_paquet_verifie_sans_aucun_module_natif(tmp_path: Path) -> None:
    (tmp_path / "69-rhone.yml").write_text('departement: "69"\ntrame: aucun\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", BLOCKED, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
