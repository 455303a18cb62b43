"""The Celery application: messages are JSON and hold ids only; the rows are the jobs."""

import logging
import os

import django
from celery import Celery
from celery.signals import setup_logging
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opbouw.settings")

app = Celery("opbouw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["opbouw", "opbouw.lib.jobs", "wijken", "initiatieven", "signalen"])


@setup_logging.connect
def our_own_log(loglevel: int, **_options: object) -> None:
    """Log as the settings say: Celery's own handlers would write the texts of exceptions."""
    if not apps.ready:
        django.setup()
    logging.getLogger().setLevel(loglevel)
