"""Random but valid obligation sets and crosswalks."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from answers import tree
from normal_form import Doc
from random_frameworks import Json, maybe, some, spell

SECTORS = [
    "annex-i/energy",
    "annex-i/energy/electricity",
    "annex-i/energy-storage",
    "annex-i/transport/air",
    "annex-ii/waste",
]
ROLES = ["tld-registry", "trust-service-provider", "dns-service-provider"]
CLASSES = {
    "nis2": ["essential", "important", "member_state"],
    "other": ["operator", "digital_service_provider", "member_state"],
}
ADDRESSEES = ["entity"] * 6 + ["management_body", "operator", "digital_service_provider"]
PUBLIC = ["authority", "member_state", "commission"]
KINDS = ["risk_management"] * 3 + ["incident_reporting", "governance", "evidence"]
RELATIONSHIPS = ["equal", "subset_of", "superset_of", "intersects_with"]


def random_groups(rng: Random, prefix: str) -> list[Json]:
    """Groups, some inside others, some with nothing in them."""
    groups: list[Json] = []
    for number in range(1, rng.choice([1, 1, 2]) + 1):
        outer = f"{prefix}-{number}"
        groups.append({"id": outer, "article": str(number), "title": "G"})
        if maybe(rng, 0.5):
            inner = f"{outer}.9"
            groups.append({"id": inner, "article": f"{number}(9)", "title": "G", "group": outer})
            if maybe(rng, 0.5):
                limb = {"id": f"{inner}.j", "article": f"{number}(9)(j)", "title": "G"}
                groups.append(limb | {"group": inner})
    rng.shuffle(groups)
    return groups


def random_binds(rng: Random, classes: list[str]) -> Json:
    """Whom a duty binds; mostly everybody."""
    binds: Json = {}
    for name, closed in (("classes", classes), ("sectors", SECTORS), ("roles", ROLES)):
        if maybe(rng, 0.25):
            binds[name] = some(rng, closed)
    return binds


def random_deadline(rng: Random) -> Json:
    """A time limit, which no status reads."""
    deadline: Json = {"event": rng.choice(["awareness", "notification", "change"])}
    deadline |= rng.choice([{"within": "PT24H"}, {"standard": "without undue delay"}])
    if maybe(rng, 0.3):
        deadline["unless"] = {"roles": [rng.choice(ROLES)], "within": "P14D"}
    return deadline


def random_obligation(rng: Random, prefix: str, number: int, groups: list[str]) -> Json:
    """One duty or entry of any kind, without its binds."""
    group = rng.choice(groups) if groups and maybe(rng, 0.85) else None
    duty: Json = {"id": f"{group or prefix + '-30'}.{number}", "title": "O", "summary": "S"}
    duty["article"] = rng.choice([f"30({number})", f"§ {number}", f"art. {number}, alinéa 2"])
    duty["verification"] = "Read against the official text."
    duty["addressee"] = rng.choice(ADDRESSEES if maybe(rng, 0.9) else PUBLIC)
    duty["kind"] = rng.choice(KINDS)
    if maybe(rng, 0.08):
        duty |= {"kind": "national", "addressee": "member_state"}
    elif maybe(rng, 0.1):
        duty["kind"] = "information"
    if group:
        duty["group"] = group
    if maybe(rng, 0.2):
        duty["voluntary"] = maybe(rng, 0.8)
    if maybe(rng, 0.2):
        duty["deadlines"] = [random_deadline(rng) for _ in range(rng.randint(0, 2))]
    if duty["kind"] != "information" and maybe(rng, 0.7):
        ids = [f"{duty['id']}/{n}" for n in range(1, rng.choice([0, 1, 1, 2, 3]) + 1)]
        duty["supplementary"] = [{"id": i, "question": "Is it so?"} for i in ids]
    return duty


def random_set(rng: Random, set_id: str) -> Json:
    """A set of obligations with its closed lists."""
    prefix = set_id.replace("-", "").upper()
    classes = CLASSES.get(set_id, CLASSES["other"])
    groups = random_groups(rng, prefix)
    numbers = range(1, rng.randint(3, 8) + 1)
    duties = [random_obligation(rng, prefix, n, [g["id"] for g in groups]) for n in numbers]
    for duty in duties:
        if maybe(rng, 0.6):
            duty["binds"] = random_binds(rng, classes)
    rng.shuffle(duties)
    in_force: Json = {"from": "2023-01-16"}
    if maybe(rng, 0.3):
        in_force["until"] = "2031-10-18"
    return {
        "schema": "csf-assess/obligations/1",
        "id": set_id,
        "title": "Set",
        "in_force": in_force,
        "classes": classes,
        "roles": [{"id": r, "title": "R"} for r in ROLES],
        "sectors": [{"id": s, "title": "S"} for s in SECTORS],
        "groups": groups,
        "obligations": duties,
    }


def random_thresholds(rng: Random) -> Json:
    """The usual thresholds, or others."""
    usual = {"evidenced_at": "1/2", "floor_at": "2/5", "partly_at": "3/10", "floor_strength": 6}
    if maybe(rng, 0.7):
        return dict(usual)
    partly, evidenced = sorted(rng.sample(range(1, 13), 2))
    return {
        "evidenced_at": spell(rng, Fraction(evidenced, 12)),
        "partly_at": spell(rng, Fraction(partly, 12)),
        "floor_at": spell(rng, Fraction(rng.randint(1, 12), 12)),
        "floor_strength": rng.randint(1, 10),
    }


def random_mappings(rng: Random, outcomes: list[str], duty: str) -> list[Json]:
    """Links from some outcomes to one obligation, often of one strength."""
    count = rng.choice([0, 1, 1, 2, 2, 2, 3, 4, 4, 4, 6])
    same = rng.choice([None, None, 5, 6, 8])
    return [
        {
            "from": outcome,
            "to": duty,
            "relationship": rng.choice(RELATIONSHIPS),
            "strength": same or rng.randint(1, 10),
            "rationale": "Because.",
            "sources": ["ENISA-TIG-1.0"],
            "review": rng.choice(["proposed", "verified"]),
        }
        for outcome in rng.sample(outcomes, min(count, len(outcomes)))
    ]


def random_crosswalk(rng: Random, framework: Doc, obligations: Doc) -> Json | None:
    """From a framework's outcomes to a set; None when nothing came to be mapped."""
    outcomes = [o.id for o in tree(framework).outcomes()]
    reach: dict[str, str] = {}
    mappings: list[Json] = []
    for duty in obligations["obligations"]:
        if duty["kind"] == "information":
            continue
        far = rng.choice(["substantial", "substantial", "partial", "partial", "none", ""])
        if far:
            reach[duty["id"]] = far
        if far in ("substantial", "partial"):
            mappings += random_mappings(rng, outcomes, duty["id"])
    if not mappings:
        return None
    rng.shuffle(mappings)
    used = {m["from"] for m in mappings}
    document: dict[str, Any] = {
        "schema": "csf-assess/crosswalk/1",
        "id": f"{framework['id']}--{obligations['id']}",
        "from": framework["id"],
        "to": obligations["id"],
        "reach": reach,
        "thresholds": random_thresholds(rng),
        "mappings": mappings,
    }
    unused = [o for o in outcomes if o not in used]
    if unused and maybe(rng, 0.4):
        document["no_relationship"] = rng.sample(unused, rng.randint(1, min(3, len(unused))))
    return document
