"""Sending an agenda note: the municipality sees it, is mailed, and it never changes again."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.jobs.mail import queue_mail, send_again
from opbouw.lib.models import JobStaat
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.transitions import Refused, move
from signalen.actions.notitie import lock_notitie
from signalen.actions.signaal import put_on_agenda
from signalen.actions.vaststellen import lock_verhalen
from signalen.actions.versie import STORY_WITHDRAWN_MESSAGE
from signalen.models import BUITEN, Agendanotitie, NotitieStaat, NotitieVersie
from signalen.queries.notitie import last_version, not_usable_in, readers
from wijken.models import Lidmaatschap

DAY_PASSED_MESSAGE = gettext_lazy(
    "Een dag die in de notitie staat is voorbij. Heropen de notitie als concept, kies een latere "
    "dag en stel die opnieuw vast."
)


@transaction.atomic
def send(*, notitie: Agendanotitie, by: Lidmaatschap, versie: int) -> bool:
    """Show this version to the municipality, mail its members, and put the signals on the agenda.

    Returns False when it was sent already. Raises Overtaken when the newest version is another
    one, and Refused with the obstacle.
    """
    notitie = lock_notitie(notitie)
    last = last_version(notitie)
    sent = notitie.staat in BUITEN
    if sent and last is not None and last.nummer == versie:
        return False
    _check_version_seen(last, versie, sent=sent)
    if notitie.staat == NotitieStaat.CONCEPT:
        raise Refused(_("Deze notitie is nu een concept. Er is niets verzonden."))
    lock_verhalen(notitie)
    if not_usable_in(notitie).exists():
        raise Refused(STORY_WITHDRAWN_MESSAGE)
    if last is None or last.job_staat != JobStaat.KLAAR:
        raise Refused(_("De PDF is nog niet klaar. Wacht even, of probeer het maken opnieuw."))
    if notitie.day_passed:
        raise Refused(DAY_PASSED_MESSAGE)
    van = move(notitie, NotitieStaat.VERZONDEN)
    notitie.verzonden_op = timezone.now()
    notitie.save(update_fields=["staat", "verzonden_op"])
    for signaal in notitie.signalen.select_for_update(of=("self",)).order_by("pk"):
        put_on_agenda(signaal=signaal, by=by)
    record("notitie_verzonden", notitie, by=by, van=van, naar=notitie.staat)
    for lid in readers(notitie).select_related("gebruiker"):
        queue_mail(
            "notitie_verzonden",
            aan=lid.gebruiker.email,
            onderwerp=_("Nieuwe agendanotitie %(kenmerk)s: %(titel)s")
            % {"kenmerk": notitie.kenmerk, "titel": notitie.titel},
            context={
                "notitie": notitie,
                "organisatie": notitie.organisatie.naam,
                "waarom": _("Je krijgt deze mail omdat je bij %(wie)s agendanotities leest.")
                % {"wie": notitie.aan.naam},
                "knop_url": reverse("ontvangen_notitie", args=[notitie.pk]),
                "knop_tekst": _("Lees de notitie"),
            },
            over=notitie,
        )
    return True


@transaction.atomic
def mail_again(*, notitie: Agendanotitie, by: Lidmaatschap) -> int:
    """Send the mails about it that failed or may not have arrived once more; returns how many."""
    again = send_again(lock_notitie(notitie))
    if again:
        record("notitie_mail_opnieuw", notitie, by=by)
    return again


def _check_version_seen(last: NotitieVersie | None, versie: int, *, sent: bool) -> None:
    if last is not None and last.nummer != versie:
        said = (
            _(
                "Er is intussen een andere versie: verzonden is versie %(nummer)d. Wat jij las, is "
                "niet verzonden."
            )
            if sent
            else _(
                "Er is intussen een andere versie: de nieuwste is versie %(nummer)d. Wat jij las, "
                "is niet verzonden."
            )
        )
        raise Overtaken(said % {"nummer": last.nummer}, stand=last.nummer)
