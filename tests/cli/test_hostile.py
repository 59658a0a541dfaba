"""Whatever a paper carries, in its text, its name and every field: no output of any command obeys it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.cli.everything import Form, Row, rows
from tests.cli.hostile import PAYLOADS, Shelf
from tests.present.test_as_html import Reader
from vbparse.present.terminal import UNSAFE

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

STYLE = re.compile("\x1b\\[[0-9;]*m")
BAR = re.compile(r"\r|\x1b\[(?:\?25[lh]|\d?[AK])")
"""How the bar of a long run moves on the terminal."""
LISTS = ("list", "missing", "duplicates", "log", "status", "searches", "tag")
"""What prints a thing a line on a pipe, whatever stands in it."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("hostile"), list(PAYLOADS.values()))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("harmless"), [f"x{n}x" for n in range(len(PAYLOADS))])


def ran(row: Row, shelf: Shelf, run: Run, here: Path, *, each: bool) -> list[tuple[Done, bytes]]:
    """How a row ran over a shelf, for each of its payloads where it asks for one; and what it wrote."""
    shutil.copytree(shelf.archive, here)
    done = []
    asks = "{id}" in row.typed or "{payload}" in row.typed
    for n, payload in enumerate(shelf.payloads[:None if asks and each else 1]):
        file = here.parent / f"{here.name}-{n}"
        one = run(*row.argv(
            papers=str(shelf.papers), word="sách", cited="9-CT/TW", file=str(file), backup=str(shelf.backup),
            id=shelf.ids[2 * n], ids=" ".join(shelf.ids[::2]), payload=payload.replace("\0", ""),
        ), VBPARSE_ARCHIVE=str(here))
        # What a person types may be refused where a paper's text must be shown.
        assert one.code == row.code or (one.code == 2 and "{payload}" in row.typed), one.err
        done.append((one, file.read_bytes() if row.to_file else b""))
    return done


def holds(row: Row, shown: tuple[Done, bytes], theirs: tuple[Done, bytes]) -> None:
    """What came of hostile papers has no control, element, formula or line that harmless papers lack."""
    (expected, page), (done, hostile_page) = shown, theirs
    assert controls(done.out) <= controls(expected.out)
    assert controls(BAR.sub("", done.err)) <= controls(BAR.sub("", expected.err))
    assert "Traceback" not in done.err
    if row.form == "xlsx":
        holds_no_formula(page, hostile_page)
    elif row.form != "text" and done.code == row.code:
        ours, found = (page.decode(), hostile_page.decode()) if row.to_file else (expected.out, done.out)
        assert controls(found) <= controls(ours)
        CHECKS[row.form](ours, found)


