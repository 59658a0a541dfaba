"""Which of the papers of an archive a citation means.

    number and date        Chỉ thị số 32-CT/TW, ngày 18/02/2019
    number and issuer      Chỉ thị 32-CT/TW của Bộ Chính trị
    number, within the     32-CT/TW in a paper of 2019: numbers begin anew in every term of a committee
    term or the year       (HD 36-HD/VPTW) and in every year of an office (NĐ 30/2020, Điều 15)

In this order; what is told by the first is not asked of the next. Every province has a BTGTU: of two
papers that a citation can mean, both are its candidates, and neither is its target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from vbparse.normalize import plain
from vbparse.tables import districts, organisations, province_at, terms, valid_on

_YEAR = re.compile(r"(?:19|20)\d\d")


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
    """The papers, of those with its number or title, that a citation can mean.

    None: it means another one. Two scans of one paper (`same_paper`) are both there.
    """
    possible = [paper for paper in papers if _can_mean(cited, citing, paper)]
    told = [paper for paper in possible if cited.date and paper.date == cited.date]
    if not told and not cited.date:
        told = [paper for paper in possible if paper.file is not None and paper.file == citing.file]
    kept = told or possible
    if len(documents(kept)) > 1 or not told:
        by_issuer = [paper for paper in kept if _issued_by(cited.issuer, citing, paper) is True]
        told, kept = told or by_issuer, by_issuer or kept
    if len(documents(kept)) > 1 or not told:
        of_the_time = [paper for paper in kept if same_series(citing, paper)]
        kept = (of_the_time or kept) if told else of_the_time
    return kept


def documents(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Papers, the scans of one document together, in the order of their ids."""
    found: dict[object, list[Paper]] = {}
    for paper in sorted(papers, key=lambda paper: paper.id):
        found.setdefault(same_paper(paper) or paper.id, []).append(paper)
    return list(found.values())


def same_paper(paper: Paper) -> tuple[str, str, str] | None:
    """What two scans of one document share: number, date and issuer; None where one is not known."""
    if not (paper.number_key and paper.date and paper.issuer):
        return None
    return paper.number_key, paper.date, plain(paper.issuer)


def _can_mean(cited: Cited, citing: Paper, paper: Paper) -> bool:
    """Nothing that is known speaks against it: not the day, not the body, not the place."""
    if paper.id == citing.id or (same_paper(paper) and same_paper(paper) == same_paper(citing)):
        return False
    if cited.date:
        if paper.date and not _agree(cited.date, paper.date):
            return False
        if not paper.date and _issued_by(cited.issuer, citing, paper) is not True:
            return False
    elif _is_later(paper.date, citing.date) and paper.file != citing.file:
        return False
    if _elsewhere(cited.issuer, citing, paper):
        return False
    # "của …" behind a date is at times wrong where the date is right.
    return cited.date == paper.date is not None or _issued_by(cited.issuer, citing, paper) is not False


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
    parts = paper.number_key.split()
    if len(parts) > 1 and _YEAR.fullmatch(parts[1]):
        return True  # 30/2020/NĐ-CP bears its year
    if paper.regime != "party":
        return citing.date[:4] == paper.date[:4]
    level = "central" if parts[-1].endswith("tw") else "local"
    return not _terms(level, citing.date).isdisjoint(_terms(level, paper.date))


@lru_cache(maxsize=1 << 14)
def _terms(level: str, date: str) -> frozenset[str]:
    return frozenset(term.name for term in terms() if term.level == level and valid_on(term, date))


# ---------------------------------------------------------------- bodies and places

# Those who act for a body: `Chủ tịch Ủy ban nhân dân tỉnh`, `Ban Thường vụ Tỉnh ủy`.
_FOR_IT = frozenset({
    "ban thuong vu", "thuong truc", "ban chap hanh", "thuong vu", "chu tich", "bo truong", "bi thu",
    "van phong", "tong cuc truong", "cuc truong", "giam doc", "truong ban",
})
# Bodies that issue in the name of the Central Committee; which of them did is not in the letterhead.
_CENTRAL = frozenset({
    "ban chap hanh trung uong", "bo chinh tri", "ban bi thu", "ban chap hanh trung uong dang",
})
_LIKE = 0.85  # of the letters of two names: `Uỷ ban nhản dân` is a misread one, another ministry is less


