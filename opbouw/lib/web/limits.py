"""Limits on how often a form may be sent, shared by all web processes and without addresses.

A library, a community centre or a phone company puts many residents behind one address. So a
limit per address is never the only gate: give a form with proof of work a wide one (for instance
60 an hour; each message costs the sender's device a second), a form sent without script a narrow
one (`without_script=True` in `allow_form`), and let a busy address work harder before it is
refused (see `opbouw.lib.web.pow`).

Call `hit` outside `transaction.atomic`: inside one, the counter is locked until the commit and a
rollback forgets the attempt.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from opbouw.lib.derived_keys import earlier_keys, newest_key
from opbouw.lib.models.limits import RateCounter, SpentToken
from opbouw.lib.writing.transitions import Refused

UNKNOWN_ADDRESS = "unknown"


class TooOften(Refused):
    """A limit was reached; the message says what to do instead."""


PURPOSE = b"opbouw.lib.limits"


def _key_hash(key: str, secret: bytes | None = None) -> bytes:
    with_key = secret or newest_key(PURPOSE)
    return hmac.digest(with_key, key.encode("utf-8", "surrogatepass"), hashlib.sha256)


def hit(key: str, *, limit: int, seconds: int) -> bool:
    """Count one use of a key and tell whether it is still within its limit.

    Windows are fixed (on the hour for 3600 seconds), so around a boundary twice the limit can pass.
    One statement; attempts above the limit are refused without writing.
    """
    if limit < 1:
        return False
    start = _window_start(seconds)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO lib_ratecounter AS c (key_hash, window_start, window_end, count)
            VALUES (%s, %s, %s, 1)
            ON CONFLICT (key_hash, window_start) DO UPDATE SET count = c.count + 1
            WHERE c.count < %s
            RETURNING count
            """,
            [_key_hash(f"{seconds}:{key}"), start, start + timedelta(seconds=seconds), limit],
        )
        return cursor.fetchone() is not None


def give_back(key: str, *, seconds: int) -> None:
    """Uncount one use of a key that turned out to be harmless, such as a password that was right.

    In the window of now: a use from before its boundary no longer counts anyway.
    """
    counted = RateCounter.objects.filter(
        key_hash=_key_hash(f"{seconds}:{key}"), window_start=_window_start(seconds), count__gt=0
    )
    counted.update(count=F("count") - 1)


def _window_start(seconds: int) -> datetime:
    now = timezone.now().timestamp()
    return datetime.fromtimestamp(now - now % seconds, UTC).replace(microsecond=0)


def spend(token: str, *, expires_at: datetime) -> bool:
    """Mark a token as used and tell whether this was the first time.

    Of two at the same moment one wins: the database waits for the other's transaction. What was
    used under an earlier SECRET_KEY stays used.
    """
    if earlier_keys(PURPOSE) and is_spent(token):
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO lib_spenttoken (key_hash, expires_at) VALUES (%s, %s)
            ON CONFLICT (key_hash) DO NOTHING RETURNING id
            """,
            [_key_hash(token), expires_at],
        )
        return cursor.fetchone() is not None


def is_spent(token: str) -> bool:
    """Tell whether a token was used, under this SECRET_KEY or an earlier one."""
    secrets = [newest_key(PURPOSE), *earlier_keys(PURPOSE)]
    hashes = [_key_hash(token, secret) for secret in secrets]
    return SpentToken.objects.filter(key_hash__in=hashes).exists()


def purge() -> int:
    """Delete counters and spent tokens that no longer say anything, and count them."""
    now = timezone.now()
    counters, _ = RateCounter.objects.filter(window_end__lt=now).delete()
    tokens, _ = SpentToken.objects.filter(expires_at__lt=now).delete()
    return counters + tokens


def allow_form(request: HttpRequest, form: str, *, without_script: bool = False) -> bool:
    """Count one good sending of a public form from this address: 60 an hour, or 10 without script.

    Call it after the proof. Counted before, sixty free requests would close the form for a whole
    library. This one may stand inside the transaction of the sending: what is rolled back was no
    sending, and two from one address wait for each other a moment.
    """
    way, limit = ("plain", 10) if without_script else ("proof", 60)
    return hit(f"form:{form}:{way}:{client_address(request)}", limit=limit, seconds=3600)


def allow_failure(request: HttpRequest, form: str) -> bool:
    """Count one sending without a good proof: 600 an hour, apart from the good ones."""
    return hit(f"form:{form}:failed:{client_address(request)}", limit=600, seconds=3600)


def client_address(request: HttpRequest) -> str:
    """Return the address that a limit counts: an IPv4 address, or the /64 of an IPv6 address.

    Believes as many entries of X-Forwarded-For, from the right, as there are trusted proxies. A
    request that came past fewer proxies counts on the address that connected.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    if proxies > 0:
        chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(chain) >= proxies:
            forwarded = _grouped(chain[-proxies])
            if forwarded != UNKNOWN_ADDRESS:
                return forwarded
    return _grouped(peer)


def _grouped(text: str) -> str:
    # Some proxies append a port to the address: 192.0.2.1:443 or [2001:db8::1]:443.
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return UNKNOWN_ADDRESS
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        # A household or a phone has a whole /64 to choose from.
        return str(ip_network((int(address), 64), strict=False))
    return str(address)
