"""The longest files and functions, kept in sight; fails where one has outgrown its room."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, SHOWN = 400, 60, 3


def functions(path: Path) -> Iterator[tuple[int, str]]:
    """Each function of a file: its lines, decorators left out, and where it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{path}:{node.lineno} {node.name}"


def report(kind: str, limit: int, sizes: list[tuple[int, str]]) -> bool:
    """Prints the longest, and all that are too long; whether none is."""
    sizes.sort(reverse=True)
    for k, (lines, where) in enumerate(sizes):
        if k < SHOWN or lines > limit:
            print(f"{lines:>5} of {limit} lines  {kind}  {where}{'  TOO LONG' if lines > limit else ''}")
    return not sizes or sizes[0][0] <= limit


def main() -> int:
    paths = [path for folder in ("vbparse", "tests") for path in sorted(Path(folder).rglob("*.py"))]
    files = [(len(path.read_text("utf-8").splitlines()), str(path)) for path in paths]
    bodies = [body for path in paths for body in functions(path)]
    kept = [report("file    ", FILE, files), report("function", FUNCTION, bodies)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
