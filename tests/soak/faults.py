"""What goes wrong during the soak, one after the other, each for ten seconds."""

import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from opbouw.machine.embedded.folder import Folder
from tests.soak.threads import Patient
from tests.stack import Broker, Stack, children, program_pid

SECONDS = 10.0


class Faults(Patient):
    """Breaks something, lets it be broken, mends it, and waits before the next."""

    def __init__(
        self, stack: Stack, broker: Broker, services: Path, *, seconds: float, full_disk: bool
    ) -> None:
        super().__init__("faults")
        self.stack, self.broker, self.services, self.seconds = stack, broker, services, seconds
        self.happened: list[str] = []
        self.kinds: list[Callable[[], None]] = [
            self.worker_child_killed,
            self.worker_killed,
            self.valkey_hung,
            self.postgres_gone,
            self.postgres_hung,
            self.web_process_killed,
            *([self.disk_full] if full_disk else []),
        ]

    def go_on(self) -> None:
        """Let each kind happen in turn, in another order each round."""
        chance = random.Random(1)
        while True:
            for kind in chance.sample(self.kinds, len(self.kinds)):
                if self.stopping.wait(self.seconds):
                    return
                self.happened.append(kind.__name__.replace("_", " "))
                kind()

    def worker_child_killed(self) -> None:
        """The process that makes a PDF or sends a mail is killed."""
        self.stack.kill_worker_child()

    def worker_killed(self) -> None:
        """The whole worker is killed, and started again ten seconds later."""
        self.stack.kill_worker()
        self.stopping.wait(SECONDS)
        self.stack.start_worker()

    def web_process_killed(self) -> None:
        """One of gunicorn's processes is killed, with the requests that it was answering."""
        os.kill(children(program_pid(self.stack.web))[0], signal.SIGKILL)

    def valkey_hung(self) -> None:
        """Valkey takes connections and never answers."""
        self.broker.hang()
        self.stopping.wait(SECONDS)
        self.broker.resume()

    def postgres_gone(self) -> None:
        """PostgreSQL cuts every connection and takes no new one."""
        name = urlsplit(self.stack.database_url).path.strip("/")
        elsewhere = urlsplit(self.stack.database_url)._replace(path="/postgres").geturl()
        change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        # The cleaning processes of the server itself are not ours to end.
        cut = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user"
        )
        with psycopg.connect(elsewhere, autocommit=True) as connection:
            connection.execute(change.format(sql.Identifier(name), sql.SQL("false")))
            try:
                connection.execute(cut, [name])
                self.stopping.wait(SECONDS)
            finally:
                connection.execute(change.format(sql.Identifier(name), sql.SQL("true")))

    def postgres_hung(self) -> None:
        """PostgreSQL takes connections, for its machine does, and says nothing."""
        data = Folder.inside(self.services).postgres
        postmaster = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)
        stopped = [postmaster, *children(postmaster)]
        try:
            for pid in stopped[1:]:
                os.kill(pid, signal.SIGSTOP)
            self.stopping.wait(SECONDS)
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    def disk_full(self) -> None:
        """There is no room left for the files."""
        ballast = self.stack.folder / "media" / ".ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1024 * 1024))
            except OSError:
                self.stopping.wait(SECONDS)
        ballast.unlink()


def mount_small(folder: Path, megabytes: int) -> bool:
    """Put a small file system of its own at the folder; only root can, and not everywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def unmount(folder: Path) -> None:
    """Take it away again."""
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)
