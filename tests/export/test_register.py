"""The register: a page that stands alone, in which every record is found, and none can act."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import Browser
from tests.export.conftest import with_payload, written
from vbparse.export.exports import Exported
from vbparse.present.markup import OPENING
from vbparse.present.terminal import UNSAFE


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, and what its scripts and data are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str | None, str]] = []
        self._in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append((dict(attrs).get("id"), ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            name, text = self.scripts[-1]
            self.scripts[-1] = name, text + data


def register(documents: list[Exported]) -> str:
    return written("html", documents).decode()


def records(text: str) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(dict(Reader(text).scripts)["records"])
    return found


def test_records(fixtures: list[Exported]) -> None:
    """Every record stands in the page with all that its card says, in order."""
    found = records(register(fixtures))
    assert [id for id, *_ in found] == [one.record["id"] for one in fixtures]
    (plan,) = (lines for lines in found if [0, "84-KH/BTGTU"] in lines)
    said = {value for _, value, *_ in plan[1:]}
    assert {"kế hoạch", "2019-06-21", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", "Đảng"} <= said
    assert any(value.startswith("ke-hoach-84-btgtu.txt · id ") for value in said)


def test_links(fixtures: list[Exported], record: dict[str, Any]) -> None:
    """A citation whose document is held carries that document's id, and no other line carries one."""
    record["citations"][1]["target"] = "abcdefghijkl"
    (found,) = records(register([Exported(record, "")]))
    assert [line[2] for line in found[1:] if len(line) > 2] == ["abcdefghijkl"]
    (line,) = (line for line in found[1:] if len(line) > 2)
    assert line[1].startswith("91-HD/BTGTW")


def test_the_page_stands_alone(fixtures: list[Exported]) -> None:
    """It names no place outside itself; its policy lets its own style and script in, and nothing else."""
    text = register(fixtures)
    assert text.startswith(OPENING)
    read = Reader(text)
    assert not [attrs for _, attrs in read.elements if {"src", "action", "style"} & set(attrs)]
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style and "url(" not in style[1] and "@import" not in style[1]
    (script,) = (body for name, body in read.scripts if name is None)
    for unsafe in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch", "import("):
        assert unsafe not in script
    (policy,) = (attrs["content"] for _, attrs in read.elements if "http-equiv" in attrs)
    own = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in (style[1], script)]
    assert policy == f"default-src 'none'; style-src 'sha256-{own[0]}'; base-uri 'none'; " \
                     f"form-action 'none'; script-src 'sha256-{own[1]}'"


