"""What the Python package adds to the core: conversions, errors, threads, imports."""

from __future__ import annotations

import doctest
import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import csf_assess
import pytest
from csf_assess import CsfAssessError, Library

YAML = """\
schema: csf-assess/assessment/1
id: first
framework: nist-csf-2.0
answers:
  PR.AA-03: {level: 3, target: 4}
  PR.AA-04: {state: unknown}
"""
DOCUMENT: dict[str, Any] = {
    "schema": "csf-assess/assessment/1",
    "id": "first",
    "framework": "nist-csf-2.0",
    "answers": {"PR.AA-03": {"level": 3, "target": 4}, "PR.AA-04": {"state": "unknown"}},
}


def with_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    return DOCUMENT | {"answers": answers}


def test_the_examples_of_the_package_hold() -> None:
    assert doctest.testmod(csf_assess) == doctest.TestResults(failed=0, attempted=3)


def test_every_way_to_hand_a_document_over_gives_the_same_result() -> None:
    ways = (YAML, YAML.encode(), json.dumps(DOCUMENT), DOCUMENT, MappingProxyType(DOCUMENT))
    results = [csf_assess.assess(way, sets=["nis2"]) for way in ways]
    assert len(set(results)) == 1
    found = results[0].to_dict()
    assert found["nodes"]["PR.AA"]["score"] == {"d": 1, "n": 3, "text": "3.00"}
    assert found["obligations"]["NIS2-21.2.j.1"]["rests_on"]["rated"] >= 1


def test_without_a_set_no_obligation_is_graded() -> None:
    found = csf_assess.assess(DOCUMENT).to_dict()
    assert found["sets"] == found["obligations"] == {}


def test_dates_and_exact_numbers_of_python_are_read() -> None:
    answers = {
        "PR.AA-03": {"level": 3, "on": date(2026, 11, 20)},
        "PR.AA-04": {"level": Decimal(2)},
    }
    found = csf_assess.assess(with_answers(answers | {"PR.AA-05": {"level": Fraction(4, 2)}}))
    assert found.to_dict()["nodes"]["PR.AA"]["score"] == {"d": 3, "n": 7, "text": "2.33"}


@pytest.mark.parametrize("document", [None, 3, ["answers"], bytearray(b"{}")])
def test_other_values_are_no_documents(document: Any) -> None:
    with pytest.raises(TypeError, match="a document is `str`, `bytes` or a mapping, not"):
        csf_assess.assess(document)


def test_a_value_without_a_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="not `set`"):
        csf_assess.assess(with_answers({"PR.AA-03": {"level": {1, 2}}}))


def test_text_in_place_of_a_list_of_sets_is_refused() -> None:
    with pytest.raises(TypeError):
        csf_assess.assess(DOCUMENT, sets="nis2")


def test_an_error_lists_every_problem_with_its_place() -> None:
    wrong = YAML.replace("PR.AA-03", "GV.OC-99").replace("unknown", "not_applicable")
    with pytest.raises(CsfAssessError) as caught:
        Library.embedded().assessment(wrong, name="acme.yaml")
    error = caught.value
    assert isinstance(error, ValueError)
    assert error.code == "answer/unknown-outcome"
    assert [problem.code for problem in error.problems] == [error.code, "answer/reason-missing"]
    first = error.problems[0]
    assert (first.document, first.line, first.column) == ("acme.yaml", 5, 3)
    assert first.path == 'answers."GV.OC-99"'
    assert str(error).startswith("error[answer/unknown-outcome]: `GV.OC-99` is not")
    assert "--> acme.yaml:5:3" in str(error)


def test_an_error_can_be_pickled() -> None:
    with pytest.raises(CsfAssessError) as caught:
        csf_assess.assess("")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.problems) == (str(caught.value), caught.value.problems)


def test_an_unknown_set_is_an_error() -> None:
    with pytest.raises(CsfAssessError) as caught:
        csf_assess.assess(DOCUMENT, sets=["nis3"])
    assert caught.value.code == "document/not-found"


def test_added_documents_are_named() -> None:
    scale = {
        "schema": "csf-assess/scale/1",
        "id": "two",
        "title": "Two levels",
        "levels": [{"value": 0, "name": "no"}, {"value": 1, "name": "yes"}],
    }
    assert Library().add(scale) == ("scale", "two")


