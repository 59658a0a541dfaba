"""Citations of a document of the library in the forms that archives hold, each with what it truly names."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.truth import wording
from tests.truth.citing import Cited, Citing
from tests.truth.library.issuing import Issued, World, period
from tests.truth.library.offices import Office
from tests.truth.library.reading import Told, can_be_left_out, meant

_FORMS = {
    (True, True): 45,
    (True, False): 25,
    (False, True): 12,
    (False, False): 14,
}
"""How often a citation prints the day and the body."""

_HIGHEST = {"TW", "CP", "TTg"}
"""Codes of bodies that cite no paper of a province."""


@dataclass
class Entry:
    """One document cited, or several of which no reader can say which is meant; what was printed of it."""

    of: tuple[Issued, ...]
    told: Told
    by_name: bool = False

    @property
    def held(self) -> tuple[Issued, ...]:
        return tuple(one for one in self.of if one.held)


class Neighbours:
    """Whom each body cites, and how often."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._reach: dict[Office, tuple[list[Office], list[float]]] = {}
        self._twins: dict[tuple[str, str], list[Issued]] = {}
        for key, papers in world.by_key.items():
            for one in papers:
                if one.held and one.period and one.office.level == "province":
                    self._twins.setdefault((key, one.period), []).append(one)
        self.twins = [group for group in self._twins.values() if len({one.office for one in group}) > 1]

    def one(self, rng: Random, by: Issued) -> Issued | None:
        """A document that is older than `by`, the younger the likelier."""
        others, weights = self._of(by.office)
        for _ in range(20):
            office = rng.choices(others, weights)[0]
            known = self._world.before(office, by.date)
            if known:
                papers = self._world.by_office[office]
                return papers[known - 1 - int(known * rng.random() ** 2)]
        return None

    def _of(self, by: Office) -> tuple[list[Office], list[float]]:
        if by not in self._reach:
            there = [o for o in self._world.by_office if not by.local or o.province in {"", by.province}]
            weights = {other: _weight(by, other) for other in there}
            weights = {other: weight for other, weight in weights.items() if weight}
            self._reach[by] = list(weights), list(weights.values())
        return self._reach[by]


def _weight(by: Office, other: Office) -> float:
    if not other.types:
        return 0
    same_side = by.body.party == other.body.party
    if not other.local:
        return (other.weight / 5) * (1 if same_side else 0.3)
    if by is other:
        return 4
    if by.local:
        return (2.0 if same_side else 0.5) * by.near_to(other)
    return 0.06 if same_side and other.level == "province" and by.body.code not in _HIGHEST else 0


