"""Tables of knowledge: types, bodies, places, names, as typed rows read when first asked for.

    doc_types()        tên loại văn bản and their codes                     doc_types.toml
    organisations()    bodies by the code in their numbers                  organisations.csv
    bodies()           names of bodies as letterheads print them            bodies.csv
    abbreviations()    what is abbreviated among recipients                 abbreviations.csv
    provinces()        provinces and the dates between which they stood     provinces.csv
    signing()          how documents are signed: forms, posts, marks        signing.toml
    surnames()         the first syllables of names                         surnames.csv
    purposes()         why a recipient receives                             purposes.toml
    confusions()       what OCR takes for what                              confusions.toml
    relations()        the words that say how a document cites another      relations.toml
    lookalikes()       what looks like a number and is none                 lookalikes.toml
    law_names()        laws by name, as they are cited without a number     laws.csv
    districts()        huyện, quận, thị xã, provincial cities, to 2025      districts.csv
    terms()            nhiệm kỳ, in which a committee's numbers run on      terms.csv
    fingerprint()      a hash of them all, which records carry

The data say what is known, between which dates and by what source; the mechanism stands elsewhere.
A wrong row is a TableError that names file and line. `extend(tables_in(path))` adds a user's own rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from vbparse.tables.known import added, content_of, extend, known, tables_in, words
from vbparse.tables.places import Tiers, province_among, tiers
from vbparse.tables.reading import digest
from vbparse.tables.rows import (
    Abbreviation,
    Body,
    Confusions,
    Dated,
    Distinct,
    District,
    DocType,
    Law,
    Letters,
    Lookalike,
    Organisation,
    Province,
    Purpose,
    Relation,
    Signing,
    SigningForm,
    Surname,
    Term,
    Word,
    valid_on,
)

__all__ = [
    "Abbreviation", "Body", "Confusions", "Dated", "Distinct", "District", "DocType", "Law", "Letters",
    "Lookalike", "Organisation", "Province", "Purpose", "Relation", "Signing", "SigningForm", "Surname",
    "Term", "Word", "abbreviations", "bodies", "confusions", "districts", "doc_types", "extend",
    "fingerprint", "law_names", "lookalikes", "organisations", "province_at", "provinces", "purposes",
    "relations", "same_provinces", "signing", "surnames", "tables_in", "terms", "valid_on",
]


@cache
def doc_types() -> tuple[DocType, ...]:
    """Every tên loại văn bản: NĐ 30/2020 PL III, QĐ 66-QĐ/TW, the laws on legal documents, and practice."""
    return known(DocType)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Every body known by a code, sorted by code."""
    return known(Organisation)


@cache
def bodies() -> tuple[Body, ...]:
    """Names of bodies, sorted by name; a longer one may begin with a shorter."""
    return known(Body)


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """Abbreviations of names, sorted by the short form; those of whole bodies stand in `bodies`."""
    return known(Abbreviation)


@cache
def provinces() -> tuple[Province, ...]:
    """Every province since 1975, sorted by name, then by date."""
    return known(Province)


def province_at(name: str, date: str | None) -> Province | None:
    """The province called `name` on `date` by its name, a variant, either without marks, or its seat.

    None where there is none or two could be meant: `Vinh` is Nghệ An, `Cao Bang` is Cao Bằng.
    """
    return province_among(_province_names(), name, date)


@lru_cache(maxsize=1 << 12)
def same_provinces(date: str) -> str:
    """A day on which the provinces were those of a date: the same one for all days between two changes.

    A month or a year, in which they may have changed, is left as it is.
    """
    if len(date) < len("2025-07-01"):
        return date
    begins, ends, days = _times()
    return days.setdefault((bisect_right(begins, date), bisect_left(ends, date)), date)


@cache
def _times() -> tuple[list[str], list[str], dict[tuple[int, int], str]]:
    """When rows of provinces begin, and behind what they end; and a day of each time between, once known."""
    begins = sorted(row.valid_from or "" for row in provinces())
    ends = sorted(f"{row.valid_to}~" for row in provinces() if row.valid_to)  # `1996~` is behind all of 1996
    return begins, ends, {}


@cache
def _province_names() -> Tiers:
    return tiers(provinces())


@cache
def signing() -> Signing:
    """The forms and words of a signature block (NĐ 30/2020, PL I, ô số 7; HD 36-HD/VPTW)."""
    return Signing(
        forms=known(SigningForm),
        positions=_longest_first("positions"),
        marks=_longest_first("signed"),
        titles=_longest_first("titles"),
    )


def _longest_first(name: str) -> tuple[str, ...]:
    """The words of all groups, the longest first."""
    held = {word for group in words("signing.toml", name).values() for word in group}
    return tuple(sorted(held, key=lambda word: (-len(word), word)))


@cache
def surnames() -> frozenset[str]:
    """Family names and the first syllables of compound ones: `Nguyễn`, `Tôn Thất`, `Tôn`."""
    return frozenset(row.name for row in known(Surname))


@cache
def purposes() -> tuple[Purpose, ...]:
    """Purposes of distribution with their printed forms (NĐ 30/2020, PL I, ô số 9b)."""
    return known(Purpose)


@cache
def confusions() -> Confusions:
    """What compares as equal through OCR, and the codes that must not."""
    return Confusions(
        letters=known(Letters),
        words=known(Word),
        distinct=known(Distinct),
        homoglyphs=words("confusions.toml", "homoglyphs"),
    )


@cache
def relations() -> tuple[Relation, ...]:
    """The relations of a citation, the highest priority first."""
    return known(Relation)


@cache
def lookalikes() -> tuple[Lookalike, ...]:
    """Patterns of what is no document; each compiles with `regex` and with `re`."""
    return known(Lookalike)


@cache
def law_names() -> tuple[Law, ...]:
    """Laws, codes and ordinances by name without their kind, sorted by name."""
    return known(Law)


@cache
def districts() -> tuple[District, ...]:
    """Districts since about 2010, sorted by name; one name may stand in several provinces."""
    return known(District)


@cache
def terms() -> tuple[Term, ...]:
    """Every nhiệm kỳ, central and local, in the order of the file."""
    return known(Term)


@cache
def fingerprint() -> str:
    """The first four hexadecimal digits of a hash of all tables: other digits, other knowledge."""
    return digest(*content_of(added()))
