"""A record in a list: a card on a phone, and of the same elements a row at a desk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.text.dates import day_as, month
from opbouw.lib.web.components.library import optional


@dataclass(frozen=True)
class Rij:
    """What a row shows that a card does not (`css/rijen.css`).

    `kort` is its first column and `naast` its last; `tekst` goes between where the card has none.
    What it has no place for unfolds: `uit`, behind a button that says to read `naam`.
    """

    kort: str
    naam: str
    uit: SafeString
    naast: str = ""
    tekst: str = ""


def kaart_of_rij(
    *,
    titel: str,
    url: str,
    boven: str,
    onder: str,
    tekst: str = "",
    lijnen: str = "",
    vaag: bool = False,
    niveau: int = 2,
    rij: Rij | None = None,
) -> SafeString:
    """Draw one record; without a `rij` it is a card everywhere."""
    return format_html(
        '<article class="kaart{vaag}{rij}"><div class="kaart__boven">{boven}{kort}</div>\n'
        '<h{niveau} class="kaart__titel" dir="auto"><a href="{url}">{titel}</a></h{niveau}>\n'
        "{tekst}\n{lijnen}\n{wie}{meer}</article>",
        vaag=" kaart--vaag" if vaag else "",
        rij=" kaart--rij" if rij else "",
        boven=boven,
        kort=format_html('<span class="kaart__kort">{}</span>', rij.kort) if rij else "",
        niveau=niveau,
        url=url,
        titel=titel,
        tekst=_tekst(tekst, rij),
        lijnen=lijnen,
        wie=_onder(onder, rij),
        meer=_meer(rij) if rij else "",
    )


def dag_kort(moment: date | datetime, *, reduced: bool = False) -> str:
    """Return the day as a row has place for it; of what is reduced the day is gone."""
    return month(moment) if reduced else day_as(moment, "j b Y")


def _tekst(tekst: str, rij: Rij | None) -> str:
    if rij is None or not rij.tekst:
        return tekst
    return format_html(
        '<p class="kaart__tekst kaart__kort" dir="auto">{}</p>',
        rij.tekst,
    )


def _onder(onder: str, rij: Rij | None) -> SafeString:
    if rij is None or not rij.naast:
        return optional('<div class="kaart__wie zacht klein">{}</div>', onder)
    return format_html(
        '<div class="kaart__wie zacht klein">{}<span class="kaart__kort">{}</span></div>',
        optional('<span class="kaart__lang">{}</span>', onder),
        rij.naast,
    )


def _meer(rij: Rij) -> SafeString:
    """Draw what a row has no place for, to be unfolded."""
    return format_html(
        '<details class="kaart__meer"><summary><span class="alleen-lezer">{}</span></summary>'
        '<div class="kaart__uit">{}</div></details>',
        format_html(_("Lees {wat}"), wat=format_html("<bdi>{}</bdi>", rij.naam)),
        rij.uit,
    )
