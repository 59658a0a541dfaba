"""Rows for a spreadsheet: what stands in them, and that none of it is ever computed."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.conftest import FIXTURES, with_payload, written
from vbparse.export.as_csv import guarded, table
from vbparse.export.as_tt02 import ELEMENTS
from vbparse.export.columns import RECORDS, SHEETS, flat
from vbparse.export.exports import Exported
from vbparse.present.terminal import UNSAFE

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_csv(fixtures: list[Exported]) -> None:
    """A row a document, in order, its lists joined."""
    read = {row["number"]: row for row in rows(written("csv", fixtures))}
    assert [row["id"] for row in rows(written("csv", fixtures))] == [one.record["id"] for one in fixtures]
    plan = read["84-KH/BTGTU"]
    assert plan | {"recipients": "", "id": "", "sha256": ""} == plan | {
        "id": "", "sha256": "", "path": "ke-hoach-84-btgtu.txt", "part": "1", "parts": "1",
        "symbol": "KH/BTGTU", "doc_type": "kế hoạch", "date": "2019-06-21", "place": "Lạng Sơn",
        "issuer": "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", "regime": "party", "security": "", "copy_of": "",
        "stamps": "số 912, 2019-06-25, Báo Lạng Sơn", "recipients": "",
    }
    assert plan["recipients"].startswith("Ban Tuyên giáo Trung ương (báo cáo); ")
    assert plan["citations"].split("; ")[0] == "32-CT/TW"
    assert read["512-BS/TU"]["copy_of"] == "28-CT/TW"


@pytest.mark.parametrize("name", ["csv", "tt02"])
def test_excel_reads_it(name: str, fixtures: list[Exported]) -> None:
    """A byte order mark tells Excel that it is UTF-8; lines end in CRLF, and a cell holds no line end."""
    data = written(name, fixtures)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n") == len(fixtures) + 1


@pytest.mark.parametrize("value, safe", [
    pytest.param("=1+1", "'=1+1", id="equals"),
    pytest.param("+84 24", "'+84 24", id="plus"),
    pytest.param("-KH/BTGTU", "'-KH/BTGTU", id="a number without its serial"),
    pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
    pytest.param("＝1+1", "'＝1+1", id="wide"),
    pytest.param("a; =1+1", "a; '=1+1", id="after a semicolon"),
    pytest.param("a,=1+1", "a,'=1+1", id="after a comma"),
    pytest.param('a;"=1+1"', "a;\"'=1+1\"", id="in quotation marks"),
    pytest.param("84-KH/BTGTU", "84-KH/BTGTU", id="a number"),
    pytest.param("Sở A = Sở B, 3 + 4", "Sở A = Sở B, 3 + 4", id="within"),
    pytest.param("1-2; x-y", "1-2; x-y", id="a dash within an item"),
])
def test_guarded(value: str, safe: str) -> None:
    """An apostrophe stands before what would be computed, and before nothing else."""
    assert guarded(value) == safe


@given(st.lists(st.text(st.one_of(st.sampled_from("=+-@;,\"' \t\r\n\x00＝\ud800aà"), st.characters()))
                .filter(lambda text: text.strip()), min_size=1, max_size=4))
def test_no_cell_is_a_formula(values: list[str]) -> None:
    """Whatever the cells hold, and whichever separator is believed, no cell begins as a formula does."""
    row = flat(values)
    data = b"".join(table([str(place) for place in range(len(row))], [row])).decode("utf-8-sig")
    assert not UNSAFE.search(data.replace("\r\n", ""))
    for delimiter in ",;\t":
        for line in csv.reader(io.StringIO(data, newline=""), delimiter=delimiter):
            assert not any(cell.strip(' "').startswith(FORMULA) for cell in line)
    (_, read) = csv.reader(io.StringIO(data, newline=""))
    assert [cell.replace("'", "") for cell in read] == [str(value).replace("'", "") for value in row]


@pytest.mark.parametrize("payload", [
    pytest.param("=cmd|' /C calc'!A0", id="formula"),
    pytest.param("\t=1", id="formula after a tab"),
    pytest.param("\r\n@x", id="formula on a line of its own"),
    pytest.param("\x1b]0;t\x07", id="controls"),
    pytest.param("a\ud800\ufffe\x00b", id="no characters"),
    pytest.param("\u202eb", id="bidirectional"),
])
def test_hostile(payload: str, record: dict[str, Any]) -> None:
    """What a document carries is text in every cell of both tables."""
    for name in ("csv", "tt02"):
        data = written(name, [Exported(with_payload(record, payload), payload)])
        assert not UNSAFE.search(data.decode("utf-8-sig").replace("\r\n", ""))
        (row,) = rows(data)
        assert not any(value.lstrip().startswith(FORMULA) for value in row.values())


def test_readme() -> None:
    """The README has a line for each column and each element, as the program has them."""
    readme = (FIXTURES.parent / "README.md").read_text("utf-8")
    columns = [f"| `{column.key}` | {column.about} |" for column in RECORDS.columns]
    elements = [f"| `{element.tag}` | {element.name} | {element.about} |" for element in ELEMENTS]
    assert "\n".join(columns) in readme
    assert "\n".join(elements) in readme


def test_columns() -> None:
    """Within a sheet every column has a key, a name and a sentence of its own."""
    for sheet in SHEETS:
        for names in ([column.key for column in sheet.columns], [column.label for column in sheet.columns]):
            assert len(set(names)) == len(names)
        assert all(column.about and column.width for column in sheet.columns)


def test_every_field_has_a_column(record: dict[str, Any]) -> None:
    """No field of a record is missing from its row, but for where it stands in the text."""
    assert set(record) - {column.key for column in RECORDS.columns} == {"schema", "source", "evidence"}