def test_a_refused_document_leaves_the_library_as_it_was() -> None:
    library = Library.embedded()
    before = library.assess(library.assessment(DOCUMENT), ["nis2"])
    with pytest.raises(CsfAssessError):
        library.add(
            {"schema": "csf-assess/scale/1", "id": "maturity-0-5", "title": "", "levels": []}
        )
    assert library.assess(library.assessment(DOCUMENT), ["nis2"]) == before


def test_a_change_to_one_library_stays_there() -> None:
    scale = {
        "schema": "csf-assess/scale/1",
        "id": "only-here",
        "title": "Two levels",
        "levels": [{"value": 0, "name": "no"}, {"value": 1, "name": "yes"}],
    }
    Library.embedded().add(scale)
    with pytest.raises(CsfAssessError) as caught:
        Library.embedded().assessment(DOCUMENT | {"scale": "only-here"})
    assert caught.value.code == "document/not-found"


def test_threads_share_a_library() -> None:
    library = Library.embedded()
    with ThreadPoolExecutor(4) as pool:
        results = set(
            pool.map(lambda _: library.assess(library.assessment(DOCUMENT), ["nis2"]), range(40))
        )
    assert len(results) == 1


def test_what_an_assessment_names_can_be_read() -> None:
    assessment = Library.embedded().assessment(DOCUMENT)
    named = (assessment.id, assessment.framework, assessment.scale, assessment.model)
    assert named == ("first", "nist-csf-2.0", "maturity-0-5", "weighted-mean")
    with pytest.raises(AttributeError):
        assessment.id = "second"  # type: ignore[misc]


def test_a_shell_shows_what_a_value_is_about() -> None:
    assessment = Library.embedded().assessment(DOCUMENT)
    assert repr(assessment) == "<Assessment first of nist-csf-2.0>"
    assert repr(csf_assess.assess(DOCUMENT, ["nis2"])) == "<Result for nist-csf-2.0 and nis2>"


def test_the_import_stays_light() -> None:
    code = "import sys, csf_assess; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "csf_assess" in loaded
    assert not loaded & {
        "pandas",
        "numpy",
        "matplotlib",
        "asyncio",
        "inspect",
        "dataclasses",
        "decimal",
    }


def test_two_assessments_are_compared_and_put_in_a_row() -> None:
    library = Library.embedded()
    before = library.assessment(DOCUMENT | {"id": "before", "assessed_on": "2025-11-23"})
    answers = {"PR.AA-03": {"level": 4}, "PR.AA-04": {"level": 1}}
    after = library.assessment(with_answers(answers) | {"assessed_on": "2026-11-23"})
    comparison = library.compare(before, after, sets=["nis2"])
    assert comparison["schema"] == "csf-assess/comparison/1"
    assert [change["kind"] for change in comparison["answers"]] == ["rated_up", "closed"]
    trend = library.trend([after, before], sets=["nis2"])
    assert trend == library.trend([before, after], sets=["nis2"])
    assert [one["id"] for one in trend["assessments"]] == ["before", "first"]
    with pytest.raises(CsfAssessError) as caught:
        library.trend([before, before])
    assert caught.value.code == "trend/same-day"


def test_a_status_says_what_it_hangs_on_and_evidence_has_an_age() -> None:
    library = Library.embedded()
    evidence = {"level": 3, "evidence": [{"ref": "export", "date": "2026-01-01"}]}
    assessment = library.assessment(with_answers({"PR.AA-03": evidence}))
    found = library.sensitivity(assessment, ["nis2"])
    assert found["schema"] == "csf-assess/sensitivity/1"
    assert any(duty["thresholds"] for duty in found["obligations"])
    counts = library.freshness(assessment, "2030-01-01")["counts"]
    assert counts == {"ahead": 0, "fresh": 0, "stale": 1, "undated": 0}
    with pytest.raises(CsfAssessError) as caught:
        library.freshness(assessment, "soon")
    assert caught.value.code == "document/date"


def test_an_assessment_is_carried_over_to_the_next_version() -> None:
    library = Library.embedded()
    old = {"ID.AM-1": {"level": 3, "note": "counted"}, "PR.AC-1": {"level": 2}}
    assessment = library.assessment(DOCUMENT | {"framework": "nist-csf-1.1", "answers": old})
    migration = library.migrate(assessment, "nist-csf-2.0", source="nist-oscal")
    marks = {item["id"]: item["mark"] for item in migration["items"]}
    assert (marks["ID.AM-01"], marks["PR.AA-01"]) == ("exact", "partial")
    new = library.assessment(migration["content"])
    assert new.framework == "nist-csf-2.0"
    assert migration["scores"][0]["after"] == library.assess(new).to_dict()["nodes"]["total"]
    with pytest.raises(CsfAssessError) as caught:
        library.migrate(assessment, "nist-csf-2.0", source="hearsay")
    assert caught.value.code == "migrate/unknown-source"


