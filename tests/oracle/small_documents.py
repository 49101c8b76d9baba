"""The smallest documents that the hand-computed examples need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorer import result

Json = dict[str, Any]
THRESHOLDS = {"evidenced_at": "1/2", "floor_at": "2/5", "partly_at": "3/10", "floor_strength": 6}
NOT_APPLICABLE = {"state": "not_applicable", "reason": "None."}
OUTCOMES = ("AB.CD-01", "AB.CD-02", "AB.EF-01", "GH.JK-01")


def framework(**items: Json) -> Json:
    """AB (CD: 01, 02; EF: 01) and GH (JK: 01); keys such as `AB_CD_01` add to an item."""

    def item(item_id: str) -> Json:
        return {"id": item_id} | items.get(item_id.replace(".", "_").replace("-", "_"), {})

    def category(*ids: str) -> Json:
        return {"id": ids[0].split("-")[0], "subcategories": [item(i) for i in ids]}

    first = [category("AB.CD-01", "AB.CD-02"), category("AB.EF-01")]
    functions = [
        {"id": "AB", "categories": first},
        {"id": "GH", "categories": [category("GH.JK-01")]},
    ]
    return {"id": "frame", "version": "1", "scale": "scale", "functions": functions}


def scale(*dimensions: str) -> Json:
    """0 to 5 by halves."""
    levels = [{"value": value} for value in range(6)]
    return {
        "id": "scale",
        "step": "1/2",
        "levels": levels,
        "dimensions": [{"id": d} for d in dimensions],
    }


def scored(
    answers: Mapping[str, Any], frame: Json | None = None, axes: tuple[str, ...] = (), **model: Any
) -> Json:
    """The result without any set; a bare answer is a level, None is unknown."""
    documents = {
        "frameworks": [frame or framework()],
        "scales": [scale(*axes)],
        "models": [{"id": "weighted-mean", **model}],
        "obligations": [],
        "crosswalks": [],
    }
    return result(documents, {"framework": "frame", "answers": written(answers)}, [])


def written(answers: Mapping[str, Any]) -> Json:
    """Answers in full: a bare value is a level, None is unknown."""
    return {
        i: a if isinstance(a, dict) else {"state": "unknown"} if a is None else {"level": a}
        for i, a in answers.items()
    }


def duty(duty_id: str = "SETA-1.1", questions: int = 0, **more: Any) -> Json:
    """An obligation that binds everybody."""
    asked = [{"id": f"{duty_id}/{n}"} for n in range(1, questions + 1)]
    base = {"id": duty_id, "article": "1(1)", "addressee": "entity", "kind": "governance"}
    return base | {"supplementary": asked} | more


def graded(
    duties: list[Json],
    mappings: Mapping[tuple[str, str], int],
    answers: Mapping[str, Any],
    replies: Mapping[str, str] | None = None,
    reach: str = "substantial",
    **more: Any,
) -> Json:
    """The result under one set; `mappings` is strength by (outcome, obligation)."""
    links = [{"from": f, "to": t, "strength": s} for (f, t), s in mappings.items()]
    set_id = more.get("set_id", "set-a")
    document = {"id": set_id, "obligations": duties, "groups": more.get("groups", [])}
    frame = more.get("frame") or framework()
    source = frame.get("outcomes_of", "frame")
    crosswalk = {"id": f"{source}--{set_id}", "from": source, "to": set_id, "mappings": links}
    crosswalk |= {"reach": {d["id"]: reach for d in duties}, "thresholds": THRESHOLDS}
    documents = {
        "frameworks": [frame],
        "scales": [scale()],
        "models": [{"id": "weighted-mean"}],
        "obligations": [document],
        "crosswalks": [crosswalk],
    }
    assessment: Json = {"framework": "frame", "answers": written(answers)}
    assessment["supplementary"] = {q: {"answer": a} for q, a in (replies or {}).items()}
    assessment["organization"] = more.get("organization", {})
    return result(documents, assessment, [set_id])


def number(value: Json | None) -> str | None:
    """A fraction of the result as `n/d`."""
    return f"{value['n']}/{value['d']}" if value else None
