"""The picture: the same each time, no node on another, and nothing told by colour alone."""

import math
import os
import re
import subprocess
import sys

import pytest

from opbouw.lib.networks.layout import APART, positions
from opbouw.lib.networks.svg import WIDTH, Edge, Node, network_svg, shape_svg

NETS = {
    "nothing tied": (30, []),
    "one pair": (2, [(0, 1)]),
    "a star": (20, [(0, number) for number in range(1, 20)]),
    "a ring": (40, [(number, (number + 1) % 40) for number in range(40)]),
    "all with all": (12, [(a, b) for a in range(12) for b in range(a)]),
    "pieces": (40, [(number, number + 1) for number in range(0, 38, 2)]),
}


def keys_and_pairs(name: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    size, pairs = NETS[name]
    return tuple(map(str, range(size))), tuple((str(a), str(b)) for a, b in pairs)


@pytest.mark.parametrize("name", NETS)
def test_no_node_lies_on_another_or_outside(name: str) -> None:
    keys, pairs = keys_and_pairs(name)
    place, high = positions(keys, pairs, WIDTH)
    assert set(place) == set(keys)
    points = list(place.values())
    nearest = min(
        math.dist(one, other) for at, one in enumerate(points) for other in points[at + 1 :]
    )
    assert nearest > APART * 0.6
    assert all(15 <= x <= WIDTH - 15 and 15 <= y <= high - 15 for x, y in points)


def test_another_process_draws_the_same() -> None:
    code = (
        "from tests.lib.networks.test_network import keys_and_pairs;"
        "from opbouw.lib.networks.layout import positions;"
        "print(*(positions(*keys_and_pairs(net), 420) for net in ('pieces', 'a star')))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop().startswith("({'0'")


def test_kinds_lines_and_what_moved_differ_without_colour() -> None:
    shapes = ("circle", "diamond", "square", "house", "triangle", "hexagon", "double", "group")
    assert len({shape_svg(shape) for shape in shapes}) == len(shapes)  # type: ignore[arg-type]  # each is one
    nodes = [Node("a", "circle", "1", "bakker", "/a/", "+"), Node("b", "square", "2", "<club>")]
    edges = [Edge("a", "b", "streep-koppelen", "0.1 6", 2.8, "samen", "×")]
    drawn = network_svg(nodes, edges)
    assert drawn == network_svg(nodes, edges)
    assert "M-4 0H4M0 -4V4" in drawn  # the plus
    assert "M-3 -3L3 3M3 -3L-3 3" in drawn  # the cross
    assert 'stroke-dasharray="0.1 6"' in drawn
    assert "<title>&lt;club&gt;</title>" in drawn
    assert "style=" not in drawn


def test_several_ties_of_one_couple_lie_apart() -> None:
    nodes = [Node("a", "circle", "1", "a"), Node("b", "circle", "2", "b")]
    edges = [
        Edge(*ends, "streep-verbinden", "", 1.5, "")
        for ends in (("a", "b"), ("b", "a"), ("a", "b"))
    ]
    assert len(set(re.findall(r'd="(M[^"]*Q[^"]*)"', network_svg(nodes, edges)))) == 3


def test_nothing_is_no_picture() -> None:
    assert network_svg([], []) == ""
