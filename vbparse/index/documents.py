"""Documents as terms, so that all of a serial stand together among those that records are and cite."""

from __future__ import annotations

from dataclasses import replace

from vbparse.reference import Document, NumberRef

_BETWEEN = "\x1f"                                # unit separator: stands in no number and no name


def document_term(document: Document) -> str:
    """A document as a term. The number's parts stand first, so all numbered 32 stand together."""
    return _BETWEEN.join((" ".join(document.key), *(value or "" for value in document[1:])))


def term_document(term: str) -> Document:
    """The document that `document_term` wrote."""
    key, number, doc_type, date, issuer = term.split(_BETWEEN, 4)
    return Document(tuple(key.split()), number, doc_type or None, date or None, issuer or None)


class Naming:
    """The terms of the documents that a reference can name, told by as little as can tell them."""

    def __init__(self, ref: NumberRef) -> None:
        key = " ".join(ref.key)
        self.beginnings: list[tuple[str, ...]] = [(f"{key}{_BETWEEN}", f"{key} ")]
        if ref.whole:                            # it names no number of more parts, but its serial alone
            self.beginnings = [(f"{each}{_BETWEEN}",) for each in dict.fromkeys((key, ref.serial))]
        """What they begin with; no other term stands between those of a tuple."""
        self._ref, self._undated = ref, replace(ref, date=None)
        self._alike: dict[tuple[str, str], bool] = {}
        self._last = _BETWEEN, False             # what terms begin with that are all named, or none of them

    def __call__(self, term: str) -> bool:
        """Whether the document is named. Of a low serial there are thousands, few numbers and types."""
        if term.startswith(self._last[0]) and not self._ref.date:
            return self._last[1]
        key, number, doc_type, _ = term.split(_BETWEEN, 3)
        named = self._alike.get((key, doc_type))
        if named is None:
            named = self._alike[key, doc_type] = self._undated.names(term_document(term))
        self._last = f"{key}{_BETWEEN}{number}{_BETWEEN}{doc_type}{_BETWEEN}", named
        return named and (not self._ref.date or self._ref.names(term_document(term)))
