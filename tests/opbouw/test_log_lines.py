"""A line of the log: when it was, with its zone, and one line whatever somebody sends."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+ .*"
)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What our own handler writes of warnings and worse."""
    form = cast("dict[str, Any]", settings.LOGGING)
    console, plain = form["handlers"]["console"], form["formatters"]["plain"]
    handler = logging.StreamHandler(io.StringIO())
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(plain["format"], plain.get("datefmt"), plain["style"]))
    for name in console["filters"]:
        arguments = dict(form["filters"][name])
        handler.addFilter(import_string(arguments.pop("()"))(**arguments))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


def test_a_line_of_the_log_says_when_with_its_zone(written: io.StringIO) -> None:
    logging.getLogger("opbouw.proef").warning("Sweeper: %s sent again.", 3)
    line = written.getvalue().rstrip("\n")
    assert LINE.fullmatch(line)
    assert line.endswith(" WARNING opbouw.proef Sweeper: 3 sent again.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nergens%0a2026-11-27T10:00:00+0100 INFO x Vals", "/nergens%0d%0aVals", "/%e2%80%a8x"]
)
def test_a_line_break_in_an_address_makes_no_line_of_its_own(
    written: io.StringIO, path: str
) -> None:
    assert Client().get(path).status_code == 404
    lines = written.getvalue().splitlines()
    assert len(lines) == 1
    assert LINE.fullmatch(lines[0])
