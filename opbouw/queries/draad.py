"""The thread of a record: where it came from and what came of it, up and down the floors."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatieven.models import UITKOMSTEN, Initiatief, InitiatiefStaat
from signalen.models import (
    Agendanotitie,
    Signaal,
    SignaalStaat,
    SignaalTerugkoppeling,
    Vraag,
)
from signalen.queries.notitie import received_notities, visible_notities
from signalen.queries.signaal import visible_signalen
from wijken.models import GEMEENTE_ROLLEN, Contactmoment, Lidmaatschap
from wijken.queries.contact import visible_contacts

# What the steps of a signal read, each kind in one query.
ROUND_NOTITIE = ("vragen__antwoord", "signalen__terugkoppelingen")
ROUND_SIGNAAL = ("duidingen", "terugkoppelingen", "notities__vragen__antwoord")


@dataclass(frozen=True)
class Stap:
    """One step of the thread; `klaar` is False for what is still to come.

    A step that has been leads to its page, and the very next one to its form.
    """

    titel: str
    tekst: str = ""
    url: str = ""
    klaar: bool = True
    hier: bool = False


def thread(lid: Lidmaatschap, soort: str, pk: int) -> list[Stap] | None:
    """Return the steps around one record, or None when the member may not see it."""
    if lid.rol in GEMEENTE_ROLLEN:
        received = received_notities(lid).prefetch_related(*ROUND_NOTITIE)
        notitie = received.filter(pk=pk).first() if soort == "notitie" else None
        return _outside(notitie) if notitie is not None else None
    build = {
        "contact": _of_contact,
        "signaal": _of_signaal,
        "notitie": _of_notitie,
        "initiatief": _of_initiatief,
    }.get(soort)
    steps = build(lid, pk) if build is not None else None
    if steps is None:
        return None
    # Whoever looks at a record is there already.
    own = _url(soort, pk)
    return [replace(step, url="") if step.url == own else step for step in steps]


def _of_contact(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    contact = visible_contacts(lid).filter(pk=pk).first()
    if contact is None:
        return None
    steps = [Stap(contact.waar, _day(contact.op), hier=True)]
    found = visible_signalen(lid).filter(contacten=contact)
    signalen = list(found.prefetch_related(*ROUND_SIGNAAL).order_by("op", "pk"))
    own = Initiatief.objects.visible_to(lid).filter(contact=contact)
    initiatieven = list(own.prefetch_related("terugkoppelingen").order_by("ingediend_op", "pk"))
    for signaal in signalen:
        steps += _signaal_steps(signaal)
    for initiatief in initiatieven:
        steps += _initiatief_steps(initiatief)
    if not signalen and not initiatieven:
        steps.append(
            Stap(
                _("Signaal of initiatief"),
                _("nog niet, en dat hoeft ook niet"),
                _url("contact_signaal", pk),
                klaar=False,
            )
        )
    return steps


def _of_signaal(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    signaal = visible_signalen(lid).prefetch_related(*ROUND_SIGNAAL).filter(pk=pk).first()
    if signaal is None:
        return None
    return [*_heard(signaal.contacten.order_by("op")), *_signaal_steps(signaal, hier=True)]


def _of_notitie(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    own = visible_notities(lid).prefetch_related("vragen__antwoord")
    notitie = own.filter(pk=pk).first()
    if notitie is None:
        return None
    signalen = list(notitie.signalen.prefetch_related("terugkoppelingen").order_by("op", "pk"))
    heard = Contactmoment.objects.filter(signalen__in=signalen).distinct().order_by("op")
    steps = _heard(heard)
    for signaal in signalen:
        steps.append(Stap(signaal.titel, signaal.get_staat_display(), _url("signaal", signaal.pk)))
    steps += _notitie_steps(notitie, hier=True)
    for signaal in signalen:
        steps.append(_told(signaal))
    return steps


def _of_initiatief(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    rows = Initiatief.objects.visible_to(lid).select_related("contact")
    initiatief = rows.filter(pk=pk).first()
    if initiatief is None:
        return None
    steps = []
    if initiatief.contact is not None:
        contact = initiatief.contact
        steps.append(Stap(contact.waar, _day(contact.op), _url("contact", contact.pk)))
    steps += _initiatief_steps(initiatief, hier=True)
    for notitie in initiatief.notities.order_by("op"):
        steps.append(Stap(notitie.titel, notitie.get_staat_display(), _url("notitie", notitie.pk)))
    return steps


def _outside(notitie: Agendanotitie) -> list[Stap]:
    """The thread as a municipality sees it: no contacts and no signals, only what was sent."""
    steps = [
        Stap(_("Agendanotitie ontvangen"), _day(notitie.verzonden_op), hier=True),
        *_answers(notitie),
    ]
    circles = list(notitie.signalen.all())
    days = [told.op for signaal in circles if (told := _telling(signaal)) is not None]
    count = _("%(told)s van %(all)s kringen") % {"told": len(days), "all": len(circles)}
    when = _day(max(days)) if days else _("nog niet")
    text = f"{count}, {when}" if days and len(circles) > 1 else when
    done = bool(days) and len(days) == len(circles)
    steps.append(Stap(_("Teruggekoppeld aan bewoners"), text, klaar=done))
    return steps


def _heard(contacten: QuerySet[Contactmoment]) -> list[Stap]:
    found = list(contacten)
    if not found:
        return [Stap(_("Contacten"), _("nog geen contact verzameld"), klaar=False)]
    if len(found) == 1:
        only = found[0]
        return [Stap(only.waar, _day(only.op), _url("contact", only.pk))]
    places = len({contact.waar for contact in found})
    where = ngettext("op één plek", "op %(places)s plekken", places) % {"places": places}
    last = found[-1]
    months = dict.fromkeys([_month(found[0].op), _month(last.op)])
    when = _(" tot ").join(months)
    number = _("%(number)s contacten") % {"number": len(found)}
    return [Stap(number, f"{when}, {where}", _url("contact", last.pk))]


def _signaal_steps(signaal: Signaal, *, hier: bool = False) -> list[Stap]:
    url = _url("signaal", signaal.pk)
    steps = [Stap(signaal.titel, _day(signaal.op), url, hier=hier)]
    duidingen = list(signaal.duidingen.all())
    off = signaal.staat == SignaalStaat.NIET_OP_DE_AGENDA or signaal.niet_op_de_agenda_want
    if duidingen:
        duiding = duidingen[-1]
        steps.append(Stap(_("Duiding"), f"{_day(duiding.op)}, {duiding.met_wie}", url))
    elif signaal.zonder_duiding_want:
        steps.append(Stap(_("Zonder duiding"), signaal.zonder_duiding_want, url))
    elif not off:
        form = _url("signaal_duiding", signaal.pk)
        steps.append(Stap(_("Duiding"), _("nog niet"), form, klaar=False))
    if off:
        steps.append(Stap(_("Niet op de agenda"), signaal.niet_op_de_agenda_want, url))
    else:
        notities = sorted(signaal.notities.all(), key=lambda notitie: (notitie.op, notitie.pk))
        for notitie in notities:
            steps += _notitie_steps(notitie)
        if not notities:
            form = f"{reverse('notitie_nieuw')}?signaal={signaal.pk}" if steps[-1].klaar else ""
            steps.append(Stap(_("Agendanotitie"), _("nog niet"), form, klaar=False))
    steps.append(_told(signaal))
    return steps


def _notitie_steps(notitie: Agendanotitie, *, hier: bool = False) -> list[Stap]:
    url = _url("notitie", notitie.pk)
    sent = notitie.verzonden_op is not None
    day = {"day": _day(notitie.verzonden_op)}
    when = _("verzonden %(day)s") % day if sent else notitie.get_staat_display()
    return [Stap(notitie.titel, when, url, hier=hier), *_answers(notitie)]


def _answers(notitie: Agendanotitie) -> list[Stap]:
    vragen: list[Vraag] = list(notitie.vragen.all())
    given = [vraag.antwoord for vraag in vragen if hasattr(vraag, "antwoord")]
    if vragen and len(given) == len(vragen):
        outcomes = ", ".join(antwoord.get_uitkomst_display() for antwoord in given)
        return [Stap(_("Antwoord van de gemeente"), outcomes)]
    if notitie.verzonden_op is None:
        return [Stap(_("Antwoord van de gemeente"), _("nog niet gevraagd"), klaar=False)]
    since = (timezone.localdate() - timezone.localtime(notitie.verzonden_op).date()).days
    days = ngettext("al %(days)s dag", "al %(days)s dagen", since) % {"days": since}
    count = _("%(given)s van %(asked)s") % {"given": len(given), "asked": len(vragen)}
    waiting = f"{count}, {days if since else _('sinds vandaag')}"
    return [Stap(_("Antwoord van de gemeente"), waiting, klaar=False)]


def _telling(signaal: Signaal) -> SignaalTerugkoppeling | None:
    return next(iter(signaal.terugkoppelingen.all()), None)


def _told(signaal: Signaal) -> Stap:
    told = _telling(signaal)
    if told is not None:
        url = _url("signaal", signaal.pk)
        return Stap(_("Teruggekoppeld"), f"{_day(told.op)}, {told.kring}", url)
    waiting = _("%(kring)s wachten nog") % {"kring": signaal.kring}
    due = signaal.staat in (SignaalStaat.BEANTWOORD, SignaalStaat.NIET_OP_DE_AGENDA)
    form = _url("signaal_terugkoppeling", signaal.pk) if due else ""
    return Stap(_("Teruggekoppeld"), waiting, form, klaar=False)


def _initiatief_steps(initiatief: Initiatief, *, hier: bool = False) -> list[Stap]:
    url = _url("initiatief", initiatief.pk)
    steps = [Stap(initiatief.titel, _day(initiatief.ingediend_op), url, hier=hier)]
    if initiatief.staat == InitiatiefStaat.INGEDIEND:
        steps.append(Stap(_("In gesprek"), _("nog niet"), url, klaar=False))
    else:
        steps.append(Stap(initiatief.get_staat_display().capitalize(), "", url))
    told = next(iter(initiatief.terugkoppelingen.all()), None)
    if told is not None:
        steps.append(Stap(_("Teruggekoppeld"), f"{_day(told.op)}, {told.kring}", url))
    else:
        ended = initiatief.staat in UITKOMSTEN
        form = _url("initiatief_terugkoppeling", initiatief.pk) if ended else ""
        steps.append(Stap(_("Teruggekoppeld"), _("nog niet"), form, klaar=False))
    return steps


def _url(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def _day(moment: date | datetime | None) -> str:
    return date_format(_local(moment), "j F Y") if moment is not None else ""


def _month(moment: datetime) -> str:
    return date_format(_local(moment), "F Y")


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment
