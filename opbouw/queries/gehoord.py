"""What residents notice in an area, for beside its figures."""

from itertools import zip_longest

from opbouw.floors import FLOORS
from opbouw.lib.web.pieces import Gehoord
from wijken.contract import Gebied, Lidmaatschap
from wijken.queries.gebied import pks_within

MOST = 2


def heard_in(lid: Lidmaatschap, gebied: Gebied) -> list[Gehoord]:
    """Return the newest of each kind of the member's own organisation in an area.

    Where one kind is missing, two of the other.
    """
    gebieden = pks_within(gebied)
    kinds = [newest(lid, gebieden, MOST) for floor in FLOORS for newest in floor.gehoord]
    in_turn = (one for turn in zip_longest(*kinds) for one in turn)
    return [one for one in in_turn if one is not None][:MOST]
