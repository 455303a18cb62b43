"""How often a code may be tried as a second step, and that a code of an app works once.

Whoever tries has given a password or a mailed code already. Counted before it is tried, so twenty
codes at the same moment are twenty; and in a counter of its own on a browser that the owner knows
(see `device`), so that nobody elsewhere uses up what the owner needs. A passkey is not counted:
nobody guesses one, and so it is a way in that no stranger can close.
"""

import re
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from opbouw.lib.web.limits import client_address, hit, is_spent, spend
from wijken.models import Gebruiker
from wijken.toegang.attempts import HOUR, MINUTE, Counter, count, uncount
from wijken.toegang.device import known_device

# A code is shown for thirty seconds; the rest is for clocks that differ.
SPENT_FOR = timedelta(minutes=5)
MAILED_CODE_TRIES = 3


def allow_second_step(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    """Count one code for this account and tell whether it may be tried."""
    return count(_second_steps(request, gebruiker))


def forgive_second_step(request: HttpRequest, gebruiker: Gebruiker) -> None:
    """Take back what was counted for a code that turned out to be right."""
    uncount(_second_steps(request, gebruiker))


def allow_mailed_code(expected: str) -> bool:
    """Count one try of the code that was mailed for a login and tell whether it may be tried."""
    key = f"mailcode:{expected}"
    return not is_spent(key) and hit(key, limit=MAILED_CODE_TRIES, seconds=HOUR)


def void_code(code: str) -> None:
    """Let a code that was made and then not mailed be right for nobody.

    Else whoever asks for ever new ones could guess at each of them, and its owner would see none.
    """
    spend(f"mailcode:{code}", expires_at=timezone.now() + timedelta(seconds=HOUR))


def first_use(gebruiker: Gebruiker, code: str) -> bool:
    """Mark a right code of an app as used; of two at the same moment one is the first."""
    digits = re.sub(r"\D", "", code)
    return spend(f"appcode:{gebruiker.pk} {digits}", expires_at=timezone.now() + SPENT_FOR)


def _second_steps(request: HttpRequest, gebruiker: Gebruiker) -> list[Counter]:
    if mark := known_device(request, gebruiker):
        return [Counter(f"tweede stap:{gebruiker.pk} {mark}", 10, 15 * MINUTE)]
    return [
        Counter(f"tweede stap:{gebruiker.pk} {client_address(request)}", 5, 5 * MINUTE),
        Counter(f"tweede stap:{gebruiker.pk}", 30, HOUR),
    ]
