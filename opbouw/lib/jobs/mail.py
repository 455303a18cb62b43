"""Asking for a mail: a row in the transaction of the action, sent by a worker afterwards."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.jobs import outbox
from opbouw.lib.models import JobStaat, Mail

KEPT_DAYS = 30


def queue_mail(template: str, *, aan: str, onderwerp: str, context: Mapping[str, Any]) -> Mail:
    """Write the mail `templates/mail/<template>.txt` and `.html` to the outbox.

    The subject is one line; whatever a person typed into it cannot add a header.
    """
    everything = {**context, "base_url": settings.BASE_URL, "onderwerp": onderwerp}
    if (path := str(everything.get("knop_url", ""))).startswith("/"):
        # A mail has no base URL, so its links are absolute.
        everything["knop_url"] = f"{settings.BASE_URL}{path}"
    mail = Mail.objects.create(
        aan=aan,
        onderwerp=" ".join(onderwerp.split()),
        tekst=render_to_string(f"mail/{template}.txt", everything),
        html=render_to_string(f"mail/{template}.html", everything),
    )
    outbox.request(mail)
    return mail


def purge_mail() -> int:
    """Delete mails that were sent or given up more than a month ago; returns how many."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    ended = [JobStaat.KLAAR, JobStaat.MISLUKT]
    rows = Mail.objects.filter(job_aangevraagd_op__lt=old, job_staat__in=ended)
    return rows.delete()[0]


def forget_mail(*, aan: str, about: str = "") -> int:
    """Empty the mails to an address that were not sent, about this word alone when it is given.

    One that is being sent at this moment may still arrive. Returns how many were emptied.
    """
    forgotten = 0
    for pk in Mail.objects.exclude(job_staat=JobStaat.KLAAR).values_list("pk", flat=True):
        mail = _readable(pk)
        if mail is None or mail.aan.casefold() != aan.casefold():
            continue
        if about not in f"{mail.onderwerp}\n{mail.tekst}":
            continue
        mail.aan = mail.onderwerp = mail.tekst = mail.html = ""
        mail.job_staat, mail.job_lease_tot = JobStaat.MISLUKT, None
        mail.job_reden = _("Op verzoek weggehaald")
        mail.save()
        forgotten += 1
    return forgotten


def _readable(pk: int) -> Mail | None:
    try:
        return Mail.objects.select_for_update().filter(pk=pk).first()
    except DamagedValue:
        return None


def deliver(mail: Mail) -> None:
    """Hand the message to the mail server; raises what the mail backend raises."""
    message = EmailMultiAlternatives(subject=mail.onderwerp, body=mail.tekst, to=[mail.aan])
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
