"""Named reads of agenda notes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.models import Initiatief
from opbouw.lib.models import JobStaat
from opbouw.lib.text.names import by_name
from opbouw.lib.web.keyset import Page, page
from signalen.delen import DELEN
from signalen.models import (
    Agendanotitie,
    Drager,
    NotitieStaat,
    NotitieVersie,
    Signaal,
    Verhaal,
    Vraag,
)
from signalen.models.notitie import NotitieQuerySet, public_area
from signalen.models.signaal import FOR_AGENDA
from signalen.models.verhaal import VerhaalQuerySet
from signalen.queries.signaal import agenda_obstacle
from signalen.queries.tekens import undrawable
from wijken.models import (
    Bron,
    Cijfer,
    Gebied,
    GebiedSoort,
    Lidmaatschap,
    Organisatie,
    OrganisatieSoort,
    Rol,
)
from wijken.queries.bron import visible_bronnen
from wijken.queries.lid import active_members

MAX_VERHALEN = 4
MAX_CIJFERS = 5
# The outline of an area is longer than all the rest of a note; no list draws it.
VORMEN = ("gebied__vorm", "gebied__ouder__vorm", "gebied__ouder__ouder__vorm")


def visible_notities(lid: Lidmaatschap) -> NotitieQuerySet:
    """Return the notes of the member's own organisation."""
    rows = Agendanotitie.objects.visible_to(lid).select_related(
        "gebied__ouder__ouder", "aan", "organisatie", "door__gebruiker"
    )
    return rows.defer(*VORMEN)


def received_notities(lid: Lidmaatschap) -> NotitieQuerySet:
    """Return the notes that were sent to the member's municipality."""
    rows = Agendanotitie.objects.received_by(lid)
    return rows.select_related("gebied__ouder__ouder", "organisatie").defer(*VORMEN)


def notitie_page(
    lid: Lidmaatschap, *, staat: NotitieStaat | None = None, after: str | None = None
) -> Page[Agendanotitie]:
    """Return a page of the organisation's notes, newest first."""
    rows = visible_notities(lid)
    if staat is not None:
        rows = rows.filter(staat=staat)
    return page(rows, order=("-op", "-pk"), after=after)


def received_page(lid: Lidmaatschap, *, after: str | None = None) -> Page[Agendanotitie]:
    """Return a page of the notes that the municipality received, the last received first."""
    vragen = Vraag.objects.filter(notitie=OuterRef("pk")).order_by().values("notitie")
    # Counted for the rows of this page alone: a join would count for all before it takes fifty.
    rows = received_notities(lid).annotate(
        aantal_vragen=Subquery(vragen.annotate(n=Count("pk")).values("n")),
        beantwoord=Subquery(vragen.annotate(n=Count("antwoord")).values("n")),
    )
    order = ("-verzonden_op", "-pk")
    return page(rows, order=order, filled=("verzonden_op",), after=after)


def signalen_of(notitie: Agendanotitie) -> QuerySet[Signaal]:
    """Return the signals that a note rests on."""
    return notitie.signalen.select_related("gebied").defer("gebied__vorm")


def with_answers(notitie: Agendanotitie) -> QuerySet[Vraag]:
    """Return the vragen of a note with their answers."""
    return notitie.vragen.select_related("antwoord__door__gebruiker", "antwoord__gemeente")


def unanswered(notitie: Agendanotitie) -> QuerySet[Vraag]:
    """Return the vragen of a note that still wait for an answer, in their order."""
    return notitie.vragen.filter(antwoord__isnull=True).order_by("nummer")


def last_version(notitie: Agendanotitie) -> NotitieVersie | None:
    """Return the newest settled version; once sent, that is the version that was sent."""
    return notitie.versies.order_by("-nummer").first()


def readers(notitie: Agendanotitie) -> QuerySet[Lidmaatschap]:
    """Return the members of the municipality who hear of the note when it is sent."""
    return active_members(notitie.aan)


def who_hears(notitie: Agendanotitie) -> list[Lidmaatschap]:
    """Return who hears of the answers: who wrote the note, or the coördinatoren once they left."""
    active = active_members(notitie.organisatie).select_related("gebruiker")
    return list(active.filter(pk=notitie.door_id)) or list(active.filter(rol=Rol.COORDINATOR))


