"""One browser for all tests of pages; where there can be none they are skipped, which the report says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.chromium import Chromium, NoBrowser


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Chromium]:
    try:
        browser = Chromium()
    except NoBrowser as error:
        pytest.skip(str(error))
    yield browser
    browser.close()


@pytest.fixture
def browser(_chromium: Chromium) -> Iterator[Chromium]:
    """A real headless browser, light, with nothing open."""
    yield _chromium
    _chromium.send("Page.navigate", url="about:blank")
