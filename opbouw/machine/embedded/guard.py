"""The guard: a process of its own that starts both servers and stops them after its parent.

It runs on the standard library alone, started by `supervisor.py`. Its standard input is a pipe
that the parent holds: when the parent ends, however it ends, the pipe closes and the servers stop.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from . import postgres, valkey
from .folder import EmbeddedError, Folder, Services
from .stepdown import die_with_parent, prepare, step_down

START_SECONDS = 60
STOP_SECONDS = 10
TRIES = 5  # a free port may be taken between choosing and using it


@dataclass(frozen=True)
class Order:
    """What the parent asks for."""

    folder: Path
    postgres: Path
    valkey: Path
    fast: bool
    keep: float


class Stopped(Exception):  # noqa: N818 no error, the parent asks for it
    """The parent is gone, or asks to stop."""


class ParentGone(Stopped):
    """The parent let go, which is when servers that are to be kept stay for the next run."""


class Guard:
    """Both servers of one folder."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.folder = Folder(order.folder)
        self.parent = os.getppid()
        self.children: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
        self.lock = self.use = -1

    def run(self) -> None:
        """Start, say so on standard output, watch, and stop."""
        prepare(self.order.folder)
        step_down(
            self.order.folder,
            [self.order.postgres / "initdb", self.order.postgres / "postgres", self.order.valkey],
        )
        os.chdir(self.order.folder)
        os.umask(0o077)
        self.lock = self.folder.lock(STOP_SECONDS)
        self.use = self.folder.claim(STOP_SECONDS)
        self.folder.log.mkdir(exist_ok=True)
        try:
            services = self.start()
            self.folder.write_state(services)
            say({"services": [services.database_url, services.redis_url]})
            try:
                self.watch()
            except ParentGone:
                if self.order.keep:
                    self.stay()
        finally:
            self.stop()

    def start(self) -> Services:
        """Start both servers and wait until they answer."""
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "TZ": "UTC", "LC_ALL": "C"}
        postgres.make_cluster(self.folder, self.order.postgres, environment)
        for _ in range(TRIES):
            database, broker = free_ports()
            command = postgres.start_command(
                self.folder, self.order.postgres, port=database, fast=self.order.fast
            )
            config = valkey.write_config(self.folder, port=broker, fast=self.order.fast)
            self.launch(command, "postgres.log", signal.SIGINT, environment)
            self.launch(
                [str(self.order.valkey), str(config)], "valkey.log", signal.SIGTERM, environment
            )
            if self.wait_until_ready(broker):
                secret = self.folder.password()
                return Services(
                    database_url=f"postgresql://opbouw:{secret}@127.0.0.1:{database}/opbouw",
                    redis_url=f"redis://:{secret}@127.0.0.1:{broker}/0",
                )
            self.stop()
        raise EmbeddedError(f"PostgreSQL or Valkey does not start, see {self.folder.log}.")

    def launch(
        self, command: list[str], log: str, stop: signal.Signals, environment: dict[str, str]
    ) -> None:
        """Start one server, which ends with us even when we are killed."""
        with (self.folder.log / log).open("wb") as output:
            child = subprocess.Popen(  # noqa: S603 our own command, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                pass_fds=[self.lock],
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(stop),  # safe: the guard has one thread
            )
        self.children.append((child, stop))

    def wait_until_ready(self, broker: int) -> bool:
        """Return whether both servers answer; False when one of them gave up."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if any(child.poll() is not None for child, _ in self.children):
                return False
            if postgres.is_ready(self.folder) and valkey.is_ready(self.folder, broker):
                return True
            self.check_parent(0.01)
        return False

    def watch(self) -> None:
        """Return when a server ends by itself; raise Stopped when the parent does."""
        while all(child.poll() is None for child, _ in self.children):
            self.check_parent(1)

    def stay(self) -> None:
        """Return when nobody has used the servers for as long as they are to be kept.

        Sooner when one of them ends, or when somebody throws the folder away.
        """
        # Who reads what the parent printed must not wait for us.
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        self.folder.release(self.use)
        while all(child.poll() is None for child, _ in self.children):
            time.sleep(1)
            if not self.folder.state.exists():
                return
            if self.folder.idle() >= self.order.keep:
                # Held until the end, so that no run finds servers that are on their way out.
                with suppress(EmbeddedError):
                    self.use = self.folder.claim()
                    return

    def check_parent(self, seconds: float) -> None:
        """Wait, and raise ParentGone as soon as the parent is."""
        readable, _, _ = select.select([sys.stdin.fileno()], [], [], seconds)
        # The second question is for a pipe that some other child of the parent has inherited.
        if readable or os.getppid() != self.parent:
            raise ParentGone

    def stop(self) -> None:
        """Stop both servers, first politely."""
        self.folder.state.unlink(missing_ok=True)
        for child, stop in self.children:
            if child.poll() is None:
                child.send_signal(stop)
        deadline = time.monotonic() + STOP_SECONDS
        for child, _ in self.children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.children.clear()


def free_ports() -> tuple[int, int]:
    """Return two free ports on the loopback address."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def say(message: dict[str, object], output: IO[str] = sys.stdout) -> None:
    """Tell the parent, in one line of JSON."""
    output.write(json.dumps(message) + "\n")
    output.flush()


def main() -> None:
    """Run a guard for the order in the first argument."""

    def stop(*_: object) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    order = json.loads(sys.argv[1])
    paths = {name: Path(order[name]) for name in ("folder", "postgres", "valkey")}
    try:
        Guard(Order(**paths, fast=order["fast"], keep=order["keep"])).run()
    except Stopped:
        pass
    except EmbeddedError as error:
        say({"error": str(error)})
        sys.exit(1)
    except OSError as error:
        say({"error": f"The embedded services of {order['folder']} do not start: {error}."})
        sys.exit(1)
