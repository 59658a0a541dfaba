"""Files become sources: found once, decoded exactly, refused with a reason."""

from __future__ import annotations

import codecs
import io
import os
import unicodedata
import zipfile
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.readers import MAX_BYTES, Files, find, folders, read, read_bytes
from vbparse.text import Source

LETTER = "UBND XÃ BÌNH AN\r\nSố: 12/UBND-VP\r\n\fKính gửi: Ủy ban nhân dân huyện\r\n"
LETTER_NFD = unicodedata.normalize("NFD", LETTER)


def zipped(name: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "x" * 500)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(LETTER.encode(), LETTER, "utf-8", id="utf-8, CRLF and form feed untouched"),
        pytest.param(codecs.BOM_UTF8 + LETTER.encode(), LETTER, "utf-8-sig", id="utf-8 with mark"),
        pytest.param(LETTER.encode("utf-16"), LETTER, "utf-16", id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + LETTER.encode("utf-16-be"), LETTER, "utf-16", id="utf-16, big-endian"),
        pytest.param(LETTER.encode("utf-16-le"), LETTER, "utf-16-le", id="utf-16, unmarked"),
        pytest.param(LETTER.encode("utf-16-be"), LETTER, "utf-16-be", id="utf-16 big-endian, unmarked"),
        pytest.param(LETTER.encode("utf-32"), LETTER, "utf-32", id="utf-32 with mark"),
        pytest.param(LETTER_NFD.encode(), LETTER_NFD, "utf-8", id="NFD stays"),
        pytest.param(("\0" + LETTER * 3).encode(), "\0" + LETTER * 3, "utf-8", id="a stray NUL is no binary"),
        pytest.param(b"[1] KE HOACH", "[1] KE HOACH", "utf-8", id="a bracket is no JSON"),
        pytest.param("BM. Kế hoạch".encode(), "BM. Kế hoạch", "utf-8", id="BM is no bitmap"),
        pytest.param("# Kế hoạch\n**5**".encode(), "# Kế hoạch\n**5**", "utf-8", id="Markdown stays"),
    ],
)
def test_text_is_what_the_bytes_say(data: bytes, text: str, encoding: str, tmp_path: Path) -> None:
    """Decoding changes nothing but the byte order mark, from a file as from standard input."""
    (tmp_path / "a.txt").write_bytes(data)
    digest = sha256(data).hexdigest()
    assert read(tmp_path / "a.txt", "kho/a.txt") == Source("kho/a.txt", text, encoding, digest)
    assert read_bytes(data, "-") == Source("-", text, encoding, digest)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\r\n\t\f"), min_size=1))
