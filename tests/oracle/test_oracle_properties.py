"""Properties that hold for every case, over random ones."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from answers import Scale, tree
from normal_form import Doc
from random_cases import case
from random_frameworks import Json
from scorer import canonical, result

SEEDS = range(1, 201)
OPEN_REPLIES = (None, "unknown")


@cache
def made(seed: int) -> Json:
    """A seed's case, made once."""
    return case(seed)


def again(given: Doc) -> Json:
    """The result of a changed case."""
    return result(given["documents"], given["assessment"], given["sets"])


def read(value: Doc | None) -> Fraction | None:
    """A fraction of the result."""
    return Fraction(value["n"], value["d"]) if value else None


def parts(given: Doc) -> tuple[Json, Json, Scale]:
    """The framework, the model and the scale in use."""
    found = given["expected"]
    documents = given["documents"]
    framework = next(d for d in documents["frameworks"] if d["id"] == found["framework"]["id"])
    model = next(d for d in documents["models"] if d["id"] == found["model"]["id"])
    scale = next(d for d in documents["scales"] if d["id"] == found["scale"]["id"])
    return framework, model, Scale.of(scale)


def open_outcomes(given: Doc) -> list[str]:
    """The outcomes that are open whether or not they take part."""
    framework, model, _ = parts(given)
    documents = {**given["documents"], "models": [{**model, "include": []}]}
    nodes = result(documents, given["assessment"], [])["nodes"]
    counts = {o.id: nodes[o.id]["counts"] for o in tree(framework).outcomes()}
    return [i for i, c in counts.items() if c["unknown"] or c["unanswered"]]


def ends(found: Doc) -> Iterator[tuple[str, Any, Any]]:
    """Every interval of a result: node ends, obligations and groups."""
    for node_id, node in found["nodes"].items():
        yield f"node {node_id}", read(node["low"]), read(node["high"])
    for kind in ("obligations", "groups"):
        for entry_id, entry in found[kind].items():
            yield f"{kind} {entry_id}", entry["worst"], entry["best"]


def written(level: Fraction, scale: Scale) -> Any:
    """One level as an answer writes it on this scale."""
    spelled = f"{level.numerator}/{level.denominator}"
    return dict.fromkeys(scale.dimensions, spelled) if scale.dimensions else spelled


def shuffled(rng: Random, value: Any, key: str = "") -> Any:
    """The same document in another order; a scale's levels and deadlines keep theirs."""
    if isinstance(value, dict):
        names = rng.sample(list(value), len(value))
        return {name: shuffled(rng, value[name], name) for name in names}
    if isinstance(value, list) and key not in ("levels", "deadlines", "x"):
        return [shuffled(rng, item) for item in rng.sample(value, len(value))]
    return value


@pytest.mark.parametrize("seed", SEEDS)
def test_score_and_status_lie_between_their_ends(seed: int) -> None:
    """low <= score <= high, worst <= best, and the status says which."""
    found = made(seed)["expected"]
    for node in found["nodes"].values():
        low, score, high = (read(node[f]) for f in ("low", "score", "high"))
        assert (low is None) == (high is None)
        if low is not None and high is not None:
            assert low <= high
            assert score is None or low <= score <= high
    for entry in (*found["obligations"].values(), *found["groups"].values()):
        assert (entry["worst"] is None) == (entry["best"] is None)
        assert entry["worst"] is None or entry["worst"] <= entry["best"]


@pytest.mark.parametrize("seed", SEEDS)
def test_order_changes_no_byte(seed: int) -> None:
    """Permuting every list and map of the input gives the same canonical result."""
    given = made(seed)
    moved = shuffled(Random(seed), given)
    assert canonical(again(moved)) == canonical(given["expected"])


