"""A database that hangs: every page answers in time, and afterwards nothing is lost or doubled."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from opbouw.machine.embedded import services
from opbouw.machine.embedded.folder import Folder
from tests.faults.world import Clocked, rows
from tests.personas import MARIJKE, SAMIRA
from tests.stack import Stack, children, manage, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

# A page has three seconds; a machine that runs much else beside this gets as much again.
PATIENCE = 6
HEALTH = 3  # one second, and as much again twice


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """A web server on a PostgreSQL of its own, which may be stopped."""
    with services(tmp_path, fast=True) as found:
        environment = {"OPBOUW_MODE": "test", "DATABASE_URL": found.database_url}
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "createcachetable", "--verbosity=0")
        with Stack(tmp_path / "stack", with_worker=False, database_url=found.database_url) as stack:
            stack.manage("shell", "-c", "from tests.faults.world import seed; seed(0)")
            yield stack


@contextmanager
def hanging(folder: Path) -> Iterator[None]:
    """Stop the whole server: it takes connections, for its machine does, and says nothing."""
    postmaster = int((Folder.inside(folder).postgres / "postmaster.pid").read_text().split()[0])
    stopped = [postmaster]
    os.kill(postmaster, signal.SIGSTOP)
    stopped += children(postmaster)
    for pid in stopped[1:]:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)


def contact(buurt: int, tekst: str) -> dict[str, str]:
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, tekst))
    return {"gebied": str(buurt), "vindplaats": "plein", "aantal": "1", "plek": "plein"} | {
        "tekst": tekst,
        "sleutel": key,
    }


def went_through(post: Callable[[dict[str, str]], int], one: dict[str, str]) -> bool:
    return post(one) == 302


def test_no_page_hangs_with_the_database_and_nothing_is_lost(stack: Stack, tmp_path: Path) -> None:
    samira, marijke, health = Clocked(stack, SAMIRA), Clocked(stack, MARIJKE), Clocked(stack)
    with rows(stack) as connection:
        (buurt,) = connection.execute(
            "SELECT id FROM wijken_gebied WHERE code = 'BU99990100'"
        ).fetchone() or (0,)
    assert samira.post("/contacten/nieuw/", contact(buurt, "ervoor")) == 302
    before = len(samira.times)
    during = [contact(buurt, f"tijdens {number}") for number in range(6)]
    with hanging(tmp_path):
        with ThreadPoolExecutor(8) as visitors:
            sent = [visitors.submit(samira.post, "/contacten/nieuw/", one) for one in during]
            asked = [visitors.submit(marijke.status, "/vandaag/") for _ in range(2)]
            answered = [one.result() for one in sent + asked]
        statuses = [health.status("/gezond/") for _ in range(5)]
    assert answered == [503] * 8
    assert statuses == [503] * 5
    slow = [took for took in samira.times[before:] + marijke.times if took[0] >= PATIENCE]
    assert slow == []
    assert [took for took in health.times if took[0] >= HEALTH] == []
    # Everybody presses again, as the page says.
    wait_until(lambda: health.status("/gezond/") == 200, "the database", stack.web.log)
    again = partial(samira.post, "/contacten/nieuw/")
    for one in during:
        wait_until(partial(went_through, again, one), "a page", stack.web.log)
    with rows(stack) as connection:
        query = "SELECT count(*), count(DISTINCT sleutel) FROM wijken_contactmoment"
        assert connection.execute(query).fetchone() == (7, 7)
    assert health.status("/meedoen/de-brink/") == 200
