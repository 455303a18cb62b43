"""The country of `make bench-scale`, a very small one: every page opens for three organisations."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict

import pytest

from tests.bench.scale import compare, report
from tests.bench.scale.country import Child
from tests.bench.scale.shares import SLOTS, Country, slots
from tests.stack import drop_database, fresh_database

SMALL = Country(gemeenten=12, biggest=20, organisaties=8, points=24)
CONTACTS = 2_000


@pytest.fixture
def child() -> Iterator[Child]:
    """A process with a country of its own."""
    with ExitStack() as exits:
        url = fresh_database(f"scale_{os.getpid()}")
        exits.callback(drop_database, url)
        child = exits.enter_context(Child({"OPBOUW_MODE": "test"}, url))
        child.ask("base", country=asdict(SMALL))
        child.ask("fill", country=asdict(SMALL), contacts=CONTACTS)
        child.ask("open", country=asdict(SMALL))
        yield child


# Some twenty seconds; far more on a machine that does much else.
@pytest.mark.timeout(900)
def test_every_page_opens_in_the_filled_country(child: Child) -> None:
    # Finding out which pages there are has opened those of the largest.
    kinds = ["smallest"]
    lines, closed = compare.measure(child.ask, child.ask, kinds, lambda _: None, times=0)
    assert [one for one in closed if "answers" in one] == []
    names = {line.name for line in lines}
    assert {"vandaag", "contacten", "contacten (next page)", "notitie_wijzig"} <= names
    assert len(names) > 70
    text = report.table(lines, kinds, closed)
    assert text.count("\n| ") >= len(names)
    assert {line.few.statements for line in lines if line.name == "vandaag"} != {0}


def test_the_largest_organisation_has_a_fifth_of_all_rows() -> None:
    found = slots(Country(), 1_000_000, seed=1)
    of_rank = {rank: sum(abs(one) == rank for one in found) for rank in (1, 2, 50, 100)}
    assert abs(of_rank[1] / SLOTS - 0.2) < 0.02
    assert of_rank[1] > of_rank[2] > of_rank[50] >= of_rank[100] > 0


def test_the_country_has_as_many_buurten_as_the_netherlands() -> None:
    buurten = Country().buurten()
    assert buurten[0] == 518
    assert 13_500 < sum(buurten) < 15_000
