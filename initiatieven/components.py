"""An initiative among others; a builtin of the templates."""

from typing import Annotated

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
from opbouw.lib.web.tags.typed_text import paragraphs
from wijken.components.lijn import lijnen
from wijken.components.rij import Rij, dag_kort, kaart_of_rij

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
def initiatiefkaart(
    *,
    initiatief: Initiatief,
    rij: Annotated[bool, "at a desk it is one line, which opens (`css/rijen.css`)"] = False,
) -> SafeString:
    """One initiative in a list."""
    wacht = optional("<b>{}</b>", _wacht(initiatief))
    kort = optional('<p class="kaart__tekst" dir="auto">{}</p>', truncatewords(initiatief.plan, 30))
    onder = format_html(
        "{}{}{}",
        initiatief.kenmerk,
        _begeleider(initiatief),
        format_html(" · {}", _("mogelijk dubbel")) if initiatief.dubbel_van_id else "",
    )
    nu = initiatiefstaat(initiatief=initiatief)
    waar = format_html(
        '<span class="kaart__lang">{} · {}</span>',
        day(initiatief.ingediend_op),
        initiatief.gebied.naam,
    )
    return kaart_of_rij(
        boven=waar + nu,
        url=path_of("initiatief", initiatief.pk),
        titel=initiatief.titel,
        tekst=kort,
        lijnen=lijnen(lijnen=initiatief.lijnen),
        onder=onder + optional("<p>{}</p>", wacht),
        niveau=3,
        rij=Rij(
            kort=dag_kort(initiatief.ingediend_op, reduced=initiatief.woorden_weg_op is not None),
            naam=initiatief.titel,
            naast=wacht or nu,
            uit=format_html(
                '<p class="zacht">{}{}</p>\n{}\n{}\n<p class="zacht">{}</p>',
                initiatief.gebied.naam,
                # What somebody waits for has the place of the state.
                optional(" · {}", nu) if wacht else "",
                optional("<p>{}</p>", wacht),
                paragraphs(initiatief.plan),
                onder,
            ),
        )
        if rij
        else None,
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
