"""A spreadsheet with contacts: taking it in, choosing its columns, asking for it to be done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs import outbox
from opbouw.lib.models import JobStaat
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.locking import hold_name, lock
from opbouw.lib.writing.transitions import Refused
from wijken.models import Kolomindeling, Lidmaatschap, OverzetStap, Overzetting
from wijken.models.overzetting import BEZET, OverzettingQuerySet
from wijken.overzetten.kolommen import afdruk_of, stand_of_koppeling

FOLDER = "overzetten"
# The file and the rows that came back, and for how long it can be turned back.
KEPT_DAYS = 7
# One that could not be read lies there as it was sent: not encrypted.
UNREAD_DAYS = 1
# The row of a file of which nothing came.
ROW_DAYS = 30
# So that a disk cannot fill up with files that nobody decides about.
MOST_OPEN = 3
UNDECIDED = (OverzetStap.NAKIJKEN, OverzetStap.WACHT)


def folder() -> Path:
    """Return where the files wait."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def file_of(overzetting: Overzetting) -> Path:
    """Return the path of a file; only a name that we made ourselves is one."""
    return folder() / Path(overzetting.bestand).name


@transaction.atomic
def take_in(*, by: Lidmaatschap, bestand: str, naam: str, sha256: str) -> Overzetting:
    """Make the row of a file that is in the folder, and ask for it to be read."""
    hold_name(f"{FOLDER}:{by.organisatie_id}")  # or two at once are both the first
    own = Overzetting.objects.visible_to(by)
    _let_go_of_fruitless(own.filter(sha256=sha256, stap=OverzetStap.KLAAR, overgezet=0), by)
    if own.filter(sha256=sha256, stap__in=BEZET).exists():
        raise Refused(_("Dit bestand is al ingelezen. Kijk hieronder wat ermee is gedaan."))
    if own.filter(stap__in=UNDECIDED).count() >= MOST_OPEN:
        raise Refused(
            _("Er wachten al %(most)s bestanden. Zet er een over of gooi er een weg.")
            % {"most": MOST_OPEN}
        )
    overzetting = Overzetting.objects.create(
        organisatie_id=by.organisatie_id, door=by, bestand=bestand, naam=naam, sha256=sha256
    )
    record("overzetten_gestuurd", overzetting, by=by)
    outbox.request(overzetting)
    return overzetting


def _let_go_of_fruitless(rows: OverzettingQuerySet, by: Lidmaatschap) -> None:
    """End those of which nothing came: with another column or setting the same file may do."""
    for row in rows.select_for_update(of=("self",)):
        drop_file(row)
        _end(row, OverzetStap.WEGGEGOOID)
        record("overzetten_weggegooid", row, by=by)


@transaction.atomic
def choose_columns(
    *, overzetting: Overzetting, by: Lidmaatschap, stand: str, koppeling: Mapping[str, int]
) -> None:
    """Keep which column holds what; the page then shows what that makes of the rows.

    `stand` is that of the columns that the page showed; raises Overtaken for others.
    """
    overzetting = _waiting(overzetting)
    _refuse_other_columns(overzetting, stand)
    overzetting.koppeling = dict(koppeling)
    overzetting.save(update_fields=["koppeling"])
    record("overzetten_kolommen", overzetting, by=by)


@transaction.atomic
def confirm(*, overzetting: Overzetting, by: Lidmaatschap, stand: str, nagekeken: bool) -> bool:
    """Ask for the rows to be brought over; False when somebody did so already.

    `stand` is that of the columns that the page showed; raises Overtaken for others.
    """
    row = lock(overzetting)
    if row.stap in {OverzetStap.BEWAREN, OverzetStap.KLAAR}:
        return False
    row = _waiting(row)
    _refuse_other_columns(row, stand)
    row.stap, row.nagekeken, row.door = OverzetStap.BEWAREN, nagekeken, by
    row.gedaan, row.totaal = 0, row.rijen
    _ask(row)
    Kolomindeling.objects.update_or_create(
        organisatie_id=row.organisatie_id,
        koppen_sha256=afdruk_of(row.koppen),
        defaults={"koppeling": row.koppeling},
    )
    record("overzetten_bevestigd", row, by=by)
    return True


@transaction.atomic
def turn_back(*, overzetting: Overzetting, by: Lidmaatschap) -> None:
    """Ask for everything that came from this file to be removed; twice is once."""
    row = lock(overzetting)
    if row.stap in {OverzetStap.TERUG, OverzetStap.ONGEDAAN}:
        return
    if not may_turn_back(row, now=timezone.now()):
        raise Refused(_("Dit is niet meer terug te draaien."))
    row.stap = OverzetStap.TERUG
    row.gedaan, row.totaal, row.gebleven = 0, row.overgezet, 0
    _ask(row)
    record("overzetten_terug_gevraagd", row, by=by)


def may_turn_back(overzetting: Overzetting, *, now: datetime) -> bool:
    """Tell whether it can be turned back: for a week, and also when it stopped half-way."""
    half = overzetting.stap == OverzetStap.BEWAREN and overzetting.job_staat == JobStaat.MISLUKT
    done = overzetting.stap == OverzetStap.KLAAR
    return (done or half) and turn_back_until(overzetting) > now


