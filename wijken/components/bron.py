"""An asset among others; a builtin of the templates."""

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.components.elements import staat
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from wijken.models import Bron, BronSoort, Thema

register = Components()


@register.component("{% bronkaart bron=bron %}")
def bronkaart(*, bron: Bron) -> SafeString:
    """One asset in a list; it fades when nobody looked for a year, and says so."""
    return format_html(
        '<article class="kaart{vaag}"><div class="kaart__boven"><span>{soort} · {gebied}</span>'
        "{staat}</div>\n"
        '<h2 class="kaart__titel" dir="auto"><a href="{url}">{naam}</a></h2>\n'
        "{omschrijving}\n"
        '<p class="zacht klein">{gezien}{thema}{dubbel}</p></article>',
        vaag=" kaart--vaag" if bron.verouderd or bron.weg_op else "",
        soort=label_of(BronSoort, bron.soort),
        gebied=bron.gebied.naam,
        staat=bronstaat(bron=bron),
        url=path_of("bron", bron.pk),
        naam=bron.naam,
        omschrijving=optional('<p dir="auto">{}</p>', truncatewords(bron.omschrijving, 30)),
        gezien=_("nagekeken op %(dag)s") % {"dag": day(bron.bevestigd_op)},
        thema=optional(" · {}", label_of(Thema, bron.thema)),
        dubbel=format_html(" · {}", _("mogelijk dubbel")) if bron.dubbel_van_id else "",
    )


@register.component("{% bronstaat bron=bron %}")
def bronstaat(*, bron: Bron) -> SafeString:
    """Whether an asset is in the archive, or nobody looked for long; else nothing."""
    if bron.weg_op is not None:
        return staat(staat=_("in het archief"), toon="gestopt")
    return staat(staat=bron.sinds_wanneer, toon="schuld") if bron.verouderd else SafeString()
