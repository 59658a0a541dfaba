"""How a person names a document: `Chỉ thị 32`, `32-CT/TW`, `32 ct/tw`, `NĐ 30`, and what that can mean.

The number is read by the grammar that reads letterheads and citations (`tokenizer`), so what can be
indexed can be asked for. A name says as much as it says: `Chỉ thị 32` is every directive numbered 32,
`30/2020` every document numbered 30 of that year, `32-CT/TW` that number alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

from vbparse.dates import days_of, find_dates
from vbparse.normalize import normalize, plain
from vbparse.patterns import re_pattern
from vbparse.syllables import is_syllable
from vbparse.tables import doc_types, organisations
from vbparse.text import Span, Text
from vbparse.tokenizer import find_numbers, number_key
from vbparse.words import marked, words

Role = Literal["any", "is", "cites"]
"""What a record has to do with the document named: be it, cite it, or either."""


class Document(NamedTuple):
    """A document as a letterhead or a citation names it; `key` is its number in parts: `32 ct tw`.

    `key` has one part where a citation prints the serial alone, and none where there is no number.
    """

    key: tuple[str, ...]
    number: str
    doc_type: str | None = None
    date: str | None = None
    issuer: str | None = None


class Bounds(NamedTuple):
    """The days between which a date lies, both included, as `yyyymmdd`."""

    low: int
    high: int


@dataclass(frozen=True)
class NumberRef:
    """A document by its number: `key` in parts (`32`, `ct`, `tw`), `whole` where that is all of it.

    `doc_types` are the types that the words or the code before it can mean (`QĐ`: quyết định, quy định).
    """

    text: str
    key: tuple[str, ...]
    whole: bool = False
    doc_types: tuple[str, ...] = ()
    date: str | None = None
    role: Role = "any"

    @property
    def serial(self) -> str:
        return self.key[0]

    @property
    def doc_type(self) -> str | None:
        return self.doc_types[0] if self.doc_types else None

    def names(self, document: Document) -> bool:
        """Whether this can be a name of `document`.

        A whole number is enough, whatever type goes with it: `37-QĐ/TW` is cited as quyết định and as
        quy định. A citation that prints the serial alone is met by its type.
        """
        if not document.key or not _may_be_same_day(self.date, document.date):
            return False
        same = document.key[: len(self.key)] == self.key
        if not self.whole:
            return same and (not self.doc_types or self._is_type_of(document))
        if len(document.key) == 1:
            return document.key == self.key[:1] and bool(document.doc_type) and self._is_type_of(document)
        return same and len(document.key) == len(self.key)

    def _is_type_of(self, document: Document) -> bool:
        if document.doc_type is None:
            return bool(self.codes & set(document.key[1:3]))
        return not self._types.isdisjoint(type_names(document.doc_type))

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset(name for doc_type in self.doc_types for name in type_names(doc_type))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The folded codes of its types: `ct` for a chỉ thị."""
        by_code = _types_by_code().items()
        return frozenset(code for code, names in by_code if not self._types.isdisjoint(names))

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The runs of words in which a text can print all that this says."""
        if len(self.key) > 1:
            return tuple((serial, *self.key[1:]) for serial in self._serials)
        by_code = tuple((serial, code) for serial in self._serials for code in sorted(self.codes))
        return (*by_code, *self.short_spellings)

    @property
    def short_spellings(self) -> tuple[tuple[str, ...], ...]:
        """The runs of words that say type and serial: `chi thi so 32`."""
        numbers = [(*so, serial) for so in (("so",), ()) for serial in self._serials]
        return tuple((*words(name), *number) for name in self.doc_types for number in numbers)

    @property
    def _serials(self) -> tuple[str, str]:
        return self.serial, f"0{self.serial}"


def number_parts(number: str) -> tuple[str, ...]:
    """A number in parts, however its signs are printed: `32-CT/TW` and `32 - CT.TW` give `32 ct tw`."""
    return tuple(words(number_key(number)))


def documents(alias: str) -> Iterator[Document]:
    """What an alias such as `Kế hoạch 84` names, for a document that has no number of its own."""
    for piece in read(alias):
        if isinstance(piece, NumberRef):
            yield Document(piece.key, " ".join(piece.key).upper(), piece.doc_type, piece.date)


# ---------------------------------------------------------------- dates

_ISO = re_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PRINTED = re_pattern(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])(\d{4})")


def bounds(date: str) -> Bounds | None:
    """The days that `2019`, `2019-06`, `2019-06-21`, `6/2019` or `21/6/2019` can mean, else None."""
    if match := _ISO.fullmatch(date):
        year, month, day = match.groups()
    elif match := _PRINTED.fullmatch(date):
        day, month, year = match.groups()
    else:
        return None
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= days_of(int(month or 1), int(year)):
        return None
    low = int(month or 1) * 100 + int(day or 1)
    high = int(month or 12) * 100 + int(day or 31)
    return Bounds(int(year) * 10000 + low, int(year) * 10000 + high)


def _may_be_same_day(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    first, second = bounds(one), bounds(other)
    return first is None or second is None or (first.low <= second.high and second.low <= first.high)


# ---------------------------------------------------------------- types

@cache
def _types_by_words() -> dict[str, frozenset[str]]:
    """Folded names and title lines, each with the type names it can mean."""
    met: dict[str, set[str]] = {}
    for row in doc_types():
        for words_ in (row.name, *row.titles):
            met.setdefault(" ".join(words(words_)), set()).add(row.name)
    return {key: frozenset(names) for key, names in met.items()}


@cache
def _types_by_code() -> dict[str, frozenset[str]]:
    """Folded codes (`qd`), each with the type names that it stands for."""
    met: dict[str, set[str]] = {}
    for row in doc_types():
        for code in (*row.codes, *row.variants):
            met.setdefault("".join(words(code)), set()).add(row.name)
    return {key: frozenset(names) for key, names in met.items()}


@lru_cache(maxsize=1 << 10)  # a search looks at thousands of documents, of a few types
def type_names(text: str) -> frozenset[str]:
    """The type names that words or a code can mean: `chương trình hành động` is a `chương trình`."""
    folded = " ".join(words(text))
    return _types_by_words().get(folded) or _types_by_code().get(folded) or frozenset({folded} - {""})


def types_by_code(code: str) -> frozenset[str]:
    """The type names that a code stands for: `QĐ` is quyết định and quy định."""
    return _types_by_code().get("".join(words(code)), frozenset())


def leading_type(chunks: list[str]) -> int:
    """How many of the chunks from the first on are a type's name or code: 2 for `Chỉ thị ngoại giao`."""
    for length in range(min(len(chunks), 6), 0, -1):
        folded = " ".join(words(" ".join(chunks[:length])))
        if folded in _types_by_words() or folded in _types_by_code():
            return length
    return 0