def _issued_by(issuer: str | None, citing: Paper, paper: Paper) -> bool | None:
    """Whether the body that a citation names is the paper's; None where that cannot be told."""
    if not issuer or not paper.issuer:
        return None
    said, place = _body(issuer)
    own, own_place = _body(paper.issuer)
    acting = plain(paper.acting_body or "")
    if said in _CENTRAL and own in _CENTRAL:
        return said in (own, acting) or (None if not acting else False)
    if not _is_body(said, own, acting):
        return False
    if place and own_place:
        return place == own_place
    if own_place:  # "của Ban Thường vụ Tỉnh ủy": that of the one who cites
        return _near(citing, paper)
    return True


def _is_body(said: str, own: str, acting: str) -> bool:
    if said in (own, acting) or said == f"{acting} {own}":
        return True
    longer, shorter = sorted((said, own), key=len, reverse=True)
    if longer.endswith(f" {shorter}") and longer[: -len(shorter) - 1] in _FOR_IT:
        return True
    return SequenceMatcher(None, said, own, autojunk=False).ratio() >= _LIKE and _units(said) == _units(own)


def _units(body: str) -> list[str]:
    """Words that tell bodies of one kind apart, however alike their names are."""
    return [word for word in body.split() if word in _UNIT_WORDS]


_UNIT_WORDS = frozenset({"tinh", "thanh", "huyen", "quan", "thi", "xa", "phuong", "tran", "dang", "khoi"})


@lru_cache(maxsize=1 << 14)
def _body(issuer: str) -> tuple[str, str | None]:
    """A body's name without its place, and the place: `ban tuyen giao tinh uy`, `lang son`."""
    from vbparse.issuers import place_in  # with the readers of letterheads; nobody links to search

    place = place_in(issuer)
    if place:
        return plain(issuer[: -len(place)]).strip(), plain(place)
    words = plain(issuer).split()
    for length in (3, 2, 1):  # `Sở Nội vụ Hà Nội`, without a unit
        if len(words) > length + 1 and province_at(" ".join(words[-length:]), None):
            return " ".join(words[:-length]), " ".join(words[-length:])
    return " ".join(words), None


def _elsewhere(issuer: str | None, citing: Paper, paper: Paper) -> bool:
    """Whether the paper is one of another place than the citation can mean."""
    own_place = _body(paper.issuer)[1] if paper.issuer else None
    if not own_place:
        return False
    place = _body(issuer)[1] if issuer else None
    if place:
        return place != own_place
    return _near(citing, paper) is False


def _near(citing: Paper, paper: Paper) -> bool | None:
    """Whether two papers are of one place; None where one does not say, or is of a central body."""
    places, others = _places(citing), _places(paper)
    if not places or not others:
        return None
    return not places.isdisjoint(others)


def _places(paper: Paper) -> frozenset[str]:
    """The provinces of a paper's body, else of its date line; for a place that is in no table, its name."""
    name = _body(paper.issuer)[1] if paper.issuer else None
    if name is None and (paper.issuer is None or not paper.place or _is_central(paper.issuer)):
        return frozenset()
    return _provinces(name or plain(paper.place or ""), paper.date)


@lru_cache(maxsize=1 << 14)
def _provinces(name: str, date: str | None) -> frozenset[str]:
    if found := province_at(name, date):
        return frozenset({found.name})
    return _districts().get(name, frozenset())


@cache
def _districts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in districts():
        found.setdefault(plain(row.name), set()).add(row.province)
    return {name: frozenset(among) for name, among in found.items()}


@cache
def _central_bodies() -> frozenset[str]:
    return frozenset(plain(row.name) for row in organisations() if row.level == "central")


def _is_central(issuer: str) -> bool:
    return plain(issuer) in _CENTRAL or plain(issuer) in _central_bodies()