def test_reports_of_an_incident_fall_due() -> None:
    library = Library.embedded()
    clock = library.clock(
        "nis2",
        "2026-11-23T12:00:00+02:00",
        notified="2026-11-25T09:00:00Z",
        roles=["trust-service-provider"],
        holidays=["2026-12-25"],
    )
    assert clock["schema"] == "csf-assess/clock/1"
    due = {one["title"]: one for one in clock["entries"] if one["cautious"]}
    assert due["Incident notification"]["cautious"]["at"]["utc"] == "2026-11-24T10:00:00Z"
    assert due["Final report"]["by_rule"]["at"]["utc"] == "2026-12-28T23:59:59Z"
    with pytest.raises(CsfAssessError) as caught:
        library.clock("nis2", "at ten", offset="+25:00")
    assert [problem.path for problem in caught.value.problems] == ["aware", "offset"]


def test_scope_says_who_is_bound_by_which_rule_and_what_is_missing() -> None:
    library = Library.embedded()
    found = library.scope({"sectors": ["annex-i/energy"], "size": "large"})
    assert found["schema"] == "csf-assess/scope-answer/1"
    assert (found["class"], found["rule"]["article"]) == ("essential", "3(1)(a)")
    found = library.scope({"roles": ["managed-service-provider"]}, "ir-2024-2690")
    assert (found["outcome"], found["missing"]) == ("undetermined", ["size"])
    assert found["possible"] == ["in_scope", "none"]
    with pytest.raises(CsfAssessError) as caught:
        library.scope({"sectors": ["annex-i/enrgy"]})
    assert caught.value.code == "scope/unknown-sector"
    with pytest.raises(CsfAssessError) as caught:
        library.scope({}, overlay="nis2-examplia")
    assert caught.value.code == "document/not-found"


def test_several_respondents_are_set_beside_one_another() -> None:
    library = Library.embedded()
    levels = {"it": 1, "board": 4}
    files = [
        library.assessment(
            with_answers({"PR.AA-03": {"level": level}}) | {"respondents": [{"id": who}]}
        )
        for who, level in levels.items()
    ]
    found = library.consensus(files, merge="lead", lead="board", between=[("board", "it")])
    assert found == library.consensus(
        files[::-1], merge="lead", lead="board", between=[("board", "it")]
    )
    assert found["worklist"] == ["PR.AA-03"]
    assert found["views"][0]["higher"][0]["difference"]["n"] == 3
    merged = library.assessment(found["content"])
    assert library.assess(merged).to_dict()["nodes"]["PR.AA-03"]["score"]["n"] == 4
    assert library.consensus(files)["items"][0]["level"]["n"] == 1
    for options, code in (
        ({"merge": "mean"}, "consensus/merge"),
        ({"lead": "ops"}, "consensus/lead"),
        ({"between": [("it", "ops")]}, "consensus/between"),
    ):
        with pytest.raises(CsfAssessError) as caught:
            library.consensus(files, **options)
        assert caught.value.code == code


def test_a_plan_is_the_cheapest_way_to_a_wanted_status() -> None:
    library = Library.embedded()
    assessment = library.assessment(with_answers({"PR.AA-03": {"level": 3}}))
    sets, duty = ["nis2"], ["NIS2-21.2.i.2"]
    plan = library.plan(assessment, sets, targets=duty)
    assert (plan["schema"], plan["proven"]) == ("csf-assess/plan/1", True)
    assert [(one["id"], one["after"]) for one in plan["reached"]] == [(duty[0], 2)]
    costs = '{"schema": "csf-assess/costs/1", "id": "ours", "default": 10}'
    assert library.plan(assessment, sets, targets=duty, costs=costs)["cost"] == plan["cost"] * 10
    assert library.plan(assessment, sets, targets=duty, at_most=0)["cost"] is None
    steps = library.plan(assessment, sets, targets=duty, next_steps=2)["steps"]
    assert len(steps) == 2
    with pytest.raises(CsfAssessError) as caught:
        library.plan(assessment, sets, want="perfect")
    assert caught.value.code == "plan/want"
