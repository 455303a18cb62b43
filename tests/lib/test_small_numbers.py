"""Small numbers: the rules of the practice, and that no hidden number can be worked out."""

import itertools
import random

import pytest

from opbouw.lib.small_numbers import (
    Protected,
    ProtectedTable,
    counts_with_wijk,
    protect_count,
    protect_percentage,
    protect_table,
)


def shown(value: int) -> Protected:
    return Protected(str(value), value, hidden=False)


SMALL = Protected("minder dan 10", None, hidden=True)
COVER = Protected("niet getoond", None, hidden=True)


def test_counts_of_people() -> None:
    found = [protect_count(n) for n in (0, 1, 9, 10, 12, 13, 17, 18, 1002, 1003)]
    expected = [shown(0), SMALL, SMALL, *map(shown, (10, 10, 15, 15, 20, 1000, 1005))]
    assert found == expected


def test_the_threshold_can_move_but_never_below_five() -> None:
    assert protect_count(4, 5).text == "minder dan 5"
    assert protect_count(5, 5) == shown(5)
    for threshold in (4, 0, -1):
        with pytest.raises(ValueError, match="below 5"):
            protect_count(4, threshold)
        with pytest.raises(ValueError, match="below 5"):
            protect_table(["a"], ["b"], [[4]], threshold)


def test_a_shown_count_always_stands_for_more_than_one_number() -> None:
    for threshold in range(5, 31):
        texts = [protect_count(n, threshold).text for n in range(1, 200)]
        assert all(texts.count(text) > 1 for text in texts[:190]), threshold


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        protect_count(-1)


def test_percentages() -> None:
    hidden = Protected("te weinig mensen voor een percentage", None, hidden=True)
    assert protect_percentage(10, 19) == hidden
    assert protect_percentage(10, 20) == Protected("50%", 50, hidden=False)
    assert protect_percentage(9, 100) == hidden
    assert protect_percentage(95, 100) == hidden  # the other five could be counted
    assert protect_percentage(0, 100) == Protected("0%", 0, hidden=False)
    assert protect_percentage(100, 100) == Protected("100%", 100, hidden=False)
    with pytest.raises(ValueError, match="between"):
        protect_percentage(3, 2)


def test_a_percentage_says_no_more_than_the_rounded_counts() -> None:
    by_counts: dict[tuple[str, str, str], set[str]] = {}
    for base in range(20, 120):
        for part in range(10, base - 9):
            key = (protect_count(part).text, protect_count(base).text, "")
            by_counts.setdefault(key, set()).add(protect_percentage(part, base).text)
    assert all(len(texts) == 1 for texts in by_counts.values())


def test_small_areas_count_with_their_wijk() -> None:
    assert [counts_with_wijk(n) for n in (None, 0, 49, 50)] == [True, True, True, False]


def test_a_second_cell_is_hidden_in_the_row_and_the_column() -> None:
    table = protect_table(
        ["Oude Haven", "De Weide", "Noord"],
        ["jong", "midden", "oud"],
        [[4, 30, 50], [20, 40, 61], [33, 70, 90]],
    )
    assert table == ProtectedTable(
        rows=("Oude Haven", "De Weide", "Noord"),
        columns=("jong", "midden", "oud"),
        cells=(
            (SMALL, COVER, shown(50)),
            (COVER, COVER, shown(60)),
            (shown(35), shown(70), shown(90)),
        ),
        row_totals=(shown(85), shown(120), shown(195)),
        column_totals=(shown(55), shown(140), shown(200)),
        total=shown(400),
    )


def test_totals_are_rounded_from_the_true_total() -> None:
    table = protect_table(["a"], ["x", "y", "z"], [[12, 12, 12]])
    assert table.cells == ((shown(10), shown(10), shown(10)),)
    assert table.row_totals == (shown(35),)


def test_rounding_alone_does_not_give_a_hidden_number_away() -> None:
    # 10 × 4 shown, total shown 40: only 1 + 1 would fit, so two hidden cells are not enough.
    table = protect_table(["a"], list("uvwxyz"), [[10, 10, 10, 10, 1, 1]])
    assert sum(cell.hidden for cell in table.cells[0]) > 2


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    table = protect_table(["a", "b"], ["x", "y"], [[0, 10], [50, 0]])
    assert not any(cell.hidden for row in table.cells for cell in row)


