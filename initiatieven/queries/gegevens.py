"""Finding the contact details of one person: encrypted, so each of them is opened and compared."""

from dataclasses import dataclass

from initiatieven.models import Indiener
from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.text.names import folded
from wijken.models import Lidmaatschap

# The newest; details expire, so an organisation has at most a few thousand.
MOST = 5_000
CHUNK = 500
# A number is compared by its end: with or without the code of the country.
PHONE_DIGITS = 9


@dataclass(frozen=True)
class Details:
    """The details that were found, how many could not be read, and whether all were looked at."""

    found: list[Indiener]
    unreadable: int = 0
    all_read: bool = True


def details_of(lid: Lidmaatschap, *, naam: str, email: str, telefoon: str) -> Details:
    """Return the contact details of the own organisation in which one of these stands."""
    rows = Indiener.objects.visible_to(lid).order_by("-pk")
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])
    all_read = len(keys) <= MOST
    del keys[MOST:]
    found: list[Indiener] = []
    unreadable = 0
    for start in range(0, len(keys), CHUNK):
        read, damaged = _read(keys[start : start + CHUNK])
        unreadable += damaged
        found += [one for one in read if _is_of(one, naam, email, telefoon)]
    return Details(found, unreadable, all_read)


def _read(keys: list[int]) -> tuple[list[Indiener], int]:
    rows = Indiener.objects.select_related("initiatief")
    try:
        return list(rows.filter(pk__in=keys)), 0
    except DamagedValue:
        # One of them; the others must still be found.
        read: list[Indiener] = []
        damaged = 0
        for pk in keys:
            try:
                read += rows.filter(pk=pk)
            except DamagedValue:
                damaged += 1
        return read, damaged


def _is_of(indiener: Indiener, naam: str, email: str, telefoon: str) -> bool:
    wanted, number = _digits(telefoon), _digits(indiener.telefoon)
    return (
        bool(folded(naam) and folded(naam) in folded(indiener.naam))
        or bool(email and email.casefold() == indiener.email.casefold())
        or bool(wanted and wanted == number)
    )


def _digits(number: str) -> str:
    return "".join(char for char in number if char in "0123456789")[-PHONE_DIGITS:]
