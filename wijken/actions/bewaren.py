"""Taking words away while the count stays: for the terms, and for whoever asks for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.models import AuditRegel
from opbouw.lib.text.dates import month
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.foto_weg import remove_fotos
from wijken.models import Afspraak, Bron, Contactmoment, Ronde, Telling, Verband
from wijken.models.contact import OVERDAG
from wijken.models.ronde import telling_of

# A fingerprint of the content is a way to find out what it was.
OF_CONTENT: dict[str, Any] = {"afdruk": "", "dubbel_van": None}


class Reducible(Protocol):
    """A row whose words can go."""

    woorden_weg_op: datetime | None


def refuse_reduced(row: Reducible) -> None:
    """Raise Refused for a row whose words are gone: new words on it would stay for ever."""
    if row.woorden_weg_op is not None:
        raise Refused(
            _("Dit is zo oud dat de woorden zijn weggehaald. Je kunt er niets meer aan wijzigen.")
        )


def lock_contact(contact: Contactmoment) -> Contactmoment:
    """Read the contact again and hold it; raises Refused when it was removed or reduced."""
    try:
        contact = lock(contact)
    except Contactmoment.DoesNotExist:
        raise Refused(_("Dit contact is intussen verwijderd.")) from None
    refuse_reduced(contact)
    return contact


def first_of_month(moment: datetime) -> datetime:
    """Return the same month without the day and the time."""
    local = timezone.localtime(moment)
    return local.replace(
        day=1, hour=OVERDAG.hour, minute=OVERDAG.minute, second=0, microsecond=0, fold=0
    )


def neutral_title(noun: str, moment: datetime) -> str:
    """Return what a row is called when its own title is gone."""
    return _("%(wat)s uit %(maand)s") % {"wat": noun, "maand": month(moment)}


def blank(rows: models.QuerySet[Any], *texts: str, **others: Any) -> int:
    """Empty these texts of the rows, with the fingerprint of what they said; returns how many."""
    return rows.update(**dict.fromkeys(texts, ""), **OF_CONTENT, **others)


@transaction.atomic
def reduce_contacts(pks: Sequence[int]) -> None:
    """Reduce contacts to theme, area, line and month; that they were there still counts.

    What was promised in them goes.
    """
    rows = Contactmoment.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    remove_fotos(pks)
    for contact in rows.only("pk", "op"):
        blank(
            Contactmoment.objects.filter(pk=contact.pk),
            *("vindplaats", "plek", "aantal", "tekst", "lijn_waarom"),
            door=None,
            op=first_of_month(contact.op),
            woorden_weg_op=timezone.now(),
        )
    Afspraak.objects.filter(contact__in=pks).delete()
    # Where something was named still says on which day and by whom.
    Bron.objects.filter(contact__in=pks).update(contact=None)
    Bron.objects.filter(bevestigd_in__in=pks).update(bevestigd_in=None)
    Verband.objects.filter(contact__in=pks).update(contact=None)


def delete_appointments(pks: Sequence[int]) -> None:
    """Remove appointments, with how they were moved."""
    Afspraak.objects.filter(pk__in=pks).delete()


@transaction.atomic
def reduce_rondes(pks: Sequence[int]) -> None:
    """Reduce walks to theme, area and month; that people were spoken to still counts."""
    rows = Ronde.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    for ronde in rows.only("pk", "dag", "organisatie_id"):
        merge_places(ronde)
        of_this = Ronde.objects.filter(pk=ronde.pk)
        of_this.update(
            **OF_CONTENT, door=None, dag=ronde.dag.replace(day=1), woorden_weg_op=timezone.now()
        )


def merge_places(ronde: Ronde) -> None:
    """Leave of what was counted in a walk the numbers for each area and theme."""
    counted = ronde.tellingen.order_by().values("gebied_id", "thema")
    kept = list(counted.annotate(aantal=models.Sum("aantal")).order_by("gebied_id", "thema"))
    ronde.tellingen.all().delete()
    Telling.objects.bulk_create(telling_of(ronde, **row) for row in kept)


def delete_audit_rows(pks: Sequence[int]) -> None:
    """Remove rows of the audit trail."""
    AuditRegel.objects.filter(pk__in=pks).delete()
