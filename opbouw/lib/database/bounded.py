"""A connection that does not wait longer for the server than its thread may.

PostgreSQL's own timeouts are kept by the server, and TCP's by its machine: a server that is
stopped, or a disk that hangs under it, keeps none of them.
"""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg import errors

from .patience import CONNECT_SECONDS, HEALTH_SECONDS, at_most, breaker, counted, left

T = TypeVar("T")
INTERVAL = 0.1


class BoundedConnection(psycopg.Connection[Any]):
    """psycopg's connection, within the limit of `patience.at_most`."""

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> "BoundedConnection":
        """Connect, within a second on a page; raises OperationalError at once after a silence."""
        if (had := left()) is None:
            return super().connect(conninfo, **options)
        if not breaker.lets_in():
            raise errors.ConnectionTimeout("The database was silent a moment ago.")
        try:
            with at_most(CONNECT_SECONDS):
                made = super().connect(conninfo, **options)
        except errors.ConnectionTimeout:
            # A page that had used up its time on a slow question tells nothing of the server.
            if had >= HEALTH_SECONDS:
                breaker.silent()
            raise
        except psycopg.OperationalError:
            breaker.answered()  # with a refusal, which took no time
            raise
        breaker.answered()
        return made

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> Any:
        # psycopg waits two seconds at least for each address of a host; a page has less.
        return _within(super()._connect_gen(conninfo))

    def wait(self, gen: Any, interval: float = INTERVAL, timeout: float | None = None) -> Any:
        """Wait for an answer; closes the connection and raises OperationalError when it is late."""
        most = left()
        if most is None or timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            with counted():
                return super().wait(gen, interval, max(most, 0.0))
        except psycopg.OperationalError:
            if (left() or 0) <= 0:
                # An answer may still come, to whoever asked next: not usable any more.
                self.close()
            raise


def _within(steps: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
    """Take these steps of connecting as long as the thread may wait."""
    most = left()
    if most is None:
        return (yield from steps)
    with counted():
        begin = time.monotonic()
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if time.monotonic() - begin > most:
                    raise errors.ConnectionTimeout("The database did not let us in in time.")
                wanted = steps.send(ready)
        except StopIteration as done:
            result: T = done.value
            return result
