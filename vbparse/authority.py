"""Quyền hạn và chức vụ: for whom a signer signs, and his own post.

    T/M BAN THƯỜNG VỤ ⏎ PHÓ BÍ THƯ                        TM of Ban Thường vụ; Phó Bí thư
    TL. TỔNG CỤC TRƯỞNG ⏎ KT. VỤ TRƯỞNG ⏎ PHÓ VỤ TRƯỞNG   TL, then KT; Phó Vụ trưởng
    KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG                           KT of Thủ tướng; Phó Thủ tướng
    T/M BAN BÍ THƯ                                        TM of Ban Bí thư; no post

(NĐ 30/2020, Phụ lục I, ô số 7a; HD 36-HD/VPTW.) The first line printed says how he signs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from vbparse.alternatives import one_of
from vbparse.cells import AUTHORITY
from vbparse.naming import known_prefix, ordinary, post
from vbparse.normalize import plain
from vbparse.prose import trim
from vbparse.record import Authority
from vbparse.syllables import is_syllable
from vbparse.tables import signing

Code = Literal["TM", "KT", "TL", "TUQ", "Q"]
_Step = tuple[Code | None, str]                 # an authority and whose it is, or a post alone

_MARK = re.compile(AUTHORITY)
_BARE_MARK = re.compile(r"(?:T/?M|K/?T|T/?L|T/?UQ|Q)\s?\.?")
_MARK_INSIDE = re.compile(r"(?:TM|KT|TL|TUQ)\s?\.|[TK]/[MTL]")
_MARK_LETTERS = re.compile(r"[^a-z1]")
_NAME_GOES_ON = re.compile(r"(?:tinh|thanh pho|huyen|quan|xa|viet nam|nhan dan|dang|bo|va|phat trien)\b")

# Organs that are nothing without the body whose they are: `TM. ĐOÀN CHỦ TỊCH` ⏎ `ỦY BAN TRUNG ƯƠNG …`.
_ORGAN = re.compile(r"doan chu tich|ban thuong truc")


def chain(lines: list[str]) -> tuple[list[Authority], str | None]:
    """The authorities of a signature's lines, the first printed first, and the signer's own post."""
    steps = _steps([_without_debris(trim(line)) for line in lines])
    if len(steps) == 2 and _is_of_deputy(*steps):
        steps[0] = ("KT", steps[0][1])            # the mark is lost, but a deputy signs for no other
    found: list[Authority] = []
    position: str | None = None
    for n, (code, words) in enumerate(steps):
        if code is None:
            position = _post(words)
            continue
        if code == "Q":                           # quyền: he holds the post himself
            found.append(Authority(code=code))
            position = _post(words)
            continue
        last = n + 1 == len(steps) or steps[n + 1][0] is not None
        target, own = _divide(words, code) if last else (words, None)
        whose = ordinary(target) if code == "TM" and target else _post(target)
        found.append(Authority(code=code, of=whose))
        position = _post(own) if own else None
    return [_of_deputy(step, position) for step in found], position


def _without_debris(line: str) -> str:
    """A line without what a stamp left before a post in capitals: `TNHU HN PHÓ CHỦ TỊCH`."""
    match = None if _MARK.match(plain(line)) else _posts().search(plain(line))
    before = line[: match.start()] if match else ""
    words = before.split()
    spoilt = words and words[-1][-1:].isalpha() and not all(map(is_syllable, words))
    return line[len(before) :] if spoilt and line[len(before) :].isupper() else line


def _steps(lines: list[str]) -> list[_Step]:
    """The lines as authorities and posts, a name that wraps joined."""
    steps: list[_Step] = []
    for line in lines:
        if _BARE_MARK.fullmatch(line):            # seen: `TL.` ⏎ `BỘ TRƯỞNG`
            steps.append((_code(plain(line)), ""))
            continue
        marks = [m for m in _MARK.finditer(plain(line)) if m.start() == 0 or _is_mark(line, m)]
        before = line[: marks[0].start() if marks else len(line)].strip()
        if before:
            _add(steps, before)
        for n, mark in enumerate(marks):
            stop = marks[n + 1].start() if n + 1 < len(marks) else len(line)
            steps.append((_code(mark.group()), line[mark.end() : stop].strip()))
    return steps


def _is_mark(line: str, mark: re.Match[str]) -> bool:
    """Whether an authority stands inside a line, and not a word's last letters."""
    return line[mark.start() - 1] == " " and _MARK_INSIDE.match(line, mark.start()) is not None


def _add(steps: list[_Step], line: str) -> None:
    """A line without a mark: a post, or the rest of the line above (`TL.` ⏎ `BỘ TRƯỞNG`)."""
    if steps and not steps[-1][1]:
        steps[-1] = (steps[-1][0], line)
    elif steps and not _starts_post(line) and (
        steps[-1][0] is None or _NAME_GOES_ON.match(plain(line)) or _ORGAN.fullmatch(plain(steps[-1][1]))
    ):
        steps[-1] = (steps[-1][0], f"{steps[-1][1]} {line}")
    else:
        steps.append((None, line))


