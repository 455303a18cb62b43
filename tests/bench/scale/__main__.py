"""`make bench-scale N=1000000`: fill a country with N contacts, read every page, compare."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import NoReturn

import psycopg

from opbouw.machine.embedded import EmbeddedError, Services, services
from opbouw.machine.processes import ROOT
from tests.bench.scale import report
from tests.bench.scale.country import (
    COUNTRY,
    FOLDER,
    LARGE,
    MANY,
    SMALL,
    Say,
    address,
    check_disk,
    fill,
    measure_all,
    surroundings,
)

DOCUMENT = ROOT / "docs" / "bench.md"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="make bench-scale", description=__doc__)
    parser.add_argument("--contacts", type=int, default=MANY)
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
