"""A photo of the place of a contact; no people."""

from typing import ClassVar

from django.db import models

from wijken.models.contact import Contactmoment
from wijken.models.owned import Owned, OwnedQuerySet


class Foto(Owned):
    """What a place looks like: a file in the media folder, drawn anew without metadata."""

    contact = models.OneToOneField(Contactmoment, on_delete=models.CASCADE, related_name="foto")
    # Below MEDIA_ROOT.
    bestand = models.CharField(max_length=80)
    breedte = models.PositiveSmallIntegerField()
    hoogte = models.PositiveSmallIntegerField()

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "foto's"

    def __str__(self) -> str:
        return self.bestand
