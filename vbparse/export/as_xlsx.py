"""A workbook: a sheet of records, one of their citations, one of their recipients.

Every text is written as a string, in cells that stay text when somebody edits them: none is a formula, a
link, a number or a date to Excel. Rows go to disk as they come, so memory does not grow with the archive.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from vbparse import messages
from vbparse.export.columns import SHEETS, Sheet, Value
from vbparse.export.exports import Exported, Format
from vbparse.present.labels import LABELS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST = 32_767
"""UTF-16 code units that a cell holds."""

ROWS = 1_048_576
"""Rows that a sheet holds, its head included."""

CUT = " […]"


class _Table:
    """A sheet of the workbook, and the next of its kind once it is full."""

    def __init__(self, book: Workbook, sheet: Sheet, rows: int) -> None:
        self.sheet, self.cut = sheet, 0
        self._book, self._rows = book, rows
        self._head = book.add_format({"bold": True, "bg_color": "#E8E8E8", "bottom": 1, "valign": "top"})
        # What Excel calls text; the quote prefix keeps `=1+1` text when its cell is edited.
        self._text = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
        self._number = book.add_format({"valign": "top"})
        self._pages = 0
        self._begin()

    def add(self, row: list[Value]) -> None:
        if self._row == self._rows:
            self.end()
            self._begin()
        for place, (column, value) in enumerate(zip(self.sheet.columns, row, strict=True)):
            if isinstance(value, str):
                shown = self._fitting(column.words.get(value, value))
                self._page.write_string(self._row, place, shown, self._text)
            elif value is not None:
                self._page.write_number(self._row, place, value, self._number)
        self._row += 1

    def end(self) -> None:
        """The arrows by which a sheet is filtered, over all its rows."""
        self._page.autofilter(0, 0, self._row - 1, len(self.sheet.columns) - 1)

    def _begin(self) -> None:
        self._pages += 1
        name = LABELS[self.sheet.key]
        self._page = self._book.add_worksheet(name if self._pages == 1 else f"{name} ({self._pages})")
        self._page.freeze_panes(1, 0)
        for place, column in enumerate(self.sheet.columns):
            style = self._number if column.is_number else self._text
            self._page.set_column(place, place, column.width, style)
            self._page.write_string(0, place, column.label, self._head)
        self._row = 1

    def _fitting(self, text: str) -> str:
        """The text, or as much of it as a cell holds, with a mark that more was there."""
        if len(text.encode("utf-16-le")) <= 2 * LONGEST:
            return text
        self.cut += 1
        room = text.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))]
        return room.decode("utf-16-le", "ignore") + CUT


class _Output:
    """The file while it is written: a zip that was given up writes its end when it is forgotten."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def give_up(self) -> None:
        """What is still written goes nowhere."""
        self._file = io.BytesIO()

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        self._file.flush()


def write(documents: Iterable[Exported], file: BinaryIO, *, rows: int = ROWS) -> list[str]:
    """The workbook of some records, and what had to be cut."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    output: Any = _Output(file)
    with TemporaryDirectory(prefix="vbparse-") as folder:
        book = Workbook(output, {"constant_memory": True, "tmpdir": folder})
        # No clock: the day on which a zip's calendar begins.
        book.set_properties({"comments": "vbparse", "created": datetime.datetime(1980, 1, 1)})
        tables = [_Table(book, sheet, rows) for sheet in SHEETS]
        try:
            for document in documents:
                for table in tables:
                    for row in table.sheet.rows(document.record):
                        table.add(row)
            for table in tables:
                table.end()
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # what the system said
        finally:
            output.give_up()
            for page in book.worksheets():
                page._opt_close()  # it lets go of its rows only where all goes well
    return [
        messages.CELLS_CUT.format(count=messages.count(table.cut, "cell"), sheet=LABELS[table.sheet.key])
        for table in tables if table.cut
    ]


# The head of the zip as XlsxWriter makes it: packed, no clock. A workbook that Excel has saved since, with
# what somebody wrote into it, begins otherwise.
FORMAT = Format(b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x3f\x00", write, is_text=False)
