"""What may have been meant by a query that finds nothing: the nearest numbers, the nearest words.

    lang sn         Lạng Sơn       a letter is missing; marks as the documents print them
    chi thj         chỉ thị        the nearest word that stands beside `chi`
    chir thij       chỉ thị        typed for an input method that was switched off
    84-KH/BTGU      84-KH/BTGTU    the nearest number
    21/6/2019       date:21/6/2019

What is suggested has been asked: it finds something.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from math import prod
from re import Match
from typing import TYPE_CHECKING, NamedTuple

from vbparse.catalog import Catalog, name_key
from vbparse.index.found import field_values
from vbparse.patterns import re_pattern
from vbparse.query import FieldTerm, Leaf, Phrase, Query, Tagged, Word, parse
from vbparse.reference import NumberRef, bounds, types_by_code
from vbparse.words import find_runs, marked, marked_words, places, words

if TYPE_CHECKING:
    from vbparse.index.lexicon import Vocabulary

_SHOWN, _NEAREST = 3, 5
_WEIGHED = 40                                    # near words that are looked at beside their neighbours
_WRONG = 5                                       # words that may be wrong; a text pasted in is no slip
_CHOICES, _TRIED = 4, 12                         # for one word or number; for the whole query
_PER_SLIP = 0.05                                 # how much less likely a word is for each slip
_MUCH_LESS = 0.1                                 # of the worth of the likeliest: not worth suggesting
_WITNESSES = 5                                   # documents whose spelling is looked at


class Run(NamedTuple):
    """Folded words that were typed side by side, and the field in which they are looked for."""

    field: str
    words: tuple[str, ...]


class _Instead(NamedTuple):
    """A word or a number of the query, with what may have been meant: the more `worth`, the likelier.

    `beside`: it stands somewhere beside the words that it was typed beside.
    """

    typed: str
    meant: str
    worth: float
    beside: bool = False


def suggestions(query: Query, catalog: Catalog, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Queries near one that finds nothing, each of which finds something; the likeliest first."""
    found: list[str] = []
    printed = _Printed(catalog, vocabulary)
    for text in islice(_corrected(query, catalog, vocabulary), _TRIED):
        asked = _like(query, text, catalog)
        if hits := vocabulary.answers(asked, _WITNESSES):
            said = printed.restored(asked, hits)
            if said not in found and vocabulary.answers(_like(query, said, catalog), 1):
                found.append(said)
        if len(found) == _SHOWN:
            break
    return tuple(found)


def nearest_numbers(numbers: Mapping[str, str], stem: str, codes: Collection[str] = ()) -> list[str]:
    """The numbers most like one: of the same serial, symbol or code of a type, else spelt much the same.

    `numbers` are known by their keys (`84 kh btgtu`); the stem is one, or the beginning of one.
    """
    if not stem:
        return []
    serial, _, symbol = stem.partition(" ")
    alike = [
        key for key in numbers
        if key.startswith(f"{serial} ") or (symbol and key.endswith(f" {symbol}"))
        or any(part in codes for part in key.split()[1:2])
    ]
    # Comparing spelling costs too much to do it with every number of a large archive.
    beginnings: dict[str, list[str]] = {}
    for key in alike or list(numbers)[:5000]:
        beginnings.setdefault(" ".join(key.split()[: len(stem.split())]), []).append(key)
    # `Chỉ thị 8`: the directives that there are, however they are numbered.
    close = difflib.get_close_matches(stem, beginnings, _NEAREST, cutoff=0.5 if symbol or not codes else 0.0)
    return [numbers[key] for beginning in close for key in beginnings[beginning]][:_NEAREST]


# ---------------------------------------------------------------- what may have been meant

