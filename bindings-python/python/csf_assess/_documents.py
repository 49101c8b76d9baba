"""Documents that were handed over as mappings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def to_json(document: Mapping[str, Any]) -> bytes:
    """Write a mapping as JSON, as the core reads it."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, default=_plain)
    return text.encode()


def _plain(value: object) -> object:
    # Imported here: only a document that holds such a value needs them.
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date | Decimal | Fraction):
        return str(value)
    msg = f"a document holds text, numbers, lists and mappings, not `{type(value).__name__}`"
    raise TypeError(msg)
