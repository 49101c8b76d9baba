"""Run every vector through the Python package and compare the bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import csf_assess
import pytest

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
KINDS = ("scales", "models", "frameworks", "obligations", "crosswalks")


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 65


@pytest.mark.parametrize("as_text", [False, True], ids=["mapping", "text"])
@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_vector_gives_its_expected_bytes(path: Path, as_text: bool) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    library = csf_assess.Library()
    for kind in KINDS:
        for document in vector["documents"].get(kind, []):
            library.add(canonical(document) if as_text else document)
    assessment = vector["assessment"]
    read = library.assessment(canonical(assessment) if as_text else assessment)
    result = library.assess(read, vector["sets"])
    assert result.to_json() == canonical(vector["expected"])
    assert result.to_dict() == vector["expected"]
