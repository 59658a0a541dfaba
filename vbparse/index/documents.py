"""Documents as terms, so that all of a serial stand together among those that records are and cite."""

from __future__ import annotations

from dataclasses import replace

from vbparse.reference import Document, NumberRef

_BETWEEN = "\x1f"                                # unit separator: stands in no number and no name


def document_term(document: Document) -> str:
    """A document as a term. The number's parts stand first, then the type: all numbered 32 stand together."""
    key, number, doc_type, *others = document
    return _BETWEEN.join((" ".join(key), *(value or "" for value in (doc_type, number, *others))))


def term_document(term: str) -> Document:
    """The document that `document_term` wrote."""
    key, doc_type, number, date, issuer = term.split(_BETWEEN, 4)
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
        self._alike: dict[str, bool] = {}

    def __call__(self, term: str) -> tuple[str, bool]:
        """Whether the document is named, and so all that begin alike: of a low serial there are thousands."""
        key, doc_type, _ = term.split(_BETWEEN, 2)
        alike = f"{key}{_BETWEEN}{doc_type}{_BETWEEN}"
        named = self._alike.get(alike)
        if named is None:
            named = self._alike[alike] = self._undated.names(term_document(term))
        if named and self._ref.date:
            return term, self._ref.names(term_document(term))
        return alike, named
