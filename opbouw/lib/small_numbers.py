"""Small numbers in everything that leaves the team: nobody may be recognised in a count.

The rules come from the profession: 1 to 9 become "minder dan 10", others are rounded to 5, no
percentage on a base under 20, and where one cell of a line is hidden a second goes with it. The
result depends on the numbers alone: asking twice gives the same answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

THRESHOLD = 10
LOWEST_THRESHOLD = 5
STEP = 5
LOWEST_BASE = 20
LOWEST_INHABITANTS = 50

Place = tuple[int, int]


@dataclass(frozen=True)
class Protected:
    """A count or percentage as it may be shown; `value` is the rounded number, None if hidden."""

    text: str
    value: int | None
    hidden: bool


@dataclass(frozen=True)
class ProtectedTable:
    """A table as it may be shown, with totals rounded from the true ones."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Protected, ...], ...]
    row_totals: tuple[Protected, ...]
    column_totals: tuple[Protected, ...]
    total: Protected


def _check_threshold(threshold: int) -> None:
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"The threshold may not be below {LOWEST_THRESHOLD}.")


def _rounded(n: int, threshold: int) -> int:
    # Never below the threshold: with threshold 7 a shown "5" could only be a 7.
    lowest = -(-threshold // STEP) * STEP
    return max((n + STEP // 2) // STEP * STEP, lowest)


def protect_count(n: int, threshold: int = THRESHOLD) -> Protected:
    """Return a count of people as it may be shown; zero stays zero, for it points at nobody."""
    _check_threshold(threshold)
    if n < 0:
        raise ValueError("A count of people cannot be negative.")
    if n == 0:
        return Protected("0", 0, hidden=False)
    if n < threshold:
        return Protected(_("minder dan %(count)d") % {"count": threshold}, None, hidden=True)
    shown = _rounded(n, threshold)
    return Protected(str(shown), shown, hidden=False)


def protect_percentage(part: int, base: int, threshold: int = THRESHOLD) -> Protected:
    """Return a whole percentage made from the rounded counts, or none where the base is too small.

    Also none where the part, or what is left of the base, is itself a small number.
    """
    if not 0 <= part <= base:
        raise ValueError("The part must lie between zero and the base.")
    shown_part, shown_base = protect_count(part, threshold), protect_count(base, threshold)
    rest_hidden = protect_count(base - part, threshold).hidden
    if (
        base < LOWEST_BASE
        or shown_part.value is None
        or not shown_base.value  # never: base is at least 20 here; for the type checker
        or rest_hidden
    ):
        return Protected(_("te weinig mensen voor een percentage"), None, hidden=True)
    # Half goes up, in whole numbers: floats would make 62.5 depend on the machine.
    value = (200 * shown_part.value + shown_base.value) // (2 * shown_base.value)
    return Protected(f"{value}%", value, hidden=False)


def counts_with_wijk(inhabitants: int | None) -> bool:
    """Tell whether an area is so small, or so unknown, that its figures count with its wijk."""
    return inhabitants is None or inhabitants < LOWEST_INHABITANTS


def protect_table(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[int]],
    threshold: int = THRESHOLD,
    *,
    also: Collection[Place] = (),
) -> ProtectedTable:
    """Return a table of counts as it may be shown, in which no hidden number can be worked out.

    `also` are places (row and column, counted from zero, the totals last) that are hidden for
    another reason than their number, whatever it is.

    Where exactly one number of a row or column (its total included) is hidden, the next smallest
    is hidden too, until nothing changes. Then the reader's own arithmetic is done: what the
    rounded neighbours and totals say about each hidden number. One that only has a single
    possible value left gets one more hidden neighbour.
    """
    _check_threshold(threshold)
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError("The cells do not fit the rows and columns.")
    if any(n < 0 for row in cells for n in row):
        raise ValueError("A count of people cannot be negative.")
    grid = [[*row, sum(row)] for row in cells]
    grid.append([sum(column) for column in zip(*grid, strict=True)] or [0])
    hidden = _hide(grid, threshold, frozenset(also))
    shown = [
        [
            _covered() if (r, c) in also else _show(n, hidden=(r, c) in hidden, threshold=threshold)
            for c, n in enumerate(row)
        ]
        for r, row in enumerate(grid)
    ]
    return ProtectedTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(row[:-1]) for row in shown[:-1]),
        row_totals=tuple(row[-1] for row in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        total=shown[-1][-1],
    )


def _show(n: int, *, hidden: bool, threshold: int) -> Protected:
    protected = protect_count(n, threshold)
    # Not a small number itself; it covers one.
    return _covered() if hidden and not protected.hidden else protected


def _covered() -> Protected:
    return Protected(_("niet getoond"), None, hidden=True)


def lines_of(height: int, width: int) -> list[list[Place]]:
    """Return the rows and columns of a grid as places; the last of each is its total."""
    across = [[(r, c) for c in range(width)] for r in range(height)]
    down = [[(r, c) for r in range(height)] for c in range(width)]
    return [line for line in across + down if len(line) > 1]


def _hide(grid: list[list[int]], threshold: int, also: frozenset[Place]) -> set[Place]:
    places = [(r, c) for r, row in enumerate(grid) for c in range(len(row))]
    lines = lines_of(len(grid), len(grid[0]))
    hidden = {(r, c) for r, c in places if 0 < grid[r][c] < threshold} | also
    while True:
        _hide_seconds(grid, lines, hidden)
        exposed = _exposed(grid, lines, hidden, threshold, also)
        if exposed is None:
            return hidden
        hidden.add(exposed)


def _next_smallest(grid: list[list[int]], line: list[Place], hidden: set[Place]) -> Place | None:
    # A zero hides nobody. A total goes last: it is the largest, and on a tie the later place.
    candidates = [place for place in line if place not in hidden and grid[place[0]][place[1]] > 0]
    return min(candidates, key=lambda place: (grid[place[0]][place[1]], place), default=None)


def _hide_seconds(grid: list[list[int]], lines: list[list[Place]], hidden: set[Place]) -> None:
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(place in hidden for place in line) == 1:
                second = _next_smallest(grid, line, hidden)
                if second is not None:
                    hidden.add(second)
                    changed = True


def _exposed(
    grid: list[list[int]],
    lines: list[list[Place]],
    hidden: set[Place],
    threshold: int,
    also: frozenset[Place],
) -> Place | None:
    """Return the next number to hide because a hidden one beside it can be worked out, if any."""
    low, high = _reader_knows(grid, hidden, threshold, also)
    _narrow(lines, low, high)
    for line in lines:
        if any(low[place] == high[place] for place in line if place in hidden):
            cover = _next_smallest(grid, line, hidden)
            if cover is not None:
                return cover
    return None


def _reader_knows(
    grid: list[list[int]], hidden: set[Place], threshold: int, also: frozenset[Place]
) -> tuple[dict[Place, int], dict[Place, int]]:
    low: dict[Place, int] = {}
    high: dict[Place, int] = {}
    # Larger than any sum that can occur: "no upper bound", in whole numbers.
    no_bound = 2 * grid[-1][-1] + 10 * threshold
    for r, row in enumerate(grid):
        for c, n in enumerate(row):
            place = (r, c)
            if place in also:
                low[place], high[place] = 0, no_bound
            elif n == 0:
                low[place], high[place] = 0, 0
            elif n < threshold:
                low[place], high[place] = 1, threshold - 1
            elif place in hidden:
                low[place], high[place] = threshold, no_bound
            else:
                shown = _rounded(n, threshold)
                around = range(max(threshold, shown - STEP), shown + STEP)
                same = [m for m in around if _rounded(m, threshold) == shown]
                low[place], high[place] = same[0], same[-1]
    return low, high


def _narrow(lines: list[list[Place]], low: dict[Place, int], high: dict[Place, int]) -> None:
    """Tighten what is possible for each number until the lines say nothing new."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            *parts, total = line
            sum_low, sum_high = sum(low[p] for p in parts), sum(high[p] for p in parts)
            bounds = {total: (sum_low, sum_high)}
            for part in parts:
                bounds[part] = (
                    low[total] - (sum_high - high[part]),
                    high[total] - (sum_low - low[part]),
                )
            for place, (least, most) in bounds.items():
                if least > low[place] or most < high[place]:
                    low[place], high[place] = max(low[place], least), min(high[place], most)
                    changed = True
