"""Records compared with gold: precision, recall and F1 of each field, by the rules of the acceptance scorer.

Texts are compared with case, white space, dash and quote style, place of tone and closing punctuation
folded; diacritics and digits count. Long texts match from a similarity of 0.9. A record is exact only
where the file gave as many records as it has documents.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

Json = dict[str, Any]
Same = Callable[[Any, Any], bool]

_TONES = set("\u0300\u0301\u0303\u0309\u0323")
_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("⁄∕", "/"), "Ð": "Đ", "ð": "đ"})
_QUOTES = str.maketrans({**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’′`", "'")})
CORE = ("number", "doc_type", "issuer", "date", "signer.name", "recipients", "citations")


@cache
def fold(text: str | None) -> str:
    """Comparable form of a text; the tones of a syllable stand behind it."""
    words = unicodedata.normalize("NFC", (text or "").translate(_DASHES).translate(_QUOTES).casefold())
    out = []
    for word in re.split(r"(\W+)", words):
        chars = unicodedata.normalize("NFD", word)
        plain = unicodedata.normalize("NFC", "".join(c for c in chars if c not in _TONES))
        out.append(plain + "".join(c for c in chars if c in _TONES))
    even = re.sub(r"\s*([-/,;:.()\"'&])\s*", r"\1", re.sub(r"\s+", " ", "".join(out)))
    return even.strip(" \"'.,;:/-*|")


def body(text: str | None) -> str:
    """Comparable form of a name of a body or place, the commonest abbreviations spelt out."""
    spelt = re.sub(r"(?i)\btp\b\.?\s*", "thành phố ", text or "")
    return fold(re.sub(r"(?i)\bubnd\b", "ủy ban nhân dân", spelt))


def number(text: str | None) -> str:
    """Comparable form of a number: no blanks, no leading zeros."""
    plain = unicodedata.normalize("NFC", (text or "").translate(_DASHES)).casefold()
    plain = re.sub(r"\s+|[.:,;]+$", "", re.sub(r"^\s*số\b\s*[:.]*", "", plain))
    return re.sub(r"^0+(?=\d)", "", plain)


def alike(a: str | None, b: str | None, least: float) -> bool:
    """Whether long texts agree in all digits and nearly all letters, blanks left out."""
    a, b = fold(a), fold(b)
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    a, b = re.sub(r"\s+", "", a), re.sub(r"\s+", "", b)
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= least


def _text(item: Any) -> str:
    return item if isinstance(item, str) else str(item.get("text") or item.get("name") or "")


def _items(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _same_text(g: Any, p: Any) -> bool:
    return alike(_text(g), _text(p), 0.9)


def _same_words(g: Any, p: Any) -> bool:
    return fold(g) == fold(p)


SINGLE: dict[str, Same] = {
    "number": lambda g, p: number(g) == number(p),
    "doc_type": _same_words,
    "issuer": lambda g, p: any(body(name) == body(p) for name in _items(g)),
    "place": lambda g, p: body(g) == body(p),
    "date": lambda g, p: bool(g == p),
    "subject": lambda g, p: alike(g, p, 0.9),
}
LISTS: dict[str, Same] = {
    "addressees": _same_text,
    "recipients": _same_text,
    "citations": lambda g, p: number(g["number"]) == number(p["number"]),
    "stamps": lambda g, p: (
        number(g.get("number")) == number(p.get("number")) and g.get("date") == p.get("date")
    ),
}
SIGNER = {
    "signer.name": "name",
    "signer.position": "position",
    "signer.authority": "authority",
    "signer.on_behalf_of": "on_behalf_of",
}
FIELDS = (
    "documents",
    *SINGLE,
    "symbol",
    *SIGNER,
    *LISTS,
    "unnumbered",
    "citations.doc_type",
    "citations.date",
)


@dataclass
class Count:
    """Right values, wrong ones, missing ones; a wrong value for a right one is both."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Miss:
    """A value that differs: for lists, what was not found and what was found too much."""

    file: str
    field: str
    gold: Any
    got: Any


def signers(document: Json) -> list[Json]:
    return [s for s in _items(document.get("signers", document.get("signer"))) if s]


def _take(left: list[Any], same: Callable[[Any], bool]) -> Any:
    """The first item that is the same, taken out, or None."""
    at = next((k for k, item in enumerate(left) if same(item)), None)
    return None if at is None else left.pop(at)


def _named(signer: Json) -> Callable[[Any], bool]:
    return lambda other: fold(other.get("name")) == fold(signer.get("name"))


def _beside(gold: list[Json], got: list[Json]) -> list[tuple[Json, Json]]:
    """Signers by name, then in order; at least one pair, so that absence is compared too."""
    left = list(got)
    row = [_take(left, _named(g)) for g in gold]
    pairs = [(g, p if p is not None else left.pop(0) if left else {}) for g, p in zip(gold, row, strict=True)]
    return [*pairs, *(({}, p) for p in left)] or [({}, {})]


def paired(gold: Iterable[Any], got: Iterable[Any], same: Same) -> tuple[int, list[Any], list[Any]]:
    """How many match one to one, what was missed, what is too much."""
    left, missed, hits = list(got), [], 0
    for g in gold:
        if _take(left, partial(same, g)) is None:
            missed.append(g)
        else:
            hits += 1
    return hits, missed, left


