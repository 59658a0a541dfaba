"""The schemas say what the program writes: made from it, shipped with it, true of every fixture."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from tests.export.conftest import written
from vbparse.export.exports import Exported
from vbparse.export.schema import FOLDER, NAMES, made, shipped
from vbparse.present.as_json import pretty

ROOT = Path(__file__).parents[2]


def check(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(shipped(name)))


@pytest.mark.parametrize("name", NAMES)
def test_shipped(name: str) -> None:
    """The file is what the program gives now; `SCHEMAS=write` writes it anew after a change that is meant."""
    if os.environ.get("SCHEMAS") == "write":
        (FOLDER / f"{name}.json").write_text(pretty(made(name)) + "\n", "utf-8")
    assert shipped(name) == pretty(made(name))
    Draft202012Validator.check_schema(json.loads(shipped(name)))


def test_in_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemas, style and script are installed with the package."""
    from hatchling.build import build_wheel

    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        for name in NAMES:
            assert wheel.read(f"vbparse/export/schemas/{name}.json").decode().rstrip("\n") == shipped(name)
        assert {"vbparse/export/register.js", "vbparse/export/register.css"} <= set(wheel.namelist())


def test_records(fixtures: list[Exported]) -> None:
    """Every record of the fixtures is what the schema says, and so is every line of an export."""
    for one in fixtures:
        check("record").validate(one.record)
    for line in written("jsonl", fixtures).splitlines():
        check("jsonl").validate(json.loads(line))


@pytest.mark.parametrize("name", ["csv", "tt02"])
def test_rows(name: str, fixtures: list[Exported]) -> None:
    """Every row of an export is what the schema says, by the names in its first line."""
    text = written(name, fixtures).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(fixtures)
    for row in rows:
        check(name).validate(row)


def test_workbook(fixtures: list[Exported]) -> None:
    """Every sheet of a workbook is what the schema says, by its name and the names in its head."""
    told: dict[str, list[dict[str, Any]]] = {}
    for page in load_workbook(io.BytesIO(written("xlsx", fixtures))):
        head, *rows = page.iter_rows(values_only=True)
        told[page.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    assert all(told.values())
    check("xlsx").validate(told)


@pytest.mark.parametrize("name, wrong", [
    pytest.param("record", {"regime": "church"}, id="a word that is none"),
    pytest.param("record", {"colour": "red"}, id="a field that is none"),
    pytest.param("record", {"part": None, "source": None}, id="no source"),
    pytest.param("jsonl", {"source": {"path": "/home/a/b.txt"}}, id="a path of one machine"),
    pytest.param("csv", {"subject": "=1+1"}, id="a formula"),
    pytest.param("csv", {"part": "one"}, id="no number"),
    pytest.param("tt02", {"IssuedDate": "2019-06-21"}, id="a date of another form"),
])
def test_refuses(name: str, wrong: dict[str, Any], fixtures: list[Exported]) -> None:
    """What an export never is, its schema refuses."""
    if name in ("record", "jsonl"):
        right = fixtures[0].record
    else:
        (right,) = csv.DictReader(io.StringIO(written(name, fixtures[:1]).decode("utf-8-sig"), newline=""))
    assert check(name).is_valid(right)
    if wrong.get("source"):
        wrong = {"source": right["source"] | wrong["source"]}
    assert not check(name).is_valid(right | wrong)


def test_every_key_is_required(fixtures: list[Exported]) -> None:
    """A record without one of its keys is no record."""
    for key in fixtures[0].record:
        assert not check("record").is_valid({k: v for k, v in fixtures[0].record.items() if k != key})
