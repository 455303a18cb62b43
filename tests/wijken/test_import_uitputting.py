"""Area files made to keep a worker busy, fill its memory or its disk, or break the report."""

import os
import random
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from opbouw.lib.maps.drawing import draw_together
from tests.wijken.geojson import buurt, write
from wijken.cbs import geojson
from wijken.cbs.columns import normalise
from wijken.cbs.engine import outlines
from wijken.cbs.files import layers
from wijken.cbs.inhoud import FeatureError, FileError
from wijken.cbs.names import check_name
from wijken.cbs.reader import read_file

SOON = 20.0  # seconds; each of these took minutes, and some never ended


def comb(teeth: int, *, upright: bool) -> dict[str, Any]:
    """Return an outline of so many long teeth, which crosses the other one everywhere."""
    ring = [
        (x, row + at)
        for row in range(teeth)
        for x, at in ((0, 0), (teeth, 0), (teeth, 0.5), (0, 0.5))
    ]
    ring = [*ring, (-1, teeth), (-1, 0), (0, 0)]
    scaled = [(5 + x / teeth / 2, 52 + y / teeth / 2) for x, y in ring]
    corners = [[5 + y - 52, 52 + x - 5] if upright else [x, y] for x, y in scaled]
    return {"type": "Polygon", "coordinates": [corners]}


def test_columns_with_one_name_take_no_more_time_than_others() -> None:
    start = time.monotonic()
    found = normalise({f"a_{number}": number for number in range(20_000)})
    assert time.monotonic() - start < SOON
    assert len(found) == 20_000
    assert found["a"] == 0


def test_a_name_of_marks_alone_is_refused_unread() -> None:
    start = time.monotonic()
    with pytest.raises(FeatureError, match="meer dan 120 tekens"):
        check_name("a" + "\u0316\u0301" * 200_000)
    assert time.monotonic() - start < SOON
    assert check_name("e\u0301" * 120) == "é" * 120


def test_an_outline_that_crosses_itself_everywhere_is_refused_at_once() -> None:
    chosen = random.Random(1)
    ring = [[5 + chosen.random(), 52 + chosen.random()] for _ in range(5_000)]
    start = time.monotonic()
    with pytest.raises(ValueError, match="kruist"):
        outlines().read({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    assert time.monotonic() - start < SOON
    # One crossing is mended, in an outline of as many corners.
    wave = [[5 + at / 5_000, 52 + at % 2 / 1_000] for at in range(5_000)]
    bow = [*wave, [5.9, 52.5], [5.1, 52.6], [5.9, 52.6], [5.1, 52.5], wave[0]]
    assert outlines().read({"type": "Polygon", "coordinates": [bow]})[1]


def test_areas_that_lie_over_each_other_everywhere_are_not_drawn() -> None:
    areas = {"a": comb(400, upright=False), "b": comb(400, upright=True)}
    start = time.monotonic()
    assert not draw_together(areas, joined={"c": ["a", "b"]}, tolerance=100)
    assert time.monotonic() - start < SOON
    # Alone each is an outline as any other.
    assert draw_together({"a": areas["a"]}, joined={}, tolerance=100)


@pytest.mark.django_db
def test_a_refused_area_is_not_kept_in_memory(tmp_path: Path) -> None:
    inhoud = _read(tmp_path, buurt(geometry=None), buurt("BU99990002", geometry=None))
    assert [error.__traceback__ for error in inhoud.kapot] == [None, None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        buurt(buurtnaam="a\ufffd\x00b\ud800"),
        buurt(geometry={"type": "a\x00b\ud800", "coordinates": []}),
    ],
)
def test_a_report_can_be_stored(tmp_path: Path, broken: dict[str, Any]) -> None:
    (sentence,) = _read(tmp_path, broken).overgeslagen()
    assert "?b?" in sentence
    assert sentence.isprintable()


def test_no_more_areas_than_a_country_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MAX_AREAS", 1)
    with pytest.raises(FileError, match="te groot"):
        _read(tmp_path, buurt(geometry=None), buurt("BU99990002", geometry=None))


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_whose_content_is_broken_gives_one_sentence(tmp_path: Path, way: int) -> None:
    path = tmp_path / "kaart.zip"
    with zipfile.ZipFile(path, "w", way) as archive:
        archive.writestr("a.geojson", write(tmp_path, buurt()).read_bytes() * 50)
    content = bytearray(path.read_bytes())
    content[50:90] = b"\xff" * 40
    path.write_bytes(content)
    with pytest.raises(FileError):
        read_file(path, jaar=None, bron="")


def test_a_zip_with_a_name_in_no_letters_gives_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "kaart.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("aé.geojson", "{}")
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xff"))
    with pytest.raises(FileError, match="geen zip die wij kunnen uitpakken"):
        read_file(path, jaar=None, bron="")


def test_a_zip_does_not_unpack_one_part_for_many_layers(tmp_path: Path) -> None:
    path = tmp_path / "kaart.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("kaart.shp", "Kaart.shp", "kaart.dbf", "kaart.shx"):
            archive.writestr(name, b"")
    with layers(path) as found, pytest.raises(FileError, match="heten twee bestanden hetzelfde"):
        next(found)


def test_what_a_killed_import_unpacked_is_gone_the_next_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tijdelijk"))
    old, young, other = (
        tmp_path / "tijdelijk" / name
        for name in ("opbouw-gebieden-oud", "opbouw-gebieden-nieuw", "iets-anders")
    )
    for folder in (old, young, other):
        folder.mkdir(parents=True)
        (folder / "gebieden.gpkg").touch()
    # What others may put there: a pipe on which a reader would wait for ever, and a link.
    pipe, link = old.with_name("opbouw-gebieden-pijp"), old.with_name("opbouw-gebieden-link")
    os.mkfifo(pipe)
    link.symlink_to(other)
    for path in (old, other, pipe, link):
        os.utime(path, (time.time() - 90_000,) * 2, follow_symlinks=False)
    with layers(write(tmp_path, buurt())):
        pass
    left = {path.name for path in (tmp_path / "tijdelijk").iterdir()}
    assert left == {path.name for path in (young, other, pipe, link)}
    assert list(other.iterdir())


def _read(tmp_path: Path, *features: Any) -> Any:
    return read_file(write(tmp_path, *features), jaar=None, bron="")
