"""What can stand where the tab key is pressed: numbers, ids, fields and their values, tags, searches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from vbparse import messages
from vbparse.errors import UsageError

if TYPE_CHECKING:
    from vbparse.glimpse import Column, Glimpse, Offer

FIELDS = (
    "number", "type", "issuer", "signer", "recipient", "place", "date", "cites", "subject", "arrived",
    "stamp", "tag", "text",
)
"""The fields of a query; `vbparse.query` has their Vietnamese names too, and takes longer to load."""
_COLUMNS: dict[str, Column] = {
    "type": "doc_type", "loai": "doc_type", "issuer": "issuer", "coquan": "issuer", "place": "place",
    "noi": "place", "date": "year", "ngay": "year", "tag": "tag", "nhan": "tag",
}
_NUMBERED = {"number", "so"}
_CITING = {"cites", "dan"}


@contextmanager
def _archive(context: click.Context) -> Iterator[Glimpse]:
    from vbparse.glimpse import glimpse
    from vbparse.home import default_folder

    folder = context.params.get("folder")
    with glimpse(Path(folder) if folder else default_folder()) as archive:
        yield archive


class Offered(click.types.StringParamType):
    """Text, of which something can be offered while it is typed: `offer(context, typed)`.

    Where it `needs` something, nothing but blanks is a UsageError, which says what.
    """

    def __init__(
        self, offer: Callable[[click.Context, str], list[CompletionItem]], needs: str | None = None
    ) -> None:
        self._offer = offer
        self._needs = needs

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text: str = super().convert(value, param, ctx)
        if self._needs and not text.strip():
            where = param.opts[0] if isinstance(param, click.Option) else messages.AN_ARGUMENT
            raise UsageError(messages.IS_EMPTY.format(where=where, what=self._needs))
        return text

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return self._offer(ctx, incomplete)


def values(column: Column, needs: str | None = None) -> Offered:
    """The values of a column, as they are."""
    def offer(context: click.Context, typed: str) -> list[CompletionItem]:
        with _archive(context) as archive:
            return list(_items(archive.values(column, typed)))
    return Offered(offer, needs)


def offer_documents(context: click.Context, typed: str) -> list[CompletionItem]:
    """Numbers and ids."""
    with _archive(context) as archive:
        return list(_items(_documents(archive, typed)))


def offer_query(context: click.Context, typed: str) -> list[CompletionItem]:
    """Fields, then their values; numbers; saved searches behind @."""
    name, colon, value = typed.partition(":")
    with _archive(context) as archive:
        if colon:
            return list(_items(_values(archive, name, value), f"{name}:", _hyphened))
        if typed.startswith("@"):
            return list(_items(archive.values("search", typed[1:]), "@"))
        fields = [CompletionItem(f"{field}:") for field in FIELDS if field.startswith(typed)]
        return fields + list(_items(archive.numbers(typed) if typed else ()))


def offer_tagging(context: click.Context, typed: str) -> list[CompletionItem]:
    """Documents, and tags behind their sign."""
    with _archive(context) as archive:
        if typed[:1] in ("+", "-"):
            return list(_items(archive.values("tag", typed[1:]), typed[0]))
        return list(_items(_documents(archive, typed)))


documents, queries = Offered(offer_documents, messages.A_DOCUMENT), Offered(offer_query)
tagging = Offered(offer_tagging, messages.A_DOCUMENT_OR_TAG)
searches = values("search", messages.A_NAME)
names = Offered(lambda *_: [], messages.A_NAME)
files = Offered(lambda _, typed: [CompletionItem(typed, type="file")], messages.A_FILE)
folders = Offered(lambda _, typed: [CompletionItem(typed, type="dir")], messages.A_FOLDER)


def _documents(archive: Glimpse, typed: str) -> list[Offer]:
    # Every number is offered before anything is typed; every id would be too many.
    ids = archive.ids(typed) if re.fullmatch(r"[a-z2-7]{1,12}", typed) else []
    return archive.numbers(typed) + ids


def _values(archive: Glimpse, name: str, typed: str) -> list[Offer]:
    """The values of a field, by whichever of its names it was called."""
    from vbparse.glimpse import folded

    field = folded(name).replace(" ", "")
    if field in _NUMBERED or field in _CITING:
        return archive.numbers(typed, "records" if field in _NUMBERED else "citations")
    return archive.values(_COLUMNS[field], typed) if field in _COLUMNS else []


def _hyphened(value: str) -> str:
    """A value that needs no quotation marks in a query: `type:kế-hoạch` is `type:"kế hoạch"`."""
    return value if "/" in value else re.sub(r"\W+", "-", value).strip("-")


def _items(
    offers: Iterable[Offer], before: str = "", spelt: Callable[[str], str] = str
) -> Iterator[CompletionItem]:
    for value, about in offers:
        yield CompletionItem(before + spelt(value), help=about)