@pytest.mark.parametrize("seed", SEEDS)
def test_making_anything_better_lowers_nothing(seed: int) -> None:
    """One rated outcome to the top, one "no" to "yes"."""
    given = copy.deepcopy(made(seed))
    _, _, scale = parts(given)
    rng = Random(seed)
    rated = [
        a
        for a in given["assessment"]["answers"].values()
        if a.get("level") is not None and "not_applicable" not in str(a["level"])
    ]
    full = [a for a in rated if not scale.dimensions or set(a["level"]) == set(scale.dimensions)]
    if full:
        rng.choice(full)["level"] = written(scale.maximum, scale)
    replies = given["assessment"].get("supplementary", {}).values()
    refusals = [r for r in replies if r.get("answer") == "no"]
    if refusals:
        rng.choice(refusals)["answer"] = "yes"
    after = again(given)
    before = made(seed)["expected"]
    for (name, low, high), (_, new_low, new_high) in zip(ends(before), ends(after), strict=True):
        assert low is None or (new_low >= low and new_high >= high), name
    for node_id, node in before["nodes"].items():
        score, new = read(node["score"]), read(after["nodes"][node_id]["score"])
        assert score is None or (new is not None and new >= score), node_id


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_completing_stays_inside(seed: int, away: bool) -> None:
    """Every open item gets a level and yes or no, or N/A under `exclude`."""
    given = copy.deepcopy(made(seed))
    _, model, scale = parts(given)
    if away:
        model["not_applicable"] = "exclude"
    before = again(given)
    rng = Random(seed)
    gone = {"state": "not_applicable", "reason": "None."}
    for outcome in open_outcomes(given):
        steps = int((scale.maximum - scale.minimum) / scale.step)
        level = scale.minimum + scale.step * rng.randint(0, steps)
        use = away and rng.random() < 0.7
        answers = given["assessment"]["answers"]
        kept = {k: v for k, v in answers.get(outcome, {}).items() if k == "target"}
        answers[outcome] = kept | (gone if use else {"level": written(level, scale)})
    sets = [s for s in given["documents"]["obligations"] if s["id"] in given["sets"]]
    replies = given["assessment"].setdefault("supplementary", {})
    for duty in (o for s in sets for o in s["obligations"]):
        for question in duty.get("supplementary") or ():
            if replies.get(question["id"], {}).get("answer") in OPEN_REPLIES:
                use = away and rng.random() < 0.7
                reply = {"answer": rng.choice(["yes", "no"])}
                replies[question["id"]] = {**gone, "answer": "not_applicable"} if use else reply
                replies[question["id"]].pop("state", None)
    for (name, low, high), (_, new_low, new_high) in zip(
        ends(before), ends(again(given)), strict=True
    ):
        if low is not None and new_low is not None:
            assert low <= new_low <= new_high <= high, name
        assert away or (new_low is None) <= (low is None), name


def without(framework: Json, crosswalks: list[Json], gone: str) -> bool:
    """Take an outcome out of the documents; False where its parent would be left empty."""
    categories = [c for f in framework["functions"] for c in f["categories"]]
    holders = [(c, "subcategories") for c in categories]
    holders += [(s, "requirements") for c in categories for s in c["subcategories"]]
    for holder, key in holders:
        items = holder.get(key) or []
        kept = [i for i in items if i["id"] != gone]
        if len(kept) < len(items):
            holder[key] = kept
            for crosswalk in crosswalks:
                crosswalk["mappings"] = [m for m in crosswalk["mappings"] if m["from"] != gone]
            return bool(kept)
    raise AssertionError(gone)


@pytest.mark.parametrize("seed", SEEDS)
def test_not_applicable_is_as_good_as_gone(seed: int) -> None:
    """Under `exclude`, N/A gives the same figures and grades as documents without the outcome."""
    given = copy.deepcopy(made(seed))
    framework, model, _ = parts(given)
    model |= {"not_applicable": "exclude", "gates": []}
    gone = Random(seed).choice(tree(framework).outcomes()).id
    answers = given["assessment"]["answers"]
    answers[gone] = {"state": "not_applicable", "reason": "None."}
    before = again(given)
    if not without(framework, given["documents"]["crosswalks"], gone):
        return
    del answers[gone]
    after = again(given)
    for node_id, node in after["nodes"].items():
        for field in ("score", "low", "high", "coverage", "target", "gap"):
            assert node[field] == before["nodes"][node_id][field], (node_id, field)
    assert after["groups"] == before["groups"]
    for duty_id, entry in after["obligations"].items():
        for field in ("worst", "best", "status", "framework", "supplement", "evidence"):
            assert entry[field] == before["obligations"][duty_id][field], (duty_id, field)


@pytest.mark.parametrize("seed", SEEDS)
def test_multiplying_all_weights_changes_nothing(seed: int) -> None:
    """Every weight, defaults included, times three; where all outcomes are equally deep."""
    given = copy.deepcopy(made(seed))
    framework, model, _ = parts(given)
    if len({o.kind for o in tree(framework).outcomes()}) > 1:
        return
    weights = model.get("weights", {})
    ids = [node.id for node in tree(framework).walk() if node.kind != "total"]
    model["weights"] = {i: 3 * weights.get(i, 1) for i in ids}
    found = again(given)
    for part in ("nodes", "gates", "obligations", "groups"):
        assert found[part] == made(seed)["expected"][part]