def owing_answer(lid: Lidmaatschap) -> NotitieQuerySet:
    """Return sent notes of the organisation that wait for an answer, the longest first."""
    return visible_notities(lid).owing_answer().order_by("verzonden_op", "pk")


def in_the_making(lid: Lidmaatschap) -> NotitieQuerySet:
    """Return concepts, and settled notes that have not been sent, the oldest first."""
    making = Q(staat=NotitieStaat.CONCEPT) | Q(staat=NotitieStaat.VASTGESTELD)
    return visible_notities(lid).filter(making).order_by("op", "pk")


def settled(lid: Lidmaatschap, *, failed: bool) -> NotitieQuerySet:
    """Return settled notes that have not been sent, the oldest first.

    Either those whose newest PDF failed, with the reason in `pdf_reden`, or the others.
    """
    versies = NotitieVersie.objects.filter(notitie=OuterRef("pk"))
    newest = versies.order_by("-nummer")
    staat = Coalesce(Subquery(newest.values("job_staat")[:1]), Value(""))
    stuck: Exact[Any] = Exact(staat, Value(JobStaat.MISLUKT.value))
    rows = visible_notities(lid).filter(staat=NotitieStaat.VASTGESTELD)
    rows = rows.filter(stuck) if failed else rows.exclude(stuck)
    reden = Subquery(newest.values("job_reden")[:1])
    return rows.annotate(pdf_reden=reden).order_by("op", "pk")


def not_writable(notitie: Agendanotitie, lid: Lidmaatschap) -> str:
    """Say why a note that is no concept is not written on, and what this member can still do."""
    if notitie.staat != NotitieStaat.VASTGESTELD:
        return _(
            "Deze notitie is verzonden en verandert niet meer. Weet je nu meer? Noteer een contact "
            "of begin een nieuwe notitie."
        )
    if lid.rol == Rol.COORDINATOR:
        return _("Deze notitie is vastgesteld. Heropen die om te wijzigen.")
    return _("Deze notitie is vastgesteld. Vraag je coördinator om die te heropenen.")


def addressees(lid: Lidmaatschap) -> QuerySet[Organisatie]:
    """Return the municipalities in which the organisation works."""
    areas = lid.organisatie.werkgebied.all().without_vorm()
    codes = [f"GM{code[2:6]}" for area in areas for code in area.codes_nu]
    works_there = Q(werkgebied__gemeentecode__in=codes) | Q(werkgebied__opvolgers__overlap=codes)
    municipalities = Organisatie.objects.filter(works_there, soort=OrganisatieSoort.GEMEENTE)
    return municipalities.distinct().order_by(by_name(), "pk")


def agenda_signalen(lid: Lidmaatschap, notitie: Agendanotitie | None = None) -> QuerySet[Signaal]:
    """Return signals that may go into a note, and those that are in this note already."""
    own = Signaal.objects.visible_to(lid)
    if notitie is None:
        choice = own.for_agenda()
    else:
        choice = own.filter(FOR_AGENDA | Q(pk__in=notitie.signalen.order_by().values("pk")))
    return choice.select_related("gebied").defer("gebied__vorm").order_by("-op", "-pk")


def usable_verhalen(lid: Lidmaatschap, notitie: Agendanotitie) -> QuerySet[Verhaal]:
    """Return stories from the note's wijk that may leave the team."""
    around = Gebied.objects.within([notitie.gebied.wijk]).pks()
    return Verhaal.objects.visible_to(lid).usable().filter(gebied__in=around).order_by("-op", "-pk")


def nearby_initiatieven(lid: Lidmaatschap, notitie: Agendanotitie) -> QuerySet[Initiatief]:
    """Return initiatives in the note's wijk."""
    around = Gebied.objects.within([notitie.gebied.wijk]).pks()
    return (
        Initiatief.objects.visible_to(lid)
        .filter(gebied__in=around)
        .order_by("-ingediend_op", "-pk")
    )


def nearby_bronnen(lid: Lidmaatschap, notitie: Agendanotitie) -> QuerySet[Bron]:
    """Return what is there in the note's wijk and was seen within a year, or is in the note."""
    around = Gebied.objects.within([notitie.gebied.wijk]).pks()
    rows = visible_bronnen(lid)
    near = rows.confirmed(timezone.localdate()).filter(gebied__in=around)
    chosen = rows.filter(pk__in=notitie.gekozen_bronnen.order_by().values("pk"))
    found: QuerySet[Bron] = near | chosen
    return found.order_by("-bevestigd_op", "-pk")


