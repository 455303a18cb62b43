"""An initiative among others; a builtin of the templates."""

from django.template.defaultfilters import truncatewords
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatieven.models import Initiatief, InitiatiefStaat
from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.components.elements import StaatToon, staat
from opbouw.lib.web.components.library import Components, optional
from opbouw.lib.web.paths import path_of
from wijken.components.lijn import lijnen

register = Components()

_TONEN: dict[str, StaatToon] = {
    InitiatiefStaat.INGEDIEND: "schuld",
    InitiatiefStaat.LOOPT: "loopt",
    InitiatiefStaat.GELUKT: "klaar",
}


@register.component("{% initiatiefstaat initiatief=initiatief %}")
def initiatiefstaat(*, initiatief: Initiatief) -> SafeString:
    """The state of an initiative as a badge."""
    otherwise: StaatToon = "gestopt" if initiatief.ended else "open"
    toon = _TONEN.get(initiatief.staat, otherwise)
    return staat(staat=label_of(InitiatiefStaat, initiatief.staat), toon=toon)


@register.component("{% initiatiefkaart initiatief=initiatief %}")
def initiatiefkaart(*, initiatief: Initiatief) -> SafeString:
    """One initiative in a list."""
    return format_html(
        '<article class="kaart">'
        '<div class="kaart__boven"><span>{dag} · {gebied}</span>{staat}</div>\n'
        '<h3 class="kaart__titel" dir="auto"><a href="{url}">{titel}</a></h3>\n'
        '<p dir="auto">{plan}</p>\n{lijnen}\n'
        '<p class="zacht klein">{kenmerk}{wie}{dubbel}</p>\n{wacht}</article>',
        dag=day(initiatief.ingediend_op),
        gebied=initiatief.gebied.naam,
        staat=initiatiefstaat(initiatief=initiatief),
        url=path_of("initiatief", initiatief.pk),
        titel=initiatief.titel,
        plan=truncatewords(initiatief.plan, 30),
        lijnen=lijnen(lijnen=initiatief.lijnen),
        kenmerk=initiatief.kenmerk,
        wie=_begeleider(initiatief),
        dubbel=format_html(" · {}", _("mogelijk dubbel")) if initiatief.dubbel_van_id else "",
        wacht=optional("<p><b>{}</b></p>", _wacht(initiatief)),
    )


def _begeleider(initiatief: Initiatief) -> SafeString:
    if initiatief.begeleider is None:
        return SafeString()
    naam = format_html("<bdi>{}</bdi>", initiatief.begeleider.gebruiker.naam)
    return format_html(" · {}", format_html(_("{naam} loopt mee"), naam=naam))


def _wacht(initiatief: Initiatief) -> str:
    """Say who waits for what, and for how long; nothing when nobody does."""
    dagen = initiatief.wacht_dagen or 0
    if initiatief.ongelezen:
        if not dagen:
            return _("De bewoner schreef vandaag terug")
        return ngettext(
            "De bewoner schreef terug, al %(dagen)d dag",
            "De bewoner schreef terug, al %(dagen)d dagen",
            dagen,
        ) % {"dagen": dagen}
    if initiatief.staat == InitiatiefStaat.INGEDIEND:
        if not dagen:
            return _("Vandaag binnengekomen")
        return ngettext(
            "Wacht %(dagen)d dag op een antwoord", "Wacht %(dagen)d dagen op een antwoord", dagen
        ) % {"dagen": dagen}
    if initiatief.owes_feedback:
        if not dagen:
            return _("Nog te vertellen")
        return ngettext(
            "Nog te vertellen, al %(dagen)d dag", "Nog te vertellen, al %(dagen)d dagen", dagen
        ) % {"dagen": dagen}
    return ""
