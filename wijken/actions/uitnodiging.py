"""Everything that changes an invitation, and the account that comes of it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import lookup_hash
from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import hold_name, lock
from opbouw.lib.writing.transitions import Refused
from wijken.models import Gebied, Gebruiker, Lidmaatschap, Organisatie, Uitnodiging
from wijken.queries.lid import grantable
from wijken.queries.opvolging import brought_forward
from wijken.queries.uitnodiging import (
    account_of,
    is_member,
    is_open,
    open_for,
    token_hash,
    unanswered_of,
)

KEPT_DAYS = 30


@transaction.atomic
def invite(
    *, by: Lidmaatschap, naam: str, email: str, rol: str, gebieden: Iterable[Gebied]
) -> tuple[Uitnodiging, bool]:
    """Invite somebody by a secret link in a mail; returns the invitation and whether it is new.

    A second invitation for an address shows the first. The token exists in the mail only.
    """
    if rol not in grantable(by):
        raise Refused(_("Deze rol kun jij niet geven."))
    # One at a time per organisation, so that a double click makes one link.
    organisatie = Organisatie.objects.select_for_update().get(pk=by.organisatie_id)
    email = email.strip().lower()
    if is_member(organisatie, email):
        raise Refused(_("Dit adres hoort al bij iemand van je team."))
    for earlier in open_for(organisatie, email):
        if is_open(earlier):
            return earlier, False
        _withdraw(earlier, by=by)
    token = secrets.token_urlsafe(32)
    uitnodiging = Uitnodiging.objects.create(
        organisatie=organisatie,
        email=email,
        email_hash=lookup_hash(email),
        naam=" ".join(naam.split()),
        rol=rol,
        token_hash=token_hash(token),
        door=by,
        verloopt_op=Uitnodiging.end_of(timezone.now()),
    )
    uitnodiging.gebieden.set(gebieden)
    record("uitnodiging_gestuurd", uitnodiging, by=by, naar=rol)
    queue_mail(
        "uitnodiging",
        aan=email,
        onderwerp=_("%(wie)s nodigt je uit bij %(organisatie)s")
        % {"wie": by.gebruiker.naam, "organisatie": organisatie.naam},
        context={
            "uitnodiging": uitnodiging,
            "wie": by.gebruiker.naam,
            "organisatie": organisatie.naam,
            "waarom": _("Je krijgt deze mail omdat iemand je uitnodigt voor Opbouw."),
            "knop_url": settings.BASE_URL + reverse("uitnodiging", args=[token]),
            "knop_tekst": _("Bekijk de uitnodiging"),
        },
        over=uitnodiging,
    )
    return uitnodiging, True


@transaction.atomic
def withdraw(*, uitnodiging: Uitnodiging, by: Lidmaatschap) -> None:
    """Invalidate the link; doing it twice changes nothing."""
    uitnodiging = lock(uitnodiging)
    if uitnodiging.rol not in grantable(by):
        raise Refused(_("Deze uitnodiging kun jij niet intrekken."))
    if uitnodiging.aanvaard_op is not None:
        raise Refused(_("Deze uitnodiging is al aangenomen."))
    if uitnodiging.ingetrokken_op is None:
        _withdraw(uitnodiging, by=by)


@transaction.atomic
def withdraw_sent(*, lid: Lidmaatschap, by: Lidmaatschap, keep: Iterable[str] = ()) -> None:
    """Withdraw this member's open invitations, except those for a role in `keep`."""
    sent = unanswered_of(lid).exclude(rol__in=list(keep)).order_by("pk")
    for uitnodiging in sent.select_for_update():
        _withdraw(uitnodiging, by=by)


@transaction.atomic
def accept_as(*, uitnodiging: Uitnodiging, gebruiker: Gebruiker) -> Lidmaatschap:
    """Give an existing account its membership; raises Refused unless the address is theirs."""
    uitnodiging = _claim(uitnodiging)
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if gebruiker.email != uitnodiging.email:
        raise Refused(_("Deze uitnodiging is voor een ander e-mailadres."))
    return _join(uitnodiging, gebruiker)


@transaction.atomic
def accept_new(*, uitnodiging: Uitnodiging, naam: str, password: str | None) -> Lidmaatschap:
    """Make the account and its membership; without a password, login is by code."""
    uitnodiging = _claim(uitnodiging)
    # Two organisations may have invited the same person: the second waits and finds the account.
    hold_name(f"account:{lookup_hash(uitnodiging.email)}")
    if account_of(uitnodiging) is not None:
        raise Refused(_("Er is al een account met dit adres. Log daarmee in."))
    gebruiker = Gebruiker.objects.create_user(
        uitnodiging.email, password, naam=" ".join(naam.split())
    )
    # The link was in their mailbox, so the address is proven.
    EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, verified=True, primary=True)
    return _join(uitnodiging, gebruiker)


@transaction.atomic
def purge_ended_invitations(*, now: datetime) -> int:
    """Remove invitations that ended a month ago or longer, with the name and address in them."""
    before = now - timedelta(days=KEPT_DAYS)
    ended = Q(aanvaard_op__lt=before) | Q(ingetrokken_op__lt=before) | Q(verloopt_op__lt=before)
    removed, _per_model = Uitnodiging.objects.filter(ended).delete()
    return removed


def _claim(uitnodiging: Uitnodiging) -> Uitnodiging:
    # The organisation first, as in stopping the inviting member: in two orders each could wait
    # for the other.
    Organisatie.objects.select_for_update().get(pk=uitnodiging.organisatie_id)
    uitnodiging = lock(uitnodiging)
    if not is_open(uitnodiging):
        raise Refused(_("Deze uitnodiging is al gebruikt of verlopen."))
    return uitnodiging


def _join(uitnodiging: Uitnodiging, gebruiker: Gebruiker) -> Lidmaatschap:
    lid, _made = Lidmaatschap.objects.update_or_create(
        gebruiker=gebruiker,
        organisatie=uitnodiging.organisatie,
        defaults={"rol": uitnodiging.rol, "actief": True, "gestopt_op": None},
    )
    # Between the invitation and now the division may have changed.
    invited = list(uitnodiging.gebieden.all().without_vorm())
    lid.gebieden.set(area for area in brought_forward(invited) if not area.vervallen)
    uitnodiging.aanvaard_op = timezone.now()
    uitnodiging.save(update_fields=["aanvaard_op"])
    record("uitnodiging_aangenomen", uitnodiging, by=lid, naar=lid.rol)
    return lid


def _withdraw(uitnodiging: Uitnodiging, *, by: Lidmaatschap) -> None:
    uitnodiging.ingetrokken_op = timezone.now()
    uitnodiging.save(update_fields=["ingetrokken_op"])
    record("uitnodiging_ingetrokken", uitnodiging, by=by)
