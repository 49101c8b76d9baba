"""Write random cases with the oracle's answers, one JSON object per line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from random_cases import case
from scorer import canonical


def main() -> None:
    """Read the command line and write the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many cases")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first case")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    with arguments.output.open("w", encoding="utf-8", newline="\n") as out:
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            made = case(seed)
            made["expected"] = canonical(made["expected"])
            out.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
