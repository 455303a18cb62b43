"""The pages of areas: what each member sees, and what it costs."""

import gzip
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opbouw.voorbeeld.polygons import partition
from tests.personas import JAAR, make_gebied
from tests.wereld import Wereld
from wijken.actions.gebied import NieuwCijfer, NieuwGebied, Uitkomst, store_gebieden
from wijken.actions.tekening import draw_gebieden
from wijken.models import Cijfer, Gebied, Tekening
from wijken.queries.cijfer import as_written
from wijken.queries.gebied import MOST_BUURTEN, area_page, overview

BAARN = Path(__file__).resolve().parents[3] / "shared/data/cbs/baarn_buurten.geojson"


def cijfer(gebied: Gebied, sleutel: str, waarde: str, *, jaar: int = JAAR) -> Cijfer:
    return Cijfer.objects.create(
        gebied=gebied, sleutel=sleutel, naam=sleutel.capitalize(), waarde=Decimal(waarde),
        eenheid="%", bron="Verzonnen cijfers", jaar=jaar,
    )  # fmt: skip


def width(content: str) -> int:
    """How wide the part of the gemeente is that the map shows, in decimetres."""
    found = re.search(r'viewBox="\S+ \S+ (\d+)', content)
    assert found
    return int(found[1])


def links(html: str) -> list[str]:
    """Return the areas that the content links to, in order."""
    content = html.partition("<main")[2]
    return re.findall(r'href="/gebieden/(\w+)/"', content)


def test_a_worker_sees_her_own_buurten_in_their_gemeente(wereld: Wereld) -> None:
    (found,) = overview(wereld.samira)
    assert found.gemeente.code == "GM9999"
    assert [(v.gebied.code, v.eigen, v.nummer) for v in found.vlakken] == [
        ("BU99990000", False, None),
        ("BU99990001", False, None),
        ("BU99990002", False, None),
        ("BU99990100", True, 1),
        ("BU999901A1", True, 2),
    ]


def test_a_municipality_sees_all_of_its_own_and_nothing_of_another(wereld: Wereld) -> None:
    wereld.bring("ver_weg")
    (found,) = overview(wereld.anneke)
    assert [(v.gebied.code, v.nummer) for v in found.vlakken] == [
        ("BU99990000", 1), ("BU99990001", 2), ("BU99990002", 3), ("BU99990100", 4),
        ("BU999901A1", 5),
    ]  # fmt: skip


def test_the_list_shows_the_working_area_and_marks_who_has_none(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    html = client.get("/gebieden/").content.decode()
    in_table = ["BU99990100", "WK999901", "BU999901A1", "WK999901"]
    on_map = ["BU99990000", "BU99990001", "BU99990002", "BU99990100", "BU999901A1"]
    assert links(html) == ["GM9999", *on_map, *in_table]
    wereld.samira.gebieden.clear()
    wereld.samira.organisatie.werkgebied.clear()
    assert "Je hebt nog geen werkgebied" in client.get("/gebieden/").content.decode()


def test_every_member_may_open_every_area_and_nobody_else_any(wereld: Wereld) -> None:
    for path in ("/gebieden/", "/gebieden/GM9999/", "/gebieden/WK999901/", "/gebieden/BU99990100/"):
        assert wereld.anonymous.get(path).status_code == 302
        for lid in (wereld.samira, wereld.ruben, wereld.anneke, wereld.fatima):
            assert wereld.client(lid).get(path).status_code == 200
    for path in ("/gebieden/GM0000/", "/gebieden/x/", "/gebieden/bu99990100%00/"):
        assert wereld.client(wereld.samira).get(path).status_code == 404


def test_the_page_of_a_buurt_shows_it_among_its_neighbours(wereld: Wereld) -> None:
    html = wereld.client(wereld.samira).get("/gebieden/BU99990100/").content.decode()
    assert ">Klaverveld</h1>" in html
    assert "buurt · Wijk De Weide · Gemeente Zonderwater · 2025" in html
    assert "2.100 inwoners" in html
    # Back, the map (the other wijk lies outside it; itself last), the table.
    assert links(html) == [
        "WK999901", "BU999901A1", "BU99990100", "BU999901A1",
    ]  # fmt: skip
    assert 'href="/contacten/?gebied=BU99990100"' in html
    assert 'href="/signalen/?gebied=BU99990100"' in html
    seen_by_gemeente = wereld.client(wereld.anneke).get("/gebieden/BU99990100/").content.decode()
    assert "/contacten/" not in seen_by_gemeente
    assert "?gebied=" not in seen_by_gemeente


def test_figures_stand_beside_those_above_of_the_same_year(wereld: Wereld) -> None:
    gemeente = wereld.weide.ouder
    assert gemeente
    cijfer(wereld.klaverveld, "huur", "40", jaar=JAAR - 1)
    newest = cijfer(wereld.klaverveld, "huur", "42.5")
    alone = cijfer(wereld.klaverveld, "alleen", "50")
    above = cijfer(gemeente, "huur", "30")
    cijfer(gemeente, "alleen", "35", jaar=JAAR - 1)
    found = area_page(wereld.klaverveld.code)
    assert found
    assert found.vergelijking == gemeente
    assert [(line.cijfer, line.boven) for line in found.cijfers] == [(newest, above), (alone, None)]


def test_an_older_edition_shows_on_no_page(wereld: Wereld) -> None:
    old = NieuwGebied("GM9999", JAAR - 1, "Vroeger", "Verzonnen")
    gone = NieuwGebied("WK999909", JAAR - 1, "Verdwenen", "Verzonnen")
    assert store_gebieden(gebieden=[old, gone], by=wereld.samira) == Uitkomst(
        toegevoegd=["GM9999", "WK999909"]
    )
    assert area_page("WK999909") is None
    found = area_page("GM9999")
    assert found
    assert found.gebied == wereld.zonderwater
    assert [part.naam for part in found.delen] == ["Oude Haven", "De Weide"]


def test_storing_an_area_without_the_one_above_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="BU99990001 lies in WK999900"):
        store_gebieden(gebieden=[NieuwGebied("BU99990001", 2024, "Los", "Verzonnen")], by=None)
    assert not Gebied.objects.exists()


