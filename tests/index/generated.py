"""An archive of generated papers: the library of the truth, as records that a careful reader would make.

Nothing is parsed. What OCR and clerks do to a record is put in here: a day that is lost, a number that is
missing, a citation cut down to its serial, a document known only by a short name, arrival stamps, tags.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from tests.truth.library.making import library

Triple = tuple[str, str, str]

PRINTED_ONLY = "7777/QĐ-KHTV"
"""A number that some texts print, and that no record is or cites."""
TAGS = ("gấp", "đã xem", "xem-lại")
_NAMES = ("Nông Thị Mến", "Lò Văn Pản", "Trần Thắm", "Đèo Văn Sách")
_POSTS = ("Bí thư", "Phó Bí thư", "Chủ tịch", "Trưởng ban")


class Shelf(NamedTuple):
    """Records as the catalog hands them to the index, and which documents have which tag."""

    records: tuple[Triple, ...]
    tags: dict[str, frozenset[str]]


def shelf(count: int, seed: int) -> Shelf:
    """An archive of about `count` records, the same for the same seed."""
    rng = Random(f"shelf {seed}")
    records = tuple(_records(rng, count, seed))
    tags = {tag: frozenset(id for id, _, _ in records if rng.random() < 0.05) for tag in TAGS}
    return Shelf(records, tags)


def _records(rng: Random, count: int, seed: int) -> Iterator[Triple]:
    at = 0
    for file in library(count, seed):
        for truth in file.documents:
            id = f"{rng.getrandbits(40):010x}{at % 100:02}"
            text = file.text + (f"\nTheo Quyết định số {PRINTED_ONLY}." if rng.random() < 0.02 else "")
            yield id, json.dumps(_record(rng, id, truth), ensure_ascii=False), text
            at += 1


def _record(rng: Random, id: str, truth: dict[str, Any]) -> dict[str, Any]:
    kept = {
        key: None if rng.random() < 0.03 else truth[key]
        for key in ("number", "doc_type", "issuer", "place", "subject")
    }
    recipients = [{"text": f"- {name};", "name": name} for name in truth["recipients"]]
    signer = {"name": rng.choice(_NAMES), "position": rng.choice(_POSTS), "on_behalf_of": None}
    return {
        "id": id,
        **kept,
        "date": _date(rng, truth["date"]),
        "addressees": [rng.choice(truth["recipients"])] if truth["recipients"] and rng.random() < 0.1 else [],
        "recipients": recipients,
        "signers": [signer] if rng.random() < 0.9 else [],
        "citations": [_citation(rng, cited) for cited in truth["citations"]],
        "stamps": truth["stamps"] or _stamps(rng),
        "copy_of": {"number": truth["copy_of"], "id": None} if truth.get("copy_of") else None,
    }


def _citation(rng: Random, cited: dict[str, Any]) -> dict[str, Any]:
    number, doc_type, aliases = cited["number"], cited["doc_type"], list[str]()
    serial = (number or "").split("/")[0].split("-")[0].lstrip("0")
    if serial and doc_type and rng.random() < 0.1:
        number = serial
    elif serial and doc_type and rng.random() < 0.05:
        number, aliases = None, [f"{doc_type.capitalize()} {serial}"]
    return {
        "number": number, "doc_type": doc_type, "date": cited["told"]["date"], "title": cited["title"],
        "issuer": cited["told"]["issuer"], "aliases": aliases, "mentions": [{}] * rng.randint(1, 3),
    }


def _stamps(rng: Random) -> list[dict[str, Any]]:
    if rng.random() > 0.2:
        return []
    return [
        {"kind": "arrival", "office": rng.choice(("VP Tỉnh ủy", "Ban Tuyên giáo", None)),
         "number": rng.choice((None, f"{rng.randint(1, 900):04}", f"{rng.randint(1, 900)}")),
         "date": _date(rng, f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")}
        for _ in range(rng.randint(1, 2))
    ]


def _date(rng: Random, date: str | None) -> str | None:
    """A date as well as it was read: to the day, to the month, to the year, or not at all."""
    length = rng.choices((10, 7, 4, 0), (90, 4, 3, 3))[0]
    return (date or "")[:length] or None
