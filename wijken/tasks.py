"""Background work of people with access."""

from celery import shared_task
from django.utils import timezone

from wijken.actions.uitnodiging import purge_ended_invitations


@shared_task(name="wijken.tasks.purge_uitnodigingen")
def purge_uitnodigingen() -> None:
    """Delete ended invitations with the name and address in them."""
    purge_ended_invitations(now=timezone.now())
