"""How much is tried: what CI has time for, times `VBPARSE_TORTURE`; `make torture` sets it to ten."""

from __future__ import annotations

import os
import random

TIMES = int(os.environ.get("VBPARSE_TORTURE", "1"))


def times(size: int) -> int:
    """A size of CI, or of a night."""
    return size * TIMES


def chance(*what: object) -> random.Random:
    """The same chance in every run for the same thing; what it is is in the name of the test."""
    return random.Random(" ".join(map(str, what)))
