"""Background work of people with access, and reading in areas and figures."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.heartbeat import Heartbeat
from opbouw.lib.jobs.outbox import Claim
from wijken.actions import foto_weg, overzetten, overzetting
from wijken.actions import inlezing as actions
from wijken.actions.inlezing import file_of
from wijken.actions.uitnodiging import purge_ended_invitations
from wijken.actions.vertrokken import empty_left_accounts
from wijken.cbs.inhoud import FileError
from wijken.cijfers.inlezen import read_and_store
from wijken.models import Inlezing, InlezingStap, OverzetStap, Overzetting

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


@shared_task(name="wijken.tasks.zet_over", time_limit=READ_SECONDS)
def zet_over(pk: int) -> None:
    """Read a spreadsheet, bring its rows over or turn that back; whatever its row asks for."""
    claimed = outbox.claim(Overzetting, pk)
    if claimed is None:
        return
    held, row = claimed
    try:
        if row.stap == OverzetStap.NAKIJKEN:
            _read_spreadsheet(held, row)
        elif row.stap == OverzetStap.BEWAREN:
            overzetten.bring_over(held, row)
        else:
            overzetten.take_back(held, row)
    except outbox.ClaimLostError:
        log.info("Spreadsheet %s was thrown away, or another worker has it.", pk)
    except (DamagedValue, FileNotFoundError):
        _give_up(pk, row.job_pogingen, _("Het bestand is niet meer te lezen. Stuur het opnieuw."))
    except Exception as error:  # whatever a file does to a library, the row must record it
        # An error of a database may say what was in a row, so only its kind is kept.
        log.error("Spreadsheet %s failed: %s", pk, type(error).__name__)  # noqa: TRY400  see above
        reden = _("Het lukte niet (%(fout)s).") % {"fout": type(error).__name__}
        _give_up(pk, row.job_pogingen, reden, again=True)


def _read_spreadsheet(held: Claim, row: Overzetting) -> None:
    sent = overzetting.file_of(row)
    with Heartbeat(held) as beat:
        try:
            fields = overzetten.read_file(row, done=lambda number: beat.at(number, 0))
        except FileError as error:
            # Trying again would give the same: this is the answer.
            fields = {"stap": OverzetStap.GEWEIGERD, "reden": str(error)[:300], "bestand": ""}
        finished = outbox.finish(beat.stop(), **fields)
    if finished:
        sent.unlink(missing_ok=True)
    elif fields["bestand"]:
        # Somebody threw the file away meanwhile, or another worker reads it: what we wrote is
        # of no row.
        sent.with_name(fields["bestand"]).unlink(missing_ok=True)


def _give_up(pk: int, attempt: int, reden: str, *, again: bool = False) -> None:
    """Record a failed attempt of which the lease was renewed meanwhile, while it is still ours."""
    row = Overzetting.objects.filter(pk=pk, job_pogingen=attempt).first()
    if row is not None and row.job_lease_tot is not None:
        outbox.fail(Claim(Overzetting, pk, attempt, row.job_lease_tot), reden, again=again)


@shared_task(name="wijken.tasks.purge_overzettingen")
def purge_overzettingen() -> None:
    """Let go of spreadsheets, and of the rows that came back, after a week."""
    overzetting.purge_overzettingen(now=timezone.now())
