"""Named reads of initiatives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from initiatieven.models import (
    UITKOMSTEN,
    Bericht,
    Bewonersbericht,
    Initiatief,
    InitiatiefStaat,
    InitiatiefTerugkoppeling,
)
from initiatieven.models.initiatief import InitiatiefQuerySet
from opbouw.lib.models import AuditRegel
from opbouw.lib.web.keyset import Page, page
from wijken.models import Contactmoment, Gebied, Lidmaatschap

HANDED_OVER = "initiatief_overgedragen"
ORDE = ("-ingediend_op", "-pk")
# Not a state of its own: ended, and its outcome not told back.
NOG_TE_VERTELLEN = "nog_te_vertellen"
# Neither: a resident wrote, and nobody has read it.
TE_LEZEN = "te_lezen"


def _rows(lid: Lidmaatschap) -> InitiatiefQuerySet:
    rows = Initiatief.objects.visible_to(lid)
    return rows.select_related("gebied", "begeleider__gebruiker").defer("gebied__vorm")


def visible_initiatieven(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return the initiatives that this member may open."""
    return _rows(lid).select_related("organisatie")


def waiting(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return the initiatives that nobody has answered yet, oldest first.

    The whole organisation's: what lies in nobody's area would otherwise wait for ever.
    """
    return _rows(lid).waiting().order_by("ingediend_op", "pk")


def written_back(lid: Lidmaatschap) -> InitiatiefQuerySet:
    """Return the initiatives with unread messages of residents, oldest message first.

    The whole organisation's: the companion may be ill while the resident waits. Not the new ones,
    which wait for a first answer already.
    """
    unread = Bewonersbericht.objects.of_visible_initiatieven(lid).unread()
    since = unread.filter(initiatief=OuterRef("pk")).order_by("op").values("op")[:1]
    rows = _rows(lid).filter(pk__in=unread.values("initiatief"))
    rows = rows.exclude(staat=InitiatiefStaat.INGEDIEND)
    return rows.order_by(Subquery(since), "pk")


def owing_feedback(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return the ended initiatives whose outcome has not been reported back."""
    mine = Initiatief.objects.visible_to(lid).owing_feedback()
    return (
        mine.select_related("gebied", "begeleider__gebruiker")
        .defer("gebied__vorm")
        .order_by("ingediend_op", "pk")
    )


def accompanied_by(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return the initiatives that this member accompanies and that still go on, oldest first."""
    return _going_on(lid).filter(begeleider=lid)


def accompanied_by_nobody(lid: Lidmaatschap, gone: Sequence[int]) -> QuerySet[Initiatief]:
    """Return the team's initiatives that go on while their companion is gone, oldest first."""
    return _going_on(lid).filter(begeleider__in=gone)


def taken_over(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return what was handed to this member in the last seven days, oldest first."""
    handed = AuditRegel.objects.filter(
        organisatie_id=lid.organisatie_id,
        handeling=HANDED_OVER,
        op__gte=timezone.now() - timedelta(days=7),
    )
    return accompanied_by(lid).filter(pk__in=handed.values("object_id"))


def _going_on(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    owed = Q(staat__in=UITKOMSTEN, teruggekoppeld_op__isnull=True)
    going = ~Q(staat__in=UITKOMSTEN) | owed
    rows = _rows(lid).filter(going, woorden_weg_op__isnull=True)
    return rows.order_by("ingediend_op", "pk")


def team_initiatieven(
    lid: Lidmaatschap, *, staat: str = "", alles: bool = False
) -> InitiatiefQuerySet:
    """Return the initiatives in one state or all, in my areas or everywhere."""
    rows = _rows(lid)
    if staat == NOG_TE_VERTELLEN:
        rows = rows.owing_feedback()
    elif staat == TE_LEZEN:
        rows = written_back(lid)
    elif staat:
        rows = rows.filter(staat=staat)
    return rows if alles else rows.filter(gebied__in=Gebied.objects.working_area(lid).pks())


def initiatief_page(
    lid: Lidmaatschap, *, staat: str = "", alles: bool = False, after: str | None = None
) -> Page[Initiatief]:
    """Return a page of initiatives, newest first; without a state all but the waiting ones."""
    rows = team_initiatieven(lid, staat=staat, alles=alles)
    if not staat:
        rows = rows.exclude(staat=InitiatiefStaat.INGEDIEND)
    return page(rows, order=ORDE, after=after)


def look_up_waiting(initiatieven: Iterable[Initiatief]) -> None:
    """Set on each since when somebody waits: to be read, answered or told back."""
    rows = list(initiatieven)
    about = Bewonersbericht.objects.filter(initiatief__in=[one.pk for one in rows])
    unread = about.in_view().unread()
    written = dict(unread.order_by("-op", "-pk").values_list("initiatief_id", "op"))
    owed = [initiatief.pk for initiatief in rows if initiatief.owes_feedback]
    told = Bericht.objects.filter(initiatief__in=owed).order_by("op", "pk")
    staat: dict[int, str] = {}
    ended: dict[int, datetime] = {}
    for pk, there, op in told.values_list("initiatief_id", "staat", "op"):
        # No state changes without an update; a later one may leave it where it is.
        if staat.get(pk) != there:
            staat[pk], ended[pk] = there, op
    for initiatief in rows:
        since = written.get(initiatief.pk)
        initiatief.ongelezen = since is not None
        if since is None and initiatief.staat == InitiatiefStaat.INGEDIEND:
            since = initiatief.ingediend_op
        elif since is None and initiatief.owes_feedback:
            since = ended.get(initiatief.pk, initiatief.ingediend_op)
        initiatief.wacht_sinds = since


@dataclass(frozen=True)
class History:
    """Where an initiative came from and what came of it, for its own page."""

    initiatief: Initiatief
    contact: Contactmoment | None
    berichten: list[Bericht]
    uitkomst: Bericht | None
    terugkoppelingen: list[InitiatiefTerugkoppeling]

    @property
    def owes_feedback(self) -> bool:
        """Whether it ended and has not been told back."""
        return self.initiatief.owes_feedback


def letters_of(initiatief: Initiatief) -> list[Bewonersbericht]:
    """Return what the resident wrote back, the newest first."""
    own = Bewonersbericht.objects.filter(initiatief=initiatief).in_view()
    return list(own.order_by("-op", "-pk"))


def history_of(initiatief: Initiatief) -> History:
    """Return the history of an initiative in three queries."""
    berichten = list(initiatief.berichten.select_related("door__gebruiker"))
    endings = [b for b in berichten if initiatief.ended and b.staat == initiatief.staat]
    contact = (
        Contactmoment.objects.filter(
            initiatieven=initiatief, organisatie_id=initiatief.organisatie_id
        )
        .select_related("gebied")
        .defer("gebied__vorm")
    )
    return History(
        initiatief=initiatief,
        contact=contact.first() if initiatief.contact_id else None,
        berichten=berichten,
        uitkomst=endings[0] if endings else None,
        terugkoppelingen=list(initiatief.terugkoppelingen.select_related("door__gebruiker")),
    )
