"""How many initiatives, signals, notes and answers there were in a period.

Plans, patterns and letters, never people: these numbers point at nobody and are told as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from initiatieven.models import Bericht, Initiatief, InitiatiefStaat, InitiatiefTerugkoppeling
from initiatieven.models.initiatief import UITKOMSTEN, InitiatiefQuerySet
from signalen.models import Antwoord, Duiding, Signaal, SignaalTerugkoppeling, Vraag
from signalen.queries.beweging import Sent, in_areas, in_moments, sent_in
from wijken.bewaarregels import start_of
from wijken.models import Lidmaatschap
from wijken.queries.tijdvak import Tijdvak


@dataclass(frozen=True)
class Geteld:
    """What happened in a period, and how it stood at its end."""

    ingediend: int
    lopend: int
    afgelopen: Mapping[str, int]
    opgemerkt: int
    geduid: int
    verzonden: int
    gevraagd: int
    antwoorden: Mapping[str, int]
    onbeantwoord: int
    verteld_signalen: int
    verteld_initiatieven: int


def counted(lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak, sent: Sent) -> Geteld:
    """Return what happened in these areas, or in the whole organisation, in a period.

    `sent` are the notes about them.
    """
    own = Initiatief.objects.visible_to(lid).filter(in_areas(gebieden)).order_by()
    signalen = Signaal.objects.visible_to(lid).filter(in_areas(gebieden)).order_by()
    days = (tijdvak.begin, tijdvak.end)
    here = sent_in(sent, tijdvak)
    before = [pk for pk, moment in sent.items() if moment and moment < start_of(tijdvak.after)]
    answers = Antwoord.objects.filter(in_moments("op", tijdvak), vraag__notitie__in=before)
    late = Q(antwoord__isnull=True) | Q(antwoord__op__gte=start_of(tijdvak.after))
    return Geteld(
        ingediend=own.filter(in_moments("ingediend_op", tijdvak)).count(),
        lopend=_running_at_end(own, tijdvak),
        afgelopen=_ended(own, tijdvak),
        opgemerkt=signalen.filter(in_moments("op", tijdvak)).count(),
        geduid=Duiding.objects.filter(signaal__in=signalen.values("pk"), op__range=days)
        .order_by()
        .values("signaal")
        .distinct()
        .count(),
        verzonden=len(here),
        gevraagd=Vraag.objects.filter(notitie__in=here).count(),
        antwoorden=Counter(answers.order_by().values_list("uitkomst", flat=True)),
        onbeantwoord=Vraag.objects.filter(late, notitie__in=before).count(),
        verteld_signalen=SignaalTerugkoppeling.objects.filter(
            signaal__in=signalen.values("pk"), op__range=days
        ).count(),
        verteld_initiatieven=InitiatiefTerugkoppeling.objects.filter(
            initiatief__in=own.values("pk"), op__range=days
        ).count(),
    )


def _running_at_end(own: InitiatiefQuerySet, tijdvak: Tijdvak) -> int:
    """Return how many were running: each answer to a resident says the state."""
    answers = Bericht.objects.filter(
        initiatief=OuterRef("pk"), op__lt=start_of(tijdvak.after)
    ).order_by("-op", "-pk")
    began = own.filter(ingediend_op__lt=start_of(tijdvak.after))
    then = began.annotate(toen=Subquery(answers.values("staat")[:1]))
    return then.filter(toen=InitiatiefStaat.LOOPT).count()


def _ended(own: InitiatiefQuerySet, tijdvak: Tijdvak) -> Counter[str]:
    answers = Bericht.objects.filter(
        in_moments("op", tijdvak),
        initiatief__in=own.values("pk"),
        staat__in=UITKOMSTEN,
    )
    # Words after the ending are no second one; taken up again and ended otherwise it has two.
    return Counter(
        staat for _pk, staat in set(answers.order_by().values_list("initiatief_id", "staat"))
    )
