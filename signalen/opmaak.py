"""The form of an agenda note: its content as HTML for the preview and as PDF for the reader."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opbouw.lib.pdf import render_template_html, render_template_pdf
from signalen.inhoud import NotitieInhoud

TEMPLATE = "pdf/notitie.html"
STYLE_SHEETS = ("basis.css", "notitie.css", "delen.css")


def notitie_html(inhoud: NotitieInhoud, *, style_sheet_urls: tuple[str, ...] = ()) -> str:
    """The note as a page; a preview passes the addresses of the style sheets, a PDF none."""
    return render_template_html(TEMPLATE, _context(inhoud, style_sheet_urls))


def notitie_pdf(inhoud: NotitieInhoud) -> bytes:
    """The note as PDF/UA-1; the same content gives the same bytes."""
    return render_template_pdf(TEMPLATE, _context(inhoud, ()), style_sheets=STYLE_SHEETS)


def _context(inhoud: NotitieInhoud, style_sheet_urls: tuple[str, ...]) -> dict[str, object]:
    return {
        "document_title": inhoud.titel,
        "notitie": inhoud,
        "openbaar": _("ja") if inhoud.openbaar else _("nee"),
        "controle_url": f"{settings.BASE_URL}/controle/",
        "style_sheet_urls": style_sheet_urls,
    }
