"""Random but valid cases: documents, one assessment, and what the oracle makes of them."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from answers import Scale, tree
from normal_form import Doc
from random_frameworks import (
    TWO_DIMENSIONS,
    Json,
    derived_framework,
    maybe,
    random_framework,
    random_level,
    random_model,
    random_scale,
    spell,
    workbook_framework,
)
from random_sets import CLASSES, ROLES, SECTORS, random_crosswalk, random_set
from scorer import result

SET_IDS = ["nis2", "set-a", "set-b", "ir-2030"]
MOODS: dict[str, tuple[int, int, int, int]] = {
    "mixed": (6, 2, 2, 2),
    "rated": (1, 0, 0, 0),
    "away": (0, 0, 0, 1),
    "open": (0, 1, 1, 0),
    "away-or-open": (0, 1, 1, 2),
    "nearly-rated": (8, 1, 0, 1),
}
EXACT_PAIRS = [("2/5", "3/5"), ("1/5", "2/5"), ("0", "1"), ("1/2", "1/2"), ("3/10", "3/10")]


def written_level(rng: Random, scale: Scale, pool: list[Fraction]) -> Any:
    """A level as an answer writes it, by its code where it has one."""

    def one() -> Any:
        value = rng.choice(pool) if pool else random_level(rng, scale)
        codes = [code for code, level in scale.codes.items() if level == value]
        return rng.choice(codes) if codes and maybe(rng, 0.6) else spell(rng, value)

    if not scale.dimensions:
        return one()
    return {dimension: one() for dimension in scale.dimensions}


def random_answer(rng: Random, scale: Scale, mood: str, pool: list[Fraction]) -> Json | None:
    """An answer in a state of the mood's choice; None leaves it out."""
    state = rng.choices(["rated", "unknown", "unanswered", "not_applicable"], MOODS[mood])[0]
    answer: Json = {}
    level = written_level(rng, scale, pool)
    if state == "rated":
        answer["level"] = level
        if maybe(rng, 0.2):
            answer["state"] = "rated"
    elif state == "unknown":
        answer["state"] = "unknown"
    elif state == "not_applicable":
        answer |= {"reason": "We have none.", "state": "not_applicable"}
        if scale.dimensions and maybe(rng, 0.5):
            del answer["state"]
            kept = {d: v for d, v in level.items() if maybe(rng, 0.7)}
            answer["level"] = kept | {rng.choice(scale.dimensions): "not_applicable"}
    elif scale.dimensions and maybe(rng, 0.6):
        gone = rng.choice(scale.dimensions)
        answer["level"] = {d: v for d, v in level.items() if d != gone}
        if not answer["level"]:
            del answer["level"]
    if maybe(rng, 0.4):
        answer["target"] = written_level(rng, scale, [])
    if maybe(rng, 0.2):
        answer |= {"note": "À revoir", "owner": "CISO", "by": "it", "on": "2026-11-20"}
        answer |= {"method": "interview", "evidence": [{"ref": "R-1", "date": "2026-05-01"}]}
    if not answer and maybe(rng, 0.7):
        return None
    return answer


def random_reply(rng: Random) -> Json | None:
    """A supplementary answer of any kind; None leaves it out."""
    said = rng.choice(["yes", "yes", "yes", "no", "unknown", "not_applicable", "", None])
    if said is None:
        return None
    reply: Json = {"answer": said} if said else {"note": "Asked."}
    if said == "not_applicable":
        reply["reason"] = "No such service."
    return reply


def random_organization(rng: Random, sets: list[str]) -> Json | None:
    """An organization with class, sector and roles known, unknown or none."""
    if maybe(rng, 0.2):
        return None
    organization: Json = {"name": "Société Zéro", "country": "BE"}
    if not sets:
        return organization
    if "nis2" in sets and maybe(rng, 0.3):
        organization["class"] = rng.choice([*CLASSES["nis2"], "none"])
    elif maybe(rng, 0.6):
        known = [s for s in sets if maybe(rng, 0.7)]
        classes = {s: [*CLASSES.get(s, CLASSES["other"]), "none"] for s in known}
        organization["class"] = {s: rng.choice(closed) for s, closed in classes.items()}
    if maybe(rng, 0.5):
        organization["sector"] = rng.choice([*SECTORS, "annex-i", "annex-ii"])
    if maybe(rng, 0.6):
        organization["roles"] = rng.sample(ROLES, rng.choice([0, 0, 1, 2]))
    return organization


