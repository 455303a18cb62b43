"""A worker that dies in the middle of a PDF: the PDF comes, once, and so does the mail."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from tests.e2e.chain import held
from tests.faults.world import (
    ENDLESS,
    Clocked,
    content,
    files,
    job,
    mailed,
    put_content,
    recorded_files,
    wait_for_render,
)
from tests.personas import MARIJKE
from tests.stack import Stack, children, program_pid, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack that notices a dead worker within seconds instead of a minute."""
    short = {"OUTBOX_LEASE_SECONDS": "8", "OUTBOX_SWEEP_SECONDS": "1"}
    with Stack(tmp_path_factory.mktemp("jobs"), environment=short, with_beat=True) as stack:
        stack.manage("shell", "-c", "from tests.faults.world import seed; seed(4)")
        yield stack


@pytest.fixture
def marijke(stack: Stack) -> Clocked:
    """The coordinator, who settles and sends."""
    return Clocked(stack, MARIJKE)


@contextmanager
def endless(stack: Stack, marijke: Clocked, notities: Sequence[int]) -> Iterator[None]:
    """Settle these notes and let their PDFs never be finished, as long as this lasts."""
    with held(stack):
        for notitie in notities:
            assert marijke.post(f"/notities/{notitie}/vaststellen/", {"stand": "0"}) == 302
        healthy = {notitie: content(stack, notitie) for notitie in notities}
        for notitie, inhoud in healthy.items():
            put_content(stack, notitie, inhoud | {"duiding": ENDLESS})
    wait_for_render(stack, notities)
    yield
    for notitie, inhoud in healthy.items():
        put_content(stack, notitie, inhoud)


def wait_for(stack: Stack, notitie: int, attempts: int) -> None:
    wait_until(lambda: job(stack, notitie)[0] == "klaar", f"PDF {notitie}", stack.worker.log)
    assert job(stack, notitie) == ("klaar", attempts)


def test_a_child_that_is_killed_while_it_renders(stack: Stack, marijke: Clocked) -> None:
    with endless(stack, marijke, [1]):
        for child in children(program_pid(stack.worker)):
            os.kill(child, signal.SIGKILL)
    wait_for(stack, 1, attempts=2)
    assert files(stack) == recorded_files(stack)

    assert marijke.post("/notities/1/verzenden/", {"versie": "1"}) == 302
    wait_until(lambda: mailed(stack, "Warm wonen 1") == [1, 1], "the mail", stack.worker.log)

    assert "/notities/1/pdf/" in marijke.get("/notities/1/")
    assert marijke.too_slow == []


def test_a_whole_worker_that_is_killed_with_work_waiting(stack: Stack, marijke: Clocked) -> None:
    with endless(stack, marijke, [2, 3, 4]):
        stack.kill_worker()
    interrupted = [notitie for notitie in (2, 3, 4) if job(stack, notitie)[0] == "bezig"]
    assert interrupted
    assert "De PDF wordt gemaakt." in marijke.get(f"/notities/{interrupted[0]}/")
    stack.start_worker()
    for notitie in (2, 3, 4):
        wait_for(stack, notitie, attempts=2 if notitie in interrupted else 1)
    assert files(stack) == recorded_files(stack)
    assert marijke.post("/notities/2/verzenden/", {"versie": "1"}) == 302
    wait_until(lambda: mailed(stack, "Warm wonen 2") == [1, 1], "the mail", stack.worker.log)
    assert marijke.too_slow == []
