"""What became of the areas of an older edition: with a table, without one, and twice."""

import pytest

from opbouw.lib.models import AuditRegel
from tests.wijken.edities import (
    SAMEN_2025,
    TABEL,
    VERWEG_2024,
    ZONDERWATER_2024,
    area,
    edition,
    old_and_new,
    state,
    table,
)
from wijken.actions.gebied import NieuwGebied, store_gebieden
from wijken.models import Gebied, Opvolging
from wijken.queries.opvolging import without_successor

pytestmark = pytest.mark.django_db


def everything() -> list[tuple[object, ...]]:
    columns = ("pk", "code", "jaar", "actueel", "opvolgers", "vervallen")
    return list(Gebied.objects.order_by("pk").values_list(*columns))


def codes(rows: list[Gebied]) -> list[str]:
    return [row.code for row in rows]


def test_a_merge_a_renumbering_and_a_split() -> None:
    old_and_new()
    assert state("BU99980000", 2024) == (False, ["BU99990200", "GM9999", "WK999902"], False)
    assert state("WK999800", 2024) == (False, ["GM9999", "WK999902"], False)
    assert state("GM9998", 2024) == (False, ["GM9999"], False)
    assert state("BU99990100", 2024) == (False, ["BU99990105", "GM9999", "WK999901"], False)
    assert state("BU99990000", 2024) == (
        False, ["BU99990003", "BU99990004", "GM9999", "WK999900"], False,
    )  # fmt: skip
    # The same code is its own successor, and needs nothing.
    assert state("BU999901A1", 2024) == (False, [], False)
    assert state("GM9999", 2024) == (False, [], False)
    # No table names it: it is still found in its wijk, and it is said.
    assert state("BU99990001", 2024) == (False, [], True)
    assert not Gebied.objects.current().exclude(opvolgers=[], vervallen=False).exists()


def test_a_merged_gemeente_stays_until_its_successor_is_there_with_its_buurten() -> None:
    edition(2024, ZONDERWATER_2024)
    edition(2024, VERWEG_2024)
    table(*TABEL)
    assert state("BU99980000", 2024) == (True, [], False)
    edition(2025, SAMEN_2025)
    assert state("BU99980000", 2024)[0] is False
    assert not Gebied.objects.current().filter(gemeentecode="GM9998").exists()


@pytest.mark.parametrize("order", ["table last", "buurten only", "gemeente only"])
def test_the_table_may_come_later_and_name_one_level_only(order: str) -> None:
    old_and_new(tabel=False)
    assert state("BU99980000", 2024) == (True, [], False)
    rows = TABEL
    if order == "buurten only":
        rows = tuple(row for row in TABEL if row[0].startswith("BU"))
    if order == "gemeente only":
        rows = TABEL[:1]
    assert table(*rows) == len({old for old, _new in rows})
    assert state("GM9998", 2024) == (False, ["GM9999"], False)
    if order == "gemeente only":
        assert state("BU99980000", 2024) == (False, ["BU99980000", "GM9999", "WK999800"], True)
    else:
        assert state("WK999800", 2024) == (False, ["GM9999", "WK999902"], False)


def test_storing_old_files_and_the_table_again_changes_nothing() -> None:
    old_and_new()
    before, trail = everything(), AuditRegel.objects.count()
    assert edition(2024, VERWEG_2024).gelijk == list(VERWEG_2024)
    assert edition(2024, ZONDERWATER_2024).gelijk == list(ZONDERWATER_2024)
    assert table(*TABEL) == 0
    assert edition(2025, SAMEN_2025).veranderd == []
    assert everything() == before
    assert AuditRegel.objects.count() == trail


def test_a_corrected_table_brings_a_gemeente_back() -> None:
    old_and_new()
    table(("GM9998", "GM9998"), ("BU99980000", "BU99980000"), ("WK999800", "WK999800"))
    assert [state(code, 2024) for code in VERWEG_2024] == [(True, [], False)] * 3


