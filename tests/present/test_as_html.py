"""The page of records: what is marked in it, and what a hostile paper cannot do to it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.present.as_html import page
from vbparse.present.markup import OPENING, visible
from vbparse.present.terminal import UNSAFE

OURS = {"html", "meta", "title", "style", "ul", "li", "mark", "a", "h1", "h2", "article", "aside", "table",
        "tr", "th", "td", "pre", "span", "nav", "ol"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "href", "id", "title"}


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, its marks, the text of its papers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[tuple[str, str, str]] = []  # classes, title, text
        self.papers: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        self._open.append(tag)
        if tag == "pre":
            self.papers.append("")
        if tag == "mark" and "pre" in self._open:
            self.marks.append((given["class"] or "", given["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "pre" in self._open:
            self.papers[-1] += data
            if "mark" in self._open:
                classes, title, text = self.marks[-1]
                self.marks[-1] = classes, title, text + data


def read(record: dict[str, Any], text: str) -> Reader:
    return Reader("".join(page([(record, text)])))


def test_marks(record: dict[str, Any], source_text: str) -> None:
    """Each value is marked where it stands, with its name, value, rule and confidence."""
    marks = read(record, source_text).marks
    assert [(classes, text) for classes, _, text in marks] == [
        ("issuer", "TỈNH ỦY BA BỂ"),
        ("number", "17 - KH/"),
        ("number issuer", "BTGTU"),
        ("subject unsure", "thực hiện Chỉ thị số "),
        ("subject citations unsure", "9-\nCT/TW"),
        ("subject unsure", " về đọc sách"),
    ]
    assert marks[1][1] == "Số: 17-KH/BTGTU · number.party 0.99"
    assert marks[2][1].splitlines() == [
        "Số: 17-KH/BTGTU · number.party 0.99",
        "Cơ quan: Ban Tuyên giáo Tỉnh ủy Ba Bể · issuer.code 0.90 (inferred)",
    ]


def test_the_text_is_whole(record: dict[str, Any], source_text: str) -> None:
    """The paper's text stands there as it is, and only the paper's own."""
    assert read(record, source_text).papers == ["\n" + source_text]
    record["source"]["span"] = [source_text.index("Số"), source_text.index("KẾ")]
    assert read(record, source_text).papers == ["\nSố 17 - KH/BTGTU\n\n"]


def test_line_ends(record: dict[str, Any], source_text: str) -> None:
    """A mark that ends within a Windows line end stands where it stood, and adds no line."""
    text = source_text.replace("\n*", "\r\n*").replace("Số", "ố")
    (shown,) = read(record, text).papers
    assert shown == "\n" + text.replace("\r\n", " \n")


def test_card(record: dict[str, Any], source_text: str) -> None:
    """The card stands beside the text; a value that stands there leads to its first mark."""
    text = "".join(page([(record, source_text)]))
    leads = set(re.findall(r'href="#(.*?)"', text))
    assert {"d1-number", "d1-issuer", "d1-subject", "d1-citations-0", "contents", "d1"} == leads
    assert leads <= {given.get("id") for _, given in Reader(text).elements}
    assert '<tr class="recipients"><th>Nơi nhận<td>Tỉnh ủy (báo cáo)<td class="why">\n' in text
    assert '<td class="why">number.party 0.99\n' in text


def test_several(record: dict[str, Any], source_text: str) -> None:
    """Several documents are sections of one page, under the names of their files, listed at its end."""
    other = record | {"number": "18-KH/BTGTU", "source": record["source"] | {"path": "b.txt"}}
    text = "".join(page([(record, source_text), (record, source_text), (other, source_text)]))
    assert re.findall("<h1>(.*)</h1>", text) == ["ho-so/17.txt", "b.txt", "Mục lục"]
    assert re.findall('<li><a href="#(d.)">(.*)</a> · (.*)', text) == [
        ("d1", "kế hoạch 17-KH/BTGTU", "ho-so/17.txt"),
        ("d2", "kế hoạch 17-KH/BTGTU", "ho-so/17.txt"),
        ("d3", "kế hoạch 18-KH/BTGTU", "b.txt"),
    ]


def test_the_page_stands_alone(record: dict[str, Any], source_text: str) -> None:
    """It names no place outside itself, and its policy forbids scripts and every style but its own."""
    text = "".join(page([(record, source_text)]))
    assert text.startswith(OPENING)
    assert "//" not in text and "url(" not in text and "@import" not in text
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style
    own = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text
    assert text.index("Content-Security-Policy") < text.index("<style")


HOSTILE = [
    pytest.param("</pre></mark></style></title><script>alert(1)</script>", id="elements"),
    pytest.param("\" onmouseover=\"alert(1)\" x='", id="attributes"),
    pytest.param("<!-- <![CDATA[ <?php &lt; &#60;script>", id="comments and entities"),
    pytest.param("<img src=http://x/ onerror=alert(1)><base href=//x>", id="resources"),
    pytest.param("\x1b]52;c;eA==\x07\x9b2J\x00\x08", id="controls"),
    pytest.param("\u202egnp.exe\u202c\u2066x\u2069\u200f\ufeff", id="bidirectional marks"),
    pytest.param("x\ud800\udcff\U000e0041\u2028", id="no characters at all"),
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile(payload: str, record: dict[str, Any], source_text: str) -> None:
    """Whatever a paper carries, in its text and in every field, is text in the page."""
    text = source_text.replace("17", payload)
    for pointer in ("number", "symbol", "doc_type", "issuer", "place", "date", "subject"):
        record[pointer] = payload
    record["citations"][0]["number"] = record["recipients"][0]["name"] = payload
    record["source"] |= {"path": payload, "span": [0, len(text)]}
    record["warnings"] = [{"code": payload, "message": payload}]
    shown = "".join(page([(record, text)]))
    shown.encode("utf-8")
    assert not UNSAFE.search(shown)
    assert {tag for tag, _ in Reader(shown).elements} <= OURS
    assert {name for _, given in Reader(shown).elements for name in given} <= ATTRIBUTES
    assert Reader(shown).papers == ["\n" + _unseen(text)]


def _unseen(text: str) -> str:
    return UNSAFE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def test_what_nobody_sees_is_named(record: dict[str, Any]) -> None:
    """A mark that turns the reading direction is shown by its number, and named."""
    assert visible("a\u202eb") == "a⟨U+202E⟩b"
    assert 'title="RIGHT-TO-LEFT OVERRIDE">⟨U+202E⟩' in visible("a\u202eb", marked=True)


@given(st.text(st.characters()))
def testvisible(text: str) -> None:
    """HTML of a text is that text again, save for what is spelt out."""
    reader = Reader(f"<pre>{visible(text, marked=True)}</pre>")
    assert "".join(reader.papers) == _unseen(text)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_any_spans(spans: list[tuple[int, int]]) -> None:
    """However marks lie over one another, each covers its own text and none changes it."""
    from vbparse.present.as_html import _marked
    from vbparse.present.grounds import Ground

    text = "abcdefghij" * 4
    evident = [Ground(f"/recipients/{n}", f"R{n}", "v", "r", (tuple(sorted(span)),))  # type: ignore[arg-type]
               for n, span in enumerate(spans)]
    reader = Reader("<pre>" + "".join(_marked(text, 5, 35, evident, "d1")) + "</pre>")
    assert reader.papers == [text[5:35]]
    for ground in evident:
        (start, end), = ground.spans
        covered = "".join(piece for _, title, piece in reader.marks if f"{ground.label}:" in title)
        assert covered == text[max(start, 5): max(min(end, 35), max(start, 5))]
