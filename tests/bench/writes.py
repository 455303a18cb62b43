"""Creating a contact and an initiative through gunicorn, against a view that inserts one row."""

import uuid
from collections.abc import Callable

from opbouw.lib.web.pow import NORMAL, new_challenge, solve
from tests.bench.client import Browser
from tests.bench.data import OneOfEach
from tests.bench.timing import Ratio, compare

PAIRS = 200
BARE = "a bare Django view that inserts one row"
TEKST = (
    "Op het bankje bij de speelplek. De ouders vertellen dat het huis koud blijft en dat ze daarom "
    "niemand meer binnen vragen."
)


def measure_writes(
    one_of_each: OneOfEach, *, member: Browser, visitor: Browser, bare: Browser
) -> list[Ratio]:
    """Measure through the real servers; the proof of work is solved outside the clock."""
    member.get("/contacten/nieuw/")
    slug = one_of_each.organisatie.slug
    visitor.get(f"/meedoen/{slug}/")

    def contact() -> None:
        member.post(
            "/contacten/nieuw/",
            {
                "sleutel": uuid.uuid4(),
                "gebied": one_of_each.buurt.pk,
                "vindplaats": "speelplek",
                "plek": "het Lindeplein",
                "aantal": "2-5",
                "tekst": TEKST,
                "thema": "wonen",
                "lijnen": ["verbinden", "koppelen"],
                "lijn_waarom": "buren zorgen voor elkaar",
            },
        )

    def insert() -> None:
        bare.post("/nieuw/", {"tekst": TEKST})

    def initiatief(reach: dict[str, str]) -> Callable[[], None]:
        # Easy challenges: how long a stranger's device counts is not what is measured.
        proofs = [solve(new_challenge(most=NORMAL // 100)) for _ in range(PAIRS + 5)]

        def send() -> None:
            visitor.post(
                f"/meedoen/{slug}/",
                {
                    "sleutel": uuid.uuid4(),
                    "titel": "Samen eten in de Kade",
                    "plan": TEKST,
                    "nodig": "Een keuken op dinsdag.",
                    "gebied": one_of_each.buurt.pk,
                    "plek": "het Lindeplein",
                    "altcha": proofs.pop(),
                    **reach,
                },
            )

        return send

    mail = {"naam": "Een bewoner", "email": "bewoner@voorbeeld.nl"}
    return [
        compare("create a contact", BARE, contact, insert, pairs=PAIRS),
        compare("bring in an initiative", BARE, initiatief({}), insert, pairs=PAIRS),
        compare(
            "bring in an initiative, with a mail back", BARE, initiatief(mail), insert, pairs=PAIRS
        ),
    ]
