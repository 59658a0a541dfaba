"""What the index finds: the document that is meant, every record that answers, as the plain scan does."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.shelf import KINDS, QUERIES, RECORDS, Triple, cite, paper
from vbparse import index
from vbparse.index.found import Named, Sort
from vbparse.query import EVERYTHING, FACETS, Narrow, Query, parse


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf, indexed in four steps, so that it lies in several segments and some of it is deleted."""
    folder = tmp_path_factory.mktemp("archive") / "index"
    index.rebuild(folder, generation=1, records=RECORDS[:4])
    index.update(
        folder, generation=2, removed=[], added=[*RECORDS[4:8], paper("chithi32", "an earlier scan")]
    )
    index.update(folder, generation=3, removed=["rong"], added=[RECORDS[0], paper("gone", "ngoại chỉ")])
    index.update(folder, generation=4, removed=["gone"], added=RECORDS[8:])
    return folder


def ids(folder: Path, typed: str, sort: Sort = "relevance") -> list[str]:
    return [hit.id for hit in index.search(folder, parse(typed), limit=99, sort=sort).hits]


@pytest.mark.parametrize("sort", ["relevance", "date"])
@pytest.mark.parametrize("kind", KINDS)
def test_index_and_scan_agree(kind: str, sort: Sort, folder: Path) -> None:
    """Queries of every kind give the same hits, scores, order and totals with and without an index."""
    for limit in (1, 3, 99):
        by_index = index.search(folder, QUERIES[kind], limit=limit, sort=sort)
        assert by_index == index.scan(RECORDS, QUERIES[kind], limit=limit, sort=sort)
        assert len(by_index.hits) == min(limit, by_index.total)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        pytest.param("words typed without marks", {"chithi32", "kehoach84"}, id="marks do not exclude"),
        pytest.param("a phrase", {"chithi32", "kehoach84"}, id="a phrase"),
        pytest.param("a phrase that is in no order", set(), id="the order of a phrase counts"),
        pytest.param("NOT of a phrase", {"congvan12"}, id="NOT"),
        pytest.param("NOT", {"chitiet", "quyetdinh", "rong"}, id="NOT alone: all but those"),
        pytest.param("a document that is only cited", {"kehoach84"}, id="only cited"),
        pytest.param("a document that is only copied", {"saoluc"}, id="only copied"),
        pytest.param("a document known by its alias", {"chitiet"}, id="an alias without a number"),
        pytest.param("a document that only texts name", {"voso"}, id="only in a text"),
        pytest.param("a document and words", {"congvan12"}, id="a document and words"),
        pytest.param(
            "not a document",
            {"chithi32tu", "nghidinh", "saoluc", "voso", "dau", "khongdau"},
            id="not a document",
        ),
        pytest.param("number", {"chithi32", "chithi32tu"}, id="number: the record's own"),
        pytest.param("a part of a number", {"congvan12", "quyetdinh"}, id="a part of a number"),
        pytest.param("cites", {"kehoach84", "congvan12", "baocao7"}, id="cites: those that cite"),
        pytest.param("cites a title", {"nghidinh"}, id="a law cited by name"),
        pytest.param("type", {"chithi32", "chithi32tu"}, id="type"),
        pytest.param("a type's code", {"quyetdinh"}, id="a type's code"),
        pytest.param("issuer", {"congvan12", "quyetdinh"}, id="issuer"),
        pytest.param("signer", {"kehoach84"}, id="signer"),
        pytest.param("recipient", {"kehoach84"}, id="recipient"),
        pytest.param("an addressee", {"congvan12"}, id="an addressee is a recipient"),
        pytest.param("place", {"chithi32", "nghidinh"}, id="place"),
        pytest.param("subject", {"chithi32"}, id="subject"),
        pytest.param("a year", {"chithi32", "kehoach84", "congvan12"}, id="a year"),
        pytest.param("a day", {"kehoach84"}, id="a day"),
        pytest.param("a month", {"congvan12"}, id="a record known to its month"),
        pytest.param("a range", {"kehoach84", "congvan12", "baocao7"}, id="a record known to its year"),
        pytest.param("a day of arrival", {"congvan12"}, id="a day of arrival"),
        pytest.param("a month of arrival", {"congvan12"}, id="a month of arrival"),
        pytest.param("an arrival known to its month", {"congvan12"}, id="an arrival known to its month"),
        pytest.param("not arrived", {id for id, _, _ in RECORDS} - {"congvan12"}, id="not arrived"),
        pytest.param("the number of a stamp", {"congvan12"}, id="the number of a stamp"),
        pytest.param("the office of a stamp", {"congvan12"}, id="the office of a stamp"),
        pytest.param("a field and a range", {"quyetdinh"}, id="a field and a range"),
        pytest.param("nothing", set(), id="punctuation"),
    ],
)
def test_answers(kind: str, found: set[str], folder: Path) -> None:
    """Each kind of query finds these records and no others."""
    assert set(ids(folder, KINDS[kind])) == found


