"""Steps of the thread from signals and notes: what was heard, asked, answered and told back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.text.dates import day
from opbouw.lib.web.pieces import Stap
from signalen.models import (
    Agendanotitie,
    Signaal,
    SignaalStaat,
    SignaalTerugkoppeling,
    Vraag,
)
from signalen.queries.notitie import received_notities, visible_notities
from signalen.queries.signaal import visible_signalen
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.draad import heard_in

# What the steps of a signal read, each kind in one query.
OF_SIGNAAL = ("duidingen", "terugkoppelingen", "notities__vragen__antwoord")
OF_RECEIVED = ("vragen__antwoord", "signalen__terugkoppelingen")


def signaal_thread(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    """Return the steps of one signal, from the contacts in which it was heard."""
    signaal = visible_signalen(lid).prefetch_related(*OF_SIGNAAL).filter(pk=pk).first()
    if signaal is None:
        return None
    return [heard_in(signaal.contacten.order_by("op")), *_signaal_steps(signaal, hier=True)]


def notitie_thread(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    """Return the steps of one note, with all signals that it rests on."""
    own = visible_notities(lid).prefetch_related("vragen__antwoord")
    notitie = own.filter(pk=pk).first()
    if notitie is None:
        return None
    signalen = list(notitie.signalen.prefetch_related("terugkoppelingen").order_by("op", "pk"))
    heard = Contactmoment.objects.filter(signalen__in=signalen).distinct().order_by("op")
    return [
        heard_in(heard),
        *(Stap(one.titel, one.get_staat_display(), _url("signaal", one.pk)) for one in signalen),
        *_notitie_steps(notitie, hier=True),
        *(_told(signaal) for signaal in signalen),
    ]


def received_thread(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    """Return what a municipality sees: no contacts and no signals, only what was sent."""
    received = received_notities(lid).prefetch_related(*OF_RECEIVED)
    notitie = received.filter(pk=pk).first()
    if notitie is None:
        return None
    circles = list(notitie.signalen.all())
    days = [told.op for signaal in circles if (told := _telling(signaal)) is not None]
    count = _("%(told)s van %(all)s kringen") % {"told": len(days), "all": len(circles)}
    when = day(max(days)) if days else _("nog niet")
    text = f"{count}, {when}" if days and len(circles) > 1 else when
    done = bool(days) and len(days) == len(circles)
    return [
        Stap(_("Agendanotitie ontvangen"), day(notitie.verzonden_op), hier=True),
        _answer(notitie),
        Stap(_("Teruggekoppeld aan bewoners"), text, klaar=done),
    ]


def signalen_of_contact(lid: Lidmaatschap, pk: int) -> list[Stap]:
    """Return the steps of the signals that were heard in a contact."""
    found = visible_signalen(lid).filter(contacten=pk)
    rows = found.prefetch_related(*OF_SIGNAAL).order_by("op", "pk")
    return [step for signaal in rows for step in _signaal_steps(signaal)]


def nothing_of_contact_yet(pk: int) -> Stap:
    """Return the step shown after a contact that led to nothing yet."""
    return Stap(
        _("Signaal of initiatief"),
        _("nog niet, en dat hoeft ook niet"),
        _url("contact_signaal", pk),
        klaar=False,
    )


def notities_of_initiatief(lid: Lidmaatschap, pk: int) -> list[Stap]:
    """Return a step for each note that speaks of an initiative."""
    rows = Agendanotitie.objects.visible_to(lid).filter(initiatieven=pk).order_by("op")
    return [Stap(one.titel, one.get_staat_display(), _url("notitie", one.pk)) for one in rows]


def _signaal_steps(signaal: Signaal, *, hier: bool = False) -> list[Stap]:
    url = _url("signaal", signaal.pk)
    steps = [Stap(signaal.titel, day(signaal.op), url, hier=hier)]
    duidingen = list(signaal.duidingen.all())
    off = signaal.staat == SignaalStaat.NIET_OP_DE_AGENDA or signaal.niet_op_de_agenda_want
    if duidingen:
        duiding = duidingen[-1]
        steps.append(Stap(_("Duiding"), _and(day(duiding.op), duiding.met_wie), url))
    elif signaal.zonder_duiding_want:
        steps.append(Stap(_("Zonder duiding"), signaal.zonder_duiding_want, url))
    elif not off and signaal.woorden_weg_op is None:
        form = _url("signaal_duiding", signaal.pk)
        steps.append(Stap(_("Duiding"), _("nog niet"), form, klaar=False))
    if off:
        steps.append(Stap(_("Niet op de agenda"), signaal.niet_op_de_agenda_want, url))
    else:
        notities = sorted(signaal.notities.all(), key=lambda notitie: (notitie.op, notitie.pk))
        for notitie in notities:
            steps += _notitie_steps(notitie)
        if not notities and signaal.woorden_weg_op is None:
            form = f"{reverse('notitie_nieuw')}?signaal={signaal.pk}" if steps[-1].klaar else ""
            steps.append(Stap(_("Agendanotitie"), _("nog niet"), form, klaar=False))
    steps.append(_told(signaal))
    return steps


def _notitie_steps(notitie: Agendanotitie, *, hier: bool = False) -> list[Stap]:
    sent = notitie.verzonden_op is not None
    sent_on = _("verzonden %(day)s") % {"day": day(notitie.verzonden_op)}
    when = sent_on if sent else notitie.get_staat_display()
    return [Stap(notitie.titel, when, _url("notitie", notitie.pk), hier=hier), _answer(notitie)]


def _answer(notitie: Agendanotitie) -> Stap:
    vragen: list[Vraag] = list(notitie.vragen.all())
    given = [vraag.antwoord for vraag in vragen if hasattr(vraag, "antwoord")]
    if vragen and len(given) == len(vragen):
        outcomes = ", ".join(antwoord.get_uitkomst_display() for antwoord in given)
        return Stap(_("Antwoord van de gemeente"), outcomes)
    if notitie.verzonden_op is None:
        return Stap(_("Antwoord van de gemeente"), _("nog niet gevraagd"), klaar=False)
    since = (timezone.localdate() - timezone.localtime(notitie.verzonden_op).date()).days
    days = ngettext("al %(days)s dag", "al %(days)s dagen", since) % {"days": since}
    count = _("%(given)s van %(asked)s") % {"given": len(given), "asked": len(vragen)}
    waiting = f"{count}, {days if since else _('sinds vandaag')}"
    return Stap(_("Antwoord van de gemeente"), waiting, klaar=False)


def _told(signaal: Signaal) -> Stap:
    told = _telling(signaal)
    if told is not None:
        url = _url("signaal", signaal.pk)
        return Stap(_("Teruggekoppeld"), _and(day(told.op), told.kring), url)
    if signaal.woorden_weg_op is not None:
        return Stap(
            _("Teruggekoppeld"), _("niet; wie erop wachtte, weten we niet meer"), klaar=False
        )
    waiting = _("nog niet aan %(kring)s") % {"kring": signaal.kring}
    if signaal.weggehaald_op is not None:
        waiting = _("nog niet; wie erop wacht, is op verzoek weggehaald")
    due = signaal.staat in (SignaalStaat.BEANTWOORD, SignaalStaat.NIET_OP_DE_AGENDA)
    form = _url("signaal_terugkoppeling", signaal.pk) if due else ""
    return Stap(_("Teruggekoppeld"), waiting, form, klaar=False)


def _and(when: str, who: str) -> str:
    return ", ".join(filter(None, [when, who]))


def _telling(signaal: Signaal) -> SignaalTerugkoppeling | None:
    return next(iter(signaal.terugkoppelingen.all()), None)


def _url(name: str, pk: int) -> str:
    return reverse(name, args=[pk])
