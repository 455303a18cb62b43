"""`docs/asvs.md` has a row for each requirement, and each row leads to what proves it."""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "asvs.md"
STATES = ("pass", "not applicable", "open")
# The requirements of levels 1 and 2 of ASVS 5.0, by section; each section counts from 1.
SECTIONS = {
    "V1.1": 2, "V1.2": 9, "V1.3": 11, "V1.4": 3, "V1.5": 2,
    "V2.1": 3, "V2.2": 3, "V2.3": 4, "V2.4": 1,
    "V3.2": 2, "V3.3": 4, "V3.4": 6, "V3.5": 5, "V3.7": 2,
    "V4.1": 3, "V4.2": 1, "V4.3": 2, "V4.4": 4,
    "V5.1": 1, "V5.2": 3, "V5.3": 2, "V5.4": 3,
    "V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3, "V6.8": 4,
    "V7.1": 3, "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2,
    "V8.1": 2, "V8.2": 3, "V8.3": 1, "V8.4": 1,
    "V9.1": 3, "V9.2": 4,
    "V10.1": 2, "V10.2": 2, "V10.3": 4, "V10.4": 11, "V10.5": 5, "V10.6": 2, "V10.7": 3,
    "V11.1": 2, "V11.2": 3, "V11.3": 3, "V11.4": 4, "V11.5": 1, "V11.6": 1,
    "V12.1": 3, "V12.2": 2, "V12.3": 4,
    "V13.1": 1, "V13.2": 5, "V13.3": 2, "V13.4": 5,
    "V14.1": 2, "V14.2": 4, "V14.3": 3,
    "V15.1": 3, "V15.2": 3, "V15.3": 7,
    "V16.1": 1, "V16.2": 5, "V16.3": 4, "V16.4": 3, "V16.5": 3,
    "V17.1": 1, "V17.2": 4, "V17.3": 2,
}  # fmt: skip
NUMBERS = [
    f"{section}.{number}" for section, last in SECTIONS.items() for number in range(1, last + 1)
]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
REASON_LETTERS = 15


@dataclass(frozen=True)
class Row:
    """One requirement, as the page says it."""

    number: str
    asks: str
    state: str
    how: str


def rows(page: str) -> list[Row]:
    found = re.findall(r"^\| (V\d+\.\d+\.\d+) \| (.*?) \| (.*?) \| (.*) \|$", page, re.MULTILINE)
    return [Row(*cells) for cells in found]


@cache
def names_in(path: str) -> frozenset[str]:
    """Names of the test functions of a file, those in classes too."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text()))
    return frozenset(
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def anchors(file: Path) -> set[str]:
    """The headings of a page, as an address names them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one).lower().replace(" ", "-") for one in headings}


def leads_somewhere(path: str, anchor: str, *, page: Path = PAGE) -> bool:
    file = (page.parent / path).resolve() if path else page
    return file.is_file() and (not anchor or anchor in anchors(file))


def faults(row: Row) -> list[str]:
    """What is wrong with a row."""
    tests, links = TEST.findall(row.how), LINK.findall(row.how)
    found = [f"no test {path}::{name}" for path, name in tests if name not in names_in(path)]
    found += [f"nothing at {one}" for one in links if not leads_somewhere(*one)]
    # A name of a test that is not written as `path::test` would be looked at by nobody.
    found += [f"half a name: {one}" for one in re.findall(r"\btest_\w+", TEST.sub("", row.how))]
    if row.state not in STATES:
        found.append(f"unknown state {row.state!r}")
    if not row.asks.strip():
        found.append("says nothing of what is asked")
    if row.state == "pass" and not tests and not links:
        found.append("a pass without a test or a page that shows it")
    if row.state != "pass" and len(LINK.sub("", TEST.sub("", row.how)).strip()) < REASON_LETTERS:
        found.append("no reason")
    return found


def test_every_requirement_has_one_row_in_its_order() -> None:
    found = [row.number for row in rows(PAGE.read_text())]
    assert found == NUMBERS
    assert len(NUMBERS) == 253


def test_every_row_holds() -> None:
    wrong = {row.number: faults(row) for row in rows(PAGE.read_text()) if faults(row)}
    assert wrong == {}


def test_the_head_counts_rightly() -> None:
    page = PAGE.read_text()
    counted = Counter(row.state for row in rows(page))
    said = re.findall(r"^\| (pass|not applicable|open) \| (\d+) \|$", page, re.MULTILINE)
    assert {state: int(number) for state, number in said} == dict(counted)
    # Every line that looks like a row is one.
    assert len(re.findall(r"^\| V", page, re.MULTILINE)) == len(NUMBERS)


@pytest.mark.parametrize(
    ("state", "how", "wrong"),
    [
        ("pass", "`tests/test_asvs.py::test_every_row_holds`", []),
        ("pass", "[security.md](security.md#sessions)", []),
        ("pass", "It is so.", ["a pass without a test or a page that shows it"]),
        ("pass", "`tests/test_asvs.py::test_gone`", ["no test tests/test_asvs.py::test_gone"]),
        ("pass", "`tests/gone.py::test_x`", ["no test tests/gone.py::test_x"]),
        ("pass", "[0028](decisions/0028-gone.md)", ["nothing at ('decisions/0028-gone.md', '')"]),
        ("pass", "[x](security.md#gone)", ["nothing at ('security.md', 'gone')"]),
        ("not applicable", "", ["no reason"]),
        ("open", "`tests/test_asvs.py::test_every_row_holds`", ["no reason"]),
        ("done", "All of this was done.", ["unknown state 'done'"]),
    ],
)
def test_a_row_that_does_not_hold_is_found(state: str, how: str, wrong: list[str]) -> None:
    assert faults(Row("V1.1.1", "decode once", state, how)) == wrong
