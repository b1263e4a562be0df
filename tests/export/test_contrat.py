"""What the open data promise does not change without a new version: `contrat-v1.json` holds what is published."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conventions.render.donnees import DOSSIER, VERSION
from tests.export.contrat import contrat, ruptures
from tests.helpers import view
from tests.places import EXEMPLE

ICI = Path(__file__).parent / f"contrat-v{VERSION}.json"
PROMIS = contrat(view(EXEMPLE, fictif=True).registry)


def test_no_promise_is_broken_without_a_new_version() -> None:
    """`--accepter` does not pass over it: the way out is another VERSION, whose addresses and contract are new."""
    assert f"/v{VERSION}/" in DOSSIER
    if ICI.exists():
        assert list(ruptures(json.loads(ICI.read_text(encoding="utf-8")), PROMIS)) == []


def test_what_is_added_is_promised_from_now_on(comparer: Callable[[Path, str], None]) -> None:
    comparer(ICI, json.dumps(PROMIS, ensure_ascii=False, indent=1) + "\n")


def _without_table(after: Any) -> None:  # noqa: ANN401 — JSON
    del after["tables"]["actions"]


def _without_column(after: Any) -> None:  # noqa: ANN401
    del after["tables"]["actions"]["pilote"]


def _renamed(after: Any) -> None:  # noqa: ANN401
    after["tables"]["actions"]["chef"] = after["tables"]["actions"].pop("pilote")


def _other_order(after: Any) -> None:  # noqa: ANN401
    columns = after["tables"]["actions"]
    columns["id"] = columns.pop("id")


def _in_the_middle(after: Any) -> None:  # noqa: ANN401
    columns = after["tables"]["actions"]
    after["tables"]["actions"] = {"nouvelle": columns["id"], **columns}


def _other_type(after: Any) -> None:  # noqa: ANN401
    after["tables"]["reunions"]["le"]["type"] = "texte"


def _now_empty(after: Any) -> None:  # noqa: ANN401
    after["tables"]["conventions"]["statut"]["requis"] = False


def _elsewhere(after: Any) -> None:  # noqa: ANN401
    after["tables"]["actions"]["pilote"]["vers"] = "institutions"


def _without_code(after: Any) -> None:  # noqa: ANN401
    after["codes"]["statut"].remove("signee")


BREAKS = (
    (_without_table, "la table « actions » a disparu"),
    (_without_column, "actions n’a plus la colonne « pilote »"),
    (_renamed, "actions n’a plus la colonne « pilote »"),
    (_other_order, "actions a ses colonnes dans un autre ordre, ou une nouvelle ailleurs qu’à la fin"),
    (_in_the_middle, "actions a ses colonnes dans un autre ordre, ou une nouvelle ailleurs qu’à la fin"),
    (_other_type, "reunions.le : « type » a changé"),
    (_now_empty, "conventions.statut : « requis » a changé"),
    (_elsewhere, "actions.pilote : « vers » a changé"),
    (_without_code, "la liste « statut » n’a plus « signee »"),
)


@pytest.mark.parametrize(("change", "expected"), BREAKS)
def test_a_breaking_change_is_told(change: Callable[[Any], None], expected: str) -> None:
    after = copy.deepcopy(PROMIS)
    change(after)
    assert expected in list(ruptures(PROMIS, after))


def test_an_addition_breaks_nothing() -> None:
    after = copy.deepcopy(PROMIS)
    after["tables"]["nouvelle"] = {"id": {}}
    after["tables"]["actions"]["de_plus"] = {"type": "texte", "requis": False, "code": "", "vers": ""}
    after["codes"]["statut"].append("autre")
    assert list(ruptures(PROMIS, after)) == []
