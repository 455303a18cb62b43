"""The file of a settled version: making it, and removing what may no longer be in it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from opbouw.lib.jobs import outbox
from opbouw.lib.media import remove_unnamed, write_file
from opbouw.lib.models import JobStaat
from opbouw.lib.writing.audit import record
from signalen.inhoud import from_json
from signalen.models import BUITEN, NotitieVersie
from signalen.opmaak import notitie_pdf
from wijken.models import Lidmaatschap

STORY_WITHDRAWN_MESSAGE = gettext_lazy(
    "Een verhaal hierin is ingetrokken. Heropen de notitie en stel die opnieuw vast."
)


@transaction.atomic
def retry_pdf(*, versie: NotitieVersie, by: Lidmaatschap) -> None:
    """Ask again for a PDF that failed three times."""
    if outbox.retry(versie):
        record("pdf_opnieuw_gevraagd", versie, by=by)


def store_pdf(*, versie: NotitieVersie) -> tuple[str, str]:
    """Write the PDF below MEDIA_ROOT and return its name and SHA-256.

    The same content gives the same bytes, so that doing it twice harms nothing. Raises
    InhoudError when the stored content cannot be read and OSError when the disk refuses.
    """
    data = notitie_pdf(from_json(versie.inhoud))
    # An attempt of an older program cannot write over the file of the right one.
    sha256 = hashlib.sha256(data).hexdigest()
    number = f"{versie.notitie_id}-versie-{versie.nummer}-{sha256[:16]}"
    name = f"notities/{versie.organisatie_id}/{number}.pdf"
    return name, write_file(Path(settings.MEDIA_ROOT) / name, data)


def remove_files(versie: NotitieVersie, *, but: str = "") -> None:
    """Remove all files of a version, half-written ones included, except `but`."""
    folder = Path(settings.MEDIA_ROOT) / f"notities/{versie.organisatie_id}"
    own = f"{versie.notitie_id}-versie-{versie.nummer}-"
    for path in [*folder.glob(f"{own}*"), *folder.glob(f".{own}*")]:
        if path.name != Path(but).name:
            path.unlink(missing_ok=True)


def purge_files(*, before: datetime) -> int:
    """Remove files written before this moment that no version names; returns how many.

    Nobody could ever withdraw a story from a file that a killed worker left behind.
    """

    def named(organisatie: str) -> Iterable[str]:
        stored = NotitieVersie.objects.filter(organisatie_id=organisatie).exclude(bestand="")
        return stored.values_list("bestand", flat=True)

    return remove_unnamed(Path(settings.MEDIA_ROOT) / "notities", named, before=before)


@transaction.atomic
def forget_verhaal(*, organisatie_id: int, tekst: str, by: Lidmaatschap | None) -> None:
    """Remove a story from every version that was never sent, with the PDF that holds it.

    What was sent is public and stays as it is.
    """
    unsent = unsent_versions(organisatie_id)
    telling = unsent.filter(inhoud__verhalen__contains=[{"tekst": tekst}])
    for versie in telling.select_for_update(of=("self",)).order_by("pk"):
        verhalen = [told for told in versie.inhoud["verhalen"] if told["tekst"] != tekst]
        inhoud = {**versie.inhoud, "verhalen": verhalen}
        renew_content(versie, inhoud, reden=str(STORY_WITHDRAWN_MESSAGE))
        record("verhaal_uit_versie", versie, by=by)


def unsent_versions(organisatie_id: int) -> QuerySet[NotitieVersie]:
    """Return the versions of an organisation that never left it, older ones of sent notes too."""
    newest = NotitieVersie.objects.filter(notitie=OuterRef("notitie")).order_by("-nummer")
    own = NotitieVersie.objects.filter(organisatie_id=organisatie_id)
    return own.exclude(notitie__staat__in=BUITEN, pk=Subquery(newest.values("pk")[:1]))


def renew_content(versie: NotitieVersie, inhoud: dict[str, Any], *, reden: str) -> None:
    """Give a locked version other content and remove its files; its note is settled anew."""
    transaction.on_commit(partial(remove_files, versie))
    versie.inhoud = inhoud
    versie.bestand = versie.sha256 = ""
    # A worker that is making the old file now loses its claim, see make_pdf.
    versie.job_staat, versie.job_lease_tot = JobStaat.MISLUKT, None
    versie.job_reden = reden
    versie.save()
