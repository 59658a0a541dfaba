"""What counts as a word in search, and when two words are the same.

A word is a run of letters and digits, in lower case, without marks: `Hoà` and `HÒA` are `hoa`, `Đảng`
is `dang`. It is folded as `normalize` folds it, one table look-up a character, so that what a document
says and what a person types meet whatever the Unicode form, the tone's place or the keyboard.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from vbparse.normalize import OFF_PAGE, PAGE, normalize, octets_of
from vbparse.patterns import re_pattern

LONGEST = 64
"""Letters of a word that count: no Vietnamese word comes near, debris of OCR does."""

_MANY = 1 << 14                                  # words that are kept with what was made of them
_FEW = 16                                        # characters off the page that are replaced by their like
_VOID = "\0"                                     # stands where a character is left out; folds to no word
_WORD = re_pattern(r"[^\W_]+")
_COUNTED = re_pattern(rf"([^\W_]{{1,{LONGEST}}})[^\W_]*")
_ALIGNED_WORD = re_pattern(rf"[^\W_](?:{_VOID}*[^\W_])*")


class _Folds(dict[int, str]):
    """Each code point's folded letter, or `_VOID`; made when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category == "No":                     # ¹ of a footnote stands glued to a word: `ngoại¹`
            folded = " "
        elif category.startswith("M"):
            folded = _VOID
        else:
            folded = normalize(char).plain[:1] or _VOID
        self[code] = folded
        return folded


_FOLDS = _Folds()


@cache
def _page() -> str:
    return PAGE.translate(_FOLDS)


@cache
def _on_page() -> dict[str, str]:
    """Of each folded letter one on the page that folds to it."""
    return dict(zip(_page(), PAGE, strict=True))


def _aligned(text: str) -> str:
    """A text folded, one character for one."""
    for _ in range(_FEW):                        # most texts have one such character or two, again and again
        if (octets := octets_of(text)) is not None:
            return codecs.charmap_decode(octets, "strict", _page())[0]
        strange = next(OFF_PAGE.finditer(text)).group()[0]
        if (alike := _on_page().get(_FOLDS[ord(strange)])) is None:
            break
        text = text.replace(strange, alike)
    return text.translate(_FOLDS)


class Place(NamedTuple):
    """A stretch of a text: `text[start:end]`, half-open."""

    start: int
    end: int


class _Kept(dict[str, tuple[str, ...]]):
    """What is made of runs without blanks: nearly all of a text's have been in those before it.

    Nothing is folded across a blank. When there are many it begins anew.
    """

    def __init__(self, read: Callable[[str], tuple[str, ...]]) -> None:
        self._read = read

    def __missing__(self, run: str) -> tuple[str, ...]:
        found = self._read(run)
        if len(run) <= LONGEST:
            if len(self) >= _MANY:
                self.clear()
            self[run] = found
        return found

    def of(self, runs: Iterable[str]) -> Iterator[str]:
        return chain.from_iterable(map(self.__getitem__, runs))


def words(text: str) -> list[str]:
    """The words of a text in order: `32-CT/TW ngày` gives `32`, `ct`, `tw`, `ngay`."""
    return _COUNTED.findall(_aligned(text).replace(_VOID, ""))


def places(text: str) -> Iterator[Place]:
    """Where the words of a text stand in it, in whatever Unicode form it is."""
    for match in _ALIGNED_WORD.finditer(text.translate(_FOLDS)):
        yield Place(match.start(), _with_marks(text, match.end()))


def find_runs(text: str, groups: Sequence[Collection[tuple[str, ...]]]) -> Iterator[tuple[int, Place]]:
    """Where runs of words stand in a text, whatever is printed between: `32 ct tw` in `32-\\nCT/TW`.

    Each place comes with the number of the group of runs that is found there.
    """
    aligned = _aligned(text)
    for number, runs in enumerate(groups):
        if not runs:
            continue
        pattern, at = _either(tuple(sorted(runs))), 0
        while (match := pattern.search(aligned, at)):
            if _is_beginning(aligned, match.start()):
                yield number, Place(match.start(), _with_marks(text, match.end()))
                at = match.end()
            else:
                at = match.start() + 1


@lru_cache(maxsize=1 << 8)
def _either(runs: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """One of some runs, the longest first, with no letter behind it, and none just before."""
    either = "|".join(map(_run_pattern, sorted(runs, key=len, reverse=True)))
    return re.compile(rf"(?:{either})(?!{_VOID}*[^\W_])")


def _run_pattern(run: tuple[str, ...]) -> str:
    first, *rest = (f"{_VOID}*".join(word) for word in run)
    # Behind the first letter, so that `re` can look for that one.
    begun = f"{first[0]}(?<![^\\W_]{first[0]}){first[1:]}"
    return r"[\W_]+".join((begun, *rest))


def _is_beginning(aligned: str, at: int) -> bool:
    """Whether no letter stands before, what is left out passed over."""
    while at and aligned[at - 1] == _VOID:
        at -= 1
    return not (at and aligned[at - 1].isalnum())


def _with_marks(text: str, end: int) -> int:
    """The end of a word and of the combining marks on its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


class _Parts(dict[int, str]):
    """Of each code point its marks, or the letters that bear them; made when first asked for."""

    def __init__(self, *, marks: bool) -> None:
        self._marks = marks

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code)).replace("ð", "đ")
        self[code] = "".join(part for part in parts if bool(unicodedata.combining(part)) is self._marks)
        return self[code]


_LETTERS, _MARKS = _Parts(marks=False), _Parts(marks=True)


@lru_cache(maxsize=_MANY)
def marked(word: str) -> str | None:
    """A word with its marks behind its letters, so that `hoà` is `hòa`; None for one without marks."""
    if word.isascii():
        return None
    low = word.lower()
    letters, marks = low.translate(_LETTERS), "".join(sorted(low.translate(_MARKS)))
    return (letters + marks)[:LONGEST] if marks or "đ" in letters else None


def _spellings_of(run: str) -> tuple[str, ...]:
    found = _WORD.findall(unicodedata.normalize("NFC", run).lower())
    return tuple(spelling for word in found if (spelling := marked(word)))


_SPELLINGS = _Kept(_spellings_of)


def marked_words(text: str) -> frozenset[str]:
    """The words of a text that carry marks, each as `marked` spells it."""
    return frozenset(_SPELLINGS.of(set(text.split())))
