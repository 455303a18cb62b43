"""Points of Mijn dag from signals, stories and notes; for a municipality, what it was asked."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.web.pieces import Punt
from signalen.models import Agendanotitie, NotitieStaat, Signaal, Verhaal
from signalen.models.notitie import NotitieQuerySet
from signalen.models.signaal import SignaalQuerySet
from signalen.models.verhaal import VerhaalQuerySet
from signalen.queries.notitie import in_the_making, owing_answer, received_notities, settled
from signalen.queries.signaal import owing_feedback, to_interpret
from signalen.queries.verhaal import to_proofread
from wijken.contract import Reach
from wijken.models import Lidmaatschap


def untold(lid: Lidmaatschap, reach: Reach) -> SignaalQuerySet:
    """Return the signals whose circle does not know what came of them."""
    return owing_feedback(lid).filter(_mine(lid, reach))


def to_tell(signalen: Iterable[Signaal]) -> Iterator[Punt]:
    """Yield a point for each that has to be told back."""
    for signaal in signalen:
        yield Punt(
            # Not "they do not know": a circle may be one club or many parents.
            _("Aan %(kring)s:") % {"kring": signaal.kring},
            _("wat er kwam van “%(title)s”.") % {"title": signaal.titel},
            signaal.kring_waar,
            reverse("signaal_terugkoppeling", args=[signaal.pk]),
            _("Vertel het terug"),
        )


def sent(lid: Lidmaatschap, reach: Reach) -> NotitieQuerySet:
    """Return the sent notes that wait for an answer of the municipality."""
    return owing_answer(lid).filter(_mine(lid, reach))


def unanswered(notities: Iterable[Agendanotitie]) -> Iterator[Punt]:
    """Yield a point for each that waits for an answer."""
    for notitie in notities:
        yield Punt(
            notitie.aan.naam,
            notitie.titel,
            deadline(notitie.reactie_voor),
            reverse("notitie", args=[notitie.pk]),
            _("Bekijk de notitie"),
        )


def noticed(lid: Lidmaatschap, reach: Reach) -> SignaalQuerySet:
    """Return the signals without a duiding."""
    return to_interpret(lid).filter(_mine(lid, reach))


def signalen(noticed: Iterable[Signaal]) -> Iterator[Punt]:
    """Yield a point for each signal without a duiding."""
    for signaal in noticed:
        yield Punt(
            _("Signaal zonder duiding"),
            signaal.titel,
            signaal.gebied.naam,
            reverse("signaal", args=[signaal.pk]),
            _("Bekijk het signaal"),
            tuple(signaal.lijnen),
        )


def unread(lid: Lidmaatschap, reach: Reach) -> VerhaalQuerySet:
    """Return the colleagues' stories that wait for a second pair of eyes."""
    return to_proofread(lid).filter(_mine(lid, reach))


def verhalen(unread: Iterable[Verhaal]) -> Iterator[Punt]:
    """Yield a point for each story to read."""
    for verhaal in unread:
        yield Punt(
            _("Verhaal om na te lezen"),
            f"“{Truncator(verhaal.tekst).words(10)}”",
            f"{verhaal.kring}, {verhaal.gebied.naam}",
            reverse("verhaal", args=[verhaal.pk]),
            _("Lees het na"),
        )


def concepts(lid: Lidmaatschap, reach: Reach) -> NotitieQuerySet:
    """Return the notes that are being written."""
    return in_the_making(lid).filter(_mine(lid, reach), staat=NotitieStaat.CONCEPT)


def to_write(notities: Iterable[Agendanotitie]) -> Iterator[Punt]:
    """Yield a point for each note to write on."""
    for notitie in notities:
        yield _of_notitie(notitie, _("Notitie in de maak"), notitie.kenmerk, _("Schrijf verder"))


def without_pdf(lid: Lidmaatschap, reach: Reach) -> NotitieQuerySet:
    """Return the settled notes whose PDF failed."""
    return settled(lid, failed=True).filter(_mine(lid, reach))


def to_draw_again(notities: Iterable[Agendanotitie]) -> Iterator[Punt]:
    """Yield a point for each note whose PDF failed."""
    for notitie in notities:
        reason = getattr(notitie, "pdf_reden", "")
        yield _of_notitie(notitie, _("PDF mislukt"), reason, _("Probeer opnieuw"))


def settled_ones(lid: Lidmaatschap, reach: Reach) -> NotitieQuerySet:
    """Return the settled notes that can be sent."""
    return settled(lid, failed=False).filter(_mine(lid, reach))


def to_send(notities: Iterable[Agendanotitie]) -> Iterator[Punt]:
    """Yield a point for each note to send."""
    for notitie in notities:
        yield _of_notitie(notitie, _("Klaar om te verzenden"), notitie.kenmerk, _("Verzend"))


def asked(lid: Lidmaatschap, _reach: Reach) -> NotitieQuerySet:
    """Return the received notes that the municipality has not answered, the most urgent first."""
    return received_notities(lid).owing_answer().order_by("reactie_voor", "pk")


def to_answer(notities: Iterable[Agendanotitie]) -> Iterator[Punt]:
    """Yield a point for each received note without an answer."""
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
            "Gevraagd uiterlijk %(day)s, nog %(days)s dag.",
            "Gevraagd uiterlijk %(day)s, nog %(days)s dagen.",
            left,
        )
        return text % words
    if left == 0:
        return _("Gevraagd uiterlijk %(day)s. Dat is vandaag.") % words
    return (
        ngettext(
            "Gevraagd uiterlijk %(day)s, %(days)s dag over tijd.",
            "Gevraagd uiterlijk %(day)s, %(days)s dagen over tijd.",
            -left,
        )
        % words
    )


def _mine(lid: Lidmaatschap, reach: Reach) -> Q:
    # One's own records, and those about a whole gemeente, are never "elsewhere".
    return reach.select(own=Q(door=lid) | Q(gebied__in=reach.gemeenten))


def _of_notitie(notitie: Agendanotitie, kop: str, reden: str, actie: str) -> Punt:
    return Punt(kop, notitie.titel, reden, reverse("notitie", args=[notitie.pk]), actie)
