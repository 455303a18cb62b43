"""How somebody agreed to what is kept or told of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToestemmingHoe(models.TextChoices):
    """How consent was given; of a story it is never stored by whom."""

    MONDELING = "mondeling", _("mondeling, ter plekke")
    SCHRIFTELIJK = "schriftelijk", _("op papier")
    BERICHT = "bericht", _("in een bericht")