def turn_back_until(overzetting: Overzetting) -> datetime:
    """Return the moment after which nothing of it is turned back any more."""
    return _since(overzetting) + timedelta(days=KEPT_DAYS)


@transaction.atomic
def throw_away(*, overzetting: Overzetting, by: Lidmaatschap) -> None:
    """Remove a file of which nothing was brought over."""
    row = lock(overzetting)
    if row.stap == OverzetStap.WEGGEGOOID:
        return
    if row.stap not in UNDECIDED:
        raise Refused(_("Dit bestand is al overgezet."))
    drop_file(row)
    _end(row, OverzetStap.WEGGEGOOID)
    record("overzetten_weggegooid", row, by=by)


@transaction.atomic
def try_again(*, overzetting: Overzetting, by: Lidmaatschap) -> None:
    """Ask again for the step that failed; what was done of it is not done twice."""
    row = lock(overzetting)
    if not row.bestand and row.stap != OverzetStap.TERUG:
        raise Refused(_("Dit bestand is er niet meer. Stuur het opnieuw."))
    if outbox.retry(row):
        record("overzetten_opnieuw", row, by=by)


def drop_file(overzetting: Overzetting) -> None:
    """Remove the file once the transaction is certain; the caller saves the row."""
    if overzetting.bestand:
        transaction.on_commit(partial(file_of(overzetting).unlink, missing_ok=True))
        overzetting.bestand = ""


def _waiting(overzetting: Overzetting) -> Overzetting:
    row = lock(overzetting)
    if row.stap != OverzetStap.WACHT or not row.bestand:
        raise Refused(_("Dit bestand is er niet meer. Stuur het opnieuw."))
    return row


def _refuse_other_columns(row: Overzetting, stand: str) -> None:
    present = stand_of_koppeling(row.koppeling)
    if stand != present:
        raise Overtaken(
            _("Een collega koos intussen andere kolommen. Kijk of het zo klopt."), stand=present
        )


def _ask(row: Overzetting) -> None:
    row.job_staat, row.job_pogingen = JobStaat.AANGEVRAAGD, 0
    row.job_reden, row.job_lease_tot, row.job_verstuurd_op = "", None, None
    row.job_aangevraagd_op = timezone.now()
    row.save()
    outbox.request(row)


def _end(row: Overzetting, stap: OverzetStap) -> None:
    # A worker that is reading it now loses its claim.
    row.stap, row.job_staat, row.job_lease_tot = stap, JobStaat.KLAAR, None
    row.save()


def purge_overzettingen(*, now: datetime) -> int:
    """Let go of files, names and refused rows after a week; returns of how many.

    A file that could not be read goes after a day.
    The row itself stays as long as there are contacts that came from it.
    """
    before = now - timedelta(days=KEPT_DAYS)
    unread = Q(stap=OverzetStap.NAKIJKEN, job_staat=JobStaat.MISLUKT)
    late = Overzetting.objects.filter(Q(gestuurd_op__lt=before) | unread)
    late = late.exclude(naam="", bestand="").order_by("pk")
    released = sum(_release(pk, now) for pk in late.values_list("pk", flat=True))
    old = Overzetting.objects.filter(gestuurd_op__lt=now - timedelta(days=ROW_DAYS))
    fruitless = Q(stap=OverzetStap.KLAAR, overgezet=0)
    old.filter(fruitless | ~Q(stap__in=BEZET), contacten=None).delete()
    _remove_unnamed(now)
    return released


@transaction.atomic
def _release(pk: int, now: datetime) -> bool:
    row = lock(Overzetting(pk=pk))
    # What was asked for on the last day is done first, also when no worker came to it yet.
    days = UNREAD_DAYS if row.stap == OverzetStap.NAKIJKEN else KEPT_DAYS
    if _since(row) >= now - timedelta(days=days) or row.bezig:
        return False
    drop_file(row)
    row.naam, row.koppen, row.reden = "", [], ""
    row.afgekeurde_rijen.all().delete()
    if row.stap == OverzetStap.BEWAREN and row.contacten.exists():
        # It stopped half-way. Sent again it goes on without doubles, so its file blocks no more.
        row.klaar_op, row.sha256 = _since(row), uuid.uuid4().hex * 2
        _end(row, OverzetStap.KLAAR)
    elif row.stap in {*UNDECIDED, OverzetStap.BEWAREN}:
        _end(row, OverzetStap.WEGGEGOOID)
        record("overzetten_weggegooid", row, by=None)
    row.save()
    return True


def _since(row: Overzetting) -> datetime:
    """Return from when the week counts: what stopped half-way was asked for long after it came."""
    return row.klaar_op or row.job_aangevraagd_op


def _remove_unnamed(now: datetime) -> None:
    if not folder().is_dir():
        return
    named = set(Overzetting.objects.exclude(bestand="").values_list("bestand", flat=True))
    # One that is being sent or read now has no row yet.
    young = (now - timedelta(days=1)).timestamp()
    for path in folder().iterdir():
        if path.name not in named and path.stat().st_mtime < young:
            path.unlink(missing_ok=True)
