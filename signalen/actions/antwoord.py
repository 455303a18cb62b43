"""The municipality answers."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.transitions import Refused, move
from signalen.actions.notitie import lock_notitie
from signalen.actions.signaal import mark_answered
from signalen.models import Agendanotitie, Antwoord, NotitieStaat, SignaalStaat, Vraag
from signalen.queries.notitie import who_hears
from wijken.models import Lidmaatschap


@transaction.atomic
def answer(*, vraag: Vraag, by: Lidmaatschap, stand: str, content: Mapping[str, Any]) -> Antwoord:
    """Store the answer to one vraag; when all have one, the note and its signals are answered.

    Until then an answer may be improved; the audit trail shows that it was. Raises Overtaken when
    the stored answer is not the one that was read (`stand`, empty for none). The same answer sent
    twice changes nothing.
    """
    notitie = lock_notitie(vraag.notitie)
    earlier = Antwoord.objects.filter(vraag=vraag).first()
    if earlier is not None and all(getattr(earlier, n) == v for n, v in content.items()):
        return earlier
    if notitie.staat != NotitieStaat.VERZONDEN:
        raise Refused(
            _("Deze notitie is al helemaal beantwoord. Een antwoord verandert niet meer.")
        )
    present = earlier.stand if earlier else ""
    if stand != present:
        raise Overtaken(
            _(
                "Deze vraag heeft intussen een ander antwoord gekregen. Jouw tekst staat hier nog. "
                "Bewaar je nog een keer, dan komt die in de plaats van het antwoord dat er nu "
                "staat."
            ),
            stand=present,
        )
    antwoord, new = Antwoord.objects.update_or_create(
        vraag=vraag,
        defaults={
            "organisatie_id": notitie.organisatie_id,
            "gemeente_id": by.organisatie_id,
            "door": by,
            "op": timezone.now(),
            **content,
        },
    )
    record("vraag_beantwoord" if new else "antwoord_verbeterd", antwoord, by=by)
    if not notitie.vragen.filter(antwoord__isnull=True).exists():
        _complete(notitie, by=by)
    return antwoord


def _complete(notitie: Agendanotitie, *, by: Lidmaatschap) -> None:
    van = move(notitie, NotitieStaat.BEANTWOORD)
    notitie.save(update_fields=["staat"])
    record("notitie_beantwoord", notitie, by=by, van=van, naar=notitie.staat)
    waiting = notitie.signalen.filter(staat=SignaalStaat.OP_DE_AGENDA)
    for signaal in waiting.select_for_update(of=("self",)).order_by("pk"):
        mark_answered(signaal=signaal, by=by)
    for lid in who_hears(notitie):
        schreef = lid == notitie.door
        queue_mail(
            "notitie_beantwoord",
            aan=lid.gebruiker.email,
            onderwerp=_("Antwoord op agendanotitie %(kenmerk)s: %(titel)s")
            % {"kenmerk": notitie.kenmerk, "titel": notitie.titel},
            context={
                "notitie": notitie,
                "organisatie": notitie.aan.naam,
                "waarom": _("Je krijgt deze mail omdat je deze notitie schreef.")
                if schreef
                else _("Je krijgt deze mail omdat je coördinator bent en de schrijver weg is."),
                "knop_url": reverse("notitie", args=[notitie.pk]),
                "knop_tekst": _("Lees het antwoord"),
            },
        )
