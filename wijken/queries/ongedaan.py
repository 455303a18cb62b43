"""For how long what was noted can be undone; the page that says so carries the proof along."""

from django.core.signing import BadSignature, TimestampSigner

from wijken.models import Contactmoment

SECONDS = 30
# The page takes a moment to arrive, and a thumb to press.
GRACE = 15


def undo_token(contact: Contactmoment) -> str:
    """Return what the button to undo sends along."""
    return _signer().sign(str(contact.pk))


def may_undo(pk: int, token: str) -> bool:
    """Tell whether the contact with this key was noted just now, by what its page sent along."""
    try:
        return _signer().unsign(token, max_age=SECONDS + GRACE) == str(pk)
    except BadSignature:
        return False


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="wijken.ongedaan")
