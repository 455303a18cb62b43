"""Points of Mijn dag from signals, stories and notes; for a municipality, what it was asked."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.models import JobStaat
from opbouw.lib.web.pieces import Punt
from signalen.models import NotitieStaat
from signalen.queries.notitie import in_the_making, owing_answer, received_notities
from signalen.queries.signaal import owing_feedback, to_interpret
from signalen.queries.verhaal import to_proofread
from wijken.contract import MOST_PUNTEN, Reach
from wijken.models import GebiedSoort, Lidmaatschap, Rol


def to_tell(lid: Lidmaatschap, reach: Reach) -> Iterator[Punt]:
    """Yield the signals whose circle does not know what came of them."""
    for signaal in owing_feedback(lid).filter(_mine(lid, reach))[:MOST_PUNTEN]:
        yield Punt(
            _capital(signaal.kring),
            _("weten nog niet wat er kwam van “%(title)s”.") % {"title": signaal.titel},
            signaal.kring_waar,
            reverse("signaal_terugkoppeling", args=[signaal.pk]),
            _("Vertel het terug"),
        )


def unanswered(lid: Lidmaatschap, reach: Reach) -> Iterator[Punt]:
    """Yield the sent notes that wait for an answer of the municipality."""
    for notitie in owing_answer(lid).filter(_mine(lid, reach))[:MOST_PUNTEN]:
        yield Punt(
            notitie.aan.naam,
            notitie.titel,
            deadline(notitie.reactie_voor),
            reverse("notitie", args=[notitie.pk]),
            _("Bekijk de notitie"),
        )


def signalen(lid: Lidmaatschap, reach: Reach) -> Iterator[Punt]:
    """Yield the signals without a duiding."""
    for signaal in to_interpret(lid).filter(_mine(lid, reach))[:MOST_PUNTEN]:
        yield Punt(
            _("Signaal zonder duiding"),
            signaal.titel,
            signaal.gebied.naam,
            reverse("signaal", args=[signaal.pk]),
            _("Bekijk het signaal"),
            tuple(signaal.lijnen),
        )


def verhalen(lid: Lidmaatschap, reach: Reach) -> Iterator[Punt]:
    """Yield the colleagues' stories that wait for a second pair of eyes."""
    for verhaal in to_proofread(lid).filter(_mine(lid, reach))[:MOST_PUNTEN]:
        yield Punt(
            _("Verhaal om na te lezen"),
            f"“{Truncator(verhaal.tekst).words(10)}”",
            f"{verhaal.kring}, {verhaal.gebied.naam}",
            reverse("verhaal", args=[verhaal.pk]),
            _("Lees het na"),
        )


def notities(lid: Lidmaatschap, reach: Reach) -> Iterator[Punt]:
    """Yield the notes that have not been sent and that this member can bring further."""
    for notitie in in_the_making(lid).filter(_mine(lid, reach))[:MOST_PUNTEN]:
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


def to_answer(lid: Lidmaatschap, _reach: Reach) -> Iterator[Punt]:
    """Yield the received notes that the municipality has not answered, the most urgent first."""
    owing = received_notities(lid).owing_answer().order_by("reactie_voor", "pk")
    for notitie in owing[:MOST_PUNTEN]:
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


def _mine(lid: Lidmaatschap, reach: Reach) -> Q:
    # One's own records, and those about the whole municipality, are never "elsewhere".
    return reach.select(own=Q(door=lid) | Q(gebied__soort=GebiedSoort.GEMEENTE))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
