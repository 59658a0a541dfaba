"""From what was read to what is meant: the regime, the type, who acts, whom a reference stands for.

The paper comes first: title, then what the number says. What it leaves open is inferred and marked
so, or stays null. The issuer has a module of its own, `issuers`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from vbparse.fields.number import OwnNumber
from vbparse.issuers import COMMITTEE, UNIT, place_in
from vbparse.naming import is_place, ordinary
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.record import Recipient, Signer
from vbparse.tables import doc_types, province_at
from vbparse.text import Found
from vbparse.tokenizer import retype, retyped, type_code_of


def regime(own: OwnNumber | None, party_motto: bool, motto: bool, issuer: str | None) -> str | None:
    """`party` or `state`: by the motto, then by the number's shape, then by the issuer."""
    if party_motto != motto:
        return "party" if party_motto else "state"
    if own is not None and (own.party or len(own.codes) > 1):
        return "party" if own.party else "state"
    if issuer is not None:
        return "party" if COMMITTEE.search(issuer) else "state"
    return None


def number(own: Found[OwnNumber] | None, typed: str | None) -> Found[OwnNumber] | None:
    """The document's own number, its type's code as the title has it: `2207/BO-SNV` under BÁO CÁO."""
    if own is None or typed is None or not own.value.codes:
        return own
    codes = own.value.codes
    right = retyped(codes[0], typed) if len(codes) > 1 else codes[0]
    if right == codes[0]:
        return own
    value = own.value.value and retype(own.value.value, codes, typed)
    symbol = retype(f"/{own.value.symbol}", codes, typed)[1:]
    return own._replace(value=replace(own.value, value=value, symbol=symbol, codes=(right, *codes[1:])))


def place_of(place: str, issuer: str) -> str:
    """A place as the letterhead has it, where a scan spoilt its marks: `Tràng Bom` of huyện Trảng Bom."""
    named = place_in(issuer)
    if named and not is_place(place) and plain(named).endswith(f" {plain(place)}"):
        return named                              # its first word is lost: `Phong` of xã Hòa Phong
    before, ending = issuer[: -len(place)], issuer[-len(place) :]
    alike = plain(place) == plain(ending) and before.endswith(" ")
    return ending if alike and is_place(ending) and not is_place(place) else place


def doc_type(read: Found[str] | None, number: Found[OwnNumber] | None, party: bool) -> Found[str] | None:
    """The title's type; a letter that has none, or a type code in the number, where it is lost."""
    own, pieces = (number.value, number.pieces) if number is not None else (None, ())
    code = type_code_of(own.codes) if own is not None else None
    names = _types(code, party) if code else ()
    if read is not None and read.rule in ("type.title", "type.copy"):
        return read
    if names and names[0] != "công văn":
        sure = len(names) == 1
        name = (
            names[0]
            if sure
            else {"QĐ": "quyết định", "TT": "thông tri" if party else "thông tư"}.get(code or "", names[0])
        )
        return Found(name, pieces, "type.code", 0.9 if sure else 0.6, inferred=True)
    if read is not None:
        return read
    return (
        Found("công văn", pieces, "type.code", 0.7, inferred=True)
        if own is not None and len(own.codes) > 1
        else None
    )


@cache
def _types(code: str, party: bool) -> tuple[str, ...]:
    wanted = "party" if party else "state"
    return tuple(
        dict.fromkeys(
            row.name for row in doc_types() if wanted in row.regimes and code in (*row.codes, *row.variants)
        )
    )


_ACTING = ("Ban Thường vụ", "Ban Chấp hành", "Ban Bí thư", "Bộ Chính trị", "Thường trực")

_TITLED = regex_pattern(r"\bcua (ban thuong vu|ban bi thu|bo chinh tri|thuong truc|ban chap hanh)\b")


def acting_body(issuer: str | None, signers: tuple[Signer, ...], head: str) -> str | None:
    """Which of a committee's bodies acts: of the title ("CỦA BAN BÍ THƯ"), else of the T/M line."""
    if issuer is None or not COMMITTEE.match(issuer):
        return None
    titled = _TITLED.search(plain(head))
    names = [titled[1]] if titled else []
    names += [
        plain(step.of) for signer in signers for step in signer.chain if step.code in ("TM", "TL") and step.of
    ]
    return next((name for told in names for name in _ACTING if told.startswith(plain(name))), None)


# ---------------------------------------------------------------- recipients


_REFERENCE = regex_pattern(r"\W*nh\w (?:tren|kinh gui|kinh trinh)\b")


def stands_for(recipient: Recipient, addressees: tuple[str, ...]) -> Recipient:
    """A reference with what it lists: "Như trên" stands for the addressees."""
    if recipient.kind == "reference" and _REFERENCE.match(plain(recipient.text)):
        return recipient.model_copy(update={"stands_for": addressees})
    return recipient


_UNIT_BEFORE = regex_pattern(rf"(?:(?:TP|T\.P|Tp)\s?\.?\s?|(?i:{UNIT})\s)")


def place_name(printed: str, date: str | None) -> str:
    """A place in its right spelling where the tables know it without doubt: `Bác Giang` is Bắc Giang."""
    prefix = _UNIT_BEFORE.match(printed)
    rest = printed[prefix.end() :] if prefix else printed
    known = ordinary(rest.upper())
    same = plain(known).replace(" ", "") == plain(rest).replace(" ", "")
    return (prefix.group() if prefix else "") + known if same and province_at(rest, date) else printed
