from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, Self, final

__all__ = ["Assessment", "Library", "Result", "__version__"]
__version__: Final[str]

@final
class Assessment:
    @property
    def framework(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def scale(self) -> str: ...

@final
class Library:
    def __new__(cls) -> Self: ...
    @staticmethod
    def embedded() -> Library: ...
    def add(
        self, document: str | bytes | Mapping[str, Any], *, name: str | None = None
    ) -> tuple[str, str]: ...
    def assess(self, assessment: Assessment, sets: Sequence[str] = ()) -> Result: ...
    def assessment(
        self, document: str | bytes | Mapping[str, Any], *, name: str | None = None
    ) -> Assessment: ...
    def framework(self, id: str) -> dict[str, Any]: ...
    def overlay(
        self,
        framework: str,
        format: str,
        data: str | bytes | Mapping[str, Any],
        *,
        name: str | None = None,
    ) -> dict[str, Any]: ...
    def clock(
        self,
        set: str,
        aware: str,
        *,
        notified: str | None = None,
        handled: str | None = None,
        requested: str | None = None,
        roles: Sequence[str] = (),
        holidays: Sequence[str] = (),
        offset: str | None = None,
    ) -> dict[str, Any]: ...
    def compare(
        self, before: Assessment, after: Assessment, sets: Sequence[str] = ()
    ) -> dict[str, Any]: ...
    def consensus(
        self,
        assessments: Sequence[Assessment],
        *,
        merge: Literal["median", "minimum", "lead"] = "median",
        lead: str | None = None,
        between: Sequence[tuple[str, str]] = (),
    ) -> dict[str, Any]: ...
    def freshness(
        self, assessment: Assessment, on: str, sets: Sequence[str] = ()
    ) -> dict[str, Any]: ...
    def plan(
        self,
        assessment: Assessment,
        sets: Sequence[str] = (),
        *,
        want: str = "evidenced",
        targets: Sequence[str] = (),
        gates: Sequence[str] = (),
        costs: str | None = None,
        only: Sequence[str] = (),
        fixed: Sequence[str] = (),
        owners: Sequence[str] = (),
        at_most: int | None = None,
        alternatives: int = 3,
        next_steps: int | None = None,
    ) -> dict[str, Any]: ...
    def migrate(
        self, assessment: Assessment, to: str, *, source: str | None = None
    ) -> dict[str, Any]: ...
    def scope(
        self,
        facts: str | bytes | Mapping[str, Any],
        set: str = "nis2",
        overlay: str | None = None,
    ) -> dict[str, Any]: ...
    def sensitivity(self, assessment: Assessment, sets: Sequence[str]) -> dict[str, Any]: ...
    def trend(
        self, assessments: Sequence[Assessment], sets: Sequence[str] = ()
    ) -> dict[str, Any]: ...

@final
class Result:
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_json(self) -> str: ...
