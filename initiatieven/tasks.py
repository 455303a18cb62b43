"""Background work of initiatives."""

from celery import shared_task
from django.utils import timezone

from initiatieven.actions.indiener import purge_expired_indieners


@shared_task(name="initiatieven.tasks.purge_indieners")
def purge_indieners() -> None:
    """Forget the details of residents whose term has passed."""
    purge_expired_indieners(timezone.localdate())
