"""Tells whether a process of Opbouw is healthy, for the health checks of docker-compose.yml.

python -m opbouw.healthcheck web | worker | beat SCHEDULE
"""

import http.client
import os
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from opbouw.celery import app

# Beat saves its schedule every three minutes.
BEAT_SECONDS = 600


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 when the process is healthy."""
    match arguments:
        case ["web"]:
            port = int(os.environ.get("WEB_BIND", ":8000").rpartition(":")[2])
            return 0 if web_answers(port) else 1
        case ["worker"]:
            return 0 if worker_answers() else 1
        case ["beat", schedule]:
            return 0 if beat_ticks(Path(schedule)) else 1
    sys.stderr.write("Usage: python -m opbouw.healthcheck web | worker | beat SCHEDULE\n")
    return 2


def web_answers(port: int) -> bool:
    """Tell whether the health page answers with 200, asked for under the site's own name."""
    host = urlsplit(os.environ.get("BASE_URL", "")).hostname or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/gezond/", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def worker_answers() -> bool:
    """Tell whether the worker of this machine answers over the broker."""
    inspect = app.control.inspect(destination=[f"celery@{socket.gethostname()}"], timeout=5)
    return bool(inspect.ping())


def beat_ticks(schedule: Path) -> bool:
    """Tell whether beat saved its schedule lately; the file's ending differs per system."""
    written = [file.stat().st_mtime for file in schedule.parent.glob(f"{schedule.name}*")]
    return bool(written) and time.time() - max(written) < BEAT_SECONDS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
