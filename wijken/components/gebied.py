"""Areas: on a map and as a list of names; a builtin of the templates."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.web.components.library import Components, draw
from wijken.models import Gebied

register = Components()


@register.component('{% gebiedskaart kaart=None bijschrift="Buurten" koppen=koppen rijen=rijen %}')
def gebiedskaart(
    *,
    kaart: Annotated[SafeString | None, "the map, as SVG"],
    bijschrift: Annotated[str, "of the table"],
    koppen: Sequence[object],
    rijen: Iterable[Sequence[object]],
    bron: str = "",
) -> SafeString:
    """A map beside the table that says the same in words."""
    return draw(
        "wijken/gebied/kaart.html",
        kaart=kaart,
        bijschrift=bijschrift,
        koppen=koppen,
        rijen=rijen,
        bron=bron,
    )


@register.component("{% werkgebied gebieden=gebieden %}")
def werkgebied(*, gebieden: Iterable[Gebied]) -> SafeString:
    """Where somebody works."""
    names = ", ".join(
        _("%(naam)s (bestaat niet meer)") % {"naam": gebied.naam}
        if gebied.vervallen
        else gebied.naam
        for gebied in gebieden
    )
    return format_html('<p class="zacht">{}</p>', names or _("hele werkgebied"))
