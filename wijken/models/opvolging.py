"""Which area followed which: the tables that CBS publishes with a new division."""

from django.core.validators import RegexValidator
from django.db import models

from wijken.models.gebied import CODE_PATTERN


class Opvolging(models.Model):
    """From the edition of `jaar` on, `oude_code` is (partly) called `nieuwe_code`.

    An area that was split has a row for each part; one that ends without a successor has a single
    row with an empty `nieuwe_code`. By code, because a table may be read before the areas are.
    """

    jaar = models.PositiveSmallIntegerField()
    oude_code = models.CharField(max_length=10, validators=[RegexValidator(CODE_PATTERN)])
    nieuwe_code = models.CharField(
        max_length=10, blank=True, validators=[RegexValidator(CODE_PATTERN)]
    )
    bron = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["jaar", "oude_code", "nieuwe_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "oude_code", "nieuwe_code"], name="opvolging_eenmaal"
            ),
            models.CheckConstraint(
                condition=models.Q(oude_code__regex=CODE_PATTERN)
                & (models.Q(nieuwe_code="") | models.Q(nieuwe_code__regex=CODE_PATTERN)),
                name="opvolging_codes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.oude_code} → {self.nieuwe_code or '–'} ({self.jaar})"
