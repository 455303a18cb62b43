"""Keeps a program to its parent: when the parent ends, however it ends, the program does too.

    python keeper.py GRACE PROGRAM [ARGUMENT ...]

Standard input is a pipe that the parent holds. When it closes (or on SIGTERM) the program gets
SIGTERM, and after GRACE seconds its whole process group is killed.
Runs on the standard library alone.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from types import FrameType

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Stop(Exception):  # noqa: N818 not an error, the parent asks for it
    """The parent is gone, or asks to stop."""


def keep(grace: float, command: list[str]) -> int:
    """Run the command until it ends or the parent does; return its exit code."""
    parent = os.getppid()
    program = subprocess.Popen(  # noqa: S603 the parent's own command, no shell
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_keeper,  # safe: the keeper has one thread
    )
    try:
        while program.poll() is None:
            readable, _, _ = select.select([sys.stdin.fileno()], [], [], 0.5)
            if readable or os.getppid() != parent:
                break
    except Stop:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if program.poll() is None:
            program.terminate()
        with suppress(subprocess.TimeoutExpired):
            program.wait(grace)
        # The program's children too: a pool process does not always notice that its master is gone.
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    return program.returncode


def die_with_keeper() -> None:
    """Have the kernel end the program when the keeper itself is killed (Linux only)."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def main() -> int:
    """Read the command line and keep the program it names."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stop

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return keep(float(sys.argv[1]), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
