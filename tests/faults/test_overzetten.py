"""A worker that is killed while it brings a spreadsheet over: every row comes, and comes once."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.world import rows
from tests.stack import Stack, children, program_pid, wait_until
from tests.wijken.spreadsheet import HEADS, ROW, as_csv

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

ROWS = 4_000
TAKE_IN = """
from tests import personas
from wijken.actions.overzetting import take_in
area = personas.make_zonderwater()
brink = personas.make_organisatie("Welzijn De Brink", "de-brink", "welzijn", area)
lid = personas.make_lid(personas.MARIJKE, brink)
take_in(by=lid, bestand=".lijst", naam="lijst.csv", sha256="a" * 64)
"""
CONFIRM = """
from wijken.actions.overzetting import confirm
from wijken.models import Overzetting
from wijken.overzetten.kolommen import stand_of_koppeling
row = Overzetting.objects.get()
confirm(overzetting=row, by=row.door, stand=stand_of_koppeling(row.koppeling), nagekeken=False)
"""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """A stack that notices a dead worker within seconds instead of a minute."""
    short = {"OUTBOX_LEASE_SECONDS": "4", "OUTBOX_SWEEP_SECONDS": "1"}
    with Stack(tmp_path, environment=short, with_beat=True) as stack:
        yield stack


def state(stack: Stack) -> tuple[str, str, int]:
    """How far it is: step, state of the job, blocks done."""
    with rows(stack) as connection:
        found = connection.execute("SELECT stap, job_staat, blokken FROM wijken_overzetting")
        return found.fetchone() or ("", "", 0)


def test_a_worker_that_is_killed_between_two_blocks(stack: Stack) -> None:
    folder = stack.folder / "media" / "overzetten"
    folder.mkdir(parents=True)
    lines = [(*ROW[:3], f"Praatje {at}.", *ROW[4:]) for at in range(ROWS)]
    lines[10] = ("geen dag", *lines[10][1:])
    (folder / ".lijst").write_bytes(as_csv(lines, HEADS))
    stack.manage("shell", "-c", TAKE_IN)
    wait_until(lambda: state(stack)[:2] == ("wacht", "klaar"), "the reading", stack.worker.log)
    stack.manage("shell", "-c", CONFIRM)
    wait_until(lambda: state(stack)[2] >= 2, "two blocks", stack.worker.log)
    for child in children(program_pid(stack.worker)):
        os.kill(child, signal.SIGKILL)
    assert state(stack)[:2] == ("bewaren", "bezig"), "it was done before it was killed"
    wait_until(lambda: state(stack)[:2] == ("klaar", "klaar"), "the rest", stack.worker.log)
    with rows(stack) as connection:
        counted = connection.execute(
            "SELECT count(*), count(DISTINCT tekst) FROM wijken_contactmoment"
        ).fetchone()
        told = connection.execute(
            "SELECT overgezet, afgekeurd, stond_er_al, job_pogingen FROM wijken_overzetting"
        ).fetchone()
    assert counted == (ROWS - 1, ROWS - 1)
    assert told == (ROWS - 1, 1, 0, 2)
