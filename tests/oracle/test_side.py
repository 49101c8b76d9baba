"""What stands beside scoring, against the vectors worked by hand and day by day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ageing import freshness, later
from hinges import sensitivity
from scorer import canonical
from side_cases import KINDS

DECISIONS = Path(__file__).parents[1] / "conformance" / "decisions"
VECTORS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DECISIONS.glob("*"))]
BESIDE = [vector for vector in VECTORS if vector["call"] in KINDS]


@pytest.mark.parametrize("vector", BESIDE, ids=lambda vector: vector["name"])
def test_vectors_worked_by_hand(vector: dict[str, Any]) -> None:
    """The whole answer, for every vector of a kind that the oracle knows."""
    documents = {"obligations": [], "crosswalks": [], **vector["documents"]}
    assessment, sets = vector["assessments"][0], vector["sets"]
    if vector["call"] == "freshness":
        found = freshness(documents, assessment, sets, vector["on"])
    else:
        found = sensitivity(documents, assessment, sets)
    assert canonical(found) == canonical(vector["expected"])


def test_every_kind_has_vectors() -> None:
    """Four or more of each."""
    calls = [vector["call"] for vector in BESIDE]
    assert all(calls.count(kind) >= 4 for kind in KINDS)


def test_a_month_ends_in_the_next_month() -> None:
    """From any day of four years, one month is in the next month, and never past its last day."""
    for day in (date(2023, 1, 1) + timedelta(days=n) for n in range(1461)):
        end = later(day, "1 month")
        assert end is not None
        assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == 1
        assert end.day == day.day or (end + timedelta(days=1)).day == 1
        assert later(day, "12 months") == later(day, "1 year")


@pytest.mark.parametrize("kind", KINDS)
def test_cases_say_different_things(kind: str) -> None:
    """The same seed gives the same case, and answers are seldom empty."""
    cases = [KINDS[kind](seed) for seed in range(1, 31)]
    assert canonical(cases[0]) == canonical(KINDS[kind](1))
    field = {"sensitivity": "obligations", "freshness": "verify"}[kind]
    assert sum(bool(case["expected"][field]) for case in cases) > 15
