"""Random but valid scales, frameworks and models."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from answers import Node, Scale, tree
from normal_form import Doc

Json = dict[str, Any]
TAGS = ["key-measure", "management", "basic", "important", "essential"]
WORDS = ["Contexte : général", "Risk strategy", "Überwachung", "Détection", "Plan", "Rôles"]
TWO_DIMENSIONS = ["documentation", "implementation"]
SCALES: list[tuple[list[str], str, list[str], list[str]]] = [
    (["0", "1", "2", "3", "4", "5"], "1", [], []),
    (["0", "1", "2", "3", "4", "5"], "1/2", [], []),
    (["0", "1", "2", "3", "4", "5"], "1/4", [], []),
    (["1", "2", "3", "4", "5"], "1/2", [], TWO_DIMENSIONS),
    (["1", "2", "3", "4", "5"], "1", [], [*TWO_DIMENSIONS, "review"]),
    (["1", "2", "3", "4"], "1", [], []),
    (["0", "1", "5", "10"], "1", [], []),
    (["0", "1"], "1", ["NO", "YES"], []),
    (["0", "1", "2", "3"], "1", ["NI", "PI", "LI", "FI"], []),
    (["1/2", "1", "5/2"], "1/2", ["LOW", "", "HIGH"], []),
    (["1", "2", "3"], "1/4", [], ["design"]),
]


def maybe(rng: Random, chance: float) -> bool:
    """True this often."""
    return rng.random() < chance


def spell(rng: Random, value: Fraction) -> int | float | str:
    """One of the ways to write a fraction in a document."""
    if value.denominator == 1:
        return value.numerator
    ways: list[int | float | str] = [f"{value.numerator}/{value.denominator}"]
    if value.denominator in (2, 4):
        ways += [float(value), str(float(value))]
    return rng.choice(ways)


def some(rng: Random, items: list[str], most: int = 2) -> list[str]:
    """A few of the items in any order, possibly none."""
    return rng.sample(items, rng.randint(0, min(most, len(items))))


def random_scale(rng: Random, scale_id: str) -> Json:
    """One of the usual scales, and some unusual ones."""
    values, step, codes, dimensions = rng.choice(SCALES)
    levels: list[Json] = []
    for place, value in enumerate(values):
        level: Json = {"value": spell(rng, Fraction(value)), "name": rng.choice(WORDS)}
        if codes and codes[place]:
            level["code"] = codes[place]
        levels.append(level)
    scale: Json = {"schema": "csf-assess/scale/1", "id": scale_id, "title": "S", "levels": levels}
    if step != "1" or maybe(rng, 0.5):
        scale["step"] = 1 if step == "1" and maybe(rng, 0.5) else step
    if dimensions or maybe(rng, 0.2):
        scale["dimensions"] = [{"id": d, "title": d.title()} for d in dimensions]
    return scale


def random_item(rng: Random, item_id: str) -> Json:
    """What a subcategory and a requirement share."""
    item: Json = {"id": item_id, "title": rng.choice(WORDS)}
    if maybe(rng, 0.6):
        item["tags"] = some(rng, TAGS)
    if maybe(rng, 0.5):
        item["tags"] = [*item.get("tags", []), f"level-{rng.choice([1, 1, 2, 2, 3, 12])}"]
    if maybe(rng, 0.2):
        item["not_applicable"] = "never"
    elif maybe(rng, 0.05):
        item["not_applicable"] = "Only without suppliers."
    if maybe(rng, 0.2):
        item |= {"question": "Is it?", "why": "So.", "counts": "Yes.", "does_not_count": "No."}
        item |= {"levels": {"1": "Begun."}, "ask": ["it"], "evidence": [{"what": "Minutes"}]}
    if maybe(rng, 0.05):
        item["x"] = {"origin": [1, "two"]}
    return item


def random_requirements(rng: Random, item: Json) -> None:
    """Give a subcategory requirements, often."""
    count = rng.choice([0, 1, 1, 2, 3])
    if count or maybe(rng, 0.3):
        numbers = range(1, count + 1)
        item["requirements"] = [random_item(rng, f"{item['id']}.{n}") for n in numbers]


def random_framework(rng: Random, framework_id: str, scale_id: str, nested: bool) -> Json:
    """A small tree; `nested` gives some subcategories requirements."""
    functions = []
    for function in rng.sample(["AB", "CD", "EF", "GH", "JK"], rng.choice([1, 2, 2, 3, 4])):
        categories = []
        for category in rng.sample(["LM", "NP", "QR"], rng.choice([1, 1, 2, 3])):
            items = []
            for number in range(1, rng.choice([1, 2, 2, 3, 4]) + 1):
                item = random_item(rng, f"{function}.{category}-{number:02d}")
                if nested:
                    random_requirements(rng, item)
                items.append(item)
            rng.shuffle(items)
            category_id = f"{function}.{category}"
            categories.append({"id": category_id, "title": "C", "subcategories": items})
        functions.append({"id": function, "title": "F", "categories": categories})
    return heading(rng, framework_id, scale_id) | {"functions": functions}


def workbook_framework(rng: Random, framework_id: str, scale_id: str) -> Json:
    """A tree with what the workbook's quirk looks at, and some more."""
    wanted = {
        "GV": {"GV.OV": ["GV.OV-02", "GV.OV-03"]},
        "PR": {
            "PR.AA": ["PR.AA-01", "PR.AA-06"],
            "PR.IR": ["PR.IR-01", "PR.IR-03", "PR.IR-04"],
        },
        "RC": {"RC.CO": ["RC.CO-03", "RC.CO-04"], "RC.RP": ["RC.RP-01"]},
    }
    functions = []
    for function, below in wanted.items():
        categories: list[Json] = []
        for category, ids in below.items():
            items = [random_item(rng, item_id) for item_id in ids]
            for item in items:
                random_requirements(rng, item)
            categories.append({"id": category, "title": "C", "subcategories": items})
        functions.append({"id": function, "title": "F", "categories": categories})
    return heading(rng, framework_id, scale_id) | {"functions": functions}


