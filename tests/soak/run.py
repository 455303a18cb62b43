"""The run itself: a stack, its people, the faults between them, and the verdict."""

import os
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from tests.bench.report import machine
from tests.faults.world import rows
from tests.personas import ANNEKE, JOOST, MARIJKE, RUBEN, SAMIRA, Persona
from tests.processes import left_behind
from tests.soak import verdict
from tests.soak.faults import Faults, mount_small, unmount
from tests.soak.memory import Memory
from tests.soak.people import (
    Journal,
    Person,
    Visitor,
    answering,
    bringing,
    noting,
    settling,
    tell,
    trespassing,
)
from tests.soak.report import keep, table
from tests.stack import Broker, Stack, manage

NOTES_A_MINUTE = 2
DISK_MEGABYTES = 100
SHORT = {"OUTBOX_LEASE_SECONDS": "15", "OUTBOX_SWEEP_SECONDS": "2", "TRUSTED_PROXIES": "1"}


def run(folder: Path, *, minutes: float, pause: float, exits: ExitStack) -> int:
    """Run for so many minutes; returns 0 when nothing is lost, doubled or left behind."""
    environment = {"OPBOUW_MODE": "test", "DATABASE_URL": os.environ["DATABASE_URL"]}
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "createcachetable", "--verbosity=0")
    broker = exits.enter_context(Broker(folder / "broker"))
    place = folder / "stack"
    full_disk = mount_small(place / "media", DISK_MEGABYTES)
    if full_disk:
        exits.callback(unmount, place / "media")
    stack = Stack(
        place,
        environment=SHORT,
        with_beat=True,
        redis_url=broker.url,
        database_url=os.environ["DATABASE_URL"],
    )
    notes = max(2, int(minutes * NOTES_A_MINUTE))
    with stack:
        seeding = f"from tests.soak.world import seed_all; seed_all({notes})"
        stack.manage("shell", "-c", seeding)
        journal = Journal()
        people = everybody(stack, journal, notes)
        memory = Memory(stack.wanted)
        faults = Faults(stack, broker, folder, seconds=pause, full_disk=full_disk)
        threads = [*people, memory, faults]
        for thread in threads:
            thread.start()
        end = time.monotonic() + minutes * 60
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(30, left))
            _say(f"{len(journal.times)} requests, {len(faults.happened)} faults", end)
        for thread in (faults, *people, memory):
            thread.stopping.set()
        for thread in (faults, *people, memory):
            thread.join(180)
        verdict.wait_for_quiet(stack)
        wrong = verdict.differences(stack, journal)
        wrong += verdict.growth(memory.grown())
        wrong += [
            f"{t.name} fell over: {type(t.error).__name__}" for t in (*people, faults) if t.error
        ]
        doubled = verdict.doubled_mails(stack)
    wrong += [f"left running: {what}" for what in left_behind(str(place)).values()]
    text = table(
        tell(journal),
        faults=faults.happened,
        accepted={name: len(keys) for name, keys in journal.accepted.items()},
        memory=memory.grown(),
        doubled=doubled,
        wrong=wrong,
    )
    head = f"{machine('PostgreSQL and Valkey of our own')} {minutes:g} minutes."
    keep(f"{head}\n\n{text}" + ("" if full_disk else "\n\nThe disk was not filled: needs root."))
    print(text)  # noqa: T201 the result is what this command is for
    return 1 if wrong else 0


def everybody(stack: Stack, journal: Journal, notes: int) -> list[Person]:
    """Return all the people, not yet at work."""
    numbers = count(1)

    def visitor(persona: Persona | None) -> Visitor:
        return Visitor(stack, journal, persona, next(numbers))

    with rows(stack) as connection:
        query = "SELECT id FROM wijken_gebied WHERE code = 'BU99990100'"
        (buurt,) = connection.execute(query).fetchone() or (0,)
    anonymous = visitor(None)

    def sent() -> list[int]:
        with journal.lock:
            return [int(key) for key in journal.accepted.get("verzonden", ())]

    def resident(number: int) -> Visitor:
        return Visitor(stack, journal, None, 1000 + number)

    strange = ["/contacten/1/", "/signalen/1/", "/notities/1/", "/notities/1/pdf/", "/ontvangen/1/"]
    return [
        *(
            Person(f"{one.naam} {n}", noting(visitor(one), buurt), n)
            for n, one in enumerate([SAMIRA, SAMIRA, JOOST, JOOST])
        ),
        *(Person(f"resident {n}", bringing(anonymous, resident, buurt), 10 + n) for n in range(2)),
        Person("Marijke", settling(visitor(MARIJKE), list(range(1, notes + 1))), 20),
        Person("Anneke", answering(visitor(ANNEKE), sent), 21),
        Person("Ruben", trespassing(visitor(RUBEN), strange), 22),
    ]


def _say(what: str, end: float) -> None:
    print(f"[{max(0, end - time.monotonic()):5.0f} s to go] {what}", flush=True)  # noqa: T201
