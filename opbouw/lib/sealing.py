"""The cipher under encrypted fields: AES-256-GCM; what Fernet wrote before is still read."""

import base64
import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

PREFIX = "gcm1:"
# Fernet's version and the first bytes of its date.
FERNET = "gAAAAA"
# How every ciphertext begins.
STARTS = (PREFIX, FERNET)
KEY_BYTES, NONCE_BYTES = 32, 12


def seal(plain: bytes, key: str) -> str:
    """Return the ciphertext under a key of FIELD_KEYS; the same bytes give another each time."""
    nonce = os.urandom(NONCE_BYTES)
    return _written(nonce + _cipher(key).encrypt(nonce, plain, None))


def unseal(token: str, keys: Sequence[str]) -> bytes:
    """Return what was sealed with one of the keys; raises ValueError for anything else."""
    for key in keys:
        try:
            return _opened(token, key)
        except (InvalidTag, InvalidToken):
            continue
    raise ValueError("No key opens this.")


def is_sealed_with(token: str, key: str) -> bool:
    """Tell whether this is of the present cipher, under this key."""
    if not token.startswith(PREFIX):
        return False
    try:
        _opened(token, key)
    except (InvalidTag, ValueError):
        return False
    return True


def _opened(token: str, key: str) -> bytes:
    if not token.startswith(PREFIX):
        return Fernet(key).decrypt(token)
    sealed = base64.urlsafe_b64decode(token.removeprefix(PREFIX))
    # Base64 overlooks what it does not know; no other writing of the same bytes is ours.
    if _written(sealed) != token:
        raise InvalidTag
    return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)


def _written(sealed: bytes) -> str:
    return PREFIX + base64.urlsafe_b64encode(sealed).decode("ascii")


@lru_cache(maxsize=8)
def _cipher(key: str) -> AESGCM:
    try:
        secret = base64.urlsafe_b64decode(key)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise ImproperlyConfigured("Each of FIELD_KEYS must be 32 bytes in URL-safe base64.")
    # Not the key itself: Fernet and the look-up hashes are made of it too.
    own = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"opbouw.lib.sealing.aes256gcm")
    return AESGCM(own.derive(secret))
