"""The reference number that a resident can say aloud on the telephone."""

from django.db import models

from wijken.models import Organisatie


class KenmerkTeller(models.Model):
    """The last number given out by one organisation in one year."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "kenmerktellers"
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "jaar"], name="kenmerk_per_jaar")
        ]

    def __str__(self) -> str:
        return f"{self.jaar}: {self.laatste}"
