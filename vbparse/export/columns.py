"""The record flattened for spreadsheets: which columns, and what stands in each.

One row a document; its citations and its recipients besides, a row each. Lists are joined by `; `. An
absent value is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from vbparse.present.card import recipient, signer, stamp
from vbparse.present.labels import KINDS, LABELS, REGIMES, RELATIONS
from vbparse.present.markup import spelt

Value = str | int | None
JOIN = "; "


class Column(NamedTuple):
    """A column: its key, what it holds, its width in a sheet, how its value is got from a thing.

    `words` are what a person reads for values that are English words in the JSON.
    """

    key: str
    about: str
    width: int
    value: Callable[[Any], Value]
    words: Mapping[str, str] = {}
    is_number: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.key]


class Sheet(NamedTuple):
    """A table: its key, its columns, and the things of a record that are its rows."""

    key: str
    columns: tuple[Column, ...]
    things: Callable[[dict[str, Any]], Iterator[dict[str, Any]]]

    def rows(self, record: dict[str, Any]) -> Iterator[list[Value]]:
        """The values of each row that a record adds, as JSON has them, each on one line."""
        for thing in self.things(record):
            yield flat(column.value(thing) for column in self.columns)


def flat(values: Iterable[Value]) -> list[Value]:
    r"""The values of a row, each text on one line, and what nobody sees spelt out.

    `a\n\x1bb` is `a ⟨U+001B⟩b`.
    """
    return [spelt(" ".join(value.split())) if isinstance(value, str) else value for value in values]


def _of(*path: str) -> Callable[[Any], Value]:
    """The value of a key, or of a key within."""
    def value(thing: Any) -> Value:
        for key in path:
            thing = thing[key]
        return thing  # type: ignore[no-any-return]
    return value


def _each(key: str, form: Callable[[Any], str]) -> Callable[[Any], Value]:
    """The items of a list, joined; nothing where it is empty."""
    return lambda thing: JOIN.join(map(form, thing[key])) or None


def _cited(citation: dict[str, Any]) -> str:
    return str(citation["number"] or citation["title"] or citation["doc_type"] or "")


def _items(key: str) -> Callable[[dict[str, Any]], Iterator[dict[str, Any]]]:
    """The items of a record's list, each with the record that it belongs to under `record`."""
    def things(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for item in record[key]:
            yield item | {"record": record}
    return things


_OWNER = (
    Column("id", "id of the record", 14, _of("record", "id")),
    Column("path", "its file", 24, _of("record", "source", "path")),
    Column("of_number", "its number, or its symbol where the serial cannot be read", 18,
           lambda item: item["record"]["number"] or item["record"]["symbol"]),
)

RECORDS = Sheet("records", (
    Column("id", "id made from the document's text", 14, _of("id")),
    Column("path", "the file, relative to the folder that was ingested", 28, _of("source", "path")),
    Column("part", "which document of the file", 6, _of("source", "part"), is_number=True),
    Column("parts", "how many documents the file holds", 8, _of("source", "parts"), is_number=True),
    Column("number", "number and symbol", 20, _of("number")),
    Column("symbol", "what follows the serial", 16, _of("symbol")),
    Column("doc_type", "type of document", 14, _of("doc_type")),
    Column("date", "`2019-06-21`, `2019-06` or `2019`, as precise as the page", 12, _of("date")),
    Column("issuer", "who issued it", 34, _of("issuer")),
    Column("acting_body", "in whose name", 20, _of("acting_body")),
    Column("place", "where it was issued", 16, _of("place")),
    Column("subject", "trích yếu", 60, _of("subject")),
    Column("regime", "`party` or `state`", 10, _of("regime"), REGIMES),
    Column("security", "`mật`, `tối mật`, `tuyệt mật`", 10, _of("security")),
    Column("urgency", "`khẩn`, `thượng khẩn`, `hỏa tốc`", 12, _of("urgency")),
    Column("addressees", "Kính gửi", 34, _each("addressees", str)),
    Column("recipients", "Nơi nhận, each with its purpose in brackets", 50, _each("recipients", recipient)),
    Column("signers", "name, post, authority", 40, _each("signers", signer)),
    Column("citations", "numbers of the documents cited, or their names", 50, _each("citations", _cited)),
    Column("stamps", "arrival stamps: number, date, office", 30, _each("stamps", stamp)),
    Column("copy_of", "number of the document that this copies", 18,
           lambda record: record["copy_of"] and record["copy_of"]["number"]),
    Column("warnings", "codes of what a person should look at", 30,
           _each("warnings", lambda warning: str(warning["code"]))),
    Column("corrections", "fields that a person has corrected", 20,
           _each("corrections", lambda correction: str(correction["field"]))),
    Column("sha256", "of the file", 20, _of("source", "sha256")),
), lambda record: iter((record,)))

CITATIONS = Sheet("citations", (
    *_OWNER,
    Column("number", "number of the document cited", 20, _of("number")),
    Column("doc_type", "its type", 14, _of("doc_type")),
    Column("date", "its date", 12, _of("date")),
    Column("issuer", "its issuer", 30, _of("issuer")),
    Column("title", "its name, where it has no number", 34, _of("title")),
    Column("pinpoint", "the article, clause or point cited", 20, _of("pinpoint")),
    Column("relation", "what the document does with it", 18, _of("relation"), RELATIONS),
    Column("aliases", "short names that the document gives it", 24, _each("aliases", str)),
    Column("mentions", "how often it is named", 8, lambda citation: len(citation["mentions"]),
           is_number=True),
    Column("target", "id of the record that it is, where the archive holds it", 14, _of("target")),
    Column("text", "where it is first named, as printed", 50,
           lambda citation: citation["mentions"][0]["text"] if citation["mentions"] else None),
), _items("citations"))

RECIPIENTS = Sheet("recipients", (
    *_OWNER,
    Column("name", "without bullet and purpose", 40, _of("name")),
    Column("purpose", "`báo cáo`, `thực hiện`, …", 16, _of("purpose")),
    Column("kind", "`body`, `person`, `reference`, `archive`", 12, _of("kind"), KINDS),
    Column("stands_for", "what `Như trên` and the like list", 40, _each("stands_for", str)),
    Column("text", "as printed", 44, _of("text")),
), _items("recipients"))

SHEETS = (RECORDS, CITATIONS, RECIPIENTS)
