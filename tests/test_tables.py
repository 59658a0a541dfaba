"""The tables of knowledge hold what they say, and each row knows its examples from its traps."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date as calendar_day
from datetime import timedelta
from pathlib import Path

import pytest

from vbparse import tables
from vbparse.errors import TableError
from vbparse.tables import DocType, Organisation, Province
from vbparse.tables.reading import row_of, shape_of
from vbparse.tables.rows import Dated, valid_on
from vbparse.tables.trying import NUMBER, begins, carries_type, failings, split_symbol


@pytest.mark.parametrize("row", tables.doc_types(), ids=lambda row: f"{row.name} {' '.join(row.codes)}")
def test_a_type_is_known_by_its_examples_and_not_by_its_traps(row: DocType) -> None:
    """The code or the name of a type is found where it stands and nowhere else."""
    assert row.examples and row.counterexamples and row.source
    assert list(failings(row)) == []


def test_every_code_of_a_type_has_an_example() -> None:
    """A code without a number that prints it is a rumour."""
    for row in tables.doc_types():
        numbers = [number for text in row.examples if (number := NUMBER.search(text))]
        heads = [split_symbol(number)[0] for number in numbers]
        assert [code for code in row.codes if not any(begins(head, code) for head in heads)] == [], row


@pytest.mark.parametrize("row", tables.organisations(), ids=lambda row: f"{row.code} {row.name}")
def test_a_body_is_known_by_its_examples_and_not_by_its_traps(row: Organisation) -> None:
    """The code of a body is read from its numbers and from no neighbour's."""
    assert row.examples and row.counterexamples and row.source
    assert list(failings(row)) == []


def test_a_row_that_tells_nothing_fails() -> None:
    """The reader of these tests can say no: a row with a foreign code carries none of the examples."""
    kh = next(row for row in tables.doc_types() if row.name == "kế hoạch")
    assert not any(carries_type(kh, text) for row in tables.doc_types() if "KH" not in row.codes
                   for text in row.examples)


@pytest.mark.parametrize(
    ("date", "count"),
    [
        pytest.param("2020-01-01", 63, id="63 provinces after Hà Tây and before the mergers"),
        pytest.param("2005-01-01", 64, id="64 after the splits of 2004"),
        pytest.param("1998-01-01", 61, id="61 after the splits of 1997"),
        pytest.param("1996-01-01", 53, id="53 before them"),
        pytest.param("1985-01-01", 40, id="40 after reunification"),
        pytest.param("2025-07-02", 34, id="34 since July 2025"),
    ],
)
def test_provinces_on_a_day(date: str, count: int) -> None:
    """The country is divided once on every day."""
    names = [row.name for row in tables.provinces() if valid_on(row, date)]
    assert len(names) == len(set(names)) == count


def test_central_cities() -> None:
    """Five central cities in 2020, six since Huế."""
    for date, count in [("2020-01-01", 5), ("2025-02-01", 6), ("2025-07-02", 6)]:
        assert sum(row.kind == "thành phố" for row in tables.provinces() if valid_on(row, date)) == count


def test_every_province_has_a_heir() -> None:
    """Each province that ended leads, step by step, to one of the 34."""
    now = {row.name for row in tables.provinces() if valid_on(row, "2025-07-02")}
    for row in tables.provinces():
        seen: list[Province] = [row]
        while seen[-1].valid_to:
            end = seen[-1].valid_to
            heirs = [heir for heir in tables.provinces() if heir.name == seen[-1].successor
                     and (heir.valid_from or "") >= end[:4] and heir not in seen]
            assert heirs, f"{seen[-1].name} has no heir"
            seen.append(min(heirs, key=lambda heir: heir.valid_from or ""))
        assert seen[-1].name in now


@pytest.mark.parametrize(
    ("name", "date", "province"),
    [
        pytest.param("Vinh", "2003-05-01", "Nghệ An", id="a seat"),
        pytest.param("TP. Hồ Chí Minh", "2019", "Hồ Chí Minh", id="kind before the name"),
        pytest.param("TP.HCM", None, "Hồ Chí Minh", id="a variant, no date"),
        pytest.param("Dak Lak", "2019", "Đắk Lắk", id="without marks"),
        pytest.param("Hoà Bình", "2020-01-01", "Hòa Bình", id="the tone elsewhere"),
        pytest.param("tỉnh Thanh Hóa", "2020-01-01", "Thanh Hóa", id="tỉnh before the name"),
        pytest.param("Huế", "2019-01-01", "Thừa Thiên Huế", id="the seat before the city"),
        pytest.param("Huế", "2025-03", "Huế", id="the city itself"),
        pytest.param("Bắc Giang", "2024-01-01", "Bắc Giang", id="a province in its time"),
        pytest.param("Bắc Giang", "2025-08-01", "Bắc Ninh", id="a seat after it"),
        pytest.param("Vũng Tàu", "1985-01-01", "Vũng Tàu - Côn Đảo", id="a special zone"),
        pytest.param("Cần Thơ", "1985-01-01", "Hậu Giang", id="a seat before the split"),
    ],
)
def test_province_at_finds(name: str, date: str | None, province: str) -> None:
    """The date chooses the province that a name means."""
    found = tables.province_at(name, date)
    assert found is not None and found.name == province and valid_on(found, date)


