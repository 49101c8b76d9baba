"""The whole result of one assessment, from SCORING.md and its sharpened rules alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from answers import Node, Scale, Standing, standing, tree
from grades import SetGrader, class_in, reading
from normal_form import Doc, canonical, document_hash, fraction, fraction_json
from quirks import mean, rounding, truncation, workbook_category

__all__ = ["canonical", "result"]

STATES = ("rated", "unknown", "unanswered", "not_applicable")
EACH_KIND = ("category", "function")
LEVEL_TAG = re.compile("level-[1-9][0-9]?")
Values = Mapping[str, Fraction]


class Scorer:
    """Scores and gates of one assessment under one model."""

    def __init__(self, framework: Doc, scale: Doc, model: Doc, assessment: Doc) -> None:
        """Read the documents once."""
        self.root = tree(framework)
        self.scale = Scale.of(scale)
        self.model = model
        rule = str(model.get("dimensions") or "mean")
        given: Mapping[str, Doc] = assessment.get("answers") or {}
        outcomes = self.root.outcomes()
        self.standings = {o.id: standing(given.get(o.id) or {}, self.scale, rule) for o in outcomes}
        if unknown := set(given) - set(self.standings):
            raise ValueError(f"not outcomes: {sorted(unknown)}")
        include = set(model.get("include") or ())
        self.part = {o.id: o for o in outcomes if not include or o.tags & include}
        policy = model.get("not_applicable") or "exclude"
        self.policy: Doc = {} if isinstance(policy, str) else policy
        self.known: dict[tuple[Fraction | None, str | None], Values] = {}
        rated = {i: self.standings[i] for i in self.part}
        pairs = {i: (s.level, s.target) for i, s in rated.items()}
        aimed = {i: (v, t) for i, (v, t) in pairs.items() if v is not None and t is not None}
        self.targets: Values = {i: target for i, (_, target) in aimed.items()}
        self.gaps: Values = {i: max(Fraction(0), t - v) for i, (v, t) in aimed.items()}

    def weight(self, node: Node) -> int:
        """A node's own weight."""
        return int((self.model.get("weights") or {}).get(node.id, 1))

    def values(self, open_at: Fraction | None, side: str | None = None) -> Values:
        """The value of every outcome that takes part and has one; of one dimension, if named."""
        if (open_at, side) not in self.known:
            self.known[open_at, side] = self.found_values(open_at, side)
        return self.known[open_at, side]

    def found_values(self, open_at: Fraction | None, side: str | None) -> Values:
        """The same, read from the answers."""
        found: dict[str, Fraction] = {}
        instead = self.policy.get("value")
        for outcome_id in self.part:
            here = self.standings[outcome_id]
            value = here.level
            if side is not None and value is not None:
                value = here.sides[side]
            if here.is_open:
                value = open_at
            elif here.state == "not_applicable" and instead is not None:
                value = fraction(instead)
            if value is not None:
                found[outcome_id] = value
        return found

    def weighted_sums(self, node: Node, values: Values) -> tuple[Fraction, int]:
        """Sum of w*v and of w below a node, weights counted from that node down."""
        if node.is_outcome:
            return (values[node.id], 1) if node.id in values else (Fraction(0), 0)
        total, mass = Fraction(0), 0
        for child in node.children:
            inner, inner_mass = self.weighted_sums(child, values)
            if inner_mass:
                weight = self.weight(child)
                total += inner * weight if weight != 1 else inner
                mass += inner_mass * weight
        return total, mass

    def weighted_mean(self, node: Node, values: Values) -> Fraction | None:
        """Sum of w*v over sum of w, w being the product of the weights on the path."""
        total, mass = self.weighted_sums(node, values)
        return total / mass if mass else None

    def mean_of_means(self, node: Node, values: Values) -> Fraction | None:
        """The mean of the children that have a value, by their own weights."""
        if node.is_outcome:
            return values.get(node.id)
        children: Iterable[Node] = node.children
        if node.kind == "total" and self.model.get("total_of") == "categories":
            children = [category for f in node.children for category in f.children]
        pairs = [(self.weight(c), self.mean_of_means(c, values)) for c in children]
        valued = [(w, v) for w, v in pairs if v is not None]
        mass = sum(w for w, _ in valued)
        return sum((w * v for w, v in valued), Fraction(0)) / mass if mass else None

    def minimum(self, node: Node, values: Values) -> Fraction | None:
        """The lowest value below a node."""
        return min((values[o.id] for o in node.outcomes() if o.id in values), default=None)

    def cumulative_level(self, node: Node, values: Values) -> Fraction | None:
        """How many levels in a row have practices and none that fails; an outcome's rating."""
        if node.is_outcome:
            return values.get(node.id)
        passing = fraction(self.model["passing"])
        passes: dict[int, list[bool]] = {}
        for outcome in node.outcomes():
            level = next((int(t[6:]) for t in outcome.tags if LEVEL_TAG.fullmatch(t)), None)
            if level is not None and outcome.id in values:
                passes.setdefault(level, []).append(values[outcome.id] >= passing)
        if not passes:
            return None
        reached = 0
        while all(passes.get(reached + 1, [False])):
            reached += 1
        return Fraction(reached)

    def target_coverage(self, node: Node, values: Values) -> Fraction | None:
        """Sum of w*min(level, target) over sum of w*target, where the target is above 0."""
        targets = {i: self.standings[i].target for i in values}
        goals = {i: t for i, t in targets.items() if t is not None and t > 0}
        there, _ = self.weighted_sums(node, {i: min(values[i], t) for i, t in goals.items()})
        wanted, _ = self.weighted_sums(node, goals)
        return there / wanted if wanted else None

    def figures(self, node: Node) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """Score, low and high of one node, the `open` rule applied."""
        low = self.value_at(node, self.scale.minimum)
        high = self.value_at(node, self.scale.maximum)
        rule = self.model.get("open") or "bounds"
        if rule == "minimum":
            return low, low, high
        if rule == "block" and any(s.is_open for s in self.below(node)):
            return None, low, high
        return self.value_at(node, None), low, high

    def value_at(self, node: Node, open_at: Fraction | None) -> Fraction | None:
        """One node's value with what is open at this level, or left out; the quirk applied."""
        ways: dict[str, Callable[[Node, Values], Fraction | None]] = {
            "weighted_mean": self.weighted_mean,
            "mean_of_means": self.mean_of_means,
            "minimum": self.minimum,
            "cumulative_level": self.cumulative_level,
            "target_coverage": self.target_coverage,
        }
        way = ways[self.model.get("aggregate") or "weighted_mean"]
        values = self.values(open_at)
        layers = {d: self.values(open_at, d) for d in self.scale.dimensions}
        quirk = next(iter(self.model.get("quirks") or ()), None)
        if quirk == "ciso-assistant-truncation":
            return truncation(way, node, list(layers.values()) or [values], values)
        if quirk == "csf-profile-rounding":
            return rounding(self.weighted_mean, self.weight, node, values)
        if quirk == "cyfun-2025-workbook-cells":
            return self.workbook(node, values, layers)
        return way(node, values)

    def workbook(self, node: Node, values: Values, layers: Mapping[str, Values]) -> Fraction | None:
        """Categories from their cells, functions and the total from the categories."""
        if node.kind == "category":
            return workbook_category(node, layers)
        if node.kind == "function":
            return mean(workbook_category(category, layers) for category in node.children)
        if node.kind == "total":
            categories = [category for f in node.children for category in f.children]
            return mean(workbook_category(category, layers) for category in categories)
        return self.mean_of_means(node, values)

    def below(self, node: Node) -> list[Standing]:
        """The standings that take part at or below a node."""
        return [self.standings[o.id] for o in node.outcomes() if o.id in self.part]

    def entry(self, node: Node) -> dict[str, Any]:
        """One node of the result."""
        states = [s.state for s in self.below(node)]
        counts = {state: states.count(state) for state in STATES}
        asked = len(states) - counts["not_applicable"]
        score, low, high = self.figures(node)
        return {
            "score": fraction_json(score),
            "low": fraction_json(low),
            "high": fraction_json(high),
            "coverage": fraction_json(Fraction(counts["rated"], asked) if asked else None),
            "counts": counts | {"total": len(states)},
            "target": fraction_json(self.weighted_mean(node, self.targets)),
            "gap": fraction_json(self.weighted_mean(node, self.gaps)),
        }

    def gates(self) -> dict[str, str]:
        """Every gate of the model, and the bars on N/A."""
        states = {g["id"]: self.gate(g) for g in self.model.get("gates") or ()}
        most, never_on = self.policy.get("at_most"), set(self.policy.get("never_on") or ())
        if most is not None or never_on:
            away = [o for i, o in self.part.items() if self.standings[i].state == STATES[3]]
            breach = most is not None and len(away) > most
            breach = breach or any(o.tags & never_on for o in away)
            states["not_applicable"] = "not_met" if breach else "met"
        return states

    def gate(self, gate: Doc) -> str:
        """One gate over the nodes that it stands on."""
        bar = fraction(gate["at_least"])
        states = {self.gate_at(node, bar) for node in self.gate_nodes(gate["on"])}
        states.discard("not_applicable")
        for state in ("not_met", "undetermined", "met"):
            if state in states:
                return state
        return "not_applicable"

    def gate_nodes(self, on: str | Doc) -> list[Node]:
        """The nodes that a gate's `on` names."""
        if isinstance(on, str):
            found = [node for node in self.root.walk() if node.id == on]
            if not found:
                raise ValueError(f"not a node: {on}")
            return found
        each = on["each"]
        if each in EACH_KIND:
            return [node for node in self.root.walk() if node.kind == each]
        return [o for o in self.part.values() if each == "outcome" or each in o.tags]

    def gate_at(self, node: Node, bar: Fraction) -> str:
        """The gate's state at one node; both ends decide, never the score."""
        _, low, high = self.figures(node)
        if low is None or high is None:
            return "not_applicable"
        if low >= bar:
            return "met"
        return "not_met" if high < bar else "undetermined"

    def warnings(self) -> list[dict[str, str]]:
        """N/A on an outcome that says it never is."""
        return [
            {"code": "not-applicable-never", "id": o.id}
            for o in sorted(self.root.outcomes(), key=lambda o: o.id)
            if o.item.get("not_applicable") == "never"
            and self.standings[o.id].state == "not_applicable"
        ]


