"""How long this thread may still wait for the database, and whether to ask it at all.

A page has so many seconds of waiting in all. Commands, migrations and the worker have no such
limit: nobody waits for their answer, and the worker's own time limit ends a task.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAGE_SECONDS = 2.5
CONNECT_SECONDS = 1.0
HEALTH_SECONDS = 0.8
# After a server that did not answer, one thread tries again so often and the others do not wait.
REST_SECONDS = 2.0

_thread = threading.local()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let this thread wait no longer than this in all; within another limit the least counts."""
    before = left()
    mine = seconds if before is None else min(seconds, before)
    _thread.left = mine
    try:
        yield
    finally:
        used = mine - _thread.left
        _thread.left = None if before is None else before - used


def left() -> float | None:
    """Return the seconds that this thread may still wait; None when it has no limit."""
    found: float | None = getattr(_thread, "left", None)
    return found


@contextmanager
def counted() -> Iterator[None]:
    """Take the time of this block off what this thread may wait."""
    begin = time.monotonic()
    try:
        yield
    finally:
        if (before := left()) is not None:
            _thread.left = before - (time.monotonic() - begin)


class Breaker:
    """Spares threads the wait for a server that was silent a moment ago, but for one that tries."""

    def __init__(self) -> None:
        self.rest_until = 0.0
        self._lock = threading.Lock()

    def lets_in(self) -> bool:
        """Tell whether this thread may try to connect; of many after a rest one may."""
        with self._lock:
            now = time.monotonic()
            if now < self.rest_until:
                return False
            if self.rest_until:
                self.rest_until = now + REST_SECONDS
            return True

    def silent(self) -> None:
        """Remember that the server did not answer."""
        with self._lock:
            self.rest_until = time.monotonic() + REST_SECONDS

    def answered(self) -> None:
        """Remember that it did."""
        with self._lock:
            self.rest_until = 0.0


breaker = Breaker()
