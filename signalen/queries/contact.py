"""Named reads of contacts for signals: what rests on one, and where it may belong."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, When
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatieven.models import Initiatief
from opbouw.lib.database.cut import first_of
from opbouw.lib.web.pieces import Meer
from signalen.models import Agendanotitie, Signaal, SignaalContact, SignaalStaat
from signalen.queries.signaal import visible_signalen
from wijken.models import Contactmoment, Gebied, Lidmaatschap

# A sent letter counted the contacts of that day: heard again is a new signal.
OPEN = (SignaalStaat.OPGEMERKT, SignaalStaat.GEDUID)


def change_obstacle(contact: Contactmoment) -> str:
    """Say why a contact cannot be changed any more, in plain Dutch; empty when it can."""
    if contact.weggehaald_op is not None:
        return _("De tekst is op verzoek weggehaald. Daarom blijft het zoals het is.")
    sent = Agendanotitie.objects.filter(signalen__contacten=contact, verzonden_op__isnull=False)
    if not sent.exists():
        return ""
    return _(
        "Dit contact hoort bij een signaal dat al in een verzonden notitie staat. "
        "Daarom blijft het zoals het is. Klopt er iets niet? Noteer een nieuw contact."
    )


def remove_obstacle(contact: Contactmoment) -> str:
    """Say what rests on a contact, so that it must stay; empty when nothing does."""
    if SignaalContact.objects.filter(contact=contact).exists():
        return _("Dit contact hoort bij een signaal. Daarom blijft het staan.")
    if Initiatief.objects.filter(contact=contact).exists():
        return _("Uit dit contact kwam een initiatief. Daarom blijft het staan.")
    if contact.afspraken.open().exclude(bij=contact.door_id).exists():
        return _("Een collega komt hier nog een afspraak na. Daarom blijft het staan.")
    if contact.bronnen.exists():
        return _("In dit contact is een bron genoemd. Daarom blijft het staan.")
    if contact.verbanden.exists():
        return _("In dit contact bleek een verband. Daarom blijft het staan.")
    return ""


@dataclass(frozen=True)
class Erbij:
    """The signals that a contact may belong to, and what more of them there are."""

    signalen: list[Signaal]
    meer: list[Meer]


def may_belong_to(contact: Contactmoment, lid: Lidmaatschap, most: int = 5) -> Erbij:
    """Return the open signals of this wijk, those of the same buurt and theme first."""
    wijk = contact.gebied.wijk
    around = Gebied.objects.within([wijk])
    linked = SignaalContact.objects.filter(signaal=OuterRef("pk"), contact=contact)
    near = Case(When(contact.gebied.same_place(), then=1), default=0)
    about = Case(When(thema=contact.thema, then=1), default=0)
    rows = (
        visible_signalen(lid)
        .filter(gebied__in=around.pks(), staat__in=OPEN)
        .annotate(hoort_erbij=Exists(linked), dichtbij=near + about)
        .order_by("-hoort_erbij", "-dichtbij", "-op", "-pk")
    )
    cut = first_of(rows, most)
    whole = f"{reverse('signalen')}?gebied={wijk.code}"
    title = _("Signalen in deze wijk")
    return Erbij(cut.rows, [Meer(title, cut.more, whole)] if cut.more else [])


def signaal_to_join(lid: Lidmaatschap, pk: int) -> Signaal | None:
    """Return a signal that this member may add a contact to."""
    return visible_signalen(lid).filter(pk=pk).first()
