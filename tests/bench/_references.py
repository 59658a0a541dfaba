"""What is measured takes for some files: run by the interpreter that has it, `.venv-references` for others.

    python _references.py parse vbparse|eyecite|refex FOLDER
    python _references.py index whoosh|fts5|tantivy FOLDER OUT
    python _references.py search whoosh|fts5|tantivy OUT RUNS QUERY…

Prints a JSON object a line: seconds, bytes of memory and of disk; of a search the medians and the hits.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any


def texts(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted(Path(folder).rglob("*.txt")):
        yield path.name, path.read_text("utf-8")


def parse_vbparse() -> Callable[[str], object]:
    parse, read = import_module("vbparse.pipeline").parse_source, import_module("vbparse.readers").read_bytes
    return lambda text: parse(read(text.encode(), "paper.txt"))


def parse_eyecite() -> Callable[[str], object]:
    parse: Callable[[str], object] = import_module("eyecite").get_citations
    return parse


def parse_refex() -> Callable[[str], object]:
    parse: Callable[[str], object] = import_module("refex.orchestrator").CitationExtractor().extract
    return parse


def parse(name: str, folder: str) -> None:
    """Texts are read before the clock starts; tables and patterns are made when the first is parsed."""
    papers = [text for _, text in texts(folder)]
    parse_one: Callable[[str], object] = globals()[f"parse_{name}"]()
    parse_one(papers[0])
    tell(lambda: [parse_one(paper) for paper in papers])


def index_whoosh(folder: str, out: str) -> None:
    """Stock: StandardAnalyzer without stop words or shortest word, positions, one commit."""
    fields, made = import_module("whoosh.fields"), import_module("whoosh.index").create_in
    analyzer = import_module("whoosh.analysis").StandardAnalyzer(stoplist=None, minsize=1)
    schema = fields.Schema(path=fields.ID(stored=True), text=fields.TEXT(analyzer=analyzer))
    writer = made(out, schema).writer()
    for path, text in texts(folder):
        writer.add_document(path=path, text=text)
    writer.commit()


def index_fts5(folder: str, out: str) -> None:
    db = sqlite3.connect(Path(out, "fts5.sqlite"))
    db.execute("CREATE VIRTUAL TABLE papers USING fts5(path UNINDEXED, text)")
    db.executemany("INSERT INTO papers VALUES (?, ?)", texts(folder))
    db.commit()
    db.close()


def index_tantivy(folder: str, out: str) -> None:
    tantivy = import_module("tantivy")
    schema = tantivy.SchemaBuilder().add_text_field("path", stored=True).add_text_field("text").build()
    index = tantivy.Index(schema, path=out)
    writer = index.writer(50_000_000, 1)
    for path, text in texts(folder):
        writer.add_document(tantivy.Document(path=path, text=text))
    writer.commit()
    writer.wait_merging_threads()


def search_whoosh(out: str) -> Callable[[str], int]:
    index = import_module("whoosh.index").open_dir(out)
    parser, searcher = import_module("whoosh.qparser").QueryParser("text", index.schema), index.searcher()
    return lambda query: len(searcher.search(parser.parse(query), limit=20))


def search_fts5(out: str) -> Callable[[str], int]:
    db = sqlite3.connect(Path(out, "fts5.sqlite"))
    ranked = "SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT 20"

    def search(query: str) -> int:
        db.execute(ranked, (query,)).fetchall()
        return int(db.execute("SELECT count(*) FROM papers WHERE papers MATCH ?", (query,)).fetchone()[0])

    return search


def search_tantivy(out: str) -> Callable[[str], int]:
    index = import_module("tantivy").Index.open(out)
    searcher = index.searcher()

    def search(query: str) -> int:
        asked = index.parse_query(query, ["text"], conjunction_by_default=True)
        return int(searcher.search(asked, 20).count)

    return search


def search(name: str, out: str, runs: str, *queries: str) -> None:
    """Each query asked so many times, warm, the twenty best and how many there are."""
    asked: Callable[[str], int] = globals()[f"search_{name}"](out)
    found: dict[str, Any] = {}
    for query in queries:
        times, hits = [], asked(query)
        for _ in range(int(runs)):
            start = time.perf_counter()
            asked(query)
            times.append(time.perf_counter() - start)
        found[query] = {"seconds": statistics.median(times), "hits": hits}
    print(json.dumps(found))


def tell(action: Callable[[], object], out: str | None = None) -> None:
    start, computed = time.perf_counter(), time.process_time()
    action()
    seconds, computed = time.perf_counter() - start, time.process_time() - computed
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    size = sum(entry.stat().st_size for entry in os.scandir(out)) if out else 0
    print(json.dumps({"seconds": seconds, "computed": computed, "memory": peak, "size": size}))


if __name__ == "__main__":
    what, name, *rest = sys.argv[1:]
    if what == "index":
        tell(lambda: globals()[f"index_{name}"](*rest), rest[1])
    else:
        globals()[what](name, *rest)
