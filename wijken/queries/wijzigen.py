"""Who may correct what the team wrote down."""

from typing import Protocol

from wijken.models import Lidmaatschap, Rol


class Written(Protocol):
    """Anything of an organisation that somebody wrote."""

    organisatie_id: int
    door_id: int


def may_change(row: Written, lid: Lidmaatschap) -> bool:
    """Tell whether this member may correct it: who wrote it, and the coördinator."""
    if row.organisatie_id != lid.organisatie_id:
        return False
    return row.door_id == lid.pk or lid.rol == Rol.COORDINATOR
