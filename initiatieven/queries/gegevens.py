"""Finding the contact details of one person: encrypted, so each of them is opened and compared."""

from dataclasses import dataclass

from django.db.models import QuerySet

from initiatieven.models import Contactpersoon, Indiener
from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.text.names import folded
from wijken.models import Lidmaatschap

# The newest of each kind; details expire, so an organisation has at most a few thousand.
MOST = 5_000
CHUNK = 500
# A number is compared by its end: with or without the code of the country.
PHONE_DIGITS = 9

Gegevens = Indiener | Contactpersoon


@dataclass(frozen=True)
class Details:
    """The details that were found, how many could not be read, and whether all were looked at."""

    found: list[Gegevens]
    unreadable: int = 0
    all_read: bool = True


def details_of(lid: Lidmaatschap, *, naam: str, email: str, telefoon: str) -> Details:
    """Return the contact details of the own organisation in which one of these stands."""
    found: list[Gegevens] = []
    unreadable, all_read = 0, True
    kinds: list[QuerySet[Indiener] | QuerySet[Contactpersoon]] = [
        Indiener.objects.visible_to(lid).select_related("initiatief"),
        Contactpersoon.objects.visible_to(lid).select_related("bron", "initiatief"),
    ]
    for rows in kinds:
        keys = list(rows.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
        all_read = all_read and len(keys) <= MOST
        del keys[MOST:]
        for start in range(0, len(keys), CHUNK):
            read, damaged = _read(rows, keys[start : start + CHUNK])
            unreadable += damaged
            found += [one for one in read if _is_of(one, naam, email, telefoon)]
    return Details(found, unreadable, all_read)


def _read(
    rows: QuerySet[Indiener] | QuerySet[Contactpersoon], keys: list[int]
) -> tuple[list[Gegevens], int]:
    try:
        return list(rows.filter(pk__in=keys)), 0
    except DamagedValue:
        # One of them; the others must still be found.
        read: list[Gegevens] = []
        damaged = 0
        for pk in keys:
            try:
                read += rows.filter(pk=pk)
            except DamagedValue:
                damaged += 1
        return read, damaged


def _is_of(one: Gegevens, naam: str, email: str, telefoon: str) -> bool:
    wanted, number = _digits(telefoon), _digits(one.telefoon)
    return (
        bool(folded(naam) and folded(naam) in folded(one.naam))
        or bool(email and email.casefold() == one.email.casefold())
        or bool(wanted and wanted == number)
    )


def _digits(number: str) -> str:
    return "".join(char for char in number if char in "0123456789")[-PHONE_DIGITS:]
