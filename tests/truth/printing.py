"""A paper set in lines: letterhead, title, body. The forms are those that print and scan give a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from tests.truth.marks import Ink, bare, over
from tests.truth.paper import STATUTES, Paper

LETTERHEADS = {
    "blank": 9,
    "wide": 6,
    "left first": 6,
    "right first": 3,
    "interleaved": 2,
    "ornament only": 2,
    "missing": 2,
    "table": 3,
    "run on": 3,
    "squeezed": 2,
}
FOOTERS = {
    "left first": 8,
    "right first": 2,
    "blank": 8,
    "wide": 6,
    "interleaved": 3,
    "table": 3,
    "run on": 0,
}


@dataclass(frozen=True)
class Style:
    """How a page is set. `gap` stands between columns, `pause` between items of a list."""

    letterhead: str
    footer: str
    width: int
    gap: str
    pause: int
    bullet: str
    bold: bool
    spaced: bool
    rule: str

    @property
    def flowing(self) -> bool:
        """Whether a paragraph is one line, as crawled text has it."""
        return self.letterhead in {"table", "run on"}


def pick(rng: Random, table: dict[str, int]) -> str:
    return rng.choices(list(table), list(table.values()))[0]


def style(rng: Random, paper: Paper) -> Style:
    head = pick(rng, LETTERHEADS)
    if head in {"ornament only", "missing"} and not (paper.body.party and paper.body.code != "ĐU"):
        head = "blank"
    foot = {"table": "table", "run on": "run on"}.get(head) or pick(rng, FOOTERS)
    if len(paper.signed) > 1 and foot in {"blank", "wide", "interleaved", "table"}:
        foot = "right first"
    return Style(
        head,
        foot,
        rng.choice([72, 78, 84]),
        rng.choice(["    ", "          ", "\t", " " * 24]),
        rng.choice([0, 0, 0, 1]),
        rng.choice(["- ", "- ", "- ", "- ", "– ", "+ ", "* "]),
        rng.random() < 0.12,
        rng.random() < 0.06,
        rng.choice(["", "-----", "", "_______", "---", "", "--------"]),
    )


def wrap(text: str, width: int, rng: Random | None = None) -> list[str]:
    """Lines of at most `width` printed characters; a number may be broken behind its dash."""
    lines, line, wide = [], "", 0
    for word in text.split(" "):
        room, long = width - wide - 1, len(bare(word))
        if line and long > room:
            head, dash, tail = word.partition("-")
            fits = dash and tail and head[-1:].isdigit() and len(bare(head)) < room
            if rng and fits and rng.random() < 0.6:
                line, word = f"{line} {head}-", tail
                long = len(bare(word))
            lines.append(line)
            line, wide = word, long
        else:
            line, wide = (f"{line} {word}", wide + 1 + long) if line else (word, long)
    return [*lines, line]


def number_line(rng: Random, ink: Ink, paper: Paper) -> str:
    """`Số: 84-KH/BTGTU` as it is spaced; blank on a draft. The serial can be scrawled over."""
    own, loose = paper.number, rng.random()
    if not own.symbol:
        return ""
    label = (
        rng.choice(["Số", "Số", "Số:"]) if paper.body.party else rng.choice(["Số:", "Số:", "Số: ", "Số :"])
    )
    if paper.typed.name in STATUTES:
        label = f"{paper.typed.name.capitalize()} số:"
    symbol = ink.mark("symbol", own.symbol, own.symbol)
    joint = own.separator
    if own.separator == "-" and loose < 0.3:
        joint = rng.choice([" - ", "- ", " -", " – "])
    elif own.separator == "/" and loose < 0.2:
        joint = " /"
    if paper.blank:
        return f"{label}{rng.choice(['      ', ' ......', '  ', ' …… '])}{own.separator}{symbol}"
    serial = ink.mark("serial", own.serial, own.serial)
    return f"{label} " + ink.mark("number", serial + joint + symbol, own.value)


def date_line(rng: Random, ink: Ink, paper: Paper) -> str:
    """`Lạng Sơn, ngày 21 tháng 6 năm 2019`; day, and month too, blank on a draft."""
    year, month, day = paper.date.split("-")
    place = ink.mark("place", paper.body.place, paper.body.place)
    month_printed = month if int(month) < 3 or rng.random() < 0.3 else str(int(month))
    blank = rng.choice(["   ", "     ", "…", "....."])
    if paper.blank:
        with_month = rng.random() < 0.5
        value = f"{year}-{month}" if with_month else year
        rest = f"{blank} tháng {month_printed if with_month else blank} năm {year}"
        return f"{place}, " + ink.mark("month", f"ngày {rest}", value)
    slot = ink.mark("day", day, day)
    text = f"ngày {slot} tháng {month_printed} năm {year}"
    return f"{place}, " + ink.mark("month", ink.mark("date", text, paper.date), f"{year}-{month}")


def mottos(paper: Paper) -> list[str]:
    if paper.body.code.startswith("TWĐTN"):
        return ["ĐOÀN TNCS HỒ CHÍ MINH"]
    if paper.body.party:
        return ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    if paper.date < "1976-07-02":
        return ["VIỆT NAM DÂN CHỦ CỘNG HÒA", "Độc lập - Tự do - Hạnh phúc"]
    return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def _rows(left: list[str], right: list[str], gap: str) -> list[str]:
    out = []
    for n in range(max(len(left), len(right))):
        cells = [column[n] for column in (left, right) if n < len(column) and column[n]]
        out.append(gap.join(cells))
    return [row for row in out if row]


def letterhead(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """The two columns over the title, in the order in which the page was read."""
    shown, star = list(paper.body.lines), ["*"] if paper.body.party else []
    motto = mottos(paper)
    if look.bold:
        shown, motto = [*shown[:-1], f"**{shown[-1]}**"], [f"**{line}**" for line in motto]
    if look.letterhead == "missing":
        return []
    own, issued = list(filter(None, [number_line(rng, ink, paper)])), date_line(rng, ink, paper)
    about = _beside_number(rng, ink, paper) if paper.typed.letter else []
    if look.letterhead == "ornament only":
        return ["*", *rng.sample([*own, issued], len(own) + 1), "", *about]
    if look.letterhead == "table":
        left, right = " ".join([*shown, "-------"]), " ".join([*motto, "---------------"])
        return [f"| {left} | {right} |", "|---|---|", f"| {' '.join([*own, *about])} | {issued} |"]
    if look.letterhead == "run on":
        return [
            " ".join([*shown, "-------", *motto, "---------------"]),
            " ".join([*own, *about, issued]),
        ]
    if look.letterhead == "left first":
        return [*shown, *star, *own, *about, "", *motto, issued]
    if look.letterhead == "right first":
        return [*motto, issued, "", *shown, *star, *own, *about]
    if look.letterhead == "interleaved":
        rows = zip_longest(shown, motto, fillvalue="")
        return [*(line for row in rows for line in row if line), *star, *own, issued, "", *about]
    gap = " " if look.letterhead in {"blank", "squeezed"} else look.gap
    head = _rows([*shown, *star], motto, gap)
    if look.letterhead == "squeezed":
        head = [head[0], "", *head[1:]]
    if about and rng.random() < 0.3:
        return [*head, *own, *about, "", issued]
    return [*head, gap.join([*own, issued]), *about]


def _beside_number(rng: Random, ink: Ink, paper: Paper) -> list[str]:
    """`V/v …` under the number of a letter."""
    first, *rest = ink.lines("subject", wrap(paper.subject, 40))
    return [f"{rng.choice(['V/v', 'V/v', 'V/v', 'v/v', 'V/v:', 'Về việc'])} {first}", *rest]


def title(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """The type in capitals, whose it is, and what it is about."""
    if paper.typed.letter:
        return []
    name = paper.typed.name.upper()
    if look.spaced and not look.flowing:
        name = "  ".join(" ".join(syllable) for syllable in name.split())
    elif look.bold:
        name = f"**{name}**"
    name = ink.mark("title", name)
    key = ink.new("subject")
    start = rng.choice(["Về việc ", "về việc ", "", "", "về ", "Về "])
    about = paper.subject if paper.typed.name in STATUTES else start + paper.subject
    about = about if start else about[0].upper() + about[1:] if about[0].islower() else about
    acting = [f"CỦA {paper.acting}"] if paper.acting else []
    if look.letterhead == "run on":
        return [" ".join([name, *acting, over(key, about.upper())])]
    lines = [over(key, line) for line in wrap(about, rng.choice([60, 72]))]
    if look.bold:
        lines[0], lines[-1] = f"**{lines[0]}", f"{lines[-1]}**"
    pause = [""] if rng.random() < 0.4 else []
    return [name, *acting, *pause, *lines, *([look.rule] if look.rule else [])]


def addressed(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """`Kính gửi:` with one body behind it or a list below."""
    if not paper.addressees:
        return []
    label = "Kính gửi:" if rng.random() < 0.93 or not paper.body.party else "Kính trình:"
    if paper.typed.name == "công điện":
        label = f"{paper.body.names[-1].upper()} điện:"
    items = [ink.mark("addressees", text) for text in paper.addressees]
    if len(items) == 1:
        end = rng.choice(["", "", ".", ";"])
        return wrap(f"{label} {items[0]}{end}", 1000 if look.flowing else look.width)
    last = len(items) - 1
    listed = [
        f"{look.bullet}{item}{';' if n < last else rng.choice(['.', '', ';'])}"
        for n, item in enumerate(items)
    ]
    if rng.random() < 0.3:
        listed[0], label = f"{label} {listed[0]}", ""
    between = [""] if look.pause else []
    lines = [label] if label else []
    for item in listed:
        lines += [*between, *wrap(item, look.width)]
    return lines


def prose(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """The paragraphs with their footnotes; page breaks fall where they fall."""
    lines: list[str] = []
    for text in paper.paragraphs:
        key = ink.new("prose")
        paragraph = wrap(text, 100_000 if look.flowing else look.width, rng)
        lines += [*(over(key, line) for line in paragraph), *([""] if rng.random() < 0.8 else [])]
    if not look.flowing and len(lines) > 12 and rng.random() < 0.35:
        at = rng.randint(6, len(lines) - 4)
        lines[at:at] = rng.choice([["2"], ["", "2", ""], ["\f2"], ["", "                    2"]])
    return [*lines, *(line for note in paper.notes for line in wrap(note, look.width))]
