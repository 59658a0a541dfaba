"""How right the records of generated pages are, field by field, the cleaner and the noisier the page."""

from __future__ import annotations

from tests.bench._stopwatch import table
from tests.truth.measure import score
from tests.truth.score import FIELDS

RATES = (0.0, 0.01, 0.03, 0.06)
PAGES = 150


def main() -> None:
    scores = [score(range(1, PAGES + 1), rate) for rate in RATES]
    rows = [
        [name, *(f"{s.fields[name].precision:.3f}  {s.fields[name].recall:.3f}" for s in scores)]
        for name in FIELDS
    ]
    rows.append(["core macro F1", *(f"{s.core_f1:.3f}" for s in scores)])
    rows.append(["records exact in every core field", *(f"{s.exact_share:.3f}" for s in scores)])
    rows.append(["borrowed of a stamp or a citation", *(f"{s.borrowed} of {s.documents}" for s in scores)])
    head = [f"{PAGES} generated pages: precision, recall", *(f"noise {rate:.0%}" for rate in RATES)]
    table(head, rows)


if __name__ == "__main__":
    main()
