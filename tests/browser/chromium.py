"""A real browser without a window, driven over two pipes by the DevTools protocol: no port, no library.

https://chromedevtools.github.io/devtools-protocol/ names the methods and events.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars")
PATIENCE = 120  # seconds for one answer; a machine at work may be slow


class NoBrowser(Exception):
    """There is none and none can be installed; says why."""


def executable() -> str:
    """The browser of the machine, or Debian's, installed now if this process may."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoBrowser("there is no chromium, and installing Debian's needs root and apt-get")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", "apt-get install -y --no-install-recommends chromium"):
        done = subprocess.run(command.split(), capture_output=True, text=True, env=quiet)
        if done.returncode:
            raise NoBrowser(f"there is no chromium, and {command} failed: {done.stderr.strip()[-300:]}")
    return executable()


class Chromium:
    """One page of a browser of its own; `events` are those since the page was opened."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        self._number, self._rest, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        self._start(executable())

    def _start(self, program: str) -> None:
        theirs, self._out = os.pipe()
        self._in, their_out = os.pipe()
        arguments = [program, *QUIET, "--remote-debugging-pipe", f"--user-data-dir={self._folder.name}"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")  # which root must do without
        # The browser reads what it is told from 3 and answers on 4.
        wired = ["bash", "-c", f'exec "$@" 3<&{theirs} 4>&{their_out}', "bash", *arguments, "about:blank"]
        self._process = subprocess.Popen(
            wired, pass_fds=(theirs, their_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(their_out)
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def close(self) -> None:
        self._session = ""
        try:
            self.send("Browser.close")
            self._process.wait(PATIENCE)
        except (OSError, EOFError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._folder.cleanup()

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a method; events that come meanwhile are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (got := self._receive()).get("id") != self._number:
            self.events.append(got)
        assert "error" not in got, (method, got["error"])
        result: dict[str, Any] = got["result"]
        return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            if not ready:
                raise TimeoutError("the browser does not answer")
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise EOFError("the browser has gone")
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        got: dict[str, Any] = json.loads(message)
        return got

    def open(self, path: Path, width: int = 1400, height: int = 900) -> float:
        """A file shown in a window of that size; the seconds until it had loaded and been drawn."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)
        self.events.clear()
        begun = time.monotonic()
        self.send("Page.navigate", url=path.as_uri())
        while not self.told("Page.loadEventFired"):
            self.events.append(self._receive())
        self.run(FRAME)
        return time.monotonic() - begun

    def run(self, script: str) -> Any:
        """The value of an expression, awaited. Raises AssertionError where the script fails."""
        got = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in got, got["exceptionDetails"]
        return got["result"].get("value")

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """What came with the events of these names."""
        return [event["params"] for event in self.events if event.get("method") in methods]

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> None:
        """A movement, press, release or turn of the wheel; the next frame has come when it returns."""
        self.send("Input.dispatchMouseEvent", type=f"mouse{kind}", x=x, y=y, **more)
        self.run(FRAME)

    def click(self, x: float, y: float) -> None:
        self.mouse("Moved", x, y)
        for kind in ("Pressed", "Released"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def drag(self, x: float, y: float, by: tuple[float, float]) -> None:
        self.mouse("Moved", x, y)
        self.mouse("Pressed", x, y, button="left", clickCount=1)
        self.mouse("Moved", x + by[0], y + by[1], button="left", buttons=1)
        self.mouse("Released", x + by[0], y + by[1], button="left", clickCount=1)

    def picture(self, path: Path) -> None:
        """What the window shows, as a PNG: for a person to look at."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))


FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
"""A script that ends when what was asked for has been drawn."""
