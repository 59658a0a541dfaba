"""Whatever came first and whatever happened between, the archive holds what was there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.desk import Desk, outcomes
from tests.papers import TCVN3, decision, plan
from vbparse.archive import EveryFileFailed


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    """The same files give the same records and texts, whatever came first."""
    kept = []
    for order in (("a", "b", "c"), ("c", "b", "a"), ("b", "a", "c")):
        root = tmp_path / order[0]
        root.mkdir()
        desk = Desk(root)
        texts = {"a": plan(), "b": decision() + "\f" + plan(), "c": plan()}
        for name in order:
            desk.put(f"{name}.txt", texts[name])
            desk.ingest()
        kept.append([(id, stored.replace(str(root), ""), text) for id, stored, text in desk.entries()])
    assert kept[0] == kept[1] == kept[2]


NAMES = ("a.txt", "b.txt", "c/a.txt", "c/d.md")
TEXTS = [text.encode() for text in (plan("1"), plan("2"), decision("3"), plan("1") + "\f" + decision("4"))]
STEPS = st.lists(st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from([*TEXTS, TCVN3])),
    st.tuples(st.sampled_from(["rename", "copy"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("ingest"), st.none(), st.none()),
), max_size=12)


def carry_out(desk: Desk, step: str, name: str | None, other: str | bytes | None) -> None:
    """A step of what a person does with files, where it can be done."""
    path = desk.folder / str(name)
    if isinstance(other, bytes):
        desk.put(str(name), other)
    elif path.exists() and isinstance(other, str) and other != name:
        (desk.folder / other).parent.mkdir(exist_ok=True)
        (shutil.move if step == "rename" else shutil.copy)(path, desk.folder / other)
    elif step == "remove":
        path.unlink(missing_ok=True)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_history_adds_up_and_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None, str | bytes | None]]
) -> None:
    """After any writing, renaming, copying and removing, totals add up and what is there is found."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for step, name, other in [*steps, ("write", "e.txt", TEXTS[0]), ("ingest", None, None)]:
        if step != "ingest":
            carry_out(desk, step, name, other)
            continue
        files = [path for path in desk.folder.rglob("*") if path.is_file()]
        try:
            counts = desk.ingest()
        except EveryFileFailed as error:
            counts = outcomes(error.report)
        assert sum(counts.values()) == len(files) or not files
    entries = desk.entries()
    assert desk.found("cây OR rừng") == {entry[0] for entry in entries}
    texts = {str(row[0]).encode() for row in desk.rows("SELECT text FROM files")}
    assert texts >= {path.read_bytes() for path in files} - {TCVN3}
    for id, _, text in entries:
        stored = desk.archive.show(id)
        assert (stored.id, stored.text) == (id, text)
