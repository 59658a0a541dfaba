"""Which papers a citation means: by the day, by the body, by the term or the year, by the place."""

from __future__ import annotations

import pytest

from vbparse.linking import Cited, Paper, choose, documents, same_paper

PLAN = Paper("plan", "84 kh btgtu", "kế hoạch", "2019-06-21", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", None,
             "Lạng Sơn", "party")
OF_2003 = Paper("2003", "32 ct tw", "chỉ thị", "2003-12-09", "Ban Chấp hành Trung ương", "Ban Bí thư",
                "Hà Nội", "party")
OF_2019 = OF_2003._replace(id="2019", date="2019-02-18", acting_body="Bộ Chính trị")
CAO_BANG = Paper("caobang", "5 kh btgtu", "kế hoạch", "2018-03-01", "Ban Tuyên giáo Tỉnh ủy Cao Bằng", None,
                 "Cao Bằng", "party")
LANG_SON = CAO_BANG._replace(id="langson", issuer="Ban Tuyên giáo Tỉnh ủy Lạng Sơn", place="Lạng Sơn",
                             date="2018-09-05")
ORDER = Paper("order", "7 qd ubnd", "quyết định", "2019-03-05", "Ủy ban nhân dân tỉnh Lạng Sơn", None,
              "Lạng Sơn", "state")
DISTRICT = ORDER._replace(id="district", issuer="Ủy ban nhân dân huyện Lộc Bình", place="Lộc Bình",
                          date="2019-04-02")
DECREE = Paper("decree", "30 2015 nd cp", "nghị định", "2015-03-05", "Chính phủ", None, "Hà Nội", "state")
CENTRAL = Paper("central", "2 cv btgtw", "công văn", "2019-06-01", "Ban Tuyên giáo Trung ương", None,
                "Hà Nội", "party")

COMMUNE = ORDER._replace(id="from", number_key="9 cv ubnd", issuer="Ủy ban nhân dân xã Tân Văn",
                         place="Tân Văn", date="2019-06-01")
COMMUNE_ORDER = ORDER._replace(id="commune", issuer="Ủy ban nhân dân xã Lộc Bình", date="2019-04-02")
LOWER = DISTRICT._replace(id="lower", number_key="3 cv pnv", issuer="Phòng Nội vụ huyện Lộc Bình")

MEANS = [
    pytest.param(Cited("2019-02-18", "Bộ Chính trị"), PLAN, [OF_2003, OF_2019], {"2019"}, id="the day"),
    pytest.param(Cited("2003-12-09"), PLAN, [OF_2003, OF_2019], {"2003"}, id="a day of an earlier term"),
    pytest.param(Cited("2019-02-18", "Ban Bí thư"), PLAN, [OF_2019], {"2019"}, id="a wrong body, the day"),
    pytest.param(Cited(), PLAN, [OF_2003, OF_2019], {"2019"}, id="the term"),
    pytest.param(Cited(None, "Bộ Chính trị"), PLAN, [OF_2003, OF_2019], {"2019"}, id="the body and the term"),
    pytest.param(Cited(None, "BTV Tỉnh ủy Lạng Sơn"), ORDER, [LANG_SON._replace(issuer="Tỉnh ủy Lạng Sơn")],
                 {"langson"}, id="an abbreviated body"),
    pytest.param(Cited(), PLAN, [CAO_BANG, LANG_SON], {"langson"}, id="its own province's"),
    pytest.param(Cited(None, "Ban Tuyên giáo Tỉnh ủy Cao Bằng"), PLAN, [CAO_BANG, LANG_SON], {"caobang"},
                 id="the province that it names"),
    pytest.param(Cited(), CENTRAL, [CAO_BANG, LANG_SON], {"caobang", "langson"}, id="two stay two"),
    pytest.param(Cited(), PLAN, [ORDER], {"order"}, id="the year"),
    pytest.param(Cited(None, "UBND tỉnh"), PLAN, [ORDER, DISTRICT], {"order"}, id="the level"),
    pytest.param(Cited(), PLAN, [DECREE], {"decree"}, id="a number that bears its year"),
    pytest.param(Cited("2019-03"), PLAN, [ORDER], set(), id="a month alone is too little"),
    pytest.param(Cited("2019-03", "Chủ tịch UBND tỉnh Lạng Sơn"), PLAN, [ORDER], {"order"},
                 id="a month and the body"),
    pytest.param(Cited("2018-03-01"), CENTRAL._replace(id="letter"),
                 [CAO_BANG, CAO_BANG._replace(id="scan")], {"caobang", "scan"}, id="both scans of one paper"),
    pytest.param(Cited("2018-03-01"), CENTRAL, [CAO_BANG], {"caobang"}, id="the day, of who is of no place"),
    pytest.param(Cited("2019-04-02", "Chủ tịch UBND xã Lộc Bình"), COMMUNE, [ORDER, DISTRICT, COMMUNE_ORDER],
                 {"commune"}, id="the unit"),
    pytest.param(Cited("2019-04-02"), LOWER, [DISTRICT._replace(date="2019-04")], {"district"},
                 id="a day half lost, near"),
    pytest.param(Cited(None, "UBND huyện"), COMMUNE, [DISTRICT], {"district"}, id="a commune's, by its body"),
    pytest.param(Cited(), PLAN._replace(date="2018-02-01", file=1), [CAO_BANG._replace(file=1)], {"caobang"},
                 id="another province's in the same file"),
    pytest.param(Cited(), PLAN._replace(date="2018-02-01", file=1), [LANG_SON._replace(file=1)], {"langson"},
                 id="a later one in the same file"),
]

