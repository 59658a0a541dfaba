"""What a Vietnamese syllable can be: an onset, a rime, one tone.

    Nội, Hòa, nghiêng      are
    Nộl, Hóâ, Th, Đắk      are not: damage by OCR, or a name from another tongue

So a place that OCR spoiled is told from one that no table knows, and a blank inside a word is seen.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from vbparse.normalize import plain
from vbparse.patterns import regex_pattern

_ONSET = r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
_OPEN = r"(?:ai|ao|au|ay|eo|eu|iu|oi|ui|uu|oai|oay|oao|oeo|uai|uay|uau|ueu|uoi|uou|uya|uyu|ieu|yeu)"
_CLOSED = r"(?:a|e|i|o|u|y|oa|oe|oo|ua|ue|uo|uy|uye|ia|ie|ye)(?:c|ch|m|n|ng|nh|p|t)?"
_SYLLABLE = regex_pattern(rf"{_ONSET}(?:{_OPEN}|{_CLOSED})")
_NEEDS_CODA = frozenset("âấầẩẫậăắằẳẵặ")
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# Words of the highlands that begin their names: what follows is no syllable, and sound all the same.
_HIGHLAND = frozenset({"dak", "krong", "ia", "ea", "ya", "chu", "cu", "kon", "buon", "plei"})
# Letters that OCR takes for one another (domain of scans: l and i, n and u, b and h, q and g, c and e).
_ALIKE = str.maketrans("l1j0ubqe", "iiionhgc")
_INSIDE = regex_pattern(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word can be a syllable of Vietnamese, in any case of its letters."""
    low = unicodedata.normalize("NFC", word.lower())
    tones = sum(c in _TONES for c in unicodedata.normalize("NFD", low))
    return tones <= 1 and low[-1:] not in _NEEDS_CODA and _SYLLABLE.fullmatch(plain(low)) is not None


def whole_words(printed: str) -> str:
    """A name with the blanks that OCR put into its words out, and in where it lost them.

    `Hồ Công Đ ức` is `Hồ Công Đức`, `Hoàng ThịLập` is `Hoàng Thị Lập`.
    """
    out: list[str] = []
    for word in _INSIDE.sub(" ", printed).split():
        joined = out[-1] + word if out else ""
        if joined and is_syllable(joined) and not (is_syllable(out[-1]) and is_syllable(word)):
            out[-1] = joined
        else:
            out.append(word)
    return " ".join(out)


@lru_cache(maxsize=4096)
def restored(printed: str, names: frozenset[str]) -> str | None:
    """The one name that a damaged print can be; only words that are no syllables may differ, in a letter.

    `Hà Nộl` is Hà Nội; `Đắk Ơ` stays what it is beside a Đắk Pơ. In a highland name only letters that look
    alike may: `Đắk Glel` is Đắk Glei, `Ia Glai` is no Ia Grai.
    """
    words = plain(printed).split()
    if not 1 < len(words) < 6 or all(map(is_syllable, printed.split())):
        return None
    sound = [is_syllable(word) for word in printed.split()]
    differ = _look_alike if words[0] in _HIGHLAND else _near
    held = sound.index(True) if True in sound else -1
    alike = _by_word(names).get((len(words), held, words[held] if held >= 0 else ""), ())
    near = {name for name, known in alike if _agrees(words, sound, known, differ)}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=8)
def _by_word(names: frozenset[str]) -> dict[tuple[int, int, str], list[tuple[str, list[str]]]]:
    """Names with their words without marks, by how many these are and by each; by none behind -1."""
    found = defaultdict[tuple[int, int, str], list[tuple[str, list[str]]]](list)
    for name in names:
        words = plain(name).split()
        for k, word in ((-1, ""), *enumerate(words)):
            found[len(words), k, word].append((name, words))
    return found


def _agrees(
    words: list[str], sound: list[bool], name: list[str], differ: Callable[[str, str], bool]
) -> bool:
    return all(
        a == b or (not whole and differ(a, b)) for a, b, whole in zip(words, name, sound, strict=True)
    )


def _look_alike(a: str, b: str) -> bool:
    return a.translate(_ALIKE) == b.translate(_ALIKE)


def _near(a: str, b: str) -> bool:
    """Whether two words differ in one letter, letters that look alike taken for the same."""
    a, b = a.translate(_ALIKE), b.translate(_ALIKE)
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    a, b = a[k:], b[k:]
    return a == b or a[1:] == b[1:] or a[1:] == b or a == b[1:]
