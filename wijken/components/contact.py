"""A contact among others; a builtin of the templates."""

from typing import Annotated

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day_as, month
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.tags.typed_text import paragraphs
from wijken.components.lijn import lijnen
from wijken.models import Aantal, Contactmoment, Thema

register = Components()


@register.component("{% contactkaart contact=contact %}")
def contactkaart(
    *,
    contact: Contactmoment,
    rij: Annotated[bool, "at a desk it is one line, which opens (`css/rijen.css`)"] = False,
) -> SafeString:
    """One contact in a list."""
    return format_html(
        '<article class="kaart{rij}"><div class="kaart__boven">'
        '<span class="kaart__lang">{moment} · {gebied}</span>{kort}</div>\n'
        '<h2 class="kaart__titel"><a href="{url}"><bdi>{waar}</bdi>{aantal}</a></h2>\n'
        "{tekst}\n{lijnen}\n"
        '<p class="kaart__wie zacht klein"><bdi>{wie}</bdi>{thema}{dubbel}</p>{meer}</article>',
        rij=" kaart--rij" if rij else "",
        kort=format_html('<span class="kaart__kort">{}</span>', _kort(contact)) if rij else "",
        meer=_meer(contact) if rij else "",
        moment=contact.moment,
        gebied=contact.gebied.naam,
        url=path_of("contact", contact.pk),
        waar=contact.waar,
        aantal=optional('<span class="kaart__lang">, {}</span>', label_of(Aantal, contact.aantal)),
        tekst=_tekst(contact),
        lijnen=lijnen(lijnen=contact.lijnen),
        wie=contact.door.gebruiker.naam if contact.door else "",
        thema=optional('<span class="kaart__lang"> · {}</span>', label_of(Thema, contact.thema)),
        dubbel=format_html(" · {}", _("mogelijk dubbel")) if contact.dubbel_van_id else "",
    )


def _tekst(contact: Contactmoment) -> SafeString:
    if contact.tekst:
        text = truncatewords(contact.tekst, 40)
        return format_html('<p class="kaart__tekst" dir="auto">{}</p>', text)
    gone = contact.woorden_weg_op is not None
    said = _("De woorden zijn weggehaald.") if gone else _("Er geweest, niets bijzonders.")
    return format_html('<p class="kaart__tekst zacht">{}</p>', said)


def _kort(contact: Contactmoment) -> str:
    # Of what is reduced the day is gone.
    return month(contact.op) if contact.woorden_weg_op is not None else day_as(contact.op, "j b Y")


def _meer(contact: Contactmoment) -> SafeString:
    """Draw what a row has no place for, to be unfolded."""
    return format_html(
        '<details class="kaart__meer"><summary><span class="alleen-lezer">{lees}</span></summary>'
        '<div class="kaart__uit"><p class="zacht">{moment} · {gebied}{aantal}{thema}</p>\n'
        "{tekst}\n{lijn}</div>"
        "</details>",
        lees=format_html(_("Lees {waar}"), waar=format_html("<bdi>{}</bdi>", contact.waar)),
        moment=contact.moment,
        gebied=contact.gebied.naam,
        aantal=optional(" · {}", label_of(Aantal, contact.aantal)),
        thema=optional(" · {}", label_of(Thema, contact.thema)),
        tekst=paragraphs(contact.tekst),
        lijn=optional('<p class="zacht" dir="auto">{}</p>', contact.lijn_waarom),
    )
