"""A tag belongs to the document: it is there whatever becomes of the file, until it is taken off."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from vbparse.errors import Ambiguous, NothingFound, UsageError
from vbparse.query import Narrow

NUMBER = "84-KH/BTGTU"
AS_FIRST_SCANNED, SCANNED_AGAIN = plan(), plan().replace("trồng rừng", "trống rùng")


def tags(desk: Desk, key: str = NUMBER) -> tuple[str, ...]:
    return desk.archive.show(key).tags


def scanned_again(desk: Desk) -> None:
    desk.put("a.txt", SCANNED_AGAIN)
    desk.ingest()


def scanned_again_and_put_back(desk: Desk) -> None:
    scanned_again(desk)
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()


def moved(desk: Desk) -> None:
    os.rename(desk.folder / "a.txt", desk.folder / "b.txt")
    desk.ingest()


def copied(desk: Desk) -> None:
    shutil.copy(desk.folder / "a.txt", desk.folder / "b.txt")
    desk.ingest()


def copied_and_the_first_removed(desk: Desk) -> None:
    copied(desk)
    os.unlink(desk.folder / "a.txt")
    desk.ingest()


def bound_with_another(desk: Desk) -> None:
    desk.put("a.txt", decision() + "\n\n" + AS_FIRST_SCANNED)
    desk.ingest()


def gone_from_its_file_and_returned(desk: Desk) -> None:
    desk.put("a.txt", decision())
    desk.ingest()
    with pytest.raises(NothingFound):
        desk.archive.show(NUMBER)
    desk.put("b.txt", AS_FIRST_SCANNED)
    desk.ingest()


def index_lost(desk: Desk) -> None:
    shutil.rmtree(desk.archive.folder / "index")
    desk.archive.rebuild()


def read_again(desk: Desk) -> None:
    os.utime(desk.folder / "a.txt")
    desk.ingest()


@pytest.mark.parametrize("event", [
    scanned_again, scanned_again_and_put_back, moved, copied, copied_and_the_first_removed,
    bound_with_another, gone_from_its_file_and_returned, index_lost, read_again,
])
def test_tags_survive(event: Callable[[Desk], None], desk: Desk) -> None:
    """Tags are where the document is, and can be taken off there."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    desk.archive.tag([NUMBER], ["cần-đọc", "2019"])
    event(desk)
    assert tags(desk) == ("2019", "cần-đọc")
    desk.archive.tag([NUMBER], take=["cần-đọc"])
    assert tags(desk) == ("2019",)
    read_again_whatever(desk)
    assert tags(desk) == ("2019",)


def read_again_whatever(desk: Desk) -> None:
    for path in desk.folder.iterdir():
        os.utime(path)
    desk.ingest()


def test_what_was_taken_off_stays_off(desk: Desk) -> None:
    """A file put back as it was does not bring back what was taken off in between."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    desk.archive.tag([NUMBER], ["cũ"])
    scanned_again(desk)
    desk.archive.tag([NUMBER], take=["cũ"])
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    assert tags(desk) == ()


def test_two_copies_part(desk: Desk) -> None:
    """Of two files of a document, one is scanned again, then the other: both keep the tag."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.put("b.txt", AS_FIRST_SCANNED)
    desk.ingest()
    desk.archive.tag([NUMBER], ["cũ"])
    desk.put("a.txt", SCANNED_AGAIN)
    desk.ingest()
    desk.put("b.txt", SCANNED_AGAIN.replace("Khoan", "Khoen"))
    desk.ingest()
    ids = desk.ids()
    assert ids["a.txt"] != ids["b.txt"]
    assert [tags(desk, id) for id in ids.values()] == [("cũ",), ("cũ",)]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(("scan", "back", "move", "copy", "bind", "tag", "rebuild")), max_size=8))
