"""Asking for a mail: a row in the transaction of the action, sent by a worker afterwards."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.jobs import headers, outbox
from opbouw.lib.jobs.smtp import Message
from opbouw.lib.models import JobStaat, Mail

KEPT_DAYS = 30


def queue_mail(
    template: str,
    *,
    aan: str,
    onderwerp: str,
    context: Mapping[str, Any],
    over: Model | None = None,
) -> Mail:
    """Write the mail `templates/mail/<template>.txt` and `.html` to the outbox.

    The subject is one line; whatever a person typed into it cannot add a header. `over` is the
    record whose page tells when it could not be sent.
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
        message_id=headers.message_id(uuid.uuid4()),
        over=_about(over) if over is not None else "",
    )
    outbox.request(mail)
    return mail


def purge_mail() -> int:
    """Delete mails that were sent or given up more than a month ago; returns how many."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    ended = [JobStaat.KLAAR, JobStaat.MISLUKT, JobStaat.ONZEKER]
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
        # Nobody waits for it any more, on whatever page.
        mail.aan = mail.onderwerp = mail.tekst = mail.html = mail.over = ""
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


@dataclass(frozen=True)
class Unsettled:
    """How many mails about one record failed, and how many were probably sent."""

    mislukt: int
    onzeker: int

    def __bool__(self) -> bool:
        return bool(self.mislukt or self.onzeker)


def unsettled_mail(record: Model) -> Unsettled:
    """Count the mails about this record of which nobody knows that they arrived."""
    return unsettled_mails([record])[record.pk]


def unsettled_mails(records: Iterable[Model]) -> dict[int, Unsettled]:
    """Count them for each of these records, in one statement; returns them by their key."""
    about = {_about(record): record.pk for record in records}
    found = _unsettled(*about).values_list("over", "job_staat") if about else ()
    states = Counter(found)
    return {
        pk: Unsettled(states[over, JobStaat.MISLUKT], states[over, JobStaat.ONZEKER])
        for over, pk in about.items()
    }


def send_again(record: Model) -> int:
    """Ask once more for the mails about this record that failed or are in doubt; how many."""
    return sum(outbox.retry(mail) for mail in _unsettled(_about(record)).only("pk"))


def _unsettled(*about: str) -> QuerySet[Mail]:
    states = [JobStaat.MISLUKT, JobStaat.ONZEKER]
    return Mail.objects.filter(over__in=about, job_staat__in=states)


def _about(record: Model) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def _of_before(mail: Mail) -> str:
    # Rows of before they had one of their own: the same at each attempt as well.
    return headers.message_id(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.BASE_URL}/mail/{mail.pk}"))


def deliver(mail: Mail, before_end: Callable[[], None] | None = None) -> None:
    """Hand the message to the mail server; raises what the mail backend raises.

    `before_end` is called when all but the end of it was handed over, where the backend can tell.
    """
    message = Message(
        subject=mail.onderwerp,
        body=mail.tekst,
        to=[mail.aan],
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": mail.message_id or _of_before(mail),
        },
    )
    message.before_end = before_end
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
