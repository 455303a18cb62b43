"""The one row."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone


class Rij(models.Model):
    """As little as a contact could be: a key, a text and a moment."""

    sleutel = models.UUIDField(default=uuid.uuid4)
    tekst = models.TextField()
    op = models.DateTimeField(default=timezone.now)

    # Written out: this app is in no settings that the type checker reads.
    objects: ClassVar[models.Manager["Rij"]] = models.Manager()

    class Meta:
        app_label = "bench_bare"
        db_table = "bench_rij"

    def __str__(self) -> str:
        return f"rij {self.pk}"
