"""An edition comes into force whole or not at all, and no form loses its buurten."""

from pathlib import Path
from typing import Any

import pytest

from tests.wijken.geojson import buurt, run_all, write
from wijken.models import Gebied

pytestmark = pytest.mark.django_db
STAYS = "Tot het hele bestand is ingelezen, geldt die van 2023."


def square(west: float, breadth: float = 0.01) -> dict[str, Any]:
    """Return an outline of this breadth."""
    east, south, north = west + breadth, 52.2, 52.21
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def edition(jaar: int, count: int = 4, gemeente: int = 9999) -> list[dict[str, Any]]:
    """Return the buurten of one year, side by side."""
    return [
        buurt(f"BU{gemeente}00{n:02}", jaar=jaar, wijknaam="Haven", geometry=square(5.2 + n / 100))
        for n in range(count)
    ]


def gemeente_only(jaar: int, code: str = "GM9999", breadth: float = 0.04) -> dict[str, Any]:
    """Return the gemeente of one year as its own layer has it."""
    properties = {"gemeentecode": code, "gemeentenaam": "Zonderwater", "jaar": jaar}
    return {"type": "Feature", "properties": properties, "geometry": square(5.2, breadth)}


def in_force(gemeente: int = 9999) -> set[tuple[str, int]]:
    """Return the codes of the current buurten with their year."""
    current = Gebied.objects.current().buurten().filter(gemeentecode=f"GM{gemeente}")
    return set(current.values_list("code", "jaar"))


def buurten(jaar: int, count: int = 4, gemeente: int = 9999) -> set[tuple[str, int]]:
    return {(f"BU{gemeente}00{n:02}", jaar) for n in range(count)}


@pytest.fixture(autouse=True)
def earlier(tmp_path: Path) -> None:
    """2023 is there, whole."""
    run_all(write(tmp_path, *edition(2023)))
    assert in_force() == buurten(2023)


def test_a_file_with_only_the_gemeente_waits_for_its_buurten(tmp_path: Path) -> None:
    said, remarks = run_all(write(tmp_path, gemeente_only(2024)))
    assert said == "1 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen."
    waits = "De indeling van 2024 van Zonderwater (GM9999) is bewaard maar geldt nog niet"
    assert remarks == [f"Let op: {waits}: zonder buurten. {STAYS}"]
    assert in_force() == buurten(2023)
    assert Gebied.objects.current().get(code="GM9999").jaar == 2023
    assert run_all(write(tmp_path, *edition(2024)))[1] == []
    assert in_force() == buurten(2024)
    assert Gebied.objects.filter(actueel=True).exclude(jaar=2024).count() == 0


def test_gemeenten_wijken_and_buurten_in_separate_files(tmp_path: Path) -> None:
    wijk = {"wijkcode": "WK999900", "wijknaam": "Oude Haven", "jaar": 2024}
    layer = {"type": "Feature", "properties": wijk, "geometry": square(5.2, 0.04)}
    for features in ([gemeente_only(2024)], [layer]):
        assert "geldt nog niet: zonder buurten" in run_all(write(tmp_path, *features))[1][-1]
        assert in_force() == buurten(2023)
    run_all(write(tmp_path, *edition(2024)))
    assert in_force() == buurten(2024)
    assert Gebied.objects.current().get(code="WK999900").naam == "Oude Haven"


def test_refused_buurten_keep_the_old_edition_until_they_come(tmp_path: Path) -> None:
    features = edition(2024)
    features[1]["properties"]["aantal_inwoners"] = -5
    features[2]["geometry"] = None
    said, remarks = run_all(write(tmp_path, *features))
    assert said == "4 toegevoegd, 0 veranderd, 0 gelijk gebleven, 2 overgeslagen."
    assert "geldt nog niet: er zijn wijken of buurten geweigerd" in remarks[-1]
    assert in_force() == buurten(2023)
    assert Gebied.objects.get(code="GM9999", jaar=2024).ontbreekt == ["BU99990001", "BU99990002"]
    # The old file again changes nothing; one of the two that lacked is not enough; both are.
    run_all(write(tmp_path, *edition(2023)))
    assert in_force() == buurten(2023)
    assert "geldt nog niet" in run_all(write(tmp_path, edition(2024)[1]))[1][-1]
    assert in_force() == buurten(2023)
    run_all(write(tmp_path, edition(2024)[2]))
    assert in_force() == buurten(2024)
    assert Gebied.objects.get(code="GM9999", jaar=2024).ontbreekt is None


@pytest.mark.parametrize("with_gemeente", [False, True])
def test_buurten_for_a_part_of_the_gemeente_wait(tmp_path: Path, with_gemeente: bool) -> None:
    whole = [gemeente_only(2024)] if with_gemeente else []
    _, remarks = run_all(write(tmp_path, *whole, *edition(2024)[:3]))
    assert "geldt nog niet: met buurten voor maar een deel van de gemeente" in remarks[-1]
    assert in_force() == buurten(2023)
    run_all(write(tmp_path, edition(2024)[3]))
    assert in_force() == buurten(2024)


def test_a_gemeente_that_grew_or_shrank_with_its_own_outline(tmp_path: Path) -> None:
    run_all(write(tmp_path, gemeente_only(2024, breadth=0.02), *edition(2024, 2)))
    assert in_force() == buurten(2024, 2)
    run_all(write(tmp_path, *edition(2025, 6)))
    assert in_force() == buurten(2025, 6)


def test_a_whole_older_file_repairs_what_only_a_gemeente_began(tmp_path: Path) -> None:
    run_all(write(tmp_path, gemeente_only(2024, "GM9998")))
    # There was nothing to lose.
    assert Gebied.objects.current().get(gemeentecode="GM9998").jaar == 2024
    run_all(write(tmp_path, *edition(2023, gemeente=9998)))
    assert in_force(9998) == buurten(2023, gemeente=9998)


def test_the_first_edition_counts_even_with_a_refused_buurt(tmp_path: Path) -> None:
    features = edition(2024, gemeente=9998)
    features[0]["geometry"] = None
    run_all(write(tmp_path, *features))
    assert in_force(9998) == buurten(2024, gemeente=9998) - {("BU99980000", 2024)}


def test_one_reason_for_many_gemeenten_is_said_once(tmp_path: Path) -> None:
    run_all(write(tmp_path, *edition(2023, gemeente=9998)))
    only = [gemeente_only(2024), gemeente_only(2024, "GM9998")]
    (said,) = run_all(write(tmp_path, *only))[1]
    assert said == (
        "Let op: De indelingen van 2 gemeenten zijn bewaard maar gelden nog niet, bijvoorbeeld die "
        "van 2024 van Zonderwater (GM9998): zonder buurten. Tot het hele bestand is ingelezen, "
        "gelden de oude."
    )
