"""What the search shows of contacts and assets."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.pieces import Treffer
from wijken.models import Bron, BronSoort, Contactmoment, Lidmaatschap
from wijken.models.bron import BronQuerySet
from wijken.queries.bron import visible_bronnen


def current_bronnen(lid: Lidmaatschap) -> BronQuerySet:
    """Return the assets outside the archive."""
    return visible_bronnen(lid).current(timezone.localdate())


def of_contacts(contacten: Iterable[Contactmoment]) -> Iterator[Treffer]:
    """Yield contacts as they are found."""
    for contact in contacten:
        yield Treffer(
            titel=contact.waar,
            teksten=(contact.tekst, contact.lijn_waarom),
            boven=f"{contact.moment} · {contact.gebied.naam}",
            url=path_of("contact", contact.pk),
            wie=contact.door.gebruiker.naam if contact.door and not contact.overzetting_id else "",
            tekens=tuple(contact.lijnen),
        )


def of_bronnen(bronnen: Iterable[Bron]) -> Iterator[Treffer]:
    """Yield assets as they are found."""
    for bron in bronnen:
        gezien = _("nagekeken op %(dag)s") % {"dag": day(bron.bevestigd_op)}
        yield Treffer(
            titel=bron.naam,
            teksten=(bron.omschrijving,),
            boven=f"{label_of(BronSoort, bron.soort)} · {bron.gebied.naam} · {gezien}",
            url=path_of("bron", bron.pk),
        )
