"""Background work that combines all apps."""

import logging

from celery import shared_task
from django.utils import timezone

from opbouw.queries.bewaren import RULES
from wijken.actions.bewaarregels import carry_out

log = logging.getLogger(__name__)


# The first night lets go of years; a killed run goes on the next night.
@shared_task(name="opbouw.tasks.bewaartermijnen", time_limit=3600)
def bewaartermijnen() -> None:
    """Let go of everything whose term has passed."""
    gone, failed = carry_out(RULES, timezone.localdate())
    if gone or failed:
        log.info("Retention: %s rows let go, %s kinds failed.", gone, failed)
