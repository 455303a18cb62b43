"""The limits and times on `docs/security.md` are those of the code."""

import inspect
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from tests.test_asvs import LINK, leads_somewhere

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security.md"
UNITS = {
    "millisecond": 0.001, "second": 1, "minute": 60, "hour": 3600, "day": 86_400,
    "kB": 1024, "MB": 1024 * 1024,
}  # fmt: skip


def limits() -> list[tuple[str, str, str]]:
    section = PAGE.read_text().partition("## Limits and times\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([\w.]+)` \|$", section, re.MULTILINE)


def in_code(place: str) -> Any:
    """What is at `settings.NAME`, or at a module, a class in it, an attribute, a key."""
    parts = place.split(".")
    if parts[0] == "settings":
        parts = ["django", "conf", *parts]
    for length in range(len(parts), 1, -1):
        try:
            found = import_string(".".join(parts[:length]))
        except ImportError:
            continue
        for name in parts[length:]:
            found = found[name] if isinstance(found, dict) else getattr(found, name)
        return found
    raise AssertionError(f"nothing at {place}")


def said(text: str) -> Any:
    """A number, in seconds or bytes where a unit stands behind it; or what is quoted."""
    if quoted := re.fullmatch(r"`([^`]+)`", text):
        return quoted[1]
    number, unit = re.match(r"(\d+)(?: ([A-Za-z]+))?", text).groups()  # type: ignore[union-attr]  # fails the test
    return int(number) * UNITS.get((unit or "").removesuffix("s"), 1)


@pytest.mark.parametrize(("what", "much", "place"), limits(), ids=[one[2] for one in limits()])
def test_the_limits_are_those_of_the_code(what: str, much: str, place: str) -> None:
    found = in_code(place)
    if isinstance(found, timedelta):
        found = found.total_seconds()
    if inspect.isfunction(found):
        # A number inside a function, per hour: it must be there as it is said.
        assert re.search(rf"\b{said(much)}\b", inspect.getsource(found)), what
        return
    if place.endswith(("_DAGEN", "_DAYS")):
        found *= UNITS["day"]
    assert found == said(much), what


@pytest.mark.parametrize("page", sorted(PAGE.parent.glob("*.md")), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [one for one in LINK.findall(page.read_text()) if "://" not in one[0]]
    assert [one for one in links if not leads_somewhere(*one, page=page)] == []


def test_the_table_is_read_whole() -> None:
    section = PAGE.read_text().partition("## Limits and times\n")[2].partition("\n## ")[0]
    assert len(limits()) == section.count("\n| ")
    assert len(limits()) > 15
