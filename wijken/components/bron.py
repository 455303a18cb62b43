"""An asset among others; a builtin of the templates."""

from typing import Annotated

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.components.elements import staat
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.tags.typed_text import paragraphs
from wijken.components.rij import Rij, dag_kort, kaart_of_rij
from wijken.models import Bron, BronSoort, Thema

register = Components()


@register.component("{% bronkaart bron=bron %}")
def bronkaart(
    *,
    bron: Bron,
    rij: Annotated[bool, "at a desk it is one line, which opens (`css/rijen.css`)"] = False,
) -> SafeString:
    """One asset in a list; it fades when nobody looked for a year, and says so."""
    gezien = _("nagekeken op %(dag)s") % {"dag": day(bron.bevestigd_op)}
    dubbel = format_html(" · {}", _("mogelijk dubbel")) if bron.dubbel_van_id else ""
    thema = optional(" · {}", label_of(Thema, bron.thema))
    soort, staat_nu = label_of(BronSoort, bron.soort), bronstaat(bron=bron)
    waar = format_html('<span class="kaart__lang">{} · {}</span>', soort, bron.gebied.naam)
    said = truncatewords(bron.omschrijving, 30)
    return kaart_of_rij(
        vaag=bron.verouderd or bron.weg_op is not None,
        boven=waar + staat_nu,
        url=path_of("bron", bron.pk),
        titel=bron.naam,
        tekst=optional('<p class="kaart__tekst" dir="auto">{}</p>', said),
        onder=format_html("{}{}{}", gezien, thema, dubbel),
        rij=Rij(
            kort=dag_kort(bron.bevestigd_op),
            naam=bron.naam,
            naast=_naast(bron) or soort,
            uit=format_html(
                '<p class="zacht">{} · {} · {}{}{}</p>\n{}',
                soort,
                bron.gebied.naam,
                gezien,
                thema,
                dubbel,
                paragraphs(bron.omschrijving),
            ),
        )
        if rij
        else None,
    )


@register.component("{% bronstaat bron=bron %}")
def bronstaat(*, bron: Bron) -> SafeString:
    """Whether an asset is in the archive, or nobody looked for long; else nothing."""
    if bron.weg_op is not None:
        return staat(staat=_("in het archief"), toon="gestopt")
    return staat(staat=bron.sinds_wanneer, toon="schuld") if bron.verouderd else SafeString()


def _naast(bron: Bron) -> SafeString:
    # The date of its last look is in the same row.
    if bron.weg_op is not None:
        return bronstaat(bron=bron)
    return staat(staat=_("nakijken"), toon="schuld") if bron.verouderd else SafeString()
