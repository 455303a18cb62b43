"""Tables old code → new code: what comes in, and what is refused whole."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.wijken.geojson import SQUARE, buurt, run
from wijken.cbs.opvolging import TableError, read_table
from wijken.models import Gebied


def pairs(text: str) -> list[tuple[str, str]]:
    return [(line.oud, line.nieuw) for line in read_table(text.encode())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("oud;nieuw\nBU99980000;BU99990200\n", [("BU99980000", "BU99990200")]),
        ("oude code,nieuwe code\nGM9998,GM9999", [("GM9998", "GM9999")]),
        # By what is in the columns, where the heads say nothing.
        ("naam\tBU_2024\tBU_2025\nKade\tbu99980000 \t BU99990200", [("BU99980000", "BU99990200")]),
        ("nieuw;oud\nGM9999;GM9998", [("GM9998", "GM9999")]),
        # Numbers as some tables have them.
        ("oud;nieuw\n9998;9999\n999800;999902\n99980000;99990200",
         [("GM9998", "GM9999"), ("WK999800", "WK999902"), ("BU99980000", "BU99990200")]),
        # An end, and a split with shares; 2 percent is no successor.
        ("oud;nieuw\nBU99980000;", [("BU99980000", "")]),
        (("oud;nieuw;aandeel\nBU99980000;BU99990200;0,6\nBU99980000;BU99990201;0,38\n"
          "BU99980000;BU99990202;0,02"),
         [("BU99980000", "BU99990200"), ("BU99980000", "BU99990201")]),
        ("oud;nieuw;percentage\nBU99980000;BU99990200;98%\nBU99980000;BU99990201;2%",
         [("BU99980000", "BU99990200")]),
        ("oud;nieuw\nBU99980000;\nBU99980000;BU99990200", [("BU99980000", "BU99990200")]),
    ],
)  # fmt: skip
def test_tables_as_they_are_published(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs("\ufeff" + text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "geen regels"),
        ("oud;nieuw\n", "geen regels"),
        ("oud;nieuw\nKade;Werf", "geen kolom"),
        ("oud\nBU99980000", "geen kolom"),
        ("oud;nieuw\nGM9998;GM9999\nGM999;GM9999", "Regel 3: hier staat geen code"),
        ("oud;nieuw\nGM9998;GM9999\n;GM9999", "Regel 3: hier staat geen code"),
        ("oud;nieuw\nBU99980000;GM9999", "niet van hetzelfde niveau"),
        ("oud;nieuw;aandeel\nGM9998;GM9999;veel", "Regel 2: het aandeel is geen getal"),
        ("oud;nieuw;aandeel\nGM9998;GM9999;NaN", "Regel 2: het aandeel ligt niet"),
        ("oud;nieuw;aandeel\nGM9998;GM9999;-1", "Regel 2: het aandeel ligt niet"),
    ],
)
def test_a_table_with_a_wrong_line_is_refused_whole(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_table(text.encode())


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TableError, match="UTF-8"):
        read_table(b"\xff\xfeo\x00")
    with pytest.raises(TableError, match="10 MB"):
        read_table(b"x" * (10 * 1024**2 + 1))


@pytest.mark.django_db
def test_the_import_takes_a_table_and_says_what_has_no_successor(tmp_path: Path) -> None:
    def of(jaar: int, *codes: str) -> list[dict[str, object]]:
        at = {"BU99990001": 0, "BU99990002": 1, "BU99990003": 2, "BU99990009": 3}
        features = []
        for code in codes:
            ring = [[x + at[code] / 50, y] for x, y in SQUARE]
            shape = {"type": "Polygon", "coordinates": [ring]}
            features.append(buurt(code, jaar=jaar, geometry=shape))
        return features

    run(tmp_path, *of(2024, "BU99990001", "BU99990002"))
    table = tmp_path / "tabel.csv"
    table.write_text("oud;nieuw\nBU99990001;BU99990003\n")
    said, _skipped = run(
        tmp_path, *of(2025, "BU99990003", "BU99990009"), opvolging=table, jaar=2025
    )
    assert said.splitlines()[1:] == [
        "Opvolging 2025: 1 regels, van 1 codes nieuw of veranderd.",
        "Zonder opvolger: BU99990002 Buurt 02.",
    ]
    table.write_text("oud;nieuw\nBU99990001;x\n")
    with pytest.raises(CommandError, match="Regel 2"):
        run(tmp_path, *of(2026, "BU99990003"), opvolging=table)
    assert not Gebied.objects.filter(jaar=2026).exists()
