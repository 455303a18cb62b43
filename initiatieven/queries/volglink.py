"""The secret link of an initiative: made from what is in the row and a key that is not.

The token can be made again for a second sending of the same form and for the next mail, and
whoever reads the database alone cannot make it. Only when the key that made it is about to go, it
is kept, encrypted. See docs/decisions/0040 and 0103.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from initiatieven.models import BewaardeVolglink, Initiatief
from opbouw.lib.derived_keys import derive_key
from opbouw.lib.encrypted import DamagedValue

PURPOSE = b"initiatieven.volglink"


def derive_token(organisatie_id: int, sleutel: str, afdruk: str, *, key: str | bytes = "") -> str:
    """Return the 256-bit token of a row as 43 characters that fit a URL."""
    secret = derive_key(key or settings.SECRET_KEY, PURPOSE)
    message = f"{organisatie_id}:{sleutel}:{afdruk}".encode()
    digest = hmac.digest(secret, message, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_token(token: str) -> str:
    """Return the stored form of a token: SHA-256 is enough for a secret of 256 bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def token_of(initiatief: Initiatief) -> str | None:
    """Return the token of this initiative; None when its key is gone and it was not kept."""
    if token := derived(initiatief, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]):
        return token
    try:
        kept = BewaardeVolglink.objects.filter(initiatief=initiatief).first()
    except DamagedValue:
        return None
    return kept.token if kept else None


def derived(initiatief: Initiatief, keys: Iterable[str | bytes]) -> str | None:
    """Return the token when one of these keys made it."""
    for key in keys:
        token = derive_token(
            initiatief.organisatie_id, str(initiatief.sleutel), initiatief.afdruk, key=key
        )
        if hmac.compare_digest(hash_token(token), initiatief.token_hash):
            return token
    return None


def link_of(initiatief: Initiatief) -> str | None:
    """Return the whole address of the status page; None when it cannot be made again."""
    token = token_of(initiatief)
    return None if token is None else settings.BASE_URL + reverse("volgen", args=[token])


def by_token(token: str) -> Initiatief | None:
    """Return the initiative behind a secret link."""
    rows = Initiatief.objects.select_related("organisatie", "gebied").defer("gebied__vorm")
    return rows.filter(token_hash=hash_token(token)).first()
