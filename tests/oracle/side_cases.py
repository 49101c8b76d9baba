"""Small random cases of what stands beside scoring: sensitivity and freshness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from ageing import freshness
from answers import Scale, tree
from hinges import sensitivity
from random_cases import meet_exactly, random_assessment
from random_frameworks import (
    Json,
    derived_framework,
    maybe,
    random_framework,
    random_model,
    random_scale,
)
from random_sets import random_crosswalk, random_set
from scorer import result

SPANS = ["30 days", "90 days", "2 weeks", "1 month", "6 months", "12 months", "1 year", "4 years"]
WORDS = ["current", "each release", "1 moon", "twelve months"]
FIRST = date(2023, 11, 1)


def documents_of(rng: Random, kind: str) -> Json:
    """Documents, an assessment and sets, without an answer."""
    scale = random_scale(rng, "scale-a")
    while kind == "freshness" and scale.get("dimensions"):
        scale = random_scale(rng, "scale-a")
    read = Scale.of(scale)
    frameworks = [random_framework(rng, "frame-a", "scale-a", maybe(rng, 0.2))]
    del frameworks[0]["functions"][rng.choice([1, 1, 2]) :]
    if maybe(rng, 0.3):
        frameworks = [frameworks[0], derived_framework(rng, frameworks[0], "frame-b", "scale-a")]
    used = frameworks[-1]
    if kind == "freshness":
        give_hints(rng, used)
    model = random_model(rng, "weighted-mean", used, read)
    loaded = [
        random_set(rng, set_id) for set_id in rng.sample(["nis2", "set-a"], rng.choice([1, 1, 2]))
    ]
    for act in loaded:
        del act["obligations"][rng.choice([3, 4, 6]) :]
    crosswalks = [
        made
        for target in loaded
        if maybe(rng, 0.95) and (made := random_crosswalk(rng, frameworks[0], target))
    ]
    assessment = random_assessment(rng, used, read, loaded)
    if kind == "freshness":
        give_evidence(rng, assessment, read)
    return {
        "documents": {
            "frameworks": frameworks,
            "scales": [scale],
            "models": [model],
            "obligations": loaded,
            "crosswalks": crosswalks,
        },
        "assessment": assessment,
        "sets": [s["id"] for s in loaded if maybe(rng, 0.9)],
    }


def give_hints(rng: Random, framework: Json) -> None:
    """How long evidence stays fresh, on some items."""
    for node in tree(framework).outcomes():
        item: Any = node.item
        item.pop("evidence", None)
        spans = rng.sample(SPANS, rng.choice([0, 1, 1, 2])) + rng.sample(WORDS, rng.choice([0, 1]))
        rng.shuffle(spans)
        if spans:
            item["evidence"] = [{"what": "Records", "fresh": span} for span in spans]


def random_evidence(rng: Random) -> list[Json]:
    """Up to three pieces, some without a date; days near the ends of months are frequent."""
    pieces: list[Json] = []
    for number in range(rng.choice([0, 1, 1, 2, 3])):
        piece: Json = {"ref": f"R-{number}"}
        if maybe(rng, 0.85):
            day = FIRST + timedelta(days=rng.randint(0, 1200))
            if maybe(rng, 0.4):
                day = day.replace(day=1) - timedelta(days=rng.choice([0, 1, 1, 2]))
            piece["date"] = day.isoformat()
        pieces.append(piece)
    return pieces


def give_evidence(rng: Random, assessment: Json, scale: Scale) -> None:
    """Evidence on answers and replies, and voices on answers."""
    steps = int(scale.maximum - scale.minimum)
    for answer in assessment["answers"].values():
        answer.pop("evidence", None)
        if found := random_evidence(rng):
            answer["evidence"] = found
        if maybe(rng, 0.3) and scale.step == 1:
            levels = [{"level": str(scale.minimum + rng.randint(0, steps))} for _ in range(2)]
            other: list[Json] = [*levels, {"state": "unknown"}]
            other.append({"state": "not_applicable", "reason": "None."})
            answer["voices"] = {"it": levels[0], "board": rng.choice(other)}
    for reply in (assessment.get("supplementary") or {}).values():
        if found := random_evidence(rng):
            reply["evidence"] = found
    assessment["respondents"] = [{"id": "it"}, {"id": "board"}]


def sensitivity_case(seed: int) -> Json:
    """A case of the thresholds, strengths and answers that a status hangs on."""
    rng = Random(f"sensitivity-{seed}")
    made = documents_of(rng, "sensitivity")
    given = (made["documents"], made["assessment"], made["sets"])
    if maybe(rng, 0.6):
        meet_exactly(rng, made, result(*given))
    expected = sensitivity(*given)
    return {"name": f"sensitivity-{seed}", "call": "sensitivity", **made, "expected": expected}


def freshness_case(seed: int) -> Json:
    """A case of evidence on a day, often the very day on which a piece expires."""
    rng = Random(f"freshness-{seed}")
    made = documents_of(rng, "freshness")
    given = (made["documents"], made["assessment"], made["sets"])
    on = (FIRST + timedelta(days=rng.randint(0, 1400))).isoformat()
    expected = freshness(*given, on)
    ends = [p["expires_on"] for p in (*expected["expires"], *expected["stale"]) if p["expires_on"]]
    if ends and maybe(rng, 0.4):
        end = date.fromisoformat(rng.choice(ends)) + timedelta(days=rng.choice([0, 0, 1]))
        on = end.isoformat()
        expected = freshness(*given, on)
    return {
        "name": f"freshness-{seed}",
        "call": "freshness",
        "on": on,
        **made,
        "expected": expected,
    }


KINDS: dict[str, Callable[[int], Json]] = {
    "sensitivity": sensitivity_case,
    "freshness": freshness_case,
}