HOSTILE = [
    pytest.param("</script><script>alert(1)</script>", id="ends the data"),
    pytest.param("<!--<script>", id="comment"),
    pytest.param("<img src=http://x/ onerror=alert(1)>", id="element"),
    pytest.param("\" onmouseover=\"alert(1)\" x='\\", id="attributes"),
    pytest.param("\x1b]52;c;eA==\x07\x9b2J\x00\x08\u2028", id="controls"),
    pytest.param("\u202egnp.exe\u202c\ud800\ufffe", id="bidirectional marks and no characters"),
    pytest.param("__proto__", id="a name of the language's own"),
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile(payload: str, record: dict[str, Any]) -> None:
    """Whatever a document carries is text of its record, and adds no element to the page."""
    text = register([Exported(with_payload(record, payload), payload)])
    harmless = register([Exported(with_payload(record, "x"), "x")])
    assert not UNSAFE.search(text)
    assert Reader(text).elements == Reader(harmless).elements
    shown = UNSAFE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", payload)
    ((_, *lines),) = records(text)
    assert [0, shown] in lines


@pytest.fixture
def page(tmp_path: Path, fixtures: list[Exported]) -> Path:
    """A register of the fixtures, in which the plan's first citation is known to be the directive."""
    ids = {one.record["number"]: one.record["id"] for one in fixtures}
    for one in fixtures:
        for citation in one.record["citations"]:
            citation["target"] = ids.get(citation["number"])
    path = tmp_path / "danh-muc.html"
    path.write_bytes(written("html", fixtures))
    return path


SHOWN = "[...document.querySelectorAll('tbody tr td:first-child')].map(cell => cell.textContent)"
CARD = "document.getElementById('card').innerText"


def typed(open_page: Browser, words: str) -> list[str]:
    """The numbers that the table shows for what is typed."""
    open_page(f"search_box = document.getElementById('search'); search_box.value = {json.dumps(words)};"
              "search_box.dispatchEvent(new Event('input')); new Promise(done => setTimeout(done, 300))")
    shown: list[str] = open_page(SHOWN)
    return shown


def test_in_a_browser(browser: Browser, page: Path, fixtures: list[Exported]) -> None:
    """It is searched without marks, sorted, leads from a plan to what it cites and back, loads nothing."""
    browser.open(page)
    assert len(browser(SHOWN)) == len(fixtures)
    assert "84-KH/BTGTU" in typed(browser, "ke hoach lang son")
    assert typed(browser, "CHỈ THỊ cho tai the khong co") == []
    assert typed(browser, "") == browser(SHOWN)

    browser("document.querySelectorAll('thead button')[2].click()")
    dates = browser("[...document.querySelectorAll('td.date')].map(cell => cell.textContent)")
    known = [date for date in dates if date]
    assert known == sorted(known) and dates == known + [""] * (len(dates) - len(known))
    browser("document.querySelectorAll('thead button')[2].click()")
    down = browser("[...document.querySelectorAll('td.date')].map(cell => cell.textContent)")
    assert [date for date in down if date] == sorted(known, reverse=True) and not down[-1]

    plan = next(one.record for one in fixtures if one.record["number"] == "84-KH/BTGTU")
    browser.open(page, f"#{plan['id']}")
    assert plan["signers"][0]["name"] in browser(CARD)
    browser("[...document.querySelectorAll('#card a')].find(a => a.textContent.startsWith('32-CT')).click();"
         "new Promise(done => setTimeout(done, 100))")
    assert browser("document.querySelector('#card h2').textContent") == "chỉ thị 32-CT/TW"
    assert "kế hoạch 84-KH/BTGTU" in browser(CARD)
    assert {url.partition("#")[0] for url in browser.requests} <= {page.as_uri()}
    assert browser.complaints == []


def test_many_records(browser: Browser, tmp_path: Path, record: dict[str, Any]) -> None:
    """20,000 records are there in a moment and searched in less; the limits are ten times what it takes."""
    many = (Exported(record | {"id": f"{k:012d}", "number": f"{k}-KH/BTGTU"}, "") for k in range(20_000))
    path = tmp_path / "x.html"
    path.write_bytes(written("html", many))
    assert browser.open(path) < 20
    assert len(browser(SHOWN)) == 100

    def milliseconds(script: str) -> float:
        begun = "const begun = performance.now()"
        took: float = browser(f"(() => {{ {begun}; {script}; return performance.now() - begun }})()")
        return took

    assert milliseconds("byId('search').value = 'lang son 19999-kh'; search()") < 10_000
    assert browser(SHOWN) == ["19999-KH/BTGTU"]
    assert milliseconds("sort(0)") < 5_000
    browser("byId('search').value = ''; search(); byId('more').click()")
    assert len(browser(SHOWN)) == 200
    assert browser.complaints == []


def test_hostile_in_a_browser(browser: Browser, tmp_path: Path, record: dict[str, Any]) -> None:
    """What a document carries is shown, never run; and the policy would stop it if it were."""
    payload = "</script><img src=x onerror=\"document.title='run'\"><b>x</b>"
    path = tmp_path / "x.html"
    path.write_bytes(written("html", [Exported(with_payload(record, payload), payload)]))
    browser.open(path, "#" + record["id"])
    assert payload in browser("document.querySelector('#card h2').textContent")
    assert browser("document.title") == "Danh mục văn bản"
    assert browser("document.querySelectorAll('img, b').length") == 0
    assert browser.complaints == []
    browser("const made = document.createElement('script'); made.textContent = \"document.title='run'\";"
         "document.body.append(made)")
    assert browser("document.title") == "Danh mục văn bản"
    assert any("Content Security Policy" in said for said in browser.complaints)
