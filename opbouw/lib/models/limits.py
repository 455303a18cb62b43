"""Counters and spent tokens; both hold a keyed hash, so the tables name nobody."""

from django.db import models


class RateCounter(models.Model):
    """How often one key was used in one window of time."""

    key_hash = models.BinaryField(max_length=32)
    window_start = models.DateTimeField()
    window_end = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_hash", "window_start"], name="rate_counter_window")
        ]

    def __str__(self) -> str:
        return f"{self.count} since {self.window_start:%Y-%m-%d %H:%M:%S}"


class SpentToken(models.Model):
    """A token that may be used once and was; kept until it has expired by itself."""

    key_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"spent until {self.expires_at:%Y-%m-%d %H:%M:%S}"