@dataclass
class Quoting:
    """Writes references for one paper; `entries` are the documents that it has named."""

    rng: Random
    citing: Citing
    world: World
    neighbours: Neighbours
    by: Issued
    entries: list[Entry] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    # -------------------------------------------------------- what to cite

    def _taken(self, one: Issued) -> bool:
        return any(one in entry.of for entry in self.entries)

    def _is_new(self, one: Issued) -> bool:
        """Whether neither the paper itself nor what it has cited has the number."""
        taken = [self.by, *(other for entry in self.entries for other in entry.of)]
        return all(one.key != other.key for other in taken)

    def _told(self, one: Issued, wanted: tuple[bool, bool]) -> Told | None:
        """What must be printed so that a reader finds the one document, at the least what is wanted."""
        again = not self._is_new(one)
        for dated, issued in (wanted, (wanted[0], True), (True, wanted[1]), (True, True)):
            told = Told(one.date if dated else None, self._name(one) if issued else None)
            clear = can_be_left_out(one, self.by, told) and (dated or not again)
            if clear and meant(self.world, one.key, told, self.by) == [one]:
                return told
        return None

    def _name(self, one: Issued) -> str:
        """What the paper calls the body: by its short name where it is a neighbour's, mostly."""
        office = one.office
        near = office.near and office.near_to(self.by.office) and self.rng.random() < 0.55
        return self.rng.choice(office.near if near else office.called)

    def _pick(self, typed: str = "") -> tuple[Issued, Told] | None:
        """A document to cite, of a type where one is asked for, and what must be printed of it."""
        for _ in range(40 if typed else 12):
            one = self.neighbours.one(self.rng, self.by)
            if one is None or one is self.by or self._taken(one) or (typed and one.typed.name != typed):
                continue
            told = self._told(one, self.rng.choices(list(_FORMS), list(_FORMS.values()))[0])
            if told is not None:
                return one, told
        return None

    # -------------------------------------------------------- how it is printed

    def _mention(self, one: Issued, told: Told, kind: str = "", issued: bool = True) -> str:
        """`Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Ban Bí thư`, entered.

        `issued` is false where the body is printed elsewhere in the sentence.
        """
        if not self._taken(one):
            self.entries.append(Entry((one,), told))
        cited = Cited(one.number.value, one.typed.name, one.date, told.issuer or "")
        return self.citing.mention(cited, kind, told.date is not None, issued)

    def full(self) -> str:
        picked = self._pick()
        if picked is None:
            return self.law()
        about = f" về {wording.subject(self.rng, '', self.by.date)}" if self.rng.random() < 0.4 else ""
        return self._mention(*picked) + about

    def of_type(self, typed: str) -> str | None:
        picked = self._pick(typed)
        return self._mention(*picked) if picked else None

    def requested(self) -> str | None:
        """`đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …`."""
        picked = self._pick("tờ trình")
        if picked is None:
            return None
        one, told = picked
        told = told._replace(issuer=told.issuer or self._name(one))
        return f"đề nghị của {told.issuer} tại {self._mention(one, told, issued=False)}"

    def law(self) -> str:
        """A law in force, by its name and year or day, or by its number."""
        laws = [one for one in self.world.laws if one.date < self.by.date and not self._named(one.law)]
        if not laws:
            return "quy định của pháp luật"
        one = self.rng.choice(laws)
        year, month, day = one.date.split("-")
        short = f"ngày {day}/{month}/{year}"
        long = f"ngày {day} tháng {month} năm {year}"
        numbered = self.rng.random() < 0.35
        told = Told(one.date if self.rng.random() < 0.4 else None)
        self.entries.append(Entry((one,), told, by_name=not numbered))
        if numbered:
            tail = f"số {one.number.value}" + (f" {short}" if told.date else "")
        else:
            tail = self.rng.choice([short, long]) if told.date else f"năm {year}"
        return f"{one.law} {tail}"

    def _named(self, law: str) -> bool:
        return any(one.law == law for entry in self.entries for one in entry.of)

    def listed(self) -> str:
        """Two of one body and type, the type said once: each with its day, or both without."""
        first = self._pick()
        if first is None:
            return self.law()
        one, told = first
        fellow = self._fellow(one, told)
        if fellow is None:
            return self._mention(one, told)
        text = self._mention(one, told, f"các {one.typed.name.capitalize()}", issued=False)
        tail = self._mention(
            fellow, told._replace(date=fellow.date if told.date else None), "số", issued=False
        )
        return f"{text} và {tail}" + (f" của {told.issuer}" if told.issuer else "")

    def _fellow(self, one: Issued, told: Told) -> Issued | None:
        """Another document of the same body and type that can be told as shortly."""
        papers = self.world.by_office[one.office][: self.world.before(one.office, self.by.date)]
        alike = [o for o in papers if o.typed == one.typed and self._is_new(o)]
        for other in self.rng.sample(alike, min(8, len(alike))):
            same = told._replace(date=other.date if told.date else None)
            if other.key != one.key and meant(self.world, other.key, same, self.by) == [other]:
                return other
        return None

    def aliased(self) -> str:
        """A document that gets a short name for the rest of this one."""
        picked = self._pick()
        if picked is None:
            return self.law()
        one = picked[0]
        short = f"{one.typed.name.capitalize()} {one.number.serial}"
        text = self._mention(*picked)
        if not self._is_single(one):
            return text
        self.aliases.append(short)
        word = self.rng.choice(["sau đây gọi tắt là", "gọi tắt là", "sau đây viết tắt là", "sau đây gọi là"])
        return f"{text} ({word} {short})"

    def amended(self) -> str:
        first = self.of_type("nghị định")
        second = self.of_type("nghị định") if first else None
        return f"{first} được sửa đổi, bổ sung bởi {second}" if first and second else first or self.full()

    def attached(self) -> str:
        decision = self.of_type("quyết định")
        about = wording.subject(self.rng, "", self.by.date)
        return f"Quy chế {about} ban hành kèm theo {decision}" if decision else self.full()

    def twins(self) -> str:
        """A number that two provinces have given in one term or year, and nothing else: no one can tell."""
        groups = self.rng.sample(self.neighbours.twins, min(12, len(self.neighbours.twins)))
        for group in groups:
            one = group[0]
            found = meant(self.world, one.key, Told(), self.by)
            held = [paper for paper in found if paper.held]
            in_period = one.period == period(one.office, self.by.date) and not one.yearly
            if not in_period or len(held) < 2 or not self._is_new(one):
                continue
            self.entries.append(Entry(tuple(found), Told()))
            cited = Cited(one.number.value, one.typed.name, one.date, "")
            return self.citing.mention(cited, "", False, False)
        return self.full()

    def again(self) -> str:
        """An earlier document once more: by its alias, short, or by its number."""
        once = [e.of[0] for e in self.entries if len(e.of) == 1 and not e.by_name and not e.of[0].law]
        once = [one for one in once if self._is_single(one)]
        if self.aliases and self.rng.random() < 0.6:
            return self.rng.choice(self.aliases)
        if not once:
            return self.full()
        one = self.rng.choice(once)
        if self.rng.random() < 0.6:
            return f"{one.typed.name.capitalize()} {one.number.serial}"
        return self._mention(one, Told())

    def _is_single(self, one: Issued) -> bool:
        """Whether no other document of this text has its type and serial, so that they name it."""
        named = [other for entry in self.entries for other in entry.of[:1]] + [self.by]
        alike = [other for other in named if int(other.number.serial) == int(one.number.serial)]
        return all(other is one or other.typed.name != one.typed.name for other in alike)

    def one(self) -> str:
        """A reference in some form."""
        forms = [(self.full, 12), (self.listed, 3), (self.aliased, 3), (self.again, 5), (self.attached, 1)]
        if not self.by.office.body.party:
            forms += [(self.law, 3), (self.amended, 1)]
        if not self.by.office.local and self.by.office.body.code not in _HIGHEST and self.neighbours.twins:
            forms.append((self.twins, 5))
        return self.rng.choices([form for form, _ in forms], [weight for _, weight in forms])[0]()