def _affinity(g: Json, p: Json) -> int:
    named = signers(g) and signers(p) and fold(signers(g)[0].get("name")) == fold(signers(p)[0].get("name"))
    return (
        3 * bool(g.get("number") and number(g["number"]) == number(p.get("number")))
        + bool(g.get("date") and g["date"] == p.get("date"))
        + (g.get("doc_type") == p.get("doc_type"))
        + bool(named)
    )


def aligned(gold: list[Json], got: list[Json]) -> list[tuple[Json, Json]]:
    """Documents beside records, the likeliest pairs first; {} beside what has no partner."""
    ranks = sorted(
        ((_affinity(g, p), -abs(i - j), i, j) for i, g in enumerate(gold) for j, p in enumerate(got)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in ranks:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    alone: list[tuple[Json, Json]] = [(g, {}) for i, g in enumerate(gold) if all(i != a for a, _ in pairs)]
    extra: list[tuple[Json, Json]] = [({}, p) for j, p in enumerate(got) if all(j != b for _, b in pairs)]
    return [*((gold[i], got[j]) for i, j in pairs), *alone, *extra]


@dataclass
class Score:
    """Counts over files; `file` adds one."""

    fields: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    misses: list[Miss] = field(default_factory=list)
    documents: int = 0
    exact: int = 0
    borrowed: int = 0

    @property
    def core_f1(self) -> float:
        return sum(self.fields[name].f1 for name in CORE) / len(CORE)

    @property
    def exact_share(self) -> float:
        return self.exact / max(self.documents, 1)

    def _add(self, name: str, right: int, wrong: int, missing: int) -> None:
        count = self.fields[name]
        count.right, count.wrong, count.missing = (
            count.right + right,
            count.wrong + wrong,
            count.missing + missing,
        )

    def _single(self, file: str, name: str, same: Same, g: Any, p: Any) -> bool:
        has, got = g not in (None, "", []), p not in (None, "", [])
        good = same(g, p) if has and got else has == got
        self._add(name, has and got and good, got and not (has and good), has and not (got and good))
        if not good:
            self.misses.append(Miss(file, name, g, p))
        return good

    def file(self, file: str, gold: list[Json], got: list[Json]) -> None:
        """Scores the records of a file against its documents."""
        self._add(
            "documents", min(len(gold), len(got)), max(0, len(got) - len(gold)), max(0, len(gold) - len(got))
        )
        if len(gold) != len(got):
            self.misses.append(Miss(file, "documents", len(gold), len(got)))
        for g, p in aligned(gold, got):
            good = self._document(file, g, p)
            self.documents += bool(g)
            self.exact += bool(g) and len(gold) == len(got) and all(good.get(name, True) for name in CORE)

    def _document(self, file: str, g: Json, p: Json) -> dict[str, bool]:
        skip, good = set(g.get("skip", [])), {}
        for name, same in SINGLE.items():
            if name not in skip:
                good[name] = self._single(file, name, same, g.get(name), p.get(name))
        if g.get("symbol") and not g.get("number") and "symbol" not in skip:
            self._single(file, "symbol", SINGLE["number"], g["symbol"], p.get("symbol"))
        for a, b in _beside(signers(g), signers(p)):
            for name, key in SIGNER.items():
                if not skip & {name, "signer"} and (a.get("name") or b.get("name")):
                    good[name] = self._single(file, name, _same_words, a.get(key), b.get(key)) and good.get(
                        name, True
                    )
        for name, same in LISTS.items():
            if name not in skip:
                good[name] = self._list(file, name, same, g, p)
        if "unnumbered" not in skip:
            self._unnumbered(file, g, p)
        for name in {"number", "date"} - skip:
            others = [
                number(x.get(name)) for x in [*g.get("citations", []), *g.get("stamps", [])] if x.get(name)
            ]
            mine = number(p.get(name))
            self.borrowed += bool(g and mine) and mine != number(g.get(name)) and mine in others
        return good

    def _list(self, file: str, name: str, same: Same, g: Json, p: Json) -> bool:
        wanted, given = _items(g.get(name)), _items(p.get(name))
        if name == "citations":
            own = number(g.get("number"))
            by = {number(c["number"]): c for c in reversed(given) if c.get("number")}
            given = [c for key, c in reversed(by.items()) if not own or key != own]
            for c in wanted:
                found = by.get(number(c["number"])) if number(c["number"]) != own else None
                for sub, eq in (("doc_type", _same_words), ("date", SINGLE["date"])):
                    if found is not None and c.get(sub):
                        self._single(file, f"citations.{sub}", eq, c[sub], found.get(sub))
        hits, missed, extra = paired(wanted, given, same)
        self._add(name, hits, len(extra), len(missed))
        if missed or extra:
            self.misses.append(Miss(file, name, missed, extra))
        return not missed and not extra

    def _unnumbered(self, file: str, g: Json, p: Json) -> None:
        names = [
            c.get("title") or (_items(c.get("mentions")) or [{}])[0].get("text")
            for c in _items(p.get("citations"))
            if not c.get("number")
        ]
        hits, missed, extra = paired(
            g.get("unnumbered", []), [n for n in names if n], lambda a, b: alike(a, b, 0.8)
        )
        self._add("unnumbered", hits, len(extra), len(missed))
        if missed or extra:
            self.misses.append(Miss(file, "unnumbered", missed, extra))
