"""What a confidence is worth, on generated pages from clean to damaged: stated beside right."""

from __future__ import annotations

from tests.bench._stopwatch import table
from tests.truth.calibration import Level, Statement, by_rule, calibration_error, levels, statements, surest
from tests.truth.measure import records
from tests.truth.pages import documents

RATES = (0.0, 0.01, 0.03, 0.06)
PAGES = 100


def main() -> None:
    said: list[Statement] = []
    for seed in range(1, PAGES + 1):
        for rate in RATES:
            page = documents(seed, rate)
            got = [record.model_dump(mode="json") for record in records(str(seed), page.text)]
            said.extend(statements(page.gold["documents"], got))
    head = [f"{PAGES} pages, noise 0 to 6 %", "stated", "right", "values"]
    table(head, [[f"{tenth:.1f} and more", *_figures(level)] for tenth, level in levels(said).items()])
    table(["0.9 and more, together", "stated", "right", "values"], [["", *_figures(surest(said))]])
    rules = [[rule, *_figures(level)] for rule, level in by_rule(said).items()]
    table(["by rule", "stated", "right", "values"], rules)
    print(f"expected calibration error {calibration_error(said):.3f}\n")


def _figures(level: Level) -> tuple[str, str, str]:
    return f"{level.stated:.3f}", f"{level.right:.3f}", str(level.values)


if __name__ == "__main__":
    main()
