"""What residents notice in an area, for beside its figures."""

from dataclasses import dataclass
from itertools import zip_longest

from django.urls import reverse

from opbouw.floors import FLOORS
from opbouw.lib.database.cut import first_of
from opbouw.lib.web.pieces import Gehoord, Meer
from wijken.contract import Gebied, Lidmaatschap
from wijken.queries.gebied import pks_within

MOST = 2


@dataclass(frozen=True)
class Buurtnieuws:
    """The newest of an area, and what more of each kind was heard there."""

    stukken: list[Gehoord]
    meer: list[Meer]


def heard_in(lid: Lidmaatschap, gebied: Gebied) -> Buurtnieuws:
    """Return the newest of each kind of the member's own organisation in an area.

    Where one kind is missing, two of the other.
    """
    gebieden = pks_within(gebied)
    bronnen = [bron for floor in FLOORS for bron in floor.gehoord]
    cuts = [first_of(bron.drawn(lid, gebieden), MOST) for bron in bronnen]
    drawn = [list(bron.stukken(cut.rows)) for bron, cut in zip(bronnen, cuts, strict=True)]
    in_turn = (one for turn in zip_longest(*drawn) for one in turn)
    shown = [one for one in in_turn if one is not None][:MOST]
    meer = []
    for bron, cut, own in zip(bronnen, cuts, drawn, strict=True):
        more = cut.more + sum(one not in shown for one in own)
        if more:
            url = f"{reverse(bron.lijst)}?gebied={gebied.code}"
            meer.append(Meer(str(bron.titel), more, url))
    return Buurtnieuws(shown, meer)
