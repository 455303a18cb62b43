"""What a member looks for more often."""

from typing import ClassVar
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy

from opbouw.lib.models import SentOnce
from opbouw.lib.text.search import LONGEST
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned


class Zoekfilter(Owned, SentOnce):
    """A search under a name; nobody else sees it, and it goes when its member stops."""

    # More is a list to search in.
    MEESTE: ClassVar[int] = 20

    door = models.ForeignKey(Lidmaatschap, on_delete=models.CASCADE, related_name="+")
    naam = models.CharField(max_length=60)
    woorden = models.CharField(max_length=LONGEST, blank=True)
    # What else was chosen, by the names and values of the search page's address.
    keuzes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = gettext_lazy("zoekfilters")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="zoekfilter_eenmaal")
        ]
        indexes = [*SentOnce.Meta.indexes]

    def __str__(self) -> str:
        return self.naam

    @property
    def vraag(self) -> str:
        """The query of the search page."""
        said = {"woorden": self.woorden} if self.woorden else {}
        return urlencode({**said, **self.keuzes})
