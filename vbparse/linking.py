"""Which of the papers of an archive a citation means.

    number and date        Chỉ thị số 32-CT/TW, ngày 18/02/2019
    number and issuer      Chỉ thị 32-CT/TW của Bộ Chính trị
    number, within the     32-CT/TW in a paper of 2019: numbers begin anew in every term of a committee
    term or the year       (HD 36-HD/VPTW) and in every year of an office (NĐ 30/2020, Điều 15)

In this order; what is told by the first is not asked of the next. Every province has a BTGTU: of two
papers that a citation can mean, both are its candidates, and neither is its target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from vbparse.normalize import plain
from vbparse.patterns import re_pattern
from vbparse.tables import districts, organisations, province_at, same_provinces, terms, valid_on

_WITH_YEAR = re_pattern(r"\S+ (?:19|20)\d\d(?!\S)")
ANY_YEARS = "0000", "9999"


class Paper(NamedTuple):
    """What a paper of the archive says of itself; `file` is the file that it lies in.

    Also a paper that is not there, as those say that cite it: its `id` is then none of a record.
    """

    id: str
    number_key: str | None = None
    doc_type: str | None = None
    date: str | None = None
    issuer: str | None = None
    acting_body: str | None = None
    place: str | None = None
    regime: str | None = None
    file: int | None = None


class Cited(NamedTuple):
    """What a citation says of the paper that it means, besides number, type and title."""

    date: str | None = None
    issuer: str | None = None


def choose(cited: Cited, citing: Paper, papers: Iterable[Paper]) -> list[Paper]:
    """The papers, of those with its number, that a citation can mean.

    None: it means another one. Two scans of one paper (`same_paper`) are both there.
    """
    def is_told(paper: Paper) -> bool:
        return paper.date == cited.date if cited.date else _lie_together(citing, paper)

    possible = [  # of a low number there are thousands, nearly all of other years
        paper for paper in papers
        if (cited.date or is_told(paper) or same_series(citing, paper)) and can_mean(cited, citing, paper)
    ]
    told = [paper for paper in possible if is_told(paper)]
    kept = told or possible
    if len(documents(kept)) > 1:
        kept = [paper for paper in kept if _issued_by(cited.issuer, citing, paper)] or kept
    if len(documents(kept)) > 1:
        kept = [paper for paper in kept if _near(citing, paper)] or kept
    if told or len(documents(kept)) > 1 or cited.date:
        return kept
    return [paper for paper in kept if _is_clear(cited, citing, paper)]


def _lie_together(citing: Paper, paper: Paper) -> bool:
    return paper.file is not None and paper.file == citing.file


def documents(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Papers, the scans of one document together, in the order of their ids."""
    if len(papers) < 2:                          # as nearly always
        return [list(papers)] if papers else []
    found: dict[object, list[Paper]] = {}
    for paper in sorted(papers, key=lambda paper: paper.id):
        found.setdefault(same_paper(paper) or paper.id, []).append(paper)
    return list(found.values())


def same_paper(paper: Paper) -> tuple[str, str, str] | None:
    """What two scans of one document share: number, date and issuer; None where one is not known."""
    if not (paper.number_key and paper.date and paper.issuer):
        return None
    return paper.number_key, paper.date, _folded(paper.issuer)


_folded = lru_cache(maxsize=1 << 14)(plain)


def can_mean(cited: Cited, citing: Paper, paper: Paper) -> bool:
    """Nothing that is known speaks against it: not the day, not the body, not the place."""
    if paper.id == citing.id:
        return False
    if paper.number_key == citing.number_key and (same := same_paper(paper)) and same == same_paper(citing):
        return False
    named, near = _is_place_named(cited.issuer, paper), _near(citing, paper)
    if named is False:
        return False
    if not cited.date and _lie_together(citing, paper):
        return True  # as a copy certifies what stands above it
    if named is None and near is False:
        return False
    if cited.date and cited.date == paper.date:
        # "của …" behind a day is at times wrong where the day is right, but for its `huyện` or `tỉnh`.
        return not _units_differ(cited.issuer, paper)
    by_it = _issued_by(cited.issuer, citing, paper)
    if cited.date:
        lost = len(paper.date or "") < len(cited.date)  # of the paper's own day
        return (by_it or (lost and near is True)) and _agree(cited.date, paper.date or "")
    return by_it is not False and not _is_later(paper.date, citing.date)


def _is_clear(cited: Cited, citing: Paper, paper: Paper) -> bool:
    """Whether a number without its day is this paper's, if no other of the archive has it.

    The bodies of the whole country give a number once. Of the others a reader means his own: who is of no
    place means none in particular, and a commune is named by who is not of it.
    """
    area = _area(paper)
    if area is None or _is_place_named(cited.issuer, paper) or _near(citing, paper):
        return True
    return cited.issuer is not None and not area.commune and _area(citing) is not None


