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
    key, number, *values = term.split(_BETWEEN)
    doc_type, date, issuer = ((value or None) for value in (*values, "", "", "")[:3])
    return Document(tuple(key.split()), number, doc_type, date, issuer)


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

    def __call__(self, term: str) -> bool:
        """Whether the document is named. Of a low serial there are thousands, few numbers and types."""
        key, _, doc_type, _ = term.split(_BETWEEN, 3)
        named = self._alike.get((key, doc_type))
        if named is None:
            named = self._alike[key, doc_type] = self._undated.names(term_document(term))
        return named and (not self._ref.date or self._ref.names(term_document(term)))
