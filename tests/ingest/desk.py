"""A folder of papers beside an archive of them, and what an ingest made of each file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from vbparse.archive import Archive, IngestReport
from vbparse.catalog import FILE_NAME, Catalog

OUTCOMES = ("new", "updated", "moved", "unchanged", "skipped", "failed")


class Desk:
    """A folder of papers beside an archive of them."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "ho-so"
        self.folder.mkdir()
        self.archive = Archive(root / "kho", create=True)

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def ingest(self, *paths: Path, dry_run: bool = False) -> dict[str, int]:
        """The outcomes that are not zero, after the sum was checked."""
        return outcomes(self.report(*paths, dry_run=dry_run))

    def report(
        self, *paths: Path, dry_run: bool = False, prune: bool = False, retry: bool = False
    ) -> IngestReport:
        given = [str(path) for path in paths or (self.folder,)]
        return self.archive.ingest(given, dry_run=dry_run, prune=prune, retry=retry)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        path = self.archive.folder / FILE_NAME
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as db:  # never makes one
            return db.execute(sql).fetchall()

    def committed(self) -> int:
        """How many files the catalog holds, if there is one by now."""
        try:
            return len(self.rows("SELECT 1 FROM files"))
        except sqlite3.OperationalError:
            return 0

    def ids(self) -> dict[str, str]:
        """The id of each record by the name of its file."""
        return {os.path.basename(str(path)): str(id) for path, id in self.rows(
            "SELECT json_extract(json, '$.source.path'), id FROM records"
        )}

    def entries(self) -> list[tuple[str, str, str]]:
        with closing(Catalog.open(self.archive.folder)) as catalog:
            return list(catalog.entries())

    def found(self, query: str) -> set[str]:
        """The ids that a search gives, without having had to mend the index."""
        result = self.archive.search(query, limit=1000)
        assert result.notes == ()
        return {hit.record["id"] for hit in result.hits}


def outcomes(report: IngestReport) -> dict[str, int]:
    counts = {name: getattr(report, name) for name in OUTCOMES}
    assert sum(counts.values()) == report.found
    assert len(report.problems) == report.skipped + report.failed
    return {name: count for name, count in counts.items() if count}
