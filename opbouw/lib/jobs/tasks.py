"""Background work of the ground: mail, the sweeper, and cleaning up."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.contrib.sessions.backends import db
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.mail import deliver, purge_mail
from opbouw.lib.jobs.smtp import ProbablySentError
from opbouw.lib.models import Mail
from opbouw.lib.sheets.xlsx_file import purge_drafts
from opbouw.lib.web import limits
from opbouw.lib.web.cache import purge_cache

log = logging.getLogger(__name__)


@shared_task(name="opbouw.lib.tasks.send_mail", time_limit=settings.MAIL_TIME_LIMIT)
def send_mail(pk: int) -> None:
    """Send one mail and blank what it said."""
    claimed = outbox.claim(Mail, pk)
    if claimed is None:
        return
    held, mail = claimed

    def handed_over() -> None:
        nonlocal held
        longer = outbox.pass_point_of_no_return(held, seconds=settings.MAIL_LEASE_SECONDS)
        if longer is None:
            raise outbox.ClaimLostError
        held = longer

    try:
        deliver(mail, handed_over)
    except outbox.ClaimLostError:
        log.warning("Mail %s was left to another worker.", pk)
        return
    except ProbablySentError:
        log.warning("Mail %s was probably sent: the server did not answer.", pk)
        outbox.doubt(held, str(outbox.DOUBT_REASON))
        return
    except Exception as error:  # a malformed address must not leave the row claimed
        # The error's own text may hold the address, so only its kind is kept.
        log.warning("Mail %s failed: %s", pk, type(error).__name__)
        reden = _("De mailserver nam het bericht niet aan (%(fout)s).")
        outbox.fail(held, reden % {"fout": type(error).__name__})
        return
    outbox.finish(held, aan="", onderwerp="", tekst="", html="")


@shared_task(name="opbouw.lib.tasks.sweep")
def sweep() -> None:
    """Send lost jobs again and give up on those that failed three times."""
    counts = outbox.sweep()
    if any(counts.values()):
        log.info("Sweeper: %(sent)s sent again, %(given_up)s given up.", counts)


@shared_task(name="opbouw.lib.tasks.purge")
def purge() -> None:
    """Remove what has expired: counters, old mail, drafts of files, the cache, sessions."""
    limits.purge()
    purge_mail()
    purge_cache()
    purge_drafts(before=timezone.now() - timedelta(days=1))
    call_command("clearsessions")
    # Those of before the table of our own (decision 0088).
    db.SessionStore.clear_expired()
