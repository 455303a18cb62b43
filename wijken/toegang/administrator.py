"""Whoever acts in the administration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Administrator:
    """The actor in the audit trail: a person, acting for the organisation they change."""

    gebruiker_id: int
    organisatie_id: int
