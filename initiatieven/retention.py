"""How long plans of residents, their messages and their contact details are kept."""

from datetime import timedelta

from django.db.models import DateField, F, Func
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from initiatieven.actions.bewaren import delete_details, reduce_initiatieven
from initiatieven.actions.contactpersoon import delete_contactpersonen
from initiatieven.actions.indiener import MOST_YEARS
from initiatieven.actions.weggelegd import wipe_initiatieven, wipe_messages
from initiatieven.models import (
    Bericht,
    Bewonersbericht,
    Contactpersoon,
    Indiener,
    Initiatief,
    InitiatiefTerugkoppeling,
)
from initiatieven.queries.weggelegd import KEPT_DAYS
from wijken.bewaarregels import Kept, Rule, day_of, newest
from wijken.models import Onderwerp

# The column holds the last day of the longest term.
LAST_CONTACT = Func(
    F("bewaren_tot"),
    template=f"(%(expressions)s - interval '{MOST_YEARS} years')::date",
    output_field=DateField(),
)
PUT_AWAY = timedelta(days=KEPT_DAYS)

RULES = (
    Rule(
        Indiener,
        Onderwerp.CONTACTGEGEVENS,
        rows=Indiener.objects.all,
        laatst=LAST_CONTACT,
        act=delete_details,
        wat=_("contactgegevens van bewoners"),
        after="deleted",
    ),
    Rule(
        Contactpersoon,
        Onderwerp.CONTACTGEGEVENS,
        rows=Contactpersoon.objects.all,
        laatst=F("gesproken_op"),
        act=delete_contactpersonen,
        wat=_("contactpersonen"),
        after="deleted",
        since="gesproken_op",
    ),
    Rule(
        Initiatief,
        Onderwerp.INITIATIEVEN,
        rows=lambda: Initiatief.objects.filter(woorden_weg_op__isnull=True),
        laatst=Greatest(
            day_of("ingediend_op"),
            newest(Bericht, "initiatief", "op"),
            newest(Bewonersbericht, "initiatief", "op"),
            newest(InitiatiefTerugkoppeling, "initiatief", "op", moment=False),
        ),
        act=reduce_initiatieven,
        wat=_("initiatieven: het plan en de berichten"),
        after="reduced to theme, area, line, outcome and month",
        since="ingediend_op",
    ),
    Rule(
        Initiatief,
        PUT_AWAY,
        rows=Initiatief.objects.put_away,
        laatst=day_of("weggelegd_op"),
        act=wipe_initiatieven,
        wat=_("weggelegde initiatieven"),
        after="put away: words, messages and details wiped; the number stays",
        since="weggelegd_op",
    ),
    Rule(
        Bewonersbericht,
        PUT_AWAY,
        rows=Bewonersbericht.objects.put_away,
        laatst=day_of("weggelegd_op"),
        act=wipe_messages,
        wat=_("weggelegde berichten van bewoners"),
        after="put away: words wiped",
        since="weggelegd_op",
    ),
)

WITH_PLAN = "with its initiatieven.Initiatief"
KEPT = (
    Kept("initiatieven.BewaardeVolglink", WITH_PLAN),
    Kept("initiatieven.Bericht", WITH_PLAN),
    Kept("initiatieven.Bewonersbericht", WITH_PLAN),
    Kept("initiatieven.InitiatiefTerugkoppeling", WITH_PLAN),
)
