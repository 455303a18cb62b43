"""Files that an administrator sent: taking them in, confirming, throwing away, cleaning up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs import outbox
from opbouw.lib.models import JobStaat
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import hold_name, lock
from opbouw.lib.writing.transitions import Refused
from wijken.models import Gebruiker, Inlezing, InlezingStap

FOLDER = "inlezen"
# A file is gone after a day, the row with its name after a month.
FILE_KEPT = timedelta(days=1)
KEPT_DAYS = 30
# So that a disk cannot fill up with files that nobody decides about.
MOST_OPEN = 5
OPEN = (InlezingStap.NAKIJKEN, InlezingStap.WACHT, InlezingStap.BEWAREN)


@dataclass(frozen=True)
class Inlezer:
    """The actor in the audit trail: areas and figures belong to no organisation."""

    gebruiker_id: int
    organisatie_id: int | None = None


def folder() -> Path:
    """Return where the files wait."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def file_of(inlezing: Inlezing) -> Path:
    """Return the path of a file; only a name that we made ourselves is one."""
    return folder() / Path(inlezing.bestand).name


@transaction.atomic
def take_in(
    *,
    by: Gebruiker,
    bestand: str,
    naam: str,
    grootte: int,
    soort: str,
    jaar: int | None,
    bron: str,
    namen: str,
) -> Inlezing:
    """Make the row of a file that is in the folder, and ask for its preview."""
    hold_name(FOLDER)  # or two at once are both the last that fits
    if Inlezing.objects.filter(stap__in=OPEN).exclude(bestand="").count() >= MOST_OPEN:
        raise Refused(
            _("Er staan al %(most)s bestanden te wachten. Bewaar er een of gooi er een weg.")
            % {"most": MOST_OPEN}
        )
    inlezing = Inlezing.objects.create(
        door=by,
        bestand=bestand,
        naam=naam,
        grootte=grootte,
        soort=soort,
        jaar=jaar,
        bron=bron,
        namen=namen,
    )
    record("bestand_gestuurd", inlezing, by=Inlezer(by.pk), naar=soort)
    outbox.request(inlezing)
    return inlezing


@transaction.atomic
def confirm(*, inlezing: Inlezing, by: Gebruiker) -> bool:
    """Ask for what the preview showed to be stored; False when somebody did so already."""
    inlezing = lock(inlezing)
    if inlezing.stap in {InlezingStap.BEWAREN, InlezingStap.KLAAR}:
        return False
    if inlezing.stap != InlezingStap.WACHT or not inlezing.bestand:
        raise Refused(_("Dit bestand is er niet meer. Stuur het opnieuw."))
    inlezing.stap = InlezingStap.BEWAREN
    inlezing.job_staat, inlezing.job_pogingen = JobStaat.AANGEVRAAGD, 0
    inlezing.job_reden, inlezing.job_lease_tot, inlezing.job_verstuurd_op = "", None, None
    inlezing.job_aangevraagd_op = timezone.now()
    inlezing.gedaan = inlezing.totaal = 0
    inlezing.save()
    record("inlezen_bevestigd", inlezing, by=Inlezer(by.pk), naar=inlezing.soort)
    outbox.request(inlezing)
    return True


@transaction.atomic
def throw_away(*, inlezing: Inlezing, by: Gebruiker) -> None:
    """Remove a file unread or unstored; what is being stored this moment is not stopped."""
    inlezing = lock(inlezing)
    if inlezing.stap == InlezingStap.BEWAREN and inlezing.job_staat == JobStaat.BEZIG:
        raise Refused(_("Dit bestand wordt nu bewaard. Wacht tot het klaar is."))
    if inlezing.stap not in OPEN:
        return
    _drop_file(inlezing)
    inlezing.stap = InlezingStap.WEGGEGOOID
    # A worker that is looking at it now loses its claim.
    inlezing.job_staat, inlezing.job_lease_tot = JobStaat.KLAAR, None
    inlezing.save()
    record("bestand_weggegooid", inlezing, by=Inlezer(by.pk), naar=inlezing.soort)


@transaction.atomic
def try_again(*, inlezing: Inlezing, by: Gebruiker) -> None:
    """Ask again for the step that failed."""
    inlezing = lock(inlezing)
    if not inlezing.bestand:
        raise Refused(_("Dit bestand is er niet meer. Stuur het opnieuw."))
    if outbox.retry(inlezing):
        record("inlezen_opnieuw", inlezing, by=Inlezer(by.pk), naar=inlezing.soort)


def _drop_file(inlezing: Inlezing) -> None:
    if inlezing.bestand:
        transaction.on_commit(partial(file_of(inlezing).unlink, missing_ok=True))
        inlezing.bestand = ""


def purge_inlezingen(*, now: datetime) -> int:
    """Remove files after a day, those that no row names too, and rows after a month."""
    late = Inlezing.objects.filter(gestuurd_op__lt=now - FILE_KEPT, stap__in=OPEN)
    for pk in late.values_list("pk", flat=True):
        _drop_late(pk)
    removed = 0
    named = set(Inlezing.objects.exclude(bestand="").values_list("bestand", flat=True))
    if folder().is_dir():
        for path in folder().iterdir():
            # One that is being sent now has no row yet.
            if path.name not in named and path.stat().st_mtime < (now - FILE_KEPT).timestamp():
                path.unlink(missing_ok=True)
                removed += 1
    old = Inlezing.objects.filter(gestuurd_op__lt=now - timedelta(days=KEPT_DAYS))
    old.exclude(stap__in=OPEN).delete()
    return removed


@transaction.atomic
def _drop_late(pk: int) -> None:
    inlezing = lock(Inlezing(pk=pk))
    if inlezing.stap not in OPEN or inlezing.job_staat == JobStaat.BEZIG:
        return
    _drop_file(inlezing)
    inlezing.stap = InlezingStap.WEGGEGOOID
    inlezing.job_staat, inlezing.job_lease_tot = JobStaat.KLAAR, None
    inlezing.save()
    record("bestand_weggegooid", inlezing, by=None, naar=inlezing.soort)
