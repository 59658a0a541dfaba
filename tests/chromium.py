"""A real browser for the tests of pages: Chromium without a window, spoken to over a pipe."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MISSING = "no Chromium here (Debian: apt-get install chromium), so no page was opened"
PATIENCE = 60
"""Seconds without a word after which a browser is taken to hang."""

_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--disable-dev-shm-usage", "--remote-debugging-pipe")


class Page:
    """A page that is open: scripts asked of it, what it asked for, and what it complained of."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._rest, self._count, self._session = b"", 0, ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._do(f"{domain}.enable")

    def open(self, path: Path, fragment: str = "") -> None:
        """The page of a file, loaded anew and shown at a fragment."""
        self._do("Page.navigate", url="about:blank")
        self._loaded()
        self._do("Page.navigate", url=path.as_uri() + fragment)
        self._loaded()

    def __call__(self, script: str) -> Any:
        """What an expression is in the page; a promise is waited for."""
        done = self._do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise AssertionError(done["exceptionDetails"])
        return done["result"].get("value")

    def close(self) -> None:
        self._session = ""
        self._do("Browser.close")

    def _loaded(self) -> None:
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def _do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            pass
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """The next message; what it says of requests and complaints is noted."""
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], PATIENCE)
            piece = os.read(self._answers, 1 << 16) if ready else b""
            if not piece:
                raise AssertionError("the browser has gone, or says nothing")
            self._rest += piece
        raw, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        told = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(told["exceptionDetails"]))
            case "Log.entryAdded" if told["entry"]["level"] in ("error", "warning"):
                self.complaints.append(told["entry"]["text"])
        return message


@contextmanager
def browsing() -> Iterator[Page]:
    """A browser with an empty page."""
    assert CHROMIUM
    ours_in, its_out = os.pipe()
    its_in, ours_out = os.pipe()
    with tempfile.TemporaryDirectory(prefix="vbparse-", ignore_cleanup_errors=True) as profile:
        # The browser listens on descriptor 3 and answers on 4.
        start = ["bash", "-c", f'exec "$@" 3<&{its_in} 4>&{its_out}', "bash", CHROMIUM, *_QUIET]
        process = subprocess.Popen(
            [*start, f"--user-data-dir={profile}"], pass_fds=(its_in, its_out),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(its_in)
        os.close(its_out)
        try:
            page = Page(ours_out, ours_in)
            yield page
            page.close()
            process.wait(timeout=30)
        finally:
            process.kill()
            process.wait()
            os.close(ours_out)
            os.close(ours_in)
