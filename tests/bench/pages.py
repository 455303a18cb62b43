"""Lists among many rows: through gunicorn and inside this process, against the bare query."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.web.keyset import Page
from tests.bench.client import Browser
from tests.bench.data import CONTACTS, OneOfEach
from tests.bench.timing import Moment, Ratio, compare, measure
from wijken.models import Contactmoment, Gebied
from wijken.queries.contact import contact_page

PAIRS = 30
ROWS = 50
# The last page but some of what the member has in three wijken.
DEEP = 30
BARE = f"the bare query for the same {ROWS} rows"
FIRST = """
SELECT * FROM wijken_contactmoment WHERE organisatie_id = %s AND gebied_id = ANY(%s)
ORDER BY op DESC, id DESC LIMIT 50
"""
BEHIND = """
SELECT * FROM wijken_contactmoment WHERE organisatie_id = %s AND gebied_id = ANY(%s)
AND (op, id) < (%s, %s) ORDER BY op DESC, id DESC LIMIT 50
"""
LISTS = ("/contacten/", "/contacten/?alles=1", "/initiatieven/?alles=1", "/signalen/", "/notities/")
Step = Callable[[], object]


def count_queries(client: Client) -> dict[str, int]:
    """Return how many queries each list takes with the rows that there are now."""
    counts = {}
    for path in LISTS:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
        counts[path] = len(queries)
    return counts


def measure_pages(one_of_each: OneOfEach, *, member: Browser, client: Client) -> list[Ratio]:
    """Measure pages of 50 contacts of the largest of a hundred organisations."""
    own = list(Gebied.objects.working_area(one_of_each.lid).values_list("pk", flat=True))
    deep = _cursor_of_page(one_of_each, DEEP)
    before = contact_page(one_of_each.lid, after=_cursor_of_page(one_of_each, DEEP - 1)).items[-1]
    code = one_of_each.buurt.code
    pages: list[tuple[str, str, Step, Step]] = [
        (
            "page 1 of my buurten",
            "/contacten/",
            lambda: contact_page(one_of_each.lid),
            lambda: _bare(one_of_each, own),
        ),
        (
            f"page {DEEP} of my buurten",
            f"/contacten/?na={deep}",
            lambda: contact_page(one_of_each.lid, after=deep),
            lambda: _bare(one_of_each, own, behind=before),
        ),
        (
            "one buurt",
            f"/contacten/?gebied={code}",
            lambda: contact_page(one_of_each.lid, gebied=one_of_each.buurt),
            lambda: _bare(one_of_each, [one_of_each.buurt.pk]),
        ),
    ]
    found = []
    for name, path, query, bare in pages:
        _check_rows(member.get(path), ROWS)
        found += [
            compare(f"{name}, our query alone", BARE, query, bare, pairs=PAIRS),
            compare(f"{name}, view in process", BARE, _getter(client, path), bare, pairs=PAIRS),
            compare(f"{name}, through gunicorn", BARE, _reader(member, path), bare, pairs=PAIRS),
        ]
    return found


def measure_other_pages(one_of_each: OneOfEach, *, member: Browser) -> list[Moment]:
    """Measure what else a member opens, as information."""
    own = Contactmoment.objects.filter(organisatie=one_of_each.organisatie)
    contact = own.filter(signalen__isnull=False).latest("op")
    pages = {
        "the buurt with the fewest contacts": f"/contacten/?gebied={one_of_each.lege_buurt.code}",
        "all buurten": "/contacten/?alles=1",
        "note a contact (the form)": "/contacten/nieuw/",
        "one contact": f"/contacten/{contact.pk}/",
        "its thread": f"/draad/contact/{contact.pk}/",
        "the thread of a signal": f"/draad/signaal/{_signaal_of(contact)}/",
        "Mijn dag": "/vandaag/",
        "initiatives": "/initiatieven/",
        "signals": "/signalen/",
        "notes": "/notities/",
    }
    return [
        measure(name, _reader(member, path), times=15, note=path.partition("?")[0])
        for name, path in pages.items()
    ]


def _signaal_of(contact: Contactmoment) -> int:
    return contact.signalen.values_list("pk", flat=True)[0]


def _reader(browser: Browser, path: str) -> Step:
    return lambda: browser.get(path)


def _getter(client: Client, path: str) -> Step:
    return lambda: client.get(path)


def _bare(
    one_of_each: OneOfEach, gebieden: list[int], behind: Contactmoment | None = None
) -> object:
    """The least that brings these rows here: the areas are known, no name is joined."""
    values: list[Any] = [one_of_each.organisatie.pk, gebieden]
    if behind is not None:
        values += [behind.op, behind.pk]
    with connection.cursor() as cursor:
        cursor.execute(FIRST if behind is None else BEHIND, values)
        return cursor.fetchall()


def _cursor_of_page(one_of_each: OneOfEach, number: int) -> str:
    """Return the cursor that leads to this page, found as a reader would: page by page."""
    cursor = None
    for _ in range(number - 1):
        page: Page[Contactmoment] = contact_page(one_of_each.lid, after=cursor)
        cursor = page.next
    assert cursor is not None, "there are too few contacts for this page"
    return cursor


def _check_rows(html: str, rows: int) -> None:
    shown = html.count('<article class="kaart')
    assert shown == rows, f"the page shows {shown} rows instead of {rows}, of {CONTACTS}"
