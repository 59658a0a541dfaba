"""Quyền hạn, chức vụ, họ tên của người ký (NĐ 30/2020, Phụ lục I, ô số 7a, 7c; Party: HD 36-HD/VPTW).

    T/M BAN THƯỜNG VỤ          TL. TỔNG CỤC TRƯỞNG          TRƯỞNG BAN
    PHÓ BÍ THƯ                 KT. VỤ TRƯỞNG
    (đã ký)                    PHÓ VỤ TRƯỞNG
    Đỗ Xuân Tuyên              Ngô Văn Độ                   Nông Văn Thắm

Lines of authority come first, then the signer's own post, then his name. Nobody's name, no signer:
a place, a heading or a word of the body is never one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, cast

import regex

from vbparse.cells import AUTHORITY
from vbparse.layout import Kind
from vbparse.naming import known_prefix, known_share, nearest, ordinary
from vbparse.normalize import plain
from vbparse.prose import trim
from vbparse.record import Authority, Signer
from vbparse.tables import signing, surnames
from vbparse.text import Cell, Found, Piece
from vbparse.zones import Zones

Code = Literal["TM", "KT", "TL", "TUQ", "Q"]
_AUTHORITY = regex.compile(AUTHORITY)
_TRAILING_NAME = regex.compile(
    r"(?:^|[;,.:)_]\W*|\s{2,}|^\W+)(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4})\W{0,6}$"
)
_ENDING_NAME = regex.compile(r"(?<=\p{Lu}[\s)*]{1,3})(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4})\W{0,4}$")
_NOT_NAMES = regex.compile(
    r"(?:noi nhan|nhu tren|nhu dieu|nhu kinh|viet nam|ho chi minh|luu van|luu vt|ha noi|da ky|van phong|so luong|ky ten|ho va ten)\b.*"
)


def signer(zones: Zones) -> Iterator[Found[Signer]]:
    """Every signer in reading order; several for joint documents, contracts and minutes."""
    columns = _columns(zones)
    for cells in columns:
        found = _read(zones, cells)
        if found is not None:
            yield found


def _columns(zones: Zones) -> list[list[Cell]]:
    """The signature's cells, a list for each signer."""
    tail = [
        c
        for c in zones.tail
        if c.kind in (Kind.SIGN, Kind.SIGNED, Kind.CAPS, Kind.TEXT, Kind.RECIPIENTS, Kind.TITLE, Kind.ABOUT)
    ]
    signs = [c for c in tail if c.kind == Kind.SIGN]
    twin = next((c for c in signs if any(o is not c and o.row == c.row for o in signs)), None)
    if twin is None:
        return [tail]
    first = min(c.row for c in signs)
    rights = {c.start for c in tail if c.row >= first and c.column > 0}
    left = [c for c in tail if c.row >= first and c.start not in rights]
    return [left, [c for c in tail if c.start in rights]]


def _read(zones: Zones, cells: list[Cell]) -> Found[Signer] | None:
    """The signer of one column: its lines of authority and post, then the first name below."""
    begin = next((k for k, c in enumerate(cells) if c.kind == Kind.SIGN), None)
    lines: list[tuple[str, Piece]] = []
    if begin is None:
        named = _name_alone(zones, cells)
        return Found(Signer(name=named[0]), (named[1],), "signer.name", 0.75) if named else None
    for cell in cells[begin:]:
        if cell.kind == Kind.SIGN:
            inline = _ENDING_NAME.search(cell.value)
            if inline and _is_name(inline["name"]):
                lines.append(
                    (cell.value[: inline.start("name")], Piece(cell.start, cell.start + inline.start("name")))
                )
                return _assemble(
                    lines,
                    (
                        inline["name"],
                        Piece(cell.start + inline.start("name"), cell.start + inline.end("name")),
                    ),
                )
            lines.append((cell.value, cell.piece))
            continue
        if cell.kind in (Kind.CAPS, Kind.TITLE) and lines and _goes_on(cell, lines):
            lines.append((cell.value, cell.piece))
            continue
        name = _name_in(cell, after=True)
        if name:
            return _assemble(lines, name)
    return None


def _goes_on(cell: Cell, lines: list[tuple[str, Piece]]) -> bool:
    """Whether capitals under a line of the signature are the rest of it, not the name or a heading."""
    if known_share(cell.value) >= 0.6 and not cell.value.startswith("-"):
        return True
    if _name_of(cell.value) is not None and _has_surname(cell.value):
        return False
    return (
        not regex.search(r"\d|[,;:]$", cell.value)
        and cell.start - lines[-1][1].end < 90
        and not cell.value.startswith("-")
    )


