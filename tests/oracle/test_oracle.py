"""The oracle against examples computed by hand; the arithmetic stands beside each."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from normal_form import document_hash, fraction_json
from small_documents import (
    NOT_APPLICABLE,
    OUTCOMES,
    Json,
    framework,
    number,
    scored,
)

FOUR = dict(zip(OUTCOMES, (4, 1, 3, 2), strict=True))


def total(field: str, answers: Json, **rest: Any) -> str | None:
    """One fraction of the total."""
    return number(scored(answers, **rest)["nodes"]["total"][field])


def test_weighted_mean_multiplies_weights_on_the_path() -> None:
    """(4*3*2 + 1*2 + 3*2 + 2) / (6 + 2 + 2 + 1) = 34/11; AB alone: (12 + 1 + 3)/5."""
    weights = {"AB": 2, "AB.CD-01": 3}
    assert total("score", FOUR, weights=weights) == "34/11"
    assert number(scored(FOUR, weights=weights)["nodes"]["AB"]["score"]) == "16/5"


def test_requirements_are_one_more_level() -> None:
    """CD-01 has weight 2: ((5 + 0)*2 + 1)/(2*2 + 1) = 11/5; means of means (5/2*2 + 1)/3 = 2."""
    frame = framework(AB_CD_01={"requirements": [{"id": "AB.CD-01.1"}, {"id": "AB.CD-01.2"}]})
    answers = {"AB.CD-01.1": 5, "AB.CD-01.2": 0, "AB.CD-02": 1}
    assert total("score", answers, frame=frame, weights={"AB.CD-01": 2}) == "11/5"
    rest: Json = {"weights": {"AB.CD-01": 2}, "aggregate": "mean_of_means"}
    assert total("score", answers, frame=frame, **rest) == "2/1"


def test_mean_of_means_and_what_the_total_averages() -> None:
    """CD 5/2, EF 3, JK 2; AB 11/4; functions (11/4 + 2)/2 = 19/8; categories 15/2/3 = 5/2."""
    assert total("score", FOUR, aggregate="mean_of_means") == "19/8"
    rest: Json = {"aggregate": "mean_of_means", "total_of": "categories"}
    assert total("score", FOUR, **rest) == "5/2"
    assert total("score", FOUR, **rest, weights={"AB.CD": 2, "AB": 9}) == "5/2"
    assert total("score", FOUR, **rest, weights={"GH.JK": 2}) == "19/8"


def test_minimum_ignores_weights() -> None:
    """min(4, 1, 3, 2) = 1; with 02 unknown the score is 2, low 0, high 2."""
    assert total("score", FOUR, aggregate="minimum", weights={"AB.CD-02": 9}) == "1/1"
    opened = FOUR | {"AB.CD-02": None}
    fields = [total(name, opened, aggregate="minimum") for name in ("score", "low", "high")]
    assert fields == ["2/1", "0/1", "2/1"]


def levels(**more: Json) -> Json:
    """CD-01 and EF-01 are practices of level 1, CD-02 of level 2; JK-01 is none."""
    tags = {"AB_CD_01": "level-1", "AB_CD_02": "level-2", "AB_EF_01": "level-1"}
    return framework(**{key: {"tags": [tag]} for key, tag in tags.items()}, **more)


def test_cumulative_level_needs_every_level_below() -> None:
    """Passing 2. CD: 4 and 2 give 2; EF 3 gives 1; AB and all: 2; JK has no practice: null.

    CD-02 at 1 leaves CD at 1. CD-01 at 1 leaves CD at 0 although CD-02 passes; EF alone stays 1.
    """
    rest: Json = {"aggregate": "cumulative_level", "passing": 2}

    def scores(changed: Json) -> list[str | None]:
        nodes = scored(FOUR | {"AB.CD-02": 2} | changed, levels(), **rest)["nodes"]
        return [number(nodes[i]["score"]) for i in ("AB.CD", "AB.EF", "AB", "GH", "total")]

    assert scores({}) == ["2/1", "1/1", "2/1", None, "2/1"]
    assert scores({"AB.CD-02": 1}) == ["1/1", "1/1", "1/1", None, "1/1"]
    assert scores({"AB.CD-01": 1}) == ["0/1", "1/1", "0/1", None, "0/1"]
    assert scores({"AB.CD-01": NOT_APPLICABLE}) == ["0/1", "1/1", "2/1", None, "2/1"]


def test_cumulative_level_and_what_is_open() -> None:
    """CD-02 unknown: the score sees level 1 only, low 1, high 2; an outcome has its rating."""
    rest: Json = {"aggregate": "cumulative_level", "passing": 2}
    nodes = scored(FOUR | {"AB.CD-02": None}, levels(), **rest)["nodes"]
    assert [number(nodes["AB"][f]) for f in ("score", "low", "high")] == ["1/1", "1/1", "2/1"]
    assert number(nodes["AB.CD-01"]["score"]) == "4/1"
    assert number(nodes["AB.CD-02"]["high"]) == "5/1"
    nodes = scored(FOUR | {"AB.CD-01": None}, levels(), **rest)["nodes"]
    assert [number(nodes["AB"][f]) for f in ("score", "low", "high")] == ["1/1", "0/1", "1/1"]


def test_target_coverage_caps_at_the_target() -> None:
    """CD-01 4 of 2 gives 2, CD-02 1 of 4 gives 1, weight 3: (2*3 + 1)/(2*3 + 4) = 7/10.

    EF-01 has no target, JK-01 a target of 0. CD-02 unknown: score 1, low 6/10, high 1.
    """
    answers: Json = {
        "AB.CD-01": {"level": 4, "target": 2},
        "AB.CD-02": {"level": 1, "target": 4},
        "AB.EF-01": {"level": 3},
        "GH.JK-01": {"level": 2, "target": 0},
    }
    rest: Json = {"aggregate": "target_coverage", "weights": {"AB.CD-01": 3}}
    assert total("score", answers, **rest) == "7/10"
    nodes = scored(answers, **rest)["nodes"]
    assert nodes["AB.EF"]["score"] is None
    assert nodes["GH"]["high"] is None
    answers["AB.CD-02"] = {"state": "unknown", "target": 4}
    assert [total(f, answers, **rest) for f in ("score", "low", "high")] == ["1/1", "3/5", "1/1"]


def test_open_outcomes_widen_the_interval() -> None:
    """Score (4 + 2)/2; low 6/4; high (6 + 5 + 5)/4; coverage 2/4."""
    nodes = scored({"AB.CD-01": 4, "AB.CD-02": None, "GH.JK-01": 2})["nodes"]
    entry = nodes["total"]
    fields = [number(entry[f]) for f in ("score", "low", "high", "coverage")]
    assert fields == ["3/1", "3/2", "4/1", "1/2"]
    counts = {"rated": 2, "unknown": 1, "unanswered": 1, "not_applicable": 0, "total": 4}
    assert entry["counts"] == counts
    assert nodes["AB.EF"]["score"] is None


def test_zero_over_zero_is_null() -> None:
    """All N/A: no score, no ends, no coverage."""
    entry = scored(dict.fromkeys(OUTCOMES, NOT_APPLICABLE))["nodes"]["total"]
    fields = ("score", "low", "high", "coverage", "target", "gap")
    assert [entry[f] for f in fields] == [None] * 6


def test_not_applicable_at_a_value() -> None:
    """N/A at 5: (4 + 5)/2 = 9/2 over what has a value; low (9 + 0 + 0)/4; coverage 1/3."""
    answers = {"AB.CD-01": 4, "AB.CD-02": NOT_APPLICABLE}
    rest: Json = {"not_applicable": {"value": 5}}
    fields = [total(f, answers, **rest) for f in ("score", "low", "high", "coverage")]
    assert fields == ["9/2", "9/4", "19/4", "1/3"]


def test_open_policies() -> None:
    """Minimum: score = low = 3/2; block: no score for what has anything open below."""
    answers = {"AB.CD-01": 4, "AB.CD-02": None, "AB.EF-01": 0, "GH.JK-01": 2}
    assert total("score", answers, open="minimum") == "3/2"
    nodes = scored(answers, open="block")["nodes"]
    blocked = [i for i, entry in nodes.items() if entry["score"] is None]
    assert blocked == ["total", "AB", "AB.CD", "AB.CD-02"]
    assert number(nodes["total"]["high"]) == "11/4"


def test_target_and_gap() -> None:
    """Weights 2, 1, 1; target (2*5 + 1)/3; gap (2*1 + 0)/3; the unknown one is left out."""
    answers = {
        "AB.CD-01": {"level": 4, "target": 5},
        "AB.CD-02": {"level": 2, "target": 1},
        "AB.EF-01": {"state": "unknown", "target": 5},
        "GH.JK-01": {"level": 1},
    }
    rest: Json = {"weights": {"AB.CD-01": 2}, "aggregate": "minimum"}
    assert [total(f, answers, **rest) for f in ("target", "gap")] == ["11/3", "2/3"]


@pytest.mark.parametrize(
    ("rule", "score", "gap"),
    [("mean", "5/2", "1/2"), ("minimum", "1/1", "1/1"), ("doc", "4/1", "0/1")],
)
def test_dimensions_combine_first(rule: str, score: str, gap: str) -> None:
    """Doc 4, imp 1 against 4, 2: means 5/2 and 3; minima 1 and 2; doc alone 4 and 4."""
    answer = {"level": {"doc": 4, "imp": 1}, "target": {"doc": 4, "imp": 2}}
    found = scored({"AB.CD-01": answer}, axes=("doc", "imp"), dimensions=rule)
    entry = found["nodes"]["AB.CD-01"]
    assert [number(entry["score"]), number(entry["gap"])] == [score, gap]


def test_absent_and_not_applicable_dimensions() -> None:
    """Absent: unanswered, 0 to 5; any N/A dimension: N/A, also beside an absent one."""
    absent = {"level": {"doc": 4}}
    away = {"level": {"doc": "not_applicable"}, "reason": "None."}
    answers = {"AB.CD-01": absent, "AB.CD-02": away}
    nodes = scored(answers, axes=("doc", "imp"))["nodes"]
    assert number(nodes["AB.CD-01"]["high"]) == "5/1"
    counts = nodes["AB.CD"]["counts"]
    assert (counts["unanswered"], counts["not_applicable"]) == (1, 1)


def test_include_counts_what_takes_part() -> None:
    """Only the tagged outcome: score 4, one of one; the other nodes stay, empty."""
    frame = framework(AB_CD_01={"tags": ["basic"]})
    nodes = scored(FOUR, frame, include=["basic"])["nodes"]
    assert number(nodes["total"]["score"]) == "4/1"
    assert nodes["total"]["counts"]["total"] == 1
    assert nodes["GH"]["counts"]["total"] == 0


@pytest.mark.parametrize(
    ("on", "bar", "state"),
    [
        ("AB.CD", 2, "met"),
        ("AB.CD", "9/4", "undetermined"),
        ("AB.CD", "9/2", "undetermined"),
        ("AB.CD", "23/5", "not_met"),
        ("GH", 1, "not_applicable"),
        ({"each": "category"}, 2, "met"),
        ({"each": "category"}, 3, "undetermined"),
        ({"each": "outcome"}, 4, "not_met"),
        ({"each": "basic"}, 0, "not_applicable"),
    ],
)
def test_gates(on: str | Json, bar: int | str, state: str) -> None:
    """CD is 4 and unknown: 2 to 9/2; EF is 3: below 4; GH is N/A: skipped."""
    answers = {"AB.CD-01": 4, "AB.EF-01": 3, "GH.JK-01": NOT_APPLICABLE}
    gate = {"id": "bar", "on": on, "at_least": bar}
    assert scored(answers, gates=[gate])["gates"] == {"bar": state}


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        ({"at_most": 2}, "met"),
        ({"at_most": 1}, "not_met"),
        ({"never_on": ["basic"]}, "not_met"),
        ({"never_on": ["other"]}, "met"),
    ],
)
def test_bars_on_not_applicable(policy: Json, state: str) -> None:
    """Two N/A, one of them tagged basic."""
    frame = framework(AB_CD_01={"tags": ["basic"], "not_applicable": "never"})
    found = scored(dict.fromkeys(OUTCOMES[:2], NOT_APPLICABLE), frame, not_applicable=policy)
    assert found["gates"] == {"not_applicable": state}
    assert found["warnings"] == [{"code": "not-applicable-never", "id": "AB.CD-01"}]


@pytest.mark.parametrize(
    ("value", "text"),
    [("11/4", "2.75"), ("3", "3.00"), ("1/8", "0.13"), ("-1/8", "-0.13"), ("2/3", "0.67")],
)
def test_text_rounds_half_away_from_zero(value: str, text: str) -> None:
    """1/8 = 0.125 goes to 0.13."""
    shown = fraction_json(Fraction(value))
    assert shown is not None
    assert shown["text"] == text


def test_hash_sees_no_text_no_order_and_no_default() -> None:
    """Words, list order, defaults and spellings change nothing; a value does."""
    gates = [{"id": i, "on": "total", "at_least": 2.5} for i in ("b", "a")]
    item: Json = {"id": "A-01", "levels": {"1": "Begun."}, "x": {"a": 1}}
    assert document_hash(item) == document_hash({"id": "A-01"})
    first = {"id": "m", "title": "M", "gates": gates, "open": "bounds", "weights": {"AB": 1}}
    second: Json = {"id": "m", "gates": [g | {"at_least": "5/2"} for g in reversed(gates)]}
    assert document_hash(first) == document_hash(second)
    assert document_hash(first) != document_hash(second | {"open": "block"})
