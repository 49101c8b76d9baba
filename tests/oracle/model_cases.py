"""Random cases under each shipped model, its document read from `frameworks/`."""

from __future__ import annotations

import copy
import re
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path
from random import Random
from typing import Any

import yaml
from answers import Scale, tree
from normal_form import Doc, fraction
from random_cases import random_assessment
from random_frameworks import (
    TWO_DIMENSIONS,
    Json,
    maybe,
    practice_levels,
    random_framework,
    random_scale,
    workbook_framework,
)
from random_sets import random_crosswalk, random_set
from scorer import result

FOLDER = Path(__file__).parents[2] / "frameworks"
SHIPPED_SCALES = ("maturity-0-5", "score-0-10", "yes-no", "fi-li-pi-ni", "tiers-1-4", "cyfun-1-5")
# Whole frameworks take their share of the cases, and most of the time.
WHOLE = 0.02
EACH_KIND = ("category", "function", "outcome")


class _Text(yaml.SafeLoader):
    """YAML 1.2: days and words such as `on` are text."""


_Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":timestamp", ":bool"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Text.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@cache
def shipped(name: str) -> Json:
    """A document of `frameworks/`; the cache's own copy, not to be changed."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    document: Json = yaml.load(text, Loader=_Text)  # noqa: S506
    return document


def shipped_models() -> list[str]:
    """The id of every model in `frameworks/`."""
    names = sorted(path.stem for path in FOLDER.glob("model-*.yaml"))
    return [name.removeprefix("model-") for name in names]


@cache
def bare(name: str) -> Json:
    """A shipped framework without its texts, and so without what it takes from another."""

    def kept(item: Doc, below: tuple[str, ...]) -> Json:
        found = {k: item[k] for k in ("id", "title", "tags", "not_applicable") if k in item}
        if below and item.get(below[0]):
            found[below[0]] = [kept(inner, below[1:]) for inner in item[below[0]]]
        return found

    document = shipped(name)
    keys = ("schema", "id", "version", "title", "scale", "outcomes_of")
    inner = ("categories", "subcategories", "requirements")
    functions = [kept(function, inner) for function in document["functions"]]
    return {k: document[k] for k in keys if k in document} | {"functions": functions}


def bars(model: Doc) -> list[Fraction]:
    """What a scale has to reach for the model: the value of N/A, and the bars of gates."""
    policy = model.get("not_applicable") or {}
    named = [] if isinstance(policy, str) else [policy["value"]] if "value" in policy else []
    return [fraction(b) for b in (*named, *(g["at_least"] for g in model.get("gates") or ()))]


def suits(model: Doc, document: Doc) -> bool:
    """Whether the model can be used on a scale."""
    scale = Scale.of(document)
    if any(not scale.minimum <= bar <= scale.maximum for bar in bars(model)):
        return False
    if model.get("aggregate") == "target_coverage" and scale.minimum != 0:
        return False
    if "passing" in model and not scale.minimum < fraction(model["passing"]) <= scale.maximum:
        return False
    wants_sides = "cyfun-2025-workbook-cells" in (model.get("quirks") or ())
    return not wants_sides or set(scale.dimensions) == set(TWO_DIMENSIONS)


def chosen_scale(rng: Random, model: Doc) -> Json:
    """A shipped scale that the model suits, or a random one."""
    fitting = [s for s in (shipped(f"scale-{i}") for i in SHIPPED_SCALES) if suits(model, s)]
    if maybe(rng, 0.7):
        return rng.choice(fitting)
    for _ in range(20):
        made = random_scale(rng, "scale-a")
        if suits(model, made):
            return made
    return rng.choice(fitting)


def wanted_tags(model: Doc) -> list[str]:
    """The tags that the model names, of which each has to stand on an outcome."""
    policy = model.get("not_applicable") or {}
    never_on = [] if isinstance(policy, str) else policy.get("never_on") or []
    ons = [g["on"] for g in model.get("gates") or ()]
    each = [on["each"] for on in ons if not isinstance(on, str)]
    return sorted(
        {*(model.get("include") or ()), *never_on, *(e for e in each if e not in EACH_KIND)}
    )


def give_tags(rng: Random, framework: Json, model: Doc) -> None:
    """Put the tags that the model needs on outcomes of the framework."""
    outcomes = [dict_of(framework, o.id) for o in tree(framework).outcomes()]
    include = model.get("include") or ()
    for item in outcomes:
        if include and maybe(rng, 0.5):
            item["tags"] = sorted({*item.get("tags", []), rng.choice(include)})
    for tag in wanted_tags(model):
        item = rng.choice(outcomes)
        item["tags"] = sorted({*item.get("tags", []), tag})
    levels = practice_levels(tree(framework).outcomes())
    if model.get("aggregate") == "cumulative_level" and not levels:
        item = rng.choice(outcomes)
        item["tags"] = [*item.get("tags", []), "level-1"]


def dict_of(framework: Json, item_id: str) -> Json:
    """An outcome's own document, to be changed."""
    found: list[Json] = [
        item
        for function in framework["functions"]
        for category in function["categories"]
        for subcategory in category["subcategories"]
        for item in (subcategory, *(subcategory.get("requirements") or ()))
        if item["id"] == item_id
    ]
    return found[0]


