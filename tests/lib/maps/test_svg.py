"""The map: what it draws, and what it never lets through."""

from xml.etree import ElementTree as ET

from opbouw.lib.maps.drawing import Drawing
from opbouw.lib.maps.svg import Shape, extent, map_svg


def square(at: int = 0, size: int = 1000) -> Drawing:
    """A square of a hundred metres, `at` squares to the right."""
    left = at * size
    path = f"M{left} 0l{size} 0 0 {size} -{size} 0z"
    return Drawing(path, (left, 0, left + size, size), (left + size // 2, size // 2), size // 2)


def test_the_whole_map_of_two_areas() -> None:
    shapes = [
        Shape("Kade", square(), "vul-vlak", url="/gebieden/BU1/", nummer="1", nadruk=True),
        Shape("Werf", square(1), "vul-verzonken"),
    ]
    # Ten decimetres to a pixel: two squares of a hundred pixels, and the margin around them.
    assert map_svg(shapes, width=212) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="landkaart" aria-hidden="true"'
        ' viewBox="-60 -600 2120 2200">'
        '<path class="vul-verzonken" fill-rule="evenodd" stroke-width="10.0"'
        ' stroke-linejoin="round" d="M1000 0l1000 0 0 1000 -1000 0z"><title>Werf</title></path>'
        '<a href="/gebieden/BU1/" tabindex="-1">'
        '<path class="vul-vlak" fill-rule="evenodd" stroke-width="25.0" stroke-linejoin="round"'
        ' d="M0 0l1000 0 0 1000 -1000 0z"><title>Kade</title></path></a>'
        '<text class="vul-inkt" x="500" y="552" font-size="150.0"'
        ' font-weight="700" text-anchor="middle" pointer-events="none">1</text></svg>'
    )


def test_for_print_the_colours_stand_in_the_shapes() -> None:
    paint = {"vul-vlak": {"fill": "#fff"}, "streep-rand": {"stroke": "#ccc"}}
    svg = map_svg([Shape("A", square(), "vul-vlak streep-rand x")], paint=paint)
    root = ET.fromstring(svg)  # noqa: S314  # our own text
    assert root.get("width") == "420"
    assert root.get("height") == "420"
    (path,) = root.iter("{http://www.w3.org/2000/svg}path")
    assert path.get("fill") == "#fff"
    assert path.get("stroke") == "#ccc"
    assert path.get("class") is None


def test_a_name_is_text_and_never_markup() -> None:
    evil = '"><script>alert(1)</script>'
    svg = map_svg([Shape(evil, square(), url=evil, nummer=evil, klasse=evil)])
    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314  # our own text
    assert " style=" not in svg


def test_what_lies_outside_the_focus_is_not_drawn_and_is_no_link() -> None:
    shapes = [Shape("Hier", square(), url="/hier/"), Shape("Ver", square(40), url="/ver/")]
    svg = map_svg(shapes, focus=(0, 0, 1000, 1000))
    assert "Hier" in svg
    assert "Ver" not in svg
    assert "/ver/" not in svg


def test_no_link_of_a_map_is_a_stop_of_the_keyboard() -> None:
    svg = map_svg([Shape(str(n), square(n), url=f"/{n}/") for n in range(5)])
    assert svg.count("<a ") == svg.count('tabindex="-1"') == 5


def test_a_number_without_room_is_left_out() -> None:
    large = Shape("Groot", square(size=100_000), nummer="1")
    svg = map_svg([large, Shape("Klein", square(), nummer="2")])
    assert ">1</text>" in svg
    assert ">2</text>" not in svg


def test_nothing_to_draw_gives_nothing() -> None:
    assert map_svg([]) == ""


def test_the_extent_of_shapes() -> None:
    assert extent([Shape("A", square()), Shape("B", square(3))]) == (0, 0, 4000, 1000)