def test_empty_and_crooked_tables() -> None:
    assert protect_table([], [], []).total == shown(0)
    assert protect_table(["a"], [], [[]]).row_totals == (shown(0),)
    with pytest.raises(ValueError, match="fit"):
        protect_table(["a"], ["x", "y"], [[1]])
    with pytest.raises(ValueError, match="negative"):
        protect_table(["a"], ["x"], [[-1]])


def lines(table: ProtectedTable, cells: list[list[int]]) -> list[list[tuple[Protected, int]]]:
    """Every row and column as (shown, true), its total last."""
    full = [[*row, total] for row, total in zip(table.cells, table.row_totals, strict=True)]
    full.append([*table.column_totals, table.total])
    true = [[*row, sum(row)] for row in cells]
    true.append([sum(column) for column in zip(*true, strict=True)])
    both = [list(zip(s, t, strict=True)) for s, t in zip(full, true, strict=True)]
    return both + [list(column) for column in zip(*both, strict=True)]


def possible(cell: Protected) -> range:
    """What a reader knows of one number: the rounding, "minder dan 10", or ten and more."""
    if cell == SMALL:
        return range(1, 10)
    if cell == COVER:
        return range(10, 200)
    assert cell.value is not None
    return range(max(10, cell.value - 2), cell.value + 3) if cell.value else range(1)


def sums(parts: list[range]) -> set[int]:
    found = {0}
    for part in parts:
        found = {a + b for a, b in itertools.product(found, part)}
    return found


@pytest.mark.parametrize("seed", range(60))
def test_no_hidden_number_can_be_worked_out_from_its_row_or_column(seed: int) -> None:
    chance = random.Random(seed)
    height, width = chance.randrange(1, 5), chance.randrange(1, 5)
    sizes = chance.choice([[0, 1, 2, 9, 10, 12], [0, 3, 25, 40], list(range(30)), [1, 10, 11]])
    cells = [[chance.choice(sizes) for _ in range(width)] for _ in range(height)]
    table = protect_table([str(n) for n in range(height)], [str(n) for n in range(width)], cells)
    assert table == protect_table(table.rows, table.columns, cells)
    for line in lines(table, cells):
        hidden = [cell for cell, _ in line if cell.hidden]
        # The rule itself, and then by brute force over all that a reader could fill in.
        assert len(hidden) != 1, (cells, line)
        *parts, total = [cell for cell, _ in line]
        for place, cell in enumerate(parts):
            if cell.hidden:
                others = sums([possible(p) for n, p in enumerate(parts) if n != place])
                fits = {
                    v for v in possible(cell) if any(t - v in others for t in possible_total(total))
                }
                assert len(fits) > 1, (cells, line, cell)


def possible_total(cell: Protected) -> range:
    return range(10, 400) if cell == COVER else possible(cell)


def test_a_place_can_be_hidden_for_another_reason() -> None:
    table = protect_table(["a", "b", "c"], ["x", "y"], [[40, 30], [50, 60], [70, 80]])
    assert not any(cell.hidden for row in table.cells for cell in row)

    also = protect_table(["a", "b", "c"], ["x", "y"], [[40, 30], [50, 60], [70, 80]], also={(0, 0)})
    # Its row has another to hide behind, and so have both columns.
    hidden = [[cell.hidden for cell in row] for row in also.cells]
    assert hidden == [[True, True], [True, True], [False, False]]
    assert {cell.text for row in also.cells[:2] for cell in row} == {"niet getoond"}
    assert (also.row_totals, also.column_totals) == (table.row_totals, table.column_totals)


def test_what_is_hidden_for_another_reason_says_not_even_that_it_is_small() -> None:
    table = protect_table(["a", "b"], ["x", "y"], [[3, 30], [50, 4]], also={(0, 0)})
    assert table.cells[0][0] == COVER
    assert table.cells[1][1] == SMALL
