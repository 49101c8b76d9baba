"""NIST Cybersecurity Framework self-assessment, with results mapped to EU NIS duties.

>>> import csf_assess
>>> result = csf_assess.assess({
...     "schema": "csf-assess/assessment/1",
...     "id": "first",
...     "framework": "nist-csf-2.0",
...     "answers": {"PR.AA-03": {"level": 3}, "PR.AA-04": {"state": "unknown"}},
... })
>>> result.to_dict()["nodes"]["PR.AA"]["score"]["text"]
'3.00'

The result is a self-assessment and not legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from csf_assess._native import Assessment, Library, Result, __version__
from csf_assess.errors import CsfAssessError, Problem

__all__ = [
    "Assessment",
    "CsfAssessError",
    "Library",
    "Problem",
    "Result",
    "__version__",
    "assess",
]


def assess(document: str | bytes | Mapping[str, Any], sets: Sequence[str] = ()) -> Result:
    """Score an assessment with the embedded content and grade the obligations of `sets`."""
    library = Library.embedded()
    return library.assess(library.assessment(document), sets)
