"""What the status page shows a resident: progress and news, without personal data."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from initiatieven.models import Bericht, Bewonersbericht, Indiener, Initiatief, InitiatiefStaat
from initiatieven.queries.initiatief import letters_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.pieces import Stap
from wijken.models import Lidmaatschap, Organisatie


@dataclass(frozen=True)
class Nieuws:
    """One visible update."""

    op: datetime
    wie: str
    tekst: str
    staat: str
    van_bewoner: bool = False


@dataclass(frozen=True)
class Verteld:
    """One time that a circle was told what came of it."""

    op: date
    kring: str
    tekst: str


@dataclass(frozen=True)
class Status:
    """Everything on the page besides the plan itself."""

    stappen: list[Stap]
    nieuws: list[Nieuws]
    verteld: list[Verteld]
    # Whether somebody left a way to reach them; which one is not shown here.
    gegevens: bool


def status_of(initiatief: Initiatief) -> Status:
    """Return progress, news (newest first) and what was told back, in four queries."""
    berichten = list(initiatief.berichten.select_related("door__gebruiker"))
    verteld = [Verteld(t.op, t.kring, t.tekst) for t in initiatief.terugkoppelingen.all()]
    nieuws = [
        Nieuws(b.op, called(b.door, initiatief.organisatie), b.tekst, b.get_staat_display())
        for b in reversed(berichten)
    ]
    nieuws += [_of_resident(b) for b in letters_of(initiatief)]
    nieuws.sort(key=lambda one: one.op, reverse=True)
    return Status(_steps(initiatief, berichten), nieuws, verteld, has_details(initiatief))


def has_details(initiatief: Initiatief) -> bool:
    """Tell whether somebody left a name, an address or a number with it."""
    return Indiener.objects.filter(initiatief=initiatief).exists()


def _of_resident(bericht: Bewonersbericht) -> Nieuws:
    read = _("gelezen") if bericht.gelezen_op else _("nog niet gelezen")
    return Nieuws(bericht.op, _("geschreven op deze pagina"), bericht.tekst, read, van_bewoner=True)


def called(lid: Lidmaatschap, organisatie: Organisatie) -> str:
    """Return what a resident calls this member: by first name, or the team once they left."""
    first = lid.gebruiker.naam.partition(" ")[0]
    if lid.actief and first:
        return _("%(naam)s van %(organisatie)s") % {"naam": first, "organisatie": organisatie.naam}
    return _("het team van %(organisatie)s") % {"organisatie": organisatie.naam}


def _steps(initiatief: Initiatief, berichten: list[Bericht]) -> list[Stap]:
    staat = initiatief.staat
    first_seen: dict[str, datetime] = {InitiatiefStaat.INGEDIEND: initiatief.ingediend_op}
    for bericht in berichten:
        first_seen.setdefault(bericht.staat, bericht.op)
    ending = InitiatiefStaat(staat) if initiatief.ended else None
    words = {
        InitiatiefStaat.INGEDIEND: _("Ontvangen"),
        InitiatiefStaat.IN_GESPREK: _("In gesprek"),
        InitiatiefStaat.LOOPT: _("Het loopt"),
        InitiatiefStaat.GELUKT: _("Gelukt"),
        InitiatiefStaat.AFGEWEZEN: _("Afgewezen"),
        InitiatiefStaat.GESTOPT: _("Gestopt"),
    }
    order = [InitiatiefStaat.INGEDIEND, InitiatiefStaat.IN_GESPREK, InitiatiefStaat.LOOPT]
    if ending:
        # Steps that did not happen are left out: a refused plan never ran.
        order = [step for step in order if step in first_seen]
        order.append(ending)
    else:
        order.append(InitiatiefStaat.GELUKT)
    here = order.index(InitiatiefStaat(staat))
    return [
        Stap(
            titel=words[step] if step != InitiatiefStaat.GELUKT or ending else _("Afgerond"),
            tekst=day(first_seen[step]) if position <= here and step in first_seen else "",
            klaar=position <= here,
            hier=position == here,
        )
        for position, step in enumerate(order)
    ]
