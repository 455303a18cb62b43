"""Contact persons: written down, looked at on purpose, spoken to, taken along and erased."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.bewaren import lock_initiatief
from initiatieven.actions.indiener import Bereikbaar
from initiatieven.models import Contactpersoon, Initiatief
from initiatieven.models.contactpersoon import GEGEVENS
from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.models import Bron, Lidmaatschap

GROUND = ("grond", "toestemming_op", "toestemming_hoe")
# The fields of the form, which a colleague may have changed meanwhile.
FIELDS = ("rol", *GEGEVENS, "van_ouder", "gesproken_op", *GROUND)


@transaction.atomic
def write_down(
    *, bij: Bron | Initiatief, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[Contactpersoon, bool]:
    """Store a contact person of an asset or plan once; returns it and whether it is new."""
    held = lock_initiatief(bij) if isinstance(bij, Initiatief) else lock(bij)
    details = {name: content[name] for name in GEGEVENS}
    persoon, new = create_once(
        Contactpersoon,
        by=by,
        sleutel=sleutel,
        fields={name: value for name, value in content.items() if name not in GEGEVENS},
        links={
            "bron": held if isinstance(held, Bron) else None,
            "initiatief": held if isinstance(held, Initiatief) else None,
        },
        # The fingerprint of a row has no key, and a telephone number is guessed in seconds.
        sent_along={"gegevens": Bereikbaar(**details).fingerprint},
        complete=lambda _key, _afdruk: details,
    )
    if new:
        record("contactpersoon_opgeschreven", persoon, by=by)
    return persoon, new


@transaction.atomic
def change_contactpersoon(
    *, persoon: Contactpersoon, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct the details; raises Overtaken when a colleague changed them meanwhile."""
    correct(_hold(persoon, details=True), by=by, stand=stand, names=FIELDS, content=content)


@transaction.atomic
def spoken_today(*, persoon: Contactpersoon, by: Lidmaatschap) -> None:
    """Let the term begin again today; twice on one day changes nothing more."""
    persoon = _hold(persoon)
    if persoon.vandaag_gesproken:
        return
    persoon.gesproken_op = timezone.localdate()
    persoon.save(update_fields=["gesproken_op"])
    record("contactpersoon_gesproken", persoon, by=by)


@transaction.atomic
def look_up(*, persoon: Contactpersoon, by: Lidmaatschap) -> Contactpersoon:
    """Return somebody's details and record that a member looked.

    Raises Refused when they are gone or cannot be decrypted.
    """
    record("contactgegevens_bekeken", persoon, by=by)
    return _hold(persoon, details=True)


@transaction.atomic
def take_along(*, persoon: Contactpersoon, by: Lidmaatschap) -> Contactpersoon:
    """Return somebody's details for a file, and record that it was made; Refused as in look_up."""
    record("contactgegevens_meegegeven", persoon, by=by)
    return _hold(persoon, details=True)


@transaction.atomic
def erase(*, persoon: Contactpersoon, by: Lidmaatschap) -> bool:
    """Delete somebody's details, damaged ones too; False when they were gone already."""
    own = Contactpersoon.objects.visible_to(by).without_details().filter(pk=persoon.pk)
    held = own.select_for_update(of=("self",)).first()
    if held is None:
        return False
    record("contactgegevens_weggehaald", held, by=by)
    delete_contactpersonen([held.pk])
    return True


def delete_contactpersonen(pks: Sequence[int]) -> None:
    """Remove contact persons; the asset or plan itself stays."""
    Contactpersoon.objects.without_details().filter(pk__in=pks).delete()


def _hold(persoon: Contactpersoon, *, details: bool = False) -> Contactpersoon:
    """Read the row again and hold it, with or without what is encrypted in it."""
    rows = Contactpersoon.objects.select_related("bron", "initiatief")
    rows = rows if details else rows.without_details()
    try:
        held = rows.select_for_update(of=("self",)).filter(pk=persoon.pk).first()
    except DamagedValue as error:
        raise Refused(
            _("Deze gegevens zijn nu niet te lezen. Vraag je beheerder om hulp.")
        ) from error
    if held is None:
        raise Refused(_("Deze gegevens zijn intussen gewist."))
    # What the queries worked out stays with it.
    held.verdwijnt_op = persoon.verdwijnt_op
    found: Contactpersoon = held
    return found
