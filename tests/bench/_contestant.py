"""One program over one folder of texts, timed from within, so that starting Python costs nobody anything.

    python tests/bench/_contestant.py NAME FOLDER

It prints one line of JSON: seconds, those of the processor, and the most memory in megabytes. It is run in
the environment of vbparse and in that of the others, so it imports nothing of the tests, and each library
only where it is asked for. Texts are read before the clock starts, but for the `ingest`, which reads them.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Job = Callable[[], object]


def vbparse(paths: Sequence[Path]) -> Job:
    from vbparse.pipeline import parse_source
    from vbparse.readers import read_bytes

    files = [(path.read_bytes(), path.name) for path in paths]
    parse_source(read_bytes(*files[0]))  # its tables are read when they are first used
    return lambda: [parse_source(read_bytes(data, name)) for data, name in files]


def eyecite(paths: Sequence[Path]) -> Job:
    from eyecite import get_citations

    texts = [path.read_text("utf-8") for path in paths]
    get_citations("1 U.S. 1")  # its patterns are made when they are first used
    return lambda: [get_citations(text) for text in texts]


def refex(paths: Sequence[Path]) -> Job:
    from refex.orchestrator import CitationExtractor

    texts, extractor = [path.read_text("utf-8") for path in paths], CitationExtractor()
    extractor.extract("§ 1 BGB")
    return lambda: [extractor.extract(text) for text in texts]


def ingest(paths: Sequence[Path]) -> Job:
    from vbparse.archive import Archive

    archive = Archive(_place() / "archive", create=True)
    return lambda: archive.ingest([str(_above(paths))])


def whoosh(paths: Sequence[Path]) -> Job:
    from whoosh.analysis.analyzers import StandardAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in

    schema = Schema(path=ID(stored=True, unique=True), text=TEXT(analyzer=StandardAnalyzer(), stored=True))
    writer = create_in(str(_place()), schema).writer(limitmb=128)
    texts = [(path.name, path.read_text("utf-8")) for path in paths]

    def run() -> None:
        for name, text in texts:
            writer.add_document(path=name, text=text)
        writer.commit()

    return run


def fts5(paths: Sequence[Path]) -> Job:
    texts = [(path.name, path.read_text("utf-8")) for path in paths]
    db = sqlite3.connect(_place() / "fts.sqlite")
    db.execute("CREATE VIRTUAL TABLE papers USING fts5 (path UNINDEXED, text, tokenize = 'unicode61')")

    def run() -> None:
        db.executemany("INSERT INTO papers VALUES (?, ?)", texts)
        db.commit()

    return run


def tantivy(paths: Sequence[Path]) -> Job:
    from tantivy import Document, Index, SchemaBuilder

    schema = SchemaBuilder().add_text_field("path", stored=True).add_text_field("text", stored=True).build()
    writer = Index(schema, path=str(_place())).writer(num_threads=1)
    texts = [(path.name, path.read_text("utf-8")) for path in paths]

    def run() -> None:
        for name, text in texts:
            writer.add_document(Document(path=name, text=text))
        writer.commit()
        writer.wait_merging_threads()

    return run


CONTESTANTS = {job.__name__: job for job in (vbparse, eyecite, refex, ingest, whoosh, fts5, tantivy)}
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _place() -> Path:
    """A folder that is there until the program ends."""
    _FOLDERS.append(tempfile.TemporaryDirectory())
    return Path(_FOLDERS[-1].name)


def _above(paths: Sequence[Path]) -> str:
    return os.path.commonpath(paths)


def main() -> None:
    name, folder = sys.argv[1:]
    run = CONTESTANTS[name](sorted(Path(folder).rglob("*.txt")))
    start, used = time.perf_counter(), time.process_time()
    run()
    print(json.dumps({
        "seconds": time.perf_counter() - start,
        "computed": time.process_time() - used,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


if __name__ == "__main__":
    main()
