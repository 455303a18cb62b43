"""`make bench`: our pages and the PDF against the barest way, as ratios in one run."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

from opbouw.machine.embedded import EmbeddedError, services
from opbouw.machine.processes import PYTHON, ROOT, Program
from tests.bench.scale.country import measure_lists
from tests.bench.timing import Visit
from tests.services import drop_leftovers
from tests.stack import Stack, free_port, wait_until


@contextmanager
def servers() -> Iterator[None]:
    """Have PostgreSQL and Valkey: those of the environment, or our own in `var/bench`."""
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        yield
        return
    with services(ROOT / "var" / "bench", fast=True) as found:
        drop_leftovers(found.database_url)
        os.environ["DATABASE_URL"] = found.database_url
        os.environ["REDIS_URL"] = found.redis_url
        yield


def bare_server(folder: Path, stack: Stack, port: int) -> Program:
    """Return gunicorn with the same settings as ours and the bare view behind it."""
    config = ROOT / "opbouw" / "gunicorn_conf.py"
    command = [*PYTHON, "gunicorn", "--config", str(config), "tests.bench.bare.wsgi:application"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings",
        "DATABASE_URL": stack.database_url,
        "WEB_BIND": f"127.0.0.1:{port}",
    }
    return Program("bare", command, folder / "bare.log", environment)


def measure_visits() -> list[Visit]:
    """Measure Noteer on a slow phone, in a process of its own."""
    script = "import django; django.setup(); from tests.bench import visits; visits.main()"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "opbouw.settings"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return [Visit(**one) for one in json.loads(done.stdout)]


def main() -> None:
    """Start everything, measure, print and keep the result."""
    # First, on servers of its own: it begins with three gigabytes that are gone again after it.
    start = time.monotonic()

    def say(what: str) -> None:
        print(f"[{time.monotonic() - start:4.0f} s] {what}", flush=True)  # noqa: T201 shows progress

    lists = measure_lists(say)
    with ExitStack() as exits:
        exits.enter_context(servers())
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="opbouw-bench-")))
        say("Noteer on a slow phone")
        visits = measure_visits()
        # Mail and PDFs are only asked for here: a worker beside it would measure itself too.
        stack = Stack(folder, environment={"TRUSTED_PROXIES": "1"}, with_worker=False)
        exits.enter_context(stack)
        bare_port = free_port()
        bare = bare_server(folder, stack, bare_port)
        exits.callback(bare.stop)
        bare.start()
        wait_until(lambda: _listens(bare), "the bare server", bare.log)

        os.environ.update(stack.environment, DJANGO_SETTINGS_MODULE="opbouw.settings")
        django.setup()
        # The models can be imported only now that the settings know this database.
        run = importlib.import_module("tests.bench.run")
        run.measure_all(web_port=stack.port, bare_port=bare_port, lists=lists, visits=visits)


def _listens(program: Program) -> bool:
    return "Listening at" in program.log.read_text(errors="replace")


if __name__ == "__main__":
    try:
        main()
    except EmbeddedError as error:
        sys.exit(str(error))
