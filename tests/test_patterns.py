"""Patterns are compiled when they are first asked, and then they are what the library compiles."""

from __future__ import annotations

import copy
import re
import sys
from subprocess import run
from typing import Any

import pytest
import regex

from vbparse.patterns import re_pattern, regex_pattern


@pytest.mark.parametrize(
    ("made", "library", "source", "flags"),
    [
        pytest.param(re_pattern, re, r"(\d+)-KH", 0, id="re"),
        pytest.param(re_pattern, re, r"kh", re.IGNORECASE, id="flags"),
        pytest.param(re_pattern, re, rb"\d+", 0, id="bytes"),
        pytest.param(regex_pattern, regex, r"\p{Lu}+", 0, id="regex"),
        pytest.param(regex_pattern, regex, r"(?r)\d", 0, id="from the end"),
    ],
)
def test_it_answers_as_the_library_does(made: Any, library: Any, source: Any, flags: int) -> None:
    """By every method, and so does a second one."""
    text: Any = b"84-KH 7" if isinstance(source, bytes) else "84-KH/BTGTU 7"
    gone: Any = b"" if isinstance(source, bytes) else ""
    for _ in range(2):
        ours, theirs = made(source, flags), library.compile(source, flags)
        assert ours.pattern == theirs.pattern
        assert ours.findall(text) == theirs.findall(text)
        assert ours.split(text) == theirs.split(text)
        assert ours.sub(gone, text) == theirs.sub(gone, text)
        assert ours.subn(gone, text) == theirs.subn(gone, text)
        assert [found.span() for found in ours.finditer(text)] == [
            found.span() for found in theirs.finditer(text)
        ]
        for method in ("match", "fullmatch", "search"):
            found, same = getattr(ours, method)(text), getattr(theirs, method)(text)
            assert (found and found.span()) == (same and same.span())


def test_a_wrong_pattern_is_told_when_it_is_asked() -> None:
    broken = re_pattern("(")
    with pytest.raises(re.error):
        broken.match("")


def test_it_has_nothing_but_the_methods_of_a_pattern() -> None:
    made = copy.copy(re_pattern("a"))
    assert made.match("a")
    with pytest.raises(AttributeError):
        _ = made.scanner  # type: ignore[attr-defined]


def test_the_reading_of_a_number_compiles_nothing_of_regex() -> None:
    """What asks for a document by its number does without the library that takes longest to load."""
    read = 'from vbparse.catalog import lookup_key; lookup_key("84-KH/BTGTU")'
    argv = [sys.executable, "-c", f"{read}; import sys; print(*sys.modules)"]
    done = run(argv, capture_output=True, text=True, check=True)
    assert "regex" not in done.stdout.split()
