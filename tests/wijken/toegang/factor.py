"""Second factors of the people in the tests, and how their browsers prove one."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from wijken.models import Gebruiker

SECRET = "JBSWY3DPEHPK3PXP"


def give_factor(gebruiker: Gebruiker) -> list[str]:
    """Set up an app with codes for this account; returns its recovery codes."""
    TOTP.activate(gebruiker, SECRET)
    return list(RecoveryCodes.activate(gebruiker).generate_codes())


def app_code(secret: str = SECRET) -> str:
    """What the app on the phone shows now, and for a few seconds more."""
    left = 30 - time.time() % 30
    if left < 3:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def prove(client: Client, code: str, *, onward: str = "/vandaag/") -> str:
    """Take the second step in this browser; returns where it led."""
    answer = client.post(f"/accounts/2fa/reauthenticate/?next={onward}", {"code": code})
    return str(answer.headers.get("Location", ""))


def kinds(gebruiker: Gebruiker) -> set[str]:
    """What this account has as second factors."""
    return set(Authenticator.objects.filter(user=gebruiker).values_list("type", flat=True))
