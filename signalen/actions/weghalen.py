"""Taking words out at somebody's request, wherever they were not sent yet."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from initiatieven.actions.contactpersoon import erase
from initiatieven.actions.indiener import forget_details
from initiatieven.actions.weghalen import empty_plan
from initiatieven.models import Contactpersoon, Indiener, Initiatief
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from signalen.actions import verhaal as verhalen
from signalen.actions.woorden import forget_words
from signalen.models import Signaal, Verhaal
from signalen.queries.weghalen import owner_of
from wijken.actions.weghalen import empty_row
from wijken.models import Afspraak, Contactmoment, Lidmaatschap, Verplaatsing, Weghaalbaar
from wijken.queries.wijzigen import may_take_out


@transaction.atomic
def take_out(*, rows: Iterable[Model], by: Lidmaatschap) -> None:
    """Take the words out of these rows, and out of every note that was not sent.

    The rows stay, with their number, area, theme and state. Raises Refused for a row that this
    member may not empty.
    """
    words: list[str] = []
    for row in sorted(rows, key=_order):
        if getattr(row, "organisatie_id", 0) != by.organisatie_id:
            raise Refused(_("Dit hoort niet bij jouw organisatie."))
        if not any(may_take_out(by, owner) for owner in _owners(row)):
            raise Refused(_("Dit mag jij niet weghalen. Vraag je coördinator of beheerder."))
        if isinstance(row, Indiener):
            forget_details(initiatief=row.initiatief, by=by)
        elif isinstance(row, Contactpersoon):
            erase(persoon=row, by=by)
        elif isinstance(row, Verhaal):
            verhalen.withdraw(verhaal=row, by=by)
        elif isinstance(row, Initiatief):
            words += empty_plan(row, by=by)
        elif isinstance(row, Weghaalbaar):
            words += empty_row(row, by=by)
    forget_words(organisatie_id=by.organisatie_id, words=words, by=by)


def _owners(row: Model) -> list[int | None]:
    # Read again and held: whoever answers at this moment waits, or was first.
    if isinstance(row, Afspraak | Verplaatsing):
        afspraak = row.afspraak if isinstance(row, Verplaatsing) else row
        of_contact = [owner_of(lock(afspraak.contact))] if afspraak.contact else []
        return [*of_contact, owner_of(lock(afspraak))]
    whole = getattr(row, "initiatief", None) or getattr(row, "signaal", None) or row
    if isinstance(whole, Contactmoment | Initiatief | Signaal):
        return [owner_of(lock(whole))]
    return [whole.door_id if isinstance(whole, Verhaal) else None]


def _order(row: Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk
