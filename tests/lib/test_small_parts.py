"""A count beside counts of its parts: what can be worked out from them together."""

import itertools
import random
from collections import defaultdict

import pytest

from opbouw.lib.small_numbers import Protected, protect_count
from opbouw.lib.small_parts import protect_parts


def texts(shown: dict[str, Protected]) -> dict[str, str]:
    return {key: count.text for key, count in shown.items()}


def test_ten_beside_ten_of_two_signals_is_not_shown() -> None:
    assert protect_parts(12, {"bus": 11}, groups=2) == {}
    # Of one signal both are the same number.
    assert texts(protect_parts(11, {"bus": 11}, groups=1)) == {"bus": "10"}


def test_parts_that_leave_a_large_rest_are_shown() -> None:
    assert texts(protect_parts(40, {"bus": 20, "kou": 22}, groups=2)) == {"bus": "20", "kou": "20"}


def test_a_smaller_part_goes_with_the_one_that_tells_of_the_rest() -> None:
    # Beside 30 of 31 the rest is one conversation. Were 18 still told, the gap would say so.
    assert texts(protect_parts(31, {"bus": 18, "kou": 30}, groups=3)) == {}
    assert texts(protect_parts(31, {"bus": 12, "kou": 18}, groups=3)) == {"bus": "10", "kou": "20"}


def test_hidden_and_empty_parts_stay_hidden() -> None:
    assert protect_parts(30, {"bus": 9, "kou": 0}, groups=2) == {}
    assert protect_parts(9, {"bus": 9}, groups=1) == {}
    assert protect_parts(0, {}, groups=0) == {}


def test_a_part_of_something_else_says_nothing_about_this_total() -> None:
    assert texts(protect_parts(12, {"elders": 60}, groups=2)) == {"elders": "60"}


def test_what_a_reader_who_knows_the_rule_can_still_think() -> None:
    """Every note of two signals with less than thirty conversations in each part, by brute force.

    Notes that look alike are one to a reader. Who spoke of one signal only must then be nine
    possible numbers, as in "minder dan 10"; or seven, of which some are not small.
    """
    thinkable: dict[tuple[str, ...], list[set[int]]] = defaultdict(lambda: [set(), set()])
    at_the_edge = set()
    for bus, kou, both in itertools.product(range(30), repeat=3):
        total = protect_count(bus + kou + both)
        shown = texts(
            protect_parts(bus + kou + both, {"bus": bus + both, "kou": kou + both}, groups=2)
        )
        seen: tuple[str, ...] = (total.text, shown.get("bus", ""), shown.get("kou", ""))
        thinkable[seen][0].add(bus)
        thinkable[seen][1].add(kou)
        if max(bus, kou, both) > 26:
            at_the_edge.add(seen)
    told = 0
    for seen, rests in thinkable.items():
        if seen in at_the_edge or seen[0] in {"0", "minder dan 10"}:
            continue
        told += seen[1:] != ("", "")
        for rest in rests:
            small = max(rest) < 10
            assert len(rest) >= (9 if small else 7) or min(rest) >= 10, (seen, rest)
    assert told > 50


@pytest.mark.parametrize("threshold", [5, 10, 15])
@pytest.mark.parametrize("seed", range(20))
def test_no_rest_is_told_more_exactly_than_a_small_number(seed: int, threshold: int) -> None:
    """Three or four signals, with stories of some of them: the reader subtracts what is shown."""
    chance = random.Random(seed)
    for _ in range(20):
        groups = chance.randrange(3, 5)
        people = [chance.sample(range(70), chance.randrange(4, 40)) for _ in range(groups)]
        total = len(set().union(*people))
        told = {str(n): len(p) for n, p in enumerate(people[: chance.randrange(1, groups + 1)])}
        shown = protect_parts(total, told, groups=groups, threshold=threshold)
        as_total = same_text(total, threshold)
        for key in shown:
            as_part = same_text(told[key], threshold)
            rest = {t - p for t in as_total for p in as_part if t >= p}
            assert min(rest) >= threshold or len(rest) >= threshold - 1, (people, shown)
        if len(shown) == groups:
            sums = [
                sum(one)
                for one in itertools.product(*(same_text(n, threshold) for n in told.values()))
            ]
            overlap = {s - t for s in sums for t in as_total if s >= t}
            assert min(overlap) in {0, *range(threshold, 999)} or len(overlap) >= threshold - 1


def same_text(n: int, threshold: int) -> list[int]:
    """All numbers that are shown as this one is."""
    text = protect_count(n, threshold)
    return [m for m in range(1, n + threshold + 5) if protect_count(m, threshold) == text]
