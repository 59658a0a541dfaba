"""Bodies that issue documents: how their letterhead, code, place and signatures look at a date."""

from __future__ import annotations

from dataclasses import dataclass

_PREFIXES = {
    "TM.": "TM",
    "T/M": "TM",
    "KT.": "KT",
    "K/T": "KT",
    "TL.": "TL",
    "T/L": "TL",
    "TUQ.": "TUQ",
    "Q.": "Q",
}


@dataclass(frozen=True)
class Signing:
    """The lines above a name: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`."""

    lines: tuple[str, ...]

    @property
    def _first(self) -> tuple[str | None, str]:
        for line in self.lines:
            prefix, _, rest = line.partition(" ")
            if prefix in _PREFIXES:
                return _PREFIXES[prefix], rest.capitalize()
        return None, ""

    @property
    def authority(self) -> str | None:
        return self._first[0]

    @property
    def on_behalf_of(self) -> str | None:
        return self._first[1] if self.authority in {"TM", "KT", "TL", "TUQ"} else None

    @property
    def position(self) -> str | None:
        last = self.lines[-1]
        return None if last.partition(" ")[0] in _PREFIXES else last.capitalize()


@dataclass(frozen=True)
class Body:
    """A body as it appears on its paper. `names` are the answers to accept, the best first."""

    party: bool
    lines: tuple[str, ...]
    names: tuple[str, ...]
    code: str
    place: str
    signings: tuple[Signing, ...]
    kind: str
    units: tuple[str, ...] = ()
    itself: str = ""
    scope: str = ""


def signings(*chains: str) -> tuple[Signing, ...]:
    return tuple(Signing(tuple(chain.split("/ "))) for chain in chains)
