#!/usr/bin/env python3
"""Opbouw's command line; in the demo and the tests it brings its own PostgreSQL and Valkey."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import execute_from_command_line

from opbouw.machine.embedded import EmbeddedError, Services, remove, running, services

VAR = Path(os.environ.get("OPBOUW_VAR") or Path(__file__).resolve().parent / "var")
NEED_NO_SERVICES = {"help", "--help", "-h", "version", "--version"}


def main() -> None:
    """Run one command, with servers behind it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opbouw.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "demo":
        os.environ.setdefault("OPBOUW_MODE", "demo")
        port = os.environ.setdefault("PORT", "8000")
        if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
            sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
        os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    try:
        if command == "demo" and "--reset" in sys.argv:
            reset()
        with addresses(command):
            execute_from_command_line(sys.argv)
    except EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def addresses(command: str) -> Iterator[None]:
    """Set DATABASE_URL and REDIS_URL where none are named and the mode allows our own servers."""
    named = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    own = os.environ.get("OPBOUW_MODE", "production") in {"demo", "test"}
    if len(named) == 2 or not own or command in NEED_NO_SERVICES:
        yield
        return
    if named:
        raise EmbeddedError("Set both DATABASE_URL and REDIS_URL, or neither of them.")
    found = running(VAR) if command != "demo" else None
    if found:
        use(found)
        yield
    else:
        with services(VAR) as started:
            use(started)
            yield


def reset() -> None:
    """Delete all data of the demo, before its servers start: their data may be the problem."""
    remove(VAR)
    for name in ("media", "post", "log"):
        shutil.rmtree(VAR / name, ignore_errors=True)
    for file in VAR.glob("beat*"):
        file.unlink()


def use(found: Services) -> None:
    """Point the settings at these servers."""
    os.environ["DATABASE_URL"] = found.database_url
    os.environ["REDIS_URL"] = found.redis_url


if __name__ == "__main__":
    main()