def _name_alone(zones: Zones, cells: list[Cell]) -> tuple[str, Piece] | None:
    """The one name at the foot where the lines above it are lost."""
    foot = zones.cells[zones.foot].start if zones.foot < len(zones.cells) else 0
    found = [name for cell in cells if cell.start >= foot and (name := _name_in(cell, after=False))]
    return found[-1] if found else None


def _name_in(cell: Cell, after: bool) -> tuple[str, Piece] | None:
    """A name that is the cell, or that ends it behind an item of the other column."""
    whole = _name_of(cell.value)
    if whole is not None:
        known = _has_surname(whole)
        if known or (
            after and regex.match(r"\p{Lu}", cell.value) and 2 <= len(whole.split()) <= 4 and not cell.is_caps
        ):
            start = cell.start + cell.value.index(whole.split()[0])
            return whole, Piece(
                start, cell.start + cell.value.rindex(whole.split()[-1]) + len(whole.split()[-1])
            )
        return None
    match = _TRAILING_NAME.search(cell.value)
    if match and match.start("name") > 0 and _is_name(match["name"]) and _has_surname(match["name"]):
        return match["name"], Piece(cell.start + match.start("name"), cell.start + match.end("name"))
    return None


def _name_of(value: str) -> str | None:
    """The name that a line is, titles before it and debris around it off."""
    bare = _titles().sub("", regex.sub(r"^[^\p{Lu}\p{Ll}\d]+|[^\p{Lu}\p{Ll}\d]+$", "", value))
    bare = regex.sub(r"(?<=\p{Ll})[!.,|](?=\s)", "", bare)
    words = bare.split()
    if not 2 <= len(words) <= 5:
        return None
    if not all(
        regex.fullmatch(r"\p{Lu}[\p{Ll}’']*|\p{Lu}\p{Ll}*(?:['’]\p{Lu}?\p{Ll}+)?|\p{Lu}{2,}", w)
        for w in words
    ):
        return None
    if not (bare.isupper() or all(w[-1:].islower() or len(w) == 1 for w in words)):
        return None  # seen: `Lưu VP`, a filing item whose dash was lost
    return " ".join(words) if _is_name(bare) else None


@cache
def _titles() -> regex.Pattern[str]:
    """Titles that stand before a name: GS.TS, Thượng tướng, Ông."""
    printed = sorted(signing().titles, key=len, reverse=True)
    return regex.compile(rf"^(?:(?:{'|'.join(regex.escape(t) for t in printed)})\s*\.?\s+)+", regex.I)


def _is_name(value: str) -> bool:
    return not _NOT_NAMES.fullmatch(plain(value))


def _has_surname(name: str) -> bool:
    """Whether a name begins with a family name; in capitals with its marks: `BỘ` is not Bo."""
    first = name.split()[0]
    if name.isupper() and plain(name) != name.lower():
        return first.lower() in _marked_surnames()
    return plain(first) in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(plain(name) for name in surnames())


@cache
def _marked_surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in surnames())


def _assemble(lines: list[tuple[str, Piece]], name: tuple[str, Piece]) -> Found[Signer]:
    chain, position = _chain([trim(line) for line, _ in lines])
    printed = name[0]
    person = " ".join(w.capitalize() for w in printed.split()) if printed.isupper() else printed
    first = chain[0] if chain else None
    return Found(
        Signer(
            name=person,
            position=position,
            authority=first.code if first else None,
            on_behalf_of=first.of if first else None,
            chain=tuple(chain),
        ),
        (*(piece for _, piece in lines), name[1]),
        "signer.block",
        0.95 if lines else 0.8,
    )


def _chain(lines: list[str]) -> tuple[list[Authority], str | None]:
    """Lines of authority, the first printed first, and the signer's own post."""
    steps: list[tuple[Code | None, str]] = []
    for line in lines:
        start = 0
        marks = [
            m
            for m in _AUTHORITY.finditer(plain(line))
            if m.start() == 0 or (line[m.start() - 1] == " " and _is_mark(line, m))
        ]
        if not marks or marks[0].start() > 0:
            first = marks[0].start() if marks else len(line)
            _extend(steps, line[:first])
        for n, mark in enumerate(marks):
            start = mark.end()
            stop = marks[n + 1].start() if n + 1 < len(marks) else len(line)
            steps.append((_code(mark.group()), line[start:stop].strip()))
    chain: list[Authority] = []
    position: str | None = None
    for n, (code, words) in enumerate(steps):
        if code is None:
            position = _post(words)
            continue
        target, own = (
            _divide(words, code) if n + 1 == len(steps) or steps[n + 1][0] is not None else (words, None)
        )
        chain.append(
            Authority(code=code, of=_post(target) if code != "TM" else ordinary(target) if target else None)
        )
        position = _post(own) if own else None
    return [_of_deputy(step, position) for step in chain], position


