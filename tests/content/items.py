"""The rules for assessment items that a machine can check, for framework files.

    python tests/content/items.py frameworks/nist-csf-2.0.yaml frameworks/nist-csf-1.1.yaml

Every problem is one line; the last line counts what was read.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "frameworks" / "words"
SHARED = Path(os.environ.get("CSF_ASSESS_SHARED", ROOT / ".." / "shared"))

TEXTS = ("question", "why", "counts", "does_not_count")
INHERITED = (
    "title",
    "question",
    "levels",
    "why",
    "counts",
    "does_not_count",
    "evidence",
    "ask",
    "not_applicable",
    "tags",
)
CLOSED_QUESTION = re.compile(
    r"^(is|are|am|do|does|did|have|has|had|can|could|was|were|will|would|should|shall|may|must)\b",
    re.IGNORECASE,
)
FRESH = re.compile(r"^[1-9]\d* (days|months)$|^current$")
LEGAL = re.compile(r"\b(art\.|articles?|gdpr|nis1|nis2|nis 2|directive|statutory)\b", re.IGNORECASE)
RUN = 6
SKIPPED = "skipped: NIST's files are not there; CSF_ASSESS_SHARED can name their folder"
TEMPLATE_RUN = 8


@dataclass
class Item:
    """One outcome with the texts of its concept filled in."""

    framework: str
    id: str
    data: dict[str, Any]
    concept: str | None = None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every sentence that a reader sees, with the name of its place."""
        for key in ("title", *TEXTS, "not_applicable"):
            if isinstance(value := self.data.get(key), str):
                yield key, value
        for level, value in self.levels().items():
            yield f"level {level}", value
        for hint in self.data.get("evidence", []):
            yield "evidence", str(hint.get("what", ""))

    def levels(self) -> dict[str, str]:
        return {str(key): str(value) for key, value in (self.data.get("levels") or {}).items()}


@dataclass
class Lists:
    """The closed lists that items are held to."""

    banned: list[str]
    variants: dict[str, str]
    readability: dict[str, float]
    roles: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def count_words(text: str) -> int:
    return len(text.split())


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    if not word:
        return 1
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    if word.endswith("es") and not word.endswith(
        ("ses", "zes", "ches", "shes", "xes", "ges", "ces", "ies")
    ):
        groups -= groups > 1
    return max(groups, 1)


def grade(texts: list[str], rule: dict[str, float]) -> float:
    """The reading grade of several texts, by the formula of readability.yaml."""
    sentences = sum(max(1, len(re.findall(r"[.?!](?:\s|$)", text))) for text in texts)
    tokens = [token for text in texts for token in re.findall(r"[A-Za-z0-9'-]+", text)]
    spoken = sum(syllables(part) for token in tokens for part in token.split("-") if part)
    if not tokens:
        return 0.0
    return (
        rule["per_sentence"] * len(tokens) / sentences
        + rule["per_word"] * spoken / len(tokens)
        + rule["constant"]
    )


def lists() -> Lists:
    banned = (WORDS / "banned.txt").read_text(encoding="utf-8").split("\n")
    glossary = yaml.safe_load((WORDS / "glossary.yaml").read_text(encoding="utf-8"))
    variants = {variant: entry["term"] for entry in glossary for variant in entry["not"]}
    readability = yaml.safe_load((WORDS / "readability.yaml").read_text(encoding="utf-8"))
    return Lists([word for word in banned if word], variants, readability)


def load(paths: list[Path]) -> tuple[list[Item], Lists]:
    """The items of these files, in order, each with what it takes from its concept."""
    documents = {}
    for path in paths:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        documents[document["id"]] = document
    known = lists()
    found: list[Item] = []
    for document in documents.values():
        known.roles |= {role["id"] for role in document.get("roles", [])}
        known.tags |= {tag["id"] for tag in document.get("tags", [])}
        origin = {
            item["id"]: item for item in outcomes(documents.get(document.get("concepts_of"), {}))
        }
        for item in outcomes(document):
            concept = item.get("concept")
            data = dict(item)
            for key in INHERITED if concept else ():
                if key not in data and key in origin.get(concept, {}):
                    data[key] = origin[concept][key]
            found.append(Item(document["id"], item["id"], data, concept))
    return found, known


