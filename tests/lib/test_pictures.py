"""Photos that come in: whatever they are, what is kept is a small JPEG with pixels alone."""

import io
import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
from PIL import Image, ImageFile

from opbouw.lib.pictures import MOST_BYTES, MOST_PIXELS, PictureError, redrawn

GPS = 0x8825


def written(image: Image.Image, form: str, **options: Any) -> io.BytesIO:
    """A file of this picture."""
    file = io.BytesIO()
    image.save(file, form, **options)
    file.seek(0)
    return file


def noise(width: int, height: int) -> Image.Image:
    """A picture that no compression makes small."""
    return Image.effect_noise((width, height), 90).convert("RGB")


def located(orientation: int = 1) -> Image.Exif:
    """The notes of a phone: where it was, with what, by whom, and which side is up."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = orientation, "Fairphone", "Samira"
    exif.get_ifd(GPS)[2] = (52.0, 5.0, 17.0)
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_pixels_comes_along(form: str) -> None:
    file = written(Image.new("RGB", (60, 40), "red"), form, exif=located(), comment="geheim")
    assert b"Fairphone" in file.getvalue()
    picture = redrawn(file)
    with Image.open(io.BytesIO(picture.data)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (60, 40), {})
        assert kept.getpixel((30, 20))[0] > 240  # type: ignore[index]  # of three colours
    assert not {word for word in (b"Exif", b"Samira", b"geheim", b"GPS") if word in picture.data}


def test_a_photo_stands_upright_without_the_note_that_said_so() -> None:
    upright = redrawn(written(Image.new("RGB", (60, 40)), "JPEG", exif=located(6)))
    assert (upright.width, upright.height) == (40, 60)


def test_a_large_photo_becomes_small() -> None:
    picture = redrawn(written(noise(4000, 3000), "JPEG", quality=60))
    assert (picture.width, picture.height) == (MOST_PIXELS, 1500)
    assert len(picture.data) <= MOST_BYTES


def test_what_shows_through_is_white() -> None:
    picture = redrawn(written(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"))
    with Image.open(io.BytesIO(picture.data)) as kept:
        assert kept.getpixel((1, 1)) == (255, 255, 255)


def test_what_a_phone_with_two_lenses_writes_is_a_photo() -> None:
    behind = noise(60, 40)
    file = written(noise(60, 40), "MPO", save_all=True, append_images=[behind])
    picture = redrawn(file)
    assert (picture.width, picture.height) == (60, 40)


def test_odd_notes_beside_a_picture_do_no_harm() -> None:
    exif = located(6)
    exif[0x927C] = b"\x00" * 7
    exif[0x0132] = 12345
    data = bytearray(written(Image.new("RGB", (60, 40)), "JPEG", exif=exif).getvalue())
    place = data.index(b"Exif") + 30
    for number in range(0, 90, 3):
        odd = bytearray(data)
        odd[place + number] ^= 0xFF
        with suppress(PictureError):
            redrawn(io.BytesIO(bytes(odd)))


def test_a_picture_in_endless_scans_is_refused_before_it_is_read() -> None:
    data = written(noise(200, 100), "JPEG", progressive=True).getvalue()
    last = data.rindex(b"\xff\xda")
    many = data[:-2] + data[last:-2] * 80 + data[-2:]
    assert redrawn(io.BytesIO(data)).width == 200
    with pytest.raises(PictureError, match="te veel beeldpunten"):
        redrawn(io.BytesIO(many))


def bomb(width: int, height: int) -> io.BytesIO:
    """A PNG of some bytes that says to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WHOLE = written(Image.new("RGB", (600, 400), "red"), "JPEG").getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (bomb(60_000, 60_000), "te veel beeldpunten"),
        (bomb(8_000, 8_000), "te veel beeldpunten"),
        (bomb(2_000, 2_000), "beschadigd"),
        (io.BytesIO(WHOLE[: len(WHOLE) // 2]), "beschadigd"),
        (io.BytesIO(WHOLE[:40]), "beschadigd"),
        (io.BytesIO(b""), "geen foto"),
        (io.BytesIO(SVG), "geen foto"),
        (io.BytesIO(b"%PDF-1.7\n"), "geen foto"),
        (io.BytesIO(b"GIF89a" + b"\0" * 50), "geen foto"),
        (io.BytesIO(b"\xff\xd8\xff" + b"\0" * 5000), "geen foto"),
    ],
    ids=["bomb", "large", "torn PNG", "torn", "head", "empty", "svg", "pdf", "gif", "zeros"],
)
@pytest.mark.parametrize("elsewhere", [False, True], ids=["", "with WeasyPrint beside it"])
def test_what_is_no_photo_is_refused_in_a_sentence(
    file: io.BytesIO, said: str, elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.seek(0)
    # WeasyPrint sets it for the whole process: half a picture would pass for a whole one.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", elsewhere)
    with pytest.raises(PictureError, match=said):
        redrawn(file)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is elsewhere
