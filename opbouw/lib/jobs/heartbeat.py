"""A job that takes longer than one lease: held on to, with how far it is, while it runs."""

import logging
import threading
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connection

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.outbox import Claim

log = logging.getLogger(__name__)

EVERY = 2.0


class Heartbeat:
    """Renews the lease from a thread with a connection of its own.

    The work may be inside a transaction, whose writes nobody else sees. A killed process takes
    the thread along, so its lease runs out and the sweeper hands the job to another.
    """

    def __init__(self, held: Claim, *, every: float = EVERY) -> None:
        self.held = held
        self.lost = False
        self.gedaan = self.totaal = 0
        self._every = min(every, settings.OUTBOX_LEASE_SECONDS / 4)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="heartbeat")

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def at(self, gedaan: int, totaal: int) -> None:
        """Say how far the work is."""
        self.gedaan, self.totaal = gedaan, totaal

    def stop(self) -> Claim:
        """Stop renewing; returns the claim with which the job is recorded as done or failed."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        return self.held

    def _run(self) -> None:
        try:
            while not self._stop.wait(self._every):
                self._beat()
                if self.lost:
                    return
        finally:
            connection.close()

    def _beat(self) -> None:
        try:
            renewed = outbox.renew(self.held, gedaan=self.gedaan, totaal=self.totaal)
        except DatabaseError as error:
            # A database that is away for a moment: the lease outlasts many beats.
            log.warning("A lease was not renewed: %s", type(error).__name__)
            return
        if renewed is None:
            self.lost = True
        else:
            self.held = renewed
