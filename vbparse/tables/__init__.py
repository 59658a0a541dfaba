"""Tables of knowledge: types, bodies, places, names, as typed rows read when first asked for.

    doc_types()        tên loại văn bản and their codes                     doc_types.toml
    organisations()    bodies by the code in their numbers                  organisations.csv
    bodies()           names of bodies as letterheads print them            bodies.csv
    provinces()        provinces and the dates between which they stood     provinces.csv
    signing()          how documents are signed: forms, posts, marks        signing.toml
    surnames()         the first syllables of names                         surnames.csv
    purposes()         why a recipient receives                             purposes.toml
    confusions()       what OCR takes for what                              confusions.toml
    relations()        the words that say how a document cites another      relations.toml
    lookalikes()       what looks like a number and is none                 lookalikes.toml
    law_names()        laws by name, as they are cited without a number     laws.csv
    districts()        huyện, quận, thị xã, provincial cities, to 2025      districts.csv
    fingerprint()      a hash of them all, which records carry

The data say what is known, between which dates and by what source; the mechanism stands elsewhere.
A wrong row is a TableError that names file and row.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from vbparse.errors import TableError
from vbparse.tables.places import province_among
from vbparse.tables.reading import digest, from_csv, from_toml, rows_of, toml
from vbparse.tables.rows import (
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
    Word,
    valid_on,
)

__all__ = [
    "Body", "Confusions", "Dated", "Distinct", "District", "DocType", "Law", "Letters", "Lookalike",
    "Organisation", "Province", "Purpose", "Relation", "Signing", "SigningForm", "Surname", "Word", "bodies",
    "confusions", "districts", "doc_types", "fingerprint", "law_names", "lookalikes", "organisations",
    "province_at", "provinces", "purposes", "relations", "signing", "surnames", "valid_on",
]


@cache
def doc_types() -> tuple[DocType, ...]:
    """Every tên loại văn bản: NĐ 30/2020 PL III, QĐ 66-QĐ/TW, the laws on legal documents, and practice."""
    return from_toml("doc_types.toml", "type", DocType)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Every body known by a code, sorted by code."""
    return from_csv("organisations.csv", Organisation)


@cache
def bodies() -> tuple[Body, ...]:
    """Names of bodies, sorted by name; a longer one may begin with a shorter."""
    return from_csv("bodies.csv", Body)


@cache
def provinces() -> tuple[Province, ...]:
    """Every province since 1975, sorted by name, then by date."""
    return from_csv("provinces.csv", Province)


def province_at(name: str, date: str | None) -> Province | None:
    """The province called `name` on `date` by its name, a variant, either without marks, or its seat.

    None where there is none or two could be meant: `Vinh` is Nghệ An, `Cao Bang` is Cao Bằng.
    """
    return province_among(provinces(), name, date)


@cache
def signing() -> Signing:
    """The forms and words of a signature block (NĐ 30/2020, PL I, ô số 7; HD 36-HD/VPTW)."""
    table = toml("signing.toml")
    return Signing(
        forms=rows_of("signing.toml", SigningForm, table["form"]),
        positions=_words("signing.toml", table["positions"]),
        marks=_words("signing.toml", table["signed"]),
        titles=_words("signing.toml", table["titles"]),
    )


def _words(file: str, groups: dict[str, Any]) -> tuple[str, ...]:
    """The words of all groups, the longest first."""
    words = [word for group in groups.values() for word in group]
    for number, word in enumerate(words, 1):
        if not isinstance(word, str) or not word.strip() or words.count(word) > 1:
            raise TableError(file, number, f"{word!r} is no word, or stands twice")
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def surnames() -> frozenset[str]:
    """Family names and the first syllables of compound ones: `Nguyễn`, `Tôn Thất`, `Tôn`."""
    return frozenset(row.name for row in from_csv("surnames.csv", Surname))


@cache
def purposes() -> tuple[Purpose, ...]:
    """Purposes of distribution with their printed forms (NĐ 30/2020, PL I, ô số 9b)."""
    return from_toml("purposes.toml", "purpose", Purpose)


@cache
def confusions() -> Confusions:
    """What compares as equal through OCR, and the codes that must not."""
    table = toml("confusions.toml")
    return Confusions(
        letters=rows_of("confusions.toml", Letters, table["letters"]),
        words=rows_of("confusions.toml", Word, table["word"]),
        distinct=rows_of("confusions.toml", Distinct, table["distinct"]),
        homoglyphs=table["homoglyphs"],
    )


@cache
def relations() -> tuple[Relation, ...]:
    """The relations of a citation, the highest priority first."""
    return from_toml("relations.toml", "relation", Relation)


@cache
def lookalikes() -> tuple[Lookalike, ...]:
    """Patterns of what is no document; each compiles with `regex` and with `re`."""
    return from_toml("lookalikes.toml", "lookalike", Lookalike)


@cache
def law_names() -> tuple[Law, ...]:
    """Laws, codes and ordinances by name without their kind, sorted by name."""
    return from_csv("laws.csv", Law)


@cache
def districts() -> tuple[District, ...]:
    """Districts since about 2010, sorted by name; one name may stand in several provinces."""
    return from_csv("districts.csv", District)


@cache
def fingerprint() -> str:
    """The first four hexadecimal digits of a hash of all tables: other digits, other knowledge."""
    return digest()
