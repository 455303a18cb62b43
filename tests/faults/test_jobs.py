"""A worker that dies in the middle of a PDF: the PDF comes, once, and so does the mail."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.faults.world import Clocked, files, job, mailed, recorded_files, wait_for_render
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


def settle(marijke: Clocked, notitie: int) -> None:
    assert marijke.post(f"/notities/{notitie}/vaststellen/", {}) == 302


def freeze_while_rendering(stack: Stack, notitie: int) -> list[int]:
    """Stop the worker's children in the middle of this PDF; return their ids."""
    wait_for_render(stack, [notitie])
    found = children(program_pid(stack.worker))
    for child in found:
        os.kill(child, signal.SIGSTOP)
    assert job(stack, notitie) == ("bezig", 1)
    return found


def wait_for(stack: Stack, notitie: int, attempts: int) -> None:
    wait_until(lambda: job(stack, notitie)[0] == "klaar", f"PDF {notitie}", stack.worker.log)
    assert job(stack, notitie) == ("klaar", attempts)


def test_a_child_that_is_killed_while_it_renders(stack: Stack, marijke: Clocked) -> None:
    settle(marijke, 1)
    for child in freeze_while_rendering(stack, 1):
        os.kill(child, signal.SIGKILL)
    wait_for(stack, 1, attempts=2)
    assert files(stack) == recorded_files(stack)

    assert marijke.post("/notities/1/verzenden/", {}) == 302
    wait_until(lambda: mailed(stack, "Warm wonen 1") == [1, 1], "the mail", stack.worker.log)

    assert "/notities/1/pdf/" in marijke.get("/notities/1/")
    assert marijke.too_slow == []


def test_a_whole_worker_that_is_killed_with_work_waiting(stack: Stack, marijke: Clocked) -> None:
    for notitie in (2, 3, 4):
        settle(marijke, notitie)
    wait_for_render(stack, [2, 3, 4])
    stack.kill_worker()
    interrupted = [notitie for notitie in (2, 3, 4) if job(stack, notitie)[0] == "bezig"]
    assert interrupted
    assert "De PDF wordt gemaakt." in marijke.get(f"/notities/{interrupted[0]}/")
    stack.start_worker()
    for notitie in (2, 3, 4):
        wait_for(stack, notitie, attempts=2 if notitie in interrupted else 1)
    assert files(stack) == recorded_files(stack)
    assert marijke.post("/notities/2/verzenden/", {}) == 302
    wait_until(lambda: mailed(stack, "Warm wonen 2") == [1, 1], "the mail", stack.worker.log)
    assert marijke.too_slow == []
