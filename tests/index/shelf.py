"""A small archive of invented papers, and what is done with an index of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vbparse import index
from vbparse.index import manifest
from vbparse.query import FACETS, parse

Triple = tuple[str, str, str]
"""Id, JSON and raw text, as the catalog hands them to the index."""


def cite(
    number: str | None, doc_type: str | None = None, date: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "number": number,
        "doc_type": doc_type,
        "date": date,
        "issuer": None,
        "aliases": [],
        "mentions": [],
        **more,
    }


def paper(id: str, text: str = "", **values: Any) -> Triple:
    """A record with what the index reads of it."""
    return id, json.dumps({"id": id, **values}, ensure_ascii=False), text


DIRECTIVE = ("chỉ thị", "2019-02-18")

RECORDS: tuple[Triple, ...] = (
    paper(
        "chithi32",
        "BAN BÍ THƯ\nSố 32 - CT/TW\nCHỈ THỊ\nvề đối ngoại đảng và ngoại giao nhân dân",
        number="32-CT/TW",
        doc_type="chỉ thị",
        date="2019-02-18",
        issuer="Bộ Chính trị",
        place="Hà Nội",
        subject="Tăng cường đối ngoại đảng",
        signers=[{"name": "Trần Văn Một", "position": "Thường trực"}],
    ),
    paper(
        "kehoach84",
        "Số 84 - KH/BTGTU\nthực hiện Chỉ thị số 32-\nCT/TW của Bộ Chính trị về đối ngoại đảng",
        number="84-KH/BTGTU",
        doc_type="kế hoạch",
        date="2019-06-21",
        place="Lạng Sơn",
        issuer="Ban Tuyên giáo Tỉnh ủy Lạng Sơn",
        subject="Thực hiện Chỉ thị 32",
        recipients=[{"text": "- MTTQ tỉnh (để biết)", "name": "MTTQ tỉnh"}],
        signers=[{"name": "Nông Thị Hai", "position": "Trưởng ban", "on_behalf_of": None}],
        citations=[
            cite("32-CT/TW", *DIRECTIVE, aliases=["Chỉ thị 32"], mentions=[{}, {}, {}]),
            cite("78-KH/BTGTU", "kế hoạch"),
        ],
    ),
    paper(
        "congvan12",
        "Kính gửi: Ủy ban\nTheo Chỉ thị 32 - CT/TW, công tác ngoại giao ở địa phương",
        number="12/UBND-VP",
        doc_type="công văn",
        date="2019-07",
        place="Cao Bằng",
        issuer="Ủy ban nhân dân tỉnh Cao Bằng",
        addressees=["Ủy ban nhân dân các huyện"],
        stamps=[
            {"kind": "arrival", "office": "Văn phòng Tỉnh ủy", "number": "0588", "date": "2019-07-12"},
            {"kind": "arrival", "office": "Ban Tuyên giáo", "number": None, "date": "2019-08"},
        ],
        citations=[cite("32-CT/TW", "chỉ thị", mentions=[{}])],
    ),
    paper(
        "baocao7",
        "Bao cao theo chi thi 32, khong dau",
        number="07-BC/HU",
        doc_type="báo cáo",
        date="2020",
        citations=[cite("32", "chỉ thị")],
    ),
    paper(
        "chithi32tu",
        "Chỉ thị của Tỉnh ủy về thiên tai",
        number="32-CT/TU",
        doc_type="chỉ thị",
        date="2022-05-04",
        issuer="Ban Thường vụ Tỉnh ủy Hà Giang",
        place="Hà Giang",
    ),
    paper(
        "nghidinh",
        "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013; Nghị định quy định chi tiết",
        number="43/2014/NĐ-CP",
        doc_type="nghị định",
        date="2014-05-15",
        issuer="Chính phủ",
        place="Hà Nội",
        citations=[cite(None, "luật", "2013-11-29", title="Luật Đất đai")],
    ),
    paper(
        "quyetdinh",
        "Căn cứ Nghị định số 43/2014/NĐ-CP; Quyết định thu hồi đất",
        number="99/QĐ-UBND",
        doc_type="quyết định",
        date="2021-01-05",
        issuer="Ủy ban nhân dân tỉnh Cao Bằng",
        place="Cao Bằng",
        citations=[cite("43/2014/NĐ-CP", "nghị định", "2014-05-15", issuer="Chính phủ")],
    ),
    paper(
        "saoluc",
        "SAO LỤC Chỉ thị số 05-CT/TW",
        number="215-BS/TU",
        doc_type="sao lục",
        date="2016-07-01",
        copy_of={"number": "05-CT/TW", "id": None},
        stamps=[{"kind": "arrival", "office": None, "number": "27", "date": None}],
    ),
    paper("voso", "Bản không số, chỉ nhắc quyết định 123 và đề án 5", doc_type="báo cáo"),
    paper(
        "chitiet",
        "Kế hoạch gọi tắt",
        number="1-KH/TU",
        doc_type="kế hoạch",
        date="2018",
        citations=[cite(None, None, aliases=["Đề án 06"], title="Đề án phát triển dữ liệu")],
    ),
    paper("dau", "Bán đất ở ban chỉ đạo", doc_type="thông báo"),
    paper("khongdau", "ban dat o bàn chi dao", doc_type="thông báo"),
    paper("rong"),
)

KINDS = {
    "a word": "ngoại",
    "a word that many have": "chỉ",
    "a word that none has": "máy",
    "words": "ngoại giao",
    "words typed without marks": "doi ngoai",
    "a phrase": '"đối ngoại đảng"',
    "a phrase that is in no order": '"ngoại đối"',
    "OR": "đất OR thiên",
    "AND, OR and brackets": "(đất OR ngoại) AND chỉ",
    "NOT": "NOT chỉ",
    "NOT of a phrase": 'ngoại NOT "đối ngoại"',
    "a document by type and serial": "Chỉ thị 32",
    "a document by its number": "32-CT/TW",
    "a document that is only cited": "Kế hoạch 78",
    "a document that is only copied": "05-CT/TW",
    "a document known by its alias": "Đề án 6",
    "a document that only texts name": "quyết định 123",
    "a document and words": "chỉ thị 32 địa phương",
    "one of two documents": "chỉ thị 32 OR nghị định 43",
    "not a document": "chỉ NOT 32-CT/TW",
    "a document and its date": "32-CT/TW, ngày 18/02/2019",
    "number": "số:32",
    "a part of a number": "number:UBND",
    "cites": "dẫn:32-CT/TW",
    "cites a title": 'cites:"luật đất đai"',
    "type": "loại:chỉ thị",
    "a type's code": "type:QĐ",
    "issuer": 'cơquan:"Cao Bằng"',
    "signer": "ký:Nông",
    "recipient": "nơi nhận:MTTQ",
    "an addressee": "recipient:huyện",
    "place": 'nơi:"Hà Nội"',
    "subject": "trích yếu:đối",
    "text": "text:đất",
    "a year": "date:2019",
    "a month": "date:2019-07",
    "a day": "ngày:21/6/2019",
    "a range": "date:2019-06..2020",
    "a day of arrival": "arrived:12/7/2019",
    "a month of arrival": "đến:2019-08",
    "an arrival known to its month": "arrived:2019-08-03",
    "not arrived": "NOT ngày đến:2019..2020",
    "the number of a stamp": "stamp:588",
    "the office of a stamp": 'dấu đến:"tinh uy"',
    "a field and a range": "loại:QĐ date:2020..",
    "marks that rank": "bàn",
    "nothing": "(((",
}

QUERIES = {kind: parse(typed) for kind, typed in KINDS.items()}

KINDS_OF_FILES = (
    ".toc", ".terms", "id.col", "day.col", "length.col", "issuer_facet.col", manifest.NAME,
)


def use(folder: Path) -> set[str]:
    """Everything that is done with an index; what came of it."""
    came: set[str] = set()
    for query in QUERIES.values():
        if not query.root:  # answered without an index
            continue
        try:
            index.search(folder, query, limit=9, facets=FACETS)
            came.add("answered")
        except index.IndexDamaged:
            came.add("damaged")
    try:
        index.update(folder, generation=8, removed=["dau"], added=RECORDS[:1])
    except index.IndexDamaged:
        came.add("damaged")
    return came


def heals(folder: Path) -> bool:
    index.rebuild(folder, generation=9, records=RECORDS)
    return index.generation(folder) == 9 and use(folder) == {"answered"}


def of_kind(folder: Path, kind: str) -> Path:
    return next(path for path in folder.iterdir() if path.name.endswith(kind))


def with_manifest(folder: Path) -> None:
    """The manifest forged to fit what now stands in the folder, as one would who can write there."""
    names = [path.name for path in folder.iterdir() if path.name != manifest.NAME]
    manifest.write(folder, 7, names, {}, manifest.read(folder).parts)