def test_a_series_is_a_figure_per_year(db: None) -> None:
    figures = [
        NieuwCijfer("eenzaam", "Eenzaam", Decimal(n), jaar, "Verzonnen", "%")
        for n, jaar in [(9, 2022), (11, 2023), (12, 2024)]
    ]
    gebied = NieuwGebied("GM9999", 2024, "Zonderwater", "Verzonnen", cijfers=figures)
    store_gebieden(gebieden=[gebied], by=None)
    assert store_gebieden(gebieden=[gebied], by=None) == Uitkomst(gelijk=["GM9999"])
    series = Cijfer.objects.order_by("jaar").values_list("jaar", "waarde")
    assert [(jaar, int(waarde)) for jaar, waarde in series] == [(2022, 9), (2023, 11), (2024, 12)]


def test_one_source_stands_below_the_figures_and_several_beside_them(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    cijfer(wereld.klaverveld, "huur", "42.5")
    cijfer(wereld.klaverveld, "alleen", "50")
    html = client.get("/gebieden/BU99990100/").content.decode()
    assert html.count("Verzonnen cijfers, 2025") == 1
    assert "Bron: Verzonnen cijfers, 2025" in html
    Cijfer.objects.filter(sleutel="huur").update(bron="GGD-monitor 2025")
    html = client.get("/gebieden/BU99990100/").content.decode()
    assert ">Bron</th>" in html
    assert html.count("Verzonnen cijfers, 2025") == 1
    assert html.count("GGD-monitor 2025") == 1


@pytest.mark.parametrize(
    ("waarde", "eenheid", "said"),
    [
        ("1825.00", "", "1.825"),
        ("58.00", "%", "58%"),
        ("1.70", "personen", "1,7\u00a0personen"),
        ("34.50", "× € 1.000", "€\u00a034.500"),
        ("0.00", "km", "0\u00a0km"),
        ("1000000.00", "", "1.000.000"),
    ],
)
def test_figures_as_one_writes_them(waarde: str, eenheid: str, said: str) -> None:
    assert as_written(Decimal(waarde), eenheid) == said


@pytest.mark.parametrize("path", ["/gebieden/", "/gebieden/GM9999/", "/gebieden/WK999901/"])
def test_a_page_asks_as_much_for_thirty_buurten_as_for_two(wereld: Wereld, path: str) -> None:
    client = wereld.client(wereld.samira)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    count()
    few = count()
    for n in range(30):
        cijfer(make_gebied(f"BU999901{n + 20}", f"Buurt {n}", wereld.weide, at=5 + n), "huur", "5")
    assert count() == few
    assert few < 17


@pytest.mark.skipif(not BAARN.exists(), reason=f"the figures of Baarn are not at {BAARN}")
def test_the_pages_of_baarn_are_small(wereld: Wereld) -> None:
    call_command("import_gebieden", BAARN, verbosity=0)
    client = wereld.client(wereld.samira)
    for code in ("GM0308", "WK030800", "BU03080000", "BU03080109"):
        response = client.get(f"/gebieden/{code}/")
        assert response.status_code == 200
        assert len(gzip.compress(response.content)) < 20_000
    html = client.get("/gebieden/BU03080000/").content.decode()
    assert "1.825 inwoners" in html
    assert "1,7\u00a0personen" in html
    assert "CBS Wijk- en Buurtkaart 2024" in html


def test_generated_areas_can_be_stored_as_they_are(db: None) -> None:
    groups = partition("zonderwater", groups=(4, 4, 3, 3), centre=(5.28, 52.21), breadth_km=7)
    new = [NieuwGebied("GM9999", 2024, "Zonderwater", "Verzonnen", afgeleid=True)]
    for w, group in enumerate(groups):
        new.append(NieuwGebied(f"WK9999{w:02}", 2024, f"Wijk {w}", "Verzonnen", afgeleid=True))
        new += [
            NieuwGebied(f"BU9999{w:02}{b:02}", 2024, f"Buurt {w}{b}", "Verzonnen", vorm=vorm)
            for b, vorm in enumerate(group)
        ]
    assert len(store_gebieden(gebieden=new, by=None).toegevoegd) == 19
    gemeente = Gebied.objects.get(code="GM9999")
    assert gemeente.vorm
    assert len(gemeente.vorm["coordinates"]) == 14
    assert store_gebieden(gebieden=new, by=None).toegevoegd == []


# --- A city ---
@pytest.fixture
def stad(wereld: Wereld) -> Wereld:
    """Zonderwater as a city: with more buurten than a map can number."""
    wijken = (wereld.oude_haven, wereld.weide)
    for n in range(MOST_BUURTEN):
        make_gebied(f"BU9999{n % 2:02}{n + 10}", f"Buurt {n}", wijken[n % 2])
    return wereld


def test_the_map_of_a_city_shows_its_wijken(stad: Wereld) -> None:
    html = stad.client(stad.anneke).get("/gebieden/GM9999/").content.decode()
    # The map, and the table that names the same: no third list of the wijken.
    assert links(html) == ["WK999900", "WK999901", "WK999900", "WK999901"]
    assert "Wijken op de kaart" in html
    assert "Buurten op de kaart" not in html


def test_in_a_city_a_few_own_buurten_lie_on_the_wijken(stad: Wereld) -> None:
    stad.samira.gebieden.set([stad.klaverveld])
    (found,) = overview(stad.samira)
    assert [(vlak.gebied.code, vlak.nummer, vlak.eigen) for vlak in found.vlakken] == [
        ("WK999900", None, False), ("WK999901", None, False), ("BU99990100", 1, True),
    ]  # fmt: skip
    client = stad.client(stad.samira)
    html = client.get("/gebieden/").content.decode()
    assert "Jouw buurten" in html
    # From nearby: in the whole city a buurt would be too small for its number.
    assert width(html) < width(client.get("/gebieden/GM9999/").content.decode()) / 2


def test_in_a_city_without_the_outline_of_an_own_buurt_the_wijken_are_seen(stad: Wereld) -> None:
    stad.samira.gebieden.set([stad.klaverveld])
    Tekening.objects.filter(gebied=stad.klaverveld).delete()
    html = stad.client(stad.samira).get("/gebieden/").content.decode()
    assert 'class="landkaart"' in html
    assert "Jouw buurten" in html


def test_in_a_city_all_of_it_is_shown_as_wijken(stad: Wereld) -> None:
    stad.samira.gebieden.clear()
    (found,) = overview(stad.samira)
    assert [(vlak.gebied.code, vlak.nummer) for vlak in found.vlakken] == [
        ("WK999900", 1), ("WK999901", 2),
    ]  # fmt: skip
    assert "Jouw wijken" in stad.client(stad.samira).get("/gebieden/").content.decode()


def test_what_is_stored_is_drawn_at_once_and_again_when_it_changes(db: None) -> None:
    def store(west: float) -> list[Tekening]:
        ring = [[west, 52], [west + 0.01, 52], [west + 0.01, 52.01], [west, 52.01], [west, 52]]
        vorm = {"type": "Polygon", "coordinates": [ring]}
        new = [
            NieuwGebied("GM9999", 2024, "Zonderwater", "Verzonnen", afgeleid=True),
            NieuwGebied("WK999900", 2024, "Haven", "Verzonnen", afgeleid=True),
            NieuwGebied("BU99990000", 2024, "Kade", "Verzonnen", vorm=vorm),
            NieuwGebied("BU99990001", 2024, "Werf", "Verzonnen"),
        ]
        store_gebieden(gebieden=new, by=None)
        return list(Tekening.objects.order_by("gebied__code"))

    first = store(5)
    assert [one.gebied.code for one in first] == ["BU99990000", "GM9999", "WK999900"]
    # One buurt with an outline: the wijk and the gemeente look the same.
    assert first[0].dichtbij == first[1].dichtbij == first[2].dichtbij
    second = store(5.001)
    assert [one.pk for one in second] == [one.pk for one in first]
    kade = Gebied.objects.get(code="BU99990000")
    kade.vorm = None
    kade.save()
    draw_gebieden(gemeentecode="GM9999", jaar=2024)
    drawn = Tekening.objects.order_by("gebied__code").values_list("gebied__code", flat=True)
    assert list(drawn) == ["GM9999", "WK999900"]