MEANS_NONE = [
    pytest.param(Cited("2019-02-19"), PLAN, [OF_2019], id="another day"),
    pytest.param(Cited(), PLAN, [OF_2003], id="another term"),
    pytest.param(Cited(None, "Ban Bí thư"), PLAN, [OF_2003], id="the body, in another term"),
    pytest.param(Cited(None, "Ban Bí thư"), PLAN, [OF_2019], id="another body"),
    pytest.param(Cited(), PLAN._replace(date="2018-12-31"), [OF_2019], id="a later one"),
    pytest.param(Cited(), PLAN._replace(date="2020-01-15"), [ORDER], id="another year"),
    pytest.param(Cited(), PLAN, [CAO_BANG], id="another province's"),
    pytest.param(Cited("2018-03-01"), PLAN, [CAO_BANG], id="another province's of that day"),
    pytest.param(Cited("2019-04-02", "UBND tỉnh"), PLAN, [DISTRICT], id="another level's of that day"),
    pytest.param(Cited("2019-04-02"), COMMUNE, [COMMUNE_ORDER], id="another commune's of that day"),
    pytest.param(Cited(), CENTRAL, [CAO_BANG], id="one province's, of who is of no place"),
    pytest.param(Cited(), COMMUNE, [ORDER], id="above a commune, without its name"),
    pytest.param(Cited("2019-04-02"), PLAN, [DISTRICT._replace(date="2019")], id="a year, not so near"),
    pytest.param(Cited("2018-03-01", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn"), PLAN, [CAO_BANG],
                 id="the day, and another province by name"),
    pytest.param(Cited(), DISTRICT._replace(id="other", issuer="Ủy ban nhân dân huyện Chi Lăng"),
                 [DISTRICT], id="another district's"),
    pytest.param(Cited(), PLAN, [ORDER._replace(issuer="Ủy ban nhân dân xã Tân Văn", place="Tân Văn")],
                 id="a commune's from outside"),
    pytest.param(Cited("2019-06-21"), PLAN, [PLAN], id="itself"),
    pytest.param(Cited("2019-06-21"), PLAN, [PLAN._replace(id="scan")], id="its own other scan"),
]


@pytest.mark.parametrize("cited, citing, papers, meant", MEANS)
def test_means(cited: Cited, citing: Paper, papers: list[Paper], meant: set[str]) -> None:
    """What is known of the citation and of its paper chooses; where it cannot, all stay."""
    assert {paper.id for paper in choose(cited, citing, papers)} == meant


@pytest.mark.parametrize("cited, citing, papers", MEANS_NONE)
def test_means_none(cited: Cited, citing: Paper, papers: list[Paper]) -> None:
    """A paper against which something speaks is not meant, though it has the number."""
    assert choose(cited, citing, papers) == []


def test_two_scans_are_one_document() -> None:
    """Number, date and issuer make one document of several papers, however its issuer is marked."""
    scan = LANG_SON._replace(id="scan", issuer="BAN TUYÊN GIÁO TỈNH UỶ LẠNG SƠN")
    assert same_paper(scan) == same_paper(LANG_SON)
    assert [len(group) for group in documents([LANG_SON, CAO_BANG, scan])] == [1, 2]
    assert same_paper(LANG_SON._replace(date=None)) is None
