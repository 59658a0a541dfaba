"""Numbers about records as one page that stands alone: figures that plotly draws, each with its table.

The page runs two scripts, its own and plotly's, known to its policy by their hashes, and loads nothing.
What a paper carries passes `visible` into the page and `label` into a figure. The tables can be read
where no script runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vbparse.present.card import ABSENT
from vbparse.present.figures import Figure, by_band, by_field, by_month, by_year, lying
from vbparse.present.labels import NARROWED, STATISTICS
from vbparse.present.markup import head, visible
from vbparse.present.stats import Section, sections

_ROWS = 15
_ORDER = (
    "years", "types", "issuers", "places", "signers", "cited", "missing", "warnings", "confidence", "sure",
)
_WIDE = ("years", "cited")  # these have a row of the page each, the others half of one


def page(stats: dict[str, Any], top: int | None, subtitle: str = "") -> Iterator[str]:
    """The pieces of the page, `top` rows a figure; `subtitle` says which documents were counted."""
    from plotly.offline import get_plotlyjs

    found = {section.key: section for section in sections(stats, top or _ROWS)}
    shown = {key: found[key] for key in _ORDER if found[key].rows}
    here = Path(__file__)
    own, plotly = here.with_name("stats.js").read_text("utf-8"), get_plotlyjs()
    yield from head(STATISTICS["page"], here.with_name("stats.css").read_text("utf-8"), own, plotly)
    yield f"<h1>{visible(STATISTICS['page'])}</h1>\n"
    if subtitle:
        yield f'<p class="asked">{visible(subtitle)}</p>\n'
    yield from _figures_at_once(stats)
    yield f"<noscript><p>{visible(STATISTICS['noscript'])}</p></noscript>\n<main>\n"
    yield from _months(stats)
    for section in shown.values():
        yield from _section(section)
    drawn = {f"figure-{key}": figure for key, figure in _figures(stats, shown)}
    # In a script `<` alone can end it or begin a comment; in JSON it may stand as \u003c.
    data = json.dumps(drawn).replace("<", "\\u003c")
    yield f'</main>\n<script id="figures" type="application/json">{data}</script>\n'
    yield f"<script>{own}</script>\n<script>{plotly}</script>\n</html>\n"


def asked(query: str, narrow: dict[str, Any]) -> str:
    """What was counted, in words: `đọc sách · Loại: KH, CV · Từ: 2019`; nothing where that is all."""
    told = [query] if query.strip() else []
    for key, values in narrow.items():
        if values:
            told.append(f"{NARROWED[key]}: {values if isinstance(values, str) else ', '.join(values)}")
    return " · ".join(told)


def _figures_at_once(stats: dict[str, Any]) -> Iterator[str]:
    """The few numbers to begin with, of the whole, whatever the figures show of it."""
    years = [row["value"] for row in stats["years"] if row["value"]]
    values = {
        "records": f"{stats['records']:,}",
        "span": "–".join(sorted({years[0], years[-1]})) if years else ABSENT,
        "bodies": f"{sum(row['value'] is not None for row in stats['issuers']):,}",
        "documents_cited": f"{len(stats['cited']):,}",
        "not_held": f"{sum(not row['held'] for row in stats['cited']):,}",
    }
    yield "<dl>\n"
    for key, value in values.items():
        yield f"<div><dt>{visible(STATISTICS[key])}<dd>{visible(value)}</div>\n"
    yield "</dl>\n"


def _months(stats: dict[str, Any]) -> Iterator[str]:
    """The line of time, where any document has its place on it, and how many have none."""
    months = [row for row in stats["months"] if len(row["value"] or "") == len("2019-06")]
    if not months:
        return
    elsewhere = stats["records"] - sum(row["records"] for row in months)
    yield f'<section class="wide">\n<h2>{visible(STATISTICS["months"])}</h2>\n'
    yield '<div class="figure" id="figure-months"></div>\n'
    yield f'<p class="note">{visible(STATISTICS["zoom"])}'
    if elsewhere:
        yield f" {visible(STATISTICS['undated'].format(count=elsewhere))}"
    yield "</p>\n</section>\n"


def _section(section: Section) -> Iterator[str]:
    wide = ' class="wide"' if section.key in _WIDE else ""
    title = STATISTICS["by_field"] if section.key == "sure" else section.title
    yield f"<section{wide}>\n<h2>{visible(title)}</h2>\n"
    yield f'<div class="figure" id="figure-{section.key}"></div>\n'
    if section.key == "cited":
        yield "<p class=\"note\">"
        for key in ("held", "not_held"):
            yield f'<span class="{key}">{visible(STATISTICS[key])}</span> '
        yield "</p>\n"
    summary = section.title if section.key == "sure" else STATISTICS["table"]
    yield f"<details><summary>{visible(summary)}</summary><table>\n"
    for row in section.rows:
        yield f"<tr><th>{visible(row.spoken)}<td>{row.times:,}<td>{row.share:.1%}\n"
    yield "</table></details>\n</section>\n"


def _figures(stats: dict[str, Any], shown: dict[str, Section]) -> Iterator[tuple[str, Figure]]:
    """Each section's figure, under its key."""
    months = by_month(stats["months"])
    if months["data"][0]["x"]:
        yield "months", months
    for key, section in shown.items():
        if key == "years":
            yield key, by_year(section)
        elif key == "confidence":
            yield key, by_band(section)
        elif key == "sure":
            yield key, by_field(stats, section)
        else:
            yield key, lying(section)
