"""The measures of agreement against published and hand-worked figures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from agreement import alpha, cases, leik, steps

FIXTURE = Path(__file__).parent.parent / "fixtures" / "agreement.jsonl"

# Krippendorff 2011, section C: four observers, twelve units, values missing.
PUBLISHED = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def published() -> list[list[Fraction]]:
    """The units of the published example."""
    rows = [line.split() for line in PUBLISHED.strip().splitlines()]
    return [[Fraction(v) for v in unit if v != "."] for unit in zip(*rows, strict=True)]


def test_alpha_of_the_published_example() -> None:
    """0.815, as printed there for ordinal data."""
    found = alpha(published())
    assert found is not None
    assert round(float(found), 3) == 0.815


def test_alpha_by_hand() -> None:
    """Two units, {0, 1} and {1, 1}: n0 = 1, n1 = 3, n = 4, ordinal difference (4 - 2)^2 = 4.

    Observed 2 * 1 * 4 = 8, expected 2 * 3 * 4 = 24: 1 - 3 * 8/24 = 0.
    """
    zero, one = Fraction(0), Fraction(1)
    assert alpha([[zero, one], [one, one]]) == 0
    assert alpha([[zero, zero], [one, one]]) == 1
    assert alpha([[one, one], [one, one, one]]) is None
    assert alpha([[zero], [one], []]) is None


def test_leik_by_hand() -> None:
    """0 and 3 on 0 to 5: the share is 1/2 on three of six categories; 1 - 3/2 * 2/5 = 2/5.

    1, 2 and 2: the share is 1/3 on one of them; 1 - 1/3 * 2/5 = 13/15.
    """
    levels = steps(0, 5, Fraction(1))
    assert leik(levels, [Fraction(0), Fraction(3)]) == Fraction(2, 5)
    assert leik(levels, [Fraction(0), Fraction(5)]) == 0
    assert leik(levels, [Fraction(4)] * 3) == 1
    assert leik(levels, [Fraction(1), Fraction(2), Fraction(2)]) == Fraction(13, 15)
    assert leik(levels, [Fraction(1)]) is None


def test_leik_does_not_depend_on_how_fine_the_steps_are() -> None:
    """Twice as many categories between the same levels are folded twice and divided by twice."""
    ratings = [Fraction(n) for n in (0, 1, 1, 4)]
    assert leik(steps(0, 5, Fraction(1)), ratings) == leik(steps(0, 5, Fraction(1, 4)), ratings)


def test_the_cases_of_the_engine_are_these() -> None:
    """The file that the engine is held to is what `agreement.py` writes."""
    assert FIXTURE.read_text(encoding="utf-8") == cases()
