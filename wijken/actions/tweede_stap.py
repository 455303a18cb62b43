"""Help for somebody who lost every second step: the account starts anew from its mailbox."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.transitions import Refused
from wijken.actions.account import record_account
from wijken.actions.lid import lock_manageable
from wijken.actions.sessie import remove_sessions
from wijken.models import Gebruiker, Lidmaatschap
from wijken.queries.tweede_stap import has_second_step, opens_more


@transaction.atomic
def start_member_anew(*, lid: Lidmaatschap, by: Lidmaatschap) -> None:
    """Let a colleague set up a new second step; refused where the account opens more than this."""
    lid = lock_manageable(lid, by=by)
    if said := why_not_anew(lid):
        raise Refused(said)
    ended = _start_anew(lid.gebruiker)
    record("tweede_stap_geleegd", lid, by=by, naar=str(ended))


def why_not_anew(lid: Lidmaatschap) -> str:
    """Return why a manager cannot let this colleague start anew; nothing when they can."""
    if not lid.actief or opens_more(lid):
        return _("Hierbij kan alleen helpen wie Opbouw voor jullie beheert. Vraag het daar.")
    return "" if has_second_step(lid.gebruiker) else _("Deze collega heeft geen tweede stap.")


@transaction.atomic
def start_account_anew(*, gebruiker: Gebruiker) -> int:
    """Do the same for any account, from the machine itself; returns how many sessions ended."""
    ended = _start_anew(gebruiker)
    record_account("tweede_stap_geleegd", gebruiker, by=None, naar=str(ended))
    return ended


def _start_anew(gebruiker: Gebruiker) -> int:
    # The password goes too: a thief who has it must not be the first to set up a factor. What is
    # left is the mailbox, which no manager of the team can read.
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    Authenticator.objects.filter(user=gebruiker).delete()
    gebruiker.set_unusable_password()
    gebruiker.save(update_fields=["password"])
    queue_mail(
        "account",
        aan=gebruiker.email,
        onderwerp=_("Je tweede stap is leeggemaakt"),
        context={
            "kop": _("Je tweede stap is leeggemaakt"),
            "alineas": (
                _("Je tweede stap en je wachtwoord werken niet meer. Je bent overal uitgelogd."),
                _("Log in met een code in je mail. Zet daarna een nieuwe tweede stap aan."),
                _("Heb je hier niet om gevraagd? Vertel het dan meteen aan wie je team beheert."),
            ),
            "code": "",
            "knop_url": settings.BASE_URL + reverse("account_request_login_code"),
            "knop_tekst": _("Log in met een code"),
            "waarom": _("Je krijgt deze mail omdat je account opnieuw is begonnen."),
        },
    )
    return remove_sessions(of=gebruiker)
