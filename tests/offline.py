"""No network: whatever asks for one in this process is refused, and counted even if it does not mind.

Python itself tells of it (PEP 578), so it does not matter which library asks, nor how. Sockets between
processes of this machine (AF_UNIX) are no network.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

attempts: list[str] = []
"""What was asked for so far."""

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


def _look(event: str, given: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        is_local = given[1] in (socket.AF_UNIX, -1)  # -1: of a descriptor that is open already
    elif event in _OF_AN_OPEN_SOCKET:
        is_local = given[0].family == socket.AF_UNIX
    else:
        is_local = event not in _OF_NAMES
    if not is_local:
        attempts.append(f"{event} {given[1:]}")
        raise NoNetwork(attempts[-1])
