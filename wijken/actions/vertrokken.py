"""Emptying the accounts of people who left: what they wrote stays, who they were goes."""

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import lookup_hashes
from opbouw.lib.jobs.mail import forget_mail
from opbouw.lib.writing.audit import record_for_each
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.lid import lock_manageable
from wijken.actions.sessie import remove_sessions
from wijken.actions.zoekfilter import drop_searches_of
from wijken.models import Gebruiker, Lidmaatschap, Uitnodiging
from wijken.queries.vertrokken import left_accounts, may_empty, stopped_before


def empty_left_accounts(*, now: datetime) -> int:
    """Empty the account of everybody who left a term ago, and count them."""
    # Stopped in a way that wrote no day down: the term begins when that is seen.
    undated = Lidmaatschap.objects.filter(actief=False, gestopt_op__isnull=True)
    undated.update(gestopt_op=now)
    before, emptied = stopped_before(now), 0
    for gebruiker in left_accounts(before):
        emptied += _empty_if_still_left(gebruiker, before=before)
    return emptied


@transaction.atomic
def empty_at_once(*, lid: Lidmaatschap, by: Lidmaatschap) -> None:
    """Empty the account of a colleague who stopped, without waiting for the term.

    Raises Refused while they are a member, or when another organisation may bring them back.
    """
    lid = lock_manageable(lid, by=by)
    gebruiker = _hold(lid.gebruiker)
    lid.gebruiker = gebruiker
    if lid.actief:
        raise Refused(_("Stop eerst de toegang van deze collega."))
    if not may_empty(lid):
        raise Refused(_("Dit account kan nu niet leeg. Als het kan, gebeurt het vanzelf."))
    _empty(gebruiker, by=by)


@transaction.atomic
def _empty_if_still_left(gebruiker: Gebruiker, *, before: datetime) -> bool:
    gebruiker = _hold(gebruiker)
    # Somebody may have brought them back a moment ago.
    left = left_accounts(before).filter(pk=gebruiker.pk).exists()
    if left:
        _empty(gebruiker, by=None)
    return left


def _hold(gebruiker: Gebruiker) -> Gebruiker:
    # Invitations first, as in accepting one: in two orders each could wait for the other.
    list(_invitations(gebruiker).order_by("pk").select_for_update().defer("email", "naam"))
    return lock(gebruiker)


def _invitations(gebruiker: Gebruiker) -> QuerySet[Uitnodiging]:
    return Uitnodiging.objects.filter(email_hash__in=lookup_hashes(gebruiker.email))


def _empty(gebruiker: Gebruiker, *, by: Lidmaatschap | None) -> None:
    own = list(Lidmaatschap.objects.filter(gebruiker=gebruiker))
    _invitations(gebruiker).delete()
    forget_mail(aan=gebruiker.email)
    remove_sessions(of=gebruiker)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=gebruiker).delete()
    for lid in own:
        lid.gebieden.clear()
        drop_searches_of(lid)
    gebruiker.groups.clear()
    gebruiker.user_permissions.clear()
    gebruiker.naam = _("Oud-collega")
    # An address is needed and may stand nowhere twice; nothing is ever sent to this one.
    gebruiker.email = f"weg-{secrets.token_hex(16)}@opbouw.invalid"
    gebruiker.set_unusable_password()
    gebruiker.is_active, gebruiker.last_login = False, None
    gebruiker.leeggemaakt_op = timezone.now()
    gebruiker.save()
    record_for_each(
        "account_leeggemaakt",
        gebruiker,
        organisaties=[lid.organisatie_id for lid in own],
        door_id=by.gebruiker_id if by else None,
    )