def heading(rng: Random, framework_id: str, scale_id: str) -> Json:
    """A framework without its functions."""
    return {
        "schema": "csf-assess/framework/1",
        "id": framework_id,
        "version": rng.choice(["2.0", "2025", "1.1"]),
        "title": "Framework",
        "publisher": "Publisher",
        "source": {"reference": "R", "published": "2024-02-26"},
        "language": "en",
        "scale": scale_id,
    }


def derived_framework(rng: Random, base: Doc, framework_id: str, scale_id: str) -> Json:
    """A framework that speaks of another one's outcomes, lacks some and adds its own."""
    functions = []
    for function in base["functions"]:
        categories = []
        for category in function["categories"]:
            kept = [s["id"] for s in category["subcategories"] if maybe(rng, 0.8)]
            if not kept or maybe(rng, 0.2):
                kept.append(f"{category['id']}-91")
            items = [random_item(rng, item_id) for item_id in kept]
            for item in items:
                random_requirements(rng, item)
            categories.append({"id": category["id"], "title": "C", "subcategories": items})
        functions.append({"id": function["id"], "title": "F", "categories": categories})
    own = heading(rng, framework_id, scale_id)
    return own | {"outcomes_of": base["id"], "functions": functions}


def random_policy(rng: Random, scale: Scale, carried: list[str]) -> str | Json:
    """What the model does with N/A."""
    policy: Json = {}
    if maybe(rng, 0.6):
        policy["value"] = spell(rng, random_level(rng, scale))
    if maybe(rng, 0.4):
        policy["at_most"] = rng.choice([0, 1, 2, 4])
    if carried and maybe(rng, 0.4):
        policy["never_on"] = rng.sample(carried, 1)
    return policy or "exclude"


def random_level(rng: Random, scale: Scale) -> Fraction:
    """Any level of a scale."""
    steps = (scale.maximum - scale.minimum) / scale.step
    return scale.minimum + scale.step * rng.randint(0, int(steps))


def random_gate(
    rng: Random, framework: Doc, scale: Scale, carried: list[str], aggregate: str
) -> Json:
    """A gate of any form, its bar anywhere between the ends."""
    root = tree(framework)
    nodes = [node.id for node in root.walk()]
    kinds = ["category", "function", "outcome", *carried]
    forms: list[str | Json] = ["total", rng.choice(nodes), {"each": rng.choice(kinds)}]
    on = rng.choice(forms)
    bar = random_level(rng, scale)
    if maybe(rng, 0.3):
        bar = scale.minimum + (scale.maximum - scale.minimum) * Fraction(rng.randint(1, 6), 7)
    outcomes = [outcome.id for outcome in root.outcomes()]
    rolled_up = on not in outcomes if isinstance(on, str) else on["each"] in kinds[:2]
    if aggregate == "target_coverage":
        bar = Fraction(rng.randint(0, 12), 12)
    elif aggregate == "cumulative_level" and rolled_up:
        bar = Fraction(rng.randint(0, max(practice_levels(root.outcomes()))))
    return {"on": on, "at_least": spell(rng, bar)}


