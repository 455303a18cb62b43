"""Whether the database answers at all, asked on a connection of its own."""

import psycopg
from django.db import connection

from .bounded import BoundedConnection
from .patience import HEALTH_SECONDS, at_most


def answers() -> bool:
    """Tell within a second whether the database answers; kept connections may all hang."""
    try:
        with at_most(HEALTH_SECONDS):
            params = connection.get_connection_params()
            with BoundedConnection.connect(**params) as asked:
                return asked.execute("SELECT 1").fetchone() is not None
    except psycopg.Error:
        return False
