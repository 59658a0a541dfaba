"""The workbook, read back: three sheets of text, none of it computed, nothing lost unnoticed."""

from __future__ import annotations

import errno
import gc
import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.export.conftest import with_payload, written
from vbparse import messages
from vbparse.export.as_xlsx import CUT, FORMAT, LONGEST, write
from vbparse.export.columns import SHEETS
from vbparse.export.exports import Exported
from vbparse.present.terminal import UNSAFE


def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet by the names in its head."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_sheets(fixtures: list[Exported]) -> None:
    """A row a document, a row a citation, a row a recipient: what the records hold, and no more."""
    sheets = book(written("xlsx", fixtures))
    assert sheets.sheetnames == ["Văn bản", "Viện dẫn", "Nơi nhận"]
    for sheet in SHEETS:
        expected = [
            [column.words.get(value, value) if isinstance(value, str) else value
             for column, value in zip(sheet.columns, row, strict=True)]
            for one in fixtures for row in sheet.rows(one.record)
        ]
        found = table(sheets[sheets.sheetnames[SHEETS.index(sheet)]])
        assert list(found[0]) == [column.label for column in sheet.columns]
        assert [list(row.values()) for row in found] == expected
        assert len(expected) > len(fixtures) - 1


def test_a_citation(fixtures: list[Exported]) -> None:
    """A citation says whose it is, and a clerk reads its relation in Vietnamese."""
    sheet = book(written("xlsx", fixtures))["Viện dẫn"]
    first = next(row for row in table(sheet) if row["Số văn bản"] == "84-KH/BTGTU")
    known = ("Tệp", "Số", "Loại", "Ngày", "Cơ quan", "Tên", "Quan hệ", "Số lần")
    assert [first[name] for name in known] == [
        "ke-hoach-84-btgtu.txt", "32-CT/TW", "chỉ thị", "2019-02-18", "Bộ Chính trị", None, "thực hiện", 6,
    ]


def test_for_people(fixtures: list[Exported]) -> None:
    """Heads stay in sight, every column can be filtered and is as wide as what it holds."""
    for sheet, page in zip(SHEETS, book(written("xlsx", fixtures)), strict=True):
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        groups = page.column_dimensions.values()  # neighbours of one width are one group
        widths = [int(group.width) for group in groups for _ in range(group.min or 0, (group.max or 0) + 1)]
        assert widths == [column.width for column in sheet.columns]


def test_dates_are_text(fixtures: list[Exported]) -> None:
    """A date is text, so that a month without a day stays one, and so is a number with zeros."""
    dates = {row["Ngày"] for row in table(book(written("xlsx", fixtures))["Văn bản"])}
    assert {"2019-06-21", "2022-11", "2022", None} <= dates


PAYLOADS = [
    pytest.param("=1+1", id="formula"),
    pytest.param("-2+3", id="minus"),
    pytest.param("@SUM(A1)", id="at"),
    pytest.param("{=A1}", id="array formula"),
    pytest.param("http://example.com", id="address"),
    pytest.param("internal:Sheet2!A1", id="link within"),
    pytest.param("0012", id="zeros"),
    pytest.param("1E5", id="a number to Excel"),
    pytest.param("<f>1</f>&amp;", id="markup"),
    pytest.param("_x0041_", id="an escape of Excel's own"),
    pytest.param("\x00\x08\x1b[31m\x9b", id="controls"),
    pytest.param("a\ud800\udcffb", id="surrogates"),
    pytest.param("a\ufffe\uffffb", id="no characters"),
    pytest.param("\u202ea\u2066", id="bidirectional"),
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile(payload: str, record: dict[str, Any]) -> None:
    """Whatever a document carries is a string in its cell, which stays one when the cell is edited."""
    data = written("xlsx", [Exported(with_payload(record, payload), payload)])
    shown = UNSAFE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", payload)
    shown = shown.replace("_x0041_", "_x005F_x0041_")  # which Excel reads as `_x0041_`, and openpyxl does not
    sheet = book(data)["Văn bản"]
    cells = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["Số"].value == cells["Trích yếu"].value == cells["Tệp"].value == shown
    for page in book(data):
        for row in page.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type == ("n" if isinstance(cell.value, int) or cell.value is None else "s")
                assert cell.hyperlink is None
                assert cell.data_type == "n" or (cell.quotePrefix and cell.number_format == "@")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            for element in ElementTree.fromstring(parts.read(name)).iter():
                assert element.tag.rpartition("}")[2] not in ("f", "hyperlink", "hyperlinks", "externalLink")


def test_a_cell_too_long(record: dict[str, Any]) -> None:
    """What a cell cannot hold is cut where Excel would, with a mark and a sentence."""
    fits, long = "𐌰" * (LONGEST // 2), "à" * (LONGEST + 1)
    file = io.BytesIO()
    said = write([Exported(record | {"subject": long, "issuer": fits}, "")], file)
    assert said == [messages.CELLS_CUT.format(count="1 cell", sheet="Văn bản")]
    (row,) = table(book(file.getvalue())["Văn bản"])
    assert row["Trích yếu"] == long[: LONGEST - len(CUT)] + CUT
    assert row["Cơ quan"] == fits


def test_a_sheet_too_long(fixtures: list[Exported]) -> None:
    """Rows that a sheet cannot hold stand in another one after it: none is lost."""
    file = io.BytesIO()
    assert write(fixtures, file, rows=51) == []
    pages = book(file.getvalue())
    for sheet, name in zip(SHEETS, ("Văn bản", "Viện dẫn", "Nơi nhận"), strict=True):
        count = sum(len(list(sheet.rows(one.record))) for one in fixtures)
        here = [page for page in pages if page.title.partition(" (")[0] == name]
        assert [page.title for page in here[1:]] == [f"{name} ({k})" for k in range(2, len(here) + 1)]
        assert sum(len(table(page)) for page in here) == count
        assert all(page.auto_filter.ref == page.dimensions and page.freeze_panes == "A2" for page in here)
        assert len(here) == -(-count // 50)


class Full(io.BytesIO):
    """A disk on which there is room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 100, 4_000])
def test_full_disk(room: int, fixtures: list[Exported]) -> None:
    """A full disk is an error of the system, said once, whatever the zip still holds when it is forgotten."""
    file = Full(room)
    with pytest.raises(OSError, match="No space left"):
        write(fixtures, file)
    file.close()
    gc.collect()


def test_no_clock(fixtures: list[Exported]) -> None:
    """Its parts stand in one order and bear a day that never changes; so do its properties."""
    data = written("xlsx", fixtures[:1])
    assert data.startswith(FORMAT.opening)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 31)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_a_record_without_lists(record: dict[str, Any]) -> None:
    """Sheets without rows have their heads all the same."""
    bare = record | {"citations": [], "recipients": []}
    pages = book(written("xlsx", [Exported(bare, "")]))
    assert [page.max_row for page in pages] == [2, 1, 1]
    assert [page.max_column for page in pages] == [len(sheet.columns) for sheet in SHEETS]