def outcomes(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for function in document.get("functions", []):
        for category in function["categories"]:
            yield from category["subcategories"]


def item_problems(item: Item, known: Lists) -> Iterator[str]:
    data = item.data
    missing = [key for key in (*INHERITED,) if not data.get(key)]
    if missing:
        yield f"missing: {', '.join(missing)}"
    if not 2 <= count_words(str(data.get("title", ""))) <= 6:
        yield f"title of {count_words(str(data.get('title', '')))} words"
    question = str(data.get("question", ""))
    if not 4 <= count_words(question) <= 20:
        yield f"question of {count_words(question)} words"
    if not question.endswith("?") or question.count("?") != 1:
        yield "the question is not one question"
    if CLOSED_QUESTION.match(question):
        yield "the question is answered by yes or no"
    levels = item.levels()
    if list(levels) != ["0", "1", "2", "3", "4", "5"]:
        yield f"levels {', '.join(levels)}; expected 0 to 5 in order"
    for level, text in levels.items():
        if not 2 <= count_words(text) <= 25:
            yield f"level {level} of {count_words(text)} words"
        if not text.endswith("."):
            yield f"level {level} ends without a period"
    if len({" ".join(words(text)) for text in levels.values()}) != len(levels):
        yield "two levels say the same"
    for key in ("why", "counts", "does_not_count"):
        text = str(data.get(key, ""))
        if len(re.findall(r"[.?!](?:\s|$)", text)) != 1 or not text.endswith("."):
            yield f"{key} is not one sentence"
        if count_words(text) > 25:
            yield f"{key} of {count_words(text)} words"
    yield from evidence_problems(data)
    asked = data.get("ask") or []
    if not 1 <= len(asked) <= 3 or len(set(asked)) != len(asked):
        yield f"ask names {len(asked)} roles; expected 1 to 3"
    yield from (f"ask: `{role}` is not a listed role" for role in asked if role not in known.roles)
    yield from (
        f"tags: `{tag}` is not a listed tag"
        for tag in data.get("tags") or []
        if tag not in known.tags
    )
    legitimate = str(data.get("not_applicable", ""))
    if legitimate != "never" and not (legitimate.startswith("When ") and legitimate.endswith(".")):
        yield "not_applicable is neither `never` nor a sentence that starts with When"
    if count_words(legitimate) > 25:
        yield f"not_applicable of {count_words(legitimate)} words"
    yield from word_problems(item, known)
    own = grade(readable(item), known.readability)
    if own > known.readability["item_at_most"]:
        yield f"reading grade {own:.1f}, at most {known.readability['item_at_most']}"


def evidence_problems(data: dict[str, Any]) -> Iterator[str]:
    hints = data.get("evidence") or []
    if not 2 <= len(hints) <= 4:
        yield f"{len(hints)} evidence hints; expected 2 to 4"
    for hint in hints:
        if set(hint) != {"what", "fresh"}:
            yield f"evidence has the keys {', '.join(map(str, hint))}; expected what and fresh"
        what = str(hint.get("what", ""))
        if not 1 <= count_words(what) <= 14:
            yield f"evidence of {count_words(what)} words: {what}"
        if not FRESH.match(str(hint.get("fresh", ""))):
            yield f"evidence without `N days`, `N months` or `current`: {what}"
    if hints and all("policy" in words(str(hint.get("what", ""))) for hint in hints):
        yield "evidence is only a policy"


def word_problems(item: Item, known: Lists) -> Iterator[str]:
    for place, text in item.texts():
        spoken = f" {' '.join(words(text))} "
        for word in known.banned:
            if f" {word.replace('-', ' ')} " in spoken:
                yield f"{place}: banned word `{word}`"
        for variant, term in known.variants.items():
            if f" {variant.replace('-', ' ')} " in spoken:
                yield f"{place}: `{variant}`; the glossary says `{term}`"
        if LEGAL.search(text):
            yield f"{place}: speaks of a law: {text}"


def readable(item: Item) -> list[str]:
    return [*(str(item.data.get(key, "")) for key in TEXTS), *item.levels().values()]


def runs(text: str, length: int) -> Iterator[str]:
    spoken = words(text)
    for start in range(len(spoken) - length + 1):
        yield " ".join(spoken[start : start + length])


def shared_problems(items: list[Item]) -> Iterator[tuple[Item, str]]:
    """Sentences that two outcomes share: then they are a template and not about the outcome."""
    seen: dict[str, tuple[str, str]] = {}
    for item in items:
        if item.concept and item.data.get("levels"):
            continue
        for place, text in item.texts():
            if place == "evidence":
                continue
            for run in runs(text, TEMPLATE_RUN):
                owner = (item.framework, item.id)
                other = seen.setdefault(run, owner)
                if other != owner:
                    yield (
                        item,
                        f"{place}: eight words in common with {other[1]} of {other[0]}: {run}",
                    )
                    break


def official() -> set[str] | None:
    """Every run of six words in NIST's own files, where they are there."""
    files = {
        name: SHARED / "data" / "nist" / name
        for name in ("NIST_CSF_v2.0_catalog.json", "csf-1.1-core.json")
    }
    if not all(path.is_file() for path in files.values()):
        return None
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            found.update(runs(value, RUN))

    for path in files.values():
        walk(json.loads(path.read_text(encoding="utf-8")))
    tiers = SHARED / "data" / "nist" / "implementation-tiers.json"
    if tiers.is_file():
        walk(json.loads(tiers.read_text(encoding="utf-8")))
    return found


def problems(paths: list[Path]) -> tuple[list[Item], list[str], float]:
    """The items, everything that is wrong with them, and the average reading grade."""
    items, known = load(paths)
    found: list[str] = []
    for item in items:
        found += [
            f"{item.framework} {item.id}: {problem}" for problem in item_problems(item, known)
        ]
    found += [f"{item.framework} {item.id}: {problem}" for item, problem in shared_problems(items)]
    for key in ("title", "question"):
        seen: dict[tuple[str, str], str] = {}
        for item in items:
            text = str(item.data.get(key, "")).lower()
            other = seen.setdefault((item.framework, text), item.id)
            if other != item.id:
                found.append(f"{item.framework} {item.id}: the {key} of {other}")
    taken = official() or set()
    for item in items:
        for place, text in item.texts():
            found += [
                f"{item.framework} {item.id}: {place}: NIST's words: {run}"
                for run in runs(text, RUN)
                if run in taken
            ]
    grades = [grade(readable(item), known.readability) for item in items]
    average = sum(grades) / len(grades) if grades else 0.0
    if average > known.readability["average_at_most"]:
        found.append(
            f"average reading grade {average:.2f}, at most {known.readability['average_at_most']}"
        )
    return items, found, average


def main() -> int:
    paths = [Path(argument) for argument in sys.argv[1:]]
    items, found, average = problems(paths)
    for problem in found:
        print(problem)
    if official() is None:
        print(SKIPPED)
    own = sum(1 for item in items if not item.concept)
    print(f"{len(items)} items, {own} with own texts, grade {average:.2f}, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
