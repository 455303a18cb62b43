"""Who uses Opbouw during the soak: each a thread that sends until what it sent is accepted."""

import json
import random
import threading
import time
import urllib.error
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from tests.faults.world import KEYS, Clocked
from tests.personas import Persona
from tests.soak.threads import Patient
from tests.stack import Stack

PAUSE = (0.3, 1.2)
TRIES = 200


@dataclass
class Journal:
    """What was sent, and what happened to it."""

    # By table: the keys that were accepted, and so must be there exactly once.
    accepted: dict[str, set[str]] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, table: str, key: str) -> None:
        """Remember that the site said yes to this key."""
        with self.lock:
            self.accepted.setdefault(table, set()).add(key)

    def say(self, what: str) -> None:
        """Remember something that should never happen."""
        with self.lock:
            self.faults.append(what)


class Visitor(Clocked):
    """Somebody with an address of their own, to whom a refused connection is an answer too."""

    def __init__(
        self, stack: Stack, journal: Journal, persona: Persona | None, number: int
    ) -> None:
        self.address = f"198.18.{number >> 8 & 255}.{number & 255}"
        self.journal = journal
        super().__init__(stack, persona)

    def _ask(self, path: str, data: bytes | None, headers: dict[str, str]) -> tuple[int, str]:
        headers = {**headers, "X-Forwarded-For": self.address}
        begin = time.monotonic()
        try:
            status, text = super()._ask(path, data, headers)
        except (urllib.error.URLError, OSError):
            status, text = 0, ""
        with self.journal.lock:
            self.journal.answers[status] += 1
            self.journal.times.append(time.monotonic() - begin)
        if status == 500:
            self.journal.say(f"500 on {'POST' if data else 'GET'} {path.partition('?')[0][:40]}")
        return status, text


class Person(Patient):
    """Repeats one kind of work until told to stop, and finishes what was begun."""

    def __init__(self, name: str, work: Callable[[random.Random], None], seed: int) -> None:
        super().__init__(name)
        self.work, self.chance = work, random.Random(seed)

    def go_on(self) -> None:
        """Work, with pauses such as people make."""
        while not self.stopping.is_set():
            self.work(self.chance)
            self.stopping.wait(self.chance.uniform(*PAUSE))


def until(accepted: Callable[[], bool]) -> bool:
    """Press again, as the page says, until it is accepted."""
    for attempt in range(TRIES):
        if accepted():
            return True
        time.sleep(min(2, 0.2 * (attempt + 1)))
    return False


def noting(visitor: Visitor, buurt: int) -> Callable[[random.Random], None]:
    """Return the work of a community worker: note a contact, often twice, and look around."""

    def work(chance: random.Random) -> None:
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        contact = {"gebied": str(buurt), "vindplaats": "plein", "aantal": "1", "plek": "plein"}
        contact |= {"tekst": f"Even gepraat over de bankjes {key[:4]}.", "sleutel": key}
        if until(lambda: visitor.post("/contacten/nieuw/", contact) == 302):
            visitor.journal.accept("wijken_contactmoment", key)
            if chance.random() < 0.3:
                visitor.post("/contacten/nieuw/", contact)
        else:
            visitor.journal.say("a contact was never accepted")
        visitor.status(chance.choice(["/vandaag/", "/contacten/", "/signalen/", "/gebieden/"]))

    return work


def bringing(
    visitor: Visitor, fresh: Callable[[int], Visitor], buurt: int
) -> Callable[[random.Random], None]:
    """Return the work of residents: each brings a plan, looks at its page and writes back."""

    def work(chance: random.Random) -> None:
        resident = fresh(chance.randrange(60_000))
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        plan = {"titel": "Samen eten", "plan": "Iedereen neemt iets mee.", "gebied": str(buurt)}
        plan |= {"email": "z@example.org", "sleutel": key}

        def brought() -> bool:
            status, page = resident._ask("/meedoen/de-brink/", None, {})
            status, challenge = resident._ask("/altcha/", None, {}) if status == 200 else (0, "")
            if status != 200:
                return False
            resident.keys |= dict(KEYS.findall(page))
            payload = pow.solve(json.loads(challenge))
            return resident.post("/meedoen/de-brink/", {**plan, "altcha": payload}) == 302

        if until(brought):
            visitor.journal.accept("initiatieven_initiatief", key)
        else:
            visitor.journal.say("a plan was never accepted")

    return work


def settling(visitor: Visitor, notities: list[int]) -> Callable[[random.Random], None]:
    """Return the work of the coordinator: settle a note, wait for its PDF, send it."""
    waiting = iter(notities)

    def work(chance: random.Random) -> None:
        notitie = next(waiting, None)
        if notitie is None:
            visitor.status("/notities/")
            return
        settle, send = f"/notities/{notitie}/vaststellen/", f"/notities/{notitie}/verzenden/"
        until(lambda: visitor.post(settle, {"stand": "0"}) == 302)
        until(lambda: visitor.status(f"/notities/{notitie}/pdf/") == 200)
        until(lambda: visitor.post(send, {"versie": "1"}) == 302)
        visitor.journal.accept("verzonden", str(notitie))

    return work


def answering(visitor: Visitor, sent: Callable[[], list[int]]) -> Callable[[random.Random], None]:
    """Return the work of the municipality: read what came, and answer it once."""
    answered: set[int] = set()

    def work(chance: random.Random) -> None:
        visitor.status("/ontvangen/")
        notitie = min(set(sent()) - answered, default=None)
        if notitie is None:
            return
        reply = {"uitkomst": "overgenomen", "reden": "We komen langs.", "stand": ""}
        if until(lambda: visitor.post(f"/ontvangen/{notitie}/vraag/1/", reply) == 302):
            answered.add(notitie)
            visitor.journal.accept("beantwoord", str(notitie))

    return work


def trespassing(visitor: Visitor, paths: list[str]) -> Callable[[random.Random], None]:
    """Return what somebody of another organisation tries: addresses that are not theirs."""

    def work(chance: random.Random) -> None:
        path = chance.choice(paths)
        status = visitor.status(path)
        if status in {200, 302}:
            visitor.journal.say(f"a stranger got {status} on {path}")

    return work


def tell(journal: Journal) -> dict[str, Any]:
    """Return the figures of the requests: how many, which answers, how long."""
    times = sorted(journal.times) or [0.0]
    return {
        "requests": len(times),
        "answers": dict(sorted(journal.answers.items())),
        "median": times[len(times) // 2],
        "p99": times[int(len(times) * 0.99)],
        "longest": times[-1],
    }
