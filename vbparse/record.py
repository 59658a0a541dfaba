"""The record of a document: what is kept, in the JSON of schema `vbparse.record/1`.

Flat values for jq, CSV and people; where each came from stands in `evidence`, whose keys are JSON
pointers (`/number`, `/recipients/0`). Fields are added in later versions, never renamed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Regime = Literal["party", "state"]
Security = Literal["mật", "tối mật", "tuyệt mật"]
Urgency = Literal["khẩn", "thượng khẩn", "hỏa tốc"]
Relation = Literal[
    "based_on",
    "implements",
    "guides",
    "details",
    "amends",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "consolidates",
    "replies_to",
    "at_request_of",
    "promulgates",
    "encloses",
    "copies",
    "reports_on",
    "cites",
]
Spans = tuple[tuple[int, int], ...]


class _Frozen(BaseModel):
    # In the schema every key is required, for every key is written.
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, json_schema_serialization_defaults_required=True
    )


class SourceRef(_Frozen):
    """Where the document lies: `span` in code points of the decoded file, `part` from 1."""

    path: str
    sha256: str
    encoding: str
    part: int
    parts: int
    span: tuple[int, int]
    rules: str


class Recipient(_Frozen):
    """An item under "Nơi nhận" (NĐ 30/2020, Phụ lục I, ô số 9b).

    `text` as printed, `name` without bullet and purpose, `purpose` spelt out (`báo cáo`),
    `stands_for` what a reference such as "Như trên" lists.
    """

    text: str
    name: str
    purpose: str | None = None
    kind: Literal["body", "person", "reference", "archive"] = "body"
    stands_for: tuple[str, ...] = ()


class Authority(_Frozen):
    """One line of authority: `TL` of `Chủ tịch` (NĐ 30/2020, Phụ lục I, ô số 7a)."""

    code: Literal["TM", "KT", "TL", "TUQ", "Q"]
    of: str | None = None


class Signer(_Frozen):
    """Who signed: `position` his own post, `authority` the first line printed, `chain` all."""

    name: str
    position: str | None = None
    authority: Literal["TM", "KT", "TL", "TUQ", "Q"] | None = None
    on_behalf_of: str | None = None
    chain: tuple[Authority, ...] = ()


class Mention(_Frozen):
    """One place where a document is named: the raw slices of `spans`, joined by a newline."""

    text: str
    spans: Spans


class Citation(_Frozen):
    """One other document that the text names, with all its mentions.

    `number` is null for a document named without one; then `title` holds its name.
    """

    number: str | None = None
    doc_type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    relation: Relation = "cites"
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    target: str | None = None


class Stamp(_Frozen):
    """An arrival stamp (dấu "ĐẾN") printed into the text by the receiver."""

    kind: Literal["arrival"] = "arrival"
    office: str | None = None
    number: str | None = None
    date: str | None = None


class CopyOf(_Frozen):
    """The document that a sao y, sao lục or trích sao certifies."""

    number: str | None = None
    id: str | None = None


class Evidence(_Frozen):
    """Why a value is what it is: the raw slices of `spans` joined by a newline are `text`."""

    text: str
    spans: Spans
    rule: str
    confidence: float
    inferred: bool = False


class Warn(_Frozen):
    """What a person should look at; `code` is kebab-case and listed in the README."""

    code: str
    message: str


class Correction(_Frozen):
    """What a person put in the place of what the parse said of a field, and when (ISO 8601, UTC)."""

    field: str
    from_: str | tuple[Signer, ...] | tuple[Recipient, ...] | tuple[str, ...] | None = Field(alias="from")
    to: str | tuple[Signer, ...] | tuple[Recipient, ...] | tuple[str, ...] | None
    at: str


class Record(_Frozen):
    """A document of the archive."""

    schema_: Literal["vbparse.record/1"] = Field(default="vbparse.record/1", alias="schema")
    id: str
    source: SourceRef
    regime: Regime | None = None
    number: str | None = None
    symbol: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    acting_body: str | None = None
    place: str | None = None
    date: str | None = None
    subject: str | None = None
    security: Security | None = None
    urgency: Urgency | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signers: tuple[Signer, ...] = ()
    citations: tuple[Citation, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    copy_of: CopyOf | None = None
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    warnings: tuple[Warn, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def to_json(self) -> str:
        """The record as one line of JSON, keys in the order of the schema."""
        return self.model_dump_json(by_alias=True)
