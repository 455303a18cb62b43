"""Taking a list out as a file, as it is filtered; for the pages of all lists."""

from collections.abc import Generator, Iterator
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.database.cut import with_columns
from opbouw.lib.database.patience import PAGE_SECONDS, at_most
from opbouw.lib.sheets.csv_file import csv_blocks
from opbouw.lib.sheets.table import Cell, Table
from opbouw.lib.sheets.xlsx_file import xlsx_blocks
from opbouw.lib.web import limits
from opbouw.lib.web.keyset import pieces
from wijken.actions.download import begin_download, count_download
from wijken.models import Lidmaatschap
from wijken.queries.lid import DOWNLOADERS
from wijken.toegang.middleware import LidRequest

ModelT = TypeVar("ModelT", bound=Model)

# One takes the time of a web process for half a minute or more.
PER_HOUR = 20
# An Excel file is sent once it is whole, and a proxy waits no longer than a minute.
MOST_XLSX = 50_000
# What a switch of a filter is called; the others say their value.
SAID = {"alles": gettext_lazy("alle buurten"), "archief": gettext_lazy("archief")}
FORMS = {
    "csv": (csv_blocks, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_blocks,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def download_url(request: LidRequest, name: str, query: dict[str, str]) -> str:
    """Return where this list is taken out as it is filtered; empty for those who may not."""
    return f"{reverse(name)}{_query(query)}" if request.lid.rol in DOWNLOADERS else ""


def send_list(
    request: LidRequest,
    table: Table[ModelT],
    rows: QuerySet[ModelT],
    *,
    handeling: str,
    lijst: str,
    query: dict[str, str],
) -> HttpResponseBase:
    """Send a list as it is filtered, or lead back to it with why not.

    `lijst` is the name of its page, and `query` how that says its filter.
    """
    vorm = request.GET.get("vorm", "")
    vorm = vorm if vorm in FORMS else "csv"
    if refusal := _refusal(request.lid, rows, vorm):
        messages.error(request, refusal)
        return HttpResponseRedirect(f"{reverse(lijst)}{_query(query)}")
    said = [vorm, *(str(SAID.get(name, value)) for name, value in query.items() if value)]
    begin_download(by=request.lid, handeling=handeling, filter_in_words=", ".join(said))
    response = StreamingHttpResponse(
        blocks(request.lid, table, rows, vorm), content_type=FORMS[vorm][1]
    )
    name = f"{table.name}-{timezone.localdate():%Y-%m-%d}.{vorm}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    add_never_cache_headers(response)
    return response


def _query(query: dict[str, str]) -> str:
    filled = {name: value for name, value in query.items() if value}
    return f"?{urlencode(filled)}" if filled else ""


def _refusal(lid: Lidmaatschap, rows: QuerySet[ModelT], vorm: str) -> str:
    # Asked first: counting a long list costs more than counting a download.
    if not limits.hit(f"download:{lid.pk}", limit=PER_HOUR, seconds=3600):
        return _("Je hebt dit uur al vaak iets gedownload. Ga over een uur verder.")
    if vorm == "xlsx" and rows.order_by()[MOST_XLSX : MOST_XLSX + 1].exists():
        return _(
            "Dit zijn meer dan 50.000 rijen. Neem CSV: dat opent ook in Excel. "
            "Of kies eerst een kleiner deel."
        )
    return ""


def blocks(
    lid: Lidmaatschap, table: Table[ModelT], rows: QuerySet[ModelT], vorm: str
) -> Generator[bytes, None, None]:
    """Yield a file in blocks, and record how many rows it held, whole or broken off."""
    number = 0

    def cells() -> Iterator[list[list[Cell]]]:
        nonlocal number
        for found in pieces(with_columns(rows, *table.reads), order=table.order):
            number += len(found)
            yield [table.cells(row) for row in found]

    write, _kind = FORMS[vorm]
    try:
        yield from write(table.name, table.heads(), cells())
    finally:
        with at_most(PAGE_SECONDS):
            count_download(by=lid, aantal=number)