# ---------------------------------------------------------------- reading

_LETTER = r"[^\W¹²³⁰⁴-⁹]"  # the mark of a footnote stands glued to what it explains
_SERIAL = re_pattern(
    rf"(?<=[ :.])0*(?P<serial>\d{{1,5}}[a-z]?)(?:/(?P<year>(?:19|20)\d\d))?(?!{_LETTER}|[/-]|[.,]\d)"
)
_SO_BEFORE = re_pattern(r"\bso\b[ ]?[:.]?[ ]?$")
_LONGEST_SO = len(" so : ")
_YEAR = re_pattern(r"(?:19|20)\d\d\b")
_WORD_STARTS = re_pattern(rf"(?<!{_LETTER}){_LETTER}")


class _Before(NamedTuple):
    """What stands before a number and belongs to it: the words of a type, "số", both or none."""

    start: int
    type: str = ""
    says_so: bool = False


def _before(plain: str, at: int, types: Collection[str]) -> _Before:
    """What belongs to the number that begins at a place of a folded text: `quyet dinh so`."""
    so = _SO_BEFORE.search(plain, max(0, at - _LONGEST_SO), at)
    for end in (so.start(), at) if so else (at,):  # a type may end in that word: `giấy biên nhận hồ sơ`
        if plain[end - 1: end] == " ":
            for word in _WORD_STARTS.finditer(plain, max(0, end - 1 - _longest_type()), end - 1):
                if (name := plain[word.start(): end - 1]) in types:
                    return _Before(word.start(), name, end < at)
    return _Before(so.start() if so else at, says_so=bool(so))


@cache
def _longest_type() -> int:
    return max(map(len, _types_by_words()))


@cache
def _short_types() -> dict[str, frozenset[str]]:
    """What may stand before a serial alone; codes that can be syllables (`DA`, `PA`, `L`) may not."""
    by_code = _types_by_code().items()
    codes = {code: names for code, names in by_code if len(code) > 1 and not set(code) & set("aeiouy")}
    return codes | _types_by_words()


_DAY_AFTER = re_pattern(r"[ ]?,?[ ]ngay[ ]")


