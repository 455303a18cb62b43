"""The Celery application: messages are JSON and hold ids only; the rows are the jobs."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opbouw.settings")

app = Celery("opbouw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["opbouw.lib.jobs", "wijken", "initiatieven", "signalen"])
