"""`vbparse parse --html FILE`: one page, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse.present.markup import OPENING
from vbparse.present.terminal import UNSAFE

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_page(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """The page holds every document, and nothing is said of it."""
    target = tmp_path / "trang.html"
    assert vbparse("parse", "--html", str(target), str(papers)) == (0, "", "")
    text = target.read_text("utf-8")
    assert text.count("<article") == 4
    assert '<mark class="number" title="Số: 9-CT/TW · number.party' in text
    assert '<mark class="subject citations"' in text
    assert target.stat().st_mode & 0o077 == 0


def test_hostile_paper(vbparse: Run, hostile: Path, tmp_path: Path) -> None:
    """What a paper and its name carry cannot be obeyed, and can be seen."""
    assert vbparse("parse", "--html", str(tmp_path / "x.html"), str(hostile)).code == 0
    text = (tmp_path / "x.html").read_text("utf-8")
    assert not UNSAFE.search(text)
    assert "⟨U+001B⟩</span>[31m" in text


def test_written_again(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """A page of ours is replaced, through a link too; nothing stays beside it."""
    target, link = tmp_path / "trang.html", tmp_path / "link.html"
    target.write_text(OPENING + "old", "utf-8")
    link.symlink_to(target)
    assert vbparse("parse", "--html", str(link), str(papers)).code == 0
    assert link.is_symlink()
    assert "<article" in target.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ho-so", "link.html", "trang.html"]


def test_a_paper_is_not_overwritten(vbparse: Run, papers: Path) -> None:
    """73: a file that is no page of ours stays (`--html *.txt`)."""
    before = (papers / "chi-thi.txt").read_bytes()
    done = vbparse("parse", "--html", *(str(path) for path in sorted(papers.iterdir())))
    assert (done.code, done.out) == (73, "")
    assert done.err == f"Cannot make {papers / 'chi-thi.txt'}: there is a file of another kind; " \
                       "give another name, or remove it.\n"
    assert (papers / "chi-thi.txt").read_bytes() == before


@pytest.mark.parametrize("name, said", [
    pytest.param("no/x.html", "no such file or directory", id="no folder"),
    pytest.param("ho-so/mat.txt/x.html", "not a directory", id="a file for a folder"),
    pytest.param("ho-so", "it is a folder; name a file in it", id="a folder"),
    pytest.param("x" * 300, "file name too long", id="a name too long"),
])
def test_cannot_create(name: str, said: str, vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """73: the page cannot stand there."""
    done = vbparse("parse", "--html", str(tmp_path / name), str(papers))
    assert (done.code, len(done.err.splitlines())) == (73, 1)
    assert said in done.err


def test_not_permitted(vbparse: Run, as_nobody: Path) -> None:
    """77: the system refuses the folder."""
    (as_nobody / "a.txt").write_text("x", "utf-8")
    (as_nobody / "closed").mkdir(mode=0o500)
    done = vbparse("parse", "--html", str(as_nobody / "closed" / "x.html"), str(as_nobody / "a.txt"))
    assert (done.code, len(done.err.splitlines())) == (77, 1)


def test_nothing_to_show(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """65: where no file can be read there is no page, and an old one stays."""
    target = tmp_path / "trang.html"
    target.write_text(OPENING + "old", "utf-8")
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    assert vbparse("parse", "--html", str(target), str(papers / "a.txt")).code == 65
    assert target.read_text("utf-8") == OPENING + "old"
    assert vbparse("parse", "--html", str(target), str(papers)).code == 3
    assert target.read_text("utf-8").count("<article") == 4


def test_interrupted(vbparse: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """130: an interrupted page leaves the old one, and no half of a new one."""
    from vbparse import pipeline

    def explain(source: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "explain", explain)
    assert vbparse("parse", "--html", str(tmp_path / "x.html"), str(papers)).code == 130
    assert os.listdir(tmp_path) == ["ho-so"]


def test_one_output(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """2: the page is one way to print, --json another."""
    assert vbparse("parse", "--json", "--html", str(tmp_path / "x.html"), str(papers)).code == 2
