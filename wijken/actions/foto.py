"""Keeping a photo of a place, and removing it with its file."""

import hashlib
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.media import write_file
from opbouw.lib.pictures import Picture
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.transitions import Refused
from wijken.actions.bewaren import lock_contact
from wijken.actions.foto_weg import FOLDER, remove_fotos, unlink
from wijken.models import Contactmoment, Foto, Lidmaatschap
from wijken.queries.wijzigen import may_change


@transaction.atomic
def keep_foto(*, contact: Contactmoment, by: Lidmaatschap, beeld: Picture) -> Foto:
    """Keep the photo of a contact in place of the one before; the same one twice is one.

    Raises Refused where the contact may not be changed, and OSError when the disk refuses.
    """
    contact = _held(contact, by)
    sha256 = hashlib.sha256(beeld.data).hexdigest()
    name = f"{FOLDER}/{contact.organisatie_id}/{contact.pk}-{sha256[:32]}.jpg"
    before = Foto.objects.filter(contact=contact).first()
    if before is not None and before.bestand == name:
        return before
    # Before the row: a file without a row is removed by night, a row without a file shows nothing.
    write_file(Path(settings.MEDIA_ROOT) / name, beeld.data)
    fields = {"bestand": name, "breedte": beeld.width, "hoogte": beeld.height}
    owner = {"organisatie_id": contact.organisatie_id}
    foto, _new = Foto.objects.update_or_create(contact=contact, defaults={**fields, **owner})
    if before is not None:
        transaction.on_commit(partial(unlink, before.bestand))
    record("foto_bewaard", contact, by=by)
    return foto


@transaction.atomic
def remove_foto(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Remove the photo of a contact; twice changes nothing."""
    contact = _held(contact, by)
    if remove_fotos([contact.pk]):
        record("foto_verwijderd", contact, by=by)


def _held(contact: Contactmoment, by: Lidmaatschap) -> Contactmoment:
    contact = lock_contact(contact)
    if contact.weggehaald_op is not None or not may_change(contact, by):
        raise Refused(_("Alleen wie dit noteerde en de coördinator mogen de foto wijzigen."))
    return contact
