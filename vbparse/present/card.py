"""The card of a record: its parts under their Vietnamese names, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vbparse import messages
from vbparse.present.labels import GONE_SINCE, LABELS, READ_AS, REGIMES, RELATIONS
from vbparse.present.terminal import draw, is_terminal, one_line, write

ABSENT = "—"
BY_HAND = "✎"
"""What stands on a terminal behind a value that a person has put there."""
_ALWAYS = ("number", "doc_type", "date", "issuer", "subject")


def show_card(record: dict[str, Any], tags: Sequence[str] = (), missing: str | None = None) -> None:
    """The card on a terminal; a line an item, `Số: 84-KH/BTGTU`, on a pipe.

    `missing` is since when the file has been gone.
    """
    if is_terminal():
        _draw(record, tags, missing)
    else:
        write("\n".join(f"{LABELS[key]}: {one_line(value)}" for key, value in rows(record, tags, missing)))


def rows(
    record: dict[str, Any], tags: Sequence[str] = (), missing: str | None = None
) -> Iterator[tuple[str, str]]:
    """Each part that the document carries, as its JSON key and what the card says; then its tags.

    A part with several items has as many rows. What identifies a document is never left out: an
    absent number is `—`.
    """
    if mark := record["security"]:
        yield "warnings", classified(mark)
    for key in ("number", "symbol", "doc_type", "regime", "date", "place", "issuer", "acting_body", "subject",
                "security", "urgency"):
        value = record[key]
        if value or key in _ALWAYS:
            yield key, REGIMES.get(value, value) if key == "regime" else value or ABSENT
    for addressee in record["addressees"]:
        yield "addressees", addressee
    for item in record["recipients"]:
        yield "recipients", recipient(item)
    for item in record["signers"]:
        yield "signers", signer(item)
    for citation in record["citations"]:
        yield "citations", named(citation)
    for item in record["stamps"]:
        yield "stamps", stamp(item)
    if copied := record["copy_of"]:
        yield "copy_of", copied["number"] or ABSENT
    for warning in record["warnings"]:
        if warning["code"] != "security-mark":  # the first row says so already
            yield "warnings", f"{warning['code']}: {warning['message']}"
    for correction in record["corrections"]:
        yield "corrections", corrected(correction)
    if tags:
        yield "tags", _listed(*tags)
    yield "source", _source(record)
    if missing:
        yield "missing", GONE_SINCE.format(since=missing[:10])


def called(document: dict[str, Any]) -> str:
    """What a document is cited by: `Chỉ thị 32-CT/TW`, a law's name, or what there is of it."""
    if document["number"]:
        doc_type = document["doc_type"] or ""
        return f"{doc_type[:1].upper()}{doc_type[1:]} {document['number']}".strip()
    return str(document["title"] or document["doc_type"] or document["id"] or ABSENT)


def classified(mark: str) -> str:
    """What a person must know of a document marked MẬT, TỐI MẬT or TUYỆT MẬT."""
    return messages.CLASSIFIED.format(mark=mark.upper())


def named(citation: dict[str, Any]) -> str:
    """A document cited: `32-CT/TW (chỉ thị, 2019-02-18, Bộ Chính trị) · thực hiện · 4 lần`."""
    name = citation["number"] or citation["title"] or citation["doc_type"] or ABSENT
    about = _listed(*(citation[key] for key in ("doc_type", "date", "issuer") if citation[key] != name))
    times = len(citation["mentions"])
    parts = (
        f"{name} ({about})" if about else name,
        citation["pinpoint"],
        RELATIONS.get(citation["relation"], citation["relation"]),
        f"{times} lần" if times > 1 else None,
    )
    return " · ".join(part for part in parts if part)


def recipient(item: dict[str, Any]) -> str:
    """An item under Nơi nhận: `Như trên = Các chi bộ (thực hiện)`."""
    text: str = item["name"] if item["kind"] != "archive" else item["text"]
    if item["stands_for"]:
        text += f" = {_listed(*item['stands_for'])}"
    return f"{text} ({item['purpose']})" if item["purpose"] else text


def signer(item: dict[str, Any]) -> str:
    """Who signed: `Lò Thị Mây, Phó Trưởng ban, KT Trưởng ban`."""
    authority = " ".join(filter(None, (item["authority"], item["on_behalf_of"])))
    return _listed(item["name"], item["position"], authority)


def item(one: dict[str, Any] | str) -> str:
    """One of several values of a field: who signed, who is to have it."""
    if isinstance(one, str):
        return one
    return recipient(one) if "text" in one else signer(one)


def stamp(item: dict[str, Any]) -> str:
    """An arrival stamp: `số 56, 2019-06-24, Sở Văn hóa`."""
    return _listed(item["number"] and f"số {item['number']}", item["date"], item["office"])


def corrected(correction: dict[str, Any]) -> str:
    """What a person put right: `Ngày: máy đọc 2019-06`."""
    read = correction["from"]
    said = "; ".join(map(item, read)) if isinstance(read, list) else read
    return READ_AS.format(field=LABELS[correction["field"]], value=said or ABSENT)


def _source(record: dict[str, Any]) -> str:
    source = record["source"]
    part = f"phần {source['part']}/{source['parts']}" if source["parts"] > 1 else None
    return " · ".join(filter(None, (source["path"], part, f"id {record['id']}")))


def _listed(*values: str | None) -> str:
    return ", ".join(value for value in values if value)


def _draw(record: dict[str, Any], tags: Sequence[str], missing: str | None) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    before = None
    by_hand = {correction["field"] for correction in record["corrections"]}
    for key, value in rows(record, tags, missing):
        label = LABELS[key] if key != before else ""
        if key in by_hand:
            value = f"{value} {BY_HAND}"
        style = {"warnings": "bold red", "missing": "red", "number": "bold", "source": "dim"}.get(key, "")
        grid.add_row(Text(label, style="cyan"), Text(one_line(value), style=style))
        before = key
    draw(grid)