def random_assessment(rng: Random, framework: Doc, scale: Scale, sets: list[Json]) -> Json:
    """Answers in one mood, with levels from a pool that meets thresholds exactly or freely."""
    mood = rng.choice([*MOODS, *["mixed", "rated", "nearly-rated"] * 3])
    pool: list[Fraction] = []
    if maybe(rng, 0.4):
        width = scale.maximum - scale.minimum
        pool = [scale.minimum + width * Fraction(n) for n in rng.choice(EXACT_PAIRS)]
        pool = [v for v in pool if ((v - scale.minimum) / scale.step).denominator == 1]
    answers: Json = {}
    for outcome in tree(framework).outcomes():
        answer = random_answer(rng, scale, mood, pool)
        if answer is not None:
            answers[outcome.id] = answer
    questions = [q for s in sets for o in s["obligations"] for q in o.get("supplementary") or ()]
    replies = {q["id"]: random_reply(rng) for q in questions if maybe(rng, 0.85)}
    assessment: Json = {"schema": "csf-assess/assessment/1", "id": "2026-q4"}
    assessment |= {"framework": framework["id"], "answers": answers}
    if replies or maybe(rng, 0.5):
        assessment["supplementary"] = {q: r for q, r in replies.items() if r is not None}
    organization = random_organization(rng, [s["id"] for s in sets])
    if organization is not None:
        assessment["organization"] = organization
    if maybe(rng, 0.3):
        assessment["assessed_on"] = "2026-11-23"
    return assessment | {"respondents": [{"id": "it", "role": "IT lead", "lead": True}]}


def meet_exactly(rng: Random, made: Json, found: Doc) -> None:
    """Move bars of gates and thresholds onto the very figures that they are compared with."""
    model = next(m for m in made["documents"]["models"] if m["id"] == found["model"]["id"])
    for gate in model.get("gates") or ():
        node = found["nodes"].get(gate["on"]) if isinstance(gate["on"], str) else None
        figure = node and node[rng.choice(["low", "high"])]
        if figure and maybe(rng, 0.5):
            gate["at_least"] = spell(rng, Fraction(figure["n"], figure["d"]))
    for crosswalk in made["documents"]["crosswalks"]:
        duties = [d for i, d in found["obligations"].items() if i in crosswalk["reach"]]
        duties = [d for d in duties if d["evidence_low"] and d["weakest_high"]]
        if not duties or maybe(rng, 0.5):
            continue
        duty, thresholds = rng.choice(duties), crosswalk["thresholds"]
        evidence, weakest = (
            Fraction(f["n"], f["d"])
            for f in (duty[rng.choice(["evidence_low", "evidence_high"])], duty["weakest_high"])
        )
        if evidence > 0:
            thresholds["evidenced_at"] = spell(rng, evidence)
            thresholds["partly_at"] = spell(rng, evidence * Fraction(3, 5))
        if weakest > 0 and maybe(rng, 0.5):
            thresholds["floor_at"] = spell(rng, weakest)


def case(seed: int) -> Json:
    """The random case of a seed."""
    rng = Random(seed)
    scale = random_scale(rng, "scale-a")
    read = Scale.of(scale)
    scales = [scale, random_scale(rng, "scale-b")]
    other = random_framework(rng, "frame-b", "scale-b", maybe(rng, 0.3))
    own_scale = "scale-a" if maybe(rng, 0.7) else "scale-b"
    if set(read.dimensions) == set(TWO_DIMENSIONS) and maybe(rng, 0.7):
        framework = workbook_framework(rng, "frame-a", own_scale)
    elif maybe(rng, 0.35):
        framework = derived_framework(rng, other, "frame-a", own_scale)
    else:
        framework = random_framework(rng, "frame-a", own_scale, maybe(rng, 0.4))
    model_id = rng.choice(["weighted-mean", "model-a"])
    models = [random_model(rng, i, framework, read) for i in (model_id, "model-b")]
    loaded = [random_set(rng, set_id) for set_id in rng.sample(SET_IDS, rng.choice([1, 1, 2, 3]))]
    asked = loaded[: rng.choice([0, 1, len(loaded), len(loaded)])]
    crosswalks = [
        made
        for source in ((other,) if framework.get("outcomes_of") else (framework, other))
        for target in loaded
        if maybe(rng, 0.9) and (made := random_crosswalk(rng, source, target))
    ]
    assessment = random_assessment(rng, framework, read, asked)
    if own_scale != "scale-a" or maybe(rng, 0.3):
        assessment["scale"] = "scale-a"
    if model_id != "weighted-mean" or maybe(rng, 0.3):
        assessment["model"] = model_id
    made = {
        "name": f"random-{seed}",
        "documents": {
            "frameworks": [framework, other],
            "scales": scales,
            "models": models,
            "obligations": loaded,
            "crosswalks": crosswalks,
        },
        "assessment": assessment,
        "sets": [s["id"] for s in asked],
    }
    if maybe(rng, 0.6):
        meet_exactly(rng, made, result(made["documents"], assessment, made["sets"]))
    return made | {"expected": result(made["documents"], assessment, made["sets"])}
