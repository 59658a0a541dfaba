"""What a paper may carry that would drive a terminal, browser or spreadsheet, and archives full of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN
from tests.export.conftest import with_payload
from vbparse import pipeline
from vbparse.archive import Archive
from vbparse.record import Record
from vbparse.text import Source

PAYLOADS = {
    "window title": "\x1b]0;trộm\x07",
    "colour": "\x1b[35mtím\x1b[39m",
    "clear": "\x1b[2J\x1b[H",
    "clipboard": "\x1b]52;c;eA==\x1b\\",
    "link": "\x1b]8;;http://example.org/\x1b\\đây\x1b]8;;\x1b\\",
    "answer": "\x1b[6n\x1b[c\x05",
    "string": "\x1bP+q544e\x1b\\",
    "C1": "\x9b2J\x9d0;x\x9c\x90q\x9c\x84\x8d",
    "back": "thật\x08\x08\x08\x08giả\rgiả\x7f",
    "bells": "\x07\x0e\x0f\x00",
    "bidi": "\u202egnp.exe\u202c",
    "isolates": "\u2066x\u2069\u200f\u061c",
    "no width": "Ch\u200bỉ\u2060 th\u00adị\ufeff",
    "tags": "\U000e0041\U000e007f",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "lines": "một\nhai\tba\r\nbốn\t5",
    "not for XML": "\ufffe\uffff\x01\x0b",
    "formula": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1; -2,@SUM(A1)",
    "wide": "＝HYPERLINK(\"http://example.org\",\"x\")",
    "tab and formula": "\t=1\r\n@x",
    "script": "</script><script>window.ran=1</script>",
    "comment": "<!--<script> --> ]]> <![CDATA[",
    "element": "<img src=http://example.org/ onerror=ran()>",
    "attributes": "\"' onmouseover=\"ran()\" x='",
    "address": "javascript:ran()",
    "entity": "&lt;b&gt; <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y;",
    "markup": "[red]x[/red] [/b] [link=http://example.org]y :smile: [bold",
    "template": "%s {0} {x} %(x)s ${x} {{x}} __proto__",
    "dot": "\\\"];\\N [label=\"x\"] } digraph { \\",
    "SQL and shell": "'; DROP TABLE records; -- $(touch x) `touch x` | touch x",
}


class Shelf:
    """An archive of papers which all carry a payload each, the papers themselves, and what to ask for.

    Beside them a file for each payload that cannot be read, under its name.
    """

    def __init__(self, root: Path, payloads: list[str]) -> None:
        self.payloads = payloads
        self.papers, self.archive, self.backup = root / "ho-so", root / "kho", root / "backup.zip"
        self.papers.mkdir(parents=True)
        for n, payload in enumerate(payloads):
            text = PLAN.format(month=5, more="MORE").replace("17-KH", f"{n + 1}-KH")
            text = text.replace("về đọc sách", f"về {payload} sách")
            name = re.sub("[/\0]", "", payload)[:60]
            for copy in "ab":
                paper = self.papers / f"{n} {copy} {name}"
                paper.write_text(text.replace("MORE", payload + copy), "utf-8", newline="")
            (self.papers / f"{n} {name}.pdf").write_bytes(b"%PDF-1.7\n")
        kept = Archive(self.archive, create=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "parse_source", self._parsed)
            assert kept.ingest([str(self.papers)], jobs=1).new == 2 * len(payloads)
        self.ids = [one.id for one in kept.select()]
        assert {kept.show(id).record["place"] for id in self.ids} == set(payloads)
        for n, payload in enumerate(payloads):
            kept.save_search(f"s{n}", payload)
        kept.tag(self.ids[:3], ["doc"])
        with open(self.backup, "w+b") as file:
            kept.backup(file, everything=True)

    def _parsed(
        self, source: Source, parse: Callable[[Source], tuple[Record, ...]] = pipeline.parse_source
    ) -> tuple[Record, ...]:
        payload = self.payloads[int(Path(source.path).name.split()[0])]
        return tuple(carrying(record, payload) for record in parse(source))


def carrying(record: Record, payload: str) -> Record:
    """The record with a payload in every text that it has, but that it cites a directive too."""
    told = json.loads(record.to_json())
    plain = told["citations"][0] | {"number": "9-CT/TW", "title": None}
    told["citations"] = [plain] * 2
    carried = with_payload(told, payload)
    known = {key: plain[key] for key in ("number", "doc_type", "date", "issuer", "title")}
    carried["citations"][0] |= known
    return Record.model_validate(carried | {"source": told["source"]})
