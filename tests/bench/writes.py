"""Creating a contact and an initiative through gunicorn, against a view that inserts one row."""

import itertools
import uuid
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.web.pow import NORMAL, new_challenge, solve
from tests.bench.client import Browser
from tests.bench.data import OneOfEach
from tests.bench.timing import Ratio, Step, compare

PAIRS, WARM = 200, 5
CONTACT = "create a contact"
INITIATIEF = "bring in an initiative"
WITH_MAIL = "bring in an initiative, with a mail back"
MAIL = {"naam": "Een bewoner", "email": "bewoner@voorbeeld.nl"}
BARE = "a bare Django view that inserts one row"
TEKST = (
    "Op het bankje bij de speelplek. De ouders vertellen dat het huis koud blijft en dat ze daarom "
    "niemand meer binnen vragen."
)

# Equal words by the same sender within minutes are one sending.
_numbers = itertools.count(1)


def measure_writes(
    one_of_each: OneOfEach, *, member: Browser, visitor: Browser, bare: Browser
) -> list[Ratio]:
    """Measure through the real servers; the proof of work is solved outside the clock.

    After each sending the page is read that it leads to, as a browser does: else what the pages
    have to say piles up in the cookie.
    """
    slug = one_of_each.organisatie.slug
    member.get("/contacten/nieuw/")
    visitor.get(f"/meedoen/{slug}/")
    reached: list[str] = []

    def contact() -> None:
        reached.append(member.post("/contacten/nieuw/", contact_form(one_of_each)))

    def insert() -> None:
        bare.post("/nieuw/", {"tekst": TEKST})

    def initiatief(reach: dict[str, str]) -> Callable[[], None]:
        proofs = _proofs(PAIRS + WARM)

        def send() -> None:
            form = initiatief_form(one_of_each, proofs.pop()) | reach
            reached.append(visitor.post(f"/meedoen/{slug}/", form))

        return send

    def create(name: str, send: Step, reader: Browser) -> Ratio:
        def read() -> None:
            reader.get(reached.pop())

        return compare(name, BARE, send, insert, pairs=PAIRS, warm=WARM, after=read)

    return [
        create(CONTACT, contact, member),
        create(INITIATIEF, initiatief({}), visitor),
        create(WITH_MAIL, initiatief(MAIL), visitor),
    ]


def count_statements(one_of_each: OneOfEach, *, client: Client) -> dict[str, tuple[int, int]]:
    """Return how many statements each action takes, and the page that it leads to.

    All of them, those that begin and end a transaction too: each is a way there and back.
    """
    public = f"/meedoen/{one_of_each.organisatie.slug}/"
    sendings: dict[str, tuple[Client, str, dict[str, object]]] = {
        CONTACT: (client, "/contacten/nieuw/", contact_form(one_of_each)),
        INITIATIEF: (Client(), public, initiatief_form(one_of_each, _proofs(1)[0])),
        WITH_MAIL: (Client(), public, initiatief_form(one_of_each, _proofs(1)[0]) | MAIL),
    }
    counts = {}
    for name, (browser, path, form) in sendings.items():
        browser.get(path)
        with CaptureQueriesContext(connection) as sent:
            answer = browser.post(path, form)
        if answer.status_code != 302:
            raise RuntimeError(f"{name}: {path} answered {answer.status_code}")
        with CaptureQueriesContext(connection) as read:
            browser.get(answer["Location"])
        counts[name] = len(sent), len(read)
    return counts


def contact_form(one_of_each: OneOfEach) -> dict[str, object]:
    """Return what a worker sends."""
    return {
        "sleutel": uuid.uuid4(),
        "gebied": one_of_each.buurt.pk,
        "vindplaats": "speelplek",
        "plek": "het Lindeplein",
        "aantal": "2-5",
        "tekst": f"{TEKST} Dit was gesprek {next(_numbers)}.",
        "thema": "wonen",
        "lijnen": ["verbinden", "koppelen"],
        "lijn_waarom": "buren zorgen voor elkaar",
    }


def initiatief_form(one_of_each: OneOfEach, proof: str) -> dict[str, object]:
    """Return what a resident sends."""
    return {
        "sleutel": uuid.uuid4(),
        "titel": "Samen eten in de Kade",
        "plan": f"{TEKST} Dit is plan {next(_numbers)}.",
        "nodig": "Een keuken op dinsdag.",
        "gebied": one_of_each.buurt.pk,
        "plek": "het Lindeplein",
        "altcha": proof,
    }


def _proofs(count: int) -> list[str]:
    # Easy challenges: how long a stranger's device counts is not what is measured.
    return [solve(new_challenge(most=NORMAL // 100)) for _ in range(count)]