def test_codes_that_swap_are_followed_by_the_table_and_not_by_their_name() -> None:
    edition(2024, ("GM9999", "WK999900", "BU99990000", "BU99990001"))
    table(("BU99990000", "BU99990001"), ("BU99990001", "BU99990000"))
    edition(2025, ("GM9999", "WK999900", "BU99990000", "BU99990001"))
    assert area("BU99990000", 2024).codes_nu == ["BU99990001"]
    assert area("BU99990001", 2024).codes_nu == ["BU99990000"]
    found = Gebied.objects.within([area("BU99990001", 2025)])
    assert [(one.code, one.jaar) for one in found.order_by("jaar")] == [
        ("BU99990000", 2024), ("BU99990001", 2025),
    ]  # fmt: skip


def test_a_chain_of_editions_and_a_round_trip_end() -> None:
    edition(2022, ("GM9999", "WK999900", "BU99990000"))
    table(("BU99990000", "BU99990001"), jaar=2023)
    edition(2023, ("GM9999", "WK999900", "BU99990001"))
    table(("BU99990001", "BU99990000"), jaar=2024)
    assert area("BU99990000", 2022).codes_nu == ["BU99990001"]
    edition(2024, ("GM9999", "WK999900", "BU99990000"))
    # Back where it was.
    assert state("BU99990000", 2022) == (False, [], False)
    assert area("BU99990001", 2023).codes_nu == ["BU99990000"]
    table(("BU99990000", "BU99990009"), jaar=2025)
    edition(2025, ("GM9999", "WK999900", "BU99990009"))
    assert {one.code for one in Gebied.objects.within([area("BU99990009", 2025)])} == {
        "BU99990000", "BU99990001", "BU99990009",
    }  # fmt: skip


def test_an_equal_outline_alone_is_a_successor_without_a_table() -> None:
    vorm = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52]]]}
    edition(2024, ("GM9999", "WK999900", "BU99990000"))
    Gebied.objects.filter(code="BU99990000").update(vorm=vorm)
    store_gebieden(
        gebieden=[
            NieuwGebied("GM9999", 2025, "Zonderwater", "Verzonnen"),
            NieuwGebied("WK999900", 2025, "Oude Haven", "Verzonnen"),
            NieuwGebied("BU99990007", 2025, "Kade", "Verzonnen", vorm=vorm),
        ],
        by=None,
    )
    assert area("BU99990000", 2024).codes_nu == ["BU99990007"]
    assert [str(step) for step in Opvolging.objects.all()] == ["BU99990000 → BU99990007 (2025)"]


def test_two_equal_outlines_are_nobodys_successor() -> None:
    vorm = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52]]]}
    edition(2024, ("GM9999", "WK999900", "BU99990000"))
    Gebied.objects.filter(code="BU99990000").update(vorm=vorm)
    new = [NieuwGebied(f"BU9999000{n}", 2025, "Kade", "Verzonnen", vorm=vorm) for n in (7, 8)]
    store_gebieden(
        gebieden=[
            NieuwGebied("GM9999", 2025, "Zonderwater", "Verzonnen"),
            NieuwGebied("WK999900", 2025, "Oude Haven", "Verzonnen"),
            *new,
        ],
        by=None,
    )
    assert not Opvolging.objects.exists()
    assert state("BU99990000", 2024) == (False, [], True)


def test_what_is_lost_is_said_per_edition() -> None:
    old_and_new(tabel=False)
    found = without_successor(2025)
    assert codes(found.gebieden) == ["BU99990000", "BU99990001", "BU99990100"]
    assert [(one.gemeente.code, one.wacht_op) for one in found.achtergebleven] == [("GM9998", [])]
    table(*TABEL)
    found = without_successor(2025)
    assert codes(found.gebieden) == ["BU99990001"]
    assert found.achtergebleven == []
    assert found
    assert codes(without_successor(2024).gebieden) == []
    # By hand: it ended without a successor. That is known, and said no more.
    table(("BU99990001", ""))
    assert state("BU99990001", 2024) == (False, [], True)
    assert not without_successor(2025)


def test_a_gemeente_that_ends_without_a_successor() -> None:
    old_and_new(tabel=False)
    table(("GM9998", ""))
    assert state("GM9998", 2024) == (False, [], True)
    assert state("BU99980000", 2024) == (False, [], True)
    assert without_successor(2025).achtergebleven == []
