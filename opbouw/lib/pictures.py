"""Photos that come in: read again and written anew, small, without anything beside the picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

# What is kept, in pixels along the longest side and in bytes.
MOST_PIXELS, MOST_BYTES = 2_000, 1_000_000
# What a file may unpack to. A JPEG is read at an eighth of its size where that is enough, but one
# that comes in ever finer scans is held whole; and each scan is as much work as the first.
MOST_UNPACKED = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
MOST_PROGRESSIVE, MOST_SCANS = 25_000_000, 64
SCAN = b"\xff\xda"
# Some phones write a second picture behind the first, for one that can be shown with depth.
LIKE_JPEG = {"JPEG", "MPO"}
QUALITIES = (82, 70, 55, 40)


# Several at once would each take some hundreds of megabytes.
_one_at_a_time = Lock()


class PictureError(ValueError):
    """A file that is no photo we can keep; the message says why, in Dutch."""


@dataclass(frozen=True)
class Picture:
    """A JPEG without metadata."""

    data: bytes
    width: int
    height: int


def redrawn(file: IO[bytes]) -> Picture:
    """Return the picture of a file as a JPEG of its own; raises PictureError.

    Only the pixels come along: where it was taken, with what and by whom stays behind.
    """
    with _one_at_a_time, _refusing_what_is_torn():
        return _small(_read(file))


@contextmanager
def _refusing_what_is_torn() -> Iterator[None]:
    # For the whole process: WeasyPrint, once imported, has half a picture pass for a whole one.
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _read(file: IO[bytes]) -> Image.Image:
    try:
        # Reads the head alone; its size is looked at before anything is unpacked.
        with Image.open(file, formats=list(MOST_UNPACKED)) as found:
            plain = _plain(found) if _fits(found, file) else None
    except Image.DecompressionBombError:
        plain = None
    except UnidentifiedImageError as error:
        raise PictureError(_("Dit is geen foto. Kies een JPEG, PNG of WebP.")) from error
    except Exception as error:  # whatever a damaged file makes of a decoder
        raise PictureError(_("Deze foto is beschadigd. Kies een andere.")) from error
    if plain is None:
        raise PictureError(_("Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner."))
    return plain


def _fits(found: Image.Image, file: IO[bytes]) -> bool:
    kind = "JPEG" if found.format in LIKE_JPEG else str(found.format)
    most = MOST_UNPACKED[kind]
    if kind == "JPEG" and found.info.get("progressive"):
        most = MOST_PROGRESSIVE
        place = file.tell()
        file.seek(0)
        scans = file.read().count(SCAN)
        file.seek(place)
        if scans > MOST_SCANS:
            return False
    return found.width * found.height <= most


def _plain(found: Image.Image) -> Image.Image:
    found.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        # On white, as a page shows it.
        with_alpha = upright.convert("RGBA")
        white = Image.new("RGBA", with_alpha.size, "white")
        upright = Image.alpha_composite(white, with_alpha)
    # New pixels on a new sheet: whatever was written beside the old ones is gone.
    sheet = Image.new("RGB", upright.size)
    sheet.paste(upright.convert("RGB"))
    return sheet


def _small(sheet: Image.Image) -> Picture:
    for quality in QUALITIES:
        written = io.BytesIO()
        sheet.save(written, "JPEG", quality=quality, optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    return Picture(written.getvalue(), sheet.width, sheet.height)
