"""Cache keys that reveal nothing about a person."""

import hashlib
import hmac

from django.conf import settings
from django.db import connection
from django.utils import timezone

from opbouw.lib.derived_keys import newest_key


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return a keyed hash of the name: allauth's login limits put e-mail addresses in it.

    A new SECRET_KEY begins all counts again; they say nothing after some hours anyway.
    """
    secret = newest_key(b"opbouw.lib.cache")
    name = f"{key_prefix}:{version}:{key}"
    return hmac.digest(secret, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()


def purge_cache() -> int:
    """Delete expired entries; Django itself waits until the table is full."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608  # our own name
        return int(cursor.rowcount)