def _code(mark: str) -> Code:
    """The authority behind its printings: T/M, TM., `1/M`."""
    tight = _MARK_LETTERS.sub("", mark)
    if tight.startswith("k"):
        return "KT"
    if "uq" in tight:
        return "TUQ"
    if tight.startswith("q"):
        return "Q"
    return "TL" if tight.endswith(("l", "1", "i")) else "TM"


@cache
def _posts() -> re.Pattern[str]:
    """Posts on plain text, the longest first, blanks between their words optional."""
    posts = one_of(map(plain, signing().positions), r"\s{0,2}")
    return re.compile(rf"(?<!\w){posts}(?!\w)")


def behind_post(line: str) -> int:
    """Where what follows the last post of a line begins; 0 where it names none."""
    ends = [match.end() for match in _posts().finditer(plain(line))]
    rest = line[ends[-1] :] if ends else ""
    return ends[-1] + len(rest) - len(rest.lstrip()) if ends else 0


def second_signature(line: str) -> int:
    """Where the second of two signatures on a line begins, `KT. CHỦ TỊCH KT. GIÁM ĐỐC`; 0 in one alone."""
    low = plain(line)
    marks = [m.start() for m in _MARK.finditer(low) if m.start() == 0 or _is_mark(line, m)]
    starts = marks or [m.start() for m in _posts().finditer(low)]
    return starts[1] if len(starts) == 2 and starts[0] == 0 else 0


def are_of_two(line: str, below: str) -> bool:
    """Whether two lines are of two signatures: both an authority, or both a post, none his deputy's.

    One signature has its authority first, then the post: `KT. GIÁM ĐỐC` ⏎ `PHÓ GIÁM ĐỐC`.
    """
    signs = _MARK.match(plain(line)) is not None
    if signs != (_MARK.match(plain(below)) is not None):
        return False
    one, other = (None, line), (None, below)
    return signs or not (_is_of_deputy(one, other) or _is_of_deputy(other, one))


def is_post(line: str) -> bool:
    """Whether a line is a post and nothing else, in small letters too, as before 2005: `Thứ trưởng`."""
    if not line[:1].isupper() or len(line) >= _LONGEST_POST:
        return False
    return _posts().fullmatch(plain(line).rstrip()) is not None


_LONGEST_POST = 40


def _starts_post(line: str) -> bool:
    return _posts().match(plain(line)) is not None


def _divide(words: str, code: Code) -> tuple[str, str | None]:
    """Whom the signer stands for, and his own post, where OCR ran both together."""
    body = known_prefix(words) if code == "TM" else 0          # "Ban Bí thư" is a body, "Bí thư" a post
    posts = [m.start() for m in _posts().finditer(plain(words), body)]
    if len(posts) >= 2 and posts[0] == 0:
        return words[: posts[-1]].strip(), words[posts[-1] :].strip()
    if posts and posts[0] > 0:
        return words[: posts[0]].strip(), words[posts[0] :].strip()
    return words, None


def _post(words: str) -> str | None:
    """A post in ordinary capitals, damage by OCR repaired where one known post is near."""
    bare = trim(words)
    if not bare:
        return None
    whole = _posts().match(plain(bare))
    if whole is None:
        return post(bare, 0.84) or ordinary(bare)
    head, rest = bare[: whole.end()], trim(bare[whole.end() :])
    known = post(head, 0.95) or ordinary(head)
    second = post(rest, 0.95) if bare[whole.end() :].lstrip().startswith(("-", "–")) else None
    return f"{known} - {second}" if second else f"{known} {_of_what(rest)}" if rest else known


def _of_what(rest: str) -> str:
    """What follows a post: `Vụ Chính sách` with its capital, `tỉnh` without."""
    name = ordinary(rest)
    unit = plain(name).startswith(("tinh ", "huyen ", "xa ", "thanh pho "))
    return name[:1].lower() + name[1:] if unit else name


def _is_of_deputy(head: _Step, deputy: _Step) -> bool:
    """Whether two lines are a head's post and, under it, his deputy's: `BỘ TRƯỞNG` ⏎ `THỨ TRƯỞNG`."""
    if head[0] or deputy[0]:
        return False
    above, below = plain(head[1]), plain(deputy[1])
    of_it = (f"pho {above}", f"pho {above} thuong truc", "thu truong" if above == "bo truong" else None)
    return below in of_it


def _of_deputy(step: Authority, position: str | None) -> Authority:
    """Who signs for a head is his deputy: `KT. CỤC TRÌ` above `PHÓ CỤC TRƯỞNG` is Cục trưởng."""
    if step.code != "KT" or not step.of or _starts_post(step.of):
        return step
    head = (position or "").removeprefix("Phó ")
    if head == position or not head or plain(step.of).split()[0] != plain(head).split()[0]:
        return step
    return step.model_copy(update={"of": head[:1].upper() + head[1:]})
