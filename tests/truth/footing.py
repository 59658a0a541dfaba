"""The foot of a paper: distribution list and signature, in the order in which the page was read."""

from __future__ import annotations

from random import Random

from tests.truth.marks import Ink, bare
from tests.truth.paper import Paper, Signed
from tests.truth.printing import Style, wrap

_SIGNED_MARKS = ["(đã ký)", "(Đã ký)", "Đã ký", "(Ký tên, đóng dấu)", "đã ký"]


def distribution(rng: Random, ink: Ink, paper: Paper, look: Style, width: int) -> list[str]:
    """`Nơi nhận:` and its items, each on a line of its own or more."""
    if not paper.recipients:
        return []
    bullet = look.bullet if rng.random() < 0.97 else ""
    lines = [rng.choice(["Nơi nhận:", "Nơi nhận:", "Nơi nhận:", "Nơi nhận :", "NƠI NHẬN:"])]
    last = len(paper.recipients) - 1
    for n, item in enumerate(paper.recipients):
        end = "." if n == last else "," if paper.body.party else ";"
        joined = look.footer in {"table", "run on"}
        whole = not bullet or item.bracket or joined
        pieces = ink.lines("recipients", [item.text] if whole else wrap(item.text, width))
        pieces[0] = bullet + pieces[0]
        pieces[-1] += end
        if item.bracket and not joined:
            pieces[-1] += f" {item.bracket}"
        if look.pause and n:
            lines.append("")
        lines += pieces
    return lines


def signature(rng: Random, ink: Ink, signed: Signed) -> list[str]:
    """The lines of authority, a note that it was signed or a gap, the name. One mark holds them."""
    signing = signed.signing
    posts = {
        "position": signing.position,
        "authority": signing.authority,
        "on_behalf_of": signing.on_behalf_of,
    }
    lines = list(signing.lines)
    if rng.random() < 0.2:
        lines.append(rng.choice(_SIGNED_MARKS))
    name = signed.name.upper() if rng.random() < 0.06 else signed.name
    return [*lines, ink.mark("signer", name, posts)]


def _airy(rng: Random, lines: list[str]) -> list[str]:
    """A signature with the room that the stamp takes up."""
    return [*lines[:-1], *[""] * rng.choice([0, 1, 1, 3, 4]), lines[-1]]


def _closed(line: str) -> bool:
    return bare(line).endswith((";", ",", "."))


def columns(left: list[str], right: list[str], gap: str) -> list[str]:
    """Two columns on one line; the name waits for a line on which an item ends."""
    head, name = right[:-1], right[-1]
    out = [f"{line}{gap}{head[n]}" if n < len(head) else line for n, line in enumerate(left)]
    out += [" " * 30 + line for line in head[len(left) :]]
    after = [n for n in range(len(head), len(left)) if _closed(left[n])]
    if after:
        out[after[-1]] += f"{gap}{name}"
        return out
    return [*out, "", name]


def interleaved(left: list[str], right: list[str]) -> list[str]:
    """A line of the one, a line of the other; a wrapped item stays together."""
    out, queue = [], list(right)
    for n, line in enumerate(left):
        out.append(line)
        if queue and (n == 0 or _closed(line)) and len(queue) > 1:
            out.append(queue.pop(0))
    return [*out, *queue]


def foot(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    blocks = [signature(rng, ink, signed) for signed in paper.signed]
    narrow = look.footer in {"blank", "wide", "interleaved"}
    left = distribution(rng, ink, paper, look, 44 if narrow else look.width)
    if look.footer == "table" and left:
        items = " ".join(line for line in left if line)
        return [f"| {items} | {' '.join(blocks[0])} |"]
    if look.footer in {"table", "run on"}:
        return [*left, *(" ".join(block) for block in blocks)]
    if look.footer == "interleaved" and left:
        return interleaved(left, blocks[0])
    if narrow and left:
        return columns(
            [line for line in left if line], blocks[0], " " if look.footer == "blank" else look.gap
        )
    signed = [line for block in blocks for line in [*_airy(rng, block), ""]]
    if len(blocks) == 2 and len(blocks[0]) == len(blocks[1]) and rng.random() < 0.5:
        signed = [f"{a:<40}{look.gap}{b}" for a, b in zip(*blocks, strict=True)]
    return [*left, "", *signed] if look.footer == "left first" else [*signed, "", *left]
