"""Run every vector of what stands beside scoring through the Python package."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import csf_assess
import pytest
from csf_assess import Assessment, Library

VECTORS = sorted((Path(__file__).parent / "decisions").glob("*.json"))
KINDS = ("scales", "models", "frameworks", "obligations", "scopes", "crosswalks", "transitions")
Vector = dict[str, Any]
Call = Callable[[Library, list[Assessment], Vector], Any]
CALLS: dict[str, Call] = {
    "clock": lambda library, _, vector: library.clock(vector["sets"][0], **vector["incident"]),
    "compare": lambda library, of, vector: library.compare(of[0], of[1], vector["sets"]),
    "consensus": lambda library, of, vector: library.consensus(
        of,
        merge=vector.get("merge", "median"),
        lead=vector.get("lead"),
        between=[(one, other) for one, other in vector.get("between", [])],
    ),
    "freshness": lambda library, of, vector: library.freshness(of[0], vector["on"], vector["sets"]),
    "migrate": lambda library, of, vector: library.migrate(
        of[0], vector["to"], source=vector.get("source")
    ),
    "plan": lambda library, of, vector: library.plan(
        of[0],
        vector["sets"],
        targets=vector.get("targets", []),
        gates=vector.get("gates", []),
        costs=json.dumps(vector["costs"]) if "costs" in vector else None,
        fixed=vector.get("fixed", []),
        next_steps=vector.get("next_steps"),
    ),
    "scope": lambda library, _, vector: library.scope(
        vector["facts"], vector["sets"][0], vector.get("overlay")
    ),
    "sensitivity": lambda library, of, vector: library.sensitivity(of[0], vector["sets"]),
    "trend": lambda library, of, vector: library.trend(of, vector["sets"]),
}


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 39
    vectors = [json.loads(path.read_text(encoding="utf-8")) for path in VECTORS]
    assert {vector["call"] for vector in vectors} == set(CALLS)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_decision_gives_its_expected_bytes(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    library = csf_assess.Library()
    for kind in KINDS:
        for document in vector["documents"].get(kind, []):
            library.add(document)
    read = [library.assessment(assessment) for assessment in vector["assessments"]]
    answer = CALLS[vector["call"]](library, read, vector)
    assert canonical(answer) == canonical(vector["expected"])
