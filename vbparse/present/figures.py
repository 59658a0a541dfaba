"""Sections of numbers as figures for plotly: the data and layout that its script draws, made by hand.

Plotly reads markup such as `<b>` and `<a href>` in labels, and entities too. `label` is the one function
that text passes on its way into a figure. A colour is the name of one of the page's own (`--bar`); the
page's script looks it up, so that a figure fits light and dark.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from vbparse.patterns import re_pattern
from vbparse.present.labels import LABELS, STATISTICS
from vbparse.present.markup import spelt
from vbparse.present.stats import Row, Section

Figure = dict[str, Any]

_WIDE, _NARROW = 64, 44  # characters over a bar, on a screen and on a telephone
_LINE, _LINES = 52, 6  # characters and lines under the pointer
_PITCH, _BAR = 40, 0.3  # pixels from bar to bar, the part of them that the bar takes; its words have the rest
_UPRIGHT = 280  # pixels: the height of a figure whose bars stand
_MONTH = re_pattern(r"(\d{4})-(\d\d)")


def label(text: str) -> str:
    """Text as plotly must be given it to show it as it is, what nobody would see spelt out."""
    return html.escape(spelt(text), quote=False)


def lying(section: Section) -> Figure:
    """Bars that lie, each under its words; `narrow` are the words for a window with less room."""
    rows = section.rows
    return {
        "data": [{
            "type": "bar", "orientation": "h", "width": _BAR, "cliponaxis": False,
            "x": [0 if row.kind == "others" else row.share for row in rows],
            "y": list(range(len(rows))),
            "marker": {"color": [_colour(row) for row in rows]},
            "text": [_measured(row) for row in rows], "textposition": "outside",
            "customdata": [_told(row) for row in rows], "hovertemplate": "%{customdata}<extra></extra>",
        }],
        "layout": {
            "height": _PITCH * len(rows) + 16,
            "xaxis": {"visible": False, "fixedrange": True, "range": [0, section.longest * 1.22]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(rows) - 0.75, -0.75]},
            "annotations": [_over(place, row) for place, row in enumerate(rows)],
        },
        "narrow": [_shortened(row, _NARROW) for row in rows],
    }


def _over(place: int, row: Row) -> Figure:
    """The words of a row, over its bar."""
    return {
        "x": 0, "y": place, "yshift": 15, "xanchor": "left", "showarrow": False,
        "text": _shortened(row, _WIDE),
        "font": {"color": "--text" if row.kind == "known" else "--muted"},
    }


def _shortened(row: Row, room: int) -> str:
    """The words of a row in so many characters; all of them are told under the pointer."""
    words = row.spoken.removesuffix(f" · {STATISTICS['not_held']}")  # its colour says so
    return label(words if len(words) <= room else f"{words[:room - 1].rstrip(' ·,')}…")


def _colour(row: Row) -> str:
    if row.kind != "known":
        return "--faint"
    return "--missing" if row.words[-1] == STATISTICS["not_held"] else "--bar"


def _measured(row: Row) -> str:
    return f"{row.times:,} · {row.share:.1%}"


def _told(row: Row) -> str:
    """What is said of a row under the pointer."""
    lines = textwrap.wrap(row.spoken, _LINE, max_lines=_LINES, placeholder=" …")
    return "<br>".join((*map(label, lines), f"<b>{_measured(row)}</b>"))


def by_month(months: Sequence[dict[str, Any]]) -> Figure:
    """Bars on a line of time, a month each; what is known less exactly has no place on it."""
    dated = [(row["value"], row["records"]) for row in months if _MONTH.fullmatch(row["value"] or "")]
    return {
        "data": [{
            "type": "bar", "marker": {"color": "--bar"},
            "x": [f"{month}-01" for month, _ in dated], "y": [records for _, records in dated],
            "xperiod": "M1", "xperiodalignment": "middle",
            "customdata": [f"{month[5:]}/{month[:4]}" for month, _ in dated],
            "hovertemplate": "%{customdata}: <b>%{y:,}</b><extra></extra>",
        }],
        "layout": {
            "height": _UPRIGHT, "bargap": 0.15,
            "xaxis": {"type": "date", "tickformatstops": [
                {"dtickrange": [None, "M11"], "value": "%m/%Y"}, {"dtickrange": ["M12", None], "value": "%Y"},
            ]},
            "yaxis": _counts(max((records for _, records in dated), default=0)),
        },
    }


def by_year(section: Section) -> Figure:
    """Bars on a line of time, a year each."""
    dated = [row for row in section.rows if row.kind == "known"]
    return _upright([int(row.words[0]) for row in dated], dated, {"tickformat": "d"})


def by_band(section: Section) -> Figure:
    """How many values lie in each band of confidence, the least sure first."""
    rows = section.rows[::-1]
    figure = _upright(list(range(len(rows))), rows, {
        "tickvals": list(range(len(rows))), "ticktext": [label(row.words[0]) for row in rows],
    })
    figure["data"][0]["marker"] = {"color": [f"--band{place}" for place in range(len(rows))]}
    figure["data"][0] |= {"text": [f"{row.share:.1%}" for row in rows], "textposition": "outside"}
    return figure


def _upright(places: list[int], rows: Sequence[Row], axis: Figure) -> Figure:
    return {
        "data": [{
            "type": "bar", "marker": {"color": "--bar"}, "x": places, "y": [row.times for row in rows],
            "customdata": [_told(row) for row in rows], "hovertemplate": "%{customdata}<extra></extra>",
            "cliponaxis": False,
        }],
        "layout": {
            "height": _UPRIGHT, "bargap": 0.15, "xaxis": {"fixedrange": True} | axis,
            "yaxis": _counts(max((row.times for row in rows), default=0)),
        },
    }


def _counts(largest: int) -> Figure:
    """The axis of how many, which never says half a document."""
    whole = {"dtick": 1} if largest <= 5 else {}
    return {"fixedrange": True, "rangemode": "tozero", "tickformat": ",d"} | whole


def by_field(stats: dict[str, Any], sure: Section) -> Figure:
    """Of each field the shares of its values in the bands of confidence, in the order of `sure`."""
    bands = [f"{low:g}–{high:g}" for low, high in pairwise((*stats["bands"], 1))]
    of_each = {LABELS.get(row["field"], row["field"]): row for row in stats["confidence"]}
    fields = [of_each[row.words[0]] for row in sure.rows if row.of]
    names = [row.words[0] for row in sure.rows if row.of]
    data = [{
        "type": "bar", "orientation": "h", "name": label(band), "marker": {"color": f"--band{place}"},
        "x": [row["bands"][place] / row["values"] for row in fields], "y": list(range(len(fields))),
        "customdata": [f"{label(name)} {label(band)}: <b>{row['bands'][place]:,}</b>"
                       for name, row in zip(names, fields, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    } for place, band in reversed(list(enumerate(bands)))]
    return {
        "data": data,
        "layout": {
            "height": 26 * len(fields) + 90, "barmode": "stack", "bargap": 0.3, "showlegend": True,
            "xaxis": {"fixedrange": True, "range": [0, 1], "tickformat": ".0%"},
            "yaxis": {
                "fixedrange": True, "range": [len(fields) - 0.5, -0.5],
                "tickvals": list(range(len(fields))), "ticktext": list(map(label, names)),
            },
        },
    }
