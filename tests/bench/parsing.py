"""How many documents and characters of the fixtures are parsed in a second, in one process."""

from __future__ import annotations

from pathlib import Path

from tests.bench._stopwatch import medians, table
from vbparse import parse


def main() -> None:
    paths = sorted(path for suffix in ("txt", "md") for path in Path("fixtures").glob(f"*.{suffix}"))
    characters = sum(len(path.read_text("utf-8")) for path in paths)

    def run() -> int:
        return sum(1 for path in paths for _ in parse(str(path)))

    documents = run()
    (seconds,) = medians({"parse": run}).values()
    table(
        ["parsing", "median", "documents/s", "characters/s"],
        [[f"{documents} documents of fixtures", f"{seconds * 1000:.0f} ms",
          f"{documents / seconds:.0f}", f"{characters / seconds:,.0f}"]],
    )


if __name__ == "__main__":
    main()
