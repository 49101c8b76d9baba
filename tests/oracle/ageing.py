"""DESIGN.md 3.13: when evidence expires, and what to verify first."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from agreement import HALF, leik
from answers import Node
from normal_form import Doc
from side import Side

SPAN = re.compile(r"([0-9]+) (day|week|month|year)s?")
USUAL = "12 months"
STATES = ("fresh", "stale", "ahead", "undated")
DOUBTS = {"fresh": 0, "stale": 2, "ahead": 3, "undated": 3}
REASONS = {"stale": "stale", "ahead": "undated", "undated": "undated"}


def later(start: date, span: str) -> date | None:
    """The day that a span ends on; None where the words name none."""
    found = SPAN.fullmatch(span)
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def piece(item: str, given: Doc, spans: Sequence[str], on: date) -> dict[str, Any]:
    """One piece of evidence on a day."""
    found: dict[str, Any] = {"date": given.get("date"), "id": item, "ref": given["ref"]}
    start = date.fromisoformat(given["date"]) if given.get("date") else None
    named = sorted(span for span in spans if SPAN.fullmatch(span)) or [USUAL]
    ends = {span: later(start or on, span) or date.min for span in named}
    wanted = max(named, key=lambda span: ends[span])
    if start is None:
        return found | {"expires_on": None, "state": "undated", "wanted": wanted}
    state = "ahead" if start > on else "fresh" if on <= ends[wanted] else "stale"
    return found | {"expires_on": ends[wanted].isoformat(), "state": state, "wanted": wanted}


def hints(node: Node) -> list[str]:
    """How long the content wants evidence of an outcome to stay fresh."""
    return [h["fresh"] for h in node.item.get("evidence") or () if h.get("fresh")]


def shares(side: Side) -> dict[str, int]:
    """Each outcome's share in the weight of all that take part, in thousandths, rounded down."""
    weights: dict[str, int] = {}

    def down(node: Node, weight: int) -> None:
        weight *= side.scorer.weight(node)
        if node.is_outcome:
            weights[node.id] = weight
        for child in node.children:
            down(child, weight)

    for function in side.scorer.root.children:
        down(function, 1)
    part = {i: w for i, w in weights.items() if i in side.scorer.part}
    return {i: 1000 * w // sum(part.values()) for i, w in part.items()}


def contested(side: Side, answer: Doc) -> bool:
    """Leik's consensus below one half, two or more levels apart, or one N/A beside a level."""
    voices = list((answer.get("voices") or {}).values())
    scale = side.scorer.scale
    levels = [scale.level(v["level"]) for v in voices if "level" in v]
    away = any(v.get("state") == "not_applicable" for v in voices)
    if not levels:
        return False
    count = int((scale.maximum - scale.minimum) / scale.step)
    categories = [scale.minimum + scale.step * i for i in range(count + 1)]
    consensus = leik(categories, levels)
    apart = scale.place(max(levels)) - scale.place(min(levels))
    return away or apart >= 2 or (consensus is not None and consensus < HALF)


def doubts(pieces: Sequence[Doc], is_contested: bool, is_high: bool) -> tuple[int, list[str]]:
    """How many times an effect counts, and why."""
    doubt, reasons = 1, []
    if not pieces:
        doubt, reasons = doubt + 4, ["no_evidence"]
    elif best := min(DOUBTS[p["state"]] for p in pieces):
        doubt += best
        reasons.append(next(REASONS[p["state"]] for p in pieces if DOUBTS[p["state"]] == best))
    if is_contested:
        doubt, reasons = doubt + 3, [*reasons, "contested"]
    if is_high and not pieces:
        doubt, reasons = doubt + 2, [*reasons, "high_without_evidence"]
    return doubt, reasons


def line(item: str, title: str, effect: int, doubt: tuple[int, list[str]], turns: list[str]) -> Any:
    """One answer of the worklist."""
    found = {"doubt": doubt[0], "effect": effect, "id": item, "obligations": turns}
    return found | {"reasons": doubt[1], "score": effect * doubt[0], "title": title}


def outcome_line(side: Side, node: Node, pieces: Sequence[Doc], share: int) -> Any:
    """An outcome that is rated or not applicable."""
    effect, turns = share, []
    for document, duty, _ in side.bound():
        for mapping in side.mapped(document["id"], duty):
            if node.id not in {o.id for o in side.answered_below(mapping["from"])}:
                continue
            turned = bool(side.by_level(document, duty, node.id))
            effect += mapping["strength"] * (2 if turned else 1)
            if turned and duty["id"] not in turns:
                turns.append(duty["id"])
    level = side.scorer.standings[node.id].level
    is_high = level is not None and side.scorer.scale.share(level) >= Fraction(3, 5)
    answer = side.assessment["answers"].get(node.id) or {}
    doubt = doubts(pieces, contested(side, answer), is_high)
    return line(node.id, node.item.get("title", node.id), effect, doubt, sorted(turns))


def freshness(
    documents: Mapping[str, Sequence[Doc]], assessment: Doc, sets: Sequence[str], on: str
) -> dict[str, Any]:
    """The whole answer."""
    side, day = Side(documents, assessment, sets), date.fromisoformat(on)
    pieces: list[dict[str, Any]] = []
    verify: list[Any] = []
    without: list[str] = []
    share = shares(side)
    for node in side.scorer.root.outcomes():
        answer = assessment["answers"].get(node.id) or {}
        named = [piece(node.id, e, hints(node), day) for e in answer.get("evidence") or ()]
        pieces += named
        if side.scorer.standings[node.id].state in ("rated", "not_applicable"):
            without += [] if named else [node.id]
            verify.append(outcome_line(side, node, named, share.get(node.id, 0)))
    binding = {duty["id"] for _, duty, _ in side.bound()}
    for document in sorted(documents["obligations"], key=lambda d: str(d["id"])):
        for duty in document["obligations"]:
            for question in duty.get("supplementary") or ():
                reply = (assessment.get("supplementary") or {}).get(question["id"]) or {}
                named = [piece(question["id"], e, (), day) for e in reply.get("evidence") or ()]
                pieces += named
                said = reply.get("answer")
                if said not in ("yes", "no", "not_applicable"):
                    continue
                without += [] if named else [question["id"]]
                if duty["id"] in binding:
                    turned = bool(side.by_reply(document, duty, question["id"]))
                    doubt = doubts(named, False, said == "yes")
                    turns = [duty["id"]] if turned else []
                    effect = 20 if turned else 10
                    verify.append(line(question["id"], question["question"], effect, doubt, turns))
    fresh = [p for p in pieces if p["state"] == "fresh"]
    others = [p for p in pieces if p["state"] != "fresh"]
    states = [p["state"] for p in pieces]
    return {
        "assessment": side.head(),
        "counts": {state: states.count(state) for state in STATES},
        "expires": sorted(fresh, key=lambda p: str(p["expires_on"])),
        "on": on,
        "schema": "csf-assess/freshness/1",
        "stale": sorted(others, key=lambda p: (STATES.index(p["state"]), p["expires_on"] or "")),
        "verify": sorted(verify, key=lambda one: -int(one["score"])),
        "without": without,
    }
