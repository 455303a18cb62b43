"""Rows that belong to an organisation: seen by its own members, and listed in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from wijken.models.organisatie import Lidmaatschap

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    """Selections of rows that belong to an organisation."""

    def visible_to(self, lid: Lidmaatschap) -> Self:
        """Return the rows of the member's own organisation; no other ever sees them."""
        return self.in_view().filter(organisatie_id=lid.organisatie_id)

    def in_view(self) -> Self:
        """Return what pages show at all; rows that can be put away leave out those that are."""
        return self


class Owned(models.Model):
    """A row that belongs to one organisation, and says so itself: children too."""

    # Nearly every model has an index that begins with it; one without that is looked up by
    # organisation says so itself. A test finds what is stored twice.
    organisatie = models.ForeignKey(
        "wijken.Organisatie", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


def owned_models() -> list[type[Owned]]:
    """Return every model whose rows belong to an organisation, from the highest floor down.

    Row-level security, retention, export and erasure walk this list.
    """
    return [model for model in apps.get_models() if issubclass(model, Owned)]