@pytest.mark.parametrize("row", [pytest.param(row, id=line) for line, row in rows()])
def test_pipe(
    row: Row, vbparse: Run, hostile: Shelf, harmless: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a pipe, and in the files that it writes, in every format."""
    def run(*argv: str, VBPARSE_ARCHIVE: str) -> Done:
        monkeypatch.setenv("VBPARSE_ARCHIVE", VBPARSE_ARCHIVE)
        return vbparse(*argv)

    (ours,) = ran(row, harmless, run, tmp_path / "a", each=False)
    for theirs in ran(row, hostile, run, tmp_path / "b", each=True):
        holds(row, ours, theirs)
        command = row.typed.split()[0]
        if row.form == "text" and command in LISTS:
            lines, expected = theirs[0].out.splitlines(), ours[0].out.splitlines()
            assert {line.count("\t") for line in lines} <= {line.count("\t") for line in expected}
            assert len(lines) == len(expected) or command in ("missing", "duplicates")


@pytest.mark.parametrize("row", [
    pytest.param(row, id=line) for line, row in rows() if row.form == "text"
])
def test_terminal(row: Row, terminal: Run, hostile: Shelf, harmless: Shelf, tmp_path: Path) -> None:
    """On a terminal, where a paper's own colours would be as dangerous as ours are not."""
    (ours,) = ran(row, harmless, terminal, tmp_path / "a", each=False)
    for theirs in ran(row, hostile, terminal, tmp_path / "b", each=True):
        holds(row, ours, theirs)


@pytest.mark.parametrize("typed", ["show ", "search so:", "search @", "list --issuer ", "list --place "])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(
    shell: str, typed: str, vbparse: Run, hostile: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is offered is one word a line, in which a shell finds nothing to run."""
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(hostile.archive))
    monkeypatch.setenv("_VBPARSE_COMPLETE", shell)
    monkeypatch.setenv("_VBPARSE_LINE", f"vbparse {typed}")
    offered = vbparse().out.splitlines()
    assert len(offered) > 10
    for line in offered:
        assert line == "nospace" or line.startswith("=")
        assert controls(line.replace("\t", "")) == set()
        if shell == "bash":
            assert re.fullmatch(r"(?:[\w@%+=:,./-]|\\.)*", line)
            assert len(shlex.split(line)) == 1


def controls(text: str) -> set[str]:
    """What drives a terminal, our styles by their whole sequence."""
    return {*STYLE.findall(text), *UNSAFE.findall(STYLE.sub("", text))}


def is_json(_: str, text: str) -> None:
    json.loads(text)


def is_lines(expected: str, text: str) -> None:
    assert len(list(map(json.loads, text.splitlines()))) == len(expected.splitlines())


def is_table(_: str, text: str) -> None:
    """No cell begins as a formula does, whichever separator is believed; a row is a line."""
    for delimiter in ",;\t":
        for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            assert not any(re.match("[ \"]*[=+@＝＋＠－-]", cell) for cell in line)
    table = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(line) for line in table} == {len(table[0])}
    assert text.count("\n") == len(table)


def is_page(expected: str, text: str) -> None:
    """No element, attribute or kind of address that is not ours."""
    ours, theirs = (Reader(page).elements for page in (expected, text))
    assert shapes(theirs) <= shapes(ours) | {SPELT}
    assert sum(tag == "script" for tag, _ in theirs) == sum(tag == "script" for tag, _ in ours)
    assert addresses(theirs) <= addresses(ours)


SPELT = ("span", frozenset({"class", "title"}))
"""What a page shows in the place of a control character."""


def shapes(elements: list[tuple[str, dict[str, str | None]]]) -> set[tuple[str, frozenset[str]]]:
    return {(tag, frozenset(given)) for tag, given in elements}


def addresses(elements: list[tuple[str, dict[str, str | None]]]) -> set[str]:
    """The scheme, or the first character, of what may be followed or loaded."""
    followed = (given.get(name) or "" for _, given in elements for name in ("href", "src", "action"))
    return {re.split("(?<=[:#/])", address)[0] for address in followed}


def is_xml(expected: str, text: str) -> None:
    assert "<!DOCTYPE" not in text and "<!ENTITY" not in text
    ours, theirs = ({(one.tag, frozenset(one.attrib)) for one in ElementTree.fromstring(page).iter()}
                    for page in (expected, text))
    assert theirs <= ours


def is_dot(expected: str, text: str) -> None:
    """Outside its strings nothing is of a paper."""
    ours, theirs = (set(re.findall(r"\w+|[^\w\s]", re.sub(r'"(?:[^"\\]|\\.)*"', "", drawn)))
                    for drawn in (expected, text))
    assert theirs <= ours


CHECKS: dict[Form, Callable[[str, str], None]] = {
    "json": is_json, "jsonl": is_lines, "csv": is_table, "html": is_page, "svg": is_xml,
    "graphml": is_xml, "dot": is_dot,
}


def holds_no_formula(expected: bytes, data: bytes) -> None:
    """No cell is computed or leads anywhere, and no part is in the workbook but ours."""
    ours, theirs = (zipfile.ZipFile(io.BytesIO(book)).namelist() for book in (expected, data))
    assert theirs == ours
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
