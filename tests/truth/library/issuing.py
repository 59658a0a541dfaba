"""Documents as their bodies number them: anew each term of the Party, each year of the State.

So one number is that of several documents, of different terms, years and provinces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from random import Random

from tests.truth import wording
from tests.truth.kinds import Number, Type
from tests.truth.kinds import number as numbered
from tests.truth.library.offices import Office, assembly, offices

FIRST, LAST = Day(2010, 1, 4), Day(2025, 6, 30)

_TERMS = {
    "centre": ("2006-04-26", "2011-01-20", "2016-01-29", "2021-02-02"),
    "province": ("2005-10-15", "2010-10-15", "2015-10-15", "2020-10-15"),
    "district": ("2005-08-01", "2010-08-01", "2015-08-01", "2020-08-01", "2025-08-01"),
    "base": ("2005-06-01", "2010-06-01", "2015-06-01", "2020-06-01", "2025-06-01"),
}
"""Since when a committee of a level counts anew: the lower, the earlier before the congress of all."""

_ROUND_A_CONGRESS = 46
"""Days about a local congress whose very day no one outside knows; no local paper is of these days."""

_LAWS = """
Luật Đất đai|45/2013/QH13|2013-11-29
Luật Đất đai|31/2024/QH15|2024-01-18
Luật Tổ chức chính quyền địa phương|77/2015/QH13|2015-06-19
Luật Đầu tư công|39/2019/QH14|2019-06-13
Luật Ngân sách nhà nước|83/2015/QH13|2015-06-25
Bộ luật Lao động|10/2012/QH13|2012-06-18
Bộ luật Lao động|45/2019/QH14|2019-11-20
Luật Bảo vệ môi trường|55/2014/QH13|2014-06-23
Luật Bảo vệ môi trường|72/2020/QH14|2020-11-17
Luật Tiếp công dân|42/2013/QH13|2013-11-25
Luật Lưu trữ|01/2011/QH13|2011-11-11
Luật Khiếu nại|02/2011/QH13|2011-11-11
Luật An ninh mạng|24/2018/QH14|2018-06-12
Luật Viên chức|58/2010/QH12|2010-11-15
Luật Phòng, chống thiên tai|33/2013/QH13|2013-06-19
Luật Đấu thầu|43/2013/QH13|2013-11-26
Luật Đấu thầu|22/2023/QH15|2023-06-23
"""


@dataclass(frozen=True, eq=False)
class Issued:
    """A document of the world: `held` if the archive has it. `law` is the name of a law."""

    office: Office
    typed: Type
    number: Number
    date: str
    subject: str
    held: bool
    law: str = ""

    @property
    def issuer(self) -> str:
        return self.office.called[0]

    @property
    def yearly(self) -> bool:
        """Whether the year stands in the number."""
        return self.typed.code.endswith("+") or bool(self.law)

    @property
    def period(self) -> str | None:
        return period(self.office, self.date)

    @property
    def key(self) -> str:
        return number_key(self.number.value)


def number_key(number: str) -> str:
    """What all spellings of a number share: 05-CT/TW is 5-CT/TW."""
    return number.lstrip("0").upper()


def period(office: Office, day: str) -> str | None:
    """The term or year in which a body's numbers do not repeat; none about a congress of its level."""
    if not office.body.party:
        return day[:4]
    starts = _TERMS[office.level]
    if office.level != "centre":
        for start in starts:
            if abs((Day.fromisoformat(start) - Day.fromisoformat(day)).days) <= _ROUND_A_CONGRESS:
                return None
    return starts[bisect_left(starts, day) - 1]


@dataclass
class World:
    """All documents, by number and by body, those of a body in the order of their days."""

    issued: list[Issued]

    def __post_init__(self) -> None:
        self.by_key: dict[str, list[Issued]] = defaultdict(list)
        self.by_office: dict[Office, list[Issued]] = defaultdict(list)
        for one in sorted(self.issued, key=lambda one: one.date):
            self.by_key[one.key].append(one)
            self.by_office[one.office].append(one)
        self._days = {office: [one.date for one in papers] for office, papers in self.by_office.items()}
        self.laws = [one for one in self.issued if one.law]

    def before(self, office: Office, day: str) -> int:
        """How many documents a body had issued before a day."""
        return bisect_left(self._days.get(office, []), day)


def world(rng: Random, held: int, provinces: int) -> World:
    """A world in which the archive holds `held` documents, three of four that there are."""
    bodies = offices(provinces)
    size = round(held / 0.75)
    drawn = [_drawn(rng, office) for office in rng.choices(bodies, [b.weight for b in bodies], k=size)]
    series: dict[tuple[object, ...], list[tuple[str, Office, Type]]] = defaultdict(list)
    for office, day, typed in drawn:
        key = (office.series or office, typed.code, period(office, day))
        series[key].append((day, office, typed))
    laws = [row.split("|") for row in _LAWS.strip().split("\n")]
    total = size + len(laws)
    kept = set(rng.sample(range(total), held))
    issued: list[Issued] = []
    for papers in series.values():
        serial = 0
        for day, office, typed in sorted(papers, key=lambda paper: paper[0]):
            serial += rng.choice(_STEPS[typed.letter or (office.level == "centre" and not office.body.party)])
            own = numbered(rng, office.body, typed, day, f"{serial:02d}")
            about = wording.subject(rng, _scope(office), day)
            issued.append(Issued(office, typed, own, day, about, len(issued) in kept))
    parliament = assembly()
    for name, value, day in laws:
        serial_, _, symbol = value.partition("/")
        typed = Type("bộ luật" if name.startswith("Bộ") else "luật", "QH")
        own = Number(serial_, "/", symbol)
        issued.append(Issued(parliament, typed, own, day, _title(name), len(issued) in kept, name))
    return World(issued)


_STEPS = {False: (1, 1, 1, 2, 3), True: (1, 2, 5, 9, 14)}
"""By how much the numbers of one series grow from paper to paper; letters are many."""


def _drawn(rng: Random, office: Office) -> tuple[Office, str, Type]:
    """A day and a type for a paper of a body."""
    span = (min(LAST, Day.fromisoformat(office.until)) - FIRST).days
    while period(office, day := (FIRST + timedelta(days=rng.randint(0, span))).isoformat()) is None:
        pass
    typed = rng.choices([t for t, _ in office.types], [w for _, w in office.types])[0]
    return office, day, typed


def _scope(office: Office) -> str:
    where = office.commune or office.district or office.province
    return f"trên địa bàn {where}" if where else ""


def _title(law: str) -> str:
    """What stands under the word LUẬT: `ĐẤT ĐAI` of `Luật Đất đai`."""
    return law.removeprefix("Bộ ").removeprefix("luật ").removeprefix("Luật ").upper()
