"""Settling an agenda note as a version, and making it a concept again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.jobs import outbox
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.transitions import Refused, move
from signalen.actions.notitie import lock_notitie, sync_area_and_period
from signalen.inhoud import NotitieInhoud, to_json
from signalen.models import BUITEN, Agendanotitie, NotitieStaat, NotitieVerhaal, NotitieVersie
from signalen.queries.inhoud import compose
from signalen.queries.nakijken import findings_fingerprint, look_over
from signalen.queries.notitie import last_version, missing
from wijken.models import Lidmaatschap


@transaction.atomic
def settle(
    *, notitie: Agendanotitie, by: Lidmaatschap, stand: int, nagekeken: str = ""
) -> tuple[NotitieVersie, bool]:
    """Freeze the content as a version and ask for its PDF; returns it and whether it is new.

    Raises Overtaken when the note was saved since `stand` was read, and Refused with what is
    missing. Pressing twice makes one version. All its words are searched for personal data once
    more: a citizen service number stops it, anything else asks for somebody who says that it is
    meant so (`nagekeken`, the fingerprint of the findings that they saw).
    """
    notitie = lock_notitie(notitie)
    last = last_version(notitie)
    if last is not None and notitie.staat != NotitieStaat.CONCEPT and notitie.stand == stand:
        return last, False
    if notitie.stand != stand:
        raise Overtaken(
            _(
                "Een collega heeft deze notitie intussen gewijzigd. Wat je nu ziet is de nieuwe "
                "tekst. Jij hebt niets vastgesteld."
            ),
            stand=notitie.stand,
        )
    lock_verhalen(notitie)
    sync_area_and_period(notitie)
    if lacks := missing(notitie):
        raise Refused(" ".join(lack.tekst for lack in lacks))
    van = move(notitie, NotitieStaat.VASTGESTELD)
    notitie.reactie_voor = notitie.asked_before(timezone.localdate())
    notitie.save(update_fields=["staat", "reactie_voor"])
    nummer = last.nummer + 1 if last else 1
    inhoud = compose(notitie, versie=nummer, datum=timezone.localdate())
    _must_be_public(inhoud, nagekeken=nagekeken)
    versie = NotitieVersie.objects.create(
        organisatie_id=notitie.organisatie_id,
        notitie=notitie,
        nummer=nummer,
        inhoud=to_json(inhoud),
        vastgesteld_door=by,
    )
    record("notitie_vastgesteld", notitie, by=by, van=van, naar=notitie.staat)
    outbox.request(versie)
    return versie, True


@transaction.atomic
def reopen(*, notitie: Agendanotitie, by: Lidmaatschap, versie: int) -> bool:
    """Make a note that was settled as this version a concept again; the version stays as it was.

    Returns False when it was a concept already. Raises Overtaken when another version has been
    settled since.
    """
    notitie = lock_notitie(notitie)
    if notitie.staat == NotitieStaat.CONCEPT:
        return False
    if notitie.staat in BUITEN:
        raise Refused(_("Deze notitie is verzonden en verandert niet meer."))
    last = last_version(notitie)
    if last is None or last.nummer != versie:
        raise Overtaken(
            _("Deze notitie is intussen opnieuw vastgesteld. Jij hebt niets heropend."),
            stand=last.nummer if last else 0,
        )
    van = move(notitie, NotitieStaat.CONCEPT)
    if notitie.reactie_voor == notitie.agreed_term(timezone.localdate(last.vastgesteld_op)):
        # Nobody chose that day: it was the agreed term, which counts anew from the next version.
        notitie.reactie_voor = None
    notitie.save(update_fields=["staat", "reactie_voor"])
    withdrawn = NotitieVerhaal.objects.filter(verhaal__ingetrokken_op__isnull=False)
    withdrawn.filter(notitie=notitie).delete()
    record("notitie_heropend", notitie, by=by, van=van, naar=notitie.staat)
    return True


def lock_verhalen(notitie: Agendanotitie) -> None:
    """Lock its stories: a withdrawal at this moment came first, or must wait."""
    list(notitie.verhalen.select_for_update(of=("self",)).order_by("pk"))


def _must_be_public(inhoud: NotitieInhoud, *, nagekeken: str) -> None:
    found = look_over(inhoud)
    blocking = list(dict.fromkeys(one.deel for one in found if one.finding.blocks))
    if blocking:
        parts = ", ".join(f"“{deel}”" for deel in blocking)
        raise Refused(
            _("Er staat iets in dat op een BSN lijkt, bij %(delen)s. Haal het eerst weg.")
            % {"delen": parts}
        )
    if found and nagekeken != findings_fingerprint(found):
        parts = ", ".join(f"“{deel}”" for deel in dict.fromkeys(one.deel for one in found))
        raise Refused(
            _("Lees eerst na of hier niemand te herkennen is, bij %(delen)s, en vink dat aan.")
            % {"delen": parts}
        )