def _corrected(query: Query, catalog: Catalog, vocabulary: Vocabulary) -> Iterator[str]:
    """The text of the query with what is wrong put right, the likeliest way first."""
    if (text := _read_otherwise(query.text)) != query.text:
        yield text
    numbers = [
        leaf for leaf in query.leaves()
        if isinstance(leaf, NumberRef) and not vocabulary.answers(Query(leaf.text, leaf), 1)
    ]
    typed = [(run, at) for run in _runs(query.leaves()) for at in range(len(run.words))]
    unknown = [(run, at) for run, at in typed if not vocabulary.records(run.field, run.words[at])]
    if len(numbers) + len(unknown) > _WRONG:
        return
    options = [_near_numbers(number, catalog) for number in numbers]
    options += [_near_words(run, at, vocabulary) for run, at in unknown]
    options += [_near_tags(leaf, catalog) for leaf in query.leaves() if isinstance(leaf, Tagged)]
    # What nothing is near stays as it is: under OR the rest may be enough.
    ways = list(product(*(ones[:_CHOICES] for ones in options if ones)))
    if not any(options):  # each word stands somewhere, and nowhere with the others
        ways = [
            (one,) for run, at in typed[:_WRONG] for one in _near_words(run, at, vocabulary) if one.beside
        ]
    worth = {way: prod(one.worth for one in way) for way in ways}
    for way in sorted(worth, key=lambda way: -worth[way]):
        if worth[way] >= _MUCH_LESS * max(worth.values()):
            yield _replaced(query.text, way)


_DAY = re_pattern(r"(?i)(?<![\w/:.-])(?:ngày\s+|ngay\s+)?([\d/.-]{8,10})(?![\w/]|[.-]\w)")
_GLUED = re_pattern(r"(?<![\w/:.-])([^\W\d_]{2,4})(\d{1,4})(?![\w/-])")
_PADDED = re_pattern(r"(?<![\w/:.-])0+(\d+)(?![\w/]|[.-]\w)")


def _read_otherwise(text: str) -> str:
    """A text in which a day is asked for as a date, `CT32` as CT 32, and 0733 without its zero."""
    def as_date(day: Match[str]) -> str:
        return f"date:{day[1]}" if bounds(day[1]) else day[0]

    def apart(glued: Match[str]) -> str:
        return f"{glued[1]} {glued[2]}" if types_by_code(glued[1]) else glued[0]

    return _PADDED.sub(r"\1", _GLUED.sub(apart, _DAY.sub(as_date, text)))


def _near_numbers(ref: NumberRef, catalog: Catalog) -> list[_Instead]:
    """The numbers near one; an archive cites many that it does not hold."""
    held = {} if ref.role == "cites" else catalog.numbers()
    numbers = held if ref.role == "is" else catalog.numbers("citations") | held
    near = nearest_numbers(numbers, " ".join(ref.key), ref.codes)
    return [_Instead(ref.text, number, 1 / place) for place, number in enumerate(near, 1)]


def _near_tags(tag: Tagged, catalog: Catalog) -> list[_Instead]:
    """The tags near one that no document has."""
    if catalog.tags.documents(tag.key):
        return []
    known = {name_key(name): name for name in catalog.tags.counts()}
    near = difflib.get_close_matches(tag.key, known, _CHOICES)
    return [_Instead(tag.key, known[key], 1 / place) for place, key in enumerate(near, 1)]


def _near_words(run: Run, at: int, vocabulary: Vocabulary) -> list[_Instead]:
    """The words near one of a run. Those that stand beside its neighbours are likelier than any other."""
    before, word, after = run.words[:at][-1:], run.words[at], run.words[at + 1:][:1]
    found = []
    for near in islice(vocabulary.near(run.field, word), _WEIGHED):
        beside = sum(
            vocabulary.together(run.field, beside)
            for beside in ((*before, *near.run), (*near.run, *after)) if len(beside) > len(near.run)
        )
        worth = (beside + near.records / vocabulary.count) * _PER_SLIP**near.slips
        found.append(_Instead(word, " ".join(near.run), worth, beside > 0))
    return sorted(found, key=lambda one: -one.worth)


