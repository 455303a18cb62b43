"""A visitor writes one short line in the log for a request, and cannot forge or fill it."""

import io
import logging
import runpy
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from gunicorn.config import Config

from opbouw.lib.logs.flood import LONGEST, MOST, SECONDS, Bounded, LimitRepeats
from tests.wereld import Wereld


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the site writes, through the filters of its settings in their order."""
    written = io.StringIO()
    (console,) = (
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(one, Bounded) for one in handler.filters)
    )
    config = cast("dict[str, Any]", settings.LOGGING)
    fresh = []
    for name in config["handlers"]["console"]["filters"]:
        given = dict(config["filters"][name])
        fresh.append(import_string(given.pop("()"))(**given))
    monkeypatch.setattr(console, "filters", fresh)
    monkeypatch.setattr(console, "stream", written)
    return written


LONG = "x" * 7_000
HOSTILE: list[dict[str, Any]] = [
    {"path": "/nergens/"},
    {"path": "/nergens%0AERROR%20forged%0D%0A/"},
    {"path": "/nergens/%E2%80%AE%E2%80%A8%C2%85%1B%5B2J/"},
    {"path": f"/nergens/{LONG}/"},
    {"path": "/", "headers": {"host": "elders.example"}},
    {"path": "/meedoen", "headers": {"host": LONG}},
    {"path": "/", "headers": {"host": "a\\nb"}},
    {"path": "/?a=%00"},
    {"path": "/", "method": "PUT"},
    {"path": "/accounts/login/", "method": "POST"},
    {"path": "/accounts/login/", "method": "POST", "headers": {"origin": f"https://{LONG}"}},
    {"path": "/accounts/login/", "method": "POST", "secure": True,
     "headers": {"referer": f"https://{LONG}/"}},
    {"path": "/lid/wisselen/"},
    {"path": "/controle/", "method": "POST", "data": b"x" * 300_000,
     "content_type": "application/x-www-form-urlencoded"},
    {"path": "/controle/", "method": "POST", "data": b"&".join([b"a=1"] * 1_100),
     "content_type": "application/x-www-form-urlencoded"},
    {"path": "/controle/", "method": "POST", "data": b"x",
     "content_type": "multipart/form-data; boundary="},
    {"path": "/static/../../etc/passwd%0A"},
    {"path": "/media/%0A"},
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_request_writes_one_short_line_at_most(
    wereld: Wereld, asked: dict[str, Any], log: io.StringIO
) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sent = dict(asked)
    response = client.generic(sent.pop("method", "GET"), sent.pop("path"), **sent)
    assert response.status_code < 500
    lines = log.getvalue().splitlines()
    assert len(lines) <= 1, lines
    assert all(line.isprintable() and len(line) < LONGEST + 100 for line in lines)
    assert response.status_code < 400 or lines


def test_a_flood_of_requests_is_told_and_not_written_out(wereld: Wereld, log: io.StringIO) -> None:
    for number in range(MOST + 20):
        wereld.anonymous.get(f"/nergens/{number}/")
    wereld.anonymous.post("/lid/wisselen/", headers={"host": "elders.example"})
    lines = log.getvalue().splitlines()
    assert len(lines) == MOST + 1
    assert "more like this are left out for a minute" in lines[MOST - 1]
    assert "Not Found" not in lines[MOST]


class Written:
    """Records that went through both filters, at a time of our own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.filters = [LimitRepeats(lambda: self.now), Bounded()]
        self.lines: list[str] = []

    def log(self, message: str, *args: object, line: int = 1, **given: Any) -> None:
        """Write what a handler would write of one record."""
        error = given.get("error")
        info = (type(error), error, error.__traceback__) if error else None
        level = given.get("level", logging.WARNING)
        record = logging.LogRecord("x", level, "x.py", line, message, args, info)
        if all(one.filter(record) for one in self.filters):
            self.lines.append(logging.Formatter("%(message)s").format(record))


def test_each_place_in_the_code_has_a_minute_of_its_own() -> None:
    written = Written()
    for number in range(100):
        written.log("van %s", number)
    written.log("elders", line=2)
    written.now = SECONDS
    written.log("van %s", "later")
    assert len(written.lines) == MOST + 2
    assert written.lines[MOST:] == [
        "elders",
        "van later (70 like this were left out before)",
    ]
    # What a visitor sent is no key: memory does not grow with it.
    limits = written.filters[0]
    assert isinstance(limits, LimitRepeats)
    assert len(limits.windows) == 2


def test_one_error_does_not_hide_another() -> None:
    written = Written()

    def fail(error: Exception) -> Exception:
        try:
            raise error
        except type(error) as caught:
            return caught

    for _number in range(100):
        written.log("fout", error=fail(ValueError("a")), level=logging.ERROR)
    written.log("fout", error=fail(KeyError("b")), level=logging.ERROR)
    assert len(written.lines) == MOST + 1
    assert "KeyError" in written.lines[-1]


def test_what_is_told_and_not_warned_of_is_not_counted() -> None:
    written = Written()
    for _number in range(100):
        written.log("klaar", level=logging.INFO)
    assert len(written.lines) == 100


def test_a_line_holds_no_second_one_and_has_an_end() -> None:
    written = Written()
    written.log("een\r\nERROR vals\x1b[2J\u2028\u202e%s", "x" * 9_000)
    (line,) = written.lines
    assert line.startswith(r"een\r\nERROR vals\x1b[2J\u2028\u202e" + "xxx")
    assert line.endswith("more characters)")
    assert len(line) < LONGEST + 100


def test_the_web_server_keeps_to_it_too() -> None:
    conf = Path(__file__).resolve().parents[3] / "opbouw" / "gunicorn_conf.py"
    logger = runpy.run_path(str(conf))["QuietLogger"](Config())
    (handler,) = logger.error_log.handlers
    assert isinstance(handler.filters[0], LimitRepeats)
    assert isinstance(handler.filters[-1], Bounded)
