"""How areas are drawn on the maps of pages."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.safestring import SafeString

from opbouw.lib.maps.svg import Shape, extent, map_svg
from wijken.queries.gebied import Overzicht, Vlak

OWN = "vul-baksteen-zacht streep-baksteen"
NEAR = "vul-vlak streep-rand-sterk"
FAR = "vul-verzonken streep-rand"
ROOM_AROUND = 0.08  # of the map, so that one sees what borders on the area

# The page that an area on the map leads to, by its code.
Page = Callable[[str], str]


def page_of_area(code: str) -> str:
    """Return the address of an area's own page."""
    return reverse("gebied", args=[code])


def overview_map(overzicht: Overzicht, page: Page = page_of_area) -> SafeString:
    """Return the map of a gemeente; where no own area has an outline, it is still there to see."""
    near = nearby(overzicht.vlakken, page) if overzicht.dichtbij else None
    return near or map_svg(_shapes(overzicht.vlakken, page))


def nearby(vlakken: list[Vlak], page: Page = page_of_area) -> SafeString:
    """Return the map of the numbered areas, with what borders on them."""
    counted = _shapes([vlak for vlak in vlakken if vlak.nummer], page)
    if not counted:
        return SafeString("")
    left, top, right, bottom = extent(counted)
    dx, dy = round((right - left) * ROOM_AROUND), round((bottom - top) * ROOM_AROUND)
    focus = (left - dx, top - dy, right + dx, bottom + dy)
    return map_svg(_shapes(vlakken, page), focus=focus)


def _shapes(vlakken: list[Vlak], page: Page) -> list[Shape]:
    return [
        Shape(
            naam=vlak.gebied.naam,
            tekening=tekening,
            klasse=OWN if vlak.eigen else NEAR if vlak.nummer else FAR,
            url=page(vlak.gebied.code),
            nummer=str(vlak.nummer or ""),
            nadruk=vlak.eigen,
        )
        for vlak in vlakken
        if (tekening := vlak.tekening)
    ]
