"""The program as a person runs it: in this process, as one of its own, and on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import offline
from vbparse.cli import main

DIRECTIVE = """\
BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 9-CT/TW

ĐẢNG CỘNG SẢN VIỆT NAM

Hà Nội, ngày 03 tháng 4 năm 2018

CHỈ THỊ
CỦA BAN BÍ THƯ
về việc đọc sách trong chi bộ
-----

Các chi bộ mở tủ sách và đọc cùng nhau mỗi tháng một buổi.

T/M BAN BÍ THƯ
Đèo Văn Sách
"""

PLAN = """\
HUYỆN ỦY MƯỜNG LA
BAN TUYÊN GIÁO
*
Số 17-KH/BTGHU

ĐẢNG CỘNG SẢN VIỆT NAM

Mường La, ngày 21 tháng {month} năm 2018

KẾ HOẠCH
thực hiện Chỉ thị số 9-CT/TW về đọc sách
-----

Thực hiện Chỉ thị số 9-CT/TW, ngày 03/4/2018 của Ban Bí thư về việc đọc sách
trong chi bộ, Ban Tuyên giáo Huyện ủy xây dựng kế hoạch {more}.

Nơi nhận:
- Thường trực Huyện ủy (để b/c),
- Lưu BTG.

TRƯỞNG BAN
Lò Thị Mây
"""

SECRET = """\
HUYỆN ỦY MƯỜNG LA
*
Số 3-BC/HU

MẬT

ĐẢNG CỘNG SẢN VIỆT NAM

Mường La, ngày 02 tháng 5 năm 2018

BÁO CÁO
về kho sách của huyện
-----

Kho có ba tủ.

T/M BAN THƯỜNG VỤ
Lò Văn Tủ
"""

HOSTILE = PLAN.replace("17-KH", "66-KH").replace("về đọc sách", (
    "về \x1b]0;t\x07đọc \x1b[31m[red]sách[/b]\x1b[0m \u202eabc\u202c \x9b2J \x1b]52;c;eA==\x1b\\ :smile:"
))


class Done(NamedTuple):
    """How a run of the program ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session", autouse=True)
def _built_once() -> Iterator[None]:
    """Commands built once for all tests: typer takes longer over that than most of them take to answer."""
    from vbparse.cli import root

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(root, "loaded", cache(root.loaded))
        yield


@pytest.fixture
def vbparse(capsys: pytest.CaptureFixture[str]) -> Run:
    """The program within this process, on a pipe."""

    def run(*argv: str) -> Done:
        capsys.readouterr()
        code = main(argv)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """The program as a process of its own; `shell` is the pipe or redirection behind it."""

    def run(*argv: str, stdin: bytes = b"", shell: str = "", **environment: str) -> Done:
        command: Sequence[str] = [sys.executable, "-m", "vbparse", *argv]
        if shell:
            command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
        done = subprocess.run(
            command, input=stdin, capture_output=True, env=_environment(environment), timeout=60
        )
        return Done(done.returncode, *(said.decode(errors="replace") for said in (done.stdout, done.stderr)))

    return run


@pytest.fixture
def terminal(vbparse: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program within this process, on a terminal of 80 columns."""

    def run(*argv: str, columns: int = 80, **environment: str) -> Done:
        with monkeypatch.context() as here:
            for name, value in ({"COLUMNS": str(columns), "TERM": "xterm-256color"} | environment).items():
                here.setenv(name, value)
            here.setattr(sys.stdout, "isatty", lambda: True)
            here.setattr(sys.stderr, "isatty", lambda: True)
            return vbparse(*argv)

    return run


@pytest.fixture
def real_terminal() -> Run:
    """The program as a process of its own, on a terminal: what comes out is what the terminal is sent."""

    def run(*argv: str, **environment: str) -> Done:
        ours, its = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "vbparse", *argv], stdin=subprocess.DEVNULL, stdout=its, stderr=its,
            env=_environment({"COLUMNS": "80", "TERM": "xterm-256color"} | environment),
        )
        os.close(its)
        sent = b""
        with open(ours, "rb", buffering=0) as reader:
            try:
                while piece := reader.read(65536):
                    sent += piece
            except OSError:  # Linux says so when the other end closes
                pass
        return Done(process.wait(timeout=60), sent.decode().replace("\r\n", "\n"), "")

    return run


def _environment(more: dict[str, str]) -> dict[str, str]:
    ours = ("VBPARSE", "PYTHON", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PYTHONPATH": offline.PYTHONPATH, "PYTHONUTF8": "1"} | more


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder: a directive, two plans that cite it and share a number, a report marked MẬT."""
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (folder / "chi-thi.txt").write_text(DIRECTIVE, "utf-8")
    (folder / "ke-hoach-1.txt").write_text(PLAN.format(month=5, more="cho các xã"), "utf-8")
    (folder / "ke-hoach-2.txt").write_text(PLAN.format(month=6, more="cho các trường"), "utf-8")
    (folder / "mat.txt").write_text(SECRET, "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch, vbparse: Run) -> Path:
    """An archive of these papers, which the environment names."""
    folder = tmp_path / "kho"
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(folder))
    assert vbparse("ingest", str(papers)).code == 0
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A paper that carries what a terminal would obey, under a name that does too."""
    path = tmp_path / "bad[b]\x1b]0;x\x07[-b].txt"
    path.write_text(HOSTILE.format(month=5, more="\x1b[2J"), "utf-8")
    return path