def practice_levels(outcomes: list[Node]) -> list[int]:
    """The numbers of the tags `level-1` and so on."""
    tags = [tag for outcome in outcomes for tag in outcome.tags]
    return [int(tag.removeprefix("level-")) for tag in tags if tag.startswith("level-")]


def random_aggregate(rng: Random, model: Json, outcomes: list[Node], scale: Scale) -> None:
    """Give the model one of the two aggregates that need more than levels, where it can have it."""
    include = set(model.get("include") or ())
    part = [o for o in outcomes if not include or o.tags & include]
    if practice_levels(part) and maybe(rng, 0.2):
        step = scale.step * rng.randint(1, int((scale.maximum - scale.minimum) / scale.step))
        passing = spell(rng, scale.minimum + step)
        model |= {"aggregate": "cumulative_level", "passing": passing}
    elif scale.minimum == 0 and maybe(rng, 0.2):
        model["aggregate"] = "target_coverage"


WORKBOOK_NODES = {"GV.OV-02", "GV.OV-03", "PR.AA-06", "PR.IR-03", "PR.IR-04", "RC.CO"}


def random_quirk(rng: Random, model: Json, root: Node, scale: Scale) -> None:
    """Give the model a quirk that it can have, now and then; the workbook's wants its own tree."""
    aggregate = model.get("aggregate", "weighted_mean")
    mean = model.get("dimensions", "mean") == "mean"
    sides = set(scale.dimensions) == set(TWO_DIMENSIONS)
    if sides and {node.id for node in root.walk()} >= WORKBOOK_NODES and maybe(rng, 0.8):
        model |= {"aggregate": "mean_of_means", "total_of": "categories", "dimensions": "mean"}
        model |= {"quirks": ["cyfun-2025-workbook-cells"]}
        model.pop("weights", None)
        model.pop("passing", None)
    elif aggregate in ("weighted_mean", "mean_of_means") and mean and maybe(rng, 0.15):
        model["quirks"] = ["ciso-assistant-truncation"]
    elif aggregate == "mean_of_means" and maybe(rng, 0.2):
        model["quirks"] = ["csf-profile-rounding"]


def random_model(rng: Random, model_id: str, framework: Doc, scale: Scale) -> Json:
    """A model with any mix of rules; fields are often left to their defaults."""
    root = tree(framework)
    carried = sorted({tag for o in root.outcomes() for tag in o.tags})
    model: Json = {"schema": "csf-assess/model/1", "id": model_id, "title": "Model"}
    options: dict[str, list[Any]] = {
        "aggregate": ["weighted_mean", "mean_of_means", "minimum"],
        "total_of": ["functions", "categories"],
        "open": ["bounds", "minimum", "block"],
        "dimensions": ["mean", "minimum", *scale.dimensions],
    }
    for name, values in options.items():
        if maybe(rng, 0.6):
            model[name] = rng.choice(values)
    if maybe(rng, 0.6):
        ids = [node.id for node in root.walk() if node.kind != "total"]
        weights = [1, 2, 3, 7, 100]
        model["weights"] = {i: rng.choice(weights) for i in ids if maybe(rng, 0.4)}
    if carried and maybe(rng, 0.3):
        model["include"] = rng.sample(carried, rng.randint(1, min(2, len(carried))))
    random_aggregate(rng, model, root.outcomes(), scale)
    random_quirk(rng, model, root, scale)
    aggregate = model.get("aggregate", "weighted_mean")
    if maybe(rng, 0.5):
        model["not_applicable"] = random_policy(rng, scale, carried)
    if maybe(rng, 0.7):
        gates = [
            random_gate(rng, framework, scale, carried, aggregate) for _ in range(rng.randint(1, 4))
        ]
        model["gates"] = [{"id": f"gate-{n}", **gate} for n, gate in enumerate(gates, 1)]
        rng.shuffle(model["gates"])
    return model