def test_one_day_stands_for_all_between_two_changes() -> None:
    """Whatever a province is called, on that day it is what it was on the other; there are few such days."""
    changes = {day for row in tables.provinces() for day in (row.valid_from, row.valid_to) if day}
    days = {f"{day[:4]}-{rest}" for day in (*changes, "1945") for rest in ("01-01", "07-01", "12-31")}
    exact = [calendar_day.fromisoformat(day) for day in changes if len(day) == len("2025-07-01")]
    days |= {str(day + timedelta(step)) for day in exact for step in (-1, 0, 1)}
    names = {name for row in tables.provinces() for name in (row.name, *row.variants, *row.seats)}
    assert len({tables.same_provinces(day) for day in days}) <= 2 * len(changes) + 1
    for day in days:
        other = tables.same_provinces(day)
        assert all(tables.province_at(name, day) == tables.province_at(name, other) for name in names)


@pytest.mark.parametrize("date", ["2025", "2025-07"])
def test_no_day_stands_for_a_month(date: str) -> None:
    """Provinces may have changed in it."""
    assert tables.same_provinces(date) == date


@pytest.mark.parametrize("name", ["", "tỉnh", "Thành", "Phong Điền", "Nam", "Châu Thành", "Q. 1"])
def test_province_at_ignores(name: str) -> None:
    """A word that no province is called is no province."""
    assert tables.province_at(name, "2020-01-01") is None


@pytest.mark.parametrize(
    ("begin", "end", "date", "valid"),
    [
        pytest.param(None, None, "2020-01-01", True, id="always"),
        pytest.param("2025-03-01", None, None, True, id="no date known"),
        pytest.param("2025-03-01", None, "2025-03-01", True, id="first day"),
        pytest.param("2025-03-01", None, "2025-02-28", False, id="the day before"),
        pytest.param("2025-03-01", None, "2025", True, id="a year that it may lie in"),
        pytest.param(None, "2025-02-28", "2025-02", True, id="a month that it ends in"),
        pytest.param(None, "2025-02-28", "2025-03", False, id="the month after"),
        pytest.param("2007", "2025-02-28", "2007-01-01", True, id="a bound known to its year"),
        pytest.param(None, "2007", "2008-01-01", False, id="the year after such a bound"),
    ],
)
def test_valid_on(begin: str | None, end: str | None, date: str | None, valid: bool) -> None:
    """Dates compare as far as both are known."""
    row = Province(name="X", kind="tỉnh", source="x", valid_from=begin, valid_to=end)
    assert valid_on(row, date) is valid


DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DATED: list[Dated] = [*tables.doc_types(), *tables.organisations(), *tables.provinces()]


def test_ranges_are_sane() -> None:
    """A range is made of ISO dates and does not end before it begins."""
    for row in DATED:
        assert all(DATE.fullmatch(bound) for bound in (row.valid_from, row.valid_to) if bound), row
        assert not (row.valid_from and row.valid_to) or row.valid_from[:10] <= row.valid_to + "~", row


def test_no_row_stands_twice() -> None:
    """A code means one body of a name at a time; a name is one province at a time."""
    keys = Counter((row.code, row.name, row.regime, row.valid_from) for row in tables.organisations())
    assert [key for key, count in keys.items() if count > 1] == []
    types = Counter((row.name, row.regimes, row.codes) for row in tables.doc_types())
    assert [key for key, count in types.items() if count > 1] == []


def test_rows_stand_in_order() -> None:
    """A table is sorted, so that a change shows as the line that it is."""
    for rows, key in [
        (tables.doc_types(), lambda row: (row.name, row.regimes, row.valid_from or "0", row.codes)),
        (tables.organisations(), lambda row: (row.code, row.regime, row.valid_from or "0", row.name)),
        (tables.provinces(), lambda row: (row.name, row.valid_from or "0")),
    ]:
        assert list(rows) == sorted(rows, key=key)


FILES = sorted(path for path in Path(tables.__file__).parent.iterdir() if path.suffix in {".csv", ".toml"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_table_is_plain_text(path: Path) -> None:
    """UTF-8 in NFC, LF, no blank at the end of a line, one line end at the end."""
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\t" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        pytest.param({"name": "X", "kind": "tỉnh"}, "source is missing", id="missing"),
        pytest.param({"name": "X", "kind": "tỉnh", "source": "x", "colour": "red"}, "colour", id="unknown"),
        pytest.param({"name": "X ", "kind": "tỉnh", "source": "x"}, "trimmed", id="blank at the end"),
        pytest.param({"name": "X", "kind": "tỉnh", "source": "x", "seats": "A;;B"}, "seats", id="empty item"),
    ],
)
def test_a_bad_row_is_named(cells: dict[str, str], why: str) -> None:
    """A wrong row names its file, its place and what is wrong."""
    with pytest.raises(TableError, match=rf"^made.csv:2: .*{why}"):
        row_of("made.csv", 2, Province, shape_of(Province), cells)


def test_nothing_is_read_at_import() -> None:
    """Importing the tables opens no table; the first question does."""
    program = """if True:
        import sys
        opened = []
        sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
        import vbparse.tables
        print(sum(path.endswith((".csv", ".toml")) for path in opened))
        vbparse.tables.provinces()
        vbparse.tables.provinces()
        print(sum(path.endswith((".csv", ".toml")) for path in opened))
    """
    root = Path(tables.__file__).parents[2]
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]
