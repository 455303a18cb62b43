"""Background work of people with access."""

from celery import shared_task
from django.utils import timezone

from wijken.actions.uitnodiging import purge_ended_invitations
from wijken.actions.vertrokken import empty_left_accounts


@shared_task(name="wijken.tasks.purge_uitnodigingen")
def purge_uitnodigingen() -> None:
    """Delete ended invitations with the name and address in them."""
    purge_ended_invitations(now=timezone.now())


@shared_task(name="wijken.tasks.empty_accounts")
def empty_accounts() -> None:
    """Empty the accounts of people who left a month ago."""
    empty_left_accounts(now=timezone.now())
