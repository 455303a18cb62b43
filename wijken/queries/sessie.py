"""Where somebody is logged in."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from wijken.models import Gebruiker, Sessie


def sessions_of(gebruiker: Gebruiker) -> QuerySet[Sessie]:
    """Return the live sessions of this account, the one seen last first."""
    now = timezone.now()
    return (
        Sessie.objects.filter(gebruiker=gebruiker, expire_date__gt=now)
        .filter(gezien_op__gt=now - timedelta(hours=settings.SESSION_UNSEEN_HOURS))
        .defer("session_data")
        .order_by("-gezien_op", "session_key")
    )