NARROWS = {
    "nothing": Narrow(),
    "a type": Narrow(types=("BC",)),
    "one of two types": Narrow(types=("=kế hoạch", "chỉ thị")),
    "a year": Narrow(years=("2019",)),
    "no year": Narrow(years=("=",)),
    "an issuer's words": Narrow(issuers=("tuyên giáo",)),
    "an issuer": Narrow(issuers=("=Chính phủ",)),
    "no issuer": Narrow(issuers=("=",)),
    "a place": Narrow(places=("=Cao Bằng",)),
    "a value that none has": Narrow(places=("=Bằng",)),
    "dates": Narrow(after="2019", before="2020-06"),
}


@pytest.mark.parametrize("narrow", NARROWS)
def test_index_and_scan_agree_on_pages_and_counts(narrow: str, folder: Path) -> None:
    """Narrowed, leafed through and counted, the answers are the same with and without an index."""
    for query in (*QUERIES.values(), Query("", EVERYTHING)):
        asked = NARROWS[narrow].over(query)
        whole = index.scan(RECORDS, asked, limit=99, facets=FACETS)
        for offset, limit in ((0, 99), (1, 2), (3, 1), (99, 1), (0, 0), (2, 0)):
            page = index.search(folder, asked, limit=limit, offset=offset, facets=FACETS)
            assert page == index.scan(RECORDS, asked, limit=limit, offset=offset, facets=FACETS)
            assert (page.total, page.facets) == (whole.total, whole.facets if query.root else {})
            assert page.hits == whole.hits[offset: offset + limit]


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        pytest.param("nothing", {id for id, _, _ in RECORDS}, id="all"),
        pytest.param("a type", {"baocao7", "voso"}, id="a type"),
        pytest.param("one of two types", {"kehoach84", "chitiet", "chithi32", "chithi32tu"}, id="two types"),
        pytest.param("no year", {"voso", "dau", "khongdau", "rong"}, id="no year"),
        pytest.param("an issuer", {"nghidinh"}, id="an issuer"),
        pytest.param("a place", {"congvan12", "quyetdinh"}, id="a place"),
        pytest.param("a value that none has", set(), id="a part of a value"),
        pytest.param("dates", {"chithi32", "kehoach84", "congvan12", "baocao7"}, id="dates"),
    ],
)
def test_narrowing(narrow: str, found: set[str], folder: Path) -> None:
    """What is asked for by options alone is exactly this."""
    asked = NARROWS[narrow].over(Query("", EVERYTHING))
    assert {hit.id for hit in index.search(folder, asked, limit=99).hits} == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("tag:gap", {"dau", "saoluc"}, id="a tag"),
        pytest.param("tag:gap đất", {"dau"}, id="a tag and a word"),
        pytest.param("sao NOT tag:gap", set(), id="not tagged"),
        pytest.param("tag:xem OR nhãn:gấp", {"dau", "saoluc"}, id="one tag that none has"),
        pytest.param("tag:xem", set(), id="a tag that none has"),
    ],
)
def test_tags(typed: str, found: set[str], folder: Path) -> None:
    """A tag's documents are those that the catalog gives for it, in the index and in the scan."""
    tagged = {"gap": frozenset({"dau", "saoluc", "not in the archive"})}
    asked = parse(typed).with_tags(lambda key: tagged.get(key, frozenset()))
    answer = index.search(folder, asked, limit=99)
    assert answer == index.scan(RECORDS, asked, limit=99)
    assert {hit.id for hit in answer.hits} == found


def test_counts(folder: Path) -> None:
    """Values stand by their counts, years from the newest, those without a value last."""
    facets = index.search(folder, parse("date:2018.."), limit=1, facets=FACETS).facets
    types = "chỉ thị", "kế hoạch", "báo cáo", "công văn", "quyết định"
    assert facets["type"] == tuple(zip(types, (2, 2, 1, 1, 1), strict=True))
    assert facets["year"] == (("2022", 1), ("2021", 1), ("2020", 1), ("2019", 3), ("2018", 1))
    assert facets["issuer"][0] == ("Ủy ban nhân dân tỉnh Cao Bằng", 2)
    assert facets["place"][-1] == (None, 2)


def test_narrowing_does_not_rank(folder: Path) -> None:
    """A hit keeps its score whatever the answers are narrowed by."""
    whole = {hit.id: hit for hit in index.search(folder, QUERIES["a word"], limit=99).hits}
    narrow = Narrow(places=("Hà Nội", "Cao Bằng"), years=("2019",))
    kept = index.search(folder, narrow.over(QUERIES["a word"]), limit=99).hits
    assert len(kept) == 2 and all(hit == whole[hit.id] for hit in kept)


