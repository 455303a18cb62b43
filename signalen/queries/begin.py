"""What is already known when a note begins.

The sentences here become text of the letter, which is Dutch whatever language its writer reads
Opbouw in: they do not pass through gettext.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from signalen.models import Duiding, Signaal
from wijken.models import Contactmoment, Gebied, Lidmaatschap
from wijken.queries.opvolging import brought_forward


def common_area(signalen: Sequence[Signaal]) -> Gebied:
    """Return the smallest area that holds all these signals."""
    noted = list({signaal.gebied_id: signaal.gebied for signaal in signalen}.values())
    # Noted in different editions, the same wijk is two rows.
    areas = noted if len(noted) == 1 else brought_forward(noted)
    if len(areas) == 1:
        return areas[0]
    parents = {gebied.ouder_id for gebied in areas}
    first = areas[0]
    if len(parents) == 1 and first.ouder is not None:
        return first.ouder
    top = first
    while top.ouder is not None:
        top = top.ouder
    return top


def observed_period(signalen: Sequence[Signaal]) -> tuple[date, date]:
    """Return the first and last day of the conversations; without any, of noting the signals."""
    heard = Contactmoment.objects.filter(signalen__in=signalen).aggregate(
        first=Min("op"), last=Max("op")
    )
    moments = [moment for moment in (heard["first"], heard["last"]) if moment is not None]
    # A signal is often noted weeks later: its own day says nothing of when people spoke.
    moments = moments or [signaal.op for signaal in signalen]
    return timezone.localdate(min(moments)), timezone.localdate(max(moments))


def initial_texts(signalen: Sequence[Signaal], by: Lidmaatschap) -> dict[str, str]:
    """Return the parts of a note that its signals and their duidingen fill in."""
    duidingen = list(Duiding.objects.filter(signaal__in=signalen).order_by("op", "pk"))
    return {
        "duiding": "\n\n".join(duiding.tekst for duiding in duidingen),
        "duiders": "; ".join(dict.fromkeys(duiding.met_wie for duiding in duidingen))[:300],
        "tegengeluid": "\n\n".join(d.tegengeluid for d in duidingen if d.tegengeluid)[:1500],
        "spanningen": "\n\n".join(d.spanning for d in duidingen if d.spanning)[:1500],
        "wat_we_niet_weten": "\n\n".join(
            f"Nog niet gehoord: {d.niet_gehoord}" for d in duidingen if d.niet_gehoord
        )[:1500],
        "terugkoppeling": _told_back(signalen)[:1000],
        "contact": f"{by.gebruiker.naam}, {by.organisatie.naam}, {by.organisatie.bereikbaar}"[:200],
    }


def _told_back(signalen: Sequence[Signaal]) -> str:
    """Say to whom the answer is told, a line for each circle, with where they are found."""
    circles = dict.fromkeys((signaal.kring, signaal.kring_waar) for signaal in signalen)
    return "\n".join(
        f"We vertellen het antwoord terug aan {kring}."
        + (f" Waar en wanneer: {waar}." if waar else "")
        for kring, waar in circles
    )
