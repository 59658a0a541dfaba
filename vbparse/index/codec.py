"""What Whoosh writes its segments with, and reads them to merge: its own codec, but for the terms.

Whoosh's are pickles that have to be taken apart posting by posting; ours are arrays, see `postings`. And but
for how it writes columns: into one file, out of which it then copies each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from vbparse.index.pooling import Posted
from vbparse.index.postings import EXTENSION, Term, Terms, TermsWriter


class Codec(W3Codec):
    """The codec of an index of vbparse."""

    length_stats = False                         # nothing here asks Whoosh how long a field is

    def per_document_writer(self, storage: Any, segment: Any) -> _ColumnsWriter:
        return _ColumnsWriter(lambda name: segment.create_file(storage, f".{name}.col"))

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        return _FieldWriter(segment.create_file(storage, EXTENSION))

    def terms_reader(self, storage: Any, segment: Any) -> _TermsReader:
        return _TermsReader(Terms(segment.open_file(storage, EXTENSION).file, segment.doc_count_all()))


class _FieldWriter(TermsWriter):
    """In the place of Whoosh's: takes whole terms, as `building` hands them over."""

    is_closed = False

    def close(self) -> None:
        super().close()
        self.is_closed = True


class _ColumnsWriter:
    """In the place of Whoosh's per-document writer: each column straight into its file."""

    is_closed = False

    def __init__(self, create: Callable[[str], Any]) -> None:
        self._create = create
        self._columns: dict[str, tuple[Any, Any]] = {}
        self._count = 0

    def start_doc(self, number: int) -> None:
        self._count = number + 1

    def add_column_value(self, name: str, column: Any, value: Any) -> None:
        if name not in self._columns:
            file = self._create(name)
            self._columns[name] = column.writer(file), file
        self._columns[name][0].add(self._count - 1, value)

    def finish_doc(self) -> None:
        """Nothing waits for the end of a record."""

    def close(self) -> None:
        for writer, file in self._columns.values():
            writer.finish(self._count)
            file.close()
        self.is_closed = True


class _TermsReader:
    """In the place of Whoosh's: the terms as it asks for them when it merges and deletes."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._terms.find(term[0], term[1].decode()) is not None

    def indexed_field_names(self) -> Iterable[str]:
        return self._terms.fields

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in self._terms.fields:
            for term in self._terms.beginning(field, ""):
                yield field, term.text.encode()

    def posted(self) -> Iterator[Posted]:
        """All terms with what is kept of their records."""
        for field in self._terms.fields:
            for run in self._terms.runs(field):
                for term, found in zip(run, self._terms.all_postings(run), strict=True):
                    yield Posted(field, term.text, found)

    def doc_frequency(self, field: str, term: bytes) -> int:
        found = self._terms.find(field, term.decode())
        return found.having if found else 0

    def term_info(self, field: str, term: bytes) -> TermInfo:
        found = self._terms.postings(self._found(field, term))
        return TermInfo(
            weight=sum(found.counts), df=len(found.numbers), maxweight=max(found.counts),
            minid=found.numbers[0], maxid=found.numbers[-1],
        )

    def matcher(self, field: str, term: bytes, form: Any, scorer: Any = None) -> ListMatcher:
        found = self._terms.postings(self._found(field, term), places=True)
        weights, values = map(list, found.kept())
        return ListMatcher(found.numbers, weights, values, form, scorer)

    def _found(self, field: str, term: bytes) -> Term:
        if found := self._terms.find(field, term.decode()):
            return found
        raise TermNotFound(f"no term {field}:{term!r}")

    def close(self) -> None:
        self._terms.close()
