"""The rows of the tables of knowledge: what vbparse knows and no paper says.

A row has `examples` that it must recognise and `counterexamples` that it must not; the tests try both.
A date is as precise as its source (`1997`, `2007-07-31`), a range takes both its ends.
`source` names the rule or the practice; `thực tế` is what letters print though no rule says so.

The annotations are types, no strings, of which a NamedTuple compiles each: at every start some milliseconds.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Dated(Protocol):
    """A row that holds between two dates, either of them open."""

    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_to(self) -> str | None: ...


def valid_on(row: Dated, date: str | None) -> bool:
    """Whether `row` may hold on `date`: ISO 8601, perhaps only a month or a year; None is any day.

    Compares as far as both are known: a row that ends on 2025-02-28 may hold in `2025`.
    """
    if date is None:
        return True
    begin, end = row.valid_from or "", row.valid_to or ""
    return date[: len(begin)] >= begin[: len(date)] and (not end or date[: len(end)] <= end[: len(date)])


class DocType(NamedTuple):
    """Tên loại văn bản: `kế hoạch`, code `KH`. One name has several rows where its code changed.

    `codes` lists the code of the rule first. `variants` are its other printings, read but never
    written (`CTR` is `CTr`). `titles` are lines that carry the type besides the name itself.
    `normative` where every document of the type is one (NĐ 78/2025); of the others (quyết định,
    nghị quyết, chỉ thị) those whose number carries a year. No code: the title or "V/v" tells.
    """

    name: str
    regimes: tuple[str, ...]
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    codes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    normative: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


class Organisation(NamedTuple):
    """A body by the code that its numbers carry: `BTGTU`, "Ban Tuyên giáo {committee}".

    A code has several rows where its meaning changed (`BNV` was the police until 1998) or where
    several bodies share it (`CT`). `name` is complete for a central body; elsewhere `{committee}`
    stands for "Tỉnh ủy X", "Thành ủy X", "Huyện ủy X"… and `{unit}` for "tỉnh X", "huyện X"…
    `regime` is `party`, `state`, or `mass` for the Front and the unions, whose numbers take either shape.
    `level`: central, province, district, commune, base, any. `aliases`: other printings of the code.
    """

    code: str
    name: str
    regime: str
    level: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


class Province(NamedTuple):
    """A tỉnh or a central thành phố between two dates; a surviving name is a new row on 2025-07-01.

    `seats`: towns whose name a date line prints for it (Vinh: Nghệ An). `gso_code`: of the General
    Statistics Office. `successor`: the province that its seat, or most of it, belonged to next.
    """

    name: str
    kind: str
    source: str
    variants: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    gso_code: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None


class Body(NamedTuple):
    """A name of a body, or the beginning of one, in the capitals that the law writes.

    A vocabulary to read letterheads with: `ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN` begins with
    "Ủy ban nhân dân tỉnh". `short` are the abbreviations printed for it (`UBND tỉnh`).
    """

    name: str
    kind: str
    source: str
    examples: tuple[str, ...]
    short: tuple[str, ...] = ()


class Abbreviation(NamedTuple):
    """What is abbreviated among recipients and in stamps: `MTTQ`, with all that it can be in `long`.

    For what is no body in `bodies.csv`, whose `short` says the same. Codes of numbers are others
    (`organisations.csv`): BTC numbers the papers of Bộ Tài chính and stands for Ban Tổ chức on the last
    page. An example is `as printed = as meant`, a counterexample two names that stay apart.
    """

    short: str
    long: tuple[str, ...]
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class SigningForm(NamedTuple):
    """A way to sign for another: code `TM` (thay mặt), printed `T/M`, `TM.`; `damaged` as OCR leaves it.

    It is one only before a body or a post: "T/M BAN THƯỜNG VỤ", not "QUYỀN HẠN".
    """

    code: str
    meaning: str
    printed: tuple[str, ...]
    damaged: tuple[str, ...]
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Signing(NamedTuple):
    """What a signature block is made of; every tuple of words has the longest first.

    `positions` are posts in ordinary capitals, `marks` stand for the signature ("đã ký"), `titles`
    stand before a name ("PGS.TS").
    """

    forms: tuple[SigningForm, ...]
    positions: tuple[str, ...]
    marks: tuple[str, ...]
    titles: tuple[str, ...]


class Purpose(NamedTuple):
    """Why a recipient receives: `báo cáo`, printed in a bracket as "để b/c"."""

    name: str
    printed: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Letters(NamedTuple):
    """Characters that OCR takes for one another in a slot: `code` of a number, or `digit`.

    An example is `as seen = as meant`, a counterexample two strings that stay apart.
    """

    slot: str
    members: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Word(NamedTuple):
    """A word of the form and the shapes in which it comes out: `Nơi nhận`, seen `Noi nhận`."""

    meant: str
    seen: tuple[str, ...]


class Distinct(NamedTuple):
    """Two codes a mark apart of which neither may be read as the other."""

    codes: tuple[str, ...]
    why: str


class Confusions(NamedTuple):
    """What compares as equal though it is printed otherwise, and what must not.

    `homoglyphs` maps a Cyrillic or Greek letter to the Latin one of its shape.
    """

    letters: tuple[Letters, ...]
    words: tuple[Word, ...]
    distinct: tuple[Distinct, ...]
    homoglyphs: Mapping[str, str]

class Relation(NamedTuple):
    """How a document stands to one that it cites, by the words around the citation.

    `position`: `before` or `after` the citation in its sentence, or in the citing document's `title`.
    Of the cues in reach that of the highest `priority` decides; `cites` has none and is what remains.
    """

    name: str
    position: str
    priority: int
    cues: tuple[str, ...]
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Lookalike(NamedTuple):
    """What looks like a number of a document and is none: a standard, a form, a road.

    `pattern` matches the whole thing, the words before it included ("mẫu số 01/GTGT").
    """

    name: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Surname(NamedTuple):
    """A family name; `kind` is kinh, compound, highland, khmer, cham or rare."""

    name: str
    kind: str


class Law(NamedTuple):
    """A law by its name without its kind: `Đất đai`, a luật of 1993, 2003, 2013, 2024.

    `kind`: luật, bộ luật or pháp lệnh. `years` are those of its enactments, as it is cited by year.
    """

    name: str
    kind: str
    years: tuple[str, ...] = ()


class District(NamedTuple):
    """A huyện, quận, thị xã or provincial thành phố; the last of them ended on 2025-06-30.

    A numbered quận has its kind in its name: `Quận 1`.
    """

    name: str
    kind: str
    province: str
    valid_from: str | None = None
    valid_to: str | None = None


class Term(NamedTuple):
    """A nhiệm kỳ, in which the numbers of a committee run on from 01 (HD 36-HD/VPTW).

    `level` is central, province, district or base. Congresses below the central one are held over some
    months, each on days of its own: a term is given without these months, in which two terms meet.
    """

    name: str
    level: str
    valid_from: str
    valid_to: str | None = None
    source: str = ""
