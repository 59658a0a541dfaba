"""The tables by the kind of their rows: the file, what makes two rows one, and rows a user has added.

A user's folder holds tables under the shipped names, with the shipped columns. Its rows come after the
shipped ones; a row with the key of a shipped row takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from vbparse import messages
from vbparse.errors import NoInput, TableError
from vbparse.tables.reading import HERE, Line, csv_lines, row_of, shape_of, toml_lines, toml_of
from vbparse.tables.rows import (
    Abbreviation,
    Body,
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
    SigningForm,
    Surname,
    Term,
    Word,
)

Row = TypeVar("Row")


class Table(NamedTuple):
    """A file of rows: `section` is the `[[type]]` of a TOML file, `key` the columns that tell rows apart."""

    file: str
    kind: type[Any]
    key: tuple[str, ...]
    section: str = ""

    @property
    def name(self) -> str:
        """`bodies`, `signing.form`."""
        stem = Path(self.file).stem
        return f"{stem}.{self.section}" if self.file in _MIXED else stem


_MIXED = {"signing.toml", "confusions.toml"}

TABLES = (
    Table("doc_types.toml", DocType, ("name", "regimes", "codes"), "type"),
    Table("organisations.csv", Organisation, ("code", "name", "regime", "valid_from")),
    Table("bodies.csv", Body, ("name",)),
    Table("abbreviations.csv", Abbreviation, ("short",)),
    Table("provinces.csv", Province, ("name", "valid_from")),
    Table("districts.csv", District, ("name", "kind", "province", "valid_from")),
    Table("signing.toml", SigningForm, ("code",), "form"),
    Table("surnames.csv", Surname, ("name",)),
    Table("purposes.toml", Purpose, ("name",), "purpose"),
    Table("confusions.toml", Letters, ("slot", "members"), "letters"),
    Table("confusions.toml", Word, ("meant",), "word"),
    Table("confusions.toml", Distinct, ("codes",), "distinct"),
    Table("relations.toml", Relation, ("name", "position"), "relation"),
    Table("lookalikes.toml", Lookalike, ("name",), "lookalike"),
    Table("laws.csv", Law, ("name", "kind")),
    Table("terms.csv", Term, ("name", "level")),
)
WORDS = {"signing.toml": ("positions", "signed", "titles"), "confusions.toml": ("homoglyphs",)}
"""What else a TOML file holds: lists of words by group, or a mapping of letters."""

FILES = tuple(dict.fromkeys(table.file for table in TABLES))


class Placed(NamedTuple):
    """A row with its place."""

    row: Any
    path: Path
    line: int


class Folder(NamedTuple):
    """The tables of one folder: rows by their table, words by file, and every row that is wrong."""

    path: Path
    rows: Mapping[Table, tuple[Placed, ...]]
    words: Mapping[str, Mapping[str, Any]]
    wrong: tuple[TableError, ...]


def key_of(table: Table, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in table.key)


def tables_in(path: Path) -> Folder:
    """All tables of a folder, read to their ends. NoInput where there is no table."""
    try:
        files = sorted(file for file in path.iterdir() if file.suffix in {".csv", ".toml"})
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise NoInput(messages.NO_TABLES.format(path=path, why=why)) from None
    if not files:
        raise NoInput(messages.NO_TABLES.format(path=path, why=messages.NO_TABLE_IN_IT))
    rows: dict[Table, tuple[Placed, ...]] = {}
    words: dict[str, Mapping[str, Any]] = {}
    wrong: list[TableError] = []
    for file in files:
        tables = [table for table in TABLES if table.file == file.name]
        if not tables:
            known = messages.NO_SUCH_TABLE.format(names=", ".join(FILES))
            wrong.append(TableError(str(file), 0, known))
            continue
        try:
            words[file.name] = _words(file)
            for table in tables:
                rows[table] = tuple(_told_apart(table, file, wrong))
        except TableError as error:
            wrong.append(error)
    return Folder(path, rows, words, tuple(wrong))


def _rows(table: Table, file: Path) -> Iterator[tuple[int, Any]]:
    """The rows of a file with their lines; for one that is wrong its TableError."""
    shape = shape_of(table.kind)
    lines: Iterator[Line] = toml_lines(file, table.section) if table.section else csv_lines(file, shape)
    for number, cells in lines:
        try:
            if isinstance(cells, str):
                raise TableError(str(file), number, cells)
            yield number, row_of(str(file), number, table.kind, shape, cells)
        except TableError as error:
            yield number, error


def _told_apart(table: Table, file: Path, wrong: list[TableError]) -> Iterator[Placed]:
    """The rows of a file that are right and stand there once; errors go on a list."""
    seen: set[tuple[Any, ...]] = set()
    for number, row in _rows(table, file):
        if isinstance(row, TableError):
            wrong.append(row)
        elif (key := key_of(table, row)) in seen:
            wrong.append(TableError(str(file), number, messages.ROW_STANDS_TWICE))
        else:
            seen.add(key)
            yield Placed(row, file, number)


def _words(file: Path) -> Mapping[str, Any]:
    """What a TOML file holds besides rows."""
    if file.suffix != ".toml":
        return {}
    table = toml_of(file)
    sections = {known.section for known in TABLES if known.file == file.name}
    if strange := table.keys() - sections - set(WORDS.get(file.name, ())):
        raise TableError(str(file), 0, messages.UNKNOWN_SECTION.format(names=", ".join(sorted(strange))))
    found = {name: table[name] for name in WORDS.get(file.name, ()) if name in table}
    for name, held in found.items():
        fits = _is_letter if name == "homoglyphs" else _is_group
        if not isinstance(held, dict) or not all(map(fits, held.values())):
            raise TableError(str(file), 0, messages.NO_WORDS.format(name=name))
    return found


def _is_group(value: Any) -> bool:
    words = value if isinstance(value, list) else [None]
    return all(isinstance(word, str) and word.strip() == word != "" for word in words)


def _is_letter(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 1


class _Added:
    """The folders a user has added: once, before the first question."""

    def __init__(self) -> None:
        self.folders: tuple[Folder, ...] = ()
        self.asked = False


_added = _Added()


def extend(*folders: Folder) -> None:
    """Adds rows to the tables for as long as the program runs.

    Before the first question only, since what was answered stays answered: RuntimeError after it, but
    for the same folders again. Raises the first TableError of the folders.
    """
    if [one.path for one in folders] == [one.path for one in _added.folders]:
        return
    if _added.asked:
        raise RuntimeError("tables were asked before they were extended")
    for one in folders:
        if one.wrong:
            raise one.wrong[0]
    _added.folders = folders


def added() -> tuple[Folder, ...]:
    """The folders that were added, the last one's rows the strongest."""
    _added.asked = True
    return _added.folders