def test_every_encoding_gives_the_same_text(text: str) -> None:
    """Whatever the encoding, its name decodes the bytes to the source's text."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        data = ("Số 1: " + text).encode(encoding)
        source = read_bytes(data, "-")
        assert source.text == "Số 1: " + text
        assert data.decode(source.encoding) == source.text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes do anything but become a source or an UnreadableSource with a reason."""
    try:
        assert read_bytes(data, "-").text == data.decode(read_bytes(data, "-").encoding)
    except UnreadableSource as error:
        assert error.reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF: no reader yet", id="PDF named as text"),
        pytest.param("a.docx", zipped("word/document.xml"), "Word (DOCX): no reader yet", id="DOCX"),
        pytest.param("a.xlsx", zipped("xl/workbook.xml"), "Excel (XLSX): no reader yet", id="XLSX"),
        pytest.param("a.zip", zipped("readme"), "zip archive: no reader yet", id="zip"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Word, Excel or", id="DOC"),
        pytest.param("a.rtf", b"{\\rtf1 Ke hoach}", "RTF: no reader yet", id="RTF"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG image: no reader yet", id="PNG"),
        pytest.param("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "JPEG image: no reader yet", id="JPEG"),
        pytest.param("a.tif", b"II*\x00" + bytes(40), "TIFF image: no reader yet", id="TIFF"),
        pytest.param("a.bmp", b"BM\x46\x00\x00\x00\x00\x00\x00\x00", "BMP image: no reader yet", id="BMP"),
        pytest.param("a.db", b"SQLite format 3\x00" + bytes(9), "SQLite database: no reader", id="SQLite"),
        pytest.param("a.json", b'{"number": "84-KH/BTGTU"}', "JSON: no reader yet", id="JSON"),
        pytest.param("a.txt", b' [{"number": 1}]', "JSON: no reader yet", id="JSON named as text"),
        pytest.param("a.jsonl", b'{"a": 1}\n{"a": 2}\n', "JSON: no reader yet", id="JSON lines"),
        pytest.param("a.csv", "số,ngày\n1,2\n".encode(), "CSV: no reader yet", id="CSV"),
        pytest.param("a.txt", b'<?xml version="1.0"?><a/>', "XML: no reader yet", id="XML named as text"),
        pytest.param("a", b"\n<!DOCTYPE html><p>", "HTML: no reader yet", id="HTML without a suffix"),
        pytest.param("a.TOML", b"a = 1", "settings: no reader yet", id="suffix in capitals"),
        pytest.param("a.txt", b"", "nothing in it", id="empty"),
        pytest.param("a.txt", b" \r\n\f\n", "nothing in it", id="blank"),
        pytest.param("a.txt", codecs.BOM_UTF8, "nothing in it", id="nothing but a mark"),
        pytest.param("a.txt", bytes(range(256)) * 9, "binary data, not text", id="binary"),
        pytest.param("a.txt", bytes(500), "binary data, not text", id="zeros"),
    ],
)
def test_other_files_are_skipped_with_a_reason(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    """A file that is no text of ours is skipped, which is no failure; content goes before suffix."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SkippedSource) as caught:
        read(tmp_path / name, f"kho/{name}")
    assert caught.value.reason.startswith(reason)
    assert caught.value.message == f"kho/{name}: {caught.value.reason}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param("Céng hßa x· héi chñ nghÜa".encode("latin-1"), "TCVN3", id="TCVN3"),
        pytest.param("Quyeát ñònh".encode("latin-1"), "windows-1258", id="VNI"),
        pytest.param("Quyết".encode()[:-2], "UTF-16 (byte 0xE1 at 3)", id="cut within a letter"),
        pytest.param(codecs.BOM_UTF16_LE + b"S\x00\x00\xd8", "broken UTF-16 at byte 4", id="half a pair"),
        pytest.param(codecs.BOM_UTF8 + b"S\xff", "broken UTF-8-SIG at byte", id="broken after a mark"),
    ],
)
def test_text_that_cannot_be_decoded_fails(data: bytes, reason: str) -> None:
    """Text in no encoding of ours is a failure, not a file of another kind."""
    with pytest.raises(UnreadableSource) as caught:
        read_bytes(data, "-")
    assert reason in caught.value.reason
    assert not isinstance(caught.value, SkippedSource)


def test_a_file_that_is_not_regular_is_never_opened(tmp_path: Path) -> None:
    """A pipe would block and a link may lead anywhere: both are skipped by what lstat says."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    with pytest.raises(SkippedSource, match="not a regular file"):
        read(tmp_path / "pipe.txt", "pipe.txt")
    with pytest.raises(SkippedSource, match="a link"):
        read(tmp_path / "link.txt", "link.txt")


def test_a_huge_file_is_skipped_unread(tmp_path: Path) -> None:
    """A file over the limit is skipped by its size alone, be it a terabyte of nothing."""
    (tmp_path / "huge.txt").touch()
    os.truncate(tmp_path / "huge.txt", 2**40)
    with pytest.raises(SkippedSource, match="larger than 50 MB"):
        read(tmp_path / "huge.txt", "huge.txt")
    with pytest.raises(SkippedSource, match="larger than 50 MB"):
        read_bytes(b"a" * (MAX_BYTES + 1), "-")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("gone.txt", "no such file", id="vanished"),
        pytest.param("a.txt/b.txt", "not a directory", id="below a file"),
        pytest.param("a\0b.txt", "null", id="NUL in the name"),
        pytest.param("x" * 300, "name too long", id="name too long"),
    ],
)
def test_what_the_system_refuses_fails_with_its_words(name: str, reason: str, tmp_path: Path) -> None:
    """An error of the system is a failure with the system's reason."""
    (tmp_path / "a.txt").write_text("Kế hoạch")
    with pytest.raises(UnreadableSource) as caught:
        read(Path(f"{tmp_path}/{name}"), name)
    assert reason in caught.value.reason
    assert not isinstance(caught.value, SkippedSource)


def test_a_closed_file_and_a_closed_folder_fail(as_nobody: Path) -> None:
    """What the user may not read is a failure and says so; the rest is found."""
    (as_nobody / "open.txt").write_text("Kế hoạch")
    (as_nobody / "closed.txt").write_text("Kế hoạch")
    (as_nobody / "closed.txt").chmod(0)
    (as_nobody / "closed").mkdir(0)
    got = {}
    for found in find([as_nobody]):
        try:
            got[found.within] = read(found.path, found.as_given).text
        except UnreadableSource as error:
            got[found.within] = error.reason
    refused = "permission denied"
    assert got == {"open.txt": "Kế hoạch", "closed.txt": refused, "closed": refused}


