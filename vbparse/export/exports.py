"""What every export begins with, and the formats by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from vbparse.archive import Listed


class Exported(NamedTuple):
    """A record whose `source.path` is the same on every machine, and the document's raw text."""

    record: dict[str, Any]
    text: str


class Format(NamedTuple):
    """How records become a file: the bytes that such a file begins with, and what writes one.

    `opening` tells a file of ours from a paper that somebody named as the output. `write` gives
    sentences to say of what did not fit. `is_text`: a person can read it on a terminal.
    """

    opening: bytes
    write: Callable[[Iterable[Exported], BinaryIO], list[str]]
    is_text: bool = True


def exported(documents: Iterable[Listed]) -> Iterator[Exported]:
    r"""The records with paths relative to the folder given; bytes of a name that are not UTF-8 are `\xNN`."""
    for listed in documents:
        path = listed.within.decode("utf-8", "backslashreplace")
        source = listed.record["source"] | {"path": path}
        yield Exported(listed.record | {"source": source}, listed.text)


def format_named(name: str) -> Format:
    """The format of a name such as `csv`; its libraries are loaded with it."""
    made: Format = import_module(f"vbparse.export.as_{name}").FORMAT
    return made
