"""A remedy is right: what a message says, done, takes the fault away and makes no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from conventions.model.problem import Problem
from conventions.source import mending, reader
from conventions.source.colons import coloned
from tests.places import EXEMPLE
from tests.regles import fabricated
from tests.regles.checking import departments, deposit, run, told
from tests.regles.reading import Cas, read_all
from tests.regles.remedies import applied, indent, proposes, renamed

FICHES = read_all(Path(__file__).parent)
CASES = [
    (rule, case) for rule, fiche in FICHES.items() for case in fiche.cas.values() if case.fautif and not case.avant
]
FICHIER = Path(__file__).parent / "retraits.yml"
LIGNES = FICHIER.read_text(encoding="utf-8").split("\n")


FORME = {"yaml-syntaxe", "yaml-structure", "deux-versions", "cle-double", "format"}


def readable(case: Cas) -> bool:
    return case.apres is not None and b"\xe8" not in case.apres


def shown(problem: Problem, data: bytes) -> bool:
    """Whether what is to be erased stands in the file as the message quotes it: not folded, nor written with escapes."""
    quotes = re.findall("« ([^»]+) »", problem.message)
    return " : l’effacer" not in problem.message or (bool(quotes) and quotes[0] in data.decode())


@pytest.mark.parametrize(("rule", "case"), [pytest.param(r, c, id=f"{r}/{c.nom}") for r, c in CASES if readable(c)])
@pytest.mark.lent
def test_ce_que_dit_le_message_repare_le_fichier(rule: str, case: Cas, tmp_path: Path) -> None:
    assert case.apres is not None
    folder = departments(tmp_path)
    path = deposit(case.apres, folder)
    if case.fabrique:
        fabricated.CAS[f"{rule}/{case.nom}"](folder)
    before, _ = run(folder)
    fabricated.EN_PANNE.undo()
    own = [p for p in before if proposes(p) and p.path.endswith(path.name) and shown(p, case.apres)]
    path.write_bytes(applied(case.apres, own))
    after, _ = run(folder)
    mended = {(p.line, p.rule) for p in own}
    told_of = Counter((p.line, p.rule) for p in after if p.rule in FORME or (p.line, p.rule) in mended)
    left = told_of - Counter((p.line, p.rule) for p in before if p not in own)
    assert not left, f"{told(before)}{path.read_text(encoding='utf-8')}\n{told(after)}"


def test_des_remedes_sont_essayes() -> None:
    """The words of a message that changes must not make the property above an empty one."""
    texts = [
        line for path in Path(__file__).parent.glob("*.md") for line in path.read_text(encoding="utf-8").split("\n")
    ]
    messages = [line for line in texts if line.startswith("departments/")]
    assert sum(proposes(Problem("x", 1, 1, m)) for m in messages) > 150
    one = [m for m in messages if re.search("écrire « [^»]+ »(?!,? (ou )?«)", m)]
    assert not [m for m in one if not proposes(Problem("x", 1, 1, m))]


@pytest.mark.parametrize(
    ("rule", "case"), [(r, c) for r, c in CASES if c.fabrique and r in {"nom-inattendu", "fichier-de-travail"}]
)
def test_un_fichier_renomme_comme_le_dit_le_message_a_sa_place(rule: str, case: Cas, tmp_path: Path) -> None:
    folder = departments(tmp_path)
    if case.apres is not None:
        deposit(case.apres, folder)
    fabricated.CAS[f"{rule}/{case.nom}"](folder)
    before, _ = run(folder)
    renamed(folder, before)
    kept = {p.message for p in before if "renommer" in p.message or "laissé par un programme" in p.message}
    assert not kept & {p.message for p in run(folder)[0]}


def moved(by: int | None) -> Iterator[tuple[int, str]]:
    """The file with one line moved: its number, and the text. None: its spaces are one tabulation."""
    for number, text in enumerate(LIGNES, 1):
        now = indent(text)
        if text.strip() and (now if by is None else now + by >= 0):
            line = "\t" + text.lstrip() if by is None else " " * (now + by) + text.lstrip()
            yield number, "\n".join([*LIGNES[: number - 1], line, *LIGNES[number:]])


@pytest.mark.echantillon(60)
@pytest.mark.parametrize(
    ("number", "text"),
    [pytest.param(n, t, id=f"{by}-ligne{n}") for by in (2, -2, 1, -1, 4, None) for n, t in moved(by)],
)
@pytest.mark.lent
def test_une_ligne_deplacee_est_une_faute_a_cette_ligne(number: int, text: str) -> None:
    right = reader.parse("\n".join(LIGNES).encode(), "x").value
    judged = mending.judge(reader.parse(text.encode(), "x"))
    if not judged.all:  # where a list may stand, a text may begin: several columns are good
        return
    assert [p.line for p in judged.all] == [number], judged.all
    repaired = reader.parse(applied(text.encode(), judged.all), "x")
    assert mending.judge(repaired).all == []
    assert repaired.value == right or "|" in LIGNES[number - 2] or "|" in LIGNES[number - 3]


def uncoloned() -> Iterator[tuple[str, str, int, int]]:
    """Each example with the colon of one key left out: its name, the text, the place of the key."""
    for path in sorted(EXEMPLE.glob("*.yml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for line, column in reader.parse("\n".join(lines).encode(), "x").cles.values():
            start, text = column - 1, lines[line - 1]
            colon = start + len(re.match('"[^"]*"|[^:]*', text[start:])[0])  # type: ignore[index]
            yield (
                path.stem,
                "\n".join([*lines[: line - 1], text[:colon] + text[colon + 1 :], *lines[line:]]),
                line,
                column,
            )


@pytest.mark.echantillon(60)
@pytest.mark.parametrize(
    ("name", "text", "line", "column"), [pytest.param(*one, id=f"{one[0]}-{one[2]}-{one[3]}") for one in uncoloned()]
)
@pytest.mark.lent
def test_les_deux_points_oublies_sont_la_seule_faute(name: str, text: str, line: int, column: int) -> None:
    judged = mending.judge(reader.parse(text.encode(), "x"))
    assert [(p.line, p.column) for p in judged.all if p.severity == "erreur"] == [(line, column)], judged.all
    repaired = reader.parse(applied(text.encode(), judged.all), "x")
    assert repaired.value == reader.parse((EXEMPLE / f"{name}.yml").read_bytes(), "x").value


def test_le_tiret_d_une_liste_n_est_pas_une_cle_sans_deux_points() -> None:
    assert not list(coloned(["membres:", "  - {nom: Essai, prenom: Claire}", "  - [Essai]", "-"], {1}))


PERSONNE = {
    "nom": "Essai",
    "prenom": "Claire",
    "titre": "préfète du Rhône, préfète de région",
    "signe_le": "2026-10-12",
}


@pytest.mark.parametrize("keys", ["titre", "prenom titre", "nom prenom titre", "signe_le titre prenom nom"])
@pytest.mark.parametrize("style", ["accolades", "lignes"])
@pytest.mark.parametrize("party", ["prefet", "caf", "association-udaf"])
def test_les_cles_d_une_personne_sous_la_partie(party: str, style: str, keys: str) -> None:
    person = {key: PERSONNE[key] for key in keys.split()}
    known = {"adresse": "4 rue du Modèle"} | ({"nom": "Udaf du Rhône"} if party.startswith("association") else {})
    written = [f'{k}: "{v}"' for k, v in {**person, **known}.items()]
    inside = " {" + ", ".join(written) + "}" if style == "accolades" else "".join(f"\n      {one}" for one in written)
    text = f"departement: 69\ntrame: 2026-2029\nconvention:\n  signataires:\n    {party}:{inside}".encode()
    judged = mending.judge(reader.parse(text, "x"))
    assert len(judged.all) == 1
    repaired = reader.parse(applied(text, judged.all), "x")
    assert mending.judge(repaired).all == []
    unsaid = {"nom": "…"} if "nom" in known and "prenom" in person else {}
    expected = {**known, "representants": [{**person, **unsaid}]}
    assert repaired.value["convention"] == {"signataires": {party: expected}}


def undashed() -> Iterator[tuple[str, str, int]]:
    """Each example with a dash glued to what follows it, and the keys of its item as far in, or one or two columns less."""
    for path in sorted(EXEMPLE.glob("*.yml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        values = reader.parse("\n".join(lines).encode(), "x").valeurs
        for line, column in (values[where] for where in values if where and isinstance(where[-1], int)):
            if lines[line - 1][: column - 1].endswith("- "):
                last = next((n for n, text in enumerate(lines[line:], line) if indent(text) < column - 1), len(lines))
                for by in range(3 if last > line and not lines[line - 1][: column - 1].strip("- ") else 1):
                    glued = lines[line - 1][: column - 2] + lines[line - 1][column - 1 :]
                    text = "\n".join(
                        [*lines[: line - 1], glued, *(one[by:] for one in lines[line:last]), *lines[last:]]
                    )
                    yield path.stem, text, line


@pytest.mark.echantillon(30)
@pytest.mark.parametrize(
    ("name", "text", "line"), [pytest.param(*one, id=f"{one[0]}-{one[2]}-{n}") for n, one in enumerate(undashed())]
)
@pytest.mark.lent
def test_un_tiret_sans_espace_est_la_seule_faute(name: str, text: str, line: int) -> None:
    judged = mending.judge(reader.parse(text.encode(), "x"))
    assert [p.line for p in judged.all if p.severity == "erreur"] == [line], judged.all
    repaired = reader.parse(applied(text.encode(), judged.all), "x")
    assert repaired.value == reader.parse((EXEMPLE / f"{name}.yml").read_bytes(), "x").value
