"""Making the file of a settled version."""

import hashlib
from pathlib import Path

from django.conf import settings

from opbouw.lib.pdf.files import write_pdf_file
from signalen.inhoud import from_json
from signalen.models import NotitieVersie
from signalen.opmaak import notitie_pdf


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
    return name, write_pdf_file(Path(settings.MEDIA_ROOT) / name, data)
