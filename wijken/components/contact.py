"""A contact among others; a builtin of the templates."""

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from wijken.components.lijn import lijnen
from wijken.models import Aantal, Contactmoment, Thema

register = Components()


@register.component("{% contactkaart contact=contact %}")
def contactkaart(*, contact: Contactmoment) -> SafeString:
    """One contact in a list."""
    return format_html(
        '<article class="kaart"><div class="kaart__boven"><span>{moment} · {gebied}</span></div>\n'
        '<h2 class="kaart__titel"><a href="{url}"><bdi>{waar}</bdi>{aantal}</a></h2>\n'
        "{tekst}\n{lijnen}\n"
        '<p class="zacht klein"><bdi>{wie}</bdi>{thema}{dubbel}</p></article>',
        moment=contact.moment,
        gebied=contact.gebied.naam,
        url=path_of("contact", contact.pk),
        waar=contact.waar,
        aantal=optional(", {}", label_of(Aantal, contact.aantal)),
        tekst=_tekst(contact),
        lijnen=lijnen(lijnen=contact.lijnen),
        wie=contact.door.gebruiker.naam if contact.door else "",
        thema=optional(" · {}", label_of(Thema, contact.thema)),
        dubbel=format_html(" · {}", _("mogelijk dubbel")) if contact.dubbel_van_id else "",
    )


def _tekst(contact: Contactmoment) -> SafeString:
    if contact.tekst:
        return format_html('<p dir="auto">{}</p>', truncatewords(contact.tekst, 40))
    if contact.woorden_weg_op is not None:
        return format_html('<p class="zacht">{}</p>', _("De woorden zijn weggehaald."))
    return format_html('<p class="zacht">{}</p>', _("Er geweest, niets bijzonders."))
