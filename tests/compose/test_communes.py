"""What every convention has word for word is one object, of which what is made is made once."""

from __future__ import annotations

from dataclasses import replace

from conventions.compose.clauses import compose
from conventions.compose.communes import est_commune, une_fois
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from tests.helpers import REFERENCE, TRAME


def test_a_clause_of_the_trame_is_made_into_something_once() -> None:
    made: list[str] = []

    @une_fois
    def name(clause: Clause) -> list[str]:
        made.append(clause.id)
        return [clause.id]

    ain, rhone = (compose(TRAME, REFERENCE.departements[code], Convention()) for code in ("01", "69"))
    shared = [clause for clause in ain if est_commune(clause)]
    assert len(shared) > len(ain) / 2
    assert {id(c) for c in shared} == {id(c) for c in rhone if est_commune(c)}
    kept = [name(c) for c in shared]
    assert [id(name(c)) for c in rhone if est_commune(c)] == [*map(id, kept)]
    assert made == [c.id for c in shared]
    assert est_commune(kept[0])


def test_another_clause_is_made_into_something_each_time() -> None:
    @une_fois
    def name(clause: Clause) -> list[str]:
        return [clause.id]

    clauses = compose(TRAME, REFERENCE.departements["69"], Convention())
    own = replace(next(c for c in clauses if est_commune(c)), motif="autre")
    assert not est_commune(own)
    assert name(own) == name(own)
    assert name(own) is not name(own)