def read(run: str) -> list[NumberRef | str]:
    """The documents that a run of words names, and the words between, in order."""
    if not any(map(str.isdigit, run)):  # the types below take long to read
        return [run] if run.strip() else []
    # The grammar knows codes by their capitals, which nobody types; one character for one.
    text = normalize("".join(up if len(up := char.upper()) == 1 else char for char in run))
    pieces: list[NumberRef | str] = []
    last = 0
    found = (*_numbered(text), *_spaced(text, run), *_shortly(text))
    for start, end, ref in sorted(found, key=lambda one: (one[0], -one[1])):
        if text.origin[start] >= last:
            typed = text.raw(start, end)
            pieces += [run[last:typed.start], replace(ref, text=run[typed.start:typed.end])]
            last = typed.end
    pieces.append(run[last:])
    return [piece for piece in pieces if isinstance(piece, NumberRef) or piece.strip()]


def _numbered(text: Text) -> Iterator[tuple[int, int, NumberRef]]:
    for number in find_numbers(text):
        codes = ["".join(words(code)) for code in number.codes]
        if not (number.sure or codes[0] in _types_by_code() or codes[0] in _organ_codes()):
            continue
        before = _before(text.plain, number.piece.start, _types_by_words())
        names = _types_by_words()[before.type] if before.type else _types_by_code().get(codes[0], frozenset())
        end, date = _with_day(text, number.piece.end)
        whole = len(number.codes) > 1 or bool(number.year)
        yield before.start, end, NumberRef("", number_parts(number.value), whole, tuple(sorted(names)), date)


def _shortly(text: Text) -> Iterator[tuple[int, int, NumberRef]]:
    """Type and serial; a year is no serial (`kế hoạch 2019`) unless "số" says so."""
    for match in _SERIAL.finditer(text.plain):
        before = _before(text.plain, match.start(), _short_types())
        if not before.type or (not before.says_so and _YEAR.match(text.plain, match.start())):
            continue
        typed = text.value[before.start: before.start + len(before.type)]
        if before.type in _types_by_words() and not _is_typed_so(typed, before.type):
            continue
        key = (match["serial"], match["year"]) if match["year"] else (match["serial"],)
        names = _short_types()[before.type]
        end, date = _with_day(text, match.end())
        yield before.start, end, NumberRef("", key, doc_types=tuple(sorted(names)), date=date)


_SPACED = re_pattern(
    r"(?<![\w/.-])(?<!\d,)0*(?P<serial>\d{1,5}[a-z]?)(?:[ .]+(?P<year>(?:19|20)\d\d))?"
    r"[ .]+(?P<code>[a-z]{2,6})[ .]+(?P<organ>[a-z]{2,14}\d{0,3})(?!\w|[/-]\w)"
)


def _spaced(text: Text, run: str) -> Iterator[tuple[int, int, NumberRef]]:
    """A number whose signs are blanks, `32 CT TW`, where no word can be meant; nor is a year a serial."""
    for match in _SPACED.finditer(text.plain):
        names = _types_by_code().get(match["code"])
        before = _before(text.plain, match.start(), _types_by_words())
        if not names or match["organ"] not in _organ_codes() or (
            not before.says_so and not match["year"] and _YEAR.fullmatch(match["serial"])
        ):
            continue
        if all(_is_code(run, text.raw(*match.span(part))) for part in ("code", "organ")):
            key = tuple(filter(None, match.group("serial", "year", "code", "organ")))
            end, date = _with_day(text, match.end())
            yield before.start, end, NumberRef("", key, True, tuple(sorted(names)), date)


def _is_code(run: str, place: Span) -> bool:
    """Whether letters were typed as a code: `hd`, `tw`; of those that are a syllable only `TU`, no `tư`.

    Where all is in capitals (`15 HD TU VAN`) these say nothing.
    """
    typed = run[place.start: place.end]
    if plain(typed) != typed.lower().replace("đ", "d"):
        return False
    following = run[place.end:].split(maxsplit=1)[:1]
    return not is_syllable(typed) or (typed.isupper() and not any(map(str.isupper, following)))


def _with_day(text: Text, end: int) -> tuple[int, str | None]:
    """Where a number ends that ends at a place, once the day behind it is read, and that day."""
    if day := _DAY_AFTER.match(text.plain, end):
        written = next(find_dates(text, day.end()), None)
        if written and written.piece.start == day.end():
            return written.piece.end, written.iso
    return end, None


def _is_typed_so(typed: str, folded: str) -> bool:
    """Whether a name of one syllable has the marks of the type or none: `đón 5` is no `đơn 5`."""
    if " " in folded or not (spelling := marked(typed.lower())):
        return True
    return any(spelling == marked(name) for name in _types_by_words().get(folded, ()))


@cache
def _organ_codes() -> frozenset[str]:
    return frozenset("".join(words(row.code)) for row in organisations())
