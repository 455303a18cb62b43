"""Shared by the tests of the embedded servers: a parent to kill, and data to find again."""

import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import psycopg
import redis

from opbouw.machine.embedded import Services
from tests.services import ROOT

# What a command of ours does, in as little as that takes; any Python of the machine can run it.
PARENT = """
import signal, sys, time
# Who runs the tests in the background may have told every child to ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path += sys.argv[2:]
from pathlib import Path
from embedded import services
with services(Path(sys.argv[1])) as found:
    print(found.database_url, found.redis_url, flush=True)
    time.sleep(60)
"""
Parent = tuple[subprocess.Popen[str], Services]
EMBEDDED = ROOT / "opbouw" / "machine" / "embedded"
WHEELS = Path(sysconfig.get_path("purelib"))


def start_parent(
    folder: Path,
    python: str = sys.executable,
    user: str | None = None,
    paths: Sequence[Path] = (EMBEDDED.parent, WHEELS),
) -> Parent:
    process = subprocess.Popen(
        # Only these paths and the standard library; a venv would add its own copy of the programs.
        [python, "-I", "-S", "-c", PARENT, str(folder), *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        user=user,
    )
    assert process.stdout is not None
    line = process.stdout.readline().split()
    assert len(line) == 2, process.communicate()[1]
    return process, Services(*line)


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=20)


def remember(found: Services, word: str) -> None:
    with psycopg.connect(found.database_url) as connection:
        connection.execute("CREATE TABLE woord (tekst text)")
        connection.execute("INSERT INTO woord VALUES (%s)", [word])
    with redis.Redis.from_url(found.redis_url) as broker:
        broker.set("woord", word)


def remembered(found: Services) -> list[str]:
    with psycopg.connect(found.database_url) as connection:
        row = connection.execute("SELECT tekst FROM woord").fetchone()
    with redis.Redis.from_url(found.redis_url) as broker:
        value = broker.get("woord")
    return [row[0] if row else "", value.decode() if isinstance(value, bytes) else ""]
