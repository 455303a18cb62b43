"""What is there already that may help a plan, with the reasons and without a score."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.models import UITKOMSTEN, Initiatief
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.models.labels import label_of
from opbouw.lib.text.shared_words import in_common, telling_words
from wijken.models import Bron, Gebied, Lidmaatschap, Thema
from wijken.queries.bron import visible_bronnen

# More than anybody reads, and of how many of the wijk they are chosen.
MOST = 5
LOOKED_AT = 300
# Of the words in common as many are named.
NAMED = 3

Words = dict[str, str]


@dataclass(frozen=True)
class Past:
    """A plan and something that is there already, and why they may belong together."""

    bron: Bron
    initiatief: Initiatief
    zelfde_buurt: bool
    zelfde_thema: bool
    woorden: tuple[str, ...]

    @property
    def waarom(self) -> str:
        """Why, as far as nobody typed it."""
        near = _("zelfde buurt") if self.zelfde_buurt else _("zelfde wijk")
        if not self.zelfde_thema:
            return near
        thema = label_of(Thema, self.bron.thema)
        return _("%(near)s, zelfde thema (%(thema)s)") % {"near": near, "thema": thema}

    @property
    def genoemd(self) -> str:
        """Some of the words that are in both."""
        return ", ".join(self.woorden[:NAMED])

    @property
    def order(self) -> tuple[bool, bool, bool]:
        """What they share comes before where they are."""
        return (not self.woorden, not self.zelfde_thema, not self.zelfde_buurt)


def bronnen_for(initiatief: Initiatief, lid: Lidmaatschap) -> list[Past]:
    """Return what is there in the wijk that may help a plan, by words, theme and buurt."""
    if initiatief.ended or initiatief.woorden_weg_op is not None:
        return []
    rows = visible_bronnen(lid).current(timezone.localdate())
    near = rows.filter(gebied__in=_around(initiatief.gebied)).order_by("-bevestigd_op", "-pk")
    said = _said_in(initiatief)
    return _first(_past(bron, initiatief, _said_of(bron), said) for bron in near[:LOOKED_AT])


def initiatieven_for(bron: Bron, lid: Lidmaatschap) -> list[Past]:
    """Return the plans of the wijk that still go on and that this may help."""
    rows = visible_initiatieven(lid).filter(woorden_weg_op__isnull=True)
    rows = rows.exclude(staat__in=UITKOMSTEN).filter(gebied__in=_around(bron.gebied))
    near = rows.order_by("-ingediend_op", "-pk")
    said = _said_of(bron)
    return _first(_past(bron, plan, said, _said_in(plan)) for plan in near[:LOOKED_AT])


def _around(gebied: Gebied) -> list[int]:
    return Gebied.objects.within([gebied.wijk]).pks()


def _said_of(bron: Bron) -> Words:
    return telling_words(f"{bron.naam} {bron.omschrijving}")


def _said_in(initiatief: Initiatief) -> Words:
    return telling_words(f"{initiatief.titel} {initiatief.plan} {initiatief.nodig}")


def _past(bron: Bron, initiatief: Initiatief, of_bron: Words, in_plan: Words) -> Past:
    return Past(
        bron,
        initiatief,
        zelfde_buurt=bool({*bron.gebied.codes_nu} & {*initiatief.gebied.codes_nu}),
        # "Something else" is no theme that two share.
        zelfde_thema=bron.thema == initiatief.thema and bron.thema not in ("", Thema.ANDERS),
        woorden=tuple(in_common(of_bron, in_plan)),
    )


def _first(pairs: Iterable[Past]) -> list[Past]:
    # Being near is not enough: something must be shared.
    found = [one for one in pairs if one.woorden or one.zelfde_thema]
    return sorted(found, key=lambda one: one.order)[:MOST]
