"""Kinds of questions to a generated archive: what a person types, and what it means to the oracle."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.index import oracle
from tests.index.generated import PRINTED_ONLY, TAGS, Shelf
from tests.index.oracle import (
    Meaning,
    Paper,
    all_of,
    among,
    any_of,
    arrived,
    body,
    cites,
    cites_short,
    dated,
    folded,
    has,
    is_named,
    is_short,
    key_of,
    none_of,
    valued,
)
from vbparse.query import EVERYTHING, Narrow, Query, parse

_WIDE = Narrow()


@dataclass(frozen=True)
class Question:
    """A line of text and options, and the papers that it is about."""

    typed: str
    meaning: Meaning
    narrow: Narrow = _WIDE

    def query(self, shelf: Shelf) -> Query:
        """The program's reading of it, with the tags of the shelf."""
        tags = {" ".join(folded(tag)): ids for tag, ids in shelf.tags.items()}
        asked = parse(self.typed) if self.typed else Query("", EVERYTHING)
        return self.narrow.over(asked).with_tags(lambda key: tags.get(key, frozenset()))


class Asking:
    """Someone who knows the archive and asks for what is in it, or nearly."""

    def __init__(self, rng: Random, shelf: Shelf, records: list[dict[str, Any]]) -> None:
        self.rng, self._shelf, self._records = rng, shelf, records

    def record(self, *fields: str) -> dict[str, Any]:
        """A record that has something in some fields."""
        return self.rng.choice([one for one in self._records if all(one[field] for field in fields)])

    def words(self, count: int = 1) -> str:
        """Words that stand side by side in a subject."""
        words = [word for word in self.record("subject")["subject"].split() if word.isalpha()]
        at = self.rng.randrange(max(1, len(words) - count + 1))
        return " ".join(words[at: at + count])

    def piece(self, text: str) -> str:
        """Some words of a value, side by side."""
        words = text.split()
        start = self.rng.randrange(len(words))
        return " ".join(words[start: start + self.rng.randint(1, 4)]).strip(",;()\"")

    def number(self) -> str:
        """A whole number, of a record or of a document that is cited."""
        cited = [one["number"] for record in self._records for one in record["citations"]]
        own = [record["number"] for record in self._records]
        whole = [one for one in self.rng.choice((own, cited)) if one and len(folded(one)) > 2]
        return str(self.rng.choice(whole))

    def typed_and_serial(self) -> tuple[str, str]:
        record = self.record("number", "doc_type")
        return record["doc_type"], key_of(record["number"])[0]

    def tag(self) -> str:
        return self.rng.choice(TAGS)

    def tagged(self, tag: str) -> Meaning:
        return among(self._shelf.tags[tag])

    def document(self, named: Meaning, citing: Meaning, papers: tuple[Paper, ...], printed: str) -> Meaning:
        """A document that is named: it and what cites it, or where it is only printed, the texts that do."""
        either = any_of(named, citing)
        if any(map(either, papers)):
            return either
        return has("text", printed)