def _of_deputy(step: Authority, position: str | None) -> Authority:
    """Who signs for a head is his deputy: `KT. CỤC TRÌ` above `PHÓ CỤC TRƯỞNG` is Cục trưởng."""
    if (
        step.code != "KT"
        or not step.of
        or not position
        or not position.startswith("Phó ")
        or _starts_post(step.of)
    ):
        return step
    head = position.removeprefix("Phó ")
    head = head[:1].upper() + head[1:]
    return (
        step.model_copy(update={"of": head}) if plain(step.of).split()[0] == plain(head).split()[0] else step
    )


def _is_mark(line: str, mark: regex.Match[str]) -> bool:
    return regex.match(r"(?:TM|KT|TL|TUQ)\s?\.|[TK]/[MTL]", line[mark.start() : mark.end()]) is not None


def _extend(steps: list[tuple[Code | None, str]], line: str) -> None:
    """A line without a mark: the post, or the rest of the line above (`TL.` ⏎ `BỘ TRƯỞNG`)."""
    line = line.strip()
    if not line:
        return
    if steps and (
        not steps[-1][1]
        or (
            not _starts_post(line)
            and regex.match(r"(?:tinh|thanh pho|huyen|quan|xa|viet nam|nhan dan|dang|bo|va)\b", plain(line))
        )
    ):
        steps[-1] = (steps[-1][0], f"{steps[-1][1]} {line}".strip())
    elif steps and steps[-1][0] is None and not _starts_post(line):
        steps[-1] = (None, f"{steps[-1][1]} {line}")
    else:
        steps.append((None, line))


def _code(mark: str) -> Code:
    """The authority behind its printings: T/M, TM., `1/M`."""
    tight = regex.sub(r"[^a-z1]", "", mark)
    if tight.startswith("k"):
        return "KT"
    if "uq" in tight:
        return "TUQ"
    if tight.startswith("q"):
        return "Q"
    return cast(Code, "TL" if tight.endswith("l") else "TM")


@cache
def _posts() -> regex.Pattern[str]:
    names = sorted({plain(p) for p in signing().positions}, key=len, reverse=True)
    posts = "|".join(r"\s{0,2}".join(map(regex.escape, name.split())) for name in names)
    return regex.compile(rf"(?<!\w)(?:{posts})(?!\w)")


def _starts_post(line: str) -> bool:
    return _posts().match(plain(line)) is not None


def _divide(words: str, code: Code) -> tuple[str, str | None]:
    """Whom the signer stands for, and his own post, where OCR ran both together."""
    body = known_prefix(words) if code == "TM" else 0  # "Ban Bí thư" is a body, "Bí thư" a post
    posts = [m for m in _posts().finditer(plain(words)) if m.start() >= body]
    if len(posts) >= 2 and posts[0].start() == 0:
        return words[: posts[-1].start()].strip(), words[posts[-1].start() :].strip()
    if posts and posts[0].start() > 0:
        return words[: posts[0].start()].strip(), words[posts[0].start() :].strip()
    return words, None


def _post(words: str) -> str | None:
    """A post in ordinary capitals, damage by OCR repaired where one known post is near."""
    bare = trim(words)
    if not bare:
        return None
    if _posts().match(plain(bare)):
        whole = _posts().match(plain(bare))
        rest = bare[whole.end() :] if whole else ""
        head = nearest(bare[: whole.end()], signing().positions, 0.95) if whole else None
        return f"{head or ordinary(bare[: len(bare) - len(rest)])}{' ' + _tail(rest) if rest.strip() else ''}"
    return nearest(bare, signing().positions, 0.8) or ordinary(bare)


def _tail(rest: str) -> str:
    name = ordinary(rest.strip())
    return (
        name[:1].lower() + name[1:]
        if plain(name).startswith(("tinh ", "huyen ", "xa ", "thanh pho "))
        else name
    )