def known(kind: type[Row]) -> tuple[Row, ...]:
    """All rows of a kind: the shipped ones in their order, then those of the user."""
    table = next(table for table in TABLES if table.kind is kind)
    ours = shipped(table)
    extra = [placed for one in added() for placed in one.rows.get(table, ())]
    if not extra:
        return ours
    rows = {key_of(table, row): row for row in ours}
    rows |= {key_of(table, placed.row): placed.row for placed in extra}
    return tuple(rows.values())


def shipped(table: Table) -> tuple[Any, ...]:
    """The rows of a table that come with vbparse."""
    rows = tuple(row for _, row in _rows(table, HERE / table.file))
    for row in rows:
        if isinstance(row, TableError):
            raise row
    return rows


def words(file: str, name: str) -> dict[str, Any]:
    """The words of a file under a name, by group, the user's with them."""
    held: dict[str, Any] = dict(toml_of(HERE / file)[name])
    for one in added():
        for group, more in one.words.get(file, {}).get(name, {}).items():
            held[group] = [*held.get(group, ()), *more] if isinstance(more, list) else more
    return held


def content_of(folders: Sequence[Folder]) -> Iterator[str]:
    """What the tables of some folders say, for a fingerprint."""
    for one in folders:
        for file in sorted(one.path.iterdir()):
            if file.name in FILES:
                yield f"{file.name}\n{file.read_text(encoding='utf-8')}"