Kind = Callable[[Asking, tuple[Paper, ...]], Question]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Registers a kind of question under a name."""
    def register(ask: Kind) -> Kind:
        KINDS[name] = ask
        return ask
    return register


def _unmarked(text: str) -> str:
    return " ".join(folded(text))


@kind("a word")
def _word(ask: Asking, _: tuple[Paper, ...]) -> Question:
    word = ask.words()
    return Question(word, has("text", word))


@kind("a word without its marks")
def _bare(ask: Asking, _: tuple[Paper, ...]) -> Question:
    word = ask.words()
    return Question(_unmarked(word), has("text", word))


@kind("a word with other marks")
def _marked(ask: Asking, _: tuple[Paper, ...]) -> Question:
    word = ask.words()
    wrong = unicodedata.normalize("NFC", _unmarked(word).replace("a", "ả").replace("o", "ọ"))
    return Question(wrong, has("text", word))


@kind("words, ANDed")
def _words(ask: Asking, _: tuple[Paper, ...]) -> Question:
    words = [ask.words() for _ in range(ask.rng.randint(2, 3))]
    joined = ask.rng.choice((" ", " AND ")).join(words)
    return Question(joined, all_of(*(has("text", word) for word in words)))


@kind("OR")
def _or(ask: Asking, _: tuple[Paper, ...]) -> Question:
    a, b, c = ask.words(), ask.words(), ask.words()
    return Question(f"{a} {b} OR {c}", any_of(all_of(has("text", a), has("text", b)), has("text", c)))


@kind("NOT")
def _not(ask: Asking, _: tuple[Paper, ...]) -> Question:
    a, b = ask.words(), ask.words()
    return Question(f"{a} NOT {b}", all_of(has("text", a), none_of(has("text", b))))


@kind("NOT alone")
def _only_not(ask: Asking, _: tuple[Paper, ...]) -> Question:
    words = ask.words(2)
    return Question(f'NOT "{words}"', none_of(has("text", words)))


@kind("a phrase")
def _phrase(ask: Asking, _: tuple[Paper, ...]) -> Question:
    words = ask.words(ask.rng.randint(2, 4))
    return Question(f'"{words}"', has("text", words))


@kind("brackets")
def _brackets(ask: Asking, _: tuple[Paper, ...]) -> Question:
    a, b, c, d = (ask.words() for _ in range(4))
    meaning = all_of(any_of(has("text", a), has("text", b)), none_of(all_of(has("text", c), has("text", d))))
    return Question(f"({a} OR {b}) NOT ({c} {d})", meaning)


def _named(ask: Asking, papers: tuple[Paper, ...], typed: str, number: str) -> Question:
    key = key_of(number)
    return Question(typed, ask.document(is_named(key), cites(key), papers, number))


@kind("a number")
def _number(ask: Asking, papers: tuple[Paper, ...]) -> Question:
    number = ask.number()
    return _named(ask, papers, number, number)


@kind("a number, loosely typed")
def _loose(ask: Asking, papers: tuple[Paper, ...]) -> Question:
    number = ask.number()
    typed = ask.rng.choice((number.lower(), number.replace("-", " - "), f"số {number}", f'"{number}"'))
    return _named(ask, papers, typed, number)


@kind("a number that is only printed")
def _printed(ask: Asking, papers: tuple[Paper, ...]) -> Question:
    return _named(ask, papers, PRINTED_ONLY, PRINTED_ONLY)


@kind("a number of a type")
def _short(ask: Asking, papers: tuple[Paper, ...]) -> Question:
    doc_type, serial = ask.typed_and_serial()
    typed = ask.rng.choice((f"{doc_type} {serial}", f"{_unmarked(doc_type)} số {serial}"))
    named, citing = is_short(doc_type, serial), cites_short(doc_type, serial)
    return Question(typed, ask.document(named, citing, papers, typed))


@kind("a number and words")
def _number_and_words(ask: Asking, papers: tuple[Paper, ...]) -> Question:
    number, word = ask.number(), ask.words()
    both = all_of(_named(ask, papers, number, number).meaning, has("text", word))
    return Question(f"{number} {word}", both)


@kind("number:")
def _number_field(ask: Asking, _: tuple[Paper, ...]) -> Question:
    number = ask.number()
    return Question(f"số:{number}", is_named(key_of(number)))


@kind("number: a part")
def _number_part(ask: Asking, _: tuple[Paper, ...]) -> Question:
    part = ask.record("number")["number"].split("/")[-1].split("-")[-1]
    return Question(f"number:{part}", has("number", part))


@kind("cites:")
def _cites(ask: Asking, _: tuple[Paper, ...]) -> Question:
    number = ask.number()
    return Question(ask.rng.choice((f"cites:{number}", f'dẫn:"{number}"')), cites(key_of(number)))


@kind("cites: a number of a type")
def _cites_short(ask: Asking, _: tuple[Paper, ...]) -> Question:
    doc_type, serial = ask.typed_and_serial()
    return Question(f'cites:"{doc_type} {serial}"', cites_short(doc_type, serial))


@kind("type:")
def _type(ask: Asking, _: tuple[Paper, ...]) -> Question:
    name = ask.record("doc_type")["doc_type"]
    return Question(f'loại:"{name}"', has("type", name))


@kind("type: its code")
def _code(ask: Asking, _: tuple[Paper, ...]) -> Question:
    codes = {"KH": ["kế hoạch"], "CV": ["công văn"], "QĐ": ["quyết định", "quy định"], "BC": ["báo cáo"]}
    code, names = ask.rng.choice(list(codes.items()))
    return Question(f"type:{code}", any_of(*(has("type", name) for name in names)))


@kind("signer:")
def _signer(ask: Asking, _: tuple[Paper, ...]) -> Question:
    name = ask.piece(ask.record("signers")["signers"][0]["name"])
    return Question(f'ký:"{name}"', has("signer", name))


@kind("place:")
def _place(ask: Asking, _: tuple[Paper, ...]) -> Question:
    place = ask.record("place")["place"]
    return Question(f'nơi:"{_unmarked(place)}"', has("place", place))


@kind("subject:")
def _subject(ask: Asking, _: tuple[Paper, ...]) -> Question:
    words = ask.words(2)
    return Question(f'trích yếu:"{words}"', has("subject", words))


@kind("text:")
def _text(ask: Asking, _: tuple[Paper, ...]) -> Question:
    words = ask.words(2)
    return Question(f'text:"{words}"', has("text", words))


@kind("recipient:, issuer: and abbreviations")
def _bodies(ask: Asking, _: tuple[Paper, ...]) -> Question:
    field = ask.rng.choice(("recipient", "issuer", "stamp"))
    name = ask.rng.choice((
        "MTTQ", "Mặt trận Tổ quốc", "UBMTTQ", "UBND", "Ủy ban nhân dân", "HĐND tỉnh", "Hội đồng nhân dân",
        "VPTU", "Văn phòng Tỉnh ủy", "VP Tỉnh ủy", "BTG", "Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo TW",
        "Ban Tổ chức Trung ương", "UBKT", "Ủy ban Kiểm tra", "Thường trực Tỉnh ủy", "ĐUTT", "Lưu VP",
    ))
    return Question(f'{field}:"{name}"', body(field, name))


@kind("a recipient")
def _recipient(ask: Asking, _: tuple[Paper, ...]) -> Question:
    name = ask.rng.choice(ask.record("recipients")["recipients"])["name"]
    return Question(f'nơi nhận:"{name}"', body("recipient", name))


@kind("a date")
def _date(ask: Asking, _: tuple[Paper, ...]) -> Question:
    date = ask.record("date")["date"]
    date = ask.rng.choice((date, date[:7], date[:4]))
    printed = "/".join(reversed(date.split("-")))
    return Question(f"ngày:{ask.rng.choice((date, printed))}", dated(*_span(date, date)))


@kind("a range of dates")
def _range(ask: Asking, _: tuple[Paper, ...]) -> Question:
    first, last = sorted((ask.record("date")["date"], ask.record("date")["date"][:7]))
    return Question(f"date:{first}..{last}", dated(*_span(first, last)))


@kind("an open range")
def _open(ask: Asking, _: tuple[Paper, ...]) -> Question:
    date = ask.record("date")["date"][:7]
    first, last = _span(date, date)
    if ask.rng.random() < 0.5:
        return Question(f"date:{date}..", dated(first, 99999999))
    return Question(f"date:..{date}", dated(0, last))


@kind("arrived:")
def _arrived(ask: Asking, _: tuple[Paper, ...]) -> Question:
    dates = [one["date"] for one in ask.record("stamps")["stamps"] if one["date"]]
    date = ask.rng.choice(dates or ["2019-06"])[: ask.rng.choice((4, 7, 10))]
    return Question(f"{ask.rng.choice(('arrived', 'ngày đến', 'đến'))}:{date}", arrived(*_span(date, date)))


@kind("stamp:")
def _stamp(ask: Asking, _: tuple[Paper, ...]) -> Question:
    number = ask.rng.choice(ask.record("stamps")["stamps"])["number"] or "5618"
    return Question(f"dấu đến:{number}", has("stamp", number.lstrip("0")))


@kind("tag:")
def _tag(ask: Asking, _: tuple[Paper, ...]) -> Question:
    tag, word = ask.tag(), ask.words()
    typed = ask.rng.choice((f'tag:"{tag}"', f'nhãn:"{_unmarked(tag)}"'))
    if ask.rng.random() < 0.5:
        return Question(f"{word} NOT {typed}", all_of(has("text", word), none_of(ask.tagged(tag))))
    return Question(typed, ask.tagged(tag))


@kind("narrowed by a type and a tag")
def _narrowed(ask: Asking, _: tuple[Paper, ...]) -> Question:
    word, tag, name = ask.words(), ask.tag(), ask.record("doc_type")["doc_type"]
    meaning = all_of(has("text", word), has("type", name), ask.tagged(tag))
    return Question(word, meaning, Narrow(types=(name,), tags=(tag,)))


@kind("narrowed by two values")
def _two_values(ask: Asking, _: tuple[Paper, ...]) -> Question:
    word, one, other = ask.words(), ask.record("place")["place"], ask.record("place")["place"]
    meaning = all_of(has("text", word), any_of(has("place", one), has("place", other)))
    return Question(word, meaning, Narrow(places=(one, other)))


@kind("narrowed to a value as it stands")
def _exactly(ask: Asking, _: tuple[Paper, ...]) -> Question:
    field, facet = ask.rng.choice((("doc_type", "type"), ("issuer", "issuer"), ("place", "place")))
    value = ask.rng.choice((ask.record(field)[field], None))
    narrow = Narrow(**{f"{facet}s": (f"={value or ''}",)})  # type: ignore[arg-type]
    return Question("", valued(facet, value), narrow)


@kind("narrowed by year, before and after")
def _years(ask: Asking, _: tuple[Paper, ...]) -> Question:
    year, date = (ask.record("date")["date"][:length] for length in (4, 7))
    narrow = Narrow(years=(year,), before=f"{year}-09") if ask.rng.random() < 0.5 else Narrow(after=date)
    if narrow.after:
        return Question("", dated(_span(date, date)[0], 99999999), narrow)
    return Question("", all_of(valued("year", year), dated(0, int(f"{year}0931"))), narrow)


@kind("nothing")
def _nothing(ask: Asking, _: tuple[Paper, ...]) -> Question:
    return Question(ask.rng.choice(("(((", '"', "- / .", "date:")), lambda _: False)


def _span(first: str, last: str) -> tuple[int, int]:
    one, other = oracle.days_of(first), oracle.days_of(last)
    assert one and other
    return min(one[0], other[0]), max(one[1], other[1])
