"""A disk that keeps what was synced, and of the rest whatever chance will have it.

    disk = Disk(folder)           as it stands now, all of it synced
    disk.do(step)                 steps of a process, as `steps` tells them
    disk.live()                   what a process sees
    disk.after_power_loss(chance) what is there when the power comes back

What POSIX promises and no more: a file's content lasts once the file has been synced, its name once the
folder has been. Before that a write may be there or not, whichever came first, or a part of it, or only the
length that the file would have had. Changes of names within one folder come back in their order, as
journals have it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random
from typing import NamedTuple, TypeAlias

from tests.torture.steps import Make, Mark, Remove, Rename, Resize, Step, Sync, Write

_SECTOR = 512  # bytes that a disk writes whole or not at all
_FATES = ("all", "nothing", "beginning", "some", "length")


@dataclass(eq=False, slots=True)
class File:
    """Content as it was when last synced, and what was done since; `time` is when that was."""

    synced: bytes = b""
    since: list[Write | Resize] = field(default_factory=list)
    time: int = 0

    def content(self) -> bytes:
        return _done(self.synced, self.since)

    def after(self, fate: str, chance: Random) -> bytes:
        """What is left of it."""
        if not self.since or fate == "nothing":
            return self.synced
        if fate == "all":
            return self.content()
        if fate == "beginning":
            return _done(self.synced, self.since[: chance.randrange(len(self.since) + 1)])
        if fate == "length":  # the file system knew how long it would be
            whole = len(self.content())
            return self.synced[:whole].ljust(whole, b"\0")
        kept = [one for one in self.since if chance.random() < 0.5]
        return _done(self.synced, [_torn(one, chance) if chance.random() < 0.3 else one for one in kept])


@dataclass(eq=False, slots=True)
class Folder:
    """Names as they were when last synced, and the changes since; None takes a name away."""

    synced: dict[str, Node] = field(default_factory=dict)
    since: list[dict[str, Node | None]] = field(default_factory=list)

    def names(self, changes: int | None = None) -> dict[str, Node]:
        """The names after the first so many changes, or after all."""
        now: dict[str, Node | None] = dict(self.synced)
        for change in self.since[:changes]:
            now.update(change)
        return {name: node for name, node in now.items() if node is not None}


Node: TypeAlias = File | Folder
Content: TypeAlias = Mapping[str, "tuple[bytes, int] | None"]
"""By path: bytes and time of a file, None for a folder."""


class Disk:
    def __init__(self, folder: Path) -> None:
        self._root = _read(folder)

    def do(self, step: Step) -> None:
        """A step done; it was told before it was tried, and succeeds."""
        match step:
            case Mark():
                return
            case Write() | Resize():
                file = self._file(step.path)
                file.since.append(step)
                file.time = step.time if isinstance(step, Write) else file.time
            case Make():
                parent, name = self._parent(step.path)
                parent.since.append({name: Folder() if step.folder else File()})
            case Remove():
                parent, name = self._parent(step.path)
                parent.since.append({name: None})
            case Rename():
                self._rename(step)
            case Sync():
                self._sync(step)

    def live(self) -> Content:
        """What a process sees."""
        return dict(_contents(self._root, "", _Fates(Random(), "all", 0)))

    def after_power_loss(self, chance: Random) -> Content:
        """What is there when the power comes back: most files share a fate, as one moment made it."""
        fates = _Fates(chance, chance.choice(_FATES), chance.choice((0, 0.1, 1)))
        return dict(_contents(self._root, "", fates))

    def _rename(self, step: Rename) -> None:
        (here, name), (there, new) = self._parent(step.path), self._parent(step.to)
        node = here.names()[name]
        if here is there:
            here.since.append({name: None, new: node})
        else:
            there.since.append({new: node})
            here.since.append({name: None})

    def _sync(self, step: Sync) -> None:
        node = self._node(step.path)
        if isinstance(node, File):
            node.synced = node.content()
        else:
            node.synced = node.names()
        node.since.clear()

    def _node(self, path: str) -> Node:
        node: Node = self._root
        for name in PurePosixPath(path).parts:
            assert isinstance(node, Folder)
            node = node.names()[name]
        return node

    def _file(self, path: str) -> File:
        node = self._node(path)
        assert isinstance(node, File)
        return node

    def _parent(self, path: str) -> tuple[Folder, str]:
        node = self._node(os.path.dirname(path))
        assert isinstance(node, Folder)
        return node, os.path.basename(path)


def lay_out(content: Content, folder: Path) -> None:
    """A folder made of it."""
    folder.mkdir()
    for path, file in content.items():
        if file is None:
            (folder / path).mkdir(mode=0o700)
        else:
            (folder / path).write_bytes(file[0])
            os.utime(folder / path, ns=(file[1], file[1]))


def _read(folder: Path) -> Folder:
    names: dict[str, Node] = {}
    for path in folder.iterdir():
        is_folder = path.is_dir()
        names[path.name] = _read(path) if is_folder else File(path.read_bytes(), time=path.stat().st_mtime_ns)
    return Folder(names)


class _Fates(NamedTuple):
    """The fate of most, and the share of those that have another."""

    chance: Random
    common: str
    others: float

    def next(self) -> str:
        return self.chance.choice(_FATES) if self.chance.random() < self.others else self.common


def _contents(folder: Folder, at: str, fates: _Fates) -> Iterator[tuple[str, tuple[bytes, int] | None]]:
    """All below a folder, each folder before what is in it."""
    fate, changes = fates.next(), len(folder.since)
    kept = changes if fate == "all" else 0 if fate == "nothing" else fates.chance.randint(0, changes)
    for name, node in sorted(folder.names(kept).items()):
        path = f"{at}/{name}".lstrip("/")
        if isinstance(node, Folder):
            yield path, None
            yield from _contents(node, path, fates)
        else:
            yield path, (node.after(fates.next(), fates.chance), node.time)


def _done(content: bytes, changes: list[Write | Resize]) -> bytes:
    now = bytearray(content)
    for change in changes:
        if isinstance(change, Resize):
            del now[change.size:]
            now.extend(bytes(change.size - len(now)))
        else:
            now.extend(bytes(max(0, change.offset - len(now))))
            now[change.offset: change.offset + len(change.data)] = change.data
    return bytes(now)


def _torn(change: Write | Resize, chance: Random) -> Write | Resize:
    """A write of which the disk got to a part only: whole sectors of it."""
    if isinstance(change, Resize):
        return change
    first = -change.offset % _SECTOR
    cuts = range(first, len(change.data), _SECTOR)
    return Write(change.path, change.offset, change.data[: chance.choice(cuts) if cuts else 0])