SPELLINGS = (
    "Chỉ thị 32",
    "chi thi 32",
    "CHỈ THỊ SỐ 32",
    "CT 32",
    "chỉ thị số 32-CT/TW",
    "32-CT/TW",
    "32 - CT/TW",
    "32 ct/tw",
    "32–ct/tw",
    "32-\nCT/TW",
    "số 32-CT/TW",
    "032-CT/TW",
    '"Chỉ thị 32"',
)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_spellings_of_a_document(typed: str, folder: Path) -> None:
    """The record that is the document comes first, then those that cite it, in every spelling."""
    for text in (typed, unicodedata.normalize("NFD", typed)):
        found = index.search(folder, parse(text), limit=99)
        of_tw = [hit for hit in found.hits if hit.id != "chithi32tu"]
        assert [(hit.id, hit.why) for hit in of_tw] == [
            ("chithi32", "is"),
            ("kehoach84", "cites"),
            ("baocao7", "cites"),
            ("congvan12", "cites"),
        ]
        citing = 3 if "/" in typed else 2  # "32" alone can be 32-CT/TU's where that is meant too
        assert Named("32-CT/TW", "chỉ thị", "2019-02-18", "Bộ Chính trị", citing, True) in found.named


def test_a_type_and_a_serial_are_every_such_document(folder: Path) -> None:
    """Every directive numbered 32 answers, the most cited first; one that says less stays by itself."""
    found = index.search(folder, parse("Chỉ thị 32"), limit=99)
    assert [(hit.id, hit.why) for hit in found.hits][:2] == [("chithi32", "is"), ("chithi32tu", "is")]
    assert [(one.number, one.cited_by, one.held) for one in found.named] == [
        ("32-CT/TW", 2, True),
        ("32", 1, True),
        ("32-CT/TU", 0, True),
    ]


@pytest.mark.parametrize("typed", ["number:32", "cites:32", "Chỉ thị 32"])
def test_a_serial_alone_is_held_where_its_type_is(typed: str) -> None:
    """`chỉ thị 32` is not missing where 32-CT/TW is held, whatever else is numbered 32."""
    papers = [
        paper("chithi", number="32-CT/TW", doc_type="chỉ thị", date="2019-02-18", issuer="Ban Bí thư"),
        paper("kehoach", number="32-KH/HU", doc_type="kế hoạch", date="2020-01-02"),
        paper("citing", citations=[cite("32", "chỉ thị", issuer="Bộ Chính trị")]),
    ]
    assert all(one.held for one in index.scan(papers, parse(typed), limit=9).named)
    missing = index.scan(papers[1:], parse(typed), limit=9).named
    assert [(one.doc_type, one.cited_by) for one in missing if not one.held] == [("chỉ thị", 1)]


def test_a_document_that_is_only_cited_is_named(folder: Path) -> None:
    """What the archive cites and does not hold is told."""
    found = index.search(folder, parse("78-KH/BTGTU"), limit=99)
    assert found.named == (Named("78-KH/BTGTU", "kế hoạch", None, None, 1, False),)


def test_scores_tell_the_kinds_of_hits(folder: Path) -> None:
    """A record that is the document scores above 2, one that cites it above 1, any other below."""
    found = index.search(folder, parse("chỉ thị 32 OR đất"), limit=99)
    assert {(hit.why, int(hit.score)) for hit in found.hits} == {("is", 2), ("cites", 1), ("text", 0)}


def test_marks_rank_and_never_exclude(folder: Path) -> None:
    """What is spelt as typed comes first; without marks, all are equal."""
    assert ids(folder, "bán")[0] == "dau"
    assert ids(folder, "bàn")[0] == "khongdau"
    assert set(ids(folder, "bán")) == set(ids(folder, "ban"))
    scores = {hit.id: hit.score for hit in index.search(folder, parse("dao"), limit=99).hits}
    assert scores["dau"] == scores["khongdau"]


@pytest.mark.parametrize("typed", ["trứng", '"quả trứng"', "trứng hòa", "trứng OR hoa"])
def test_marks_rank_above_how_often(typed: str, tmp_path: Path) -> None:
    """One word with the marks typed counts for more than many with the bare letters alone."""
    papers = [
        paper("a", "quả Trung Hoa " * 50),
        paper("b", "trứng quả hoa bình thường " + "việc khác " * 300 + "qua trung"),
        paper("c", "quả Trung hoa"),
    ]
    index.rebuild(tmp_path / "index", generation=1, records=papers)
    found = index.search(tmp_path / "index", parse(typed), limit=9)
    assert found == index.scan(papers, parse(typed), limit=9)
    assert found.hits[0].id == "b"
    assert {hit.id for hit in found.hits} == {"a", "b", "c"}


