"""The common words of a text in their order, a byte each, so that they are found side by side at once.

Of words that nearly all texts have, positions are slow: there are a dozen in each text. A text's sequence
is the runs of two or more of the words below, with a 0 behind each, and is searched as bytes are. The words
are those that documents of authorities are full of; which they are, in what order, is part of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from vbparse.index.columns import Sequences
from vbparse.patterns import re_pattern

_COMMON = """
    01 02 1 10 2 3 4 5 6 7 8 an ban bang bao ben bien binh bo boi ca cac cach cai cam can cao cap cau cham
    chan che chi chinh chiu cho chu chua chuc chung chuong chuyen co con cong cu cua cuc cuong da dai dam
    dan dang danh dao dat dau day de den di dia dien diem dieu dinh do doanh doc doi don dong du dung duoc
    duoi duong gia giai giam gian giao giay gio gui ha hai han hang hanh hien hieu hinh ho hoa hoac hoan hoi
    hop huong huy huyen ke ket khac khai khan khau khoan khong kiem kien kinh ky la lam lan lap lieu linh
    luat luong luu ly ma mat moi mot muc nam nang nay neu ngan ngang nganh ngay nghi ngoai nguoi nguon nha
    nhan nhap nhiem nhung noi nop nuoc o phai pham phan phap phat phe phi pho phoi phong phu phuc phuong qd
    qua quan quang quy quyet ra rong sach san sau sinh so soat song su sung tac tai tan tang te thai tham
    than thang thanh thay the them theo thi thien thoi thong thu thuc thue thuoc thuong tich tien tiep tiet
    tieu tin tinh to toan tong tot tra trach tran tren tri trien trieu trinh tro trong tru truc trung truong
    tu tung tuoi tuong ty ubnd uy va van ve vi viec vien viet vo voi von vu vung xa xay xem xet xu xuyen yeu
"""
_BYTES = {word: number for number, word in enumerate(_COMMON.split(), 1)}
_RUN = re_pattern(rb"[^\0]{2,}")


def sequence(values: Iterable[Sequence[str]]) -> bytes:
    """The runs of common words of a text's values."""
    words = chain.from_iterable((*value, "") for value in values)     # no run goes on in the next value
    return b"\0".join((*_RUN.findall(bytes(map(_BYTES.get, words, repeat(0)))), b""))


def run_of(words: Sequence[str]) -> bytes | None:
    """What words side by side are in a sequence.

    None where sequences do not tell: one of the words is not common, or the run can begin within itself
    (`ban ban`), and bytes are not counted so.
    """
    run = bytes(map(_BYTES.get, words, repeat(0)))
    within = any(run.startswith(run[at:]) for at in range(1, len(run)))
    return None if 0 in run or within else run


def times(texts: Sequences, run: bytes) -> Iterator[int]:
    """How often a run stands in each of the texts."""
    return map(texts.joined.count, repeat(run), chain((0,), texts.ends), texts.ends)
