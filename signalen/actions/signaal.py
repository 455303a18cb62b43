"""Everything that changes a signal, from noticing it to telling back."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct, refuse_overtaken, stand_of
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused, move
from signalen.models import Duiding, Signaal, SignaalContact, SignaalStaat
from signalen.queries.signaal import agenda_obstacle, change_obstacle
from wijken.actions.bewaren import refuse_reduced
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.wijzigen import may_change

# The fields of the form, which a colleague may have changed meanwhile.
FIELDS = ("titel", "tekst", "gebied", "thema", "lijnen", "lijn_waarom", "kring", "kring_waar")

# What a decision about the agenda was taken from.
DECIDED = ("staat", "zonder_duiding_want", "niet_op_de_agenda_want")


class Decision(Protocol):
    """An action on a signal that needs a reason."""

    def __call__(
        self, *, signaal: Signaal, by: Lidmaatschap, want: str, stand: str | None
    ) -> None: ...


@transaction.atomic
def notice_signaal(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    contacten: Iterable[Contactmoment] = (),
) -> tuple[Signaal, bool]:
    """Store a signal once, with the contacts it was heard in; returns it and whether it is new."""
    signaal, new = create_once(Signaal, by=by, sleutel=sleutel, fields=content)
    if new:
        record("signaal_opgemerkt", signaal, by=by, naar=signaal.staat)
        _link(signaal, contacten)
    return signaal, new


@transaction.atomic
def change_signaal(
    *, signaal: Signaal, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct a signal, unless a sent note rests on it; raises Overtaken as `correct` does."""
    signaal = lock_signaal(signaal)
    if not may_change(signaal, by):
        raise Refused(_("Alleen wie dit opmerkte en de coördinator mogen het wijzigen."))
    if obstacle := change_obstacle(signaal):
        raise Refused(obstacle)
    correct(signaal, by=by, stand=stand, names=FIELDS, content=content)


@transaction.atomic
def gather_contacts(
    *, signaal: Signaal, by: Lidmaatschap, contacten: Iterable[Contactmoment]
) -> int:
    """Add contacts in which the same was heard; returns how many were new."""
    added = _link(signaal, contacten)
    if added:
        record("contacten_verzameld", signaal, by=by)
    return added


@transaction.atomic
def interpret(
    *, signaal: Signaal, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> Duiding:
    """Write down what it means according to people who know the place; sent twice it is one."""
    signaal = lock_signaal(signaal)
    duiding, new = create_once(
        Duiding, by=by, sleutel=sleutel, fields=content, links={"signaal": signaal}
    )
    if new:
        _mark_interpreted(signaal, by=by)
    return duiding


def _mark_interpreted(signaal: Signaal, *, by: Lidmaatschap) -> None:
    if signaal.staat == SignaalStaat.GEDUID:
        record("signaal_opnieuw_geduid", signaal, by=by)
        return
    # Interpreting it after all undoes the decision to keep it off the agenda.
    signaal.niet_op_de_agenda_want = ""
    _to(
        signaal,
        SignaalStaat.GEDUID,
        by=by,
        handeling="signaal_geduid",
        extra=("niet_op_de_agenda_want",),
    )


@transaction.atomic
def skip_interpreting(
    *, signaal: Signaal, by: Lidmaatschap, want: str, stand: str | None = None
) -> None:
    """Record why the signal may go on the agenda without a duiding.

    Raises Overtaken when a colleague decided something since `stand` was read.
    """
    signaal = lock_signaal(signaal)
    if signaal.staat != SignaalStaat.OPGEMERKT:
        raise Refused(_("Dit signaal is al geduid of afgehandeld."))
    if signaal.zonder_duiding_want == want:
        return
    refuse_overtaken(
        stand=stand, present=stand_of(signaal, DECIDED), now=signaal.zonder_duiding_want
    )
    signaal.zonder_duiding_want = want
    signaal.save(update_fields=["zonder_duiding_want"])
    record("signaal_zonder_duiding", signaal, by=by)


@transaction.atomic
def keep_off_agenda(
    *, signaal: Signaal, by: Lidmaatschap, want: str, stand: str | None = None
) -> None:
    """Decide that this does not go to the municipality, and say why.

    Raises Overtaken when a colleague decided something since `stand` was read.
    """
    signaal = lock_signaal(signaal)
    if (signaal.staat, signaal.niet_op_de_agenda_want) == (SignaalStaat.NIET_OP_DE_AGENDA, want):
        return
    refuse_overtaken(
        stand=stand, present=stand_of(signaal, DECIDED), now=signaal.get_staat_display()
    )
    signaal.niet_op_de_agenda_want = want
    _to(
        signaal,
        SignaalStaat.NIET_OP_DE_AGENDA,
        by=by,
        handeling="signaal_niet_op_de_agenda",
        extra=("niet_op_de_agenda_want",),
    )


@transaction.atomic
def reconsider(*, signaal: Signaal, by: Lidmaatschap) -> None:
    """Take a signal up again that was kept off the agenda."""
    signaal = lock_signaal(signaal)
    back = SignaalStaat.GEDUID if signaal.duidingen.exists() else SignaalStaat.OPGEMERKT
    signaal.niet_op_de_agenda_want = ""
    _to(signaal, back, by=by, handeling="signaal_heroverwogen", extra=("niet_op_de_agenda_want",))


def lock_signaal(signaal: Signaal) -> Signaal:
    """Read the signal again and hold it; raises Refused when its words have gone."""
    signaal = lock(signaal)
    refuse_reduced(signaal)
    return signaal


def put_on_agenda(*, signaal: Signaal, by: Lidmaatschap) -> None:
    """Move a locked signal onto the agenda; without a duiding it needs a written reason."""
    if obstacle := agenda_obstacle(signaal):
        raise Refused(obstacle)
    _to(signaal, SignaalStaat.OP_DE_AGENDA, by=by, handeling="signaal_op_de_agenda")


def mark_answered(*, signaal: Signaal, by: Lidmaatschap) -> None:
    """Move a locked signal on when the municipality has answered."""
    _to(signaal, SignaalStaat.BEANTWOORD, by=by, handeling="signaal_beantwoord")


def mark_told_back(*, signaal: Signaal, by: Lidmaatschap) -> None:
    """Close a locked signal: the circle knows what came of it."""
    _to(signaal, SignaalStaat.TERUGGEKOPPELD, by=by, handeling="signaal_teruggekoppeld")


def _to(
    signaal: Signaal,
    staat: SignaalStaat,
    *,
    by: Lidmaatschap,
    handeling: str,
    extra: tuple[str, ...] = (),
) -> None:
    van = move(signaal, staat)
    signaal.save(update_fields=["staat", *extra])
    record(handeling, signaal, by=by, van=van, naar=staat)


def _link(signaal: Signaal, contacten: Iterable[Contactmoment]) -> int:
    # Locked, so that no writer removes one at this moment.
    pks = sorted(contact.pk for contact in contacten)
    there = Contactmoment.objects.order_by("pk").select_for_update(no_key=True, of=("self",))
    contacten = list(there.filter(pk__in=pks, organisatie_id=signaal.organisatie_id))
    before = SignaalContact.objects.filter(signaal=signaal).count()
    SignaalContact.objects.bulk_create(
        [
            SignaalContact(organisatie_id=signaal.organisatie_id, signaal=signaal, contact=contact)
            for contact in contacten
        ],
        ignore_conflicts=True,
    )
    return SignaalContact.objects.filter(signaal=signaal).count() - before
