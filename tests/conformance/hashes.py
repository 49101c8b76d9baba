"""Check the document hashes in the conformance vectors, or fill them in with `--write`."""

from __future__ import annotations

import hashlib
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

FOLDERS: Final = ("vectors", "decisions")

# The keys that only speak to people. `levels` is one of them in a framework item, where it is
# a map, and not in a scale, where it is a list.
TEXTS: Final = frozenset(
    (
        *(
            "ask",
            "concept",
            "concepts_of",
            "content",
            "counts",
            "does_not_count",
            "evidence",
            "language",
            "legal_state",
        ),
        *(
            "meaning",
            "name",
            "note",
            "not_counted",
            "not_verified",
            "publisher",
            "question",
            "rationale",
            "references",
        ),
        *("small_firm", "source", "sources", "summary", "title", "verification", "why", "x"),
    )
)
FRACTIONS: Final = frozenset(
    ("at_least", "evidenced_at", "floor_at", "partly_at", "passing", "step", "value")
)
DEFAULTS: Final[dict[str, object]] = {
    "aggregate": "weighted_mean",
    "dimensions": "mean",
    "evidenced_at": "1/2",
    "floor_at": "2/5",
    "floor_strength": 6,
    "not_applicable": "exclude",
    "open": "bounds",
    "partly_at": "3/10",
    "step": 1,
    "total_of": "functions",
    "voluntary": False,
}
KINDS: Final = {
    "crosswalk": "crosswalks",
    "framework": "frameworks",
    "model": "models",
    "obligations": "obligations",
    "scale": "scales",
}
# Maps from ids to a value: their keys are not names of fields, and a default entry says nothing.
BY_ID: Final[dict[str, object]] = {"reach": "none", "weights": 1}


def spelling(value: float | str) -> int | str:
    """Spell a fraction in one way: an integer, or `n/d` in lowest terms."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else str(exact)


def normal_list(key: str, items: list[Any]) -> list[Any]:
    """Sort whatever has no order of its own; the levels of a scale do have one."""
    parts = [normal("", item) for item in items]
    if key == "mappings":
        return sorted(parts, key=lambda part: (part["from"], part["to"]))
    if key != "levels" and all(isinstance(part, dict) and "id" in part for part in parts):
        return sorted(parts, key=lambda part: str(part["id"]))
    if all(isinstance(part, str) for part in parts):
        return sorted(parts)
    return parts


def normal(key: str, value: Any) -> Any:
    """Bring what stands under `key` into normal form."""
    if isinstance(value, list):
        return normal_list(key, value)
    if isinstance(value, dict):
        if key in BY_ID:
            return {name: entry for name, entry in value.items() if entry != BY_ID[key]}
        parts = {
            name: normal(name, part)
            for name, part in value.items()
            if name not in TEXTS and not (name == "levels" and isinstance(part, dict))
        }
        return {
            name: part
            for name, part in parts.items()
            if part not in (None, [], {}) and not (name in DEFAULTS and part == DEFAULTS[name])
        }
    return spelling(value) if key in FRACTIONS else value


def digest(document: dict[str, Any]) -> str:
    """Take the SHA-256 of the canonical JSON of the normal form."""
    text = json.dumps(
        normal("", document), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()


def slots(vector: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    """List every hash of the expected answer: its object, its key, what it should be."""
    expected = vector["expected"]
    known = {
        kind: {document["id"]: document for document in documents}
        for kind, documents in vector["documents"].items()
    }
    if vector.get("call") == "clock":
        return [(expected["set"], "hash", digest(known["obligations"][expected["set"]["id"]]))]
    if vector.get("call") in ("compare", "trend"):
        return slots_of_differences(expected, known)
    if "call" in vector:
        return []
    found = [
        (expected[name], "hash", digest(known[kind][expected[name]["id"]]))
        for name, kind in (("framework", "frameworks"), ("model", "models"), ("scale", "scales"))
    ]
    for set_id, entry in expected["sets"].items():
        found.append((entry, "hash", digest(known["obligations"][set_id])))
        if entry["crosswalk"] is not None:
            crosswalk = known["crosswalks"][entry["crosswalk"]]
            found.append((entry, "crosswalk_hash", digest(crosswalk)))
    return found


def slots_of_differences(
    expected: dict[str, Any], known: dict[str, dict[str, Any]]
) -> list[tuple[dict[str, Any], str, str]]:
    """List the hashes of the documents that a comparison or a trend says are not the same."""
    breaks = (one["because"] for one in expected.get("breaks", ()))
    differences = [
        *expected.get("differences", ()),
        *(one for because in breaks for one in because),
    ]
    return [
        (side, "hash", digest(known[KINDS[difference["kind"]]][side["id"]]))
        for difference in differences
        for side in (difference["before"], difference["after"])
        if side is not None
    ]


def main(arguments: list[str]) -> int:
    """Run over all vectors; 1 when a hash is wrong, 2 when the command line is."""
    if arguments not in ([], ["--write"]):
        print("usage: hashes.py [--write]", file=sys.stderr)
        return 2
    here = Path(__file__).parent
    paths = [path for folder in FOLDERS for path in sorted((here / folder).glob("*.json"))]
    wrong = 0
    for path in paths:
        vector = json.loads(path.read_text(encoding="utf-8"))
        stale = [slot for slot in slots(vector) if slot[0][slot[1]] != slot[2]]
        for holder, key, right in stale:
            if not arguments:
                print(
                    f"{path.parent.name}/{path.name}: {key} is `{holder[key]}`, should be `{right}`"
                )
                wrong += 1
            holder[key] = right
        if arguments and stale:
            text = json.dumps(vector, ensure_ascii=False, indent=1) + "\n"
            path.write_text(text, encoding="utf-8")
    print(f"{len(paths)} vectors, {wrong} wrong hashes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
