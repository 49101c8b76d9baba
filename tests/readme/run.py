"""Run the Python and JavaScript examples of the README, each as a program of its own.

The Rust examples are documentation tests of the core.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
BLOCK: Final = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Under target/, from where Node.js still finds the workspace's node_modules.
SCRATCH: Final = ROOT / "target" / "readme"
RUNNERS: Final = {"python": ([sys.executable], ".py"), "javascript": (["node"], ".mjs")}
ALIASES: Final = {"py": "python", "js": "javascript"}


def blocks(text: str) -> list[tuple[str, str, int]]:
    """List the fenced blocks: their language, their text, their first line."""
    return [
        (ALIASES.get(found[1], found[1]), found[2], text.count("\n", 0, found.start(2)) + 1)
        for found in BLOCK.finditer(text)
    ]


def run(language: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run one example in an empty folder that it may write to."""
    command, suffix = RUNNERS[language]
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        path = Path(folder) / f"example{suffix}"
        path.write_text(code, encoding="utf-8")
        return subprocess.run(
            [*command, path.name], cwd=folder, capture_output=True, text=True, check=False
        )


def main() -> int:
    """Run all examples; 1 when one fails or a language has none."""
    readme = ROOT / "README.md"
    if not readme.exists():
        print("no README.md, no examples")
        return 0
    SCRATCH.mkdir(parents=True, exist_ok=True)
    found = blocks(readme.read_text(encoding="utf-8"))
    failed = [language for language in ("rust", *RUNNERS) if language not in {b[0] for b in found}]
    for language in failed:
        print(f"README.md: no example in {language}", file=sys.stderr)
    examples = [block for block in found if block[0] in RUNNERS]
    for language, code, line in examples:
        done = run(language, code)
        if done.returncode:
            failed.append(language)
            print(f"README.md:{line}: {language}\n{done.stdout}{done.stderr}", file=sys.stderr)
    print(f"{len(examples)} examples of the README ran, {len(failed)} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
