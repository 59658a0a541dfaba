"""Every pattern of the package against what makes patterns slow: the time grows as the text does."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any

import pytest
import regex

from tests.torture.recording import Asked

PATIENCE = 1.0
"""Seconds of the processor for 100 kB: ten times what a pattern should need."""
SHORT, MIDDLE, LONG = 3_000, 25_000, 100_000

UNITS = (
    *" \n\t.-/,;:(\"“«*_|a1AđĐ\u0301\u2028", " \n", "1/", "A/", "A-", "1-", "a ", "A ", "Ab ", "Ab", "(a",
    "1 - ", "19", "Số ", "số 1 ", "ngày 1 ", "Ban ", "Ủy ban nhân dân ", "nd-cp", "T/M ", "- a\n", "a\u0301",
)
WINDOWS = {"(?b)": 1100, r"(?:[\s.;,]\S{0,2}[#": 60}
"""Patterns, by how they begin, that are shown a piece of a text only: of how many characters."""
END = "\x00!"
"""What no pattern takes for its end."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    """All patterns, as a process of its own recorded them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.recording", str(tmp_path_factory.mktemp("asked"))],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, check=True, timeout=600,
    )
    return [Asked(*fields) for fields in json.loads(done.stdout)]


def test_linear(asked: list[Asked]) -> None:
    """No pattern, asked as it is asked, needs long for 100 kB, or more than its share for more text."""
    assert len(asked) > 250
    slow = [(one.module, one.pattern, *found) for one in asked if (found := slowness(one))]
    assert slow == []


def slowness(one: Asked) -> tuple[str, str, float, float] | None:
    """By which method and of what text a pattern is slow, with its times for two sizes."""
    window = next((most for begins, most in WINDOWS.items() if one.pattern.startswith(begins)), None)
    if window is not None:
        assert all(longest <= window for longest in one.methods.values())
        return None
    pattern = (re if one.library == "re" else regex).compile(one.pattern, one.flags)
    # What nothing here has asked is held to the methods that begin at one place.
    methods = {name if "match" in name or name == "search" else "finditer" for name in one.methods}
    for method in sorted(methods or {"match", "fullmatch"}):
        texts = [(unit, end) for unit in (*UNITS, *words(one.pattern)) for end in ("", END)]
        texts.sort(key=lambda text: cost(pattern, method, text[0], SHORT, text[1]), reverse=True)
        for unit, end in texts[:2]:
            middle = cost(pattern, method, unit, MIDDLE, end)
            long = cost(pattern, method, unit, LONG, end) if middle < PATIENCE else inf
            if long > PATIENCE or (long > 0.1 and long > 2 * LONG / MIDDLE * middle):
                return method, unit, middle, long
    return None


def words(pattern: str) -> Iterator[str]:
    """The words that stand in a pattern, each with a blank: what it looks for, again and again."""
    letters = re.sub(r"\\p\{\w+\}|\\\w|\(\?P?<\w+>", " ", pattern)
    for word in dict.fromkeys(re.findall(r"[^\W\d_]{2,}(?: [^\W\d_]+)*", letters)[:10]):
        yield f"{word} "


def cost(pattern: Any, method: str, unit: str, size: int, end: str) -> float:
    """Seconds of the processor that a pattern needs for a unit repeated; infinite past all patience."""
    text = unit * (size // len(unit)) + end
    began = time.process_time()
    try:
        with patience():
            if method == "finditer":
                for _ in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, method)(text)
    except TimeoutError:
        return inf
    return time.process_time() - began


@contextmanager
def patience() -> Iterator[None]:
    """Ends what needs more of the processor than PATIENCE; patterns listen to signals."""
    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, 1.1 * PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
