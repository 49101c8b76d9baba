"""DESIGN.md 3.12 by brute force: every number changed alone, and everything graded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from grades import THRESHOLDS
from normal_form import Doc, fraction, fraction_json, spelled
from side import Side, Standing, level_now, shown, standing

BARS = {"evidenced_at": "evidence", "floor_at": "weakest", "partly_at": "evidence"}


def limits(crosswalk: Doc) -> dict[str, Fraction]:
    """The thresholds of a crosswalk, defaults included."""
    written = {**THRESHOLDS, **(crosswalk.get("thresholds") or {})}
    return {name: fraction(value) for name, value in written.items()}


def with_threshold(crosswalk: Doc, name: str, value: Fraction) -> Doc:
    """The crosswalk with another threshold."""
    written = value.numerator if name == "floor_strength" else str(value)
    return {**crosswalk, "thresholds": {**(crosswalk.get("thresholds") or {}), name: written}}


def read(entry: Doc, name: str) -> Fraction | None:
    """A figure of an obligation."""
    figure = entry[name]
    return Fraction(figure["n"], figure["d"]) if figure else None


def threshold_flips(
    side: Side, document: Doc, duty: Doc, entry: Doc, crosswalk: Doc
) -> list[dict[str, Any]]:
    """Every figure that a threshold could be moved to or past, and what would come of it."""
    now, bounds = limits(crosswalk), {"lowest": Fraction(0), "highest": Fraction(1)}
    found = []
    for bar, figure in BARS.items():
        lowest = now["partly_at"] if bar == "evidenced_at" else bounds["lowest"]
        highest = now["evidenced_at"] if bar == "partly_at" else bounds["highest"]
        figures = {
            f for end in ("low", "high") if (f := read(entry, f"{figure}_{end}")) is not None
        }
        for at in sorted(figures):
            if at >= now[bar]:
                above = [f for f in (*figures, highest) if f > at]
                value, edge = (at + min(above, default=at)) / 2, "above"
                if at >= highest:
                    continue
            else:
                value, edge = at, "at_most"
                if at < lowest:
                    continue
            then = side.regraded(document, duty, with_threshold(crosswalk, bar, value))
            if then != standing(entry):
                flip = shown(then) | {"at": at, "distance": abs(now[bar] - at), "edge": edge}
                found.append(flip | {"now": now[bar], "threshold": bar})
    found.sort(key=lambda flip: (flip["distance"], flip["threshold"]))
    return [
        flip | {name: fraction_json(flip[name]) for name in ("at", "distance", "now")}
        for flip in found
    ]


def floor_flips(
    side: Side, document: Doc, duty: Doc, entry: Doc, crosswalk: Doc
) -> list[dict[str, Any]]:
    """Every other strength from which on a mapping could count as strong."""
    now = limits(crosswalk)["floor_strength"]
    found = []
    for strength in range(1, 11):
        if strength == now:
            continue
        changed = with_threshold(crosswalk, "floor_strength", Fraction(strength))
        then = side.regraded(document, duty, changed)
        if then != standing(entry):
            found.append(shown(then) | {"strength": strength})
    return found


def strength_flips(
    side: Side, document: Doc, duty: Doc, entry: Doc, crosswalk: Doc
) -> list[dict[str, Any]]:
    """Every other strength of every mapping, and the obligation without it."""
    found: list[tuple[int, dict[str, Any]]] = []
    for mapping in side.mapped(document["id"], duty):
        others = [m for m in crosswalk["mappings"] if m is not mapping]
        flips, steps = [], []
        for strength in (*range(1, 11), None):
            if strength == mapping["strength"]:
                continue
            kept = [*others, {**mapping, "strength": strength}] if strength else others
            then = side.regraded(document, duty, {**crosswalk, "mappings": kept})
            if then != standing(entry):
                flips.append(shown(then) | {"strength": strength})
                steps.append(abs((strength or 0) - mapping["strength"]))
        if flips:
            title = side.nodes[mapping["from"]].item.get("title")
            one = {"flips": flips, "from": mapping["from"], "strength": mapping["strength"]}
            found.append((min(steps), one | {"title": title}))
    found.sort(key=lambda pair: pair[0])
    return [one for _, one in found]


def answer_flips(side: Side, document: Doc, duty: Doc) -> list[dict[str, Any]]:
    """Every level of every mapped outcome that applies, then yes and no to every question."""
    found: list[tuple[Fraction, list[dict[str, Any]]]] = []
    seen: set[str] = set()
    for mapping in side.mapped(document["id"], duty):
        for outcome in side.answered_below(mapping["from"]):
            if outcome.id in seen:
                continue
            seen.add(outcome.id)
            flips = side.by_level(document, duty, outcome.id)
            now = level_now(side, outcome.id)
            steps = [Fraction(0) if now is None else abs(level - now) for level, _ in flips]
            if flips:
                lines = [line(then, outcome.id, level=level) for level, then in flips]
                found.append((min(steps), lines))
    found.sort(key=lambda pair: pair[0])
    flat = [flip for _, flips in found for flip in flips]
    for question in duty.get("supplementary") or ():
        for reply, then in side.by_reply(document, duty, question["id"]):
            flat.append(line(then, question["id"], answer=reply))
    return flat


def line(
    then: Standing, item: str, level: Fraction | None = None, answer: str | None = None
) -> dict[str, Any]:
    """One change of an answer."""
    return shown(then) | {"answer": answer, "id": item, "level": fraction_json(level)}


def one(side: Side, document: Doc, duty: Doc, entry: Doc, crosswalk: Doc) -> dict[str, Any]:
    """All that one obligation hangs on."""
    given = (side, document, duty, entry, crosswalk)
    thresholds = threshold_flips(*given)
    return shown(standing(entry)) | {
        "answers": answer_flips(side, document, duty),
        "article": duty["article"],
        "closest": thresholds[0]["distance"] if thresholds else None,
        "floor_strengths": floor_flips(*given),
        "id": duty["id"],
        "set": document["id"],
        "strengths": strength_flips(*given),
        "thresholds": thresholds,
        "title": duty["title"],
    }


def sensitivity(
    documents: Mapping[str, Sequence[Doc]], assessment: Doc, sets: Sequence[str]
) -> dict[str, Any]:
    """The whole answer."""
    side = Side(documents, assessment, sets)
    obligations: list[dict[str, Any]] = []
    questions_only: list[str] = []
    for document, duty, entry in side.bound():
        crosswalk = side.crosswalk(document["id"])
        if crosswalk is None or entry["framework"] is None:
            questions_only.append(duty["id"])
        else:
            obligations.append(one(side, document, duty, entry, crosswalk))

    def distance(found: Doc) -> tuple[bool, Fraction]:
        closest = read(found, "closest")
        return closest is None, closest or Fraction(0)

    used = [(d["id"], c) for d in side.sets if (c := side.crosswalk(d["id"])) is not None]
    return {
        "assessment": side.head(),
        "obligations": sorted(obligations, key=distance),
        "questions_only": questions_only,
        "schema": "csf-assess/sensitivity/1",
        "sets": [
            {
                "crosswalk": crosswalk["id"],
                "set": set_id,
                "thresholds": {name: spelled(v) for name, v in limits(crosswalk).items()},
            }
            for set_id, crosswalk in used
        ],
    }
