"""Queries that nobody means: each has its answer, soon, and the same without the index."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.index.shelf import KINDS, RECORDS
from tests.papers import decision, directive, plan
from tests.torture.sizes import chance, times
from vbparse import index
from vbparse.archive import Archive
from vbparse.query import DEEPEST, FACETS, FIELDS, LONGEST, parse

BATCHES, BATCH = 10, times(1000)
PATIENCE = 2.0
"""Seconds of the processor: ten times what a query should need."""

WORDS = (
    *KINDS.values(), *(f"{name}:" for name in FIELDS), *"()\"“«:-*?~^\\'%0٣đ𝔄ﷺ\0\n\u0301\u202e\ud800",
    "OR", "AND", "NOT", "or", "((", "..", "[red]", ";--", "\x1b[2J", "d\u0323", "một", "rừng",
    "Chỉ thị", "nghi dinh", "32", "84 - KH/BTGTU", "2019..", "..2019-13", "ngày 31/02/2019", "9" * 40,
    "a" * 300, "tag:giữ", "type:", "date:..", "cites:(", "-/-/-",
)


def query(*which: object) -> str:
    by = chance("query", *which)
    parts = [
        part if by.random() < 0.8 else cut(part, by)
        for part in by.choices(WORDS, k=by.choice((1, 2, 3, 4, 9)))
    ]
    typed = by.choice(("", " ", " ", " ", "  ")).join(parts)
    return typed if by.random() < 0.9 else "".join(by.sample(typed, len(typed)))


def cut(text: str, by: random.Random) -> str:
    at = by.randrange(len(text) + 1)
    return by.choice((text[:at], text[at:], text[:at] + chr(by.randrange(0x3000)) + text[at:]))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Three dozen papers that cite one another."""
    folder = tmp_path_factory.mktemp("asked")
    (papers := folder / "ho-so").mkdir()
    for n in range(12):
        (papers / f"kh-{n}.txt").write_text(plan(str(80 + n)), "utf-8")
        (papers / f"ct-{n}.txt").write_text(directive(str(30 + n)), "utf-8")
        (papers / f"qd-{n}.txt").write_text(decision(str(n + 1), security="MẬT" if n == 5 else ""), "utf-8")
    archive = Archive(folder / "kho", create=True)
    assert archive.ingest([str(papers)]).new == 36
    archive.tag(["32-CT/TW"], ["giữ"])
    return archive


@pytest.mark.parametrize("batch", range(BATCHES))
def test_queries(batch: int, archive: Archive) -> None:
    """Nothing is raised, whatever is typed; no answer takes long."""
    for n in range(BATCH):
        typed = query(batch, n)
        began = time.process_time()
        found = archive.search(typed, limit=5)
        assert time.process_time() - began < PATIENCE, typed
        assert len(found.hits) == min(5, found.total)


@pytest.mark.parametrize("typed", [
    pytest.param("(" * 1000 + "a" + ")" * 1000, id="brackets"),
    pytest.param("NOT " * 500 + "a", id="NOT of NOT"),
    pytest.param("a OR " * 400 + "b", id="OR"),
    pytest.param(" ".join(f"w{n}" for n in range(500)), id="words"),
    pytest.param('"' + "rừng " * 400 + '"', id="a phrase"),
    pytest.param("32-CT/TW " * 220, id="numbers"),
    pytest.param("số:1 " * 400, id="fields"),
    pytest.param("(rừng OR NOT (" * DEEPEST + "a" + "))" * DEEPEST, id="deep"),
    pytest.param("Chỉ thị số 32 - " * 130, id="documents"),
    pytest.param("x" * 10 * LONGEST, id="a word"),
    pytest.param("7" * LONGEST, id="digits"),
    pytest.param("date:2019.." * 180, id="ranges"),
    pytest.param("-" * LONGEST, id="dashes"),
])
def test_long_queries(typed: str, archive: Archive) -> None:
    """As long as a query is read."""
    began = time.process_time()
    archive.search(typed)
    assert time.process_time() - began < PATIENCE


def test_index_and_scan_agree(tmp_path: Path) -> None:
    """What the index answers to such a query is what the records themselves answer."""
    folder = tmp_path / "index"
    index.rebuild(folder, generation=1, records=RECORDS)
    found = 0
    for n in range(times(400)):
        asked = parse(query("agree", n))
        by_index = index.search(folder, asked, limit=99, facets=FACETS)
        assert by_index == index.scan(RECORDS, asked, limit=99, facets=FACETS), asked
        found += by_index.total > 0
    assert found > times(40)
