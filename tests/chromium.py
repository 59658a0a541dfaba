"""A real browser for the tests of pages: Chromium without a window, spoken to over two pipes.

No port and no library: https://chromedevtools.github.io/devtools-protocol/ names the methods and events.
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

PATIENCE = 120
"""Seconds without a word after which a browser is taken to hang."""

FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
"""A script that ends when what was asked for has been drawn."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
          "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--disable-dev-shm-usage", "--remote-debugging-pipe")


class NoBrowser(Exception):
    """There is none and none can be installed; says why."""


def executable() -> str:
    """The browser of the machine, or else Debian's, installed now if this process may."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoBrowser("no Chromium here, and to install Debian's needs root and apt-get")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", "apt-get install -y --no-install-recommends chromium"):
        done = subprocess.run(command.split(), capture_output=True, text=True, env=quiet)
        if done.returncode:
            raise NoBrowser(f"no Chromium here, and `{command}` failed: {done.stderr.strip()[-300:]}")
    if not shutil.which(_NAMES[0]):
        raise NoBrowser("no Chromium here, and what apt-get installed is not on the path")
    return _NAMES[0]


class Browser:
    """A browser with one page, and what it has asked for and complained of since a file was opened."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="vbparse-", ignore_cleanup_errors=True)
        self._number, self._rest, self._session = 0, b"", ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        theirs, self._out = os.pipe()
        self._in, their_out = os.pipe()
        arguments = [program, *_QUIET, f"--user-data-dir={self._folder.name}"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")  # root has to do without
        # The browser listens on descriptor 3 and answers on 4.
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
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._folder.cleanup()

    def open(self, path: Path, fragment: str = "", *, width: int = 1400, height: int = 900) -> float:
        """A file shown anew in a window of that size; the seconds until it had loaded and been drawn."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)
        self._go("about:blank")
        self.requests.clear()
        self.complaints.clear()
        begun = time.monotonic()
        self._go(path.as_uri() + fragment)
        self(FRAME)
        return time.monotonic() - begun

    def __call__(self, script: str) -> Any:
        """What an expression is in the page; a promise is waited for. Fails where the script does."""
        got = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in got, got["exceptionDetails"]
        return got["result"].get("value")

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> None:
        """It is Moved, Pressed, Released, or its Wheel turned; the next frame has come on return."""
        self.send("Input.dispatchMouseEvent", type=f"mouse{kind}", x=x, y=y, **more)
        self(FRAME)

    def click(self, x: float, y: float) -> None:
        self.mouse("Moved", x, y)
        for kind in ("Pressed", "Released"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def drag(self, x: float, y: float, by: tuple[float, float]) -> None:
        self.mouse("Moved", x, y)
        self.mouse("Pressed", x, y, button="left", clickCount=1)
        self.mouse("Moved", x + by[0], y + by[1], button="left", buttons=1)
        self.mouse("Released", x + by[0], y + by[1], button="left", clickCount=1)

    def press(self, key: str) -> None:
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key)

    def prefer(self, scheme: str) -> None:
        """Whether the person wants `dark` pages or `light` ones."""
        wanted = {"name": "prefers-color-scheme", "value": scheme}
        self.send("Emulation.setEmulatedMedia", features=[wanted])
        self(FRAME)

    def picture(self, path: Path) -> None:
        """What the window shows, as a PNG, for a person to look at."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a method."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            pass
        assert "error" not in answer, (method, answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    def _go(self, address: str) -> None:
        self.send("Page.navigate", url=address)
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def _next(self) -> dict[str, Any]:
        """The next message; what it says of requests and complaints is noted."""
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            piece = os.read(self._in, 1 << 20) if ready else b""
            assert piece, "the browser has gone, or says nothing"
            self._rest += piece
        raw, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method: str | None, told: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(told["exceptionDetails"]))
            case "Runtime.consoleAPICalled":
                self.complaints.append(json.dumps(told["args"]))
            case "Log.entryAdded" if told["entry"]["level"] in ("error", "warning"):
                self.complaints.append(told["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.complaints.append(f"dialog: {told['message']}")
                # Until it is answered, the page answers nothing.
                closing = {"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": False},
                           "sessionId": self._session}
                os.write(self._out, json.dumps(closing).encode() + b"\0")
