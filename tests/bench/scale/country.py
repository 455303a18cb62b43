"""The country in two databases, few contacts and many, and what is measured in both."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from opbouw.machine.embedded import Services, services
from opbouw.machine.processes import ROOT
from tests.bench.report import machine
from tests.bench.scale import compare, report
from tests.bench.scale.compare import Line
from tests.bench.scale.shares import Country
from tests.template import migrated_template

FOLDER = ROOT / "var" / "bench-scale"
Say = Callable[[str], None]
FEW = 10_000
COUNTRY = Country()
BASE, SMALL, LARGE = "scale_base", "scale_small", "scale_large"
# Measured at a million: what the tables, their indexes and the sorting take for each contact.
BYTES_EACH = 2_000
BYTES_BASE = 1_500_000_000
# What makes the lists and searches of the largest organisation.
LISTS = ("contacten", "zoeken", "signalen", "initiatieven", "bronnen")
MANY = 1_000_000


@dataclass(frozen=True)
class Export:
    """A list of contacts taken out as a file, by a process that did nothing else."""

    vorm: str
    rows: int
    seconds: float
    megabytes: float
    before: float


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


def measure_lists(say: Say, contacts: int = MANY) -> tuple[list[Line], list[Export]]:
    """Fill the country, read its lists and searches at both sizes, and take a list out."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    say(f"{contacts:,} contacts take {check_disk(contacts)}")
    try:
        with services(FOLDER, fast=True) as found:
            fill(found, contacts, say)
            environment = surroundings(found)
            few, many = (address(found.database_url, name) for name in (SMALL, LARGE))
            with Child(environment, few) as small, Child(environment, many) as large:
                for child in (small, large):
                    child.ask("open", country=asdict(COUNTRY))
                lines, _ = compare.measure(small.ask, large.ask, ["largest"], say, only=LISTS)
            exports = []
            for vorm, rows in (("csv", 100_000), ("xlsx", 50_000)):
                say(f"{rows:,} contacts as {vorm}")
                with Child(environment, many) as child:
                    exports.append(Export(vorm, **child.ask("export", vorm=vorm, rows=rows)))
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    return lines, exports
