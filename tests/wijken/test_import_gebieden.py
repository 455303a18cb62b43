"""The import of CBS areas: what comes in, what is refused, and what a second run changes."""

from decimal import Decimal
from pathlib import Path

import pytest

from opbouw.lib.models import AuditRegel
from tests.wijken.geojson import BAARN, SQUARE, VORM, buurt, run, run_file, stored
from wijken.models import Cijfer, Gebied

pytestmark = pytest.mark.django_db


def test_wijken_and_gemeente_are_derived_from_the_buurten(tmp_path: Path) -> None:
    said = run(tmp_path, buurt("BU99990001"), buurt("BU99990102"))
    assert said == ("5 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen.", [])
    source = "CBS Wijk- en Buurtkaart 2024"
    derived = f"Afgeleid van de buurten: {source}"
    assert stored("soort", "naam", "ouder__code", "inwoners", "bron", "actueel") == [
        ("BU99990001", "buurt", "Buurt 01", "WK999900", 100, source, True),
        ("BU99990102", "buurt", "Buurt 02", "WK999901", 100, source, True),
        ("GM9999", "gemeente", "Zonderwater", None, None, derived, True),
        ("WK999900", "wijk", "Wijk 00", "GM9999", None, derived, True),
        ("WK999901", "wijk", "Wijk 01", "GM9999", None, derived, True),
    ]
    shapes = dict(Gebied.objects.values_list("code", "vorm"))
    assert shapes["BU99990001"] == VORM
    assert shapes["GM9999"] == {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    (regel,) = AuditRegel.objects.all()
    assert regel.handeling == "gebieden_ingelezen"
    assert regel.door is None
    assert regel.naar == "2024"


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    features = [buurt(aantal_huishoudens=40), buurt("BU99990002")]
    run(tmp_path, *features)
    before = list(Gebied.objects.values()), list(Cijfer.objects.values())
    assert run(tmp_path, *features) == (
        "0 toegevoegd, 0 veranderd, 4 gelijk gebleven, 0 overgeslagen.", []
    )  # fmt: skip
    assert (list(Gebied.objects.values()), list(Cijfer.objects.values())) == before
    assert AuditRegel.objects.count() == 1
    features[0]["properties"]["aantal_huishoudens"] = 45
    assert run(tmp_path, *features, buurt("BU99990003"))[0] == (
        "1 toegevoegd, 3 veranderd, 1 gelijk gebleven, 0 overgeslagen."
    )  # the wijk and the gemeente grew by a buurt


def test_published_wijken_stand_and_are_never_the_sum(tmp_path: Path) -> None:
    wijk = buurt()
    wijk["properties"] = {
        "wijkcode": "WK999900", "wijknaam": "Oude Haven", "gemeentecode": "GM9999",
        "gemeentenaam": "Zonderwater", "aantal_inwoners": 11955, "jaar": 2024,
    }  # fmt: skip
    run(tmp_path, buurt("BU99990001", aantal_inwoners=11950))
    assert run(tmp_path, wijk)[0] == (
        "0 toegevoegd, 1 veranderd, 1 gelijk gebleven, 0 overgeslagen."
    )
    # A file of buurten only takes nothing from what was published.
    assert run(tmp_path, buurt("BU99990001", aantal_inwoners=11950))[0] == (
        "0 toegevoegd, 0 veranderd, 3 gelijk gebleven, 0 overgeslagen."
    )
    assert stored("naam", "inwoners", "bron") == [
        ("BU99990001", "Buurt 01", 11950, "CBS Wijk- en Buurtkaart 2024"),
        ("GM9999", "Zonderwater", None, "Afgeleid van de buurten: CBS Wijk- en Buurtkaart 2024"),
        ("WK999900", "Oude Haven", 11955, "CBS Wijk- en Buurtkaart 2024"),
    ]


def test_letters_padding_and_capitals_in_codes(tmp_path: Path) -> None:
    run(tmp_path, buurt(" bu0363AA01 ", wijkcode="WK0363AA  ", gemeentecode="GM0363    "))
    assert [code for (code,) in stored()] == ["BU0363AA01", "GM0363", "WK0363AA"]


def test_columns_of_other_editions(tmp_path: Path) -> None:
    statline = {
        "type": "Feature",
        "geometry": VORM,
        "properties": {
            "Codering_3": "BU99990001",
            "Regio": "Havenkwartier ",
            "Gemeentenaam_1": "Zonderwater    ",
            "AantalInwoners_5": 1825,
            "HuishoudensTotaal_28": "1075",
            "GemiddeldeHuishoudensgrootte_32": "1,7",
        },
    }
    kwb = {
        "type": "Feature",
        "geometry": VORM,
        "properties": {
            "gwb_code_10": "BU99990002",
            "gwb_code_8": "99990002",
            "regio": "Kade",
            "gm_naam": "Zonderwater",
            "a_inw": "505",
            "a_hh": ".",
            "p_00_14_jr": 12,
        },
    }
    run(tmp_path, statline, kwb, jaar=2023, bron="CBS Kerncijfers")
    assert stored("naam", "inwoners", "jaar") == [
        ("BU99990001", "Havenkwartier", 1825, 2023),
        ("BU99990002", "Kade", 505, 2023),
        ("GM9999", "Zonderwater", None, 2023),
        ("WK999900", "Wijk 00", None, 2023),
    ]
    assert list(
        Cijfer.objects.order_by("gebied__code", "sleutel").values_list(
            "gebied__code", "sleutel", "waarde", "jaar", "bron"
        )
    ) == [
        ("BU99990001", "huishoudens", 1075, 2023, "CBS Kerncijfers"),
        ("BU99990001", "huishoudensgrootte", Decimal("1.7"), 2023, "CBS Kerncijfers"),
        ("BU99990002", "leeftijd_0_15", 12, 2023, "CBS Kerncijfers"),
    ]


@pytest.mark.parametrize(
    "mark", [-99995, -99997, -99998, -99999, -99995.0, "-99997", ".", "", " ", None]
)
def test_every_missing_mark_is_missing(tmp_path: Path, mark: object) -> None:
    run(tmp_path, buurt(aantal_inwoners=mark, aantal_huishoudens=mark))
    assert Gebied.objects.get(code="BU99990001").inwoners is None
    assert not Cijfer.objects.exists()


def test_a_missing_figure_leaves_what_an_earlier_version_said(tmp_path: Path) -> None:
    run(tmp_path, buurt(aantal_huishoudens=40))
    run(tmp_path, buurt(aantal_huishoudens=-99997, aantal_inwoners=-99997))
    assert Gebied.objects.get(code="BU99990001").inwoners == 100
    assert Cijfer.objects.get().waarde == 40


def test_the_newest_edition_is_the_current_one_whatever_the_order(tmp_path: Path) -> None:
    run(tmp_path, buurt("BU99990001", jaar=2023))
    run(tmp_path, buurt("BU99990002", jaar=2024))
    assert run(tmp_path, buurt("BU99990003", jaar=2022))[1] == []
    assert stored("jaar", "actueel", "ouder__jaar") == [
        ("BU99990003", 2022, False, 2022),
        ("GM9999", 2022, False, None),
        ("WK999900", 2022, False, 2022),
        ("BU99990001", 2023, False, 2023),
        ("GM9999", 2023, False, None),
        ("WK999900", 2023, False, 2023),
        ("BU99990002", 2024, True, 2024),
        ("GM9999", 2024, True, None),
        ("WK999900", 2024, True, 2024),
    ]


def test_water_is_no_place_to_live(tmp_path: Path) -> None:
    assert run(tmp_path, buurt(), buurt(water="JA")) == (
        "3 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen, 1 keer water.", []
    )  # fmt: skip


@pytest.mark.skipif(not BAARN.exists(), reason=f"the figures of Baarn are not at {BAARN}")
def test_baarn_as_cbs_published_it() -> None:
    said = run_file(BAARN)
    assert said == ("27 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen.", [])
    assert run_file(BAARN)[0] == "0 toegevoegd, 0 veranderd, 27 gelijk gebleven, 0 overgeslagen."
    names = dict(Gebied.objects.exclude(soort="buurt").values_list("code", "naam"))
    assert names == {
        "GM0308": "Baarn", "WK030800": "Wijk 00", "WK030801": "Wijk 01", "WK030802": "Wijk 02",
        "WK030804": "Wijk 04", "WK030805": "Wijk 05",
    }  # fmt: skip
    assert sum(buurt.inwoners or 0 for buurt in Gebied.objects.buurten()) == 25_065
    centrum = Cijfer.objects.filter(gebied__code="BU03080000").values_list("sleutel", "waarde")
    assert {key: float(value) for key, value in centrum} == {
        "huishoudens": 1075, "huishoudens_alleen": 58, "huishoudens_kinderen": 17,
        "huishoudensgrootte": 1.7, "leeftijd_0_15": 11, "leeftijd_15_25": 10,
        "leeftijd_25_45": 27, "leeftijd_45_65": 25, "leeftijd_65": 26,
        "dichtheid": 5573, "autos": 0.9,
    }  # fmt: skip
    assert not Cijfer.objects.filter(waarde__lt=0).exists()


def test_four_thousand_areas_in_seconds(tmp_path: Path) -> None:
    features = [buurt(f"BU{1000 + n // 40}{n % 40:04}", aantal_huishoudens=n) for n in range(4000)]
    said = run(tmp_path, *features)[0]
    assert said.startswith("4200 toegevoegd")  # 100 gemeenten of one wijk each
