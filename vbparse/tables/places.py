"""Provinces by the name a paper prints: `TP.HCM`, `Dak Lak`, `Vinh`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from vbparse.patterns import re_pattern
from vbparse.tables.rows import Province, valid_on

_KIND = re_pattern(r"(?:tỉnh|tinh|thành phố|thanh pho|tp\.?|t\.p\.?)(?:\s+|(?<=\.))")


def squeezed(name: str) -> str:
    """A name in lower case, its letters and digits only: `BR-VT` is `brvt`, `TP. Vinh` is `vinh`."""
    lower = unicodedata.normalize("NFC", name).lower().strip()
    kind = _KIND.match(lower)
    return "".join(c for c in lower[kind.end() if kind else 0 :] if c.isalnum())


def unmarked(name: str) -> str:
    """`đắk lắk` without its marks: `dak lak`. So the place of a tone in hoà, hòa is nothing either."""
    parts = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


Tiers = tuple[Mapping[str, list[Province]], ...]


def tiers(rows: Iterable[Province]) -> Tiers:
    """Rows by what they are called, the surest way first: name, variant, both without marks, seat."""
    names: dict[str, list[Province]] = defaultdict(list)
    variants: dict[str, list[Province]] = defaultdict(list)
    plain: dict[str, list[Province]] = defaultdict(list)
    seats: dict[str, list[Province]] = defaultdict(list)
    for row in rows:
        names[squeezed(row.name)].append(row)
        for variant in row.variants:
            variants[squeezed(variant)].append(row)
        for name in (row.name, *row.variants):
            plain[unmarked(squeezed(name))].append(row)
        for seat in row.seats:
            seats[unmarked(squeezed(seat))].append(row)
    return names, variants, plain, seats


def province_among(tiers: Tiers, name: str, date: str | None) -> Province | None:
    """The province called `name` on `date`, or None where two could be meant.

    A province's own name comes before its printings, and these before towns: `Vĩnh Long` is the
    province. Without a date the last row of the name answers.
    """
    exact = squeezed(name)
    keys = (exact, exact, unmarked(exact), unmarked(exact))
    for tier, key in zip(tiers, keys, strict=True):
        found = [row for row in tier.get(key, ()) if valid_on(row, date)]
        if len({row.name for row in found}) == 1:
            return max(found, key=lambda row: row.valid_from or "")
        if found:
            return None
    return None
