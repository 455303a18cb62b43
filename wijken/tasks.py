"""Background work of people with access, and reading in areas and figures."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.heartbeat import Heartbeat
from opbouw.lib.jobs.outbox import Claim
from wijken.actions import foto_weg
from wijken.actions import inlezing as actions
from wijken.actions.inlezing import file_of
from wijken.actions.uitnodiging import purge_ended_invitations
from wijken.actions.vertrokken import empty_left_accounts
from wijken.cbs.inhoud import FileError
from wijken.cijfers.inlezen import read_and_store
from wijken.models import Inlezing, InlezingStap

log = logging.getLogger(__name__)

# The map of the country takes some minutes; the lease is renewed meanwhile.
READ_SECONDS = 3600


@shared_task(name="wijken.tasks.purge_uitnodigingen")
def purge_uitnodigingen() -> None:
    """Delete ended invitations with the name and address in them."""
    purge_ended_invitations(now=timezone.now())


@shared_task(name="wijken.tasks.empty_accounts")
def empty_accounts() -> None:
    """Empty the accounts of people who left a month ago."""
    empty_left_accounts(now=timezone.now())


@shared_task(name="wijken.tasks.lees_in", time_limit=READ_SECONDS)
def lees_in(pk: int) -> None:
    """Look at a file, or store what was confirmed; a killed one is taken up by another worker."""
    claimed = outbox.claim(Inlezing, pk)
    if claimed is None:
        return
    held, inlezing = claimed
    with Heartbeat(held) as beat:
        try:
            if inlezing.stap == InlezingStap.BEWAREN:
                _store(inlezing, beat)
            else:
                _preview(inlezing, beat)
        except FileError as error:
            # Trying again would give the same: this is the answer.
            _refuse(inlezing, beat.stop(), str(error))
        except LostError:
            log.info("File %s was thrown away, or another worker has it.", pk)
        except Exception as error:  # whatever a file does to a library, the row must record it
            log.exception("Reading file %s failed.", pk)
            reden = _("Het inlezen lukte niet (%(fout)s).") % {"fout": type(error).__name__}
            outbox.fail(beat.stop(), reden)


class LostError(Exception):
    """The job is not ours any more, so nothing of it may stay."""


def _preview(inlezing: Inlezing, beat: Heartbeat) -> None:
    store = read_and_store(inlezing, file_of(inlezing), reading=beat.at, storing=beat.at)
    with transaction.atomic():
        verslag = store()
        transaction.set_rollback(True)
    fields = {"stap": InlezingStap.WACHT, "voorbeeld": verslag.as_json()}
    outbox.finish(beat.stop(), **fields)


def _store(inlezing: Inlezing, beat: Heartbeat) -> None:
    store = read_and_store(inlezing, file_of(inlezing), reading=beat.at, storing=beat.at)
    with transaction.atomic():
        verslag = store()
        fields = {"stap": InlezingStap.KLAAR, "uitkomst": verslag.as_json(), "bestand": ""}
        if not outbox.finish(beat.stop(), **fields):
            raise LostError
    file_of(inlezing).unlink(missing_ok=True)


def _refuse(inlezing: Inlezing, held: Claim, sentence: str) -> None:
    fields = {"stap": InlezingStap.GEWEIGERD, "uitkomst": {"fout": sentence}, "bestand": ""}
    if outbox.finish(held, **fields):
        file_of(inlezing).unlink(missing_ok=True)


@shared_task(name="wijken.tasks.purge_inlezingen")
def purge_inlezingen() -> None:
    """Remove files that nobody decided about for a day."""
    actions.purge_inlezingen(now=timezone.now())


@shared_task(name="wijken.tasks.purge_fotos")
def purge_fotos() -> None:
    """Remove photos of a day old that belong to no contact."""
    removed = foto_weg.purge_fotos(before=timezone.now() - timedelta(days=1))
    if removed:
        log.info("Removed %s photos that belong to no contact.", removed)