def test_no_sequence_loses_a_tag(events: list[str]) -> None:
    """Whatever happens in whatever order, the document of the file has every tag that it was given."""
    with tempfile.TemporaryDirectory() as root:
        desk, name, given_ = Desk(Path(root)), "a.txt", {"đầu"}
        desk.put(name, AS_FIRST_SCANNED)
        desk.ingest()
        desk.archive.tag([NUMBER], ["đầu"])
        for step, event in enumerate(events):
            path = desk.folder / name
            if event == "scan":
                path.write_text(path.read_text().replace("nguồn nước", f"nguồn nước {step}"))
            elif event == "back":
                path.write_text(AS_FIRST_SCANNED)
            elif event == "move":
                name = f"{step}.txt"
                os.rename(path, desk.folder / name)
            elif event == "copy":
                shutil.copy(path, desk.folder / f"copy-{step}.txt")
            elif event == "bind":
                path.write_text(path.read_text() + "\n\n" + decision(str(step + 1)))
            elif event == "rebuild":
                desk.archive.rebuild()
            desk.ingest()
            id = next(str(id) for within, part, id in desk.rows(
                "SELECT within, part, records.id FROM records JOIN files ON file = files.id ORDER BY part"
            ) if within == name.encode())
            if event == "tag":
                desk.archive.tag([id], [f"n{step}"])
                given_.add(f"n{step}")
            assert given_ <= set(tags(desk, id))


@pytest.mark.parametrize("typed, kept", [
    pytest.param("Cần-Đọc", "cần-đọc", id="capitals"),
    pytest.param("can_doc", "can_doc", id="no marks"),
    pytest.param("ca\u0302\u0300n", "cần", id="NFD"),
    pytest.param("2019", "2019", id="digits"),
    pytest.param("x" * 64, "x" * 64, id="as long as one may be"),
])
def test_a_tag(typed: str, kept: str, desk: Desk) -> None:
    """A tag is kept small and composed, and found by any spelling of it."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    assert desk.archive.tag([NUMBER], [typed])[0].tags == (kept,)
    assert desk.archive.tag([NUMBER], [typed.upper()])[0].tags == (kept,)
    assert desk.archive.tag([NUMBER], take=[typed.upper()])[0].tags == ()


@pytest.mark.parametrize(
    "typed", ["", "-", "_", "a b", "a:b", "a/b", "-a", "+a", "x" * 65, "\x1b[31m", "a\n", "\udcff"]
)
def test_no_tag(typed: str, desk: Desk) -> None:
    """What cannot be a tag is refused in a sentence, and nothing is written, to none of the documents."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    with pytest.raises(UsageError, match="letters, digits"):
        desk.archive.tag([NUMBER], ["tốt", typed])
    assert desk.archive.tags() == {}


def test_all_or_nothing(desk: Desk) -> None:
    """Where one of the documents cannot be found, or is two, none is tagged."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.put("b.txt", plan(place="Bình Phước"))
    desk.put("c.txt", decision())
    desk.ingest()
    with pytest.raises(NothingFound):
        desk.archive.tag(["123/QĐ-UBND", "5/XY"], ["tốt"])
    with pytest.raises(Ambiguous):
        desk.archive.tag(["123/QĐ-UBND", NUMBER], ["tốt"])
    with pytest.raises(UsageError):
        desk.archive.tag(["123/QĐ-UBND"], ["tốt"], ["TOT"])
    assert desk.archive.tags() == {}


def test_counts(desk: Desk) -> None:
    """Every tag is counted, those too whose documents have gone."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.put("b.txt", AS_FIRST_SCANNED)
    desk.put("c.txt", decision())
    desk.ingest()
    desk.archive.tag([NUMBER, "123/QĐ-UBND"], ["tốt"])
    desk.archive.tag([NUMBER], ["Tot", "cũ"])
    assert desk.archive.tags() == {"cũ": 1, "tốt": 2}
    desk.put("c.txt", plan("99", place="Bình Phước", body="Một việc khác hẳn với việc trước đây. " * 9))
    desk.ingest()
    assert desk.archive.tags()["tốt"] in (1, 2)


def test_saved_searches_are_kept(desk: Desk) -> None:
    """A saved search has its query and what narrows it; its name is found in any spelling."""
    desk.put("a.txt", AS_FIRST_SCANNED)
    desk.ingest()
    narrow = Narrow(types=("KH", "CV"), tags=("tốt",), after="2019-06")
    desk.archive.save_search("Trồng-rừng", "rừng OR cây", narrow)
    scanned_again(desk)
    index_lost(desk)
    (kept,) = desk.archive.saved_searches()
    assert kept == ("trồng-rừng", "rừng OR cây", narrow) == desk.archive.saved_search("trong_rung")
    desk.archive.save_search("trong-rung", "nước")
    assert [one[:2] for one in desk.archive.saved_searches()] == [("trong-rung", "nước")]
    desk.archive.forget_search("TRỒNG-RỪNG")
    with pytest.raises(NothingFound):
        desk.archive.forget_search("trồng-rừng")
    with pytest.raises(UsageError):
        desk.archive.save_search("a b", "nước")
