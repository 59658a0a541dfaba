"""The page of numbers, in a real browser: what a person sees and does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import FRAME, Browser
from tests.present.conftest import MARKUP, hostile, written

Open = Callable[..., Browser]


@pytest.fixture
def opened(browser: Browser, records: list[dict[str, Any]], tmp_path: Path) -> Open:
    """The page of some records, a hostile one among them, in a window of some width."""
    path = tmp_path / "thống kê.html"
    path.write_text(written([*records, hostile(records[0], MARKUP)]), "utf-8")

    def open(width: int = 1280) -> Browser:
        browser.open(path, width=width)
        return browser

    return open


def texts(browser: Browser, chosen: str) -> list[str]:
    """What is written in some elements of the page."""
    found: list[str] = browser(f"[...document.querySelectorAll('{chosen}')].map(one => one.textContent)")
    return found


def bar(browser: Browser, figure: str, number: int) -> dict[str, Any]:
    """Where a bar of a figure stands in the window, once it can be seen, and its colour."""
    found: dict[str, Any] = browser(f"""(() => {{
        const bar = document.querySelectorAll("#{figure} .point path")[{number}];
        bar.scrollIntoView({{block: "center"}});
        const box = bar.getBoundingClientRect();
        return {{x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width,
          colour: getComputedStyle(bar).fill}};
    }})()""")
    return found


def test_bars(opened: Open) -> None:
    """Every section has its bars, as long as what they count, under the words."""
    browser = opened()
    assert browser("[...document.querySelectorAll('.figure')].map(figure => figure.id)") == browser(
        "[...document.querySelectorAll('.figure:has(.point path)')].map(figure => figure.id)"
    )
    told = set(texts(browser, "#figure-types text"))
    assert {"công văn", "3 · 30.0%", "kế hoạch", "2 · 20.0%", "—"} <= told
    first, second = (bar(browser, "figure-types", number)["width"] for number in (0, 1))
    assert first / second == pytest.approx(3 / 2, abs=0.02)


def test_it_asks_for_nothing(opened: Open) -> None:
    """Nothing is fetched, and the policy turns away no more than styles of plotly's that are not needed."""
    browser = opened()
    assert len(browser.requests) == 1
    assert all("style-src" in complaint for complaint in browser.complaints)


def test_hostile_words_are_words(opened: Open) -> None:
    """What a paper carries is drawn as it is written, over a bar and under the pointer, and leads nowhere."""
    browser = opened()
    words = texts(browser, "#figure-types .annotation-text")
    place = bar(browser, "figure-types", words.index(MARKUP))
    browser.mouse("Moved", place["x"], place["y"])
    browser(FRAME)
    (told,) = texts(browser, "#figure-types .hoverlayer")
    assert told.replace(" ", "") == f"{MARKUP}1 · 10.0%".replace(" ", "")  # it stands on two lines
    assert browser("document.querySelectorAll('a, img, iframe, script[src]').length") == 0


def test_light_and_dark(opened: Open) -> None:
    """The page follows what the person prefers, also once it is open."""
    browser = opened()
    assert colours(browser) == ("rgb(47, 111, 178)", "rgb(255, 255, 255)")
    browser.prefer("dark")
    browser(FRAME)
    assert colours(browser) == ("rgb(106, 169, 233)", "rgb(21, 24, 28)")


def colours(browser: Browser) -> tuple[str, str]:
    """That of a bar and that of the page."""
    page = browser("getComputedStyle(document.body).backgroundColor")
    return bar(browser, "figure-types", 0)["colour"], page


@pytest.mark.parametrize("width", [320, 480, 800, 1920])
def test_windows(width: int, opened: Open) -> None:
    """Nothing stands beyond the window, however narrow."""
    browser = opened(width)
    assert browser("document.scrollingElement.scrollWidth <= innerWidth")
    assert browser("""[...document.querySelectorAll(".main-svg")].every(
        svg => svg.getBoundingClientRect().right <= innerWidth)""")


def test_a_line_of_time_can_be_zoomed(opened: Open) -> None:
    """Dragging over the line of time shows that stretch of it."""
    browser = opened()
    shown = """(([from, to]) => new Date(to) - new Date(from))(
        document.getElementById("figure-months").layout.xaxis.range)"""
    before = browser(shown)
    place = bar(browser, "figure-months", 1)
    browser.drag(place["x"] - 100, place["y"], (250, 0))
    browser(FRAME)
    assert 0 < browser(shown) < before / 2
