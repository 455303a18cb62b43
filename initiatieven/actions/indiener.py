"""How to reach whoever brought an initiative: kept apart, looked at on purpose, and forgotten."""

import logging
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.models import Indiener, Initiatief
from initiatieven.queries.volglink import link_of
from opbouw.lib.encrypted import DamagedValue, lookup_hash
from opbouw.lib.jobs.mail import forget_mail, queue_mail
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.transitions import Refused
from wijken.models import TERMIJNEN, Lidmaatschap, Onderwerp
from wijken.queries.bewaren import years_from

log = logging.getLogger(__name__)

MOST_YEARS = TERMIJNEN[Onderwerp.CONTACTGEGEVENS].most


@dataclass(frozen=True)
class Bereikbaar:
    """What somebody gave to be reached by; all of it may be empty."""

    naam: str = ""
    email: str = ""
    telefoon: str = ""
    van_ouder: bool = False

    @property
    def given(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.naam or self.email or self.telefoon)

    @property
    def fingerprint(self) -> str:
        """Return a keyed hash: a plain hash of a telephone number is guessed in seconds."""
        if not self.given:
            return ""
        return lookup_hash("\n".join([self.naam, self.email, self.telefoon, str(self.van_ouder)]))


def keep_until(today: date) -> date:
    """Return the day until which details are kept at most after a contact on this day."""
    return years_from(today, MOST_YEARS)


def keep_details(initiatief: Initiatief, bereikbaar: Bereikbaar) -> Indiener | None:
    """Store how to reach somebody, encrypted and with an expiry date; None without details."""
    if not bereikbaar.given:
        return None
    return Indiener.objects.create(
        initiatief=initiatief,
        organisatie_id=initiatief.organisatie_id,
        naam=bereikbaar.naam,
        email=bereikbaar.email,
        telefoon=bereikbaar.telefoon,
        van_ouder=bereikbaar.van_ouder,
        bewaren_tot=keep_until(timezone.localdate()),
    )


def tell_received(initiatief: Initiatief) -> None:
    """Mail the reference and the secret link, if there is an address."""
    _send(
        initiatief,
        template="initiatief_ontvangen",
        onderwerp=_("%(organisatie)s heeft je idee ontvangen (%(kenmerk)s)")
        % {"organisatie": initiatief.organisatie.naam, "kenmerk": initiatief.kenmerk},
    )


def tell_news(initiatief: Initiatief) -> None:
    """Mail that there is something to read, if there is an address, and keep that address longer.

    The news itself is on the page only: a mailbox is often shared.
    """
    Indiener.objects.filter(initiatief=initiatief).update(
        bewaren_tot=keep_until(timezone.localdate())
    )
    _send(
        initiatief,
        template="initiatief_nieuws",
        onderwerp=_("Er is nieuws over je idee (%(kenmerk)s)") % {"kenmerk": initiatief.kenmerk},
    )


def _send(initiatief: Initiatief, *, template: str, onderwerp: str) -> None:
    try:
        indiener = Indiener.objects.filter(initiatief=initiatief).first()
    except DamagedValue:
        # The answer still reaches the status page; restoring the key fixes the rest.
        log.warning("The contact details of initiative %s cannot be read.", initiatief.pk)
        return
    if indiener is None or not indiener.email:
        return
    context = {
        "organisatie": initiatief.organisatie.naam,
        "bereikbaar": initiatief.organisatie.bereikbaar,
        "kenmerk": initiatief.kenmerk,
        "knop_url": link_of(initiatief) or "",
        "knop_tekst": _("Bekijk je volgpagina"),
        "waarom": _("Je krijgt deze mail omdat dit adres is ingevuld bij een idee voor de buurt."),
    }
    queue_mail(template, aan=indiener.email, onderwerp=onderwerp, context=context, over=initiatief)


@transaction.atomic
def look_up_details(*, initiatief: Initiatief, by: Lidmaatschap) -> Indiener | None:
    """Return how to reach the resident and record that somebody looked.

    Raises Refused when the stored details cannot be decrypted.
    """
    record("contactgegevens_bekeken", initiatief, by=by)
    own = Indiener.objects.visible_to(by).filter(initiatief=initiatief)
    try:
        return own.first()
    except DamagedValue as error:
        raise Refused(
            _("Deze gegevens zijn nu niet te lezen. Vraag je beheerder om hulp.")
        ) from error


@transaction.atomic
def forget_details(*, initiatief: Initiatief, by: Lidmaatschap | None) -> bool:
    """Delete how to reach somebody and the mails to them that wait; False when nothing was kept.

    Without `by` the holder of the secret link did it.
    """
    kept = Indiener.objects.filter(initiatief=initiatief)
    if not kept.defer("naam", "email", "telefoon").select_for_update().exists():
        return False
    forget_waiting_mail(initiatief)
    kept.delete()
    record("contactgegevens_weggehaald", initiatief, by=by)
    return True


def forget_waiting_mail(initiatief: Initiatief) -> None:
    """Empty the mails about this initiative that were not sent yet."""
    try:
        kept = Indiener.objects.filter(initiatief=initiatief)
        email = kept.values_list("email", flat=True).first()
    except DamagedValue:
        # Nothing can be sent to an address that nobody can read, nor found by it.
        return
    if email:
        forget_mail(aan=email, about=initiatief.kenmerk)