def chosen_framework(rng: Random, model: Doc, scale_id: str) -> Json:
    """A small framework with what the model looks at."""
    workbook = "cyfun-2025-workbook-cells" in (model.get("quirks") or ())
    if workbook or (model.get("include") and maybe(rng, 0.5)):
        framework = workbook_framework(rng, "frame-a", scale_id)
    else:
        framework = random_framework(rng, "frame-a", scale_id, maybe(rng, 0.4))
        if maybe(rng, 0.7):
            del framework["functions"][2:]
    give_tags(rng, framework, model)
    return framework


def whole_framework(model: Doc) -> Json:
    """The shipped framework with the tags that the model wants, or with tags for its levels."""
    framework = bare("cyfun-2025" if model.get("include") else "nist-csf-2.0")
    if model.get("aggregate") != "cumulative_level":
        return framework
    practices = copy.deepcopy(framework)
    for place, outcome in enumerate(tree(practices).outcomes()):
        dict_of(practices, outcome.id)["tags"] = [f"level-{place % 3 + 1}"]
    return practices


def on_the_bars(rng: Random, assessment: Json, scale: Scale, model: Doc) -> None:
    """Give every rated outcome the levels around a bar, so that means meet it exactly."""
    aims = [bar for bar in bars(model) if scale.minimum <= bar <= scale.maximum]
    if not aims:
        return
    steps = (rng.choice(aims) - scale.minimum) / scale.step
    around = [str(scale.minimum + scale.step * n) for n in (floor(steps), ceil(steps))]
    for answer in assessment["answers"].values():
        written = answer.get("level")
        if isinstance(written, dict):
            if set(written) == set(scale.dimensions) and "not_applicable" not in written.values():
                pairs = zip(scale.dimensions, around * 5, strict=False)
                answer["level"] = dict(pairs)
        elif written is not None:
            answer["level"] = rng.choice(around)


@cache
def shared(model_id: str) -> Json:
    """The documents that stand once for all cases of a model."""
    model = shipped(f"model-{model_id}")
    scales = [shipped(f"scale-{i}") for i in SHIPPED_SCALES]
    fitting = [scale for scale in scales if suits(model, scale)]
    frameworks = [whole_framework(model)]
    return {"scales": fitting, "models": [model], "frameworks": frameworks}


def model_case(model_id: str, seed: int) -> Json:
    """The random case of a seed under a shipped model; what `shared` holds is not in it."""
    rng = Random(f"{model_id}-{seed}")
    model = shipped(f"model-{model_id}")
    document = chosen_scale(rng, model)
    scale = Scale.of(document)
    whole = maybe(rng, WHOLE)
    if whole:
        framework = shared(model_id)["frameworks"][0]
    else:
        framework = chosen_framework(rng, model, document["id"])
    sets = [random_set(rng, "set-a")] if maybe(rng, 0.15) else []
    links = [random_crosswalk(rng, framework, target) for target in sets]
    crosswalks = [link for link in links if link is not None]
    if framework.get("outcomes_of"):
        crosswalks = []
    assessment = random_assessment(rng, framework, scale, sets)
    assessment |= {"scale": document["id"], "model": model_id}
    if model.get("aggregate") == "target_coverage":
        give_targets(rng, assessment, scale)
    if maybe(rng, 0.2):
        on_the_bars(rng, assessment, scale, model)
    own: Json = {
        "frameworks": [] if whole else [framework],
        "scales": [document] if document["id"] == "scale-a" else [],
        "models": [],
        "obligations": sets,
        "crosswalks": crosswalks,
    }
    common = shared(model_id)
    every = {kind: [*common.get(kind, []), *documents] for kind, documents in own.items()}
    asked = [s["id"] for s in sets]
    return {
        "name": f"{model_id}-{seed}",
        "documents": copy.deepcopy(own),
        "assessment": assessment,
        "sets": asked,
        "expected": result(every, assessment, asked),
    }


def give_targets(rng: Random, assessment: Json, scale: Scale) -> None:
    """Targets for most answers; a share of them is all that such a model looks at."""
    steps = int((scale.maximum - scale.minimum) / scale.step)

    def one() -> str:
        return str(scale.minimum + scale.step * rng.randint(0, steps))

    for answer in assessment["answers"].values():
        if maybe(rng, 0.7):
            target: Any = {d: one() for d in scale.dimensions} if scale.dimensions else one()
            answer["target"] = target
