"""Every item keeps the rules, and every rule catches what breaks it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from items import (
    ROOT,
    SKIPPED,
    Item,
    Lists,
    grade,
    item_problems,
    lists,
    load,
    official,
    outcomes,
    problems,
    shared_problems,
)

FRAMEWORKS = [ROOT / "frameworks" / f"nist-csf-{version}.yaml" for version in ("2.0", "1.1")]


def test_every_item_keeps_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    items, found, average = problems(FRAMEWORKS)
    with capsys.disabled():
        for framework in ("nist-csf-2.0", "nist-csf-1.1"):
            of = [item for item in items if item.framework == framework]
            concepts = sum(1 for item in of if item.concept)
            print(f"\n{framework}: {len(of)} items, {concepts} through a concept", end="")
        texts = sum(1 for item in items if not item.concept for _ in item.texts())
        print(f"\n{texts} texts, reading grade {average:.2f} on average, {len(found)} problems")
        if official() is None:
            print(SKIPPED)
    assert found == []
    assert [
        len([item for item in items if item.framework == f"nist-csf-{v}"]) for v in ("2.0", "1.1")
    ] == [106, 108]


@pytest.fixture(scope="session")
def written() -> tuple[list[Item], Lists]:
    return load(FRAMEWORKS)


@pytest.fixture
def good(written: tuple[list[Item], Lists]) -> tuple[Item, Lists]:
    items, known = written
    item = next(item for item in items if item.id == "PR.DS-11")
    return Item(item.framework, item.id, copy.deepcopy(item.data)), copy.deepcopy(known)


BREAKS: list[tuple[str, Any, str]] = [
    ("title", "Restores", "title of 1 words"),
    ("question", "Do you restore a key system from its backup?", "answered by yes or no"),
    ("question", "What happens when? And then, after that, what?", "not one question"),
    ("question", f"What happens {'now and ' * 10}then?", "question of"),
    ("levels", {0: "Nothing.", 1: "Something."}, "expected 0 to 5"),
    ("levels", dict.fromkeys(range(6), "The same text."), "two levels say the same"),
    ("levels", {n: f"Step {n} is {'very ' * 25}long." for n in range(6)}, "level 0 of"),
    ("levels", {n: f"Copies are made {n} times" for n in range(6)}, "without a period"),
    ("why", "", "missing: why"),
    ("why", "It breaks. It costs.", "why is not one sentence"),
    ("counts", "A backup that an adversary cannot reach.", "the glossary says `attacker`"),
    ("does_not_count", "A robust backup.", "banned word `robust`"),
    ("does_not_count", "A backup that the GDPR asks for.", "speaks of a law"),
    ("evidence", [{"what": "backup log", "fresh": "30 days"}], "expected 2 to 4"),
    ("evidence", [{"what": "backup log", "fresh": "soon"}] * 2, "evidence without"),
    (
        "evidence",
        [{"what": "log, with", "owners": None, "fresh": "30 days"}] * 2,
        "expected what and fresh",
    ),
    ("evidence", [{"what": f"{n} policy", "fresh": "current"} for n in "ab"], "only a policy"),
    ("ask", ["wizard"], "`wizard` is not a listed role"),
    ("ask", ["it-lead", "it-lead"], "expected 1 to 3"),
    ("tags", ["shiny"], "`shiny` is not a listed tag"),
    ("not_applicable", "sometimes", "neither `never` nor a sentence"),
    (
        "why",
        "Irrecoverable organizational information deterioration necessitates extraordinarily "
        "comprehensible communication responsibilities.",
        "reading grade",
    ),
]


@pytest.mark.parametrize(
    ("key", "value", "told"), BREAKS, ids=[f"{key}-{told}" for key, _, told in BREAKS]
)
def test_a_rule_catches_what_breaks_it(
    good: tuple[Item, Lists], key: str, value: Any, told: str
) -> None:
    item, known = good
    assert list(item_problems(item, known)) == []
    item.data[key] = value
    if told == "reading grade":
        known.readability["item_at_most"] = 7.0
    assert any(told in problem for problem in item_problems(item, known))


def test_a_sentence_that_two_items_share_is_found(good: tuple[Item, Lists]) -> None:
    item, _ = good
    other = Item(item.framework, "PR.DS-99", copy.deepcopy(item.data))
    assert list(shared_problems([item])) == []
    assert any("PR.DS-11" in problem for _, problem in shared_problems([item, other]))


def test_words_of_nist_are_found(tmp_path: Path) -> None:
    taken = official()
    if taken is None:
        pytest.skip("NIST's files are not there to compare with")
    document = yaml.safe_load(FRAMEWORKS[0].read_text(encoding="utf-8"))
    run = max(taken, key=len)
    document["functions"][0]["categories"][0]["subcategories"][0]["why"] = f"Now {run}."
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    assert any(f"NIST's words: {run}" in problem for problem in problems([path])[1])


def test_the_reading_grade_is_the_formula() -> None:
    # 6 words, 1 sentence, 6 syllables; then 2 sentences of 3 words with 9 syllables together.
    rule = lists().readability
    assert grade(["The cat sat on the mat."], rule) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade(["Banana salad now.", "We eat it."], rule) == pytest.approx(
        0.39 * 3 + 11.8 * 9 / 6 - 15.59
    )


@pytest.mark.parametrize("version", ["2.0", "1.1"])
def test_every_item_was_read_a_second_time(written: tuple[list[Item], Lists], version: str) -> None:
    framework = f"nist-csf-{version}"
    text = (ROOT / "frameworks" / "reviews" / f"{framework}.yaml").read_text(encoding="utf-8")
    reviews = yaml.safe_load(text)
    assert list(reviews) == [item.id for item in written[0] if item.framework == framework]
    for review in reviews.values():
        assert review["result"] in {"kept", "changed"}
        assert 3 <= len(review["note"].split()) <= 30
    counts = [
        sum(1 for it in reviews.values() if it["result"] == end) for end in ("kept", "changed")
    ]
    assert f"{counts[0]} kept, {counts[1]} changed." in text


def test_the_counts_of_every_document(capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for path in sorted((ROOT / "frameworks").glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        sizes = {
            key: len(document[key])
            for key in ("levels", "groups", "obligations", "mappings", "not_counted", "edges")
            if document.get(key)
        }
        questions = sum(
            len(duty.get("supplementary", [])) for duty in document.get("obligations", [])
        )
        if questions:
            sizes["questions"] = questions
        if items := sum(1 for _ in outcomes(document)):
            sizes["items"] = items
        held = ", ".join(f"{count} {key}" for key, count in sizes.items())
        lines.append(f"{document['id']}: {held or document['schema']}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert len(lines) >= 20
