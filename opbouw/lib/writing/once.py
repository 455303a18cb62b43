"""Creating a row once, however often the form is sent."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import lookup_hash
from opbouw.lib.models import SentOnce, SpentToken
from opbouw.lib.writing.audit import Actor
from opbouw.lib.writing.locking import hold_name
from opbouw.lib.writing.sending import was_there
from opbouw.lib.writing.transitions import Refused

# Equal content of the same sender within this time is one sending: going back in a browser
# restores the text, and the page brings a new key.
SAME_WITHIN = timedelta(minutes=10)

# Nothing waits longer to be sent: a device keeps an entry for three days, an older form is taken
# for a month.
REMOVED_FOR = timedelta(days=30)

# Of rows with the same content, among which a stranger's own is looked for.
MOST_EQUAL = 20

M = TypeVar("M", bound=SentOnce)
Fields = Mapping[str, Any]
Completion = Callable[[uuid.UUID, str], Fields]


class PageKey(uuid.UUID):
    """The key that a page brought, while nobody said that what it sends is another than before."""


class QueuedKey(uuid.UUID):
    """The key of an entry that waited on a device: its row may be there, or be removed, since."""


class AlreadyThere(Refused):
    """The same sender stored the same content just before, from another page: `row`."""

    def __init__(self, row: SentOnce) -> None:
        super().__init__(_("Dit stond er al."))
        self.row = row


@transaction.atomic(savepoint=False)
def create_once(
    model: type[M],
    *,
    by: Actor | None,
    sleutel: uuid.UUID,
    fields: Fields,
    links: Mapping[str, models.Model | None] | None = None,
    sent_along: Fields | None = None,
    complete: Completion | None = None,
    organisatie_id: int | None = None,
    sender: str = "",
) -> tuple[M, bool]:
    """Return the row for this key and whether it is new.

    The row holds `fields` (what somebody sent), `links` (what it hangs on) and, where the model
    has that column, `door`. The same key with the same content returns the first row. With
    different content a second row is made under a new key, which points at the first in
    `dubbel_van` when both hang on the same: nothing is lost. A row whose words were taken out
    answers to its key alone, so that no second sending brings them back. `sent_along` is content
    that is compared and not stored. `complete(sleutel, afdruk)` gives what only a new row needs,
    such as its number. The row is the organisation's of whoever acts (`by`); without an actor
    `organisatie_id` says whose, and `sender` who: a secret that only they have.

    Under a PageKey, what the same sender stored within SAME_WITHIN raises AlreadyThere; under a
    QueuedKey, what somebody removed (`remember_removed`) raises Refused.
    """
    owner = _owner(by, organisatie_id)
    row = {**fields, **(links or {})}
    afdruk = fingerprint({**row, **(sent_along or {})})
    if by is not None and _has(model, "door"):
        row["door"] = by
    sender = f"lid {by.gebruiker_id}" if by is not None else sender
    mark = _mark(model, owner, sender, afdruk) if sender else None

    def once(key: uuid.UUID, first: M | None) -> tuple[M, bool]:
        hold_name(f"{model._meta.db_table}:{owner}:{key}")
        existing = _find(model, owner, key)
        if existing is not None:
            was_there()
            return existing, False
        if isinstance(sleutel, QueuedKey) and _was_removed(model, owner, key):
            raise Refused(_("Dit is al verstuurd en daarna verwijderd. Gooi het hier ook weg."))
        if mark is not None:
            _refuse_again(mark, model, owner, afdruk, by, asked=isinstance(sleutel, PageKey))
        stamp = {"sleutel": key, "afdruk": afdruk, "dubbel_van": first}
        own = {**row, **(complete(key, afdruk) if complete else {})}
        made = model._default_manager.create(organisatie_id=owner, **stamp, **own)
        if mark is not None and by is None:
            _remember(_own(mark, made.pk))
        return made, True

    first, new = once(uuid.UUID(int=sleutel.int), None)
    if new or first.afdruk in {afdruk, ""}:
        return first, new
    # The second sending of the different content must find its own row again.
    same = all(getattr(first, name) == link for name, link in (links or {}).items())
    return once(_second_key(sleutel, afdruk), first if same else None)


def sent_before(
    model: type[M], *, organisatie_id: int, sleutel: uuid.UUID, content: Fields
) -> M | None:
    """Return what an earlier sending of the same form with the same content made.

    `content` is all that `create_once` compares: fields, links and what was sent along.
    """
    afdruk = fingerprint(content)
    keys = [sleutel, _second_key(sleutel, afdruk)]
    rows = model._default_manager.filter(organisatie_id=organisatie_id, afdruk__in=[afdruk, ""])
    return rows.filter(sleutel__in=keys).first()


def remember_removed(row: SentOnce, *, organisatie_id: int) -> None:
    """Have an entry that still waits on a device not bring back a row that somebody removes.

    Its answer may have been lost on the way: then the device sends it again.
    """
    name = _removed_name(type(row), organisatie_id, row.sleutel)
    expires = {"expires_at": timezone.now() + REMOVED_FOR}
    SpentToken.objects.update_or_create(key_hash=name, defaults=expires)


def fingerprint(content: Fields) -> str:
    """Return a SHA-256 over the content of a form: equal content, equal fingerprint."""
    plain = {key: _plain(value) for key, value in content.items()}
    text = json.dumps(plain, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _was_removed(model: type[SentOnce], owner: int, key: uuid.UUID) -> bool:
    name = _removed_name(model, owner, key)
    return SpentToken.objects.filter(key_hash=name, expires_at__gt=timezone.now()).exists()


def _removed_name(model: type[SentOnce], owner: int, key: uuid.UUID) -> bytes:
    return bytes.fromhex(lookup_hash(f"removed {model._meta.label} {owner} {key}"))


def _mark(model: type[M], owner: int, sender: str, afdruk: str) -> bytes:
    # Keyed, so that nobody who reads the table can guess a short text.
    said = json.dumps([model._meta.label, owner, sender, afdruk])
    return bytes.fromhex(lookup_hash(said))


def _refuse_again(
    mark: bytes, model: type[M], owner: int, afdruk: str, by: Actor | None, *, asked: bool
) -> None:
    """Raise AlreadyThere for what was sent just before, and remember that it is sent now."""
    hold_name(f"sent:{mark.hex()}")
    now = timezone.now()
    recent = SpentToken.objects.filter(key_hash=mark, expires_at__gt=now)
    if asked and recent.exists():
        rows = model._default_manager.filter(organisatie_id=owner, afdruk=afdruk)
        if by is not None and _has(model, "door"):
            rows = rows.filter(door__gebruiker=by.gebruiker_id)
        # The newest rows first: it is one of the last minutes. Without its words it is not there.
        row = _newest(rows) if by is not None else _newest_own(rows, mark)
        if row is not None:
            raise AlreadyThere(row)
    _remember(mark)


def _newest(rows: models.QuerySet[M]) -> M | None:
    return rows.order_by("-pk").first()


def _newest_own(rows: models.QuerySet[M], mark: bytes) -> M | None:
    """Return what this stranger sent; another may have sent the same, behind their own link."""
    found = {_own(mark, row.pk): row for row in rows.order_by("-pk")[:MOST_EQUAL]}
    sent = SpentToken.objects.filter(key_hash__in=list(found)).values_list("key_hash", flat=True)
    return max((found[bytes(one)] for one in sent), key=lambda row: row.pk, default=None)


def _own(mark: bytes, pk: int) -> bytes:
    return bytes.fromhex(lookup_hash(f"{mark.hex()} {pk}"))


def _remember(mark: bytes) -> None:
    expires = {"expires_at": timezone.now() + SAME_WITHIN}
    SpentToken.objects.update_or_create(key_hash=mark, defaults=expires)


def _owner(by: Actor | None, organisatie_id: int | None) -> int:
    if organisatie_id is not None:
        return organisatie_id
    if by is None:
        raise TypeError("create_once needs an actor or an organisatie_id.")
    return by.organisatie_id


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _find(model: type[M], organisatie_id: int, sleutel: uuid.UUID) -> M | None:
    rows = model._default_manager.filter(organisatie_id=organisatie_id, sleutel=sleutel)
    return rows.first()


def _second_key(sleutel: uuid.UUID, afdruk: str) -> uuid.UUID:
    return uuid.uuid5(sleutel, afdruk)


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [_plain(item) for item in value]
    return value
