"""The oracle's section 3 against examples computed by hand."""

from __future__ import annotations

from typing import Any

import pytest
from small_documents import NOT_APPLICABLE, OUTCOMES, Json, duty, framework, graded, number

ONE = "SETA-1.1"


@pytest.mark.parametrize(
    ("levels", "strengths", "grade"),
    [
        ((2, 3), (6, 6), 2),
        ((2, 3), (7, 6), 1),
        (("3/2", "7/2"), (6, 6), 1),
        (("3/2", "7/2"), (5, 5), 2),
        (("3/2", "3/2"), (9, 1), 1),
        ((1, 2), (6, 6), 1),
        ((1, "3/2"), (6, 6), 0),
    ],
)
def test_framework_grade(levels: Any, strengths: Any, grade: int) -> None:
    """(2/5 + 3/5)/2 = 1/2 meets both bars; 3/10 is below the floor unless strength < 6."""
    mappings = {(o, ONE): s for o, s in zip(OUTCOMES[:2], strengths, strict=True)}
    answers = dict(zip(OUTCOMES[:2], levels, strict=True))
    entry = graded([duty()], mappings, answers)["obligations"][ONE]
    assert entry["framework"] == {"worst": grade, "best": grade}
    assert (entry["worst"], entry["supplement"]) == (grade, None)


@pytest.mark.parametrize(
    ("reach", "level", "replies", "expected"),
    [
        ("substantial", 5, ("yes", "no"), (1, 1, "partly_evidenced")),
        ("substantial", 5, ("yes", "unknown"), (1, 2, "undetermined")),
        ("substantial", 0, ("yes", "yes"), (0, 0, "not_evidenced")),
        ("substantial", 5, ("not_applicable", "not_applicable"), (2, 2, "evidenced")),
        ("partial", 5, ("yes", "yes"), (2, 2, "evidenced")),
        ("partial", 5, ("no", "no"), (1, 1, "partly_evidenced")),
        ("partial", 0, ("no", "no"), (0, 0, "not_evidenced")),
        ("partial", None, ("no", "no"), (0, 1, "undetermined")),
        ("partial", 0, ("not_applicable", "yes"), (1, 1, "partly_evidenced")),
        ("substantial", NOT_APPLICABLE, ("yes", "unknown"), (1, 2, "undetermined")),
        ("substantial", NOT_APPLICABLE, ("unknown", ""), (None, None, "outside_framework")),
        ("substantial", NOT_APPLICABLE, ("yes", "not_applicable"), (2, 2, "evidenced")),
    ],
)
def test_combined_grade(reach: str, level: Any, replies: Any, expected: Any) -> None:
    """The table of section 3, one mapped outcome and two questions."""
    given = {f"{ONE}/{n}": reply for n, reply in enumerate(replies, 1) if reply}
    found = graded([duty(questions=2)], {(OUTCOMES[0], ONE): 8}, {OUTCOMES[0]: level}, given, reach)
    entry = found["obligations"][ONE]
    assert (entry["worst"], entry["best"], entry["status"]) == expected


def test_evidence_and_what_it_rests_on() -> None:
    """Rated: 4/5; low (6*4/5 + 0)/8 = 3/5; high (24/5 + 2)/8 = 17/20; N/A left out."""
    mappings = {(OUTCOMES[0], ONE): 6, (OUTCOMES[1], ONE): 2, (OUTCOMES[2], ONE): 9}
    answers = {OUTCOMES[0]: 4, OUTCOMES[2]: NOT_APPLICABLE}
    entry = graded([duty(questions=1)], mappings, answers)["obligations"][ONE]
    names = ("evidence", "evidence_low", "evidence_high", "weakest_low")
    assert [number(entry[n]) for n in names] == ["4/5", "3/5", "17/20", "4/5"]
    rests_on = {"applicable": 2, "mapped": 3, "not_applicable": 1, "rated": 1}
    assert entry["rests_on"] == rests_on
    assert entry["open"] == ["AB.CD-02", "SETA-1.1/1"]


