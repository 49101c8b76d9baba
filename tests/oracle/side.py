"""One assessment beside what it is read with, and every regrading with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from answers import Node
from answers import Standing as AnswerStanding
from grades import Reading, SetGrader, reading
from normal_form import Doc
from scorer import Scorer, pick, pick_crosswalk, result

Standing = tuple[str, int | None, int | None]
READ = ("subcategory", "requirement")


def standing(entry: Doc) -> Standing:
    """What is compared: the status with its ends."""
    return entry["status"], entry["worst"], entry["best"]


def shown(of: Standing) -> dict[str, Any]:
    """A standing as an answer writes it."""
    return {"status": of[0], "worst": of[1], "best": of[2]}


class Side:
    """The documents of one case, and what its statuses would be otherwise."""

    def __init__(
        self, documents: Mapping[str, Sequence[Doc]], assessment: Doc, sets: Sequence[str]
    ) -> None:
        """Score it once."""
        self.documents = documents
        self.assessment = assessment
        self.result = result(documents, assessment, sets)
        found = self.result
        self.framework = pick(documents["frameworks"], found["framework"]["id"])
        self.scale_document = pick(documents["scales"], found["scale"]["id"])
        self.model = pick(documents["models"], found["model"]["id"])
        self.sets = [pick(documents["obligations"], set_id) for set_id in sorted(sets)]

    @cached_property
    def scorer(self) -> Scorer:
        """The scores' own view of the assessment."""
        return Scorer(self.framework, self.scale_document, self.model, self.assessment)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by id."""
        return {node.id: node for node in self.scorer.root.walk()}

    def crosswalk(self, set_id: str) -> Doc | None:
        """What the set is read through."""
        source = self.framework.get("outcomes_of") or self.framework["id"]
        return pick_crosswalk(self.documents["crosswalks"], source, set_id, ())

    @cached_property
    def now(self) -> dict[str, Reading | None]:
        """What mappings read in the assessment as it is."""
        return {i: self.read(n, {}) for i, n in self.nodes.items() if n.kind in READ}

    def read(self, node: Node, changed: Mapping[str, AnswerStanding]) -> Reading | None:
        """What a mapping reads at a node, some outcomes having another standing."""
        return reading(node, {**self.scorer.standings, **changed}, self.scorer.scale)

    def regraded(
        self,
        document: Doc,
        duty: Doc,
        crosswalk: Doc | None = None,
        level: tuple[str, Fraction] | None = None,
        reply: tuple[str, str] | None = None,
    ) -> Standing:
        """The standing of one obligation with another crosswalk, level or reply."""
        read = self.now
        if level is not None:
            outcome, value = level
            changed = {outcome: AnswerStanding("rated", value)}
            above = [
                n
                for i, n in self.nodes.items()
                if i in read and outcome in {o.id for o in n.outcomes()}
            ]
            read = {**read, **{node.id: self.read(node, changed) for node in above}}
        replies = self.assessment.get("supplementary") or {}
        if reply is not None:
            replies = {**replies, reply[0]: {"answer": reply[1]}}
        grader = SetGrader(
            document,
            crosswalk or self.crosswalk(document["id"]),
            read,
            replies,
            self.assessment.get("organization") or {},
        )
        return standing(grader.obligation(duty))

    def bound(self) -> Iterator[tuple[Doc, Doc, Doc]]:
        """Every binding obligation with its set and its entry, sets by id, in the act's order."""
        for document in self.sets:
            for duty in document["obligations"]:
                entry = self.result["obligations"].get(duty["id"])
                if entry is not None and entry["reason"] is None:
                    yield document, duty, entry

    def mapped(self, set_id: str, duty: Doc) -> list[Doc]:
        """The mappings to an obligation, the strongest first, then by id."""
        crosswalk = self.crosswalk(set_id) or {}
        found = [m for m in crosswalk.get("mappings", ()) if m["to"] == duty["id"]]
        return sorted(found, key=lambda m: (-m["strength"], m["from"]))

    def answered_below(self, node_id: str) -> list[Node]:
        """What is answered at or below a mapped node; nothing where the framework lacks it."""
        return self.nodes[node_id].outcomes() if node_id in self.nodes else []

    def levels(self) -> list[Fraction]:
        """Every level of the scale."""
        scale = self.scorer.scale
        steps = int((scale.maximum - scale.minimum) / scale.step)
        return [scale.minimum + scale.step * n for n in range(steps + 1)]

    def by_level(self, document: Doc, duty: Doc, outcome: str) -> list[tuple[Fraction, Standing]]:
        """The levels of an outcome at which a status would be another; none where it is N/A."""
        if self.scorer.standings[outcome].state == "not_applicable":
            return []
        now = standing(self.result["obligations"][duty["id"]])
        levels = ((v, self.regraded(document, duty, level=(outcome, v))) for v in self.levels())
        return [(level, then) for level, then in levels if then != now]

    def by_reply(self, document: Doc, duty: Doc, question: str) -> list[tuple[str, Standing]]:
        """What of yes and no would make a status another."""
        now = standing(self.result["obligations"][duty["id"]])
        said = ((r, self.regraded(document, duty, reply=(question, r))) for r in ("yes", "no"))
        return [(reply, then) for reply, then in said if then != now]

    def head(self) -> dict[str, Any]:
        """Which assessment it is."""
        organization = self.assessment.get("organization") or {}
        return {
            "assessed_on": self.assessment.get("assessed_on"),
            "framework": self.assessment["framework"],
            "id": self.assessment["id"],
            "organization": organization.get("name"),
        }


def level_now(side: Side, outcome: str) -> Fraction | None:
    """The combined level of an outcome, if it is rated."""
    return side.scorer.standings[outcome].level
