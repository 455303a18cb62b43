"""Named reads of signals."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.web.keyset import Page, page
from signalen.models import (
    Duiding,
    Signaal,
    SignaalContact,
    SignaalStaat,
    SignaalTerugkoppeling,
)
from signalen.models.signaal import SignaalQuerySet
from wijken.models import Contactmoment, Gebied, Lidmaatschap
from wijken.models.contact import ContactQuerySet
from wijken.queries.contact import visible_contacts

ORDE = ("-op", "-pk")


def visible_signalen(lid: Lidmaatschap) -> SignaalQuerySet:
    """Return the signals that this member may open."""
    rows = Signaal.objects.visible_to(lid).select_related("gebied", "door__gebruiker")
    return rows.defer("gebied__vorm")


def team_signalen(
    lid: Lidmaatschap, *, staat: SignaalStaat | None = None, gebied: Gebied | None = None
) -> SignaalQuerySet:
    """Return the organisation's signals in one state or area, or all."""
    rows = visible_signalen(lid)
    if staat is not None:
        rows = rows.filter(staat=staat)
    if gebied is not None:
        rows = rows.filter(gebied__in=Gebied.objects.within([gebied]).pks())
    return rows


def signaal_page(
    lid: Lidmaatschap,
    *,
    staat: SignaalStaat | None = None,
    gebied: Gebied | None = None,
    after: str | None = None,
) -> Page[Signaal]:
    """Return a page of the organisation's signals, newest first, in one state or area or all."""
    # Counted per shown row: a join would count all rows first.
    heard = SignaalContact.objects.filter(signaal=OuterRef("pk")).values("signaal")
    number = heard.annotate(number=Count("pk")).values("number")
    rows = team_signalen(lid, staat=staat, gebied=gebied)
    rows = rows.annotate(aantal_contacten=Coalesce(Subquery(number), 0))
    return page(rows, order=ORDE, after=after)


def meanings_of(signaal: Signaal) -> QuerySet[Duiding]:
    """Return what the signal was found to mean, in order."""
    return signaal.duidingen.select_related("door__gebruiker")


def told_about(signaal: Signaal) -> QuerySet[SignaalTerugkoppeling]:
    """Return each time that people were told what came of the signal."""
    return signaal.terugkoppelingen.select_related("door__gebruiker")


def contacts_of(signaal: Signaal) -> QuerySet[Contactmoment]:
    """Return the contacts in which the signal was heard, oldest first."""
    return signaal.contacten.select_related("gebied").defer("gebied__vorm").order_by("op", "pk")


@dataclass(frozen=True)
class ToGather:
    """Contacts of the last year in the same wijk that may carry the same signal, newest first.

    `near` are those of the same buurt that are about the same, or about nothing in particular.
    """

    every: ContactQuerySet
    near: ContactQuerySet
    rest: ContactQuerySet


def contacts_to_gather(signaal: Signaal, lid: Lidmaatschap) -> ToGather:
    """Return the contacts that may be added to a signal."""
    rows = (
        visible_contacts(lid)
        .filter(
            gebied__in=Gebied.objects.within([signaal.gebied.wijk]).pks(),
            op__gte=timezone.now() - timedelta(days=365),
        )
        .exclude(tekst="")
        .exclude(pk__in=signaal.contacten.all())
        .order_by("-op", "-pk")
    )
    same = Q(signaal.gebied.same_place(), thema__in=["", signaal.thema])
    return ToGather(rows, rows.filter(same), rows.exclude(same))


def change_obstacle(signaal: Signaal) -> str:
    """Say why a signal cannot be changed any more, in plain Dutch; empty when it can."""
    if signaal.weggehaald_op is not None:
        return _("De tekst is op verzoek weggehaald. Daarom blijft het zoals het is.")
    if not signaal.notities.filter(verzonden_op__isnull=False).exists():
        return ""
    return _(
        "Dit signaal staat in een notitie die al verzonden is. Daarom blijft het zoals het is. "
        "Weet je nu meer? Noteer een contact of schrijf nog een duiding."
    )


def to_interpret(lid: Lidmaatschap) -> SignaalQuerySet:
    """Return signals that nobody has given meaning to yet, the oldest first."""
    return visible_signalen(lid).to_interpret().order_by("op", "pk")


def owing_feedback(lid: Lidmaatschap) -> SignaalQuerySet:
    """Return signals with an outcome that the circle does not know yet, the oldest first."""
    return visible_signalen(lid).owing_feedback().order_by("op", "pk")


def agenda_obstacle(signaal: Signaal) -> str:
    """Say why a signal cannot go on the agenda, in plain Dutch; empty when it can."""
    if signaal.staat == SignaalStaat.GEDUID:
        return ""
    if signaal.staat != SignaalStaat.OPGEMERKT:
        return _(
            "Het signaal “%(signaal)s” staat intussen op “%(staat)s”. Haal het uit deze notitie."
        ) % {"signaal": signaal, "staat": signaal.get_staat_display()}
    if signaal.zonder_duiding_want:
        return ""
    return _("Het signaal “%(signaal)s” heeft nog geen duiding, en ook geen reden waarom niet.") % {
        "signaal": signaal
    }
