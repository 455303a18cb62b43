"""The form of an account: its content as PDF, and its rows as a spreadsheet."""

from opbouw.lib.pdf import render_template_html, render_template_pdf
from signalen.tekening import movement_svg
from signalen.verantwoording import Verantwoording

TEMPLATE = "pdf/verantwoording.html"
STYLE_SHEETS = ("basis.css", "notitie.css", "delen.css", "verantwoording.css")


def account_html(inhoud: Verantwoording) -> str:
    """Return the account as HTML, as its PDF is made from."""
    return render_template_html(TEMPLATE, _context(inhoud))


def account_pdf(inhoud: Verantwoording) -> bytes:
    """Return the account as PDF/UA-1; the same content gives the same bytes."""
    return render_template_pdf(TEMPLATE, _context(inhoud), style_sheets=STYLE_SHEETS)


def _context(inhoud: Verantwoording) -> dict[str, object]:
    return {
        "document_title": f"Verantwoording {inhoud.titel}",
        "inhoud": inhoud,
        "tekening": movement_svg(inhoud.stappen, paper=True),
    }
