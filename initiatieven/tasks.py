"""Background work of initiatives."""

from celery import shared_task
from django.utils import timezone

from initiatieven.actions.weggelegd import wipe_put_away


@shared_task(name="initiatieven.tasks.wipe_weggelegd")
def wipe_weggelegd() -> None:
    """Wipe what was put away a month ago or longer."""
    wipe_put_away(now=timezone.now())
