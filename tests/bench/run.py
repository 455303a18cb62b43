"""The whole run, once Django stands."""

import time

from django.conf import settings
from django.db import connection

from opbouw.machine.processes import ROOT
from tests.bench import data, report
from tests.bench.bare.models import Rij
from tests.bench.client import Browser
from tests.bench.lists import measure_lists
from tests.bench.pages import count_queries, measure_other_pages, measure_pages
from tests.bench.pdfs import measure_pdf
from tests.bench.scale.compare import Line
from tests.bench.scale.country import Export
from tests.bench.timing import Visit
from tests.bench.writes import count_statements, measure_writes
from tests.wereld import LidClient

Lists = tuple[list[Line], list[Export]]
DOCUMENT = ROOT / "docs" / "bench.md"


def measure_all(*, web_port: int, bare_port: int, lists: Lists, visits: list[Visit]) -> None:
    """Make the rows, measure, print the table and keep it in docs/bench.md.

    `lists` was measured before, among a million contacts, and `visits` in a browser.
    """
    start = time.monotonic()
    with connection.schema_editor() as editor:
        editor.create_model(Rij)
    world = data.make_world()
    client = LidClient(world.lid)
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    member, visitor, bare = (
        Browser(web_port, session),
        Browser(web_port),
        Browser(bare_port),
    )

    def say(what: str) -> None:
        _say(what, start)

    data.fill(data.FEW, say)
    queries = count_queries(client)
    data.fill(data.CONTACTS, say)
    many = count_queries(client)
    assert many == queries, f"a list asks more with more rows: {queries} became {many}"
    _say("creating", start)
    ratios = measure_writes(world, member=member, visitor=visitor, bare=bare)
    statements = count_statements(world, client=client)
    _say("pages", start)
    ratios += measure_pages(world, member=member, client=client)
    moments = measure_other_pages(world, member=member)
    _say("a spreadsheet", start)
    ratios.append(measure_lists(world))
    _say("PDF", start)
    ratios += measure_pdf()

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        database = f"PostgreSQL {cursor.fetchone()[0]}"
    sizes = data.FEW, data.CONTACTS
    found = report.table(ratios, moments, statements, queries, sizes)
    text = f"{report.machine(database)}\n\n{found}\n\n{report.lists(*lists)}"
    text += f"\n\n{report.visits(visits)}"
    print(text)  # noqa: T201 the result is what this command is for
    report.keep(DOCUMENT, text)
    _say("done; kept in docs/bench.md", start)


def _say(what: str, start: float) -> None:
    print(f"[{time.monotonic() - start:4.0f} s] {what}", flush=True)  # noqa: T201 shows progress
