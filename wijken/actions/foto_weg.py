"""Photos that go: with their contact, at somebody's request, or because nothing names them."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

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

    Somebody who is cut off can leave one behind, and a contact that goes leaves its file.
    """
    removed = 0
    for folder in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/"):
        if not folder.name.isdecimal():
            continue
        own = Foto.objects.filter(organisatie_id=folder.name)
        named = {Path(bestand).name for bestand in own.values_list("bestand", flat=True)}
        for path in folder.iterdir():
            if path.name not in named and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def unlink(name: str) -> None:
    """Remove the file of a photo; one that is gone already is no matter."""
    (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
