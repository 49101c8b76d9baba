"""The closed list of quirks: departures that reproduce another tool's arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from answers import Node

Values = Mapping[str, Fraction]
Way = Callable[[Node, Values], Fraction | None]

TENTH = Fraction(1, 10)
POOLED = {"GV.OV-03": "GV.OV-02", "PR.IR-04": "PR.IR-03"}


def cut(value: Fraction) -> Fraction:
    """One decimal, the rest dropped toward zero."""
    tenths = abs(value) // TENTH
    return tenths * TENTH * (-1 if value < 0 else 1)


def rounded(value: Fraction) -> Fraction:
    """One decimal, half away from zero."""
    tenths = (abs(value) * 20 + 1) // 2
    return tenths * TENTH * (-1 if value < 0 else 1)


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The plain mean of what is there."""
    found = [value for value in values if value is not None]
    return sum(found, Fraction(0)) / len(found) if found else None


def truncation(way: Way, node: Node, layers: list[Values], all_values: Values) -> Fraction | None:
    """The total: each dimension's cut, their mean cut again; other nodes as they are."""
    if node.kind != "total":
        return way(node, all_values)
    ends = [way(node, layer) for layer in layers]
    average = mean(None if end is None else cut(end) for end in ends)
    return None if average is None else cut(average)


def rounding(
    weighted_mean: Way, weight: Callable[[Node], int], node: Node, values: Values
) -> Fraction | None:
    """Functions and categories from their outcomes, the total from the rounded categories."""
    if node.kind != "total":
        value = weighted_mean(node, values)
        rolled_up = node.kind in ("function", "category")
        return rounded(value) if rolled_up and value is not None else value
    pairs = [
        (weight(category), rounded(value))
        for function in node.children
        for category in function.children
        if (value := weighted_mean(category, values)) is not None
    ]
    mass = sum(w for w, _ in pairs)
    return rounded(sum((w * v for w, v in pairs), Fraction(0)) / mass) if mass else None


def workbook_category(category: Node, layers: Mapping[str, Values]) -> Fraction | None:
    """A category from the cells that the workbook's formulas read."""
    sides = []
    for dimension, values in layers.items():
        cells: dict[str, list[Fraction]] = {}
        for subcategory in category.children:
            if subcategory.id == "PR.AA-06" and dimension == "implementation":
                continue
            for outcome in subcategory.outcomes():
                name = outcome.id if category.id == "RC.CO" else subcategory.id
                if outcome.id in values:
                    cells.setdefault(POOLED.get(name, name), []).append(values[outcome.id])
        sides.append(mean(mean(cell) for cell in cells.values()))
    return mean(sides)
