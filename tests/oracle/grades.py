"""Section 3: which obligations bind, how far answers support them, and their groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from answers import Node, Scale, Standing
from normal_form import Doc, fraction, fraction_json

STATUS_OF_GRADE = ("not_evidenced", "partly_evidenced", "evidenced")
STATUSES = (*STATUS_OF_GRADE, "undetermined", "outside_framework", "not_applicable")
THRESHOLDS = {"evidenced_at": "1/2", "floor_at": "2/5", "partly_at": "3/10", "floor_strength": 6}
Ends = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """n of a mapped outcome with its open parts at 0 and at 1."""

    low: Fraction
    high: Fraction
    rated: bool


def reading(node: Node, standings: Mapping[str, Standing], scale: Scale) -> Reading | None:
    """The unweighted mean of n over the answered items below; none applies: None."""
    states = [standings[o.id] for o in node.outcomes()]
    applicable = [s for s in states if s.state != "not_applicable"]
    if not applicable:
        return None
    known = sum((scale.share(s.level) for s in applicable if s.level is not None), Fraction(0))
    unknown = sum(s.is_open for s in applicable)
    count = len(applicable)
    return Reading(known / count, (known + unknown) / count, unknown == 0)


def class_in(organization: Doc, set_id: str) -> str | None:
    """The organization's class under a set; a plain string is the nis2 class."""
    given = organization.get("class")
    if isinstance(given, Mapping):
        given = given.get(set_id)
    elif set_id != "nis2":
        given = None
    return None if given is None else str(given)


def why_not_bound(obligation: Doc, organization: Doc, set_id: str) -> str | None:
    """The first of class, addressee, sector and role that keeps a duty from binding."""
    binds = obligation.get("binds") or {}
    known = class_in(organization, set_id)
    if known is None:
        if obligation["addressee"] in ("member_state", "authority", "commission"):
            return "addressee"
    elif known == "none" or (binds.get("classes") and known not in binds["classes"]):
        return "class"
    sector, sectors = organization.get("sector"), binds.get("sectors")
    inside = any(f"{sector}/".startswith(f"{entry}/") for entry in sectors or ())
    if sector is not None and sectors and not inside:
        return "sector"
    roles, wanted = organization.get("roles"), binds.get("roles")
    if roles is not None and wanted and not set(roles) & set(wanted):
        return "role"
    return None


