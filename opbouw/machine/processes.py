"""Programs of ours that run beside this process and end with it: web server, worker and beat."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

KEEPER = Path(__file__).with_name("keeper.py")
ROOT = Path(__file__).resolve().parents[2]
PYTHON = [sys.executable, "-m"]


@dataclass
class Program:
    """One program with its log; `keeper.py` stands between, so that nothing outlives us."""

    name: str
    command: list[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    grace: float = 8
    process: subprocess.Popen[bytes] | None = None
    started: float = 0

    def start(self) -> None:
        """Start it, again if need be; what it prints is added to its log."""
        self.stop()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 our own command, no shell
                [sys.executable, "-I", "-S", str(KEEPER), str(self.grace), *self.command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env={**os.environ, **self.environment},
                start_new_session=True,  # Ctrl-C is for the parent, which stops us in order
            )
        self.started = time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to stop and wait until it and all its children are gone."""
        if self.process is None:
            return
        assert self.process.stdin is not None  # noqa: S101 for the type checker
        self.process.stdin.close()
        self.process.wait(self.grace + 10)
        self.process = None


def web(log: Path, *, bind: str, environment: Mapping[str, str] | None = None) -> Program:
    """Return gunicorn on this address."""
    config = ROOT / "opbouw" / "gunicorn_conf.py"
    command = [*PYTHON, "gunicorn", "--config", str(config)]
    return Program("web", command, log, {**(environment or {}), "WEB_BIND": bind}, grace=12)


def worker(log: Path, *, environment: Mapping[str, str] | None = None) -> Program:
    """Return a Celery worker with two processes."""
    command = [*PYTHON, "celery", "-A", "opbouw", "worker", "--concurrency=2", "--loglevel=INFO"]
    command += ["--without-gossip", "--without-mingle"]
    return Program("worker", command, log, environment or {})


def beat(log: Path, *, schedule: Path, environment: Mapping[str, str] | None = None) -> Program:
    """Return Celery beat; it remembers in `schedule` what it did last."""
    command = [*PYTHON, "celery", "-A", "opbouw", "beat", "--loglevel=INFO", "--pidfile="]
    command += [f"--schedule={schedule}"]
    return Program("beat", command, log, environment or {})
