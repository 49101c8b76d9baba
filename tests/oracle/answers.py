"""Frameworks as trees, and what one assessment says about each outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from normal_form import Doc, fraction

LEVELS_BELOW = {
    "function": ("categories", "category"),
    "category": ("subcategories", "subcategory"),
    "subcategory": ("requirements", "requirement"),
    "requirement": ("", ""),
}


@dataclass(frozen=True)
class Node:
    """A function, category, subcategory or requirement, or the total."""

    id: str
    kind: str
    item: Doc = field(default_factory=dict)
    children: tuple[Node, ...] = ()

    @cached_property
    def is_outcome(self) -> bool:
        """Whether this is what is answered."""
        return self.kind in ("subcategory", "requirement") and not self.children

    @cached_property
    def tags(self) -> frozenset[str]:
        """The node's own tags; nothing is inherited."""
        return frozenset(self.item.get("tags") or ())

    def walk(self) -> Iterator[Node]:
        """This node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def outcomes(self) -> list[Node]:
        """What is answered at or below this node."""
        return self.answered

    @cached_property
    def answered(self) -> list[Node]:
        """The same list, made once."""
        return [node for node in self.walk() if node.is_outcome]


def tree(framework: Doc) -> Node:
    """The framework under one `total`."""
    functions = tuple(_node(item, "function") for item in framework["functions"])
    return Node("total", "total", {}, functions)


def _node(item: Doc, kind: str) -> Node:
    key, below = LEVELS_BELOW[kind]
    return Node(item["id"], kind, item, tuple(_node(i, below) for i in item.get(key) or ()))


@dataclass(frozen=True)
class Scale:
    """The ends of a scale and the ways to write its levels."""

    minimum: Fraction
    maximum: Fraction
    step: Fraction
    codes: Mapping[str, Fraction]
    dimensions: tuple[str, ...]
    named: tuple[Fraction, ...]

    @classmethod
    def of(cls, document: Doc) -> Scale:
        """Read a scale document."""
        values = [fraction(level["value"]) for level in document["levels"]]
        pairs = zip(document["levels"], values, strict=True)
        codes = {level["code"]: value for level, value in pairs if level.get("code")}
        dimensions = tuple(d["id"] for d in document.get("dimensions") or ())
        step = fraction(document.get("step", 1))
        return cls(values[0], values[-1], step, codes, dimensions, tuple(values))

    def level(self, written: object) -> Fraction:
        """A level written as a number, a fraction or a code; off the scale is an error."""
        if isinstance(written, str) and written in self.codes:
            return self.codes[written]
        value = fraction(written)
        on_step = ((value - self.minimum) / self.step).denominator == 1
        if not self.minimum <= value <= self.maximum or not on_step:
            raise ValueError(f"{written!r} is not on the scale")
        return value

    def place(self, value: Fraction) -> Fraction:
        """How many named levels lie below a value, the way between two of them by its share."""
        below = sum(named <= value for named in self.named) - 1
        if self.named[below] == value:
            return Fraction(below)
        low, high = self.named[below], self.named[below + 1]
        return below + (value - low) / (high - low)

    def share(self, value: Fraction) -> Fraction:
        """n: the level's place between the ends, from 0 to 1."""
        return (value - self.minimum) / (self.maximum - self.minimum)


@dataclass(frozen=True)
class Standing:
    """One outcome's state; the level only when rated."""

    state: str
    level: Fraction | None = None
    target: Fraction | None = None
    sides: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Neither rated nor not applicable."""
        return self.state in ("unknown", "unanswered")


def combined(levels: Mapping[str, Fraction], rule: str) -> Fraction:
    """Several dimensions as one level: their mean, their minimum or the named one."""
    if rule == "mean":
        return sum(levels.values(), Fraction(0)) / len(levels)
    if rule == "minimum":
        return min(levels.values())
    return levels[rule]


def standing(answer: Doc, scale: Scale, rule: str) -> Standing:
    """The state that one answer puts its outcome in; its target stands beside any state."""
    level, state = answer.get("level"), answer.get("state")
    target = _one(answer.get("target"), scale, rule)
    if state in ("unknown", "not_applicable"):
        if level is not None:
            raise ValueError(f"a level beside {state}")
        return Standing(state, target=target)
    if level is None:
        if state == "rated":
            raise ValueError("rated without a level")
        return Standing("unanswered", target=target)
    if scale.dimensions:
        if "not_applicable" in level.values():
            return Standing("not_applicable", target=target)
        if any(level.get(dimension) is None for dimension in scale.dimensions):
            return Standing("unanswered", target=target)
    sides = {d: scale.level(level[d]) for d in scale.dimensions}
    return Standing("rated", _one(level, scale, rule), target, sides)


def _one(written: Any, scale: Scale, rule: str) -> Fraction | None:
    if written is None:
        return None
    if not scale.dimensions:
        return scale.level(written)
    return combined({d: scale.level(written[d]) for d in scale.dimensions}, rule)
