"""Bringing contacts over from a spreadsheet, against COPY of the same rows into the same table."""

import itertools
import uuid
from typing import Any

from django.db import connection
from django.utils import timezone

from opbouw.lib.jobs import outbox
from tests.bench.data import OneOfEach
from tests.bench.timing import Ratio, compare
from tests.keten import make_overzetting
from wijken.actions import overzetting as actions
from wijken.actions.overzetten import bring_over
from wijken.models import AfgekeurdeRij, Contactmoment, Overzetting

ROWS, PAIRS = 2_000, 5
NAME = f"bring over {ROWS:,} contacts from a spreadsheet"
BARE = "COPY of these rows"
KOPPELING = {"op": 0, "gebied": 1, "plek": 2, "tekst": 3, "aantal": 4, "thema": 5}
TEKST = "Op het bankje bij de speelplek. De ouders vertellen dat het huis koud blijft."
COLUMNS = (
    *("organisatie_id", "door_id", "gebied_id", "op", "vindplaats", "plek", "thema", "aantal"),
    *("werksoorten", "tekst", "lijnen", "lijn_waarom", "sleutel", "afdruk"),
)

_numbers = itertools.count(1)


def measure_lists(world: OneOfEach) -> Ratio:
    """Measure what a worker does with a file that was read; each time it is another file."""
    waiting: list[Overzetting] = []

    def prepare() -> None:
        Contactmoment.objects.filter(plek="het Lindeplein in de lijst").delete()
        Overzetting.objects.all().delete()
        waiting.append(_file(world))

    def ours() -> None:
        claimed = outbox.claim(Overzetting, waiting.pop().pk)
        if claimed is None:
            raise RuntimeError("Nobody else has this job.")
        bring_over(*claimed)

    def bare() -> None:
        with connection.cursor() as cursor:
            raw: Any = cursor
            with raw.copy(f"COPY wijken_contactmoment ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in _rows(world):
                    copy.write_row(row)

    prepare()
    found = compare(NAME, BARE, ours, bare, pairs=PAIRS, warm=1, after=prepare)
    _clean_up()
    return found


def _file(world: OneOfEach) -> Overzetting:
    """Make a file that is confirmed, of so many rows."""
    cells = [
        [
            *("1-2-2026", world.buurt.code, "het Lindeplein in de lijst"),
            *(f"{TEKST} Dit was gesprek {next(_numbers)}.", "3", "wonen"),
        ]
        for _ in range(ROWS)
    ]
    row = make_overzetting(
        world.lid,
        cells=cells,
        koppen=["Datum", "Code", "Plek", "Tekst", "Aantal", "Thema"],
        koppeling=KOPPELING,
        stap="bewaren",
        job_staat="aangevraagd",
        blokken=0,
        overgezet=0,
        afgekeurd=0,
        rijen=ROWS,
        klaar_op=None,
    )
    AfgekeurdeRij.objects.all().delete()
    return row


def _rows(world: OneOfEach) -> list[tuple[Any, ...]]:
    own = (world.organisatie.pk, world.lid.pk, world.buurt.pk, timezone.now())
    place: tuple[Any, ...] = ("anders", "het Lindeplein in de lijst", "wonen", "2-5", [])
    return [
        (*own, *place, f"{TEKST} Dit was gesprek {number}.", [], "", uuid.uuid4(), "a" * 64)
        for number in range(ROWS)
    ]


def _clean_up() -> None:
    Contactmoment.objects.filter(plek="het Lindeplein in de lijst").delete()
    for row in Overzetting.objects.all():
        actions.file_of(row).unlink(missing_ok=True)
    Overzetting.objects.all().delete()
