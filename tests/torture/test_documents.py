"""Documents that no office ever wrote: every one has its records, or a reason why it has none."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.test_pipeline import FRAGMENTS, PAPERS, holds
from tests.torture.sizes import chance, times
from vbparse.errors import UnreadableSource
from vbparse.readers import read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures"
BATCHES, BATCH = 10, times(1000)
PATIENCE = 2.0
"""Seconds of the processor that no document may take; one of a MB may take ten times that."""

# What text is not made of: ends of lines, what has no width, what no decoder gives, the edges of planes.
ODD = (
    *"\0\x1b\x7f\x85\x9b\r\f\v\t\u00a0\u00ad\u0300\u0323\u031b\u200b\u200d\u2028\u202e\ufeff\ufffc\ufffd\ufffe",
    "\U0001f600", "\U000e0041", "\U0010ffff", *"ﬁİẞ１٣Ⅻﷺ", "đ\u0323", "\r\n", "\n\n\n\n",
)


@cache
def seeds() -> tuple[str, ...]:
    return (*(path.read_text("utf-8") for path in sorted(FIXTURES.iterdir())), *PAPERS)


def cut(text: str, by: random.Random) -> str:
    start = by.randrange(len(text) or 1)
    return text[start: start + by.randrange(1, 2000)]


def splice(text: str, by: random.Random) -> str:
    other, at = by.choice(seeds()), by.randrange(len(text) or 1)
    return text[:at] + cut(other, by) + text[at:]


def odd(text: str, by: random.Random) -> str:
    letters = list(text)
    for _ in range(by.randrange(1, 40)):
        letters.insert(by.randrange(len(letters) + 1), by.choice(ODD))
    return "".join(letters)


def noise(text: str, by: random.Random) -> str:
    """Any code points at all, but surrogates, which no decoder gives; in some, a whole text of them."""
    random_ones = (by.choice((0x80, 0x250, 0x2000, 0xD800, 0x110000)) for _ in range(by.randrange(1, 200)))
    letters = "".join(chr(code) for code in map(by.randrange, random_ones) if not 0xD800 <= code < 0xE000)
    return by.choice((letters, text[:300] + letters + text[300:]))


def swap(text: str, by: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    by.shuffle(lines)
    return "".join(lines)


def repeat(text: str, by: random.Random) -> str:
    return by.choice(("", "\n", " ")).join([by.choice(FRAGMENTS)] * by.randrange(2, 60)) + cut(text, by)


def lose(text: str, by: random.Random) -> str:
    """What a scan loses: letters here and there, blanks, ends of lines."""
    lost = by.choice(("\n", " ", "-", "/", *"sSnN0123", ""))
    return "".join(letter for letter in text if letter != lost and by.random() > 0.02)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (cut, splice, odd, noise, swap, repeat, lose)


def damaged(data: bytes, by: random.Random) -> bytes:
    """Bytes flipped, dropped and put in."""
    out = bytearray(data)
    for _ in range(by.randrange(1, 6)):
        at = by.randrange(len(out) + 1)
        out[at: at + by.randrange(3)] = by.choice((b"", b"\0", b"\xff", b"\xed\xa0\x80", by.randbytes(2)))
    return bytes(out)


def document(*which: object) -> bytes:
    """A seed, changed a few times, in an encoding that may not fit it."""
    by = chance("document", *which)
    text = by.choice(seeds())
    for change in by.choices(MUTATIONS, k=by.randrange(1, 4)):
        text = change(text, by)
    encoding = by.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"))
    data = text[: by.choice((400, 1000, 1000, 4000))].encode(encoding)
    return damaged(data, by) if by.random() < 0.2 else data


@pytest.mark.parametrize("batch", range(BATCHES))
def test_documents(batch: int) -> None:
    """Each is refused with a reason or obeys the laws of records; none takes long."""
    read = 0
    for n in range(BATCH):
        began = time.process_time()
        try:
            source = read_bytes(document(batch, n), "-")
        except UnreadableSource as error:
            assert error.reason
        else:
            holds(source.text)
            read += 1
        assert time.process_time() - began < PATIENCE, (batch, n)
    assert read > BATCH / 2


@pytest.mark.parametrize("unit", ["Số ", "1 - ", " ", "7", "Số 8", "ngày ", "\n", "“", "*", "\0 a", "\u0301"])
def test_a_megabyte_of_one_thing(unit: str) -> None:
    """Nothing but a number's label, a dash, blanks or digits, for a megabyte: it is read all the same."""
    text = "Kế hoạch\n" + unit * (1_000_000 // len(unit))
    began = time.process_time()
    holds(text)
    assert time.process_time() - began < 10 * PATIENCE


def test_label_of_a_number_again_and_again() -> None:
    """Labels between two numbers, each with or without its blank, are read in one way only."""
    began = time.process_time()
    holds("Kế hoạch\nCăn cứ Nghị định số 1/2019/NĐ-CP " + "số " * 24 + "x 2/2019/NĐ-CP ngày 1/2/2019.\n")
    assert time.process_time() - began < PATIENCE


def test_ledger_adds_up(tmp_path: Path) -> None:
    """Of a folder of them each file has one outcome, twice; what was read stands in the archive as it was."""
    desk = Desk(tmp_path)
    for n in range(times(150)):
        desk.put(f"{n % 7}/{n}.txt", document("ledger", n))
    first, again = desk.ingest(), desk.ingest()
    assert set(first) == {"new", "skipped", "failed"}
    assert again == {"unchanged": first["new"], **{name: first[name] for name in ("skipped", "failed")}}
    assert desk.rows("SELECT count(*) FROM files") == [(first["new"],)]

