"""A contact among others; a builtin of the templates."""

from typing import Annotated

from django.db.models import TextChoices
from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.tags.typed_text import paragraphs
from wijken.components.lijn import lijnen
from wijken.components.rij import Rij, dag_kort, kaart_of_rij
from wijken.models import Aantal, Contactmoment, Thema

register = Components()


@register.component("{% contactkaart contact=contact %}")
def contactkaart(
    *,
    contact: Contactmoment,
    rij: Annotated[bool, "at a desk it is one line, which opens (`css/rijen.css`)"] = False,
) -> SafeString:
    """One contact in a list."""
    return kaart_of_rij(
        boven=format_html(
            '<span class="kaart__lang">{} · {}</span>', contact.moment, contact.gebied.naam
        ),
        url=path_of("contact", contact.pk),
        titel=format_html("<bdi>{}</bdi>{}", contact.waar, _long(", {}", Aantal, contact.aantal)),
        tekst=_tekst(contact),
        lijnen=lijnen(lijnen=contact.lijnen),
        onder=format_html(
            "<bdi>{}</bdi>{}{}",
            _wie(contact),
            _long(" · {}", Thema, contact.thema),
            format_html(" · {}", _("mogelijk dubbel")) if contact.dubbel_van_id else "",
        ),
        rij=_rij(contact) if rij else None,
    )


def _long(form: str, words: type[TextChoices], value: str) -> SafeString:
    # A row says it where it unfolds.
    said = optional(form, label_of(words, value))
    return optional('<span class="kaart__lang">{}</span>', said)


def _wie(contact: Contactmoment) -> str:
    # Whoever brought a list over did not write what is in it.
    if contact.overzetting_id is not None:
        return _("uit een spreadsheet")
    return contact.door.gebruiker.naam if contact.door else ""


def _tekst(contact: Contactmoment) -> SafeString:
    if contact.tekst:
        text = truncatewords(contact.tekst, 40)
        return format_html('<p class="kaart__tekst" dir="auto">{}</p>', text)
    gone = contact.woorden_weg_op is not None
    said = _("De woorden zijn weggehaald.") if gone else _("Er geweest, niets bijzonders.")
    return format_html('<p class="kaart__tekst zacht">{}</p>', said)


def _rij(contact: Contactmoment) -> Rij:
    return Rij(
        kort=dag_kort(contact.op, reduced=contact.woorden_weg_op is not None),
        naam=contact.waar,
        uit=format_html(
            '<p class="zacht">{moment} · {gebied}{aantal}{thema}</p>\n{tekst}\n{lijn}',
            moment=contact.moment,
            gebied=contact.gebied.naam,
            aantal=optional(" · {}", label_of(Aantal, contact.aantal)),
            thema=optional(" · {}", label_of(Thema, contact.thema)),
            tekst=paragraphs(contact.tekst),
            lijn=optional('<p class="zacht" dir="auto">{}</p>', contact.lijn_waarom),
        ),
    )
