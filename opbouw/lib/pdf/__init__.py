"""PDF: HTML in, tagged PDF/UA-1 out, without touching the network or the machine's own fonts."""

import importlib
import os
import threading
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from opbouw.lib.pdf.fonts import letters_needed, unprintable
from opbouw.lib.pdf.letters import FontMissingError, Letters

if TYPE_CHECKING:
    from opbouw.lib.pdf.engine import Engine, Rendering

__all__ = [
    "FontMissingError",
    "PdfUnavailableError",
    "render_html",
    "render_template_html",
    "render_template_pdf",
    "unprintable",
]

FONTCONFIG_FILE = Path(__file__).parent / "fonts.conf"

Needed = frozenset[tuple[Letters, frozenset[str]]]
# One for ordinary notes, and the last few with letters of other scripts.
KEPT = 3
_engines: "dict[Needed, Engine]" = {}
_engine_lock = threading.Lock()


class PdfUnavailableError(RuntimeError):
    """A system library under WeasyPrint is missing; the message says which to install."""


def _engine_for(html: str) -> "Engine":
    """The engine of this process with the fonts that a text needs, made on first use.

    Importing WeasyPrint takes half a second, fonts a quarter.
    """
    needed: Needed = frozenset(letters_needed(html).items())
    with _engine_lock:
        engine = _engines.pop(needed, None) or _load_engine(needed)
        _engines[needed] = engine
        others = [one for one in _engines if one]
        for oldest in others[: -KEPT or None]:
            del _engines[oldest]
        return engine


def _load_engine(needed: Needed) -> "Engine":
    before = os.environ.get("FONTCONFIG_FILE")
    # Only while it is read: programs that we start (a browser) keep the system's fonts.
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG_FILE)
    try:
        with warnings.catch_warnings():
            # The machine's own fonts are unwanted here.
            warnings.filterwarnings("ignore", message=".*FontConfig.*")
            module = importlib.import_module("opbouw.lib.pdf.engine")
            engine: Engine = module.Engine(dict(needed))
            return engine
    except OSError as error:
        raise PdfUnavailableError(
            "Een PDF maken lukt niet, want Pango ontbreekt. Installeer "
            "libpango-1.0-0, libpangoft2-1.0-0 en libharfbuzz-subset0."
        ) from error
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def render_html(html: str, *, style_sheets: tuple[str, ...] = ()) -> "Rendering":
    """PDF/UA-1 of finished HTML; style sheets are names of files in static/pdf/."""
    return _engine_for(html).render(html, style_sheets)


def render_template_html(template: str, context: Mapping[str, object], *, lang: str = "nl") -> str:
    """The HTML of a PDF template, in the language of the document rather than of the reader."""
    with translation.override(lang):
        return render_to_string(template, {**context, "lang": lang})


def render_template_pdf(
    template: str,
    context: Mapping[str, object],
    *,
    style_sheets: tuple[str, ...] = (),
    lang: str = "nl",
) -> bytes:
    """PDF/UA-1 of a Django template, whose text arrives autoescaped."""
    html = render_template_html(template, context, lang=lang)
    return render_html(html, style_sheets=style_sheets).data
