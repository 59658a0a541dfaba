"""What the user typed → `Query`. No input raises, and punctuation is never syntax by accident.

    Chỉ thị 32 ngoại giao            the document (see `reference`) and two words; words are ANDed
    "đối ngoại đảng"                 words side by side
    a OR b, NOT a, (a OR b) c        where they are well formed; else AND is a word, a bracket nothing
    issuer:"Lạng Sơn" date:2019..    a field, by its English or its Vietnamese name; without a value, nothing

A query of punctuation alone (`(((`, `"`) asks for nothing: its `root` is None and it finds nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vbparse.patterns import re_pattern
from vbparse.query.tree import And, Field, Node, Not, Or, Phrase, Query, Word, joined, spelt
from vbparse.query.values import FIELDS, field_leaves
from vbparse.reference import NumberRef, leading_type, read
from vbparse.words import words

LONGEST = 2_000
"""Code points of a query that are read."""
DEEPEST = 50
"""Brackets in brackets; deeper ones are punctuation."""


def parse(text: str) -> Query:
    """The query that a line of text is; see the module."""
    no_dates: list[str] = []
    bracketed: list[str] = []
    symbols = list(_symbols(_lexemes(text[:LONGEST]), no_dates, bracketed))
    tree = _Tree(_well_formed(_without_stray_brackets(symbols)))
    return Query(text, tree.disjunction(), no_dates=tuple(no_dates), bracketed=tuple(bracketed))


# ---------------------------------------------------------------- lexemes

@dataclass(frozen=True, slots=True)
class _Quoted:
    text: str


_Operator: TypeAlias = Literal["AND", "OR", "NOT", "(", ")"]
_Symbol: TypeAlias = _Operator | Node
_QUOTES = '"“”„«»'
_LEXEME = re_pattern(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([()])|([^\s(){_QUOTES}]+)")
_CHUNKS = 8                                      # in which a type or a number is typed: `84 - KH / BTGTU`
_OPERATORS: dict[str, _Operator] = {"AND": "AND", "OR": "OR", "NOT": "NOT", "(": "(", ")": ")"}


def _lexemes(text: str) -> list[str | _Quoted]:
    """Quoted text, brackets, and runs without blanks; a quotation mark without its partner is nothing."""
    found: list[str | _Quoted] = []
    for match in _LEXEME.finditer(unicodedata.normalize("NFC", text)):
        quoted, bracket, bare = match.groups()
        found.append(_Quoted(quoted) if quoted is not None else bracket or bare)
    return found


def _symbols(
    lexemes: list[str | _Quoted], no_dates: list[str], bracketed: list[str]
) -> Iterator[_Symbol]:
    """Operators, brackets and leaves, in order.

    What is no date where one belongs goes on a list, fields before a bracket on another.
    """
    at = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if isinstance(lexeme, _Quoted):
            yield from _quoted(lexeme.text)
            at += 1
        elif lexeme in _OPERATORS:
            yield _OPERATORS[lexeme]
            at += 1
        elif named := _field_at(lexemes, at):
            field, name_length, rest = named
            nodes, used = _field_value(field, rest, lexemes[at + name_length:])
            if nodes:
                yield from nodes
                at += name_length + used
            else:
                if value := _said(rest, lexemes[at + name_length:]):
                    if field in ("date", "arrived"):
                        no_dates.append(f"{field}:{value}")
                    yield from _words(" ".join(str(chunk) for chunk in lexemes[at: at + name_length]))
                elif lexemes[at + name_length:][:1] == ["("]:
                    bracketed.append(field)
                at += name_length
        else:
            run = [lexeme]
            at += 1
            while at < len(lexemes) and _is_bare(lexemes[at]) and not _is_field(lexemes, at, run):
                run.append(str(lexemes[at]))
                at += 1
            for piece in read(" ".join(run)):
                yield from [piece] if isinstance(piece, NumberRef) else _words(piece)


def _is_bare(lexeme: str | _Quoted) -> bool:
    return isinstance(lexeme, str) and lexeme not in _OPERATORS


def _words(text: str) -> Iterator[Node]:
    """A word for each chunk of a text; several words in one chunk (`VP-UBND`, `a:b:c`) stand side by side."""
    for chunk in text.split():
        if found := spelt(chunk):
            yield found[0] if len(found) == 1 else Phrase(found)


def _quoted(text: str) -> Iterator[Node]:
    """A phrase, or the document that it names: `"Chỉ thị 32"` is the directive, quoted or not."""
    pieces = read(text)
    if len(pieces) == 1 and isinstance(pieces[0], NumberRef):
        yield pieces[0]
    elif found := spelt(text):
        yield found[0] if len(found) == 1 else Phrase(found)


def as_part(text: str) -> str:
    """A query in brackets, to stand in another: without what might pair with a sign outside of it."""
    lexemes = list(_LEXEME.finditer(text))
    opened: list[int] = []
    stray = set()
    for at, lexeme in enumerate(lexemes):
        if lexeme[2] == "(":
            opened.append(at)
        elif lexeme[2] == ")" and opened:
            opened.pop()
        elif lexeme[2] == ")":
            stray.add(at)
    stray.update(opened)
    pieces, last = [], 0
    for at, lexeme in enumerate(lexemes):
        # Between lexemes are blanks and quotation marks without a partner.
        pieces += [" " if last < lexeme.start() else "", "" if at in stray else lexeme[0]]
        last = lexeme.end()
    return f"({''.join(pieces).strip()})"


# ---------------------------------------------------------------- fields

def _field_at(lexemes: list[str | _Quoted], at: int) -> tuple[Field, int, str] | None:
    """The field that is named here, in how many lexemes, and what stands behind the colon."""
    for length in (1, 2):                        # `nơi nhận:` is two
        chunks = lexemes[at: at + length]
        if len(chunks) < length or not all(_is_bare(chunk) for chunk in chunks):
            return None
        name, colon, rest = str(chunks[-1]).partition(":")
        if colon:
            folded = "".join(words("".join([*map(str, chunks[:-1]), name])))
            return (FIELDS[folded], length, rest) if folded in FIELDS else None
    return None


def _is_field(lexemes: list[str | _Quoted], at: int, before: list[str]) -> bool:
    """Whether a field is named here; in `Chỉ thị số: 32` none is."""
    named = _field_at(lexemes, at)
    if not named or named[0] != "number":
        return bool(named)
    return not any(leading_type(before[-length:]) == length for length in range(1, min(len(before), 6) + 1))


def _field_value(field: Field, rest: str, following: list[str | _Quoted]) -> tuple[list[Node], int]:
    """The leaves of a field's value, and how many of the following lexemes it took; no leaves, no value."""
    used = 0
    if not rest:
        if not following or not (isinstance(following[0], _Quoted) or _is_bare(following[0])):
            return [], 0
        if isinstance(following[0], _Quoted):
            return field_leaves(field, following[0].text), 1
        rest, used = str(following[0]), 1
    run = [rest]
    for at in range(used, min(used + _CHUNKS, len(following))):
        if not _is_bare(following[at]) or _field_at(following, at):
            break
        run.append(str(following[at]))
    if field in ("date", "arrived"):
        for length in (3, 2):  # `2019 .. 2021`
            joined_up = "".join(run[:length])
            if ".." in joined_up and len(run) >= length and (nodes := field_leaves(field, joined_up)):
                return nodes, used + length - 1
    if field == "type" and (length := leading_type(run)):
        return field_leaves(field, " ".join(run[:length])), used + length - 1
    if field in ("number", "cites"):
        # `số: 84 - KH/BTGTU`: the most chunks that are one number, and nothing else.
        for length in range(len(run), 1, -1):
            pieces = read(" ".join(run[:length]))
            if len(pieces) == 1 and isinstance(pieces[0], NumberRef):
                return field_leaves(field, " ".join(run[:length])), used + length - 1
    return field_leaves(field, rest), used


