"""The buurt around a device: found among what Noteer offers, and the place itself kept nowhere."""

import json
import logging
from typing import Any

import pytest

from tests.wereld import Wereld
from wijken.models import Gebied

HIER = "/contacten/nieuw/hier/"


def square(west: float, south: float, size: float) -> dict[str, Any]:
    """An outline of four corners."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def drawn(wereld: Wereld) -> Wereld:
    """Zonderwater as one square, with Klaverveld in the south-west and a hole in Molenhoek."""
    gemeente = wereld.zonderwater
    molenhoek = Gebied.objects.get(code="BU999901A1")
    corner, hole = square(4.1, 52.0, 0.1), square(4.15, 52.05, 0.02)["coordinates"]
    outlines = {
        gemeente.pk: square(4.0, 52.0, 0.4),
        wereld.weide.pk: square(4.0, 52.0, 0.2),
        wereld.klaverveld.pk: square(4.0, 52.0, 0.1),
        molenhoek.pk: {**corner, "coordinates": [*corner["coordinates"], *hole]},
    }
    for pk, vorm in outlines.items():
        Gebied.objects.filter(pk=pk).update(vorm=vorm)
    return wereld


@pytest.mark.parametrize(
    ("breedte", "lengte", "naam"),
    [
        ("52.05", "4.05", "Klaverveld"),
        ("52.03", "4.12", "Molenhoek"),
        ("52.06", "4.16", None),  # in its hole
        ("52.30", "4.05", None),  # in the gemeente, in no wijk
        ("52.05", "5.00", None),
        ("-52.05", "4.05", None),
    ],
)
def test_the_buurt_around_a_place(
    drawn: Wereld, breedte: str, lengte: str, naam: str | None
) -> None:
    answer = drawn.client(drawn.samira).post(HIER, {"breedte": breedte, "lengte": lengte})
    buurt = Gebied.objects.filter(naam=naam, actueel=True).first()
    assert json.loads(answer.content) == {"buurt": buurt and {"pk": buurt.pk, "naam": naam}}


@pytest.mark.parametrize("breedte", ["", "nan", "inf", "1e999", "95", "52,05", "x" * 5000])
def test_what_is_no_place_is_in_no_buurt(drawn: Wereld, breedte: str) -> None:
    answer = drawn.client(drawn.samira).post(HIER, {"breedte": breedte, "lengte": "4.05"})
    assert json.loads(answer.content) == {"buurt": None}


def test_the_place_stands_in_no_log(drawn: Wereld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    drawn.client(drawn.samira).post(HIER, {"breedte": "52.05123", "lengte": "4.05123"})
    assert "05123" not in caplog.text


def test_only_the_page_of_noteer_may_ask_a_device_where_it_is(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    asked = {
        path: "geolocation=(self)" in client.get(path).headers["Permissions-Policy"]
        for path in ("/contacten/nieuw/", "/contacten/", "/vandaag/")
    }
    assert asked == {"/contacten/nieuw/": True, "/contacten/": False, "/vandaag/": False}
