"""One document of the archive, by its number in any spelling or by its id.

    84-KH/BTGTU, 084 - kh/btgtu    the number, as `number_parts` reads it
    k7f32a5xm4qp, k7f              the id, or its beginning; an id that the document had before
    Kế hoạch 84, 32 ct             a name that says less, see `reference`
    84                             the serial alone
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from vbparse import messages
from vbparse.catalog import Catalog, Entry, lookup_key
from vbparse.errors import Ambiguous, NothingFound, UsageError
from vbparse.patterns import re_pattern
from vbparse.reference import Document, NumberRef, bounds, number_parts, read
from vbparse.words import words

_ID = re_pattern(r"[a-z2-7]{3,12}")
_WHOLE = 12  # letters of an id, which no number looks like

Narrowing = Callable[[dict[str, Any]], bool]
"""Whether a record is among those that are asked for."""


def narrowing(
    date: str | None = None, place: str | None = None, issuer: str | None = None
) -> Narrowing:
    """Records of a date, as precise as it was typed, whose place and issuer hold the words given.

    A date known only to its month or year is met by every day that it may be.
    """
    days = bounds(date.strip()) if date else None
    if date and not days:
        raise UsageError(messages.NO_DATE.format(option="--date", value=date))

    def wanted(record: dict[str, Any]) -> bool:
        if days:
            known = bounds(record["date"] or "")
            if not known or known.low > days.high or days.low > known.high:
                return False
        return _has(record["place"], place) and _has(record["issuer"], issuer)

    return wanted


def find_document(catalog: Catalog, key: str, wanted: Narrowing | None = None) -> Entry:
    """The one record that a key means; Ambiguous with the candidates, NothingFound with what is near.

    `wanted` is None where there is no way to narrow.
    """
    answers = [entry for id in _ids(catalog, key) if (entry := catalog.entry(id))]
    if not answers:
        raise _nothing(catalog, key)
    records = {entry.id: json.loads(entry.json) for entry in answers}
    kept = [entry for entry in answers if wanted is None or wanted(records[entry.id])]
    if not kept:
        count = messages.count(len(answers), "document")
        raise NothingFound(messages.NONE_SO_NARROWED.format(count=count, key=key))
    if len(kept) > 1:
        candidates = sorted((records[entry.id] for entry in kept), key=_in_order)
        sentence = messages.SEVERAL_TO_NARROW if wanted else messages.SEVERAL
        raise Ambiguous(sentence.format(key=key, count=len(kept)), tuple(candidates))
    return kept[0]


def _ids(catalog: Catalog, key: str) -> list[str]:
    """The records that a key means: by the first way of reading it that finds any."""
    if len(key.strip()) == _WHOLE and (found := _begun_so(catalog, key)):
        return found
    # `84 kh btgtu` has no signs to read; its words are the parts themselves.
    stems = dict.fromkeys((lookup_key(key), " ".join(words(key)).lstrip("0")))
    for stem in filter(None, stems):
        if found := catalog.ids_numbered(stem):
            return found
    # `323` is sooner a serial than the beginning of an id.
    if not key.strip()[:1].isdigit() and (found := _begun_so(catalog, key)):
        return found
    named = named_by(key)
    if named and (found := _numbered_so(catalog, named)):
        return found
    loosely = (catalog.ids_numbered_from(stem) for stem in stems if stem[:1].isdigit())
    return next(filter(None, loosely), []) or _begun_so(catalog, key)


def _begun_so(catalog: Catalog, key: str) -> list[str]:
    """The records whose id, now or before, is a key or begins with it."""
    typed = key.strip().lower()
    return (catalog.ids_from(typed) or catalog.heirs_from(typed)) if _ID.fullmatch(typed) else []


def named_by(key: str) -> NumberRef | None:
    """The document that a text names, if it names one and says nothing else."""
    pieces = read(key)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], NumberRef) else None


def _numbered_so(catalog: Catalog, named: NumberRef) -> list[str]:
    stem = " ".join(named.key)
    return [
        id for id in catalog.ids_numbered(stem) + catalog.ids_numbered_from(stem)
        if (entry := catalog.entry(id)) and named.names(_document(json.loads(entry.json)))
    ]


def _document(record: dict[str, Any]) -> Document:
    return Document(
        number_parts(record["number"]), record["number"], record["doc_type"], record["date"], record["issuer"]
    )


def _nothing(catalog: Catalog, key: str) -> NothingFound:
    """Why nothing answers: the document is only cited, or nobody has heard of it."""
    from vbparse.suggesting import nearest_numbers

    named = named_by(key)
    stem = " ".join(named.key) if named else lookup_key(key)
    cited = catalog.cited(stem) if stem[:1].isdigit() else {}
    if named:
        cited = {
            number: count for number, count in cited.items()
            if named.names(Document(number_parts(number), number))
        }
    near = tuple(nearest_numbers(catalog.numbers(), stem, named.codes if named else ()))
    if cited:
        number, count = max(cited.items(), key=lambda item: (item[1], item[0]))
        said = messages.ONLY_CITED.format(named=number, count=messages.count(count, "document"))
        return NothingFound(said, near)
    return NothingFound(messages.NO_SUCH_DOCUMENT.format(key=key), near)


def _has(value: str | None, typed: str | None) -> bool:
    """Whether a value holds what was typed, whatever the case and the marks."""
    return not typed or " ".join(words(typed)) in " ".join(words(value or ""))


def _in_order(record: dict[str, Any]) -> tuple[str, str, str]:
    return record["date"] or "", record["place"] or "", record["id"]
