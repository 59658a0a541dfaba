"""Whoosh, made to read its files without running what may stand in them.

A Whoosh index is full of pickles, and a pickle can call any function. Readers read none (see `segments`);
a writer reads the list of segments. Here every way by which Whoosh unpickles is led through `_Restricted`,
which knows the few classes that our own index writes. Seen in whoosh3 3.54.0 and Whoosh-Reloaded 2.7.5:

    index.TOC.read              schema and segments    (we give our schema, so the pickled one is skipped)
    legacy.toc_loaders          tables of older formats, with an unpickler of their own: switched off
    filedb.structfile           read_pickle: tables, blocks, compound files
    codec.whoosh3               blocks and inlined postings
    columns                     stored fields, compressed columns
    formats                     positions (ours are no pickles, see `schema`)
    externalsort, filedb.pools  runs of postings that did not fit into memory
    filedb.misc, codec.whoosh2, codec.plaintext, filedb.filereading, filedb.fileindex    older formats

The change holds for the process. That nothing was missed is tested: no module of Whoosh that is loaded
after an index was written, merged and searched holds one of Python's own functions that unpickle.
"""

from __future__ import annotations

import io
import marshal
import pickle
import sys
from collections import defaultdict
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO, NoReturn

_MODULES = (
    "index", "writing", "reading", "fields", "formats", "columns", "legacy", "externalsort",
    "codec.whoosh3", "filedb.filestore", "filedb.structfile", "filedb.filetables", "filedb.compound",
    "matching.wrappers",
)


def _nothing() -> bytes:
    return b""


class _Restricted(pickle.Unpickler):
    """An unpickler that knows no class and no function but those that our index holds."""

    def find_class(self, module: str, name: str) -> Any:
        if f"{module}.{name}" not in (kept := known()):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index of vbparse")
        return kept[f"{module}.{name}"]


def known() -> dict[str, Any]:
    """What an index of ours may name in a pickle."""
    from whoosh.codec.whoosh3 import W3Segment

    from vbparse.index.codec import Codec

    return {
        "whoosh.codec.whoosh3.W3Segment": W3Segment,
        "vbparse.index.codec.Codec": Codec,
        "collections.defaultdict": defaultdict,        # lengths of fields in a segment
        "builtins.int": int,
        # How pickle wrote bytes before it had a sign for them.
        "_codecs.encode": str.encode,
        "__builtin__.bytes": _nothing,
    }


def _load(file: BinaryIO) -> Any:
    return _Restricted(file).load()


def _loads(data: bytes) -> Any:
    return _Restricted(io.BytesIO(data)).load()


def _refuse(*_args: Any) -> NoReturn:
    raise pickle.UnpicklingError("an index of vbparse holds no marshalled code")


def _stand_in() -> ModuleType:
    """What Whoosh gets for the module `pickle`: it writes as always and reads with care."""
    module = ModuleType("pickle")
    kept = ("dump", "dumps", "PicklingError", "UnpicklingError")
    vars(module).update({name: getattr(pickle, name) for name in kept})
    vars(module).update({"load": _load, "loads": _loads, "Unpickler": _Restricted})
    return module


@cache
def restrict() -> None:
    """Make Whoosh safe to open an index with; done before any storage is (`storage.Files`)."""
    for name in _MODULES:
        import_module(f"whoosh.{name}")
    pairs = [
        (pickle.load, _load), (pickle.loads, _loads), (pickle.Unpickler, _Restricted), (pickle, _stand_in()),
        (marshal.load, _refuse), (marshal.loads, _refuse),
    ]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "whoosh":
            for attribute, value in list(vars(module).items()):
                for dangerous, safe in pairs:
                    if value is dangerous:
                        setattr(module, attribute, safe)
    sys.modules["whoosh.index"].toc_loaders.clear()
