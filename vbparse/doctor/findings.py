"""What can be wrong with an archive, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from vbparse import messages

Code: TypeAlias = Literal[
    "catalog-unreadable", "catalog-pages", "catalog-rows", "file-changed", "record-changed", "record-missing",
    "table-changed", "record-stale", "links-stale",
    "index-unusable", "index-behind", "index-records",
    "source-gone", "source-changed", "not-compared",
]
OF_THE_INDEX = frozenset[Code]({"index-unusable", "index-behind", "index-records"})
NO_DAMAGE = frozenset[Code]({"source-gone", "source-changed", "not-compared"})
"""What a person may want to know of a sound archive."""

_SHOWN = 5
"""Names in a sentence; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, in words, and what `--fix` or the person does about it.

    `about` names what it concerns: ids of documents, paths of files (bytes that are no UTF-8 as `\\xNN`).
    """

    code: Code
    what: str
    remedy: str
    about: tuple[str, ...] = ()

    @property
    def is_damage(self) -> bool:
        return self.code not in NO_DAMAGE


def finding(code: Code, about: Sequence[str] = (), **values: object) -> Finding:
    """A finding in its own words; `{names}` in them are the first few of what it is about."""
    what, remedy = messages.FINDINGS[code]
    names = ", ".join(about[:_SHOWN]) + (", …" if len(about) > _SHOWN else "")
    counts = {f"{noun}s": messages.count(len(about), noun) for noun in ("file", "row", "record", "citation")}
    return Finding(code, what.format(names=names, **counts, **values), remedy, tuple(about))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an examination found, and what a treatment made of it.

    `mended` were found and are no more; `lost` are sentences about what could not be mended; `copy` is where
    the catalog was kept as it was.
    """

    findings: tuple[Finding, ...]
    documents: int | None = None
    files: int | None = None
    mended: tuple[Finding, ...] = field(default=())
    lost: tuple[str, ...] = ()
    copy: str | None = None

    @property
    def is_sound(self) -> bool:
        """Nothing is damaged, and nothing had to be given up."""
        return not self.lost and not any(found.is_damage for found in self.findings)
