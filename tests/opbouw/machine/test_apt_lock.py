"""A new server installs its own updates first: we wait for the package manager, and say so."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from opbouw.machine import bootstrap

LISTS = "/var/lib/apt/lists/lock"
DPKG = "/var/lib/dpkg/lock-frontend"
HOLD = """
import fcntl, sys, time
with open(sys.argv[1], "a+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
real = pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/var/lib/dpkg").is_dir(), reason="needs root on Debian"
)


@contextmanager
def held(path: str, seconds: float) -> Iterator[None]:
    """Let another program hold this lock for so long."""
    command = [sys.executable, "-c", HOLD, path, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.kill()


def apt_says(folder: Path, monkeypatch: pytest.MonkeyPatch, *answers: str) -> Path:
    """Put an apt-get first that fails with each of these in turn, and then does well."""
    for number, answer in enumerate(answers):
        (folder / f"answer-{number}").write_text(answer)
    fake = folder / "apt-get"
    fake.write_text(
        f'#!/bin/sh\ncd "{folder}"\necho "$LC_ALL $@" >> calls\n'
        "number=$(($(wc -l < calls) - 1))\n[ -e answer-$number ] || exit 0\n"
        "cat answer-$number >&2\nexit 100\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setattr(bootstrap, "LOCK_PAUSE", 0)
    return folder / "calls"


LOCKED = f"E: Could not get lock {DPKG}. It is held by process 812 (unattended-upgr)\n"
NAMELESS = f"E: Could not get lock {LISTS} - open (11: Resource temporarily unavailable)\n"
FRONTEND = f"E: Unable to acquire the dpkg frontend lock ({DPKG}), is another process using it?\n"


def test_it_waits_says_so_once_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = apt_says(tmp_path, monkeypatch, LOCKED, FRONTEND, NAMELESS)
    bootstrap.apt_get(["install", "-y", "hello"])
    assert calls.read_text().splitlines() == ["C install -y hello -o DPkg::Lock::Timeout=0"] * 4
    shown = capsys.readouterr()
    assert shown.out == "unattended-upgr holds the package manager; waiting for it\n"
    assert shown.err == ""


def test_it_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = apt_says(tmp_path, monkeypatch, NAMELESS, NAMELESS, NAMELESS)
    monkeypatch.setattr(bootstrap, "LOCK_SECONDS", 0)
    with pytest.raises(SystemExit, match=r"^Another program still holds the package manager"):
        bootstrap.apt_get(["update"])
    assert len(calls.read_text().splitlines()) == 1
    assert NAMELESS in capsys.readouterr().err


@pytest.mark.parametrize(
    "answer",
    [
        "E: Unable to locate package hello\n",
        # Not root: no waiting helps.
        f"E: Could not open lock file {DPKG} - open (13: Permission denied)\n",
    ],
)
def test_what_else_it_says_is_shown(
    answer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls = apt_says(tmp_path, monkeypatch, answer, answer)
    bootstrap.apt_get(["install", "hello"])
    assert len(calls.read_text().splitlines()) == 1
    assert answer in capsys.readouterr().err


@real
@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        # Neither looks anything up outside: no sources, and nothing to download.
        (LISTS, ["-o", "Dir::Etc::SourceList=/dev/null", "-o", "Dir::Etc::SourceParts=/dev/null",
                 "-o", "APT::Get::List-Cleanup=0", "update", "-q"]),
        (DPKG, ["install", "-y", "-q", "--no-upgrade", "base-files"]),
    ],
)  # fmt: skip
def test_a_lock_that_another_program_really_holds(
    path: str,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "LOCK_PAUSE", 1)
    with held(path, 12):
        bootstrap.apt_get(arguments)
    shown = capsys.readouterr()
    assert re.fullmatch(r"python.* holds the package manager; waiting for it\n", shown.out)
    assert shown.err == ""


@real
def test_a_lock_that_is_never_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "LOCK_PAUSE", 1)
    monkeypatch.setattr(bootstrap, "LOCK_SECONDS", 2)
    with held(LISTS, 30), pytest.raises(SystemExit, match=r"^python.* still holds"):
        bootstrap.apt_get(["update", "-q"])
