"""A register of the archive: one page that opens from disk, searched and sorted in the browser.

The records stand in the page as JSON, which register.js turns into a table, some rows at a time, so that
20,000 of them stay quick. Nothing in that JSON can end its element (`<`, `>` and `&` are escaped), what
nobody would see is spelt out before it gets there, and the script only ever sets text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from vbparse.export.exports import Exported, Format
from vbparse.present.as_json import line
from vbparse.present.card import rows
from vbparse.present.labels import LABELS, REGISTER
from vbparse.present.markup import OPENING, head, spelt, visible

COLUMNS = ("number", "doc_type", "date", "issuer", "subject")
"""What the table shows of a record; a click shows all of it."""

# What stands in a card; a document whose serial cannot be read is called by its symbol.
_CALLED = (*COLUMNS, "symbol")
_PARTS = (*_CALLED, *(key for key in LABELS if key not in _CALLED))


def page(documents: Iterable[Exported]) -> Iterator[str]:
    """The pieces of the page, given out as the records come."""
    here = Path(__file__)
    script = here.with_name("register.js").read_text("utf-8")
    yield from head(REGISTER["title"], here.with_name("register.css").read_text("utf-8"), script)
    yield from _body()
    shown = {"columns": len(COLUMNS), "symbol": _PARTS.index("symbol"),
             "labels": [LABELS[key] for key in _PARTS], "words": REGISTER}
    yield f'<script type="application/json" id="words">{_data(shown)}</script>\n'
    yield '<script type="application/json" id="records">['
    between = "\n"
    for document in documents:
        yield between + _data(_row(document.record))
        between = ",\n"
    yield f"\n]</script>\n<script>{script}</script>\n</html>\n"


def _body() -> Iterator[str]:
    yield f"<header>\n<h1>{visible(REGISTER['title'])}</h1>\n"
    yield f'<input type="search" id="search" placeholder="{visible(REGISTER["search"])}"' \
          f' aria-label="{visible(REGISTER["search"])}">\n<output id="count"></output>\n</header>\n'
    yield f"<noscript><p>{visible(REGISTER['no_script'])}</p></noscript>\n"
    yield "<table>\n<thead><tr>\n"
    for key in COLUMNS:
        yield f'<th class="{key}"><button type="button">{visible(LABELS[key])}</button>\n'
    yield "</thead>\n<tbody></tbody>\n</table>\n"
    yield f'<button type="button" id="more" hidden>{visible(REGISTER["more"])}</button>\n'
    yield '<article id="card" hidden></article>\n'


def _row(record: dict[str, Any]) -> list[Any]:
    """The id, then each line of the card as [part, value]; for a document held, as [part, value, its id]."""
    lines: list[list[Any]] = []
    cited = iter(record["citations"])
    for key, value in rows(record):
        target = next(cited)["target"] if key == "citations" else None
        lines.append([_PARTS.index(key), spelt(value), *([target] if target else ())])
    return [record["id"], *lines]


def _data(value: Any) -> str:
    """JSON that may stand in a script element."""
    return _MARKUP.sub(lambda match: f"\\u{ord(match.group()):04x}", line(value))


_MARKUP = re.compile("[<>&\u2028\u2029]")


def _write(documents: Iterable[Exported], file: BinaryIO) -> list[str]:
    file.writelines(piece.encode() for piece in page(documents))
    return []


FORMAT = Format(OPENING.encode(), _write)
