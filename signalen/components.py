"""What was heard, asked and answered; a builtin of the templates."""

from typing import Annotated

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.web.components.library import Components, draw
from signalen.models import Agendanotitie, Antwoord, Vraag
from wijken.components.kaart import stem
from wijken.models import Aantal, Contactmoment

register = Components()


@register.component("{% gehoord contact=contact %}")
def gehoord(*, contact: Contactmoment) -> SafeString:
    """One contact in which a signal was heard."""
    return stem(
        tekst=contact.tekst or _("Er geweest, niets bijzonders."),
        aanhaling=False,
        wie=contact.waar,
        hoeveel=label_of(Aantal, contact.aantal),
        dag=date_format(timezone.localtime(contact.op), "j F Y"),
        dag_url=reverse("contact", args=[contact.pk]),
    )


@register.component("{% vraagkaart vraag=vraag notitie=notitie %}")
def vraagkaart(
    *,
    vraag: Vraag,
    notitie: Agendanotitie,
    mag_antwoorden: bool = False,
    hoofd: Annotated[Vraag | None, "the question whose button is the main one"] = None,
) -> SafeString:
    """One question of a note with its answer."""
    return draw(
        "signalen/antwoord/vraag.html",
        vraag=vraag,
        notitie=notitie,
        mag_antwoorden=mag_antwoorden,
        hoofd=hoofd,
    )


@register.component("{% uitkomst antwoord=vraag.antwoord %}")
def uitkomst(*, antwoord: Antwoord) -> SafeString:
    """What the municipality decided on one question, and why."""
    return draw("signalen/antwoord/uitkomst.html", antwoord=antwoord)