class SetGrader:
    """One obligation set read through at most one crosswalk."""

    def __init__(
        self,
        document: Doc,
        crosswalk: Doc | None,
        readings: Mapping[str, Reading | None],
        supplementary: Mapping[str, Doc],
        organization: Doc,
    ) -> None:
        """Keep what every obligation of the set is read from."""
        self.document = document
        self.crosswalk: Doc = crosswalk or {}
        self.readings = readings
        self.organization = organization
        self.given = {q: a.get("answer") for q, a in supplementary.items()}
        written = {**THRESHOLDS, **self.crosswalk.get("thresholds", {})}
        self.limits = {name: fraction(value) for name, value in written.items()}

    def obligations(self) -> dict[str, dict[str, Any]]:
        """Every graded obligation; `information` is never graded."""
        graded = (o for o in self.document["obligations"] if o["kind"] != "information")
        return {o["id"]: self.obligation(o) for o in graded}

    def obligation(self, duty: Doc) -> dict[str, Any]:
        """One obligation's whole entry in the result."""
        mapped = [m for m in self.crosswalk.get("mappings", ()) if m["to"] == duty["id"]]
        asked = {m["from"]: m["strength"] for m in mapped if m["from"] in self.readings}
        found = {i: r for i in asked if (r := self.readings[i]) is not None}
        entry: dict[str, Any] = {
            "reach": self.crosswalk.get("reach", {}).get(duty["id"], "none"),
            "not_asked": sorted(m["from"] for m in mapped if m["from"] not in self.readings),
            "rests_on": {
                "applicable": len(found),
                "mapped": len(asked),
                "not_applicable": len(asked) - len(found),
                "rated": sum(r.rated for r in found.values()),
            },
            **dict.fromkeys(("worst", "best", "framework", "supplement", "reason")),
            "open": [],
        }
        code = why_not_bound(duty, self.organization, self.document["id"])
        figures = self.figures(found, asked)
        if code is not None:
            entry |= dict.fromkeys(figures)
            entry |= {"status": "not_applicable"}
            entry |= {"reason": {"code": code, "article": duty["article"]}}
            return entry
        entry |= {name: fraction_json(value) for name, value in figures.items()}
        replies = {q["id"]: self.given.get(q["id"]) for q in duty.get("supplementary") or ()}
        entry["open"] = sorted(
            [i for i, r in found.items() if not r.rated]
            + [q for q, reply in replies.items() if reply in (None, "unknown")]
        )
        return entry | self.grades(figures, list(replies.values()), entry["reach"])

    def figures(
        self, found: Mapping[str, Reading], strength: Mapping[str, int]
    ) -> dict[str, Fraction | None]:
        """Evidence and weakest: over what is rated, and with open items at either end."""
        rated = {i: r.low for i, r in found.items() if r.rated}
        low = {i: r.low for i, r in found.items()}
        high = {i: r.high for i, r in found.items()}
        figures: dict[str, Fraction | None] = {}
        for suffix, shares in (("", rated), ("_low", low), ("_high", high)):
            mass = sum(strength[i] for i in shares)
            weighed = sum((strength[i] * n for i, n in shares.items()), Fraction(0))
            strong = [n for i, n in shares.items() if strength[i] >= self.limits["floor_strength"]]
            figures[f"evidence{suffix}"] = weighed / mass if mass else None
            figures[f"weakest{suffix}"] = min(strong, default=None)
        return figures

    def framework_grade(self, evidence: Fraction, weakest: Fraction | None) -> int:
        """2 on enough evidence without a weak spot, 1 on some, else 0."""
        firm = weakest is None or weakest >= self.limits["floor_at"]
        if evidence >= self.limits["evidenced_at"] and firm:
            return 2
        return 1 if evidence >= self.limits["partly_at"] else 0

    def grades(
        self, figures: Mapping[str, Fraction | None], replies: list[str | None], reach: str
    ) -> dict[str, Any]:
        """Both parts of the grade, combined, at both ends."""
        framework: Ends | None = None
        low, high = figures["evidence_low"], figures["evidence_high"]
        if reach != "none" and low is not None and high is not None:
            framework = (
                self.framework_grade(low, figures["weakest_low"]),
                self.framework_grade(high, figures["weakest_high"]),
            )
        applicable = [reply for reply in replies if reply != "not_applicable"]
        at_worst = [reply == "yes" for reply in applicable]
        at_best = [reply != "no" for reply in applicable]
        supplement = (yes_grade(at_worst), yes_grade(at_best)) if applicable else None
        parts = {"framework": ends(framework), "supplement": ends(supplement)}
        if framework is None and not {"yes", "no"} & set(applicable):
            return parts | {"status": "outside_framework"}
        worst = combine(reach, framework and framework[0], at_worst)
        best = combine(reach, framework and framework[1], at_best)
        status = STATUS_OF_GRADE[worst] if worst == best else "undetermined"
        return parts | {"status": status, "worst": worst, "best": best}

    def groups(self, entries: Mapping[str, Doc]) -> dict[str, dict[str, Any]]:
        """Every group with the counts and the minima of what is below it."""
        return {g["id"]: self.group(g["id"], entries) for g in self.document.get("groups") or ()}

    def group(self, group_id: str, entries: Mapping[str, Doc]) -> dict[str, Any]:
        """One group: its own duties that are owed, and the groups in it."""
        inner = [g["id"] for g in self.document["groups"] if g.get("group") == group_id]
        below = [self.group(i, entries) for i in inner]
        owed = [
            entries[o["id"]]
            for o in self.document["obligations"]
            if o.get("group") == group_id and o["id"] in entries and not o.get("voluntary")
        ]
        statuses = dict.fromkeys(STATUSES, 0)
        for entry in owed:
            statuses[entry["status"]] += 1
        for child in below:
            statuses = {name: n + child["statuses"][name] for name, n in statuses.items()}
        pairs = [p for p in map(span, owed) if p] + [
            (child["worst"], child["best"]) for child in below if child["worst"] is not None
        ]
        return {
            "worst": min((p[0] for p in pairs), default=None),
            "best": min((p[1] for p in pairs), default=None),
            "statuses": statuses,
        }


def span(entry: Doc) -> Ends | None:
    """What an obligation brings to its group, if anything."""
    source = entry["supplement"] if entry["status"] == "outside_framework" else entry
    if source is None or source["worst"] is None:
        return None
    return source["worst"], source["best"]


def yes_grade(yes: Iterable[bool]) -> int:
    """2 when every question is a yes, 1 when some is, else 0."""
    listed = list(yes)
    return 2 if all(listed) else int(any(listed))


def combine(reach: str, framework: int | None, yes: list[bool]) -> int:
    """The combined grade at one end."""
    if framework is None:
        return yes_grade(yes)
    if not yes:
        return framework
    if reach == "substantial":
        return framework if all(yes) else min(framework, 1)
    return {4: 2, 0: 0}.get(framework + yes_grade(yes), 1)


def ends(pair: Ends | None) -> dict[str, int] | None:
    """Both ends as the result shows them."""
    return None if pair is None else {"worst": pair[0], "best": pair[1]}
