"""The zip of a backup: how it is written, and how one is read that may be anything.

    mimetype         first, not compressed, so that the first bytes say what the file is
    tags.jsonl, …    a JSON object a line
    manifest.json    last: the version of the format, and of each member its lines, bytes and SHA-256

Nothing is ever unpacked: members are read as streams, none but those that the manifest names.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from vbparse import __version__, messages
from vbparse.errors import DataError

SCHEMA = "vbparse.backup/1"
_FAMILY, _VERSION = SCHEMA.split("/")
_MIMETYPE, _KIND = "mimetype", b"application/vnd.vbparse.backup+zip"
_MANIFEST, _SUFFIX = "manifest.json", ".jsonl"
_LONGEST_MANIFEST = 1 << 20
_LONGEST_LINE = 1 << 28
"""Bytes: a file of 50 MB, written as JSON, with its records."""
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST, _TIGHTEST = 1 << 26, 200
"""A member of more bytes than this that is packed more tightly than text ever is was made to do harm."""

Rows: TypeAlias = Iterable[Mapping[str, Any]]

_OF_DEBRIS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, TypeError, AttributeError, RecursionError, OverflowError,
)


class Member(NamedTuple):
    """What the manifest says of a member: so many lines and bytes, and their SHA-256."""

    lines: int
    size: int
    sha256: str


def write(file: BinaryIO, members: Mapping[str, Rows]) -> dict[str, int]:
    """A backup of rows of several kinds; how many of each. The same rows give the same bytes."""
    written = {}
    with zipfile.ZipFile(file, "w") as zip:
        zip.writestr(_info(_MIMETYPE, zipfile.ZIP_STORED), _KIND)
        for kind, rows in members.items():
            written[kind] = _write_member(zip, kind, rows)
        named = {kind: member._asdict() for kind, member in written.items()}
        manifest = {"schema": SCHEMA, "program": __version__, "members": named}
        zip.writestr(_info(_MANIFEST, zipfile.ZIP_DEFLATED), json.dumps(manifest, indent=1))
    return {kind: member.lines for kind, member in written.items()}


def _write_member(zip: zipfile.ZipFile, kind: str, rows: Rows) -> Member:
    lines, size, digest = 0, 0, hashlib.sha256()
    with zip.open(_info(kind + _SUFFIX, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as member:
        for row in rows:
            # A lone surrogate, of a path that is no UTF-8, becomes the escape that JSON has for it.
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
            data = line.encode("utf-8", "backslashreplace")
            member.write(data)
            digest.update(data)
            lines, size = lines + 1, size + len(data)
    return Member(lines, size, digest.hexdigest())


def _info(name: str, compression: int) -> zipfile.ZipInfo:
    """A member without a time or a system of its own."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o600 << 16
    info.compress_type = compression
    return info


class Backup:
    """A backup whose every byte has been looked at. Raises DataError where it is none, or damaged."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self._members = self._manifest()
            for kind in self._members:
                for _ in self._lines(kind):
                    pass
        except DataError:
            raise
        except _OF_DEBRIS as error:
            raise DataError(messages.NO_BACKUP.format(why=error)) from error

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._members)

    def rows(self, kind: str) -> Iterator[Any]:
        """The rows of a kind; DataError where they are no JSON."""
        for number, line in enumerate(self._lines(kind), 1):
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise refused(kind, number, error) from error

    def _manifest(self) -> dict[str, Member]:
        infos = {info.filename: info for info in self._zip.infolist()}
        if len(infos) != len(self._zip.infolist()):
            raise ValueError("two members have one name")
        if self._short(infos[_MIMETYPE], len(_KIND)) != _KIND:
            raise ValueError("it does not say that it is one")
        manifest = json.loads(self._short(infos[_MANIFEST], _LONGEST_MANIFEST))
        family, _, version = str(manifest["schema"]).partition("/")
        if family == _FAMILY and version.isdecimal() and int(version) > int(_VERSION):
            raise DataError(messages.NEWER_BACKUP)
        if manifest["schema"] != SCHEMA:
            raise ValueError("it is of another kind")
        members = {
            str(kind): Member(int(one["lines"]), int(one["size"]), str(one["sha256"]))
            for kind, one in manifest["members"].items()
        }
        if infos.keys() != {_MIMETYPE, _MANIFEST, *(kind + _SUFFIX for kind in members)}:
            raise ValueError("it holds other members than it says")
        for kind, member in members.items():
            info = infos[kind + _SUFFIX]
            if info.compress_type not in _WAYS:
                raise ValueError(f"{info.filename} is packed in another way")
            if info.file_size != member.size:
                raise ValueError(f"{info.filename} is not as long as it says")
            if info.file_size > max(_MOST, info.compress_size * _TIGHTEST):
                raise ValueError(f"{info.filename} is packed too tightly")
        return members

    def _short(self, info: zipfile.ZipInfo, longest: int) -> bytes:
        if info.file_size > longest or info.compress_type not in _WAYS:
            raise ValueError(f"{info.filename} is too long, or packed in another way")
        with self._zip.open(info) as member:
            return member.read(longest + 1)

    def _lines(self, kind: str) -> Iterator[bytes]:
        told, lines, digest = self._members[kind], 0, hashlib.sha256()
        with self._zip.open(kind + _SUFFIX) as member:
            while line := member.readline(_LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise ValueError(f"a line of {kind} does not end")
                digest.update(line)
                lines += 1
                yield line
        if (lines, digest.hexdigest()) != (told.lines, told.sha256):
            raise ValueError(f"{kind} is not what was written")


def refused(kind: str, number: int, error: Exception) -> DataError:
    """What to say of a row that cannot be taken: of several reasons the first."""
    details = getattr(error, "errors", None)  # what pydantic has against it
    why = "{msg} ({type})".format(**details()[0]) if details else str(error)
    return DataError(messages.BACKUP_ROW.format(kind=kind, number=number, why=" ".join(why.split())))


def _opening() -> bytes:
    """What every backup begins with: its first member, which is always the same."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zip:
        zip.writestr(_info(_MIMETYPE, zipfile.ZIP_STORED), _KIND)
        return file.getvalue()


OPENING = _opening()
