"""The random cases of the shipped models use them, and use them well."""

from __future__ import annotations

import pytest
from model_cases import bare, model_case, shared, shipped, shipped_models
from scorer import canonical

SEEDS = range(1, 81)


def test_every_model_is_there() -> None:
    """The shipped models by name; a new one is found without a change here."""
    models = set(shipped_models())
    assert models >= {"weighted-mean", "weakest-link", "c2m2-mil", "cac-coverage", "csf-profile"}
    assert sum(model.startswith("cyfun-2025-") for model in models) == 4
    assert [shipped(f"model-{model}")["id"] for model in sorted(models)] == sorted(models)


@pytest.mark.parametrize("model", shipped_models())
def test_cases_say_different_things(model: str) -> None:
    """Scores there and not, several scales, whole frameworks, and gates met and not met."""
    cases = [model_case(model, seed) for seed in SEEDS]
    found = [case["expected"] for case in cases]
    assert {result["model"]["id"] for result in found} == {model}
    assert len({canonical(result["nodes"]["total"]["score"]) for result in found}) > 3
    assert len({result["scale"]["id"] for result in found}) > 1
    for gate in found[0]["gates"]:
        assert {"met", "not_met"} <= {result["gates"][gate] for result in found}, gate
    assert canonical(cases[0]) == canonical(model_case(model, SEEDS[0]))


def test_whole_frameworks_are_among_the_cases() -> None:
    """CyFun's 218 requirements under the model that reads its workbook's cells."""
    model = "cyfun-2025-essential-workbook"
    cases = (model_case(model, seed) for seed in range(1, 400))
    case = next(case for case in cases if not case["documents"]["frameworks"])
    assert case["expected"]["nodes"]["total"]["counts"]["total"] == 218
    assert shared(model)["frameworks"][0] == bare("cyfun-2025")
