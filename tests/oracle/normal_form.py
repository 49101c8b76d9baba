"""Canonical JSON, exact fractions and the hash of a document's normal form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Doc = Mapping[str, Any]

TEXTS = frozenset(
    (
        *("ask", "concept", "concepts_of", "content", "counts", "does_not_count", "evidence"),
        *("language", "legal_state", "meaning", "name", "note", "not_counted", "not_verified"),
        *("publisher", "question", "rationale", "references", "small_firm", "source", "sources"),
        *("summary", "title", "verification", "why", "x"),
    )
)
FRACTIONS = frozenset(
    ("step", "value", "at_least", "passing", "evidenced_at", "floor_at", "partly_at")
)
DEFAULTS: dict[str, Any] = {
    "step": 1,
    "aggregate": "weighted_mean",
    "total_of": "functions",
    "not_applicable": "exclude",
    "open": "bounds",
    "dimensions": "mean",
    "voluntary": False,
    "evidenced_at": "1/2",
    "floor_at": "2/5",
    "partly_at": "3/10",
    "floor_strength": 6,
}
ENTRY_DEFAULTS: dict[str, Any] = {"weights": 1, "reach": "none"}


def canonical(value: object) -> str:
    """JSON with sorted keys, no insignificant white space and unescaped UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fraction(value: object) -> Fraction:
    """The exact value of a number or of a string such as `1/2` or `2.5`; 2.1 means 21/10."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError(f"not a fraction: {value!r}")
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def fraction_json(value: Fraction | None) -> dict[str, int | str] | None:
    """`{n, d, text}` in lowest terms, the text rounded half away from zero."""
    if value is None:
        return None
    cents = (abs(value) * 200 + 1) // 2
    sign = "-" if value < 0 and cents else ""
    text = f"{sign}{cents // 100}.{cents % 100:02d}"
    return {"n": value.numerator, "d": value.denominator, "text": text}


def spelled(value: object) -> int | str:
    """The one spelling of a fraction in normal form: an integer, else `n/d`."""
    exact = fraction(value)
    return exact.numerator if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"


def normal(value: object, key: str = "") -> Any:
    """The part of a document that can change a result, in one fixed order and spelling."""
    if isinstance(value, Mapping):
        if key in ENTRY_DEFAULTS:
            return {k: v for k, v in value.items() if v != ENTRY_DEFAULTS[key]}
        kept = {k: normal(v, k) for k, v in value.items() if not is_text(k, v)}
        return {k: v for k, v in kept.items() if not is_default(k, v)}
    if isinstance(value, list | tuple):
        items = [normal(item) for item in value]
        if items and all(isinstance(item, str) for item in items):
            return sorted(items)
        if key == "mappings":
            return sorted(items, key=lambda m: (m["from"], m["to"]))
        if key != "levels" and all(isinstance(i, Mapping) and "id" in i for i in items):
            return sorted(items, key=lambda item: str(item["id"]))
        return items
    return spelled(value) if key in FRACTIONS else value


def is_text(key: str, value: object) -> bool:
    """Whether a key holds words only; `levels` does in an item, not in a scale."""
    return key in TEXTS or (key == "levels" and isinstance(value, Mapping))


def is_default(key: str, value: object) -> bool:
    """Whether leaving the key out would mean the same."""
    empty = value is None or value == [] or value == {}
    return empty or (key in DEFAULTS and value == DEFAULTS[key])


def document_hash(document: Doc) -> str:
    """SHA-256, lower hex, of the canonical JSON of the normal form."""
    return hashlib.sha256(canonical(normal(document)).encode("utf-8")).hexdigest()
