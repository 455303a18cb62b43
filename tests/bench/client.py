"""A browser without windows: one kept connection, its cookies and an address of its own."""

import http.client
import re
import time
from collections.abc import Mapping
from http.cookies import SimpleCookie
from itertools import count
from urllib.parse import urlencode

# Gunicorn closes what is idle for five seconds; a kept connection must not be cut in between.
LONGEST_IDLE = 2
_addresses = count(1)

KEYS = re.compile(r'name="(csrfmiddlewaretoken|lidmaatschap)" value="([\w:-]+)"')


class Browser:
    """Talks with one server over one connection."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = dict(cookies or {})
        self.keys: dict[str, str] = {}
        self.last = time.monotonic()

    def get(self, path: str) -> str:
        """Return the page; anything but 200 ends the run."""
        status, _, body = self._send("GET", path, None)
        if status != 200:
            raise RuntimeError(f"GET {path} answered {status}")
        page = body.decode()
        # A form says for which membership it was drawn, so its keys come from a page.
        # Not every page has both.
        self.keys.update(KEYS.findall(page))
        return page

    def post(self, path: str, form: Mapping[str, object]) -> str:
        """Send a form and return where it leads; anything but a redirect ends the run."""
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        data = {**form, **(self.keys or token)}
        status, location, body = self._send("POST", path, urlencode(data, doseq=True))
        if status != 302:
            raise RuntimeError(f"POST {path} answered {status}: {body.decode()[-2000:]}")
        return location

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, str, bytes]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            # Every sending from another address: the real limits stay on and are not reached.
            "X-Forwarded-For": _address(next(_addresses)),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.last > LONGEST_IDLE:
            self.connection.close()  # the next request opens it again
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        self.last = time.monotonic()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies.update({k: morsel.value for k, morsel in SimpleCookie(line).items()})
        return response.status, response.headers.get("Location", ""), content


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