def _agree(one: str, other: str) -> bool:
    """Two dates as far as both are known."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _is_later(date: str | None, than: str | None) -> bool:
    if not date or not than:
        return False
    shorter = min(len(date), len(than))
    return date[:shorter] > than[:shorter]


# ---------------------------------------------------------------- terms and years

def same_series(citing: Paper, paper: Paper) -> bool:
    """Whether both are of one term of the committee whose number it is, or of one year of the office."""
    if not citing.date or not paper.date or not paper.number_key:
        return False
    if _bears_its_year(paper.number_key):
        return True
    if paper.regime != "party":
        return citing.date[:4] == paper.date[:4]
    level = _level(paper.number_key)
    return not _terms(level, citing.date).isdisjoint(_terms(level, paper.date))


def series(date: str | None, paper: Paper) -> str:
    """The term or the year in which a date lies, of the numbers that a paper's is one of; "" for none."""
    if not date or not paper.number_key or _bears_its_year(paper.number_key):
        return ""
    if paper.regime != "party":
        return date[:4]
    return " ".join(sorted(_terms(_level(paper.number_key), date)))


def years(date: str, key: str) -> tuple[str, str]:
    """The first and the last year of the terms in which a date lies; any year, for `30 2020 nd cp`.

    What a paper of that date cites without a day is of these years, or lies in the same file.
    """
    return ANY_YEARS if _bears_its_year(key) else _years(date)


@lru_cache(maxsize=1 << 12)
def _years(date: str) -> tuple[str, str]:
    held = [term for term in terms() if valid_on(term, date)]
    return (
        min((date[:4], *(term.valid_from[:4] for term in held))),
        max((date[:4], *((term.valid_to or "9999")[:4] for term in held))),
    )


def _bears_its_year(key: str) -> bool:
    """`30/2020/NĐ-CP`: no other document has its number."""
    return bool(_WITH_YEAR.match(key))


def _level(key: str) -> str:
    """Whose terms count for a committee's number: its code ends in its level (QĐ 66-QĐ/TW)."""
    return next((level for end, level in _LEVELS.items() if key.endswith(end)), "province")


_LEVELS = {"tw": "central", "thu": "district", "hu": "district", "qu": "district", "du": "base", "cb": "base"}


@lru_cache(maxsize=1 << 14)
def _terms(level: str, date: str) -> frozenset[str]:
    return frozenset(term.name for term in terms() if term.level == level and valid_on(term, date))


# ---------------------------------------------------------------- bodies

# Those who act for a body: `Chủ tịch Ủy ban nhân dân tỉnh`, `Ban Thường vụ Tỉnh ủy`.
_FOR_IT = frozenset({
    "ban thuong vu", "thuong truc", "ban chap hanh", "thuong vu", "chu tich", "bo truong", "bi thu",
    "van phong", "tong cuc truong", "cuc truong", "giam doc", "truong ban",
})
# Bodies that issue in the name of the Central Committee; which of them did is not in the letterhead.
_CENTRAL = frozenset({
    "ban chap hanh trung uong", "bo chinh tri", "ban bi thu", "ban chap hanh trung uong dang",
})
_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "btv": "ban thuong vu"}
_COMMUNES = ("xa", "phuong", "thi tran", "dac khu")
_UNITS = ("thanh pho", "thi tran", "thi xa", "tinh", "huyen", "quan", "xa", "phuong", "dac khu")
_LIKE = 0.85  # of the letters of two names: `Uỷ ban nhản dân` is a misread one, another ministry is less


def same_issuer(one: str, other: str) -> bool:
    """Whether two names are of one body: letters may be misread, its place is the same."""
    first, second = _body(one), _body(other)
    return first.place == second.place and _is_body(first, second, "")


class _Body(NamedTuple):
    """A body's name, the unit that it is of, and that unit's name: `so y te`, `tinh`, `phu yen`."""

    name: str
    unit: str
    place: str


def _issued_by(issuer: str | None, citing: Paper, paper: Paper) -> bool | None:
    """Whether the body that a citation names is the paper's; None where that cannot be told."""
    if not issuer or not paper.issuer:
        return None
    said, own, acting = _body(issuer), _body(paper.issuer), plain(paper.acting_body or "")
    if said.name in _CENTRAL and own.name in _CENTRAL:
        return said.name in (own.name, acting) or (None if not acting else False)
    if not _is_body(said, own, acting):
        return False
    if said.place and own.place:
        return _is_place(said.place, own.place)
    return _near(citing, paper) if own.place else True  # "của Ban Thường vụ Tỉnh ủy": of the reader's own


def _is_body(said: _Body, own: _Body, acting: str) -> bool:
    if said.unit and own.unit and said.unit != own.unit:
        return False
    one, other = said.name, own.name
    if one in (other, acting, f"{acting} {other}"):
        return True
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if longer.endswith(f" {shorter}") and longer[: -len(shorter) - 1] in _FOR_IT:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


@lru_cache(maxsize=1 << 14)
def _body(issuer: str) -> _Body:
    from vbparse.issuers import place_in  # with the readers of letterheads; nobody links to search

    words = " ".join(_SHORT.get(word, word) for word in plain(issuer).split())
    place = plain(place_in(issuer) or "")
    if not place and (town := _last_words(words)):
        place = town
    name = words.removesuffix(place).strip()
    unit = next((unit for unit in _UNITS if name.endswith(f" {unit}")), "")
    return _Body(name.removesuffix(f" {unit}") if unit else name, unit, place)


