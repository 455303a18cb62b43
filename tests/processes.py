"""Finds processes by what they were started with, to see that none is left behind."""

import time
from pathlib import Path


def processes(mark: str) -> dict[int, str]:
    """Return id and command of the processes that carry this mark in command or environment."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in command or mark.encode() in _environment(entry):
            found[int(entry.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


def left_behind(mark: str, seconds: float = 15) -> dict[int, str]:
    """Return the processes still there at the deadline, or {} as soon as there are none."""
    deadline = time.monotonic() + seconds
    while (found := processes(mark)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def _environment(entry: Path) -> bytes:
    try:
        return (entry / "environ").read_bytes()
    except OSError:  # another user's; root in a container may not read those
        return b""
