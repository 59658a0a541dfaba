"""What every Python that a test starts loads first: from here on there is no network.

Loaded by its place, so that nothing of the tests is in the way of what the program imports.
"""

from __future__ import annotations

import os

_OFFLINE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "offline.py")
_names: dict[str, object] = {"__name__": "offline", "__file__": _OFFLINE}
with open(_OFFLINE, "rb") as _source:
    exec(compile(_source.read(), _OFFLINE, "exec"), _names)
_names["refuse"]()  # type: ignore[operator]
