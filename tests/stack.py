"""A whole Opbouw of its own for a test: database, web server, worker and beat as real processes."""

import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from opbouw.machine.embedded.binaries import valkey_program
from opbouw.machine.processes import Program, beat, web, worker
from tests.services import ROOT, redis_database, worker_number
from tests.template import VARIABLE

# The database numbers of Valkey that one worker of the test run has for its stacks.
STACKS = 16
_numbers = itertools.count(1)
_templates: set[str] = set()


class Stack:
    """Opbouw on a fresh database; use it as a context manager, or call `stop_all()` at the end."""

    def __init__(
        self,
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        with_worker: bool = True,
        with_beat: bool = False,
        redis_url: str | None = None,
        database_url: str | None = None,
    ) -> None:
        number = next(_numbers)
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.own_database = database_url is None
        self.database_url = database_url or fresh_database(f"stack_{os.getpid()}_{number}")
        self.redis_url = redis_url or fresh_redis(number)
        self.environment = {
            "OPBOUW_MODE": "test",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "BASE_URL": self.url,
            "MEDIA_ROOT": str(folder / "media"),
            "EMAIL_FILE_PATH": str(folder / "post"),
            **(environment or {}),
        }
        self.web = web(
            folder / "web.log", bind=f"127.0.0.1:{self.port}", environment=self.environment
        )
        self.worker = worker(folder / "worker.log", environment=self.environment)
        self.beat = beat(
            folder / "beat.log", schedule=folder / "beat", environment=self.environment
        )
        self.worker_starts = 0
        self.wanted = [self.web]
        self.wanted += [self.worker] if with_worker else []
        self.wanted += [self.beat] if with_beat else []

    def __enter__(self) -> "Stack":
        self.start_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_all()

    def start_all(self) -> None:
        """Start the programs and wait until the web server and the worker are ready."""
        for program in self.wanted:
            program.start()
        wait_until(self.answers, "the web server", self.web.log)
        if self.worker in self.wanted:
            self.wait_for_worker()

    def stop_all(self) -> None:
        """Stop everything and drop the database, unless it was given."""
        for program in reversed(self.wanted):
            program.stop()
        if self.own_database:
            drop_database(self.database_url)

    def answers(self) -> bool:
        """Tell whether the web server answers at all."""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/gezond/", timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            return False
        return True

    def start_worker(self) -> None:
        """Start the worker, again if need be."""
        self.worker.start()
        self.wait_for_worker()

    def wait_for_worker(self) -> None:
        """Wait until the newest worker says that it is ready."""
        self.worker_starts += 1

        def ready() -> bool:
            text = self.worker.log.read_text(errors="replace")
            return len(re.findall(r"celery@.* ready\.", text)) >= self.worker_starts

        wait_until(ready, "the worker", self.worker.log)

    def kill_worker(self) -> None:
        """Kill the worker and all its children as a power cut would, without a goodbye."""
        assert self.worker.process is not None
        os.killpg(program_pid(self.worker), signal.SIGKILL)
        self.worker.process.wait(20)

    def kill_worker_child(self) -> None:
        """Kill the worker's children, which do the work; the worker makes new ones."""
        for child in children(program_pid(self.worker)):
            os.kill(child, signal.SIGKILL)

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this database and return what it prints."""
        return manage(self.environment, *arguments)


class Broker:
    """A Valkey of its own that may be stopped and hung, which the shared one may not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Broker":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, with the data of last time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [str(valkey_program()), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--dir", str(self.folder), "--appendonly", "yes", "--save", ""]
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log)
        wait_until(self.answers, "Valkey", None)

    def answers(self) -> bool:
        """Tell whether it answers."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(10) == b"+PONG\r\n"
        except OSError:
            return False

    def stop(self) -> None:
        """Stop it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def hang(self) -> None:
        """Let it accept connections and never answer."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


def fresh_database(name: str) -> str:
    """Clone a new database from a migrated one; return its address."""
    template = os.environ.get(VARIABLE) or f"template_{os.getpid()}"
    if VARIABLE not in os.environ and template not in _templates:
        _create(template)
        environment = {"OPBOUW_MODE": "test", "DATABASE_URL": database(template)}
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "createcachetable", "--verbosity=0")
        _templates.add(template)
    _create(name, template)
    return database(name)


def empty_database(name: str) -> str:
    """Make a database without a single table; return its address."""
    _create(name)
    return database(name)


def fresh_redis(number: int) -> str:
    """Return an emptied database number that no other worker or stack of this run uses."""
    assert number < STACKS, "more stacks than numbers: raise STACKS"
    url = redis_database(16 + worker_number() * STACKS + number)
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        commands = [f"AUTH {address.password}"] if address.password else []
        commands += [f"SELECT {address.path.strip('/')}", "FLUSHDB", "QUIT"]
        connection.sendall("".join(f"{command}\r\n" for command in commands).encode())
        while connection.recv(100):
            pass
    return url


def database(name: str) -> str:
    """Return DATABASE_URL with another database."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def drop_database(url: str) -> None:
    """Drop the database, and who is still connected to it."""
    name = sql.Identifier(urlsplit(url).path.strip("/"))
    with psycopg.connect(database("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def manage(environment: Mapping[str, str], *arguments: str) -> str:
    """Run a command of manage.py; what it prints is in the error when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def program_pid(program: Program) -> int:
    """Return the process id of the program itself, under its keeper."""
    assert program.process is not None
    keeper = program.process.pid
    wait_until(lambda: bool(children(keeper)), program.name, program.log)
    return children(keeper)[0]


def children(pid: int) -> list[int]:
    """Return the ids of the children of a process."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def wait_until(done: Callable[[], bool], what: str, log: Path | None, seconds: float = 60) -> None:
    """Wait for the condition; when it does not come true, fail with the end of the log."""
    deadline = time.monotonic() + seconds
    while not done():
        tail = log.read_text(errors="replace")[-3000:] if log and log.exists() else ""
        assert time.monotonic() < deadline, f"{what} is not ready after {seconds} seconds\n{tail}"
        time.sleep(0.05)


def _create(name: str, template: str | None = None) -> None:
    drop_database(database(name))
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    with psycopg.connect(database("postgres"), autocommit=True) as connection:
        connection.execute(statement)
