"""Background work of initiatives."""

from celery import shared_task
from django.utils import timezone

from initiatieven.actions.indiener import purge_expired_indieners
from initiatieven.actions.weggelegd import wipe_put_away


@shared_task(name="initiatieven.tasks.purge_indieners")
def purge_indieners() -> None:
    """Delete contact details of residents that have expired."""
    purge_expired_indieners(timezone.localdate())


@shared_task(name="initiatieven.tasks.wipe_weggelegd")
def wipe_weggelegd() -> None:
    """Wipe what was put away a month ago or longer."""
    wipe_put_away(now=timezone.now())
