"""What a person corrects in the archive, what is left to look at, and what waits for its document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from vbparse import messages
from vbparse.catalog import Catalog, Entry, Orphan
from vbparse.doubts import Doubt, Verdict, doubts
from vbparse.errors import NothingFound, UsageError
from vbparse.lookup import Narrowing, find_document, narrowing


@dataclass(frozen=True, slots=True)
class Mended:
    """A document with what a person has corrected in it, each as `corrections` of its record has it."""

    id: str
    number: str | None
    corrections: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A document of which something is in doubt, the least sure first."""

    id: str
    number: str | None
    path: str
    doubts: tuple[Doubt, ...]


class Mending:
    """The corrections of an archive, which is opened for each use: `reading` gives its catalog, `writing`
    one whose changes are committed, and whose records of the ids put into its set are indexed anew.
    """

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Catalog]],
        writing: Callable[[set[str]], AbstractContextManager[Catalog]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def fix(self, key: str, values: Mapping[str, str], **narrowed: str | None) -> Mended:
        """The document of a number or id, once fields of it were given values, as a person types them.

        All or nothing: UsageError for what is no field or cannot be its value; else errors as `show`.
        `narrowed`: date, place, issuer, as in `show`. Without values what has been corrected.
        """
        from vbparse.correcting import field_named, value_of

        typed = {field_named(name): value for name, value in values.items()}
        changed: set[str] = set()
        with self._writing(changed) if typed else self._reading() as catalog:
            entry = find_document(catalog, key, narrowing(**narrowed))
            record, own = json.loads(entry.json), json.loads(catalog.parsed.own(entry.id))
            at = _now()
            verdicts = [
                Verdict(field, value_of(field, text, record), own[field], at) for field, text in typed.items()
            ]
            if verdicts:
                changed |= _said(catalog, entry, verdicts)
            return _mended(catalog, entry.id)

    def undo(self, key: str, fields: Sequence[str] = (), **narrowed: str | None) -> Mended:
        """The document of a number or id as the parse has it, in some fields or in all; errors as `fix`.

        Also what was said of a document that has gone, by the id that `orphans` gives.
        """
        from vbparse.correcting import field_named

        named = [field_named(name) for name in fields]
        changed: set[str] = set()
        with self._writing(changed) as catalog:
            id = _known(catalog, key, narrowing(**narrowed))
            said = {verdict.field for verdict in catalog.corrections.of(id)}
            for field in named:
                if field not in said:
                    raise UsageError(messages.NOT_CORRECTED.format(field=field, name=key))
            changed |= {*catalog.corrections.readings(id)}
            catalog.corrections.remove(id, named)
            catalog.amend(changed)
            return _mended(catalog, id)

    def accept(self, id: str, field: str) -> None:
        """A field of a document is right as it is, so it is in doubt no longer; one corrected stays so."""
        with self._writing(set()) as catalog:
            entry = find_document(catalog, id, narrowing())
            said = catalog.corrections.of(entry.id)
            if field not in {verdict.field for verdict in said if not verdict.accepted}:
                value = json.loads(catalog.parsed.own(entry.id))[field]
                _said(catalog, entry, [Verdict(field, value, value, _now(), accepted=True)])

    def queue(self) -> list[Doubtful]:
        """The documents that a person should look at, the one with the least sure value first."""
        with self._reading() as catalog:
            accepted = catalog.corrections.accepted()
            found = [_doubtful(entry.json, accepted.get(entry.id, {})) for entry in catalog.entries()]
        left = [one for one in found if one.doubts]
        return sorted(left, key=lambda one: (one.doubts[0].confidence, one.id))

    def doubts(self, id: str) -> tuple[Doubt, ...]:
        """What is in doubt of one document by now."""
        with self._reading() as catalog:
            entry = catalog.entry(id)
            accepted = catalog.corrections.accepted().get(id, {})
            return _doubtful(entry.json, accepted).doubts if entry else ()

    def orphans(self) -> list[Orphan]:
        """What was said of documents that have gone."""
        with self._reading() as catalog:
            return catalog.corrections.orphans()


def given_up(catalog: Catalog, record: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """What the parse had read for the fields that a person corrected, as `rejected` says it of others."""
    own = json.loads(catalog.parsed.own(record["id"]))
    fields = [correction["field"] for correction in record["corrections"]]
    return tuple(
        {"field": field, "value": own[field], "reason": messages.BY_PERSON, "rule": evidence["rule"],
         "confidence": evidence["confidence"], "spans": evidence["spans"]}
        for field in fields if (evidence := own["evidence"].get(f"/{field}"))
    )


def _known(catalog: Catalog, key: str, wanted: Narrowing) -> str:
    """The id of the document that a key means, also of one that has gone and of which something was said."""
    try:
        return find_document(catalog, key, wanted).id
    except NothingFound:
        if key not in {orphan.id for orphan in catalog.corrections.orphans()}:
            raise
        return key


def _said(catalog: Catalog, entry: Entry, verdicts: Sequence[Verdict]) -> set[str]:
    """What was said, written down; the ids of the records that this concerns."""
    from vbparse.record import Record

    before = catalog.corrections.readings(entry.id)
    catalog.corrections.put(Record.model_validate_json(catalog.parsed.own(entry.id)), entry.text, verdicts)
    # Those that are another document after all have lost what they shared.
    concerned = {*before, *catalog.corrections.readings(entry.id)}
    catalog.amend(concerned)
    return concerned


def _mended(catalog: Catalog, id: str) -> Mended:
    entry = catalog.entry(id)
    record = json.loads(entry.json) if entry else {"number": None, "corrections": []}
    return Mended(id, record["number"], tuple(record["corrections"]))


def _doubtful(stored: str, accepted: Mapping[str, Any]) -> Doubtful:
    record = json.loads(stored)
    return Doubtful(
        record["id"], record["number"], record["source"]["path"], tuple(doubts(record, accepted))
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
