"""The secret link of an initiative, kept because the key or the fingerprint that made it goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatieven.models.initiatief import Initiatief
from opbouw.lib.encrypted import EncryptedTextField


class BewaardeVolglink(models.Model):
    """A token that can no longer be derived; it goes with its initiative."""

    initiatief = models.OneToOneField(Initiatief, on_delete=models.CASCADE, related_name="+")
    token = EncryptedTextField(max_length=43)

    class Meta:
        verbose_name_plural = _("bewaarde volglinks")

    def __str__(self) -> str:
        return f"bewaarde volglink van {self.initiatief_id}"
