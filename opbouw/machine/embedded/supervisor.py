"""The parent's side: start a guard, hear where its servers listen, and let go of it at the end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .binaries import postgres_programs, valkey_program
from .folder import EmbeddedError, Folder, Services, running

# The guard needs nothing but this package and the standard library: no site packages, no settings.
# The folder goes last, or our own modules would shadow the standard library's.
GUARD = "import sys; sys.path.append(sys.argv.pop(1)); from embedded.guard import main; main()"
STOP_SECONDS = 30
# Guards that stay after us; held here, for Python warns of a process that is dropped while it runs.
_staying: list[subprocess.Popen[bytes]] = []


@contextmanager
def services(folder: Path, *, fast: bool = False, keep: float = 0) -> Iterator[Services]:
    """Run PostgreSQL and Valkey on the folder, which is made when it is not there.

    With `fast` a crash of the machine may lose data: for tests. Raises EmbeddedError with a
    sentence that says what to do. The servers end with this process, however it ends; with `keep`
    they end when no run has used them for so many seconds, see `kept_services`.
    """
    order = {
        "folder": str(Folder.inside(folder).path),
        "postgres": str(postgres_programs()),
        "valkey": str(valkey_program()),
        "fast": fast,
        "keep": keep,
    }
    package = Path(__file__).resolve().parent
    guard = subprocess.Popen(  # noqa: S603 our own command, no shell
        [sys.executable, "-I", "-S", "-c", GUARD, str(package.parent), json.dumps(order)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd="/",
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin")},
        start_new_session=True,  # Ctrl-C is for us; the guard hears of it when we are done
    )
    assert guard.stdin is not None  # noqa: S101 for the type checker
    assert guard.stdout is not None  # noqa: S101 for the type checker
    try:
        message = json.loads(guard.stdout.readline() or "{}")
        if "services" not in message:
            raise EmbeddedError(message.get("error", "The embedded services do not start."))
        yield Services(*message["services"])
    finally:
        guard.stdin.close()
        try:
            if keep:
                _staying.append(guard)
            else:
                guard.wait(STOP_SECONDS)
        finally:
            guard.stdout.close()


@contextmanager
def kept_services(folder: Path) -> Iterator[Services]:
    """Use the servers that an earlier run kept on this folder, and leave them to the next.

    Raises EmbeddedError when none are kept, or when another run uses them.
    """
    own = Folder.inside(folder)
    none = EmbeddedError(f"No servers are kept on {folder}.")
    if running(folder) is None:
        raise none
    use = own.claim()
    try:
        found = running(folder)
        if found is None:  # they ended in between
            raise none
        yield found
    finally:
        own.release(use)