def _said(rest: str, following: list[str | _Quoted]) -> str:
    """What follows a field's name, if it has words: every letterhead would meet `số:` alone, as a word."""
    if not rest and following and (isinstance(following[0], _Quoted) or _is_bare(following[0])):
        value = following[0]
        rest = value.text if isinstance(value, _Quoted) else value
    return rest if words(rest) else ""


# ---------------------------------------------------------------- structure

def _without_stray_brackets(symbols: list[_Symbol]) -> list[_Symbol]:
    """The symbols without brackets that have no partner, hold nothing, or lie too deep."""
    kept: list[_Symbol | None] = []
    opened: list[int] = []
    for symbol in symbols:
        if symbol == "(":
            opened.append(len(kept))
            kept.append(symbol)
        elif symbol != ")":
            kept.append(symbol)
        elif opened:
            start = opened.pop()
            if len(opened) >= DEEPEST or all(inner is None for inner in kept[start + 1:]):
                kept[start] = None
            else:
                kept.append(symbol)
    for start in opened:
        kept[start] = None
    return [symbol for symbol in kept if symbol is not None]


def _well_formed(symbols: list[_Symbol]) -> list[_Symbol]:
    """The symbols with every operator that has nothing to work on read as the word that it is."""
    after: list[_Symbol] = []
    for symbol in reversed(symbols):
        if symbol in ("AND", "OR", "NOT") and (not after or after[-1] in ("AND", "OR", ")")):
            after.append(Word(str(symbol).lower()))
        else:
            after.append(symbol)
    result: list[_Symbol] = []
    for symbol in reversed(after):
        if symbol in ("AND", "OR") and (not result or result[-1] in ("AND", "OR", "NOT", "(")):
            result.append(Word(str(symbol).lower()))
        else:
            result.append(symbol)
    return result


class _Tree:
    """Recursive descent over well-formed symbols: OR binds least, words side by side are ANDed."""

    def __init__(self, symbols: list[_Symbol]) -> None:
        self._symbols = symbols
        self._at = 0

    def _next(self) -> _Symbol | None:
        return self._symbols[self._at] if self._at < len(self._symbols) else None

    def disjunction(self) -> Node | None:
        items = [self._conjunction()]
        while self._next() == "OR":
            self._at += 1
            items.append(self._conjunction())
        return joined(Or, items)

    def _conjunction(self) -> Node | None:
        items = []
        while (symbol := self._next()) is not None and symbol not in ("OR", ")"):
            if symbol == "AND":
                self._at += 1
            else:
                items.append(self._item())
        return joined(And, items)

    def _item(self) -> Node | None:
        denied = False
        while self._next() == "NOT":
            denied = not denied
            self._at += 1
        symbol = self._next()
        self._at += 1
        if symbol == "(":
            node = self.disjunction()
            self._at += 1
        else:
            node = symbol if isinstance(symbol, Node) else None
        return Not(node) if denied and node else node
