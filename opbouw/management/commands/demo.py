"""The demo: data, web server, worker and beat as one process tree, on servers of its own."""

import ctypes
import hashlib
import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import (
    BaseCommand,
    CommandError,
    CommandParser,
    call_command,
    get_commands,
)
from django.db import connections

from opbouw.healthcheck import web_answers
from opbouw.machine.changes import Changes
from opbouw.machine.embedded import running
from opbouw.machine.processes import Program, beat, web, worker

PASSWORD = "opbouw-demo"  # noqa: S105 printed for every visitor of the demo
PERSONAS = (
    ("opbouwwerker", "samira@voorbeeld.nl"),
    ("collega", "joost@voorbeeld.nl"),
    ("coördinator", "marijke@voorbeeld.nl"),
    ("beheerder", "beatrix@voorbeeld.nl"),
    ("andere organisatie", "ruben@voorbeeld.nl"),
    ("gemeente", "anneke@voorbeeld.nl"),
)
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
START_SECONDS = 60
# A program that fell over sooner than this would only fall over again.
RESTART_AFTER_SECONDS = 10


class Command(BaseCommand):
    """`manage.py demo`, started by `make demo`."""

    help = "Runs Opbouw with example data on this machine; Ctrl-C stops everything."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the options; `--reset` has been done by manage.py, before the servers started."""
        parser.add_argument("--reset", action="store_true", help="throw away the data first")

    def execute(self, *args: Any, **options: Any) -> None:
        """Run, and end with the bare sentence when it cannot."""
        try:
            super().execute(*args, **options)
        except CommandError as error:
            sys.exit(str(error))

    def handle(self, *args: object, **options: object) -> None:
        """Prepare, run and stop in order."""
        if not settings.DEMO:
            raise CommandError("The demo runs in mode demo only: unset OPBOUW_MODE and try again.")
        self.var = Path(os.environ.get("OPBOUW_VAR") or settings.BASE_DIR / "var")
        self.port = int(os.environ.get("PORT", "8000"))
        self.parent = os.getppid()
        self.embedded = running(self.var) is not None
        require_libraries()
        require_port(self.port)
        signal.signal(signal.SIGINT, stop_calmly)  # a shell ignores it for what runs behind it
        signal.signal(signal.SIGTERM, stop_calmly)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup means what it says
            signal.signal(signal.SIGHUP, stop_calmly)
        programs: list[Program] = []
        try:
            self.prepare()
            programs = self.start()
            self.wait_until_healthy(programs)
            self.announce()
            self.watch(programs)
        except KeyboardInterrupt:
            self.stdout.write("\nOpbouw stopt.")
        finally:
            for program in reversed(programs):
                program.stop()

    def prepare(self) -> None:
        """Bring the database and the static files up to date, and fill an empty database."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not get_user_model().objects.exists() and "voorbeeld" in get_commands():
            self.stdout.write("De voorbeelden worden gemaakt, dat duurt even…")
            call_command("voorbeeld", stdout=self.stdout)
        if not settings.RELOAD:
            collect_static(self.var)
        connections.close_all()

    def start(self) -> list[Program]:
        """Start web server, worker and beat."""
        log = self.var / "log"
        shutil.rmtree(log, ignore_errors=True)
        programs = [
            web(log / "web.log", bind=f"127.0.0.1:{self.port}"),
            worker(log / "worker.log"),
            beat(log / "beat.log", schedule=self.var / "beat"),
        ]
        for program in programs:
            program.start()
        return programs

    def wait_until_healthy(self, programs: list[Program]) -> None:
        """Wait until the web server answers; raise CommandError when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for program in programs:
                if not program.alive:
                    raise CommandError(f"The {program.name} process fell over, see {program.log}.")
            if web_answers(self.port):
                return
            time.sleep(0.1)
        raise CommandError(f"The web server does not answer, see {self.var / 'log' / 'web.log'}.")

    def announce(self) -> None:
        """Say where it runs and who can log in."""
        self.stdout.write(f"\nOpbouw draait op http://localhost:{self.port}\n\nInloggen kan als:")
        for role, email in PERSONAS:
            self.stdout.write(f"  {role:<20} {email:<22} {PASSWORD}")
        self.stdout.write("  bewoner              heeft geen account nodig: begin op /meedoen/")
        self.stdout.write(f"\nPost van de demo: http://localhost:{self.port}/demo/post/")
        if settings.RELOAD:
            self.stdout.write(f"Wat je verandert werkt meteen. De logboeken: {self.var / 'log'}")
        self.stdout.write("Stoppen: Ctrl-C. Opnieuw beginnen: make demo-reset")
        self.stdout.flush()

    def watch(self, programs: list[Program]) -> None:
        """Restart a program that died after a while; stop all when it died at once.

        In `make dev` one that died at once waits for the next change.
        """
        follow = os.environ.get("OPBOUW_FOLLOW_PARENT") == "1"
        changes = Changes(own_packages()) if settings.RELOAD else None
        fallen: set[str] = set()
        while True:
            time.sleep(0.5)
            if follow and os.getppid() != self.parent:
                return
            if self.embedded and running(self.var) is None:
                raise CommandError(f"PostgreSQL or Valkey stopped, see {self.var}/embedded/log.")
            if changes and (changed := changes.found()):
                self.take_up(changed, programs)
                fallen.clear()
            for program in programs:
                if program.alive or program.name in fallen:
                    continue
                if time.monotonic() - program.started < RESTART_AFTER_SECONDS:
                    reason = f"The {program.name} process fell over, see {program.log}."
                    if not changes:
                        raise CommandError(reason)
                    self.stderr.write(f"{reason} It starts again when you change something.")
                    fallen.add(program.name)
                    continue
                self.stderr.write(f"The {program.name} process stopped and is started again.")
                program.start()

    def take_up(self, changed: list[Path], programs: list[Program]) -> None:
        """Restart what runs the changed code.

        The web server's own workers look for themselves, so that a visitor waits instead of being
        refused; beat only knows the names of tasks. Both only start when they had fallen over.
        """
        names = ", ".join(str(path.relative_to(settings.BASE_DIR)) for path in changed[:3])
        self.stdout.write(f"Veranderd: {names}{' en meer' if changed[3:] else ''}")
        self.stdout.flush()
        for program in programs:
            if program.name == "worker" or not program.alive:
                program.start()


def own_packages() -> list[Path]:
    """Return the folders of our own apps."""
    names = sorted({app.partition(".")[0] for app in settings.INSTALLED_APPS})
    return [folder for name in names if (folder := settings.BASE_DIR / name).is_dir()]


def stop_calmly(_number: int, _frame: FrameType | None) -> None:
    """Treat a signal to stop like Ctrl-C."""
    raise KeyboardInterrupt


def require_libraries() -> None:
    """Raise CommandError when a library that makes the PDFs is not on this machine."""
    if sys.platform != "linux":
        return
    for name in LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            raise CommandError(
                f"The library {name} is missing, PDFs need it: "
                f"install it with `apt-get install {PACKAGES}`, then try again."
            ) from None


def require_port(port: int) -> None:
    """Raise CommandError when something else listens on the port."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}): stop what runs there, "
                f"or choose another one with `PORT={port + 80} make demo`."
            ) from None


def collect_static(var: Path) -> None:
    """Collect and compress the static files, when one of them has changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    stamp = var / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
