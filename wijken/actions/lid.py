"""Everything that changes a membership."""

from collections.abc import Iterable
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import refuse_overtaken
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.sessie import remove_sessions
from wijken.actions.uitnodiging import withdraw_sent
from wijken.actions.zoekfilter import drop_searches_of
from wijken.models import Gebied, Lidmaatschap, Organisatie
from wijken.queries.lid import active_members, grantable, may_manage, memberships, stand_of_member


class HandOver(Protocol):
    """Gives what one member had to do to another, each row with its line in the audit trail."""

    def __call__(self, *, van: Lidmaatschap, naar: Lidmaatschap, by: Lidmaatschap) -> None: ...


@transaction.atomic
def change_member(
    *,
    lid: Lidmaatschap,
    by: Lidmaatschap,
    rol: str,
    gebieden: Iterable[Gebied],
    stand: str | None = None,
) -> None:
    """Set the role and the working areas of a colleague; saving the same changes nothing.

    Raises Overtaken when another manager changed them since `stand` was read.
    """
    lid = lock_manageable(lid, by=by)
    if rol not in grantable(by):
        raise Refused(_("Deze rol kun jij niet geven."))
    new = {gebied.pk for gebied in gebieden}
    here = list(lid.gebieden.all().without_vorm())
    if rol != lid.rol or new != {gebied.pk for gebied in here}:
        now = ", ".join([lid.get_rol_display(), *(gebied.naam for gebied in here)])
        refuse_overtaken(stand=stand, present=stand_of_member(lid), now=now)
    if rol != lid.rol:
        old, lid.rol = lid.rol, rol
        lid.save(update_fields=["rol"])
        record("lid_rol_gewijzigd", lid, by=by, van=old, naar=rol)
        withdraw_sent(lid=lid, by=by, keep=grantable(lid))
    if new != {gebied.pk for gebied in here}:
        lid.gebieden.set(new)
        record("lid_gebieden_gewijzigd", lid, by=by)


@transaction.atomic
def stop_member(
    *,
    lid: Lidmaatschap,
    by: Lidmaatschap,
    naar: Lidmaatschap | None = None,
    pass_on: Iterable[HandOver] = (),
) -> None:
    """Take a colleague and their open invitations out of the team at once; their notes stay.

    Their sessions end too, unless they work for another organisation. What they had to do goes to
    the colleague `naar`, by each of `pass_on`; without one it falls to the team.
    """
    lid = lock_manageable(lid, by=by)
    if lid.actief:
        if naar is not None:
            # Read again: the colleague may have stopped while the page was open.
            if not active_members(by.organisatie).filter(pk=naar.pk).exclude(pk=lid.pk).exists():
                raise Refused(_("Deze collega werkt hier niet meer. Kies iemand anders."))
            for hand_over in pass_on:
                hand_over(van=lid, naar=naar, by=by)
        lid.actief, lid.gestopt_op = False, timezone.now()
        lid.save(update_fields=["actief", "gestopt_op"])
        record("lid_gestopt", lid, by=by)
        withdraw_sent(lid=lid, by=by)
        drop_searches_of(lid)
        if not memberships(lid.gebruiker).exists():
            remove_sessions(of=lid.gebruiker)


@transaction.atomic
def bring_back(*, lid: Lidmaatschap, by: Lidmaatschap) -> None:
    """Restore a colleague who stopped, in the same role; raises Refused for an emptied account."""
    lid = lock_manageable(lid, by=by)
    if lock(lid.gebruiker).leeggemaakt_op is not None:
        raise Refused(_("Dit account is leeggemaakt. Nodig deze collega opnieuw uit."))
    if not lid.actief:
        lid.actief, lid.gestopt_op = True, None
        lid.save(update_fields=["actief", "gestopt_op"])
        record("lid_terug", lid, by=by)


def lock_manageable(lid: Lidmaatschap, *, by: Lidmaatschap) -> Lidmaatschap:
    """Hold the team and return the member as it is now; raises Refused if `by` may not change it.

    One change at a time, and the actor is read again, so that two managers cannot remove each
    other. As nobody can change themselves, one manager always remains.
    """
    Organisatie.objects.select_for_update().get(pk=by.organisatie_id)
    actor = Lidmaatschap.objects.get(pk=by.pk)
    lid = Lidmaatschap.objects.get(pk=lid.pk)
    if not actor.actief or not may_manage(actor, lid):
        raise Refused(_("Dit lid kun jij niet wijzigen."))
    return lid