def public_areas(notitie: Agendanotitie) -> list[Gebied]:
    """Return the note's area and those of its signals, each as outsiders may see it.

    A pattern in one buurt disappears in the average of its wijk.
    """
    signalen = notitie.signalen.select_related("gebied__ouder__ouder").defer(*VORMEN)
    areas = [notitie.gebied_buiten, *(public_area(signaal.gebied) for signaal in signalen)]
    return list(dict.fromkeys(areas))


def public_name(gebied: Gebied) -> str:
    """Return how a reader tells the areas of one table apart; a buurt may be called as its wijk."""
    if gebied.soort == GebiedSoort.BUURT:
        return gebied.naam
    return f"{gebied.naam} ({gebied.get_soort_display()})"


def area_cijfers(notitie: Agendanotitie) -> QuerySet[Cijfer]:
    """Return the newest published figures of the areas that the note may speak about."""
    return (
        public_cijfers(notitie)
        .order_by("gebied__code", "sleutel", "-jaar", "-gebied__jaar")
        .distinct("gebied__code", "sleutel")
    )


def not_usable_in(notitie: Agendanotitie) -> VerhaalQuerySet:
    """Return the stories of a note that may not leave the team."""
    return Verhaal.objects.filter(notities=notitie).not_usable()


def public_cijfers(notitie: Agendanotitie) -> QuerySet[Cijfer]:
    """Return the published figures of these areas, of every edition that has the same code."""
    codes = [gebied.code for gebied in public_areas(notitie)]
    rows = Cijfer.objects.filter(gebied__code__in=codes)
    return rows.select_related("gebied").defer("gebied__vorm")


@dataclass(frozen=True)
class Gemis:
    """What a note still lacks: in words, and where in its form that is written.

    `anker` is the field's id on the page, `deel` the part of the eight it belongs to (0: the head).
    """

    tekst: str
    anker: str
    deel: int


def missing(notitie: Agendanotitie) -> list[Gemis]:
    """Say what the note still lacks before it may be settled, in plain Dutch, part by part."""
    not_ready = Signaal.objects.filter(notities=notitie).not_for_agenda().order_by("op", "pk")
    lacks = [Gemis(agenda_obstacle(signaal), "id_signalen", 0) for signaal in not_ready]
    for deel in DELEN:
        for veld in deel.velden:
            if veld.if_missing and _is_lacking(notitie, veld.name):
                anchor = f"id_{veld.anchor or veld.name}"
                lacks.append(Gemis(str(veld.if_missing), anchor, deel.nummer))
            if veld.name == "richtingen":
                lacks += _nameless_richtingen(notitie, deel.nummer)
            if veld.name == "vragen":
                lacks += _passed_vragen(notitie, deel.nummer)
    lacks += [Gemis(*one) for one in undrawable(notitie)]
    return sorted(lacks, key=lambda gemis: gemis.deel)


def _is_lacking(notitie: Agendanotitie, name: str) -> bool:
    match name:
        case "reactie_voor":
            return notitie.term_passed
        case "signalen" | "vragen":
            return not getattr(notitie, name).exists()
        case "verhalen":
            return not_usable_in(notitie).exists()
        case "bronnen":
            # What is wrong never stands without what is there already.
            there = notitie.gekozen_bronnen.confirmed(timezone.localdate())
            return not (notitie.bronnen or notitie.initiatieven.exists() or there.exists())
    return not getattr(notitie, name)


def _passed_vragen(notitie: Agendanotitie, deel: int) -> list[Gemis]:
    passed = notitie.vragen.filter(voor__lt=timezone.localdate())
    said = _("De dag van vraag %(nummer)d is voorbij. Kies een latere dag.")
    return [
        Gemis(said % {"nummer": nummer}, f"id_vraag-{nummer - 1}-voor", deel)
        for nummer in passed.values_list("nummer", flat=True)
    ]


def _nameless_richtingen(notitie: Agendanotitie, deel: int) -> list[Gemis]:
    # Written before the form asked for the name.
    nameless = notitie.richtingen.filter(drager=Drager.ANDER, drager_naam="")
    said = _("Schrijf bij richting %(nummer)d op wie het doet.")
    return [
        Gemis(said % {"nummer": nummer}, f"id_richting-{nummer - 1}-drager_naam", deel)
        for nummer in nameless.values_list("nummer", flat=True)
    ]