def test_read_through_another_framework() -> None:
    """CD-01: (1 + 0)/2 to (1 + 1)/2 with one of three requirements N/A; CD-09 is not asked."""
    three = [{"id": f"AB.CD-01.{n}"} for n in (1, 2, 3)]
    frame = framework(AB_CD_01={"requirements": three}) | {"outcomes_of": "base"}
    answers = {"AB.CD-01.1": 5, "AB.CD-01.2": NOT_APPLICABLE}
    mappings = {("AB.CD-01", ONE): 8, ("AB.CD-09", ONE): 9}
    entry = graded([duty()], mappings, answers, frame=frame)["obligations"][ONE]
    names = ("evidence", "evidence_low", "evidence_high")
    assert [number(entry[n]) for n in names] == [None, "1/2", "1/1"]
    assert (entry["not_asked"], entry["open"]) == (["AB.CD-09"], ["AB.CD-01"])
    assert (entry["rests_on"]["mapped"], entry["status"]) == (1, "evidenced")


def test_groups_take_the_minima_of_what_is_owed() -> None:
    """Inner: 2. Outer: inner 2, an open outside one 0 to 2, a voluntary 0 left out: 0 to 2."""
    outer, inner = {"id": "SETA-1"}, {"id": "SETA-1.9", "group": "SETA-1"}
    duties = [
        duty("SETA-1.9.1", group="SETA-1.9"),
        duty("SETA-1.2", 1, group="SETA-1"),
        duty("SETA-1.3", group="SETA-1"),
        duty("SETA-1.4", group="SETA-1", voluntary=True),
        duty("SETA-1.5", group="SETA-1", kind="information"),
    ]
    mappings = {(OUTCOMES[0], "SETA-1.9.1"): 8, (OUTCOMES[1], "SETA-1.4"): 8}
    answers = {OUTCOMES[0]: 5, OUTCOMES[1]: 0}
    found = graded(duties, mappings, answers, groups=[outer, inner])
    assert (found["groups"]["SETA-1.9"]["worst"], found["groups"]["SETA-1.9"]["best"]) == (2, 2)
    entry = found["groups"]["SETA-1"]
    assert (entry["worst"], entry["best"]) == (0, 2)
    counted = {status: n for status, n in entry["statuses"].items() if n}
    assert counted == {"evidenced": 1, "outside_framework": 2}
    assert "SETA-1.5" not in found["obligations"]


@pytest.mark.parametrize(
    ("more", "organization", "code"),
    [
        ({}, {"class": "none"}, "class"),
        ({"binds": {"classes": ["essential"]}}, {"class": "important", "roles": []}, "class"),
        ({"binds": {"classes": ["essential"]}}, {"class": {"set-a": "important"}}, None),
        ({"addressee": "authority"}, {}, "addressee"),
        ({"addressee": "authority"}, {"class": "essential"}, None),
        ({"binds": {"sectors": ["a/b"], "roles": ["r"]}}, {"sector": "a/bc"}, "sector"),
        ({"binds": {"sectors": ["a/b"]}}, {"sector": "a"}, "sector"),
        ({"binds": {"sectors": ["a/b"]}}, {"sector": "a/b/c"}, None),
        ({"binds": {"roles": ["r"]}}, {"roles": []}, "role"),
        ({"binds": {"roles": ["r"]}}, {"roles": ["s", "r"]}, None),
        ({"binds": {"roles": ["r"], "sectors": ["a"]}}, {}, None),
    ],
)
def test_who_is_bound(more: Json, organization: Json, code: str | None) -> None:
    """Class, then sector, then role; the first that fails is the reason."""
    rest: Json = {"organization": organization, "set_id": "nis2"}
    entry = graded([duty(**more)], {(OUTCOMES[0], ONE): 8}, {}, **rest)["obligations"][ONE]
    assert entry["reason"] == (code and {"code": code, "article": "1(1)"})
    assert (entry["status"] == "not_applicable") == (code is not None)
    assert entry["open"] == ([] if code else [OUTCOMES[0]])
    assert entry["rests_on"]["mapped"] == 1
