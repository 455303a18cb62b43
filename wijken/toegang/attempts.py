"""How often somebody may try a password or ask for a mail, without locking anybody out.

What a stranger uses up is never what the owner of the account needs: a browser that the owner
logged in with before has a counter of its own. Everything is counted before it is tried, so twenty
attempts at the same moment are twenty. Known and unknown addresses are counted alike.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from opbouw.lib.web.limits import client_address, give_back, hit
from wijken.queries.lid import account_with
from wijken.toegang.device import known_device

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Counter:
    """What is counted, how often it may be, and in how many seconds."""

    key: str
    limit: int
    seconds: int


def count(counters: list[Counter]) -> bool:
    """Count one attempt and tell whether it is within all of these."""
    return all(hit(one.key, limit=one.limit, seconds=one.seconds) for one in counters)


def uncount(counters: list[Counter]) -> None:
    """Take back what was counted for one attempt that turned out to be right."""
    for one in counters:
        give_back(one.key, seconds=one.seconds)


def allow_password(request: HttpRequest, email: str) -> bool:
    """Count one password for an address and tell whether it may be tried."""
    return count(_passwords(request, email))


def forgive_password(request: HttpRequest, email: str) -> None:
    """Take back what was counted for a password that turned out to be right."""
    uncount(_passwords(request, email))


def allow_mail(request: HttpRequest, email: str) -> bool:
    """Count one code or link that was asked for by mail and tell whether it may be sent."""
    return count(_mails(request, email))


def _passwords(request: HttpRequest, email: str) -> list[Counter]:
    if device := _device(request, email):
        return [Counter(f"wachtwoord:{device}", 10, 15 * MINUTE)]
    here = client_address(request)
    # From one connection nobody reaches the last, so a stranger alone closes no account.
    return [
        Counter(f"wachtwoord:{here}", 100, 15 * MINUTE),
        Counter(f"wachtwoord:{email} {here}", 5, 5 * MINUTE),
        Counter(f"wachtwoord:{email}", 100, HOUR),
    ]


def _mails(request: HttpRequest, email: str) -> list[Counter]:
    if device := _device(request, email):
        return [Counter(f"codemail:{device}", 6, HOUR)]
    here = client_address(request)
    return [
        Counter(f"codemail:{here}", 20, HOUR),
        Counter(f"codemail:{email} {here}", 3, HOUR),
        Counter(f"codemail:{email}", 6, HOUR),
    ]


def _device(request: HttpRequest, email: str) -> str:
    account = account_with(email)
    mark = known_device(request, account) if account else ""
    return f"{email} {mark}" if mark else ""
