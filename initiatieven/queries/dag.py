"""Points of Mijn dag from initiatives: who waits for an answer, and who has not been told."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatieven.models import Contactpersoon, Initiatief
from initiatieven.queries.contactpersoon import going_soon, page_of
from initiatieven.queries.initiatief import (
    accompanied_by_nobody,
    look_up_waiting,
    owing_feedback,
    taken_over,
    waiting,
    written_back,
)
from initiatieven.workdays import after_workdays, workdays_until
from opbouw.lib.web.pieces import Punt
from wijken.contract import Reach
from wijken.models import Bron, Lidmaatschap

ANSWER_WITHIN = 3


def ended(lid: Lidmaatschap, reach: Reach) -> QuerySet[Initiatief]:
    """Return the ended initiatives whose outcome has not been told back."""
    return owing_feedback(lid).filter(_mine(lid, reach))


def to_tell(initiatieven: Iterable[Initiatief]) -> Iterator[Punt]:
    """Yield a point for each that has to be told back."""
    for initiatief in initiatieven:
        yield Punt(
            _("Aan de mensen rond “%(title)s”:") % {"title": initiatief.titel},
            _("hoe het afliep."),
            initiatief.plek,
            reverse("initiatief_terugkoppeling", args=[initiatief.pk]),
            _("Vertel het terug"),
        )


def unread(lid: Lidmaatschap, reach: Reach) -> QuerySet[Initiatief]:
    """Return the initiatives with an unread message of a resident."""
    return written_back(lid).filter(_mine(lid, reach))


def to_read(initiatieven: list[Initiatief]) -> Iterator[Punt]:
    """Yield a point for each with something to read."""
    look_up_waiting(initiatieven)
    for initiatief in initiatieven:
        yield Punt(
            _("Een bewoner schreef terug · %(age)s") % {"age": _age(initiatief.wacht_dagen or 0)},
            initiatief.titel,
            _("Lees het en laat iets weten."),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het bericht"),
        )


def new(lid: Lidmaatschap, reach: Reach) -> QuerySet[Initiatief]:
    """Return the initiatives that nobody has answered."""
    return waiting(lid).filter(_mine(lid, reach))


def to_answer(initiatieven: Iterable[Initiatief]) -> Iterator[Punt]:
    """Yield the new initiatives, with how long is left of the promised three working days."""
    today = timezone.localdate()
    for initiatief in initiatieven:
        came = timezone.localdate(initiatief.ingediend_op)
        yield Punt(
            _("Nieuw initiatief · %(age)s") % {"age": _age((today - came).days)},
            initiatief.titel,
            answer_due(after_workdays(came, ANSWER_WITHIN), today),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het initiatief"),
        )


def without_companion(lid: Lidmaatschap, reach: Reach) -> QuerySet[Initiatief]:
    """Return the initiatives whose companion stopped."""
    return accompanied_by_nobody(lid, reach.gone).filter(_mine(lid, reach))


def received(lid: Lidmaatschap, reach: Reach) -> QuerySet[Initiatief]:
    """Return what a manager handed to this member lately."""
    return taken_over(lid).none() if reach.elsewhere else taken_over(lid)


def to_accompany(initiatieven: Iterable[Initiatief]) -> Iterator[Punt]:
    """Yield a point for each that needs somebody to walk along."""
    return _walking(initiatieven, _("Wie loopt er mee?"))


def to_get_to_know(initiatieven: Iterable[Initiatief]) -> Iterator[Punt]:
    """Yield a point for each that somebody else walked along with."""
    return _walking(initiatieven, _("Overgenomen van een collega"))


def accompanied(initiatieven: Iterable[Initiatief]) -> Iterator[Punt]:
    """Yield a point for each, with where it stands."""
    return _walking(initiatieven, "")


def going(lid: Lidmaatschap, reach: Reach) -> QuerySet[Contactpersoon]:
    """Return the contact persons whose details go within a month."""
    soon = going_soon(lid)
    # They are few: by their keys, for over two subqueries the database reads whole tables.
    keys = list(soon.values_list("bron_id", "initiatief_id"))
    bronnen = Bron.objects.filter(reach.select(Q(pk__in=())), pk__in={bron for bron, _ in keys})
    plans = Initiatief.objects.filter(_mine(lid, reach), pk__in={plan for _, plan in keys})
    found = [list(rows.values_list("pk", flat=True)) for rows in (bronnen, plans)]
    return soon.filter(Q(bron__in=found[0]) | Q(initiatief__in=found[1]))


def to_speak_to(personen: Iterable[Contactpersoon]) -> Iterator[Punt]:
    """Yield a point for each; it does not say who."""
    for persoon in personen:
        day = date_format(persoon.verdwijnt_op or timezone.localdate(), "j F")
        yield Punt(
            _("Verdwijnt op %(day)s") % {"day": day},
            _("Een contactpersoon"),
            persoon.bij.naam if isinstance(persoon.bij, Bron) else persoon.bij.titel,
            page_of(persoon),
            _("Kijk of het nog klopt"),
        )


def _walking(initiatieven: Iterable[Initiatief], kop: str) -> Iterator[Punt]:
    for initiatief in initiatieven:
        yield Punt(
            kop or initiatief.get_staat_display(),
            initiatief.titel,
            initiatief.gebied.naam,
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het initiatief"),
        )


def answer_due(day: date, today: date) -> str:
    """Say how long is left for a first answer, or since when it is late."""
    if today < day:
        left = workdays_until(today, day)
        text = ngettext(
            "Nog %(days)s werkdag om te antwoorden.",
            "Nog %(days)s werkdagen om te antwoorden.",
            left,
        )
        return text % {"days": left}
    if today == day:
        return _("Vandaag is de laatste dag om te antwoorden.")
    late = {1: _("gisteren"), 2: _("eergisteren")}.get((today - day).days)
    return _("Het antwoord had er %(day)s moeten zijn.") % {
        "day": late or _("op %(day)s") % {"day": date_format(day, "j F")}
    }


def _mine(lid: Lidmaatschap, reach: Reach) -> Q:
    return reach.select(own=Q(begeleider=lid))


def _age(days: int) -> str:
    if not days:
        return _("vandaag")
    return ngettext("%(days)s dag", "%(days)s dagen", days) % {"days": days}
