"""Mijn dag: both debts, the promises that are due, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatieven.queries import initiatief as plannen
from initiatieven.workdays import after_workdays, workdays_until
from opbouw.lib.models import JobStaat
from signalen.models import Agendanotitie, NotitieStaat
from signalen.queries.notitie import in_the_making, owing_answer, received_notities
from signalen.queries.signaal import owing_feedback, to_interpret
from signalen.queries.verhaal import to_proofread
from wijken.models import GEMEENTE_ROLLEN, Gebied, GebiedSoort, Lidmaatschap, Rol
from wijken.queries.contact import open_appointments

MOST = 20
ANSWER_WITHIN = 3


@dataclass(frozen=True)
class Punt:
    """One thing that asks for somebody today."""

    kop: str
    titel: str
    onder: str
    url: str
    actie: str
    lijnen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dag:
    """What a member sees first."""

    te_vertellen: list[Punt] = field(default_factory=list)
    wacht_op_antwoord: list[Punt] = field(default_factory=list)
    afspraken: list[Punt] = field(default_factory=list)
    wacht: list[Punt] = field(default_factory=list)
    # The same of the colleagues, outside the own areas; None when there is nothing.
    elders: Dag | None = None

    @property
    def aantal(self) -> int:
        """How much is owed, promised and waits here."""
        parts = (self.te_vertellen, self.wacht_op_antwoord, self.afspraken, self.wacht)
        return sum(len(part) for part in parts)

    @property
    def leeg(self) -> bool:
        """Whether nothing is owed and nothing waits in the own areas."""
        return self.aantal == 0


def day_of(lid: Lidmaatschap) -> Dag:
    """Return the member's day; a municipality's holds only what it was asked."""
    if lid.rol in GEMEENTE_ROLLEN:
        return Dag(wacht=_first(_to_answer(lid)))
    areas = Gebied.objects.working_area(lid).pks() if lid.gebieden.exists() else None
    if areas is None:
        return _day(lid, Q(), Q(), afspraken=_first(_appointments(lid)))
    mine = Q(gebied__in=areas)
    # What one wrote oneself is never somebody else's, nor what is about the whole municipality.
    wrote = mine | Q(door=lid) | Q(gebied__soort=GebiedSoort.GEMEENTE)
    led = mine | Q(begeleider=lid)
    elsewhere = _day(lid, ~wrote, ~led)
    return _day(
        lid,
        wrote,
        led,
        afspraken=_first(_appointments(lid)),
        elders=None if elsewhere.leeg else elsewhere,
    )


def _day(lid: Lidmaatschap, of: Q, plans: Q, **rest: Any) -> Dag:
    return Dag(
        te_vertellen=_first(_to_tell(lid, of, plans)),
        wacht_op_antwoord=_first(_unanswered(lid, of)),
        wacht=_first(_waiting(lid, of, plans)),
        **rest,
    )


def _first(punten: Iterable[Punt]) -> list[Punt]:
    return list(islice(punten, MOST))


def _to_tell(lid: Lidmaatschap, of: Q, plans: Q) -> Iterable[Punt]:
    for signaal in owing_feedback(lid).filter(of)[:MOST]:
        yield Punt(
            _capital(signaal.kring),
            _("weten nog niet wat er kwam van “%(title)s”.") % {"title": signaal.titel},
            signaal.kring_waar,
            reverse("signaal_terugkoppeling", args=[signaal.pk]),
            _("Vertel het terug"),
        )
    for initiatief in plannen.owing_feedback(lid).filter(plans)[:MOST]:
        yield Punt(
            _("De mensen rond “%(title)s”") % {"title": initiatief.titel},
            _("weten nog niet hoe het afliep."),
            initiatief.plek,
            reverse("initiatief_terugkoppeling", args=[initiatief.pk]),
            _("Vertel het terug"),
        )


def _unanswered(lid: Lidmaatschap, of: Q) -> Iterable[Punt]:
    for notitie in owing_answer(lid).filter(of)[:MOST]:
        yield Punt(
            notitie.aan.naam,
            notitie.titel,
            deadline(notitie.reactie_voor),
            reverse("notitie", args=[notitie.pk]),
            _("Bekijk de notitie"),
        )


def _appointments(lid: Lidmaatschap) -> Iterable[Punt]:
    soon = timezone.localdate() + timedelta(days=7)
    for contact in open_appointments(lid).filter(afspraak_op__lte=soon)[:MOST]:
        yield Punt(
            _when(contact.afspraak_op),
            contact.afspraak,
            f"{contact.waar}, {contact.gebied.naam}",
            reverse("contact", args=[contact.pk]),
            _("Bekijk het contact"),
            tuple(contact.lijnen),
        )


def _waiting(lid: Lidmaatschap, of: Q, plans: Q) -> Iterable[Punt]:
    return chain(
        _teruggeschreven(lid, plans),
        _initiatieven(lid, plans),
        _signalen(lid, of),
        _verhalen(lid, of),
        _notities(lid, of),
    )


def _teruggeschreven(lid: Lidmaatschap, plans: Q) -> Iterable[Punt]:
    initiatieven = list(plannen.written_back(lid).filter(plans)[:MOST])
    plannen.look_up_waiting(initiatieven)
    for initiatief in initiatieven:
        yield Punt(
            _("Een bewoner schreef terug · %(age)s") % {"age": _age(initiatief.wacht_dagen or 0)},
            initiatief.titel,
            _("Lees het en laat iets weten."),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het bericht"),
        )


def _age(days: int) -> str:
    if not days:
        return _("vandaag")
    return ngettext("%(days)s dag", "%(days)s dagen", days) % {"days": days}


def _initiatieven(lid: Lidmaatschap, plans: Q) -> Iterable[Punt]:
    today = timezone.localdate()
    for initiatief in plannen.waiting(lid).filter(plans)[:MOST]:
        came = timezone.localdate(initiatief.ingediend_op)
        yield Punt(
            _("Nieuw initiatief · %(age)s") % {"age": _age((today - came).days)},
            initiatief.titel,
            answer_due(after_workdays(came, ANSWER_WITHIN), today),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het initiatief"),
        )


def _signalen(lid: Lidmaatschap, of: Q) -> Iterable[Punt]:
    for signaal in to_interpret(lid).filter(of)[:MOST]:
        yield Punt(
            _("Signaal zonder duiding"),
            signaal.titel,
            signaal.gebied.naam,
            reverse("signaal", args=[signaal.pk]),
            _("Bekijk het signaal"),
            tuple(signaal.lijnen),
        )


def _verhalen(lid: Lidmaatschap, of: Q) -> Iterable[Punt]:
    for verhaal in to_proofread(lid).filter(of)[:MOST]:
        yield Punt(
            _("Verhaal om na te lezen"),
            f"“{Truncator(verhaal.tekst).words(10)}”",
            f"{verhaal.kring}, {verhaal.gebied.naam}",
            reverse("verhaal", args=[verhaal.pk]),
            _("Lees het na"),
        )


def _notities(lid: Lidmaatschap, of: Q) -> Iterable[Punt]:
    for notitie in in_the_making(lid).filter(of)[:MOST]:
        url = reverse("notitie", args=[notitie.pk])
        versies = list(notitie.versies.all())
        if notitie.staat == NotitieStaat.CONCEPT:
            kop, reden, actie = _("Notitie in de maak"), notitie.kenmerk, _("Schrijf verder")
        elif versies and versies[-1].job_staat == JobStaat.MISLUKT:
            kop, reden, actie = _("PDF mislukt"), versies[-1].job_reden, _("Probeer opnieuw")
        elif lid.rol == Rol.COORDINATOR:
            kop, reden, actie = _("Klaar om te verzenden"), notitie.kenmerk, _("Verzend")
        else:
            continue
        yield Punt(kop, notitie.titel, reden, url, actie)


def _to_answer(lid: Lidmaatschap) -> Iterable[Punt]:
    notities: Iterable[Agendanotitie] = (
        received_notities(lid).owing_answer().order_by("reactie_voor", "pk")[:MOST]
    )
    for notitie in notities:
        yield Punt(
            _("Vraag van %(who)s") % {"who": notitie.organisatie.naam},
            notitie.titel,
            deadline(notitie.reactie_voor),
            reverse("ontvangen_notitie", args=[notitie.pk]),
            _("Lees en antwoord"),
        )


def deadline(day: date | None) -> str:
    """Say how much time is left, or how long the answer is overdue."""
    if day is None:
        return ""
    left = (day - timezone.localdate()).days
    words = {"day": date_format(day, "j F"), "days": abs(left)}
    if left > 0:
        text = ngettext(
            "Gevraagd vóór %(day)s, nog %(days)s dag.",
            "Gevraagd vóór %(day)s, nog %(days)s dagen.",
            left,
        )
        return text % words
    if left == 0:
        return _("Gevraagd vóór %(day)s. Dat is vandaag.") % words
    return (
        ngettext(
            "Gevraagd vóór %(day)s, %(days)s dag over tijd.",
            "Gevraagd vóór %(day)s, %(days)s dagen over tijd.",
            -left,
        )
        % words
    )


def answer_due(day: date, today: date) -> str:
    """Say how long somebody may still wait for a first answer, or since when it is late."""
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
    return _("Had %(day)s antwoord moeten hebben.") % {
        "day": late or _("op %(day)s") % {"day": date_format(day, "j F")}
    }


def _when(day: date | None) -> str:
    if day is None:
        return _("Afspraak")
    today = timezone.localdate()
    if day == today:
        return _("Afspraak voor vandaag")
    if day < today:
        return _("Afspraak van %(day)s") % {"day": date_format(day, "j F")}
    return _("Afspraak voor %(day)s") % {"day": date_format(day, "l j F")}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
