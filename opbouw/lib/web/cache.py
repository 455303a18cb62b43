"""The shared cache: its keys reveal nothing about a person, and its races are no errors."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.core.cache.backends import db
from django.db import connection, transaction
from django.utils import timezone

from opbouw.lib.derived_keys import newest_key
from opbouw.lib.writing.locking import hold_name


class DatabaseCache(db.DatabaseCache):
    """Django's own, in which an entry that is there already is no error of the database.

    There `add` lets an INSERT fail and catches that, after PostgreSQL has logged it; allauth waits
    for its lock by adding it again and again.
    """

    def _base_set(self, mode: str, key: str, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            hold_name(f"cache:{key}")
            if mode == "add" and self._lives(key):
                return False
            return super()._base_set(mode, key, *args, **kwargs)  # type: ignore[misc]  # private to Django's class

    def _lives(self, key: str) -> bool:
        # Django overwrites what has expired, counted in whole seconds.
        now = timezone.now().replace(microsecond=0)
        query = f"SELECT 1 FROM {_table()} WHERE cache_key = %s AND expires >= %s"  # noqa: S608 our own name
        with connection.cursor() as cursor:
            cursor.execute(query, [key, now])
            return cursor.fetchone() is not None


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return a keyed hash of the name: allauth's login limits put e-mail addresses in it.

    A new SECRET_KEY begins all counts again; they say nothing after some hours anyway.
    """
    secret = newest_key(b"opbouw.lib.cache")
    name = f"{key_prefix}:{version}:{key}"
    return hmac.digest(secret, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()


def purge_cache() -> int:
    """Delete expired entries; Django itself waits until the table is full."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_table()} WHERE expires < %s", [timezone.now()])  # noqa: S608  # our own name
        return int(cursor.rowcount)


def _table() -> str:
    return connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
