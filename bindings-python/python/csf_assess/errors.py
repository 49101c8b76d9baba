"""What the library raises when an input is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong with an input."""

    code: str
    """The stable code, such as `answer/unknown-outcome`."""
    message: str
    """The sentence for people, without the place."""
    document: str | None
    """What the caller called the document, such as a file name."""
    path: str
    """The path inside the document, empty for the document itself."""
    line: int | None
    """The line, counted from 1, where it is known."""
    column: int | None
    """The column in characters, counted from 1, where it is known."""


class CsfAssessError(ValueError):
    """Why an input was refused: all of its problems at once.

    Nothing of a refused input is kept.
    """

    problems: tuple[Problem, ...]
    """All problems, in the order of the document."""

    def __init__(self, message: str, problems: Iterable[Problem]) -> None:
        """Keep the problems; the message shows all of them."""
        self.problems = tuple(problems)
        super().__init__(message, self.problems)

    @property
    def code(self) -> str:
        """The stable code of the first problem."""
        return self.problems[0].code

    def __str__(self) -> str:
        """Show every problem and its place."""
        return str(self.args[0])
