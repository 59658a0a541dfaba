"""vbparse reads Vietnamese administrative documents out of OCR'd text.

    from vbparse import parse, Archive
    for record in parse("ho-so/001.txt"):
        print(record.number, record.date)

The names below are handed out lazily: `import vbparse` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbparse.archive import Archive
    from vbparse.pipeline import parse
    from vbparse.record import Record

__version__ = "0.1.0"
__all__ = ["Archive", "Record", "__version__", "parse"]

_HOME = {"Archive": "vbparse.archive", "Record": "vbparse.record", "parse": "vbparse.pipeline"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
