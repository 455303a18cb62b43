"""What is cleaned up each night."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from opbouw.celery import app
from opbouw.lib.jobs.tasks import purge


@pytest.mark.django_db
def test_purge_forgets_sessions_that_have_ended() -> None:
    for _ in range(2):
        SessionStore().create()
    ended, live = Session.objects.order_by("pk")
    Session.objects.filter(pk=ended.pk).update(expire_date=timezone.now() - timedelta(hours=1))
    purge()
    assert [session.pk for session in Session.objects.all()] == [live.pk]


def test_it_is_done_at_an_hour_so_that_a_new_beat_does_not_count_anew() -> None:
    nightly = {
        name: beat
        for name, beat in settings.CELERY_BEAT_SCHEDULE.items()
        if name not in {"sweep", "purge_inlezingen"}
    }
    assert nightly
    for beat in nightly.values():
        assert repr(beat["schedule"]).startswith("<crontab: 10 3 * * *")
    # A file that was sent goes after a day, and not in the night after that.
    hourly = settings.CELERY_BEAT_SCHEDULE["purge_inlezingen"]["schedule"]
    assert repr(hourly).startswith("<crontab: 40 * * * *")


def test_every_task_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()
    asked = {beat["task"] for beat in settings.CELERY_BEAT_SCHEDULE.values()}
    assert asked - set(app.tasks) == set()
