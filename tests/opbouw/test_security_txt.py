"""`/.well-known/security.txt` says whom to tell (RFC 9116)."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings


def test_it_says_whom_to_tell_and_until_when(client: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://opbouw.example.org"
    settings.SECURITY_CONTACT = "mailto:veilig@example.org"
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    until = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=170) < until - timezone.now() < timedelta(days=365)
    assert fields == {
        "Contact": "mailto:veilig@example.org",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://opbouw.example.org/.well-known/security.txt",
    }
