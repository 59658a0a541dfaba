"""The elements of a document by Thông tư 02/2019/TT-BNV, which sets the input data of archives' databases.

A row of comma-separated values a document, one column an element under the circular's own tag: what a
spreadsheet opens and what an archive's software imports by the names of its columns. The circular names
the elements and gives no XML around them, so none is made up. What the text cannot tell stays empty, for
the archivist to fill in: the codes of fonds and file, pages, keywords, physical state. So does the mode
of use of a document without a secrecy mark: whether it may be used freely is for the archive to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, NamedTuple

from vbparse.export.as_csv import BOM, table
from vbparse.export.columns import JOIN, Value, flat
from vbparse.export.exports import Exported, Format
from vbparse.present.card import ABSENT
from vbparse.present.labels import NOTES

# Letters that only Vietnamese has: đ ơ ư, those with two marks, and the marks that it alone combines.
_VIETNAMESE = re.compile("[đĐơƠưƯ\u1ea0-\u1ef9\u031b\u0309\u0323]")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Element(NamedTuple):
    """An element of the circular: its tag, its name there, what vbparse puts into it."""

    tag: str
    name: str
    about: str
    value: Callable[[Exported], Value]


def _empty(_: Exported) -> None:
    """What no text tells."""


def _ordinal(document: Exported) -> Value:
    source = document.record["source"]
    return source["part"] if source["parts"] > 1 else None


def _type_name(document: Exported) -> Value:
    name: str = document.record["doc_type"] or ""
    return name[:1].upper() + name[1:] or None


def _code_number(document: Exported) -> Value:
    """What stands before the symbol: `84` of `84-KH/BTGTU`, `30` of `30/2020/NĐ-CP`."""
    number, symbol = document.record["number"], document.record["symbol"]
    return str(number).removesuffix(symbol or "").rstrip("-/") if number else None


def _issued(document: Exported) -> Value:
    day = _DAY.fullmatch(document.record["date"] or "")
    return day and "/".join(reversed(day.groups()))


def _language(document: Exported) -> Value:
    return "Tiếng Việt" if _VIETNAMESE.search(document.text) else None


def _description(document: Exported) -> Value:
    """What a person should know of the document, and in which file it lies."""
    record = document.record
    notes = [NOTES[warning["code"]] for warning in record["warnings"] if warning["code"] in NOTES]
    if record["date"] and not _issued(document):
        notes.append("ngày chỉ rõ: " + "/".join(reversed(record["date"].split("-"))))
    if record["security"]:
        notes.append(f"độ mật: {record['security']}")
    if record["urgency"]:
        notes.append(f"độ khẩn: {record['urgency']}")
    if record["copy_of"]:
        notes.append(f"bản sao của {record['copy_of']['number'] or ABSENT}")
    source = record["source"]
    part = f", phần {source['part']}/{source['parts']}" if source["parts"] > 1 else ""
    return JOIN.join((*notes, f"tệp: {source['path']}{part}"))


def _mode(document: Exported) -> Value:
    return "Hạn chế" if document.record["security"] else None


def _confidence(document: Exported) -> Value:
    return "Số hóa" if document.record["stamps"] else None


def _autograph(document: Exported) -> Value:
    return JOIN.join(_stamp(stamp) for stamp in document.record["stamps"]) or None


def _stamp(stamp: dict[str, Any]) -> str:
    day = _DAY.fullmatch(stamp["date"] or "")
    date = "/".join(reversed(day.groups())) if day else stamp["date"]
    known = (stamp["office"], stamp["number"] and f"số {stamp['number']}", date and f"ngày {date}")
    return " ".join(("dấu đến", ", ".join(filter(None, known)))).strip()


ELEMENTS = (
    Element("DocCode", "Mã định danh văn bản", "left empty", _empty),
    Element("FileCode", "Mã hồ sơ", "left empty", _empty),
    Element("DocOrdinal", "Số thứ tự văn bản trong hồ sơ",
            "the place in a file that holds several documents", _ordinal),
    Element("TypeName", "Tên loại văn bản", "`Kế hoạch`", _type_name),
    Element("CodeNumber", "Số của văn bản", "`84`, with its zeros", _code_number),
    Element("CodeNotation", "Ký hiệu của văn bản", "`KH/BTGTU`", lambda document: document.record["symbol"]),
    Element("IssuedDate", "Ngày, tháng, năm văn bản", "`21/06/2019`, where day and month are known", _issued),
    Element("OrganName", "Tên cơ quan, tổ chức ban hành", "the issuer",
            lambda document: document.record["issuer"]),
    Element("Subject", "Trích yếu nội dung", "the subject", lambda document: document.record["subject"]),
    Element("Language", "Ngôn ngữ", "`Tiếng Việt`, where letters that only it has are read", _language),
    Element("PageAmount", "Số lượng trang", "left empty", _empty),
    Element("Description", "Ghi chú",
            "what to look at, a date known in part, marks, of what it is a copy, the file", _description),
    Element("InforSign", "Ký hiệu thông tin", "left empty", _empty),
    Element("Keyword", "Từ khóa", "left empty", _empty),
    Element("Mode", "Chế độ sử dụng", "`Hạn chế` under a secrecy mark, else left empty", _mode),
    Element("ConfidenceLevel", "Mức độ tin cậy",
            "`Số hóa` where an arrival stamp shows that a paper was scanned, else left empty", _confidence),
    Element("Autograph", "Bút tích", "the arrival stamps", _autograph),
    Element("Format", "Tình trạng vật lý", "left empty", _empty),
)


def row(document: Exported) -> list[Value]:
    """The values of the elements, each on one line."""
    return flat(element.value(document) for element in ELEMENTS)


def _write(documents: Iterable[Exported], file: BinaryIO) -> list[str]:
    file.writelines(table([element.tag for element in ELEMENTS], map(row, documents)))
    return []


FORMAT = Format(f"{BOM}DocCode,FileCode,".encode(), _write)
