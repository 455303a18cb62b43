"""The invented areas: a real partition, the same each time."""

from collections import Counter
from itertools import combinations, pairwise

from opbouw.lib.maps.geometry import Point, clean, polygons, ring_area
from opbouw.voorbeeld.polygons import partition

GROUPS = (4, 4, 3, 3)
Edge = tuple[Point, Point]


def made(seed: str = "zonderwater") -> list[list[dict[str, object]]]:
    return partition(seed, groups=GROUPS, centre=(5.28, 52.21), breadth_km=7)


def edges() -> list[Edge]:
    found: list[Edge] = []
    for group in made():
        for shape in group:
            ((ring,),) = polygons(shape)
            found += pairwise(ring)
    return found


def crosses(one: Edge, two: Edge) -> bool:
    (a, b), (c, d) = one, two

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_the_same_seed_gives_the_same_areas() -> None:
    assert made() == made()
    assert made() != made("anders")
    assert [len(group) for group in made()] == list(GROUPS)


def test_every_area_passes_the_check_of_the_import_unchanged() -> None:
    shapes = [shape for group in made() for shape in group]
    assert [clean(shape) for shape in shapes] == shapes


def test_areas_share_their_borders_and_never_overlap() -> None:
    found = edges()
    sides = Counter(found)
    assert set(sides.values()) == {1}
    # A border between two areas runs back on the other side; the rest is the outline, one line.
    outline = [edge for edge in found if (edge[1], edge[0]) not in sides]
    assert len(outline) < len(found) / 2
    following = dict(outline)
    assert len(following) == len(outline)
    at = outline[0][0]
    loop = [at]
    for _ in outline:
        at = following[at]
        loop.append(at)
    assert loop[0] == loop[-1]
    assert len(set(loop)) == len(outline)
    areas = [ring_area(polygons(shape)[0][0]) for group in made() for shape in group]
    assert min(areas) > 0
    assert abs(sum(areas) - ring_area(loop)) < 1e-12
    lines = {tuple(sorted(edge)): edge for edge in found}.values()
    assert not [pair for pair in combinations(lines, 2) if crosses(*pair)]


def test_the_middle_has_the_smaller_areas() -> None:
    areas = [[ring_area(polygons(shape)[0][0]) for shape in group] for group in made()]
    averages = [sum(group) / len(group) for group in areas]
    assert min(averages) == averages[0]