def pick(documents: Sequence[Doc], wanted: str) -> Doc:
    """The document with an id."""
    for document in documents:
        if document["id"] == wanted:
            return document
    raise ValueError(f"no document {wanted}")


def pick_crosswalk(
    documents: Sequence[Doc], source: str, target: str, chosen: Sequence[str]
) -> Doc | None:
    """The chosen crosswalk between two documents, else the one without a source's name."""
    fitting = [c for c in documents if c["from"] == source and c["to"] == target]
    named = [c for c in fitting if c["id"] in chosen]
    plain = [c for c in fitting if c["id"] == f"{source}--{target}"]
    return next(iter(named or plain or sorted(fitting, key=lambda c: str(c["id"]))), None)


def result(
    documents: Mapping[str, Sequence[Doc]],
    assessment: Doc,
    sets: Sequence[str],
    crosswalks: Sequence[str] = (),
) -> dict[str, Any]:
    """The canonical result as a JSON-shaped value; `crosswalks` picks among several."""
    framework = pick(documents["frameworks"], assessment["framework"])
    default_scale = framework.get("scale") or "maturity-0-5"
    scale = pick(documents["scales"], assessment.get("scale") or default_scale)
    model = pick(documents["models"], assessment.get("model") or "weighted-mean")
    scorer = Scorer(framework, scale, model, assessment)
    organization: Doc = assessment.get("organization") or {}
    base = framework.get("outcomes_of")
    readings = {
        node.id: reading(node, scorer.standings, scorer.scale)
        for node in scorer.root.walk()
        if node.kind in ("subcategory", "requirement")
    }
    whole: dict[str, Any] = {
        "schema": "csf-assess/result/1",
        "framework": {name: framework[name] for name in ("id", "version")}
        | {"hash": document_hash(framework)},
        "scale": {"id": scale["id"], "hash": document_hash(scale)},
        "model": {"id": model["id"], "hash": document_hash(model)},
        "nodes": {node.id: scorer.entry(node) for node in scorer.root.walk()},
        "gates": scorer.gates(),
        "warnings": scorer.warnings(),
        "sets": {},
        "obligations": {},
        "groups": {},
    }
    for set_id in sets:
        document = pick(documents["obligations"], set_id)
        source = base or framework["id"]
        crosswalk = pick_crosswalk(documents["crosswalks"], source, set_id, crosswalks)
        supplementary = assessment.get("supplementary") or {}
        grader = SetGrader(document, crosswalk, readings, supplementary, organization)
        entries = grader.obligations()
        in_force = document.get("in_force") or {}
        whole["sets"][set_id] = {
            "class": class_in(organization, set_id),
            "crosswalk": crosswalk and crosswalk["id"],
            "crosswalk_hash": crosswalk and document_hash(crosswalk),
            "hash": document_hash(document),
            "in_force": {"from": in_force.get("from"), "until": in_force.get("until")},
        }
        whole["obligations"] |= entries
        whole["groups"] |= grader.groups(entries)
    return whole
