"""Documents as terms, so that all of a serial stand together among those that records are and cite."""

from __future__ import annotations

from vbparse.reference import Document

_BETWEEN = "\x1f"                                # unit separator: stands in no number and no name


def document_term(document: Document) -> str:
    """A document as a term. The number's parts stand first, so all numbered 32 stand together."""
    return _BETWEEN.join((" ".join(document.key), *(value or "" for value in document[1:])))


def term_document(term: str) -> Document:
    """The document that `document_term` wrote."""
    key, number, *values = term.split(_BETWEEN)
    doc_type, date, issuer = ((value or None) for value in (*values, "", "", "")[:3])
    return Document(tuple(key.split()), number, doc_type, date, issuer)


def serial_prefixes(serial: str) -> tuple[str, str]:
    """What the terms of all documents with a serial begin with, in order: no other part follows, or some."""
    return f"{serial}{_BETWEEN}", f"{serial} "
