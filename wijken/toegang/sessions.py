"""Sessions that know whose they are, and that end: after a while unseen, and after a while at all.

The times are columns of the row that a request reads anyway, so a limit costs no query. Being
seen is written once in five minutes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from opbouw.lib.web.middleware import Handler
from wijken.models.sessie import Sessie
from wijken.toegang.user_agent import in_words

BEGUN, DEVICE = "begonnen", "toestel"
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts unseen, and how long at all."""

    unseen: timedelta
    whole: timedelta

    def passed(self, row: Sessie) -> bool:
        """Tell whether this session has ended."""
        now = timezone.now()
        return now - row.gezien_op > self.unseen or now - row.begonnen_op > self.whole


# The administration opens every organisation.
STAFF = Limits(timedelta(hours=1), timedelta(hours=12))
# Of nobody: it holds a login that is under way, and a stranger makes one by asking.
NOBODY = timedelta(hours=1)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with columns of our own."""

    row: Sessie | None = None

    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        """Return the table."""
        return Sessie

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        """Return the row for this content; whoever has just logged in begins now."""
        now = timezone.now()
        gebruiker = data.get(SESSION_KEY)
        if gebruiker:
            data.setdefault(BEGUN, now.timestamp())
        row: Sessie = super().create_model_instance(data)  # type: ignore[assignment]  # see above
        row.gebruiker_id = int(gebruiker) if gebruiker else None
        if not gebruiker:
            row.expire_date = now + NOBODY
        row.toestel = data.get(DEVICE, "")
        row.begonnen_op = datetime.fromtimestamp(data.get(BEGUN, now.timestamp()), UTC)
        row.gezien_op = now
        return row

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions that ended, those that nobody has seen for long too."""
        super().clear_expired()
        unseen = timezone.now() - timedelta(hours=settings.SESSION_UNSEEN_HOURS)
        Sessie.objects.filter(gebruiker__isnull=False, gezien_op__lt=unseen).delete()

    def _get_session_from_db(self) -> Any:
        self.row = super()._get_session_from_db()  # type: ignore[misc]  # not in the stubs
        return self.row


def begin(request: HttpRequest) -> None:
    """Let the session that has just logged in begin now, on this device."""
    request.session[BEGUN] = timezone.now().timestamp()
    request.session[DEVICE] = in_words(request.headers.get("User-Agent", ""))


def limited(get_response: Handler) -> Handler:
    """End a session past its limits; its request goes on as that of nobody."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            row: Sessie | None = getattr(request.session, "row", None)
            if row is not None and _limits(request).passed(row):
                logout(request)
            elif row is not None:
                _see(row)
        return get_response(request)

    return middleware


def _limits(request: HttpRequest) -> Limits:
    if request.user.is_authenticated and request.user.is_staff:
        return STAFF
    return Limits(
        timedelta(hours=settings.SESSION_UNSEEN_HOURS), timedelta(days=settings.SESSION_DAYS)
    )


def _see(row: Sessie) -> None:
    now = timezone.now()
    if now - row.gezien_op > SEEN_EVERY:
        Sessie.objects.filter(pk=row.pk).update(gezien_op=now)
