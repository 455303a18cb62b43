"""Background work of initiatives."""

from celery import shared_task
from django.utils import timezone

from initiatieven.actions.indiener import purge_expired_indieners


@shared_task(name="initiatieven.tasks.purge_indieners")
def purge_indieners() -> None:
    """Delete contact details of residents that have expired."""
    purge_expired_indieners(timezone.localdate())
