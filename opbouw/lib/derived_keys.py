"""Keys of one purpose each, made from a secret: SECRET_KEY, the ones before it, a field key."""

import hashlib
import hmac

from django.conf import settings
from django.utils.encoding import force_bytes


def derive_key(secret: str | bytes, purpose: bytes) -> bytes:
    """Return the 32 bytes that this secret gives for a purpose."""
    return hmac.digest(force_bytes(secret), purpose, hashlib.sha256)


def newest_key(purpose: bytes) -> bytes:
    """Return the key to make something with."""
    return derive_key(settings.SECRET_KEY, purpose)


def earlier_keys(purpose: bytes) -> list[bytes]:
    """Return the keys of SECRET_KEY_FALLBACKS: what they made still counts."""
    return [derive_key(secret, purpose) for secret in settings.SECRET_KEY_FALLBACKS]
