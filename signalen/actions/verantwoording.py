"""Asking for an account as a PDF, its file, and taking an account out as a spreadsheet."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from opbouw.lib.jobs import outbox
from opbouw.lib.media import remove_unnamed, write_file
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once
from signalen.models import VerantwoordingPdf
from signalen.opmaak_verantwoording import account_pdf
from signalen.queries.verantwoording import compose, usable_verhalen
from signalen.verantwoording import from_json, to_json
from wijken.models import Gebied, Lidmaatschap
from wijken.queries.tijdvak import Tijdvak

FOLDER = "verantwoording"


@transaction.atomic
def request_account(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    gebied: Gebied | None,
    tijdvak: Tijdvak,
    verhalen: Sequence[int],
) -> tuple[VerantwoordingPdf, bool]:
    """Freeze an account as it is now and ask for its PDF; returns it and whether it is new."""
    # A withdrawal at this moment came first, or waits and finds this account.
    list(usable_verhalen(by).filter(pk__in=verhalen).select_for_update(of=("self",)).order_by("pk"))
    row, new = create_once(
        VerantwoordingPdf,
        by=by,
        sleutel=sleutel,
        fields={"gebied": gebied, "tijdvak": tijdvak.code},
        sent_along={"verhalen": sorted(verhalen)},
        complete=lambda _key, _afdruk: {"inhoud": to_json(compose(by, gebied, tijdvak, verhalen))},
    )
    if new:
        record("verantwoording_gemaakt", row, by=by, naar=said_of("pdf", gebied, tijdvak.code))
        outbox.request(row)
    return row, new


@transaction.atomic
def retry_account(*, row: VerantwoordingPdf, by: Lidmaatschap) -> None:
    """Ask again for a PDF that failed three times."""
    if outbox.retry(row):
        record("pdf_opnieuw_gevraagd", row, by=by)


@transaction.atomic
def take_out(*, by: Lidmaatschap, vorm: str, gebied: Gebied | None, tijdvak: str) -> None:
    """Record that an account is taken out as a file, before any of it leaves."""
    naar = said_of(vorm, gebied, tijdvak)
    record("verantwoording_gedownload", by.organisatie, by=by, naar=naar)


def said_of(vorm: str, gebied: Gebied | None, tijdvak: str) -> str:
    """Return what the trail says of a file: its kind, the code of the area, the period."""
    return ", ".join(filter(None, [vorm, gebied.code if gebied else "", tijdvak]))


def store_account(row: VerantwoordingPdf) -> str:
    """Write the PDF below MEDIA_ROOT and return its name.

    Raises InhoudError when the stored content cannot be read and OSError when the disk refuses.
    """
    data = account_pdf(from_json(row.inhoud))
    # An attempt of an older program cannot write over the file of the right one.
    mark = hashlib.sha256(data).hexdigest()[:16]
    name = f"{FOLDER}/{row.organisatie_id}/{row.pk}-{mark}.pdf"
    write_file(Path(settings.MEDIA_ROOT) / name, data)
    return name


def remove_account_files(row: VerantwoordingPdf, *, but: str = "") -> None:
    """Remove all files of an account, half-written ones included, except `but`."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER / str(row.organisatie_id)
    for path in [*folder.glob(f"{row.pk}-*"), *folder.glob(f".{row.pk}-*")]:
        if path.name != Path(but).name:
            path.unlink(missing_ok=True)


def purge_account_files(*, before: datetime) -> int:
    """Remove files written before this moment that no account names; returns how many."""

    def named(organisatie: str) -> Iterable[str]:
        stored = VerantwoordingPdf.objects.filter(organisatie_id=organisatie).exclude(bestand="")
        names: Iterable[str] = stored.values_list("bestand", flat=True)
        return names

    return remove_unnamed(Path(settings.MEDIA_ROOT) / FOLDER, named, before=before)


@transaction.atomic
def delete_accounts(pks: Sequence[int]) -> None:
    """Remove accounts with their files: they were made to be taken along."""
    rows = VerantwoordingPdf.objects.filter(pk__in=pks)
    for row in rows.select_for_update(of=("self",)).order_by("pk").defer("inhoud"):
        transaction.on_commit(partial(remove_account_files, row))
    rows.delete()


@transaction.atomic
def forget_told(*, organisatie_id: int, tekst: str, by: Lidmaatschap | None) -> None:
    """Remove every account that tells this story; whoever needs one makes it again without."""
    rows = VerantwoordingPdf.objects.filter(organisatie_id=organisatie_id)
    telling = rows.filter(inhoud__verhalen__contains=[{"tekst": tekst}]).order_by("pk")
    for row in telling.select_for_update(of=("self",)):
        record("verhaal_uit_verantwoording", row, by=by)
        delete_accounts([row.pk])
