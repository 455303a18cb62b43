"""Photos that go: with their contact, at somebody's request, or because nothing names them."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from opbouw.lib.media import remove_unnamed
from wijken.models import Foto

FOLDER = "fotos"


def remove_fotos(contacten: Iterable[int]) -> int:
    """Remove the photos of these contacts, their files once that is certain; returns how many."""
    fotos = list(Foto.objects.filter(contact__in=contacten).order_by("pk"))
    for foto in fotos:
        transaction.on_commit(partial(unlink, foto.bestand))
    Foto.objects.filter(pk__in=[foto.pk for foto in fotos]).delete()
    return len(fotos)


def purge_fotos(*, before: datetime) -> int:
    """Remove files written before this moment that no photo names; returns how many.

    A contact that goes with something else leaves its file, and so does a sending cut off.
    """

    def named(organisatie: str) -> Iterable[str]:
        own = Foto.objects.filter(organisatie_id=organisatie)
        return own.values_list("bestand", flat=True)

    return remove_unnamed(Path(settings.MEDIA_ROOT) / FOLDER, named, before=before)


def unlink(name: str) -> None:
    """Remove the file of a photo; one that is gone already is no matter."""
    (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