def _last_words(words: str) -> str | None:
    """The province at the end of a name without a unit: `Sở Nội vụ Hà Nội`."""
    parts = words.split()
    ends = (" ".join(parts[-length:]) for length in (3, 2, 1) if len(parts) > length + 1)
    return next((end for end in ends if province_at(end, None)), None)


# ---------------------------------------------------------------- places

class _Area(NamedTuple):
    """Where a body is at home: a province, a district of one, or a commune, of which no table knows more."""

    provinces: frozenset[str]
    district: str = ""
    commune: str = ""


def _is_place_named(issuer: str | None, paper: Paper) -> bool | None:
    """Whether the place in the name of a cited body is the paper's; None where either has none."""
    said = _body(issuer).place if issuer else ""
    own = _body(paper.issuer).place if paper.issuer else ""
    return _is_place(said, own) if said and own else None


def _units_differ(issuer: str | None, paper: Paper) -> bool:
    """`của UBND huyện` is no commune's."""
    said = _body(issuer).unit if issuer else ""
    own = _body(paper.issuer).unit if paper.issuer else ""
    return bool(said and own) and said != own


def _is_place(one: str, other: str) -> bool:
    """`tan lap` is `tan lap, huyen y`."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return f"{longer} ".replace(",", " ").startswith(f"{shorter} ")


def _near(citing: Paper, paper: Paper) -> bool | None:
    """Whether a paper is of the one who cites it, or of those above him; None where that cannot be told."""
    own, other = _area(citing), _area(paper)
    if own is None or other is None:
        return None
    if other.commune:
        return own.commune == other.commune if own.commune else None
    if other.district and not own.commune and own.district:
        return own.district == other.district
    if not own.provinces or not other.provinces:
        return None
    if own.provinces.isdisjoint(other.provinces):
        return False
    return None if other.district else True


@lru_cache(maxsize=1 << 10)                      # the same papers are weighed for many citations
def _area(paper: Paper) -> _Area | None:
    """The area of a paper's body, else of its date line; None for the bodies of the whole country."""
    named = _area_named(paper.issuer, paper.place)
    return _area_called(*named, paper.date and same_provinces(paper.date)) if named else None


@lru_cache(maxsize=1 << 14)
def _area_named(issuer: str | None, place: str | None) -> tuple[str, str, str] | None:
    """The same as it is named: the place, its unit, and the unit of a committee."""
    body = _body(issuer) if issuer else _Body("", "", "")
    if not body.place and (not issuer or not place or body.name in _central_bodies()):
        return None
    return body.place or plain(place or ""), body.unit, _committee(body.name)


def _committee(name: str) -> str:
    """The unit of a committee, which stands in its name: `ban tuyen giao tinh uy`."""
    found = _OF_A_UNIT.search(name)
    return {"tinh": "tinh", "thanh": "thanh pho"}.get(found[1], "huyen") if found else ""


_OF_A_UNIT = re_pattern(r"\b(tinh|thanh|huyen|quan|thi) uy$")


@lru_cache(maxsize=1 << 14)
def _area_called(place: str, unit: str, committee: str, date: str | None) -> _Area:
    kind = unit or committee
    if kind in _COMMUNES:
        return _Area(frozenset(), commune=place)
    province = province_at(place, date) if kind in ("", "tinh", "thanh pho") else None
    if province:
        return _Area(frozenset({province.name}))
    if kind or place in _districts():
        return _Area(_districts().get(place, frozenset()), district=place)
    return _Area(frozenset(), commune=place)


@cache
def _districts() -> dict[str, frozenset[str]]:
    """The provinces in which a district of a name lies or lay."""
    found: dict[str, set[str]] = {}
    for row in districts():
        found.setdefault(plain(row.name), set()).add(row.province)
    return {name: frozenset(among) for name, among in found.items()}


def place_named(issuer: str | None) -> str | None:
    """The place in a body's name: `lang son` of `Ban Tuyên giáo Tỉnh ủy Lạng Sơn`."""
    return (_body(issuer).place or None) if issuer else None


def place_meant(issuer: str | None, citing: Paper) -> str | None:
    """The place of the body that a citation names; of a local one without a place, that of its reader.

    None where the reader's letterhead does not say it: a commune's tells no province.
    """
    if not issuer:
        return None
    body = _body(issuer)
    kind = body.unit or _committee(body.name)
    area = _area(citing)
    if body.place or not kind or area is None:
        return body.place or None
    if kind in _COMMUNES:
        return area.commune or None
    if kind in ("tinh", "thanh pho"):
        return plain(next(iter(area.provinces))) if len(area.provinces) == 1 else None
    return area.district or None


@cache
def _central_bodies() -> frozenset[str]:
    return _CENTRAL | {plain(row.name) for row in organisations() if row.level == "central"}
