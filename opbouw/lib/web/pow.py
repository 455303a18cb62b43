"""Proof of work for public forms: the sender's device counts for a moment, nobody is watched.

The protocol is ALTCHA's second version, so that its own widget stays possible; our solver is
`static/js/bewijs.js`. The order in a view that receives a form is: first look whether the form's
key was seen before (a double click shows the first result), then validate the fields, then
`verify` once, last, for it uses the challenge up. A page drawn again fetches a new challenge.

A form without script has no proof. It carries `signed_form_time` and an empty `HONEYPOT` field
instead, and has a narrower limit (`limits.allow_form(..., without_script=True)`).
"""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import altcha
from django.core import signing
from django.utils import timezone

from opbouw.lib.derived_keys import earlier_keys, newest_key
from opbouw.lib.web import limits

LIFETIME = timedelta(hours=1)
# The device tries half of these on average: under a second on a phone, in pure JavaScript.
NORMAL = 150_000
HARD = 1_500_000
# Named as something a program likes to fill in and a browser does not by itself.
HONEYPOT = "website"
_FORM_TIME_SALT = "opbouw.lib.pow.form_time"
_LONGEST_PAYLOAD = 4_000


CHALLENGE, SOLUTION = b"altcha:challenge", b"altcha:solution"


def new_challenge(*, most: int = NORMAL) -> dict[str, Any]:
    """Return a challenge to put out as JSON; `most` is how many tries it can take."""
    challenge = altcha.create_challenge(
        "SHA-256",
        1,
        counter=secrets.randbelow(most),
        expires_at=timezone.now() + LIFETIME,
        data={"most": most},
        hmac_secret=newest_key(CHALLENGE),
        hmac_key_secret=newest_key(SOLUTION),
    )
    return challenge.to_dict()


def verify(payload: str) -> bool:
    """Tell whether a payload solves one of our challenges, in time and for the first time.

    A challenge that was given out under an earlier SECRET_KEY is still ours.
    """
    if not payload or len(payload) > _LONGEST_PAYLOAD:
        return False
    try:
        solved = altcha.Payload.from_base64(payload)
        verified = any(
            altcha.verify_solution(solved, challenge, hmac_key_secret=solution).verified
            for challenge, solution in _key_pairs()
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        # A payload is anything a stranger can type.
        return False
    expires = solved.challenge.parameters.expires_at
    if not verified or expires is None:
        return False
    nonce = f"altcha:{solved.challenge.parameters.nonce}"
    return limits.spend(nonce, expires_at=datetime.fromtimestamp(expires, UTC))


def _key_pairs() -> list[tuple[bytes, bytes]]:
    earlier = zip(earlier_keys(CHALLENGE), earlier_keys(SOLUTION), strict=True)
    return [(newest_key(CHALLENGE), newest_key(SOLUTION)), *earlier]


def solve(challenge: dict[str, Any]) -> str:
    """Return the payload that solves a challenge, as the browser would; for tests and tools."""
    given = altcha.Challenge.from_dict(challenge)
    solution = altcha.solve_challenge(given)
    if solution is None:
        raise ValueError("The challenge was not solved in time.")
    return altcha.Payload(given, solution).to_base64()


def signed_form_time() -> str:
    """Return a token for a hidden field that says when the form was drawn; usable once."""
    drawn = int(timezone.now().timestamp())
    return signing.dumps([drawn, secrets.token_urlsafe(12)], salt=_FORM_TIME_SALT)


def verify_form_time(
    token: str,
    *,
    minimum: timedelta = timedelta(seconds=4),
    maximum: timedelta = timedelta(hours=24),
) -> bool:
    """Tell whether a form came at a human pace, with a token of ours used for the first time.

    A token that comes back too soon is not used up: the person may try again.
    """
    try:
        seconds, _nonce = signing.loads(token, salt=_FORM_TIME_SALT)
    except (signing.BadSignature, ValueError):
        return False
    drawn = datetime.fromtimestamp(seconds, UTC)
    if not minimum <= timezone.now() - drawn <= maximum:
        return False
    return limits.spend(f"form-time:{token}", expires_at=drawn + maximum)


def honeypot_filled(data: Mapping[str, Any]) -> bool:
    """Tell whether the field that people do not see was filled in, in `request.POST`."""
    return bool(data.get(HONEYPOT, ""))
