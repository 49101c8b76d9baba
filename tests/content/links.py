"""Prove that no link of the reviewed draft of the crosswalk CSF 2.0 to NIS2 got lost unsaid.

Every pair of the draft is still linked, at the obligation or at a limb of its letter, or it is
listed under `not_counted` with a reason.

Usage: python tests/content/links.py REVIEWED.json
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
SHORTEST = 4  # words of a reason
# The second reading split letter j; `limbs` of the reviewed file leaves it out.
LIMBS_OF_J = {
    "authentication": ["PR.AA-03", "PR.AA-04"],
    "voice, video and text": ["PR.DS-02"],
    "emergency communications": [],
}

Pair = tuple[str, str]


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


def wrong_pairs(weighed: Counter[Pair], listed: Counter[Pair], reviewed: Any) -> Iterator[str]:
    for (o, b), times in sorted((weighed + listed).items()):
        if times > 1:
            yield f"{o} -> {b}: said {times} times"
    said = {(o, letter(b)) for o, b in [*weighed, *listed]}
    for o, b in sorted(reviewed.keys() - said):
        yield f"{o} -> {b}: in the reviewed draft, neither linked nor listed as not counted"


def wrong_links(mappings: Any, reviewed: dict[Pair, Any]) -> Iterator[str]:
    for m in mappings:
        here = f"{m['from']} -> {m['to']}"
        strength = m["strength"]
        before = reviewed.get((m["from"], letter(m["to"])), m)
        if type(strength) is not int or strength not in STRENGTHS:
            yield f"{here}: strength {strength!r} is outside 1 to 10"
        elif m["from"] in CAPPED and strength > CAP:
            yield f"{here}: strength {strength} is above {CAP}"
        if m["relationship"] == "subset_of" != before["relationship"]:
            yield f"{here}: subset_of, but reviewed as {before['relationship']}"
        if "neither contains the other" in m["rationale"]:
            yield f"{here}: the rationale is the template"


def wrong_texts(mappings: Any, not_counted: Any) -> Iterator[str]:
    texts = [(m, m["rationale"]) for m in mappings] + [(n, n["reason"]) for n in not_counted]
    times = Counter(text for _, text in texts)
    for link, text in texts:
        here = f"{link['from']} -> {link['to']}"
        if len(text.split()) < SHORTEST:
            yield f"{here}: no reason"
        if times[text] > 1:
            yield f"{here}: its words stand at another link too"


def wrong_limbs(weighed: Any, listed: Any, limbs: dict[str, Any]) -> Iterator[str]:
    mapped = {b for _, b in weighed}
    for group, parts in limbs.items():
        if group in mapped:
            yield f"{group}: is a group, yet has mappings"
        for number, (title, named) in enumerate(parts.items(), start=1):
            limb = f"{group}.{number}"
            for o in named:
                if (o, limb) not in weighed and (o, limb) not in listed:
                    yield f"{o} -> {limb} ({title}): named for the limb, neither linked nor listed"
            if not named and limb in mapped:
                yield f"{limb} ({title}): no outcome speaks to it, yet it is mapped"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: links.py REVIEWED.json", file=sys.stderr)
        return 2
    if not Path(arguments[0]).is_file():
        print(f"nothing to compare with: `{arguments[0]}` does not exist")
        return 0
    draft = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    reviewed = {(m["from"].removeprefix("CSF2:"), m["to"]): m for m in draft["mappings"]}
    crosswalk = read_yaml("nist-csf-2.0--nis2.yaml")
    mappings, not_counted = crosswalk["mappings"], crosswalk["not_counted"]
    weighed = Counter((m["from"], m["to"]) for m in mappings)
    listed = Counter((n["from"], n["to"]) for n in not_counted)
    found = [*wrong_pairs(weighed, listed, reviewed), *wrong_links(mappings, reviewed)]
    found += wrong_texts(mappings, not_counted)
    found += wrong_limbs(weighed, listed, draft["limbs"] | {"NIS2-21.2.j": LIMBS_OF_J})
    unrelated = crosswalk["no_relationship"]
    if unrelated != draft["no_relationship"]:
        found.append(f"no_relationship: not {draft['no_relationship']}")
    spoken = [*{m["from"] for m in mappings}, *unrelated]
    for o, times in sorted(Counter([*spoken, *outcomes()]).items()):
        if times != 2:  # once in the framework, once here
            found.append(f"{o}: unknown, without a word here, or mapped and unrelated")
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    linked = {(o, letter(b)) for o, b in weighed}
    kept = len(reviewed.keys() & linked)
    print(
        f"{len(reviewed)} pairs of the draft: {kept} linked, {len(reviewed) - kept} not; "
        f"{len(linked - reviewed.keys())} pairs are new; {len(mappings)} mappings"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
