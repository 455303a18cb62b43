"""What can be taken out of a record at somebody's request, and what rests on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from initiatieven.models import Contactpersoon, Indiener, Initiatief
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.text.dates import day
from signalen.models import Agendanotitie, Signaal
from signalen.queries.signaal import visible_signalen
from wijken.models import Afspraak, Contactmoment, Lidmaatschap, Weghaalbaar
from wijken.queries.afspraak import visible_appointments
from wijken.queries.contact import visible_contacts

Record = Contactmoment | Afspraak | Initiatief | Signaal


@dataclass(frozen=True)
class Stuk:
    """Something that can be taken out: which row, what it is, and how its words begin."""

    row: Model
    wat: str
    begin: str = ""

    @property
    def sleutel(self) -> str:
        """Its name in a form."""
        return f"{self.row._meta.model_name}-{self.row.pk}"


def stukken_of(record: Record) -> list[Stuk]:
    """Return the pieces of a record whose words are still there."""
    if isinstance(record, Contactmoment):
        every = _contact(record)
    elif isinstance(record, Afspraak):
        every = _afspraak(record)
    else:
        every = _initiatief(record) if isinstance(record, Initiatief) else _signaal(record)
    return [stuk for stuk in every if _says_something(stuk.row)]


def _says_something(row: Model) -> bool:
    if not isinstance(row, Weghaalbaar):
        return True
    # Taken out before, or gone with its term.
    gone = row.weggehaald_op or getattr(row, "woorden_weg_op", None)
    return not gone and any(getattr(row, name) for name in (*row.vervangen, *row.geleegd))


def notities_with(record: Record, lid: Lidmaatschap) -> QuerySet[Agendanotitie]:
    """Return the notes of the own organisation that rest on a record."""
    if isinstance(record, Afspraak):
        return Agendanotitie.objects.none()
    if isinstance(record, Contactmoment):
        found = Q(signalen__contacten=record)
    else:
        found = Q(initiatieven=record) if isinstance(record, Initiatief) else Q(signalen=record)
    return Agendanotitie.objects.visible_to(lid).filter(found).distinct().order_by("op", "pk")


def owner_of(record: Record) -> int | None:
    """Return the membership whose record it is: who accompanies it, or wrote it."""
    return record.begeleider_id if isinstance(record, Initiatief) else record.door_id


def begin_of(text: str) -> str:
    """Return how a text begins, on one line."""
    return Truncator(" ".join(text.split())).words(14)


def _contact(contact: Contactmoment) -> list[Stuk]:
    said = Stuk(contact, _("Het contact: tekst en plek"), begin_of(contact.tekst))
    return [said, *(stuk for one in contact.afspraken.all() for stuk in _afspraak(one))]


def _afspraak(afspraak: Afspraak) -> list[Stuk]:
    promised = _("De afspraak, %(dag)s") % {"dag": day(afspraak.op)}
    moved = _("Waarom de afspraak is verplaatst, %(dag)s")
    return [Stuk(afspraak, promised, begin_of(afspraak.wat))] + [
        Stuk(row, moved % {"dag": day(row.op)}, begin_of(row.want))
        for row in afspraak.verplaatsingen.all()
    ]


def _initiatief(initiatief: Initiatief) -> list[Stuk]:
    plan = _("Het plan: titel, tekst en plek")
    stukken = [Stuk(initiatief, plan, begin_of(f"{initiatief.titel}: {initiatief.plan}"))]
    kept = Indiener.objects.filter(initiatief=initiatief).defer("naam", "email", "telefoon")
    stukken += [Stuk(row, _("De contactgegevens")) for row in kept]
    stukken += [
        Stuk(row, _("De contactpersoon"), begin_of(row.rol))
        for row in Contactpersoon.objects.without_details().filter(initiatief=initiatief)
    ]
    stukken += [
        Stuk(row, _("Wat de bewoner schreef, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in initiatief.bewonersberichten.all()
    ]
    stukken += [
        Stuk(row, _("Je antwoord, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in initiatief.berichten.all()
    ]
    return stukken + [
        Stuk(row, _("Wat is verteld, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in initiatief.terugkoppelingen.all()
    ]


def _signaal(signaal: Signaal) -> list[Stuk]:
    said = _("Het signaal: titel, tekst en kring")
    stukken = [Stuk(signaal, said, begin_of(f"{signaal.titel}: {signaal.tekst}"))]
    stukken += [
        Stuk(row, _("De duiding, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in signaal.duidingen.all()
    ]
    stukken += [
        Stuk(row, _("Het verhaal, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in signaal.verhalen.filter(ingetrokken_op__isnull=True)
    ]
    return stukken + [
        Stuk(row, _("Wat is verteld, %(dag)s") % {"dag": day(row.op)}, begin_of(row.tekst))
        for row in signaal.terugkoppelingen.all()
    ]


# The kinds of records, by the name of their page, and which of them a member sees.
KINDS: dict[str, Callable[[Lidmaatschap], QuerySet[Any]]] = {
    "contact": visible_contacts,
    "afspraak": visible_appointments,
    "initiatief": visible_initiatieven,
    "signaal": visible_signalen,
}
