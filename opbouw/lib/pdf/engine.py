"""WeasyPrint with what can be made once per process: fonts, style sheets, the list of files."""

import atexit
import logging
import os
import re
import shutil
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pydyf
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from opbouw.lib.pdf.fetcher import BASE, OwnFiles
from opbouw.lib.pdf.fonts import family_css, font_face_css, font_files, printable
from opbouw.lib.pdf.letters import Letters, letters_css

# An entry of a table of characters that holds none; a zero-width space says nothing either.
_NO_TEXT = re.compile(rb"(?<=> )<>$")
# Pango objects are shared by all documents and are not safe between threads.
_lock = threading.Lock()
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rendering:
    """A finished PDF and the addresses that were refused to it."""

    data: bytes
    pages: int
    refused: tuple[str, ...]


class Engine:
    """Renders HTML to PDF/UA-1, one document at a time.

    With `letters` it has fonts beside the ordinary ones. An engine of its own, so that what an
    ordinary note needs stays as it is.
    """

    def __init__(self, letters: Mapping[Letters, frozenset[str]] | None = None) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "pdf"
        fonts: dict[str, Path | bytes] = {}
        fonts |= {BASE + name: path for name, path in font_files().items()}
        further = letters or {}
        fonts |= {BASE + face.name: face.cut(chars) for face, chars in further.items()}
        images = {BASE + path.name: path for path in folder.glob("*.svg")}
        self._images = images
        self._folder = folder
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._parsed: dict[str, CSS] = {}
        self._font_faces = self._parse(
            font_face_css(BASE) + letters_css(BASE, frozenset(further)), OwnFiles(fonts)
        )
        families = [face.family for face in sorted(further)]
        self._last = [self._parse(family_css(families), OwnFiles({}))] if families else []
        self._pid = os.getpid()
        _engines.add(self)

    def _parse(self, css: str, fetcher: OwnFiles) -> CSS:
        return CSS(
            string=css,
            base_url=BASE,
            font_config=self._fonts,
            counter_style=self._counters,
            url_fetcher=fetcher,
        )

    def _style_sheet(self, name: str) -> CSS:
        if name not in self._parsed:
            css = (self._folder / name).read_text(encoding="utf-8")
            self._parsed[name] = self._parse(css, OwnFiles({}))
        return self._parsed[name]

    def render(self, html: str, style_sheets: tuple[str, ...]) -> Rendering:
        """PDF/UA-1 of `html`; the same input gives the same bytes.

        Raises RuntimeError in a process that was forked from the one that made the engine.
        """
        if self._pid != os.getpid():
            # Pango asks a thread of its own about fonts, and no thread survives a fork: a child
            # that asks hangs (seen with Pango 1.56).
            raise RuntimeError("Make the first PDF in the process itself, not before its fork.")
        fetcher = OwnFiles(self._images)
        with _lock:
            sheets = [self._font_faces, *map(self._style_sheet, style_sheets), *self._last]
            document = HTML(string=_drawable(html), base_url=BASE, url_fetcher=fetcher).render(
                font_config=self._fonts,
                counter_style=self._counters,
                stylesheets=sheets,
                pdf_variant="pdf/ua-1",
            )
            # Without an identifier, which PDF/UA does not ask for: for its sake every stream would
            # be compressed a second time, a fifteenth of the work.
            data: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_say_every_glyph)
        if fetcher.refused:
            # The address itself may hold what somebody typed, so only the number is logged.
            logger.warning("A PDF asked for %d addresses that are not ours", len(fetcher.refused))
        return Rendering(data, len(document.pages), tuple(fetcher.refused))

    def forget_font_folder(self) -> Path | None:
        """Leave the temporary font files to whoever called; WeasyPrint no longer removes them."""
        folder: Path | None = self._fonts._folder  # noqa: SLF001  there is no public way
        self._fonts._folder = None  # noqa: SLF001  idem
        return folder


def _say_every_glyph(_document: object, pdf: pydyf.PDF) -> None:
    # Of a syllable that is drawn in two glyphs, the first gets no text, which PDF/UA forbids.
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and b"begincmap" in one.stream:
            one.stream[:] = [_NO_TEXT.sub(rb"<200b>", line) for line in one.stream]


def _drawable(html: str) -> str:
    # What no font holds is replaced on paper; the title is for the reader's own program.
    head, end, body = html.partition("</head>")
    return head + end + printable(body) if end else printable(html)


_engines: "weakref.WeakSet[Engine]" = weakref.WeakSet()


def _after_fork() -> None:
    """In a child: the font files are the parent's."""
    for engine in list(_engines):
        engine.forget_font_folder()


def _at_exit() -> None:
    """Clean up while Python still can; WeasyPrint tries it too late, with a complaint."""
    for engine in list(_engines):
        if folder := engine.forget_font_folder():
            shutil.rmtree(folder, ignore_errors=True)


os.register_at_fork(after_in_child=_after_fork)
atexit.register(_at_exit)
