"""Servers that are kept for the next run: one user at a time, and never for ever."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from opbouw.machine.embedded import EmbeddedError, kept_services, running, services
from opbouw.machine.embedded.folder import Folder
from tests.faults.embedded import EMBEDDED, WHEELS, remember, remembered
from tests.processes import left_behind

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("embedded")]

RUN = """
import sys
sys.path += sys.argv[3:]
from pathlib import Path
from embedded import services
with services(Path(sys.argv[1]), fast=True, keep=float(sys.argv[2])) as found:
    print(found.database_url)
"""


def run(folder: Path, keep: float) -> str:
    """Be a run of the tests: start the servers, print their address and end."""
    command = [sys.executable, "-I", "-S", "-c", RUN, str(folder), str(keep)]
    # A guard that held on to what the run printed would keep us waiting here.
    done = subprocess.run(
        [*command, str(EMBEDDED.parent), str(WHEELS)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_next_run_finds_the_servers_and_has_them_to_itself(tmp_path: Path) -> None:
    address = run(tmp_path, keep=300)
    with kept_services(tmp_path) as found:
        assert found.database_url == address
        remember(found, "gebleven")
        with pytest.raises(EmbeddedError, match="already run"), kept_services(tmp_path):
            pass
        with pytest.raises(EmbeddedError, match="already run"), services(tmp_path):
            pass
    with kept_services(tmp_path) as found:
        assert remembered(found) == ["gebleven", "gebleven"]
    Folder.inside(tmp_path).state.unlink()  # as when somebody throws the folder away
    assert left_behind(str(tmp_path)) == {}


def test_servers_that_nobody_uses_end_by_themselves(tmp_path: Path) -> None:
    run(tmp_path, keep=0.1)
    assert left_behind(str(tmp_path)) == {}
    assert running(tmp_path) is None
    with pytest.raises(EmbeddedError, match="No servers are kept"), kept_services(tmp_path):
        pass


def test_servers_in_use_do_not_end_when_their_time_is_up(tmp_path: Path) -> None:
    run(tmp_path, keep=2)
    with kept_services(tmp_path) as found, psycopg.connect(found.database_url) as connection:
        connection.execute("SELECT pg_sleep(5)")
        assert running(tmp_path) == found
    assert left_behind(str(tmp_path)) == {}
