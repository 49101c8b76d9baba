"""Prove that the crosswalk CSF 2.0 to 2024/2690, ENISA's edition, holds exactly ENISA's pairs.

Usage: python tests/content/enisa.py ENISA.json
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

FRAMEWORKS = Path(__file__).resolve().parents[2] / "frameworks"
PAIRS = 279
STRENGTH = 5
RELATIONSHIP = "intersects_with"
SOURCES = ["ENISA-TIG-1.0"]


def read_yaml(name: str) -> Any:
    # By name: PyYAML has no types, and whether its stubs are there must not matter.
    text = (FRAMEWORKS / name).read_text(encoding="utf-8")
    return import_module("yaml").safe_load(text)


def outcomes() -> set[str]:
    functions = read_yaml("nist-csf-2.0.yaml")["functions"]
    categories = [c for f in functions for c in f["categories"]]
    return {s["id"] for c in categories for s in c["subcategories"]}


def sections() -> set[str]:
    entries = read_yaml("ir-2024-2690.yaml")["obligations"]
    return {o["id"] for o in entries if o["kind"] != "information"}


def turned(row: Any) -> tuple[str, str]:
    """ENISA's pair leads from section to outcome, ours from outcome to section."""
    section = row["from"].replace("IR2690:", "IR2690-", 1)
    return row["to"].removeprefix("CSF2:"), section


def wrong_pairs(mappings: Any, enisa: set[tuple[str, str]]) -> Iterator[str]:
    pairs = Counter((m["from"], m["to"]) for m in mappings)
    for (o, b), times in sorted(pairs.items()):
        if times > 1:
            yield f"{o} -> {b}: said {times} times"
    for o, b in sorted(enisa - pairs.keys()):
        yield f"{o} -> {b}: lost"
    for o, b in sorted(pairs.keys() - enisa):
        yield f"{o} -> {b}: not ENISA's"


def wrong_links(mappings: Any) -> Iterator[str]:
    for m in mappings:
        here = f"{m['from']} -> {m['to']}"
        if (m["relationship"], m["strength"]) != (RELATIONSHIP, STRENGTH):
            yield f"{here}: not {RELATIONSHIP} with strength {STRENGTH}"
        if m["sources"] != SOURCES:
            yield f"{here}: ENISA is not credited"


def wrong_rest(crosswalk: Any, enisa: set[tuple[str, str]]) -> Iterator[str]:
    paired = {b for _, b in enisa}
    reach = {b: "partial" if b in paired else "none" for b in sections()}
    for b in sorted(reach.keys() | crosswalk["reach"].keys()):
        if crosswalk["reach"].get(b) != reach.get(b):
            yield f"{b}: reach is not {reach.get(b)}"
    silent = outcomes() - {o for o, _ in enisa}
    if sorted(crosswalk["no_relationship"]) != sorted(silent):
        yield f"no_relationship: not {sorted(silent)}"
    credit = " ".join(crosswalk["source"].values())
    for word in ("ENISA", "CC BY 4.0", "turned round", "strength 5", "reach", "collapsed"):
        if word not in credit:
            yield f"source: does not say `{word}`"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: enisa.py ENISA.json", file=sys.stderr)
        return 2
    if not Path(arguments[0]).is_file():
        print(f"nothing to compare with: `{arguments[0]}` does not exist")
        return 0
    rows = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))["mappings"]
    enisa = {turned(row) for row in rows}
    crosswalk = read_yaml("nist-csf-2.0--ir-2024-2690--enisa.yaml")
    mappings = crosswalk["mappings"]
    found = [*wrong_pairs(mappings, enisa), *wrong_links(mappings), *wrong_rest(crosswalk, enisa)]
    if len(enisa) != PAIRS or len(rows) != PAIRS:
        found.append(f"{len(rows)} rows and {len(enisa)} pairs read, not {PAIRS}")
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    print(f"{len(enisa)} pairs {'compared' if found else 'kept'}, {len(mappings)} mappings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
