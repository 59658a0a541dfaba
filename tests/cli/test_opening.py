"""`--open`: which program is started with which arguments, as a real process, and what it is given."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vbparse.present.terminal import safe

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

STAND_IN = f"""#!{sys.executable}
import json, os, sys
given = None if os.isatty(0) or sys.argv[0].endswith(("vi", "vim", "code", "kate", "subl", "strange")) \
    else sys.stdin.read()
with open(os.environ["RECORDED"], "w") as file:
    json.dump({{"argv": sys.argv, "stdin": given}}, file)
sys.exit(int(os.environ.get("ENDS", "0")))
"""


class Programs:
    """A folder of programs of which each writes down how it was started."""

    def __init__(self, root: Path) -> None:
        self.folder, self.recorded = root / "bin", root / "recorded.json"
        self.folder.mkdir()

    def make(self, name: str) -> str:
        path = self.folder / name
        path.write_text(STAND_IN)
        path.chmod(0o755)
        return str(path)

    def started(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.recorded.read_text())
        return value


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Nothing else is on the PATH, and none is chosen."""
    made = Programs(tmp_path)
    for name in ("VISUAL", "EDITOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(made.folder))
    monkeypatch.setenv("RECORDED", str(made.recorded))
    return made


@pytest.fixture
def plan(papers: Path) -> str:
    return str(papers / "ke-hoach-1.txt")


@pytest.mark.parametrize("editor, arguments", [
    pytest.param("vi", ["+11", "{path}"], id="vi"),
    pytest.param("vim.basic", ["+11", "{path}"], id="a name with its kind"),
    pytest.param("code --wait", ["--wait", "--goto", "{path}:11"], id="with an argument of its own"),
    pytest.param("kate", ["--line", "11", "{path}"], id="--line"),
    pytest.param("subl", ["{path}:11"], id="path and line in one"),
    pytest.param("strange", ["{path}"], id="one that nobody knows opens the file"),
])
def test_editor(
    editor: str, arguments: list[str], programs: Programs, plan: str, archive: Path, terminal: Run
) -> None:
    """The editor is given the file and the line of the match, in its own way."""
    name, _, rest = editor.partition(" ")
    done = terminal("search", "xã", "đọc", "type:KH", "--open", EDITOR=f"'{programs.make(name)}' {rest}")
    assert (done.code, done.out) == (0, "")
    assert programs.started()["argv"][1:] == [part.format(path=plan) for part in arguments]


def test_visual_goes_before_editor(programs: Programs, archive: Path, terminal: Run) -> None:
    """VISUAL is asked first, as other programs ask."""
    chosen = {"VISUAL": programs.make("vi"), "EDITOR": "/nowhere", "PAGER": "/nowhere"}
    done = terminal("show", "9-CT/TW", "--open", **chosen)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("argv", [
    pytest.param(("sách", "--sort", "date", "--open", "2"), id="a number behind it"),
    pytest.param(("--open=2", "sách", "--sort", "date"), id="a number with ="),
    pytest.param(("--open", "2", "sách", "--sort", "date"), id="first"),
])
def test_chosen_hit(argv: tuple[str, ...], archive: Path, vbparse: Run) -> None:
    """The hit that is opened is the one that the search shows at that place."""
    second = vbparse("search", "sách", "--sort", "date", "--jsonl").out.splitlines()[1]
    done = vbparse("search", *argv)
    assert (done.code, done.err) == (0, "")
    assert done.out.rpartition(":")[0] == json.loads(second)["record"]["source"]["path"]


def test_a_word_behind_is_no_number(archive: Path, papers: Path, vbparse: Run) -> None:
    """`--open sách` is the first hit of the query sách."""
    assert vbparse("search", "--open", "9-CT/TW").out == f"{papers / 'chi-thi.txt'}:3\n"
    assert vbparse("search", "--open", "--", "tủ").code == 0


def test_on_a_pipe(
    archive: Path, plan: str, vbparse: Run, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a pipe path and line are printed and nothing is started."""
    monkeypatch.setenv("EDITOR", programs.make("vi"))
    assert vbparse("search", "xã", "đọc", "type:KH", "--open").out == f"{plan}:11\n"
    assert not programs.recorded.exists()


@pytest.mark.parametrize("pager, arguments", [
    pytest.param("less", ["+3"], id="less"),
    pytest.param("less -R", ["-R", "+3"], id="less that obeys escapes"),
    pytest.param("more", ["+3"], id="more"),
    pytest.param("cat", [], id="another"),
])
def test_pager(
    pager: str, arguments: list[str], programs: Programs, hostile: Path, vbparse: Run, terminal: Run
) -> None:
    """A pager is given text that no terminal obeys, on its standard input, never the raw file."""
    vbparse("ingest", str(hostile))
    name, _, rest = pager.partition(" ")
    done = terminal("search", "66-KH/BTGHU", "--open", PAGER=f"{programs.make(name)} {rest}")
    assert (done.code, done.err) == (0, "")
    started = programs.started()
    assert started["argv"][1:] == [argument.replace("+3", "+4") for argument in arguments]
    assert "\x1b" in hostile.read_text("utf-8") and safe(started["stdin"]) == started["stdin"]
    assert "Số 66-KH/BTGHU" in started["stdin"].splitlines()[3]


def test_less_is_found(programs: Programs, archive: Path, terminal: Run) -> None:
    """Where nothing is chosen, less is used if it is there."""
    programs.make("less")
    assert terminal("show", "9-CT/TW", "--open").code == 0
    assert programs.started()["argv"][1:] == ["+1"]


def test_the_system_opens_what_is_text(programs: Programs, archive: Path, terminal: Run) -> None:
    """Without editor and pager the system's own program opens a file that is called a text."""
    programs.make("open"), programs.make("xdg-open")
    assert terminal("show", "9-CT/TW", "--open").code == 0
    assert programs.started()["argv"][-1].endswith("chi-thi.txt")


def test_the_system_opens_nothing_that_runs(
    programs: Programs, papers: Path, tmp_path: Path, vbparse: Run, terminal: Run
) -> None:
    """A text that is called a program would be run: it is not handed to what runs it."""
    shutil.copy(papers / "chi-thi.txt", papers / "a.desktop")
    vbparse("ingest", str(papers / "a.desktop"))
    programs.make("open"), programs.make("xdg-open")
    done = terminal("show", "9-CT/TW", "--open")
    assert done.code == 2 and "EDITOR" in done.err
    assert not programs.recorded.exists()


def gone(done: Done) -> bool:
    return done.code == 66 and "--text" in done.err


def test_a_file_that_has_gone(
    programs: Programs, archive: Path, papers: Path, terminal: Run, vbparse: Run
) -> None:
    """The file that is not there is said not to be, with how to see its text; a pager shows that at once."""
    (papers / "chi-thi.txt").unlink()
    editor = programs.make("vi")
    assert gone(terminal("show", "9-CT/TW", "--open", EDITOR=editor))
    assert gone(vbparse("show", "9-CT/TW", "--open"))
    assert not programs.recorded.exists()
    assert terminal("show", "9-CT/TW", "--open", PAGER=programs.make("cat")).code == 0
    assert "9-CT/TW" in programs.started()["stdin"]


def test_a_copy_stands_in(archive: Path, papers: Path, vbparse: Run) -> None:
    """Of two files that hold a document, the one that is still there is opened."""
    shutil.copy(papers / "chi-thi.txt", papers / "z.txt")
    vbparse("ingest", str(papers))
    (papers / "chi-thi.txt").unlink()
    assert vbparse("search", "number:9-CT/TW", "--open").out == f"{papers / 'z.txt'}:3\n"


def test_a_file_that_has_changed(archive: Path, papers: Path, vbparse: Run) -> None:
    """A file that is not as it was read is opened, and the line is said to be doubtful."""
    with open(papers / "chi-thi.txt", "a") as file:
        file.write("thêm\n")
    done = vbparse("show", "9-CT/TW", "--open")
    assert done.code == 0 and "has changed" in done.err


@pytest.mark.parametrize("lines", ["\n", "\r\n", "\r"], ids=repr)
def test_line_ends(lines: str, archive: Path, papers: Path, vbparse: Run) -> None:
    """A line is counted as the file ends its lines."""
    text = (papers / "chi-thi.txt").read_text("utf-8").replace("9-CT/TW", "19-CT/TW")
    (papers / "moi.txt").write_bytes(text.replace("\n", lines).encode())
    vbparse("ingest", str(papers))
    assert vbparse("search", "number:19-CT/TW", "--open").out.endswith("moi.txt:3\n")


def test_the_second_document_of_a_file(archive: Path, papers: Path, vbparse: Run) -> None:
    """A document bound behind another is opened where it begins."""
    first, second = ((papers / name).read_text("utf-8") for name in ("chi-thi.txt", "mat.txt"))
    (papers / "bo.txt").write_text(first.replace("9-CT", "29-CT") + "\n\n" + second.replace("3-BC", "43-BC"))
    vbparse("ingest", str(papers))
    line = first.count("\n") + 3
    assert vbparse("show", "43-BC/HU", "--open").out == f"{papers / 'bo.txt'}:{line}\n"


@pytest.mark.parametrize("chosen, ends, code, said", [
    pytest.param("/nowhere/vi", "0", 2, "/nowhere/vi", id="no such program"),
    pytest.param("'vi", "0", 2, "$EDITOR", id="a quotation mark without its partner"),
    pytest.param("vi", "3", 74, "code 3", id="one that failed"),
])
def test_what_goes_wrong(
    chosen: str, ends: str, code: int, said: str, programs: Programs, archive: Path, terminal: Run
) -> None:
    """A program that cannot be started, or fails, is a sentence."""
    programs.make("vi")
    done = terminal("show", "9-CT/TW", "--open", EDITOR=chosen, ENDS=ends)
    assert done.code == code and said in done.err


@pytest.mark.parametrize("argv, code", [
    pytest.param(("sách", "--open", "9"), 1, id="no such hit"),
    pytest.param(("ghjk", "--open"), 1, id="no hit"),
    pytest.param(("sách", "--open", "0"), 2, id="hits are counted from 1"),
    pytest.param(("sách", "--open", "--json"), 2, id="with --json"),
])
def test_refused(argv: tuple[str, ...], code: int, archive: Path, vbparse: Run) -> None:
    """What cannot be opened is a sentence."""
    done = vbparse("search", *argv)
    assert done.code == code and done.err and (done.out == "" or code == 1)


def test_no_shell(programs: Programs, papers: Path, tmp_path: Path, vbparse: Run, terminal: Run) -> None:
    """A name that a shell would run is a name."""
    bad = papers / "$(touch pwned); `touch pwned` & '\".txt"
    shutil.copy(papers / "chi-thi.txt", bad)
    vbparse("ingest", str(bad))
    assert terminal("show", "9-CT/TW", "--open", EDITOR=programs.make("vi")).code == 0
    assert programs.started()["argv"][1:] == ["+1", str(bad)]
    assert not list(tmp_path.rglob("pwned"))
