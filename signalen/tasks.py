"""Background work of notes and accounts: making their PDFs."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.jobs import outbox
from signalen.actions.verantwoording import (
    purge_account_files,
    remove_account_files,
    store_account,
)
from signalen.actions.versie import purge_files, remove_files, store_pdf
from signalen.inhoud import InhoudError
from signalen.models import BUITEN, NotitieVersie, VerantwoordingPdf

log = logging.getLogger(__name__)

DAMAGED_CONTENT_MESSAGE = gettext_lazy(
    "De inhoud van deze versie is beschadigd. Heropen de notitie en stel die opnieuw vast."
)
DAMAGED_AND_SENT_MESSAGE = gettext_lazy(
    "De inhoud van deze versie is beschadigd. De notitie is al verzonden en verandert niet meer. "
    "Vraag je beheerder om een reservekopie."
)
FILE_NOT_STORED_MESSAGE = gettext_lazy(
    "Het bestand kon niet worden bewaard. Is er nog ruimte op de schijf?"
)


@shared_task(name="signalen.tasks.make_pdf")
def make_pdf(pk: int) -> None:
    """Make the PDF of one version; a second delivery of the same message does nothing."""
    claimed = outbox.claim(NotitieVersie, pk)
    if claimed is None:
        return
    held, versie = claimed
    try:
        name, sha256 = store_pdf(versie=versie)
    except InhoudError:
        log.exception("The content of version %s cannot be read.", pk)
        sent = versie.notitie.staat in BUITEN
        outbox.fail(held, str(DAMAGED_AND_SENT_MESSAGE if sent else DAMAGED_CONTENT_MESSAGE))
    except OSError as error:
        log.warning("PDF of version %s was not written: %s", pk, type(error).__name__)
        outbox.fail(held, str(FILE_NOT_STORED_MESSAGE))
    except Exception as error:  # whatever a text does to the engine, the row must record it
        log.exception("PDF of version %s failed.", pk)
        outbox.fail(held, _("Het opmaken lukte niet (%(fout)s).") % {"fout": type(error).__name__})
    else:
        done = outbox.finish(held, bestand=name, sha256=sha256)
        if done:
            remove_files(versie, but=name)  # half-written by an attempt that was killed
        elif NotitieVersie.objects.filter(pk=pk).exclude(inhoud=versie.inhoud).exists():
            remove_files(versie)  # a story in it was withdrawn meanwhile


@shared_task(name="signalen.tasks.make_account")
def make_account(pk: int) -> None:
    """Make the PDF of one account; a second delivery of the same message does nothing."""
    claimed = outbox.claim(VerantwoordingPdf, pk)
    if claimed is None:
        return
    held, row = claimed
    try:
        name = store_account(row)
    except OSError as error:
        log.warning("PDF of account %s was not written: %s", pk, type(error).__name__)
        outbox.fail(held, str(FILE_NOT_STORED_MESSAGE))
    except Exception as error:  # whatever a text does to the engine, the row must record it
        log.exception("PDF of account %s failed.", pk)
        outbox.fail(held, _("Het opmaken lukte niet (%(fout)s).") % {"fout": type(error).__name__})
    else:
        if outbox.finish(held, bestand=name):
            remove_account_files(row, but=name)  # half-written by an attempt that was killed
        elif not VerantwoordingPdf.objects.filter(pk=pk).exists():
            remove_account_files(row)  # a story in it was withdrawn meanwhile


@shared_task(name="signalen.tasks.purge_pdfs")
def purge_pdfs() -> None:
    """Remove files that no row names, a day after they were written."""
    before = timezone.now() - timedelta(days=1)
    removed = purge_files(before=before) + purge_account_files(before=before)
    if removed:
        log.info("%s files of versions and accounts that no row names were removed.", removed)
