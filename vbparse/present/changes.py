"""What has changed in records, as a diff of fields: `- date: 2019-06`, `+ date: 2019-06-21`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vbparse.present.card import ABSENT, named, recipient, signer, stamp
from vbparse.present.terminal import one_line, write

_ITEMS: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "recipients": recipient, "signers": signer, "citations": named, "stamps": stamp,
    "warnings": lambda warning: str(warning["code"]), "copy_of": lambda copied: copied["number"] or ABSENT,
}


def show_changes(changed: Sequence[Mapping[str, Any]]) -> None:
    """Each record with the lines that went and came; `~` before a field whose lines read the same."""
    for place, one in enumerate(changed):
        if place:
            write("")
        write(one_line(f"{one['number'] or ABSENT} · {one['path']} · id {one['id']}"))
        for change in one["changes"]:
            for line in lines(change["field"], change["from"], change["to"]):
                write(line)


def lines(field: str, before: Any, after: Any) -> Iterator[str]:
    """The values of a field that went, then those that came; of a list the items."""
    gone, come = list(_worded(field, before)), list(_worded(field, after))
    diff = [f"- {field}: {value}" for value in gone if value not in come]
    diff += [f"+ {field}: {value}" for value in come if value not in gone]
    yield from diff or [f"~ {field}"]


def _worded(field: str, value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if item is not None:
            yield one_line(_ITEMS[field](item) if isinstance(item, dict) else item)
