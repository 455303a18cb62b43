"""`make bench-scale N=1000000`: fill a country with N contacts, read every page, compare."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NoReturn
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from opbouw.machine.embedded import EmbeddedError, Services, services
from opbouw.machine.processes import ROOT
from tests.bench.report import machine
from tests.bench.scale import compare, report
from tests.bench.scale.shares import Country
from tests.template import migrated_template

FOLDER = ROOT / "var" / "bench-scale"
Say = Callable[[str], None]
DOCUMENT = ROOT / "docs" / "bench.md"
FEW = 10_000
COUNTRY = Country()
BASE, SMALL, LARGE = "scale_base", "scale_small", "scale_large"
# Measured at a million: what the tables, their indexes and the sorting take for each contact.
BYTES_EACH = 2_000
BYTES_BASE = 1_500_000_000


class Child:
    """A process beside this one that has its own database."""

    def __init__(self, environment: Mapping[str, str], database_url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.scale.child"],
            cwd=ROOT,
            env={**os.environ, **environment, "DATABASE_URL": database_url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str, **order: object) -> Any:
        """Give an order and wait for what comes back."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **order}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{what} ended with {self.process.wait()}")
        return json.loads(line)

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def clone(database_url: str, template: str, name: str) -> str:
    """Make a database as a copy of another; return its address."""
    # Copying files is faster than the log for areas of a hundred megabytes.
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    with psycopg.connect(database_url, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))
        connection.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
    return address(database_url, name)


def address(database_url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return urlsplit(database_url)._replace(path=f"/{name}").geturl()


def check_disk(contacts: int) -> str:
    """Return how much disk this takes; ends the run when there is less."""
    need = BYTES_BASE + contacts * BYTES_EACH
    FOLDER.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(FOLDER).free
    said = f"{need / 1e9:.0f} GB of disk below var/bench-scale, of {free / 1e9:.0f} GB that is free"
    if free < need:
        raise SystemExit(f"{contacts:,} contacts take {said}.")
    return said


def fill(found: Services, contacts: int, say: Say) -> None:
    """Make the two databases: the same areas and organisations, few rows and many."""
    environment = surroundings(found)
    template = migrated_template(found.database_url, found.redis_url)
    say("areas, organisations and their members")
    where = clone(found.database_url, template, BASE)
    with Child(environment, where) as child:
        child.ask("base", country=asdict(COUNTRY))
    for name, rows in ((SMALL, FEW), (LARGE, contacts)):
        say(f"{rows:,} contacts and what belongs to them")
        where = clone(found.database_url, BASE, name)
        with Child(environment, where) as child:
            child.ask("fill", country=asdict(COUNTRY), contacts=rows)


def measure_all(found: Services, kinds: Sequence[str], contacts: int, say: Say) -> str:
    """Read every page in both databases and return the result."""
    environment = surroundings(found)
    with (
        Child(environment, address(found.database_url, SMALL)) as few,
        Child(environment, address(found.database_url, LARGE)) as many,
    ):
        for child in (few, many):
            database = child.ask("open", country=asdict(COUNTRY))
        lines, closed = compare.measure(few.ask, many.ask, kinds, say)
    head = f"{machine(database)} {contacts:,} contacts against {FEW:,}."
    return f"{head}\n\n{report.table(lines, kinds, closed)}"


def surroundings(found: Services) -> dict[str, str]:
    """Return the variables of a process that fills or reads."""
    media = FOLDER / "media"
    media.mkdir(parents=True, exist_ok=True)
    # WhiteNoise warns when the folder of collected files is not there.
    (ROOT / "var" / "static").mkdir(exist_ok=True)
    (media / "notitie.pdf").write_bytes(b"%PDF-1.7")
    return {"OPBOUW_MODE": "test", "REDIS_URL": found.redis_url, "MEDIA_ROOT": str(media)}


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="make bench-scale", description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument(
        "--stay", action="store_true", help="fill, print the addresses and wait for Ctrl-C"
    )
    parser.add_argument("--keep", action="store_true", help="leave the databases for --again")
    parser.add_argument(
        "--again", action="store_true", help="migrate and measure what --keep left, and keep it"
    )
    parser.add_argument(
        "--kinds", nargs="+", default=list(COUNTRY.kinds()), help="read these organisations only"
    )
    options = parser.parse_args()
    start = time.monotonic()

    def say(what: str) -> None:
        print(f"[{time.monotonic() - start:5.0f} s] {what}", flush=True)  # noqa: T201 shows progress

    try:
        if not options.again:
            shutil.rmtree(FOLDER, ignore_errors=True)
            say(f"{options.contacts:,} contacts take {check_disk(options.contacts)}")
        with services(FOLDER, fast=True) as found:
            if options.again:
                bring_up_to_date(found)
            else:
                fill(found, options.contacts, say)
            if options.stay:
                wait(found, say)
            text = measure_all(found, options.kinds, options.contacts, say)
    finally:
        if not (options.keep or options.again):
            shutil.rmtree(FOLDER, ignore_errors=True)
    print(text)  # noqa: T201 the result is what this command is for
    report.keep(DOCUMENT, text)
    say("done; kept in docs/bench.md")


def bring_up_to_date(found: Services) -> None:
    """Run the migrations that came since the databases were filled."""
    for name in (SMALL, LARGE):
        where = {"DATABASE_URL": address(found.database_url, name)}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, **surroundings(found), **where},
            check=True,
        )
        with psycopg.connect(where["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")  # newer statistics and indexes need it


def wait(found: Services, say: Say) -> NoReturn:
    """Say where the databases are, and leave them there to be looked into."""
    for name in (SMALL, LARGE):
        say(f"DATABASE_URL={address(found.database_url, name)}")
    say(f"REDIS_URL={found.redis_url}")
    while True:
        signal.pause()


if __name__ == "__main__":
    try:
        main()
    except EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("")
