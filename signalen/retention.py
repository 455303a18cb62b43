"""How long signals, stories, notes and answers are kept."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from signalen.actions.bewaren import delete_notities, forget_verhalen, reduce_signalen
from signalen.actions.verantwoording import delete_accounts
from signalen.models import (
    BUITEN,
    Agendanotitie,
    Antwoord,
    Duiding,
    NotitieSignaal,
    NotitieVerhaal,
    NotitieVersie,
    Signaal,
    SignaalTerugkoppeling,
    VerantwoordingPdf,
    Verhaal,
)
from wijken.bewaarregels import Kept, Rule, day_of, newest
from wijken.models import Onderwerp

# Made to be taken along; the page makes it again.
ACCOUNT_KEPT = timedelta(days=30)
IN_A_NOTE = Exists(NotitieVerhaal.objects.filter(verhaal=OuterRef("pk")))

# Notes come first: a story that one of them told can go once the note has gone.
RULES = (
    Rule(
        Agendanotitie,
        Onderwerp.NOTITIES,
        rows=lambda: Agendanotitie.objects.filter(staat__in=BUITEN),
        laatst=Greatest(day_of("verzonden_op"), newest(Antwoord, "vraag__notitie", "op")),
        act=delete_notities,
        wat=_("verzonden notities, met antwoorden en PDF"),
        after="deleted, with vragen, answers, versions and PDFs",
        since="verzonden_op",
    ),
    Rule(
        Agendanotitie,
        Onderwerp.CONCEPTEN,
        rows=lambda: Agendanotitie.objects.exclude(staat__in=BUITEN),
        laatst=Greatest(day_of("op"), newest(NotitieVersie, "notitie", "vastgesteld_op")),
        act=delete_notities,
        wat=_("notities die nooit verzonden zijn"),
        after="deleted, with versions and PDFs",
        since="op",
    ),
    Rule(
        Verhaal,
        Onderwerp.VERHALEN,
        rows=lambda: Verhaal.objects.filter(Q(woorden_weg_op__isnull=True) | ~IN_A_NOTE),
        laatst=F("toestemming_op"),
        act=forget_verhalen,
        wat=_("verhalen"),
        after="deleted, from versions that were never sent too; what was sent stays with its note",
        since="toestemming_op",
    ),
    Rule(
        Signaal,
        Onderwerp.SIGNALEN,
        rows=lambda: Signaal.objects.filter(woorden_weg_op__isnull=True),
        laatst=Greatest(
            day_of("op"),
            newest(Duiding, "signaal", "op", moment=False),
            newest(SignaalTerugkoppeling, "signaal", "op", moment=False),
            newest(NotitieSignaal, "signaal", "notitie__op"),
            newest(NotitieSignaal, "signaal", "notitie__verzonden_op"),
            newest(NotitieSignaal, "signaal", "notitie__vragen__antwoord__op"),
        ),
        act=reduce_signalen,
        wat=_("signalen: de woorden, met duiding en terugkoppeling"),
        after="reduced to theme, area, line, state and month",
        since="op",
    ),
    Rule(
        VerantwoordingPdf,
        ACCOUNT_KEPT,
        rows=VerantwoordingPdf.objects.all,
        laatst=day_of("op"),
        act=delete_accounts,
        wat=_("verantwoordingen als PDF"),
        after="deleted with their PDF; the page makes another",
        since="op",
    ),
)

WITH_NOTE = "with its signalen.Agendanotitie"
WITH_SIGNAL = "with its signalen.Signaal"
KEPT = (
    Kept("signalen.Antwoord", WITH_NOTE),
    Kept("signalen.Vraag", WITH_NOTE),
    Kept("signalen.Richting", WITH_NOTE),
    Kept("signalen.NotitieVersie", WITH_NOTE),
    Kept("signalen.NotitieSignaal", WITH_NOTE),
    Kept("signalen.NotitieVerhaal", WITH_NOTE),
    Kept("signalen.NotitieInitiatief", WITH_NOTE),
    Kept("signalen.NotitieBron", WITH_NOTE),
    Kept("signalen.Duiding", WITH_SIGNAL),
    Kept("signalen.SignaalTerugkoppeling", WITH_SIGNAL),
    Kept("signalen.SignaalContact", WITH_SIGNAL),
)
