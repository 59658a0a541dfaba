"""The page of numbers: what is drawn, what it may do, and what a hostile paper cannot make of it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.present.conftest import MARKUP, hostile, numbers, written
from vbparse.present.figures import label
from vbparse.present.markup import OPENING, spelt
from vbparse.present.stats import sections
from vbparse.present.stats_page import asked
from vbparse.present.terminal import UNSAFE
from vbparse.query import Narrow

OURS = {"html", "meta", "title", "style", "h1", "h2", "p", "dl", "div", "dt", "dd", "noscript", "main",
        "section", "details", "summary", "table", "tr", "th", "td", "span", "script"}
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)


def figures(text: str) -> dict[str, Any]:
    """The figures that stand in a page, by the section that they show."""
    (data,) = (body for attributes, body in SCRIPT.findall(text) if "json" in attributes)
    return {key.removeprefix("figure-"): figure for key, figure in json.loads(data).items()}


def strings(value: Any) -> Iterator[str]:
    """Every text in a figure."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(item)


def test_each_section_is_drawn_and_told(records: list[dict[str, Any]]) -> None:
    """Every figure has its place on the page; every section but the line of time has its table."""
    text = written(records)
    drawn = figures(text)
    shown = sections(numbers(records), None)
    assert set(drawn) == {"months", *(section.key for section in shown)}
    assert re.findall('class="figure" id="figure-(.*?)"', text) == list(drawn)
    assert text.count("<tr>") == sum(len(section.rows) for section in shown)


@pytest.mark.parametrize("query, narrow, told", [
    pytest.param("", Narrow(), "", id="all"),
    pytest.param("đọc sách", Narrow(), "đọc sách", id="a query"),
    pytest.param(" ", Narrow(types=("KH", "CV"), after="2019"), "Loại: KH, CV · Từ: 2019", id="options"),
    pytest.param("x", Narrow((), ("2019",), ("A",), ("B",), ("c",), None, "2020"),
                 "x · Năm: 2019 · Cơ quan: A · Nơi ban hành: B · Thẻ: c · Đến: 2020", id="all options"),
])
def test_asked(query: str, narrow: Narrow, told: str) -> None:
    """The page says what was counted."""
    assert asked(query, asdict(narrow)) == told


def test_bars_add_up(records: list[dict[str, Any]]) -> None:
    """However few rows are shown, those of a distribution add up to all records."""
    for top in (1, 3, None):
        drawn = figures(written(records, top))
        for key in ("types", "issuers", "places"):
            assert sum(int(said.split()[0]) for said in drawn[key]["data"][0]["text"]) == len(records)
        assert sum(drawn["years"]["data"][0]["y"]) == len(records) - 1


def test_months(records: list[dict[str, Any]]) -> None:
    """The line of time shows what is known to the month, and says how many are not."""
    text = written(records)
    (bars,) = figures(text)["months"]["data"]
    assert dict(zip(bars["x"], bars["y"], strict=True)) == {
        "2018-05-01": 1, "2019-06-01": 2, "2019-07-01": 1, "2020-01-01": 1, "2021-12-01": 1,
    }
    assert "3 văn bản không rõ tháng." in text
    assert "figure-months" not in written([records[2], records[-1]])


def test_what_is_not_held_has_a_colour(records: list[dict[str, Any]]) -> None:
    """A document that is cited and not in the archive is told by its colour, not in its label."""
    records[0] = records[0] | {"citations": [records[0]["citations"][0] | {"target": "abcdefghijkl"}]}
    figure = figures(written(records))["cited"]
    colours = dict(zip((words["text"] for words in figure["layout"]["annotations"]),
                       figure["data"][0]["marker"]["color"], strict=True))
    assert set(colours.values()) == {"--bar", "--missing"}
    assert not any("không có" in words for words in colours)


def test_shares_of_fields(records: list[dict[str, Any]]) -> None:
    """Of each field the bands together are the whole."""
    figure = figures(written(records))["sure"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Số", "Cơ quan", "Trích yếu"]
    assert [sum(parts) for parts in zip(*(trace["x"] for trace in figure["data"]), strict=True)] == [1, 1, 1]


def test_long_words(records: list[dict[str, Any]]) -> None:
    """Over a bar words are cut, the more on a narrow window; under the pointer they break into lines."""
    name = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Ninh Thuận và các huyện"
    figure = figures(written([records[0] | {"issuer": name}]))["issuers"]
    assert figure["layout"]["annotations"][0]["text"] == f"{name[:63]}…"
    assert figure["narrow"] == [f"{name[:43]}…"]
    assert figure["data"][0]["customdata"] == [f"{name[:48]}<br>{name[49:]}<br><b>1 · 100.0%</b>"]


def test_the_page_stands_alone(records: list[dict[str, Any]]) -> None:
    """It runs two scripts, known by their hashes, has one style, and no address outside itself."""
    text = written(records)
    assert text.startswith(OPENING)
    policy = re.search('Content-Security-Policy" content="(.*?)"', text)
    assert policy
    scripts = [body for attributes, body in SCRIPT.findall(text) if not attributes]
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style and len(scripts) == 2
    assert policy[1] == (
        f"default-src 'none'; style-src {_hash(style[1])}; base-uri 'none'; form-action 'none';"
        f" script-src {' '.join(map(_hash, scripts))}"
    )
    ours = SCRIPT.sub("", text) + scripts[0]
    assert "//" not in re.sub(r"(?m)^ *//.*$", "", ours)
    assert not re.search(r"url\(|@import| src=| on\w+=|\beval\b|innerHTML", ours)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


HOSTILE = [
    pytest.param(MARKUP, id="what plotly reads"),
    pytest.param("</script><script>alert(1)</script><!--<script>", id="the end of a script"),
    pytest.param("\" onmouseover=\"alert(1)\" x='", id="attributes"),
    pytest.param("--bar", id="the name of a colour"),
    pytest.param("\x1b]52;c;eA==\x07\x9b2J\u202egnp\u2028\ud800", id="controls"),
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile(payload: str, record: dict[str, Any]) -> None:
    """Whatever a paper or a query carries is text in the page, and no markup to plotly."""
    text = written([hostile(record, payload)], subtitle=payload)
    text.encode("utf-8")
    ours = re.sub(r"(?s)<script>.*?</script>", "", text)
    assert not UNSAFE.search(ours)
    assert len(SCRIPT.findall(text)) == 3
    assert set(re.findall(r"<([a-z]\w*)", ours)) <= OURS
    said = [said for figure in figures(text).values() for said in strings(figure)]
    assert set(re.findall("<.*?>", "".join(said))) <= {"<br>", "<b>", "</b>", "<extra>", "</extra>"}


@given(st.text(st.characters()))
def test_label(text: str) -> None:
    """A label has no markup in it, and is the text once plotly has read its entities."""
    assert "<" not in label(text)
    assert html.unescape(label(text)) == spelt(text)
