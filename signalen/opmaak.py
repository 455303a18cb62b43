"""The form of an agenda note: its content as HTML for the preview and as PDF for the reader."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opbouw.lib.pdf import render_template_html, render_template_pdf
from signalen.delen import BIJLAGE, DELEN, Deel, Veld
from signalen.inhoud import NotitieInhoud

TEMPLATE = "pdf/notitie.html"
STYLE_SHEETS = ("basis.css", "notitie.css", "delen.css")


@dataclass(frozen=True)
class Piece:
    """One field as the letter shows it."""

    veld: Veld
    waarde: object

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"pdf/notitie/{self.veld.template}"


@dataclass(frozen=True)
class Section:
    """One of the eight parts as the letter shows it."""

    deel: Deel
    pieces: tuple[Piece, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in this part."""
        return not any(piece.waarde for piece in self.pieces)


def notitie_html(inhoud: NotitieInhoud, **scherm: object) -> str:
    """The note as a page; `scherm` is what only a preview in a browser shows.

    That is `style_sheet_urls`, `concept` (not settled: nothing about being genuine), and a bar
    with `stand` (what this is) and `terug_url`.
    """
    return render_template_html(TEMPLATE, {**_context(inhoud), **scherm})


def notitie_pdf(inhoud: NotitieInhoud) -> bytes:
    """The note as PDF/UA-1; the same content gives the same bytes."""
    return render_template_pdf(TEMPLATE, _context(inhoud), style_sheets=STYLE_SHEETS)


def _context(inhoud: NotitieInhoud) -> dict[str, object]:
    return {
        "document_title": inhoud.titel,
        "notitie": inhoud,
        "openbaar": _("ja") if inhoud.openbaar else _("nee"),
        "controle_url": f"{settings.BASE_URL}/controle/",
        "overal": _same_everywhere(inhoud),
        "sections": [_section(inhoud, deel) for deel in DELEN if deel.nummer],
        "bijlage": BIJLAGE,
    }


def _section(inhoud: NotitieInhoud, deel: Deel) -> Section:
    shown = [veld for veld in deel.velden if veld.template]
    return Section(deel, tuple(Piece(veld, getattr(inhoud, veld.key)) for veld in shown))


def _same_everywhere(inhoud: NotitieInhoud) -> dict[str, str | None]:
    """What holds for every figure, said once instead of in each row; None where they differ."""
    columns = {
        "gebied": {cijfer.gebied or inhoud.gebied_naam for cijfer in inhoud.cijfers},
        "bron": {", ".join(filter(None, (c.bron, c.peildatum))) for c in inhoud.cijfers},
        "bescherming": {cijfer.bescherming for cijfer in inhoud.cijfers},
    }
    return {name: min(found) if len(found) == 1 else None for name, found in columns.items()}
