"""Pages: one document or a bundle, with what receivers, machines and binders added, and their gold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.truth.extras import appendix, copy_note, esign, shifted, stamp
from tests.truth.footing import foot
from tests.truth.marks import Ink, bare, texts
from tests.truth.noise import damage
from tests.truth.paper import Paper, draft, joint, of_old
from tests.truth.printing import Style, addressed, letterhead, prose, style, title
from tests.truth.wording import SENTENCES


@dataclass(frozen=True)
class Page:
    """A file: its text, and the gold in the form of a `NAME.gold.json`."""

    text: str
    gold: dict[str, Any]


def documents(seed: int, rate: float = 0.0) -> Page:
    """The page of a seed, the same on any machine, damaged at a rate of characters.

    Chance of its own makes the damage, so a page is about the same things at every rate.
    """
    rng, ink = Random(f"page {seed}"), Ink()
    lines, constants = _page(rng, ink)
    text = "\n".join(lines).strip("\n") + "\n"
    if rng.random() < 0.15:
        text = _new_tones(text)
    if rate:
        text = damage(text, rate, Random(f"noise {seed}"), ink)
    return Page(bare(text), {"documents": gold(text, ink, constants)})


def _new_tones(text: str) -> str:
    """The newer way to place a tone: `uỷ`, `hoá`."""
    for old, new in (
        ("ủy", "uỷ"),
        ("hóa", "hoá"),
        ("hòa", "hoà"),
        ("Ủy", "Uỷ"),
        ("khỏe", "khoẻ"),
        ("thủy", "thuỷ"),
    ):
        text = text.replace(old, new)
    return text


def gold(text: str, ink: Ink, constants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the marks that are left say of each document."""
    found: list[dict[str, Any]] = [
        {
            "number": None,
            "place": None,
            "date": None,
            "subject": None,
            "addressees": [],
            "recipients": [],
            "signer": [],
            "citations": [],
            "unnumbered": [],
            "stamps": [],
        }
        for _ in constants
    ]
    partial: list[dict[str, Any]] = [{} for _ in constants]
    for key, said in texts(text, ink).items():
        mark = ink.marks[key]
        document = found[mark.document]
        if mark.field in {"number", "date", "place"}:
            document[mark.field] = mark.value
        elif mark.field == "subject":
            document["subject"] = said
        elif mark.field in {"addressees", "recipients", "unnumbered"}:
            document[mark.field].append(said)
        elif mark.field == "signer":
            document["signer"].append({"name": said, **mark.value})
        elif mark.field == "stamps":
            document["stamps"].append(mark.value)
        elif mark.field == "citation":
            _cite(document["citations"], mark.value)
        elif mark.field in {"symbol", "month"}:
            partial[mark.document][mark.field] = mark.value
    for document, rest, constant in zip(found, partial, constants, strict=True):
        if document["number"] is None and "symbol" in rest:
            document["symbol"] = rest["symbol"]
        document["date"] = document["date"] or rest.get("month")
        document.update(constant)
        document["unnumbered"] = list(dict.fromkeys(document["unnumbered"]))
        if len(document["signer"]) < 2:
            document["signer"] = document["signer"][0] if document["signer"] else None
    return found


def _cite(citations: list[dict[str, Any]], value: dict[str, Any]) -> None:
    known = next((c for c in citations if c["number"] == value["number"]), None)
    if known is None:
        citations.append({**value, "issuer": None})
    elif value["date"]:
        known["date"] = known["date"] or value["date"]


def _page(rng: Random, ink: Ink) -> tuple[list[str], list[dict[str, Any]]]:
    """The lines of a page, marked, and the constants of its documents in order."""
    chance, party = rng.random(), rng.random() < 0.45
    first = (
        joint(rng, ink)
        if chance < 0.04
        else of_old(rng, ink)
        if chance < 0.09
        else draft(rng, ink, party=party)
    )
    look, other = style(rng, first), None
    if 0.09 < chance < 0.16 and first.typed.letter and not look.flowing:
        other = draft(rng, ink, party=party, date=shifted(rng, first.date, -60, -1))
    if other and not other.typed.letter and not other.blank:
        first.paragraphs.insert(-1, _enclosing(ink, first, other))
        lines = [*esign(rng, first), *whole(rng, ink, first, look)]
        lines += ["", *whole(rng, ink, other, replace(style(rng, other), letterhead="left first"))]
        return lines, [first.constants, other.constants]
    lines = [*esign(rng, first), *whole(rng, ink, first, look)]
    if 0.16 < chance < 0.26 and not look.flowing and not first.blank:
        more, constants = copy_note(rng, ink, first, look)
        return [*lines, "", *more], [first.constants, constants]
    if 0.26 < chance < 0.36:
        lines += ["", *appendix(rng, first, look)]
    return lines, [first.constants]


def _enclosing(ink: Ink, first: Paper, other: Paper) -> str:
    """The sentence of a covering letter that names what it forwards."""
    year, month, day = other.date.split("-")
    value = {"number": other.number.value, "doc_type": other.typed.name, "date": other.date}
    name = f"{other.typed.name.capitalize()} số {other.number.value}, ngày {day}/{month}/{year}"
    ink.document = first.document
    named = ink.mark("citation", name, value)
    return f"Gửi kèm {named} của {other.body.names[0]} để các đơn vị nghiên cứu, triển khai."


def whole(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """A paper from its letterhead to its foot, with stamps and marks where they fall."""
    ink.document = paper.document
    if look.letterhead == "missing":
        paper.paragraphs.append(f"{paper.body.names[0]} giao Văn phòng theo dõi, đôn đốc việc thực hiện.")
    if look.letterhead == "ornament only" and paper.body.code == "BCSĐ":
        paper.skip.append("issuer")
    head = letterhead(rng, ink, paper, look)
    gap = [] if look.letterhead == "run on" else [""]
    mark = (
        [rng.choice(["MẬT", "KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "TỐI MẬT"]), ""] if rng.random() < 0.06 else []
    )
    arrival = stamp(rng, ink, paper) if rng.random() < 0.14 and not look.flowing else []
    draft_mark = ["DỰ THẢO", ""] if paper.blank and rng.random() < 0.4 else []
    middle = [*title(rng, ink, paper, look), *gap]
    if look.letterhead == "run on" and middle and not paper.typed.letter:
        head, middle = [*head[:-1], f"{head[-1]} {middle[0]}"], middle[1:]
    places = [*draft_mark, *mark, *head, *gap]
    where = rng.random()
    to = addressed(rng, ink, paper, look)
    body = [*([*to, ""] if to else []), *prose(rng, ink, paper, look)]
    if where < 0.5:
        places += arrival
        return [*places, *middle, *body, "", *foot(rng, ink, paper, look)]
    return [*places, *middle, *arrival, *body, "", *foot(rng, ink, paper, look)]


def long_page(seed: int, size: int = 14_000) -> str:
    """The text of one document that goes on for `size` bytes, citing as often as real pages do."""
    rng, ink = Random(f"long page {seed}"), Ink()
    paper = draft(rng, ink, party=rng.random() < 0.45)
    while sum(len(bare(text).encode()) for text in paper.paragraphs) < size - 3600:
        said = [text for text in draft(rng, Ink(), party=paper.body.party).paragraphs if len(bare(text)) > 60]
        said += [" ".join(rng.choices(SENTENCES, k=4)) for _ in range(6)]
        paper.paragraphs[-1:-1] = rng.sample(said, len(said))
    return bare("\n".join(whole(rng, ink, paper, style(rng, paper))).strip("\n") + "\n")
