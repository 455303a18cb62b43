"""Debian's WebKit, asked over the W3C protocol what is needed to be without reception in it.

Playwright drives only a WebKit of its own, which comes from no package registry.
"""

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.stack import free_port, wait_until

BROWSER = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Session:
    """One window."""

    def __init__(self, driver: str) -> None:
        self.address = f"{driver}/session"
        browser = next(Path("/").glob(BROWSER))
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options, "unhandledPromptBehavior": "accept"}
        made = self.ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        self.address += f"/{made['sessionId']}"

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask the driver something; raises HTTPError when it refuses."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.address + path, data=data, method=method)  # noqa: S310 our own driver
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 this machine
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        """Type an address."""
        self.ask("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """Call a function in the page, and return what it promises."""
        call = f"""const [done, ...given] = [...arguments].reverse();
            Promise.resolve().then(() => ({script})(...given.reverse()))
              .then(value => done([true, value]), error => done([false, String(error)]));"""
        good, value = self.ask("POST", "/execute/async", {"script": call, "args": arguments})
        assert good, f"{value}: {script}"
        return value

    def until(self, script: str, value: object = True) -> None:
        """Wait until a function in the page returns this."""
        deadline = time.monotonic() + 30
        while (found := self.run(script)) != value:
            assert time.monotonic() < deadline, f"{found} instead of {value}: {script}"
            time.sleep(0.1)


@contextmanager
def webkit(folder: Path) -> Iterator[Session]:
    """Run WebKit on a screen that nobody sees, with all that it keeps in this folder."""
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as shown:
        assert shown.stdout is not None
        display = f":{shown.stdout.readline().decode().strip()}"
        port = free_port()
        environment = {"DISPLAY": display, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env={**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1", **environment},
            start_new_session=True,
        )
        try:
            wait_until(lambda: _answers(port), "WebKitWebDriver", None)
            session = Session(f"http://127.0.0.1:{port}")
            yield session
            session.ask("DELETE", "")
        finally:
            # With the browser, when a test failed half way.
            os.killpg(driver.pid, signal.SIGKILL)
            driver.wait()
            shown.terminate()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).close()
    except OSError:
        return False
    return True