def test_the_more_words_have_their_marks_the_higher(tmp_path: Path) -> None:
    """Both words with their marks come before one of them, and one before none."""
    papers = [
        paper("none", "hoa binh " * 30), paper("one", "Hoa bình " * 30),
        paper("two", "Hòa Bình " + "việc khác " * 300),
    ]
    index.rebuild(tmp_path / "index", generation=1, records=papers)
    hits = index.search(tmp_path / "index", parse("hòa bình"), limit=9).hits
    assert [hit.id for hit in hits] == ["two", "one", "none"]


def test_the_tone_may_stand_on_either_vowel(tmp_path: Path) -> None:
    """hoà is hòa and uỷ is ủy, in the text and in the query."""
    papers = [paper("cu", "hòa bình, ủy ban"), paper("moi", "hoà bình, uỷ ban")]
    index.rebuild(tmp_path / "index", generation=1, records=papers)
    for typed in ("hòa", "hoà", "hoa", "ủy", "uỷ", "uy"):
        hits = index.search(tmp_path / "index", parse(typed), limit=9).hits
        assert {hit.id for hit in hits} == {"cu", "moi"}
        assert len({hit.score for hit in hits}) == 1


def test_sorted_by_date_the_newest_is_first(folder: Path) -> None:
    """A date known to its year stands before that year's months; no date stands last."""
    assert ids(folder, "NOT voso", "date")[:4] == ["chithi32tu", "quyetdinh", "baocao7", "congvan12"]
    assert set(ids(folder, "chỉ", "date")[-3:]) == {"dau", "khongdau", "voso"}


TEXTS = st.lists(
    st.sampled_from(["một", "hai", "ba", "bốn", "32-CT/TW", "chỉ", "thị", "đất", "Đất", "dat"]), max_size=8
).map(" ".join)
NUMBERS = st.sampled_from(
    ["32-CT/TW", "32 - CT/TW", "032-ct/tw", "32-CT/TU", "32", "5/2020/NĐ-CP", "5-KH/HU", None]
)
TYPES = st.sampled_from(["chỉ thị", "kế hoạch", "nghị định", None])
DATES = st.sampled_from(["2019-02-18", "2019-02", "2019", "2020-12-31", "2003-12-09", None])
PAPERS = st.builds(
    lambda id, text, number, doc_type, date, place, citations: paper(
        id, text, number=number, doc_type=doc_type, date=date, place=place, citations=citations
    ),
    st.sampled_from("abcdefgh"),
    TEXTS,
    NUMBERS,
    TYPES,
    DATES,
    st.sampled_from(["Hà Nội", "Lạng Sơn", None]),
    st.lists(st.builds(cite, NUMBERS, TYPES, DATES, mentions=st.lists(st.just({}), max_size=3)), max_size=3),
)
PIECES = st.sampled_from(
    [
        "một",
        "hai",
        "dat",
        "đất",
        '"một hai"',
        '"hai ba bốn"',
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "32-CT/TW",
        "chỉ thị 32",
        "nghị định 5",
        "số:32",
        "dẫn:5",
        "date:2019",
        "date:2019-02-18..",
        "nơi:nội",
        "loại:KH",
        "cites:TW",
        "number:TU",
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.lists(PAPERS, max_size=6), st.lists(st.sampled_from("abcdefgh"), max_size=3)), max_size=5
    ),
    typed=st.lists(st.lists(PIECES, max_size=6).map(" ".join), min_size=4, max_size=8),
)
def test_any_history_and_any_query_agree_with_the_scan(
    steps: list[tuple[list[Triple], list[str]]], typed: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any ingests and removals, any query gives what the plain scan over the records left gives."""
    folder = tmp_path_factory.mktemp("archive") / "index"
    left: dict[str, Triple] = {}
    for step, (added, removed) in enumerate(steps):
        index.update(folder, generation=step, removed=removed, added=added)
        left = {id: one for id, one in left.items() if id not in removed}
        left.update((one[0], one) for one in added)
        for query in map(parse, typed):
            for sort in ("relevance", "date"):
                by_index = index.search(folder, query, limit=4, sort=sort)
                assert by_index == index.scan(left.values(), query, limit=4, sort=sort)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text() | st.lists(PIECES).map(" ".join))
def test_no_query_is_an_error(typed: str, folder: Path) -> None:
    """Whatever is typed, index and scan answer, and alike."""
    query = parse(typed)
    assert index.search(folder, query, limit=5) == index.scan(RECORDS, query, limit=5)


def test_an_empty_index_answers(tmp_path: Path) -> None:
    """No record, no hit."""
    index.rebuild(tmp_path / "index", generation=0, records=[])
    for query in QUERIES.values():
        assert index.search(tmp_path / "index", query, limit=5).hits == ()
