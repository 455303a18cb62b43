"""A broker that is gone or hangs: every page answers, and afterwards everything is done once."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from opbouw.lib.jobs.outbox import BREAKER_SECONDS
from tests.e2e.post import letters
from tests.faults.world import (
    Clocked,
    files,
    job,
    mailed,
    recorded_files,
    rows,
)
from tests.personas import ANNEKE, MARIJKE, SAMIRA
from tests.stack import Broker, Stack, program_pid, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

SETTLED_BEFORE = [1, 2]  # ready to be sent when the broker falls away
SETTLED_DURING = [3, 4, 5, 6]
SETTLED_LATER = 7


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of its own, which may be broken."""
    with Broker(tmp_path / "valkey") as broker:
        yield broker


@pytest.fixture
def stack(tmp_path: Path, broker: Broker) -> Iterator[Stack]:
    """A stack on that broker, with two notes ready to be sent."""
    environment = {"OUTBOX_LEASE_SECONDS": "20", "OUTBOX_SWEEP_SECONDS": "1"}
    with Stack(
        tmp_path / "stack", environment=environment, with_beat=True, redis_url=broker.url
    ) as stack:
        stack.manage("shell", "-c", "from tests.faults.world import seed; seed(7)")
        yield stack


@pytest.mark.parametrize("trouble", ["stop", "hang"])
def test_nobody_waits_for_a_broker_that_is_gone_or_hangs(
    stack: Stack, broker: Broker, trouble: str
) -> None:
    marijke, samira, anneke = (Clocked(stack, who) for who in (MARIJKE, SAMIRA, ANNEKE))
    for notitie in SETTLED_BEFORE:
        assert marijke.post(f"/notities/{notitie}/vaststellen/", {"stand": "0"}) == 302
    wait_until(lambda: ready(stack, SETTLED_BEFORE), "the first PDFs", stack.worker.log)
    programs = [program_pid(program) for program in (stack.web, stack.worker, stack.beat)]
    with rows(stack) as connection:
        (buurt,) = connection.execute(
            "SELECT id FROM wijken_gebied WHERE code = 'BU99990100'"
        ).fetchone() or (0,)

    getattr(broker, trouble)()
    others = [Clocked(stack, MARIJKE) for _ in SETTLED_DURING]
    with ThreadPoolExecutor(len(others)) as at_once:
        settled = at_once.map(
            lambda one: one[0].post(f"/notities/{one[1]}/vaststellen/", {"stand": "0"}),
            zip(others, SETTLED_DURING, strict=True),
        )
        assert list(settled) == [302] * len(others)
    resident = Clocked(stack)
    assert resident.bring_in("Samen eten", buurt) == 302
    contact = {"gebied": str(buurt), "vindplaats": "plein", "aantal": "1"}
    assert samira.post("/contacten/nieuw/", contact) == 302
    for notitie in SETTLED_BEFORE:
        # Two readers, so two mails are asked for in one request.
        assert marijke.post(f"/notities/{notitie}/verzenden/", {"versie": "1"}) == 302
        assert anneke.post(f"/ontvangen/{notitie}/vraag/1/", ANTWOORD) == 302
    for path in ("/vandaag/", "/notities/3/", "/gezond/"):
        assert samira.get(path)
    assert "De PDF wordt gemaakt." in samira.get("/notities/3/pdf/staat/", htmx=True)
    time.sleep(BREAKER_SECONDS)  # from here on every process asks the broker once more
    assert marijke.post(f"/notities/{SETTLED_LATER}/vaststellen/", {"stand": "0"}) == 302
    marijke.get(f"/notities/{SETTLED_LATER}/")
    visitors = [marijke, samira, anneke, resident, *others]
    assert [slow for visitor in visitors for slow in visitor.too_slow] == []
    later = [*SETTLED_DURING, SETTLED_LATER]
    assert [job(stack, notitie) for notitie in later] == [("aangevraagd", 0)] * 5

    broker.start() if trouble == "stop" else broker.resume()
    wait_until(lambda: ready(stack, later), "the PDFs", stack.worker.log)
    assert [job(stack, number) for number in range(1, 8)] == [("klaar", 1)] * 7
    assert len(recorded_files(stack)) == 7
    assert files(stack) == recorded_files(stack)
    wait_until(lambda: unsent(stack) == 0, "the mail", stack.worker.log)
    assert [mailed(stack, f"Warm wonen {notitie}") for notitie in SETTLED_BEFORE] == [[1, 1]] * 2
    assert len(letters(stack, SAMIRA.email)) == 2
    assert len(letters(stack, "z@e.nl")) == 1
    # They found the broker again by themselves: nothing was started anew.
    assert programs == [program_pid(program) for program in (stack.web, stack.worker, stack.beat)]


ANTWOORD = {"uitkomst": "overgenomen", "reden": "We komen langs.", "besluit": ""}


def ready(stack: Stack, notities: list[int]) -> bool:
    return all(job(stack, notitie)[0] == "klaar" for notitie in notities)


def unsent(stack: Stack) -> int:
    with rows(stack) as connection:
        found = connection.execute("SELECT count(*) FROM lib_mail WHERE job_staat <> 'klaar'")
        return int((found.fetchone() or [0])[0])
