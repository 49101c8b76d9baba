"""Prove that the crosswalk CSF 2.0 to NIS2 holds every link of the reviewed edition.

Usage: python tests/content/links_kept.py REVIEWED.json
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

FRAMEWORKS = Path(__file__).resolve().parents[2] / "frameworks"
LIMB = re.compile(r"(NIS2-21\.2\.[a-j])\.\d+")
CAPPED = frozenset({"ID.IM-01", "ID.IM-02", "ID.IM-03"})
CAP = 3
STRENGTHS = range(1, 11)
# The second reading split letter j; `limbs` of the reviewed file leaves it out.
LIMBS_OF_J = {
    "authentication": ["PR.AA-03", "PR.AA-04"],
    "voice, video and text": ["PR.DS-02"],
    "emergency communications": [],
}


def read_yaml(name: str) -> Any:
    # By name: PyYAML has no types, and whether its stubs are there must not matter.
    text = (FRAMEWORKS / name).read_text(encoding="utf-8")
    return import_module("yaml").safe_load(text)


def letter(obligation: str) -> str:
    limb = LIMB.fullmatch(obligation)
    return limb[1] if limb else obligation


def outcomes() -> set[str]:
    functions = read_yaml("nist-csf-2.0.yaml")["functions"]
    categories = [c for f in functions for c in f["categories"]]
    return {s["id"] for c in categories for s in c["subcategories"]}


def wrong_pairs(mappings: Any, reviewed: dict[Any, Any]) -> Iterator[str]:
    pairs = Counter((m["from"], m["to"]) for m in mappings)
    held = {(o, letter(b)) for o, b in pairs}
    for (o, b), times in sorted(pairs.items()):
        if times > 1:
            yield f"{o} -> {b}: said {times} times"
    for o, b in sorted(reviewed.keys() - held):
        yield f"{o} -> {b}: lost"
    for o, b in sorted(held - reviewed.keys()):
        yield f"{o} -> {b}: not in the reviewed edition"


def wrong_links(mappings: Any, reviewed: dict[Any, Any]) -> Iterator[str]:
    for m in mappings:
        here = f"{m['from']} -> {m['to']}"
        strength = m["strength"]
        before = reviewed.get((m["from"], letter(m["to"])), m)
        most = before["strength"]
        if m["from"] in CAPPED:
            most = min(CAP, most)
        if type(strength) is not int or strength not in STRENGTHS:
            yield f"{here}: strength {strength!r} is outside 1 to 10"
        elif strength > most:
            yield f"{here}: strength {strength} is above {most}"
        if m["relationship"] == "subset_of" != before["relationship"]:
            yield f"{here}: subset_of, but reviewed as {before['relationship']}"
        if "neither contains the other" in m["rationale"]:
            yield f"{here}: the rationale is the template"


def wrong_limbs(mappings: Any, limbs: dict[str, Any]) -> Iterator[str]:
    pairs = {(m["from"], m["to"]) for m in mappings}
    mapped = {b for _, b in pairs}
    for group, parts in limbs.items():
        if group in mapped:
            yield f"{group}: is a group, yet has mappings"
        for number, (title, named) in enumerate(parts.items(), start=1):
            limb = f"{group}.{number}"
            for o in named:
                if (o, limb) not in pairs:
                    yield f"{o} -> {limb} ({title}): named for the limb, not linked"
            if not named and limb in mapped:
                yield f"{limb} ({title}): no outcome speaks to it, yet it is mapped"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: links_kept.py REVIEWED.json", file=sys.stderr)
        return 2
    if not Path(arguments[0]).is_file():
        print(f"nothing to compare with: `{arguments[0]}` does not exist")
        return 0
    edition = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    links = edition["mappings"]
    reviewed = {(m["from"].removeprefix("CSF2:"), m["to"]): m for m in links}
    crosswalk = read_yaml("nist-csf-2.0--nis2.yaml")
    mappings, unrelated = crosswalk["mappings"], crosswalk["no_relationship"]
    found = [*wrong_pairs(mappings, reviewed), *wrong_links(mappings, reviewed)]
    found += wrong_limbs(mappings, edition["limbs"] | {"NIS2-21.2.j": LIMBS_OF_J})
    if unrelated != edition["no_relationship"]:
        found.append(f"no_relationship: not {edition['no_relationship']}")
    spoken = [*{m["from"] for m in mappings}, *unrelated]
    for o, times in sorted(Counter([*spoken, *outcomes()]).items()):
        if times != 2:  # once in the framework, once here
            found.append(f"{o}: unknown, without a word here, or mapped and unrelated")
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    limbs = {m["to"] for m in mappings if LIMB.fullmatch(m["to"])}
    kept = "compared" if found else "kept"
    print(f"{len(links)} pairs {kept}, {len(mappings)} mappings, {len(limbs)} limbs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
