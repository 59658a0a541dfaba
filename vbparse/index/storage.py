"""Whoosh's view of the index: the files that the manifest names, and how an index is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from vbparse.index.loading import restrict
from vbparse.index.manifest import IndexDamaged, reading
from vbparse.index.schema import schema

_NAME = "archive"


class _Folder(FileStorage):
    """A folder whose open files are known, so that all can be closed when something went wrong."""

    def __init__(self, folder: str, handles: list[Any]) -> None:
        restrict()
        super().__init__(folder)  # type: ignore[no-untyped-call]
        self.handles = handles

    def open_file(self, name: str, **options: Any) -> Any:
        self.handles.append(super().open_file(name, **options))  # type: ignore[no-untyped-call]
        return self.handles[-1]

    def create_file(self, name: str, *args: Any, **options: Any) -> Any:
        self.handles.append(super().create_file(name, *args, **options))  # type: ignore[no-untyped-call]
        return self.handles[-1]

    def temp_storage(self, name: str | None = None) -> FileStorage:
        path = Path(self.folder) / (name or "temporary.tmp")
        path.mkdir(exist_ok=True)
        return _Folder(str(path), self.handles)


class Files(_Folder):
    """A folder of which Whoosh sees the files named, and those that it makes itself.

    What it deletes is only forgotten: readers may still follow the manifest to it, and a write that
    does not end leaves all as it was. `manifest.remove_others` deletes for good.
    """

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        super().__init__(str(folder), [])
        self.names = set(names)

    def release(self) -> None:
        """Close whatever Whoosh left open; after an error it leaves much."""
        for handle in self.handles:
            with suppress(OSError):              # of a full disk, once more
                handle.file.close()
        self.handles.clear()

    def list(self) -> list[str]:
        return sorted(self.names)

    def file_exists(self, name: str) -> bool:
        return name in self.names

    def open_file(self, name: str, **options: Any) -> Any:
        if name not in self.names:
            raise IndexDamaged(f"the index has no file {name!r}")
        return super().open_file(name, **options)

    def create_file(self, name: str, *args: Any, **options: Any) -> Any:
        self.names.add(name)
        return super().create_file(name, *args, **options)

    def delete_file(self, name: str) -> None:
        self.names.discard(name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)  # type: ignore[no-untyped-call]
        self.names.discard(oldname)
        self.names.add(newname)

    def lock(self, name: str) -> threading.Lock:
        """No lock of Whoosh's own: the archive lets in one writer."""
        return threading.Lock()


@contextmanager
def using(folder: Path, names: Iterable[str]) -> Iterator[Files]:
    """The files of an index, closed at the end."""
    files = Files(folder, names)
    try:
        yield files
    finally:
        files.release()


def create(files: Files) -> FileIndex:
    """A new index without records."""
    index: FileIndex = FileIndex.create(files, schema(), _NAME)
    return index


def opened(files: Files) -> FileIndex:
    """The index that is made up of `files`."""
    with reading():
        return FileIndex(files, schema=schema(), indexname=_NAME)
