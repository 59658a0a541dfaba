"""What a person types for a field of a record, and the record with it.

    number=84-KH/BTGTU      the symbol follows           date=21/6/2019, date=2019-06
    doc_type=KH             a type of the tables         security=mat, urgency=hoa toc, regime=party
    signer="Nông Văn Thắm, Trưởng ban; Lò Thị Mây"       date=     empties it
    recipients="Thường trực Tỉnh ủy (báo cáo); Lưu VT"   addressees="Các chi bộ; Các xã"
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, get_args

import regex

from vbparse import messages
from vbparse.dates import iso_date
from vbparse.distribution import recipient
from vbparse.doubts import CORRECTED, LISTS, Verdict, about
from vbparse.errors import UsageError
from vbparse.normalize import plain
from vbparse.record import Evidence, Record, Regime, Security, Signer, Urgency, Warn
from vbparse.reference import bounds, type_names
from vbparse.tables import doc_types

_NUMBER = regex.compile(
    r"(?P<serial>\d{1,8}\p{L}?(?:-\d{1,3}(?=/))?)[-/.](?P<symbol>[\p{L}\d&]+(?:[-/.][\p{L}\d&]+)*)"
)
_OTHER_NAMES = {
    "signer": "signers", "type": "doc_type", "recipient": "recipients", "addressee": "addressees",
}
_DASHES = regex.compile(r"[\u2010-\u2015\u2212]")
_BY_PERSON = Evidence(text="", spans=(), rule="person", confidence=1.0)


def field_named(name: str) -> str:
    """The field of a name as it is typed; UsageError where it is none that can be corrected."""
    field = name.strip().lower().replace("-", "_")
    field = _OTHER_NAMES.get(field, field)
    if field not in CORRECTED:
        raise UsageError(messages.NO_SUCH_FIELD.format(name=name, names=", ".join(CORRECTED)))
    return field


def value_of(field: str, typed: str, record: Mapping[str, Any]) -> Any:
    """What is typed for a field, as the JSON of the record has it; UsageError where it cannot be that."""
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") for char in text):
        raise UsageError(messages.NOT_PRINTABLE.format(field=field))
    if field == "signers":
        return _signers(text, record)
    if field in LISTS:
        items = [item.strip() for item in text.split(";") if item.strip()]
        read = [recipient(item, None).model_dump(mode="json") for item in items]
        return read if field == "recipients" else items
    return _READERS.get(field, str)(text) if text else None


def _number(text: str) -> str:
    number = _DASHES.sub("-", text).replace(" ", "")
    match = _NUMBER.fullmatch(number if number != number.lower() else number.upper())
    if not match or not regex.search(r"\p{L}", match["symbol"]):
        raise UsageError(messages.NO_NUMBER.format(value=text))
    return match.group()


def symbol_of(number: str) -> str | None:
    """What follows the serial of a number: `KH/BTGTU` of `84-KH/BTGTU`."""
    match = _NUMBER.fullmatch(number)
    return match["symbol"] if match else None


def _date(text: str) -> str:
    """`2019-06-21` of `21/6/2019`, `2019-06` of `6/2019`: as precise as it was typed."""
    if days := bounds(text):
        year, month, day = days.low // 10000, days.low // 100 % 100, days.low % 100
        iso = iso_date(day, month, year)
        if iso:
            return iso if days.low == days.high else iso[: 7 if days.high - days.low < 100 else 4]
    raise UsageError(messages.NO_DATE.format(option="date", value=text))


def _doc_type(text: str) -> str:
    names = {row.name for row in doc_types()}
    if text.lower() in names:
        return text.lower()
    meant = sorted(type_names(text) & names)
    if len(meant) == 1:
        return meant[0]
    said = messages.SEVERAL_TYPES.format(value=text, names=", ".join(meant)) if meant else (
        messages.NO_DOC_TYPE.format(value=text)
    )
    raise UsageError(said)


def _one_of(field: str, values: Sequence[str], **words: str) -> Callable[[str], str]:
    """A reader of a few values, whatever the case and the marks; `words` are other names of them."""
    spelt = {plain(word): value for word, value in (*zip(values, values, strict=True), *words.items())}

    def read(text: str) -> str:
        if value := spelt.get(plain(text)):
            return value
        raise UsageError(messages.NOT_ONE_OF.format(field=field, value=text, values=", ".join(values)))

    return read


_READERS: Mapping[str, Callable[[str], str]] = MappingProxyType({
    "number": _number,
    "date": _date,
    "doc_type": _doc_type,
    "regime": _one_of("regime", get_args(Regime), **{"Đảng": "party", "Nhà nước": "state"}),
    "security": _one_of("security", get_args(Security)),
    "urgency": _one_of("urgency", get_args(Urgency)),
})


def _signers(text: str, record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Names with posts behind commas, `;` between signers; who takes another's place keeps his post."""
    said = (person.split(",", 1) for person in text.split(";") if person.strip())
    persons = [[part.strip() for part in person] for person in said]
    if any(not person[0] for person in persons):
        raise UsageError(messages.NO_SIGNER.format(value=text))
    known = record["signers"] if len(record["signers"]) == len(persons) else []
    blank = Signer(name="").model_dump(mode="json")
    return [
        (old or blank) | {"name": person[0]} | ({"position": person[1] or None} if person[1:] else {})
        for person, old in zip_longest(persons, known)
    ]


def corrected(own: Record, verdicts: Sequence[Verdict]) -> Record:
    """A record, as the parse made it, with what a person put in the place of its values.

    A field so corrected rests on the person alone: evidence and warnings of the parse go.
    """
    made = {verdict.field: verdict for verdict in verdicts if not verdict.accepted}
    if not made:
        return own
    said = own.model_dump(mode="json", by_alias=True)
    fixed = said | {field: verdict.value for field, verdict in made.items()}
    if "number" in made and fixed["number"] and "symbol" not in made:
        fixed["symbol"] = symbol_of(fixed["number"])
    person = _BY_PERSON.model_dump(mode="json")
    fixed["evidence"] = {
        pointer: evidence for pointer, evidence in said["evidence"].items()
        if pointer.split("/")[1] not in made
    } | {pointer: person for field in made for pointer in _pointers(field, fixed)}
    fixed["warnings"] = [warning for warning in said["warnings"] if about(warning["code"]) not in made]
    if "security" in made and fixed["security"]:
        mark = Warn(code="security-mark", message=messages.MARKED.format(mark=fixed["security"].upper()))
        fixed["warnings"].insert(0, mark.model_dump())
    fixed["corrections"] = [
        {"field": field, "from": said[field], "to": fixed[field], "at": made[field].at}
        for field in CORRECTED if field in made
    ]
    return Record.model_validate(fixed)


def _pointers(field: str, record: Mapping[str, Any]) -> list[str]:
    if field in ("signers", *LISTS) and record[field]:
        return [f"/{field}/{place}" for place in range(len(record[field]))]
    return [f"/{field}"]
