"""The program with every pattern that it compiles recorded, and by which methods it asks each.

`python -m tests.torture.recording FOLDER` runs all commands over the fixtures and over documents that no
office wrote, keeps an archive in FOLDER, and prints the patterns as JSON: those of the modules, those that
functions make of tables, and those made of what a document says.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import pkgutil
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import regex

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
FIXTURES = Path(__file__).parents[2] / "fixtures"


class Asked(NamedTuple):
    """A pattern, the module that compiled it, by which methods it was asked, and of how much text at most."""

    library: str
    pattern: str
    flags: int
    module: str
    methods: dict[str, int]


_asked: dict[tuple[str, str, int], tuple[str, dict[str, int]]] = {}


class _Recorded:
    """A pattern that notes by which methods it is asked."""

    def __init__(self, pattern: Any, methods: dict[str, int]) -> None:
        self.pattern, self._real, self._methods = pattern.pattern, pattern, methods

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if name not in METHODS:
            return real

        def asked(*given: Any, **more: Any) -> Any:
            text, *window = given[1:2] if "sub" in name else given
            start, stop = [*window, *(0, len(text))[len(window):]][:2]
            size = min(more.get("endpos", stop), len(text)) - more.get("pos", start)
            self._methods[name] = max(size, self._methods.get(name, 0))
            return real(*given, **more)

        return asked


def _record(library: Any) -> None:
    """What `compile` of a library gives to modules of ours is recorded from now on."""
    compile_ = library.compile

    def recorded(pattern: Any, flags: int = 0, **more: Any) -> Any:
        real = compile_(pattern, flags, **more)
        # Of the frames below, the first that is not this module's.
        frame = sys._getframe()
        while frame.f_globals is globals() and frame.f_back:
            frame = frame.f_back
        module = frame.f_globals["__name__"]
        if not module.startswith("vbparse") or not isinstance(real.pattern, str):
            return real
        key = library.__name__, real.pattern, int(real.flags)
        return _Recorded(real, _asked.setdefault(key, (module, {}))[1])

    def by(method: str) -> Callable[..., Any]:
        def asked(pattern: Any, *given: Any, flags: int = 0, **more: Any) -> Any:
            asking = recorded(pattern, flags) if isinstance(pattern, str) else pattern
            return getattr(asking, method)(*given, **more)

        return asked

    library.compile = recorded
    for method in METHODS:
        setattr(library, method, by(method))


def _run_all(folder: Path) -> None:
    from tests.cli.everything import rows
    from tests.test_pipeline import FRAGMENTS
    from tests.torture.test_documents import document
    from vbparse.cli import main

    os.environ["VBPARSE_ARCHIVE"] = str(folder / "kho")
    (papers := folder / "ho-so").mkdir()
    for n in range(40):
        (papers / f"{n}.txt").write_bytes(document("patterns", n))
    for n, unit in enumerate(("Số ", "rừng ", "A ", "cong hoa xa hoi ", "- ; ", "Chỉ thị 1-CT/TW, ")):
        (papers / f"{n}.md").write_text(unit * (9_000 // len(unit)) + "".join(FRAGMENTS), "utf-8")
    # By this process, which is the one that records.
    every = [["ingest", "--jobs", "1", str(FIXTURES), str(papers)], ["parse", "--why", str(FIXTURES)]]
    every += [
        row.argv(papers=str(FIXTURES), word="rừng", id="84-KH/BTGTU", ids="84-KH/BTGTU", cited="32-CT/TW",
                 payload="9/2019/NĐ-CP ngay 5/6/2019", file=str(folder / "file"), backup=str(folder / "file"))
        for _, row in rows()
    ]
    for argv in every:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), redirect_stderr(io.StringIO()):
            main(argv)


if __name__ == "__main__":
    _record(re)
    _record(regex)
    import vbparse
    from vbparse import patterns

    # Those of the modules are compiled, and so recorded, as they are made.
    vars(patterns).update(re_pattern=re.compile, regex_pattern=regex.compile)
    for found in pkgutil.walk_packages(vbparse.__path__, "vbparse."):
        if found.name != "vbparse.__main__":
            importlib.import_module(found.name)
    _run_all(Path(sys.argv[1]))
    print(json.dumps([
        Asked(*key, module, methods) for key, (module, methods) in _asked.items()
    ]))
