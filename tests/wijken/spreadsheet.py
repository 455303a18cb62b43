"""Spreadsheets as organisations keep them, for the tests of bringing contacts over."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from xlsxwriter import Workbook

from wijken import tasks
from wijken.models import Overzetting

PAGE = "/contacten/overzetten/"
HEADS = ("Datum", "Buurt", "Plek", "Tekst", "Aantal", "Thema")
ROW = ("1-2-2025", "Klaverveld", "het Lindeplein", "Koffie met buren.", "3", "wonen")


def as_csv(
    rows: Iterable[Sequence[object]],
    heads: Sequence[str] = HEADS,
    *,
    separator: str = ";",
    encoding: str = "utf-8",
) -> bytes:
    """Return a file of text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[Any]], heads: Sequence[str] = HEADS) -> bytes:
    """Return an Excel file; days are days in it."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Contacten")
        for line, cells in enumerate([heads, *rows]):
            sheet.write_row(line, 0, cells)
    return file.getvalue()


def send(client: Client, content: bytes, name: str = "lijst.csv") -> Any:
    """Send a file; returns the answer."""
    return client.post(PAGE, {"bestand": SimpleUploadedFile(name, content)})


def sent(client: Client, content: bytes, name: str = "lijst.csv") -> Overzetting:
    """Send a file that is taken in, and let the worker read it."""
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.context["form"].errors
    row = Overzetting.objects.order_by("-pk")[0]
    assert answer["Location"] == f"{PAGE}{row.pk}/"
    return worked(row)


def worked(row: Overzetting) -> Overzetting:
    """Let the worker do what the row asks for."""
    tasks.zet_over(row.pk)
    row.refresh_from_db()
    return row


def choose(client: Client, row: Overzetting, doe: str = "zet_over", **changes: Any) -> Any:
    """Send the page of the columns as it is drawn, with these changes."""
    form = client.get(f"{PAGE}{row.pk}/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "nagekeken"}
    return client.post(f"{PAGE}{row.pk}/", {**data, "doe": doe, **changes})


def brought(client: Client, content: bytes, name: str = "lijst.csv", **changes: Any) -> Overzetting:
    """Send a file and bring it over whole."""
    row = sent(client, content, name)
    assert choose(client, row, **changes).status_code == 302
    return worked(row)
