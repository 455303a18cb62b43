"""WeasyPrint with what can be made once per process: fonts, style sheets, the list of files."""

import atexit
import logging
import os
import shutil
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from opbouw.lib.pdf.fetcher import BASE, OwnFiles
from opbouw.lib.pdf.fonts import font_face_css, font_files, printable

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rendering:
    """A finished PDF and the addresses that were refused to it."""

    data: bytes
    pages: int
    refused: tuple[str, ...]


class Engine:
    """Renders HTML to PDF/UA-1, one document at a time."""

    def __init__(self) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "pdf"
        fonts = {BASE + name: path for name, path in font_files().items()}
        images = {BASE + path.name: path for path in folder.glob("*.svg")}
        self._images = images
        self._folder = folder
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._parsed: dict[str, CSS] = {}
        self._font_faces = self._parse(font_face_css(BASE), OwnFiles(fonts))
        # Pango objects are shared by all documents and are not safe between threads.
        self._lock = threading.Lock()
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
        with self._lock:
            sheets = [self._font_faces, *map(self._style_sheet, style_sheets)]
            document = HTML(string=printable(html), base_url=BASE, url_fetcher=fetcher).render(
                font_config=self._fonts,
                counter_style=self._counters,
                stylesheets=sheets,
                pdf_variant="pdf/ua-1",
            )
            # Without an identifier, which PDF/UA does not ask for: for its sake every stream would
            # be compressed a second time, a fifteenth of the work.
            data: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        if fetcher.refused:
            # The address itself may hold what somebody typed, so only the number is logged.
            logger.warning("A PDF asked for %d addresses that are not ours", len(fetcher.refused))
        return Rendering(data, len(document.pages), tuple(fetcher.refused))

    def forget_font_folder(self) -> Path | None:
        """Leave the temporary font files to whoever called; WeasyPrint no longer removes them."""
        folder: Path | None = self._fonts._folder  # noqa: SLF001  there is no public way
        self._fonts._folder = None  # noqa: SLF001  idem
        return folder


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
