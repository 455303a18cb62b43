"""The last reference number that was given out in one series."""

from django.db import models


class ReferenceCounter(models.Model):
    """One series of reference numbers of one organisation, such as I2026-."""

    # A number, not a foreign key: the ground knows no organisations.
    organisatie_id = models.BigIntegerField()
    prefix = models.CharField(max_length=8)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie_id", "prefix"], name="reference_counter_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"
