"""Steps of the thread from contacts, and from what was named in them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.text.dates import day, month
from opbouw.lib.web.pieces import Stap
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.bron import visible_bronnen
from wijken.queries.contact import visible_contacts
from wijken.queries.verband import visible_verbanden


def contact_thread(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    """Return the step of one contact, where every thread begins."""
    contact = visible_contacts(lid).filter(pk=pk).first()
    return [Stap(contact.waar, _when(contact), hier=True)] if contact is not None else None


def contact_step(contact: Contactmoment) -> Stap:
    """Return the step from which something higher up came."""
    return Stap(contact.waar, _when(contact), reverse("contact", args=[contact.pk]))


def verbanden_of_contact(lid: Lidmaatschap, pk: int) -> list[Stap]:
    """Return the steps of the ties that appeared in a contact."""
    appeared = visible_verbanden(lid).filter(contact=pk).order_by("sinds", "pk")
    return [
        Stap(
            f"{verband.bron} – {verband.andere or verband.instelling}",
            _("verband: %(lijn)s") % {"lijn": verband.get_lijn_display()},
            reverse("bron", args=[verband.bron_id]),
        )
        for verband in appeared
    ]


def bronnen_of_contact(lid: Lidmaatschap, pk: int) -> list[Stap]:
    """Return the steps of the assets that were named in a contact."""
    named = visible_bronnen(lid).filter(contact=pk).order_by("genoemd_op", "pk")
    return [
        Stap(
            bron.naam,
            _("genoemd als bron, %(dag)s") % {"dag": day(bron.genoemd_op)},
            reverse("bron", args=[bron.pk]),
        )
        for bron in named
    ]


def heard_in(contacten: QuerySet[Contactmoment]) -> Stap:
    """Return the one step of all contacts in which something was heard, given the oldest first."""
    found = list(contacten)
    if not found:
        return Stap(_("Contacten"), _("nog geen contact verzameld"), klaar=False)
    if len(found) == 1:
        return contact_step(found[0])
    places = len({contact.waar for contact in found})
    where = ngettext("op één plek", "op %(places)s plekken", places) % {"places": places}
    last = found[-1]
    when = _(" tot en met ").join(dict.fromkeys([month(found[0].op), month(last.op)]))
    number = _("%(number)s contacten") % {"number": len(found)}
    return Stap(number, f"{when}, {where}", reverse("contact", args=[last.pk]))


def _when(contact: Contactmoment) -> str:
    return day(contact.op) if contact.woorden_weg_op is None else month(contact.op)
