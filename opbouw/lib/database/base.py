"""Django's backend for PostgreSQL, on connections that do not wait for ever.

Named in DATABASE_URL's entry as ENGINE `opbouw.lib.database`; Django asks for this module.
"""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from .bounded import BoundedConnection
from .patience import HEALTH_SECONDS, PAGE_SECONDS, at_most, breaker, left

# For everybody: a machine that is gone is noticed within a minute.
NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 50_000,
}
# For pages: what the server itself breaks off, so that it does not work on for nobody.
PAGE = {
    "statement_timeout": int(PAGE_SECONDS * 1000),
    "lock_timeout": int(PAGE_SECONDS * 1000),
    "idle_in_transaction_session_timeout": 30_000,
}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a limit to the waiting of pages."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return what to connect with; what DATABASE_URL says itself comes first."""
        params: dict[str, Any] = {**NETWORK, **super().get_connection_params()}
        if left() is not None:
            ours = " ".join(f"-c {name}={value}" for name, value in PAGE.items())
            params["options"] = f"{ours} {params.get('options', '')}".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> BoundedConnection:
        """Connect as Django does, by our own class; DATABASE_URL sets no isolation level."""
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return BoundedConnection.connect(**conn_params)

    def is_usable(self) -> bool:
        """Ask a kept connection for a sign of life, which takes a moment or is not coming."""
        with at_most(HEALTH_SECONDS):
            usable = super().is_usable()
            if not usable and (left() or 0) <= 0:
                breaker.silent()
        return usable
