"""No network: whatever asks for one is refused, and noted even if it does not mind.

Python itself tells of it (PEP 578), so it does not matter which library asks, nor how. Sockets between
processes of this machine (AF_UNIX) are no network. Programs that a test starts are held to it too: with
`PYTHONPATH` they find tests/quiet first, whose `sitecustomize` Python loads before anything else.
"""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYTHONPATH = os.pathsep.join((os.path.join(ROOT, "tests", "quiet"), ROOT))
LOG = "NO_NETWORK_LOG"
"""The variable that names the file in which every process notes what was asked for."""

_LOCAL = (1, -1)  # AF_UNIX; of a descriptor that is open already
_OF_AN_OPEN_SOCKET = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_OF_NAMES = (
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
    "socket.getservbyname", "socket.getservbyport",
)


class NoNetwork(BaseException):
    """Raised through whatever catches errors of connections, and every Exception."""


def refuse() -> None:
    """From now on, for good."""
    sys.addaudithook(_look)


def attempts() -> list[str]:
    """What was asked for so far, by any process, and is not asked for again."""
    with open(os.environ[LOG], "r+") as log:
        told = log.read().splitlines()
        log.truncate(0)
    return told


def _look(event: str, given: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        is_local = given[1] in _LOCAL
    elif event in _OF_AN_OPEN_SOCKET:
        is_local = getattr(given[0], "family", None) in _LOCAL
    else:
        is_local = event not in _OF_NAMES
    if not is_local:
        asked = f"{event} {given[1:]}"
        if path := os.environ.get(LOG):
            with open(path, "a") as log:
                log.write(f"{asked}\n")
        raise NoNetwork(asked)