def test_a_name_that_is_not_utf8_is_read_and_shown(tmp_path: Path) -> None:
    r"""Bytes of a name that are not UTF-8 are shown as `\xNN`; the file is read all the same."""
    name = os.fsdecode("công".encode() + b"\xff.txt")
    (tmp_path / name).write_text("Kế hoạch")
    (found,) = find([tmp_path])
    source = read(found.path, found.as_given)
    assert source.text == "Kế hoạch"
    assert source.path == f"{tmp_path}/công\\xff.txt"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "a.b/x.txt", ".hidden.txt", ".hidden/in.txt", "a/.git/x"):
        (tmp_path / "kho" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "kho" / name).write_text(name)
    return tmp_path / "kho"


def test_files_are_found_once_sorted_and_not_hidden(tree: Path) -> None:
    """A folder's own files come first, then its folders, by the bytes of their names."""
    found = [file.within for file in find([tree])]
    assert found == ["b.txt", "a/1.txt", "a/2.txt", "a.b/x.txt"]
    assert [file.within for file in find([tree, tree / "a", f"{tree}/a/../b.txt"])] == found


def test_paths_are_shown_as_given(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`as_given` begins with what the user typed; `path` is absolute."""
    monkeypatch.chdir(tree.parent)
    shown = [file.as_given for file in find(["kho/", "kho/.hidden"])]
    assert shown[-2:] == ["kho/a.b/x.txt", "kho/.hidden/in.txt"]
    assert all(file.path.is_absolute() for file in find(["kho", "kho/b.txt", "none"]))


def test_a_missing_path_is_found_so_that_read_names_it(tree: Path) -> None:
    """A path that does not exist is not passed over in silence."""
    (found,) = find([tree / "none.txt"])
    with pytest.raises(UnreadableSource, match="no such file"):
        read(found.path, found.as_given)


def test_links_are_not_followed_out_of_the_folder_and_loops_end(tree: Path) -> None:
    """Inside a folder a link is found as a link; given by name it is followed."""
    outside = tree.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (tree / "a" / "loop").symlink_to(tree)
    (tree / "out").symlink_to(outside)
    (tree / "self").symlink_to(tree / "self")
    assert [file.within for file in find([tree])] == [
        "b.txt", "out", "self", "a/1.txt", "a/2.txt", "a/loop", "a.b/x.txt",
    ]
    assert [file.within for file in find([tree / "out"])] == ["secret.txt"]
    assert [file.within for file in find([tree / "self"])] == ["self"]


def test_files_come_back_as_they_were_found(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept by where they lie they are the same, in the same order; links, odd names, what is no path, too."""
    for odd in (b"\xff.txt", b"a\nb", b"~"):
        Path(os.fsdecode(os.path.join(os.fsencode(tree), b"a", odd))).write_text("x")
    for name, target in (("link.txt", "b.txt"), ("c", "a.b"), ("self", "self")):
        (tree.parent / name).symlink_to(tree / target)
    monkeypatch.chdir(tree.parent)
    given = ["", "kho/b.txt", "link.txt", "kho/./a/..", "c", "self", "none", "no\0path", str(tree), "kho/a/"]
    found = [*(file for path in given for file in find([path])), *find(given)]
    files = Files(chain(*(folders([path]) for path in given), folders(given)))
    assert len(found) > 20
    assert (list(files), list(files), len(files)) == (found, found, len(found))
    for file in found:
        assert file.location == os.fsencode(os.path.join(file.folder, file.within))
        if b"\0" not in file.location and os.path.exists(file.location):
            assert os.path.samefile(file.as_given, file.location)


def test_a_folder_can_be_left_out(tree: Path) -> None:
    """An archive that lies in the folder given is not its own input."""
    assert [file.within for file in find([tree], besides=tree / "a")] == ["b.txt", "a.b/x.txt"]


def test_a_tree_deeper_than_the_stack_is_walked(tmp_path: Path) -> None:
    """Depth costs no recursion."""
    deep = tmp_path
    for _ in range(1200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x.txt").write_text("x")
    assert [file.path.name for file in find([tmp_path])] == ["x.txt"]
    (deep / "x.txt").unlink()  # what clears up after the tests is not so patient
    while deep != tmp_path:
        deep.rmdir()
        deep = deep.parent
