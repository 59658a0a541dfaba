"""Abbreviations of bodies and what they stand for: whichever is typed, the other is asked for too.

    MTTQ tỉnh                 Mặt trận Tổ quốc tỉnh, UBMTTQ tỉnh
    Thường trực Tỉnh ủy       TT Tỉnh ủy, TTTU

A name answers if it would, were all in it written out: UBMTTQ has the Mặt trận Tổ quốc in it. For the fields
that name bodies (recipient, issuer, stamp); words of a text are looked for as they are typed, since a text
that says UBND a hundred times tells nothing of Ủy ban nhân dân.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from vbparse.query.tree import Word, spelt
from vbparse.syllables import is_syllable
from vbparse.tables import abbreviations, bodies

_MOST = 64
"""Ways of writing one name that are asked for."""

_LONGEST = 20
"""Words of a name; what is longer is a text that was pasted in."""
_LEAST = 2
"""Words that say which name they are a piece of: many names have a ban or a đảng in them."""

_Run: TypeAlias = tuple[str, ...]


def ways_of_writing(run: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """A run of words as it stands, and the other ways of writing it; none that another one is in."""
    if len(run) > _LONGEST:
        return (run,)
    written_out = dict.fromkeys(map(_folded, _written_out(run)))
    shortened = chain.from_iterable(map(_shortened, written_out))
    ways = list(dict.fromkeys((*written_out, *islice(shortened, 4 * _MOST))))
    kept = [way for way in ways if not any(_is_in(other, way) for other in ways)]
    return tuple(run if way == _folded(run) else tuple(map(Word, way)) for way in kept[:_MOST])


def _written_out(run: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """A run as it stands, then with each of its short forms in each of its meanings."""
    ends: list[list[tuple[Word, ...]]] = [[()]]  # what the run can be from its end on
    for at in reversed(range(len(run))):
        found = [(run[at], *rest) for rest in ends[-1]]
        for length in range(1, len(run) - at + 1):
            found += [long + rest for long in _meant(run[at: at + length]) for rest in ends[-length]]
        ends.append(found[:_MOST])
    return ends[-1]


def _meant(run: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """What a run stands for where it is typed as a short form is spelt: `dự` is no ĐU."""
    for short, long in _known().short.get(_folded(run), ()):
        if all(typed.marks in (None, word.marks) for typed, word in zip(run, short, strict=True)):
            yield long


def _shortened(run: _Run) -> Iterator[_Run]:
    """A run with names in it abbreviated; at its ends with what has a part of the run in its meaning."""
    known = _known()
    yield from known.within.get(run, ())
    ends: list[list[_Run]] = [[()]]
    for at in reversed(range(len(run))):
        whole: list[tuple[_Run, list[_Run]]] = [(run[at: at + 1], ends[-1])]
        whole += [(short, [()]) for short in known.starts.get(run[at:], ())]
        for length in range(1, len(run) - at + 1):
            piece = run[at: at + length]
            shorts = (*known.long.get(piece, ()), *(known.ends.get(piece, ()) if at == 0 else ()))
            whole += [(short, ends[-length]) for short in shorts]
        ends.append([beginning + end for beginning, rest in whole for end in rest][:_MOST])
    yield from ends[-1]


class _Known(NamedTuple):
    """The tables by folded words: a `short` form with its meanings, and the short forms of a `long` one.

    `starts`, `ends` and `within` are for a piece of a long form that is in all that a short one can mean.
    """

    short: dict[_Run, list[tuple[tuple[Word, ...], tuple[Word, ...]]]]
    long: dict[_Run, list[_Run]]
    starts: dict[_Run, list[_Run]]
    ends: dict[_Run, list[_Run]]
    within: dict[_Run, list[_Run]]


@cache
def _known() -> _Known:
    known = _Known({}, {}, {}, {}, {})
    pairs = [(row.short, row.long) for row in abbreviations()]
    pairs += [(short, (body.name,)) for body in bodies() for short in body.short]
    for text, meanings in pairs:
        short, longs = spelt(text), [spelt(long) for long in meanings]
        key = _folded(short)
        known.short.setdefault(key, []).extend((short, long) for long in longs)
        if _is_word(key):
            continue
        for long in longs:
            known.long.setdefault(_folded(long), []).append(key)
        # VPTU is of a Tỉnh ủy or of a Thành ủy, and a Văn phòng in any case.
        for table, pieces in ((known.starts, _starts), (known.ends, _ends), (known.within, _pieces)):
            for piece in set.intersection(*(set(pieces(_folded(long))) for long in longs)):
                table.setdefault(piece, []).append(key)
    return known


def _starts(run: _Run) -> Iterator[_Run]:
    yield from (run[:end] for end in range(_LEAST, len(run)))


def _ends(run: _Run) -> Iterator[_Run]:
    yield from (run[start:] for start in range(1, len(run) - _LEAST + 1))


def _pieces(run: _Run) -> Iterator[_Run]:
    for start in range(len(run)):
        yield from (run[start:end] for end in range(start + _LEAST, len(run) + 1))


def _is_word(short: _Run) -> bool:
    """Whether a short form can be another word (folded, TU is tư, ĐU is dự): it is read, never asked for."""
    return len(short) == 1 and is_syllable(short[0])


def _is_in(piece: _Run, run: _Run) -> bool:
    """Whether a shorter run stands in a longer one, so that it finds whatever that does."""
    return len(piece) < len(run) and any(
        run[at: at + len(piece)] == piece for at in range(len(run) - len(piece) + 1)
    )


def _folded(run: tuple[Word, ...]) -> _Run:
    return tuple(word.text for word in run)
