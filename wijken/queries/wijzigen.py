"""Who may correct what the team wrote down."""

from datetime import datetime
from typing import Protocol

from wijken.models import Lidmaatschap, Rol


class Written(Protocol):
    """Anything of an organisation that somebody wrote."""

    organisatie_id: int
    door_id: int | None
    woorden_weg_op: datetime | None


def may_change(row: Written, lid: Lidmaatschap) -> bool:
    """Tell whether this member may correct it: who wrote it, and the coördinator.

    Nobody corrects what was reduced.
    """
    if row.organisatie_id != lid.organisatie_id or row.woorden_weg_op is not None:
        return False
    return row.door_id == lid.pk or lid.rol == Rol.COORDINATOR


def may_take_out(lid: Lidmaatschap, owner_id: int | None) -> bool:
    """Tell whether this member may take out words at somebody's request.

    Whoever wrote it or accompanies it (`owner_id`), the coördinator and the beheerder.
    """
    return lid.pk == owner_id or lid.rol in {Rol.COORDINATOR, Rol.BEHEERDER}