def _runs(leaves: Sequence[Leaf]) -> Iterator[Run]:
    """The words of a query as they stand beside one another."""
    loose: list[str] = []
    for leaf in leaves:
        if isinstance(leaf, Word):
            loose.append(leaf.text)
            continue
        if loose:
            yield Run("text", tuple(loose))
            loose = []
        if isinstance(leaf, Phrase | FieldTerm):
            field = leaf.field if isinstance(leaf, FieldTerm) else "text"
            yield Run(field, tuple(word.text for word in leaf.words))
    if loose:
        yield Run("text", tuple(loose))


def _replaced(text: str, way: Sequence[_Instead]) -> str:
    """A text with some of its numbers and words replaced; all else stands as it was typed."""
    meant = {one.typed: one.meant for one in way}
    for number in meant:
        if not number.isalnum():
            text = text.replace(number, meant[number])
    return _spelt(text, meant)


def _spelt(text: str, instead: Mapping[str, str]) -> str:
    """A text in which other spellings stand for some of its words, which are known by their folded form."""
    pieces, last = [], 0
    for place, word in zip(places(text), words(text), strict=True):
        pieces += [text[last:place.start], instead.get(word, text[place.start:place.end])]
        last = place.end
    return "".join((*pieces, text[last:]))


def _like(query: Query, text: str, catalog: Catalog) -> Query:
    """Another text, narrowed as the query is."""
    return replace(parse(text), narrowed=query.narrowed).with_tags(catalog.tags.documents)


# ---------------------------------------------------------------- marks

class _Printed:
    """How documents of the archive print words."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._kept: dict[str, dict[str, tuple[str, ...]]] = {}

    def restored(self, query: Query, hits: Sequence[str]) -> str:
        """The text of a query with its words as the documents print them that answer it."""
        typed = marked_words(query.text)
        spelt: dict[str, str] = {}
        for run in _runs(query.leaves()):
            for part, printed in self._parts(run, hits):
                if {marked(word) for word in printed} <= {None, *typed}:
                    continue  # what was typed with its marks keeps its capitals
                if all(map(str.islower, printed[1:])) and printed[0] not in query.text:
                    printed = (printed[0].lower(), *printed[1:])  # of a sentence; a name has more of them
                spelt = dict(zip(part, printed, strict=True)) | spelt
        return _spelt(query.text, spelt)

    def _parts(self, run: Run, hits: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The words of a run as they are printed, together where they are: `lang son`, Lạng Sơn."""
        at = 0
        while at < len(run.words):
            lengths = range(len(run.words) - at, 0, -1)
            beside = (Run(run.field, run.words[at: at + length]) for length in lengths)
            part, printed = next(
                ((part, printed) for part in beside if (printed := self._prints(part, hits))), (None, []))
            if part:
                yield part.words, _most_usual(printed)
            at += len(part.words) if part else 1

    def _prints(self, run: Run, hits: Sequence[str]) -> list[str]:
        """A run as hits print it; words side by side, where no hit has them so, as other documents do."""
        found = [print for id in hits for print in self._in(id, run)]
        if not found and len(run.words) > 1:
            others = self._vocabulary.holding(run.field, run.words, _WITNESSES)
            found = [print for id in others for print in self._in(id, run)]
        return found

    def _in(self, id: str, run: Run) -> Iterator[str]:
        if id not in self._kept:
            entry = self._catalog.entry(id)
            self._kept[id] = field_values(json.loads(entry.json), entry.text) if entry else {}
        for value in self._kept[id].get(run.field, ()):
            for _, place in find_runs(value, [[run.words]]):
                yield value[place.start:place.end]


def _most_usual(printed: Sequence[str]) -> tuple[str, ...]:
    """The words of the most frequent spelling; a heading's capitals are no spelling."""
    spellings = Counter(
        tuple(unicodedata.normalize("NFC", one[place.start:place.end]) for place in places(one))
        for one in printed
    )
    best = max(spellings, key=lambda words: (not "".join(words).isupper(), spellings[words]))
    return tuple(map(str.lower, best)) if "".join(best).isupper() else best
