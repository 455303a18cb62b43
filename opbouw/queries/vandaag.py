"""Mijn dag: both debts, the promises that are due, and what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, islice

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatieven.queries import initiatief as plannen
from opbouw.lib.models import JobStaat
from signalen.models import Agendanotitie, NotitieStaat
from signalen.queries.notitie import in_the_making, owing_answer, received_notities
from signalen.queries.signaal import owing_feedback, to_interpret
from signalen.queries.verhaal import to_proofread
from wijken.models import GEMEENTE_ROLLEN, Lidmaatschap, Rol
from wijken.queries.contact import open_appointments

MOST = 20


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

    @property
    def leeg(self) -> bool:
        """Whether nothing is owed and nothing waits."""
        return not any((self.te_vertellen, self.wacht_op_antwoord, self.afspraken, self.wacht))


def day_of(lid: Lidmaatschap) -> Dag:
    """Return the member's day; a municipality's holds only what it was asked."""
    if lid.rol in GEMEENTE_ROLLEN:
        return Dag(wacht=_first(_to_answer(lid)))
    return Dag(
        te_vertellen=_first(_to_tell(lid)),
        wacht_op_antwoord=_first(_unanswered(lid)),
        afspraken=_first(_appointments(lid)),
        wacht=_first(_waiting(lid)),
    )


def _first(punten: Iterable[Punt]) -> list[Punt]:
    return list(islice(punten, MOST))


def _to_tell(lid: Lidmaatschap) -> Iterable[Punt]:
    for signaal in owing_feedback(lid)[:MOST]:
        yield Punt(
            _capital(signaal.kring),
            _("weten nog niet wat er kwam van “%(title)s”.") % {"title": signaal.titel},
            signaal.kring_waar,
            reverse("signaal_terugkoppeling", args=[signaal.pk]),
            _("Vertel het terug"),
        )
    for initiatief in plannen.owing_feedback(lid)[:MOST]:
        yield Punt(
            _("De mensen rond “%(title)s”") % {"title": initiatief.titel},
            _("weten nog niet hoe het afliep."),
            initiatief.plek,
            reverse("initiatief_terugkoppeling", args=[initiatief.pk]),
            _("Vertel het terug"),
        )


def _unanswered(lid: Lidmaatschap) -> Iterable[Punt]:
    for notitie in owing_answer(lid)[:MOST]:
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


def _waiting(lid: Lidmaatschap) -> Iterable[Punt]:
    return chain(
        _teruggeschreven(lid), _initiatieven(lid), _signalen(lid), _verhalen(lid), _notities(lid)
    )


def _teruggeschreven(lid: Lidmaatschap) -> Iterable[Punt]:
    initiatieven = list(plannen.written_back(lid)[:MOST])
    plannen.look_up_waiting(initiatieven)
    for initiatief in initiatieven:
        yield Punt(
            _("Een bewoner schreef terug · %(age)s") % {"age": _age(initiatief.wacht_dagen or 0)},
            initiatief.titel,
            _("Lees het en laat iets weten."),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het bericht"),
        )


def _days_since(moment: datetime) -> int:
    return (timezone.localdate() - timezone.localdate(moment)).days


def _age(days: int) -> str:
    if not days:
        return _("vandaag")
    return ngettext("%(days)s dag", "%(days)s dagen", days) % {"days": days}


def _initiatieven(lid: Lidmaatschap) -> Iterable[Punt]:
    for initiatief in plannen.waiting(lid)[:MOST]:
        yield Punt(
            _("Nieuw initiatief · %(age)s") % {"age": _age(_days_since(initiatief.ingediend_op))},
            initiatief.titel,
            _("Binnen 3 werkdagen hoort iemand van een mens."),
            reverse("initiatief", args=[initiatief.pk]),
            _("Lees het initiatief"),
        )


def _signalen(lid: Lidmaatschap) -> Iterable[Punt]:
    for signaal in to_interpret(lid)[:MOST]:
        yield Punt(
            _("Signaal zonder duiding"),
            signaal.titel,
            signaal.gebied.naam,
            reverse("signaal", args=[signaal.pk]),
            _("Bekijk het signaal"),
            tuple(signaal.lijnen),
        )


def _verhalen(lid: Lidmaatschap) -> Iterable[Punt]:
    for verhaal in to_proofread(lid)[:MOST]:
        yield Punt(
            _("Verhaal om na te lezen"),
            f"“{Truncator(verhaal.tekst).words(10)}”",
            f"{verhaal.kring}, {verhaal.gebied.naam}",
            reverse("verhaal", args=[verhaal.pk]),
            _("Lees het na"),
        )


def _notities(lid: Lidmaatschap) -> Iterable[Punt]:
    for notitie in in_the_making(lid)[:MOST]:
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
