"""A form that is sent twice makes one row."""

import uuid

from django.db import models


class SentOnce(models.Model):
    """Carries the form's key and a fingerprint of the content that came with it."""

    sleutel = models.UUIDField(default=uuid.uuid4, editable=False)
    # Empty once the words were taken out: a fingerprint of a short text can be guessed.
    afdruk = models.CharField(max_length=64, editable=False, blank=True)
    # Same key, different content: both are kept, and the later one points at the first.
    dubbel_van = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="dubbels",
        db_index=False,
    )

    class Meta:
        abstract = True
        # Doubles are rare: an index of all rows would hold nothing but NULL.
        indexes = [
            models.Index(
                fields=["dubbel_van"],
                name="%(class)s_twee",
                condition=models.Q(dubbel_van__isnull=False),
            )
        ]
