"""Leik's ordinal consensus and Krippendorff's ordinal alpha, step by step as they were published.

Robert K. Leik, A Measure of Ordinal Consensus, 1966: the shares up to each category, folded at one
half, against the most that they can add up to. Klaus Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011: the matrix of coincidences, the ordinal difference, observed over expected.
"""

from __future__ import annotations

import argparse
import json
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

Number = Fraction | int
HALF = Fraction(1, 2)


def leik(categories: list[Fraction], ratings: list[Fraction]) -> Fraction | None:
    """1 minus the dispersion over the ordered categories."""
    if len(ratings) < 2:
        return None
    folded = Fraction(0)
    for category in categories:
        share = Fraction(sum(rating <= category for rating in ratings), len(ratings))
        folded += share if share < HALF else 1 - share
    most = Fraction(len(categories) - 1, 2)
    return 1 - folded / most


def coincidences(units: list[list[Fraction]]) -> dict[tuple[Fraction, Fraction], Fraction]:
    """Every ordered pair of values within a unit, each unit by its number of values less one."""
    matrix: dict[tuple[Fraction, Fraction], Fraction] = {}
    for unit in units:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    key = (one, other)
                    matrix[key] = matrix.get(key, Fraction(0)) + Fraction(1, len(unit) - 1)
    return matrix


def alpha(units: list[list[Fraction]]) -> Fraction | None:
    """1 minus the observed over the expected disagreement; none without either."""
    matrix = coincidences([unit for unit in units if len(unit) > 1])
    values = sorted({value for pair in matrix for value in pair})
    marginal = {
        c: sum((matrix.get((c, k), Fraction(0)) for k in values), Fraction(0)) for c in values
    }
    total = sum(marginal.values(), Fraction(0))

    def difference(one: Fraction, other: Fraction) -> Fraction:
        """The square of what lies between two values, each of them counted by half."""
        low, high = min(one, other), max(one, other)
        between = sum((marginal[g] for g in values if low <= g <= high), Fraction(0))
        return (between - (marginal[low] + marginal[high]) / 2) ** 2

    pairs = [(c, k) for c in values for k in values if c != k]
    observed = sum((matrix.get(p, Fraction(0)) * difference(*p) for p in pairs), Fraction(0))
    expected = sum((marginal[c] * marginal[k] * difference(c, k) for c, k in pairs), Fraction(0))
    return None if expected == 0 else 1 - (total - 1) * observed / expected


SCALES = [(0, 5, Fraction(1)), (1, 4, Fraction(1)), (0, 10, HALF), (0, 1, Fraction(1))]


def steps(low: int, high: int, step: Fraction) -> list[Fraction]:
    """Every level that can be given."""
    return [low + step * i for i in range(int((high - low) / step) + 1)]


def case(seed: int) -> dict[str, Any]:
    """Some units on a scale, and both measures of them."""
    random = Random(seed)
    low, high, step = random.choice(SCALES)
    levels = steps(low, high, step)
    narrow = random.sample(levels, min(len(levels), random.randint(1, 6)))
    raters = random.randint(1, 7)
    units = [
        [random.choice(narrow) for _ in range(random.randint(0, raters))]
        for _ in range(random.randint(0, 12))
    ]
    found = alpha(units)
    return {
        "scale": {"min": low, "max": high, "step": str(step)},
        "units": [[str(level) for level in unit] for unit in units],
        "alpha": None if found is None else str(found),
        "leik": [None if (one := leik(levels, unit)) is None else str(one) for unit in units],
    }


def cases() -> str:
    """The cases that the engine is held to."""
    return "".join(json.dumps(case(seed)) + "\n" for seed in range(120))


def main() -> None:
    """Read the command line and write the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    parser.parse_args().output.write_text(cases(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
