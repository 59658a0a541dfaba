"""A record as its JSON says it, with all that a card can show."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from vbparse.catalog import lookup_key
from vbparse.linking import Paper
from vbparse.missing import Unmet, gather
from vbparse.present.stats_page import page
from vbparse.statistics import of

SOURCE = """\
TỈNH ỦY BA BỂ
*
Số 17 - KH/BTGTU

KẾ HOẠCH
thực hiện Chỉ thị số 9-
CT/TW về đọc sách
"""


def evidence(*slices: str, rule: str, confidence: float = 0.9, inferred: bool = False) -> dict[str, Any]:
    """Evidence whose spans are where the slices stand in SOURCE."""
    spans = [[SOURCE.index(piece), SOURCE.index(piece) + len(piece)] for piece in slices]
    text = "\n".join(slices)
    return {"text": text, "spans": spans, "rule": rule, "confidence": confidence, "inferred": inferred}


def recipient(text: str, name: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "name": name, "purpose": None, "kind": "body", "stands_for": []} | more


def citation(**known: Any) -> dict[str, Any]:
    keys = ("number", "doc_type", "date", "issuer", "title", "pinpoint", "target")
    return dict.fromkeys(keys) | {"relation": "cites", "aliases": [], "mentions": []} | known


MARKUP = '<b>đậm</b> <a href="http://x/">y</a> &lt;i&gt; %{x}'
"""What plotly would read as markup, as an entity and as a place to fill in."""

MENTION = {key: evidence("9-\nCT/TW", rule="")[key] for key in ("text", "spans")}


def numbers(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The numbers about records; a document without a target is one that their archive does not hold."""
    unmet = (
        Unmet(Paper(record["id"]), record["number"], cited["number"],
              cited["number"] and lookup_key(cited["number"]), cited["doc_type"], cited["date"],
              cited["issuer"], cited["title"], None, cited["relation"], 1)
        for record in records for cited in record.get("citations") or () if not cited["target"]
    )
    return asdict(of(records, gather(unmet)))


def written(records: list[dict[str, Any]], top: int | None = None, subtitle: str = "") -> str:
    return "".join(page(numbers(records), top, subtitle))


def hostile(record: dict[str, Any], payload: str) -> dict[str, Any]:
    signer, citation = record["signers"][0], record["citations"][0]
    return record | dict.fromkeys(("doc_type", "issuer", "place", "number"), payload) | {
        "signers": [signer | {"name": payload}],
        "citations": [citation | dict.fromkeys(("number", "doc_type", "issuer"), payload),
                      citation | {"number": None, "title": payload}],
        "warnings": [{"code": payload, "message": payload}],
        "corrections": [{"field": "subject", "from": payload, "to": payload, "at": payload}],
    }


@pytest.fixture
def record() -> dict[str, Any]:
    return {
        "schema": "vbparse.record/1",
        "id": "abcdefghijkl",
        "source": {"path": "ho-so/17.txt", "sha256": "0" * 64, "encoding": "utf-8", "part": 2, "parts": 3,
                   "span": [0, len(SOURCE)], "rules": "1"},
        "regime": "party",
        "number": "17-KH/BTGTU",
        "symbol": "KH/BTGTU",
        "doc_type": "kế hoạch",
        "issuer": "Ban Tuyên giáo Tỉnh ủy Ba Bể",
        "acting_body": None,
        "place": "Ba Bể",
        "date": "2019-06",
        "subject": "thực hiện Chỉ thị số 9-CT/TW về đọc sách",
        "security": None,
        "urgency": None,
        "addressees": ["Các chi bộ"],
        "recipients": [
            recipient("- Tỉnh ủy (b/c)", "Tỉnh ủy", purpose="báo cáo"),
            recipient("Như trên", "Như trên", kind="reference", stands_for=["Các chi bộ"]),
            recipient("Lưu VT", "VT", kind="archive"),
        ],
        "signers": [{
            "name": "Lò Thị Mây", "position": "Phó Trưởng ban", "authority": "KT",
            "on_behalf_of": "Trưởng ban",
            "chain": [{"code": "KT", "of": "Trưởng ban"}],
        }],
        "citations": [
            citation(number="9-CT/TW", doc_type="chỉ thị", date="2019-02-18", issuer="Ban Bí thư",
                     relation="implements", mentions=[MENTION] * 2),
            citation(title="Luật Xuất bản năm 2012", doc_type="luật", date="2012", pinpoint="khoản 2 Điều 5",
                     relation="based_on"),
        ],
        "stamps": [{"kind": "arrival", "office": "Sở Văn hóa", "number": "56", "date": "2019-06-24"}],
        "copy_of": {"number": "9-CT/TW", "id": None},
        "evidence": {
            "/subject": evidence("thực hiện Chỉ thị số 9-\nCT/TW về đọc sách", rule="subject.lines",
                                 confidence=0.8),
            "/number": evidence("17 - KH/BTGTU", rule="number.party", confidence=0.99),
            "/issuer": evidence("TỈNH ỦY BA BỂ", "BTGTU", rule="issuer.code", inferred=True),
        },
        "warnings": [{"code": "issuer-inferred", "message": "The issuer was inferred."}],
        "corrections": [],
    }


@pytest.fixture
def source_text() -> str:
    """The source that the record's spans count in."""
    return SOURCE


@pytest.fixture
def records(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Nine records of several types, dates and issuers, one of them without any."""
    kinds = (*["công văn"] * 3, *["kế hoạch"] * 2, "báo cáo", "chỉ thị", "tờ trình", None)
    dates = ("2019-06-21", "2019-06", "2019", "2019-07-01", "2020-01-02", "2021-12-31", "2021", "2018-05")
    return [
        record | {"id": f"{kind} {date}", "doc_type": kind, "date": date, "issuer": kind and f"Ban {kind}"}
        for kind, date in zip(kinds, (*dates, None), strict=True)
    ]
