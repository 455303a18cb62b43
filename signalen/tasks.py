"""Background work of notes: making the PDF of a settled version."""

import logging

from celery import shared_task

from opbouw.lib import outbox
from signalen.actions.versie import remove_file, store_pdf
from signalen.inhoud import InhoudError
from signalen.models import NotitieVersie

log = logging.getLogger(__name__)

DAMAGED = "De inhoud van deze versie is beschadigd. Heropen de notitie en stel haar opnieuw vast."
NOT_WRITTEN = "Het bestand kon niet worden bewaard. Is er nog ruimte op de schijf?"


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
        outbox.fail(held, DAMAGED)
    except OSError as error:
        log.warning("PDF of version %s was not written: %s", pk, type(error).__name__)
        outbox.fail(held, NOT_WRITTEN)
    except Exception as error:  # whatever a text does to the engine, the row must say so
        log.exception("PDF of version %s failed.", pk)
        outbox.fail(held, f"Het opmaken lukte niet ({type(error).__name__}).")
    else:
        done = outbox.finish(held, bestand=name, sha256=sha256)
        if not done and NotitieVersie.objects.filter(pk=pk).exclude(inhoud=versie.inhoud).exists():
            remove_file(name)  # a story in it was taken back meanwhile
