"""Write random cases with the oracle's answers: a file for each kind, one JSON object per line."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from model_cases import model_case, shared, shipped_models
from random_cases import case
from scorer import canonical
from side_cases import KINDS

CHUNK = 25


def line(value: Any) -> str:
    """One line of a file."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def written(make: Callable[[int], dict[str, Any]], seed: int) -> str:
    """A seed's case as a line, its answer as canonical text."""
    made = make(seed)
    made["expected"] = canonical(made["expected"])
    return line(made)


def files() -> Iterator[tuple[str, dict[str, Any], Callable[[int], dict[str, Any]]]]:
    """Each file's name, the documents that all its cases share, and what makes a case."""
    yield "random", {}, case
    for model_id in shipped_models():
        yield f"model-{model_id}", shared(model_id), partial(model_case, model_id)
    for kind, make in KINDS.items():
        yield kind, {}, make


def main() -> None:
    """Read the command line and write the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many cases of each kind")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first case")
    parser.add_argument("--only", action="append", help="the name of a kind to write, or all")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to write")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for old in arguments.output.glob("*.jsonl"):
        old.unlink()
    seeds = range(arguments.seed, arguments.seed + arguments.count)
    with Pool(os.cpu_count()) as workers:
        for name, documents, make in files():
            if arguments.only and name not in arguments.only:
                continue
            path = arguments.output / f"{name}.jsonl"
            with path.open("w", encoding="utf-8", newline="\n") as out:
                out.write(line({"shared": documents}))
                out.writelines(workers.imap(partial(written, make), seeds, CHUNK))


if __name__ == "__main__":
    main()
