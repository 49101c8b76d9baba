"""The publisher's own words, from the publisher's own files, beside ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from csf_assess import CsfAssessError, Library

CATALOG: dict[str, Any] = {
    "catalog": {
        "metadata": {"title": "Our own catalog 2.0"},
        "controls": [
            {
                "id": "PR.AA-03",
                "class": "subcategory",
                "parts": [
                    {"name": "statement", "prose": "Words of the publisher"},
                    {"id": "PR.AA-03.001", "name": "example", "prose": "Something to do"},
                ],
            },
            {"id": "PR.ZZ-01", "class": "subcategory"},
        ],
    }
}
SHARED = Path(os.environ.get("CSF_ASSESS_SHARED", Path(__file__).parents[2] / ".." / "shared"))
FILES = {
    "oscal": "NIST_CSF_v2.0_catalog.json",
    "cprt": "cprt_CSF_2_0_0_04-24-2024.json",
    "nist-reference-tool": "csf-2.0-reference-tool-export.2026-07-15.xlsx",
}


def items(framework: dict[str, Any]) -> dict[str, Any]:
    return {
        item["id"]: item
        for function in framework["functions"]
        for category in function["categories"]
        for item in category["subcategories"]
    }


def test_a_wording_is_a_document_and_stands_beside_its_framework() -> None:
    library = Library.embedded()
    plain = library.framework("nist-csf-2.0")
    assert "x" not in plain
    wording = library.overlay("nist-csf-2.0", "oscal", CATALOG)
    assert wording["texts"]["PR.AA-03"] == {
        "statement": "Words of the publisher",
        "examples": [{"id": "PR.AA-03.001", "text": "Something to do"}],
    }
    assert wording["unmatched"] == ["PR.ZZ-01"]
    assert library.framework("nist-csf-2.0") == plain
    assert library.add(wording) == ("wording", "nist-csf-2.0--oscal")
    shown = items(library.framework("nist-csf-2.0"))
    assert shown["PR.AA-03"]["x"]["official"] == wording["texts"]["PR.AA-03"]
    assert shown["PR.AA-03"]["question"] == items(plain)["PR.AA-03"]["question"]


@pytest.mark.parametrize(
    ("framework", "file_format", "data", "code"),
    [
        ("nist-csf-3.0", "oscal", CATALOG, "document/not-found"),
        ("nist-csf-2.0", "xml", CATALOG, "overlay/unknown-format"),
        ("nist-csf-2.0", "cprt", CATALOG, "overlay/format"),
        ("nist-csf-2.0", "nist-reference-tool", b"PK\x03\x04", "overlay/workbook"),
    ],
)
def test_what_is_wrong_is_an_error(
    framework: str, file_format: str, data: dict[str, Any] | bytes, code: str
) -> None:
    with pytest.raises(CsfAssessError) as caught:
        Library.embedded().overlay(framework, file_format, data, name="file.json")
    assert caught.value.code == code
    assert caught.value.problems[0].document == "file.json"


def test_a_framework_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CsfAssessError) as caught:
        Library.embedded().framework("nist-csf-3.0")
    assert caught.value.code == "document/not-found"


@pytest.mark.parametrize("file_format", FILES)
def test_nists_own_files_fill_every_outcome(file_format: str) -> None:
    file = SHARED / "data" / "nist" / FILES[file_format]
    if not file.is_file():
        pytest.skip(f"there is no {file.name} in the shared folder")
    library = Library.embedded()
    wording = library.overlay("nist-csf-2.0", file_format, file.read_bytes())
    library.add(wording)
    shown = [item["x"]["official"] for item in items(library.framework("nist-csf-2.0")).values()]
    assert sum("statement" in official for official in shown) == 106
    assert sum(len(official["examples"]) for official in shown) == 363
